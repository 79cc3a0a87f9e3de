"""Conditional requests to the papers: ETag and Last-Modified, and whether a reader has the page already.

Source: RFC 9110, section 13: If-None-Match counts before If-Modified-Since.
"""

import hashlib
from email.utils import format_datetime

from aiohttp import web

from bot.sandbox.newsstand import Page

ANY = "*"


def make_validators(page: Page) -> dict[str, str]:
    """The headers by which a reader asks again."""
    headers = {"ETag": f'"{_hash(page)}"'}
    if page.changed_at is not None:
        headers["Last-Modified"] = format_datetime(page.changed_at, usegmt=True)
    return headers


def is_unchanged(request: web.Request, page: Page) -> bool:
    """Whether the request says that the reader has this page as it is."""
    known = request.if_none_match
    if known is not None:
        return any(one.value in (ANY, _hash(page)) for one in known)
    since = request.if_modified_since
    return since is not None and page.changed_at is not None and page.changed_at <= since


def _hash(page: Page) -> str:
    return hashlib.sha256(page.body.encode()).hexdigest()[:24]
