"""The Bot API over HTTP: token, method, faults and pace, then the method itself, and the ledger around it."""

import asyncio
import hmac
import inspect
import json
import re
from collections.abc import Callable

from aiohttp import web

from bot.sandbox.errors import ApiError, too_many_requests
from bot.sandbox.faults import BATCHES, REFUSALS, Fault
from bot.sandbox.incoming import read_params
from bot.sandbox.methods.registry import BY_LOWER_NAME, METHODS, PARAMETERS, POSTING
from bot.sandbox.parameters import Params
from bot.sandbox.wire import JsonObject, parse_integer
from bot.sandbox.world import World

TOKEN = "1:sandbox"  # noqa: S105 - open by design
REAL_TOKEN = re.compile(r"\d{6,12}:[A-Za-z0-9_-]{30,50}")
REAL_TOKEN_REFUSAL = "Unauthorized: this is a sandbox, keep real tokens out of it; its token is 1:sandbox"  # noqa: S105
BAD_GATEWAY = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"  # noqa: E501


def find_token_refusal(token: str) -> ApiError | None:
    """Why this token is refused, or None for the sandbox's own."""
    if hmac.compare_digest(token.encode(), TOKEN.encode()):
        return None
    return ApiError(401, REAL_TOKEN_REFUSAL if REAL_TOKEN.fullmatch(token) else "Unauthorized")


class BotApi:
    """Serves `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, world: World, on_webhook_change: Callable[[], None]) -> None:
        self._world = world
        self._on_webhook_change = on_webhook_change

    async def serve_method(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        refusal = find_token_refusal(request.match_info["token"])
        method = BY_LOWER_NAME.get(request.match_info["method"].lower())
        if refusal is None and method is None:
            refusal = ApiError(404, "Not Found: method not found")
        if refusal is not None or method is None:
            return _answer(refusal or ApiError(404, "Not Found"))
        try:
            params = await read_params(request)
        except ApiError as error:
            return _answer(error)
        return await self._serve_call(request, method, params)

    async def serve_file(self, request: web.Request) -> web.StreamResponse:
        """Give the bytes of a file."""
        refusal = find_token_refusal(request.match_info["token"])
        stored = self._world.files.by_path.get(request.match_info["path"])
        if refusal is not None or stored is None:
            return _answer(refusal or ApiError(404, "Not Found"))
        headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
        return web.Response(body=stored.data, content_type="application/octet-stream", headers=headers)

    async def reply(self, method: str, values: JsonObject) -> None:
        """Carry out a call that a webhook gave back in its answer."""
        name = BY_LOWER_NAME.get(method.lower())
        if name is not None:
            await self._call(name, Params(values=values), None)

    async def _serve_call(self, request: web.Request, method: str, params: Params) -> web.StreamResponse:
        fault = self._world.faults.strike(method, parse_integer(params.values.get("chat_id")))
        if fault is not None and fault.kind == "502":
            self._open_entry(method, params, fault).update(status=502, description="Bad Gateway")
            return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
        if fault is not None and fault.kind in ("hang", "reset"):
            self._open_entry(method, params, fault).update(status=0, description="no answer")
            return await _leave_unanswered(request, fault.kind)
        if fault is not None and fault.kind == "delay":
            await asyncio.sleep(fault.delay_s)
        outcome = await self._call(method, params, fault)
        if fault is not None and fault.kind == "drop":
            return await _leave_unanswered(request, fault.kind)
        return _answer(outcome)

    async def _call(self, method: str, params: Params, fault: Fault | None) -> object:
        """The result or the refusal of one call, noted in the ledger."""
        entry = self._open_entry(method, params, fault)
        begin = asyncio.get_running_loop().time()
        try:
            outcome = await self._result(method, params, fault)
            entry.update(status=200, ok=True)
        except ApiError as error:
            outcome = error
            entry.update(status=error.code, ok=False, description=error.description)
        entry["took_ms"] = round((asyncio.get_running_loop().time() - begin) * 1000, 3)
        return outcome

    async def _result(self, method: str, params: Params, fault: Fault | None) -> object:
        if fault is not None and fault.kind in REFUSALS:
            raise fault.refusal()
        if method in POSTING:
            self._keep_pace(method, params)
        result = METHODS[method](self._world, params)
        if inspect.isawaitable(result):
            result = await result
        if method in ("setWebhook", "deleteWebhook"):
            self._on_webhook_change()
        if fault is not None and fault.kind in BATCHES and isinstance(result, list):
            return _disturb(result, fault.kind)
        return result

    def _keep_pace(self, method: str, params: Params) -> None:
        wait_s = self._world.rates.admit(method, parse_integer(params.values.get("chat_id")) or 0)
        if wait_s is not None:
            raise too_many_requests(wait_s)

    def _open_entry(self, method: str, params: Params, fault: Fault | None) -> JsonObject:
        given = {*params.values, *params.files}
        attached = {str(value).removeprefix("attach://") for value in params.values.values()}
        unknown = sorted(given - PARAMETERS[method] - attached)
        warnings = [f"{method} has no parameter {name!r}" for name in unknown]
        entry = self._world.ledger.note(method, params, self._world.clock.now().timestamp(), warnings)
        if fault is not None:
            entry["fault"] = fault.kind
        return entry


async def _leave_unanswered(request: web.Request, kind: str) -> web.Response:
    """Hold the connection until the client gives up ("hang"), or break it."""
    if kind != "hang" and request.transport is not None:
        request.transport.abort()
    await asyncio.Event().wait()
    return web.Response()


def _disturb(batch: list[object], kind: str) -> list[object]:
    """The batch with every update twice, or in the opposite order."""
    return [update for update in batch for _ in range(2)] if kind == "duplicate" else batch[::-1]


def _answer(outcome: object) -> web.Response:
    if isinstance(outcome, ApiError):
        headers = {}
        if outcome.parameters and "retry_after" in outcome.parameters:
            headers["Retry-After"] = str(outcome.parameters["retry_after"])
        return _json(outcome.as_json(), outcome.code, headers)
    return _json({"ok": True, "result": outcome}, 200, {})


def _json(body: JsonObject, status: int, headers: dict[str, str]) -> web.Response:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    encoded = text.encode("utf-8", "surrogatepass")
    return web.Response(body=encoded, status=status, content_type="application/json", headers=headers)
