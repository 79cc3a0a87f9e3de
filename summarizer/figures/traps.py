"""Numbers that are not figures: dates, clock times, ages, addresses, models, names, look-back windows, idioms.

Every rule sees one number where it stands and says whether it is such a thing; the first that does wins.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from summarizer.figures.lexicon.base import Lexicon
from summarizer.figures.quantities import HYPHENS, RACES, Quantity, is_plural
from summarizer.figures.tokens import Token, ends_with, find_phrase, find_phrase_before
from summarizer.model import FigureKind

OLDEST = 125
_STREETS = frozenset(
    "street st avenue ave road rd drive dr lane ln boulevard blvd way square court ct place pl terrace parkway highway "
    "hwy crescent row close alley plaza quay wharf gardens mews".split()
)
_STREETS_AFTER = frozenset("rue avenue boulevard place quai chemin allée impasse".split())
_YEAR_WORDS = frozenset(
    "in since by from until till during before after of early late mid through to and or for the between circa around "
    "year fiscal ended ending spring summer autumn fall winter november december january february march april may june "
    "july august september october".split()
)
_ONE_COUNTS = frozenset("killed dead injured wounded missing died hurt arrested".split())
_PERSONS = frozenset(
    "person man woman child boy girl soldier officer policeman passenger victim civilian student worker other".split()
)
_EVENTS = frozenset("goal vote seat death case point".split())
_IDIOM_TIED = frozenset(
    "class way on to off time sided tier party part star legged dimensional fold edged eyed handed piece letter door "
    "step wheel wheeled drive lane up down nil stroke generation state nation site pronged child parent cylinder "
    "pointer pointers course hander iron wood footer hitter setter figure digit".split()
)
_PRODUCTS = frozenset(
    "jet jets jetliner plane planes aircraft airliner airliners model models max neo series variant pro plus mini "
    "ultra dreamliner phone smartphone laptop tablet rifle fighter program programme engine".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One number in its sentence.

    `models` are the numbers that the story uses as names elsewhere, alone ("787") or behind a word ("furious 7").
    """

    tokens: Sequence[Token]
    quantity: Quantity
    lexicon: Lexicon
    models: frozenset[str]

    def before(self, steps: int = 1) -> Token | None:
        """Give the token `steps` before the number."""
        index = self.quantity.first - steps
        return self.tokens[index] if index >= 0 else None

    def after(self, steps: int = 1) -> Token | None:
        """Give the token `steps` after the number."""
        index = self.quantity.last + steps
        return self.tokens[index] if index < len(self.tokens) else None

    @property
    def number(self) -> Token:
        """The first token of the number itself."""
        return self.tokens[self.quantity.numeral.first]


def drop_traps(
    tokens: Sequence[Token], quantities: Iterable[Quantity], lexicon: Lexicon, models: frozenset[str]
) -> Iterator[Quantity]:
    """Give the numbers of a sentence that are figures; `models` are those that the story uses as names elsewhere.

    What "and" ties to a trap is one too, unless a noun of its own follows ("Articles 5 and 6", "March 3 and 4"), and
    so is what a date or a time of day behind it makes one ("from 6 to 9 January", "4 or 5 a.m.").
    """
    scenes = [Scene(tokens=tokens, quantity=each, lexicon=lexicon, models=models) for each in quantities]
    moments = _find_moments(scenes)
    dropped = -1
    for index, scene in enumerate(scenes):
        quantity = scene.quantity
        tied = dropped >= 0 and dropped + 2 == quantity.first and _ties(scene, tokens[dropped + 1])
        tied = tied and not quantity.unit.name and quantity.high is None and not _counts_on(scene)
        if index in moments or tied or is_trap(scene):
            dropped = quantity.last
        else:
            yield quantity


def _find_moments(scenes: Sequence[Scene]) -> frozenset[int]:
    """Give which numbers are days or hours because the one behind them is."""
    found: set[int] = set()
    for index in range(len(scenes) - 1, 0, -1):
        first, scene = scenes[index - 1].quantity, scenes[index]
        linked = not first.unit.name and first.high is None and first.value <= _MOST_DAYS
        linked = linked and not first.hyphened and first.last + 2 == scene.quantity.first
        if not linked or scene.tokens[first.last + 1].lower not in _SPAN_LINKS:
            continue
        if index in found or any(rule(scene) for rule in (_is_date, _is_clock, _is_bare_hour)):
            found.add(index - 1)
    return frozenset(found)


_MOST_DAYS = 31
_SPAN_LINKS = frozenset(
    "and or to until till through & , - – und bis oder et au ou y al o e a à en tot i do og til och till и по "
    "до".split()
)


def _ties(scene: Scene, link: Token) -> bool:
    """Whether "and", or a comma in a list of nothing but numbers, ties the number to the one before."""
    after = scene.after()
    listed = link.text == "," and scene.quantity.is_bare and (after is None or after.text in ",.;" or _joins(after))
    return listed or _joins(link)


def _joins(token: Token) -> bool:
    return token.lower in _TIES


_TIES = frozenset("and or & und oder et ou y o e и или i lub".split())


def _counts_on(scene: Scene) -> bool:
    """Whether a number has a noun of its own, or a scale that no name has."""
    after = scene.after()
    return scene.quantity.numeral.scaled or (after is not None and after.is_word and after.lower not in _ASIDE)


_ASIDE = frozenset("respectively of in at on for to and or when were was are had have by from".split())


def is_trap(scene: Scene) -> bool:
    """Whether the number of `scene` is no figure."""
    return any(rule(scene) for rule in _RULES)


def is_table(tokens: Sequence[Token]) -> bool:
    """Whether a sentence is a row of a table: three numbers or more, and no word in lower case."""
    numbers = sum(
        token.is_number
        and not (index and token.glued and tokens[index - 1].glued and tokens[index - 1].text in HYPHENS)
        for index, token in enumerate(tokens)
    )
    return numbers >= 3 and sum(token.is_word and not token.is_capital for token in tokens) == 0


def find_repeated_names(sentences: Iterable[Sequence[Token]]) -> frozenset[str]:
    """Give the names that a story says more than once: a word with a capital and a number behind it ("furious 7")."""
    counted: Counter[str] = Counter()
    told: set[str] = set()
    for tokens in sentences:
        names = _find_names(tokens)
        counted.update(names)
        if names and _is_plain(tokens):
            told.update(names)  # in a headline every word may have a capital
    return frozenset(name for name in told if counted[name] > 1)


def _find_names(tokens: Sequence[Token]) -> list[str]:
    names = []
    for index in range(2, len(tokens)):
        token, before, earlier = tokens[index], tokens[index - 1], tokens[index - 2]
        numbers = token.is_number and token.text.isdecimal() and not token.glued
        amid = earlier.is_word or earlier.text in _INSIDE_NAMES
        if numbers and amid and before.is_capital and before.lower not in _OPENERS:
            names.append(f"{before.lower} {token.text}")
    return names


