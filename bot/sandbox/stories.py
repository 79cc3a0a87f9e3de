"""Sample papers with stories of our own, read from the package.

A paper is a folder of `papers/`: `paper.toml` (name, language, words), `page.html` (the template of its stories),
`style.css`, and one text file per story. A story file has a few header lines, a blank line and paragraphs; `## ` begins
a subhead. A story with `Hours-Ago` is there from the beginning; one with `Series` is a step of the series that comes
out bit by bit, which `series.py` tells.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from string import Template
from typing import Any

FOLDER = Path(__file__).parent / "papers"
KINDS = ("story", "paywall", "consent", "script", "live")
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
NEEDED = ("Title", "Summary", "Byline", "Section")
DATES = ("Hours-Ago", "Series")
DAY = re.compile(r"\{(day|on):(-?\d)\}")
WEEKDAYS = {
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
    "ru": "понедельник вторник среду четверг пятницу субботу воскресенье".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}


class MalformedStory(ValueError):
    """A story file of the package that cannot be read; it names the file and the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story as it was written; it has its date once its paper is dated.

    `step` is its place in the series, 0 when it is there from the beginning, `hours_ago` before the sandbox was opened.
    `topic` is what somebody would follow to be told of it, where that is worth a hint.
    """

    slug: str
    kind: str
    title: str
    summary: str
    byline: str
    section: str
    hours_ago: float
    paragraphs: tuple[str, ...]
    step: int = 0
    topic: str = ""
    published_at: datetime = UNDATED

    @property
    def path(self) -> str:
        """Its address within the paper."""
        return f"/news/{self.slug}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper with its stories, latest first.

    `trouble` names the steps of the series at which its feed breaks and works again, if it does.
    """

    host: str
    name: str
    tagline: str
    language: str
    feed: str
    sections: tuple[str, ...]
    labels: Mapping[str, str]
    template: Template
    style: str
    stories: tuple[Story, ...]
    trouble: tuple[int, int] | None = None


def read_papers(folder: Path = FOLDER) -> tuple[Paper, ...]:
    """Every paper of the package, by host name.

    Raises:
        MalformedStory: a story lacks a header or text.
    """
    return tuple(_read_paper(child) for child in sorted(folder.iterdir()) if (child / "paper.toml").is_file())


def _read_paper(folder: Path) -> Paper:
    facts = tomllib.loads((folder / "paper.toml").read_text("utf-8"))
    stories = [parse_story(path.stem, path.read_text("utf-8")) for path in folder.glob("*.txt")]
    return Paper(
        host=f"{folder.name}.localhost",
        name=facts["name"],
        tagline=facts["tagline"],
        language=facts["language"],
        feed=facts["feed"],
        sections=tuple(facts["sections"]),
        labels=facts["labels"],
        template=Template((folder / "page.html").read_text("utf-8")),
        style=(folder / "style.css").read_text("utf-8"),
        stories=tuple(sorted(stories, key=lambda story: (story.step, story.hours_ago, story.slug))),
        trouble=_read_trouble(facts),
    )


def _read_trouble(facts: Mapping[str, Any]) -> tuple[int, int] | None:
    if "series_trouble" not in facts:
        return None
    begins, ends = facts["series_trouble"]
    return begins, ends


def parse_story(slug: str, text: str) -> Story:
    """A story from its file.

    Raises:
        MalformedStory: a header is missing, the kind unknown, or there is no text; or it has both dates or none.
    """
    head, _, body = text.partition("\n\n")
    headers = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    missing = [name for name in NEEDED if name not in headers]
    paragraphs = tuple(" ".join(block.split()) for block in body.split("\n\n") if block.strip())
    kind = headers.get("Kind", "story")
    if len([name for name in DATES if name in headers]) != 1:
        missing.append(" or ".join(DATES))
    if missing or not paragraphs or kind not in KINDS:
        raise MalformedStory(f"{slug}: lacks {', '.join(missing) or 'text or a known kind'}")
    return Story(
        slug=slug,
        kind=kind,
        title=headers["Title"],
        summary=headers["Summary"],
        byline=headers["Byline"],
        section=headers["Section"],
        hours_ago=float(headers.get("Hours-Ago", 0)),
        paragraphs=paragraphs,
        step=int(headers.get("Series", 0)),
        topic=headers.get("Topic", ""),
    )


def date_paper(paper: Paper, opened_at: datetime, came_out: Sequence[datetime] = ()) -> Paper:
    """The paper as it stands when the first steps of the series came out at `came_out`, latest story first.

    The other stories are dated back from `opened_at`, to the minute, so that they are fresh and never drift. The names
    of weekdays follow: `{day:1}` is written for "the day before" the story came out, `{on:0}` for the Russian "on
    Monday".
    """
    opened_at = opened_at.astimezone(UTC).replace(second=0, microsecond=0)
    dated = []
    for story in paper.stories:
        if story.step > len(came_out):
            continue
        at = came_out[story.step - 1].astimezone(UTC) if story.step else opened_at - timedelta(hours=story.hours_ago)
        dated.append(_date_story(story, paper.language, at))
    # Sorted is stable: of two that came out in one second, the later step stands first.
    dated.sort(key=lambda story: story.step, reverse=True)
    return replace(paper, stories=tuple(sorted(dated, key=lambda story: story.published_at, reverse=True)))


def _date_story(story: Story, language: str, at: datetime) -> Story:
    def fill(text: str) -> str:
        return DAY.sub(lambda found: _weekday(language, at - timedelta(days=int(found[2])), found[1]), text)

    paragraphs = tuple(map(fill, story.paragraphs))
    words = replace(story, title=fill(story.title), summary=fill(story.summary), paragraphs=paragraphs)
    return replace(words, published_at=at)


def _weekday(language: str, at: datetime, form: str) -> str:
    name = WEEKDAYS[language][at.weekday()]
    if form == "day":
        return name
    return f"во {name}" if name.startswith("вт") else f"в {name}"
