"""What a pasted page says of its story around it: the headline above, byline and date above or below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.people.lexicon import fold, world
from summarizer.sources.authors import parse_names, trim_byline
from summarizer.sources.dates import parse_time
from summarizer.sources.furniture import FIRST_CHARS
from summarizer.sources.looks import LineKind, Look

FEWEST_HEADLINE_WORDS = 3
MOST_HEADLINE_WORDS = 32
BYLINE_WORDS = 14
DATELINE_WORDS = 16
LINES_BESIDE = 8
"""A headline stands at most so many lines above its story, a byline or date so many below; further off are others'."""

STANDFIRST_MARGIN = 0.8
"""Of two lines nearly as likely, one right below the other, the lower one is the standfirst."""

BARE_NAME_WORDS = (2, 3)
LINES_OF_SUBJECTS = 6
"""Whom a story is about it names again within so many lines; its author it does not."""

_NO_HEADLINE = frozenset({
    "interface.whole", "share.whole", "end.whole", "replies.whole", "aside.whole", "updated.start", "byline.start",
    "minutes.anywhere",
})  # fmt: skip
_HEADLINE_ENDS = ("?", "!", "?”", '?"', "?»", "!»")
_ABBREVIATED = re.compile(r"\b[A-Z]\.[A-Z]\.$")
_NUMBERED = re.compile(r"\d{1,2}[.)] ")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CREDIT_SIGN = re.compile(r"[/©|]")
_BARE_BYLINE = re.compile(r"\w{1,10}:?")
_NAME_WORD = re.compile(r"[^\W\d_]\.|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_CYRILLIC_ADJECTIVE_ENDS = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ій", "і")


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """Headline, byline as printed, the names in it, and when it was published; None or empty when absent."""

    title: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None


def find_masthead(looks: Sequence[Look], body: Sequence[bool]) -> Masthead:
    """Find the headline among the lines above the body, byline and date among those beside it; linear."""
    inside = [index for index, kept in enumerate(body) if kept]
    if not inside:
        return Masthead()
    headline = find_headline(looks, inside)
    top = inside[0] if headline is None else headline
    around = (*range(top, inside[-1] + 1 + LINES_BESIDE), *range(max(0, top - LINES_BESIDE), top))
    beside = [looks[index] for index in around if index < len(looks) and not body[index]]
    byline, authors = _find_byline(beside)
    return Masthead(
        title=None if headline is None else looks[headline].line.text,
        byline=byline,
        authors=authors,
        published=_find_date(beside),
    )


def find_bare_byline(looks: Sequence[Look]) -> str | None:
    """The name of which the second line consists: under a headline, above the story, and not named again there.

    None where it could be a place, an agency or a subhead. Only a known given name tells a name in Latin letters from
    a subhead in Title Case; where Cyrillic letters print, nothing but names has all its capitals. Linear.
    """
    if len(looks) < 3 or not is_headline(looks[0]) or looks[1].closed or looks[1].line.bullet:
        return None
    following = looks[2]
    if not (following.prose or is_dateline(following) or is_reading_time(following)):
        return None
    name = looks[1].line.text
    if not _is_bare_name(name) or parse_names(name) != (name,):
        return None
    subjects = {fold(word) for look in looks[2 : 2 + LINES_OF_SUBJECTS] for word in _WORD.findall(look.line.text)}
    return None if fold(_WORD.findall(name)[-1]) in subjects else name


def _is_bare_name(text: str) -> bool:
    words = text.split()
    if len(words) not in BARE_NAME_WORDS or not all(map(_is_name_word, words)):
        return False
    lists, keys = world(), [fold(word) for word in words]
    if keys[0] in lists.given:
        return True
    things = lists.places | lists.place_starts | lists.organisations | lists.calendar | lists.demonyms
    named_by_case = all(map(_CYRILLIC.match, words)) and not words[0].endswith(_CYRILLIC_ADJECTIVE_ENDS)
    return named_by_case and things.isdisjoint(keys)


