"""Where each line of a briefing stands in its source: the sentence, in its paragraph."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.rendering.briefing import shown_key_lines
from bot.rendering.quotes import quotes_of
from bot.rendering.rich import Rich, bold, join, link, quote, underline, utf16_len
from bot.rendering.wording import Wording
from bot.services.views import View
from summarizer.model import PARAGRAPH_BREAK, Reading, Sentence
from summarizer.sources.urls import text_fragment_url

PARAGRAPH_CHARS = 420
"""A longer paragraph is shown around its sentence only."""

PROOF_UTF16 = 3_900
"""What fits a message with room for the heading and the line that counts what was left out."""

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """A line of the briefing, and the sentence it stands on."""

    text: str
    sentence: int


def render_proof(reading: Reading, view: View, words: Wording) -> Rich:
    """Each paragraph that the answer stands on, its sentence underlined, under the lines that come from it."""
    claims = tuple(_claims(reading, view, words))
    blocks = [_block(reading, sentence, claims, words) for sentence in _supporting(reading, claims)]
    shown = _fitting(blocks)
    heading = bold(words("Proof")) + (f" · {reading.article.title}" if reading.article.title else "")
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


def _block(reading: Reading, sentence: Sentence, claims: Sequence[_Claim], words: Wording) -> Rich:
    names = dict.fromkeys(claim.text for claim in claims if claim.sentence == sentence.index)
    names |= dict.fromkeys(words("Said by %(name)s", name=name) for name in _speakers(reading, sentence))
    where = words("Sentence %(number)s of %(total)s", number=sentence.index + 1, total=len(reading.sentences))
    url = reading.article.url
    place = link(where, text_fragment_url(url, sentence.text)) if url else Rich(where)
    return join((*map(bold, names), place, quote(_in_context(reading, sentence))), "\n")


def _speakers(reading: Reading, sentence: Sentence) -> Iterator[str]:
    """Whose words a sentence quotes."""
    for one in quotes_of(reading):
        if one.speaker is not None and one.start < sentence.end and sentence.start < one.end:
            yield reading.people[one.speaker].name


def _in_context(reading: Reading, sentence: Sentence) -> Rich:
    paragraph = reading.article.paragraphs[sentence.paragraph]
    start = sum(len(before) + len(PARAGRAPH_BREAK) for before in reading.article.paragraphs[: sentence.paragraph])
    first, last = sentence.start - start, sentence.end - start
    before, after = paragraph[:first], paragraph[last:]
    if len(paragraph) > PARAGRAPH_CHARS:
        room = max(0, PARAGRAPH_CHARS - (last - first)) // 2
        before = _tail(before, room)
        after = _head(after, room)
    return before + underline(paragraph[first:last]) + after


def _tail(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    return ELLIPSIS + text[len(text) - room :].partition(" ")[2]


def _head(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    return text[:room].rpartition(" ")[0] + ELLIPSIS


def _fitting(blocks: Sequence[Rich]) -> list[Rich]:
    shown: list[Rich] = []
    left = PROOF_UTF16
    for block in blocks:
        left -= utf16_len(block.text) + 2
        if left < 0 and shown:
            break
        shown.append(block)
    return shown
