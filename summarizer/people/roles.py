"""What a text says somebody is: the role beside a name, as spans of the source.

Six ways, each with a function of its own: right before the name ("Kremlin spokesman X"), before it with a complement
("el ministro de Hacienda, X"), after it in apposition or with a copula ("X, an economist at Y,", "X is the head of
Z"), a passive ("headed by X since 2008"), a verb that names an office ("X, who heads the agency"), and the house that
somebody is of ("X of the Harbour Office"). All are linear in the words of the sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.people.houses import HOUSES, POSSESSIVE, find_house, find_owner, is_known_owner, past_honours
from summarizer.people.lexicon import Lexicon, fold, world
from summarizer.people.mentions import Mention
from summarizer.people.tokens import MARK, NUMBER, WORD, Token

WEAK_PLACES = frozenset({"passive", "office", "affiliation", "owner", "shared"})
"""Where a role was told without a role noun: it is shown only where none is."""

_BEFORE_WORDS = 9
_AFTER_WORDS = 12
_HEAD_WITHIN = 9
_OFFICE_WORDS = 8
_DESCRIBING_WORDS = 4
_COMMA = frozenset(",")
_TITLE_MARKS = frozenset('«»“”„"')
_HARD_MARKS = frozenset('.!?…;:()[]"“”„«»—–/|•')
_CLOSE = frozenset({"of", "de", "du", "des", "del", "di", "da", "do", "der", "von", "d'", "d’"})
"""Prepositions that bind so closely that a phrase is rather cut before another one."""
_ADVERB_END = "ly"
_ADDRESSEE_ENDS = ("ам", "ям")
_VERB_ENDS = ("ed", "ing")
_DISTANCE = re.compile(r"\d[\d.,]*(?:m|km|kg|cc)")
"""What a discipline is called by: "former European 200m champion"."""


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


def find_roles(
    tokens: Sequence[Token], mention: Mention, lexicon: Lexicon, previous: Sequence[Token] = ()
) -> tuple[Role, ...]:
    """Give the roles beside a mention, those before the name first; `previous` are the tokens of the sentence before.

    The sentence before is needed where a pronoun stands for what somebody heads ("It is headed by X").
    """
    before = _with_house(tokens, mention, _before(tokens, mention, lexicon), lexicon)
    alone = before is None or before.rank or before.words == 1
    found = (
        before,
        _led_by_complement(tokens, mention, lexicon) if alone else None,
        _after(tokens, mention, lexicon),
        _copula(tokens, mention, lexicon),
        _passive(tokens, mention, lexicon, previous),
        _office(tokens, mention, lexicon),
        _affiliation(tokens, mention, lexicon),
    )
    return tuple(role for role in found if role is not None)


# --- right before the name ---


def _before(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    end = _past_titles(tokens, mention, lexicon)
    head = end - 1
    if _is_shirt(tokens, head):
        number = head - 1 - (tokens[head].kind == NUMBER)
        return _role(tokens, (_walk_left(tokens, number, lexicon), head + 1), "before", lexicon, head=number)
    if head < 0 or tokens[head].kind != WORD or not _names_work(tokens[head], lexicon):
        return (
            _rank(tokens, mention, end, lexicon) or _called(tokens, head, lexicon) or _shared(tokens, mention, lexicon)
        )
    if head > 1 and tokens[head].low in _LEARNED and tokens[head - 1].text == ",":
        head -= 2 * lexicon.is_role(tokens[head - 2].text)
    start = _walk_left(tokens, head, lexicon)
    return _role(tokens, (start, head + 1), "before", lexicon)


def _called(tokens: Sequence[Token], verb: int, lexicon: Lexicon) -> Role | None:
    """What somebody is who is introduced by name: "a toddler named Ada Lind"."""
    if verb < 1 or tokens[verb].low not in {"named", "called"} or not lexicon.is_role(tokens[verb - 1].text):
        return None
    start = _walk_left(tokens, verb - 1, lexicon)
    if start == 0 or tokens[start - 1].low not in {"a", "an"}:
        return None
    return _role(tokens, (start, verb), "before", lexicon)


def _shared(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    """The plural that leads a list of names with this one in it: "Greek sprinters Ada Lind and Omar Sabry"."""
    at = mention.run - 1
    if at < 2 or tokens[at].low not in {"and", ","} or lexicon.language != "en" or not mention.full:
        return None
    for head in range(at - 1, max(-1, at - 1 - _LIST_WORDS), -1):
        token = tokens[head]
        if lexicon.is_plural_role(token.text):
            if head == at - 1:
                return None  # "one of its leaders, Ada Lind said": no list
            start = _walk_left(tokens, head, lexicon)
            apart = tokens[head + 1].text == ","
            owned = tokens[start].low in _OWNERS or (start > 0 and tokens[start - 1].low in lexicon.determiners)
            return _role(tokens, (start, head + 1), "shared", lexicon) if owned or not apart else None
        if not (token.capital or token.text == "," or token.low in world().particles) or lexicon.is_role(token.text):
            return None
    return None


_LIST_WORDS = 12


_LEARNED = frozenset("professor prof prof. doctor dr dr. sir dame lord lady baroness".split())
"""Titles that say less than an office before them: "Chief schools inspector, Professor Ada Lind"."""


def _is_shirt(tokens: Sequence[Token], at: int) -> bool:
    """Whether a place in a ranking or a team ends there: "world number one", "Wales number eight", "world No. 1"."""
    if at > 2 and tokens[at].kind == NUMBER and tokens[at - 1].text == "." and tokens[at - 2].low == "no":
        return True
    return at > 0 and tokens[at].low in _SHIRTS and tokens[at - 1].low == "number"


_SHIRTS = frozenset("one two three four five six seven eight nine ten".split())


def _with_house(tokens: Sequence[Token], mention: Mention, role: Role | None, lexicon: Lexicon) -> Role | None:
    """Add the house behind the name to the role before it: "glaciologist … of Tovik University"."""
    house = find_house(tokens, mention, lexicon)
    if role is None or role.place != "before" or role.rank or house is None or house < role.spans[0]:
        return role
    at = past_honours(tokens, mention.last)
    spans = (*role.spans, (tokens[at + (tokens[at].text == ",")].start, house[1]))
    return replace(role, spans=spans, words=role.words + 1)


def _names_work(token: Token, lexicon: Lexicon) -> bool:
    return lexicon.is_role(token.text) or lexicon.is_plural_role(token.text)


def _past_titles(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> int:
    """Where the titles before a name begin that say less than the role before them: "the author Professor Lind"."""
    end = mention.first
    while end > mention.run and lexicon.is_title(tokens[end - 1].text):
        told = end > 1 and not tokens[end - 2].capital and lexicon.is_role(tokens[end - 2].text)
        if end > 1 and tokens[end - 2].low == "first":
            break  # "First Lady"
        if not told and not _shortened(tokens[end - 1], lexicon):
            break
        end -= 1
    return end


def _shortened(token: Token, lexicon: Lexicon) -> bool:
    """A title that is no role on its own: "Mr", "Dr.", "Gen."."""
    if token.low in lexicon.courtesy or token.low in lexicon.name_titles:
        return True
    return token.low.endswith(".") or not lexicon.is_role(token.text)


def _rank(tokens: Sequence[Token], mention: Mention, end: int, lexicon: Lexicon) -> Role | None:
    ranks = [at for at in range(end, mention.first) if tokens[at].low in lexicon.ranks]
    if ranks:
        start = _walk_left(tokens, ranks[0], lexicon) if lexicon.language == "en" else ranks[0]
        return Role(spans=((tokens[start].start, tokens[ranks[-1]].end),), place="rank", words=1, rank=True)
    demonym = mention.first - 1
    if demonym >= mention.run and world().is_demonym(tokens[demonym].text):
        return Role(spans=((tokens[demonym].start, tokens[demonym].end),), place="nation", words=1, rank=True)
    return None


def _walk_left(tokens: Sequence[Token], head: int, lexicon: Lexicon) -> int:
    """Where the words that narrow a role noun begin: "former deputy finance minister"."""
    start = nearest = head
    plain = 0
    named = False
    for at in range(head - 1, max(-1, head - 1 - _BEFORE_WORDS), -1):
        token = tokens[at]
        if _inside_acronym(tokens, at) or _joins_in_chief(tokens, at, lexicon):
            continue
        if _joins_roles(tokens, at, start, lexicon):
            nearest = at - 1
            continue
        if not _narrows(tokens, at, lexicon):
            break
        if (
            token.kind == WORD
            and not token.capital
            and not _inside_office(tokens, at, lexicon)
            and not _modifies(token, lexicon)
        ):
            plain += 1
            inside = at > 0 and (
                (tokens[at - 1].capital and len(tokens[at - 1].text) > 1) or tokens[at - 1].text in POSSESSIVE
            )
            if (
                (named and nearest == head)
                or (tokens[nearest].capital and not inside)
                or plain > (2 if lexicon.language == "en" else 0)
            ):
                break
        named = named or token.capital
        start = at
    start = _without_opener(tokens, start, head, lexicon)
    return start - _is_owned(tokens, start, head)


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


def _is_owned(tokens: Sequence[Token], start: int, head: int) -> bool:
    """Whether a relation says nothing without the pronoun before it: "her mother"."""
    if start == 0 or tokens[start - 1].low not in _OWNERS:
        return False
    return any(token.low in _RELATIONS for token in tokens[start : head + 1])


_RELATIONS = frozenset(
    "father mother son daughter brother sister husband wife widow widower uncle aunt nephew niece cousin grandfather "
    "grandmother grandson granddaughter stepfather stepmother fiancé fiancée fiance fiancee boyfriend girlfriend "
    "partner friend boss neighbour neighbor colleague classmate roommate parent parents twin relative mum mom dad "
    "predecessor successor rival teammate team-mate opponent co-defendant co-defendants brothers sisters sons "
    "daughters".split()
)


def _modifies(token: Token, lexicon: Lexicon) -> bool:
    return fold(token.text) in lexicon.modifiers or lexicon.is_role(token.text)


def _describes(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a participle stands behind an article, as an adjective: "the returning officer"."""
    if lexicon.language != "en" or at == 0 or tokens[at].capital or not tokens[at].low.endswith(_VERB_ENDS):
        return False
    return tokens[at - 1].low in lexicon.determiners


