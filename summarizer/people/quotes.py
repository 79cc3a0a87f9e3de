"""Quotations of a story, each tied to the person who said it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice, pairwise

from summarizer.model import Article, Person, Quote, Sentence
from summarizer.people.lexicon import Lexicon, lexicon_of
from summarizer.people.speakers import Scene, speakers_of
from summarizer.people.tokens import MARK, WORD, Token, tokens_of

LEAST_WORDS = 4
LEAST_WORDS_INSIDE = 6
"""A shorter quotation is a term or a scare quote, not something said; so is more of what runs on in a sentence."""

_CLOSING = {"“": '”"', "«": "»", "»": "«", "„": '“”"', '"': '"”', "「": "」", "『": "』"}
"""What may close each opening mark; typists mix curly and straight ones."""

_QUOTE_MARK = re.compile('[“”«»„"「」『』]')
_DASH = re.compile(" [—–] ")
_DASH_CHARS = 3
_REMARK_WORDS = 2
"""A remark inside a quotation opens with its verb, or with a word before it."""
_SENTENCE_ENDS = frozenset(".!?…")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    """A paragraph's tokens outside its quotations, where each begins, and the quotations' spans in the article.

    `continues` says that the paragraph before left its quotation open and this one opens with a quotation: papers
    print a speech of several paragraphs that way.
    """

    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    starts: tuple[int, ...]
    continues: bool
    spans: tuple[tuple[int, int], ...]

    def around(self, at: int) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
        """The tokens between the quotation before number `at` and it, and those between it and the one after."""
        split = self._index(at)
        return self.tokens[self._index(at - 1) if at else 0 : split], self.tokens[split : self._index(at + 1)]

    @property
    def is_quotation(self) -> bool:
        """Whether the paragraph is one quotation and nothing else."""
        return bool(self.spans) and all(token.kind != WORD for token in self.tokens)

    def _index(self, at: int) -> int:
        return bisect_left(self.starts, self.spans[at][0]) if at < len(self.spans) else len(self.tokens)


def find_quotes(article: Article, sentences: tuple[Sentence, ...], people: tuple[Person, ...]) -> tuple[Quote, ...]:
    """Give the quotations of at least four words in the order of the text, each with its speaker where one is named.

    A speaker stands beside a verb of speech next to the quotation ("…," Lind said; said Ada Lind: "…"); "he said" is
    the first whom the last sentence with a name names. A quotation that goes on right behind one, or that is a
    paragraph of its own after one, has its speaker. A paragraph that opens a quotation without closing it is quoted
    to its end. O(n) in the text's length.
    """
    text = article.text
    if not _QUOTE_MARK.search(text):
        return ()
    speakers = speakers_of(people, lexicon_of(article.language))
    quotes: list[Quote] = []
    subject: int | None = None
    carried: int | None = None
    for paragraph in _paragraphs(text, sentences, speakers.lexicon):
        scene = Scene(speakers=speakers, named=speakers.named_in(paragraph.tokens))
        carried = carried if paragraph.continues or paragraph.is_quotation else None
        for at, (start, end) in enumerate(paragraph.spans):
            before, after = paragraph.around(at)
            subject = scene.subject(before, subject)
            told = scene.attribution(before, after, subject, closed=_is_closed(text[start:end]))
            asked = at > 0 and text[paragraph.spans[at - 1][1] - 1] == "?" and _asks(before)
            if told.told or asked or (at and not _goes_straight_on(before)):
                carried = None
            carried = carried if told.who is None else told.who
            if carried is None and not told.told and not asked:
                carried = scene.told_before(before, subject)
            if _is_title(text[start:end], before):
                continue
            if _is_said(text[start:end]) or _goes_on(paragraph, at, text, carried):
                quotes.append(_quote(paragraph, text, (start, end), carried))
        rest, _ = paragraph.around(len(paragraph.spans))
        subject = scene.subject(rest, subject) if carried is None else carried
    return tuple(quotes)


def _is_closed(text: str) -> bool:
    """Whether a quotation is a sentence of its own, so that nobody is named for it behind it."""
    return text[-1] == "." and not text.endswith("...")


def _asks(between: Sequence[Token]) -> bool:
    """Whether a question before these tokens is answered behind them: they say who was asked, or nothing."""
    words = [token for token in between if token.kind == WORD]
    closed = sum(token.text in _QUOTES for token in between) > 1
    addressed = any(verb.low in {"asked", "asks"} and whom.capital for verb, whom in pairwise(words))
    return (not words and closed) or addressed


_QUOTES = frozenset('"“”')


def _goes_straight_on(between: Sequence[Token]) -> bool:
    """Whether nothing but the words that name a speaker stands between two quotations."""
    ends = [at for at, token in enumerate(between) if token.text in _SENTENCE_ENDS]
    return not ends or (len(ends) == 1 and all(token.kind == MARK for token in between[ends[0] :]))


def _is_said(text: str) -> bool:
    """Whether words in quotation marks are a statement, and not a term that a sentence borrows."""
    count = len(text.split())
    return count >= LEAST_WORDS_INSIDE or (count >= LEAST_WORDS and not text[0].islower())


def _is_title(text: str, before: Sequence[Token]) -> bool:
    """Whether words in quotation marks name a work: author of "100 Years of Concrete"."""
    last = next((token for token in reversed(before[-2:]) if token.kind == WORD), None)
    if last is None or last.low not in _NAMING:
        return False
    return all(word[0].isupper() or word[0].isdecimal() for word in text.split() if len(word) > _SMALL_CHARS)


_NAMING = frozenset(
    "including like of titled called entitled book film novel song album documentary series named show play".split()
)
_SMALL_CHARS = 3


def _goes_on(paragraph: _Paragraph, at: int, text: str, speaker: int | None) -> bool:
    """Whether words go on from a statement before them, as in "…," he said. "Today somebody did"."""
    if at == 0 or speaker is None:
        return False
    before, here = (text[start:end] for start, end in paragraph.spans[at - 1 : at + 1])
    return _is_said(before) and len(here.split()) > 1 and here[-1] in _SENTENCE_ENDS


def _quote(paragraph: _Paragraph, text: str, span: tuple[int, int], speaker: int | None) -> Quote:
    start, end = span
    sentence = paragraph.sentences[bisect_right(paragraph.sentences, start, key=lambda one: one.start) - 1]
    return Quote(speaker=speaker, text=text[start:end], sentence=sentence.index, start=start, end=end)


def _paragraphs(text: str, sentences: tuple[Sentence, ...], lexicon: Lexicon) -> Iterator[_Paragraph]:
    left_open = False
    lines = iter(tokens_of(sentences, lexicon.abbreviations))
    for _, group in groupby(sentences, key=lambda one: one.paragraph):
        members = tuple(group)
        start, end = members[0].start, members[-1].end
        spans = tuple(
            span
            for raw in _raw_spans(text, start, end)
            for part in _parted(text, *raw, lexicon)
            for span in _stripped(text, *part)
        )
        tokens = tuple(_outside(chain.from_iterable(islice(lines, len(members))), spans))
        yield _Paragraph(
            sentences=members,
            tokens=tokens,
            starts=tuple(token.start for token in tokens),
            continues=left_open and text[start] in _CLOSING,
            spans=spans,
        )
        left_open = bool(spans) and spans[-1][1] == end


def _raw_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The quotations between `start` and `end`, marks left out; one that is never closed runs to the end.

    Where a speech of several paragraphs was run together, each opens it again and only the last closes it.
    """
    opened: re.Match[str] | None = None
    for mark in _QUOTE_MARK.finditer(text, start, end):
        if opened is None:
            opened = mark if mark[0] in _CLOSING and not _only_closes(text, mark, start) else None
        elif _opens_again(text, mark, opened[0]):
            yield opened.end(), mark.start()
            opened = mark
        elif mark[0] in _CLOSING[opened[0]]:
            yield opened.end(), mark.start()
            opened = None
    if opened is not None:
        yield opened.end(), end


