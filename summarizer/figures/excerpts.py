"""What an English key line shows of its sentence: the statement that holds the number, as short as it can be read.

1. The sentence is cut into chunks: names, verb groups, prepositions, links (`chunks`).
2. What may stand before the number is collected (`foreparts`), and what may stand behind it (`afterparts`).
3. Every pair that fits is weighed: a whole statement counts for it; a verb without a subject, a pronoun nobody
   explains, an end before an object or an "of", and someone else's clause count against it.

The weights were set by reading the lines of some 450 news stories, each set judged before anything was repaired for
it: of 904 lines 81 in 100 were clear on their own, against 59 of the clause that was shown before (123 lines).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.figures.afterparts import FOREIGN, find_afterparts
from summarizer.figures.chunks import PRONOUNS, ChunkKind
from summarizer.figures.foreparts import find_foreparts
from summarizer.figures.lexicon.base import words
from summarizer.figures.lexicon.casualties import GRAVE
from summarizer.figures.lexicon.english_verbs import AUXILIARIES, SAYING
from summarizer.figures.phrases import PHRASE_WORDS, Phrase, Spot
from summarizer.figures.statements import LAGS, PERIODS, STOPS, VERBAL, Side, Statement
from summarizer.figures.tokens import Token

_NONE_FITS = -100.0
_TELLING = 0.6
_MOST_TELLING = 6
"""More words that say something do not make a line better."""
_STATES = 2.0
_GRAVE_WORTH = 1.5
_NEEDED = 2

_WHEN = PERIODS | LAGS | words("since during until by from")
_DOUBTED = words("alleged allegedly alleging rumoured rumored rumours rumors falsely")
_CLAIMS = {(noun, link) for noun in ("claim", "claims") for link in ("that", "made", "by")}
_DOUBTING = _DOUBTED | {noun for noun, _ in _CLAIMS}
_HANGING = words("of is are was were")
_BEFORE_HANGING = AUXILIARIES | PRONOUNS | {"out"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A phrase, and whether a reader needs no sentence to understand it."""

    phrase: Phrase
    is_clear: bool


@dataclass(frozen=True, slots=True)
class _Choice:
    """What stands before the number and what behind it, `room` words at most."""

    statement: Statement
    before: Side
    behind: Side
    room: int

    def shown(self) -> Iterator[int]:
        """Give the tokens shown, in order, articles among them."""
        spot = self.statement.spot
        for index in (*range(self.before.edge, spot.begin), *range(spot.behind, self.behind.edge)):
            if index not in self.before.cut and index not in self.behind.cut:
                yield index


def find_excerpt(spot: Spot, room: int = PHRASE_WORDS) -> Excerpt:
    """Give what to show around an English number, at most `room` words; nothing where there is no other word.

    Of two that weigh the same the later one is taken, which shows more. A claim is shown as one or not at all.
    """
    statement = Statement(spot)
    best = _Choice(statement, Side(spot.begin), Side(spot.behind), room)
    score = _NONE_FITS
    afterparts = list(find_afterparts(statement))
    for before in find_foreparts(statement):
        for behind in afterparts:
            choice = _Choice(statement, before, behind, room)
            found = _weigh(choice)
            if found >= score:
                best, score = choice, found
    return _show(_Choice(statement, Side(spot.begin), Side(spot.behind), room) if _hides_doubt(best) else best)


