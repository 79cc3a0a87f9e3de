"""Quantities: a number with its currency, unit and kind, and two numbers that make a range or a score."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from summarizer.figures.lexicon.base import MILLION, PERCENT, PERCENTAGE_POINT, Lexicon, Unit, currency, measure
from summarizer.figures.lexicon.conjunctions import AND
from summarizer.figures.lexicon.universal import CURRENCY_BEFORE, UNITS_AFTER
from summarizer.figures.numerals import Numeral, find_numeral
from summarizer.figures.tokens import Token, find_phrase, find_phrase_before
from summarizer.model import FigureKind

HYPHENS = frozenset("-‐‑–—−~～〜")
_COUNT = Unit("", FigureKind.COUNT)
_LETTER_UNITS = {
    "m": measure("m"), "g": measure("g"), "l": measure("litre"), "t": measure("tonne"), "W": measure("W"),
    "V": measure("V"), "K": measure("K"), "C": measure("°C"), "F": measure("°F"), "A": measure("A"),
    "p": currency("GBP", "0.01"), "in": measure("inch"),
}  # fmt: skip
_PAID = frozenset(
    "fine fined worth cost costs costing paid pay pays paying price priced salary salaries prize raised raise "
    "debt debts "
    "sterling compensation bill bills earn earned earns donated donation fee fees bonus loan owed profit grant spend "
    "spent charge charged".split()
)
_NAMES_TOO = frozenset({"cop", "try"})
_SIZES = frozenset("seat bed room bedroom page storey story pixel".split())
_TIED = _SIZES | frozenset(
    "goal point run game match shot try wicket vote hit stroke set member judge episode season track song".split()
)
_SPREADS = frozenset("anywhere ranging range ranges ranged vary varies varying varied".split())
_CHANGES = frozenset(
    "by from rose fell grew climbed dropped jumped slipped up down gained lost rise fall increase decrease decline "
    "drop increased decreased declined dipped edged cut raised lowered shrank narrowed widened surged soared plunged "
    "tumbled sank added shed advanced higher lower fallen risen grown shrunk".split()
)
_CONTEST = frozenset(
    "win wins won beat beats beating beaten lose loses lost losing defeat defeated defeats victory loss draw drew "
    "score scored lead led leading trail trailed trailing over vote voted votes ruling ruled record down rout routed "
    "edged decision winners winner comeback upset shutout tie tied match game aggregate final set sets series thrashed "
    "kept controls control passed approved rejected adopted confirmed carried bill amendment "
    "hammered held level ahead against past comfortable clash equaliser".split()
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that may be a figure, in tokens `first` to `last`, both included.

    `numeral` is the number itself, the first one of a range; `hyphened` says that a hyphen ties its unit or noun to it
    ("two-goal"); `open_unit` that the unit is the noun counted.
    """

    numeral: Numeral
    unit: Unit
    first: int
    last: int
    high: Decimal | None = None
    kind: FigureKind = FigureKind.COUNT
    hyphened: bool = False
    open_unit: bool = False

    @property
    def value(self) -> Decimal:
        """The number in its unit ("two decades" is 20 years)."""
        return self.numeral.value * self.unit.factor

    @property
    def is_bare(self) -> bool:
        """Whether it is a number in digits and nothing else: no unit, no scale word, no second number."""
        return self.unit is _COUNT and self.numeral.digits and not self.numeral.scaled and self.high is None


def find_quantities(tokens: Sequence[Token], lexicon: Lexicon, decimal_sign: str) -> tuple[Quantity, ...]:
    """Give all numbers of a sentence in order, whatever they mean. Linear."""
    found: list[Quantity] = []
    behind = 0
    for index in [at for at, token in enumerate(tokens) if token.is_number or token.lower in lexicon.openers]:
        quantity = _find_quantity(tokens, index, lexicon, decimal_sign) if index >= behind else None
        if quantity is None:
            continue
        quantity = _settle_millions(tokens, _find_sum(tokens, found), quantity)
        floor = found[-1].last if found else -1
        if quantity.first <= floor:
            quantity = replace(quantity, first=floor + 1)
        paired = _find_ratio(tokens, quantity, lexicon, decimal_sign)
        paired = paired or _find_tally(tokens, quantity, lexicon, decimal_sign)
        paired = paired or _find_dense_score(tokens, quantity, lexicon, decimal_sign)
        paired = paired or _find_pair(tokens, quantity, lexicon, decimal_sign) or quantity
        paired = _settle_points(tokens, paired, found, lexicon)
        if found:
            found[-1] = _share_unit(tokens, found[-1], paired)
        found.append(paired)
        behind = found[-1].last + 1
    return tuple(found)


