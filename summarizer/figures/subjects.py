"""Who does what a verb says: the subject of an English verb, past relative clauses, asides and other predicates."""

from dataclasses import dataclass, replace

from summarizer.figures.chunks import ChunkKind
from summarizer.figures.lexicon.english_verbs import SAYING
from summarizer.figures.statements import PAUSES, REACH, STOPS, SUBORDINATES, Statement

_OPENINGS = frozenset({None, ChunkKind.LINK, *STOPS})
_DEPTH = 3
"""Verbs that a subject may be passed on by: "The rangers came, arrested five men and sealed"."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The chunks from `first` to `last` that name it; `is_near` says that the verb follows at once, but for adverbs."""

    first: int
    last: int
    is_near: bool = True


def find_subject(statement: Statement, verb: int, depth: int = _DEPTH) -> Subject | None:
    """Give the subject of the verb at chunk `verb`, or None where none is found."""
    at = statement.skip_when(verb - 1)
    kind = statement.kind(at)
    if depth == 0 or kind is None:
        return None
    if tells_within(statement, at):
        return _find_antecedent(statement, at - 2)
    if kind in {ChunkKind.NOUN, ChunkKind.PRONOUN}:
        if at and statement.is_period(at) and statement.has_figure(at - 1):
            return None  # "making $5m a year got stuck"
        reduced = statement.kind(verb) is ChunkKind.VERB and not statement.is_finite(verb) and verb == at + 1
        return _find_name(statement, at, 0 if reduced else depth)
    if kind is ChunkKind.RELATIVE or statement.first_word(at) == "that":
        return _find_antecedent(statement, at)
    if kind is ChunkKind.MARK:
        shares = statement.first_word(at) == "," or statement.kind(verb) is ChunkKind.GERUND
        shares = shares and not _is_participle(statement, verb)
        return _find_named(statement, at) or (_find_earlier(statement, at, depth) if shares else None)
    if kind is ChunkKind.PREPOSITION and statement.first_word(at) == "of":
        return None  # "the risk of developing"
    if kind in {ChunkKind.LINK, ChunkKind.PREPOSITION}:
        return _find_earlier(statement, at, depth)
    return None


def _is_participle(statement: Statement, verb: int) -> bool:
    """Whether a past form behind a mark only describes: ", based on 99% of the vote"."""
    is_past = statement.kind(verb) is ChunkKind.VERB and not statement.is_finite(verb)
    return is_past and statement.kind(verb + 1) is ChunkKind.PREPOSITION


def tells_within(statement: Statement, at: int) -> bool:
    """Whether the verb at chunk `at` says, inside a relative clause, whose words follow: "which they say would"."""
    tells = statement.kind(at) is ChunkKind.VERB and statement.word(statement.chunks[at].end - 1) in SAYING
    named = statement.kind(at - 1) in {ChunkKind.NOUN, ChunkKind.PRONOUN}
    return tells and named and statement.kind(at - 2) is ChunkKind.RELATIVE


def find_head_end(statement: Statement, first: int, last: int) -> int:
    """Give the last chunk of a name without its attributes, but with "of" and "and": "number of people in the city"."""
    end = first + (statement.kind(first) is ChunkKind.GERUND and first < last)
    while end + 2 <= last and (statement.first_word(end + 1) == "of" or statement.kind(end + 1) is ChunkKind.LINK):
        end += 2
    return end


def find_relative(statement: Statement, verb: int) -> int:
    """Give the chunk of the relative pronoun before a verb, 0 without one."""
    at = statement.skip_when(verb - 1)
    word, before = statement.first_word(at), statement.kind(at - 1)
    is_that = word == "that" and before is ChunkKind.NOUN
    is_that = is_that or (word == "what" and before is ChunkKind.PREPOSITION)  # "Sales in what is a strong month"
    return at if at > 0 and (is_that or statement.kind(at) is ChunkKind.RELATIVE) else 0


