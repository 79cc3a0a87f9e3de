"""Numbers that tell when: dates, years, decades, times of day and of a game."""

from collections.abc import Callable, Sequence

from summarizer.figures.lexicon.conjunctions import JOINS
from summarizer.figures.quantities import HYPHENS
from summarizer.figures.scene import OLDEST, Scene, is_counted, speaks_english
from summarizer.figures.tokens import Token, find_phrase, find_phrase_before
from summarizer.model import FigureKind

_YEAR_WORDS = frozenset(
    "in since by from until till during before after of early late mid through to and or for the between circa around "
    "year fiscal ended ending spring summer autumn fall winter november december january february march april may june "
    "july august september october".split()
)


def find_moments(scenes: Sequence[Scene]) -> frozenset[int]:
    """Give which numbers are days or hours because the one behind them is."""
    found: set[int] = set()
    for index in range(len(scenes) - 1, 0, -1):
        first, scene = scenes[index - 1].quantity, scenes[index]
        linked = not first.unit.name and first.high is None
        linked = linked and (first.value <= _MOST_DAYS or len(scenes[index - 1].number.text) == _CLOCK_DIGITS)
        linked = linked and not first.hyphened and first.last + 2 == scene.quantity.first
        if not linked or scene.tokens[first.last + 1].lower not in _SPAN_LINKS:
            continue
        if index in found or any(rule(scene) for rule in (_is_date, _is_clock, _is_bare_hour)):
            found.add(index - 1)
    return frozenset(found)


_MOST_DAYS = 31
_CLOCK_DIGITS = 4
_SPAN_LINKS = JOINS | frozenset("та ve to until till through & , - – bis au al a à tot do til по до".split())


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
    if names & (months - (_MONTHS_TOO if speaks_english(scene) else _FOREIGN_MONTHS_TOO)):
        return True
    return bool(names & months) and any(t and t.is_capital and t.lower in months for t in (before, after))


_MONTHS_TOO = frozenset("may march mar mars sep set".split())
_FOREIGN_MONTHS_TOO = frozenset("mar sep set".split())
"""Months that are other words too."""


def _is_numeric_date(scene: Scene) -> bool:
    """Such as "24/03/2024", "2024-03-24", "9/11", "24/7"."""
    number, after = scene.number, scene.after()
    if "·" in number.text and scene.quantity.is_bare:
        return True  # "5·18", as Korean and Chinese name days
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
        return not (before.lower in {"of", "to", "and", "or", "for", "the", "from", "after"} and is_counted(after))
    return not is_counted(after)


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
        return len(scene.number.text) == 4 and speaks_english(scene) and not is_counted(scene.after())
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


def _is_decade(scene: Scene) -> bool:
    """Such as "1990s", "the '90s", "les années 80", "90-talet", "90年代"."""
    quantity, before, after = scene.quantity, scene.before(), scene.after()
    if quantity.high is not None or quantity.numeral.scaled:
        return False
    if before is not None and before.lower in scene.lexicon.decades_before:
        return not quantity.unit.name and quantity.value % 10 == 0 and quantity.value >= _EARLIEST_TENS
    if after is None or not after.glued or not quantity.numeral.digits:
        return False
    if quantity.unit.name == "week" and after.text == "年":
        return True  # "80周年", an anniversary
    if after.text in HYPHENS or after.text in _MINUTE_MARKS:
        ending = scene.after(2)
        return ending is not None and ending.glued and ending.lower in scene.lexicon.decades_after
    return after.lower in {"s", "'s", "er", "ern"} or (scene.lexicon.dense and after.text in _AGES_OF_TIME)


