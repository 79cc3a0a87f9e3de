"""Numbers among tokens: digits with their groups, words, scale words and fractions, each with its value."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from summarizer.figures.characters import parse_characters, parse_counted_word, parse_part
from summarizer.figures.digits import parse_digits
from summarizer.figures.lexicon.base import Lexicon
from summarizer.figures.tokens import Token, find_phrase

_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal("0.333")} | {
    "⅔": Decimal("0.667")
}
_FRACTIONS |= {"1/2": Decimal("0.5"), "1/4": Decimal("0.25"), "3/4": Decimal("0.75"), "1/8": Decimal("0.125")}
_FRACTIONS |= {"1/3": Decimal("0.333"), "2/3": Decimal("0.667")}
_HYPHENS = frozenset("-‐‑")
_AND_A_HALF = {"and a half": True, "-and-a-half": True}
_SCALE_PLURALS = {"millions": "million", "billions": "billion", "trillions": "trillion"}
"""English, behind digits: "£22 billions worth"."""
_MOST_SCALES = 2
_MOST_PARTS = 16
"""A number in words has no more tokens ("one hundred and twenty-three thousand four hundred and fifty-six")."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in tokens `first` to `last`, both included.

    `digits` says that it is written in digits; `scale` is what a scale word multiplied it by, already in `value`;
    `share` says that it is a fraction in words, and `value` its per cents.
    """

    value: Decimal
    first: int
    last: int
    digits: bool
    scale: Decimal = Decimal(1)
    share: bool = False

    @property
    def scaled(self) -> bool:
        """Whether a scale word multiplied it."""
        return self.scale != 1


def find_numeral(tokens: Sequence[Token], at: int, lexicon: Lexicon, decimal_sign: str) -> Numeral | None:
    """Give the number that begins at token `at`, the longest one, or None."""
    found = _find_plain(tokens, at, lexicon, decimal_sign)
    return found and _and_a_half(tokens, found, lexicon)


def _and_a_half(tokens: Sequence[Token], numeral: Numeral, lexicon: Lexicon) -> Numeral:
    """Read "deux millions et demi" and "два с половиной миллиона"."""
    half = find_phrase(tokens, numeral.last + 1, lexicon.halves) if lexicon.halves and not numeral.share else None
    if half is None:
        return numeral
    more = replace(numeral, value=numeral.value + numeral.scale / 2, last=half[1] - 1)
    if numeral.scaled:
        return more
    scaled = _multiply(tokens, more, lexicon)
    return replace(more, value=scaled.value, last=scaled.last, scale=scaled.scale)


def _find_plain(tokens: Sequence[Token], at: int, lexicon: Lexicon, decimal_sign: str) -> Numeral | None:
    token = tokens[at]
    if lexicon.parted and (part := parse_part(tokens, at, lexicon)) is not None:
        return Numeral(part[0], at, part[1], digits=False, share=True)
    if token.is_number:
        return _find_digits(tokens, at, lexicon, decimal_sign)
    if token.is_word and token.lower in lexicon.openers:
        return (
            _find_whole(tokens, at, lexicon)
            or _find_part(tokens, at, lexicon)
            or _find_share(tokens, at, lexicon)
            or (_find_dense if lexicon.dense else _find_words)(tokens, at, lexicon)
            or _find_vulgar(tokens, at)
        )
    return None


def _find_digits(tokens: Sequence[Token], at: int, lexicon: Lexicon, decimal_sign: str) -> Numeral | None:
    value, last = _parse_groups(tokens, at, lexicon, decimal_sign)
    if value is None:
        return None
    if last + 1 < len(tokens) and tokens[last + 1].glued and tokens[last + 1].text in _FRACTIONS:
        last += 1
        value += _FRACTIONS[tokens[last].text]
    elif (part := _find_mixed(tokens, last)) is not None:
        last += 3 + (not tokens[last + 1].is_number)
        value += part
    return _scale(tokens, Numeral(value, at, last, digits=True), lexicon, decimal_sign)


def _find_mixed(tokens: Sequence[Token], last: int) -> Decimal | None:
    """Read the fraction of "3 1/2" and "3-1/2" behind its whole number in token `last`."""
    at = last + 1
    if at < len(tokens) and tokens[at].text in _HYPHENS and tokens[at].glued:
        at += 1
    if at + 2 >= len(tokens) or tokens[at + 1].text != "/" or not tokens[last].text.isdecimal():
        return None
    if not tokens[at + 1].glued or not tokens[at + 2].glued or (at == last + 1 and tokens[at].glued):
        return None
    return _FRACTIONS.get("".join(token.text for token in tokens[at : at + 3]))


def _parse_groups(tokens: Sequence[Token], at: int, lexicon: Lexicon, decimal_sign: str) -> tuple[Decimal | None, int]:
    """Join "12 345,6" where the language parts thousands by spaces."""
    last = at
    text = tokens[at].text
    if lexicon.spaced and len(text) <= 3 and text.isdecimal():
        while last + 1 < len(tokens) and last - at < 5 and _is_group(tokens, last + 1):
            last += 1
            text += tokens[last].text
    return parse_digits(text, decimal_sign) if last == at else parse_digits(_plain(text), "."), last


def _is_group(tokens: Sequence[Token], index: int) -> bool:
    token, before = tokens[index], tokens[index - 1]
    if not token.is_number or token.start - before.end != 1 or not before.text.isdecimal():
        return False
    whole = token.text.replace(",", ".").split(".")
    return len(whole[0]) == 3 and len(whole) <= 2


def _plain(text: str) -> str:
    return text.replace(",", ".")


def _find_vulgar(tokens: Sequence[Token], at: int) -> Numeral | None:
    value = _FRACTIONS.get(tokens[at].text)
    return None if value is None else Numeral(value, at, at, digits=True)


def _find_whole(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Numeral | None:
    match = find_phrase(tokens, at, lexicon.wholes, 5)
    return match and Numeral(match[0], at, match[1] - 1, digits=False, scale=match[0])


def _find_part(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Numeral | None:
    """Read a fraction that its unit makes a number: "a quarter of a percentage point"."""
    match = find_phrase(tokens, at, lexicon.parts, 6)
    if match is None:
        return None
    after = match[1]
    if after + 1 < len(tokens) and tokens[after].text in _HYPHENS and tokens[after].glued:
        after += 1
    if after >= len(tokens) or find_phrase(tokens, after, lexicon.part_units) is None:
        return None
    return Numeral(match[0], at, match[1] - 1, digits=False)


def _find_share(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Numeral | None:
    match = find_phrase(tokens, at, lexicon.shares)
    return match and Numeral(match[0], at, match[1] - 1, digits=False, share=True)


def _find_dense(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Numeral | None:
    """Read a number in characters or Korean words; it counts as one in digits: whatever holds for those does for it."""
    if (word := parse_counted_word(tokens, at, lexicon)) is not None:
        return Numeral(word[0], at, word[1], digits=True)
    read = parse_characters(tokens, at, lexicon) if lexicon.digits else None
    return read and Numeral(read[0], at, read[1], digits=True, scale=read[2])


def _find_words(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Numeral | None:
    """Read number words as they are spoken: "two hundred and forty-six thousand"."""
    article = tokens[at].lower in lexicon.articles and at + 1 < len(tokens) and tokens[at + 1].lower in lexicon.scales
    if tokens[at].lower in lexicon.year_before and at + 1 < len(tokens) and tokens[at + 1].is_number:
        return None  # "năm 2019" is a year, though "năm" is five
    if _is_one_span(tokens, at, lexicon):
        return Numeral(Decimal(1), at, at, digits=False)
    if tokens[at].lower not in lexicon.numbers and not article:
        return None
    value, last, scale = _sum_words(tokens, at + article, Decimal(int(article)), lexicon)
    value, last = _add_half(tokens, value, last, lexicon)
    return Numeral(value, at, last, digits=False, scale=scale)


def _is_one_span(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether an article counts one long time: "in a decade", but not "a decade-old feud" or "a decade ago"."""
    if tokens[at].lower not in lexicon.articles or at + 1 >= len(tokens) or tokens[at + 1].lower not in lexicon.spans:
        return False
    after = tokens[at + 2] if at + 2 < len(tokens) else None
    if after is None:
        return True
    return not (after.glued and after.text in _HYPHENS) and after.lower not in {"ago", "or"}


