"""Who wrote a page: names from JSON-LD, meta tags and the visible byline, without sites, agencies and job titles."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from lxml import html

from summarizer.sources.blocks import Block
from summarizer.sources.head import Head
from summarizer.sources.jsonld import Node, nodes_of, string_of, strings_of, types_of
from summarizer.text.clean import clean_line

LONGEST_NAME_WORDS = 4
MOST_AUTHORS = 10

_META_NAMES = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "dc.author",
    "byl", "citation_author", "article:author_name", "twitter:data1",
)  # fmt: skip
_ORGANISATION = re.compile(
    r"\b(?:ap|afp|agenc\w*|agentur\w*|ansa|associated press|bloomberg|board|bureau|channel|company|contributors?|"
    r"cnn|corp|correspondents?|desk|digital|dpa|editor(?:s|ial)?|efe|group|inc|interfax|journal|llc|ltd|magazine|"
    r"media|network|news|newspaper|newsroom|online|partners?|press|pti|radio|redacci[oó]n|redaction|rédaction|"
    r"redaktion|redazione|redação|reports?|reporters?|reuters|service|staff|studio|tass|redacteu?r|redakteur\w*|rédact\w+|team|times|today|tv|website|wire|"
    r"writers?|xinhua|администратор|агентство|новости|редакция|редакція|риа|тасс|укринформ|укрінформ)\b|"
    r"[@/]|^\S+\w\.[a-z]{2,10}$|\d|^the\b|\b(?:copy|url|link|share|comments?)\b|"
    r"^(?:january|february|march|april|may|june|july|august|september|october|november|december)$",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"(?:(?:written|posted|reported|published|words|story|text|analysis|review|opinion|column|interview)\s+)?"
    r"(?:by|von|par|por|di|da|door|av|af|от|автор(?:ы|и)?|author|autor|auteur|autore|text|текст|przez)\s*:?\s+",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s?(?:[,;|/•·&]|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bи\b|\bі\b|\bта\b|\bwith\b)\s?", re.IGNORECASE
)
_ROLE_AFTER = re.compile(r"\s?(?:[,(|–—]|\s-\s)|\s(?:[^\W\d_]{3,9}\.?\s)?\d")
_STRONG_LEAD_IN = re.compile(r"(?:by|von|par|por|di|от|автор|text|written by|posted by)\b\s?:?\s", re.IGNORECASE)
_GLUED_LEAD_IN = re.compile(r"By(?=[A-ZÀ-Þ])")
_BARE_NAME = re.compile(r"(?:[^\W\d_a-zа-я][\w.'’-]{0,20}\s){1,3}[^\W\d_a-zа-я][\w'’-]{1,20}")
_AGENCY_TAIL = re.compile(
    r"\s(?:the )?(?:associated press|reuters|afp|bloomberg(?: news)?|tribune news service|cnn|dpa|staff writer)$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:\s?[,&]|\s(?:and|und|et|y|e|i|и|і|та)\b)[^\d|•·/@–—]*")
"""What goes on after a name: more names, a role; up to a date or a sign that parts."""

_LEAD_IN_BEFORE = re.compile(rf"(?:{_LEAD_IN.pattern})(?:[^\d|•·/@–—:]*(?:,|\band)\s+)?$", re.IGNORECASE)
_BYLINE_CHARS = 120
_RAW_CHARS = 500
_BYLINE_WORDS = 12
_BLOCKS_AFTER_TITLE = 14
_MARKS_OF_OTHERS = frozenset({"comment", "nav", "footer", "related"})
_AUTHOR_CLASSES = frozenset({"author", "author-name", "authorname", "author__name", "byline", "byline-name", "vcard"})


def find_authors(head: Head, blocks: Sequence[Block], tree: html.HtmlElement, site: str | None) -> tuple[str, ...]:
    """The authors' names in the order printed, each once; empty when only a site or an agency is named.

    The first that names a person wins: JSON-LD, meta tags, elements marked as author, the visible byline. Where the
    meta tags name some of those in JSON-LD, they win: editors and helpers stand in JSON-LD too.
    """
    structured, meta = _names(_structured_names(head), site), _names(_meta_names(head), site)
    if structured and meta and set(meta) < set(structured):
        return meta
    if structured or meta:
        return structured or meta
    return _names(_marked_names(tree), site) or _names(_byline_texts(blocks), site)


def _names(sources: Iterable[str], site: str | None) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for raw in sources:
        for name in parse_names(raw, site):
            first.setdefault(_fold(name), name)
    return tuple(first.values())[:MOST_AUTHORS]


def _marked_names(tree: html.HtmlElement) -> Iterator[str]:
    """The texts of elements marked as the author (rel, itemprop, class), outside comments and asides."""
    for tag in tree.iter("a", "span", "div", "p", "address"):
        stated = "author" in (tag.get("rel") or "").split() or "author" in (tag.get("itemprop") or "").split()
        classed = not stated and not _AUTHOR_CLASSES.isdisjoint((tag.get("class") or "").lower().split())
        if not (stated or classed) or any(map(_is_aside, tag.iterancestors())):
            continue
        named = next((inner for inner in tag.iter() if inner.get("itemprop") == "name"), tag)
        text = clean_line(" ".join(named.itertext()))
        if 0 < len(text) <= _BYLINE_CHARS and (stated or _is_bare_name(text)):
            yield text


def _is_bare_name(text: str) -> bool:
    return _BARE_NAME.fullmatch(_LEAD_IN.sub("", text, count=1)) is not None


def _is_aside(element: html.HtmlElement) -> bool:
    return element.tag in {"aside", "footer"} or "comment" in (element.get("class") or "").lower()


def _byline_texts(blocks: Sequence[Block]) -> Iterator[str]:
    """Short lines that begin as a byline does, near the headline; those marked as one anywhere above the comments."""
    title = next((index for index, block in enumerate(blocks) if block.tag == "h1"), 0)
    for index, block in enumerate(blocks):
        if len(block.text) > _BYLINE_CHARS or block.marks & _MARKS_OF_OTHERS or len(block.text.split()) > _BYLINE_WORDS:
            continue
        if _is_byline(block, index - title):
            yield block.text
            return


def _is_byline(block: Block, distance: int) -> bool:
    """A lead-in near the headline; or a bare name, right below it or in an element marked as the author's."""
    near = -3 <= distance <= _BLOCKS_AFTER_TITLE
    if _STRONG_LEAD_IN.match(block.text) or _GLUED_LEAD_IN.match(block.text):
        return near or bool(block.marks & {"author", "meta"})
    marked = near and "author" in block.own
    return (marked or 0 < distance <= 2) and not block.heading and _BARE_NAME.fullmatch(block.text) is not None


