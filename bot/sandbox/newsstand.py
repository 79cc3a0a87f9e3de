"""Serves the sample papers: front pages, stories, feeds, and what belongs to them."""

import json
from dataclasses import dataclass
from datetime import datetime

from bot.sandbox.feeds import render_feed
from bot.sandbox.pages import READER, render_front, render_icon, render_story
from bot.sandbox.stories import Paper, date_paper
from bot.sandbox.wire import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a paper answers."""

    body: str
    content_type: str


class Newsstand:
    """Serves the papers. Stories are dated back from `opened_at`, so that they are always fresh and never drift."""

    def __init__(self, papers: tuple[Paper, ...], opened_at: datetime) -> None:
        self._papers = {paper.host: date_paper(paper, opened_at) for paper in papers}

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every paper's host name."""
        return tuple(self._papers)

    def listing(self, port: int) -> list[JsonObject]:
        """The papers and their stories with full addresses, for the chat page."""
        return [
            {
                "name": paper.name,
                "language": paper.language,
                "url": f"http://{paper.host}:{port}/",
                "feed": f"http://{paper.host}:{port}/feed.xml",
                "stories": [
                    {
                        "title": story.title,
                        "summary": story.summary,
                        "kind": story.kind,
                        "url": f"http://{paper.host}:{port}{story.path}",
                    }
                    for story in paper.stories
                ],
            }
            for paper in self._papers.values()
        ]

    def find_page(self, host: str, path: str, port: int) -> Page | None:
        """The page, feed, style sheet or script at this address, or None."""
        paper = self._papers.get(host)
        if paper is None:
            return None
        base = f"http://{host}:{port}"
        fixed = {
            "/": lambda: Page(body=render_front(paper, base), content_type="text/html"),
            "/feed.xml": lambda: Page(body=render_feed(paper, base), content_type=f"application/{paper.feed}+xml"),
            "/style.css": lambda: Page(body=paper.style, content_type="text/css"),
            "/reader.js": lambda: Page(body=READER, content_type="text/javascript"),
            "/favicon.ico": lambda: Page(body=render_icon(paper), content_type="image/svg+xml"),
        }
        if path in fixed:
            return fixed[path]()
        for story in paper.stories:
            if story.path == path:
                return Page(body=render_story(paper, story, base), content_type="text/html")
            if story.path + ".json" == path and story.kind == "script":
                return Page(body=json.dumps(list(story.paragraphs)), content_type="application/json")
        return None
