"""The list of saved stories: a page of titles with a button for each, found by any of their words.

Button data is `l:operation:page:rest`; who may do what with a story is checked when the button is tapped.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.rendering.dates import render_published
from bot.rendering.message import Button, Message
from bot.rendering.rich import Rich, bold, join, link
from bot.rendering.wording import Wording
from storage.library import PAGE_SIZE, Page, SavedStory

PREFIX = "l"
DATA_BYTES = 64
"""Bot API, InlineKeyboardButton.callback_data."""

TITLE_CHARS = 120


class Operation(StrEnum):
    """What a button of the list does."""

    SHOW = "s"
    FIND = "f"
    OPEN = "o"
    FORGET = "x"
    KEEP = "u"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfData:
    """A button's data taken apart: `rest` is a story's number, or the query of a search."""

    operation: Operation
    page: int
    rest: str = ""

    def __str__(self) -> str:
        return f"{PREFIX}:{self.operation.value}:{self.page}:{self.rest}"


def parse_shelf_data(data: str) -> ShelfData | None:
    """The parts of a button's data; None for what no button of ours carries."""
    parts = data.split(":", 3)
    if len(parts) != 4 or parts[0] != PREFIX or parts[1] not in set(Operation):
        return None
    if not (parts[2].isascii() and parts[2].isdecimal() and len(parts[2]) < 6):
        return None
    return ShelfData(operation=Operation(parts[1]), page=int(parts[2]), rest=parts[3])


def render_shelf(page: Page, words: Wording, *, forgotten: SavedStory | None = None) -> Message:
    """A page of what somebody keeps; `forgotten` was just taken out and can be put back."""
    if not page.total and forgotten is None:
        return Message(rich=Rich(words("You keep no stories yet. Tap Save under a briefing, and it will be here.")))
    note = words("Forgotten: %(title)s", title=_title(forgotten, words)) if forgotten else ""
    heading = bold(words.count("%(n)s story you keep", "%(n)s stories you keep", page.total))
    undo = () if forgotten is None else (_undo(forgotten, page, words),)
    rows = (*undo, *_numbers(page, forget=True), _pager(page, Operation.SHOW, ""))
    return Message(rich=join((note, heading, _lines(page, words)), "\n\n"), buttons=tuple(row for row in rows if row))


def render_found(page: Page, query: str, words: Wording) -> Message:
    """A page of what a search found; empty says so."""
    if not page.total:
        nothing = words("Nothing among your stories has these words: %(query)s", query=query)
        return Message(rich=Rich(nothing + "\n\n" + words("Try fewer or other words; /stories lists everything.")))
    heading = bold(words.count("%(n)s story found", "%(n)s stories found", page.total))
    rows = (*_numbers(page, forget=False), _pager(page, Operation.FIND, query))
    return Message(rich=join((heading, _lines(page, words)), "\n\n"), buttons=tuple(row for row in rows if row))


def _lines(page: Page, words: Wording) -> Rich:
    return join((_line(number, story, words) for number, story in enumerate(page.stories, _first(page))), "\n")


def _first(page: Page) -> int:
    return page.number * PAGE_SIZE + 1


def _line(number: int, story: SavedStory, words: Wording) -> Rich:
    title = _title(story, words)
    facts = join((story.site or "", render_published(story.published, words.language)), " · ")
    named = link(title, story.canonical_url) if story.canonical_url else Rich(title)
    return Rich(f"{number}. ") + named + (Rich(" · ") + facts if facts else "")


def _title(story: SavedStory, words: Wording) -> str:
    title = story.title or (f"{story.beginning}…" if story.beginning else words("Untitled text"))
    return title if len(title) <= TITLE_CHARS else title[: TITLE_CHARS - 1] + "…"


def _numbers(page: Page, *, forget: bool) -> tuple[tuple[Button, ...], ...]:
    """Buttons to open the stories by number, and, in a row of their own, to forget them."""
    numbered = list(enumerate(page.stories, _first(page)))
    opened = tuple(
        Button(label=str(number), data=_data(Operation.OPEN, page, str(story.story_id))) for number, story in numbered
    )
    forgotten = tuple(
        Button(label=f"✕ {number}", data=_data(Operation.FORGET, page, str(story.story_id)), danger=True)
        for number, story in numbered
    )
    return (opened, forgotten) if forget else (opened,)


def _undo(story: SavedStory, page: Page, words: Wording) -> tuple[Button, ...]:
    return (Button(label=words("Undo"), data=_data(Operation.KEEP, page, str(story.story_id))),)


def _pager(page: Page, operation: Operation, query: str) -> tuple[Button, ...]:
    last = (page.total - 1) // PAGE_SIZE
    ways = (("‹", page.number - 1), ("›", page.number + 1))
    buttons = (
        Button(label=label, data=str(ShelfData(operation=operation, page=number, rest=query)))
        for label, number in ways
        if 0 <= number <= last
    )
    # A query too long for a button's data gets no pages: more words would find less, and all of it.
    return tuple(button for button in buttons if len((button.data or "").encode()) <= DATA_BYTES)


def _data(operation: Operation, page: Page, rest: str) -> str:
    return str(ShelfData(operation=operation, page=page.number, rest=rest))
