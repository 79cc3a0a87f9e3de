"""How much of a story an answer shows, and how a tap changes that: pure decisions.

A view is what a card remembers; the story itself stays in the database.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from summarizer.model import DEFAULT_METHOD, Budget

LEVELS = (1, 2, 3, 5, 8, 13)
"""Sentences at each level of length: each step is felt, the last fits a message in any language."""

DEFAULT_LEVEL = LEVELS.index(3)
KEY_LINES = (2, 3, 4, 5, 5, 5)
"""Key lines at each level, at most: five is the most anybody reads, so the default leaves one for Longer."""

PEOPLE = (2, 3, 5, 6, 8, 10)


class Panel(StrEnum):
    """Which side of an answer is up."""

    BRIEFING = "briefing"
    PROOF = "proof"
    QUOTES = "quotes"
    SOURCE = "source"


class Action(StrEnum):
    """What a button under an answer asks for.

    Each names the state it leads to, never "the other one": a tap that is replayed after a crash must change nothing.
    """

    SHORTER = "shorter"
    LONGER = "longer"
    PROOF = "proof"
    QUOTES = "quotes"
    SAVE = "save"
    UNSAVE = "unsave"
    SOURCE = "source"
    BACK = "back"
    FOLLOW = "follow"


OWN_SHELF = frozenset({Action.SAVE, Action.UNSAVE})
"""What changes the tapper's own stories and not the answer."""

LOOKING = frozenset({Action.PROOF, Action.QUOTES, Action.SOURCE, Action.BACK, Action.FOLLOW})
"""What anybody in a group may ask for; the rest changes the answer. Who may follow for a group is asked elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The state of one answer: `level` indexes `LEVELS`, the blocks say what the asker wants to see.

    `language` is the asker's: in a group an answer keeps its words, whoever taps it.
    """

    level: int = DEFAULT_LEVEL
    method: str = DEFAULT_METHOD
    panel: Panel = Panel.BRIEFING
    figures: bool = True
    people: bool = True
    language: str = "en"

    def __post_init__(self) -> None:
        if not 0 <= self.level < len(LEVELS):
            raise ValueError(f"level {self.level} is not one of {len(LEVELS)}")

    @property
    def budget(self) -> Budget:
        """The sentences to choose."""
        return Budget(sentences=LEVELS[self.level])

    @property
    def key_lines(self) -> int:
        """How many key lines to show at most."""
        return KEY_LINES[self.level] if self.figures else 0

    @property
    def person_lines(self) -> int:
        """How many people to show at most."""
        return PEOPLE[self.level] if self.people else 0


def can_shorten(view: View) -> bool:
    """Whether a shorter answer exists."""
    return view.level > 0


def can_lengthen(view: View, *, whole: bool) -> bool:
    """Whether a longer answer exists; `whole` says that the answer shows every sentence already."""
    return not whole and view.level < len(LEVELS) - 1


def turn(view: View, action: Action, *, whole: bool = False, sentences: int | None = None) -> View:
    """The view after `action`; the same view where the action has nothing to change.

    `sentences` is how many the story has: Shorter skips the levels above them, which would change nothing.
    """
    if action is Action.SHORTER and can_shorten(view):
        return replace(view, level=_level_below(view.level, sentences), panel=Panel.BRIEFING)
    if action is Action.LONGER and can_lengthen(view, whole=whole):
        return replace(view, level=view.level + 1, panel=Panel.BRIEFING)
    return replace(view, panel=_LEADS_TO[action]) if action in _LEADS_TO else view


_LEADS_TO = {
    Action.PROOF: Panel.PROOF,
    Action.QUOTES: Panel.QUOTES,
    Action.SOURCE: Panel.SOURCE,
    Action.BACK: Panel.BRIEFING,
}


def _level_below(level: int, sentences: int | None) -> int:
    below = level - 1
    while sentences is not None and below > 0 and LEVELS[below] >= sentences:
        below -= 1
    return below