def _is_name_word(word: str) -> bool:
    initial = len(word) == 2
    return word[0].isupper() and (initial or not word.isupper()) and _NAME_WORD.fullmatch(word) is not None


def is_byline(look: Look) -> bool:
    """Say whether a line begins like a byline and is as short as one."""
    return not look.closed and look.count <= BYLINE_WORDS and "byline.start" in look.marks


def is_dateline(look: Look) -> bool:
    """Say whether a line is short and holds a whole date, its month as a word or marked as a date."""
    text = look.line.text
    return (
        look.count <= DATELINE_WORDS
        and not look.closed
        and _YEAR.search(text) is not None
        and "©" not in text
        and parse_time(text) is not None
    )


def is_reading_time(look: Look) -> bool:
    """Say whether a line is "2 min" or "4 minutes read"."""
    return look.count <= 5 and "minutes.anywhere" in look.marks and any(map(str.isdigit, look.line.text))


def is_headline(look: Look) -> bool:
    """Say whether a line could be a headline: a few words that no stop closes, and no furniture or date."""
    text = look.line.text
    return (
        FEWEST_HEADLINE_WORDS <= look.count <= MOST_HEADLINE_WORDS
        and (not look.closed or text.endswith(_HEADLINE_ENDS) or _ABBREVIATED.search(text) is not None)
        and not (text[0] == "(" and text[-1] == ")")
        and look.kind not in {LineKind.NOTICE, LineKind.CONTROL, LineKind.END_MARK}
        and not _NO_HEADLINE & look.marks.keys()
        and not look.line.bullet
        and not look.is_caption
        and not _NUMBERED.match(text)
        and not is_dateline(look)
    )


def find_headline(looks: Sequence[Look], inside: Sequence[int]) -> int | None:
    """The likeliest headline above the body: near to it, neither clipped nor long, in the words of the story."""
    story = {term for index in inside for term in _terms(looks[index])}
    first = max(0, inside[0] - 3 * LINES_BESIDE)
    candidates = [index for index in range(first, inside[0]) if is_headline(looks[index])]
    scores = {index: _headline_score(looks, index, inside[0], story) for index in candidates}
    best = max(candidates, key=lambda index: scores[index], default=None)
    if best is not None and scores.get(best - 1, 0.0) > scores[best] - STANDFIRST_MARGIN:
        return best - 1
    return best


def _headline_score(looks: Sequence[Look], index: int, top: int, story: set[str]) -> float:
    look = looks[index]
    terms = _terms(look)
    shared = sum(term in story for term in terms) / len(terms) if terms else 0.5
    said_again = any(other.key == look.key for other in looks[max(0, index - 20) : index])
    credit = look.kind is LineKind.CREDIT or _CREDIT_SIGN.search(look.line.text) is not None
    signed = any(is_byline(other) or is_dateline(other) for other in looks[index + 1 : index + 3])
    return 3 * shared + min(look.count, 8) / 4 - 0.1 * (top - index) + 0.5 * (said_again + signed) - 2 * credit


def _terms(look: Look) -> list[str]:
    """The words that are about something; pairs of characters where words are not parted."""
    if look.unspaced:
        return ["".join(pair) for pair in pairwise(look.line.text[:FIRST_CHARS])]
    return [word for word in look.words if len(word) > 3]


def _find_byline(beside: Sequence[Look]) -> tuple[str | None, tuple[str, ...]]:
    for index, look in enumerate(beside):
        if not is_byline(look):
            continue
        text = look.line.text
        if _BARE_BYLINE.fullmatch(text) and index + 1 < len(beside) and not is_byline(beside[index + 1]):
            text = f"{text} {beside[index + 1].line.text}"
        if names := parse_names(text):
            return trim_byline(text, names), names
    return None, ()


def _find_date(beside: Sequence[Look]) -> str | None:
    return next((parse_time(look.line.text) for look in beside if is_dateline(look)), None)
