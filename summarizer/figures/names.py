"""Numbers that are names or parts of names: products, rooms, films, bands, events of the track."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from summarizer.figures.lexicon.conjunctions import JOINS
from summarizer.figures.lexicon.english_verbs import THIRD
from summarizer.figures.quantities import HYPHENS, RACES, is_plural
from summarizer.figures.scene import Habits, Scene, counts_something, is_plain, speaks_english
from summarizer.figures.tokens import Token, find_phrase_before
from summarizer.model import FigureKind

_PRODUCTS = frozenset(
    "jet jets jetliner plane planes aircraft airliner airliners model models max neo series variant pro plus mini "
    "ultra dreamliner pc processor chip phone smartphone laptop tablet rifle fighter program programme engine".split()
)


def find_habits(sentences: Sequence[Sequence[Token]]) -> Habits:
    """Give what a story, in tokens, uses numbers for besides counting. Linear."""
    numbered = [tokens for tokens in sentences if any(token.is_number for token in tokens)]
    names = frozenset(name for tokens in numbered for name in _find_models(tokens))
    names |= _find_repeated(numbered) | _find_overused(numbered)
    words = {token.lower for tokens in sentences for token in tokens}
    return Habits(names=names, races=not _TRACK.isdisjoint(words), charts=not _CHARTS.isdisjoint(words))


_CHARTS = frozenset({"chart", "charts"})
_TRACK = frozenset("hurdles hurdler sprinter sprinters athletics marathon relay heptathlon decathlon".split())


def _find_repeated(sentences: Sequence[Sequence[Token]]) -> frozenset[str]:
    """Give the names that a story says more than once: a word with a capital and a number behind it ("furious 7")."""
    counted: Counter[str] = Counter()
    told: set[str] = set()
    for tokens in sentences:
        names = _find_names(tokens)
        counted.update(names)
        if names and is_plain(tokens):
            told.update(names)  # in a headline every word may have a capital
    return frozenset(name for name in told if counted[name] > 1)


def _find_overused(sentences: Sequence[Sequence[Token]]) -> frozenset[str]:
    """Give the bare numbers that a story says over and over, but never of something that one counts ("1080")."""
    said: Counter[str] = Counter()
    counting: set[str] = set()
    for tokens in sentences:
        for index, token in enumerate(tokens):
            if token.is_number and len(token.text) > 1 and token.text.isdecimal():
                said[token.text] += 1
                after = tokens[index + 1 : index + 4]
                tied = bool(after) and after[0].text in HYPHENS and after[0].glued
                if tied or any(is_plural(word.lower) or word.text == "%" for word in after):
                    counting.add(token.text)
    return frozenset(text for text, times in said.items() if times >= _OVERUSED and text not in counting)


_OVERUSED = 4


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


def _find_models(tokens: Sequence[Token]) -> Iterable[str]:
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
        kind = tokens[index + 2].lower if index + 2 < len(tokens) else ""
        return not (after.text.islower() and is_plural(kind))  # "200 phone calls"
    if (before.is_number and not before.glued and not token.glued) or _is_dashed_name(tokens, index):
        return True
    return len(token.text) == 3 and before.lower in {"the", "a", "its"} and _is_singular(tokens, index + 1)


def _is_singular(tokens: Sequence[Token], at: int) -> bool:
    """Whether one thing or a product follows, so that a number before it names it and does not count."""
    if at >= len(tokens) or not tokens[at].is_word or tokens[at].glued or tokens[at].lower in _NO_NOUNS:
        return False
    after = tokens[at]
    compound = after.text.islower() and any(is_plural(token.lower) for token in tokens[at + 1 : at + 3])
    return after.lower in _PRODUCTS or not (is_plural(after.lower) or compound or after.lower.endswith("ed"))


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


def _is_named(scene: Scene) -> bool:
    """Such as "Article 50", "No. 10", "Boeing 737", "Channel 4": behind a name or a word that numbers things."""
    quantity, before = scene.quantity, scene.before()
    if quantity.unit.name or quantity.kind is FigureKind.SCORE or quantity.hyphened:
        return False
    if quantity.numeral.scaled:
        return _is_lettered(scene)
    if before and before.text == "." and (short := scene.before(2)) and len(short.text) <= 4:
        before = short
    if _is_french_number(scene, before) or _is_rapper(scene):
        return True
    if before is None or not before.is_word or "," in scene.number.text:
        return _is_long_number(scene, before)
    if any(names(scene, before) for names in (_is_repeated, _is_coded, _is_version, _is_capital_word)):
        return True
    opens = _opens_sentence(scene, before)
    numbers = _numbers_things(scene, before)
    if numbers and ((before.is_capital and not opens) or "." in scene.number.text):
        return True
    if counts_something(scene) and not _is_acting(scene):
        return False
    if numbers:
        return not _tells_time(scene, before)
    return not opens and not _counts_in_headline(scene, before) and _follows_proper_name(scene, before)


def _is_french_number(scene: Scene, before: Token | None) -> bool:
    """Such as "n° 4"."""
    sign = scene.before(2)
    return before is not None and before.text in {"°", "º"} and sign is not None and sign.lower == "n"


def _is_rapper(scene: Scene) -> bool:
    after = scene.after()
    return after is not None and after.text in _RAPPER and speaks_english(scene)


_RAPPER = frozenset({"Cent", "Cent's", "Cent’s"})
"""50 Cent; "50 cents" and "50 Cents" are money."""


def _is_acting(scene: Scene) -> bool:
    """Whether what looks like a plural behind a number is the verb of a name: "the Harbour 5 tops his list"."""
    after, second = scene.after(), scene.after(2)
    return after is not None and second is not None and after.lower in THIRD and second.lower in _OBJECTS


_OBJECTS = frozenset("the a an his her its their this that all".split())


def _is_long_number(scene: Scene, before: Token | None) -> bool:
    """Such as "No. 1,228"."""
    return before is not None and before.lower in {"no", "number"} and not counts_something(scene)


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
    return f"{before.lower} {scene.number.text}" in scene.habits.names


def _numbers_things(scene: Scene, before: Token) -> bool:
    """Whether the word before the number is one behind which things are numbered, also with what "&" ties to it."""
    said = before.lower.replace("’", "'")
    name = said.rpartition("'")[2]
    sign, firm = scene.before(2), scene.before(3)
    if sign is not None and firm is not None and sign.text == "&":
        name = firm.lower + "&" + said.removesuffix("'s")  # "S&P 500", "Standard & Poor's 500"
    return name in scene.lexicon.names_before


def _is_version(scene: Scene, before: Token) -> bool:
    """Such as "USB 2.0": no count ends in a nought behind its point."""
    number = scene.number.text
    return before.is_name_like and scene.quantity.is_bare and number.endswith(".0") and len(number) <= len("10.0")


def _is_capital_word(scene: Scene, before: Token) -> bool:
    """Such as "on Five and online": a number in words has a capital amid a sentence only in a name."""
    if scene.quantity.numeral.digits or not scene.number.is_capital or before.is_name_like:
        return False
    return not scene.quantity.numeral.share and scene.plain


def _is_lettered(scene: Scene) -> bool:
    """Such as "Courtroom 4B": a capital written onto the number of a room, which is no scale."""
    before, last = scene.before(), scene.tokens[scene.quantity.last]
    numbers = before is not None and before.is_capital and before.lower in scene.lexicon.names_before
    return numbers and last.glued and last.text in {"B", "K", "M", "T"}


def _tells_time(scene: Scene, before: Token) -> bool:
    """Whether the word before only says when: "this week 12 were held"."""
    earlier = scene.before(2)
    return before.lower in {"day", "week", "game", "season"} and earlier is not None and earlier.lower in _WHEN


_WHEN = frozenset("last this that next each per a every the one earlier previous same first".split())
_CONJUNCTIONS = JOINS | {"a", "ve"}
_PLACED = frozenset("in at near from across around inside outside".split())
_HAPPENED = frozenset("were was are died have had did will fled of more others".split())


def _follows_proper_name(scene: Scene, before: Token) -> bool:
    """Whether a word with a capital makes the number a name ("Boeing 737"), and not a place ("in Gaza 35 died")."""
    quantity, after, earlier = scene.quantity, scene.after(), scene.before(2)
    if before.lower.endswith(("'s", "’s")) and not scene.number.is_capital:
        return False
    if not speaks_english(scene):
        follows = before.is_capital and quantity.numeral.digits and quantity.first > 1
        return follows and not (after and after.is_word and after.lower not in _CONJUNCTIONS)
    if not before.is_name_like or not (quantity.numeral.digits or scene.number.is_capital):
        return quantity.numeral.value == 1 and before.is_capital
    placed = earlier is not None and earlier.lower in _PLACED
    return not (placed and after is not None and after.lower in _HAPPENED)


def _counts_in_headline(scene: Scene, before: Token) -> bool:
    """Whether a capital before a number is a headline's: "Blast Kills 25", "Firm to Cut 250 Jobs"."""
    if scene.plain or not speaks_english(scene):
        return False
    return before.lower in _HEADLINE_VERBS or before.lower in scene.lexicon.before or before.lower.endswith("ing")


