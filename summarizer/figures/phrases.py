"""The words that a key line shows with its number: a stretch of its sentence as it stands, the number left out.

English has rules of its own (`excerpts`); in all other languages it is the clause around the number, what stands
before it and what stands behind it ("Der Sturm verletzte … in Teshk"). Where that is longer than `PHRASE_WORDS` it is
cut where a phrase begins or ends; where it says next to nothing ("oder 2,41 Euro"), the clause before comes along.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from summarizer.figures.clauses import Clauses, is_verb
from summarizer.figures.lexicon.casualties import GRAVE
from summarizer.figures.lexicon.registry import get_lexicon
from summarizer.figures.quantities import HYPHENS
from summarizer.figures.tokens import Token

PHRASE_WORDS = 10
"""DESIGN: number first, then at most ten words."""

GAP = "…"
"""Stands where the number was, when words of both sides are shown."""

_ENOUGH = 2
_MOST_BEHIND = 6
_LEAST_BEHIND = 3
_MOST_CLAUSES = 4
_DENSE_SIDE = 10
_QUOTES = frozenset('"“”«»„「」『』')
_AGENCIES = frozenset("cnn reuters ap afp upi dpa efe xinhua tass ansa bloomberg".split())
_NEGATIONS = frozenset(
    "not never no nobody none nothing neither nor cannot hardly without few nicht nie kein keine keinen niemand ne pas "
    "jamais aucun personne no nunca nadie ningún non mai nessuno não ninguém никто не ни нет никогда nie nikt niet "
    "geen inte ingen ikke".split()
)
_AUXILIARIES = frozenset(
    "is are was were be been has have had will would can could may might must should do does did not never also".split()
)
_BE = frozenset("is are was were had have has".split())
_LEAST_TELLING = 2
_ARTICLES = frozenset(
    "the a an der die das dem den des ein eine einen einem einer le la les l un une el los las una il lo gli i uno o "
    "os as um uma de het een".split()
)
_LAST_ARTICLES = _ARTICLES - frozenset("de a".split())
_CONDITIONS = frozenset("si wenn falls se если якщо jeśli jeżeli om hvis indien ako eğer sofern".split())
_OWNERS = frozenset("its their his her my our your this these those ihre seine sa ses leur son su sus suo sua".split())
_LINKS = frozenset("and or but so nor yet und oder aber et ou mais y o pero e ma och og en maar и а но или".split())
_PREPOSITIONS = frozenset(
    "of in for to by on with from at against between per into as than de du des von im zu für mit auf um bei nach aus "
    "sur pour par con por para om av på til w z na do od za в на с по от за из у над под over under during about since "
    "until within without near among through toward towards around besides despite like via after before off across "
    "onto upon beside behind beyond amid along через после до для при о об к ко со во без между перед durch ohne gegen "
    "über unter zwischen seit vor wegen während sans entre depuis sin sobre desde hasta senza fra tra sem até".split()
)
_HANGING = frozenset(
    "who which that whom whose is are was were be been has have had will would can could may might must should do "
    "does did not it he she they we i you if when while where because although though just only also even however "
    "shortly soon out them most such very "
    "einen sich hat haben wurde wurden ist sind est sont a été ha han fue è sono".split()
)
_LOOSE = _ARTICLES | _OWNERS | _LINKS | _PREPOSITIONS | _HANGING
_RELATIVE = frozenset(
    "up down compared versus from beating against than well above below nearly including contre soit nach gegenüber "
    "frente tras rispetto contro против".split()
)
_UNTOLD = _LOOSE | _RELATIVE
_PARTITIVE = frozenset("of out von de des d di do dos из".split())
_LOOSE_OR_PART = _LOOSE | _PARTITIVE
_TIES = _PARTITIVE | frozenset(
    "a an per pro par por za after before since ago later earlier more less fewer higher lower mehr weniger höher plus "
    "moins más menos più meno mais больше меньше выше ниже".split()
)
"""What makes the words behind a sum, a share or a time part of it: "of the vote", "a share", "more than"."""
_PLACING = frozenset("in at on after before during for by".split())
_RELATIVES = frozenset("who that which whom whose where".split())
_SUBJECTS = frozenset("he she it they we i you".split())
_TIMES = frozenset(
    "a an the ago earlier later before last this next past year years month months week weeks day days january "
    "february march april may june july august september october november december".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A number in its sentence: the tokens from `begin`, where its qualifier begins, up to `behind`, the next one.

    `moved` says that they tell how something moved, verb and all ("rose by 18% to 94.2m"): its name is enough before.
    `lasts` says that they are a time.
    """

    clauses: Clauses
    begin: int
    behind: int
    moved: bool = False
    lasts: bool = False

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens of the sentence."""
        return self.clauses.tokens

    @property
    def is_english(self) -> bool:
        """Whether articles can be told from other words, and left out."""
        return self.clauses.lexicon is get_lexicon("en")

    def count_telling(self, start: int, end: int) -> int:
        """Count the tokens from `start` to `end` that say something: no small words and no parts of a figure."""
        return sum(map(self.tells, range(start, end)))

    def tells(self, index: int) -> bool:
        """Whether the token at `index` says something."""
        token = self.tokens[index]
        if not token.is_word or index in self.clauses.taken or token.lower in _UNTOLD:
            return False
        return token.lower not in self.clauses.lexicon.light and token.lower not in self.clauses.lexicon.breaks


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What is shown of a sentence: the tokens from `start` to the number's `begin`, and from `behind` to `end`.

    Either side may be empty. `is_whole` is false where the clause had to be cut at a place that is no start of one.
    `dropped` are English articles between them that are left out to make room.
    """

    start: int
    begin: int
    behind: int
    end: int
    is_whole: bool = True
    dropped: frozenset[int] = frozenset()


