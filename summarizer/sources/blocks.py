"""The text blocks of a page: what a reader sees as one paragraph, heading, item or cell, in document order."""

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import html

from summarizer.text.clean import clean_line

BLOCK_LIMIT = 8_000
"""The longest of 120 news pages has 1,600; each block costs some 0.1 ms to judge."""

HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

LONGEST_BLOCK_CHARS = 600_000
"""More than is kept of a whole article; the rest of one endless paragraph is not worth its seconds."""

_SENTENCE_SPACES = 9
_PROSE_CHARS = 60
_PAGE_WIDE_SHARE = 0.75
_FURNITURE_MARKS = frozenset(
    {"ad", "author", "caption", "comment", "footer", "form", "hidden", "nav", "related", "social"}
)

_BLOCK_TAGS = HEADING_TAGS | frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form header hgroup hr html label legend li main menu nav ol p pre section summary table tbody td "
    "tfoot th thead tr ul".split()
)
_UNSEEN_TAGS = frozenset(
    "area audio canvas datalist embed head iframe input map math noscript object option script select style svg "
    "template textarea title video".split()
)
_HIDDEN_STYLE = re.compile(r"display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden", re.IGNORECASE)

_TAG_MARKS = {
    "address": "meta", "article": "article", "aside": "aside", "blockquote": "quote", "button": "form",
    "figcaption": "caption", "figure": "figure", "footer": "footer", "form": "form", "header": "header",
    "label": "form", "main": "article", "nav": "nav", "td": "table", "th": "table",
}  # fmt: skip

_NAMES = {
    "ad": r"ad|ads|advert\w*|banner\w*|outbrain\w*|promo\w*|sponsor\w*|taboola\w*|affiliate\w*|cta|shop\w*|product\w*",
    "author": r"author\w*|bio|bios|biography|contributor\w*|profile\w*",
    "body": r"article-?_?(?:body|content|text|copy|main)\w*|articlebody|body-?_?(?:copy|text|content)|"
    r"content-?_?(?:body|text)|entry-?_?(?:content|text|body)|main-?_?(?:content|text)|paragraph\w*|prose|"
    r"post-?_?(?:body|content|text)|rich-?text\w*|story-?_?(?:body|content|text|copy)\w*",
    "caption": r"caption\w*|credit\w*|gallery\w*|image\w*|photo\w*|slide\w*|carousel\w*|video\w*|media-?\w*|figure",
    "comment": r"comment\w*|disqus\w*|replies|reply|respond",
    "deck": r"deck|dek|standfirst|excerpt|subtitle|sub-?head(?:line|ing)?|strapline|lede?|intro|summary|description|"
    r"teaser|vorspann|chapo|entradilla|lead",
    "form": r"newsletter\w*|signup\w*|sign-?up|subscri\w*|login\w*|paywall\w*|poll|register\w*|consent\w*|cookie\w*|"
    r"modal\w*|popup\w*|overlay\w*|agegate|boilerplate\w*|donat\w*|membership\w*|support-?us|appeal|inbox",
    "hidden": r"hidden(?!-)|hide(?!-)|d-none|display-none|sr-only|screen-reader\w*|visually-?hidden",
    "meta": r"byline\w*|date\w*|headline\w*|kicker\w*|meta|metadata|timestamp\w*|eyebrow\w*|published|tag|tags|"
    r"category|categories|label\w*|topic\w*|updated|time",
    "nav": r"breadcrumb\w*|foot\w*|links|masthead\w*|menu\w*|nav\w*|pager\w*|pagination|rail|sidebar\w*|skip\w*|"
    r"toolbar\w*|copyright\w*|disclaimer\w*|legal\w*|widget\w*",
    "related": r"more|most|popular\w*|read-?more|recirc\w*|recommend\w*|related\w*|trending\w*|latest|also|next|"
    r"teaser\w*|card\w*|list-?item|listing",
    "social": r"share\w*|sharing|social\w*|tweet\w*|twitter\w*|instagram\w*|facebook\w*|follow\w*|print\w*|embed\w*",
}  # fmt: skip
_NAMED_MARKS = tuple((mark, re.compile(rf"(?<![a-z])(?:{names})(?![a-z])")) for mark, names in _NAMES.items())
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAME_CHARS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of text.

    `tag` is the nearest block element's. `own` names what that element says it is, by its tag or its class and id,
    `above` what the elements around it say ("nav", "caption", "body", …). `link_chars` counts characters inside links.
    `container` numbers the element around it, `style` is the element's tag and class.
    """

    text: str
    tag: str
    own: frozenset[str]
    above: frozenset[str]
    link_chars: int
    container: int
    style: str

    @property
    def heading(self) -> bool:
        """Whether the page marks it as a heading, and it is not a whole sentence as a standfirst is."""
        sentence = self.text.endswith((".", "。")) and self.text.count(" ") >= _SENTENCE_SPACES
        return self.tag in HEADING_TAGS and not sentence

    @property
    def marks(self) -> frozenset[str]:
        """What the element and those around it say."""
        return self.own | self.above


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    tag: str = "body"
    own: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    number: int = 0
    container: int = 0
    style: str = ""


def parse_blocks(tree: html.HtmlElement) -> tuple[Block, ...]:
    """Give the visible text blocks below `tree` in document order, at most `BLOCK_LIMIT`. Linear; no recursion.

    A name of furniture that stands above nearly all of the page's prose is left out of `above`: it is the page's own
    ("has-sidebar", "ad-wrapper"), and tells no part of it from another.
    """
    blocks = tuple(itertools.islice(_Walk().blocks(tree), BLOCK_LIMIT))
    page_wide = _page_wide_marks(blocks)
    return tuple(replace(block, above=block.above - page_wide) for block in blocks) if page_wide else blocks


def _page_wide_marks(blocks: Sequence[Block]) -> frozenset[str]:
    """The marks above most of the prose; readers' comments may be most of it, so theirs must hold the headline too."""
    prose = [block for block in blocks if len(block.text) >= _PROSE_CHARS and block.link_chars < 0.4 * len(block.text)]
    covered: Counter[str] = Counter()
    for block in prose:
        covered.update(dict.fromkeys(block.above & _FURNITURE_MARKS, len(block.text)))
    least = _PAGE_WIDE_SHARE * sum(len(block.text) for block in prose)
    headed = {mark for block in blocks if block.tag == "h1" for mark in block.above}
    return frozenset(
        mark for mark, chars in covered.items() if chars >= least and (mark != "comment" or mark in headed)
    )