def _find_name(statement: Statement, at: int, depth: int) -> Subject | None:
    """Give the names that end at chunk `at`, or the subject of the verb that they are an object of.

    Behind the last a past form without an auxiliary describes it (`depth` 0): "emerged with a plan called Hope".
    """
    first = statement.chain_start(at)
    before = statement.kind(first - 1)
    if before is ChunkKind.PREPOSITION and statement.first_word(first - 1) not in SUBORDINATES:
        if depth == 0 or statement.kind(first - 2) not in {ChunkKind.VERB, ChunkKind.GERUND}:
            return Subject(at, at)
        return _far(find_subject(statement, first - 2, depth - 1))
    told = statement.word(statement.chunks[first].start - 1) in SAYING
    verb = first - 2 if before is ChunkKind.ADVERB else first - 1
    if statement.kind(verb) is ChunkKind.VERB and not told and (relative := find_relative(statement, verb)):
        return _find_matrix(statement, relative)
    if before is ChunkKind.LINK and statement.kind(first - 2) is ChunkKind.NOUN:
        start = statement.chain_start(first - 2)
        opens = statement.kind(start - 1) in _OPENINGS or statement.word(statement.chunks[start].start - 1) in SAYING
        return Subject(start if opens else first, at)
    opens = statement.kind(first - 2) in _OPENINGS or statement.word(statement.chunks[first - 1].start - 1) in SAYING
    return Subject(first - 1 if before is ChunkKind.GERUND and opens else first, at)  # "cutting the limit would save"


def _find_matrix(statement: Statement, relative: int) -> Subject | None:
    """Give the subject of the verb behind a relative clause: "a storm off the coast that crossed the bay has left"."""
    found = _find_antecedent(statement, relative)
    return None if found is None else Subject(statement.chain_start(found.first), found.last, is_near=False)


def _far(found: Subject | None) -> Subject | None:
    return None if found is None else replace(found, is_near=False)


def _find_antecedent(statement: Statement, at: int) -> Subject | None:
    """Give the name that a relative pronoun stands for; not a place, where that only says where it is."""
    before = at - (statement.kind(at - 1) is ChunkKind.PREPOSITION) - 1
    before -= statement.first_word(before) in PAUSES
    is_loose = before < at - 1
    if statement.kind(before) not in {ChunkKind.NOUN, ChunkKind.GERUND} or (is_loose and statement.has_figure(before)):
        return None
    chain = statement.chain_start(before)
    if chain < before or statement.kind(chain - 1) is ChunkKind.PREPOSITION:
        verb = chain - 1 - (statement.kind(chain - 1) is ChunkKind.PREPOSITION)
        if statement.kind(verb) is ChunkKind.VERB and (outer := find_relative(statement, verb)):
            return _find_matrix(statement, outer)  # "a horn which was hers, which is to fetch"
    chunk = statement.chunks[before]
    places = {"in", "at"}
    if statement.first_word(at) == "who" and chunk.end - chunk.start == 1:
        places = {"in", "at", "from"}  # "women from Pelagia, who paid"
    is_place = statement.tokens[chunk.end - 1].is_capital and statement.word(chunk.start - 1) in places
    first = statement.chain_start(before) if is_place else before
    return Subject(first, first, is_near=first == before)


def _find_named(statement: Statement, mark: int) -> Subject | None:
    """Give the name before the aside that the mark at chunk `mark` closes: "Harlin's film, released in May, took"."""
    word, opening = statement.first_word(mark), mark
    goes_on = statement.kind(mark + 1) is ChunkKind.GERUND  # ", killing": no aside is closed before it
    if not goes_on:
        earlier = range(mark - 1, max(0, mark - REACH), -1)
        opening = next((at for at in earlier if statement.kind(at) is ChunkKind.MARK), mark)
    if word not in PAUSES or statement.first_word(opening) != word:
        return None
    first = opening
    while first > 0 and statement.kind(first - 1) in {ChunkKind.NOUN, ChunkKind.PREPOSITION}:
        first -= 1
    if first == opening or statement.kind(first) is not ChunkKind.NOUN:
        return None
    before = statement.kind(first - 1)
    opens = before in _OPENINGS and not statement.is_period(first)
    opens = opens and not (goes_on and before in {ChunkKind.LINK, ChunkKind.MARK})
    return Subject(first, opening - 1, is_near=False) if opens else None


def _find_earlier(statement: Statement, at: int, depth: int) -> Subject | None:
    """Give the subject of the verb before a link, a comma or a preposition: both verbs share it."""
    governs = {ChunkKind.VERB, ChunkKind.GERUND} if statement.kind(at) is ChunkKind.PREPOSITION else {ChunkKind.VERB}
    for index in range(at - 1, max(-1, at - REACH), -1):
        kind = statement.kind(index)
        if kind is ChunkKind.OPENER or (kind is ChunkKind.MARK and statement.first_word(index) in ";:.()"):
            return None
        if kind in governs:
            return _far(find_subject(statement, index, depth - 1))
    return None