_HEADLINE_VERBS = frozenset(
    "kill kills killed killing wound wounds injure injures injuring hurt hurts leave leaves leaving claim claims dead "
    "die dies cut cuts cutting add adds adding hit hits top tops reach reaches lose loses win wins raise raises rise "
    "rises fall falls drop drops jump jumps gain gains seek seeks buy buys sell sells sign signs hold holds face faces "
    "arrest arrests detain detains free frees freed charge charges indict indicts sentence sentences jail jails hang "
    "hangs recall recalls order orders pay pays fine fines spend spends trim trims slash slashes axe axes shed sheds "
    "create creates hire hires fire fires save saves saving rescue rescues evacuate evacuates close closes shut shuts "
    "open opens build builds plan plans need needs find finds rescued toll feared missing dig out up down another all "
    "eliminate eliminates post posts report reports earn earns grow grows grew soar soars surge surges climb climbs "
    "tumble tumbles plunge plunges drive drives score scores name names".split()
)


def _opens_sentence(scene: Scene, before: Token) -> bool:
    """Whether the capital before the number is only the sentence's first letter ("Roughly 13,000", "In 5")."""
    phrase = find_phrase_before(scene.tokens, scene.quantity.first, scene.lexicon.before)
    if phrase:
        return True
    return scene.quantity.first == 1 and (before.lower.endswith("ly") or before.lower in _OPENERS)


