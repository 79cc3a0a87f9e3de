"""Runs of capitals that may name a person, with what of the run is title, role or name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.people.lexicon import Lexicon, fold, world
from summarizer.people.tokens import INITIAL, WORD, Token

_MOST_WORDS = 5
_DESCRIBING_ENDS = (
    "ed",
    "ing",
    "ant",
    "ful",
    "ous",
    "less",
    "able",
    "ist",
    "ists",
    "ers",
    "ors",
    "ons",
    "man",
    "men",
    "woman",
    "women",
)
_FAMILY_PARTICLES = frozenset("van von de del della di da der den".split())
_PARTY_AND_STATE = re.compile(r"[DRI]-[A-Z]")
_OPENING_MARKS = frozenset("\"“„«‘'—–-:•*()")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A candidate name: tokens `first` to `last` (exclusive) of sentence `sentence`.

    `run` is where its run of capitals begins, titles and capitalised roles included. `keys` are the name's folded
    words without particles, suffixes and initials; `initials` are those that it has. `start` and `end` are code
    points in the article: the name as printed.
    """

    sentence: int
    run: int
    first: int
    last: int
    keys: tuple[str, ...]
    initials: tuple[str, ...]
    start: int
    end: int

    @property
    def full(self) -> bool:
        """Whether it is more than a bare surname."""
        return len(self.keys) > 1 or bool(self.initials)


def find_mentions(tokens: Sequence[Token], sentence: int, lexicon: Lexicon) -> Iterator[Mention]:
    """Give the candidate names of one sentence, in order. Linear."""
    at = 0
    while at < len(tokens):
        if not tokens[at].capital:
            at += 1
            continue
        end = _run_end(tokens, at)
        start = at + _openers(tokens, at, end, lexicon)
        if start < end:
            run = _Run(tokens=tokens, start=start, end=end, lexicon=lexicon)
            first = _past_month(run, _skip_to_given(run, _name_start(run)))
            if mention := _mention(run, first, _name_end(run, first), sentence):
                yield mention
        at = end


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Capitals in a row, small particles between them included: tokens `start` to `end` (exclusive)."""

    tokens: Sequence[Token]
    start: int
    end: int
    lexicon: Lexicon

    def is_given(self, at: int) -> bool:
        """Whether a token is a given name."""
        return fold(self.tokens[at].text) in world().given


def opens_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sentence, a quotation or an item of a list begins with token `at`."""
    return at == 0 or tokens[at - 1].text in _OPENING_MARKS or tokens[at - 1].text in ".!?…"


def _run_end(tokens: Sequence[Token], at: int) -> int:
    particles = world().particles
    end = at + 1
    while end < len(tokens):
        following = end
        while following < len(tokens) and following - end < 3 and _is_small(tokens[following], particles):
            following += 1
        if following == end:
            following = _past_nickname(tokens, end)
        if following >= len(tokens) or not tokens[following].capital:
            return end
        end = following + 1
    return end


def _is_small(token: Token, particles: frozenset[str]) -> bool:
    """Whether a particle is written small; a capital one may be a name of its own: "Fan Bin"."""
    return token.low in particles and not token.text[0].isupper()


def _past_nickname(tokens: Sequence[Token], at: int) -> int:
    """Behind a nickname in quotation marks after a given name: 'Ada "Addie" Lind'; `at` where none is."""
    if tokens[at].text not in QUOTES or fold(tokens[at - 1].text) not in world().given:
        return at
    closing = at + 2
    while closing < len(tokens) and closing - at <= _NICKNAME_WORDS and tokens[closing].text not in QUOTES:
        closing += 1
    opens = tokens[at + 1].capital or tokens[at + 1].low == "the"
    closed = closing + 1 < len(tokens) and tokens[closing].text in QUOTES and opens
    return closing + 1 if closed else at


QUOTES = frozenset("\"“”‘’'«»")
_NICKNAME_WORDS = 3


def _openers(tokens: Sequence[Token], at: int, end: int, lexicon: Lexicon) -> int:
    """How many words open the sentence and only therefore have a capital."""
    count = 0
    begins = opens_sentence(tokens, at)
    if begins and lexicon.language == "en" and _is_participle(tokens, at, end):
        count = 1  # "Buying Madonna's house"
    while at + count < end and (tokens[at + count].low in _I or tokens[at + count].opens(lexicon.openers)):
        following = tokens[at + count + 1] if at + count + 1 < end else None
        named = fold(tokens[at + count].text) in world().given and following is not None and following.capital
        if named and at + count + 2 < end and fold(tokens[at + count + 1].text) in world().given:
            named = False  # "Per Giuseppe Contini": a word before a full name
        if named and begins and lexicon.language == "en" and _is_verb(tokens, at + count, end):
            named = False
        joins = _joins(tokens[at + count], lexicon) or tokens[at + count].low in _I
        if named or (not begins and (following is None or not joins)):
            break
        count += 1
    return count


