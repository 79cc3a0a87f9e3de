"""Numbers in digits, read as the story writes them: which sign parts decimals, and which thousands."""

import re
from collections.abc import Iterable
from decimal import Decimal

from summarizer.figures.tokens import Token

DIGITS_CAP = 18
"""A run of more digits is an account, a hash or a code, not a quantity."""

_SEPARATOR = re.compile(r"[.,']")
_ALIKE = str.maketrans(
    {"٫": ".", "٬": "'", "，": ",", "．": ".", "’": "'", "·": ".", "\u00a0": "'", "\u2009": "'", "\u202f": "'"}
)


def decide_decimal_sign(numbers: Iterable[Token], usual: str) -> str:
    """Give the sign that parts decimals in a story: the usual one of its language, unless it never does but the other.

    Mexican papers write "1,234.5" in Spanish; one slip ("49,4" among "25.85") does not turn a story over. Only numbers
    that leave no doubt count: two signs, or a fraction that is not three digits long.
    """
    seen = {".": 0, ",": 0}
    for token in numbers:
        text = token.text.translate(_ALIKE)
        parts = _SEPARATOR.split(text)
        if len(parts) < 2 or text[-len(parts[-1]) - 1] not in seen:
            continue
        sign = text[-len(parts[-1]) - 1]
        if len(parts) == 2 and len(parts[1]) in {1, 2} and len(parts[0]) < 4:
            seen[sign] += 1
        elif len(parts) > 2 and text.count(sign) == 1 and len(parts[-1]) != 3:
            seen[sign] += 2
        elif len(parts) > 2 and text.count(sign) > 1:
            seen["," if sign == "." else "."] += 1
    other = "," if usual == "." else "."
    return other if seen[other] > 1 and not seen[usual] else usual


def parse_digits(text: str, decimal_sign: str) -> Decimal | None:
    """Give the value that `text` prints, or None where it prints none ("1.2.3", "12.03.2024", "1,1,1").

    The last of two different signs parts decimals; a sign that repeats parts thousands; one sign alone parts
    decimals unless exactly three digits follow it and it is not the decimal sign here. Indian groups ("1,50,000") and
    Swiss ones ("1'000") are read too.
    """
    if len(text) > 2 * DIGITS_CAP:
        return None
    text = text.translate(_ALIKE)
    parts = _SEPARATOR.split(text)
    if sum(map(len, parts)) > DIGITS_CAP:
        return None
    if len(parts) == 1:
        return Decimal(text)
    signs = _SEPARATOR.findall(text)
    if _parts_decimals(parts, signs, decimal_sign):
        whole, signs = parts[:-1], signs[:-1]
        fraction = "." + parts[-1]
    else:
        whole, fraction = parts, ""
    if len(set(signs)) > 1 or not _are_groups(whole):
        return None
    return Decimal("".join(whole) + fraction)


def _parts_decimals(parts: list[str], signs: list[str], decimal_sign: str) -> bool:
    last = signs[-1]
    if last == "'" or signs.count(last) > 1:
        return False
    if len(signs) > 1 or len(parts[-1]) != 3:
        return True
    return last == decimal_sign or len(parts[0]) > 3 or parts[0] == "0"


def _are_groups(parts: list[str]) -> bool:
    if len(parts) == 1:
        return True
    middles = {len(part) for part in parts[1:-1]}
    return 1 <= len(parts[0]) <= 3 and len(parts[-1]) == 3 and middles in ({3}, {2}, set())