_INSIDE_NAMES = frozenset({'"', "“", "‘", "-", "&"})


def find_models(tokens: Sequence[Token]) -> Iterable[str]:
    """Give the numbers of a sentence that stand in names: "787-9", "A350", "iPhone 15", "its popular 737 Max"."""
    for index, token in enumerate(tokens):
        if not token.is_number or not token.text.isdecimal():
            continue
        if _is_name_part(tokens, index):
            yield token.text


def _is_name_part(tokens: Sequence[Token], index: int) -> bool:
    token, before = tokens[index], tokens[index - 1] if index else None
    if before is None:
        return len(token.text) >= 3 and _is_dashed_name(tokens, index)
    if before.is_capital and token.glued:
        return len(token.text) >= 2 and before.lower != "rs"
    if len(token.text) < 3:
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if len(token.text) <= 4 and after is not None and after.lower in _PRODUCTS and not is_plural(after.lower):
        return True
    if (before.is_number and not before.glued and not token.glued) or _is_dashed_name(tokens, index):
        return True
    return len(token.text) == 3 and before.lower in {"the", "a", "its"} and _is_singular(tokens, index + 1)


def _is_singular(tokens: Sequence[Token], at: int) -> bool:
    """Whether one thing or a product follows, so that a number before it names it and does not count."""
    if at >= len(tokens) or not tokens[at].is_word or tokens[at].glued or tokens[at].lower in _NO_NOUNS:
        return False
    after = tokens[at]
    compound = not after.is_capital and at + 1 < len(tokens) and is_plural(tokens[at + 1].lower)
    return after.lower in _PRODUCTS or not (is_plural(after.lower) or compound)


_NO_NOUNS = frozenset(
    "or and of to in on at for from by with who that which whose were are was is had have has will would could can "
    "still more then already so but out inside there here left killed dead most".split()
)


def _is_dashed_name(tokens: Sequence[Token], index: int) -> bool:
    """Whether "787-9" begins at `index`: three digits and one, which no score and no range is."""
    if index + 2 >= len(tokens) or tokens[index + 1].text not in HYPHENS or not tokens[index + 1].glued:
        return False
    second = tokens[index + 2]
    return second.glued and second.is_number and len(second.text) == 1


def _is_nothing(scene: Scene) -> bool:
    quantity = scene.quantity
    padded = (
        quantity.is_bare
        and len(scene.number.text) > 1
        and scene.number.text[0] == "0"
        and scene.number.text.isdecimal()
    )
    return padded or (quantity.value == 0 and not quantity.unit.name and quantity.high is None)


def _is_part_of_word(scene: Scene) -> bool:
    """Such as "A350", "777x", "COVID-19", "G7", "1990s", "10th", "3D", "#1", "@5", "v2", "401(k)"."""
    after, quantity = scene.after(), scene.quantity
    if _hangs_on_sign(scene):
        return True
    if not quantity.numeral.digits or after is None or not after.glued or quantity.hyphened:
        return False
    if after.text == "+" and (second := scene.after(2)):
        return second.is_number and second.glued  # "2+2"
    if after.text == "(":
        letter, close = scene.after(2), scene.after(3)
        return bool(letter and close and letter.is_word and len(letter.text) == 1 and close.text == ")")
    if after.is_number:
        return scene.tokens[quantity.last].is_word and not scene.lexicon.dense  # "2K5"
    return after.is_word and after.text.isascii() and not scene.tokens[quantity.last].is_word


def _is_format(scene: Scene) -> bool:
    """Such as "4K" screens."""
    quantity = scene.quantity
    text = "".join(token.text for token in scene.tokens[quantity.first : quantity.last + 1])
    return text in {"2K", "4K", "8K"}


def _hangs_on_sign(scene: Scene) -> bool:
    """Whether the number touches a word or a sign before it that makes it no number: "A350", "#1", "'57"."""
    before, quantity = scene.before(), scene.quantity
    if before is None or not scene.tokens[quantity.first].glued:
        return False
    if before.is_word:
        return quantity.kind is not FigureKind.MONEY and before.text.isascii()
    if before.text in "'’‘":
        return not before.glued
    if quantity.unit.name == "magnitude":
        return False
    if before.text in "+=":
        return before.glued and scene.quantity.first > 1
    if before.text in HYPHENS:
        return _hangs_on_name(scene)
    return before.text in "#@№/_\\" or (before.text == "." and quantity.is_bare)


def _hangs_on_name(scene: Scene) -> bool:
    """Whether a hyphen ties the number to a word before it ("F-16", "COVID-19", "I-95"), or to another number."""
    hyphen, name = scene.before(), scene.before(2)
    return bool(hyphen and hyphen.glued and name and (name.is_word or name.is_number))


def _is_date(scene: Scene) -> bool:
    quantity, months = scene.quantity, scene.lexicon.months
    if not quantity.numeral.digits or quantity.kind not in {FigureKind.COUNT, FigureKind.RANGE, FigureKind.SCORE}:
        return False
    if (
        quantity.numeral.scaled
        or quantity.value > 2100
        or (quantity.high is not None and quantity.value > quantity.high)
    ):
        return False
    before, after = scene.before(), scene.after()
    if before and before.text == "." and scene.before(2):
        before = scene.before(2)
    if after and after.text in {".", ","} and len(scene.number.text) <= 2:
        after = scene.after(2)
    if after and after.lower in {"de", "of", "del"}:
        after = scene.after(2)
    if scene.lexicon.dates_after and after and after.lower in scene.lexicon.dates_after:
        return True
    names = {token.lower for token in (before, after) if token and token.is_word}
    if names & (months - (_MONTHS_TOO if _speaks_english(scene) else _FOREIGN_MONTHS_TOO)):
        return True
    return bool(names & months) and any(t and t.is_capital and t.lower in months for t in (before, after))


_MONTHS_TOO = frozenset("may march mar mars sep set".split())
_FOREIGN_MONTHS_TOO = frozenset("mar sep set".split())
"""Months that are other words too."""


def _is_numeric_date(scene: Scene) -> bool:
    """Such as "24/03/2024", "2024-03-24", "9/11", "24/7"."""
    number, after = scene.number, scene.after()
    parts = number.text.split(".")
    if len(parts) == 3 and all(part.isdecimal() for part in parts):
        return True
    slash = after and after.text == "/" and after.glued
    if slash and (digit := scene.after(2)) and digit.is_number and digit.glued:
        return True
    third = scene.quantity.high is not None and after is not None and after.text in HYPHENS and after.glued
    return third and scene.quantity.value >= 1900


