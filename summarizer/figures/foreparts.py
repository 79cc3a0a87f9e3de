"""What may stand before an English number in a line, from nothing up to its whole clause.

That is the noun it belongs to, its verb, and that verb with its subject: where a relative clause, an aside or another
predicate parts them, without what lies between.
"""

from collections.abc import Iterator
from dataclasses import replace

from summarizer.figures.afterparts import stops_at
from summarizer.figures.chunks import ADVERBS, DETERMINERS, ChunkKind
from summarizer.figures.lexicon.base import words
from summarizer.figures.lexicon.english_verbs import SAYING
from summarizer.figures.statements import PAUSES, PERIODS, REACH, STOPS, SUBJECTS, VERBAL, Side, Statement
from summarizer.figures.subjects import Subject, find_head_end, find_relative, find_subject, tells_within

_UNEXPLAINED = 2.8
"""What it costs to begin with a pronoun: more than a whole statement is worth."""
_ENDED = 6.0
"""What it costs to begin inside a relative clause that has ended: "worms that nobody had named stripped"."""
_LONELY = {ChunkKind.VERB: 2.6, ChunkKind.GERUND: 0.6, ChunkKind.INFINITIVE: 1.2}
"""What it costs to show a verb without its subject."""

_DENIALS = words("not never no nobody none nothing neither nor cannot without few")
_DENYING = words("denied denies deny doubt doubts doubted")
_DENIAL_REACH = 4
_KEPT_ADVERBS = words("not never ago later back away together apart up down out off on over")
_LOOSE_ADVERBS = ADVERBS - _KEPT_ADVERBS
_LEADING_ADVERBS = ADVERBS - {"not", "never"}
_QUANTIFIERS = words("most many some all several few")
_CONDITIONS = words("if unless whether")
_OWNERS = words("its their his her")
_VERBLESS = frozenset({ChunkKind.NOUN, ChunkKind.PREPOSITION, ChunkKind.LINK, ChunkKind.ADVERB})
_TYING = words("for to at from by in on")
_SHORTENED = 0.8
"""What it costs to show who did it without what of: "A distributor (of pirated discs of films) was sent to prison"."""
_DOERS = ("tor", "tors", "leader", "leaders", "owner", "owners", "maker", "makers", "chief", "president")
_FACTUAL = words("after as since")
_NEEDED = 2


def find_foreparts(statement: Statement) -> Iterator[Side]:
    """Give what may stand before the number, nearest first, with what each costs."""
    begin = statement.spot.begin
    yield Side(begin, 0.9 * statement.is_object)
    yield from _name_of_move(statement)
    if statement.bygone is not None:
        comma = statement.word(statement.noun.start - 1) == ","
        yield Side(statement.bygone, 0.5, cut=frozenset({statement.noun.start - 1} if comma else ()))
    first = _list_start(statement)
    listed = frozenset(range(statement.chunks[first].start, begin) if first < statement.at else ())
    aside = _find_apposition(statement, first)
    dropped = frozenset(i for at in aside for i in range(statement.chunks[at].start, statement.chunks[at].end))
    has_verb, fence = False, 0
    for at in range(first, max(-1, first - REACH), -1):
        if at in aside:
            continue
        if statement.chunks[at].end <= statement.opening or (at < statement.at and _bars(statement, at)):
            fence = at
            break
        for side in _starting_at(statement, at, has_verb=has_verb):
            if side.edge not in listed:
                cut = listed | (dropped if at < aside.start else frozenset())
                yield from _keep_denial(statement, replace(side, cut=side.cut | cut) if cut else side)
        has_verb = has_verb or (statement.kind(at) in VERBAL and at < statement.at)
        if has_verb and statement.first_word(at) in SUBJECTS and statement.kind(at - 1) is ChunkKind.NOUN:
            break  # "against the yen it is down"
    if not has_verb and statement.kind(fence) is not ChunkKind.LINK and _says_little(statement):
        yield from _widen(statement)


