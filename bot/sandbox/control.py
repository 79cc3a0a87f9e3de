"""The control interface under `/sim`: what people do, what goes wrong, what time it is, what the bot did."""

import asyncio
import json
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.sandbox.crowd import Impossible
from bot.sandbox.deeds import POSTS
from bot.sandbox.errors import ApiError
from bot.sandbox.incoming import read_params
from bot.sandbox.parameters import Params
from bot.sandbox.publishing import Publishing
from bot.sandbox.reports import GETS
from bot.sandbox.wire import JsonObject
from bot.sandbox.world import World

Handler = Callable[[World, Params], object]
"""Gives the JSON answer, or a coroutine that will; Impossible becomes a 400."""


def make_routes(world: World, publishing: Publishing, port: Callable[[], int]) -> list[web.RouteDef]:
    """The routes of the control interface over one world and its papers, which are served at `port()`."""

    def get_papers(_world: World, _params: Params) -> JsonObject:
        stand = publishing.newsstand
        return {"papers": stand.listing(port()), "series": stand.describe_series(port())}

    def post_publish(_world: World, _params: Params) -> JsonObject:
        published = publishing.publish(port())
        if published is None:
            raise Impossible("Everything has come out. A sandbox that is started again begins anew.")
        return published

    return [
        *(web.post(f"/sim/{name}", _serve(world, handler)) for name, handler in POSTS.items()),
        *(web.get(f"/sim/{name}", _serve(world, handler)) for name, handler in GETS.items()),
        web.get("/sim/papers", _serve(world, get_papers)),
        web.post("/sim/publish", _serve(world, post_publish)),
    ]


def _serve(world: World, handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def serve(request: web.Request) -> web.StreamResponse:
        try:
            params = await read_params(request)
            given = Params(values={**params.values, **request.match_info}, files=params.files)
            result = handler(world, given)
            if asyncio.iscoroutine(result):
                result = await result
        except (Impossible, ValueError) as error:
            return _json({"error": str(error)}, 400)
        except ApiError as error:
            return _json({"error": error.description}, 400)
        return _json(result, 200)

    return serve


def _json(body: object, status: int) -> web.Response:
    text = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return web.Response(body=text, status=status, content_type="application/json")