def _weigh(choice: _Choice) -> float:
    """Give how well the two sides read with the number between them."""
    statement, before, behind = choice.statement, choice.before, choice.behind
    begin, after = statement.spot.begin, statement.spot.behind
    words_behind = statement.count(after, behind.edge, behind.cut)
    words_before = statement.count(before.edge, begin, before.cut)
    if words_before + words_behind > choice.room:
        return _NONE_FITS
    telling = statement.tells(before.edge, begin, before.cut) + statement.tells(after, behind.edge, behind.cut)
    telling -= behind.edge > after and statement.word(after) == "each"
    score = _TELLING * min(telling, _MOST_TELLING) - before.cost - behind.cost
    if not words_behind and (before.edge == begin or not telling):
        return score - 8
    of_head = behind.of_head and not before.has_verb and before.edge == statement.chunks[statement.head].start
    score -= 3.0 * (not telling) + _cost_of_when(choice) + 0.7 * _count_figures(choice)
    score += _STATES * (before.states or behind.states or of_head) + 0.4 * (not words_before) + FOREIGN * of_head
    if before.edge == begin and statement.is_object and not statement.counts and statement.word(after) != "of":
        score -= 1.2  # "sales dropped 3% as rivals took"
    if words_before and words_behind and not (before.has_verb or behind.states or of_head):
        score -= _cost_of_fragment(choice)
    if words_before and behind.states and statement.kind(statement.at - 1) is ChunkKind.LINK:
        score -= 3.0  # "a plane crashed and … people died"
    score -= _FALSE * _is_torn(choice)
    if before.has_verb and behind.has_verb:
        score -= 2.5 if _quotes(choice) else 4.0
    return score + _GRAVE_WORTH * _is_grave(choice)


def _is_torn(choice: _Choice) -> bool:
    """Whether what is shown is said of a part alone, or of a verb that is not shown.

    Such as "40 ships sank" of "half of its 40 ships sank", "14 wins since 2008" of "has not added to 14 wins since".
    """
    statement, end = choice.statement, choice.behind.edge
    if end <= max(statement.noun.end, statement.spot.behind):
        return False
    limits = {statement.share, statement.bygone} - {None}
    if limits and not limits.issubset(choice.shown()):
        return True
    timed = statement.word(statement.noun.end) in {"since", "until"}
    return (
        timed and not choice.before.has_verb and any(chunk.kind in VERBAL for chunk in statement.chunks[: statement.at])
    )


_FALSE = 6.0
"""What it costs to show what the source does not say."""


def _is_grave(choice: _Choice) -> bool:
    """Whether a word about the dead or hurt is shown; most sentences have none."""
    statement = choice.statement
    return not GRAVE.isdisjoint(statement.vocabulary) and any(statement.word(i) in GRAVE for i in choice.shown())


def _hides_doubt(choice: _Choice) -> bool:
    """Whether a claim is shown without the word that says that it is one: "claims that … killed 500"."""
    statement = choice.statement
    if _DOUBTING.isdisjoint(statement.vocabulary):
        return False
    doubts = {
        index
        for index in range(statement.spot.begin)
        if statement.word(index) in _DOUBTED or (statement.word(index), statement.word(index + 1)) in _CLAIMS
    }
    return bool(doubts) and doubts.isdisjoint(choice.shown())


def _cost_of_when(choice: _Choice) -> float:
    """Give what it costs that the words behind only say when, most behind a change from one to another."""
    statement = choice.statement
    behind = [statement.word(i) for i in range(statement.spot.behind, choice.behind.edge)]
    if not PERIODS.intersection(behind) or not _WHEN.issuperset(behind):
        return 0.0
    return 3.0 if statement.spot.moved or LAGS.intersection(behind) else 0.8


def _count_figures(choice: _Choice) -> int:
    """Count the other figures that stand before the number."""
    taken, cut, start = choice.statement.spot.clauses.taken, choice.before.cut, choice.before.edge
    shown = range(start, choice.statement.spot.begin)
    return sum(i in taken and i not in cut and (i - 1 not in taken or i == start) for i in shown)


def _cost_of_fragment(choice: _Choice) -> float:
    """Give what it costs to show words without a verb before a number that goes on behind it."""
    statement, edge = choice.statement, choice.before.edge
    begin, head = statement.spot.begin, statement.head
    if statement.word(begin - 1) == "of":
        return 0.0
    if edge >= statement.noun.start:
        is_named = any(token.is_capital for token in statement.tokens[edge:begin])
        return 0.5 * (statement.counts and not is_named)
    opens = statement.kind(head - 1) in {None, *STOPS}
    if head < statement.at and opens and edge == statement.chunks[head].start:
        return 0.2
    return 1.0 if statement.counts else 0.6


def _quotes(choice: _Choice) -> bool:
    """Whether what stands before says who said it."""
    begin = choice.statement.spot.begin
    return any(choice.statement.word(index) in SAYING for index in choice.shown() if index < begin)


