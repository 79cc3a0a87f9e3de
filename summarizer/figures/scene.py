"""A number where it stands in its sentence: what every rule about numbers that are no figures looks at."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.figures.lexicon.base import Lexicon
from summarizer.figures.quantities import Quantity, is_plural
from summarizer.figures.tokens import Token

OLDEST = 125
"""No person was older."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What a story uses numbers for besides counting.

    `names` are those that it names things by, alone ("787") or behind a word in lower case ("furious 7"); `races` says
    that it is about the track, where distances name events; `charts` that it tells places in a chart ("in at four").
    """

    names: frozenset[str] = frozenset()
    races: bool = False
    charts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One number in its sentence, and the habits of its story.

    `plain` says that so many words of the sentence are in lower case that a capital says something.
    """

    tokens: Sequence[Token]
    quantity: Quantity
    lexicon: Lexicon
    habits: Habits
    plain: bool

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


def is_counted(after: Token | None) -> bool:
    """Whether the token behind a number is what one counts."""
    return after is not None and is_plural(after.lower) and not after.is_capital


def is_plain(tokens: Sequence[Token]) -> bool:
    """Whether so many words are in lower case that a capital says something."""
    return sum(token.is_word and not token.is_capital for token in tokens) * 3 >= len(tokens)


def counts_something(scene: Scene) -> bool:
    """Whether a noun that one counts stands right behind the number."""
    after = scene.after()
    return after is not None and (is_counted(after) or (scene.number.is_capital and is_plural(after.lower)))


def speaks_english(scene: Scene) -> bool:
    """Whether the rules that look at the form of English words hold."""
    return not scene.lexicon.year_before and not scene.lexicon.dense