def find_phrase_around(spot: Spot, room: int = PHRASE_WORDS) -> Phrase:
    """Give the phrase around a number, at most `room` words; empty where the sentence has no other word."""
    if spot.clauses.lexicon.dense:
        return _dense(spot)
    end = _end_of(spot)
    if end in spot.clauses.taken and end - spot.behind > 1 and is_verb(spot.tokens[end - 1]) and counts(spot, end):
        end = _next_end(spot, end)  # "54,207 people waited more than 12 hours on a trolley"
    start = _start_of(spot, end)
    if start == spot.begin and spot.count_telling(spot.behind, end) < _ENOUGH:
        end = _next_end(spot, end)
    whole = _Cutter(spot=spot, room=room)
    phrase = whole.fit(start, end)
    return _with_condition(whole, phrase if reads_alone(spot, phrase) else _read_on(spot, whole, phrase, end))


def _with_condition(cutter: "_Cutter", phrase: Phrase) -> Phrase:
    """Begin with the "if" that stands before a phrase, where there is room for it."""
    tokens = cutter.spot.tokens
    first = phrase.start - 1
    while first > 0 and tokens[first].lower in _ARTICLES:
        first -= 1
    shown = cutter.count(first, phrase.begin) + cutter.count(phrase.behind, phrase.end)
    if first < 0 or tokens[first].lower not in _CONDITIONS or phrase.start == phrase.begin or shown > cutter.room:
        return phrase
    return replace(phrase, start=first)


def _read_on(spot: Spot, cutter: "_Cutter", phrase: Phrase, end: int) -> Phrase:
    """Give what stands behind the number where that can be read alone, or goes on past the next number."""
    if (behind := _only_behind(spot, cutter, end)) is not None and not _tells_when(spot, phrase):
        return behind
    if end in spot.clauses.taken and phrase.start == spot.begin and spot.behind < end:
        longer = cutter.fit(spot.begin, _next_end(spot, end))
        return longer if longer.end > phrase.end else phrase
    return phrase


def _tells_when(spot: Spot, phrase: Phrase) -> bool:
    """Whether what stands behind a number only tells where or when the verb before it was true: "led … in the set"."""
    has_verb = phrase.start < phrase.begin and is_verb(spot.tokens[phrase.start])
    return has_verb and spot.tokens[spot.behind].lower in _PLACING