def _name_of_move(statement: Statement) -> Iterator[Side]:
    """Give the name of what moved where its attributes part it from its verb: "Net profit … rose by 18% to 94.2m"."""
    if not statement.spot.moved or statement.head >= statement.at - 1:
        return
    end = statement.chunks[find_head_end(statement, statement.head, statement.at - 2)].end
    cut = frozenset(range(end, statement.spot.begin))
    yield Side(statement.chunks[statement.head].start, 0.3, states=True, cut=cut)


def _list_start(statement: Statement) -> int:
    """Give the first of the bare numbers that stand in a list with this one: "bids of £3m, £4m and £5m"."""
    at = statement.at
    while at >= 2 and statement.first_word(at - 1) in {",", "and", "or"}:
        before = at - 2
        while before > 0 and statement.is_bracketed(before):
            before -= 1  # "between $60,000 (£30,800) and"
        chunk = statement.chunks[before]
        if not statement.spot.clauses.taken.issuperset(range(chunk.start, chunk.end)):
            break
        at = before
    return at


def _find_apposition(statement: Statement, first: int) -> range:
    """Give the chunks of an aside before the number's preposition: "bought Halden, the maker of Orsa, for $5m"."""
    closing = first - 2
    mark = statement.first_word(closing)
    if statement.first_word(first - 1) not in _TYING or mark not in PAUSES:
        return range(0)
    for at in range(closing - 1, max(0, closing - REACH), -1):
        if statement.first_word(at) == mark:
            opens = statement.kind(at - 1) is statement.kind(at + 1) is ChunkKind.NOUN
            return range(at, closing + 1) if opens else range(0)
        if statement.kind(at) not in _VERBLESS:
            return range(0)
    return range(0)


def _bars(statement: Statement, at: int) -> bool:
    """Whether the number's clause begins behind chunk `at`: at a mark, or a link that joins no names."""
    if statement.is_bracketed(at):
        return False
    if statement.first_word(at) == "that" and statement.kind(at + 1) is ChunkKind.PRONOUN:
        return statement.word(statement.chunks[at].start - 1) not in SAYING  # who "it" is stands before
    if statement.kind(at) is not ChunkKind.LINK:
        return statement.kind(at) in STOPS
    if statement.kind(at + 1) is not ChunkKind.NOUN or statement.kind(at - 1) is not ChunkKind.NOUN:
        return True
    return statement.kind(at + 2) is ChunkKind.VERB and at + 1 < statement.at


def _starting_at(statement: Statement, at: int, *, has_verb: bool) -> Iterator[Side]:
    """Give the sides that begin with chunk `at`; `has_verb` says that a verb stands between it and the number."""
    kind, start = statement.kind(at), statement.chunks[at].start
    if statement.is_bracketed(at):
        return
    if kind is ChunkKind.NOUN:
        yield from _starting_with_name(statement, at, has_verb=has_verb)
    elif kind in VERBAL:
        yield Side(start, _LONELY[statement.chunks[at].kind], has_verb=True)
        subject = find_subject(statement, at)
        if subject is not None and _suits(statement, subject, at):
            yield from _with_subject(statement, subject, at)
    elif kind is ChunkKind.PRONOUN:
        cost = _UNEXPLAINED + _cost_of_telling(statement, at) + _cost_of_ended(statement, at)
        yield Side(start, cost, states=has_verb, has_verb=has_verb)
    elif kind is ChunkKind.PREPOSITION:
        yield Side(start, 3.0 if statement.word(start) == "of" else 2.2, has_verb=has_verb)


def _starting_with_name(statement: Statement, at: int, *, has_verb: bool) -> Iterator[Side]:
    chunk = statement.chunks[at]
    says = statement.tells(chunk.start, min(chunk.end, statement.spot.begin)) > 0
    if chunk.start < statement.spot.begin and (says or statement.word(chunk.end - 1) in _QUANTIFIERS):
        is_subject = statement.kind(at - 1) is not ChunkKind.PREPOSITION or _is_fact(statement, at)
        free = has_verb and is_subject
        states = free and (statement.kind(at + 1) is ChunkKind.GERUND or _leads_to_verb(statement, at))
        yield Side(chunk.start, _cost_of_start(statement, at, has_verb=has_verb), states=states, has_verb=has_verb)


