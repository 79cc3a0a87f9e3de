"""Roles behind a name: in apposition ("X, an economist at Y,") or with a copula ("X is the head of Z")."""

from collections.abc import Sequence
from dataclasses import replace

from summarizer.people.houses import past_honours
from summarizer.people.lexicon import Lexicon, world
from summarizer.people.mentions import Mention
from summarizer.people.noun_phrases import AFTER_WORDS, noun_phrase
from summarizer.people.phrases import OFFICE_WORDS, is_plain
from summarizer.people.role import Role, role_of
from summarizer.people.tokens import MARK, NUMBER, POSSESSIVE, WORD, Token

_DESCRIBING_WORDS = 4


def find_following(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    """The role in apposition behind a name: "Ada Lind, 52, an economist at Wexford Bank,"."""
    at = _past_origin(tokens, _past_age(tokens, past_honours(tokens, mention.last)))
    if at >= len(tokens) or tokens[at].text not in {",", "(", "[", "—", "–", "-"}:
        return None
    at += 1 + (tokens[at].text == "-" and at + 1 < len(tokens) and tokens[at + 1].text == "-")
    if tokens[at - 1].text == "[" and at < len(tokens) and tokens[at].capital:
        return None  # a name that an editor completed
    if _says(tokens, mention, at, lexicon) or (at < len(tokens) and tokens[at].low in _HONOURED):
        return None
    found = noun_phrase(tokens, at, "after", lexicon) or _one_of(tokens, at, lexicon)
    return found or _described(tokens, at, lexicon)


_HONOURED = frozenset({"crowned", "voted", "named"})
"""What begins a clause about a prize: ", crowned best actor"."""


def _says(tokens: Sequence[Token], mention: Mention, at: int, lexicon: Lexicon) -> bool:
    """Whether somebody without a name says it: "a man close to Ada Lind, a Norland official told reporters"."""
    if lexicon.language != "en" or mention.run == 0 or at >= len(tokens) or tokens[at].low not in {"a", "an"}:
        return False
    before = tokens[mention.run - 1].low
    if before not in lexicon.prepositions and before not in {"to", "by"}:
        return False
    end = at + 1
    while end < len(tokens) and end - at <= OFFICE_WORDS and _may_describe(tokens[end], lexicon):
        end += 1
    return end < len(tokens) and tokens[end].low in lexicon.speech


def _may_describe(token: Token, lexicon: Lexicon) -> bool:
    small = (lexicon.speech, lexicon.stops, lexicon.prepositions)
    return token.capital or (token.kind == WORD and not any(token.low in words for words in small))


def _one_of(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Role | None:
    """A plural that somebody belongs to: ", one of the company's directors,"."""
    if lexicon.language != "en" or at + 2 >= len(tokens) or tokens[at].low != "one" or tokens[at + 1].low != "of":
        return None
    if tokens[at + 2].low in {"those", "these"}:
        return None
    for head in range(at + 2, min(at + 3 + OFFICE_WORDS, len(tokens))):
        if lexicon.is_plural_role(tokens[head].text):
            if head + 1 < len(tokens) and tokens[head + 1].low == "to":
                return None  # "one of the favourites to win"
            return role_of(tokens, (at, head + 1), "shared", lexicon, head=head)
        counted = tokens[head].kind == NUMBER or tokens[head].low in _CROWDS  # "one of its 181 members"
        if counted or (tokens[head].kind == MARK and tokens[head].text not in POSSESSIVE):
            return None
    return None


_CROWDS = frozenset("dozen dozens hundreds many several few".split())


def _described(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Role | None:
    """A noun that no list knows but "who" makes somebody: ", a keen kiteboarder who …"."""
    if at >= len(tokens) or lexicon.language != "en":
        return None
    if tokens[at].low not in {"a", "an"}:
        return _greatest(tokens, at, lexicon)
    end = at + 1
    while end < len(tokens) and end - at <= _DESCRIBING_WORDS and _is_part_of_description(tokens, end, lexicon):
        end += 1
        if end > at + 2 and tokens[end - 1].low in _HUMAN:
            return role_of(tokens, (at + 1, end), "after", lexicon)
    if end == at + 1 or end >= len(tokens) or tokens[end].low not in {"who", "whose"}:
        return None
    return role_of(tokens, (at + 1, end), "after", lexicon)


def _greatest(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Role | None:
    """A superlative of a place: ", the country's richest man,", ", Norland's second oldest woman,"."""
    start = at + (tokens[at].low == "the")
    for head in range(start + 2, min(start + OFFICE_WORDS, len(tokens))):
        before = tokens[head - 1]
        if tokens[head].low in _HUMAN:
            return role_of(tokens, (start, head + 1), "shared", lexicon) if _is_superlative(tokens, head - 1) else None
        if before.kind == MARK and before.text not in POSSESSIVE:
            return None
    return None


def _is_superlative(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].low.endswith("est") or tokens[at - 1].low == "most"


def _is_part_of_description(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    return is_plain(tokens, at, lexicon) or world().is_demonym(tokens[at].text.partition("-")[0])


_HUMAN = frozenset({"man", "woman"})
"""Nouns that say something only with a word before them: "a British-Iranian woman"."""


def _past_age(tokens: Sequence[Token], at: int) -> int:
    """Skip an age between marks: ", 35," or "(35)"; the mark that closes it is left where it opens what follows."""
    if at + 1 < len(tokens) and tokens[at].text in {",", "("} and tokens[at + 1].kind == NUMBER:
        closing = at + 2
        if closing < len(tokens) and tokens[closing].text == ")":
            closing += 1
        return closing
    return at


def _past_origin(tokens: Sequence[Token], at: int) -> int:
    """Skip the house or town of somebody whom an apposition describes too: "Ada Lind of Osk College, an author"."""
    if at >= len(tokens) or tokens[at].low not in {"of", "from", "at"}:
        return at
    end = at + 1
    while end < len(tokens) and end - at <= OFFICE_WORDS and (tokens[end].capital or tokens[end].low in {"of", "the"}):
        end += 1
    return end if end < len(tokens) and tokens[end].text == "," and tokens[end - 1].capital else at


def find_copula(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    """The role that a copula gives a name: "Ada Lind is the director of the Dune Museum"."""
    at = mention.last
    if at + 1 < len(tokens) and tokens[at].text == "," and tokens[at + 1].low in lexicon.relatives:
        at += 2
    inserted = mention.run == 0 and at == mention.last and _past_insertion(tokens, at) > at
    at = _past_insertion(tokens, at) if inserted else at
    at += at + 1 < len(tokens) and (tokens[at].low, tokens[at + 1].low) in _TENSES
    if at >= len(tokens) or tokens[at].low not in lexicon.copulas:
        return None
    at = _past_adverbs(tokens, at + 1, lexicon)
    if lexicon.language in {"en", "de"} and not _is_said_to_be(tokens, at, lexicon):
        return None
    if at < len(tokens) and tokens[at].low == "best":
        return None  # "was best actress"
    role = noun_phrase(tokens, at, "copula", lexicon) or _one_of(tokens, at, lexicon)
    if role is None or role.firm or _is_first_to(tokens, at, role):
        return None
    return replace(role, place="post") if inserted else role


_TENSES = frozenset({("will", "be"), ("has", "been"), ("had", "been")})


def _is_first_to(tokens: Sequence[Token], at: int, role: Role) -> bool:
    """Whether a copula tells a deed and no role: "was the first player to join"."""
    near = tokens[at : at + AFTER_WORDS]
    ordered = any(token.low in {"first", "only", "last"} for token in near[:3])
    return ordered and any(token.low == "to" and token.start > role.spans[-1][0] for token in near)


def _past_insertion(tokens: Sequence[Token], at: int) -> int:
    """Behind what commas enclose between a subject and its verb: "Ada Lind, born in Osk, was a boxer"."""
    if at >= len(tokens) or tokens[at].text != ",":
        return at
    for closing in range(at + 2, min(at + _INSERTED_WORDS, len(tokens) - 1)):
        if (
            tokens[closing].text == ","
            and tokens[closing - 1].kind != MARK
            and tokens[closing + 1].low in {"is", "was"}
        ):
            return closing + 1
    return at


_INSERTED_WORDS = 12


def _past_adverbs(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """Behind the adverbs of an English copula that leave it true: "is also", "was not only"."""
    if lexicon.language != "en":
        return at
    if at + 1 < len(tokens) and tokens[at].low == "not" and tokens[at + 1].low in {"only", "just"}:
        at += 2
    while at < len(tokens) and tokens[at].low in _STILL_TRUE:
        at += 1
    return at


_STILL_TRUE = frozenset("also now currently still then previously formerly once already both".split())


def _is_said_to_be(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a noun phrase follows "is": one with an article, or an office: "is technology correspondent for"."""
    if at < len(tokens) and (tokens[at].low in lexicon.determiners or _owns(tokens, at)):
        return True
    offices = (here for here in range(at, min(at + _OFFICE_HEAD_WITHIN, len(tokens) - 1)) if tokens[here].kind == WORD)
    head = next((here for here in offices if lexicon.is_role(tokens[here].text)), None)
    if head is None or tokens[head].low in lexicon.stops:
        return False
    housed = head > at and all(token.capital for token in tokens[at:head])  # "is Osk Union chairman"
    follows = tokens[head + 1].kind == MARK or tokens[head + 1].low in {"under", "in", "from", "until", "when"}
    return tokens[head + 1].low in {"of", "at", "for"} or (housed and follows)


def _owns(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name in the possessive begins there: "is Norland's president"."""
    owners = (here for here in range(at + 1, min(at + 1 + _OFFICE_HEAD_WITHIN, len(tokens))))
    return tokens[at].capital and any(
        tokens[here].text in POSSESSIVE and all(token.capital for token in tokens[at:here]) for here in owners
    )


_OFFICE_HEAD_WITHIN = 3
