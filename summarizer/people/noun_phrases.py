"""Noun phrases that are roles: "an economist at Wexford Bank", "chairman and CEO of Lind Foods"."""

from collections.abc import Sequence

from summarizer.people.lexicon import AND, Lexicon, fold, world
from summarizer.people.phrases import HEAD_WITHIN, OWNERS, VERB_ENDS, is_name, is_owned, is_plain, trails
from summarizer.people.role import Role, role_of
from summarizer.people.tokens import MARK, NUMBER, POSSESSIVE, WORD, Token

AFTER_WORDS = 12
"""How many words a role behind a name may have."""

_HARD_MARKS = frozenset('.!?…;:()[]"“”„«»—–/|•')
_CLOSE = frozenset({"of", "de", "du", "des", "del", "di", "da", "do", "der", "von", "d'", "d’"})
"""Prepositions that bind so closely that a phrase is rather cut before another one."""


def noun_phrase(tokens: Sequence[Token], at: int, place: str, lexicon: Lexicon) -> Role | None:
    """Give the words from `at` on, as long as they are one noun phrase that holds a role noun near its start."""
    while at < len(tokens) and (tokens[at].low in lexicon.determiners or tokens[at].text == ","):
        at += 1
    while at < len(tokens) and tokens[at].low in _SINCE_WHEN:
        at += 1  # "now effectively Lind's deputy"
    titled = at + 1 < len(tokens) and _titles_another(tokens[at], tokens[at + 1], lexicon)
    if titled and not _is_inside_compound(tokens, at, lexicon):
        return None
    end, head = at, None
    while end < len(tokens) and end - at < AFTER_WORDS + 3:
        if _ends_phrase(tokens, end, head, lexicon):
            break
        if head is None and end - at < HEAD_WITHIN and _heads(tokens, end, lexicon):
            head = end
        end += 1
    if head is None or _leads_another(tokens, head, lexicon) or (head > at and _is_somebody(tokens, at, head)):
        return None
    if place == "after" and _is_clause(tokens, (at, head, end), lexicon):
        return None
    end = _shorten(tokens, at, max(end, head + 1), head, lexicon)
    if _names_another(tokens, (head, end), lexicon):
        return None
    return role_of(tokens, (at - is_owned(tokens, at, head), end), place, lexicon, head=head)


def _is_somebody(tokens: Sequence[Token], at: int, head: int) -> bool:
    """Whether a phrase begins with somebody else's name, who does not own what follows: "Ada Lind's lawyer"."""
    return is_name(tokens, at) and not any(token.text in POSSESSIVE for token in tokens[at + 2 : head])


_SINCE_WHEN = frozenset(
    "effectively currently formerly previously reportedly allegedly arguably probably once often widely dubbed "
    "then".split()
)


def _is_clause(tokens: Sequence[Token], phrase: tuple[int, int, int], lexicon: Lexicon) -> bool:
    """Whether a verb behind a noun makes a clause of its own: "…, the mayor said", "…, the actor wore".

    `phrase` is where the noun phrase begins, its noun and its end. A long phrase without "the" is an apposition whose
    comma is missing: "Ada Lind, partner of Snow Foods said".
    """
    at, head, end = phrase
    if end >= len(tokens):
        return False
    past = tokens[end].low in _PAST or _takes_object(tokens, end, lexicon)
    verb = tokens[end].low in lexicon.speech or (lexicon.language == "en" and past)
    if not verb:
        return False
    if tokens[at - 1].low == "the":
        return not any(token.capital for token in tokens[head + 1 : end])
    if tokens[at].low in OWNERS or tokens[at - 1].low in OWNERS:
        return True
    short = head + 1 == end or tokens[at - 1].low in {"a", "an"}
    return short and not any(token.capital for token in tokens[at:end])


_PAST = frozenset(
    "wore took made gave got went came saw found thought knew kept sent sold won lost held spoke fell".split()
)


