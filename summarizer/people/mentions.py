"""Runs of capitals that may name a person, with what of the run is title, role or name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.people.lexicon import Lexicon, World, fold, world
from summarizer.people.tokens import INITIAL, MARK, WORD, Token

_MOST_WORDS = 5
_OPENING_MARKS = frozenset("\"“„«‘'—–-:•*(")


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
        return len(self.keys) + min(len(self.initials), 1) > 1


def find_mentions(tokens: Sequence[Token], sentence: int, lexicon: Lexicon) -> Iterator[Mention]:
    """Give the candidate names of one sentence, in order. Linear."""
    words = world()
    at = 0
    while at < len(tokens):
        if not tokens[at].capital:
            at += 1
            continue
        end = _run_end(tokens, at, words)
        start = at + _openers(tokens, at, end, lexicon, words)
        if start == end:
            at = end
            continue
        first = _name_start(tokens, start, end, lexicon, words)
        last = _name_end(tokens, first, end, lexicon, words)
        if first < last and (mention := _mention(tokens, (start, first, last), sentence, words)):
            yield mention
        at = end


def _run_end(tokens: Sequence[Token], at: int, words: World) -> int:
    end = at + 1
    while end < len(tokens):
        following = end
        while following < len(tokens) and following - end < 3 and tokens[following].low in words.particles:
            following += 1
        if following >= len(tokens) or not tokens[following].capital:
            return end
        end = following + 1
    return end


def _openers(tokens: Sequence[Token], at: int, end: int, lexicon: Lexicon, words: World) -> int:
    """How many words open the sentence and only therefore have a capital."""
    count = 0
    begins = at == 0 or tokens[at - 1].text in _OPENING_MARKS or tokens[at - 1].text in ".!?…"
    while at + count < end and tokens[at + count].opens(lexicon.openers):
        following = tokens[at + count + 1] if at + count + 1 < end else None
        named = fold(tokens[at + count].text) in words.given and following is not None and following.capital
        if named or (not begins and following is None):
            break
        count += 1
    return count


def _name_start(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon, words: World) -> int:
    first = start
    for at in range(start, end - 1):
        if _is_lead(tokens[at], lexicon, words) and not _is_given_here(tokens, at, start, end, lexicon, words):
            first = at + 1
    while first < end - 1 and (tokens[first].low in words.particles and not tokens[first].capital):
        first += 1
    return _skip_to_given(tokens, start, first, end, lexicon, words)


def _is_lead(token: Token, lexicon: Lexicon, words: World) -> bool:
    if fold(token.text) in words.suffixes:
        return False
    if lexicon.is_title(token.text) or lexicon.is_role(token.text):
        return True
    return words.is_demonym(token.text) or lexicon.describes(token.text)


def _is_given_here(tokens: Sequence[Token], at: int, start: int, end: int, lexicon: Lexicon, words: World) -> bool:
    """Whether a word that could be a title is a name: "Dean Ashby", or follows a given name: "Rosa Major Lind"."""
    if fold(tokens[at].text) in words.given:
        return not lexicon.is_title(tokens[at].text) or end - at == 2
    before = tokens[at - 1] if at > start else None
    return before is not None and fold(before.text) in words.given and not lexicon.is_title(tokens[at].text)


def _skip_to_given(tokens: Sequence[Token], start: int, first: int, end: int, lexicon: Lexicon, words: World) -> int:
    """Leave out a place or office before a given name: "ministro dell'Interno Carlo Brandi"."""
    if fold(tokens[first].text) in words.given:
        return first
    if first == start:
        led = start > 0 and (tokens[start - 1].low in lexicon.links or lexicon.is_role(tokens[start - 1].text))
    else:
        led = not lexicon.head_final and lexicon.is_role(tokens[first - 1].text)
    for at in range(first + 1, end - 1):
        if fold(tokens[at].text) not in words.given or fold(tokens[at - 1].text) in words.place_starts:
            continue
        skipped = tokens[first:at]
        if led or all(_is_thing(token, words) for token in skipped if token.capital):
            return at
        return first
    return first


def _is_thing(token: Token, words: World) -> bool:
    key = fold(token.text)
    shouted = token.text.isupper() and len(token.text) > 1
    return key in words.places or key in words.organisations or words.is_demonym(token.text) or shouted


def _name_end(tokens: Sequence[Token], first: int, end: int, lexicon: Lexicon, words: World) -> int:
    last = min(end, first + _MOST_WORDS + 2)
    given = fold(tokens[first].text) in words.given
    while last > first + 1:
        token = tokens[last - 1]
        key = fold(token.text)
        loose = key in words.calendar or words.is_demonym(token.text) or token.opens(lexicon.openers)
        loose = loose or lexicon.describes(token.text) or (token.kind == INITIAL and first + 1 < last and not given)
        if not loose and (token.capital or key in words.suffixes):
            return last
        last -= 1
    return last


def _mention(tokens: Sequence[Token], places: tuple[int, int, int], sentence: int, words: World) -> Mention | None:
    run, first, last = places
    name = tokens[first:last]
    initials = tuple(token.low for at, token in enumerate(name) if _is_initial(token, at))
    keys = tuple(
        fold(token.text)
        for token in name
        if token.kind == WORD and token.capital and len(token.text) > 1 and fold(token.text) not in words.suffixes
    )
    if not keys or len(keys) > _MOST_WORDS or any(token.kind == MARK for token in name):
        return None
    return Mention(
        sentence=sentence,
        run=run,
        first=first,
        last=last,
        keys=keys,
        initials=initials,
        start=name[0].start,
        end=name[-1].end,
    )


def _is_initial(token: Token, at: int) -> bool:
    """An initial has its full stop, or stands inside a name: "George W Bush", but not "X Factor"."""
    return token.kind == INITIAL or (at > 0 and len(token.text) == 1 and token.capital)
