"""What may stand behind an English number in a line: its noun, then phrase by phrase to the end of the clause."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from summarizer.figures.chunks import DETERMINERS, PARTICLES, ChunkKind
from summarizer.figures.lexicon.english_verbs import AUXILIARIES, BASE, NOUNS_TOO, SAYING
from summarizer.figures.statements import ADJUNCTS, LAGS, PAUSES, REACH, STOPS, SUBJECTS, VERBAL, Side, Statement

_OBJECTS = frozenset({ChunkKind.NOUN, ChunkKind.PRONOUN, ChunkKind.INFINITIVE, ChunkKind.GERUND})
_POINTING = frozenset("this that these those each all both".split())
_COMPLEMENTS = frozenset("that what how why whether".split())
_SHARES = frozenset("% percent cent half third thirds quarter quarters fifth fifths tenth tenths".split())
_FENCES = frozenset({ChunkKind.OPENER, ChunkKind.PRONOUN, ChunkKind.MARK})
FOREIGN = 3.0
"""What it costs to go on with a verb whose subject is not the number: "$16m in profits will resonate"."""


@dataclass(frozen=True, slots=True)
class _Walk:
    """What was passed on the way from the number to chunk `at`."""

    at: int
    cost: float = 0.0
    states: bool = False
    has_verb: bool = False
    is_relative: bool = False
    of_head: bool = False
    cut: frozenset[int] = frozenset()


def find_afterparts(statement: Statement) -> Iterator[Side]:
    """Give the ends at which what stands behind the number may be cut, with what each costs."""
    end = max(statement.noun.end, statement.spot.behind)
    if statement.word(end) != "each":  # a price of one is not shown as that of all
        yield _end_at(statement, _Walk(statement.at), end)
    yield from _without_attributes(statement)
    walk: _Walk | None = _Walk(statement.at + 1)
    while walk is not None and walk.at < min(len(statement.chunks), statement.at + REACH):
        passed = _pass_aside(statement, walk)
        if passed.at > walk.at:
            walk = passed
            continue
        walk = _pass(statement, walk)
        if walk is not None and _may_end(statement, walk.at):
            yield _end_at(statement, walk, statement.chunks[walk.at].end)
        walk = replace(walk, at=walk.at + 1) if walk is not None else None


def stops_at(statement: Statement, at: int, *, states: bool) -> bool:
    """Whether another statement begins at chunk `at`; `states` says that the number has its verb already."""
    kind = statement.kind(at)
    if kind is ChunkKind.OPENER:
        goes_on = states and statement.first_word(at) == "that" and statement.kind(at - 1) is ChunkKind.VERB
        if goes_on or _is_restrictive(statement, at):
            return False  # "80% felt that prices would rise"
        return statement.kind(at - 1) is not ChunkKind.PREPOSITION  # "half of what car makers need"
    if kind is ChunkKind.RELATIVE:
        return at != statement.at + 1
    if kind is ChunkKind.PRONOUN:
        if statement.is_subordinate(at):
            return False
        word = statement.first_word(at)
        if at == statement.at + 2 and states and statement.first_word(at - 1) in SAYING:
            return False  # "One in four said they liked it"
        goes_on = statement.kind(at + 1) in {ChunkKind.VERB, ChunkKind.ADVERB}
        return (goes_on and word in SUBJECTS) or "'" in word or "’" in word  # "they'll"
    if kind is ChunkKind.LINK:
        return _parts(statement, at, states=states)
    return kind is ChunkKind.MARK


def _is_restrictive(statement: Statement, at: int) -> bool:
    """Whether the clause at chunk `at` says which ones are counted: "decisions that are appealed"."""
    is_own = at == statement.at + 1 and statement.kind(at + 1) is ChunkKind.VERB
    return is_own and statement.first_word(at) == "that" and statement.counts


def _parts(statement: Statement, at: int, *, states: bool) -> bool:
    """Whether the link at chunk `at` joins statements or predicates, not names."""
    after, next_after = statement.kind(at + 1), statement.kind(at + 2)
    if after in VERBAL or (after is ChunkKind.ADVERB and next_after in VERBAL):
        return not states
    if at == statement.at + 1 and not statement.counts:
        return True  # "sent Reynolds shares up 4.5% and Altria shares up 5.11%"
    if after is not ChunkKind.NOUN:
        return after is not ChunkKind.PREPOSITION and after is not ChunkKind.ADVERB
    if next_after in {ChunkKind.NOUN, ChunkKind.RELATIVE, ChunkKind.PRONOUN}:
        return True
    return next_after is ChunkKind.VERB and not _links_subjects(statement, at)


def _links_subjects(statement: Statement, at: int) -> bool:
    """Whether the names on both sides of a link have their verb behind it: "17 soldiers and four civilians were"."""
    verbless = all(chunk.kind is not ChunkKind.VERB for chunk in statement.chunks[statement.at + 1 : at])
    return verbless and _is_subject(statement)


def _is_subject(statement: Statement) -> bool:
    return statement.head == statement.at and not statement.is_object


def _without_attributes(statement: Statement) -> Iterator[Side]:
    """Give the verb and what follows without what describes its subject: "Nine men … have been arrested".

    Never behind a share, which is one of what is described: "2% of the loans made in the valley are lost".
    """
    if not (statement.counts and _is_subject(statement)) or _is_share(statement):
        return
    at = _find_main_verb(statement)
    if at <= statement.at + 1:
        return
    cut = frozenset(range(statement.noun.end, statement.chunks[at].start))
    walk = _Walk(at, cost=0.6, states=True, has_verb=True, cut=cut)
    while walk.at < len(statement.chunks) and not stops_at(statement, walk.at, states=True):
        if _may_end(statement, walk.at):
            yield _end_at(statement, walk, statement.chunks[walk.at].end)
        walk = replace(walk, at=walk.at + 1)


def _is_share(statement: Statement) -> bool:
    if statement.first_word(statement.at + 1) == "of":
        return True
    spot = statement.spot
    return any(statement.word(index) in _SHARES for index in range(spot.begin, spot.behind))


def _find_main_verb(statement: Statement) -> int:
    """Give the verb of which the number's noun is the subject, behind its attributes and relative clauses, or 0.

    What says which ones are counted stays ("decisions that are appealed"): a relative clause at once behind them.
    """
    pending, is_plain = 0, True
    for at in range(statement.at + 1, min(len(statement.chunks), statement.at + REACH)):
        kind, word = statement.kind(at), statement.first_word(at)
        if kind is ChunkKind.RELATIVE or word == "that":
            if at == statement.at + 1:
                return 0
            pending, is_plain = pending + 1, False
        elif kind is ChunkKind.VERB and statement.is_finite(at) and pending:
            pending -= 1
        elif kind is ChunkKind.VERB and (statement.is_finite(at) or (is_plain and not _describes(statement, at))):
            return 0 if _begins_anew(statement, at) else at
        elif kind is ChunkKind.MARK and word in PAUSES:
            is_plain = False
        elif kind in _FENCES or (kind is ChunkKind.LINK and statement.kind(at + 1) is not ChunkKind.NOUN):
            return 0
    return 0


def _begins_anew(statement: Statement, verb: int) -> bool:
    """Whether the subject of a verb stands behind a mark: "the six powers, all eyes will be"."""
    if statement.kind(verb - 1) not in {ChunkKind.NOUN, ChunkKind.PRONOUN}:
        return False
    before = statement.chain_start(verb - 1) - 1
    return statement.kind(before) is ChunkKind.MARK


def _describes(statement: Statement, at: int) -> bool:
    """Whether a past form only describes the name before it: "figures collected by a museum"."""
    return statement.kind(at + 1) is ChunkKind.PREPOSITION


def _pass_aside(statement: Statement, walk: _Walk) -> _Walk:
    """Read over a bracket, and over an aside between what is counted and its verb."""
    at = walk.at
    end = _bracket_end(statement, at)
    cost = walk.cost
    if end == at and at == statement.at + 1 and not statement.is_lag:
        end = _aside_end(statement, at)
        cost += 0.3 * (end > at)
    if end == at:
        return walk
    last = statement.chunks[end - 1].end
    return replace(walk, at=end, cost=cost, cut=walk.cut | frozenset(range(statement.chunks[at].start, last)))


def _bracket_end(statement: Statement, at: int) -> int:
    """Give the chunk behind a short bracket that opens at chunk `at`, or `at`."""
    end = at
    if statement.first_word(at) in {"(", "["}:
        while end < len(statement.chunks) and statement.is_bracketed(end):
            end += 1
    return end


def _aside_end(statement: Statement, at: int) -> int:
    """Give the verb behind an aside that opens with the mark at chunk `at`, or `at`: ", nine of them boys, were"."""
    mark = statement.first_word(at)
    closings = range(at + 1, min(at + REACH, len(statement.chunks) - 1))
    closing = next((i for i in closings if statement.first_word(i) == mark), None)
    if mark not in PAUSES or closing is None:
        return at
    after = closing + 1
    while after < len(statement.chunks) - 1 and statement.kind(after) is ChunkKind.ADVERB:
        after += 1
    is_told = statement.kind(after) is ChunkKind.VERB and statement.first_word(after) not in SAYING
    return after if is_told else at


def _pass(statement: Statement, walk: _Walk) -> _Walk | None:
    """Go over a chunk, or give None where another statement begins."""
    at, cost = walk.at, walk.cost
    if stops_at(statement, at, states=walk.states):
        if not _sets_time(statement, at):
            return None
        cost += 0.3
    kind = statement.kind(at)
    if kind is ChunkKind.VERB and _is_inner_lag(statement):
        return None
    if kind is ChunkKind.LINK:
        joins_names = statement.kind(at - 1) is statement.kind(at + 1) is ChunkKind.NOUN
        cost += 0.3 if joins_names else 1.0
    if kind is ChunkKind.RELATIVE or _is_restrictive(statement, at):
        return replace(walk, cost=cost + 0.6, is_relative=True)
    cost += 0.7 * statement.has_figure(at)
    return _pass_verb(statement, replace(walk, cost=cost)) if kind is ChunkKind.VERB else replace(walk, cost=cost)


def _is_inner_lag(statement: Statement) -> bool:
    """Whether the number only says when the name before it was: "an attack on the museum three days ago has"."""
    return statement.is_lag and statement.kind(statement.at - 1) is ChunkKind.NOUN


def _is_second_verb(statement: Statement, at: int) -> bool:
    """Whether the verb at chunk `at` is not the number's: "(the fact that) one in four homes had no line remained"."""
    word = statement.word(statement.chunks[at].end - 1)
    told = statement.first_word(at) in AUXILIARIES or word not in BASE | NOUNS_TOO
    if statement.kind(at - 1) is not ChunkKind.NOUN or not told or not statement.is_finite(at):
        return False
    between = range(statement.at + 1, at)
    verbs = [i for i in between if statement.kind(i) is ChunkKind.VERB]
    plain = all(statement.kind(i) not in {*STOPS, ChunkKind.LINK, ChunkKind.PRONOUN} for i in between)
    told = any(statement.word(statement.chunks[i].end - 1) in SAYING for i in verbs)
    return plain and not told and any(statement.is_finite(i) for i in verbs) and not statement.is_subordinate(at - 1)


