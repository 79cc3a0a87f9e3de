"""Numbers that are ages: "aged 22", "when she was eight", "at 52, he", "12- to 35-year-olds", "children under five"."""

from collections.abc import Sequence

from summarizer.figures.lexicon.conjunctions import JOINS
from summarizer.figures.quantities import HYPHENS
from summarizer.figures.scene import OLDEST, Scene, counts_something
from summarizer.figures.tokens import Token, find_phrase, find_phrase_before
from summarizer.model import FigureKind


def is_age(scene: Scene) -> bool:
    """Whether the number is the age of somebody, or a limit of ages."""
    quantity, value = scene.quantity, scene.quantity.value
    if quantity.kind is FigureKind.MONEY or (value > OLDEST and (quantity.unit.name in {"", "year"})):
        return False  # a bridge, not a man
    if _is_statistic(scene):
        return False
    if _says_age_behind(scene):
        return True
    if value > OLDEST or quantity.numeral.scaled:
        return False
    if quantity.unit.name == "year" and any(rule(scene) for rule in _OF_YEARS):
        return True
    if _says_age_before(scene):
        return True
    if quantity.unit.name:
        return False
    return _is_age_span(scene) or _is_age_limit(scene) if quantity.high is not None else _is_bare_age(scene)


def _is_statistic(scene: Scene) -> bool:
    """Such as "a median age of 30.4 years", "the average age of the farmers is 58"."""
    near = {token.lower for token in scene.tokens[max(0, scene.quantity.first - _AGE_REACH) : scene.quantity.first]}
    return "age" in near and bool(near & _MEANS)


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
    if before is None or people is None or counts_something(scene):
        return False
    if before.lower == "of":
        after = scene.after()
        closes = after is None or not after.is_word or after.lower in _TIMES
        return closes and people.lower in _YOUNG and scene.quantity.value <= OLDEST
    if before.lower not in _LIMITS:
        return False
    if people.lower in {"are", "were"}:
        return any(
            token.lower in _AGED for token in scene.tokens[max(0, scene.quantity.first - 6) : scene.quantity.first]
        )
    return people.lower in _AGED


_YOUNG = frozenset("kids children girls boys teenagers youngsters boy girl child man woman daughter son".split())
_MEANS = frozenset({"median", "average", "mean"})
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
    if quantity.numeral.digits and not scene.number.text.isdecimal():
        return False
    if not closes or quantity.hyphened or quantity.numeral.scaled or not 1 < quantity.value <= 110:
        return False
    qualified = find_phrase_before(scene.tokens, quantity.first, scene.lexicon.before)
    at = qualified[1] if qualified else quantity.first
    while at > 1 and scene.tokens[at - 1].lower in _ADVERBS:
        at -= 1
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
    """Whether a sentence tells behind a number whose it is: "at 52, he became mayor", "At 17, Mira fled"."""
    link, subject = scene.after(), scene.after(2)
    if link is None or subject is None or link.lower not in {",", "when"}:
        return False
    opens = scene.quantity.first == 1 or not scene.tokens[scene.quantity.first - 2].is_word
    return subject.lower in _SUBJECTS or (opens and link.text == "," and subject.is_capital)


_ADVERBS = frozenset("only just not yet already still barely even".split())
_AGE_REACH = 12
_YOUNGEST = 10
"""Below, a bare number behind "now" or "at" is more often something else."""
_AGES = frozenset("age ages".split())
_REACHING = frozenset("to is was are were at be from of than remain remains".split())
_BECOMING = frozenset("was is am are were be been became turned".split())
_MODALS = frozenset(
    "will would could may might must should have has had 'll just only not now then still also yet barely".split()
)
_SUBJECTS = frozenset("he she who i you they she'll he'll i'll you'll she’ll he’ll i’ll you’ll he'd she'd".split())
_KIN = frozenset(
    "daughter son child wife husband mother father mum dad mom brother sister boy girl baby parents".split()
)
_NOW = frozenset("now also both he's she's who's i'm he’s she’s who’s i’m".split())
_TIMES = frozenset(
    "when at by and or but to this next in on while for until before after because so where he she i they "
    "compared".split()
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


_LIST_LINKS = JOINS | {",", "to", "-", "–"}


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


def _has_years(scene: Scene) -> bool:
    """Such as "tiene 34 años", "ему 41 год", but not "tiene 34 años de experiencia"."""
    after, had = scene.after(), scene.lexicon.ages_had
    if not had or (after is not None and after.lower in scene.lexicon.of_words | _GOING_ON):
        return False
    return find_phrase_before(scene.tokens, scene.quantity.first, had) is not None


_GOING_ON = frozenset("de di da do d' pour per para en".split())


def _follows_name(scene: Scene) -> bool:
    """Such as "Parise, 35, had", "Parise (35)" and "her son, 3,"."""
    before, after, name = scene.before(), scene.after(), scene.before(2)
    if not before or not name or scene.number.text.startswith("0") or not scene.number.text.isdecimal():
        return False
    if before.text == ",":
        closes = after is None or after.text in ",.;)—–" or after.lower in {"who", "of", "from", "was", "and"}
        closes = closes or (after is not None and after.text == "-" and not after.glued)
        lists = scene.before(3)
        told = (name.is_capital or name.lower in _PEOPLE) and name.lower not in scene.lexicon.months
        return told and closes and not (lists and lists.is_number)
    return before.text == "(" and after is not None and after.text == ")" and (name.is_capital or name.lower in _PEOPLE)


_PEOPLE = _KIN | frozenset(
    "man woman teenager toddler suspect victim student driver pensioner widow cousin niece".split()
)


_OF_YEARS = (_is_age_unit, _follows_person, _has_years, _is_german_limit)
"""The rules that say whether a number of years is an age."""