def _sum_words(tokens: Sequence[Token], at: int, part: Decimal, lexicon: Lexicon) -> tuple[Decimal, int, Decimal]:
    """Give the value of the number words from token `at` on, the last of them, and the last scale word's value."""
    total, scale, last = Decimal(0), Decimal(1), at
    index = at
    while index < min(len(tokens), at + _MOST_PARTS):
        word = tokens[index].lower
        if word in lexicon.numbers and _may_join(part, lexicon.numbers[word]):
            part += lexicon.numbers[word]
            last = index
        elif (found := find_phrase(tokens, index, lexicon.scales)) is not None:
            scale, last = found[0], found[1] - 1
            part = max(part, Decimal(1)) * scale
            if scale >= 1000:
                total, part = total + part, Decimal(0)
            index = last
        elif not _links(tokens, index, lexicon):
            break
        index += 1
    return total + part, last, scale


def _add_half(tokens: Sequence[Token], value: Decimal, last: int, lexicon: Lexicon) -> tuple[Decimal, int]:
    """Read "two and a half"."""
    half = find_phrase(tokens, last + 1, _AND_A_HALF, 6) if lexicon.decimal == "." and 0 < value < 100 else None
    if half is not None:
        return value + Decimal("0.5"), half[1] - 1
    return value, last


