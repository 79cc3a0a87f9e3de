"""The cues by which the lines of a pasted page are told apart: names of what is seen in a line and around it.

Each cue has its weights in `passages.toml`. Most are crossed with the line's size ("/s", "/m", "/l"): a short line with
a year in it is a date, a long one is news. Numbers in names count the steps of the scales below.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from summarizer.sources.furniture import FIRST_CHARS
from summarizer.sources.looks import LineKind, Look
from summarizer.sources.masthead import is_dateline

LENGTHS = (1, 2, 3, 5, 8, 12, 20, 35, 60, 100)
SMALL_SHARES = (0.0, 0.3, 0.55, 0.8)
PROSE_WORDS = (0, 20, 60, 120, 250)
PROSE_SHARES = (0.0, 0.05, 0.2, 0.5, 0.8, 0.95, 0.999)
TOPIC_SHARES = (0.0, 0.2, 0.4, 0.6, 0.8)
END_MARK_AGES = (0, 1, 3, 8, 20, 98)
INDENTS = (0, 2, 4)

NEAR_LINES = 6
NOTICE_LINES = 4
TOPIC_PAGE_WORDS = 300
TOPIC_CHARS = 5
"""Words at least this long are about something."""

_COUNTED_SORTS = frozenset(
    {"legal.anywhere", "signup.anywhere", "reader.anywhere", "comment.anywhere", "writer.anywhere"}
)
_LONG_SIGNS = frozenset({"quote-first", "quote", "comma", "bracket-first", "copyright", "cut", "bullet", "caption"})
"""Signs that say something of a long line too; a year or an address in it says nothing."""

_STOPS = re.compile(r"[.!?…][\"'”’»)\]]{0,3}\s+(?=[\"'“‘«(\[¿¡—–-]{0,3}[^\W\d_a-z])|[。！？]")
_GLUED = re.compile(r"[^\W\d_]*[a-zß-ÿа-яёіїєґ][A-ZÀ-ÞА-ЯЁІЇЄҐ]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile(r"http|www\.|\.com")
_DIVIDER = re.compile(r"[|·›]| / |»$")
_QUOTE = re.compile(r"[\"“”«»„「]")

_END_MARK_SCORE = -45.0
_END_PHRASE_SCORE = -20.0
_NOTICE_SCORE = -25.0
_CONTROL_SCORE = -5.0
_SCRAP_SCORE = -3.0
_LONGEST_SCORED = 50


def find_cues(looks: Sequence[Look]) -> list[list[str]]:
    """Give the cues of each line, in order; linear in the text."""
    cues = [list(_own_cues(look)) for look in looks]
    for finder in (_gaps, _neighbours, _prose_around, _best_run, _notices_around, _repeats, _topics, _end_marks):
        for own, more in zip(cues, finder(looks), strict=True):
            own.extend(more)
    return cues


def _own_cues(look: Look) -> Iterator[str]:
    text, size = look.line.text[:FIRST_CHARS], look.size
    end = "stop" if look.closed else "colon" if look.line.text.endswith((":", "：")) else "none"
    yield f"words={bisect_left(LENGTHS, look.count)}/{end}"
    plain = text.replace(" ", "").isalpha()  # most lines of menus: no sign to look for
    yield f"stops={0 if plain else min(len(_STOPS.findall(text)), 3)}/{size}"
    yield f"indent={bisect_left(INDENTS, look.line.indent)}/{size}"
    yield from _case_cues(look, text)
    for name, seen in _letter_signs(look, text) if plain else _sign_cues(look, text):
        if seen and (size != "l" or name in _LONG_SIGNS):
            yield f"{name}/{size}"
    for mark, times in look.marks.items():
        yield f"{mark}/{size}"
        if times > 1 and mark in _COUNTED_SORTS:
            yield f"{mark}x{min(times, 3)}/{size}"


def _gaps(looks: Sequence[Look]) -> Iterator[tuple[str, ...]]:
    """The empty lines above; a page that parts its paragraphs without any tells nothing by that."""
    prose = [look.line.gap for look in looks if look.prose]
    spaced = 2 * sum(gap > 0 for gap in prose) >= len(prose)
    for look in looks:
        yield (f"gap={look.line.gap if spaced else 1}/{look.size}",)


def _case_cues(look: Look, text: str) -> Iterator[str]:
    """How many words are small, none of it in scripts without capitals; and words run together, as in menus."""
    if look.unspaced:
        return
    tokens = text.split()
    lettered = [token for token in tokens if token[0].isalpha()]
    if lettered:
        share = sum(token[0].islower() for token in lettered) / len(lettered)
        yield f"small={bisect_left(SMALL_SHARES, share)}/{look.size}"
    if look.count < 12 and any(_GLUED.match(token) for token in tokens[:12]):
        yield "glued"


def _letter_signs(look: Look, text: str) -> tuple[tuple[str, bool], ...]:
    return ("capitals", text.isupper()), ("small-first", text[0].islower()), ("bullet", look.line.bullet)


def _sign_cues(look: Look, text: str) -> tuple[tuple[str, bool], ...]:
    return (
        *_letter_signs(look, text),
        ("comma", "," in text or "、" in text),
        ("quote-first", text[0] in '"“‘«„「'),
        ("quote", _QUOTE.search(text) is not None),
        ("bracket-first", text[0] in "(["),
        ("digits", len(_DIGIT.findall(text)) > 0.15 * len(text)),
        ("year", _YEAR.search(text) is not None),
        ("time", _TIME.search(text) is not None),
        ("address", _ADDRESS.search(text) is not None),
        ("at", "@" in text),
        ("copyright", "©" in text),
        ("divider", _DIVIDER.search(text) is not None),
        ("cut", look.line.text.endswith(("...", "…", "[…]"))),
        ("question", look.line.text.endswith("?")),
        ("caption", look.is_caption),
        ("date", is_dateline(look)),
    )


def _neighbours(looks: Sequence[Look]) -> Iterator[tuple[str, ...]]:
    kinds = ["edge", "edge", *(look.kind for look in looks), "edge", "edge"]
    for index, look in enumerate(looks):
        size = look.size
        yield (
            f"2-before={kinds[index]}/{size}",
            f"before={kinds[index + 1]}/{size}",
            f"after={kinds[index + 3]}/{size}",
            f"2-after={kinds[index + 4]}/{size}",
        )


def _prose_around(looks: Sequence[Look]) -> Iterator[tuple[str, ...]]:
    """Words of prose in the lines near above and below, and the share of all prose that stands above."""
    sums = _running_sums([look.prose for look in looks])
    total, last = sums[-1] or 1, len(looks)
    for index, look in enumerate(looks):
        above = sums[index] - sums[max(0, index - NEAR_LINES)]
        below = sums[min(last, index + 1 + NEAR_LINES)] - sums[index + 1]
        yield (
            f"prose-above={bisect_left(PROSE_WORDS, above)}/{look.size}",
            f"prose-below={bisect_left(PROSE_WORDS, below)}/{look.size}",
            f"done={bisect_left(PROSE_SHARES, sums[index] / total)}",
        )


def _running_sums(values: Sequence[int]) -> list[int]:
    sums = [0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums


def _best_run(looks: Sequence[Look]) -> Iterator[tuple[str, ...]]:
    """Where the line stands to the run of lines with the best sum of scores: a first guess at the story by rule."""
    start, end = _find_best_run(_scores(looks))
    for index, look in enumerate(looks):
        place = "above" if index < start else "in" if index < end else "below"
        cue = f"run-{place}/{look.size}/{'stop' if look.closed else 'none'}"
        if index == start:
            yield cue, "run-first"
        elif index == end - 1:
            yield cue, "run-last"
        else:
            yield (cue, f"run-past/{look.size}") if index == end else (cue,)


def _scores(looks: Sequence[Look]) -> Iterator[float]:
    """A sentence counts for its words, a repeated one once; an end mark costs more than the longest gives."""
    seen: set[tuple[str, ...]] = set()
    for look in looks:
        if look.kind is LineKind.END_MARK:
            yield _END_MARK_SCORE
        elif look.is_end_mark:
            yield _END_PHRASE_SCORE
        elif look.kind is LineKind.NOTICE:
            yield _NOTICE_SCORE
        elif look.prose and look.key not in seen:
            yield 0.8 * min(look.prose, _LONGEST_SCORED) - 3
        else:
            yield _CONTROL_SCORE if look.kind is LineKind.CONTROL else _SCRAP_SCORE
        seen.add(look.key)


def _find_best_run(scores: Iterator[float]) -> tuple[int, int]:
    """The half-open span with the largest sum, the first of equals (Kadane); (0, 0) when no line scores."""
    best, best_span = 0.0, (0, 0)
    current, start = 0.0, 0
    for index, score in enumerate(scores):
        if current <= 0:
            current, start = 0.0, index
        current += score
        if current > best:
            best, best_span = current, (start, index + 1)
    return best_span


def _notices_around(looks: Sequence[Look]) -> Iterator[tuple[str, ...]]:
    sums = _running_sums([look.kind is LineKind.NOTICE for look in looks])
    last = len(looks)
    for index, look in enumerate(looks):
        near = sums[min(last, index + 1 + NOTICE_LINES)] - sums[max(0, index - NOTICE_LINES)]
        yield (f"notices-near={min(near - (look.kind is LineKind.NOTICE), 3)}/{look.size}",)


def _repeats(looks: Sequence[Look]) -> Iterator[tuple[str, ...]]:
    last = {look.key: index for index, look in enumerate(looks)}
    seen: set[tuple[str, ...]] = set()
    for index, look in enumerate(looks):
        cues = [f"again/{look.size}"] if look.key in seen else []
        if last[look.key] > index:
            cues.append(f"comes-again/{look.size}")
        seen.add(look.key)
        yield tuple(cues)


def _topics(looks: Sequence[Look]) -> Iterator[tuple[str, ...]]:
    """The share of a line's longer words that other lines of prose use as well; other stories share few.

    Silent on pages with little prose, where nothing is said twice.
    """
    talks = sum(look.prose for look in looks) >= TOPIC_PAGE_WORDS
    contents = [{word for word in look.words if len(word) >= TOPIC_CHARS} for look in looks]
    lines_with = Counter(word for look, words in zip(looks, contents, strict=True) if look.prose for word in words)
    for look, words in zip(looks, contents, strict=True):
        if not talks or look.count < 4 or look.unspaced or not words:
            yield ()
            continue
        own = 1 if look.prose else 0
        share = sum(lines_with[word] > own for word in words) / len(words)
        yield (f"topic={bisect_left(TOPIC_SHARES, share)}/{look.size}",)


def _end_marks(looks: Sequence[Look]) -> Iterator[tuple[str, ...]]:
    """How many lines ago the last end mark stood, how many stood below the first prose, and how many of replies."""
    age, marks, replies, prose = 99, 0, 0, 0
    for look in looks:
        yield (
            f"end-mark-age={bisect_left(END_MARK_AGES, age)}/{look.size}",
            f"end-marks={min(marks, 4)}",
            f"replies={min(replies, 2)}/{look.size}",
        )
        age = min(age + 1, 99)
        if look.is_end_mark:
            age = 0
            marks += prose > 0
            replies += prose > 0 and look.is_replies_mark
        prose += look.prose
