"""Number words that a language writes in one word: "fünfundzwanzigtausend", "drieëntwintig", "duecentomila"."""

from collections.abc import Callable, Sequence

_MOST = 1000

_GERMAN = "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
_GERMAN_ONES = (_GERMAN + "achtzehn neunzehn").split()
_GERMAN_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_DUTCH_ONES = (
    "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien "
    "negentien"
).split()
_DUTCH_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
_ITALIAN_ONES = (
    "uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
    "diciassette diciotto diciannove"
).split()
_ITALIAN_TENS = "venti trenta quaranta cinquanta sessanta settanta ottanta novanta".split()


def german_compounds() -> dict[str, int]:
    """Give the words from 13 to 999, and all thousands up to 999,000."""
    return _with_thousands(_german, "tausend", 13) | {"hundert": 100, "tausend": 1000}


def dutch_compounds() -> dict[str, int]:
    """Give the words from 13 to 999, and all thousands up to 999,000."""
    return _with_thousands(_dutch, "duizend", 13) | {"duizend": 1000}


def italian_compounds() -> dict[str, int]:
    """Give the words from 13 to 999, and all thousands up to 999,000."""
    accented = {word[:-1] + "é": value for value in range(23, 100, 10) for word in (_italian(value),)}
    return _with_thousands(_italian, "mila", 13) | accented | {"mille": 1000}


def nordic_compounds(tens: str, ones: str, link: str = "") -> dict[str, int]:
    """Give the words from 21 to 99 by those for the tens from 20 and the ones from 1.

    `link` stands between them where the ones come first ("femogtyve").
    """
    pairs = [(ten, one) for ten in enumerate(tens.split(), 2) for one in enumerate(ones.split(), 1)]
    return {(f"{one}{link}{ten}" if link else f"{ten}{one}"): 10 * place + low for (place, ten), (low, one) in pairs}


def _with_thousands(spell: Callable[[int], str], thousand: str, first: int) -> dict[str, int]:
    small = {spell(value): value for value in range(first, _MOST)}
    return small | {spell(value) + thousand: 1000 * value for value in range(2, _MOST)}


def _with_hundreds(spell: Callable[[int], str], value: int, ones: Sequence[str], hundred: str) -> str:
    hundreds = "" if value < 200 else ones[value // 100 - 1]
    return f"{hundreds}{hundred}{spell(value % 100) if value % 100 else ''}"


def _german(value: int) -> str:
    if value >= 100:
        return _with_hundreds(_german, value, _GERMAN_ONES, "hundert")
    if value < 20:
        return _GERMAN_ONES[value - 1]
    ten = _GERMAN_TENS[value // 10 - 2]
    return f"{_GERMAN_ONES[value % 10 - 1]}und{ten}" if value % 10 else ten


def _dutch(value: int) -> str:
    if value >= 100:
        return _with_hundreds(_dutch, value, _DUTCH_ONES, "honderd")
    if value < 20:
        return _DUTCH_ONES[value - 1]
    ten, one = _DUTCH_TENS[value // 10 - 2], _DUTCH_ONES[value % 10 - 1]
    return f"{one}{'ën' if one.endswith('e') else 'en'}{ten}" if value % 10 else ten


def _italian(value: int) -> str:
    if value >= 100:
        return _with_hundreds(_italian, value, _ITALIAN_ONES, "cento")
    if value < 20:
        return _ITALIAN_ONES[value - 1]
    ten, one = _ITALIAN_TENS[value // 10 - 2], value % 10
    if one in {1, 8}:
        ten = ten[:-1]
    return ten + _ITALIAN_ONES[one - 1] if one else ten
