"""What narrows a role noun to its left: "former deputy finance minister", "the family's lawyer"."""

import re
from collections.abc import Sequence

from summarizer.people.lexicon import AND, Lexicon, world
from summarizer.people.phrases import (
    ADVERB_END,
    HEAD_WITHIN,
    OWNERS,
    VERB_ENDS,
    is_owned,
    is_plain,
    modifies,
    opens_here,
    without_opener,
)
from summarizer.people.tokens import MARK, NUMBER, POSSESSIVE, WORD, Token

BEFORE_WORDS = 9
"""How far to the left a role may begin."""

_PLAIN_WORDS = 2
"""How many small words that no list knows an English role may hold."""
_ADDRESSEE_ENDS = ("ам", "ям")
_DISTANCE = re.compile(r"\d[\d.,]*(?:m|km|kg|cc)")
"""What a discipline is called by: "former European 200m champion"."""


def find_start(tokens: Sequence[Token], head: int, lexicon: Lexicon) -> int:
    """Give where the words begin that narrow the role noun at `head`; `head` itself where none does. Linear."""
    start = _leftmost(tokens, head, lexicon)
    if (title := _quoted_title(tokens, start - 1, lexicon)) is not None:
        return title
    start = without_opener(tokens, start, head, lexicon)
    if tokens[start].low == "year" and tokens[start + 1].low == "old":
        start += 2  # "a 17 year old driver"
    elif 0 < start < head and tokens[start - 1].low in MODALS and is_plain(tokens, start, lexicon):
        start += 1  # "They may use captain Ada Lind"
    return start - is_owned(tokens, start, head)


def _leftmost(tokens: Sequence[Token], head: int, lexicon: Lexicon) -> int:
    start = nearest = head
    plain = 0
    named = False
    for at in range(head - 1, max(-1, head - 1 - BEFORE_WORDS), -1):
        if _inside_acronym(tokens, at) or _joins_in_chief(tokens, at, lexicon):
            continue
        if _joins_roles(tokens, at, start, lexicon):
            nearest = at - 1
            continue
        if start == at + 1 and _adds_to_role(tokens, at, lexicon):
            start = at  # "a journalist and fierce Kremlin critic"
            continue
        if not _narrows(tokens, at, lexicon):
            break
        if _is_unknown(tokens, at, lexicon):
            plain += 1
            apart = (named and nearest == head) or (tokens[nearest].capital and not _is_beside_name(tokens, at))
            if apart or plain > (_PLAIN_WORDS if lexicon.language == "en" else 0):
                break
        named = named or tokens[at].capital
        start = at
    return start