def _only_behind(spot: Spot, cutter: "_Cutter", end: int) -> Phrase | None:
    """Give what stands behind the number where that can be read alone: "1,240 metres off the coast of Pelagia"."""
    if spot.behind == end or not spot.tokens[spot.behind].is_word:
        return None
    opening = spot.tokens[spot.behind]
    if opening.lower in _LINKS | _AUXILIARIES | spot.clauses.lexicon.breaks or is_verb(opening):
        return None
    phrase = cutter.fit(spot.begin, end)
    shown = spot.tokens[phrase.behind : phrase.end]
    if shown and all(token.lower in _TIMES or not token.is_word for token in shown):
        return None
    return phrase if reads_alone(spot, phrase) else None


def _end_of(spot: Spot) -> int:
    """Give the end of the clause behind the number, past the whole that it is a part of ("11 of 14 counts")."""
    if spot.behind < len(spot.tokens) and spot.tokens[spot.behind].lower in _LINKS:
        return spot.behind
    end = _before_quote(spot, spot.clauses.find_end(spot.behind))
    if end in spot.clauses.taken and spot.behind < end and _is_partitive(spot, end):
        return _next_end(spot, end)
    if end < len(spot.tokens) and spot.tokens[end].lower in _RELATIVES and spot.count_telling(spot.behind, end) == 1:
        return _before_quote(spot, spot.clauses.find_end(end))
    return end


def _is_partitive(spot: Spot, end: int) -> bool:
    if spot.tokens[spot.behind].lower not in _PARTITIVE:
        return False
    return all(spot.tokens[index].lower in _LOOSE_OR_PART for index in range(spot.behind, end))


def _before_quote(spot: Spot, end: int) -> int:
    return next((index for index in range(spot.behind, end) if spot.tokens[index].text in _QUOTES), end)


def _next_end(spot: Spot, end: int) -> int:
    """Give the end of the clause after the one that ends there: "17 soldiers and four civilians were killed"."""
    at = end
    while at < len(spot.tokens) and (at in spot.clauses.taken or not spot.tokens[at].is_word or at == end):
        at += 1
    return _before_quote(spot, spot.clauses.find_end(at) if at < len(spot.tokens) else end)


def _start_of(spot: Spot, end: int) -> int:
    """Give the start of the clause before the number, or of one before it where that says too little."""
    least = _opening(spot)
    enough = 0 if _stands_alone(spot, end) else _ENOUGH - spot.count_telling(spot.behind, end)
    start = max(spot.clauses.find_start(spot.begin), least)
    if spot.begin > least and _opens_clause(spot, start, end):
        return spot.begin
    for _ in range(_MOST_CLAUSES):
        needy = enough > 0 and start < spot.begin and _needs_more(spot, start)
        if start <= least or (spot.count_telling(start, spot.begin) >= enough and not needy):
            break
        start = max(spot.clauses.find_start(start - 1), least)
    return start


def _opens_clause(spot: Spot, start: int, end: int) -> bool:
    """Whether what stands behind a number can do without what stands before it.

    So it is behind "and" with a verb of its own ("and 60,000 people were sleeping outdoors"), and behind a verb whose
    subject was parted from it (", are among 20 people who were killed").
    """
    if spot.count_telling(spot.behind, end) < _ENOUGH or not counts(spot, end):
        return False
    if spot.tokens[spot.begin - 1].lower in _LINKS:
        return any(is_verb(token) for token in spot.tokens[spot.behind + 1 : end])
    return spot.clauses.opens_with_verb(start, spot.begin) and start > 0


def counts(spot: Spot, end: int) -> bool:
    """Whether the word right behind the number, but for an article, is what it counts."""
    at = spot.behind
    if at < end and spot.tokens[at].lower in _ARTICLES:
        at += 1
    return at < end and spot.count_telling(at, at + 1) > 0


def _stands_alone(spot: Spot, end: int) -> bool:
    """Whether a measure goes on with what it is measured against: "61 centimetres above the mark of 1968"."""
    return (
        spot.behind < end and spot.tokens[spot.behind].lower in _RELATIVE and spot.count_telling(spot.behind, end) > 0
    )


