"""An English sentence in chunks: names, verb groups, prepositions, links. Told by closed classes and known verbs.

A full tagger would be better by a few points and needs a model; what lines need is where a subject ends, where its
verb stands, and what a preposition opens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, auto

from summarizer.figures.lexicon.base import words
from summarizer.figures.lexicon.english_verbs import (
    AUXILIARIES,
    BASE,
    FINITE,
    NOT_GERUNDS,
    NOT_PASTS,
    NOUNS_LIKE_PAST,
    NOUNS_TOO,
    PAST,
    SAYING,
    THIRD,
)
from summarizer.figures.quantities import HYPHENS
from summarizer.figures.tokens import Token

_VERBS = BASE | THIRD | PAST


class ChunkKind(IntEnum):
    """What a chunk does in its sentence."""

    NOUN = auto()
    PRONOUN = auto()
    VERB = auto()
    GERUND = auto()
    INFINITIVE = auto()
    PREPOSITION = auto()
    LINK = auto()
    RELATIVE = auto()
    OPENER = auto()
    ADVERB = auto()
    MARK = auto()


@dataclass(frozen=True, slots=True)
class Chunk:
    """The tokens from `start` to `end` of a sentence. Numbers are part of the noun they stand with."""

    kind: ChunkKind
    start: int
    end: int


DETERMINERS = words(
    "a an the its their his her my our your this these those every each another no some any all both most many "
    "several few one"
)
PRONOUNS = words(
    "he she it they we i you there them him us me himself herself itself themselves he's she's it's they're we're i'm "
    "i've we've they've you're you've that's there's i'd he'd she'd we'd i'll we'll he'll she'll they'll it'll he’s "
    "she’s it’s they’re we’re i’m i’ve we’ve they’ve you’re you’ve that’s there’s i’d he’d she’d we’d i’ll we’ll he’ll "
    "she’ll they’ll it’ll"
)
PREPOSITIONS = words(
    "of in for to by on with from at against between per into as than under over during about since within without "
    "near among through toward towards around besides despite like via after before off across onto upon beside behind "
    "beyond amid along above below until including following out up down worth throughout inside outside alongside"
)
LINKS = words("and or but nor plus")
RELATIVES = words("who which whom whose where")
OPENERS = words("that if when while because although though unless whether whereas how why what so albeit meaning")
ADVERBS = words(
    "also then now already still just only even ever never not again once soon later earlier recently far almost "
    "nearly very too however meanwhile today yesterday tomorrow tonight monday tuesday wednesday thursday friday "
    "saturday sunday together ago away back apart there here yet perhaps maybe instead together often always too "
    "alone therefore indeed otherwise nonetheless nevertheless elsewhere overall currently worldwide"
)
_LY_NOUNS = words("family italy july supply reply ally assembly anomaly early only daily weekly monthly yearly elderly")
_NOUN_BEFORE = DETERMINERS - words("all both most many several few each some any these those this one no")
_MARKS = frozenset(",;:()[]?!…")
QUOTES = frozenset('"“”«»')
_TITLE = 10
_QUOTED = 4
"""Words of a quotation that is read as a name."""
_PAIRED = frozenset({("due", "to"), ("thanks", "to"), ("according", "to"), ("such", "as")})
_OPENING = DETERMINERS - {"one"}
_LAGS = words("ago earlier later")
_LAG_REACH = 8
"""Tokens of a figure that says how long ago something was, qualifier and all."""
_RANKS = words("second third fourth fifth sixth seventh eighth ninth tenth")
PARTICLES = words("up down out off on over in through away along around")
_GROUP = frozenset({ChunkKind.VERB, ChunkKind.GERUND, ChunkKind.INFINITIVE})
_CLOSED = (
    dict.fromkeys(PRONOUNS, ChunkKind.PRONOUN)
    | dict.fromkeys(LINKS, ChunkKind.LINK)
    | dict.fromkeys(RELATIVES, ChunkKind.RELATIVE)
    | dict.fromkeys(OPENERS, ChunkKind.OPENER)
)
_OBJECTS = (DETERMINERS | PREPOSITIONS | PRONOUNS | OPENERS | words("more fewer less nearly almost")) - {"of"}
_HELPERS = AUXILIARIES | words("to i we you they who which that not")
_QUANTIFYING = words("more fewer many several other")
_HELPING = AUXILIARIES | words("get gets got getting")
_FUNCTION_WORDS = DETERMINERS | PRONOUNS | PREPOSITIONS
_DESCRIBED = (PREPOSITIONS - {"to"}) | _RANKS
"""A participle behind one stands before its noun: "in reported losses", "sixth seeded"."""
_PARTING = (PREPOSITIONS | LINKS) - {"of", "to"}
_BEHIND_INFINITIVES = DETERMINERS | words("him them it to that")
_BEFORE_VERBS = AUXILIARIES | PRONOUNS | RELATIVES
_BEFORE_NOUNS = _NOUN_BEFORE | words("no this one")
_NEAR = PREPOSITIONS | OPENERS
_TITLED = PREPOSITIONS | DETERMINERS | LINKS


def find_chunks(tokens: Sequence[Token], taken: frozenset[int]) -> tuple[Chunk, ...]:
    """Give the chunks of an English sentence in order, all tokens covered; `taken` tokens are figures. Linear."""
    kinds = _Tagger(tokens, taken).kinds()
    joiner = _Joiner(tokens, kinds, taken)
    chunks: list[Chunk] = []
    for index, kind in enumerate(kinds):
        last = chunks[-1] if chunks else None
        if last is not None and joiner.goes_on(last, index):
            merged = ChunkKind.VERB if kind is ChunkKind.VERB and last.kind is ChunkKind.GERUND else last.kind
            chunks[-1] = Chunk(merged, last.start, index + 1)
        else:
            chunks.append(Chunk(kind, index, index + 1))
    return tuple(chunks)


@dataclass(frozen=True, slots=True)
class _Joiner:
    """Says which tokens of a sentence, each of its kind, stand together; `taken` are figures."""

    tokens: Sequence[Token]
    kinds: Sequence[ChunkKind]
    taken: frozenset[int]

    def goes_on(self, last: Chunk, index: int) -> bool:
        """Whether token `index` belongs to the chunk before it."""
        token, before, kind = self.tokens[index], self.tokens[index - 1], self.kinds[index]
        if index in self.taken and index - 1 in self.taken:
            return True
        if kind is ChunkKind.NOUN and last.kind is ChunkKind.NOUN:
            return not self._names_anew(index)
        if kind is ChunkKind.MARK:
            return token.text == before.text and token.glued  # "--"
        return last.kind in _GROUP and self._joins_group(last, index)

    def _names_anew(self, index: int) -> bool:
        """Whether another name begins behind one: "in 2004 Labour", "at the museum three days ago"."""
        token, before = self.tokens[index], self.tokens[index - 1]
        if _is_year(before) and (token.is_capital or index in self.taken) and index - 1 not in self.taken:
            return True
        owned = before.lower in DETERMINERS or before.lower.endswith(("'s", "’s"))
        return (token.lower in _OPENING and not owned) or (index in self.taken and self._opens_lag(index))

    def _opens_lag(self, index: int) -> bool:
        """Whether the figure that begins at token `index` says how long ago something was."""
        end = index
        while end in self.taken and end < index + _LAG_REACH:
            end += 1
        near = self.tokens[end - 1 : end + 1]
        return any(token.lower in _LAGS for token in near)

    def _joins_group(self, last: Chunk, index: int) -> bool:
        """Whether token `index` goes on with the verb group before it."""
        before, kind = self.tokens[index - 1], self.kinds[index]
        if kind is ChunkKind.ADVERB:
            return index + 1 < len(self.kinds) and self.kinds[index + 1] in _GROUP
        if before.lower == "to":
            return True
        if kind is ChunkKind.VERB:
            helped = before.lower in _HELPING or self.kinds[index - 1] is ChunkKind.ADVERB
            return helped or last.kind is ChunkKind.INFINITIVE
        return kind is ChunkKind.INFINITIVE or (kind is ChunkKind.GERUND and before.lower not in SAYING)


def _is_year(token: Token) -> bool:
    return token.is_number and len(token.text) == 4 and token.text[:2] in {"19", "20"}


class _Tagger:
    """Tells what each token of a sentence is."""

    def __init__(self, tokens: Sequence[Token], taken: frozenset[int]) -> None:
        self._tokens = tokens
        self._taken = taken
        self._quoted = _find_quoted(tokens, taken)

    def kinds(self) -> list[ChunkKind]:
        """Give the kind of each token."""
        return [self._kind(index) for index in range(len(self._tokens))]

    def _kind(self, index: int) -> ChunkKind:
        token = self._tokens[index]
        if index in self._taken or token.is_number or self._is_tied(index) or index in self._quoted:
            return ChunkKind.NOUN
        if not token.is_word:
            return self._kind_of_sign(index)
        if token.text.isupper() and len(token.text) > 1:
            return ChunkKind.NOUN  # "US", "WHO"
        return self._kind_of_word(index)

    def _is_tied(self, index: int) -> bool:
        """Whether a word is part of a hyphenated one."""
        tokens = self._tokens
        if index > 1 and tokens[index].glued and tokens[index - 1].text in HYPHENS and tokens[index - 1].glued:
            return True
        after = tokens[index + 1] if index + 2 < len(tokens) else None
        return after is not None and after.text in HYPHENS and after.glued and tokens[index + 2].glued

    def _kind_of_sign(self, index: int) -> ChunkKind:
        token = self._tokens[index]
        tied = token.glued and index + 1 < len(self._tokens) and self._tokens[index + 1].glued
        if token.text in "–—-":
            tied = tied and token.text != "—" and self._tokens[index + 1].text != token.text
            return ChunkKind.NOUN if tied else ChunkKind.MARK
        if token.text == ".":
            short = index > 0 and self._tokens[index - 1].is_capital and len(self._tokens[index - 1].text) <= 3
            short = short and self._word(index + 1) not in QUOTES
            inner = index + 1 < len(self._tokens) and (short or (tied and self._tokens[index + 1].text.isalnum()))
            return ChunkKind.NOUN if inner else ChunkKind.MARK
        return ChunkKind.MARK if token.text in _MARKS or token.text in QUOTES else ChunkKind.NOUN

    def _kind_of_word(self, index: int) -> ChunkKind:
        lower = self._tokens[index].lower
        if (kind := _CLOSED.get(lower)) is not None:
            return self._kind_of_closed(index, kind)
        if lower == "being" and self._word(index - 1) not in AUXILIARIES:
            return ChunkKind.GERUND
        if lower in AUXILIARIES:
            is_name = lower in {"may", "will"} and self._tokens[index].is_capital and index
            return ChunkKind.NOUN if is_name else ChunkKind.VERB
        if lower == "to" and self._is_infinitive(index + 1):
            return ChunkKind.INFINITIVE
        if lower in PARTICLES and self._is_action(index - 1) and self._ends(index + 1):
            return ChunkKind.ADVERB
        if lower == "before" and not self._word(index + 1)[:1].isalnum():
            return ChunkKind.ADVERB  # "the year before"
        if lower in PREPOSITIONS or ((lower, self._word(index + 1)) in _PAIRED):
            return ChunkKind.PREPOSITION
        if lower in ADVERBS or _is_manner(self._tokens[index]):
            return ChunkKind.ADVERB
        return ChunkKind.NOUN if lower in DETERMINERS else self._kind_of_open_word(index)

    def _is_action(self, index: int) -> bool:
        lower = self._word(index)
        helped = self._word(index - 1) in AUXILIARIES
        return helped or lower in _VERBS or lower.endswith(("ed", "ing"))

    def _ends(self, index: int) -> bool:
        """Whether no name follows a preposition: "were gunned down."."""
        after = self._word(index)
        return not after or not (after[0].isalnum() or after in "$£€¥") or after in _PARTING

    def _kind_of_closed(self, index: int, kind: ChunkKind) -> ChunkKind:
        lower, before = self._word(index), self._word(index - 1)
        if lower == "plus" and index and self._tokens[index].is_capital and self._tokens[index - 1].is_capital:
            return ChunkKind.NOUN  # "Sky Plus"
        if lower == "meaning":
            return kind if before in {",", "-", "–", "—"} else self._kind_of_open_word(index)
        if lower == "because" and self._word(index + 1) == "of":
            return ChunkKind.PREPOSITION
        if lower == "that" and before in PREPOSITIONS:
            return ChunkKind.NOUN
        if lower == "so" and self._word(index + 1) in {"far", "much", "many"}:
            return ChunkKind.ADVERB
        if lower in {"and", "&"} and 0 < index < len(self._tokens) - 1:
            beside = (self._tokens[index - 1], self._tokens[index + 1])
            names = all(token.is_capital and token.lower not in ADVERBS for token in beside)
            return ChunkKind.NOUN if names else kind
        return kind

    def _kind_of_open_word(self, index: int) -> ChunkKind:
        token, before = self._tokens[index], self._word(index - 1)
        if token.is_capital and index and before not in QUOTES:
            return ChunkKind.NOUN
        if before in _NOUN_BEFORE or before in {"'", "’"} or (before.endswith(("'s", "’s")) and before not in PRONOUNS):
            return ChunkKind.NOUN
        if _is_past(token):
            if token.lower in NOUNS_LIKE_PAST and not self._acts(index):
                return ChunkKind.NOUN
            return ChunkKind.NOUN if self._describes(index) else ChunkKind.VERB
        if token.lower.endswith("ing") and len(token.lower) > 5:
            return ChunkKind.GERUND if self._is_gerund(index) else ChunkKind.NOUN
        return ChunkKind.VERB if self._is_present(index) else ChunkKind.NOUN

    def _word(self, index: int) -> str:
        return self._tokens[index].lower if 0 <= index < len(self._tokens) else ""

    def _is_infinitive(self, index: int) -> bool:
        lower = self._word(index)
        if index in self._taken:
            return False
        if lower in BASE or lower in {"be", "do", "have"}:
            return True
        if not lower.isalpha() or self._tokens[index].is_capital:
            return False
        if lower in _FUNCTION_WORDS or lower.endswith(("s", "ing", "ed")):
            return False
        return self._word(index + 1) in _BEHIND_INFINITIVES

    def _is_gerund(self, index: int) -> bool:
        """Whether a word in "ing" is no noun: a few are one unless something they are about follows."""
        before = self._word(index - 1)
        if self._word(index) not in NOT_GERUNDS or before in AUXILIARIES:
            return True
        if _is_plural(before) and index + 1 in self._taken and self._word(index - 2) in PREPOSITIONS:
            return True  # "about gamers spending 10 hours"
        return before in {",", "-", "–", "and", ""} and self._opens_object(index + 1)

    def _describes(self, index: int) -> bool:
        """Whether a participle stands before its noun: "in reported losses", "a four-month suspended sentence"."""
        before, after = self._word(index - 1), self._word(index + 1)
        if self._word(index) in FINITE or before in _LAGS:
            return False
        opens = before in _DESCRIBED or (before.endswith("ing") and before not in AUXILIARIES)
        opens = opens or (index > 1 and self._is_tied(index - 1)) or (index - 1 in self._taken and before.isalnum())
        return opens and after.isalpha() and after not in _FUNCTION_WORDS and after not in LINKS

    def _acts(self, index: int) -> bool:
        """Whether a word like "cut" or "set" is a verb: behind an auxiliary, or before what it is about."""
        before, after = self._word(index - 1), self._word(index + 1)
        if before in _BEFORE_VERBS or not before:
            return bool(before)
        if after in PREPOSITIONS:
            return after != "of" and (self._tokens[index - 1].is_capital or _is_plural(before))
        return self._opens_object(index + 1)

    def _is_present(self, index: int) -> bool:
        """Whether a word that may be a noun too is a verb here, by what stands around it."""
        lower, before = self._word(index), self._word(index - 1)
        if lower in THIRD and self._word(index + 1) == "to" and self._is_infinitive(index + 2):
            return before not in _NOUN_BEFORE
        if not before or before[-1] in ",;:([—–.?!-":
            return False
        if self._tokens[index - 1].is_number or index - 1 in self._taken:
            spans = lower in THIRD and index - 1 in self._taken and _is_plural(before)  # "in two years leaves"
            return spans or (lower in BASE and self._word(index + 1) in PRONOUNS)
        if before in PREPOSITIONS or before in _BEFORE_NOUNS:
            return False
        if lower in BASE:
            if before in LINKS:
                return self._word(index + 1) == "to" and self._is_infinitive(index + 2)  # "look and expect to get"
            is_noun_too = f"{lower}s" in NOUNS_TOO and self._word(index + 1) in PREPOSITIONS
            is_named = self._tokens[index - 1].is_capital and index > 1  # "the May report"
            is_named = is_named or (before == "that" and self._word(index - 2) in PREPOSITIONS)
            return (before in _HELPERS and not is_named) or (
                _is_plural(before)
                and not is_noun_too
                and (self._opens_object(index + 1) or self._word(index + 1) in AUXILIARIES)
            )
        if lower not in THIRD or before in _QUANTIFYING:
            return False
        if before in LINKS:
            return self._opens_object(index + 1) and not _is_plural(self._word(index - 2))
        if lower not in NOUNS_TOO or before in {"it", "he", "she", "which", "who", "that"}:
            return True
        near = self._word(index + 1) in _NEAR
        return self._tokens[index - 1].is_capital if near else self._opens_object(index + 1)

    def _opens_object(self, index: int) -> bool:
        """Whether what a verb is about may begin there: an article, a number, a name, a preposition."""
        lower = self._word(index)
        if not lower or lower == "of":
            return False
        token = self._tokens[index]
        if (
            index in self._taken
            or token.is_number
            or token.text in "$£€¥"
            or (token.is_capital and lower not in ADVERBS)
        ):
            return True
        return lower in _OBJECTS or lower.endswith("ly")


def _find_quoted(tokens: Sequence[Token], taken: frozenset[int]) -> frozenset[int]:
    """Give the tokens of quotations of a few words, marks and all: they are names ("super union")."""
    marks = [index for index, token in enumerate(tokens) if token.text in QUOTES]
    found: set[int] = set()
    for first, last in zip(marks[::2], marks[1::2], strict=False):
        inside = range(first, last + 1)
        is_short = last - first <= _QUOTED + 1 or all(_is_titled(tokens[i]) for i in inside[1:-1])
        if (
            2 <= last - first <= _TITLE
            and is_short
            and not any(i in taken or tokens[i].text in ".,;:?!" for i in inside)
        ):
            found.update(inside)
    return frozenset(found)


def _is_titled(token: Token) -> bool:
    """Whether a word may stand in a title: "Night of Too Many Stars"."""
    return token.is_capital or token.is_number or token.lower in _TITLED


def _is_manner(token: Token) -> bool:
    return token.lower.endswith("ly") and len(token.lower) > 4 and token.lower not in _LY_NOUNS and not token.is_capital


def _is_past(token: Token) -> bool:
    lower = token.lower
    return lower in PAST or (len(lower) > 3 and lower.endswith("ed") and lower not in NOT_PASTS)


def _is_plural(word: str) -> bool:
    return word.endswith("s") or word in {"people", "police", "women", "men", "children"}
