"""A page's headline and its site's name."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from lxml import html

from summarizer.sources.head import Head
from summarizer.sources.jsonld import nodes_of, string_of
from summarizer.text.clean import clean_line

_TITLE_NAMES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title")
_SEPARATOR = re.compile(r"\s[|\-–—·•»:›]+\s|\s?[|»›]\s?")
_LONGEST_TITLE_CHARS = 400
_LONGEST_SITE_CHARS = 120
_HEADLINE_WORDS = 4
_BREAKING_TAGS = frozenset({"br", "div", "p", "small"})
_LETTERS = re.compile(r"[\W_]+")


def find_site(head: Head, url: str | None) -> str | None:
    """The site's name: og:site_name, JSON-LD's publisher, the application's name, else the host without `www.`."""
    article = head.structured.article or {}
    publishers = [name for node in nodes_of(article.get("publisher")) if (name := string_of(node.get("name")))]
    named = head.first("og:site_name") or next(iter(publishers), None) or head.first("application-name")
    if named and not named.startswith("@"):
        return clean_line(named[:_LONGEST_SITE_CHARS])
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def find_title(head: Head, tree: html.HtmlElement, site: str | None) -> str | None:
    """The headline: the `h1` that agrees with what the head says, without the site's name; None when nothing says.

    Of several `h1` the one most like any of og:title, JSON-LD's headline and `<title>` wins, the first at a tie; with
    none like them, a lone `h1` wins over `<title>` only.
    """
    named = tuple(strip_site(name, site) for name in _named_titles(head))
    shown = _shown_titles(tree)
    said = (*named, *(piece for name in named if (piece := _first_piece(name))))
    best = max(shown, key=lambda title: _likeness(title, said), default=None)
    if best and (_likeness(best, said) >= 0.5 or not named):
        return _without_kicker(best, named)
    if best and len(shown) == 1 and _is_headline(best, site) and not _stands_below(tree, named):
        return best
    return next(iter(named), best)


def _first_piece(title: str) -> str | None:
    """What stands before the first separator, when it is long enough for a headline: then the series or the site."""
    found = _SEPARATOR.search(title)
    return title[: found.start()] if found and len(title[: found.start()].split()) >= _HEADLINE_WORDS else None


def _without_kicker(title: str, named: Sequence[str]) -> str:
    """The headline without the section printed before it, when the head says the rest by itself."""
    found = _SEPARATOR.search(title)
    rest = title[found.end() :] if found else ""
    return rest if _key(rest) in set(map(_key, named)) and len(rest.split()) >= _HEADLINE_WORDS else title


def _is_headline(text: str, site: str | None) -> bool:
    return len(text.split()) >= _HEADLINE_WORDS and not (site and _key(text) == _key(site))


def _stands_below(tree: html.HtmlElement, named: Sequence[str]) -> bool:
    """Whether a lesser heading says what the head says, so that the `h1` is the site's name."""
    keys = set(map(_key, named))
    return any(_key(_text(tag)) in keys for tag in tree.iter("h2", "h3"))


def _named_titles(head: Head) -> list[str]:
    article = head.structured.article or {}
    values = [head.first("og:title"), string_of(article.get("headline")), *head.all(*_TITLE_NAMES[1:]), head.title]
    cleaned = (clean_line(value)[:_LONGEST_TITLE_CHARS] for value in values if value)
    return [value for value in cleaned if value]


def _shown_titles(tree: html.HtmlElement) -> list[str]:
    texts = (clean_line(_text(tag)) for tag in tree.iter("h1"))
    return list(dict.fromkeys(text for text in texts if text and len(text) <= _LONGEST_TITLE_CHARS))


def _text(heading: html.HtmlElement) -> str:
    """Its text, with a space where a line is broken or a block ends, and none between inline parts."""
    parts: list[str] = []
    for element in heading.iter():
        if element is not heading and element.tag in _BREAKING_TAGS:
            parts.append(" ")
        parts.append(element.text or "")
        if element is not heading:
            parts.append(element.tail or "")
    return "".join(parts)


def _likeness(title: str, named: Iterable[str]) -> float:
    words = _words(title)
    return max((_overlap(words, _words(name)) for name in named), default=0.0)


def _words(text: str) -> Sequence[str]:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return _LETTERS.sub(" ", folded).split()


def _overlap(left: Sequence[str], right: Sequence[str]) -> float:
    """Shared words over all words (Jaccard)."""
    a, b = set(left), set(right)
    return len(a & b) / len(a | b) if a and b else 0.0


def _key(text: str) -> str:
    """Letters and digits alone: "Sci.News" and "SciNews" are one name."""
    return _LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())


def strip_site(title: str, site: str | None) -> str:
    """Cut the site's name, or what is plainly a section before it, off either end of a title."""
    pieces = list(_SEPARATOR.finditer(title))
    if not pieces:
        return title
    head, tail = title[: pieces[-1].start()], title[pieces[-1].end() :]
    if _names_site(tail, site):
        return strip_site(head, site) if head else title
    head, tail = title[: pieces[0].start()], title[pieces[0].end() :]
    if _names_site(head, site) and tail:
        return tail
    return title


def _names_site(piece: str, site: str | None) -> bool:
    if not site:
        return False
    key, name = _key(piece), _key(site)
    return bool(key) and (key == name or (len(key) > 3 and (key in name or name in key) and len(piece.split()) <= 5))