def _needs_more(spot: Spot, start: int) -> bool:
    """Whether a clause leans on the one before it: "was 11.5%", "down from 17%"."""
    if spot.clauses.opens_with_verb(start, spot.begin) or spot.tokens[start].is_number:
        return True
    return spot.tokens[start].lower in _RELATIVE


def _opening(spot: Spot) -> int:
    """Give where the sentence itself begins before the number: behind a quotation mark or a dateline's agency."""
    quotes = (index + 1 for index in range(spot.begin) if spot.tokens[index].text in _QUOTES)
    return max(find_dateline_end(spot), *quotes, 0)


def find_dateline_end(spot: Spot) -> int:
    """Give the token behind a dateline before the number: "Port Ellery (CNN)", "VADRANA:"; 0 without one."""
    for index in range(spot.begin - 1, -1, -1):
        if index in spot.clauses.open and spot.tokens[index].lower in _AGENCIES:
            return index + 2
        if spot.tokens[index].text == ":" and all(token.text.isupper() for token in spot.tokens[:index]):
            return index + 1
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cutter:
    """Cuts a clause to the words there is room for, on each side of its number."""

    spot: Spot
    room: int

    def fit(self, start: int, end: int) -> Phrase:
        """Cut the side that says less about the number first: what stands before a count, what stands behind a sum."""
        spot = self.spot
        before, behind = self.count(start, spot.begin), self.count(spot.behind, end)
        is_count = counts(spot, end)
        least = _MOST_BEHIND if is_count else _LEAST_BEHIND * self._belongs(end)
        end = self._cut_end(self._before_more(end, is_count=is_count), max(min(behind, least), self.room - before))
        whole = {start, start + 1}
        opening = start
        start = self._cut_start(opening, end)
        if end > spot.behind and start not in whole and self._wants_more(start, end):
            wider = self._cut_start(opening, spot.behind)  # "support for Civic Union at", and nothing behind
            if wider < start and spot.tokens[wider].lower not in _UNTOLD:
                start, end = wider, spot.behind
        begin = self._last_word(start, nothing_more=end == spot.behind)
        idle = not spot.count_telling(start, begin)
        listed = begin > start and spot.tokens[begin - 1].lower in _LINKS and start not in whole
        if (idle or listed) and spot.count_telling(spot.behind, end):
            start = begin
        is_whole = start in whole or start == begin or self._is_opened(start)
        return Phrase(start=start, begin=begin, behind=spot.behind, end=end, is_whole=is_whole)

    def count(self, start: int, end: int) -> int:
        """Count the words of the tokens from `start` to `end`."""
        return sum(not self.spot.tokens[index].glued or index == start for index in range(start, end))

    def _belongs(self, end: int) -> bool:
        """Whether the words behind a sum, a share or a time are part of it."""
        return any(token.lower in _TIES for token in self.spot.tokens[self.spot.behind : end][:2])

    def _before_more(self, end: int, *, is_count: bool) -> int:
        """Give where another statement begins behind the number: behind a sum at an "and"."""
        tokens, behind = self.spot.tokens, self.spot.behind
        if is_count:
            return end
        return next((index for index in range(behind, end) if tokens[index].lower in _LINKS), end)

    def _cut_end(self, end: int, room: int) -> int:
        """Give where what stands behind the number ends: where the next phrase begins, and not on a small word."""
        behind = self.spot.behind
        places = range(behind + 1, end + 1)
        fitting = [place for place in places if self.count(behind, place) <= room and self._closes(place)]
        whole = [place for place in fitting if place == end or self._opens_phrase(place)]
        cut = max(whole or (fitting if counts(self.spot, end) else []), default=behind)
        if cut < end and self.spot.tokens[behind].lower in _RELATIVES:
            return behind
        return cut

    def _closes(self, place: int) -> bool:
        tokens, token = self.spot.tokens, self.spot.tokens[place - 1]
        if place < len(tokens) and tokens[place].text == ":" and tokens[place].glued and token.is_number:
            return False  # "at 12:01"
        if place < len(tokens) and tokens[place].glued and tokens[place - 1].is_word and not _is_stop(tokens[place]):
            return False
        if place in self.spot.clauses.taken and (tokens[place - 2].lower in {"to", "and"} or is_verb(token)):
            return False
        if token.text in ")]）":
            return True
        if place < len(tokens) and token.is_capital and tokens[place].is_capital:
            return False
        if token.lower.endswith(("'s", "’s")) and place < len(tokens) and not _is_stop(tokens[place]):
            return False
        if (
            place - 1 in self.spot.clauses.open
            or token.lower in _LOOSE
            or token.lower in self.spot.clauses.lexicon.breaks
        ):
            return False
        return token.is_word or token.is_number or token.text == "%"

    def _opens_phrase(self, place: int) -> bool:
        token = self.spot.tokens[place]
        if token.lower in _PARTITIVE:
            named = self.spot.tokens[place - 2].lower in _ARTICLES
            return named and place + 1 in self.spot.clauses.taken
        return not token.is_word or token.lower in _LOOSE or token.lower in self.spot.clauses.lexicon.breaks

    def _cut_start(self, start: int, end: int) -> int:
        """Give where what stands before the number begins: at its clause, else at a verb or behind a small word."""
        begin = self.spot.begin
        room = self.room - self.count(self.spot.behind, end)
        places = [place for place in range(start, begin) if self._begins(place)]
        if places and self._denies(start, places[0] + (start > 0)):
            return begin
        fitting = [place for place in places if self.count(place, begin) <= room]
        if fitting[:1] == places[:1]:
            return min(fitting, default=begin)
        if not self.spot.count_telling(self.spot.behind, end):
            fitting = [place for place in fitting if self.spot.count_telling(place, begin)]
        fitting = [place for place in self._past_figures(fitting) if self._may_cut(start, place)]
        behind = self.spot.count_telling(self.spot.behind, end)
        marked = [place for place in fitting if self._follows_mark(place)]
        marked = [place for place in marked if self._says_enough(place, behind)]
        phrases = [place for place in fitting if self._opens_here(place)]
        return min(marked or phrases or fitting, default=begin)

    def _wants_more(self, start: int, end: int) -> bool:
        """Whether the words before begin with a preposition, or with a verb though only a time stands behind."""
        if self.spot.tokens[start].lower in _PREPOSITIONS:
            return True
        timed = all(token.lower in _TIMES for token in self.spot.tokens[self.spot.behind : end])
        return timed and is_verb(self.spot.tokens[start])

    def _says_enough(self, place: int, behind: int) -> bool:
        """Whether the words from `place` on tell something, `behind` of them behind the number."""
        spot = self.spot
        grave = any(token.lower in GRAVE for token in spot.tokens[place : spot.begin])
        return grave or spot.count_telling(place, spot.begin) + behind >= _ENOUGH

    def first(self, start: int) -> int:
        """Give the first word from `start` on that a phrase may begin with, or the number."""
        return next((place for place in range(start, self.spot.begin) if self._begins(place)), self.spot.begin)

    def _past_figures(self, places: list[int]) -> list[int]:
        """Keep the places behind other figures and what they count, where there are any, and none inside a figure."""
        taken = self.spot.clauses.taken
        last = max((index for index in range(self.spot.begin) if index in taken), default=-1)
        behind = [place for place in places if place > last + 2]
        if behind and self.spot.count_telling(behind[0], self.spot.begin) >= _ENOUGH:
            return behind
        return [place for place in places if place not in taken]

    def _begins(self, place: int) -> bool:
        token = self.spot.tokens[place]
        if place in self.spot.clauses.open or (token.glued and place and self.spot.tokens[place - 1].text.isalnum()):
            return False
        if token.glued and place > 1 and self.spot.tokens[place - 1].text in HYPHENS:
            return False
        if place and self.spot.tokens[place + 1].text == "," and place + 1 < self.spot.begin:
            return False  # an age or a month between commas: "Strake, 58, had denied"
        if token.is_number:
            return True
        return token.is_word and token.lower not in _ARTICLES and token.lower not in _LINKS

    def _opens_here(self, place: int) -> bool:
        """Whether a phrase begins there: behind an article or a preposition, or with a verb of its own."""
        token, before = self.spot.tokens[place], self.spot.tokens[place - 1]
        if token.lower in _PREPOSITIONS | _DAYS or before.lower in _PARTITIVE:
            return False
        return before.lower in _LOOSE or is_verb(token)

    def _denies(self, start: int, place: int) -> bool:
        """Whether a "nobody" or a "not" would be lost by beginning at `place`."""
        return any(token.lower in _NEGATIONS for token in self.spot.tokens[start:place])

    def _may_cut(self, start: int, place: int) -> bool:
        """Whether words may be left out before `place`: no negation, half of a name, or preposition of its noun."""
        token, before = self.spot.tokens[place], self.spot.tokens[place - 1]
        if before.lower in _PREPOSITIONS or (token.is_capital and before.is_capital):
            return False
        return not self._denies(start, place + 1)

    def _is_opened(self, place: int) -> bool:
        """Whether a clause begins at `place`; behind an "and" where verbs cannot be told from other words."""
        return self.spot.tokens[place - 1].lower in _LINKS or self._follows_mark(place)

    def _follows_mark(self, place: int) -> bool:
        before = self.spot.tokens[place - 1]
        if before.lower in _LINKS and is_verb(self.spot.tokens[place]):
            return True
        return before.text in ",;:—–" or before.lower in self.spot.clauses.lexicon.breaks

    def _last_word(self, start: int, *, nothing_more: bool) -> int:
        """Give the end of what stands before, without marks, and without an article that nothing follows."""
        end = self.spot.begin
        while end > start:
            token = self.spot.tokens[end - 1]
            shows = token.text in "%)" or token.is_word or token.is_number
            is_elided = end < len(self.spot.tokens) and self.spot.tokens[end].text in "'’"  # "all'80 per cento"
            hangs = is_elided or token.lower in _LAST_ARTICLES
            if shows and not (nothing_more and hangs):
                break
            end -= 1
        return end


