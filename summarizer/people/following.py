"""Roles behind a name: in apposition ("X, an economist at Y,") or with a copula ("X is the head of Z")."""

from collections.abc import Sequence
from dataclasses import replace

from summarizer.people.houses import past_honours
from summarizer.people.lexicon import AND, Lexicon, fold, world
from summarizer.people.mentions import Mention
from summarizer.people.phrases import HEAD_WITHIN, OFFICE_WORDS, OWNERS, VERB_ENDS, is_name, is_owned, is_plain, trails
from summarizer.people.role import Role, role_of
from summarizer.people.tokens import MARK, NUMBER, POSSESSIVE, WORD, Token

_AFTER_WORDS = 12
_DESCRIBING_WORDS = 4
_HARD_MARKS = frozenset('.!?…;:()[]"“”„«»—–/|•')
_CLOSE = frozenset({"of", "de", "du", "des", "del", "di", "da", "do", "der", "von", "d'", "d’"})
"""Prepositions that bind so closely that a phrase is rather cut before another one."""


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
    while end < len(tokens) and end - at < _AFTER_WORDS + 3:
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
    if end - at <= _AFTER_WORDS:
        return end
    cuts = [cut for cut in range(head + 1, at + _AFTER_WORDS + 1) if tokens[cut].low in lexicon.prepositions]
    cuts = [cut for cut in cuts if tokens[cut - 1].low not in lexicon.prepositions]
    loose = [cut for cut in cuts if tokens[cut].low not in _CLOSE]
    return max(loose or cuts, default=at + _AFTER_WORDS)


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
    near = tokens[at : at + _AFTER_WORDS]
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