def _show(choice: _Choice) -> Excerpt:
    """Give the phrase of the two sides, articles left out only where there is no room for them."""
    statement, spot = choice.statement, choice.statement.spot
    begin = _trim(choice)
    cut = choice.before.cut | choice.behind.cut
    shown = [index for index in choice.shown() if index < begin or index >= spot.behind]
    start = next((index for index in shown if index < begin and not statement.is_article(index)), begin)
    shown = [index for index in shown if index >= start]
    excess = sum(statement.is_word(index) for index in shown) - choice.room
    articles = sorted(filter(statement.is_article, shown), key=lambda index: (statement.word(index) == "the", index))
    dropped = cut | _find_unpaired(statement.tokens, shown) | frozenset(articles[-excess:] if excess > 0 else ())
    phrase = Phrase(start=start, begin=begin, behind=spot.behind, end=choice.behind.edge, dropped=dropped)
    return Excerpt(phrase=phrase, is_clear=_is_clear(choice, shown))


def _find_unpaired(tokens: Sequence[Token], shown: Sequence[int]) -> frozenset[int]:
    """Give the quotation marks and brackets of which the other one is not shown."""
    opened: list[tuple[str, int]] = []
    unpaired: set[int] = set()
    for index in shown:
        text = tokens[index].text
        if closing := _find_closing(tokens, index):
            opened.append((closing, index))
        elif text in _CLOSINGS and opened and opened[-1][0] == text:
            opened.pop()
        elif text in _CLOSINGS and text != "'":
            unpaired.add(index)
    return frozenset(unpaired.union(index for _, index in opened))


def _find_closing(tokens: Sequence[Token], index: int) -> str:
    """Give the sign that closes what token `index` opens, empty where it opens nothing."""
    text = tokens[index].text
    if text not in {'"', "'"}:
        return _OPENINGS.get(text, "")
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is None or not after.glued or not (after.is_word or (after.is_number and text == '"')):
        return ""  # "the '90s"
    inside = tokens[index].glued and (tokens[index - 1].is_word or tokens[index - 1].is_number)
    return "" if inside else text


_OPENINGS = {"“": "”", "(": ")", "[": "]"}
_CLOSINGS = frozenset({*_OPENINGS.values(), '"', "'"})


def _trim(choice: _Choice) -> int:
    """Give the end of what stands before the number: no marks, and no "of" or "was" that nothing follows."""
    statement, start, end = choice.statement, choice.before.edge, choice.statement.spot.begin
    is_last = choice.behind.edge == statement.spot.behind
    while end > start:
        token = statement.tokens[end - 1]
        reads = token.is_word or token.is_number or token.text in "%)"
        if reads and end - 1 not in choice.before.cut and not (is_last and _hangs(statement, start, end)):
            break
        end -= 1
    return end


def _hangs(statement: Statement, start: int, end: int) -> bool:
    """Whether the last word before token `end` waits for the number: "a fine of", "the profit was", not "sold for"."""
    word, before = statement.word(end - 1), statement.word(end - 2)
    if statement.is_article(end - 1) or word in {"and", "or"}:
        return True
    if word not in _HANGING or end - start < _NEEDED or before in _BEFORE_HANGING:
        return False
    if not statement.spot.clauses.taken.isdisjoint({end - 2, end - 3}):
        return False  # "received only 25% of the"
    return statement.tells(start, end - 1) > 0


def _is_clear(choice: _Choice, shown: Sequence[int]) -> bool:
    """Whether the words shown can be read alone: nothing was cut that is needed, and they say something."""
    statement, spot = choice.statement, choice.statement.spot
    is_bare = choice.before.edge == spot.begin
    bearable = 2.0 if is_bare or choice.before.states else 0.7
    if choice.before.cost + choice.behind.cost >= bearable:
        return False
    is_grave = any(statement.word(index) in GRAVE for index in shown)
    telling = sum(statement.tells(index, index + 1) or statement.tokens[index].is_number for index in shown)
    return (is_grave or telling >= _NEEDED) and not (statement.is_lag and is_bare)
