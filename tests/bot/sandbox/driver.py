"""Both sides of the sandbox over real HTTP: what a bot calls and what people do.

Whatever the stand-in gives to the bot is held against aiogram's models of the Bot API on the way.
"""

import asyncio
from types import TracebackType
from typing import Any, Self, TypeAlias

import aiohttp

from tests.contract.models import check_result

Json = dict[str, Any]
Answer: TypeAlias = Any


class Refused(Exception):
    def __init__(self, code: int, description: str, parameters: Json) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters


class Driver:
    def __init__(self, url: str, token: str = "1:sandbox") -> None:
        self.url = url
        self.token = token
        self.http = aiohttp.ClientSession(url)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.http.close()

    async def call(self, method: str, /, **params: object) -> Answer:
        """The result of a Bot API call; raises Refused."""
        async with self.http.post(f"/bot{self.token}/{method}", json=params) as answer:
            return _result(method, await answer.json())

    async def upload(self, method: str, file: str, data: bytes, name: str = "a.txt", **fields: str) -> Answer:
        """A Bot API call as multipart with one file."""
        form = aiohttp.FormData({key: str(value) for key, value in fields.items()}, quote_fields=False)
        form.add_field(file, data, filename=name, content_type="text/plain")
        async with self.http.post(f"/bot{self.token}/{method}", data=form) as answer:
            return _result(method, await answer.json())

    async def refusal(self, method: str, /, **params: object) -> str:
        """The description of the error that a call meets."""
        try:
            result = await self.call(method, **params)
        except Refused as refused:
            return refused.description
        raise AssertionError(f"{method} was accepted: {result}")

    async def post(self, deed: str, /, **values: object) -> Json:
        """A deed by the control interface, which must succeed."""
        async with self.http.post(f"/sim/{deed}", json=values) as answer:
            body: Json = await answer.json()
            assert answer.status == 200, body
            return body

    async def post_file(self, data: bytes, name: str = "a.txt", **fields: str) -> Json:
        form = aiohttp.FormData({key: str(value) for key, value in fields.items()}, quote_fields=False)
        form.add_field("document", data, filename=name, content_type="text/plain")
        async with self.http.post("/sim/message", data=form) as answer:
            body: Json = await answer.json()
            assert answer.status == 200, body
            return body

    async def impossible(self, deed: str, /, **values: object) -> str:
        """Why the control interface refuses a deed."""
        async with self.http.post(f"/sim/{deed}", json=values) as answer:
            assert answer.status == 400
            return str((await answer.json())["error"])

    async def get(self, name: str, /, **query: object) -> Json:
        async with self.http.get(f"/sim/{name}", params={key: str(value) for key, value in query.items()}) as answer:
            body: Json = await answer.json()
            assert answer.status == 200, body
            return body

    async def say(self, text: str, *, chat: int = 42, user: int | None = None, **more: object) -> Json:
        return await self.post("message", chat=chat, user=user or max(chat, 7), text=text, **more)

    async def updates(self, **params: object) -> list[Json]:
        found: list[Json] = await self.call("getUpdates", **params)
        return found

    async def until_polled(self, times: int) -> None:
        """Wait until getUpdates was asked so often."""
        async with asyncio.timeout(5):
            while (await self.get("calls"))["counts"].get("getUpdates", 0) < times:
                continue

    async def latest(self) -> Json:
        """The latest update's object, everything before it confirmed."""
        update = (await self.updates(offset=-1))[0]
        return next(value for key, value in update.items() if key != "update_id")


def _result(method: str, body: Json) -> Answer:
    if not body["ok"]:
        raise Refused(body["error_code"], body["description"], body.get("parameters", {}))
    check_result(method, body["result"])
    return body["result"]
