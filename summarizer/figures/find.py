"""The figures of a story: found, named and ranked."""

from dataclasses import dataclass, replace
from decimal import Decimal

from summarizer.figures.currencies import count_cues, settle_currency
from summarizer.figures.digits import decide_decimal_sign
from summarizer.figures.labels import Spot, find_label, join_label
from summarizer.figures.lexicon.base import Lexicon
from summarizer.figures.lexicon.registry import get_lexicon
from summarizer.figures.qualifiers import find_qualifier
from summarizer.figures.quantities import Quantity, find_quantities
from summarizer.figures.rates import find_rate
from summarizer.figures.salience import Candidate, near_words, rank_candidates
from summarizer.figures.tokens import Token, parse_tokens
from summarizer.figures.traps import Scene, find_models, is_trap
from summarizer.model import Article, Figure, FigureKind, Qualifier, Sentence

ARTICLE_CAP_CHARS = 400_000
FIGURES_CAP = 600
"""More than any story holds; a table pasted as text is not worth more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A sentence in tokens, with all its numbers."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    quantities: tuple[Quantity, ...]


def find_figures(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Figure, ...]:
    """Give every figure of a story in source order, the key ones with a rank from 1.

    `article.language` tells how numbers are written; None is read as English. At most `FIGURES_CAP` figures of the
    first `ARTICLE_CAP_CHARS` are given. Linear in the text.
    """
    lexicon = get_lexicon(article.language)
    readings = _read(sentences, lexicon)
    models = frozenset(name for reading in readings for name in find_models(reading.tokens))
    figures: list[Figure] = []
    candidates: list[Candidate] = []
    for reading in readings:
        for figure, candidate in _figures_of(reading, models, lexicon):
            if len(figures) < FIGURES_CAP:
                candidates.append(replace(candidate, order=len(figures)))
                figures.append(figure)
    ranks = rank_candidates(candidates)
    cues = count_cues(token.lower for reading in readings for token in reading.tokens if token.is_word)
    return tuple(
        replace(figure, rank=ranks.get(order), unit=settle_currency(figure.unit, cues))
        for order, figure in enumerate(figures)
    )


def _read(sentences: tuple[Sentence, ...], lexicon: Lexicon) -> list[_Reading]:
    tokenised = [
        (sentence, parse_tokens(sentence.text)) for sentence in sentences if sentence.start < ARTICLE_CAP_CHARS
    ]
    numbers = (token for _, tokens in tokenised for token in tokens if token.is_number)
    sign = decide_decimal_sign(numbers, lexicon.decimal)
    return [
        _Reading(sentence=sentence, tokens=tokens, quantities=find_quantities(tokens, lexicon, sign))
        for sentence, tokens in tokenised
    ]


def _figures_of(reading: _Reading, models: frozenset[str], lexicon: Lexicon) -> list[tuple[Figure, Candidate]]:
    numbers = frozenset(i for q in reading.quantities for i in range(q.first, q.last + 1))
    found = []
    carried = Qualifier.NONE
    rate = None
    for quantity in reading.quantities:
        scene = Scene(tokens=reading.tokens, quantity=quantity, lexicon=lexicon, models=models)
        if is_trap(scene):
            continue
        qualifier, begin = find_qualifier(reading.tokens, quantity, lexicon)
        spot = Spot(tokens=reading.tokens, quantity=quantity, begin=begin, others=numbers, lexicon=lexicon)
        if qualifier is Qualifier.NONE and carried is Qualifier.AT_LEAST and _is_second_toll(reading.tokens, quantity):
            qualifier = carried
        carried = qualifier
        rate = find_rate(reading.tokens, quantity, rate)
        found.append(_build(reading, spot, qualifier, rate))
    return found


_TOLLS = frozenset("injured wounded killed dead missing hurt others".split())


def _is_second_toll(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """Whether "at least" before the number before counts for this one too: "killed and 182 injured"."""
    before = tokens[quantity.first - 1].lower if quantity.first else ""
    after = {token.lower for token in tokens[quantity.last + 1 : quantity.last + 3]}
    return before == "and" and quantity.kind is FigureKind.COUNT and bool(after & _TOLLS)


def _build(reading: _Reading, spot: Spot, qualifier: Qualifier, rate: str | None) -> tuple[Figure, Candidate]:
    quantity, sentence, tokens = spot.quantity, reading.sentence, reading.tokens
    start, end = tokens[quantity.first].start, tokens[quantity.last].end
    label = join_label(sentence.text, tokens, find_label(spot))
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
    candidate = Candidate(
        quantity=quantity,
        qualifier=qualifier,
        label=label,
        near=near_words(tokens, quantity),
        before=tuple(token.lower for token in tokens[max(0, spot.begin - 3) : spot.begin]),
        sentence=sentence.index,
        order=0,
    )
    return figure, candidate


def plain(value: Decimal) -> Decimal:
    """Give `value` without exponent and without zeros at the end of its fraction."""
    normal = value.normalize()
    return normal.quantize(Decimal(1)) if normal == normal.to_integral_value() else normal
