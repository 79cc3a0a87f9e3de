"""Whether a query matches a story, and by which of its words: the plain reading, one query and one story at a time.

`summarizer.topics.index` gives the same answer for many queries at once. Here each question costs as much as the query
is long, and `explain` once more as much as the story.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from summarizer.text.words import fold, is_cjk, stem, tokenize
from summarizer.topics.exact import FENCE, GAP, capital_firms, word_pieces
from summarizer.topics.query import Query
from summarizer.topics.story import PreparedStory, Story, prepare_story, word_stem
from summarizer.topics.tree import And, Kind, Node, Not, Place, Term

__all__ = ["Match", "PreparedStory", "Story", "explain", "holds", "matches", "prepare_story"]

FORMS_SHOWN = 3
"""At most so many printed forms of one term are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Why a story came. `words` stand in the story as given here, in its order (title first), each form once.

    `fields` are the terms that hold beside words, as the query writes them ("site:example.com").
    """

    words: tuple[str, ...]
    fields: tuple[str, ...] = ()


def matches(query: Query, story: PreparedStory) -> bool:
    """Whether `story` is one that `query` asks for."""
    return _is_met(query.root, story)


def explain(query: Query, story: PreparedStory) -> Match | None:
    """Give the words of `story` that `query` matched; None when it does not match."""
    if not matches(query, story):
        return None
    terms = list(dict.fromkeys(_met_terms(query.root, story)))
    fields = tuple(f"{term.kind}:{term.pieces[0]}" for term in terms if term.kind in _FIELDS)
    spans = {span: None for term in terms if term.kind not in _FIELDS for span in _spans(term, story)}
    words: dict[str, str] = {}
    for span in sorted(spans):
        words.setdefault(fold(span.text), span.text)
    return Match(words=tuple(words.values()), fields=fields)


def holds(term: Term, story: PreparedStory) -> bool:
    """Whether the story has what a single term asks for."""
    match term.kind:
        case Kind.WORD:
            return word_stem(term.pieces[0], story.language) in _stems(term.place, story)
        case Kind.EXACT:
            return _has_pieces(pattern(term), term.place, story)
        case Kind.SITE:
            return term.pieces[0] in story.sites
        case Kind.LANG:
            return term.pieces[0] == story.language
        case Kind.CATEGORY:
            return term.pieces[0] in story.story.categories


def pattern(term: Term) -> str:
    """Give what to look for in a story's `pieces` for an exact term."""
    return f"{GAP}{GAP.join(term.pieces)}{GAP}"


_FIELDS = frozenset({Kind.SITE, Kind.LANG, Kind.CATEGORY})


def _stems(place: Place, story: PreparedStory) -> frozenset[str]:
    return {Place.ABOUT: story.about, Place.ANYWHERE: story.stems, Place.TITLE: story.title_stems}[place]


def _has_pieces(wanted: str, place: Place, story: PreparedStory) -> bool:
    if place is Place.ANYWHERE:
        return wanted in story.pieces
    return wanted in story.title_pieces or (place is Place.ABOUT and is_repeated(wanted, story.pieces))


def is_repeated(wanted: str, pieces: str) -> bool:
    """Whether the pattern `wanted` stands in `pieces` twice; neighbours share no space, overlaps count."""
    first = pieces.find(wanted)
    return first >= 0 and pieces.find(wanted, first + 1) >= 0


def _is_met(node: Node, story: PreparedStory) -> bool:
    if isinstance(node, Term):
        return holds(node, story)
    if isinstance(node, Not):
        return not _is_met(node.part, story)
    return (all if isinstance(node, And) else any)(_is_met(part, story) for part in node.parts)


def _met_terms(node: Node, story: PreparedStory, *, wanted: bool = True) -> Iterator[Term]:
    """The positive terms that hold, on those sides of an OR that do."""
    if isinstance(node, Term):
        if wanted and holds(node, story):
            yield node
    elif isinstance(node, Not):
        yield from _met_terms(node.part, story, wanted=not wanted)
    else:
        for part in node.parts:
            if _is_met(part, story) == wanted:
                yield from _met_terms(part, story, wanted=wanted)


class _Span(NamedTuple):
    """Printed words: in the title (0) or the text (1), where they begin, and how they read."""

    part: int
    start: int
    text: str


def _spans(term: Term, story: PreparedStory) -> Iterator[_Span]:
    """The first places where `term` stands, of each printed form the first, at most `FORMS_SHOWN` forms."""
    parts = (story.story.title,) if term.place is Place.TITLE else (story.story.title, story.story.text)
    told: set[str] = set()
    for number, text in enumerate(parts):
        finder = _word_spans if term.kind is Kind.WORD else _piece_spans
        for start, end in finder(term, text, story.language):
            form = fold(text[start:end])
            if form not in told and len(told) < FORMS_SHOWN:
                told.add(form)
                yield _Span(number, start, text[start:end])


def _word_spans(term: Term, text: str, language: str) -> Iterator[tuple[int, int]]:
    wanted = word_stem(term.pieces[0], language)
    for token in tokenize(capital_firms(text), language):
        if stem(token.text, language) == wanted:
            yield token.start, token.end


def _piece_spans(term: Term, text: str, language: str) -> Iterator[tuple[int, int]]:
    placed = list(_placed_pieces(text, language))
    count = len(term.pieces)
    pieces = tuple(piece for piece, _start, _end in placed)
    for at in range(len(placed) - count + 1):
        if pieces[at] == term.pieces[0] and pieces[at : at + count] == term.pieces:
            yield placed[at][1], placed[at + count - 1][2]


def _placed_pieces(text: str, language: str) -> Iterator[tuple[str, int, int]]:
    """The pieces of `text` with their places; runs of Chinese and Japanese between single fences."""
    run_end = -1
    for token in tokenize(capital_firms(text), language):
        if not is_cjk(token.text):
            if run_end >= 0:
                yield FENCE, run_end, run_end
            run_end = -1
            for piece in word_pieces(token.text):
                yield piece, token.start, token.end
            continue
        if token.start >= run_end:
            yield FENCE, token.start, token.start
            run_end = token.start
        for offset, character in enumerate(token.text):
            if token.start + offset >= run_end:
                yield character, token.start + offset, token.start + offset + 1
        run_end = token.end