def _is_year(scene: Scene) -> bool:
    quantity, number = scene.quantity, scene.number
    if not quantity.numeral.digits or not number.text.isdecimal() or len(number.text) != 4:
        return False
    if quantity.unit.name == "year" and quantity.high is None:
        return 1500 <= quantity.value <= 2200
    if quantity.kind in {FigureKind.RANGE, FigureKind.SCORE}:
        return 1000 <= quantity.value <= 2200
    before, after = scene.before(), scene.after()
    if not quantity.is_bare or quantity.hyphened or not 1500 <= quantity.value <= 2200:
        return False
    if before and before.text == "," and (day := scene.before(2)) and day.is_number and len(day.text) <= 2:
        return True
    if scene.lexicon.year_before or scene.lexicon.dense:
        return _is_foreign_year(scene)
    if 1900 <= quantity.value < 2100 and quantity.value % 100 and not _is_qualified(scene):
        return True
    if before and before.lower in _YEAR_WORDS:
        return not (before.lower in {"of", "to", "and", "or", "for", "the", "from", "after"} and _counted(after))
    return not _counted(after)


def _is_era_year(scene: Scene) -> bool:
    """Such as "令和3年"."""
    eras = scene.lexicon.eras
    return bool(eras) and find_phrase_before(scene.tokens, scene.quantity.first, eras) is not None


def _is_old_year(scene: Scene) -> bool:
    """Such as "in 1066", and "3290 BC", also as the first of two years: "between 3310 and 3290 BC"."""
    quantity, before = scene.quantity, scene.before()
    if not quantity.is_bare or not scene.number.text.isdecimal():
        return False
    if before is not None and before.lower in {"in", "since"} and 1000 <= quantity.value < 1500:
        return len(scene.number.text) == 4 and _speaks_english(scene) and not _counted(scene.after())
    behind = scene.tokens[scene.quantity.last + 1 : scene.quantity.last + 4]
    for token in behind:
        if token.text in _ERAS:
            return True
        if token.lower not in {"and", "to", "or", "-", "–"} and not token.is_number:
            break
    return False


_ERAS = frozenset("BC BCE CE AD B.C. A.D. B.C A.D".split())


def _is_qualified(scene: Scene) -> bool:
    return find_phrase_before(scene.tokens, scene.quantity.first, scene.lexicon.before) is not None


def _is_foreign_year(scene: Scene) -> bool:
    """Tell a year where plurals cannot be seen: only round or far numbers before a noun are none."""
    before, after = scene.before(), scene.after()
    if before and before.lower in scene.lexicon.year_before:
        return True
    value = scene.quantity.value
    if scene.lexicon.capital_nouns and after and after.is_word and after.text.islower() and value % 100:
        return not _is_qualified(scene)
    return not (after and after.is_word and (value % 100 == 0 or not 1900 <= value < 2100))


def _counted(after: Token | None) -> bool:
    return after is not None and is_plural(after.lower) and not after.is_capital


def _is_decade(scene: Scene) -> bool:
    """Such as "1990s", "the '90s"."""
    after = scene.after()
    return bool(scene.quantity.numeral.digits and after and after.glued and after.lower in {"s", "'s", "er", "ern"})


def _is_clock(scene: Scene) -> bool:
    quantity, after, before = scene.quantity, scene.after(), scene.before()
    if not quantity.numeral.digits:
        return after is not None and after.lower in {"o'clock", "o’clock", "am", "pm"}
    if before and before.text == "." and before.glued:
        before = scene.before(2)
    if before and before.lower in scene.lexicon.clock_before and quantity.unit.name in {"", "hour"}:
        told = quantity.unit.name == "hour" or "." in scene.number.text or after is None
        if quantity.value <= 24 and told:
            return True
    if after is None:
        return False
    if after.text == ":" and after.glued and (second := scene.after(2)) and second.is_number and second.glued:
        return True
    if before and before.text == ":" and scene.tokens[quantity.first].glued:
        return True
    if after.lower == "local" and (second := scene.after(2)) and second.lower == "time":
        return True
    if after.lower in scene.lexicon.clock_after or find_phrase(scene.tokens, quantity.last + 1, _HALVES_OF_DAY):
        return quantity.value < 2400
    return False


def _is_bare_hour(scene: Scene) -> bool:
    """Such as "at three in the morning", "kicks off at 1330", and "at 4" where another time of day is told."""
    before, after, text = scene.before(), scene.after(), scene.number.text
    if not scene.quantity.unit.name and find_phrase(scene.tokens, scene.quantity.last + 1, _PARTS_OF_DAY):
        return 0 < scene.quantity.value <= 12
    if before is None or before.lower != "at" or not scene.quantity.is_bare or not text.isdecimal():
        return False
    if len(text) == 4:
        return int(text[:2]) < 24 and int(text[2:]) < 60 and not _counted(after)
    if scene.quantity.value > 12 or (after is not None and after.is_word):
        return False
    return any(_tells_clock(scene.tokens, index) for index in range(1, len(scene.tokens)))


def _tells_clock(tokens: Sequence[Token], index: int) -> bool:
    """Whether what stands at `index` makes the number before it a time of day."""
    token = tokens[index]
    if not tokens[index - 1].is_number:
        return False
    return (token.text == ":" and token.glued) or find_phrase(tokens, index, _HALVES_OF_DAY) is not None


def _is_past_hour(scene: Scene) -> bool:
    """Such as "ten past six", "half past four", "a quarter to nine": either number."""
    before, minutes, after, hour = scene.before(), scene.before(2), scene.after(), scene.after(2)
    numbers = scene.lexicon.numbers
    if after is not None and hour is not None and after.lower == "past":
        told = hour.lower in numbers or hour.is_number
        return told and scene.quantity.unit.name in {"", "minute", "%"} and not _counted(scene.after(3))
    if before is None or minutes is None or scene.quantity.value > 12 or not _speaks_english(scene):
        return False
    if _counted(after):
        return False
    if before.lower == "past":
        return minutes.is_number or minutes.lower in numbers or minutes.lower in {"half", "quarter"}
    return before.lower == "to" and minutes.lower == "quarter" and not scene.quantity.unit.name


def _is_game_minute(scene: Scene) -> bool:
    """Such as "levelled on 58 minutes" and "Ferri al 12'"."""
    quantity, before, after, second = scene.quantity, scene.before(), scene.after(), scene.after(2)
    if before is None or not 0 < quantity.value <= OLDEST:
        return False
    if before.lower == "h" and quantity.is_bare and (hour := scene.before(2)) and hour.is_number:
        return True  # "14 h 30"
    if quantity.unit.name in {"minute", "second"}:
        left = after is not None and after.lower in {"left", "remaining"}
        return (before.lower == "on" or left) and not quantity.hyphened
    marked = quantity.is_bare and after is not None and after.text in _MINUTE_MARKS and after.glued
    if not marked or (second is not None and second.is_number and second.glued):
        return False
    return not any(token.text in _MINUTE_MARKS and not token.glued for token in scene.tokens[: quantity.first])


