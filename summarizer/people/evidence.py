"""Whether a run of capitals names a person: what speaks for it and against it, in points."""

from collections.abc import Sequence
from itertools import pairwise

from summarizer.people.houses import HOUSES
from summarizer.people.lexicon import AND, Lexicon, World, fold, world
from summarizer.people.mentions import QUOTES, Mention, opens_sentence, unquoted
from summarizer.people.role import Role
from summarizer.people.tokens import CLOSING, MARK, NUMBER, POSSESSIVE, WORD, Token

_MAKERS = ("maker", "builder", "miner", "grocer", "lender", "insurer", "retailer", "airline", "startup")
"""What opens a headline about a firm: "Chipmaker Novalith"."""

ENOUGH = 2.0
"""Points from which a full name is taken for a person's."""

_IMPOSSIBLE = -9.0
_PLACE_WORDS = frozenset(
    {"in", "at", "near", "from", "across", "outside", "into", "around", "aus", "bei", "à", "en", "em", "в", "у", "из"}
)


def weigh(
    tokens: Sequence[Token], mention: Mention, roles: Sequence[Role], lexicon: Lexicon, lower: frozenset[str]
) -> float:
    """Give the points of one full mention; `lower` are the words that the article also prints in small letters."""
    words = world()
    given = mention.keys[0] in words.given
    if _impossible(tokens, mention, roles, given, lexicon):
        return _IMPOSSIBLE
    opens = opens_sentence(tokens, mention.run)
    points = _by_given(mention.keys[0], words, lower) + _by_family(mention, words, lower, opens=opens)
    points += _by_shape(mention, words, lower) + _by_roles(roles, given, lexicon)
    points += _by_neighbours(tokens, mention, lexicon)
    points += _against(tokens, mention, given, lexicon, lower)
    return points


def _impossible(
    tokens: Sequence[Token], mention: Mention, roles: Sequence[Role], given: bool, lexicon: Lexicon
) -> bool:
    """Whether a run is no person's name, whatever else speaks for it."""
    name, opener = tokens[mention.first : mention.last], tokens[max(0, mention.run - 1)]
    if not given and mention.run == mention.first > 0 and opener.low in HOUSES:
        return True  # "the anti-virus firm Nimbus Micro"
    if _is_phrase(name, mention, given, lexicon) or _goes_on_as_firm(tokens, mention.last):
        return True
    if any(role.place == "rank" and role.rank for role in roles) and given:
        return False  # "Lt. Eric Point"
    led = any(role.place in {"before", "rank"} and not role.firm for role in roles)
    return _is_thing(mention.keys, given=given, led=led) or _shouts(name, given=given)


def _is_phrase(name: Sequence[Token], mention: Mention, given: bool, lexicon: Lexicon) -> bool:
    """Whether small words, a role or a known phrase make something else of a run than a name."""
    words, keys = world(), mention.keys
    behind = (token for token in unquoted(name[1:]) if not given or len(token.text) > 1)  # "Ada A Lind"
    if any(_opens_phrase(token, lexicon, words) for token in behind) or _holds_phrase(keys, words):
        return True
    if _ends_in_office(name, mention, lexicon, words) or (name[0].low.endswith(_MAKERS) and not given):
        return True
    if name[0].opens(lexicon.openers) and not given:
        return True
    return any(key in words.calendar and not words.is_name(key) for key in keys)


def _is_thing(keys: Sequence[str], *, given: bool, led: bool) -> bool:
    """Whether a word of a house or a place is among `keys` where no name or role makes a surname of it."""
    words = world()
    if any(key in words.organisations and not (key in words.surnames_too and (given or led)) for key in keys[given:]):
        return True
    placed = keys[0] in words.places or keys[0] in words.place_starts or keys[-1] in words.places
    return placed and not given and not led


def _shouts(name: Sequence[Token], *, given: bool) -> bool:
    """Whether a run is printed in capitals, or ends in an acronym: "Stability AI"."""
    if name[0].text.isupper() and name[0].kind == WORD and len(name[0].text) > 2:
        return True
    last = name[-1]
    short = last.kind == WORD and last.text.isupper() and len(last.text) == 2
    if short and (last.low in _FIRM_LETTERS or not (given or last.low in _NUMERALS)):
        return True
    return not given and any(token.kind == WORD and token.text.isupper() and len(token.text) > 2 for token in name)