def _is_fact(statement: Statement, at: int) -> bool:
    """Whether the clause of time that begins at chunk `at` tells what was: "after funds went", not "until it is"."""
    return statement.is_subordinate(at) and statement.word(statement.chunks[at].start - 1) in _FACTUAL


def _leads_to_verb(statement: Statement, at: int) -> bool:
    """Whether names and prepositions from chunk `at` on end at a verb: "Shares in the firm have risen"."""
    for index in range(at, statement.at):
        kind = statement.kind(index)
        if kind in {ChunkKind.VERB, ChunkKind.ADVERB}:
            return True
        if kind not in {ChunkKind.NOUN, ChunkKind.PREPOSITION} or (index > at and _is_fact(statement, index)):
            return False
    return False


def _cost_of_start(statement: Statement, at: int, *, has_verb: bool) -> float:
    """Give what is lost by beginning with the name at chunk `at`."""
    chunk, before = statement.chunks[at], statement.kind(at - 1)
    last = statement.word(chunk.start - 1)
    cost = 0.6 * (statement.word(chunk.start) in _OWNERS)
    if before is ChunkKind.PREPOSITION and not (has_verb and _is_fact(statement, at)):
        cost += 2.0 if last == "of" else 0.8
        anew = statement.kind(at + 1) in {ChunkKind.NOUN, ChunkKind.PRONOUN}
        cost += 1.5 * (anew and not statement.is_lag)  # "At the same time it"
        cost += 0.6 * (has_verb and statement.kind(at + 1) is ChunkKind.PREPOSITION)
    elif (before in VERBAL or before is ChunkKind.PRONOUN) and last not in SAYING:
        cost += _ENDED if has_verb and find_relative(statement, at - 1) else 1.2
    elif before is ChunkKind.LINK and statement.kind(at - 2) is ChunkKind.NOUN:
        cost += 0.6 if statement.word(chunk.start) in DETERMINERS else 1.2
    if (before in VERBAL or before is ChunkKind.PREPOSITION) and statement.kind(at + 1) is ChunkKind.INFINITIVE:
        cost += 1.5  # "broke Haas to lead"
    shown = range(chunk.start, min(chunk.end, statement.spot.begin))
    if all(statement.word(i) in PERIODS or not statement.tokens[i].is_word for i in shown):
        cost += 1.5
    return cost + _cost_of_telling(statement, at) + _cost_of_ended(statement, at)


def _cost_of_telling(statement: Statement, at: int) -> float:
    """Give what it costs to show who said it beside what was said."""
    verbs = [chunk for chunk in statement.chunks[at : statement.at] if chunk.kind is ChunkKind.VERB]
    return 0.8 * (len(verbs) > 1 and statement.word(verbs[0].end - 1) in SAYING)


def _cost_of_ended(statement: Statement, at: int) -> float:
    """Give what it costs where a relative clause begins at chunk `at` and another verb follows its own."""
    opens = statement.kind(at - 1) in {ChunkKind.OPENER, ChunkKind.RELATIVE}
    before = at - 2 - (statement.kind(at - 1) is ChunkKind.RELATIVE and statement.first_word(at - 2) in PAUSES)
    if not opens or statement.kind(before) is not ChunkKind.NOUN:
        return 0.0
    return _ENDED * (sum(chunk.kind is ChunkKind.VERB for chunk in statement.chunks[at : statement.at]) > 1)