_MINUTE_MARKS = frozenset("'’′")
_PARTS_OF_DAY = dict.fromkeys(("in the morning", "in the afternoon", "in the evening", "at night"), True)
_HALVES_OF_DAY = dict.fromkeys(("a.m", "p.m", "a.m.", "p.m.", "a. m.", "p. m.", "am", "pm"), True)


def _is_age(scene: Scene) -> bool:
    quantity, value = scene.quantity, scene.quantity.value
    if quantity.kind is FigureKind.MONEY or (value > OLDEST and (quantity.unit.name in {"", "year"})):
        return False  # a bridge, not a man
    if _says_age_behind(scene):
        return True
    if value > OLDEST or quantity.numeral.scaled:
        return False
    if quantity.unit.name == "year" and (_is_age_unit(scene) or _follows_person(scene) or _is_german_limit(scene)):
        return True
    if _says_age_before(scene):
        return True
    return not quantity.unit.name and (_is_age_span(scene) if quantity.high is not None else _is_bare_age(scene))


def _says_age_behind(scene: Scene) -> bool:
    """Such as "16-year-old", "4, 6, 10 or 12 years old", "the 18-35 age bracket"."""
    quantity = scene.quantity
    after = {quantity.numeral.last + 1, _last_of_list(scene, quantity.last) + 1}
    if quantity.last != quantity.numeral.last and quantity.high is None:
        after = {quantity.numeral.last + 1}
    return any(find_phrase(scene.tokens, at, scene.lexicon.ages_after) for at in after)


def _says_age_before(scene: Scene) -> bool:
    """Such as "aged 22, 25 and 31", "Age: 19"."""
    tokens, first = scene.tokens, _first_of_list(scene.tokens, scene.quantity.first)
    first -= first > 0 and tokens[first - 1].text == ":"
    return find_phrase_before(tokens, first, scene.lexicon.ages_before, 4) is not None


def _is_bare_age(scene: Scene) -> bool:
    if _is_age_limit(scene) or _is_age_reached(scene):
        return True
    return scene.quantity.is_bare and scene.quantity.value > 0 and _follows_name(scene)


def _is_age_span(scene: Scene) -> bool:
    """Such as "the ages of the donors range from 26 to 70"."""
    first = scene.quantity.first
    near = scene.tokens[max(0, first - _AGE_REACH) : first]
    return scene.quantity.kind is FigureKind.RANGE and any(token.lower == "ages" for token in near)


def _is_german_limit(scene: Scene) -> bool:
    """Such as "Menschen ab 16 Jahren"."""
    before = scene.before()
    return scene.lexicon.capital_nouns and before is not None and before.lower == "ab"


def _is_age_limit(scene: Scene) -> bool:
    """Such as "children under five accounted for", "if all taxpayers are over 65", "kids of 15 and 16"."""
    first = _first_of_list(scene.tokens, scene.quantity.first)
    before, people = (scene.tokens[first - 1], scene.tokens[first - 2]) if first > 1 else (None, None)
    if before is None or people is None or _counts_something(scene):
        return False
    if before.lower == "of":
        return people.lower in _YOUNG and scene.quantity.value <= OLDEST
    if before.lower not in _LIMITS:
        return False
    if people.lower in {"are", "were"}:
        return any(
            token.lower in _AGED for token in scene.tokens[max(0, scene.quantity.first - 6) : scene.quantity.first]
        )
    return people.lower in _AGED


_YOUNG = frozenset("kids children girls boys teenagers youngsters boy girl child man woman daughter son".split())
_LIMITS = frozenset("under over below above".split())
_AGED = frozenset(
    "children child kids babies infants youngsters teenagers adults people persons women men girls boys voters drivers "
    "patients pupils players workers residents citizens users passengers those them anyone everyone anybody everybody "
    "americans britons mothers smokers payers taxpayers pensioners".split()
)


def _is_age_reached(scene: Scene) -> bool:
    """Such as "left school at 16,", "now 34, he believes", "when she was about eight", "At 52, he"."""
    quantity, after = scene.quantity, scene.after()
    closes = after is None or not after.is_word or after.lower in _TIMES
    if not closes or quantity.hyphened or quantity.numeral.scaled or not 1 < quantity.value <= 110:
        return False
    qualified = find_phrase_before(scene.tokens, quantity.first, scene.lexicon.before)
    at = qualified[1] if qualified else quantity.first
    if at == 0 or (after is not None and after.text in HYPHENS and after.glued):
        return False
    verb = scene.tokens[at - 1].lower
    if (verb in _BECOMING and _is_persons(scene, at - 2)) or (
        verb.endswith(_SHORT_BE) and verb[:-2].rstrip("'’") in _SUBJECTS
    ):
        return True
    if not quantity.numeral.digits or quantity.value < _YOUNGEST:
        return False
    if verb in _NOW:
        return verb != "now" or at < 2 or scene.tokens[at - 2].lower not in _BECOMING or _is_persons(scene, at - 3)
    near = {token.lower for token in scene.tokens[max(0, at - _AGE_REACH) : at]}
    if verb in _REACHING and near & _AGES:
        return True
    return verb == "at" and (bool(near & _LIVES) or _goes_on_with_person(scene))


def _is_persons(scene: Scene, index: int) -> bool:
    """Whether the verb behind token `index` has a person for its subject: "she was", "who would have been"."""
    words = scene.tokens[max(0, index - 4) : index + 1]
    chained = bool(words) and words[-1].lower in _MODALS
    while words and words[-1].lower in _MODALS:
        words = words[:-1]
    if not words:
        return False
    after = scene.after()
    if words[-1].lower in _SUBJECTS | _KIN:
        return True
    if words[-1].lower in {"and", "but"}:
        return True  # "left school and is now 44"
    named = words[-1].is_capital and words[-1] is not scene.tokens[0]
    named = named and (chained or (after is not None and after.lower in {"when", "at"}))
    return named or (chained and any(token.lower in _AGES for token in scene.tokens))


def _goes_on_with_person(scene: Scene) -> bool:
    """Whether a sentence tells behind a number whose it is: "at 52, he became mayor", "at 17 when she fled"."""
    link, subject = scene.after(), scene.after(2)
    return bool(link and subject and link.lower in {",", "when"} and subject.lower in _SUBJECTS)


_AGE_REACH = 12
_YOUNGEST = 10
"""Below, a bare number behind "now" or "at" is more often something else."""
_AGES = frozenset("age ages".split())
_REACHING = frozenset("to is was are were at be from of than remain remains".split())
_BECOMING = frozenset("was is am are were be been became turned".split())
_MODALS = frozenset("will would could may might must should have has had 'll just only not now then still also".split())
_SUBJECTS = frozenset("he she who i you they she'll he'll i'll you'll she’ll he’ll i’ll you’ll he'd she'd".split())
_KIN = frozenset(
    "daughter son child wife husband mother father mum dad mom brother sister boy girl baby parents".split()
)
_NOW = frozenset("now also both he's she's who's i'm he’s she’s who’s i’m".split())
_TIMES = frozenset(
    "when at by and or but to this next in on while for until before after because so where he she i they".split()
)
_SHORT_BE = ("'s", "’s", "'m", "’m", "'re", "’re")
_LIVES = frozenset(
    "school dies dead died married born debut career retired retire retires retiring retirement joined orphaned "
    "widowed dying began started adult adults legally".split()
)


