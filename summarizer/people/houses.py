"""The firm, office, party or country that a name is said to belong to, as a span of the source."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

from summarizer.people.lexicon import Lexicon, fold, world
from summarizer.people.mentions import Mention
from summarizer.people.tokens import CLOSING, NUMBER, POSSESSIVE, WORD, Token

HOUSES = frozenset(
    "charity body group company firm consultancy brokerage bank union party agency newspaper magazine foundation "
    "institute association campaign network university tank insurer lender retailer website "
    "nonprofit federation".split()
)
"""Nouns that say what house the capitals behind them name: "the trade body Aggregates Europe"."""

_KIND_WORDS = 3
_ACRONYM_CHARS = 6
_OWNER_WORDS = 3
_HOUSE_TOKENS = 14
_AFTER_COMMA = frozenset({"from", "for", "of", "at", "with"})


def find_house(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> tuple[int, int] | None:
    """The house behind a name: "Ada Lind of the Harbour Office", "Ada Lind, for the Liberals,"; None for a place."""
    at = past_honours(tokens, mention.last)
    if bracketed := _in_brackets(tokens, at):
        return bracketed
    apart = at + 1 < len(tokens) and tokens[at].text == "," and tokens[at + 1].low in _AFTER_COMMA
    at += apart
    if at >= len(tokens) or not (tokens[at].low in lexicon.after_names or (apart and tokens[at].low == "for")):
        return None
    leads = tokens[at].low
    at += 1
    the = at
    while at < len(tokens) and tokens[at].low in lexicon.determiners:
        at += 1
    first = _past_kind_of_house(tokens, at, lexicon)
    end = first
    most = min(len(tokens), first + _HOUSE_TOKENS)
    while end < most and (tokens[end].capital or tokens[end].text == "&" or _joins_house(tokens, first, end)):
        end += 1
    joined = any(token.text == "&" for token in tokens[first:end])
    end += joined and end < len(tokens) and tokens[end].text in {"'s", "’s"}  # "Standard & Poor's"
    if end == first or (apart and not _closes(tokens, end)):
        return None
    named = first > at or _is_house(tokens[at:end]) or (leads == "for" and _is_party(tokens[at:end]))
    named = named or " ".join(fold(token.text) for token in tokens[at:end]) in world().brands
    named = named or (leads == "from" and the < at and _opens(tokens, mention) and not _is_place(tokens[at:end]))
    named = named or (leads == "at" and _speaks(tokens, mention, lexicon) and not _is_place(tokens[at:end]))
    return (tokens[at].start, tokens[end - 1].end) if named else None


def _in_brackets(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """A team or a country in brackets: "Ada Lind (Dune Rovers)"; no person, no party and state."""
    end = at + 1
    most = min(len(tokens), at + _HOUSE_TOKENS)
    while end < most and (tokens[end].capital or tokens[end].kind == NUMBER):
        end += 1
    inside = tokens[at + 1 : end]
    if len(inside) == 0 or end >= len(tokens) or tokens[at].text != "(" or tokens[end].text != ")":
        return None
    named = inside[0].capital and fold(inside[0].text) not in world().given and "-" not in inside[0].text
    named = named and not (inside[-1].kind == NUMBER and len(inside[-1].text) > 1)  # "Ada Lind (Sabry 85)"
    return (inside[0].start, inside[-1].end) if named and _is_house_or_place(inside) else None


def _is_house_or_place(span: Sequence[Token]) -> bool:
    return _is_place(span) or _is_house(span) or len(span) > 1


def find_owner(tokens: Sequence[Token], mention: Mention) -> tuple[int, int] | None:
    """The house, team or country before a name: "said the UN's Ada Lind", "Britain's Ada Lind"; None for a day.

    It may be a person ("Lind's Ada"): what else the story says of the owner tells.
    """
    end = mention.first - 1
    if end < 1 or tokens[end].text not in POSSESSIVE or tokens[end].start != tokens[end - 1].end:
        return None
    start = end
    while start > 0 and end - start < _OWNER_WORDS and tokens[start - 1].capital:
        start -= 1
    while start < end and tokens[start].opens(_ARTICLES):
        start += 1
    keys = [fold(token.text) for token in tokens[start:end]]
    if not keys or not world().calendar.isdisjoint(keys):
        return None
    return tokens[start].start, tokens[end - 1].end


def is_known_owner(tokens: Sequence[Token], span: tuple[int, int]) -> bool:
    """Whether the tokens of a span are a country, a house or an acronym."""
    start = bisect_left(tokens, span[0], key=lambda token: token.start)
    owner = list(takewhile(lambda token: token.start < span[1], tokens[start : start + _OWNER_WORDS]))
    return _is_place(owner) or _is_house(owner) or any(_is_acronym(token) for token in owner)


def past_honours(tokens: Sequence[Token], at: int) -> int:
    """Behind the letters that follow a name: "Ada Lind QC"."""
    while at < len(tokens) and tokens[at].capital and fold(tokens[at].text) in world().honours:
        at += 1
    return at


def _past_kind_of_house(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """Behind the small words that say what house it is: "of the trade body Aggregates Europe"."""
    for end in range(at, min(at + _KIND_WORDS, len(tokens))):
        token = tokens[end]
        if token.kind != WORD or token.capital or lexicon.language != "en":
            break
        if token.low in HOUSES and end + 1 < len(tokens) and tokens[end + 1].capital:
            return end + 1
    return at


def _joins_house(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Whether a small word goes on with a house's name: "the Royal College of Emergency Medicine"."""
    if not first < at < len(tokens) - 1 or not tokens[at + 1].capital:
        return False
    if tokens[at].low == "in":  # "the Committee for Accuracy in River Reporting", but "the Gendarmerie in Osk"
        return at + 2 < len(tokens) and tokens[at + 2].capital and fold(tokens[at + 1].text) not in world().calendar
    return tokens[at].low in {"of", "for"} or (
        tokens[at].low == "and" and fold(tokens[at + 1].text) not in world().given
    )


def _closes(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].text in {",", ".", "—", "–", "-", ";"}


def _is_house(span: Sequence[Token]) -> bool:
    keys = {fold(token.text) for token in span}
    if len(span) > 1 and ("&" in keys or not world().organisations.isdisjoint(keys)):
        return True
    return _is_acronym(span[0]) if len(span) == 1 else any(_is_acronym(token) for token in span[1:])


def _is_acronym(token: Token) -> bool:
    if not token.text.isupper() or not 1 < len(token.text) <= _ACRONYM_CHARS or "." in token.text:
        return False
    key = fold(token.text)
    return key not in world().demonyms and key not in world().suffixes


def _is_party(span: Sequence[Token]) -> bool:
    return world().is_demonym(span[-1].text) or fold(span[-1].text) in _PARTIES


_PARTIES = frozenset("tories democrats conservatives liberals labour greens lib dems snp ukip dup sdlp".split())


def _is_place(span: Sequence[Token]) -> bool:
    keys = [fold(token.text) for token in span]
    return keys[-1] in world().places or " ".join(keys) in world().place_phrases


def _opens(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a name is the subject that opens a sentence, so that no verb takes it "from the Senate"."""
    return mention.run == 0 or tokens[mention.run - 1].text in CLOSING


def _speaks(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> bool:
    return mention.run > 0 and tokens[mention.run - 1].low in lexicon.speech


_ARTICLES = frozenset({"the", "a", "an"})