def _is_unknown(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a small word stands there that no list knows as part of a role."""
    small = tokens[at].kind == WORD and not tokens[at].capital
    return small and not _inside_office(tokens, at, lexicon) and not modifies(tokens[at], lexicon)


def _is_beside_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name or its possessive stands before a word: "Osk football Coach"."""
    if at == 0:
        return False
    before = tokens[at - 1]
    return (before.capital and len(before.text) > 1) or before.text in POSSESSIVE


MODALS = frozenset("will would may might can could should shall must not cannot didn't don't doesn't".split())
"""What a verb follows, and no part of a role."""


def _quoted_title(tokens: Sequence[Token], closing: int, lexicon: Lexicon) -> int | None:
    """Where a title in quotation marks begins that ends at `closing`: 'the "Dune Show" correspondent'."""
    if lexicon.language != "en" or closing < 2 or tokens[closing].text not in _CLOSING_QUOTES:
        return None
    for at in range(closing - 1, max(-1, closing - _TITLE_WORDS), -1):
        token = tokens[at]
        if token.text in _OPENING_QUOTES:
            return at if at + 1 < closing and tokens[at + 1].capital else None
        if not (token.capital or token.kind == NUMBER or token.low in lexicon.prepositions):
            return None
    return None


_OPENING_QUOTES = frozenset('"“')
_CLOSING_QUOTES = frozenset('"”')
_TITLE_WORDS = 7


def _inside_acronym(tokens: Sequence[Token], at: int) -> bool:
    """Whether a short name in brackets stands there: "World Anti-Doping Agency (WADA) chief"."""
    opening = next((start for start in range(at, max(-1, at - 3), -1) if tokens[start].text == "("), None)
    if opening is None or opening == 0 or opening + 2 >= len(tokens) or not tokens[opening - 1].capital:
        return False
    glued = opening + 3 < len(tokens) and tokens[opening + 3].start == tokens[opening + 2].end  # "London (CNN)Best"
    return tokens[opening + 1].text.isupper() and tokens[opening + 2].text == ")" and not glued


def _joins_in_chief(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether an "in" ties a role to its "chief": "editor in chief"."""
    return tokens[at].low == "in" and tokens[at + 1].low == "chief" and at > 0 and lexicon.is_role(tokens[at - 1].text)


def _describes(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a participle stands behind an article, as an adjective: "the returning officer"."""
    if lexicon.language != "en" or at == 0 or tokens[at].capital or not tokens[at].low.endswith(VERB_ENDS):
        return False
    return tokens[at - 1].low in lexicon.determiners or tokens[at - 1].low in _STILL


_STILL = frozenset({"former", "current", "new", "then"})
"""What a participle as an adjective may follow, next to an article: "former hitting partner"."""


def _joins_roles(tokens: Sequence[Token], at: int, start: int, lexicon: Lexicon) -> bool:
    """A comma or "and" between two roles: "chairman, CEO and president"."""
    token = tokens[at]
    joins = token.text in {",", "&"} or token.low in AND
    if not joins or at == 0 or start != at + 1:
        return False
    before = tokens[at - 1]
    if lexicon.is_role(before.text) and before.kind == WORD:
        return token.text != "," or _enumerates(tokens, at, lexicon)
    return token.low == "and" and all(lexicon.modifies(tokens[beside].text) for beside in (at - 1, at + 1))


def _adds_to_role(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a small word opens the second of two roles."""
    return (
        at > 0
        and tokens[at - 1].low == "and"
        and is_plain(tokens, at, lexicon)
        and _joins_roles(tokens, at - 1, at, lexicon)
    )


def _enumerates(tokens: Sequence[Token], comma: int, lexicon: Lexicon) -> bool:
    """Whether a comma parts two roles of one person: "chairman, CEO and president", "her father, former President".

    It does not in "a blow to the head, Mayor Lind said" and in "Roos, the group's treasurer, and secretary Lind".
    """
    ahead = tokens[comma + 1 : comma + 1 + HEAD_WITHIN]
    joined = next((at for at, token in enumerate(ahead) if token.low in AND | {"&"}), None)
    if joined is not None and lexicon.is_role(ahead[joined - 1].text):
        return True
    return lexicon.language != "en" or _is_owned_behind_no_comma(tokens, comma, lexicon)


def _is_owned_behind_no_comma(tokens: Sequence[Token], comma: int, lexicon: Lexicon) -> bool:
    """Whether the role before a comma has a pronoun as its owner and is nobody's apposition: "her father,"."""
    for at in range(comma - 1, max(-1, comma - 1 - HEAD_WITHIN), -1):
        token = tokens[at]
        if token.low in OWNERS:
            return at == 0 or tokens[at - 1].text != ","
        if token.kind == MARK or token.low in lexicon.stops:
            return False
    return False


def _narrows(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    token = tokens[at]
    if token.text in POSSESSIVE:
        return _has_owner(tokens, at, lexicon)
    if token.text == "&" or _inside_office(tokens, at, lexicon):
        return True
    if token.kind in {MARK, NUMBER}:
        return bool(_DISTANCE.fullmatch(token.low)) or _is_owned_number(tokens, at)
    if token.capital:
        return not opens_here(tokens, at, lexicon) or (token.low == "no" and tokens[at + 1].text == ".")
    return _small_narrows(tokens, at, lexicon)


def _has_owner(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a possessive belongs to a name or a noun: "Osk's", "the family's"."""
    if at == 0 or tokens[at - 1].end != tokens[at].start:
        return False
    owner = tokens[at - 1]
    return owner.capital or (owner.kind == WORD and owner.low not in lexicon.stops)


def _small_narrows(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    token = tokens[at]
    if lexicon.language in {"ru", "uk"} and token.low.endswith(_ADDRESSEE_ENDS):
        return False  # "сообщил журналистам пресс-секретарь": the dative plural is who was told
    if token.low == "fellow":
        return False
    if modifies(token, lexicon) or _describes(tokens, at, lexicon):
        return True
    if token.low == "most":
        return is_plain(tokens, at + 1, lexicon)
    if lexicon.language == "en" and tokens[at + 1].text in POSSESSIVE and token.low not in lexicon.stops:
        return True  # "the family's lawyer", "the show's star"
    ends = (lexicon.determiners, lexicon.stops, lexicon.prepositions, lexicon.speech, lexicon.verbs_before)
    return not any(token.low in words for words in ends) and _may_narrow(tokens, at, lexicon)


def _is_owned_number(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number stands behind an owner: "Osk's 17-year-old driver", "Osk's No.1 driver"."""
    if tokens[at].text == "." and tokens[at - 1].low == "no":
        return tokens[at + 1].kind == NUMBER
    if tokens[at].kind != NUMBER or at < 2:
        return False
    numbered = tokens[at - 1].text == "." and tokens[at - 2].low == "no"
    owner = at - 3 if numbered else at - 1
    return owner >= 0 and tokens[owner].text in POSSESSIVE


def _may_narrow(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a small word that no list knows may be part of an English role: no adverb, participle or verb."""
    token = tokens[at]
    compound = "-" in token.text and not token.low.startswith(("re-", "co-"))  # "long-serving leader"
    if lexicon.language != "en" or (token.low.endswith((ADVERB_END, *VERB_ENDS)) and not compound):
        return False
    verb = token.low.endswith("s") and not token.low.endswith("ss")  # "follows police sergeant X"
    return not verb or lexicon.is_role(tokens[at + 1].text)


def _inside_office(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """An "of" between capitals, or an article before one: "National Bureau of Statistics chief", "al Qadar chief"."""
    if tokens[at].low == "al":
        return tokens[at + 1].capital
    if tokens[at].low != "of" or at == 0 or not tokens[at - 1].capital:
        return False
    following = tokens[at + 1].text
    return tokens[at + 1].capital and not world().is_demonym(following) and not lexicon.is_role(following)