def _pass_verb(statement: Statement, walk: _Walk) -> _Walk | None:
    """Go over a verb: the number's own, a participle, or that of something else, which costs."""
    if walk.states and _is_second_verb(statement, walk.at):
        return None
    between = statement.chunks[statement.at + 1 : walk.at]
    barred = any(chunk.kind in {ChunkKind.OPENER, ChunkKind.RELATIVE} for chunk in between)
    is_passive = not statement.is_finite(walk.at) and statement.first_word(walk.at + 1) == "by"
    if walk.states or (_is_subject(statement) and not barred and not is_passive):
        return replace(walk, states=True, has_verb=walk.has_verb or not walk.is_relative)
    is_own = walk.is_relative or not statement.is_finite(walk.at) or statement.is_subordinate(walk.at - 1)
    if is_own:
        return walk
    of_head = not walk.has_verb and statement.kind(statement.head) is ChunkKind.NOUN and not statement.is_object
    return replace(walk, has_verb=True, of_head=of_head, cost=walk.cost + FOREIGN)


def _sets_time(statement: Statement, at: int) -> bool:
    """Whether chunk `at` parts a time from its statement: "Five years after his death, interest has not waned"."""
    if statement.first_word(at) != "," or not statement.is_lag:
        return False
    before = [chunk for chunk in statement.chunks[: statement.at] if chunk.end > statement.opening]
    opens = all(chunk.kind is ChunkKind.ADVERB for chunk in before)  # "Almost exactly three years ago"
    return opens and all(chunk.kind is not ChunkKind.MARK for chunk in statement.chunks[statement.at : at])


