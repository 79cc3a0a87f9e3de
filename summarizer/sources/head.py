"""What a page's head says: its meta tags by name, its title and language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import html

from summarizer.sources.jsonld import Structured, parse_structured
from summarizer.text.clean import clean_line

_VALUE_CHARS = 2_000
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9_-]{1,20})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Meta values by lower-case name (property, name or itemprop), in page order; the `<title>`; JSON-LD."""

    meta: Mapping[str, tuple[str, ...]]
    title: str | None
    structured: Structured
    language: str | None

    def first(self, *names: str) -> str | None:
        """The first value of the first of these names that has one."""
        return next((self.meta[name][0] for name in names if name in self.meta), None)

    def all(self, *names: str) -> tuple[str, ...]:
        """Every value of these names, in the order of the names."""
        return tuple(value for name in names for value in self.meta.get(name, ()))


def parse_head(tree: html.HtmlElement) -> Head:
    """Read the head, wherever in the page its tags stand; at most 2,000 characters a value."""
    meta: dict[str, tuple[str, ...]] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").strip().lower()
        value = clean_line((tag.get("content") or "")[:_VALUE_CHARS])
        if name and value and value not in meta.get(name, ()):
            meta[name] = (*meta.get(name, ())[:20], value)
    title = next((clean_line(tag.text or "") for tag in tree.iter("title")), "")
    language = _language(tree.get("lang") or tree.get("xml:lang")) or _language((meta.get("og:locale") or ("",))[0])
    return Head(meta=meta, title=title or None, structured=parse_structured(tree), language=language)


def _language(tag: str | None) -> str | None:
    match = _LANGUAGE.fullmatch((tag or "").strip())
    return match[1].lower() if match else None