def _only_closes(text: str, mark: re.Match[str], start: int) -> bool:
    """Whether a straight mark stands behind a word and before a gap, as no opening one does."""
    if mark[0] != '"' or mark.start() == start or text[mark.start() - 1].isspace():
        return False
    return mark.end() == len(text) or text[mark.end()].isspace() or text[mark.end()] in ",.;:!?"


def _opens_again(text: str, mark: re.Match[str], opened: str) -> bool:
    """Whether a mark of the same kind opens behind a sentence, with no closing one before it."""
    if mark[0] != opened or opened not in '"“' or mark.end() >= len(text):
        return False
    before = text[max(0, mark.start() - 3) : mark.start()].rstrip()
    gap = text[mark.start() - 1 : mark.start()].isspace()
    return gap and not text[mark.end()].isspace() and before[-1:] in _SENTENCE_ENDS


def _parted(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The parts of a quotation around a remark between dashes: «…, — сказал Громов. — …»; the remark is nobody's."""
    begun = start
    dashes = [dash.start() for dash in _DASH.finditer(text, start, end)]
    for dash, following in pairwise((*dashes, end)):
        remark = text[dash + _DASH_CHARS : following].split(maxsplit=_REMARK_WORDS)
        if dash < begun or not any(word.strip(",.").lower() in lexicon.speech for word in remark[:_REMARK_WORDS]):
            continue
        yield begun, dash
        begun = following + (_DASH_CHARS if following < end else 0)
    yield begun, end


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    if inner.strip():
        yield start, start + len(inner.strip())


def _outside(tokens: Iterable[Token], spans: Sequence[tuple[int, int]]) -> Iterator[Token]:
    if not spans:
        yield from tokens
        return
    at = 0
    for token in tokens:
        while at < len(spans) and spans[at][1] <= token.start:
            at += 1
        if at == len(spans) or token.start < spans[at][0]:
            yield token