def _first_of_list(tokens: Sequence[Token], first: int) -> int:
    """Give the first number of a list that ends with the one at `first`: "aged 22, 25 and 31"."""
    for _ in range(4):
        if first < 2 or tokens[first - 1].lower not in _LIST_LINKS or not tokens[first - 2].is_number:
            break
        first -= 2
    return first


def _last_of_list(scene: Scene, last: int) -> int:
    """Give the last number of a list that begins with the one at `last`: "4, 6, 10 or 12 years old"."""
    tokens = scene.tokens
    if last + 3 < len(tokens) and tokens[last + 1].text == "-" and tokens[last + 2].lower in {"to", "and", "or"}:
        last += 1  # "12- to 35-year-olds"
    for _ in range(4):
        if last + 2 >= len(tokens) or tokens[last + 1].lower not in _LIST_LINKS:
            break
        if not tokens[last + 2].is_number and tokens[last + 2].lower not in scene.lexicon.numbers:
            break
        last += 2
    return last


_LIST_LINKS = frozenset({",", "and", "or", "to", "-", "–", "und", "et", "y", "e", "i", "и"})


def _is_age_unit(scene: Scene) -> bool:
    """Whether the unit is part of an age: "35 Jahre alt"."""
    quantity = scene.quantity
    return any(
        find_phrase(scene.tokens, at, scene.lexicon.ages_after)
        for at in range(quantity.numeral.last + 1, quantity.last + 1)
    )


def _follows_person(scene: Scene) -> bool:
    """Whether years stand behind a person: "un hombre de 35 años", "Léa Morin, 35 ans,"."""
    before, earlier, after = scene.before(), scene.before(2), scene.after()
    if before is None or earlier is None:
        return False
    if before.lower in scene.lexicon.of_words:
        return earlier.lower in scene.lexicon.persons or (
            earlier.text == "," and after is not None and after.text in ",.)"
        )
    closes = after is None or after.text in ",.;)"
    return before.text in {",", "("} and earlier.is_capital and closes


def _follows_name(scene: Scene) -> bool:
    """Such as "Parise, 35, had" and "Parise (35)"."""
    before, after, name = scene.before(), scene.after(), scene.before(2)
    if not before or not name or scene.number.text.startswith("0") or not scene.number.text.isdecimal():
        return False
    if before.text == ",":
        closes = after is None or after.text in ",.;)—–" or after.lower in {"who", "of", "from", "was", "and"}
        lists = scene.before(3)
        return name.is_capital and name.lower not in scene.lexicon.months and closes and not (lists and lists.is_number)
    return before.text == "(" and after is not None and after.text == ")" and name.is_capital


def _is_address(scene: Scene) -> bool:
    if not scene.number.text.isdecimal() or scene.quantity.numeral.scaled or scene.quantity.kind is FigureKind.MONEY:
        return False
    comma, street = scene.after(), scene.after(2)
    if comma is not None and comma.text == "," and street is not None and street.lower in _STREETS_AFTER:
        return True
    for steps in range(1, 6):
        token = scene.after(steps)
        if token is None or not (token.is_capital or token.is_number or token.text == "."):
            return False
        if steps > 1 and token.lower in _STREETS:
            return True
    return False


def _is_named(scene: Scene) -> bool:
    """Such as "Article 50", "No. 10", "Boeing 737", "Channel 4": behind a name or a word that numbers things."""
    quantity, before = scene.quantity, scene.before()
    if quantity.unit.name or quantity.kind is FigureKind.SCORE or quantity.hyphened:
        return False
    if quantity.numeral.scaled:
        return _is_lettered(scene)
    if before and before.text == "." and (short := scene.before(2)) and len(short.text) <= 4:
        before = short
    if before is not None and before.text in {"°", "º"} and (sign := scene.before(2)) and sign.lower == "n":
        return True
    if before is None or not before.is_word or "," in scene.number.text:
        return False
    if any(names(scene, before) for names in (_is_repeated, _is_coded, _is_version, _is_capital_word)):
        return True
    opens = _opens_sentence(scene, before)
    numbers = _numbers_things(scene, before)
    if numbers and ((before.is_capital and not opens) or "." in scene.number.text):
        return True
    if _counts_something(scene):
        return False
    if numbers:
        return not _tells_time(scene, before)
    return not opens and _follows_proper_name(scene, before)


def _is_coded(scene: Scene, before: Token) -> bool:
    """Whether the word before is a product or a line by its letters ("iOne 12", "RE 4719"), or a code goes on."""
    after, second = scene.after(), scene.after(2)
    if before.text[0].islower() and not before.text.islower() and before.text.isascii():
        return "'" not in before.text and "’" not in before.text
    if scene.lexicon.capital_nouns and before.text.isupper() and len(before.text) <= 2 and scene.quantity.is_bare:
        return True
    cites = after is not None and second is not None and after.text.isupper() and len(after.text) > 1
    return cites and second is not None and second.is_number and scene.quantity.is_bare


def _is_repeated(scene: Scene, before: Token) -> bool:
    """Whether the story names something by this word and number more than once."""
    return f"{before.lower} {scene.number.text}" in scene.models


def _numbers_things(scene: Scene, before: Token) -> bool:
    """Whether the word before the number is one behind which things are numbered, also with what "&" ties to it."""
    name = before.lower.replace("’", "'").rpartition("'")[2]
    sign, firm = scene.before(2), scene.before(3)
    if sign is not None and firm is not None and sign.text == "&":
        name = f"{firm.lower}&{name}"
    return name in scene.lexicon.names_before


def _is_version(scene: Scene, before: Token) -> bool:
    """Such as "USB 2.0": no count ends in a nought behind its point."""
    number = scene.number.text
    return before.is_name_like and scene.quantity.is_bare and number.endswith(".0") and len(number) <= len("10.0")


def _is_capital_word(scene: Scene, before: Token) -> bool:
    """Such as "on Five and online": a number in words has a capital amid a sentence only in a name."""
    if scene.quantity.numeral.digits or not scene.number.is_capital or before.is_name_like:
        return False
    return not scene.quantity.numeral.share and _is_plain(scene.tokens)


def _is_plain(tokens: Sequence[Token]) -> bool:
    """Whether so many words are in lower case that a capital says something."""
    return sum(token.is_word and not token.is_capital for token in tokens) * 3 >= len(tokens)


