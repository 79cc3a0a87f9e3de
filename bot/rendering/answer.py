"""An answer in whichever view its card is, with the buttons that change it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.rendering.briefing import render_briefing
from bot.rendering.message import MESSAGE_LIMIT_UTF16, Button, Message
from bot.rendering.proof import render_proof
from bot.rendering.quotes import quotes_of, render_quotes
from bot.rendering.rich import Rich, utf16_len
from bot.rendering.source import render_source
from bot.rendering.wording import Wording
from bot.services.views import Action, Panel, View, can_lengthen, can_shorten
from summarizer.model import Reading

_WIDEST_ROW = 3

DataOf = Callable[[Action], str]
"""The data of the button for an action, as the card gives it."""


def render_answer(reading: Reading, view: View, words: Wording, *, data_of: DataOf, saved: bool) -> Message:
    """The message of a card: `saved` says whether its owner keeps the story.

    Quotes of a story that has none with a speaker are its briefing.
    """
    if view.panel is Panel.QUOTES and not quotes_of(reading):
        view = replace(view, panel=Panel.BRIEFING)
    sides = {
        Panel.BRIEFING: lambda: _fitting(reading, view, words),
        Panel.PROOF: lambda: render_proof(reading, view, words),
        Panel.QUOTES: lambda: render_quotes(reading, words),
        Panel.SOURCE: lambda: render_source(reading, words),
    }
    return Message(
        rich=sides[view.panel](),
        buttons=_buttons(reading, view, words, data_of, saved),
        preview_url=reading.article.url if view.panel is Panel.BRIEFING else None,
    )


def _fitting(reading: Reading, view: View, words: Wording) -> Rich:
    """The briefing, cut at whole sentences where it would not fit one message."""
    rich = render_briefing(reading, view, words)
    sentences = reading.briefing.sentences
    while utf16_len(rich.text) > MESSAGE_LIMIT_UTF16 and len(sentences) > 1:
        sentences = sentences[:-1]
        shorter = replace(reading, briefing=replace(reading.briefing, sentences=sentences))
        rich = render_briefing(shorter, view, words)
    return rich


def _buttons(
    reading: Reading, view: View, words: Wording, data_of: DataOf, saved: bool
) -> tuple[tuple[Button, ...], ...]:
    def button(label: str, action: Action) -> Button:
        return Button(label=label, data=data_of(action))

    keep = button(words("Saved ✓"), Action.UNSAVE) if saved else button(words("Save"), Action.SAVE)
    panels = [button(label, action) for label, action in _panels(reading, view, words)]
    if view.panel is not Panel.BRIEFING:
        back = button(words("← Briefing"), Action.BACK)
        opened = _open_page(reading, words) if view.panel is Panel.SOURCE else ()
        return (*_rows((back, *panels, keep)), *opened)
    length = []
    if can_shorten(view) and len(reading.briefing.sentences) > 1:
        length.append(button(words("Shorter"), Action.SHORTER))
    if can_lengthen(view, whole=reading.briefing.whole):
        length.append(button(words("Longer"), Action.LONGER))
    *others, source = panels
    rest = _rows((*others, keep, button(words("Follow"), Action.FOLLOW), source))
    return (tuple(length), *rest) if length else rest


def _panels(reading: Reading, view: View, words: Wording) -> list[tuple[str, Action]]:
    """The labels of the other sides that the answer has, and what leads to each; the source last."""
    sides = {Panel.PROOF: (words("Proof"), Action.PROOF)}
    if quotes_of(reading):
        sides[Panel.QUOTES] = (words("Quotes"), Action.QUOTES)
    sides[Panel.SOURCE] = (words("Source"), Action.SOURCE)
    return [side for panel, side in sides.items() if panel is not view.panel]


def _rows(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    """At most three in a row, so that their words stay whole on a telephone; four stand two by two."""
    if len(buttons) <= _WIDEST_ROW:
        return (tuple(buttons),)
    half = (len(buttons) + 1) // 2
    return tuple(buttons[:half]), tuple(buttons[half:])


def _open_page(reading: Reading, words: Wording) -> tuple[tuple[Button, ...], ...]:
    url = reading.article.url
    return ((Button(label=words("Open the page"), url=url),),) if url else ()
