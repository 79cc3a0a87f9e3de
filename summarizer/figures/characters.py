"""Numbers in the characters of Chinese and Japanese, and in Korean words ("四十五亿元", "三百人", "두 명").

The same characters stand in countless words ("三星", "十分", "统一"), and no space says where one ends. So a number is
read only where a unit or a word that counts stands behind it, or where it is large and says so ("三百万").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from summarizer.figures.lexicon.base import Lexicon
from summarizer.figures.lexicon.universal import UNITS_AFTER
from summarizer.figures.tokens import Token, find_phrase, find_phrase_before

_SMALL: Mapping[str, int] = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_LARGE: Mapping[str, int] = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000, "兆": 10**12}
_POINTS = frozenset("点點")
_MORE = frozenset("多余餘")
_DASHES = frozenset("-–—~～")
_MINUTE = "分"
_MOST_CHARACTERS = 20
_HUNDRED = 100


@dataclass(slots=True)
class _Sum:
    """What was read so far: `total` up to the last large unit, `section` behind it, `digit` that no unit took yet."""

    total: Decimal = Decimal(0)
    section: Decimal = Decimal(0)
    digit: Decimal | None = None
    scale: Decimal = Decimal(1)

    def add_small(self, unit: int) -> None:
        """Take "百" and the like behind a digit, or alone ("十五")."""
        self.section += (Decimal(1) if self.digit is None else self.digit) * unit
        self.digit = None

    def add_large(self, unit: int) -> bool:
        """Take "万" and the like for all since the last such unit; for all of it in "万亿"."""
        part = self.section + (self.digit or 0)
        if not part and not self.total:
            return False
        self.total = self.total + part * unit if part else self.total * unit
        self.section, self.digit, self.scale = Decimal(0), None, Decimal(unit)
        return True

    @property
    def value(self) -> Decimal:
        """The number itself."""
        return self.total + self.section + (self.digit or 0)


def parse_characters(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[Decimal, int, Decimal] | None:
    """Give the value of the number in characters from token `at` on, its last token and its scale; None for none.

    "One" is none, as in most languages, and neither are years digit by digit ("二〇二四年") and two digits that mean
    about so many ("五六十人").
    """
    return _read(tokens, at, lexicon, may_span=True)


def _read(tokens: Sequence[Token], at: int, lexicon: Lexicon, *, may_span: bool) -> tuple[Decimal, int, Decimal] | None:
    if at and tokens[at].glued and _is_part(tokens[at - 1], lexicon):
        return None
    if tokens[at].text in "百千" and not (at + 1 < len(tokens) and _goes_on(tokens[at + 1], lexicon)):
        return None  # "百姓", "千万不要"
    read = _parse(tokens, at, lexicon)
    if read is None or read[0].value in {0, 1}:
        return None
    found, last = read
    counted = _counts(tokens, last + 1, lexicon) or (may_span and _spans(tokens, last + 1, lexicon))
    counted = counted or find_phrase_before(tokens, at, lexicon.unit_before, 3) is not None
    large = found.scale > 1 and found.section == 0 and tokens[at].text in lexicon.digits
    return (found.value, last, found.scale) if counted or large else None


def _goes_on(token: Token, lexicon: Lexicon) -> bool:
    return token.text in lexicon.digits or token.text in _SMALL


def _is_part(token: Token, lexicon: Lexicon) -> bool:
    return token.text in lexicon.digits or token.text in _SMALL or token.text in _LARGE


def _parse(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[_Sum, int] | None:
    found = _Sum()
    index = at
    for index in range(at, min(len(tokens), at + _MOST_CHARACTERS)):
        text = tokens[index].text
        if text in lexicon.digits:
            if found.digit:
                return None
            found.digit = Decimal(lexicon.digits[text])
        elif text in _SMALL:
            found.add_small(_SMALL[text])
        elif text in _LARGE:
            if not found.add_large(_LARGE[text]):
                return None
        elif text in _POINTS and (fraction := _parse_fraction(tokens, index + 1, lexicon)) is not None:
            return _add_fraction(tokens, found, *fraction)
        elif not (text in _MORE and index > at and index + 1 < len(tokens) and tokens[index + 1].text in _LARGE):
            return found, index - 1
    return found, index


def _parse_fraction(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[Decimal, int] | None:
    """Read the digits behind "点", or None where they are the minutes of an hour ("三点二十分", "三点五分")."""
    digits = ""
    index = at
    while index < len(tokens) and tokens[index].text in lexicon.digits and index - at < _MOST_CHARACTERS:
        digits += str(lexicon.digits[tokens[index].text])
        index += 1
    if not digits or (index < len(tokens) and (tokens[index].text in _SMALL or tokens[index].text == _MINUTE)):
        return None
    return Decimal(f"0.{digits}"), index


def _add_fraction(tokens: Sequence[Token], found: _Sum, fraction: Decimal, index: int) -> tuple[_Sum, int]:
    found.digit = (found.digit or Decimal(0)) + fraction
    while index < len(tokens) and tokens[index].text in _LARGE:
        found.add_large(_LARGE[tokens[index].text])
        index += 1
    return found, index - 1


def _counts(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a unit or a word that counts stands at `at`, also behind "多" ("三百多人")."""
    if at < len(tokens) and tokens[at].text in _MORE:
        at += 1
    if at >= len(tokens):
        return False
    if find_phrase(tokens, at, lexicon.counters) is not None:
        return True
    return any(find_phrase(tokens, at, units) is not None for units in (lexicon.units, UNITS_AFTER))


def _spans(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether at `at` it goes on to a second number that is read, as in "三至五年"; one in a third is none."""
    if at < len(tokens) and tokens[at].text in _MORE:
        at += 1
    if at + 1 >= len(tokens) or not (tokens[at].text in _DASHES or tokens[at].text in lexicon.range_words):
        return False
    return _is_part(tokens[at + 1], lexicon) and _read(tokens, at + 1, lexicon, may_span=False) is not None


def parse_part(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[Decimal, int] | None:
    """Give the per cents of "三分之二", "3分の2" and "3분의 2" at token `at`, and its last token; None for none.

    Hundredths are none: "百分之" is said before per cents.
    """
    whole = _read_part(tokens, at, lexicon)
    link = find_phrase(tokens, whole[1] + 1, lexicon.parted) if whole is not None else None
    part = _read_part(tokens, link[1], lexicon) if link is not None else None
    if whole is None or part is None or not 0 < part[0] < whole[0] < _HUNDRED:
        return None
    return round(part[0] * _HUNDRED / whole[0], 3), part[1]


def _read_part(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[Decimal, int] | None:
    if at >= len(tokens):
        return None
    if tokens[at].is_number:
        return (Decimal(tokens[at].text), at) if tokens[at].text.isdecimal() else None
    read = _parse(tokens, at, lexicon) if _is_part(tokens[at], lexicon) else None
    return read and (read[0].value, read[1])


def parse_counted_word(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[Decimal, int] | None:
    """Give the value of a Korean number word before a word that counts, and its last token ("두 명", "다섯 시간")."""
    found = None if at and tokens[at].glued else find_phrase(tokens, at, lexicon.numbers)
    if found is None or found[1] >= len(tokens):
        return None
    value, end = found
    counted = _counts(tokens, end, lexicon) or _spans(tokens, end, lexicon)
    return (Decimal(value), end - 1) if counted else None
