"""Roles that a story tells by reference only: "A fund manager was jailed. Theo Vance, 52, …", "Lind … the singer"."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from summarizer.people.identities import Identity
from summarizer.people.lexicon import Lexicon, fold
from summarizer.people.tokens import CLOSING, MARK, WORD, Token

_WORDS = 5
_NEAR_SENTENCES = 2
_DATELINE_TOKENS = 12
_ENDS = frozenset(".!?…")
_ANYBODY = frozenset(
    "officer detective judge prosecutor spokesman spokeswoman spokesperson official reporter journalist "
    "correspondent interviewer lawyer attorney solicitor barrister counsel victim witness suspect gunman "
    "shooter attacker assailant killer bomber hijacker survivor doctor nurse physician surgeon paramedic guard "
    "driver owner passenger caller customer client mother father son daughter brother sister husband wife "
    "parent uncle aunt friend boyfriend girlfriend partner neighbor neighbour colleague boss coach manager "
    "trainer agent referee umpire publisher employer operator developer retailer regulator watchdog inspector "
    "investigator commissioner teacher principal center centre general major head model international host "
    "chief judge magistrate juror jury critic rival opponent fan author resident source user writer editor "
    "translator photographer interpreter moderator figure spy competitor".split()
)
"""Nouns that a story uses of people whom it never names: "the judge" is seldom whom it named before."""


FAME = frozenset(
    "singer rapper actor actress author novelist poet playwright musician guitarist drummer pianist composer comedian "
    "filmmaker designer sculptor golfer sprinter swimmer boxer footballer quarterback striker midfielder goalkeeper "
    "fly-half full-back winger batsman bowler cyclist "
    "billionaire tycoon physicist chemist mathematician astronaut duchess duke princess pope chancellor".split()
)
"""Nouns of whom a story about one person says "the singer" without naming another."""
_OFFICES = frozenset("minister premier president mayor governor secretary senator".split())
"""Nouns that may be somebody else's, if a sentence names the person beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A role as a span of the article, told in sentence `sentence`; `noun` is its head, folded."""

    sentence: int
    span: tuple[int, int]
    noun: str


def find_described(
    sentences: Sequence[Sequence[Token]], people: Sequence[Identity], lexicon: Lexicon
) -> Description | None:
    """Give the description of the first of `people`, the most salient one, if no role names him; English only.

    The first sentence may describe, without a name, who is named first behind it. A description with "the" is his
    while nobody else was named, save behind him in a sentence that his name opens, in the two sentences behind his
    name; one of fame ("the singer") also elsewhere, if the story names nobody else half as often. Linear.
    """
    main = people[0] if people else None
    if main is None or lexicon.language != "en" or _has_role(main):
        return None
    name = main.sightings[0]
    others = [one.sightings[0].mention for one in people[1:]]
    earlier = [one for one in people[1:] if one.sightings[0].mention.start < name.mention.start]
    if all(_has_role(one) for one in earlier):
        lead = _lead(sentences, name.mention.sentence, {one.sentence for one in others}, lexicon)
        if lead is not None:
            return lead
    return _while_alone(sentences, people, lexicon) or _throughout(sentences, people, lexicon)


