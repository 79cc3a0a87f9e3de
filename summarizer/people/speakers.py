"""Who says a quotation: the person beside a verb of speech, or the one that a pronoun stands for."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, takewhile

from summarizer.model import Person
from summarizer.people.lexicon import Lexicon, fold, world
from summarizer.people.tokens import MARK, WORD, Token

_SPEAKER_WITHIN = 30
_VERB_WITHIN = 12
_VERB_OF_SUBJECT_WITHIN = 20
_BESIDE = 6
"""How near to a quotation a verb of speech stands whose subject nobody knows ("said one trader")."""
_SUBJECT_MAY_LACK = frozenset({"es", "it", "pt"})
"""Languages in which a verb alone stands for "he said"."""
_SENTENCE_ENDS = frozenset(".!?…")
_QUOTE_MARKS = frozenset('“”«»„"「」『』')
_CLOSING_MARKS = _SENTENCE_ENDS | _QUOTE_MARKS
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’\-‑][^\W\d_]+)*")
_SOURCES = {"according": "to", "по": "словам", "за": "словами"}
_SOURCE_WORDS = frozenset({"laut", "selon", "según", "secondo", "segundo"})
"""What names a source without a verb: "according to Ada Lind"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What the tokens beside a quotation tell of its speaker: `who` is an index into the people.

    `told` without `who` says that somebody else speaks ("said one trader").
    """

    who: int | None = None
    told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Speakers:
    """The people of a story as names call them: one word, or two of them that stand together."""

    lexicon: Lexicon
    callers: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]

    def named_in(self, tokens: Sequence[Token]) -> dict[int, int]:
        """Whom the tokens name: the place of each name's word to an index into the people. Linear."""
        named: dict[int, int] = {}
        for at, token in enumerate(tokens):
            if token.kind == WORD and token.capital:
                who = self._called(tokens, at)
                if who is not None:
                    named[token.start] = who
        return named

    def _called(self, tokens: Sequence[Token], at: int) -> int | None:
        key = fold(tokens[at].text)
        before = fold(tokens[at - 1].text) if at and tokens[at - 1].capital else ""
        after = fold(tokens[at + 1].text) if at + 1 < len(tokens) and tokens[at + 1].capital else ""
        for pair in ((before, key), (key, after)):
            if pair in self.pairs:
                return self.pairs[pair]
        if before in world().given and (before, key) not in self.pairs and before not in self.callers:
            return None  # somebody else of that surname
        return self.callers.get(key)