def _is_lettered(scene: Scene) -> bool:
    """Such as "Courtroom 4B": a capital written onto the number of a room, which is no scale."""
    before, last = scene.before(), scene.tokens[scene.quantity.last]
    numbers = before is not None and before.is_capital and before.lower in scene.lexicon.names_before
    return numbers and last.glued and last.text in {"B", "K", "M", "T"}


def _counts_something(scene: Scene) -> bool:
    after = scene.after()
    return after is not None and (_counted(after) or (scene.number.is_capital and is_plural(after.lower)))


def _tells_time(scene: Scene, before: Token) -> bool:
    """Whether the word before only says when: "this week 12 were held"."""
    earlier = scene.before(2)
    return before.lower in {"day", "week", "game", "season"} and earlier is not None and earlier.lower in _WHEN


_WHEN = frozenset("last this that next each per a every the one earlier previous same first".split())
_PLACED = frozenset("in at near from across around inside outside".split())
_HAPPENED = frozenset("were was are died have had did will fled of more others".split())


def _follows_proper_name(scene: Scene, before: Token) -> bool:
    """Whether a word with a capital makes the number a name ("Boeing 737"), and not a place ("in Gaza 35 died")."""
    quantity, after, earlier = scene.quantity, scene.after(), scene.before(2)
    if before.lower.endswith(("'s", "’s")) and not scene.number.is_capital:
        return False
    if not _speaks_english(scene):
        follows = before.is_capital and quantity.numeral.digits and quantity.first > 1
        return follows and not (after and after.is_word)
    if not before.is_name_like or not (quantity.numeral.digits or scene.number.is_capital):
        return quantity.numeral.value == 1 and before.is_capital
    placed = earlier is not None and earlier.lower in _PLACED
    return not (placed and after is not None and after.lower in _HAPPENED)


def _is_in_idiom(scene: Scene) -> bool:
    """Such as "nine times out of ten"."""
    quantity, idioms = scene.quantity, scene.lexicon.idioms
    if not idioms:
        return False
    for start in range(max(0, quantity.first - 5), quantity.first + 1):
        found = find_phrase(scene.tokens, start, idioms, 6)
        if found and found[1] > quantity.first:
            return True
    return False


def _opens_sentence(scene: Scene, before: Token) -> bool:
    """Whether the capital before the number is only the sentence's first letter ("Roughly 13,000", "In 5")."""
    phrase = find_phrase_before(scene.tokens, scene.quantity.first, scene.lexicon.before)
    if phrase:
        return True
    return scene.quantity.first == 1 and (before.lower.endswith("ly") or before.lower in _OPENERS)


_OPENERS = frozenset(
    "did do does is are was were has have will can could would should may must how where why what who meanwhile "
    "however today yesterday now then also instead overall even so yet or nor both still the in at of on with by "
    "from for to a an all some these those its their his her our other another with only just "
    "and but after before since under than when while if as this that there".split()
)


def _is_model(scene: Scene) -> bool:
    quantity = scene.quantity
    if not quantity.numeral.digits or quantity.kind in {FigureKind.MONEY, FigureKind.PERCENT}:
        return False
    if scene.number.text in scene.models and quantity.is_bare:
        return True
    if quantity.kind is FigureKind.SCORE or quantity.kind is FigureKind.RANGE:
        return scene.number.text in scene.models
    return quantity.unit.name == "inch" and quantity.hyphened and _names_product(scene)


def _names_product(scene: Scene) -> bool:
    after = scene.after()
    return bool(after and (after.is_capital or after.lower in {"model", "models", "version", "versions"}))


def _is_window(scene: Scene) -> bool:
    """Such as "The last six months", "first 18 games", "top 10"."""
    before, quantity = scene.before(), scene.quantity
    if before is None or quantity.kind in {FigureKind.MONEY, FigureKind.PERCENT, FigureKind.SCORE}:
        return False
    if before.lower in {"few", "full"} and (earlier := scene.before(2)):
        before = earlier
    if before.lower in scene.lexicon.windows:
        return True
    if scene.lexicon.dense and ends_with(scene.tokens, quantity.first, scene.lexicon.windows):
        return True
    if not _speaks_english(scene) and (after := scene.after()) and after.lower in scene.lexicon.windows:
        return True
    if before.lower in _LOOSE_WINDOWS and (opener := scene.before(2)) and opener.lower in {"the", "a", "these", "its"}:
        return True
    if quantity.kind is not FigureKind.DURATION:
        return False
    return _is_averaged(scene, before) or _is_maturity(scene) or _is_reported(scene, before)


def _is_reported(scene: Scene, before: Token) -> bool:
    """Whether a time is what a report covers: "the 26 weeks to June 30", "the nine months ended in March"."""
    after, second = scene.after(), scene.after(2)
    if before.lower not in {"the", "for"} or after is None or second is None:
        return False
    if after.lower in {"ended", "ending"}:
        return True
    return after.lower in {"to", "through"} and (second.is_number or second.lower in scene.lexicon.months)


def _is_maturity(scene: Scene) -> bool:
    """Whether a time names a bond: "the 10-year yield"."""
    after = scene.after()
    return scene.quantity.hyphened and after is not None and after.lower in _BONDS


_LOOSE_WINDOWS = frozenset("following coming opening closing top latest".split())
_BONDS = frozenset("bond bonds yield yields treasury treasuries gilt gilts bund bunds note notes".split())
_STRETCHES = frozenset("average period stretch window span moving rolling timeframe".split())


def _is_averaged(scene: Scene, before: Token) -> bool:
    """Whether a time is only what something is averaged or observed over: "over the course of 12 months"."""
    after, earlier = scene.after(), scene.before(2)
    if after and after.lower in _STRETCHES:
        return True
    return before.lower == "of" and bool(earlier and earlier.lower in {"course", "period", "span", "space"})


_BASES = frozenset({100, 1_000, 10_000, 100_000, 1_000_000})


def _speaks_english(scene: Scene) -> bool:
    return not scene.lexicon.year_before and not scene.lexicon.dense


def _is_denominator(scene: Scene) -> bool:
    """Such as "Per 1,000", "for every 100", "one in 10"."""
    before, earlier = scene.before(), scene.before(2)
    if before is None:
        return False
    if before.lower in scene.lexicon.per_words and scene.quantity.kind is not FigureKind.MONEY:
        return before.lower in {"per", "je", "cada", "ogni"} or scene.quantity.value in _BASES
    whole = scene.before(3)
    if before.lower == "sur" and whole is not None and whole.lower in {"un", "une"}:
        return True
    if before.lower == "in" and scene.quantity.kind is FigureKind.COUNT:
        return any(
            token.lower in {"one", "1"}
            for token in scene.tokens[max(0, scene.quantity.first - 4) : scene.quantity.first]
        )
    return bool(before.lower == "every" and earlier and earlier.lower in {"for", "in", "of", "out"})