def _may_join(part: Decimal, value: int | Decimal) -> bool:
    """Whether `value` continues `part`: "twenty" + "one", "hundred" + "five", but never "three" + "four"."""
    if part == 0:
        return True
    if part % 100 == 0:
        return value < 100
    return part % 10 == 0 and part % 100 >= 20 and 0 < value < 10


def _links(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Whether token `index` joins two parts: the hyphen of "forty-six", the "and" of "hundred and six"."""
    if index + 1 >= len(tokens):
        return False
    token, after = tokens[index], tokens[index + 1]
    if token.text in _HYPHENS:
        return after.glued and (after.lower in lexicon.numbers or after.lower in lexicon.scales)
    if token.lower in lexicon.links:
        before, value = lexicon.numbers.get(tokens[index - 1].lower), lexicon.numbers.get(after.lower)
        return before is not None and value is not None and _may_join(Decimal(before), value)
    return token.lower == "and" and tokens[index - 1].lower in lexicon.scales and after.lower in lexicon.numbers


def _scale(tokens: Sequence[Token], numeral: Numeral, lexicon: Lexicon, decimal_sign: str) -> Numeral:
    """Multiply by the scale words that follow: "4.5bn", "4,5 Mrd.", "2.3-million", "4億5000万"."""
    whole = _multiply(tokens, numeral, lexicon)
    part = whole
    while lexicon.dense and part.scaled and part.last + 1 < len(tokens) and tokens[part.last + 1].is_number:
        value = parse_digits(tokens[part.last + 1].text, decimal_sign)
        if value is None:
            break
        at = part.last + 1
        smaller = _multiply(tokens, Numeral(value, at, at, digits=True), lexicon)
        if smaller.value >= part.scale:
            break
        whole = Numeral(whole.value + smaller.value, whole.first, smaller.last, digits=True, scale=whole.scale)
        part = smaller
    return whole


def _multiply(tokens: Sequence[Token], numeral: Numeral, lexicon: Lexicon) -> Numeral:
    value, last, scale = numeral.value, numeral.last, Decimal(1)
    for _ in range(_MOST_SCALES):
        found = _find_scale(tokens, last + 1, lexicon, first=scale == 1) if last + 1 < len(tokens) else None
        if found is None:
            break
        last = found[1] - 1
        value, scale = value * found[0], scale * found[0]
    return Numeral(value, numeral.first, last, digits=True, scale=scale)


def _find_scale(tokens: Sequence[Token], at: int, lexicon: Lexicon, *, first: bool) -> tuple[Decimal, int] | None:
    token = tokens[at]
    if token.glued and token.lower in lexicon.suffixes and first:
        return lexicon.suffixes[token.lower], at + 1
    if token.text in _HYPHENS and token.glued:
        at += 1
    found = find_phrase(tokens, at, lexicon.scales) if at < len(tokens) else None
    if found is None and at < len(tokens) and tokens[at].lower in _SCALE_PLURALS and lexicon.decimal == ".":
        return lexicon.scales[_SCALE_PLURALS[tokens[at].lower]], at + 1
    if found and _is_abbreviation(tokens, found[1]):
        return found[0], found[1] + 1
    return found


def _is_abbreviation(tokens: Sequence[Token], index: int) -> bool:
    """Whether token `index` is the stop of "млрд." before a word that goes on, so that no sentence ends there."""
    if index + 1 >= len(tokens) or tokens[index].text != "." or not tokens[index].glued:
        return False
    return len(tokens[index - 1].text) <= 4 and not tokens[index + 1].glued