def speakers_of(people: Sequence[Person], lexicon: Lexicon) -> Speakers:
    """Whom each name calls: the surname first, other parts of a name where nobody else has them."""
    callers: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    names = [[fold(part) for part in _NAME_WORD.findall(one.name)] for one in people]
    for index, parts in enumerate(names):
        if parts:
            leads = len(parts) > 1 and world().leads(parts[0]) and not world().leads(parts[-1])
            callers.setdefault(parts[0] if leads else parts[-1], index)
        for pair in combinations(parts, 2):
            pairs.setdefault(pair, index)
    shared = Counter(part for parts in names for part in set(parts))
    for index, parts in enumerate(names):
        for part in parts:
            if shared[part] == 1 and len(part) > 2 and part not in world().particles:
                callers.setdefault(part, index)
    return Speakers(lexicon=lexicon, callers=callers, pairs=pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A paragraph's names (`named`, by place) for the quotations in it."""

    speakers: Speakers
    named: Mapping[int, int]

    def attribution(
        self, before: Sequence[Token], after: Sequence[Token], subject: int | None, *, closed: bool
    ) -> Attribution:
        """Who says a quotation between two stretches of tokens.

        `subject` is whom a pronoun stands for; `closed` says that the quotation ends its own sentence, so that what
        follows belongs to another one.
        """
        behind = () if closed else _window(after[:_SPEAKER_WITHIN])
        ahead = _window(before[: -_SPEAKER_WITHIN - 1 : -1])
        introduced = len(before) > 1 and before[-2].text in {":", ","}
        windows = (ahead, behind) if introduced else (behind, ahead)
        found = [self._said_by(window, subject, behind=window is behind) for window in windows]
        return next((one for one in found if one.who is not None), found[0])

    def subject(self, tokens: Sequence[Token], otherwise: int | None) -> int | None:
        """Whom a pronoun behind the tokens stands for; `otherwise` is whom one before them would stand for."""
        if not self.named:
            return otherwise
        start = 0
        for at, token in enumerate(tokens):
            if token.text in _SENTENCE_ENDS or at == len(tokens) - 1:
                otherwise = self._subject_of(tokens[start : at + 1], otherwise)
                start = at + 1
        return otherwise

    def _subject_of(self, sentence: Sequence[Token], otherwise: int | None) -> int | None:
        """The first whom a sentence names behind no preposition and not as an owner.

        `otherwise` stays the subject where the sentence goes on with a pronoun, or names him but in such a place.
        """
        named = [(at, who) for at, token in enumerate(sentence) if (who := self.named.get(token.start)) is not None]
        opening = next((token for token in sentence if token.kind == WORD), None)
        lexicon = self.speakers.lexicon
        if not named or opening is None or opening.low in lexicon.pronouns:
            return otherwise
        if (teller := self._teller(sentence, dict(named))) is not None:
            return teller
        clause = _main_clause(sentence, opening, lexicon)
        subjects = [who for at, who in named if at >= clause and not _is_oblique(sentence, at, lexicon)]
        if subjects:
            return subjects[0]
        return otherwise if otherwise in {who for _, who in named} else named[0][1]

    def _teller(self, sentence: Sequence[Token], named: Mapping[int, int]) -> int | None:
        """Who stands beside a verb of speech that ends a sentence: "It rained, Ada Lind said"."""
        for at in range(max(0, len(sentence) - _TAIL_TOKENS), len(sentence)):
            token = sentence[at]
            if token.low not in self.speakers.lexicon.speech:
                continue
            beside = (at - 1,) if token.low in _ADDRESSING or _has_subject(sentence, at) else (at - 1, at + 1, at + 2)
            who = next((named[near] for near in beside if near in named), None)
            if who is not None:
                return who
        return None

    def told_before(self, before: Sequence[Token], subject: int | None) -> int | None:
        """Who is said to say something in the sentence that ends right before a quotation."""
        if not before or before[-1].text not in _CLOSING_MARKS:
            return None
        end = len(before)
        while end > 0 and before[end - 1].text in _CLOSING_MARKS:
            end -= 1
        return self._said_by(
            _window(before[max(0, end - _SPEAKER_WITHIN) : end][::-1]), subject, behind=False, within=_SPEAKER_WITHIN
        ).who

    def _said_by(
        self, window: Sequence[Token], subject: int | None, *, behind: bool, within: int = _VERB_WITHIN
    ) -> Attribution:
        """The person nearest to the verb of speech in a window; a pronoun beside the verb is the subject."""
        lexicon = self.speakers.lexicon
        named = [(at, who) for at, token in enumerate(window) if (who := self.named.get(token.start)) is not None]
        if behind and named and self._opens_with(window, named[0][0]):
            return Attribution(who=named[0][1], told=True)
        verb = next((at for at, token in enumerate(window[:within]) if token.low in lexicon.speech), None)
        if verb is None:
            return Attribution()
        ordered = window if behind else window[::-1]
        able = [(at, who) for at, who in named if self._may_say(ordered, window[at], window[verb], behind=behind)]
        distant = sorted((abs(at - verb), who) for at, who in able)
        beside = window[max(0, verb - 2) : verb + 3]
        near = {part for token in beside for part in (token.low, token.low.rpartition("-")[2])}  # "a-t-elle dit"
        if distant and (distant[0][0] <= 2 or not near & lexicon.pronouns):
            return Attribution(who=distant[0][1], told=True)
        unsaid = lexicon.language in _SUBJECT_MAY_LACK and len(window) <= 2
        if unsaid or near & lexicon.pronouns:
            return Attribution(who=subject, told=True)
        return Attribution(told=verb < _BESIDE)

    def _may_say(self, ordered: Sequence[Token], name: Token, said: Token, *, behind: bool) -> bool:
        """Whether a name may be the subject of a verb: not whom it addresses, and behind no preposition.

        `ordered` are the tokens beside the quotation in the order of the text. Right behind a quotation the subject
        may follow any verb ("…?" asked Ada Lind).
        """
        if self.speakers.lexicon.language != "en":
            return True
        verb = bisect_left(ordered, said.start, key=lambda token: token.start)
        if name.start > said.start:
            inverted = behind and all(token.kind == MARK for token in ordered[:verb])
            return inverted or not (said.low in _ADDRESSING or _has_subject(ordered, verb))
        at = bisect_left(ordered, name.start, key=lambda token: token.start)
        return verb - at <= 2 or not _is_oblique(ordered, at, self.speakers.lexicon)

    def _opens_with(self, window: Sequence[Token], first: int) -> bool:
        """Whether a name opens what follows a quotation and is its subject, or its source ("according to …")."""
        if _names_source(window):
            return True
        lead = [token for token in window[:first] if token.kind != MARK and not token.capital]
        speech = any(token.low in self.speakers.lexicon.speech for token in window[:_VERB_OF_SUBJECT_WITHIN])
        return (
            speech
            and not lead
            and first + 1 < len(window)
            and any(token.text == "," for token in window[first + 1 : first + 4])
        )


_TAIL_TOKENS = 5
_ADDRESSING = frozenset("told tells tell asked asks urged urges warned warns called reminded quoted".split())
"""Verbs of speech behind which stands whom somebody speaks to."""


def _has_subject(ordered: Sequence[Token], verb: int) -> bool:
    """Whether a noun stands right before a verb, so that the name behind it is no subject: "the firm said Lind was"."""
    before = ordered[verb - 1] if verb else None
    return before is not None and before.kind == WORD and not before.capital and before.low not in _BEFORE_SPEAKING


_BEFORE_SPEAKING = frozenset("and but also then so as when later he she who".split())


def _main_clause(sentence: Sequence[Token], opening: Token, lexicon: Lexicon) -> int:
    """Where the main clause begins, behind one that "when" or "as" opens."""
    if opening.low not in _SUBORDINATING or lexicon.language != "en":
        return 0
    return next((at for at, token in enumerate(sentence) if token.text == ","), 0)


_SUBORDINATING = frozenset("when while as after before although though if since because asked".split())


def _is_oblique(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a name stands as an owner or behind a preposition: "Lind's", "for Ada Lind"."""
    end = at + 1
    while end < len(sentence) and end - at < _NAME_TOKENS and sentence[end].capital:
        end += 1
    if end < len(sentence) and sentence[end].text in {"'s", "’s"}:
        return True
    start = at
    while start > 0 and at - start < _NAME_TOKENS and sentence[start - 1].capital:
        start -= 1
    return lexicon.language == "en" and _is_behind_preposition(sentence, start, lexicon)


_NAME_TOKENS = 8


def _is_behind_preposition(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a preposition leads to a token, a few words that describe it between: "by the young defender Lind"."""
    for token in reversed(sentence[max(0, at - _DESCRIBING_WORDS) : at]):
        if token.low in _OBLIQUE:
            return True
        if token.kind == MARK or token.low in lexicon.stops or token.low in lexicon.speech:
            return False
    return False


_DESCRIBING_WORDS = 5
_OBLIQUE = frozenset("for with of to by from about on against over as like at in than replacing between".split())


def _names_source(window: Sequence[Token]) -> bool:
    opening = [token.low for token in window if token.kind != MARK][:2]
    if not opening:
        return False
    return opening[0] in _SOURCE_WORDS or (len(opening) > 1 and _SOURCES.get(opening[0]) == opening[1])


def _window(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Of the tokens next to a quotation, nearest first, those up to the sentence's end."""
    kept = (token for token in tokens if token.text not in _QUOTE_MARKS)
    return tuple(takewhile(lambda token: token.text not in _SENTENCE_ENDS, kept))
