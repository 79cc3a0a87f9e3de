"""What each reader set for themselves, and what that makes of a first answer."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.services.views import DEFAULT_LEVEL, LEVELS, View
from storage.database import Database
from storage.users import UserSettings, find_settings, save_settings
from summarizer.model import DEFAULT_METHOD

LENGTHS = {"short": 1, "normal": DEFAULT_LEVEL, "long": 3}
"""Names of lengths, and the level of `LEVELS` each starts at."""

BLOCKS = ("figures", "people")


class Field(StrEnum):
    """What can be set."""

    LANGUAGE = "lang"
    LENGTH = "len"
    METHOD = "how"
    SHOW = "show"
    HIDE = "hide"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change, naming the state it leads to, so that a replay changes nothing; no language means Telegram's."""

    field: Field
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """A reader's settings, defaults filled in. `language` is None for the one Telegram tells us."""

    language: str | None = None
    length: str = "normal"
    method: str = DEFAULT_METHOD
    hidden: frozenset[str] = frozenset()

    @property
    def view(self) -> View:
        """The view in which an answer starts."""
        return View(
            level=LENGTHS[self.length],
            method=self.method,
            figures="figures" not in self.hidden,
            people="people" not in self.hidden,
        )


def apply(change: Change, preferences: Preferences) -> Preferences:
    """The settings after `change`, whose value is one of those offered."""
    match change.field:
        case Field.LANGUAGE:
            return replace(preferences, language=change.value or None)
        case Field.LENGTH:
            return replace(preferences, length=change.value)
        case Field.METHOD:
            return replace(preferences, method=change.value)
        case Field.SHOW:
            return replace(preferences, hidden=preferences.hidden - {change.value})
        case Field.HIDE:
            return replace(preferences, hidden=preferences.hidden | {change.value})


class Readers:
    """Settings in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def preferences(self, user_id: int) -> Preferences:
        """What the reader set."""
        async with self._database.read() as tx:
            return _load(await find_settings(tx, user_id))

    async def change(self, user_id: int, change: Change) -> Preferences:
        """Apply `change` and give what is set then."""
        async with self._database.write() as tx:
            changed = apply(change, _load(await find_settings(tx, user_id)))
            await save_settings(tx, _dump(user_id, changed))
        return changed


def _load(stored: UserSettings) -> Preferences:
    lengths = {LEVELS[level]: name for name, level in LENGTHS.items()}
    return Preferences(
        language=stored.language,
        length=lengths.get(stored.sentences or 0, "normal"),
        method=stored.method or DEFAULT_METHOD,
        hidden=stored.hidden,
    )


def _dump(user_id: int, preferences: Preferences) -> UserSettings:
    return UserSettings(
        user_id=user_id,
        language=preferences.language,
        method=preferences.method,
        sentences=LEVELS[LENGTHS[preferences.length]],
        hidden=preferences.hidden,
    )