def _suits(statement: Statement, subject: Subject, verb: int) -> bool:
    """Whether a subject may stand before a verb form: one further off not before "to", before "doing" only a name."""
    first = statement.chunks[subject.first]
    is_pronoun = first.kind is ChunkKind.PRONOUN
    if not is_pronoun and not statement.tells(first.start, statement.chunks[subject.last].end):
        return False
    if first.start < statement.opening:
        return False
    if subject.is_near:
        return True
    if statement.word(first.start) in _DENIALS:
        return False
    if statement.kind(verb) is ChunkKind.GERUND:
        return not is_pronoun and statement.word(statement.chunks[verb].start - 1) not in {"but", "or"}
    return statement.kind(verb) is ChunkKind.VERB


def _with_subject(statement: Statement, subject: Subject, verb: int) -> Iterator[Side]:
    """Give the verb's words behind its subject, with the subject's own attributes and without."""
    chunks, start = statement.chunks, statement.chunks[verb].start
    cost = _cost_of_subject(statement, subject, verb)
    if tells_within(statement, verb - 1):
        marks = range(chunks[subject.last].end, chunks[verb - 3].start)
        edge = chunks[statement.chain_start(subject.first)].start
        yield Side(edge, cost, states=True, has_verb=True, cut=frozenset(marks))
        return  # with who says so
    leading = {start} if statement.word(start) in _LEADING_ADVERBS else set()
    for end in sorted({subject.last, find_head_end(statement, subject.first, subject.last)}):
        cut = frozenset(range(chunks[end].end, start)) | leading
        shortened = 0.2 * (end != subject.last)
        yield Side(chunks[subject.first].start, cost + shortened, states=True, has_verb=True, cut=cut)
    if statement.first_word(subject.first + 1) == "of" and _names_doer(statement, subject.first):
        cut = frozenset(range(chunks[subject.first].end, start)) | leading
        yield Side(chunks[subject.first].start, cost + _SHORTENED, states=True, has_verb=True, cut=cut)


def _names_doer(statement: Statement, at: int) -> bool:
    """Whether the name at chunk `at` stands without its "of": who or what does something ("A distributor of")."""
    return statement.word(statement.chunks[at].end - 1).endswith(_DOERS)


def _cost_of_subject(statement: Statement, subject: Subject, verb: int) -> float:
    first = statement.chunks[subject.first]
    cost = 0.5 * (not subject.is_near) + 0.5 * (statement.kind(verb) is ChunkKind.GERUND)
    cost += _UNEXPLAINED * (first.kind is ChunkKind.PRONOUN) + 0.6 * (statement.word(first.start) in _OWNERS)
    later = [at for at in range(verb + 1, statement.at) if statement.kind(at) is ChunkKind.VERB]
    if find_relative(statement, verb) and any(statement.is_finite(at) for at in later):
        cost += _ENDED
    return cost + _cost_of_telling(statement, verb) + _cost_of_ended(statement, subject.first)


def _keep_denial(statement: Statement, side: Side) -> Iterator[Side]:
    """Give a side and its shorter forms, unless a "not" would be lost: then with the clause that holds it."""
    near = range(max(0, side.edge - _DENIAL_REACH), side.edge)
    if any(_denies(statement, index) for index in side.cut):
        return
    denial = next((index for index in near if _denies(statement, index)), None)
    if denial is None:
        yield from _shorten(statement, side)
        return
    at = next(i for i, chunk in enumerate(statement.chunks) if chunk.end > denial)
    while at > 0 and not _bars(statement, at - 1):
        at -= 1
    edge = statement.chunks[at].start
    if side.states and edge >= statement.opening:
        yield replace(side, edge=edge, cost=0.6, cut=frozenset())


def _denies(statement: Statement, index: int) -> bool:
    word, after = statement.word(index), statement.word(index + 1)
    return (word in _DENIALS and after != "only") or (word in _DENYING and after == "that")


def _shorten(statement: Statement, side: Side) -> Iterator[Side]:
    """Give a side as it is, with an "if" before it; and without its adverbs, its days, its other measures."""
    if statement.word(side.edge - 1) in _CONDITIONS:
        side = replace(side, edge=side.edge - 1)
    inside = [at for at in range(statement.at) if statement.chunks[at].start >= side.edge]
    side = _drop_that(statement, side, inside)
    yield side
    for found, cost in ((_find_measures(statement, inside), 0.2), (_find_asides(statement, inside), 0.3)):
        if not found <= side.cut:
            yield replace(side, cost=side.cost + cost, cut=side.cut | found)


