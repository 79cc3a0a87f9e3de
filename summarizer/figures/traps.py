"""Numbers that are not figures: dates, clock times, ages, addresses, models, names, look-back windows, idioms.

Every rule sees one number where it stands and says whether it is such a thing; the first that does wins.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from summarizer.figures.lexicon.base import Lexicon
from summarizer.figures.quantities import HYPHENS, Quantity, is_plural
from summarizer.figures.tokens import Token, find_phrase, find_phrase_before
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

    `models` are the numbers that the story uses as names elsewhere ("787-9"), `opening` says that the sentence opens
    with a list number when its first token is one.
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

    What "and" ties to a trap is one too, unless a noun of its own follows ("Articles 5 and 6", "March 3 and 4").
    """
    dropped = -1
    for quantity in quantities:
        scene = Scene(tokens=tokens, quantity=quantity, lexicon=lexicon, models=models)
        tied = dropped >= 0 and dropped + 2 == quantity.first and _ties(scene, tokens[dropped + 1])
        if is_trap(scene) or (tied and not quantity.unit.name and quantity.high is None and not _counts_on(scene)):
            dropped = quantity.last
        else:
            yield quantity


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
    if (before.is_number and not before.glued and not token.glued) or _is_dashed_name(tokens, index):
        return True
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return len(token.text) == 3 and before.lower in {"the", "a", "its"} and _is_singular(after)


def _is_singular(after: Token | None) -> bool:
    """Whether one thing or a product follows, so that a number before it names it and does not count."""
    if after is None or not after.is_word or after.glued:
        return False
    return after.lower in _PRODUCTS or not is_plural(after.lower)


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
    """Such as "A350", "777x", "COVID-19", "G7", "1990s", "10th", "3D", "#1", "@5", "v2"."""
    after, quantity = scene.after(), scene.quantity
    if _hangs_on_sign(scene):
        return True
    if not quantity.numeral.digits or after is None or not after.glued or quantity.hyphened:
        return False
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
    if before.text == "+":
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
    if quantity.numeral.scaled or quantity.value > 2100:
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
    if quantity.is_bare and _is_of_era(scene):
        return True
    if not quantity.is_bare or quantity.hyphened or not 1500 <= quantity.value <= 2200:
        return False
    before, after = scene.before(), scene.after()
    if before and before.text == "," and (day := scene.before(2)) and day.is_number and len(day.text) <= 2:
        return True
    if scene.lexicon.year_before or scene.lexicon.dense:
        return _is_foreign_year(scene)
    if 1900 <= quantity.value < 2100 and quantity.value % 100 and not _is_qualified(scene):
        return True
    if before and before.lower in _YEAR_WORDS:
        return not (before.lower in {"of", "to", "and", "or", "for", "the", "from", "after"} and _counted(after))
    return not _counted(after)


def _is_of_era(scene: Scene) -> bool:
    """Such as "3290 BC", also as the first of two years: "between 3310 and 3290 BC"."""
    behind = scene.tokens[scene.quantity.last + 1 : scene.quantity.last + 4]
    for token in behind:
        if token.text in _ERAS:
            return True
        if token.lower not in {"and", "to", "or", "-", "–"} and not token.is_number:
            break
    return False


_ERAS = frozenset("BC BCE CE AD".split())


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
_HALVES_OF_DAY = dict.fromkeys(("a.m", "p.m", "a.m.", "p.m.", "a. m.", "p. m."), True)


def _is_age(scene: Scene) -> bool:
    quantity, tokens = scene.quantity, scene.tokens
    if quantity.kind is FigureKind.MONEY:
        return False
    after = {quantity.numeral.last + 1, _last_of_list(scene, quantity.last) + 1}
    if quantity.last != quantity.numeral.last and quantity.high is None:
        after = {quantity.numeral.last + 1}
    if quantity.value > OLDEST and quantity.unit.name in {"", "year"}:
        return False  # a bridge, not a man
    if any(find_phrase(tokens, at, scene.lexicon.ages_after) for at in after):
        return True
    if quantity.value > OLDEST or quantity.numeral.scaled:
        return False
    if quantity.unit.name == "year" and (_is_age_unit(scene) or _follows_person(scene) or _is_german_limit(scene)):
        return True
    if find_phrase_before(tokens, _first_of_list(tokens, quantity.first), scene.lexicon.ages_before, 4):
        return True
    if not quantity.unit.name and _is_age_limit(scene):
        return True
    return quantity.is_bare and quantity.value > 0 and (_follows_name(scene) or _is_age_reached(scene))


def _is_german_limit(scene: Scene) -> bool:
    """Such as "Menschen ab 16 Jahren"."""
    before = scene.before()
    return scene.lexicon.capital_nouns and before is not None and before.lower == "ab"