def _joins_roles(tokens: Sequence[Token], at: int, start: int, lexicon: Lexicon) -> bool:
    """A comma or "and" between two roles: "chairman, CEO and president"."""
    token = tokens[at]
    joins = token.text in {",", "&"} or token.low in {"and", "und", "et", "y", "e", "и", "і", "та"}
    if not joins or at == 0 or start != at + 1:
        return False
    before = tokens[at - 1]
    if lexicon.is_role(before.text) and before.kind == WORD:
        return token.text != "," or _enumerates(tokens, at, lexicon)
    return token.low == "and" and all(fold(tokens[beside].text) in lexicon.modifiers for beside in (at - 1, at + 1))


def _enumerates(tokens: Sequence[Token], comma: int, lexicon: Lexicon) -> bool:
    """Whether a comma parts two roles of one person: "chairman, CEO and president", "her father, former President".

    It does not in "a blow to the head, Mayor Lind said" and in "Roos, the group's treasurer, and secretary Lind".
    """
    ahead = tokens[comma + 1 : comma + 1 + _HEAD_WITHIN]
    joined = next((at for at, token in enumerate(ahead) if token.low in {"and", "&", "und", "et", "y", "e", "и"}), None)
    if joined is not None and lexicon.is_role(ahead[joined - 1].text):
        return True
    start = _walk_left(tokens, comma - 1, lexicon)
    owned = any(token.text in POSSESSIVE for token in tokens[start:comma])
    owned = owned or tokens[start].low in _OWNERS or (start > 0 and tokens[start - 1].low in _OWNERS)
    return (owned or lexicon.language != "en") and not (
        start > 1 and "," in {tokens[start - 1].text, tokens[start - 2].text}
    )