def _is_verb(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a given name that opens a sentence is a verb: "Said Lind: I won", "Will Lind win?"."""
    place = fold(tokens[at + 1].text) in world().places  # "Said Wales coach Ada Lind"
    alone = end == at + 2
    asked = tokens[at].low == "will" and tokens[-1].text == "?"
    return place or (alone and (asked or tokens[at].low == "said"))


_I = frozenset({"i'm", "i’m", "i've", "i’ve", "i'd", "i’d", "i'll", "i’ll"})
"""What has its capital everywhere and is never a name."""


def _is_participle(tokens: Sequence[Token], at: int, end: int) -> bool:
    token = tokens[at]
    return at + 1 < end and len(token.text) > 5 and token.low.endswith("ing") and fold(token.text) not in world().given


def _joins(token: Token, lexicon: Lexicon) -> bool:
    """Whether it is a small word that may have a capital inside a sentence and belong to no name: "The", "Of"."""
    return token.low in lexicon.determiners or token.low in lexicon.prepositions


def _name_start(run: _Run) -> int:
    """Where the titles, roles and nations before a name end."""
    first = run.start
    for at in range(run.start, run.end - 1):
        if _is_lead(run.tokens[at], run.lexicon) and not _is_given_here(run, at):
            first = at + 1
    while first < run.end - 1 and run.tokens[first].low in world().particles and not run.tokens[first].capital:
        first += 1
    return first


def _is_lead(token: Token, lexicon: Lexicon) -> bool:
    if fold(token.text) in world().suffixes:
        return False
    odd = not token.text.isalpha()
    if odd and (any(sign.isdigit() for sign in token.text) or _PARTY_AND_STATE.match(token.text)):
        return True  # "Police K9 Bane", "Ada Lind, D-New York"
    if lexicon.is_title(token.text) or lexicon.is_role(token.text) or lexicon.is_plural_role(token.text):
        return True
    if token.low == "stars" and lexicon.language == "en":
        return True
    return world().is_demonym(token.text) or lexicon.describes(token.text)


def _is_given_here(run: _Run, at: int) -> bool:
    """Whether a word that could be a title is a name: "Dean Ashby", or follows a given name: "Rosa Major Lind"."""
    title = run.lexicon.is_title(run.tokens[at].text)
    if world().is_demonym(run.tokens[at].text) and at + 2 < run.end and run.is_given(at + 1):
        return False  # "German Marlene Lind"
    if run.is_given(at):
        return not title or run.end - at == 2
    placed = (
        at > run.start + 1 and fold(run.tokens[at - 2].text) in world().place_starts
    )  # "St. Louis Alderman Ada Lind"
    follows = at > run.start and run.is_given(at - 1) and not placed
    return follows and (not title or run.tokens[at].low in _SURNAMES_TOO)


_SURNAMES_TOO = frozenset({"baron", "prince", "duke", "major"})
"""Titles that are surnames behind a given name: "Ada Baron Lind"."""


def _skip_to_given(run: _Run, first: int) -> int:
    """Leave out a place, an office or a describing word before a given name: "ministro dell'Interno Carlo Brandi"."""
    if run.is_given(first):
        return first
    for at in range(first + 1, run.end - 1):
        if not run.is_given(at):
            continue
        if fold(run.tokens[at - 1].text) in world().place_starts:
            if run.tokens[at - 1].low == "new" and fold(run.tokens[at + 1].text) in world().family:
                return at  # "New Bruce Willis film", but "New Orleans"
            continue
        if _opens_with_thing(run, first, at):
            return at
        skipped = [token for token in run.tokens[first:at] if token.capital]
        loose = run.lexicon.language == "de" or _is_led(run, first) or all(_is_thing(token) for token in skipped)
        return at if loose or _describes(skipped[0], run.lexicon) else first
    return first


def _past_month(run: _Run, first: int) -> int:
    """Behind a month that is a given name as well: "Last June Lind was banned"."""
    before = run.tokens[first - 1].low if first else ""
    month = before in _BEFORE_MONTHS and fold(run.tokens[first].text) in world().calendar
    return first + 1 if month and run.lexicon.language == "en" and first + 1 < run.end else first


_BEFORE_MONTHS = frozenset({"last", "next", "this", "in", "since", "until", "early", "late", "mid"})


def _opens_with_thing(run: _Run, first: int, at: int) -> bool:
    """Whether the name's owner opens the sentence, as in "Doppietta di Luca Ferri", "Victoire de Marie Lind"."""
    opens = first == 0 or run.tokens[first - 1].text in _OPENING_MARKS
    particle = run.tokens[at - 1]
    return opens and run.lexicon.language in _OF_LANGUAGES and not particle.capital and at == first + 2


_OF_LANGUAGES = frozenset({"fr", "es", "it", "pt"})


def _is_led(run: _Run, first: int) -> bool:
    """Whether a role leads to what stands at `first`, so that it may be the role's complement."""
    lexicon = run.lexicon
    if first > run.start:
        return not lexicon.head_final and lexicon.is_role(run.tokens[first - 1].text)
    before = run.tokens[first - 1] if first else None
    return before is not None and (before.low in lexicon.links or lexicon.is_role(before.text))


def _describes(token: Token, lexicon: Lexicon) -> bool:
    """An English participle or noun of agent before a name: "Unseeded Ada Lind", "Becoming Ada Lind"."""
    if lexicon.language != "en" or len(token.text) < 6:
        return False
    if "-" in token.text and token.text.rpartition("-")[2].islower():
        return True  # "In-form Ada Lind"
    return token.low.endswith(_DESCRIBING_ENDS) or (len(token.text) > 7 and token.low.endswith("er"))


def _is_thing(token: Token) -> bool:
    key, words = fold(token.text), world()
    shouted = token.text.isupper() and len(token.text) > 1
    return key in words.places or key in words.organisations or words.is_demonym(token.text) or shouted


def _name_end(run: _Run, first: int) -> int:
    """Where a name ends: days, nations and small words after it are left out, and an initial that follows no name."""
    last = _before_house(run, first, min(run.end, first + _MOST_WORDS + 2))
    while last > first + 1:
        token = run.tokens[last - 1]
        key = fold(token.text)
        demonym = world().is_demonym(token.text)
        short = last == first + 2 and run.is_given(first) and (demonym or world().is_name(key))  # "James May"
        loose = (
            (key in world().calendar and not short)
            or key in world().honours
            or (demonym and not short)
            or (token.opens(run.lexicon.openers) and not short)
        )
        loose = loose or run.lexicon.describes(token.text)
        loose = loose or ((token.kind == INITIAL or len(token.text) == 1) and not run.is_given(first))
        if not loose and (token.capital or key in world().suffixes):
            return last
        last -= 1
    return last


def _before_house(run: _Run, first: int, last: int) -> int:
    """Where a particle leads to a firm or a place and not to a family name: "Jürgen Pieper von der Bank Metzner"."""
    for at in range(first + 2, last - 1):
        token, following = run.tokens[at], run.tokens[at + 1]
        if token.capital or not following.capital:
            continue
        if _is_thing(following) and fold(following.text) not in world().surnames_too:
            return at
    return last


def _mention(run: _Run, first: int, last: int, sentence: int) -> Mention | None:
    name = run.tokens[first:last]
    words = [token for token in unquoted(name) if token.kind == WORD and token.capital and len(token.text) > 1]
    keys = tuple(key for token in words if (key := fold(token.text)) not in world().suffixes)
    if len(keys) == 2 and keys[0] in _FAMILY_PARTICLES:
        keys = keys[1:]  # "Van Gogh" is a bare family name
    if not keys or len(keys) > _MOST_WORDS:
        return None
    return Mention(
        sentence=sentence,
        run=run.start,
        first=first,
        last=last,
        keys=keys,
        initials=tuple([token.low for at, token in enumerate(name) if _is_initial(token, at)]),
        start=name[0].start,
        end=name[-1].end,
    )


def unquoted(name: Sequence[Token]) -> Iterator[Token]:
    """Give the tokens of a name without a nickname in quotation marks."""
    inside = False
    for token in name:
        if token.text in QUOTES:
            inside = not inside
        elif not inside:
            yield token


def _is_initial(token: Token, at: int) -> bool:
    """An initial has its full stop, or stands inside a name: "George W Bush", but not "X Factor"."""
    return token.kind == INITIAL or (at > 0 and len(token.text) == 1 and token.capital)