def _may_end(statement: Statement, at: int) -> bool:
    """Whether a reader may stop behind chunk `at`."""
    chunk, after = statement.chunks[at], statement.kind(at + 1)
    if chunk.kind is ChunkKind.NOUN:
        lags = after is ChunkKind.ADVERB and statement.word(chunk.end) in LAGS
        names = any(statement.word(i) not in DETERMINERS for i in range(chunk.start, chunk.end))
        points = statement.word(chunk.end - 1) in _POINTING and after in {None, ChunkKind.MARK}
        return not lags and (names or points)
    if chunk.kind is ChunkKind.ADVERB:
        return after not in VERBAL | {ChunkKind.NOUN, ChunkKind.ADVERB}
    if chunk.kind is ChunkKind.PRONOUN:
        return after is not ChunkKind.VERB
    if chunk.kind is ChunkKind.INFINITIVE:
        return after in {None, ChunkKind.MARK} and statement.word(chunk.end - 1) not in AUXILIARIES  # "more to go"
    if chunk.kind not in {ChunkKind.VERB, ChunkKind.GERUND}:
        return False
    opened = chunk.kind is ChunkKind.VERB and statement.kind(at - 1) is ChunkKind.PREPOSITION
    if statement.word(chunk.end - 1) in AUXILIARIES or opened:
        return False
    told = chunk.kind is ChunkKind.VERB and statement.first_word(at + 1) in _COMPLEMENTS
    return after not in _OBJECTS and not told