def _drop_that(statement: Statement, side: Side, inside: list[int]) -> Side:
    """Give a side without the "that" behind who says so: "The firm said that it had to cancel"."""
    thats = [at for at in inside if statement.first_word(at) == "that" and statement.kind(at) is ChunkKind.OPENER]
    told = [at for at in thats if statement.word(statement.chunks[at].start - 1) in SAYING]
    return replace(side, cut=side.cut | {statement.chunks[at].start for at in told})


def _find_measures(statement: Statement, inside: list[int]) -> set[int]:
    """Give the words of other figures that a preposition ties to a verb: "raised its rate by 1 percent to"."""
    found: set[int] = set()
    for at in inside[1:-1]:
        ties = statement.kind(at) is ChunkKind.PREPOSITION and statement.first_word(at) in {"by", "from", "to"}
        if not ties or not statement.has_figure(at + 1):
            continue
        end = at + 2
        while end + 1 < statement.at and statement.first_word(end) == "of":
            end += 2
        if end < statement.at:
            found.update(range(statement.chunks[at].start, statement.chunks[end - 1].end))
    return found


def _find_asides(statement: Statement, inside: list[int]) -> set[int]:
    """Give the adverbs and the days that a statement can do without."""
    found: set[int] = set()
    for at in inside:
        chunk = statement.chunks[at]
        if chunk.kind is ChunkKind.ADVERB and statement.word(chunk.start) in _LOOSE_ADVERBS:
            found.update(range(chunk.start, chunk.end))
        dated = at + 1 < statement.at and statement.kind(at + 1) in {ChunkKind.NOUN, ChunkKind.ADVERB}
        if dated and at != inside[0] and chunk.kind is ChunkKind.PREPOSITION and statement.is_period(at + 1):
            found.update(range(chunk.start, statement.chunks[at + 1].end))
    return found


def _says_little(statement: Statement) -> bool:
    """Whether the number's own clause holds next to nothing."""
    chunks, first, last = statement.chunks, statement.at, statement.at + 1
    while first > 0 and not _bars(statement, first - 1):
        first -= 1
    while last < len(chunks) and not stops_at(statement, last, states=True):
        last += 1
    before = statement.tells(chunks[first].start, statement.spot.begin)
    return before + statement.tells(statement.spot.behind, max(chunks[last - 1].end, statement.spot.behind)) < _NEEDED


def _widen(statement: Statement) -> Iterator[Side]:
    """Give the clauses before, where the number's own has no verb: "…, at a cost of", "…, with 54 of 130 seats"."""
    cost, marks = 1.5, 0
    for at in range(statement.at - 1, max(-1, statement.at - REACH), -1):
        chunk = statement.chunks[at]
        if chunk.kind is ChunkKind.MARK:
            if statement.word(chunk.start) not in PAUSES and not (
                at == statement.at - 1 and statement.word(chunk.start) == ":"
            ):
                return
            marks += 1
            cost += 1.0 * (at < statement.at - 1)
        if chunk.end <= statement.opening:
            return
        if marks and chunk.kind is ChunkKind.NOUN and _names_something(statement, at):
            has_verb = any(other.kind is ChunkKind.VERB for other in statement.chunks[at : statement.at])
            is_first = statement.kind(at - 1) in {None, *STOPS}
            if is_first or not has_verb:
                yield Side(chunk.start, cost + 0.5 * (not is_first), states=has_verb, has_verb=True)


def _names_something(statement: Statement, at: int) -> bool:
    chunk = statement.chunks[at]
    if statement.tokens[chunk.start].is_number or statement.is_period(at):
        return False
    return statement.tells(chunk.start, chunk.end) > 0
