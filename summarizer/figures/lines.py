"""The lines that a reader sees: key figures with their labels, merged where two say one thing."""

from decimal import ROUND_HALF_UP, Decimal

from summarizer.figures.labels import LABEL_WORDS
from summarizer.figures.lexicon.registry import get_lexicon
from summarizer.figures.pairs import Pair, PairKind, compute_change, find_pairs
from summarizer.figures.qualifiers import find_qualifier_text
from summarizer.model import Article, Figure, KeyLine

_SEPARATOR = " – "


def key_lines(article: Article, figures: tuple[Figure, ...]) -> tuple[KeyLine, ...]:
    """Give one line for each key figure of `article`, best first, a merged pair in one.

    A line begins with the number and its qualifier; at most ten words of the source follow. `computed` is true only
    where a change in per cent was worked out by us, shown behind ≈. `figures` are those that `find_figures` gave; the
    indexes of a line are its own, best first, then the repeats of the same fact.
    """
    text, lexicon = article.text, get_lexicon(article.language)
    partner = {}
    for pair in find_pairs(text, figures, lexicon):
        partner[pair.main] = partner[pair.other] = pair
    shown: set[int] = set()
    lines = []
    for index in sorted((i for i, f in enumerate(figures) if f.rank), key=lambda i: (figures[i].rank or 0, i)):
        if index in shown:
            continue
        line = _render_line(article, text, figures, index, partner.get(index))
        shown.update(line.figures)
        lines.append(line)
    return tuple(lines)


def _render_line(article: Article, text: str, figures: tuple[Figure, ...], index: int, pair: Pair | None) -> KeyLine:
    main = pair.main if pair else index
    head = _head(article, text, figures[main])
    members = [main]
    computed = False
    if pair is not None:
        other = figures[pair.other]
        members.append(pair.other)
        head, computed = _merge(head, figures[main], other, pair)
    label = _shorten(figures[main].label, LABEL_WORDS - _count_words_after(head, figures[main].text))
    joined = _join(head, label, figures[main], text)
    repeats = [i for i, f in enumerate(figures) if i not in members and _repeats(f, figures[main])]
    return KeyLine(text=joined, figures=tuple(members + repeats), computed=computed)


def _head(article: Article, text: str, figure: Figure) -> str:
    """The number with the words of its qualifier as the story prints them."""
    words = find_qualifier_text(text, figure, get_lexicon(article.language))
    return f"{words} {figure.text}" if words else figure.text


def _merge(head: str, main: Figure, other: Figure, pair: Pair) -> tuple[str, bool]:
    if pair.kind is PairKind.CONVERSION:
        return f"{head} ({other.text})", False
    if pair.kind is PairKind.FROM_TO:
        change = compute_change(main, other)
        merged = f"{head} {pair.link} {other.text}"
        return (f"{merged} (≈ {_percent(change)})", True) if change is not None else (merged, False)
    if pair.kind is PairKind.TIME:
        return " ".join((head, *pair.link.split(), other.text)), False
    return f"{head}, {pair.link} {other.text}", False


def _percent(change: Decimal) -> str:
    digits = Decimal(1) if abs(change) >= 10 else Decimal("0.1")
    return f"{change.quantize(digits, ROUND_HALF_UP):+} %"


def _count_words_after(head: str, number: str) -> int:
    return len(head[head.find(number) + len(number) :].split())


def _shorten(label: str, words: int) -> str:
    return " ".join(label.split()[: max(words, 0)])


def _join(head: str, label: str, figure: Figure, text: str) -> str:
    """Put a dash between number and label unless the label goes on where the number ends ("137 people killed")."""
    if not label:
        return head
    follows = text[figure.end :].lstrip(" -‐‑\u00a0").startswith(label.split(maxsplit=1)[0])
    return f"{head} {label}" if follows and head.endswith(figure.text) else f"{head}{_SEPARATOR}{label}"


def _repeats(figure: Figure, main: Figure) -> bool:
    """Whether `figure` says the same again: same value, unit and kind, and it is not a key figure of its own."""
    if (figure.value, figure.high, figure.unit) != (main.value, main.high, main.unit) or figure.rank is not None:
        return False
    return main.unit != "" or main.value >= 13
