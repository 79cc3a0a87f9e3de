"""The settings of one reader as a message with buttons; `s:field:value` is a button's data."""

from bot.rendering.message import Button, Message
from bot.rendering.rich import Rich, bold
from bot.rendering.wording import LANGUAGES, Wording
from bot.services.preferences import BLOCKS, LENGTHS, Change, Field, Preferences
from summarizer.ranking.methods import METHODS

PREFIX = "s"
LANGUAGE_NAMES = {"en": "English", "ru": "Русский"}
METHODS_A_ROW = 3


def parse_preference_data(data: str) -> Change | None:
    """The change a button asks for; None for what no button of ours carries."""
    parts = data.split(":")
    if len(parts) != 3 or parts[0] != PREFIX or parts[1] not in set(Field):
        return None
    field = Field(parts[1])
    return Change(field=field, value=parts[2]) if parts[2] in _values(field) else None


def _values(field: Field) -> tuple[str, ...]:
    return {
        Field.LANGUAGE: ("", *LANGUAGES),
        Field.LENGTH: tuple(LENGTHS),
        Field.METHOD: METHODS,
        Field.SHOW: BLOCKS,
        Field.HIDE: BLOCKS,
    }[field]


def render_preferences(preferences: Preferences, words: Wording) -> Message:
    """What is set, and a button for each choice; what is chosen carries a mark."""
    text = (
        bold(words("Settings"))
        + "\n\n"
        + words(
            "The language I speak, how long a briefing is, what it shows, and how its sentences are chosen. "
            "A change counts from the next briefing on."
        )
    )
    return Message(rich=Rich() + text, buttons=_rows(preferences, words))


def _rows(preferences: Preferences, words: Wording) -> tuple[tuple[Button, ...], ...]:
    languages = [(words("As in Telegram"), ""), *((LANGUAGE_NAMES[code], code) for code in LANGUAGES)]
    lengths = [(words("Short"), "short"), (words("Normal"), "normal"), (words("Long"), "long")]
    blocks = [(words("Key figures"), "figures"), (words("People"), "people")]
    methods = [_choice(name, Field.METHOD, name, chosen=name == preferences.method) for name in METHODS]
    return (
        tuple(
            _choice(label, Field.LANGUAGE, code, chosen=code == (preferences.language or ""))
            for label, code in languages
        ),
        tuple(_choice(label, Field.LENGTH, name, chosen=name == preferences.length) for label, name in lengths),
        tuple(_block(label, name, shown=name not in preferences.hidden) for label, name in blocks),
        *(tuple(methods[i : i + METHODS_A_ROW]) for i in range(0, len(methods), METHODS_A_ROW)),
    )


def _block(label: str, name: str, *, shown: bool) -> Button:
    return _choice(label, Field.HIDE if shown else Field.SHOW, name, chosen=shown)


def _choice(label: str, field: Field, value: str, *, chosen: bool) -> Button:
    return Button(label=f"✓ {label}" if chosen else label, data=f"{PREFIX}:{field.value}:{value}")
