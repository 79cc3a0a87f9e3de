"""Roles before a name: right before it ("Kremlin spokesman X"), or with a complement ("the head of the agency, X")."""

from collections.abc import Sequence
from dataclasses import replace

from summarizer.people.houses import past_honours
from summarizer.people.lexicon import Lexicon, world
from summarizer.people.mentions import Mention
from summarizer.people.modifiers import BEFORE_WORDS, MODALS, find_start
from summarizer.people.phrases import (
    ADVERB_END,
    HEAD_WITHIN,
    OWNERS,
    VERB_ENDS,
    is_name,
    is_plain,
    modifies,
    without_opener,
)
from summarizer.people.role import Role, role_of
from summarizer.people.tokens import NUMBER, POSSESSIVE, WORD, Token

_COMMA = frozenset(",")
_TITLE_MARKS = frozenset('«»“”„"')


def find_leading(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    """The role right before a name, or its title: "former deputy prime minister Ada Lind", "Gen. Lind"."""
    end = _past_titles(tokens, mention, lexicon)
    head = end - 1
    if role := _inserted(tokens, head, lexicon):
        return role
    if _is_shirt(tokens, head):
        number = head - 1 - (tokens[head].kind == NUMBER)
        return role_of(tokens, (find_start(tokens, number, lexicon), head + 1), "before", lexicon, head=number)
    if head < 0 or tokens[head].kind != WORD or not _names_work(tokens, head, lexicon):
        return (
            _rank(tokens, mention, end, lexicon) or _called(tokens, head, lexicon) or _shared(tokens, mention, lexicon)
        )
    if head > 1 and tokens[head].low in _LEARNED and tokens[head - 1].text == ",":
        head -= 2 * lexicon.is_role(tokens[head - 2].text)
    start = find_start(tokens, head, lexicon)
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
    start = find_start(tokens, verb - 1, lexicon)
    if start == 0 or tokens[start - 1].low not in {"a", "an"}:
        return None
    return role_of(tokens, (start, verb), "before", lexicon)


def _shared(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    """The plural that leads a list of names with this one in it: "Greek sprinters Ada Lind and Omar Sabry"."""
    at = mention.run - 1
    if at < 2 or tokens[at].low not in _LISTS_OFF | {"and", ","} or lexicon.language != "en" or not mention.full:
        return None
    for head in range(at - 1, max(-1, at - 1 - _LIST_WORDS), -1):
        token = tokens[head]
        if _leads_several(tokens, head, lexicon):
            if head == at - 1 and tokens[at].text == ",":
                return None  # "one of its leaders, Ada Lind said": no list
            start = find_start(tokens, head, lexicon)
            start += start < head and tokens[start].low in _COUNTS
            opened = any(token.low in _LISTS_OFF for token in tokens[head : head + 3])
            if start == head and opened:
                return None  # "artists including Ada Lind" says little
            apart = tokens[head + 1].text == "," and not opened
            owned = tokens[start].low in OWNERS or (start > 0 and tokens[start - 1].low in lexicon.determiners)
            return role_of(tokens, (start, head + 1), "shared", lexicon) if owned or not apart else None
        if not (token.capital or token.low in _IN_LISTS or token.low in world().particles) or lexicon.is_role(
            token.text
        ):
            return None
    return None


_LIST_WORDS = 12
_LISTS_OFF = frozenset("including include includes included like - – —".split())
"""What opens a list of names behind a plural: "other actors, including Ada Lind and Omar Sabry"."""
_IN_LISTS = _LISTS_OFF | {","}


_LEARNED = frozenset("professor prof prof. doctor dr dr. sir dame lord lady baroness".split())
"""Titles that say less than an office before them: "Chief schools inspector, Professor Ada Lind"."""


def _is_shirt(tokens: Sequence[Token], at: int) -> bool:
    """Whether a place in a ranking or a team ends there: "world number one", "Wales number eight", "world No. 1"."""
    if at > 2 and tokens[at].kind == NUMBER and tokens[at - 1].text == "." and tokens[at - 2].low == "no":
        return True
    return at > 0 and tokens[at].low in _COUNTS and tokens[at - 1].low == "number"


_COUNTS = frozenset("one two three four five six seven eight nine ten".split())


def _names_work(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    token = tokens[at]
    if at > 0 and tokens[at - 1].low in MODALS and not token.capital and lexicon.language == "en":
        return False  # "will partner Ada Lind"
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
    if before.low in lexicon.after_names | {"for", "by"}:
        return True  # no verb stands behind "for"
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
        start = find_start(tokens, ranks[0], lexicon) if lexicon.language == "en" else ranks[0]
        return Role(spans=((tokens[start].start, tokens[ranks[-1]].end),), place="rank", words=1, rank=True)
    demonym = mention.first - 1
    if demonym >= mention.run and (
        world().is_demonym(tokens[demonym].text) or tokens[demonym].low.endswith(_FROM_THERE)
    ):
        return Role(spans=((tokens[demonym].start, tokens[demonym].end),), place="nation", words=1, rank=True)
    return None


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
    for at in range(end - 1, max(-1, end - 1 - BEFORE_WORDS), -1):
        if comma and not listed and (role := _one_of(tokens, at, end, lexicon)):
            return role
        plural = listed and lexicon.is_plural_role(tokens[at].text)
        if tokens[at].kind == WORD and (plural or lexicon.is_role(tokens[at].text)):
            led = linked and plural == listed and _is_led_by(tokens, at, end, comma=comma, lexicon=lexicon)
            if not led:
                return None
            role = role_of(tokens, (find_start(tokens, at, lexicon), end), "complement", lexicon, head=at)
            thing = english and not comma and is_plain(tokens, end - 1, lexicon)  # "head of the musical Bombay Dreams"
            return replace(role, firm=role.firm or thing)
        addressed = tokens[at].low == "to" and at > 0 and lexicon.is_role(tokens[at - 1].text)
        noun = at > 0 and tokens[at - 1].low in lexicon.determiners and tokens[at].low in lexicon.verbs_before
        if not (addressed or noun or _complements(tokens[at], lexicon)) or (at + 1 < end and is_name(tokens, at)):
            return None
        linked = linked or (addressed and at + 1 < end) or tokens[at].low in lexicon.links
    return None


def _one_of(tokens: Sequence[Token], head: int, end: int, lexicon: Lexicon) -> Role | None:
    """The plural that somebody belongs to: "one of his MPs, Ada Lind, left"; `end` is where its complement ends."""
    if not (lexicon.is_plural_role(tokens[head].text) or tokens[head].low == "stars"):
        return None
    start = find_start(tokens, head, lexicon)
    start -= start > 0 and tokens[start - 1].low in (lexicon.determiners | {"the"}) - {"those", "these"}
    if start < 2 or tokens[start - 1].low != "of" or tokens[start - 2].low != "one":
        return None
    return role_of(tokens, (start - 2, end), "complement", lexicon, head=head)


_FROM_THERE = ("man", "woman")
"""What ends a word with a capital that says where somebody is from: "Corkman Ada Lind"."""
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
    end -= end > 1 and tokens[end - 1].kind == NUMBER and tokens[end - 1].low.endswith("-year-old")
    comma = end > 0 and tokens[end - 1].text in _COMMA
    return end - comma, comma


def _is_led_by(tokens: Sequence[Token], head: int, end: int, *, comma: bool, lexicon: Lexicon) -> bool:
    """Whether a role noun with a complement leads to the name: no link is left loose, and it is no list."""
    if tokens[head].low in lexicon.links or tokens[end - 1].low in lexicon.links:
        return False
    if lexicon.language == "en" and head + 1 < end and not _takes_complement(tokens[head + 1], lexicon):
        return False  # "the terrorist group, Boko Haram"
    if lexicon.language == "en" and _is_titled(tokens, head, end, lexicon):
        return False
    owned = head > 0 and tokens[head - 1].low in OWNERS | {"its"}
    alone = end - find_start(tokens, head, lexicon) == 1 and not owned
    return not (comma and alone and tokens[head].capital and lexicon.head_final)  # "Queen, Ada Lind"


def _is_titled(tokens: Sequence[Token], head: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a title and a name make somebody else of what stands before a comma: "Captain Kirk, Mr. Spock"."""
    return end == head + 2 and tokens[head].capital and tokens[head + 1].capital and lexicon.is_title(tokens[head].text)


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
    if token.low in lexicon.links or token.capital or token.text in POSSESSIVE or token.text in {"&", "№"}:
        return True
    if token.kind == NUMBER:
        return lexicon.language in {"en", "ru", "uk"}  # "врач больницы № 2", "her editor of 35 years"
    if token.text in _TITLE_MARKS:
        return lexicon.language in {"ru", "uk"}  # "аналитик агентства «Рейтинг»"
    if token.kind != WORD or any(token.low in ends for ends in (lexicon.stops, lexicon.verbs_before, lexicon.speech)):
        return False
    return lexicon.language != "en" or not token.low.endswith((ADVERB_END, *VERB_ENDS))