_EARLIEST_TENS = 20
_AGES_OF_TIME = frozenset("代世")


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
    if before and before.text == ":" and scene.tokens[quantity.first].glued:
        return True
    if after is None:
        return False
    if after.text == ":" and after.glued and (second := scene.after(2)) and second.is_number and second.glued:
        return True
    if after.lower == "local" and (second := scene.after(2)) and second.lower == "time":
        return True
    behind = quantity.last + 1 + (after.text == "(")
    if after.lower in scene.lexicon.clock_after or find_phrase(scene.tokens, behind, _HALVES_OF_DAY):
        return quantity.value < 2400
    return False


def _is_spoken_hour(scene: Scene) -> bool:
    """Such as "halb acht", "alle 8 di sera", "a las ocho de la tarde", "5時45分"."""
    quantity, before, after = scene.quantity, scene.before(), scene.after()
    if before is None:
        return False
    if scene.lexicon.dense and before.text in _HOURS:
        return quantity.unit.name == "minute" or (after is not None and after.text == "分")
    if quantity.unit.name or quantity.value > _HOURS_OF_DAY or speaks_english(scene):
        return False
    if before.lower in _HALF_TO:
        return not quantity.numeral.digits
    parts = after is not None and after.lower in _PARTS_LINKS and before.lower in scene.lexicon.clock_before
    return parts and (part := scene.after(2)) is not None and part.lower in _DAY_PARTS


_HOURS = frozenset("時时点點")
_HOURS_OF_DAY = 24
_HALF_TO = frozenset("halb half halv".split())
_PARTS_LINKS = frozenset("di del della de da du".split())
_DAY_PARTS = frozenset(
    "sera mattina mattino notte pomeriggio la madrugada mañana tarde noche noite manhã matin soir l'après tarde".split()
)


def _is_bare_hour(scene: Scene) -> bool:
    """Such as "at three in the morning", "kicks off at 1330", and "at 4" where another time of day is told."""
    before, after, text = scene.before(), scene.after(), scene.number.text
    if not scene.quantity.unit.name and find_phrase(scene.tokens, scene.quantity.last + 1, _PARTS_OF_DAY):
        return 0 < scene.quantity.value <= 12
    if before is None or before.lower != "at" or not scene.quantity.is_bare or not text.isdecimal():
        return False
    if len(text) == _CLOCK_DIGITS:
        told = int(text[:2]) < _HOURS_OF_DAY and int(text[2:]) < 60 and not is_counted(after)
    else:
        told = scene.quantity.value <= 12 and not (after is not None and after.is_word)
    return told and any(_tells_clock(scene.tokens, index) for index in range(len(scene.tokens)))


def _tells_clock(tokens: Sequence[Token], index: int) -> bool:
    """Whether what stands at `index` makes the number before it a time of day, or speaks of one."""
    token = tokens[index]
    if token.lower in _CLOCK_CUES:
        return True
    if not index or not tokens[index - 1].is_number:
        return False
    return (token.text == ":" and token.glued) or find_phrase(tokens, index, _HALVES_OF_DAY) is not None


_CLOCK_CUES = frozenset("gmt bst utc cet kick kicks starts start begins midnight noon o'clock o’clock".split())


def _is_past_hour(scene: Scene) -> bool:
    """Such as "ten past six", "half past four", "a quarter to nine": either number."""
    before, minutes, after, hour = scene.before(), scene.before(2), scene.after(), scene.after(2)
    numbers = scene.lexicon.numbers
    if after is not None and hour is not None and after.lower == "past":
        told = hour.lower in numbers or hour.is_number
        return told and scene.quantity.unit.name in {"", "minute", "%"} and not is_counted(scene.after(3))
    if before is None or minutes is None or scene.quantity.value > 12 or not speaks_english(scene):
        return False
    if is_counted(after):
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


MOMENTS: tuple[Callable[[Scene], bool], ...] = (
    _is_date,
    _is_numeric_date,
    _is_clock,
    _is_bare_hour,
    _is_spoken_hour,
    _is_past_hour,
    _is_game_minute,
    _is_decade,
    _is_year,
    _is_old_year,
    _is_era_year,
)
"""The rules that say whether a number tells when."""