def _settle_points(
    tokens: Sequence[Token], quantity: Quantity, before: Sequence[Quantity], lexicon: Lexicon
) -> Quantity:
    """Read "points" behind a share as percentage points: "reached 76 percent, nine points higher"."""
    at = quantity.last + 1
    if quantity.unit is not _COUNT or quantity.high is not None or at >= len(tokens) or lexicon.decimal != ".":
        return quantity
    if tokens[at].lower != "points" or quantity.hyphened or quantity.value > _MOST_POINTS:
        return quantity
    told = bool(before) and before[-1].unit is PERCENT and not before[-1].numeral.share
    told = told and quantity.first - before[-1].last <= _POINTS_REACH
    told = told or _goes_to_share(tokens, at + 1)
    words = {token.lower for token in tokens}
    if words & _GAMES or not (told or words & _POLLS):
        return quantity
    return replace(quantity, unit=PERCENTAGE_POINT, last=at, kind=FigureKind.PERCENT)


def _goes_to_share(tokens: Sequence[Token], at: int) -> bool:
    """Whether points are told with the share they lead to: "fell 0.2 points to 4.1%"."""
    words = [token.lower for token in tokens[at : at + 4]]
    return words[:1] == ["to"] and any(word in {"%", "percent", "per"} for word in words[2:])


_MOST_POINTS = 50
_POLLS = frozenset("poll polls pollster pollsters polling turnout approval error".split())
_GAMES = frozenset("game games match matches league season goal goals win wins half possession shots".split())
_POINTS_REACH = 12


def _find_ratio(tokens: Sequence[Token], part: Quantity, lexicon: Lexicon, decimal_sign: str) -> Quantity | None:
    """Read "one in five", "seven-in-10" and "nine out of 10" as the per cents they are."""
    at = part.last + 1
    link = find_phrase(tokens, at, _RATIOS, 5) if part.unit is _COUNT and lexicon.decimal == "." else None
    if link is None or link[1] >= len(tokens) or part.value not in _RATIO_PARTS:
        return None
    whole = _find_quantity(tokens, link[1], lexicon, decimal_sign)
    if whole is None or whole.unit is not _COUNT or whole.hyphened or not part.value < whole.value:
        return None
    if whole.value > 100 and (part.value != 1 or whole.value % 100 or whole.value > _RAREST):
        return None
    behind = tokens[whole.last + 1].lower if whole.last + 1 < len(tokens) else ""
    spoken = not whole.numeral.digits
    if not (spoken or is_plural(behind) or behind in {"of", "adult", "american", ","} or whole.value in {5, 10, 100}):
        return None
    value = round(part.value * 100 / whole.value, 3 if whole.value <= 100 else 5)
    share = Numeral(value, part.numeral.first, whole.last, digits=False, share=True)
    return Quantity(share, PERCENT, part.first, whole.last, kind=FigureKind.PERCENT)


def _find_tally(tokens: Sequence[Token], part: Quantity, lexicon: Lexicon, decimal_sign: str) -> Quantity | None:
    """Read the votes for and against: "eight votes to three", "175 votos contra 174"."""
    at = part.last + 1
    if part.unit is not _COUNT or at + 2 >= len(tokens) or tokens[at].lower not in _VOTES:
        return None
    if tokens[at + 1].lower not in _AGAINST:
        return None
    other = _find_quantity(tokens, at + 2, lexicon, decimal_sign)
    if other is None or other.unit is not _COUNT or other.numeral.share:
        return None
    return replace(part, high=other.value, last=other.last, kind=FigureKind.SCORE)