_NUMERALS = frozenset({"ii", "iv", "vi", "jr", "sr"})
"""What ends a person's name in capitals: "Pope Paul VI"."""
_FIRM_LETTERS = frozenset({"ai", "tv", "fm", "fc", "uk", "us", "eu"})
"""What ends a firm's name even behind a given name: "Claude AI", but "Louis CK"."""


def _opens_phrase(token: Token, lexicon: Lexicon, words: World) -> bool:
    """Whether a word with a capital is a small one, as titles of works have them: "Doctors Without Borders"."""
    opens = token.capital and token.opens(lexicon.openers) and token.low not in words.particles
    return opens and not words.is_name(fold(token.text))


def _goes_on_as_firm(tokens: Sequence[Token], at: int) -> bool:
    """Whether "& Co." or "& Sons" follows, so that the name is a firm's."""
    return at + 1 < len(tokens) and tokens[at].text == "&" and tokens[at + 1].low.rstrip(".") in _FIRM_ENDS


_FIRM_ENDS = frozenset("co sons company partners associates bros brothers daughters".split())


def _ends_in_office(name: Sequence[Token], mention: Mention, lexicon: Lexicon, words: World) -> bool:
    """A role noun at the end makes an office of a run, unless given names lead it: "Rosa Lind King" is a person."""
    if not (lexicon.is_role(name[-1].text) or lexicon.is_plural_role(name[-1].text)):
        return False
    return not all(key in words.given for key in mention.keys[:-1])


def _holds_phrase(keys: Sequence[str], words: World) -> bool:
    return any(
        " ".join(keys[at : at + length]) in words.phrases for length in (2, 3) for at in range(len(keys) - length + 1)
    )


def _by_given(key: str, words: World, lower: frozenset[str]) -> float:
    """A given name speaks for a person, half as much when it is a word or a place as well."""
    if key not in words.given:
        return 0.0
    return 1.0 if _is_word_too(key, words, lower) else 2.0


def _is_word_too(key: str, words: World, lower: frozenset[str]) -> bool:
    return key in words.given_and_words or key in words.places or key in lower


def _by_family(mention: Mention, words: World, lower: frozenset[str], *, opens: bool) -> float:
    """A family name speaks for a person where the given name is unknown or a word as well: "Kanye West", "Art Malik".

    The word before it may have its capital from the sentence that it opens ("Undaunted Walden"): that speaks little.
    """
    first, last = mention.keys[0], mention.keys[-1]
    if (
        not (last in words.family or (first in words.given and last in words.given))
        or last in lower
        or first in words.organisations
        or first in words.places
    ):
        return 0.0
    if first in words.given:
        return 1.0 if _is_word_too(first, words, lower) else 0.0
    return 0.5 if opens or first in lower else 1.5 + 0.5 * (len(mention.keys) > 2)


def _by_shape(mention: Mention, words: World, lower: frozenset[str]) -> float:
    points = 2.0 * bool(mention.initials)
    if mention.keys[0] in words.family_first and len(mention.keys) in {2, 3} and mention.keys[1] not in lower:
        points += 2.0
    if any("-" in key for key in mention.keys):
        points += 0.25
    return points


def _by_roles(roles: Sequence[Role], given: bool, lexicon: Lexicon) -> float:
    points = 0.0
    for role in roles:
        if role.place == "nation":
            points = max(points, 1.0)
        elif role.place in {"before", "rank", "passive"}:
            points = max(points, 1.5 if role.firm and not given else 3.0)
        elif role.place == "complement":
            points = max(points, 1.0 if role.firm and not given else 2.0 if lexicon.head_final else 2.5)
        elif role.place in {"shared", "post"}:
            points = max(points, 1.0)
        elif role.place == "affiliation":
            points = max(points, 0.5)
        elif role.place == "owner":
            continue
        else:
            points = max(points, 2.0 if given or not role.firm else 1.0)
    return points