def _is_span_of_limit(scene: Scene) -> bool:
    """Such as "More than 100,000 e-mails in 30 days": the time in which something else is counted."""
    before, quantity = scene.before(), scene.quantity
    if quantity.kind is not FigureKind.DURATION or before is None or before.lower not in {"in", "every"}:
        return False
    if before.lower == "every":
        return True
    near = scene.tokens[max(0, quantity.first - 6) : quantity.first - 1]
    limited = any(token.lower in {"than", "over", "exceeding"} for token in near)
    return limited and quantity.unit.name in {"day", "hour", "minute", "week"} and any(t.is_number for t in near)


def _is_idle_one(scene: Scene) -> bool:
    """Such as "One of", "one day", "no one": a pronoun; not "one person died" nor "one million"."""
    quantity = scene.quantity
    if quantity.numeral.digits or quantity.numeral.share or quantity.numeral.value != 1 or quantity.numeral.scaled:
        return False
    after, before = scene.after(), scene.before()
    if quantity.unit.name:
        counted = scene.number.lower in scene.lexicon.articles  # "a decade" was read as one on purpose
        return quantity.kind is FigureKind.DURATION and not quantity.hyphened and not counted
    if before is not None and before.lower in {"no", "any", "every", "each", "the", "this", "that", "only", "at"}:
        return True
    near = {token.lower for token in scene.tokens[quantity.last + 1 : quantity.last + 7]}
    return after is None or not (
        after.lower in _EVENTS or (after.lower in _PERSONS | _ONE_COUNTS and near & _ONE_COUNTS)
    )


def _is_idiom(scene: Scene) -> bool:
    """Such as "Two-class", "two-on-one", "in half", "third party"."""
    quantity = scene.quantity
    after, before = scene.after(), scene.before()
    if quantity.high is not None:
        return quantity.value == quantity.high == 50
    if _is_vague_two(scene):
        return True
    if quantity.numeral.share:
        return not scene.lexicon.sure_shares and not _is_share(scene)
    tied = before and before.text in HYPHENS and before.glued and scene.tokens[quantity.first].glued
    if tied and quantity.unit.name != "magnitude":
        return True
    if quantity.hyphened and not quantity.unit.name:
        noun = scene.after(2)
        return noun is None or noun.lower in _IDIOM_TIED or noun.text == "D" or not quantity.numeral.digits
    if quantity.unit.name == "foot" and quantity.hyphened and after and after.text in HYPHENS:
        return True
    return bool(after and not quantity.numeral.digits and quantity.numeral.value < 10 and after.lower == "fold")


_NO_SHARE_AFTER = frozenset(
    "first second other better third top bottom in an a latter last this that the each opening".split()
)


def _is_vague_two(scene: Scene) -> bool:
    """Such as "one or two things", "a day or two", "the two of them", "the two have met", "snapped in two"."""
    quantity, before, after, second = scene.quantity, scene.before(), scene.after(), scene.after(2)
    if quantity.numeral.digits or before is None or quantity.numeral.value > 3:
        return False
    if before.lower == "or" and quantity.numeral.value == 2:
        return True
    if before.lower == "in" and quantity.numeral.value == 2 and not quantity.unit.name:
        return after is None or not after.is_word or after.lower in _SPLIT_ENDS  # "snapped in two"
    if before.lower != "the" or after is None:
        return False
    named = after.lower == "of" and second is not None and second.lower in {"them", "us", "you"}
    return named or (not quantity.unit.name and after.lower in _AUXILIARIES)


_SPLIT_ENDS = frozenset("by after with or and when as while over during".split())
_AUXILIARIES = frozenset("are were have had will would can could did do also never both".split())


def _is_wholly(scene: Scene) -> bool:
    """Such as "100% certain", "cleared him 100%"."""
    quantity, before, after = scene.quantity, scene.before(), scene.after()
    if quantity.unit.name != "%" or quantity.value != 100 or quantity.high is not None:
        return False
    if after is not None and after.is_word:
        return after.lower in _SURE
    return before is not None and before.lower in _GIVEN


_SURE = frozenset(
    "certain sure fit behind committed right wrong convinced positive honest clear focused focussed ready healthy "
    "confident safe correct true happy natural impossible vegan genuine dedicated satisfied recovered".split()
)
_GIVEN = frozenset("him her it them us me you give gives gave given giving feel feeling feels felt".split())


def _is_list_number(scene: Scene) -> bool:
    """Whether the sentence is a point of a list and this its number: "2. The vote", "two issues: 1) Limits"."""
    after = scene.after()
    if not scene.quantity.is_bare or after is None:
        return False
    if scene.quantity.first > 0:
        behind = reversed(scene.tokens[: scene.quantity.first])
        opened = next((token.text for token in behind if token.text in "()"), ")") == "("
        return after.text == ")" and after.glued and not opened
    return after.text in {".", ")"} and after.glued


def _is_share(scene: Scene) -> bool:
    """Whether "half", "a third" and the like are a part of something counted, not a period or an idiom."""
    before, after = scene.before(), scene.after()
    inside = scene.tokens[scene.quantity.first + 1 : scene.quantity.last + 1]
    if scene.tokens[scene.quantity.last].lower.endswith("s") or any(token.lower in {"in", "of"} for token in inside):
        return True
    if scene.number.lower == "one" and after is not None and after.lower != "time":
        return True  # "a one-fifth stake"
    if before and before.lower in _NO_SHARE_AFTER:
        return False
    if after is None or (after.text in HYPHENS and after.glued):
        return False
    qualified = find_phrase_before(scene.tokens, scene.quantity.first, scene.lexicon.before) is not None
    if after.lower in _SHARE_OF or _is_changed_by(before, after):
        return True
    return (
        qualified
        or after.lower in {"the", "its", "their", "his", "her", "said"}
        or (before is not None and before.lower == "by")
    )


def _is_changed_by(before: Token | None, after: Token) -> bool:
    """Such as "down a third this year", but not "lost a third game"."""
    ends = not after.is_word or after.lower in _SHARE_ENDS
    return ends and before is not None and before.lower in _CHANGED


_SHARE_OF = frozenset("of more less fewer higher lower larger bigger smaller cheaper".split())
_SHARE_ENDS = frozenset("this last since in from over and on to while after against compared".split())
_CHANGED = frozenset("down up lost fell fallen rose risen gained shed cut shrank grew grown dropped jumped".split())


