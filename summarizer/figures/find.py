"""The figures of a story: found, named and ranked."""

from dataclasses import dataclass, replace
from decimal import Decimal

from summarizer.figures.candidates import (
    Candidate,
    Setting,
    continues,
    is_converted,
    near_words,
    opens_with_year,
    read_setting,
    words_before,
)
from summarizer.figures.clauses import Clauses, find_open_brackets
from summarizer.figures.currencies import LOCAL, count_cues, settle_currency
from summarizer.figures.digits import decide_decimal_sign
from summarizer.figures.labels import Spot, find_label, join_label
from summarizer.figures.lexicon.base import Lexicon
from summarizer.figures.lexicon.registry import get_lexicon
from summarizer.figures.names import find_habits
from summarizer.figures.qualifiers import find_qualifier
from summarizer.figures.quantities import Quantity, find_quantities
from summarizer.figures.rates import find_rate
from summarizer.figures.salience import rank_candidates
from summarizer.figures.scene import Habits
from summarizer.figures.tokens import Token, parse_tokens
from summarizer.figures.traps import drop_traps, is_table
from summarizer.model import Article, Figure, FigureKind, Qualifier, Sentence

ARTICLE_CAP_CHARS = 400_000
SENTENCES_CAP = 3_000
FIGURES_CAP = 600
"""More than any story holds; a table pasted as text is not worth more."""

SENTENCE_FIGURES_CAP = 40
NUMBERS_CAP = 6_000
"""Numbers looked at, figures or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A sentence in tokens, with all its numbers; `opens` says that it opens a paragraph."""

    sentence: Sentence
    opens: bool
    tokens: tuple[Token, ...]
    quantities: tuple[Quantity, ...]


def find_figures(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Figure, ...]:
    """Give every figure of a story in source order, the key ones with a rank from 1.

    `article.language` tells how numbers are written; None is read as English. At most `FIGURES_CAP` figures of the
    first `ARTICLE_CAP_CHARS` and `SENTENCES_CAP` sentences are given, `SENTENCE_FIGURES_CAP` of one sentence. Linear in
    the text.
    """
    figures, candidates, setting = find_candidates(article, sentences)
    ranks = rank_candidates(candidates, setting)
    return tuple(replace(one, rank=ranks[order]) if order in ranks else one for order, one in enumerate(figures))


def find_candidates(
    article: Article, sentences: tuple[Sentence, ...]
) -> tuple[tuple[Figure, ...], tuple[Candidate, ...], Setting]:
    """Give the figures of a story without ranks, with what ranking looks at: each one's own and the story's."""
    lexicon = get_lexicon(article.language)
    readings = _read(sentences, lexicon)
    habits = find_habits([reading.tokens for reading in readings])
    found: list[tuple[Figure, Candidate]] = []
    for reading in readings:
        if len(found) >= FIGURES_CAP:
            break
        found += _figures_of(reading, habits, lexicon, len(found))
    found = found[:FIGURES_CAP]
    setting = read_setting(parse_tokens(article.title or ""), [r.tokens for r in readings], len(found), lexicon)
    candidates = tuple(candidate for _, candidate in found)
    return _settle_units([figure for figure, _ in found], readings), candidates, setting


def _settle_units(figures: list[Figure], readings: list[_Reading]) -> tuple[Figure, ...]:
    """Give the figures with the currency that each unit means; the story's words tell, and are read when needed."""
    if not any(figure.unit in LOCAL for figure in figures):
        return tuple(figures)
    cues = count_cues(
        token.lower for reading in readings for token in reading.tokens if token.is_word or token.text in "$€"
    )
    return tuple(replace(figure, unit=settle_currency(figure.unit, cues)) for figure in figures)


def _read(sentences: tuple[Sentence, ...], lexicon: Lexicon) -> list[_Reading]:
    tokenised = [
        (sentence, parse_tokens(sentence.text))
        for sentence in sentences[:SENTENCES_CAP]
        if sentence.start < ARTICLE_CAP_CHARS
    ]
    numbers = (token for _, tokens in tokenised for token in tokens if token.is_number)
    sign = decide_decimal_sign(numbers, lexicon.decimal)
    readings = []
    read = 0
    paragraph = -1
    for sentence, tokens in tokenised:
        passed = read >= NUMBERS_CAP or is_table(tokens)
        quantities = () if passed else find_quantities(tokens, lexicon, sign)
        read += len(quantities)
        opens = sentence.paragraph != paragraph
        readings.append(_Reading(sentence=sentence, opens=opens, tokens=tokens, quantities=quantities))
        paragraph = sentence.paragraph
    return readings


