"""Sample papers with stories of our own, read from the package.

A paper is a folder of `papers/`: `paper.toml` (name, language, words), `page.html` (the template of its stories),
`style.css`, and one text file per story. A story file has a few header lines, a blank line and paragraphs; `## ` begins
a subhead.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from string import Template

FOLDER = Path(__file__).parent / "papers"
KINDS = ("story", "paywall", "consent", "script", "live")
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
NEEDED = ("Title", "Summary", "Byline", "Section", "Hours-Ago")
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
    """One story as it was written; it has its date once its paper is dated."""

    slug: str
    kind: str
    title: str
    summary: str
    byline: str
    section: str
    hours_ago: float
    paragraphs: tuple[str, ...]
    published_at: datetime = UNDATED

    @property
    def path(self) -> str:
        """Its address within the paper."""
        return f"/news/{self.slug}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper with its stories, latest first."""

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
        stories=tuple(sorted(stories, key=lambda story: (story.hours_ago, story.slug))),
    )


def parse_story(slug: str, text: str) -> Story:
    """A story from its file.

    Raises:
        MalformedStory: a header is missing, the kind unknown, or there is no text.
    """
    head, _, body = text.partition("\n\n")
    headers = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    missing = [name for name in NEEDED if name not in headers]
    paragraphs = tuple(" ".join(block.split()) for block in body.split("\n\n") if block.strip())
    kind = headers.get("Kind", "story")
    if missing or not paragraphs or kind not in KINDS:
        raise MalformedStory(f"{slug}: lacks {', '.join(missing) or 'text or a known kind'}")
    return Story(
        slug=slug,
        kind=kind,
        title=headers["Title"],
        summary=headers["Summary"],
        byline=headers["Byline"],
        section=headers["Section"],
        hours_ago=float(headers["Hours-Ago"]),
        paragraphs=paragraphs,
    )


def date_paper(paper: Paper, opened_at: datetime) -> Paper:
    """The paper with its stories dated back from `opened_at`, to the minute, so that they are fresh and never drift.

    The names of weekdays follow: `{day:1}` is written for "the day before" the story came out, `{on:0}` for the Russian
    "on Monday".
    """
    opened_at = opened_at.astimezone(UTC).replace(second=0, microsecond=0)

    def date_story(story: Story) -> Story:
        at = opened_at - timedelta(hours=story.hours_ago)

        def fill(text: str) -> str:
            return DAY.sub(lambda found: _weekday(paper.language, at - timedelta(days=int(found[2])), found[1]), text)

        paragraphs = tuple(map(fill, story.paragraphs))
        words = replace(story, title=fill(story.title), summary=fill(story.summary), paragraphs=paragraphs)
        return replace(words, published_at=at)

    return replace(paper, stories=tuple(map(date_story, paper.stories)))


def _weekday(language: str, at: datetime, form: str) -> str:
    name = WEEKDAYS[language][at.weekday()]
    if form == "day":
        return name
    return f"во {name}" if name.startswith("вт") else f"в {name}"
