"""The lines of a pasted text: what a person's clipboard gives, split, unwrapped and stripped of list marks."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.text.clean import clean_line

WIDEST_WRAP_CHARS = 120
"""Nothing wraps prose wider than this by itself; a text with longer lines was not hard-wrapped."""

NARROWEST_WRAP_CHARS = 30
"""Japanese and Chinese mail is wrapped at 30 to 40 characters; narrower lines are lists and menus."""

FEWEST_WRAPS = 3

_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_BULLET = re.compile(r"(?:[•◦▪●■‣⁃○·∙*-]|\d{1,2}[.)])[ \t]+")
_MID_SENTENCE = re.compile(r"[\w,;–—-]$")
_CJK = re.compile(r"[\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a pasted text.

    `text` is the clean line without its list mark, `printed` the clean line with it. `indent` counts the blanks before
    it, `gap` the empty lines before it (2 for more, and for the first line), `bullet` says that it had a list mark.
    """

    text: str
    printed: str
    indent: int = 0
    gap: int = 1
    bullet: bool = False


def parse_lines(text: str) -> tuple[Line, ...]:
    """Give the non-empty lines of `text` in order, hard-wrapped paragraphs joined; linear in its length."""
    return tuple(_parse_each(unwrap([line.rstrip() for line in _LINE_ENDS.split(text)])))


def unwrap(raw: Sequence[str]) -> list[str]:
    """Join the lines of hard-wrapped paragraphs; a text that is not hard-wrapped comes back as it is.

    A break is a wrap when the next line's first word would not have fitted, the longest line being the width. A text
    counts as wrapped when it has enough such breaks, most of them in the middle of a sentence.
    """
    width = max((len(line) for line in raw if not _is_solid(line)), default=0)
    if not NARROWEST_WRAP_CHARS <= width <= WIDEST_WRAP_CHARS:
        return list(raw)
    wraps = [_is_wrap(line, following, width) for line, following in itertools.pairwise(raw)]
    inside = sum(1 for line, wrap in zip(raw, wraps, strict=False) if wrap and _MID_SENTENCE.search(line))
    if sum(wraps) < FEWEST_WRAPS or 2 * inside < sum(wraps):
        return list(raw)
    return _join(raw, wraps)


def is_cjk(text: str) -> bool:
    """Say whether `text` is written without blanks between words: more than a third of it is Chinese or Japanese."""
    return not text.isascii() and 3 * len(_CJK.findall(text)) > len(text)


def _is_solid(line: str) -> bool:
    """Addresses and rules are wider than any wrap and say nothing of it."""
    return " " not in line.strip() and not is_cjk(line)


def _is_wrap(line: str, following: str, width: int) -> bool:
    if not line or not following.strip() or _BULLET.match(following.lstrip()):
        return False
    if _CJK.match(following.lstrip()):
        return len(line) >= width - 2
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _join(raw: Sequence[str], wraps: Sequence[bool]) -> list[str]:
    paragraphs: list[list[str]] = []
    for line, continues in zip(raw, (False, *wraps), strict=True):
        if continues:
            glue = "" if _CJK.match(line.lstrip()) and _CJK.match(paragraphs[-1][-1][-1:]) else " "
            paragraphs[-1].append(glue + line.lstrip())
        else:
            paragraphs.append([line])
    return ["".join(parts) for parts in paragraphs]


def _parse_each(raw: Sequence[str]) -> Iterator[Line]:
    gap = 2
    for source in raw:
        content = source.lstrip()
        printed = clean_line(content)
        if not printed:
            gap = min(gap + 1, 2)
            continue
        mark = _BULLET.match(printed)
        numbered = mark is not None and printed[0].isdigit()
        yield Line(
            text=printed[mark.end() :] if mark and not numbered else printed,
            printed=printed,
            indent=len(source) - len(content),
            gap=gap,
            bullet=mark is not None and not numbered,
        )
        gap = 0
