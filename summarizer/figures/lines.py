"""The lines that a reader sees: key figures with their labels, merged where two say one thing."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from summarizer.figures.candidates import VITAL, count_digits
from summarizer.figures.clauses import Clauses, find_open_brackets
from summarizer.figures.excerpts import find_excerpt
from summarizer.figures.lexicon.base import Lexicon
from summarizer.figures.lexicon.registry import get_lexicon
from summarizer.figures.pairs import Pair, PairKind, compute_change, find_pairs
from summarizer.figures.phrases import GAP, PHRASE_WORDS, Phrase, Spot, find_phrase_around, print_phrase, reads_alone
from summarizer.figures.qualifiers import find_qualifier_start
from summarizer.figures.quantities import HYPHENS
from summarizer.figures.salience import is_rounded
from summarizer.figures.tokens import Token, find_phrase_before, parse_tokens
from summarizer.model import Article, Figure, FigureKind, KeyLine, Sentence

_SEPARATOR = " – "
_FEW = 10
_SURE = 2
_UNIT_CHARS = 24
_SMALL = 12
"""A plain count up to here is the same again only before the same noun: "two men", and "two cars"."""
_LARGE = 1000
_TELLING_DIGITS = 3
"""Else a whole number of fewer digits below `_LARGE` is the same again only where what it counts shares a word."""
_LONG_CHARS = 4
_LEAST_ROOM = 5
"""Words that say what a number is, even behind a long pair of two."""
_BRACKET = 8
"""Tokens of a bracket that may follow a conversion, most often a second one."""
_THEN = frozenset("ago earlier before later".split())
_LAGS = frozenset("ago later earlier".split())
_BASES = frozenset("a an per".split())
_SHARES = frozenset({"%", "percent", "cent"})
_PLACING = frozenset("in on at during until with and".split())
_SPANS = frozenset("minute hour day night week fortnight month season term year decade time".split())


def key_lines(article: Article, sentences: tuple[Sentence, ...], figures: tuple[Figure, ...]) -> tuple[KeyLine, ...]:
    """Give one line for each key figure of `article`, best first but small counts last, a merged pair in one.

    A line that cannot be read without its sentence stands last, unless it is what matters most; in English a figure
    of which its sentence says nothing more has none.

    A line begins with the number and its qualifier; at most ten words of the source follow. `computed` is true only
    where a change in per cent was worked out by us, shown behind ≈. `figures` are those that `find_figures` gave; the
    indexes of a line are its own, best first, then the repeats of the same fact.
    """
    story = _Story(text=article.text, lexicon=get_lexicon(article.language), sentences=sentences, figures=figures)
    pairs = find_pairs(story.text, figures, story.lexicon)
    partners = {member: pair for pair in pairs for member in pair.members}
    shown: set[int] = set()
    lines = []
    ranked = sorted((i for i, f in enumerate(figures) if f.rank), key=lambda i: (figures[i].rank or 0, i))
    for index in ranked:
        if index in shown:
            continue
        pair = partners.get(index)
        if pair is not None and shown.intersection(pair.members):
            pair = None
        line = _render_line(story, index, pair, frozenset(shown))
        if line.says:
            shown.update(line.shown.figures)
            lines.append(line)
    return _order(story, lines)


def _order(story: "_Story", lines: Sequence["_Line"]) -> tuple[KeyLine, ...]:
    """Put the lines that need their sentence last, but for the first few, which are shown whatever they say."""
    places = {id(line): place < _SURE or line.is_clear for place, line in enumerate(lines)}
    ordered = sorted(lines, key=lambda line: (not places[id(line)], _is_minor(story, line.shown)))
    return tuple(line.shown for line in ordered)


def _is_minor(story: "_Story", line: KeyLine) -> bool:
    """Whether a line counts a few of something that is not at stake: "four places", "two recounts".

    A reader takes it for a detail beside any other figure. English only, the language whose grave words are known.
    """
    figure = story.figures[line.figures[0]]
    few = figure.kind is FigureKind.COUNT and not figure.unit and figure.value < _FEW and figure.text.isalpha()
    is_merged = len({story.figures[index].value for index in line.figures}) > 1
    if not few or story.lexicon is not get_lexicon("en") or is_merged:
        return False
    return not VITAL.intersection(line.text.lower().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line, whether it can be read without its sentence, and whether it says anything beside its number."""

    shown: KeyLine
    is_clear: bool
    says: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Story:
    """What a line is made from."""

    text: str
    lexicon: Lexicon
    sentences: tuple[Sentence, ...]
    figures: tuple[Figure, ...]

    def figures_of(self, sentence: int) -> list[int]:
        """The figures of a sentence."""
        return [index for index, figure in enumerate(self.figures) if figure.sentence == sentence]