def _is_age_limit(scene: Scene) -> bool:
    """Such as "children under five accounted for", "most of them over 65"."""
    before, people, after = scene.before(), scene.before(2), scene.after()
    if before is None or people is None or before.lower not in _LIMITS or people.lower not in _AGED:
        return False
    return after is None or not after.is_word or not _counted(after)


_LIMITS = frozenset("under over below above".split())
_AGED = frozenset(
    "children child kids babies infants youngsters teenagers adults people persons women men girls boys voters drivers "
    "patients pupils players workers residents citizens users passengers those them anyone everyone anybody everybody "
    "americans britons mothers smokers".split()
)


def _is_age_reached(scene: Scene) -> bool:
    """Such as "left school at 16," and "now 34, he believes"."""
    before, after = scene.before(), scene.after()
    closes = after is None or after.text in {",", ".", ";"} or after.lower in _TIMES
    if before is None or not closes or not 10 <= scene.quantity.value <= 110:
        return False
    near = {token.lower for token in scene.tokens[max(0, scene.quantity.first - 8) : scene.quantity.first]}
    if before.lower == "to" and near & {"age", "ages"}:
        return True  # "raise the retirement age to 67"
    if before.lower in {"was", "is", "be", "became"} and (subject := scene.before(2)):
        return subject.lower in _SUBJECTS
    return before.lower in _NOW or (before.lower == "at" and bool(near & _LIVES))


_SUBJECTS = frozenset("he she who i you and she'll he'll will would".split())
_NOW = frozenset("now also he's she's who's i'm he’s she’s who’s i’m".split())
_TIMES = frozenset("when at by and or but to".split())
_LIVES = frozenset(
    "school dies dead died married born debut career retired joined orphaned widowed dying began started".split()
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
    if _is_coded(scene, before):
        return True
    opens = _opens_sentence(scene, before)
    numbers = before.lower.replace("’", "'").rpartition("'")[2] in scene.lexicon.names_before
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
    "the in at of on with by from for to a an all some these those its their his her our other another with only just "
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
    """Such as "one or two things", "a day or two", "the two of them"."""
    quantity, before, after, second = scene.quantity, scene.before(), scene.after(), scene.after(2)
    if quantity.numeral.digits or before is None or quantity.numeral.value > 3:
        return False
    if before.lower == "or" and quantity.numeral.value == 2:
        return True
    named = after is not None and after.lower == "of" and second is not None and second.lower in {"them", "us", "you"}
    return before.lower == "the" and named


def _is_list_number(scene: Scene) -> bool:
    """Whether the sentence is a point of a list and this its number: "2. The vote"."""
    after = scene.after()
    if scene.quantity.first > 0 or not scene.quantity.is_bare or after is None:
        return False
    return after.text in {".", ")"} and after.glued


def _is_share(scene: Scene) -> bool:
    """Whether "half", "a third" and the like are a part of something counted, not a period or an idiom."""
    before, after = scene.before(), scene.after()
    inside = scene.tokens[scene.quantity.first + 1 : scene.quantity.last + 1]
    if scene.tokens[scene.quantity.last].lower.endswith("s") or any(token.lower in {"in", "of"} for token in inside):
        return True
    if before and before.lower in _NO_SHARE_AFTER:
        return False
    if after is None or (after.text in HYPHENS and after.glued):
        return False
    qualified = find_phrase_before(scene.tokens, scene.quantity.first, scene.lexicon.before) is not None
    if after.lower == "of" or _is_changed_by(before, after):
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
    word = tokens[quantity.numeral.last + 1] if quantity.unit.name and not scene.number.is_capital else after
    if before.text in {'"', "“", "‘", "«"}:
        closes = any(token.text in {'"', "”", "’", "»"} for token in tokens[quantity.last + 1 : quantity.last + 7])
        return closes and word.is_capital and (scene.number.is_capital or scene.quantity.numeral.digits)
    if not scene.number.is_capital or not word.is_capital or not (before.is_word or before.is_number):
        return False
    return sum(token.is_word and not token.is_capital for token in tokens) * 3 >= len(tokens)


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


def _is_phone(scene: Scene) -> bool:
    """Such as "(555) 448-5555" and "555-0123"."""
    quantity, tokens, number = scene.quantity, scene.tokens, scene.number
    if quantity.kind in {FigureKind.RANGE, FigureKind.SCORE} and quantity.last == quantity.first + 2:
        return len(number.text) == 3 and len(tokens[quantity.last].text) == 4
    before, after, second = scene.before(), scene.after(), scene.after(2)
    if quantity.is_bare and number.text in _EMERGENCY and _is_called(scene):
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
    _is_past_hour,
    _is_game_minute,
    _is_decade,
    _is_age,
    _is_year,
    _is_window,
    _is_model,
    _is_named,
    _is_address,
    _is_denominator,
    _is_span_of_limit,
    _is_idle_one,
    _is_idiom,
    _is_in_idiom,
    _is_list_number,
    _is_title,
    _is_phone,
    _is_footnote,
    _is_ordinal,
)
