"""A rich text on a terminal: bold and underline where it can show them, lines wrapped at its width."""

import textwrap

from bot.rendering.rich import Kind, Rich, utf16_len

STYLES = {Kind.BOLD: "\x1b[1m", Kind.ITALIC: "\x1b[3m", Kind.UNDERLINE: "\x1b[4m"}
RESET = "\x1b[0m"
WIDEST_COLUMNS = 100


def render_terminal(rich: Rich, *, columns: int, styled: bool) -> str:
    """`rich` wrapped to `columns` (at most 100, which is as wide as one likes to read); bullets hang."""
    text = "\n".join(_wrap(line, min(columns, WIDEST_COLUMNS)) for line in _marked(rich, styled=styled).split("\n"))
    return text + RESET if styled else text


def _wrap(line: str, columns: int) -> str:
    hang = "  " if line.removeprefix(STYLES[Kind.BOLD]).startswith("• ") else ""
    return textwrap.fill(line, columns, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)


def _marked(rich: Rich, *, styled: bool) -> str:
    if not styled:
        return rich.text
    marks: dict[int, str] = {}
    for entity in rich.entities:
        if style := STYLES.get(entity.kind):
            end = entity.offset + entity.length
            marks[entity.offset] = marks.get(entity.offset, "") + style
            marks[end] = RESET + marks.get(end, "")
    return _insert(rich.text, marks)


def _insert(text: str, marks: dict[int, str]) -> str:
    pieces = []
    at = 0
    for character in text:
        pieces.append(marks.get(at, "") + character)
        at += utf16_len(character)
    return "".join(pieces) + marks.get(at, "")