class _Walk:
    """Collects text until a block element begins or ends, then gives it as one block."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._link_chars = 0
        self._links = 0
        self._places = [_Place()]
        self._count = 0

    def blocks(self, tree: html.HtmlElement) -> Iterator[Block]:
        """Walk the tree with an explicit stack: pages nest deeper than Python may recurse."""
        stack: list[tuple[html.HtmlElement, bool]] = [(tree, False)]
        while stack:
            element, leaving = stack.pop()
            if leaving:
                yield from self._leave(element)
                self._add(element.tail)
            elif not isinstance(element.tag, str) or _is_unseen(element):
                self._add(element.tail)
            else:
                yield from self._enter(element)
                self._add(element.text)
                stack.append((element, True))
                stack.extend((child, False) for child in reversed(element))
        yield from self._flush()

    def _enter(self, element: html.HtmlElement) -> Iterator[Block]:
        tag = element.tag
        if tag in _BLOCK_TAGS:
            yield from self._flush()
            self._count += 1
            self._places.append(_place_below(self._places[-1], element, self._count))
        elif tag == "br":
            yield from self._line_break(element)
        elif tag == "a":
            self._links += self._leads_off(element)

    def _leave(self, element: html.HtmlElement) -> Iterator[Block]:
        if element.tag in _BLOCK_TAGS:
            yield from self._flush()
            self._places.pop()
        elif element.tag == "a":
            self._links -= self._leads_off(element)

    def _leads_off(self, link: html.HtmlElement) -> bool:
        """Whether it is a link for a reader: headings link to themselves, so that they can be linked to."""
        return self._places[-1].tag not in HEADING_TAGS or not (link.get("href") or "#").startswith("#")

    def _line_break(self, element: html.HtmlElement) -> Iterator[Block]:
        following = element.getnext()
        again = following is not None and following.tag == "br" and not (element.tail or "").strip()
        if again:
            yield from self._flush()
        else:
            self._texts.append("\n")

    def _add(self, text: str | None) -> None:
        if text:
            self._texts.append(text)
            if self._links:
                self._link_chars += len(text.strip())

    def _flush(self) -> Iterator[Block]:
        text = clean_line("".join(self._texts)[:LONGEST_BLOCK_CHARS]) if self._texts else ""
        link_chars, self._link_chars = self._link_chars, 0
        self._texts.clear()
        if text:
            place = self._places[-1]
            yield Block(
                text=text,
                tag=place.tag,
                own=place.own,
                above=place.above,
                link_chars=min(link_chars, len(text)),
                container=place.container,
                style=place.style,
            )


def _is_unseen(element: html.HtmlElement) -> bool:
    if element.tag in _UNSEEN_TAGS or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and _HIDDEN_STYLE.search(style) is not None


def _place_below(above: _Place, element: html.HtmlElement, number: int) -> _Place:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:_NAME_CHARS]
    page_wide = element.tag in {"html", "body"}  # their classes speak of the page, not of a part of it
    own = frozenset() if page_wide else _marks_named(names)
    mark = _TAG_MARKS.get(element.tag)
    return _Place(
        tag=element.tag,
        own=own | {mark} if mark else own,
        above=above.above | above.own,
        number=number,
        container=above.number,
        style=f"{element.tag} {names[:100]}",
    )


@functools.lru_cache(maxsize=4096)
def _marks_named(names: str) -> frozenset[str]:
    words = _CAMEL.sub("-", names).lower()
    return frozenset(mark for mark, pattern in _NAMED_MARKS if pattern.search(words))
