"""The sandbox as one HTTP server on 127.0.0.1: the Bot API, the control interface, the chat page, the papers.

The Host header decides what is served: `*.localhost` gives papers and feeds only, 127.0.0.1 and localhost the rest.
"""

import asyncio
import contextlib
import mimetypes
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from aiohttp import web

from bot.sandbox.api import TOKEN, BotApi
from bot.sandbox.clock import Clock
from bot.sandbox.control import make_routes
from bot.sandbox.limits import UPLOAD_BYTES
from bot.sandbox.newsstand import Newsstand
from bot.sandbox.publishing import Publishing
from bot.sandbox.stories import read_papers
from bot.sandbox.validators import is_unchanged, make_validators
from bot.sandbox.webhook import Postman
from bot.sandbox.wire import JsonObject
from bot.sandbox.world import World

HOST = "127.0.0.1"
OWN_NAMES = frozenset({"127.0.0.1", "localhost"})
PAGE = Path(__file__).parent / "page"
REQUEST_BYTES = UPLOAD_BYTES + 1024 * 1024
SAME_SITE = frozenset({None, "same-origin", "none"})
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PAPER_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
NO_PAGE = "The sandbox is running. Its Bot API is at /bot1:sandbox/, its control interface at /sim/.\n"
EPOCH = 1_767_225_600
"""The first second of 2026."""
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Sandbox:
    """The running stand-in; an async context manager.

    `port` 0 takes a free one. Updates, messages and files are numbered from `first_id`, which follows the clock unless
    it is given, for a bot with a database on disk must not meet a number twice after a restart. `clock` is what the bot
    beside it should use too, `papers` the exact addresses that its guard may open, `world` all there is inside, for
    tests.
    """

    def __init__(self, port: int = 8080, clock: Clock | None = None, first_id: int | None = None) -> None:
        self.clock = clock or Clock()
        self.port = port
        self.token = TOKEN
        self.world = World(self.clock, first_id=first_id or plan_first_id(self.clock))
        newsstand = Newsstand(read_papers(), self.clock.now())
        self._publishing = Publishing(newsstand, self.clock, self.world.journal)
        self._stack = contextlib.AsyncExitStack()

    @property
    def url(self) -> str:
        """Where page, control interface and Bot API answer, without a slash at the end."""
        return f"http://{HOST}:{self.port}"

    @property
    def papers(self) -> MappingProxyType[tuple[str, int], str]:
        """The address of every paper by host name and port."""
        return MappingProxyType({(host, self.port): HOST for host in self._publishing.newsstand.hosts})

    @property
    def feeds(self) -> tuple[tuple[str, str, str], ...]:
        """Title, address and language of every paper's feed."""
        return tuple((str(paper["name"]), str(paper["feed"]), str(paper["language"])) for paper in self.listing)

    @property
    def listing(self) -> list[JsonObject]:
        """The papers and their stories as `GET /sim/papers` gives them."""
        return self._publishing.newsstand.listing(self.port)

    async def __aenter__(self) -> Self:
        listener = _listen(self.port)
        self.port = listener.getsockname()[1]
        runner = web.AppRunner(self._build(), access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        try:
            await runner.setup()
            self._stack.push_async_callback(runner.cleanup)
            await web.SockSite(runner, listener).start()
        except BaseException:
            listener.close()
            await self._stack.aclose()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    def _build(self) -> web.Application:
        postman: Postman | None = None

        def wake_postman() -> None:
            if postman is not None:
                postman.wake()

        api = BotApi(self.world, wake_postman)
        postman = Postman(self.world, api.reply)
        app = web.Application(middlewares=[self._by_host], client_max_size=REQUEST_BYTES)
        app.cleanup_ctx.append(lambda _app: _running(postman.run, "sandbox-postman"))
        app.cleanup_ctx.append(lambda _app: _running(self._publishing.run, "sandbox-papers"))
        app.add_routes(
            [
                web.route("*", "/bot{token}/{method}", api.serve_method),
                web.get("/file/bot{token}/{path:.+}", api.serve_file),
                *make_routes(self.world, self._publishing, lambda: self.port),
                web.get("/{path:.*}", _serve_page),
            ]
        )
        return app

    @web.middleware
    async def _by_host(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        name = urlsplit(f"//{request.headers.get('Host', '')}").hostname or ""
        if name.endswith(".localhost"):
            return self._serve_paper(request, name)
        if name not in OWN_NAMES:
            return web.Response(status=421, text="This host name is not served here.\n")
        if not self._is_own_origin(request):
            return web.Response(status=403, text="Requests from other pages are refused.\n")
        return await handler(request)

    def _is_own_origin(self, request: web.Request) -> bool:
        """Whether a browser sent this from our own page, or no browser did."""
        origin = request.headers.get("Origin")
        own = {f"http://{name}:{self.port}" for name in OWN_NAMES}
        if origin is not None and origin not in own:
            return False
        opened = request.headers.get("Sec-Fetch-Mode") == "navigate" and not request.path.startswith(("/bot", "/sim"))
        return opened or request.headers.get("Sec-Fetch-Site") in SAME_SITE

    def _serve_paper(self, request: web.Request, host: str) -> web.Response:
        stand = self._publishing.newsstand
        page = stand.find_page(host, request.path, self.port) if request.method in ("GET", "HEAD") else None
        headers = {"Content-Security-Policy": PAPER_POLICY, "X-Content-Type-Options": "nosniff"}
        if page is None:
            return web.Response(status=404, text="Not found\n", headers=headers)
        if page.status == web.HTTPOk.status_code:
            headers |= make_validators(page)
            if is_unchanged(request, page):
                return web.Response(status=304, headers=headers)
        return web.Response(
            status=page.status, text=page.body, content_type=page.content_type, charset="utf-8", headers=headers
        )


def plan_first_id(clock: Clock) -> int:
    """A number above every one that a sandbox started earlier has given: four for each second since 2026.

    It stays below 2³¹ until 2042.
    """
    return max(1, 4 * (clock.unix() - EPOCH))


async def _serve_page(request: web.Request) -> web.StreamResponse:
    """A file of the chat page."""
    headers = {
        "Content-Security-Policy": PAGE_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }
    path = (PAGE / (request.match_info["path"] or "index.html")).resolve()
    if path.is_relative_to(PAGE.resolve()) and path.is_file():
        # Not a FileResponse: it leaves its file open when the page is closed before it came. These hold 14 KB at most.
        kind, _ = mimetypes.guess_type(path.name)
        return web.Response(body=path.read_bytes(), content_type=kind, headers=headers)
    missing = request.match_info["path"] != ""
    return web.Response(status=404 if missing else 200, text="Not found\n" if missing else NO_PAGE, headers=headers)


async def _running(work: Callable[[], Coroutine[Any, Any, None]], name: str) -> AsyncIterator[None]:
    task = asyncio.create_task(work(), name=name)
    yield
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        raise
    return listener