_OWNERS = frozenset({"his", "her", "their"})


def _narrows(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    token = tokens[at]
    if token.text in POSSESSIVE:
        owner = tokens[at - 1] if at > 0 else None
        owns = owner is not None and (owner.capital or (owner.kind == WORD and owner.low not in lexicon.stops))
        return owns and tokens[at - 1].end == token.start
    if token.text == "&" or _inside_office(tokens, at, lexicon):
        return True
    if token.kind in {MARK, NUMBER}:
        return bool(_DISTANCE.fullmatch(token.low))
    if token.capital:
        return not _opens_here(tokens, at, lexicon)
    if lexicon.language in {"ru", "uk"} and token.low.endswith(_ADDRESSEE_ENDS):
        return False  # "сообщил журналистам пресс-секретарь": the dative plural is who was told
    if _modifies(token, lexicon) or _describes(tokens, at, lexicon):
        return True
    if token.low == "most":
        return _is_plain(tokens, at + 1, lexicon)
    ends = (lexicon.determiners, lexicon.stops, lexicon.prepositions, lexicon.speech, lexicon.verbs_before)
    if any(token.low in words for words in ends):
        return False
    return _may_narrow(tokens, at, lexicon)


def _may_narrow(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a small word that no list knows may be part of an English role: no adverb, participle or verb."""
    token = tokens[at]
    if lexicon.language == "en" and tokens[at + 1].text in POSSESSIVE:
        return True  # "the family's lawyer"
    if lexicon.language != "en" or token.low.endswith((_ADVERB_END, *_VERB_ENDS)):
        return False
    verb = token.low.endswith("s") and not token.low.endswith("ss")  # "follows police sergeant X"
    return not verb or lexicon.is_role(tokens[at + 1].text)


def _opens_here(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a word has its capital only because a sentence begins with it."""
    token = tokens[at]
    if not token.opens(lexicon.openers) or fold(token.text) in lexicon.modifiers:
        return False
    if at == 0 or tokens[at - 1].kind == MARK:
        return True
    return token.low in lexicon.determiners and not tokens[at - 1].capital  # "the FC", but "Former One Direction"


def _inside_office(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """An "of" between capitals: "National Bureau of Statistics chief"."""
    if tokens[at].low != "of" or at == 0 or not tokens[at - 1].capital:
        return False
    following = tokens[at + 1].text
    return tokens[at + 1].capital and not world().is_demonym(following) and not lexicon.is_role(following)


def _without_opener(tokens: Sequence[Token], start: int, head: int, lexicon: Lexicon) -> int:
    while start < head and (
        tokens[start].text in POSSESSIVE
        or tokens[start].low in lexicon.determiners
        or tokens[start].low == "fellow"
        or _opens_here(tokens, start, lexicon)
    ):
        start += 1
    return start


# --- before the name, with a complement in between ---


def _led_by_complement(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    end, comma = _complement_end(tokens, mention, lexicon)
    english = lexicon.language == "en"
    listed = comma and english and mention.full and _leads_list(tokens, mention.last)
    if comma and not listed and not _closed(tokens, mention):
        return None
    if english and not comma and not mention.full:
        return None  # "an attorney for White and dozens of other Lind exonerees"
    linked = comma or not lexicon.head_final
    for at in range(end - 1, max(-1, end - 1 - _BEFORE_WORDS), -1):
        plural = listed and lexicon.is_plural_role(tokens[at].text)
        if tokens[at].kind == WORD and (plural or lexicon.is_role(tokens[at].text)):
            led = linked and plural == listed and _is_led_by(tokens, at, end, comma=comma, lexicon=lexicon)
            return (
                _role(tokens, (_walk_left(tokens, at, lexicon), end), "complement", lexicon, head=at) if led else None
            )
        addressed = tokens[at].low == "to" and at > 0 and lexicon.is_role(tokens[at - 1].text)
        if not (addressed or _complements(tokens[at], lexicon)) or (at + 1 < end and _is_name(tokens, at)):
            return None
        linked = linked or tokens[at].low in lexicon.links
    return None


def _complement_end(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> tuple[int, bool]:
    """Where what stands before a name and its titles ends, and whether a comma parts them."""
    end = mention.first
    while end > mention.run and lexicon.is_title(tokens[end - 1].text):
        end -= 1
    if end > 1 and tokens[end - 1].low in lexicon.determiners and tokens[end - 2].text in _COMMA:
        end -= 1  # "le directeur général, le Dr X"
    comma = end > 0 and tokens[end - 1].text in _COMMA
    return end - comma, comma


def _is_led_by(tokens: Sequence[Token], head: int, end: int, *, comma: bool, lexicon: Lexicon) -> bool:
    """Whether a role noun with a complement leads to the name: no link is left loose, and it is no list."""
    if tokens[head].low in lexicon.links or tokens[end - 1].low in lexicon.links:
        return False
    if lexicon.language == "en" and head + 1 < end and not _takes_complement(tokens[head + 1], lexicon):
        return False  # "the terrorist group, Boko Haram"
    alone = end - _walk_left(tokens, head, lexicon) == 1
    return not (comma and alone and tokens[head].capital and lexicon.head_final)  # "Queen, Ada Lind"


def _takes_complement(following: Token, lexicon: Lexicon) -> bool:
    """Whether what follows a role noun may be its complement: "head of", "ambassador to", "secretary general"."""
    joins = following.low in lexicon.prepositions or following.low in lexicon.links or following.low == "to"
    return joins or following.capital or following.kind != WORD or lexicon.is_role(following.text)


def _leads_list(tokens: Sequence[Token], at: int) -> bool:
    """Whether another name follows: "His co-defendants, Ada Lind and Omar Sabry"."""
    return at + 1 < len(tokens) and tokens[at].low in {"and", ","} and tokens[at + 1].capital


def _closed(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether an apposition ends right after the name."""
    at = past_honours(tokens, mention.last)
    return at >= len(tokens) or tokens[at].text in ",.;()"


def _complements(token: Token, lexicon: Lexicon) -> bool:
    if token.low in lexicon.links or token.capital or token.text in POSSESSIVE | {"&", "№"}:
        return True
    if token.kind == NUMBER:
        return lexicon.language in {"en", "ru", "uk"}  # "врач больницы № 2", "her editor of 35 years"
    if token.text in _TITLE_MARKS:
        return lexicon.language in {"ru", "uk"}  # "аналитик агентства «Рейтинг»"
    if token.kind != WORD or any(token.low in ends for ends in (lexicon.stops, lexicon.verbs_before, lexicon.speech)):
        return False
    return lexicon.language != "en" or not token.low.endswith((_ADVERB_END, *_VERB_ENDS))


# --- after the name ---


def _after(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    at = _past_age(tokens, past_honours(tokens, mention.last))
    if at >= len(tokens) or tokens[at].text not in {",", "(", "—", "–", "-"}:
        return None
    at += 1 + (tokens[at].text == "-" and at + 1 < len(tokens) and tokens[at + 1].text == "-")
    found = _noun_phrase(tokens, at, "after", lexicon) or _one_of(tokens, at, lexicon)
    return found or _described(tokens, at, lexicon)


def _one_of(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Role | None:
    """A plural that somebody belongs to: ", one of the company's directors,"."""
    if lexicon.language != "en" or at + 2 >= len(tokens) or tokens[at].low != "one" or tokens[at + 1].low != "of":
        return None
    for head in range(at + 3, min(at + 3 + _OFFICE_WORDS, len(tokens))):
        if lexicon.is_plural_role(tokens[head].text):
            return _role(tokens, (at, head + 1), "shared", lexicon, head=head)
        if tokens[head].kind == MARK and tokens[head].text not in POSSESSIVE:
            return None
    return None


def _described(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Role | None:
    """A noun that no list knows but "who" makes somebody: ", a keen kiteboarder who …"."""
    if at >= len(tokens) or tokens[at].low not in {"a", "an"} or lexicon.language != "en":
        return None
    end = at + 1
    while end < len(tokens) and end - at <= _DESCRIBING_WORDS and _is_part_of_description(tokens, end, lexicon):
        end += 1
        if end > at + 2 and tokens[end - 1].low in _HUMAN:
            return _role(tokens, (at + 1, end), "after", lexicon)
    if end == at + 1 or end >= len(tokens) or tokens[end].low not in {"who", "whose"}:
        return None
    return _role(tokens, (at + 1, end), "after", lexicon)


def _is_part_of_description(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    return _is_plain(tokens, at, lexicon) or world().is_demonym(tokens[at].text.partition("-")[0])


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


def _noun_phrase(tokens: Sequence[Token], at: int, place: str, lexicon: Lexicon) -> Role | None:
    """The words from `at` on, as long as they are one noun phrase that holds a role noun near its start."""
    while at < len(tokens) and (tokens[at].low in lexicon.determiners or tokens[at].text == ","):
        at += 1
    if at < len(tokens) and tokens[at].low in _SINCE_WHEN:
        at += 1  # "now effectively Lind's deputy"
    if at + 1 < len(tokens) and _titles_another(tokens[at], tokens[at + 1], lexicon):
        return None
    end, head = at, None
    while end < len(tokens) and end - at < _AFTER_WORDS + 3:
        if _ends_phrase(tokens, end, head, lexicon):
            break
        if head is None and end - at < _HEAD_WITHIN and _heads(tokens, end, lexicon):
            head = end
        end += 1
    if head is None or _leads_another(tokens, head, lexicon) or (head > at and _is_name(tokens, at)):
        return None
    if place == "after" and _is_clause(tokens, (at, head, end), lexicon):
        return None
    end = _shorten(tokens, at, max(end, head + 1), head, lexicon)
    return _role(tokens, (at - _is_owned(tokens, at, head), end), place, lexicon, head=head)


_SINCE_WHEN = frozenset("effectively currently formerly previously reportedly allegedly arguably probably once".split())


def _is_clause(tokens: Sequence[Token], phrase: tuple[int, int, int], lexicon: Lexicon) -> bool:
    """Whether a verb behind a noun makes a clause of its own: "…, the mayor said", "…, the actor wore".

    `phrase` is where the noun phrase begins, its noun and its end. A long phrase without "the" is an apposition whose
    comma is missing: "Ada Lind, partner of Snow Foods said".
    """
    at, head, end = phrase
    if end >= len(tokens):
        return False
    verb = tokens[end].low in lexicon.speech or (lexicon.language == "en" and tokens[end].low in _PAST)
    if not verb:
        return False
    if tokens[at - 1].low == "the":
        return not any(token.capital for token in tokens[head + 1 : end])
    if tokens[at].low in _OWNERS or tokens[at - 1].low in _OWNERS:
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
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if not lexicon.head_final or not _is_plain(tokens, at + 1, lexicon):
        return True
    return lexicon.is_role(following) or following.endswith(_VERB_ENDS) or following in _PARTICIPLES


_PARTICIPLES = frozenset(
    "chosen known seen born shot held killed hit caught found kept made sent taken given hurt".split()
)
"""Participles that have no "-ed": "a board member chosen randomly"."""


def _leads_another(tokens: Sequence[Token], head: int, lexicon: Lexicon) -> bool:
    """Whether a name follows a role noun, so that it is somebody else's: ", economist Ada Lind and"."""
    at = head + 1
    while at < len(tokens) and lexicon.is_role(tokens[at].text):
        at += 1
    return _is_name(tokens, at) or (lexicon.head_final and at < len(tokens) and tokens[at].capital)


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name stands there, so that the role is somebody else's: ", economist Ada Lund …"."""
    if at + 1 >= len(tokens) or not (tokens[at].capital and tokens[at + 1].capital):
        return False
    following = fold(tokens[at + 1].text)
    titled = at > 0 and tokens[at - 1].low == "the"
    if following in world().organisations and (titled or following not in world().surnames_too):
        return False  # "a writer for the Christian Post"
    return fold(tokens[at].text) in world().given


def _ends_phrase(tokens: Sequence[Token], at: int, head: int | None, lexicon: Lexicon) -> bool:
    token = tokens[at]
    if token.text == ",":
        return not _list_goes_on(tokens, at, head, lexicon)
    if token.text in _HARD_MARKS or (token.kind == MARK and token.text not in POSSESSIVE | {"&"}):
        return True
    if head is not None and lexicon.language == "en" and not token.capital:
        if token.low.endswith(_VERB_ENDS):
            return not _is_plain(tokens, at + 1, lexicon)
        if _is_verb_behind_name(tokens, at, lexicon):
            return True
    if token.low in {"and", "&"} and head is None:
        return not _is_plain(tokens, at + 1, lexicon)  # "a security and defense analyst"
    if token.low in lexicon.prepositions or token.low in lexicon.determiners:
        return head is None
    if token.low == "most" and head is None:
        return not _is_plain(tokens, at + 1, lexicon)  # "the country's most famous satirist"
    if token.low in lexicon.relatives or token.low in lexicon.copulas or token.low in lexicon.speech:
        return True
    return token.low in lexicon.stops and not token.capital


def _is_verb_behind_name(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a small word in -s goes on with the sentence: "manager at Lind Foods believes the price is right"."""
    token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if not tokens[at - 1].capital or token.kind != WORD or not token.low.endswith("s") or token.low.endswith("ss"):
        return False
    return following is not None and following.low in lexicon.determiners | {"that", "to", "it", "he", "she", "they"}


def _is_plain(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """A small word that is no function word: what a participle may describe ("the shooting attack")."""
    if at >= len(tokens) or tokens[at].kind != WORD or tokens[at].capital:
        return False
    small = (lexicon.stops, lexicon.prepositions, lexicon.determiners)
    return not any(tokens[at].low in words for words in small)


def _list_goes_on(tokens: Sequence[Token], at: int, head: int | None, lexicon: Lexicon) -> bool:
    if head is None or at + 2 >= len(tokens):
        return False
    following = tokens[at + 1 : at + 3]
    return lexicon.is_role(following[0].text) and (following[1].low in {"and", "und", "et", "y", "e", ","})


def _shorten(tokens: Sequence[Token], at: int, end: int, head: int, lexicon: Lexicon) -> int:
    """End a phrase that is too long before its last preposition that leaves it whole."""
    while end > head + 1 and _trails(tokens[end - 1], lexicon):
        end -= 1
    if end - at <= _AFTER_WORDS:
        return end
    cuts = [cut for cut in range(head + 1, at + _AFTER_WORDS + 1) if tokens[cut].low in lexicon.prepositions]
    cuts = [cut for cut in cuts if tokens[cut - 1].low not in lexicon.prepositions]
    loose = [cut for cut in cuts if tokens[cut].low not in _CLOSE]
    return max(loose or cuts, default=at + _AFTER_WORDS)


def _trails(token: Token, lexicon: Lexicon) -> bool:
    return token.low in lexicon.prepositions or token.low in lexicon.determiners or token.text in {",", "'", "’"}


# --- copula ---


def _copula(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    at = mention.last
    if at + 1 < len(tokens) and tokens[at].text == "," and tokens[at + 1].low in lexicon.relatives:
        at += 2
    if at >= len(tokens) or tokens[at].low not in lexicon.copulas:
        return None
    if lexicon.language in {"en", "de"} and not _is_said_to_be(tokens, at + 1, lexicon):
        return None
    role = _noun_phrase(tokens, at + 1, "copula", lexicon)
    return role if role is None or not role.firm else None


def _is_said_to_be(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a noun phrase follows "is": one with an article, or an office: "is technology correspondent for"."""
    if at < len(tokens) and tokens[at].low in lexicon.determiners:
        return True
    offices = (here for here in range(at, min(at + _OFFICE_HEAD_WITHIN, len(tokens) - 1)) if tokens[here].kind == WORD)
    head = next((here for here in offices if lexicon.is_role(tokens[here].text)), None)
    return head is not None and tokens[head + 1].low in {"of", "at", "for"} and tokens[head].low not in lexicon.stops


_OFFICE_HEAD_WITHIN = 3


# --- passive, and verbs that name an office ---


def _passive(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon, previous: Sequence[Token]) -> Role | None:
    verb = mention.run - 2
    if verb < 0 or tokens[verb + 1].low not in lexicon.agents or tokens[verb].low not in lexicon.passive:
        return None
    start, end = _subject(tokens, verb, lexicon)
    named = any(token.capital or token.low in HOUSES for token in tokens[start:end])
    if start == end or (end - start == 1 and tokens[start].low in _STANDS_FOR):
        subject = _opening(previous, lexicon)
    else:
        subject = (tokens[start].start, tokens[end - 1].end) if named or lexicon.language != "en" else None
    if subject is None:
        return None
    spans = (subject, (tokens[verb].start, tokens[verb].end), *_since(tokens, mention.last, lexicon))
    return Role(spans=spans, place="passive", words=1)


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
    opened = _without_opener(tokens, start, end, lexicon)
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


def _office(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    at = mention.last
    relative = at + 1 < len(tokens) and tokens[at].text == "," and tokens[at + 1].low in lexicon.relatives
    at += 2 * relative
    if at >= len(tokens) or tokens[at].low not in (lexicon.active_who if relative else lexicon.active):
        return None
    end = at + 1
    while end < len(tokens) and end - at < _OFFICE_WORDS and not _ends_office(tokens[end], lexicon):
        end += 1
    if not any(token.capital for token in tokens[at + 1 : end]):
        end = _small_office_end(tokens, at, end, lexicon) if relative else at
    while end > at + 1 and (_trails(tokens[end - 1], lexicon) or tokens[end - 1].low in lexicon.links):
        end -= 1
    if end - at < 2:
        return None
    return Role(spans=((tokens[at].start, tokens[end - 1].end),), place="office", words=end - at)


def _small_office_end(tokens: Sequence[Token], at: int, end: int, lexicon: Lexicon) -> int:
    """Where an office in small letters ends, before any number; none begins without an article: "who led 3-1"."""
    if at + 1 >= len(tokens) or tokens[at + 1].low not in lexicon.determiners:
        return at
    return next((here for here in range(at + 1, end) if tokens[here].kind == NUMBER), end)


def _ends_office(token: Token, lexicon: Lexicon) -> bool:
    if token.low in lexicon.determiners or token.low in lexicon.links:
        return False
    return token.kind == MARK or token.low in lexicon.stops or token.low in lexicon.speech


def _affiliation(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    """The house that a name is said to be of: "Ada Lind of the Harbour Office", "said the UN's Ada Lind"."""
    if house := find_house(tokens, mention, lexicon):
        return Role(spans=(house,), place="affiliation", words=1)
    if owner := find_owner(tokens, mention):
        return Role(spans=(owner,), place="affiliation" if is_known_owner(tokens, owner) else "owner", words=1)
    return None


def _role(
    tokens: Sequence[Token], span: tuple[int, int], place: str, lexicon: Lexicon, *, head: int | None = None
) -> Role:
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
