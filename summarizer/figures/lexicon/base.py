"""What a language says with numbers: the tables that the rules of figures read.

All keys are lower case; a phrase holds its words with one space between, or none where they touch.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from summarizer.figures.tokens import parse_tokens
from summarizer.model import FigureKind, Qualifier


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its English singular, what kind of quantity it makes, and how many of it a word is ("decade": 10)."""

    name: str
    kind: FigureKind
    factor: Decimal = Decimal(1)


def currency(code: str, factor: str = "1") -> Unit:
    """Give the unit of a currency by its ISO 4217 code."""
    return Unit(code, FigureKind.MONEY, Decimal(factor))


def duration(name: str, factor: str = "1") -> Unit:
    """Give a unit of time."""
    return Unit(name, FigureKind.DURATION, Decimal(factor))


def measure(name: str, factor: str = "1") -> Unit:
    """Give a unit of length, mass, power and the like."""
    return Unit(name, FigureKind.MEASURE, Decimal(factor))


PERCENT = Unit("%", FigureKind.PERCENT)
PERCENTAGE_POINT = Unit("pp", FigureKind.PERCENT)
BASIS_POINT = Unit("basis point", FigureKind.PERCENT)

_FIRST_WORD = re.compile(r"[^ \-]+")

THOUSAND = Decimal(1_000)
MILLION = Decimal(1_000_000)
BILLION = Decimal(1_000_000_000)
TRILLION = Decimal(1_000_000_000_000)


def spread(table: Mapping[str, Unit]) -> dict[str, Unit]:
    """Give a table with one key for each of the words that a key of `table` holds, parted by "|"."""
    return {word: unit for words, unit in table.items() for word in words.split("|")}


def qualify(**phrases: str) -> dict[str, Qualifier]:
    """Give the table of qualifying phrases from one string, parted by "|", for each name of `Qualifier`."""
    return {phrase: Qualifier[name.upper()] for name, joined in phrases.items() for phrase in joined.split("|")}


def number_words(joined: str, first: int = 2, tens: str = "") -> dict[str, int]:
    """Give the table of number words that count up from `first`, and of the tens from twenty.

    "One" is left out: in most languages it is the article too.
    """
    counted = {word: first + place for place, word in enumerate(joined.split())}
    return {word: 10 * place for place, word in enumerate(tens.split(), 2)} | counted