_VOTES = frozenset("votes vote stimmen voix votos voti голосов голосами голоса голосів głosami głosów stemmen".split())
_AGAINST = frozenset("to against gegen contre contra contro против проти przeciw tegen".split())
_RATIOS = {
    "-in-": True,
    "-out-of-": True,
    "in": True,
    "out of": True,
    "out of every": True,
    "of every": True,
    "in every": True,
}
_RATIO_PARTS = frozenset(range(1, 10))
_RAREST = 100_000


def _share_unit(tokens: Sequence[Token], before: Quantity, quantity: Quantity) -> Quantity:
    """Give `before` the unit that stands once for both: "eight and six years", "two- and three-year terms"."""
    if before.unit is not _COUNT or before.high is not None or before.hyphened or quantity.numeral.share:
        return before
    if before.value == 1 and not before.numeral.digits:
        return before  # more of a pronoun
    if quantity.kind not in {FigureKind.DURATION, FigureKind.MEASURE, FigureKind.PERCENT}:
        return before
    words = tuple(token.lower for token in tokens[before.last + 1 : quantity.first])
    if quantity.hyphened:
        shared = words[:1] == ("-",) and (words[1:] in _TOGETHER or words[1:] == ("to",))
    else:
        sized = quantity.kind is FigureKind.MEASURE and "".join(words) in _BY
        opened = before.first > 0 and tokens[before.first - 1].lower == "from"
        sized = sized or (opened and words == ("to",) and before.value < 1000 and before.numeral.digits)
        shared = sized or (words in _TOGETHER and before.value < 1000)
    return replace(before, unit=quantity.unit, kind=quantity.kind) if shared else before


_TOGETHER = frozenset((word,) for word in "and or und et y e и".split())
_BY = frozenset({"x", "×", "by", "-by-"})
"""Between the sides of something: "17 x 12 inches"."""


def _find_quantity(tokens: Sequence[Token], at: int, lexicon: Lexicon, decimal_sign: str) -> Quantity | None:
    numeral = find_numeral(tokens, at, lexicon, decimal_sign)
    if numeral is None:
        return None
    if numeral.share:
        return Quantity(numeral, PERCENT, at, numeral.last, kind=FigureKind.PERCENT)
    before = find_phrase_before(tokens, at, CURRENCY_BEFORE, 3)
    if before and _is_currency(tokens, before[1]):
        return _find_money(tokens, numeral, before, lexicon)
    measured = _find_measured(tokens, numeral, lexicon)
    return _add_inches(tokens, measured, lexicon) if measured.unit.name == "foot" else measured


def _add_inches(tokens: Sequence[Token], feet: Quantity, lexicon: Lexicon) -> Quantity:
    """Read feet and the inches behind them as one height, in inches: "6ft 4in", "5 feet 7 inches"."""
    at = feet.last + 1
    if feet.hyphened or feet.numeral.scaled or at + 1 >= len(tokens) or not tokens[at].is_number:
        return feet
    inches = find_numeral(tokens, at, lexicon, lexicon.decimal)
    rest = _find_measured(tokens, inches, lexicon) if inches is not None else None
    if rest is None or rest.unit.name != "inch" or rest.hyphened or rest.value >= _INCHES:
        return feet
    height = replace(feet.numeral, value=feet.numeral.value * _INCHES + rest.numeral.value)
    return replace(feet, numeral=height, unit=rest.unit, last=rest.last)


_INCHES = 12
"""In a foot."""


def _is_currency(tokens: Sequence[Token], first: int) -> bool:
    """Whether the letters before a number are a currency: a sign always, "Rs" and "USD" not inside a word."""
    word = tokens[first]
    if not word.is_word or word.lower not in _NAMES_TOO:
        return not word.is_word or word.is_capital
    return first + 1 < len(tokens) and not tokens[first + 1].glued


def _find_money(tokens: Sequence[Token], numeral: Numeral, before: tuple[Unit, int], lexicon: Lexicon) -> Quantity:
    unit, first = before
    last = numeral.last
    after = find_phrase(tokens, last + 1, lexicon.units, 3) if last + 1 < len(tokens) else None
    if after and after[0].kind is FigureKind.MONEY and tokens[last + 1].is_word:
        unit, last = after[0], after[1] - 1
    return Quantity(numeral, unit, first, last, kind=FigureKind.MONEY)


