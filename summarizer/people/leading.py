"""Roles before a name: right before it ("Kremlin spokesman X"), or with a complement ("the head of the agency, X")."""

import re
from collections.abc import Sequence
from dataclasses import replace

from summarizer.people.houses import POSSESSIVE, past_honours
from summarizer.people.lexicon import Lexicon, fold, world
from summarizer.people.mentions import Mention
from summarizer.people.phrases import (
    ADVERB_END,
    HEAD_WITHIN,
    OWNERS,
    VERB_ENDS,
    is_name,
    is_owned,
    is_plain,
    modifies,
    opens_here,
    without_opener,
)
from summarizer.people.role import Role, role_of
from summarizer.people.tokens import MARK, NUMBER, WORD, Token

_BEFORE_WORDS = 9
_COMMA = frozenset(",")
_TITLE_MARKS = frozenset('«»“”„"')
_ADDRESSEE_ENDS = ("ам", "ям")
_DISTANCE = re.compile(r"\d[\d.,]*(?:m|km|kg|cc)")
"""What a discipline is called by: "former European 200m champion"."""


def find_leading(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    """The role right before a name, or its title: "former deputy prime minister Ada Lind", "Gen. Lind"."""
    end = _past_titles(tokens, mention, lexicon)
    head = end - 1
    if role := _inserted(tokens, head, lexicon):
        return role
    if _is_shirt(tokens, head):
        number = head - 1 - (tokens[head].kind == NUMBER)
        return role_of(tokens, (_walk_left(tokens, number, lexicon), head + 1), "before", lexicon, head=number)
    if head < 0 or tokens[head].kind != WORD or not _names_work(tokens, head, lexicon):
        return (
            _rank(tokens, mention, end, lexicon) or _called(tokens, head, lexicon) or _shared(tokens, mention, lexicon)
        )
    if head > 1 and tokens[head].low in _LEARNED and tokens[head - 1].text == ",":
        head -= 2 * lexicon.is_role(tokens[head - 2].text)
    start = _walk_left(tokens, head, lexicon)
    return role_of(tokens, (start, head + 1), "before", lexicon)


def _inserted(tokens: Sequence[Token], closing: int, lexicon: Lexicon) -> Role | None:
    """A role that an editor put in brackets before a name: "If (coach) Ada Lind stays"."""
    if closing < 2 or tokens[closing].text not in {")", "]"}:
        return None
    start = closing - 1
    while start > 0 and closing - start < HEAD_WITHIN and tokens[start - 1].kind == WORD:
        start -= 1
    if start == 0 or tokens[start - 1].text not in {"(", "["} or not lexicon.is_role(tokens[closing - 1].text):
        return None
    return role_of(tokens, (without_opener(tokens, start, closing - 1, lexicon), closing), "before", lexicon)


def _called(tokens: Sequence[Token], verb: int, lexicon: Lexicon) -> Role | None:
    """What somebody is who is introduced by name: "a toddler named Ada Lind"."""
    if verb < 1 or tokens[verb].low not in {"named", "called"} or not lexicon.is_role(tokens[verb - 1].text):
        return None
    start = _walk_left(tokens, verb - 1, lexicon)
    if start == 0 or tokens[start - 1].low not in {"a", "an"}:
        return None
    return role_of(tokens, (start, verb), "before", lexicon)


def _shared(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    """The plural that leads a list of names with this one in it: "Greek sprinters Ada Lind and Omar Sabry"."""
    at = mention.run - 1
    if at < 2 or tokens[at].low not in {"and", ",", "including"} or lexicon.language != "en" or not mention.full:
        return None
    for head in range(at - 1, max(-1, at - 1 - _LIST_WORDS), -1):
        token = tokens[head]
        if _leads_several(tokens, head, lexicon):
            if head == at - 1:
                return None  # "one of its leaders, Ada Lind said": no list
            start = _walk_left(tokens, head, lexicon)
            including = any(token.low == "including" for token in tokens[head : at + 1])
            if start == head and including:
                return None  # "artists including Ada Lind" says little
            apart = tokens[head + 1].text == "," and not including
            owned = tokens[start].low in OWNERS or (start > 0 and tokens[start - 1].low in lexicon.determiners)
            return role_of(tokens, (start, head + 1), "shared", lexicon) if owned or not apart else None
        if not (token.capital or token.low in _IN_LISTS or token.low in world().particles) or lexicon.is_role(
            token.text
        ):
            return None
    return None


_LIST_WORDS = 12
_IN_LISTS = frozenset({",", "including"})
"""What may stand between a plural and the last name of its list: "other actors, including Ada Lind and Omar Sabry"."""


_LEARNED = frozenset("professor prof prof. doctor dr dr. sir dame lord lady baroness".split())
"""Titles that say less than an office before them: "Chief schools inspector, Professor Ada Lind"."""


def _is_shirt(tokens: Sequence[Token], at: int) -> bool:
    """Whether a place in a ranking or a team ends there: "world number one", "Wales number eight", "world No. 1"."""
    if at > 2 and tokens[at].kind == NUMBER and tokens[at - 1].text == "." and tokens[at - 2].low == "no":
        return True
    return at > 0 and tokens[at].low in _SHIRTS and tokens[at - 1].low == "number"


_SHIRTS = frozenset("one two three four five six seven eight nine ten".split())


def _names_work(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    token = tokens[at]
    compound = "-" in token.text and lexicon.is_role(token.low)  # "Cabinet-maker"
    if lexicon.language == "en" and not token.capital and token.low in _POLITICAL:
        return True
    if (
        token.low in _VERBS_TOO
        and at > 0
        and not tokens[at - 1].capital
        and lexicon.is_plural_role(tokens[at - 1].text)
    ):
        return False  # "supporters suspect Ada Lind"
    if token.low in {"national", "citizen"} and at > 0 and world().is_demonym(tokens[at - 1].text):
        return True
    return compound or lexicon.is_role(token.text) or _leads_several(tokens, at, lexicon)


_VERBS_TOO = frozenset(
    "suspect champion rival partner host coach captain judge guard pilot witness anchor head".split()
)
"""Role nouns that are verbs behind a plural."""


def _leads_several(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a plural leads a list of names: "sprinters Ada Lind and Omar Sabry", "fellow comedy stars Ada Lind"."""
    few = tokens[at].low in _FEW and at > 0 and (tokens[at - 1].capital or modifies(tokens[at - 1], lexicon))
    stars = tokens[at].low == "stars" and _are_stars(tokens, at, lexicon)
    return few or stars or lexicon.is_plural_role(tokens[at].text)


_FEW = frozenset("duo trio twins brothers sisters".split())
"""Words for two or three: "Osk duo Ada Lind and Omar Sabry"."""


def _are_stars(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether "stars" is a noun and no verb, as it is in "the film stars Ada Lind"."""
    if at == 0:
        return True
    before = tokens[at - 1]
    if before.low in _OF_STARS or world().is_demonym(before.text):
        return not (at > 1 and tokens[at - 2].low in lexicon.determiners | {"the"})
    return before.low in _GENRES and at > 1 and tokens[at - 2].low in {"fellow", "former"}


_OF_STARS = frozenset("fellow former hollywood bollywood pop rock soap".split())
_GENRES = frozenset("film movie television tv comedy stage screen sports football tennis rugby".split())


_POLITICAL = frozenset({"republican", "democrat", "communist", "socialist"})
"""What somebody is in small letters, and a party in capitals: "Irish republican Ada Lind"."""


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
    if token.low in lexicon.courtesy or token.low in lexicon.name_titles or token.low == "reverend":
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
        if start == at + 1 and _adds_to_role(tokens, at, lexicon):
            start = at  # "a journalist and fierce Kremlin critic"
            continue
        if not _narrows(tokens, at, lexicon):
            break
        if (
            token.kind == WORD
            and not token.capital
            and not _inside_office(tokens, at, lexicon)
            and not modifies(token, lexicon)
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
    if (title := _quoted_title(tokens, start - 1, lexicon)) is not None:
        return title
    start = without_opener(tokens, start, head, lexicon)
    if tokens[start].low == "year" and tokens[start + 1].low == "old":
        start += 2  # "a 17 year old driver"
    return start - is_owned(tokens, start, head)


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
    joins = token.text in {",", "&"} or token.low in {"and", "und", "et", "y", "e", "и", "і", "та"}
    if not joins or at == 0 or start != at + 1:
        return False
    before = tokens[at - 1]
    if lexicon.is_role(before.text) and before.kind == WORD:
        return token.text != "," or _enumerates(tokens, at, lexicon)
    return token.low == "and" and all(fold(tokens[beside].text) in lexicon.modifiers for beside in (at - 1, at + 1))


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
    joined = next((at for at, token in enumerate(ahead) if token.low in {"and", "&", "und", "et", "y", "e", "и"}), None)
    if joined is not None and lexicon.is_role(ahead[joined - 1].text):
        return True
    return lexicon.language != "en" or _is_owned_behind_no_comma(tokens, comma, lexicon)


def _is_owned_behind_no_comma(tokens: Sequence[Token], comma: int, lexicon: Lexicon) -> bool:
    """Whether the role before a comma has an owner and is nobody's apposition: "her father,", "Lind's father,"."""
    for at in range(comma - 1, max(-1, comma - 1 - HEAD_WITHIN), -1):
        token = tokens[at]
        if token.low in OWNERS:
            return at == 0 or tokens[at - 1].text != ","
        if token.text in POSSESSIVE:
            start = at - 1
            while start > 0 and at - start < HEAD_WITHIN and _leads_owner(tokens[start - 1], lexicon):
                start -= 1
            return start <= 0 or tokens[start - 1].text != ","
        if token.kind == MARK or token.low in lexicon.stops:
            return False
    return False


def _leads_owner(token: Token, lexicon: Lexicon) -> bool:
    return token.capital or token.low in lexicon.determiners


def _narrows(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    token = tokens[at]
    if token.text in POSSESSIVE:
        owner = tokens[at - 1] if at > 0 else None
        owns = owner is not None and (owner.capital or (owner.kind == WORD and owner.low not in lexicon.stops))
        return owns and tokens[at - 1].end == token.start
    if token.text == "&" or _inside_office(tokens, at, lexicon):
        return True
    if token.kind in {MARK, NUMBER}:
        return bool(_DISTANCE.fullmatch(token.low)) or _is_owned_number(tokens, at)
    if token.capital:
        return not opens_here(tokens, at, lexicon) or (token.low == "no" and tokens[at + 1].text == ".")
    if lexicon.language in {"ru", "uk"} and token.low.endswith(_ADDRESSEE_ENDS):
        return False  # "сообщил журналистам пресс-секретарь": the dative plural is who was told
    if modifies(token, lexicon) or _describes(tokens, at, lexicon):
        return True
    if token.low == "most":
        return is_plain(tokens, at + 1, lexicon)
    if lexicon.language == "en" and tokens[at + 1].text in POSSESSIVE and token.low not in lexicon.stops:
        return True  # "the family's lawyer", "the show's star"
    ends = (lexicon.determiners, lexicon.stops, lexicon.prepositions, lexicon.speech, lexicon.verbs_before)
    if any(token.low in words for words in ends):
        return False
    return _may_narrow(tokens, at, lexicon)


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


def find_led(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    """The role with a complement before a name: "the head of the agency, Ada Lind", "el ministro de Hacienda, X"."""
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
            if not led:
                return None
            role = role_of(tokens, (_walk_left(tokens, at, lexicon), end), "complement", lexicon, head=at)
            thing = english and not comma and is_plain(tokens, end - 1, lexicon)  # "head of the musical Bombay Dreams"
            return replace(role, firm=role.firm or thing)
        addressed = tokens[at].low == "to" and at > 0 and lexicon.is_role(tokens[at - 1].text)
        noun = at > 0 and tokens[at - 1].low in lexicon.determiners and tokens[at].low in lexicon.verbs_before
        if not (addressed or noun or _complements(tokens[at], lexicon)) or (at + 1 < end and is_name(tokens, at)):
            return None
        linked = linked or tokens[at].low in lexicon.links
    return None


_REVERED = frozenset({"most", "right", "very"})
"""What stands before "Reverend"."""


def _complement_end(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> tuple[int, bool]:
    """Where what stands before a name and its titles ends, and whether a comma parts them."""
    end = mention.first
    while end > mention.run and lexicon.is_title(tokens[end - 1].text):
        end -= 1
    end -= end > 0 and end < mention.first and tokens[end - 1].low in _REVERED
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
    return lexicon.language != "en" or not token.low.endswith((ADVERB_END, *VERB_ENDS))
