"""Serves the sample papers: front pages, stories, feeds, and what belongs to them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.sandbox.feeds import render_feed
from bot.sandbox.pages import READER, render_front, render_icon, render_story
from bot.sandbox.series import Step, find_next_due, list_steps, plan_due
from bot.sandbox.stories import Paper, Story, date_paper
from bot.sandbox.wire import JsonObject

OUT_OF_ORDER = "<!doctype html>\n<title>500</title>\n<h1>Internal Server Error</h1>\n<p>The feed is out of order.</p>\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a paper answers; `changed_at` (UTC, whole seconds) is when its latest story came out."""

    body: str
    content_type: str
    status: int = 200
    changed_at: datetime | None = None


class Newsstand:
    """Serves the papers as they stand.

    Stories are dated back from `opened_at`, so that they are always fresh and never drift; those of the series come out
    as `catch_up` and `publish` say.
    """

    def __init__(self, papers: tuple[Paper, ...], opened_at: datetime) -> None:
        self._written = papers
        self._opened_at = opened_at.astimezone(UTC).replace(microsecond=0)
        self._steps = list_steps(papers)
        self._came_out: tuple[datetime, ...] = ()
        self._papers = self._print()

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every paper's host name."""
        return tuple(self._papers)

    @property
    def next_step(self) -> Step | None:
        """What comes out next; None when all is out."""
        return self._steps[len(self._came_out)] if len(self._came_out) < len(self._steps) else None

    @property
    def next_due_at(self) -> datetime | None:
        """When that comes out by itself."""
        return find_next_due(self._opened_at, self._came_out, len(self._steps))

    def catch_up(self, now: datetime) -> tuple[Step, ...]:
        """Let come out what is due at `now`, each step dated when it was; gives these steps."""
        return self._come_out(plan_due(self._opened_at, self._came_out, len(self._steps), now))

    def publish(self, now: datetime) -> Step | None:
        """Let the next step come out at `now`, after what was due before; None when all was out already."""
        self.catch_up(now)
        if self.next_step is None:
            return None
        (step,) = self._come_out((*self._came_out, now.astimezone(UTC).replace(microsecond=0)))
        return step

    def listing(self, port: int) -> list[JsonObject]:
        """The papers and their stories with full addresses, for the chat page."""
        return [
            {
                "name": paper.name,
                "language": paper.language,
                "url": f"http://{paper.host}:{port}/",
                "feed": f"http://{paper.host}:{port}/feed.xml",
                "works": self._works(paper),
                "stories": [_view_story(paper, story, port) for story in paper.stories],
            }
            for paper in self._papers.values()
        ]

    def describe_series(self, port: int) -> JsonObject:
        """How many steps are left, the next and when it comes by itself, and a topic to follow."""
        topics = [step.story.topic for step in self._steps if step.story and step.story.topic]
        step, due_at = self.next_step, self.next_due_at
        return {
            "topic": topics[0] if topics else "",
            "left": len(self._steps) - len(self._came_out),
            "next": None if step is None else self.describe_step(step, port),
            "next_at": None if due_at is None else int(due_at.timestamp()),
        }

    def describe_step(self, step: Step, port: int) -> JsonObject:
        """What a step is: a "story" with title and address, or a feed that "breaks" or is "mended"."""
        paper = self._papers[step.host]
        told: JsonObject = {"paper": paper.name, "feed": f"http://{paper.host}:{port}/feed.xml"}
        if step.story is None:
            return {"kind": "mended" if step.works else "breaks", **told}
        return {
            "kind": "story",
            **told,
            "title": step.story.title,
            "url": f"http://{step.host}:{port}{step.story.path}",
        }

    def find_page(self, host: str, path: str, port: int) -> Page | None:
        """The page, feed, style sheet or script at this address, or None."""
        paper = self._papers.get(host)
        if paper is None:
            return None
        base = f"http://{host}:{port}"
        changed_at = paper.stories[0].published_at if paper.stories else None
        fixed: dict[str, Callable[[], Page]] = {
            "/": lambda: Page(body=render_front(paper, base), content_type="text/html", changed_at=changed_at),
            "/feed.xml": lambda: self._make_feed(paper, base, changed_at),
            "/style.css": lambda: Page(body=paper.style, content_type="text/css"),
            "/reader.js": lambda: Page(body=READER, content_type="text/javascript"),
            "/favicon.ico": lambda: Page(body=render_icon(paper), content_type="image/svg+xml"),
        }
        if path in fixed:
            return fixed[path]()
        return _find_story_page(paper, path, base)

    def _make_feed(self, paper: Paper, base: str, changed_at: datetime | None) -> Page:
        if not self._works(paper):
            return Page(body=OUT_OF_ORDER, content_type="text/html", status=500)
        content_type = f"application/{paper.feed}+xml"
        return Page(body=render_feed(paper, base), content_type=content_type, changed_at=changed_at)

    def _works(self, paper: Paper) -> bool:
        """Whether its feed does now: it does not between the two steps that the paper names."""
        begins, ends = paper.trouble or (0, 0)
        return not begins <= len(self._came_out) < ends

    def _come_out(self, came_out: tuple[datetime, ...]) -> tuple[Step, ...]:
        fresh = self._steps[len(self._came_out) : len(came_out)]
        if fresh:
            self._came_out = came_out
            self._papers = self._print()
        return fresh

    def _print(self) -> dict[str, Paper]:
        return {paper.host: date_paper(paper, self._opened_at, self._came_out) for paper in self._written}


def _find_story_page(paper: Paper, path: str, base: str) -> Page | None:
    for story in paper.stories:
        if story.path == path:
            return Page(body=render_story(paper, story, base), content_type="text/html")
        if story.path + ".json" == path and story.kind == "script":
            return Page(body=json.dumps(list(story.paragraphs)), content_type="application/json")
    return None


def _view_story(paper: Paper, story: Story, port: int) -> JsonObject:
    return {
        "title": story.title,
        "summary": story.summary,
        "kind": story.kind,
        "url": f"http://{paper.host}:{port}{story.path}",
    }
