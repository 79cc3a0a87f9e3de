"""Roles that a story tells of a subject without its name.

"Ada Lind spoke first. She is the head of Z", "while he was head of Z", "Ada Lind won. The 23-year-old sprinter wept".
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.people.descriptions import FAME, find_definite
from summarizer.people.following import find_copula
from summarizer.people.identities import Identity, Sighting
from summarizer.people.lexicon import Lexicon
from summarizer.people.mentions import Mention
from summarizer.people.role import Role
from summarizer.people.tokens import Token

_CONJUNCTIONS = frozenset({"while", "when"})
_QUOTES = frozenset('"“”„«»')
_ORDER = frozenset("only first second third fourth fifth last latest same".split())


def add_pronoun_roles(sentences: Sequence[Sequence[Token]], people: Sequence[Identity], lexicon: Lexicon) -> None:
    """Give people the roles that a pronoun and a copula tell of them; English only.

    "He" or "she" that opens a sentence is who opened the sentence before, if nobody else stands there; so is "the" with
    an age or a noun of fame. Behind "while" the pronoun is who opens the sentence. Sentences with quotations tell
    nothing. Linear.
    """
    if lexicon.language != "en":
        return
    told: dict[int, list[tuple[Identity, int]]] = defaultdict(list)
    for one in people:
        for at, sighting in enumerate(one.sightings):
            told[sighting.mention.sentence].append((one, at))
    for index, named in told.items():
        subject = next(((one, at) for one, at in named if one.sightings[at].mention.run == 0), None)
        if subject is None or not _is_plain(sentences[index]):
            continue
        one, at = subject
        alone = all(other is one for other, _ in named)
        places = [(index, here) for here in _conjoined(sentences[index], lexicon)]
        places += [(index + 1, 0)] if alone and _is_next(sentences, index + 1, told) else []
        roles = [role for where, here in places if (role := _role(sentences[where], here, one.sightings[at], lexicon))]
        if alone and (described := _described(sentences, index + 1, lexicon)):
            roles.append(described)
        one.sightings[at] = replace(one.sightings[at], roles=(*one.sightings[at].roles, *roles))


def _is_plain(tokens: Sequence[Token]) -> bool:
    return not any(token.text in _QUOTES for token in tokens)


def _is_next(sentences: Sequence[Sequence[Token]], index: int, told: dict[int, list[tuple[Identity, int]]]) -> bool:
    """Whether a sentence without quotations goes on with "He" or "She"."""
    if index >= len(sentences) or not sentences[index] or not _is_plain(sentences[index]):
        return False
    return sentences[index][0].low in {"he", "she"} and index not in told


def _conjoined(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[int]:
    """Where a pronoun follows "while" or "when"."""
    return (
        at
        for at in range(1, len(tokens) - 1)
        if tokens[at].low in lexicon.pronouns and tokens[at - 1].low in _CONJUNCTIONS
    )


def _role(tokens: Sequence[Token], pronoun: int, sighting: Sighting, lexicon: Lexicon) -> Role | None:
    """What a copula behind a pronoun makes of somebody."""
    if pronoun + 2 >= len(tokens) or any(token.low in _ORDER for token in tokens[pronoun + 2 : pronoun + 5]):
        return None
    stands_for: Mention = replace(sighting.mention, first=pronoun, last=pronoun + 1)
    role = find_copula(tokens, stands_for, lexicon)
    return role and replace(role, place="office")


def _described(sentences: Sequence[Sequence[Token]], index: int, lexicon: Lexicon) -> Role | None:
    """What opens a sentence with "the", if its age or its noun leaves no doubt who is meant."""
    if index >= len(sentences) or not _is_plain(sentences[index]):
        return None
    told = next(find_definite(sentences[index], index, lexicon), None)
    if told is None or told.span[0] != sentences[index][1].start:
        return None
    aged = sentences[index][1].low.endswith("-year-old")
    return Role(spans=(told.span,), place="office", words=1) if aged or told.noun in FAME else None
