"""A message as rendering gives it and transport takes it: text, entities and rows of buttons."""

from dataclasses import dataclass

from bot.rendering.rich import Rich, utf16_len

MESSAGE_LIMIT_UTF16 = 4_096
"""Bot API, sendMessage.text, in UTF-16 units after entities parsing."""

REST_UTF16 = 100
"""Room for the line that counts what was left out, with the empty line before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button of an inline keyboard: exactly one of `data` (a tap reaches us), `url` and `copy_text` is set."""

    label: str
    data: str | None = None
    url: str | None = None
    copy_text: str | None = None
    danger: bool = False

    def __post_init__(self) -> None:
        if sum(value is not None for value in (self.data, self.url, self.copy_text)) != 1:
            raise ValueError("a button does exactly one thing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What to send: `preview_url` is the page whose small preview stands above the text; None shows no preview."""

    rich: Rich
    buttons: tuple[tuple[Button, ...], ...] = ()
    preview_url: str | None = None


def room_below(heading: Rich) -> int:
    """How many UTF-16 units of passages fit one message below `heading`, which may be as long as a headline is."""
    return MESSAGE_LIMIT_UTF16 - REST_UTF16 - utf16_len(heading.text)
