"""What a text says somebody is: a role as spans of the source."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.people.lexicon import Lexicon, fold
from summarizer.people.tokens import WORD, Token

WEAK_PLACES = frozenset({"passive", "office", "affiliation", "owner", "shared"})
"""Where a role was told without a role noun: it is shown only where none is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role as spans (start, end in code points) of the article, in order. `place` says where it was found.

    `rank` tells that it is nothing but a title ("Gen."), `firm` that a company could be it too, `past` that somebody
    was it ("former mayor"), `words` its length.
    """

    spans: tuple[tuple[int, int], ...]
    place: str
    words: int
    rank: bool = False
    firm: bool = False
    past: bool = False


def role_of(
    tokens: Sequence[Token], span: tuple[int, int], place: str, lexicon: Lexicon, *, head: int | None = None
) -> Role:
    """The role in the tokens `span` (end exclusive); its noun is number `head`, or the last one."""
    start, end = span
    noun = tokens[end - 1 if head is None else head]
    return Role(
        spans=((tokens[start].start, tokens[end - 1].end),),
        place=place,
        words=sum(_tells(token, lexicon) for token in tokens[start:end]),
        firm=_leads_firms(noun, lexicon) if place == "before" else fold(noun.text) in lexicon.firm_roles,
        past=tokens[start].low in {"former", "ex", "then"},
        rank=end - start == 1 and noun.low in lexicon.ranks and place == "before" and noun.low.endswith("."),
    )


def _leads_firms(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a role before a name is a firm's as often: "distributor Lind Foods", "miners Lind and Roos"."""
    return fold(noun.text) in lexicon.house_roles or lexicon.is_plural_role(noun.text)


def _tells(token: Token, lexicon: Lexicon) -> bool:
    return token.kind == WORD and token.low not in lexicon.prepositions and token.low not in lexicon.determiners
