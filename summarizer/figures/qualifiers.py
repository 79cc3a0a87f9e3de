"""What a story says about the exactness of a number: "at least", "nearly", "100+"."""

from collections.abc import Sequence

from summarizer.figures.lexicon.base import Lexicon
from summarizer.figures.quantities import Quantity
from summarizer.figures.tokens import Token, find_phrase, find_phrase_before, parse_tokens
from summarizer.model import Figure, FigureKind, Qualifier

_REACH_CHARS = 48

_AMID = frozenset("多余餘")
"""Stands inside a number: "四十多亿元"."""

_BETWEEN = frozenset("a an additional another extra further total record of".split())


def find_qualifier(tokens: Sequence[Token], quantity: Quantity, lexicon: Lexicon) -> tuple[Qualifier, int]:
    """Give the qualifier of a number and the token at which its words begin, or the number where it has none before."""
    first = quantity.first
    before = _find_before(tokens, first, lexicon, quantity.kind)
    if before and not _is_during(tokens, quantity, before[1]):
        return before
    if lexicon.dense and any(token.text in _AMID for token in tokens[first : quantity.last]):
        return Qualifier.MORE_THAN, first
    return _find_after(tokens, quantity.last + 1, lexicon), first


def _find_after(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Qualifier:
    """Find the phrase behind a number, or behind the noun it counts where that is the usage ("50人以上")."""
    for start in (at, at + 1):
        found = find_phrase(tokens, start, lexicon.after)
        if found:
            return found[0]
        if start >= len(tokens) or not tokens[start].is_word or not lexicon.qualifies_noun:
            break
    return Qualifier.NONE


def find_qualifier_start(text: str, figure: Figure, lexicon: Lexicon) -> int:
    """Give where the words before a figure that qualify it begin in `text`; its own start where there are none.

    A "+" or "or more" behind the number belongs to what follows.
    """
    if figure.qualifier is Qualifier.NONE:
        return figure.start
    begin = max(0, figure.start - _REACH_CHARS)
    tokens = parse_tokens(text[begin : figure.start])
    found = _find_before(tokens, len(tokens), lexicon, figure.kind)
    return begin + tokens[found[1]].start if found else figure.start


def _find_before(tokens: Sequence[Token], end: int, lexicon: Lexicon, kind: FigureKind) -> tuple[Qualifier, int] | None:
    """Find the phrase that ends before token `end`, or before a small word or two there ("up to an additional 15")."""
    for gap in range(3):
        if gap and (end - gap < 1 or tokens[end - gap].lower not in _BETWEEN):
            return None
        found = find_phrase_before(tokens, end - gap, lexicon.before)
        if found and not _is_tied(tokens, found[1]) and not _is_else(tokens, found[1], kind):
            return found
    return None


def _is_tied(tokens: Sequence[Token], index: int) -> bool:
    """Whether a hyphen ties token `index` to the word before it: golf's "three-under 69"."""
    return tokens[index].glued and tokens[index].is_word and tokens[index - 1].text == "-" and tokens[index - 1].glued


def _is_else(tokens: Sequence[Token], index: int, kind: FigureKind) -> bool:
    """Whether "over" or "about" means something else at `index`: "spread over 150 miles", "talked about two"."""
    before = tokens[index - 1].lower if index else ""
    if tokens[index].lower == "over" and kind not in {FigureKind.DURATION, FigureKind.MEASURE}:
        return False  # "make up over 30%"
    return before in _NO_QUALIFIER.get(tokens[index].lower, ())


_NO_QUALIFIER = {
    "over": frozenset(
        "spread out up stretched stretch compete competes competed competing race races raced year month week day "
        "phased staggered spaced delivered paid repaid".split()
    ),
    "about": frozenset(
        "testified testify talk talks talked talking speak speaks spoke speaking ask asks asked question questions "
        "told tell story stories book books film films movie lied worried concern concerns concerned complained "
        "complaint complaints warning information wrote".split()
    ),
    "around": frozenset("turn turns turned turning".split()),
}
"""The words before that a qualifier does not stand behind."""


def _is_during(tokens: Sequence[Token], quantity: Quantity, index: int) -> bool:
    """Whether "over" at `index` says in which time something happened: "a trial of 300 patients over 18 months"."""
    if quantity.kind is not FigureKind.DURATION or tokens[index].lower != "over" or index + 1 != quantity.first:
        return False
    after = tokens[quantity.last + 1].lower if quantity.last + 1 < len(tokens) else ""
    return after not in _SINCE and (index == 0 or tokens[index - 1].lower not in _LASTING)


_SINCE = frozenset("ago later after earlier before since old of into".split())
_LASTING = frozenset(
    "for in after with by to of is was were are be been being took take takes taking last lasts lasted lasting spent "
    "spend spends spending just well little slightly already now wait waits waited waiting serve serves served serving "
    "need needs needed have has had get gets got than and or commit worth faces face facing within lived live living "
    "works worked work".split()
)
"""Words that "over" follows where it means more than."""