def find_definite(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Iterator[Description]:
    """Give the descriptions with "the" that are subjects: at the start of a sentence, or behind a quotation.

    They come in the order of the text; a verb follows each. Linear.
    """
    for at, token in enumerate(tokens):
        starts = at == 0 or tokens[at - 1].text in CLOSING
        if token.low == "the" and starts and (told := _description(tokens, at, index, lexicon)):
            yield told


def _while_alone(
    sentences: Sequence[Sequence[Token]], people: Sequence[Identity], lexicon: Lexicon
) -> Description | None:
    """What the main person is called while nobody else was named."""
    name = people[0].sightings[0]
    others = [one.sightings[0].mention for one in people[1:]]
    first = name.mention.sentence
    earlier = any(one.start < name.mention.start for one in others)
    if earlier or (any(one.sentence == first for one in others) and not name.opens):
        return None
    other = min((one for one in others if one.sentence > first), key=lambda one: one.start, default=None)
    end = len(sentences) if other is None else other.sentence + 1
    told = _later(sentences, people[0], end, lexicon)
    if told is None or other is None or told.sentence < other.sentence:
        return told
    opens = told.span[0] <= sentences[other.sentence][1].start
    return told if opens and told.span[1] < other.start and sentences[other.sentence][0].low == "the" else None


def _throughout(
    sentences: Sequence[Sequence[Token]], people: Sequence[Identity], lexicon: Lexicon
) -> Description | None:
    """What a story calls the person whom it is about, if that is nobody's everyday work: "the singer's dress"."""
    counts = [len(one.sightings) for one in people[:2]]
    if counts[0] < _OFTEN or len(people) > _CROWD or (len(counts) > 1 and counts[0] < 2 * counts[1]):
        return None
    calls = (
        told
        for index, tokens in enumerate(sentences)
        for at, token in enumerate(tokens)
        if token.low == "the" and (told := _called_so(tokens, at, index, lexicon)) is not None
    )
    first = next(calls, None)
    if first is None or first.noun not in _OFFICES:
        return first
    named = {sighting.mention.sentence for sighting in people[0].sightings}
    # A sentence that names him beside "the prime minister" tells that these are two.
    return None if any(told.sentence in named for told in (first, *calls)) else first


def _called_so(tokens: Sequence[Token], article: int, index: int, lexicon: Lexicon) -> Description | None:
    for head in range(article + 1, min(article + 1 + _WORDS, len(tokens) - 1)):
        token = tokens[head]
        if token.kind != WORD or token.low in lexicon.stops or token.low in lexicon.prepositions:
            return None
        if token.low in FAME | _OFFICES and not token.capital:
            following = tokens[head + 1]
            if following.capital or following.low in _COMPLEMENT or lexicon.is_role(following.text):
                return None
            span = (tokens[article + 1].start, token.end)
            return Description(sentence=index, span=span, noun=fold(token.text))
    return None


_OFTEN = 5
_CROWD = 9
"""A story that names more people is hardly about one."""
_COMPLEMENT = frozenset("of for from to who whose in at on and".split())


def _has_role(one: Identity) -> bool:
    return any(sighting.roles for sighting in one.sightings)


def _lead(
    sentences: Sequence[Sequence[Token]], named: int, naming: Collection[int], lexicon: Lexicon
) -> Description | None:
    """What the first sentence, or the one behind a headline, calls somebody who is named soon after it.

    `named` is where he is first named, `naming` are the sentences where others are.
    """
    for index in range(min(2, named)):
        if named > index + _NEAR_SENTENCES or index in naming:
            continue
        tokens = sentences[index]
        opening = next((at for at, token in enumerate(tokens[:_DATELINE_TOKENS]) if token.text in {"A", "An"}), None)
        told = None if opening is None else _description(tokens, opening, index, lexicon, from_where=True)
        if told is not None:
            return told
    return None


def _later(sentences: Sequence[Sequence[Token]], one: Identity, until: int, lexicon: Lexicon) -> Description | None:
    """What a sentence behind a name calls him, as long as nobody else was named."""
    mentioned = {sighting.mention.sentence for sighting in one.sightings}
    for index in range(one.sightings[0].mention.sentence, min(until, len(sentences))):
        if not any(near in mentioned for near in range(index - _NEAR_SENTENCES, index + 1)):
            continue
        for told in find_definite(sentences[index], index, lexicon):
            if told.noun not in _ANYBODY and told.span[0] > one.sightings[0].mention.end:
                return told
    return None


def _description(
    tokens: Sequence[Token], article: int, index: int, lexicon: Lexicon, *, from_where: bool = False
) -> Description | None:
    """The words behind an article up to a role noun that a verb follows; `from_where` allows "from Ohio" between."""
    for head in range(article + 1, min(article + 1 + _WORDS, len(tokens) - 1)):
        token = tokens[head]
        if token.kind == MARK and token.text not in {"'s", "’s"}:
            return None
        if token.low in lexicon.stops or token.low in lexicon.prepositions:
            return None
        person = token.low in _PERSONS and head > article + 1
        if token.kind == WORD and not token.capital and (person or lexicon.is_role(token.text)):
            end = _past_origin(tokens, head + 1) if from_where else _past_second(tokens, head + 1, lexicon)
            if not _acts(tokens, end, lexicon):
                continue
            span = (tokens[article + 1].start, tokens[end - 1].end)
            return Description(sentence=index, span=span, noun=fold(token.text))
    return None


def _past_origin(tokens: Sequence[Token], at: int) -> int:
    """Behind the words that say where somebody is from: "from New York"."""
    end = at + 1
    while end < len(tokens) and tokens[end].capital:
        end += 1
    return end if tokens[at].low in {"from", "in"} and at + 1 < end < len(tokens) else at


def _past_second(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """Behind a second role that "and" joins: "the top seed and defending champion"."""
    if tokens[at].low != "and":
        return at
    for head in range(at + 1, min(at + _WORDS, len(tokens) - 1)):
        if tokens[head].capital or tokens[head].low in lexicon.stops or tokens[head].low in lexicon.determiners:
            return at
        if lexicon.is_role(tokens[head].text) and not lexicon.is_role(tokens[head + 1].text):
            return head + 1
    return at


_PERSONS = frozenset({"man", "woman"})
"""Nouns that say something only with a word before them: "an Ohio man"."""


def _acts(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a verb or a clause about him follows, and no complement that would say who is meant."""
    token = tokens[at]
    if token.text == "," and at + 1 < len(tokens) and tokens[at + 1].low in _INSERTING:
        return True
    if token.text in _ENDS or token.kind != WORD or token.capital:
        return False
    known = token.low in lexicon.copulas or token.low in lexicon.speech or token.low in _VERBS
    verb = token.low.endswith("s") and not token.low.endswith("ss") and not lexicon.is_plural_role(token.text)
    return known or verb or token.low.endswith(("ed", "ing"))


_INSERTING = frozenset("who whose amid speaking".split())
"""What begins an insertion between a subject and its verb: "The Norland governor, amid charges, …"."""

_VERBS = frozenset(
    "whose held shot found known has had have was is will would who faces faced can could may must should won lost "
    "took made gave became went came told says does did wants wanted plans hopes began left overcame beat saw met ran "
    "wrote spoke led put kept sent chose drew fell rose threw broke".split()
)