def _render_line(story: _Story, index: int, pair: Pair | None, shown: frozenset[int]) -> "_Line":
    """Write the line of figure `index`, or of its pair; figures already `shown` are not grouped with it again."""
    main = story.figures[pair.main if pair else index]
    members = pair.members if pair else (index,)
    head, computed = _head(story, main), False
    if pair is not None:
        head, computed = _merge(_grow(story, head, pair), main, story.figures[pair.other], pair)
    room = max(PHRASE_WORDS - _count_words_after(head, main.text), _LEAST_ROOM)
    others = (i for i in range(len(story.figures)) if i not in members and i not in shown)
    repeats = [i for i in others if _repeats(story, story.figures[i], main)]
    spot = _around(story, members[0], pair)
    printed = _print(head, spot, story.sentences[main.sentence].text, room)
    return _Line(
        shown=KeyLine(text=printed.text, figures=(*members, *repeats), computed=computed),
        is_clear=printed.is_clear or pair is not None or main.kind is FigureKind.SCORE,
        says=printed.says or pair is not None,
    )


def _head(story: _Story, figure: Figure) -> str:
    """The number with the words before it that belong to it, as the story prints them: "at least", "Magnitude"."""
    return story.text[_find_head(story, figure) : figure.end]


def _find_head(story: _Story, figure: Figure) -> int:
    start = find_qualifier_start(story.text, figure, story.lexicon)
    begin = max(story.sentences[figure.sentence].start, start - _UNIT_CHARS)
    tokens = parse_tokens(story.text[begin:start])
    found = find_phrase_before(tokens, len(tokens), story.lexicon.unit_before)
    return begin + tokens[found[1]].start if found else start


def _grow(story: _Story, head: str, pair: Pair) -> str:
    """Put behind a number what it counts, or it once more in another currency, where its change stands behind that."""
    if pair.converted is not None:
        return f"{head} ({story.figures[pair.converted].text})"
    return f"{head} {pair.noun}" if pair.noun else head


def _merge(head: str, main: Figure, other: Figure, pair: Pair) -> tuple[str, bool]:
    if pair.kind is PairKind.CONVERSION:
        return f"{head} ({other.text})", False
    if pair.kind is PairKind.FROM_TO:
        change = compute_change(other, main)
        merged = f"{head}, {pair.link} {other.text}"
        return (f"{merged} (≈ {_percent(change)})", True) if change is not None else (merged, False)
    if pair.kind in {PairKind.TIME, PairKind.PART}:
        return " ".join((head, *pair.link.split(), other.text)), False
    return f"{head}, {pair.link} {other.text}", False


def _percent(change: Decimal) -> str:
    digits = Decimal(1) if abs(change) >= 10 else Decimal("0.1")
    return f"{change.quantize(digits, ROUND_HALF_UP):+} %"


def _count_words_after(head: str, number: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in head[head.find(number) + len(number) :].split())


def _around(story: _Story, main: int, pair: Pair | None) -> Spot:
    """The place of a figure in its sentence, or of a pair and the words that tie it."""
    sentence = story.sentences[story.figures[main].sentence]
    tokens = parse_tokens(sentence.text)
    taken: set[int] = set()
    for index in story.figures_of(sentence.index):
        begin, behind = _tokens_of(story, index, sentence, tokens)
        taken.update(range(begin, behind))
    clauses = Clauses(tokens=tokens, lexicon=story.lexicon, taken=frozenset(taken), open=find_open_brackets(tokens))
    begin, behind = _tokens_of(story, main, sentence, tokens)
    if pair is not None:
        begin, behind = _span(story, pair, sentence, tokens)
    moved = pair is not None and pair.kind in {PairKind.CHANGE_TO, PairKind.FROM_TO}
    lasts = story.figures[main].kind is FigureKind.DURATION
    return Spot(clauses=clauses, begin=begin, behind=behind, moved=moved, lasts=lasts)


def _tokens_of(story: _Story, index: int, sentence: Sentence, tokens: Sequence[Token]) -> tuple[int, int]:
    """The token at which a figure's qualifier begins, and the one behind the figure."""
    figure = story.figures[index]
    start = _find_head(story, figure) - sentence.start
    return _token_at(tokens, start), _token_at(tokens, figure.end - sentence.start)


def _token_at(tokens: Sequence[Token], at: int) -> int:
    return bisect_left(tokens, at, key=lambda token: token.start)


def _span(story: _Story, pair: Pair, sentence: Sentence, tokens: Sequence[Token]) -> tuple[int, int]:
    first, second = sorted((pair.main, pair.other))
    begin, _ = _tokens_of(story, first, sentence, tokens)
    _, behind = _tokens_of(story, second, sentence, tokens)
    if pair.main > pair.other:  # "fell from 8.4% to 7.9%": what ties them stands before both
        link = story.text.rfind(pair.link.split()[0], sentence.start, story.figures[first].start)
        begin = min(begin, _token_at(tokens, max(link - sentence.start, 0)))
    if pair.kind is PairKind.CONVERSION:
        closing = next(
            (i for i in range(behind, min(behind + _BRACKET, len(tokens))) if tokens[i].text in ")）]"), None
        )
        behind = behind if closing is None else closing + 1  # "($5.2bn; £2.77bn)"
    return begin, behind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printed:
    """The text of a line, and what `_Line` tells about it."""

    text: str
    is_clear: bool
    says: bool


