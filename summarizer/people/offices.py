"""Roles told by a verb: a passive ("headed by X since 2008"), or an active one ("X, who heads the agency")."""

from collections.abc import Sequence

from summarizer.people.houses import HOUSES
from summarizer.people.lexicon import Lexicon
from summarizer.people.mentions import Mention
from summarizer.people.phrases import OFFICE_WORDS, is_name, trails, without_opener
from summarizer.people.role import Role
from summarizer.people.tokens import MARK, NUMBER, POSSESSIVE, Token


def find_passive(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon, previous: Sequence[Token]) -> Role | None:
    """What somebody is said to head: "the agency, headed by Ada Lind since 2008". `previous` is the sentence before."""
    verb = mention.run - 2
    if verb < 0 or tokens[verb + 1].low not in lexicon.agents or tokens[verb].low not in lexicon.passive:
        return None
    start, end = _subject(tokens, verb, lexicon)
    named = any(token.capital or token.low in HOUSES or token.low in _HEADED for token in tokens[start:end])
    if start == end or (end - start == 1 and tokens[start].low in _STANDS_FOR):
        subject = _opening(previous, lexicon)
    else:
        subject = (tokens[start].start, tokens[end - 1].end) if named or lexicon.language != "en" else None
    if subject is None:
        return None
    spans = (subject, (tokens[verb].start, tokens[verb].end), *_since(tokens, mention.last, lexicon))
    return Role(spans=spans, place="passive", words=1)


_HEADED = frozenset(
    "commission committee council board court ministry government inquiry panel coalition alliance army force "
    "department office service bureau club mission delegation team task".split()
)
"""What somebody heads, next to houses: "the electoral commission, headed by X"; but no "school run by X"."""

_STANDS_FOR = frozenset("it which that es sie он она оно вона він воно il elle".split())
"""What stands for a house that the sentence before names: "It is headed by X"."""


def _subject(tokens: Sequence[Token], verb: int, lexicon: Lexicon) -> tuple[int, int]:
    """The span of tokens before a passive verb that says what is headed; empty where nothing does."""
    end = verb
    while end > 0 and (tokens[end - 1].low in lexicon.stops | lexicon.copulas or tokens[end - 1].text == ","):
        end -= 1
    start = end
    while start > 0 and end - start < 5 and _names_office(tokens[start - 1], lexicon):
        start -= 1
    opened = without_opener(tokens, start, end, lexicon)
    if opened < end and tokens[opened].low not in lexicon.prepositions:  # "Analysts at Morrow Stein, led by"
        start = opened
    if tokens[start].low in lexicon.determiners:
        start += 1
    return start, max(start, end)


def _names_office(token: Token, lexicon: Lexicon) -> bool:
    if token.kind == MARK:
        return False
    return token.low not in lexicon.stops and token.low not in lexicon.determiners


def _opening(previous: Sequence[Token], lexicon: Lexicon) -> tuple[int, int] | None:
    """The capitals that open the sentence before, a short name in brackets included."""
    start = 0
    while start < len(previous) and previous[start].opens(lexicon.openers):
        start += 1
    end = start
    while end < len(previous) and previous[end].capital:
        end += 1
    if end == start:
        return None
    if end + 2 < len(previous) and previous[end].text == "(" and previous[end + 2].text == ")":
        end += 3
    return previous[start].start, previous[end - 1].end


def _since(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    if at + 1 < len(tokens) and tokens[at].low in lexicon.since and tokens[at + 1].kind == NUMBER:
        number = tokens[at + 1]
        return [(tokens[at].start, number.end)]
    return []


def find_office(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    """The office that a verb names: "Ada Lind, who heads the River Board"."""
    at = mention.last
    relative = at + 1 < len(tokens) and tokens[at].text == "," and tokens[at + 1].low in lexicon.relatives
    at += 2 * relative
    if at >= len(tokens) or tokens[at].low not in (lexicon.active_who if relative else lexicon.active):
        return None
    end = at + 1
    while end < len(tokens) and end - at < OFFICE_WORDS and not _ends_office(tokens[end], lexicon):
        end += 1
    ahead = tokens[at].low in {"leads", "led"} and any(token.low in _CONTEST for token in tokens[at + 1 : end])
    if ahead or is_name(tokens, at + 1):
        return None
    if not any(token.capital for token in tokens[at + 1 : end]):
        end = _small_office_end(tokens, at, end, lexicon) if relative else at
    while end > at + 1 and (trails(tokens[end - 1], lexicon) or tokens[end - 1].low in lexicon.links):
        end -= 1
    if end - at < 2:
        return None
    return Role(spans=((tokens[at].start, tokens[end - 1].end),), place="office", words=end - at)


_CONTEST = frozenset(
    "rival rivals opponent opponents challenger challengers contender contenders candidates field race pack poll polls "
    "standings leaderboard table championship points shots strokes seconds".split()
)
"""What is led by being ahead: "who leads her rivals in Osk"."""


def _small_office_end(tokens: Sequence[Token], at: int, end: int, lexicon: Lexicon) -> int:
    """Where an office in small letters ends, before any number; none begins without an article: "who led 3-1"."""
    if at + 1 >= len(tokens) or tokens[at + 1].low not in lexicon.determiners:
        return at
    return next((here for here in range(at + 1, end) if tokens[here].kind == NUMBER), end)


def _ends_office(token: Token, lexicon: Lexicon) -> bool:
    if token.low in lexicon.determiners or token.low in lexicon.links:
        return False
    mark = token.kind == MARK and token.text not in POSSESSIVE
    return mark or token.low in lexicon.stops or token.low in lexicon.speech