def _find_measured(tokens: Sequence[Token], numeral: Numeral, lexicon: Lexicon) -> Quantity:
    if (before := find_phrase_before(tokens, numeral.first, lexicon.unit_before, 3)) and numeral.digits:
        return Quantity(numeral, before[0], numeral.first, numeral.last, kind=before[0].kind)
    numeral, unit = _settle_letter(tokens, numeral, lexicon)
    if unit is not None:
        return Quantity(numeral, unit, numeral.first, numeral.last + 1, kind=unit.kind)
    at = numeral.last + 1
    hyphened = at + 1 < len(tokens) and tokens[at].text in "-‐‑–" and tokens[at].glued and tokens[at + 1].glued
    at += hyphened
    if at >= len(tokens):
        return Quantity(numeral, _COUNT, numeral.first, numeral.last)
    found = _find_unit(tokens, at, numeral, lexicon)
    if found is not None:
        numeral, last = _add_half(tokens, numeral, found, lexicon)
        return Quantity(numeral, found[0], numeral.first, last, kind=found[0].kind, hyphened=hyphened)
    if hyphened and tokens[at].is_word:
        return _tie(tokens, at, numeral)
    return Quantity(numeral, _COUNT, numeral.first, _past_counter(tokens, numeral.last, lexicon))


def _add_half(
    tokens: Sequence[Token], numeral: Numeral, found: tuple[Unit, int], lexicon: Lexicon
) -> tuple[Numeral, int]:
    """Read the half behind a time or a measure: "三年半", "deux heures et demie"."""
    unit, end = found
    half = find_phrase(tokens, end, lexicon.halves) if unit.kind in {FigureKind.DURATION, FigureKind.MEASURE} else None
    if half is None or numeral.scaled:
        return numeral, end - 1
    return replace(numeral, value=numeral.value + Decimal("0.5")), half[1] - 1


def _past_counter(tokens: Sequence[Token], last: int, lexicon: Lexicon) -> int:
    """Take in a word that counts where nothing counted follows: "架设桥梁二十一座。"."""
    counter = find_phrase(tokens, last + 1, lexicon.counters)
    if counter is None or (counter[1] < len(tokens) and tokens[counter[1]].is_word):
        return last
    return counter[1] - 1


def _tie(tokens: Sequence[Token], at: int, numeral: Numeral) -> Quantity:
    """Take the noun that a hyphen ties to a number as its unit: "a 6,200-seat hall", "a two-goal lead"."""
    noun = tokens[at].lower
    if noun not in _TIED:
        return Quantity(numeral, _COUNT, numeral.first, numeral.last, hyphened=True)
    kind = FigureKind.MEASURE if noun in _SIZES else FigureKind.COUNT
    return Quantity(numeral, Unit(noun, kind), numeral.first, at, kind=kind, hyphened=True)


def _settle_letter(tokens: Sequence[Token], numeral: Numeral, lexicon: Lexicon) -> tuple[Numeral, Unit | None]:
    """Tell "1.2m homes" from "a 100m race", and read "40C": what a letter written onto a number means without "$"."""
    last = tokens[numeral.last]
    exact = numeral.value >= 100_000_000 and numeral.value % 1_000_000 != 0
    exact = exact or _is_part_or_sum(tokens, numeral.last + 1, lexicon)
    is_size = last.text == "t" or (
        last.text == "m" and not exact and not _counts_next(tokens, numeral.last + 1, lexicon.numbers)
    )
    if numeral.scaled and last.glued and is_size:
        factor = Decimal(1_000_000) if last.text == "m" else Decimal(1_000_000_000_000)
        plain = Numeral(numeral.value / factor, numeral.first, numeral.last - 1, digits=True)
        return plain, _LETTER_UNITS[last.text]
    after = tokens[numeral.last + 1] if numeral.last + 1 < len(tokens) else None
    if after is None or not numeral.digits or numeral.scaled or after.text not in _LETTER_UNITS:
        return numeral, None
    if after.text == "in" and (not after.glued or lexicon.decimal != "."):
        return numeral, None
    if after.text == "p" and (not after.glued or lexicon.decimal != "." or numeral.value in _SCREENS):
        return numeral, None
    if after.text in "KAVF" and (not after.glued or numeral.value < 20):
        return numeral, None
    return (numeral, _LETTER_UNITS[after.text]) if after.glued or after.text in "gmtl" else (numeral, None)


