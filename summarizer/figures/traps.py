"""Numbers that are not figures: when something was, ages, names, addresses, look-back windows, idioms.

Every rule sees one number where it stands and says whether it is such a thing; the first that does wins.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from summarizer.figures.ages import is_age
from summarizer.figures.lexicon.base import Lexicon
from summarizer.figures.lexicon.conjunctions import JOINS
from summarizer.figures.lexicon.english_verbs import PAST
from summarizer.figures.moments import MOMENTS, find_moments
from summarizer.figures.names import NAMES
from summarizer.figures.quantities import HYPHENS, Quantity
from summarizer.figures.scene import Habits, Scene, is_plain, speaks_english
from summarizer.figures.tokens import Token, ends_with, find_phrase, find_phrase_before
from summarizer.model import FigureKind

_STREETS = frozenset(
    "street st avenue ave road rd drive dr lane ln boulevard blvd way square court ct place pl terrace parkway highway "
    "hwy crescent row close alley plaza quay wharf gardens mews".split()
)
_STREETS_AFTER = frozenset("rue avenue boulevard place quai chemin allée impasse".split())
_ONE_COUNTS = frozenset("killed dead injured wounded missing died hurt arrested".split())
_PERSONS = frozenset(
    "person man woman child boy girl soldier officer policeman passenger victim civilian student worker other".split()
)
_EVENTS = frozenset("goal vote seat death case point".split())
_IDIOM_TIED = frozenset(
    "bit under over par class way on to off time sided tier party part star legged dimensional fold edged eyed handed "
    "piece letter door step wheel wheeled drive lane up down nil stroke generation state nation site pronged child "
    "parent cylinder ranked seeded rated pointer pointers course hander iron wood footer hitter setter figure "
    "digit".split()
)


def drop_traps(
    tokens: Sequence[Token], quantities: Iterable[Quantity], lexicon: Lexicon, habits: Habits
) -> Iterator[Quantity]:
    """Give the numbers of a sentence that are figures; `habits` is what the story uses numbers for besides.

    What "and" ties to a trap is one too, unless a noun of its own follows ("Articles 5 and 6", "March 3 and 4"), and
    so is what a date or a time of day behind it makes one ("from 6 to 9 January", "4 or 5 a.m.").
    """
    plain = is_plain(tokens)
    scenes = [Scene(tokens=tokens, quantity=each, lexicon=lexicon, habits=habits, plain=plain) for each in quantities]
    moments = find_moments(scenes)
    dropped = -1
    for index, scene in enumerate(scenes):
        quantity = scene.quantity
        tied = dropped >= 0 and dropped + 2 == quantity.first and _ties(scene, tokens[dropped + 1])
        tied = tied and not quantity.unit.name and quantity.high is None and not _counts_on(scene)
        if index in moments or tied or is_trap(scene):
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


_TIES = JOINS | {"&"}


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
    return numbers >= 3 and not any(token.is_word and not token.is_capital for token in tokens)


def _is_nothing(scene: Scene) -> bool:
    quantity = scene.quantity
    padded = (
        (quantity.is_bare or quantity.kind is FigureKind.RANGE)
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
    """Such as "4K" screens and "802.11b" networks."""
    quantity = scene.quantity
    text = "".join(token.text for token in scene.tokens[quantity.first : quantity.last + 1])
    return text in {"2K", "4K", "8K"} or scene.number.text in {"802.11", "802.16"}


def _hangs_on_sign(scene: Scene) -> bool:
    """Whether the number touches a word or a sign before it that makes it no number: "A350", "#1", "'57"."""
    before, quantity = scene.before(), scene.quantity
    if before is None or not scene.tokens[quantity.first].glued:
        return False
    if before.is_word:
        return quantity.kind is not FigureKind.MONEY and before.text.replace("’", "'").isascii()  # "l’A7"
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


def _is_in_idiom(scene: Scene) -> bool:
    """Such as "nine times out of ten"."""
    first, lexicon = scene.quantity.first, scene.lexicon
    for start in range(max(0, first - 5), first + 1):
        if scene.tokens[start].lower in lexicon.idiom_openers:
            found = find_phrase(scene.tokens, start, lexicon.idioms, 6)
            if found and found[1] > first:
                return True
    return False


def _is_window(scene: Scene) -> bool:
    """Such as "The last six months", "first 18 games", "top 10"."""
    before, quantity = scene.before(), scene.quantity
    if before is None or quantity.kind in {FigureKind.MONEY, FigureKind.PERCENT, FigureKind.SCORE}:
        return False
    if before.lower in {"few", "full"} and (earlier := scene.before(2)):
        before = earlier
    if _is_told_window(quantity, before):
        return False
    if before.lower in scene.lexicon.windows:
        return quantity.value < _MOST_IN_WINDOW or bool(quantity.unit.name)
    if scene.lexicon.dense and ends_with(scene.tokens, quantity.first, scene.lexicon.windows):
        return True
    if not speaks_english(scene) and (after := scene.after()) and after.lower in scene.lexicon.windows:
        return True
    if before.lower in _LOOSE_WINDOWS and (opener := scene.before(2)) and opener.lower in {"the", "a", "these", "its"}:
        return True
    if quantity.kind is not FigureKind.DURATION:
        return False
    return _is_averaged(scene, before) or _is_maturity(scene) or _is_reported(scene, before)


def _is_told_window(quantity: Quantity, before: Token) -> bool:
    """Such as "compared to a previous 4GB", "the final six minutes" of a match."""
    if before.lower == "final":
        return quantity.unit.name in {"second", "minute"}
    return before.lower in {"previous", "prior"} and quantity.kind is FigureKind.MEASURE


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


_MOST_IN_WINDOW = 1000
"""No list is longer: "the first 50,000 visitors" are counted."""
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
        after.lower in _EVENTS or ((after.lower in _PERSONS or after.lower in _ONE_COUNTS) and near & _ONE_COUNTS)
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
    if after is not None and after.lower == "dimensional":
        return True
    tied = before and before.text in HYPHENS and before.glued and scene.tokens[quantity.first].glued
    if tied and quantity.unit.name != "magnitude":
        return True
    if quantity.hyphened and not quantity.unit.name:
        noun = scene.after(2)
        if before is not None and before.lower in {"update", "wrapup"}:
            return True
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
    if named or quantity.unit.name:
        return named
    goes_on = second is None or not second.is_word or second.lower in _GOES_ON
    return after.lower in _AUXILIARIES or (goes_on and (after.lower in PAST or after.lower.endswith("ing")))


_SPLIT_ENDS = frozenset("by after with or and when as while over during".split())
_GOES_ON = frozenset("and at for from in on to up with while when as their each a the his her".split())
_AUXILIARIES = frozenset("are were have had will would can could did do also never both".split())


def _is_wholly(scene: Scene) -> bool:
    """Such as "100% certain", "100% Scottish", "cleared him 100%"."""
    quantity, before, after = scene.quantity, scene.before(), scene.after()
    if quantity.unit.name != "%" or quantity.value != 100 or quantity.high is not None:
        return False
    if after is not None and after.is_word:
        return after.lower in _SURE or after.is_capital
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
        if after.text != ")" or not after.glued:
            return False
        behind = reversed(scene.tokens[: scene.quantity.first])
        return next((token.text for token in behind if token.text in "()"), ")") == ")"
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
        return after is not None and after.lower == "of" and scene.number.lower in scene.lexicon.articles
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


_SHARE_OF = frozenset("of stake more less fewer higher lower larger bigger smaller cheaper".split())
_SHARE_ENDS = frozenset("this last since in from over and on to while after against compared".split())
_CHANGED = frozenset("down up lost fell fallen rose risen gained shed cut shrank grew grown dropped jumped".split())


def _is_phone(scene: Scene) -> bool:
    """Such as "text GO to 85130", "(555) 448-5555", "555-0123", "1-800-273-8255" and "three-seven-zero"."""
    quantity, tokens, number = scene.quantity, scene.tokens, scene.number
    if quantity.kind in {FigureKind.RANGE, FigureKind.SCORE} and quantity.last == quantity.first + 2:
        return _goes_on(scene) or (len(number.text) == 3 and len(tokens[quantity.last].text) == 4)
    before, after, second = scene.before(), scene.after(), scene.after(2)
    if quantity.is_bare and number.text in _EMERGENCY and _is_called(scene):
        return True
    if quantity.is_bare and number.text == "911" and not (after and after.is_word):
        return True
    if quantity.is_bare and len(number.text) > 3 and before is not None and before.lower == "to":
        return any(token.lower in _TEXTS for token in tokens[max(0, quantity.first - 8) : quantity.first])
    if before is not None and after is not None and after.is_number and (before.text == "+" or before.is_number):
        return True
    if before is not None and after is not None and before.text == "+" and after.text == "(":
        return True
    if not quantity.is_bare or after is None or second is None or not second.is_number or len(number.text) != 3:
        return False
    if after.text in HYPHENS:
        return after.glued and second.glued and len(second.text) in {3, 4}
    return before is not None and before.text == "(" and after.text == ")" and len(second.text) == 3


def _goes_on(scene: Scene) -> bool:
    """Whether a third number hangs on the two, which no record of games is long enough for."""
    dash, third = scene.after(), scene.after(2)
    if dash is None or third is None or dash.text not in HYPHENS or not (dash.glued and third.glued):
        return False
    return third.lower in scene.lexicon.numbers or (third.is_number and len(third.text) > 2)


_TEXTS = frozenset("text texts texted texting txt sms".split())
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
    return second.is_word and quantity.value < (1000 if second.text.islower() else 100)


_PLACES = frozenset(
    "posto piano giro minuto turno anniversario secolo gol successo puesto lugar aniversario siglo piso andar título "
    "posição edição lugar trimestre semestre round".split()
)
_ORDINAL_ENDS = frozenset("й я е го му м х ю ой ая ый ий га та ма та ї ю те тя".split())
_RULES: tuple[Callable[[Scene], bool], ...] = (
    _is_part_of_word,
    _is_format,
    _is_nothing,
    *MOMENTS,
    is_age,
    _is_window,
    *NAMES,
    _is_address,
    _is_denominator,
    _is_span_of_limit,
    _is_idle_one,
    _is_idiom,
    _is_wholly,
    _is_in_idiom,
    _is_list_number,
    _is_phone,
    _is_footnote,
    _is_ordinal,
)