def _figures_of(reading: _Reading, habits: Habits, lexicon: Lexicon, first: int) -> list[tuple[Figure, Candidate]]:
    """Give the figures of a sentence; `first` is the order of its first one in the story."""
    if not reading.quantities:
        return []
    tokens = reading.tokens
    kept = [
        (quantity, *find_qualifier(tokens, quantity, lexicon))
        for quantity in drop_traps(reading.tokens, reading.quantities, lexicon, habits)
    ]
    kept = kept[:SENTENCE_FIGURES_CAP]
    taken = frozenset(i for quantity, _, begin in kept for i in range(begin, quantity.last + 1))
    clauses = Clauses(tokens=tokens, lexicon=lexicon, taken=taken, open=find_open_brackets(tokens))
    found: list[tuple[Figure, Candidate]] = []
    label: tuple[int, ...] = ()
    qualifier = Qualifier.NONE
    rate = None
    before = None
    for quantity, own, begin in kept:
        qualifier = _carry(tokens, quantity, own, qualifier)
        rate = find_rate(tokens, quantity, rate)
        spot = Spot(clauses=clauses, quantity=quantity, begin=begin, earlier=label)
        label = find_label(spot)
        figure, candidate = _build(reading, spot, label, (qualifier, rate))
        repeated = is_converted(tokens, quantity) or continues(tokens, before, quantity)
        found.append((figure, replace(candidate, converted=repeated, place=len(found), order=first + len(found))))
        before = quantity
    return found


def _carry(tokens: tuple[Token, ...], quantity: Quantity, own: Qualifier, before: Qualifier) -> Qualifier:
    """Give a number its own qualifier, or that of the number before where one stands for both."""
    if own is not Qualifier.NONE or before is Qualifier.NONE:
        return own
    if is_converted(tokens, quantity) or (before is Qualifier.AT_LEAST and _is_second_toll(tokens, quantity)):
        return before
    return own


_TOLLS = frozenset("injured wounded killed dead missing hurt others".split())


def _is_second_toll(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """Whether "at least" before the number before counts for this one too: "killed and 182 injured"."""
    before = tokens[quantity.first - 1].lower if quantity.first else ""
    after = {token.lower for token in tokens[quantity.last + 1 : quantity.last + 3]}
    return before == "and" and quantity.kind is FigureKind.COUNT and bool(after & _TOLLS)


def _build(
    reading: _Reading, spot: Spot, picked: tuple[int, ...], said: tuple[Qualifier, str | None]
) -> tuple[Figure, Candidate]:
    qualifier, rate = said
    quantity, sentence, tokens = spot.quantity, reading.sentence, reading.tokens
    start, end = tokens[quantity.first].start, tokens[quantity.last].end
    label = join_label(sentence.text, tokens, picked)
    figure = Figure(
        text=sentence.text[start:end],
        value=plain(quantity.value),
        high=None if quantity.high is None else plain(quantity.high),
        kind=FigureKind.RATE if rate is not None else quantity.kind,
        unit=quantity.unit.name if rate is None else rate,
        qualifier=qualifier,
        label=label,
        sentence=sentence.index,
        start=sentence.start + start,
        end=sentence.start + end,
    )
    return figure, _to_candidate(spot, label, qualifier, reading)


def _to_candidate(spot: Spot, label: str, qualifier: Qualifier, reading: _Reading) -> Candidate:
    """Give what ranking looks at."""
    last = spot.quantity.last
    return Candidate(
        quantity=spot.quantity,
        qualifier=qualifier,
        label=label,
        near=near_words(spot.tokens, spot.quantity),
        before=words_before(spot.tokens, spot.begin),
        after=tuple(token.lower for token in spot.tokens[last + 1 : last + 7]),
        sentence=reading.sentence.index,
        opens=reading.opens,
        dated=opens_with_year(spot.tokens),
    )


def plain(value: Decimal) -> Decimal:
    """Give `value` without exponent and without zeros at the end of its fraction."""
    normal = value.normalize()
    return normal.quantize(Decimal(1)) if normal == normal.to_integral_value() else normal