def _is_part_or_sum(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether what follows makes an "m" millions: "475m euro", "1.1m of the country's Muslims"."""
    if at + 1 < len(tokens) and tokens[at].lower == "of":
        return tokens[at + 1].lower in _DETERMINERS
    unit = find_phrase(tokens, at, lexicon.units) if at < len(tokens) else None
    return unit is not None and unit[0].kind is FigureKind.MONEY


_DETERMINERS = frozenset("the its their his her our them these those us".split())
_SCREENS = frozenset({360, 480, 576, 720, 1080, 1440, 2160})
RACES = frozenset(
    "hurdles freestyle race races heat heats final finals sprint sprints relay relays event events dash title titles "
    "medal medals gold silver bronze record champion champions finalist finalists winner winners runner runners "
    "sprinter swimmer swimmers specialist "
    "specialists butterfly backstroke breaststroke medley crown".split()
)
"""What a distance stands before where it names an event."""

_EXTENTS = frozenset("tall high long wide deep away runs".split())


def _counts_next(tokens: Sequence[Token], at: int, numbers: Collection[str]) -> bool:
    """Whether one of the two words from `at` on is a plural."""
    for token in tokens[at : at + 2]:
        if not token.is_word or token.lower in RACES or token.lower in _EXTENTS or token.lower in numbers:
            return False
        if is_plural(token.lower):
            return True
    return False


_PLURALS = frozenset(
    "mps meps msps pcs cds dvds tvs atms ngos suvs people men women children police troops cattle fish sheep "
    "aircraft personnel staff folk".split()
)
_NOT_PLURAL = frozenset(
    "is was has as this his its us plus less unless across news thus yes ours theirs series perhaps always towards "
    "besides afterwards indoors outdoors hurdles athletics backwards forwards downwards upwards does gas bus "
    "class glass process success loss boss pass press access crisis basis analysis "
    "business congress address status virus campus census bonus focus".split()
)


def is_plural(word: str) -> bool:
    """Whether an English word, in lower case, looks like something that one counts."""
    if word in _PLURALS:
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith("ss") and word not in _NOT_PLURAL


def _find_unit(tokens: Sequence[Token], at: int, numeral: Numeral, lexicon: Lexicon) -> tuple[Unit, int] | None:
    if tokens[at].lower in {"pounds", "pound"} and lexicon.decimal == ".":
        return _settle_pounds(tokens, at, numeral), at + 1
    found = _find_unit_word(tokens, at, lexicon)
    if not numeral.digits and not numeral.share and numeral.value < 1:
        found = find_phrase(tokens, at, lexicon.part_units) or found
    if found is None:
        return None
    word = tokens[at]
    if len(word.text) == 1 and word.is_capital and word.text.isascii() and word.text not in _LETTER_UNITS:
        return None
    short = word.is_word and len(word.text) <= 2 and word.lower not in lexicon.of_words
    if not numeral.digits and short and word.lower not in lexicon.units:
        return None
    if _is_other_word(word, numeral) or (
        found[1] < len(tokens) and tokens[found[1]].is_number and tokens[found[1]].glued
    ):
        return None
    if found[1] < len(tokens) and tokens[found[1]].text == "." and _goes_on(tokens, found[1]):
        return found[0], found[1]
    return found


def _is_other_word(word: Token, numeral: Numeral) -> bool:
    """Whether a word for a unit is another one here: "3 PC makers", "the 12 second homes", "who won 12 won games"."""
    if word.lower == "pc":
        return not (word.glued and word.text == "pc")
    if word.lower == "second":
        return numeral.value > 1 and not word.glued
    return word.lower == "won" and not numeral.scaled and numeral.value < _LEAST_WON


_LEAST_WON = 1000


def _find_unit_word(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[Unit, int] | None:
    """Find a unit, also behind "de" or "d'" ("5 millones de euros", "5 millions d'euros")."""
    own, common = find_phrase(tokens, at, lexicon.units), find_phrase(tokens, at, UNITS_AFTER, 3)
    if own or common:
        return own if own and (not common or own[1] >= common[1]) else common
    word = tokens[at].lower.replace("’", "'")
    if word in lexicon.of_words and at + 1 < len(tokens):
        found = find_phrase(tokens, at + 1, lexicon.units)
        return found if found and found[0].kind is FigureKind.MONEY else None
    head, mark, tail = word.partition("'")
    if mark and head in lexicon.of_words and tail in lexicon.units:
        return lexicon.units[tail], at + 1
    return None


def _goes_on(tokens: Sequence[Token], stop: int) -> bool:
    return stop + 1 < len(tokens) and tokens[stop + 1].glued


def _settle_pounds(tokens: Sequence[Token], at: int, numeral: Numeral) -> Unit:
    """Money when there are millions of them or something is paid, else a mass."""
    near = {token.lower for token in tokens[max(0, at - 6) : at + 4]}
    if numeral.scaled or near & _PAID:
        return CURRENCY_BEFORE["£"]
    return UNITS_AFTER["lb"]


def _find_pair(tokens: Sequence[Token], low: Quantity, lexicon: Lexicon, decimal_sign: str) -> Quantity | None:
    """Join `low` with a second number behind a dash or a "to", as a range or a score."""
    at = low.last + 1
    if at + 1 >= len(tokens) or low.numeral.share:
        return None
    at += _hangs(tokens, at)
    link = tokens[at]
    dashed = link.text in HYPHENS
    spoken = link.lower in lexicon.range_words or link.lower in _ALTERNATIVES
    if not dashed and not spoken and not (link.text == ":" and lexicon.decimal == ","):
        return None
    start = at + 1
    if find := find_phrase(tokens, start, CURRENCY_BEFORE, 2):
        if low.unit is _COUNT:
            return None  # "halved in 2004 to $200m"
        start = find[1]
    high = _find_quantity(tokens, start, lexicon, decimal_sign) if start < len(tokens) else None
    high = high and _settle_millions(tokens, low, high)
    if high is None or high.numeral.share or (low.hyphened and (low.unit is not _COUNT or not dashed)):
        return None
    if spoken and high.is_bare and _opens_date(tokens, high.last + 1, lexicon):
        return None  # "the three months to 31 March"
    if spoken and _is_vote(tokens, low, high, link):
        return replace(low, high=high.numeral.value, last=high.last, kind=FigureKind.SCORE)
    if spoken:
        return _join_range(low, high) if _speaks_range(tokens, (low, high), link, lexicon) else None
    if _is_score(tokens, low, high, link) or _parts_teams(tokens, low, high, lexicon):
        last = _end_of_sets(tokens, _end_of_record(tokens, high))
        return replace(low, high=high.numeral.value, last=last, kind=FigureKind.SCORE, hyphened=False)
    return None if link.text == ":" or _breaks_off(low, high, link) else _join_range(low, high)


def _hangs(tokens: Sequence[Token], at: int) -> bool:
    """Whether the hyphen at `at` waits for the unit of the second number: "a 1- to 3-minute walk"."""
    if at + 2 >= len(tokens) or tokens[at].text not in HYPHENS or not tokens[at].glued:
        return False
    return tokens[at + 1].lower == "to" and not tokens[at + 1].glued


def _breaks_off(low: Quantity, high: Quantity, link: Token) -> bool:
    """Whether a dash between spaces only goes on: "in three days - eight times more", as a range has its unit last."""
    return not link.glued and low.last > low.numeral.last and high.unit is _COUNT


def _is_next(low: Quantity, high: Quantity) -> bool:
    """Whether two numbers of one unit are but one step apart: "five or six years", "30 or 40 people"."""
    step = 10 if low.numeral.value % 10 == high.numeral.value % 10 == 0 else 1
    return low.unit is _COUNT and not low.hyphened and high.numeral.value - low.numeral.value == step


_ALTERNATIVES = frozenset("or oder ou или".split())


def _find_dense_score(tokens: Sequence[Token], low: Quantity, lexicon: Lexicon, decimal_sign: str) -> Quantity | None:
    """Read "3比1" and "7対3"."""
    at = low.last + 1
    if not lexicon.dense or at + 1 >= len(tokens) or tokens[at].text not in _CONTESTS:
        return None
    high = _find_quantity(tokens, at + 1, lexicon, decimal_sign)
    if high is None or not (low.is_bare and high.is_bare):
        return None
    return replace(low, high=high.numeral.value, last=high.last, kind=FigureKind.SCORE)


_CONTESTS = frozenset("比対對대")


def _find_sum(tokens: Sequence[Token], found: Sequence[Quantity]) -> Quantity | None:
    """Give the sum told last, no conversion of it in brackets."""
    return next((each for each in reversed(found) if not each.first or tokens[each.first - 1].text not in "(;/"), None)


def _settle_millions(tokens: Sequence[Token], before: Quantity | None, quantity: Quantity) -> Quantity:
    """Read an "m" behind a sum as its millions: "$779m-798m", "77m euros, up from 38m"."""
    if before is None or before.unit.kind is not FigureKind.MONEY or not before.numeral.scaled:
        return quantity
    if quantity.unit.name != "m" or tokens[quantity.last].text != "m" or not tokens[quantity.last].glued:
        return quantity
    behind = tokens[quantity.last + 1].lower if quantity.last + 1 < len(tokens) else ""
    if behind in _EXTENTS or behind in RACES or behind in {"from", "above", "below", "off"}:
        return quantity
    value = quantity.numeral.value * MILLION
    numeral = Numeral(value, quantity.numeral.first, quantity.last, digits=True, scale=MILLION)
    return Quantity(numeral, before.unit, quantity.first, quantity.last, kind=FigureKind.MONEY)


def _opens_date(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a month stands at `at`, in English with its capital: no "may"."""
    if at >= len(tokens) or tokens[at].lower not in lexicon.months:
        return False
    return tokens[at].is_capital or lexicon.decimal != "."


def _is_vote(tokens: Sequence[Token], low: Quantity, high: Quantity, link: Token) -> bool:
    """Whether two counts are those for and against: "voted 217 to 213"."""
    if link.lower != "to" or not low.is_bare or not high.is_bare:
        return False
    behind = tokens[high.last + 1].lower if high.last + 1 < len(tokens) else ""
    near = {token.lower for token in tokens[max(0, low.first - 8) : low.first]}
    return bool(near & _BALLOTS) and not is_plural(behind)


_BALLOTS = frozenset(
    "vote voted votes voting ruled ruling approved passed rejected failed senators lawmakers deputies".split()
)


def _speaks_range(tokens: Sequence[Token], ends: tuple[Quantity, Quantity], link: Token, lexicon: Lexicon) -> bool:
    low, high = ends
    if link.lower in _ALTERNATIVES:
        return _is_next(low, high)
    before = tokens[low.first - 1].lower if low.first else ""
    if before == "from" and low.first > 1 and tokens[low.first - 2].lower in _SPREADS:
        return True
    openers = {token.lower for token in tokens[max(0, low.first - 3) : low.first]}
    if link.lower in AND or link.lower in {"a", "ve"}:
        return bool(openers & lexicon.range_openers)
    return before not in _CHANGES or (before == "by" and _spreads_amount(low, high))


def _spreads_amount(low: Quantity, high: Quantity) -> bool:
    """Whether two ends share the unit behind the second and lie near: "would rise by 3 to 5 metres"."""
    return low.unit is _COUNT and high.unit is not _COUNT and low.value < high.value <= 10 * low.value


def _join_range(low: Quantity, high: Quantity) -> Quantity | None:
    """Share one sign, unit and scale word between both ends: "$20–30 million", "10 to 15 km"."""
    if low.unit is not _COUNT and high.unit is not _COUNT and low.unit.name != high.unit.name:
        return None
    if low.unit is PERCENT and high.unit is _COUNT:
        return None  # "rose 6.2% to 512"
    unit = low.unit if low.unit.kind is FigureKind.MONEY or high.unit is _COUNT else high.unit
    first, second = low.numeral, high.numeral
    shares_scale = second.scaled and not first.scaled and first.digits == second.digits
    if shares_scale and first.value * second.scale < second.value:
        first = replace(first, value=first.value * second.scale, scale=second.scale)
    if first.value >= second.value:
        return None
    kind = FigureKind.RANGE if unit is _COUNT else unit.kind
    top = second.value * unit.factor
    return Quantity(first, unit, low.first, high.last, high=top, kind=kind, hyphened=high.hyphened)


def _is_score(tokens: Sequence[Token], low: Quantity, high: Quantity, link: Token) -> bool:
    """Whether two small whole numbers tied by a dash are a result or a record rather than a range."""
    second = tokens[high.first]
    if not (low.is_bare and high.is_bare and link.glued and second.glued):
        return False
    if not all(text.isdecimal() and len(text) <= 3 for text in (tokens[low.last].text, second.text)):
        return False
    if link.text == ":":
        return len(second.text) <= 2 and not (len(second.text) == 2 and second.text < "60" and low.value < 25)
    counted = high.last + 1 < len(tokens) and is_plural(tokens[high.last + 1].lower)
    if high.hyphened or (counted and low.value <= high.value):
        return False
    if _end_of_sets(tokens, high.last) > high.last:
        return True
    near = {token.lower for token in tokens[max(0, low.first - 12) : high.last + 8]}
    return bool(near & _CONTEST) or (low.value >= high.value and (low.value < 60 or low.value < 2 * high.value))


def _parts_teams(tokens: Sequence[Token], low: Quantity, high: Quantity, lexicon: Lexicon) -> bool:
    """Whether names stand on both sides of two numbers, as teams do: "Ireland 17-28 Kestria"."""
    sides = (
        tokens[low.first - 1] if low.first else None,
        tokens[high.last + 1] if high.last + 1 < len(tokens) else None,
    )
    if not (low.is_bare and high.is_bare and tokens[high.first].glued) or high.hyphened:
        return False
    if any(side is None or not side.is_capital or side.lower in lexicon.months for side in sides):
        return False
    return {len(tokens[low.last].text), len(tokens[high.last].text)} <= {1, 2}


def _end_of_record(tokens: Sequence[Token], high: Quantity) -> int:
    """Give the last token of a record of three, wins, losses and draws ("12-3-1")."""
    last = high.last
    if last + 2 < len(tokens) and tokens[last + 1].text in HYPHENS and tokens[last + 1].glued:
        third = tokens[last + 2]
        return last + 2 if third.is_number and third.glued else last
    return last


def _end_of_sets(tokens: Sequence[Token], last: int) -> int:
    """Give the last token of a result in sets: "3-6 6-4, 7-6 (7/5)", "7-6 (4), 6-3"."""
    while True:
        last = _past_tie_break(tokens, last)
        end = _find_set(tokens, last + 1)
        if end is None:
            return last
        last = end


def _past_tie_break(tokens: Sequence[Token], last: int) -> int:
    """Take in the points of a tie-break behind a set that ends with token `last`."""
    at = last + 1
    games = {tokens[last - 2].text, tokens[last].text}
    if games != _TIE_BREAK or at + 2 >= len(tokens) or tokens[at].text != "(" or not tokens[at + 1].is_number:
        return last
    if tokens[at + 2].text == ")":
        return at + 2
    pair = at + 4 < len(tokens) and tokens[at + 3].is_number and tokens[at + 4].text == ")"
    return at + 4 if pair else last


def _find_set(tokens: Sequence[Token], at: int) -> int | None:
    """Give the last token of a set that begins at `at`, maybe behind a comma."""
    at += at < len(tokens) and tokens[at].text == ","
    if at + 2 >= len(tokens) or not (tokens[at].is_number and tokens[at + 2].is_number):
        return None
    if tokens[at + 1].text not in HYPHENS or not (tokens[at + 1].glued and tokens[at + 2].glued):
        return None
    games = [tokens[at].text, tokens[at + 2].text]
    if any(len(text) > 2 or not text.isdecimal() for text in games) or max(map(int, games)) < _SET_GAMES:
        return None
    return at + 2


_TIE_BREAK = {"6", "7"}
_SET_GAMES = 6
"""Nobody wins a set of tennis with fewer."""
