"""Where each line of a briefing stands in its source: the sentence, in its paragraph."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.rendering.briefing import shown_key_lines
from bot.rendering.message import room_below
from bot.rendering.quotes import quotes_of
from bot.rendering.rich import Rich, bold, join, link, quote, underline, utf16_len
from bot.rendering.wording import Wording
from bot.services.views import View
from summarizer.model import PARAGRAPH_BREAK, Reading, Sentence
from summarizer.sources.urls import text_fragment_url

PARAGRAPH_CHARS = 420
"""A longer paragraph is shown around its sentence only."""

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """A line of the briefing, and the sentence it stands on."""

    text: str
    sentence: int


def render_proof(reading: Reading, view: View, words: Wording) -> Rich:
    """Each paragraph that the answer stands on, its sentences underlined, under the lines that come from them."""
    claims = tuple(_claims(reading, view, words))
    paragraphs = groupby(_supporting(reading, claims), key=lambda sentence: sentence.paragraph)
    blocks = [_block(reading, tuple(sentences), claims, words) for _, sentences in paragraphs]
    heading = bold(words("Proof")) + (f" · {reading.article.title}" if reading.article.title else "")
    shown = _fitting(blocks, room_below(heading))
    left_out = len(blocks) - len(shown)
    rest = words.count("%(n)s more passage is not shown.", "%(n)s more passages are not shown.", left_out)
    return join((heading, *shown, Rich(rest) if left_out else Rich()), "\n\n")


def _claims(reading: Reading, view: View, words: Wording) -> Iterator[_Claim]:
    for sentence in reading.briefing.sentences:
        yield _Claim(text=words("In the briefing"), sentence=sentence.index)
    for line in shown_key_lines(reading, view):
        for sentence_index in dict.fromkeys(reading.figures[figure].sentence for figure in line.figures):
            yield _Claim(text=line.text, sentence=sentence_index)
    for person in reading.people[: view.person_lines]:
        yield _Claim(text=person.name, sentence=person.sentence)


def _supporting(reading: Reading, claims: Sequence[_Claim]) -> list[Sentence]:
    return [reading.sentences[index] for index in sorted({claim.sentence for claim in claims})]


def _block(reading: Reading, sentences: Sequence[Sentence], claims: Sequence[_Claim], words: Wording) -> Rich:
    """A paragraph with the `sentences` of it that lines come from."""
    indexes = {sentence.index for sentence in sentences}
    names = dict.fromkeys(claim.text for claim in claims if claim.sentence in indexes)
    for sentence in sentences:
        names |= dict.fromkeys(words("Said by %(name)s", name=name) for name in _speakers(reading, sentence))
    places = join((_place(reading, sentence, words) for sentence in sentences), " · ")
    return join((*map(bold, names), places, quote(_in_context(reading, sentences))), "\n")


def _place(reading: Reading, sentence: Sentence, words: Wording) -> Rich:
    where = words("Sentence %(number)s of %(total)s", number=sentence.index + 1, total=len(reading.sentences))
    url = reading.article.url
    return link(where, text_fragment_url(url, sentence.text)) if url else Rich(where)


def _speakers(reading: Reading, sentence: Sentence) -> Iterator[str]:
    """Whose words a sentence quotes."""
    for one in quotes_of(reading):
        if one.speaker is not None and one.start < sentence.end and sentence.start < one.end:
            yield reading.people[one.speaker].name


def _in_context(reading: Reading, sentences: Sequence[Sentence]) -> Rich:
    """Their paragraph with `sentences` underlined; of a long one what stands next to them."""
    paragraph = reading.article.paragraphs[sentences[0].paragraph]
    start = sum(len(before) + len(PARAGRAPH_BREAK) for before in reading.article.paragraphs[: sentences[0].paragraph])
    first, last = sentences[0].start - start, sentences[-1].end - start
    room = max(0, PARAGRAPH_CHARS - (last - first)) // 2 if len(paragraph) > PARAGRAPH_CHARS else len(paragraph)
    shown = Rich(_tail(paragraph[:first], room))
    at = first
    for sentence in sentences:
        shown += _between(paragraph[at : sentence.start - start])
        shown += underline(paragraph[sentence.start - start : sentence.end - start])
        at = sentence.end - start
    return shown + _head(paragraph[at:], room)


def _between(text: str) -> str:
    if len(text) <= PARAGRAPH_CHARS:
        return text
    return f"{_head(text, PARAGRAPH_CHARS // 2)} {_tail(text, PARAGRAPH_CHARS // 2)}"


def _tail(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    return ELLIPSIS + text[len(text) - room :].partition(" ")[2]


def _head(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    return text[:room].rpartition(" ")[0] + ELLIPSIS


def _fitting(blocks: Sequence[Rich], left: int) -> list[Rich]:
    shown: list[Rich] = []
    for block in blocks:
        left -= utf16_len(block.text) + 2
        if left < 0 and shown:
            break
        shown.append(block)
    return shown