_OPENERS = frozenset(
    "did do does is are was were has have will can could would should may must how where why what who meanwhile "
    "however between among around today yesterday now then also instead overall even so yet or nor both still the in "
    "at of on with by from for to a an all some these those its their his her our other another with only just and but "
    "after before since under than when while if as this that there".split()
)


def _is_model(scene: Scene) -> bool:
    quantity = scene.quantity
    if not quantity.numeral.digits or quantity.kind in {FigureKind.MONEY, FigureKind.PERCENT}:
        return False
    if scene.number.text in scene.habits.names and quantity.is_bare:
        return True
    if quantity.kind is FigureKind.SCORE or quantity.kind is FigureKind.RANGE:
        if scene.tokens[quantity.last].is_capital:
            return True  # "7-Eleven"
        return len(scene.number.text) > 2 and scene.number.text in scene.habits.names
    return quantity.unit.name == "inch" and quantity.hyphened and _names_product(scene)


def _names_product(scene: Scene) -> bool:
    after = scene.after()
    return bool(after and (after.is_capital or after.lower in {"model", "models", "version", "versions"}))


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
    return scene.plain


_OPEN_QUOTES = frozenset({'"', "“", "‘", "«"})


def _ends_quote(scene: Scene) -> bool:
    """Whether nothing but a comma stands between the number and the end of its quotation: "the album "Four,""."""
    after, second = scene.after(), scene.after(2)
    mark = second if after is not None and after.text in {",", "."} else after
    return mark is not None and mark.text in {'"', "”", "’", "»"}


def _is_capital_unit(scene: Scene) -> bool:
    """Whether the unit has a capital where not all words have: "the film 24 Hour Party People"."""
    quantity, unit = scene.quantity, scene.tokens[scene.quantity.last]
    if quantity.kind not in {FigureKind.DURATION, FigureKind.MEASURE} or quantity.hyphened or not speaks_english(scene):
        return False
    plain = any(token.text.islower() and len(token.text) > 3 for token in scene.tokens)
    return plain and unit.is_capital and len(unit.text) > 3


