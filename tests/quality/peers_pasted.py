"""What there is for a pasted page: no tool reads plain text, so lines are judged or wrapped as HTML."""

import importlib
import re
from collections.abc import Callable
from html import escape
from typing import TypeAlias

TextCleaner: TypeAlias = Callable[[str], str]

_C4_ENDS = re.compile(r"[.!?][\"'”’]?$")
_C4_WORDS = 5
_C4_NOTICES = (
    "javascript", "lorem ipsum", "terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies",
    "use cookies",
)  # fmt: skip


def untouched() -> TextCleaner:
    """The page as it was pasted."""
    return lambda text: text


def c4_rules() -> TextCleaner:
    """Keep lines of five words and more that end like a sentence and are no notice (Raffel and others, JMLR 2020)."""

    def clean(text: str) -> str:
        lines = (line.strip() for line in text.splitlines())
        return "\n".join(line for line in lines if _is_c4_line(line))

    return clean


def _is_c4_line(line: str) -> bool:
    ends = _C4_ENDS.search(line) is not None and not line.endswith("...")
    return ends and len(line.split()) >= _C4_WORDS and not any(notice in line.lower() for notice in _C4_NOTICES)


def justext_on_lines() -> TextCleaner:
    """JusText, every line a paragraph."""
    module = importlib.import_module("justext")
    stop_words = module.get_stoplist("English")

    def clean(text: str) -> str:
        paragraphs = module.justext(_as_html(text), stop_words)
        return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)

    return clean


def trafilatura_on_lines() -> TextCleaner:
    """Trafilatura, every line a paragraph."""
    extract = importlib.import_module("trafilatura").extract

    def clean(text: str) -> str:
        return extract(_as_html(text), include_comments=False) or ""

    return clean


def _as_html(text: str) -> str:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
    return f"<html><head><title></title></head><body><article>{paragraphs}</article></body></html>"


TEXT_CLEANERS: dict[str, Callable[[], TextCleaner]] = {
    "untouched": untouched,
    "jusText on lines": justext_on_lines,
    "C4 line rules": c4_rules,
    "trafilatura on wrapped lines": trafilatura_on_lines,
}
