"""What the people of a story said: each quotation as the source prints it, under who said it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.rendering.briefing import render_person
from bot.rendering.message import room_below
from bot.rendering.rich import Rich, bold, join, quote, utf16_len
from bot.rendering.wording import Wording
from summarizer.model import Quote, Reading

GAP = " … "
"""Stands for words between two parts of what was said that are not the speaker's."""

_LOOSE_ENDS = ",;:–—- "


def quotes_of(reading: Reading) -> tuple[Quote, ...]:
    """The quotations whose speaker is known, in the order of the story."""
    return tuple(one for one in reading.quotes if one.speaker is not None and one.speaker < len(reading.people))


def render_quotes(reading: Reading, words: Wording) -> Rich:
    """Each speaker, first heard first, with what they said in block quotes; as many as fit a message."""
    speakers = list(dict.fromkeys(one.speaker for one in quotes_of(reading)))
    passages = [(speaker, passage) for speaker in speakers for passage in _passages(reading, speaker)]
    heading = bold(words("Quotes")) + (f" · {reading.article.title}" if reading.article.title else "")
    shown = _fitting(reading, passages, room_below(heading))
    left_out = len(passages) - len(shown)
    rest = words.count("%(n)s more quote is not shown.", "%(n)s more quotes are not shown.", left_out)
    blocks = (_block(reading, speaker, [text for _, text in group]) for speaker, group in _by_speaker(shown))
    return join((heading, *blocks, Rich(rest) if left_out else Rich()), "\n\n")


def _passages(reading: Reading, speaker: int | None) -> Iterator[str]:
    """What somebody said, one text for each paragraph of the story."""
    own = (one for one in quotes_of(reading) if one.speaker == speaker)
    for _, parts in groupby(own, key=lambda one: reading.sentences[one.sentence].paragraph):
        yield GAP.join(part.text.strip(_LOOSE_ENDS) for part in parts)


def _fitting(reading: Reading, passages: Sequence[tuple[int | None, str]], left: int) -> list[tuple[int | None, str]]:
    shown: list[tuple[int | None, str]] = []
    for speaker, passage in passages:
        heads = not shown or shown[-1][0] != speaker
        left -= utf16_len(passage) + 1 + (utf16_len(_speaker(reading, speaker).text) + 2 if heads else 0)
        if left < 0 and shown:
            break
        shown.append((speaker, passage))
    return shown


def _by_speaker(
    passages: Sequence[tuple[int | None, str]],
) -> Iterator[tuple[int | None, Iterator[tuple[int | None, str]]]]:
    return groupby(passages, key=lambda passage: passage[0])


def _block(reading: Reading, speaker: int | None, texts: Sequence[str]) -> Rich:
    return join((_speaker(reading, speaker), *(quote(text) for text in texts)), "\n")


def _speaker(reading: Reading, speaker: int | None) -> Rich:
    return render_person(reading, reading.people[speaker or 0])