def _titles_another(token: Token, following: Token, lexicon: Lexicon) -> bool:
    """Whether a title opens somebody else's name: ", Dame Ada Lind"."""
    if not lexicon.is_title(token.text) or not token.capital:
        return False
    return following.capital and not lexicon.is_role(following.text)


def _heads(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a role noun heads its phrase: "a terrorist, of late", but not "a terrorist group"."""
    if tokens[at].kind != WORD or not lexicon.is_role(tokens[at].text):
        return False
    if lexicon.language == "en" and _is_inside_compound(tokens, at, lexicon):
        return False
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if not lexicon.head_final or not is_plain(tokens, at + 1, lexicon):
        return True
    return lexicon.is_role(following) or following.endswith(VERB_ENDS) or following in _PARTICIPLES


def _is_inside_compound(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether capitals lead from one role noun to another: "Chief Operating Officer", "the billionaire Bhs owner".

    "Mayor Ada Lind's husband" is a husband too.
    """
    end = at + 1
    while (
        end < len(tokens)
        and end - at < _COMPOUND_WORDS
        and tokens[end].capital
        and not lexicon.is_role(tokens[end].text)
    ):
        end += 1
    if end == at + 1 or end >= len(tokens):
        return False
    return tokens[end].text in POSSESSIVE or (lexicon.is_role(tokens[end].text) and not is_name(tokens, at + 1))


_COMPOUND_WORDS = 4


_PARTICIPLES = frozenset(
    "chosen known seen born shot held killed hit caught found kept made sent taken given hurt".split()
)
"""Participles that have no "-ed": "a board member chosen randomly"."""


def _leads_another(tokens: Sequence[Token], head: int, lexicon: Lexicon) -> bool:
    """Whether a name follows a role noun, so that it is somebody else's: ", economist Ada Lind and"."""
    at = head + 1
    while at < len(tokens) and lexicon.is_role(tokens[at].text):
        at += 1
    return is_name(tokens, at) or (lexicon.head_final and at < len(tokens) and tokens[at].capital)


def _names_another(tokens: Sequence[Token], phrase: tuple[int, int], lexicon: Lexicon) -> bool:
    """Whether a name ends a phrase that is its own role: ", Secretary of State Ada Lind"; `phrase` begins at its noun.

    "Son of Ada Lind" and "son of mayor Ada Lind" are about somebody else.
    """
    head, end = phrase
    name = end - 2
    if lexicon.language != "en" or name < head + 2 or not tokens[head].capital or not is_name(tokens, name):
        return False
    before = tokens[name - 1]
    led = lexicon.is_role(before.text) or fold(before.text) in world().given | world().place_starts
    return before.capital and not led


def _ends_phrase(tokens: Sequence[Token], at: int, head: int | None, lexicon: Lexicon) -> bool:
    token = tokens[at]
    if token.text == ",":
        return not _list_goes_on(tokens, at, head, lexicon)
    if _is_inside_address(tokens, at):
        return False
    if token.text in _HARD_MARKS or (token.kind == MARK and token.text not in POSSESSIVE and token.text != "&"):
        return True
    if head is None:
        return _ends_before_noun(tokens, at, lexicon)
    return _ends_behind_noun(tokens, at, lexicon)


def _is_inside_address(tokens: Sequence[Token], at: int) -> bool:
    """Whether a full stop stands between letters: "editor of dunes.com"."""
    if tokens[at].text != "." or at + 1 >= len(tokens):
        return False
    behind = tokens[at + 1]
    glued = tokens[at - 1].end == tokens[at].start and behind.start == tokens[at].end
    return glued and behind.kind == WORD and not behind.capital


def _ends_before_noun(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    token = tokens[at]
    if token.low in {"and", "&", "most"}:
        leads = at + 2 < len(tokens) and lexicon.is_role(tokens[at + 2].text)  # "former Osk and Wick captain"
        return not (
            leads or is_plain(tokens, at + 1, lexicon)
        )  # "security and defense analyst", "most famous satirist"
    small = token.low in lexicon.prepositions or token.low in lexicon.determiners
    return small or _parts_clauses(token, lexicon)


def _ends_behind_noun(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    token = tokens[at]
    if lexicon.language == "en" and not token.capital:
        if token.low.endswith(VERB_ENDS) and not _is_gerund(tokens, at, lexicon):
            return not is_plain(tokens, at + 1, lexicon)
        if _is_verb_behind_name(tokens, at, lexicon) or _tells_when(tokens, at) or _takes_object(tokens, at, lexicon):
            return True
        if token.low in {"and", "&"} and is_name(tokens, at + 1):
            return True  # "Ada Lind, son of Omar Sabry and Tom Lee"
    if token.low in lexicon.prepositions or token.low in lexicon.determiners:
        return False
    return _parts_clauses(token, lexicon)


def _is_gerund(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a word in -ing is a noun: "head of marketing", "director for European publishing"."""
    before = tokens[at - 1]
    bound = before.low in lexicon.prepositions - {"and", "&"} or world().is_demonym(before.text)
    return bound and tokens[at].low.endswith("ing")


def _parts_clauses(token: Token, lexicon: Lexicon) -> bool:
    if token.low in lexicon.relatives or token.low in lexicon.copulas or token.low in lexicon.speech:
        return True
    return token.low in lexicon.stops and not token.capital


def _takes_object(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a participle is the verb of a clause: "the star hit the stage", but not "a star hit by Omar Sabry"."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return tokens[at].low in _PARTICIPLES and following is not None and following.low in lexicon.determiners | {"the"}


def _tells_when(tokens: Sequence[Token], at: int) -> bool:
    """Whether a time goes on behind a role: "chairman in May", "mayor for ten years", "coach in 2012"."""
    if tokens[at].low not in {"in", "on", "for", "from", "at"} or at + 1 >= len(tokens):
        return False
    if tokens[at].low == "at":
        return at + 2 < len(tokens) and tokens[at + 2].low == "time"
    if tokens[at + 1].kind == NUMBER or (tokens[at + 1].capital and fold(tokens[at + 1].text) in world().calendar):
        return True
    return tokens[at].low == "for" and at + 2 < len(tokens) and tokens[at + 2].low in _TIMES


_TIMES = frozenset("years months weeks days seasons decades year month season decade time".split())


def _is_verb_behind_name(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a small word in -s goes on with the sentence: "manager at Lind Foods believes the price is right"."""
    token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if not tokens[at - 1].capital or token.kind != WORD or not token.low.endswith("s") or token.low.endswith("ss"):
        return False
    return following is not None and (following.low in lexicon.determiners or following.low in _BEHIND_VERBS)


_BEHIND_VERBS = frozenset({"that", "to", "it", "he", "she", "they"})


def _list_goes_on(tokens: Sequence[Token], at: int, head: int | None, lexicon: Lexicon) -> bool:
    if head is None or at + 2 >= len(tokens):
        return False
    following = tokens[at + 1 : at + 3]
    return lexicon.is_role(following[0].text) and (following[1].low in AND | {","})


def _shorten(tokens: Sequence[Token], at: int, end: int, head: int, lexicon: Lexicon) -> int:
    """End a phrase that is too long before its last preposition that leaves it whole."""
    while end > head + 1 and (trails(tokens[end - 1], lexicon) or tokens[end - 1].low in _PARTICIPLES):
        end -= 1
    if end - at <= AFTER_WORDS:
        return end
    cuts = [cut for cut in range(head + 1, at + AFTER_WORDS + 1) if tokens[cut].low in lexicon.prepositions]
    cuts = [cut for cut in cuts if tokens[cut - 1].low not in lexicon.prepositions]
    loose = [cut for cut in cuts if tokens[cut].low not in _CLOSE]
    return max(loose or cuts, default=at + AFTER_WORDS)
