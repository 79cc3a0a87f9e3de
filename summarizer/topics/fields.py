"""The values of `site:`, `lang:` and `category:` in their one form, or what they should have been."""

import re
from difflib import get_close_matches

from summarizer.errors import NotALink
from summarizer.sources.urls import split_link
from summarizer.text.language import base_language
from summarizer.topics.problem import MisreadError, Problem
from summarizer.topics.tree import Kind, Term

CATEGORIES: tuple[str, ...] = (
    "world", "politics", "business", "technology", "science", "health", "climate", "sport", "culture", "crime",
    "conflict", "economy",
)  # fmt: skip
"""What `category:` knows, as the classifier names it."""

FIELDS: dict[str, Kind] = {"site": Kind.SITE, "lang": Kind.LANG, "category": Kind.CATEGORY}

_CATEGORY_ALIASES = {
    "sports": "sport", "football": "sport", "tech": "technology", "it": "technology", "entertainment": "culture",
    "arts": "culture", "film": "culture", "international": "world", "finance": "business", "markets": "business",
    "war": "conflict", "environment": "climate", "medicine": "health", "justice": "crime", "government": "politics",
}  # fmt: skip
_LANGUAGE_NAMES = {
    "english": "en", "russian": "ru", "ukrainian": "uk", "german": "de", "deutsch": "de", "french": "fr",
    "français": "fr", "spanish": "es", "español": "es", "italian": "it", "italiano": "it", "portuguese": "pt",
    "dutch": "nl", "polish": "pl", "polski": "pl", "czech": "cs", "swedish": "sv", "turkish": "tr", "vietnamese": "vi",
    "arabic": "ar", "chinese": "zh", "japanese": "ja", "русский": "ru", "українська": "uk",
}  # fmt: skip
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*")


def read_field(kind: Kind, value: str, span: tuple[int, int], text: str) -> Term:
    """Give the term of a field whose `value` stands at `span` of the query `text`.

    Raises:
        MisreadError: the value is not one of the field's.
    """
    readers = {Kind.SITE: _site, Kind.LANG: _language, Kind.CATEGORY: _category}
    canonical, repairs, problem = readers[kind](value)
    if canonical is None:
        fixed = tuple(text[: span[0]] + repair + text[span[1] :] for repair in repairs)
        raise MisreadError(span, problem, fixed)
    return Term(kind=kind, pieces=(canonical,))


def host_of(url: str) -> str | None:
    """Give the host of an http(s) address, lower case and ASCII, without "www."; None when it has none."""
    try:
        host = split_link(url).host
    except NotALink:
        return None
    return host.removeprefix("www.") or None


_Read = tuple[str | None, tuple[str, ...], Problem]


def _site(value: str) -> _Read:
    address = value if "://" in value else f"http://{value}"
    host = host_of(address)
    bare = value.removesuffix("/").partition("://")[2] or value.removesuffix("/")
    if host is None or not _HOST.fullmatch(host):
        return None, (), Problem.BAD_SITE
    if any(mark in bare for mark in "/?#@:"):
        return None, (host,), Problem.BAD_SITE
    return host, (), Problem.BAD_SITE


def _language(value: str) -> _Read:
    code = base_language(value)
    meant = _LANGUAGE_NAMES.get(value.lower())
    return code, (meant,) if meant else (), Problem.BAD_LANGUAGE


def _category(value: str) -> _Read:
    name = value.lower()
    if name in CATEGORIES:
        return name, (), Problem.BAD_CATEGORY
    meant = [_CATEGORY_ALIASES[name]] if name in _CATEGORY_ALIASES else get_close_matches(name, CATEGORIES, n=1)
    return None, tuple(meant), Problem.BAD_CATEGORY
