"""Reading an HTTP request of either interface into parameters."""

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.parameters import Params, Upload


async def read_params(request: web.Request) -> Params:
    """The arguments of a request: query string first, the body over it.

    What begins with a brace is read as JSON whatever it says it is, as a hasty `curl -d` sends it.

    Raises:
        ApiError: the body is no JSON object, or no readable form.
    """
    values: dict[str, object] = dict(request.query)
    if not request.can_read_body:
        return Params(values=values)
    if request.content_type == "multipart/form-data":
        return await _read_multipart(request, values)
    body = await request.read()
    if request.content_type == "application/json" or body.lstrip().startswith(b"{"):
        values |= _parse_json(body)
    elif request.content_type == "application/x-www-form-urlencoded":
        values |= dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return Params(values=values)


def _parse_json(body: bytes) -> Mapping[str, object]:
    if not body.strip():
        return {}
    try:
        parsed = json.loads(body)
    except ValueError as error:
        raise bad_request("can't parse request body as JSON") from error
    if not isinstance(parsed, dict):
        raise bad_request("object expected as JSON request body")
    return parsed


async def _read_multipart(request: web.Request, values: dict[str, object]) -> Params:
    files: dict[str, Upload] = {}
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or not part.name:
                continue
            data = bytes(await part.read(decode=True))
            if part.filename is None:
                values[part.name] = data.decode("utf-8", "replace")
            else:
                mime_type = part.headers.get("Content-Type", "").split(";")[0].strip()
                files[part.name] = Upload(name=part.filename, mime_type=mime_type, data=data)
    except ValueError as error:
        raise ApiError(400, "Bad Request: can't parse multipart body") from error
    return Params(values=values, files=files)