def _is_race(scene: Scene) -> bool:
    """Such as "the 200m champion", "in the 1500m," and "10,000 metres bronze medal": a distance that names an event."""
    quantity, after = scene.quantity, scene.after()
    unit = scene.tokens[quantity.last].text
    if quantity.numeral.scaled and unit in {"K", "k"} and after is not None:
        return after.lower in RACES | {"run", "walk"}  # "a 10K race"
    if quantity.unit.name != "m" or quantity.high is not None or quantity.value not in _TRACKS:
        return False
    if unit == "m" and scene.habits.races:
        return after is None or after.lower not in _AWAY
    return _stands_before_race(scene) or (_stands_as_race(scene) and (unit == "m" or not _is_of(after)))


def _stands_before_race(scene: Scene) -> bool:
    """Whether a word for an event follows, maybe behind another word or distance: "the 1500m and 5,000m titles"."""
    behind = scene.tokens[scene.quantity.last + 1 :][:_RACES_REACH]
    words = [token for token in behind if not _lists(token)][:2]
    return bool(words and words[0].is_word) and any(token.lower in RACES for token in words)


def _stands_as_race(scene: Scene) -> bool:
    """Whether a distance stands alone behind "the" or a person, as an event does: "she won the 800m in"."""
    before, after = scene.before(), scene.after()
    if before is None or (before.lower not in {"the", "indoor", "outdoor"} and not before.lower.endswith(_OWNING)):
        return False
    return after is None or not after.is_word or after.lower in _SMALL


def _is_of(token: Token | None) -> bool:
    return token is not None and token.lower == "of"


def _lists(token: Token) -> bool:
    """Whether a token belongs to a list of distances: "the 1500m and 5,000m titles"."""
    return token.is_number or token.lower in {"m", "metre", "metres", "meter", "meters", "and", "or", ",", "-"}


_OWNING = ("'s", "’s", "s'", "s’")
_AWAY = frozenset("tall high long wide deep away from above below off of".split())
_RACES_REACH = 8
_TRACKS = frozenset({50, 60, 100, 110, 200, 400, 800, 1500, 3000, 5000, 10_000})
_SMALL = frozenset(
    "in at and or on of for but with when as by is was will would he she i after before where while who because if "
    "this last mark".split()
)


def _is_chart_place(scene: Scene) -> bool:
    """Such as "entered the chart at four with", "crept up from six to five"."""
    quantity, before, after = scene.quantity, scene.before(), scene.after()
    if not scene.habits.charts or before is None or before.lower not in _CHARTED:
        return False
    if quantity.kind is not FigureKind.COUNT or quantity.unit.name or quantity.numeral.scaled:
        return False
    ends = after is None or not after.is_word or after.lower in _SMALL or after.lower in _CHARTED
    return quantity.value <= _LAST_PLACE and ends


_CHARTED = frozenset("at from to".split())
_LAST_PLACE = 100


def _is_line_up(scene: Scene) -> bool:
    """Such as "a 4-4-2 formation" and "a 2-3-2 scrum": where players stand."""
    quantity, after, third = scene.quantity, scene.after(), scene.after(2)
    if quantity.high is None or quantity.unit.name:
        return False
    goes_on = after is not None and after.text in HYPHENS and third is not None and third.is_number and third.glued
    if not goes_on and quantity.last - quantity.first != _THREE_TIED:
        return False
    behind = scene.tokens[quantity.last + (3 if goes_on else 1) :][:2]
    return any(token.lower in _LINE_UPS for token in behind)


_THREE_TIED = 4
_LINE_UPS = frozenset("formation formations scrum scrums diamond system shape line lineup".split())


def _is_calibre(scene: Scene) -> bool:
    """Such as "a 9mm pistol": a size that names what is fired."""
    behind = scene.tokens[scene.quantity.last + 1 :][:2]
    return scene.quantity.unit.name == "mm" and any(token.lower in _GUNS for token in behind)


_GUNS = frozenset(
    "pistol pistols handgun handguns gun guns semiautomatic semi rifle rifles revolver glock beretta ammunition bullet "
    "bullets round rounds cartridge cartridges weapon weapons calibre caliber".split()
)


NAMES: tuple[Callable[[Scene], bool], ...] = (
    _is_model,
    _is_named,
    _is_title,
    _is_race,
    _is_chart_place,
    _is_line_up,
    _is_calibre,
)
"""The rules that say whether a number is a name."""
