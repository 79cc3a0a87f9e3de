"""A newspaper's feed of our own on a free port: what it holds is what a test published."""

import html
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import IPv4Address, ip_address

from aiohttp import web

HOST = "ostmar-wire.example"


@dataclass(slots=True)
class Wire:
    """The feed; the newest story stands first."""

    port: int = 0
    stories: list[tuple[str, str]] = field(default_factory=list)
    articles: dict[int, str] = field(default_factory=dict)
    """Texts of the pages behind the links, by the story's number; other links lead nowhere."""
    asked: int = 0

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}/feed.xml"

    @property
    def papers(self) -> dict[tuple[str, int], IPv4Address]:
        address = ip_address("127.0.0.1")
        assert isinstance(address, IPv4Address)
        return {(HOST, self.port): address}

    def publish(self, title: str, text: str) -> None:
        self.stories.insert(0, (title, text))

    async def serve(self, _request: web.Request) -> web.Response:
        self.asked += 1
        items = "".join(
            f"<item><title>{html.escape(title)}</title><link>http://{HOST}:{self.port}/{number}</link>"
            f"<guid>story-{number}</guid><description>{html.escape(text)}</description></item>"
            for number, (title, text) in reversed(list(enumerate(reversed(self.stories))))
        )
        body = f'<rss version="2.0"><channel><title>Ostmar Wire</title><language>en</language>{items}</channel></rss>'
        return web.Response(text=body, content_type="application/rss+xml")

    async def serve_article(self, request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        if number not in self.articles:
            raise web.HTTPNotFound
        title, _ = self.stories[len(self.stories) - 1 - number]
        body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in self.articles[number].split("\n\n"))
        page = (
            f"<html lang=en><title>{html.escape(title)}</title><article><h1>{html.escape(title)}</h1>{body}</article>"
        )
        return web.Response(text=page, content_type="text/html")


@asynccontextmanager
async def open_wire() -> AsyncIterator[Wire]:
    wire = Wire()
    application = web.Application()
    application.router.add_get("/feed.xml", wire.serve)
    application.router.add_get(r"/{number:\d+}", wire.serve_article)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    wire.port = runner.addresses[0][1]
    try:
        yield wire
    finally:
        await runner.cleanup()