def _is_stop(token: Token) -> bool:
    return token.text in '.,;:!?)]”"»…'


def _dense(spot: Spot) -> Phrase:
    """Take what stands nearest to the number, where no space says what a word is."""
    end = min(spot.clauses.find_end(spot.behind), spot.behind + _DENSE_SIDE)
    start = max(spot.clauses.find_start(spot.begin), spot.begin - _DENSE_SIDE)
    if end - spot.behind > 1:
        start = spot.begin
    return Phrase(start=start, begin=spot.begin, behind=spot.behind, end=end)


def reads_alone(spot: Spot, phrase: Phrase) -> bool:
    """Whether the words of a phrase can be read without their sentence.

    They cannot where they were cut inside a clause, begin with a relative pronoun or a verb without its subject, or
    say next to nothing, unless it is what is gravest ("23,000 deaths"). Where no space parts words nothing is judged.
    """
    if spot.clauses.lexicon.dense:
        return True
    shown = [*range(phrase.start, phrase.begin), *range(phrase.behind, phrase.end)]
    if not shown or not phrase.is_whole:
        return False
    first = spot.tokens[phrase.start]
    if phrase.start < phrase.begin and (first.lower in _RELATIVES or is_verb(first) or first.lower in _AUXILIARIES):
        return False
    if any(spot.tokens[index].lower in GRAVE for index in shown):
        return True
    telling = spot.count_telling(phrase.start, phrase.begin) + spot.count_telling(phrase.behind, phrase.end)
    return telling + any(spot.tokens[index].lower in _BE for index in shown) >= _LEAST_TELLING


def print_phrase(text: str, tokens: Sequence[Token], phrase: Phrase) -> tuple[str, str]:
    """Print what stands before and behind the number as `text`, whose tokens these are, has it."""
    before = (text[start:end] for start, end in _runs(tokens, phrase.start, phrase.begin, phrase.dropped))
    behind = (text[start:end] for start, end in _runs(tokens, phrase.behind, phrase.end, phrase.dropped))
    return " ".join(before), " ".join(behind)


def _runs(tokens: Sequence[Token], first: int, end: int, dropped: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Give the stretches of the text to print."""
    for is_shown, group in groupby(range(first, end), key=lambda index: index not in dropped):
        indexes = list(group)
        if is_shown:
            yield tokens[indexes[0]].start, tokens[indexes[-1]].end
