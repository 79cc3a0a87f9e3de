"""The people of a story: name and role as printed, the most salient first."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summarizer.model import Article, Person, Sentence
from summarizer.people.acceptance import accept
from summarizer.people.descriptions import find_described
from summarizer.people.evidence import has_age, is_colophon, is_credit, is_headline, is_thing, weigh
from summarizer.people.identities import Identity, Sighting, join_bare, join_full
from summarizer.people.lexicon import Lexicon, fold, lexicon_of, world
from summarizer.people.mentions import Mention, find_mentions, opens_sentence
from summarizer.people.pronouns import add_pronoun_roles
from summarizer.people.role import WEAK_PLACES, Role
from summarizer.people.roles import find_roles
from summarizer.people.tokens import WORD, Token, tokenize, tokens_of

_ROLE_WORDS_COUNTED = 6
_LAST_SENTENCES = 5
_BELONGING = frozenset({"affiliation", "owner", "shared"})
"""Where a role says no more than whom somebody is with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Story:
    """An article as tokens: `lower` holds the words that it prints in small letters, `title` those of its headline.

    Both are folded.
    """

    article: Article
    text: str
    tokens: tuple[list[Token], ...]
    lexicon: Lexicon
    lower: frozenset[str]
    title: frozenset[str]


def find_people(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Person, ...]:
    """Give the people that a story names, by salience; ties go to who is named first.

    Names and roles are the source's words: a name stands in its sentence as it is, a role's words stand in the source
    in their order, possibly with words left out between them and, where only a later mention tells the role, in
    another sentence than the name. The role is empty when the story gives none. Reporters, photographers and the
    article's own authors are left out. O(n) in the text's length.
    """
    story = _read(article, sentences)
    full, bare = _sightings(story)
    identities = join_full(full)
    accepted = [one for one in accept(identities, bare, story.lower) if not _is_part(one)]
    accepted += join_bare(accepted, bare)
    _disown(story, accepted)
    authors = {fold(name) for name in article.authors}
    chosen = [one for one in accepted if _name(story, one).casefold() not in authors]
    ranked = sorted(chosen, key=lambda one: (-_salience(story, one), one.sightings[0].mention.start))
    _describe(story, ranked)
    add_pronoun_roles(story.tokens, ranked, story.lexicon)
    return tuple(_person(story, one, rank) for rank, one in enumerate(ranked, start=1))


def _is_part(one: Identity) -> bool:
    """Whether somebody is only played in the story."""
    return all(sighting.played for sighting in one.sightings)


def _describe(story: _Story, ranked: Sequence[Identity]) -> None:
    """Give the main person a role that the story tells by reference only, unless it is somebody else's."""
    told = find_described(story.tokens, ranked, story.lexicon)
    if told is None:
        return
    others = {noun for one in ranked[1:] for s in one.sightings for role in s.roles for noun in _words(story, role)}
    if told.noun not in others:
        role = Role(spans=(told.span,), place="described", words=1)
        ranked[0].sightings[0] = replace(ranked[0].sightings[0], roles=(role,))


def _words(story: _Story, role: Role) -> Iterator[str]:
    return (fold(word) for start, end in role.spans for word in story.text[start:end].split())


def _disown(story: _Story, accepted: Sequence[Identity]) -> None:
    """Take away the roles that name a person of the story as the owner: "Lind's Omar Sabry"."""
    names = {key for one in accepted for key in one.keys}
    for one in accepted:
        for at, sighting in enumerate(one.sightings):
            kept = tuple(
                role for role in sighting.roles if role.place != "owner" or names.isdisjoint(_words(story, role))
            )
            if len(kept) < len(sighting.roles):
                one.sightings[at] = replace(sighting, roles=kept)


def _read(article: Article, sentences: tuple[Sentence, ...]) -> _Story:
    lexicon = lexicon_of(article.language)
    tokens = tokens_of(sentences, lexicon.abbreviations)
    small = {token.low for line in tokens for token in line if token.kind == WORD and not token.capital}
    lower = frozenset(map(fold, small))
    title = frozenset(fold(token.text) for token in tokenize(article.title or "", 0, frozenset()))
    return _Story(article=article, text=article.text, tokens=tokens, lexicon=lexicon, lower=lower, title=title)