def _end_at(statement: Statement, walk: _Walk, edge: int) -> Side:
    cost = walk.cost + _cost_of_end(statement, walk.at, states=walk.states)
    return Side(edge, cost, states=walk.states, has_verb=walk.has_verb, of_head=walk.of_head, cut=walk.cut)


def _cost_of_end(statement: Statement, at: int, *, states: bool) -> float:
    """Give what is lost by ending behind chunk `at`, by what would have gone on."""
    after = statement.kind(at + 1)
    if after is ChunkKind.PREPOSITION:
        return _cost_before_preposition(statement, at)
    if after is ChunkKind.VERB:
        passed = any(chunk.kind in VERBAL for chunk in statement.chunks[statement.at + 1 : at])
        passed = passed or (_describes(statement, at + 1) and not statement.is_finite(at + 1))
        free = (states or statement.is_object or passed) and not statement.is_subordinate(at)
        return 0.7 if free else 2.5
    if after in {ChunkKind.LINK, ChunkKind.MARK}:
        return _cost_before_stop(statement, at, states=states)
    if after is ChunkKind.RELATIVE or _is_restrictive(statement, at + 1):
        little = at == statement.at and statement.tells(statement.spot.behind, statement.chunks[at].end) < 2
        return 1.4 if little else 0.6
    if after is ChunkKind.ADVERB and statement.first_word(at + 1) in PARTICLES:
        return 1.5
    costs = {None: 0.0, ChunkKind.NOUN: 1.5, ChunkKind.INFINITIVE: 1.2, ChunkKind.GERUND: 1.0}
    return costs.get(after, 0.3)


def _cost_before_preposition(statement: Statement, at: int) -> float:
    word = statement.first_word(at + 1)
    if word in {"of", "than", "per", "worth"}:
        return 3.0 if word == "of" else 2.0
    if at == statement.at:
        return 0.7 if statement.counts else 1.0
    return 2.4 if statement.kind(at) is ChunkKind.VERB and word not in ADJUNCTS else 0.4


def _opens_list(statement: Statement, at: int) -> bool:
    """Whether names follow that belong to the one at chunk `at`: "people in the UK, Germany and Pelagia"."""
    if statement.kind(at - 1) is not ChunkKind.PREPOSITION or statement.first_word(at + 1) != ",":
        return False
    for index in range(at, min(at + REACH, len(statement.chunks) - 2), 2):
        if not (statement.kind(index) is ChunkKind.NOUN and statement.is_name(index)):
            return False
        chunk = statement.chunks[index]
        if index > at and any(statement.word(i) == "and" for i in range(chunk.start, chunk.end)):
            return True  # "the UK, Germany, Orsa and Pelagia"
        if statement.first_word(index + 1) in {"and", "or"}:
            return statement.kind(index + 2) is ChunkKind.NOUN and statement.is_name(index + 2)
        if statement.first_word(index + 1) != ",":
            return False
    return False


def _cost_before_stop(statement: Statement, at: int, *, states: bool) -> float:
    """Give what is lost by ending before a mark or a link: the verb, where the subject goes on behind it."""
    if _opens_list(statement, at):
        return 2.0
    is_link = statement.kind(at + 1) is ChunkKind.LINK
    if is_link and stops_at(statement, at + 1, states=states):
        return 0.0
    if states or statement.is_object:
        return 0.5 * is_link
    if is_link:
        return 1.0
    return 0.8 * (_aside_end(statement, at + 1) > at + 1)