def _by_neighbours(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> float:
    last = mention.last
    points = 0.0
    following = tokens[last] if last < len(tokens) else None
    if mention.first > mention.run and lexicon.is_title(tokens[mention.first - 1].text):
        points += 3.0
    if following is not None and following.low in lexicon.speech:
        # A firm says something less often than a person does right behind a quotation: "…," Ada Lind said.
        points += 2.0 if mention.run > 0 and tokens[mention.run - 1].text in CLOSING else 1.0
    if mention.run > 0 and tokens[mention.run - 1].low in lexicon.speech:
        points += 1.0
    if mention.run > 1 and tokens[mention.run - 1].low == "by" and tokens[mention.run - 2].low in _MADE_BY:
        points += 1.0
    if has_age(tokens, last):
        points += 3.0
    if _beside_another(tokens, mention.run) or _before_another(tokens, last):
        points += 1.0
    if last + 1 < len(tokens) and tokens[last].text == "," and tokens[last + 1].low in {"who", "whom", "whose"}:
        points += 2.0
    return points


_MADE_BY = frozenset("written co-written directed co-directed penned painted composed sung narrated trained".split())
"""What one person rather than a firm does: "directed by Ada Lind"."""


def _beside_another(tokens: Sequence[Token], at: int) -> bool:
    """Whether a list ties the name to one with a given name before it: "from Ada Lind and Mattias Roos"."""
    if at < 3 or tokens[at - 1].low not in _LISTING or not tokens[at - 2].capital:
        return False
    return any(tokens[before].capital and _is_given(tokens[before]) for before in range(max(0, at - 4), at - 2))


def _before_another(tokens: Sequence[Token], at: int) -> bool:
    """Whether a list ties the name to one with a given name behind it: "Mattias Roos and Ada Lind"."""
    if at + 2 >= len(tokens) or tokens[at].low not in _LISTING:
        return False
    return tokens[at + 1].capital and tokens[at + 2].capital and _is_given(tokens[at + 1])


def _is_given(token: Token) -> bool:
    return fold(token.text) in world().given


_LISTING = AND | {","}


def is_thing(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> bool:
    """Whether what stands before a name says that it is a work, a ship or a place: "the film Ada Lind"."""
    at = mention.run - 1
    if at < 1 or lexicon.language != "en" or mention.run < mention.first:
        return False
    if tokens[at].text in QUOTES and tokens[at - 1].kind != MARK and _closes_quotation(tokens, mention.last):
        return True  # a title or an alias: known as "Ada Lind"
    return tokens[at].low in _WORKS or (tokens[at].low == "of" and tokens[at - 1].low in _PLACE_NOUNS)


def _closes_quotation(tokens: Sequence[Token], at: int) -> bool:
    at += at < len(tokens) and tokens[at].text in {",", "."}
    return at < len(tokens) and tokens[at].text in QUOTES


_WORKS = frozenset(
    "film movie drama comedy musical sitcom thriller biopic ship ferry yacht vessel trawler tanker".split()
)
_PLACE_NOUNS = frozenset("island islands city town village province port district suburb county state region".split())


def has_age(tokens: Sequence[Token], at: int) -> bool:
    """Whether an age stands behind a name: "Ada Lind, 52,", "Lind (52)"."""
    if at + 2 >= len(tokens) or tokens[at].text not in {",", "("}:
        return False
    number = tokens[at + 1]
    if number.kind != NUMBER or not number.text.isdigit() or len(number.text) > 3:
        return False
    return 4 <= int(number.text) <= 110 and tokens[at + 2].text in {",", ")", "."}


def _against(tokens: Sequence[Token], mention: Mention, given: bool, lexicon: Lexicon, lower: frozenset[str]) -> float:
    points = 0.0
    before = tokens[mention.run - 1] if mention.run > 0 else None
    bare = mention.run == mention.first
    opener = tokens[mention.first - 1] if mention.first > 0 else None
    sure = given and not _is_word_too(mention.keys[0], world(), lower)
    if lexicon.language == "en" and bare and opener is not None and opener.low in {"the", "a", "an"}:
        points -= 1.5 if sure else 3.0
    elif bare and before is not None and before.low in _PLACE_WORDS and not (sure and _owns(tokens, mention.last)):
        points -= _as_place(before, given=given, sure=sure)
    elif bare and not given and _works_for(tokens, mention.run, lexicon):
        points -= 1.5
    seen = sum(key in lower for key in mention.keys)
    points -= 2.0 if seen == len(mention.keys) else 1.0 * (mention.keys[-1] in lower)
    if lexicon.language == "de" and not given:
        points -= 1.0
    if not world().organisations.isdisjoint(
        mention.keys[given:]
    ):  # a surname too, but "George Street" is as likely a street
        points -= 1.0
    return points


def _owns(tokens: Sequence[Token], at: int) -> bool:
    """Whether a possessive follows: "in Ada Lind's film"."""
    return at < len(tokens) and tokens[at].text in POSSESSIVE


def _as_place(before: Token, *, given: bool, sure: bool) -> float:
    """How much "in" or "from" before a name makes a place of it; a sure given name leaves little doubt."""
    if sure:
        return 0.0 if before.low == "from" else 0.5
    return 1.0 if given else 2.0


def _works_for(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether somebody works for what stands there: "partner of Tods Murray"."""
    linked = at > 1 and tokens[at - 1].low in {"of", "for", "with"}
    return linked and lexicon.language == "en" and lexicon.is_role(tokens[at - 2].text)


def is_headline(tokens: Sequence[Token]) -> bool:
    """Whether a sentence is set in Title Case or capitals, so that its capitals say nothing.

    German has capitals enough in prose, and a headline has no full stop.
    """
    if not tokens or tokens[-1].text == ".":
        return False
    long = [token for token in tokens if token.kind == WORD and len(token.text) > 3]
    capitals = sum(token.capital for token in long)
    return len(long) >= 4 and capitals >= 0.8 * len(long) and not _has_small_run(tokens)


def _has_small_run(tokens: Sequence[Token]) -> bool:
    """Two small words in a row, as prose has them."""
    small = ((a, b) for a, b in pairwise(tokens) if a.kind == b.kind == WORD and not a.capital and not b.capital)
    return any(len(a.text) > _SHORT or len(b.text) > _SHORT for a, b in small)


_SHORT = 3
"""Letters of a small word that may stand behind another one in a headline: "as a Teen"."""


def is_colophon(tokens: Sequence[Token], *, late: bool) -> bool:
    """Whether a sentence says who worked on the story: "… contributed to this report", "Ada Lind wrote in Osk".

    `late` tells that it is among the last ones of the story, where a line without "this report" is one as well.
    """
    low = {token.low for token in tokens}
    worked = low & {"contributed", "contributing"} or {token.low for token in tokens[-12:]} & _WORKED
    if worked and "this" in low and low & {"report", "reporting", "story", "article"}:
        return True
    return late and len(tokens) <= _COLOPHON_TOKENS and _is_told_by_reporter(tokens)


_WORKED = frozenset({"reported", "wrote", "designed", "edited", "compiled"})
_COLOPHON_TOKENS = 60


def _is_told_by_reporter(tokens: Sequence[Token]) -> bool:
    """Whether nothing but names stands before a reporter's verb, and a place behind it."""
    verb = next((at for at, token in enumerate(tokens) if token.low in {"reported", "wrote", "contributed"}), None)
    if not verb or not all(token.capital or token.low in _BETWEEN_REPORTERS for token in tokens[:verb]):
        return False
    if verb + 2 < len(tokens) and tokens[verb + 1].low == "and" and tokens[verb + 2].low in _WORKED:
        verb += 2  # "reported and wrote"
    if verb + 2 >= len(tokens):
        return tokens[verb].low == "contributed"
    outlet = any(token.text in {"'s", "’s"} for token in tokens[:verb])
    if tokens[verb + 1].low not in {"from", "in", "the", "this"}:
        return False
    if tokens[verb + 1].low in {"the", "this"}:
        return tokens[verb + 2].low in {"story", "report", "article"}
    return tokens[verb + 2].capital and (outlet or tokens[verb + 1].low == "from" or _is_place(tokens[verb + 2]))


_BETWEEN_REPORTERS = frozenset({"and", ",", "'s", "’s", "in", "also"})


def _is_place(token: Token) -> bool:
    return fold(token.text) in world().places


def is_credit(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a name stands in a picture's credit or a reporter's line."""
    if mention.run == 0:
        return False
    before = tokens[mention.run - 1]
    if before.text in {"/", "©", "|"}:
        return True
    near = tokens[max(0, mention.run - 3) : mention.run]
    return before.low in {":", "by", "par", "von", "por"} and any(fold(token.text) in world().credits for token in near)