def _sightings(story: _Story) -> tuple[list[Sighting], list[Sighting]]:
    """The full names, and the bare ones that could call one of them or have a title; each in the order of the text."""
    mentions = [one for index, tokens in enumerate(story.tokens) for one in _mentions(story, index, tokens)]
    headlines = frozenset(index for index, tokens in enumerate(story.tokens) if is_headline(tokens))
    called = {key for one in mentions if one.full for key in one.keys}
    uses = Counter(one.keys[0] for one in mentions if not one.full)
    full: list[Sighting] = []
    bare: list[Sighting] = []
    for mention in mentions:
        headline = mention.sentence in headlines
        if mention.full:
            full.append(_sighting(story, mention, headline=headline))
        elif (
            mention.keys[0] in called
            or _is_titled(story, mention)
            or (uses[mention.keys[0]] > 1 and _is_led(story, mention))
        ):
            bare.append(_sighting(story, mention, headline=headline))
    return full, bare


def _mentions(story: _Story, index: int, tokens: Sequence[Token]) -> Iterator[Mention]:
    if not is_colophon(tokens, late=index >= len(story.tokens) - _LAST_SENTENCES):
        found = find_mentions(tokens, index, story.lexicon)
        yield from (mention for mention in found if not is_credit(tokens, mention))


def _sighting(story: _Story, mention: Mention, *, headline: bool) -> Sighting:
    tokens = story.tokens[mention.sentence]
    previous = story.tokens[mention.sentence - 1] if mention.sentence else []
    thing = is_thing(tokens, mention, story.lexicon)
    roles = () if thing else find_roles(tokens, mention, story.lexicon, previous)
    points = weigh(tokens, mention, roles, story.lexicon, story.lower) if mention.full and not headline else 0.0
    return Sighting(
        mention=mention,
        roles=roles,
        points=points,
        titled=not headline and (_is_titled(story, mention) or _is_led(story, mention)),
        spoken=_is_spoken(tokens, mention, story.lexicon),
        opens=opens_sentence(tokens, mention.run),
        headline=headline,
        played=_is_played(tokens, mention, story.lexicon),
        named_from=_title_start(tokens, mention, story.lexicon),
        thing=thing,
    )


