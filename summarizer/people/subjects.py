"""Roles that are the subject of a sentence whose copula names somebody: "The director of the museum is Ada Lind"."""

from collections.abc import Sequence

from summarizer.people.lexicon import Lexicon, fold
from summarizer.people.mentions import Mention
from summarizer.people.phrases import is_owned
from summarizer.people.role import Role, role_of
from summarizer.people.tokens import MARK, POSSESSIVE, WORD, Token

_SUBJECT_WORDS = 14
_COPULAS = frozenset({"is", "was", "remains"})
_COMPLEMENTS = frozenset("of for in on at behind with from".split())
_ANYBODY = frozenset("boy girl baby infant person youth teen teenager child hero".split())
"""Nouns that say who is meant, and not what somebody is: "The boy in the video is Ada Lind"."""
_JOINING = frozenset({"and", "&"})


def find_subject(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    """The noun phrase before a copula that a name follows, if its noun is a person's work; English only."""
    verb = mention.run - 1
    if lexicon.language != "en" or verb < 2 or tokens[verb].low not in _COPULAS:
        return None
    if mention.last < len(tokens) and tokens[mention.last].text in POSSESSIVE:
        return None  # "The director is Ada Lind's friend"
    start = _start(tokens, verb)
    start += tokens[start].low in {"and", "but", "while"}
    if tokens[start].low in {"that", "this", "one"}:
        return None  # "That one player was Ada Lind"
    if tokens[start].low not in lexicon.determiners and not any(t.text in POSSESSIVE for t in tokens[start:verb]):
        return None
    start += tokens[start].low in lexicon.determiners
    head = _head(tokens, start, verb, lexicon)
    if head is None or fold(tokens[head].text) in lexicon.firm_roles | lexicon.house_roles | _ANYBODY:
        return None
    return role_of(tokens, (start - is_owned(tokens, start, head), verb), "copula", lexicon, head=head)


def _start(tokens: Sequence[Token], verb: int) -> int:
    """Where the clause of a verb begins: behind the last mark before it."""
    for at in range(verb - 1, max(-1, verb - 1 - _SUBJECT_WORDS), -1):
        if tokens[at].kind == MARK and tokens[at].text not in POSSESSIVE:
            return at + 1
    return max(0, verb - _SUBJECT_WORDS)


def _head(tokens: Sequence[Token], start: int, verb: int, lexicon: Lexicon) -> int | None:
    """The noun of the subject: the last word before its complement or the verb, with nothing but modifiers before."""
    end = start
    while end < verb and tokens[end].low not in _COMPLEMENTS:
        if tokens[end].low in lexicon.stops - _JOINING and not tokens[end].capital:
            return None
        end += 1
    if end == start or tokens[end - 1].kind != WORD or not lexicon.is_role(tokens[end - 1].text):
        return None
    loose = any(token.low in lexicon.copulas | lexicon.relatives or token.text == "," for token in tokens[end:verb])
    return None if loose else end - 1
