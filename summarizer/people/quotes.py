"""Quotations of a story, each tied to the person who said it."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile

from summarizer.model import Article, Person, Quote, Sentence
from summarizer.people.lexicon import Lexicon, fold, lexicon_of, world
from summarizer.people.tokens import WORD, Token, tokenize

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
_SPEAKER_WITHIN = 30
_VERB_WITHIN = 12
_SUBJECT_MAY_LACK = frozenset({"es", "it", "pt"})
"""Languages in which a verb alone stands for "he said"."""
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

    def _index(self, at: int) -> int:
        return bisect_left(self.starts, self.spans[at][0]) if at < len(self.spans) else len(self.tokens)


def find_quotes(article: Article, sentences: tuple[Sentence, ...], people: tuple[Person, ...]) -> tuple[Quote, ...]:
    """Give the quotations of at least four words in the order of the text, each with its speaker where one is named.

    A speaker stands beside a verb of speech next to the quotation ("…," Lind said; said Ada Lind: "…"); "he said" is
    the person named last before it; a quotation without a verb beside it has the speaker of the paragraph's one
    before. A paragraph that opens a quotation without closing it is quoted to its end. O(n) in the text's length.
    """
    lexicon = lexicon_of(article.language)
    text = article.text
    attribution = _Attribution(callers=_callers(people), lexicon=lexicon)
    quotes: list[Quote] = []
    latest: int | None = None
    carried: int | None = None
    for paragraph in _paragraphs(text, sentences, lexicon):
        carried = carried if paragraph.continues else None
        for at, (start, end) in enumerate(paragraph.spans):
            before, after = paragraph.around(at)
            latest = attribution.last_named(before, latest)
            speaker = attribution.speaker(before, after, latest)
            carried = carried if speaker is None else speaker
            if _is_title(text[start:end], before):
                continue
            if _is_said(text[start:end]) or _goes_on(paragraph, at, text, carried):
                quotes.append(_quote(paragraph, text, (start, end), carried))
        rest, _ = paragraph.around(len(paragraph.spans))
        latest = attribution.last_named(rest, latest) if carried is None else carried
    return tuple(quotes)


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


_NAMING = frozenset("of titled called entitled book film novel song album documentary series named show play".split())
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


def _callers(people: Sequence[Person]) -> dict[str, int]:
    """Whom each name calls: the surname first, other parts of the name where nobody else has them."""
    callers: dict[str, int] = {}
    names = [[fold(part) for part in re.findall(r"[^\W\d_]+(?:['’\-‑][^\W\d_]+)*", one.name)] for one in people]
    for index, parts in enumerate(names):
        if parts:
            leads = len(parts) > 1 and world().leads(parts[0]) and not world().leads(parts[-1])
            callers.setdefault(parts[0] if leads else parts[-1], index)
    shared = Counter(part for parts in names for part in set(parts))
    for index, parts in enumerate(names):
        for part in parts:
            if shared[part] == 1 and len(part) > 2 and part not in world().particles:
                callers.setdefault(part, index)
    return callers


def _paragraphs(text: str, sentences: Sequence[Sentence], lexicon: Lexicon) -> Iterator[_Paragraph]:
    left_open = False
    for _, group in groupby(sentences, key=lambda one: one.paragraph):
        members = tuple(group)
        start, end = members[0].start, members[-1].end
        spans = tuple(
            span
            for raw in _raw_spans(text, start, end)
            for part in _parted(text, *raw, lexicon)
            for span in _stripped(text, *part)
        )
        tokens = tuple(_outside(tokenize(text[start:end], start, lexicon.abbreviations), spans))
        yield _Paragraph(
            sentences=members,
            tokens=tokens,
            starts=tuple(token.start for token in tokens),
            continues=left_open and text[start] in _CLOSING,
            spans=spans,
        )
        left_open = bool(spans) and spans[-1][1] == end


def _raw_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The quotations between `start` and `end`, marks left out; one that is never closed runs to the end."""
    opened: re.Match[str] | None = None
    for mark in _QUOTE_MARK.finditer(text, start, end):
        if opened is None:
            opened = mark if mark[0] in _CLOSING else None
        elif mark[0] in _CLOSING[opened[0]]:
            yield opened.end(), mark.start()
            opened = None
    if opened is not None:
        yield opened.end(), end


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


def _outside(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> Iterator[Token]:
    at = 0
    for token in tokens:
        while at < len(spans) and spans[at][1] <= token.start:
            at += 1
        if at == len(spans) or token.start < spans[at][0]:
            yield token


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attribution:
    """Who says a quotation: `callers` maps folded names to indexes into the people."""

    callers: dict[str, int]
    lexicon: Lexicon

    def speaker(self, before: Sequence[Token], after: Sequence[Token], latest: int | None) -> int | None:
        """The speaker of a quotation between two stretches of tokens; `latest` was named last before it."""
        behind = _window(after[:_SPEAKER_WITHIN])
        ahead = _window(before[: -_SPEAKER_WITHIN - 1 : -1])
        introduced = len(before) > 1 and before[-2].text in {":", ","}
        for window in (ahead, behind) if introduced else (behind, ahead):
            who = self._said_by(window, latest)
            if who is not None:
                return who
        return None

    def last_named(self, tokens: Sequence[Token], otherwise: int | None) -> int | None:
        """The last person that the tokens name."""
        return next((who for token in reversed(tokens) if (who := self._called(token)) is not None), otherwise)

    def _called(self, token: Token) -> int | None:
        return self.callers.get(fold(token.text)) if token.kind == WORD and token.capital else None

    def _said_by(self, window: Sequence[Token], latest: int | None) -> int | None:
        """The person nearest to the verb of speech in a window; a pronoun beside the verb is the latest one."""
        verb = next((at for at, token in enumerate(window[:_VERB_WITHIN]) if token.low in self.lexicon.speech), None)
        if verb is None:
            return None
        named = [(abs(at - verb), who) for at, token in enumerate(window) if (who := self._called(token)) is not None]
        beside = window[max(0, verb - 2) : verb + 3]
        near = {part for token in beside for part in (token.low, token.low.rpartition("-")[2])}  # "a-t-elle dit"
        if named and (min(named)[0] <= 2 or not near & self.lexicon.pronouns):
            return min(named)[1]
        unsaid = self.lexicon.language in _SUBJECT_MAY_LACK and len(window) <= 2
        return latest if unsaid or near & self.lexicon.pronouns else None


def _window(tokens: Sequence[Token]) -> list[Token]:
    """Of the tokens next to a quotation, nearest first, those up to the sentence's end."""
    kept = (token for token in tokens if not _QUOTE_MARK.match(token.text))
    return list(takewhile(lambda token: token.text not in _SENTENCE_ENDS, kept))