def _title_start(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> int | None:
    title = tokens[mention.first - 1] if mention.first else None
    named = title is not None and _is_printed(title, lexicon) and title.low in lexicon.name_titles
    return title.start if title is not None and named and not mention.full else None


def _is_printed(title: Token, lexicon: Lexicon) -> bool:
    """Whether a title is one by its capital, where the language gives it one: "Miss Lind", but not "I miss Lind"."""
    return title.capital or not lexicon.head_final


def _is_titled(story: _Story, mention: Mention) -> bool:
    tokens = story.tokens[mention.sentence]
    name = tokens[mention.first].text
    if mention.first == 0 or mention.keys[0] in story.lower or story.lexicon.is_role(name) or name.isupper():
        return False
    title = tokens[mention.first - 1].low
    if title in story.lexicon.name_titles and mention.first > 1 and tokens[mention.first - 2].low == "the":
        return False  # a ship or an inn: "the Lady Amina"
    titled = title in story.lexicon.lone_ranks or title in story.lexicon.name_titles
    return titled and _is_printed(tokens[mention.first - 1], story.lexicon) and _can_stand_alone(mention)


def _is_led(story: _Story, mention: Mention) -> bool:
    """Whether a role that no firm has stands right before a single name: "the singer Caprice"."""
    if mention.run == 0 or mention.full or mention.keys[0] in story.lower or story.lexicon.language != "en":
        return False
    role = story.tokens[mention.sentence][mention.run - 1]
    name = story.tokens[mention.sentence][mention.first]
    if role.capital or not story.lexicon.is_role(role.text) or name.text.isupper() or mention.run != mention.first:
        return False
    key = fold(role.text)
    before = story.tokens[mention.sentence][mention.run - 2].low if mention.run > 1 else ""
    if key in _ADJECTIVES or before in {"to", "best"} or name.text[1:2].isupper():
        return False  # "best actor Oscar", "fellow MPs"
    firm = key in story.lexicon.firm_roles or key in story.lexicon.house_roles or key.endswith("maker")
    return not firm and not story.lexicon.is_role(name.text) and _can_stand_alone(mention)


_ADJECTIVES = frozenset(
    "general native international major chief head crown lead official incumbent fellow shooter brewer".split()
)
"""Role nouns that describe more often than they lead to a name."""


def _can_stand_alone(mention: Mention) -> bool:
    words = world()
    key = mention.keys[0]
    things = (words.organisations, words.places, words.demonyms, words.calendar, words.suffixes)
    return not any(key in listed for listed in things)


def _is_spoken(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> bool:
    after = tokens[mention.last].low if mention.last < len(tokens) else ""
    before = tokens[mention.run - 1].low if mention.run else ""
    return after in lexicon.speech or before in lexicon.speech or has_age(tokens, mention.last)


def _is_played(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> bool:
    """Whether an actor plays the name: "portrays Ada Lind", "fame as Ada Lind in …"."""
    at = mention.run - 1
    while at > 0 and (lexicon.is_role(tokens[at].text) or tokens[at].low in lexicon.determiners):
        at -= 1
    if at < 1 or lexicon.language != "en":
        return False
    cast = tokens[at].low == "as" and (tokens[at - 1].capital or tokens[at - 1].low in _PARTS)
    titled = mention.run < mention.first  # "a video that portrayed President Lind"
    return (cast and not _acts(tokens, mention.last, lexicon)) or (tokens[at].low in _PLAYING and not titled)


def _acts(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a verb makes a clause of a name behind "as": "as Ada Lind scored"."""
    if at >= len(tokens) or tokens[at].kind != WORD or tokens[at].capital:
        return False
    small = (lexicon.prepositions, lexicon.determiners, lexicon.relatives, _BESIDE)
    return not any(tokens[at].low in words for words in small)


_BESIDE = frozenset("by opposite alongside into during or under".split())


_PLAYING = frozenset("portray portrays portrayed portraying character".split())
_PARTS = frozenset("cast fame stars performance role turn part appearance".split())
"""What "as" and a part follow: "his performance as Ada Lind in …"."""


def _salience(story: _Story, one: Identity) -> float:
    """How much of the story is about somebody: mentions, an early first one, speech, a role, the headline.

    Who only tells the news comes last.
    """
    first = min(sighting.mention.sentence for sighting in one.sightings)
    spoken = sum(sighting.spoken for sighting in one.sightings)
    named = any(role.place not in _BELONGING for sighting in one.sightings for role in sighting.roles)
    return (
        1.5 * math.log2(1 + len(one.sightings))
        + 0.25 * math.log2(1 + spoken)
        + 2.0 / (1 + first / 2)
        + 1.0 * named
        + 2.5 * (one.surname in story.title)
        - 3.0 * _is_aside(story, one)
    )


def _is_aside(story: _Story, one: Identity) -> bool:
    role = _best_role(one)
    words = list(_words(story, role)) if role else []
    return any(word in story.lexicon.reporters or word in _OUTLETS for word in words[-1:] + words[:1])


_OUTLETS = frozenset("bbc cnn npr hln nbc abc cbs msnbc pbs espn afp reuters sky fox itv itn".split())
"""Whose people report: "CNN's Ada Lind"."""


def _person(story: _Story, one: Identity, rank: int) -> Person:
    role = _best_role(one)
    name = _name(story, one)
    words = [word for start, end in role.spans for word in story.text[start:end].split()] if role else []
    return Person(
        name=name,
        role="" if name.startswith(" ".join(words)) else " ".join(words),
        sentence=_shown(one).mention.sentence,
        rank=rank,
    )


def _name(story: _Story, one: Identity) -> str:
    """The name as printed; a single name with the title that belongs to it."""
    shown = _shown(one)
    start = shown.mention.start
    if len(one.keys) == 1 and shown.named_from is not None:
        start = shown.named_from
    return story.text[start : shown.mention.end]


def _shown(one: Identity) -> Sighting:
    """The fullest sighting; among equals one with the role that is shown, then the first."""
    role = _best_role(one)
    sure = [sighting for sighting in one.sightings if sighting.mention.full and not _is_glued(sighting, one)]
    return max(sure or one.sightings, key=lambda s: (_length(s), s.named_from is not None, role in s.roles))


def _is_glued(sighting: Sighting, one: Identity) -> bool:
    """Whether a name may hold a word that is none: of a headline, or one that opens a sentence ("Defiant Ada Lind").

    The rest of it is then a full name that the story gives elsewhere.
    """
    if sighting.headline:
        return any(other.mention.full and not other.headline for other in one.sightings)
    keys = sighting.mention.keys
    if not sighting.opens or len(keys) < 3 or world().is_name(keys[0]):
        return False
    return any(other.mention.keys == keys[1:] for other in one.sightings)


def _length(sighting: Sighting) -> int:
    return len(sighting.mention.keys) + len(sighting.mention.initials)


def _best_role(one: Identity) -> Role | None:
    """The role that says most; among equals the first."""
    roles = [(role, sighting.mention.full) for sighting in one.sightings for role in sighting.roles]
    return max(roles, key=_informs)[0] if roles else None


def _informs(told: tuple[Role, bool]) -> tuple[bool, bool, bool, int]:
    """What says more: a noun than a title or a verb, at the full name than at a bare one, then the longer.

    What somebody only was counts two words less.
    """
    role, full = told
    words = min(role.words, _ROLE_WORDS_COUNTED) - 2 * role.past
    return not role.rank, role.place not in WEAK_PLACES, full, words
