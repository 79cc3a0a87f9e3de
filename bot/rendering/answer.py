"""An answer in whichever view its card is, with the buttons that change it."""

from collections.abc import Callable
from dataclasses import replace

from bot.rendering.briefing import render_briefing
from bot.rendering.message import Button, Message
from bot.rendering.proof import render_proof
from bot.rendering.rich import Rich, utf16_len
from bot.rendering.source import render_source
from bot.rendering.wording import Wording
from bot.services.views import Action, Panel, View, can_lengthen, can_shorten
from summarizer.model import Reading

MESSAGE_UTF16 = 4096

DataOf = Callable[[Action], str]
"""The data of the button for an action, as the card gives it."""


def render_answer(reading: Reading, view: View, words: Wording, *, data_of: DataOf, saved: bool) -> Message:
    """The message of a card: `saved` says whether its owner keeps the story."""
    sides = {
        Panel.BRIEFING: lambda: _fitting(reading, view, words),
        Panel.PROOF: lambda: render_proof(reading, view, words),
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
    while utf16_len(rich.text) > MESSAGE_UTF16 and len(sentences) > 1:
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
    if view.panel is not Panel.BRIEFING:
        back = button(words("← Briefing"), Action.BACK)
        other = (
            button(words("Source"), Action.SOURCE)
            if view.panel is Panel.PROOF
            else button(words("Proof"), Action.PROOF)
        )
        opened = _open_page(reading, words) if view.panel is Panel.SOURCE else ()
        return ((back, other, keep), *opened)
    length = []
    if can_shorten(view) and len(reading.briefing.sentences) > 1:
        length.append(button(words("Shorter"), Action.SHORTER))
    if can_lengthen(view, whole=reading.briefing.whole):
        length.append(button(words("Longer"), Action.LONGER))
    rest = (button(words("Proof"), Action.PROOF), keep, button(words("Source"), Action.SOURCE))
    return (tuple(length), rest) if length else (rest,)


def _open_page(reading: Reading, words: Wording) -> tuple[tuple[Button, ...], ...]:
    url = reading.article.url
    return ((Button(label=words("Open the page"), url=url),),) if url else ()