def scale_words(table: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Give a table of scale words with one key for each of the words that a key of `table` holds, parted by "|"."""
    return {word: scale for joined, scale in table.items() for word in joined.split("|")}


def words(joined: str) -> frozenset[str]:
    """Give the set of the words in `joined`, parted by white space."""
    return frozenset(joined.split())


def phrases(joined: str) -> dict[str, bool]:
    """Give a table of the phrases in `joined`, parted by "|", for the longest match."""
    return dict.fromkeys(joined.split("|"), True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language's tables.

    `decimal` is its decimal sign; `spaced` says that a plain space may part thousands. `articles` count one before a
    scale word ("a hundred") and before the long times `spans` ("a decade"). `capital_nouns` says that every noun has a
    capital. `numbers` are number words, which one of `links` may join ("treinta y dos") and one of `halves` may follow
    ("y medio"); `scales` multiply a number before them, and so do `suffixes` written onto it ("4.5bn"). `shares` are
    fractions in words, in per cent; `wholes` are counts with a fraction inside ("half a million"), `parts` fractions
    that only one of `part_units` makes a number ("a quarter-point"), `unit_before` units said first ("magnitude 6").
    `idioms` hold numbers that count nothing. `before` and `after` are qualifiers by where they stand. `windows` are
    the words of a look-back window ("last"), `ages_before` and `ages_after` those that make a number an age,
    `ages_had` those that make years one ("tiene"), `decades_before` and `decades_after` make tens a decade ("les
    années 80", "90-talet"), `names_before` those that make it a name ("Article", "No."), `clock_after` those that make
    it a time of day. `range_words` link two ends of a range, and "and" does only behind one of `range_openers`
    ("between"). `ordinal_dot` says that "3." is an ordinal. `changes` are the words between a number and its change
    ("up", "down from"), `from_words` and `to_words` open the two ends of one, `moves` are verbs of change. `light` are
    words that a label leaves out, `breaks` those that open a clause. `sure_shares` says that no period or idiom is
    written like a share; `persons` are nouns whose age comes behind `of_words`; `clock_before`, `year_before` and
    `per_words` stand before a time, a year and the base of a rate, `dates_after` behind a date. `dense` says that no
    spaces part words; `digits` are its characters for digits and `counters` the words behind a number that count,
    `parted` what parts a whole ("分之"), `eras` what a year is counted from ("令和"). `qualifies_noun` says that a
    qualifier may stand behind the noun counted.
    """

    decimal: str = ","
    spaced: bool = False
    articles: frozenset[str] = frozenset()
    spans: frozenset[str] = frozenset()
    capital_nouns: bool = False
    numbers: Mapping[str, int | Decimal] = field(default_factory=dict)
    links: frozenset[str] = frozenset()
    halves: Mapping[str, bool] = field(default_factory=dict)
    scales: Mapping[str, Decimal] = field(default_factory=dict)
    suffixes: Mapping[str, Decimal] = field(default_factory=dict)
    shares: Mapping[str, Decimal] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    sure_shares: bool = False
    wholes: Mapping[str, Decimal] = field(default_factory=dict)
    parts: Mapping[str, Decimal] = field(default_factory=dict)
    part_units: Mapping[str, Unit] = field(default_factory=dict)
    unit_before: Mapping[str, Unit] = field(default_factory=dict)
    before: Mapping[str, Qualifier] = field(default_factory=dict)
    after: Mapping[str, Qualifier] = field(default_factory=dict)
    months: frozenset[str] = frozenset()
    windows: frozenset[str] = frozenset()
    ages_before: Mapping[str, bool] = field(default_factory=dict)
    ages_after: Mapping[str, bool] = field(default_factory=dict)
    ages_had: Mapping[str, bool] = field(default_factory=dict)
    decades_before: frozenset[str] = frozenset()
    decades_after: frozenset[str] = frozenset()
    names_before: frozenset[str] = frozenset()
    idioms: Mapping[str, bool] = field(default_factory=dict)
    persons: frozenset[str] = frozenset()
    of_words: frozenset[str] = frozenset()
    dates_after: frozenset[str] = frozenset()
    clock_after: frozenset[str] = frozenset()
    clock_before: frozenset[str] = frozenset()
    year_before: frozenset[str] = frozenset()
    per_words: frozenset[str] = frozenset()
    range_words: frozenset[str] = frozenset()
    range_openers: frozenset[str] = frozenset()
    ordinal_dot: bool = False
    changes: frozenset[str] = frozenset()
    to_words: Collection[str] = frozenset()
    from_words: frozenset[str] = frozenset()
    moves: frozenset[str] = frozenset()
    dense: bool = False
    digits: Mapping[str, int] = field(default_factory=dict)
    counters: Mapping[str, bool] = field(default_factory=dict)
    parted: Mapping[str, bool] = field(default_factory=dict)
    eras: Mapping[str, bool] = field(default_factory=dict)
    qualifies_noun: bool = False
    light: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset()
    openers: frozenset[str] = field(init=False)
    idiom_openers: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Collect the words that a number in words or an idiom begins with, so that all others are passed at once."""
        keys = [*self.numbers, *self.digits, *self.shares, *self.wholes, *self.parts, *self.articles, *"½¼¾⅓⅔"]
        firsts = {_FIRST_WORD.match(key) for key in keys}
        openers = {match.group() for match in firsts if match} | {key[0] for key in keys} | set(keys)
        openers |= set("十百千") if self.digits else set()
        object.__setattr__(self, "openers", frozenset(openers))
        object.__setattr__(self, "idiom_openers", frozenset(parse_tokens(key)[0].lower for key in self.idioms))