def _is_title(scene: Scene) -> bool:
    """Such as "Two and a Half Men" behind a quotation mark: number word and next word with capitals."""
    before, after = scene.before(), scene.after()
    tokens, quantity = scene.tokens, scene.quantity
    if before is None or after is None:
        return False
    if _is_capital_unit(scene) and after.is_capital:
        return True
    if before.text in _OPEN_QUOTES and scene.number.is_capital and _ends_quote(scene):
        return True
    word = tokens[quantity.numeral.last + 1] if quantity.unit.name and not scene.number.is_capital else after
    if before.text in _OPEN_QUOTES:
        closes = any(token.text in {'"', "”", "’", "»"} for token in tokens[quantity.last + 1 : quantity.last + 7])
        return closes and word.is_capital and (scene.number.is_capital or scene.quantity.numeral.digits)
    if not scene.number.is_capital or not word.is_capital:
        return False
    if not (before.is_word or before.is_number or before.text == ","):
        return False
    return _is_plain(tokens)


_OPEN_QUOTES = frozenset({'"', "“", "‘", "«"})


def _ends_quote(scene: Scene) -> bool:
    """Whether nothing but a comma stands between the number and the end of its quotation: "the album "Four,""."""
    after, second = scene.after(), scene.after(2)
    mark = second if after is not None and after.text in {",", "."} else after
    return mark is not None and mark.text in {'"', "”", "’", "»"}


def _is_capital_unit(scene: Scene) -> bool:
    """Whether the unit has a capital where not all words have: "the film 24 Hour Party People"."""
    quantity, unit = scene.quantity, scene.tokens[scene.quantity.last]
    if (
        quantity.kind not in {FigureKind.DURATION, FigureKind.MEASURE}
        or quantity.hyphened
        or not _speaks_english(scene)
    ):
        return False
    plain = any(token.text.islower() and len(token.text) > 3 for token in scene.tokens)
    return plain and unit.is_capital and len(unit.text) > 3


def _is_race(scene: Scene) -> bool:
    """Such as "the 200m champion", "in the 1500m," and "10,000 metres bronze medal": a distance that names an event."""
    quantity, before, after = scene.quantity, scene.before(), scene.after()
    if quantity.numeral.scaled and scene.tokens[quantity.last].text in {"K", "k"} and after is not None:
        return after.lower in RACES | {"run", "walk"}  # "a 10K race"
    if quantity.unit.name != "m" or quantity.high is not None or quantity.value not in _TRACKS:
        return False
    listed = (token for token in scene.tokens[quantity.last + 1 :][:_RACES_REACH] if not _lists(token))
    noun = next(listed, None)
    if noun is not None and (
        noun.lower in RACES or (noun.is_word and (second := next(listed, None)) and second.lower in RACES)
    ):
        return True
    if before is None or (after is not None and after.lower == "of" and scene.tokens[quantity.last].text != "m"):
        return False
    if before.lower not in {"the", "indoor", "outdoor"} and not before.lower.endswith(("'s", "’s", "s'", "s’")):
        return False
    return after is None or not after.is_word or after.lower in _SMALL


def _lists(token: Token) -> bool:
    """Whether a token belongs to a list of distances: "the 1500m and 5,000m titles"."""
    return token.is_number or token.lower in {"m", "metre", "metres", "meter", "meters", "and", "or", ",", "-"}


_RACES_REACH = 8
_TRACKS = frozenset({50, 60, 100, 110, 200, 400, 800, 1500, 3000, 5000, 10_000})
_SMALL = frozenset(
    "in at and or on of for but with when as by is was will would he she i after before where while who because if "
    "this last mark".split()
)


def _is_phone(scene: Scene) -> bool:
    """Such as "(555) 448-5555" and "555-0123"."""
    quantity, tokens, number = scene.quantity, scene.tokens, scene.number
    if quantity.kind in {FigureKind.RANGE, FigureKind.SCORE} and quantity.last == quantity.first + 2:
        dash, third = scene.after(), scene.after(2)
        goes_on = dash is not None and third is not None and dash.text in HYPHENS and dash.glued and third.is_number
        if third is not None and goes_on and len(third.text) > 2:
            return True
        return len(number.text) == 3 and len(tokens[quantity.last].text) == 4
    before, after, second = scene.before(), scene.after(), scene.after(2)
    if quantity.is_bare and number.text in _EMERGENCY and _is_called(scene):
        return True
    if quantity.is_bare and number.text == "911" and not (after and after.is_word):
        return True
    if before is not None and after is not None and after.is_number and (before.text == "+" or before.is_number):
        return True
    if not quantity.is_bare or after is None or second is None or not second.is_number or len(number.text) != 3:
        return False
    if after.text in HYPHENS:
        return after.glued and second.glued and len(second.text) in {3, 4}
    return before is not None and before.text == "(" and after.text == ")" and len(second.text) == 3


_EMERGENCY = frozenset("911 999 112 110 119 988".split())
_CALLS = frozenset("call called calls calling caller callers dial dialed dialled dispatcher dispatchers".split())


def _is_called(scene: Scene) -> bool:
    index = scene.quantity.first
    return any(token.lower in _CALLS for token in scene.tokens[max(0, index - 4) : index + 3])


def _is_footnote(scene: Scene) -> bool:
    before, after = scene.before(), scene.after()
    return bool(before and after and before.text == "[" and after.text == "]" and scene.quantity.is_bare)


def _is_ordinal(scene: Scene) -> bool:
    """Such as "3. Oktober", "3.º", "5-й": an ordinal in figures."""
    quantity, after, second = scene.quantity, scene.after(), scene.after(2)
    if after is None:
        return False
    if quantity.unit.name == "degree" and after.lower in _PLACES:
        return True
    if not quantity.is_bare:
        return False
    if after.text in HYPHENS and after.glued and second and second.glued and second.lower in _ORDINAL_ENDS:
        return True
    if after.text in {"º", "ª", "°"} and after.glued and scene.lexicon.decimal == ",":
        return not (second and second.lower == "c")
    if not scene.lexicon.ordinal_dot or after.text != "." or not after.glued or second is None:
        return False
    return quantity.value < 100 and second.is_word


_PLACES = frozenset(
    "posto piano giro minuto turno anniversario secolo gol successo puesto lugar aniversario siglo piso andar título "
    "posição edição lugar trimestre semestre round".split()
)
_ORDINAL_ENDS = frozenset("й я е го му м х ю ой ая ый ий га та ма та ї ю те тя".split())


_RULES: tuple[Callable[[Scene], bool], ...] = (
    _is_part_of_word,
    _is_format,
    _is_nothing,
    _is_date,
    _is_numeric_date,
    _is_clock,
    _is_bare_hour,
    _is_past_hour,
    _is_game_minute,
    _is_decade,
    _is_age,
    _is_year,
    _is_old_year,
    _is_era_year,
    _is_window,
    _is_model,
    _is_named,
    _is_address,
    _is_denominator,
    _is_span_of_limit,
    _is_idle_one,
    _is_idiom,
    _is_wholly,
    _is_in_idiom,
    _is_list_number,
    _is_title,
    _is_race,
    _is_phone,
    _is_footnote,
    _is_ordinal,
)