def _print(head: str, spot: Spot, text: str, room: int) -> _Printed:
    """Put the phrase behind the number: at once where it goes on there ("137 people were killed"), else a dash first.

    What is tied to the number stays with it ("6,200-seat", "500+", "$2.41 a share").
    """
    tokens = spot.tokens
    ties, behind = spot.behind, _behind_ties(spot, tokens, spot.behind)
    if behind > spot.behind:
        head += text[tokens[spot.behind - 1].end : tokens[behind - 1].end]
        spot = replace(spot, behind=behind)
    phrase, is_clear = _choose(spot, room)
    shown = [
        i for i in (*range(phrase.start, phrase.begin), *range(phrase.behind, phrase.end)) if i not in phrase.dropped
    ]
    tied = [index for index in range(ties, behind) if tokens[index].lower not in _LAGS]
    says = not spot.is_english or any(spot.count_telling(index, index + 1) for index in (*tied, *shown))
    before, after = print_phrase(text, tokens, phrase)
    if before:
        line = f"{head}{_SEPARATOR}{before} {GAP} {after}" if after else f"{head}{_SEPARATOR}{before}"
    elif spot.moved and after:
        line = f"{head}{_SEPARATOR}{after}"  # no "2.7 million, rose 3.5% units"
    else:
        is_glued = after and shown[0] == phrase.behind and tokens[shown[0]].glued
        line = f"{head}{after}" if is_glued else f"{head} {after}".rstrip()
    return _Printed(text=line, is_clear=is_clear, says=says)


def _choose(spot: Spot, room: int) -> tuple[Phrase, bool]:
    """Give the phrase of a number, and whether it can be read without its sentence."""
    if spot.is_english:
        excerpt = find_excerpt(spot, room)
        return excerpt.phrase, excerpt.is_clear
    phrase = find_phrase_around(spot, room)
    return phrase, reads_alone(spot, phrase)


def _behind_ties(spot: Spot, tokens: Sequence[Token], at: int) -> int:
    """The token behind a plus, a hyphenated word or a base that a number carries on."""
    if spot.is_english and at + 1 < len(tokens) and tokens[at].lower in _BASES and tokens[at + 1].is_word:
        if at + 2 < len(tokens) and tokens[at + 2].lower in _THEN:
            return at  # "from 7.54 million a month earlier"
        if spot.lasts and tokens[at].lower != "per" and tokens[at + 1].lower not in _SPANS:
            return at  # "over eight years an economy"
        more = tokens[at].lower == "per" and spot.count_telling(at + 2, min(at + 3, len(tokens)))
        return at + 3 if more else at + 2
    if spot.is_english and spot.lasts and at < len(tokens) and tokens[at].lower in _LAGS:
        return at + 1  # "three years ago"
    if spot.is_english and 0 < at < len(tokens) and tokens[at].lower == "off" and _is_discount(tokens, at):
        return at + 1  # "25% off"
    if at < len(tokens) and tokens[at].text == "+" and tokens[at].glued:
        return at + 1
    tied = at + 1 < len(tokens) and tokens[at].text in HYPHENS and tokens[at].glued and tokens[at + 1].glued
    return at + 2 if tied else at


def _is_discount(tokens: Sequence[Token], at: int) -> bool:
    """Whether "off" at `at` ends a discount: "25% off in a sale", not "knocked 0.2% off the rate"."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return tokens[at - 1].lower in _SHARES and (after is None or not after.is_word or after.lower in _PLACING)


def _repeats(story: _Story, figure: Figure, main: Figure) -> bool:
    """Whether `figure` says the same again, or rounded, and is not a key figure of its own."""
    if figure.unit != main.unit or figure.rank is not None:
        return False
    if (figure.value, figure.high) == (main.value, main.high):
        if not main.unit and main.value <= _SMALL:
            return _noun_of(story, figure) == _noun_of(story, main) != ""
        tells = main.value >= _LARGE or main.value % 1 != 0 or count_digits(main.value) >= _TELLING_DIGITS
        return tells or bool(_long_words(figure) & _long_words(main))
    if figure.high is not None or main.high is not None or not is_rounded(figure.value, main.value):
        return False
    return bool(_long_words(figure) & _long_words(main))


def _noun_of(story: _Story, figure: Figure) -> str:
    """Give the word behind a figure, empty where none follows at once."""
    behind = parse_tokens(story.text[figure.end : figure.end + _UNIT_CHARS])
    return behind[0].lower if behind and behind[0].is_word else ""


def _long_words(figure: Figure) -> frozenset[str]:
    return frozenset(word for word in figure.label.lower().split() if len(word) >= _LONG_CHARS)
