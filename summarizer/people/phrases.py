"""Small words and noun phrases around a name, as the ways of telling a role share them."""

from collections.abc import Sequence

from summarizer.people.lexicon import Lexicon, fold, world
from summarizer.people.tokens import MARK, POSSESSIVE, WORD, Token

VERB_ENDS = ("ed", "ing")
ADVERB_END = "ly"
OFFICE_WORDS = 8
HEAD_WITHIN = 9
"""How many words into a phrase its noun is looked for."""

OWNERS = frozenset({"his", "her", "their"})
_RELATIONS = frozenset(
    "father mother son daughter brother sister husband wife widow widower uncle aunt nephew niece cousin grandfather "
    "grandmother grandson granddaughter stepfather stepmother fiancé fiancée fiance fiancee boyfriend girlfriend "
    "partner friend boss neighbour neighbor colleague classmate roommate parent parents twin relative mum mom dad "
    "predecessor successor rival teammate team-mate opponent co-defendant co-defendants brothers sisters sons "
    "daughters".split()
)


def modifies(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word may stand before a role noun as a part of the role."""
    return lexicon.modifies(token.text) or lexicon.is_role(token.text) or token.low.startswith(_FORMERLY)


_FORMERLY = ("ex-", "then-")


def is_plain(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """A small word that is no function word: what a participle may describe ("the shooting attack")."""
    if at >= len(tokens) or tokens[at].kind != WORD or tokens[at].capital:
        return False
    small = (lexicon.stops, lexicon.prepositions, lexicon.determiners)
    return not any(tokens[at].low in words for words in small)


def is_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name stands there, so that the role is somebody else's: ", economist Ada Lund …"."""
    if at + 1 >= len(tokens) or not (tokens[at].capital and tokens[at + 1].capital):
        return False
    following = fold(tokens[at + 1].text)
    titled = at > 0 and tokens[at - 1].low == "the"
    if following in world().organisations and (titled or following not in world().surnames_too):
        return False  # "a writer for the Christian Post"
    return fold(tokens[at].text) in world().given


def is_owned(tokens: Sequence[Token], start: int, head: int) -> bool:
    """Whether a relation says nothing without the pronoun before it: "her mother"."""
    if start == 0 or tokens[start - 1].low not in OWNERS:
        return False
    return any(token.low in _RELATIONS for token in tokens[start : head + 1])


def opens_here(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a word has its capital only because a sentence begins with it."""
    token = tokens[at]
    if not token.opens(lexicon.openers) or lexicon.modifies(token.text):
        return False
    if at == 0 or tokens[at - 1].kind == MARK:
        return True
    return token.low in lexicon.determiners and not tokens[at - 1].capital  # "the FC", but "Former One Direction"


def without_opener(tokens: Sequence[Token], start: int, head: int, lexicon: Lexicon) -> int:
    """Where a phrase begins without articles, "fellow" and words that only open the sentence."""
    while start < head and (
        tokens[start].text in POSSESSIVE
        or tokens[start].low in lexicon.determiners
        or tokens[start].low == "fellow"
        or opens_here(tokens, start, lexicon)
    ):
        start += 1
    return start


def trails(token: Token, lexicon: Lexicon) -> bool:
    """Whether a phrase cannot end with a token."""
    return token.low in lexicon.prepositions or token.low in lexicon.determiners or token.text in {",", "'", "’"}