def find_byline(blocks: Sequence[Block], authors: Sequence[str]) -> str | None:
    """The byline as printed, date and time cut off: from the short block that names all authors.

    Without such a block the authors, joined by commas; None without authors.
    """
    if not authors:
        return None
    keys = [_fold(name) for name in authors]
    for block in blocks:
        short = len(block.text) <= _BYLINE_CHARS and len(block.text.split()) <= _BYLINE_WORDS
        if short and all(key in _fold(block.text) for key in keys):
            return trim_byline(block.text, authors)
    return ", ".join(authors)


def trim_byline(text: str, authors: Sequence[str]) -> str:
    """Cut off what a line says before its byline and after: dates, times, sections; roles after a comma stay.

    "22 May | By Nell Ashby and Jo Orr, editors · 07:00 UTC" gives "By Nell Ashby and Jo Orr, editors".
    """
    found = [match for name in authors if (match := re.search(re.escape(name), text, re.IGNORECASE))]
    if not found:
        return ", ".join(authors)
    begin, end = min(match.start() for match in found), max(match.end() for match in found)
    lead_in = _LEAD_IN_BEFORE.search(text[:begin])
    return text[lead_in.start() if lead_in else begin : _end_of_list(text, end)].rstrip(" ,;")


def _end_of_list(text: str, end: int) -> int:
    """Where the names and roles that go on at `end` are over; the word before a figure is a month's."""
    listed = _LISTED.match(text, end)
    if listed is None:
        return end
    if text[listed.end() :].lstrip()[:1].isdigit():
        return end + len(listed[0].rstrip().rpartition(" ")[0])
    return listed.end()


def parse_names(raw: str, site: str | None = None) -> tuple[str, ...]:
    """Split a byline into personal names, vetoing what is none: sites, agencies, addresses, more than four words."""
    text = unescape(clean_line(raw[:_RAW_CHARS]))
    lead_in = _GLUED_LEAD_IN.match(text) or _LEAD_IN.match(text)
    text = _AGENCY_TAIL.sub("", text[lead_in.end() :] if lead_in else text)
    return tuple(name for piece in _SPLIT.split(text) if (name := _name(piece, site)))


def _name(piece: str, site: str | None) -> str | None:
    role = _ROLE_AFTER.search(piece)
    name = (piece[: role.start()] if role else piece).strip(" .,:;\"'“”")
    words = name.split()
    if not 1 <= len(words) <= LONGEST_NAME_WORDS or len(name) < 3 or _ORGANISATION.search(name):
        return None
    if site and _fold(name).replace(" ", "") in _fold(site).replace(" ", ""):
        return None
    if len(words) == 1 and (name.isupper() or name.casefold() in {"the", "team", "admin", "guest", "unknown"}):
        return None
    return name if not name.islower() else name.title()


def _structured_names(head: Head) -> Iterator[str]:
    article = head.structured.article
    if article is None:
        return
    value = article.get("author", article.get("creator"))
    yield from strings_of(value)
    by_id = {str(node.get("@id")): node for node in head.structured.nodes if "@id" in node and "name" in node}
    for node in nodes_of(value):
        yield from _person_names(by_id.get(str(node.get("@id")), node) if "name" not in node else node)


def _person_names(node: Node) -> Iterable[str]:
    if types_of(node) & {"Organization", "NewsMediaOrganization", "Corporation", "Brand"}:
        return ()
    names = strings_of(node.get("name"))
    given, family = string_of(node.get("givenName")), string_of(node.get("familyName"))
    return names or ((f"{given} {family}",) if given and family else ())


def _meta_names(head: Head) -> Iterator[str]:
    for name in _META_NAMES:
        yield from (value for value in head.all(name) if "://" not in value)


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in decomposed if not unicodedata.combining(char))
