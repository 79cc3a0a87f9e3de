"""The lines that a reader sees: key figures with their labels, merged where two say one thing."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from summarizer.figures.labels import LABEL_WORDS
from summarizer.figures.lexicon.base import Lexicon
from summarizer.figures.lexicon.registry import get_lexicon
from summarizer.figures.pairs import Pair, PairKind, compute_change, find_pairs
from summarizer.figures.qualifiers import find_qualifier_start
from summarizer.model import Article, Figure, KeyLine

_SEPARATOR = " – "


def key_lines(article: Article, figures: tuple[Figure, ...]) -> tuple[KeyLine, ...]:
    """Give one line for each key figure of `article`, best first, a merged pair in one.

    A line begins with the number and its qualifier; at most ten words of the source follow. `computed` is true only
    where a change in per cent was worked out by us, shown behind ≈. `figures` are those that `find_figures` gave; the
    indexes of a line are its own, best first, then the repeats of the same fact.
    """
    story = _Story(text=article.text, lexicon=get_lexicon(article.language), figures=figures)
    partners: dict[int, Pair] = {}
    for found in find_pairs(story.text, figures, story.lexicon):
        partners[found.main] = partners[found.other] = found
    shown: set[int] = set()
    lines = []
    for index in sorted((i for i, f in enumerate(figures) if f.rank), key=lambda i: (figures[i].rank or 0, i)):
        if index in shown:
            continue
        pair = partners.get(index)
        if pair is not None and shown & {pair.main, pair.other}:
            pair = None
        line = _render_line(story, index, pair, frozenset(shown))
        shown.update(line.figures)
        lines.append(line)
    return tuple(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Story:
    """What a line is made from."""

    text: str
    lexicon: Lexicon
    figures: tuple[Figure, ...]


def _render_line(story: _Story, index: int, pair: Pair | None, shown: frozenset[int]) -> KeyLine:
    """Write the line of figure `index`, or of its pair; figures already `shown` are not grouped with it again."""
    main = story.figures[pair.main if pair else index]
    members = [pair.main, pair.other] if pair else [index]
    head, computed = _head(story, main), False
    if pair is not None:
        head, computed = _merge(head, main, story.figures[pair.other], pair)
    label = _shorten(_without(main.label, pair), LABEL_WORDS - _count_words_after(head, main.text))
    others = (i for i in range(len(story.figures)) if i not in members and i not in shown)
    repeats = [i for i in others if _repeats(story.figures[i], main)]
    return KeyLine(text=_join(head, label, main, story.text), figures=(*members, *repeats), computed=computed)


def _head(story: _Story, figure: Figure) -> str:
    """The number with the words of its qualifier as the story prints them."""
    return story.text[find_qualifier_start(story.text, figure, story.lexicon) : figure.end]


def _merge(head: str, main: Figure, other: Figure, pair: Pair) -> tuple[str, bool]:
    if pair.kind is PairKind.CONVERSION:
        return f"{head} ({other.text})", False
    if pair.kind is PairKind.FROM_TO:
        change = compute_change(other, main)
        merged = f"{head}, {pair.link} {other.text}"
        return (f"{merged} (≈ {_percent(change)})", True) if change is not None else (merged, False)
    if pair.kind is PairKind.TIME:
        return " ".join((head, *pair.link.split(), other.text)), False
    return f"{head}, {pair.link} {other.text}", False


def _percent(change: Decimal) -> str:
    digits = Decimal(1) if abs(change) >= 10 else Decimal("0.1")
    return f"{change.quantize(digits, ROUND_HALF_UP):+} %"


def _count_words_after(head: str, number: str) -> int:
    return len(head[head.find(number) + len(number) :].split())


def _without(label: str, pair: Pair | None) -> str:
    """Take the words that tie a pair off the end of its label, so that none is shown twice."""
    words = label.split()
    while pair is not None and words and words[-1] in pair.link.split():
        words.pop()
    return " ".join(words)


def _shorten(label: str, words: int) -> str:
    return " ".join(label.split()[: max(words, 0)])


def _join(head: str, label: str, figure: Figure, text: str) -> str:
    """Put a dash between number and label unless the label goes on where the number ends ("137 people killed")."""
    if not label:
        return head
    behind = text[figure.end :]
    if not head.endswith(figure.text) or not behind.lstrip(" -‐‑\u00a0").startswith(label.split(maxsplit=1)[0]):
        return f"{head}{_SEPARATOR}{label}"
    return f"{head}{label}" if behind.startswith(label[0]) else f"{head} {label}"


def _repeats(figure: Figure, main: Figure) -> bool:
    """Whether `figure` says the same again: same value, unit and kind, and it is not a key figure of its own."""
    if (figure.value, figure.high, figure.unit) != (main.value, main.high, main.unit) or figure.rank is not None:
        return False
    return main.unit != "" or main.value >= 13
