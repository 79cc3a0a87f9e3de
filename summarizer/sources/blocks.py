"""The text blocks of a page: what a reader sees as one paragraph, heading, item or cell, in document order."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from summarizer.text.clean import clean_line

HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

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

_MARKS = {
    "address": "footer", "article": "article", "aside": "aside", "blockquote": "quote", "button": "form",
    "figcaption": "figure", "figure": "figure", "footer": "footer", "form": "form", "header": "header", "label": "form",
    "main": "article", "nav": "nav", "td": "table", "th": "table",
}  # fmt: skip

_BAD_NAMES = re.compile(
    r"(?<![a-z])(?:ad|ads|advert\w*|affiliate\w*|agegate|author\w*|banner\w*|bio|breadcrumb\w*|byline\w*|caption\w*|"
    r"carousel\w*|comment\w*|consent\w*|contributor\w*|cookie\w*|copyright\w*|credit\w*|cta|date\w*|disclaimer\w*|"
    r"disqus\w*|donat\w*|foot\w*|gallery\w*|headline\w*|kicker\w*|legal\w*|links|login\w*|masthead\w*|menu\w*|meta|"
    r"modal\w*|more|most|nav\w*|newsletter\w*|outbrain\w*|overlay\w*|pager\w*|pagination|paywall\w*|popular\w*|popup\w*|"
    r"poll|print\w*|profile\w*|promo\w*|rail|read-?more|recirc\w*|recommend\w*|related\w*|replies|share\w*|sharing|"
    r"shop\w*|sidebar\w*|signup\w*|skip\w*|slide\w*|social\w*|sponsor\w*|subscri\w*|tag|tags|taboola\w*|teaser\w*|"
    r"timestamp\w*|toolbar\w*|trending\w*|tweet\w*|video\w*|widget\w*)(?![a-z])"
)
_GOOD_NAMES = re.compile(
    r"(?<![a-z])(?:article-?_?(?:body|content|text|copy|main)\w*|body-?_?(?:copy|text|content)?|content-?_?(?:body|text)|"
    r"entry-?_?(?:content|text|body)|main-?_?(?:content|text)|post-?_?(?:body|content|text)|rich-?text\w*|"
    r"story-?_?(?:body|content|text|copy)\w*|articlebody|paragraph\w*|prose|text)(?![a-z])"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of text.

    `tag` is the nearest block element's. `marks` names the telling elements above it (nav, footer, figure, …).
    `link_chars` counts characters inside links. `own_bad` and `own_good` say whether the class or id of the element
    itself names furniture or a body, `bad` and `good` count the elements above that do. `container` numbers the
    element that holds the block among its like, and `style` is the element's tag and class.
    """

    text: str
    tag: str
    marks: frozenset[str]
    link_chars: int
    own_bad: bool
    own_good: bool
    bad: int
    good: int
    container: int
    style: str

    @property
    def heading(self) -> bool:
        """Whether the page marks it as a heading."""
        return self.tag in HEADING_TAGS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    tag: str = "body"
    marks: frozenset[str] = frozenset()
    own_bad: bool = False
    own_good: bool = False
    bad: int = 0
    good: int = 0
    number: int = 0
    container: int = 0
    style: str = ""


def parse_blocks(tree: html.HtmlElement) -> tuple[Block, ...]:
    """Give the visible text blocks below `tree` in document order. Linear in the page; no recursion."""
    return tuple(_Walk().blocks(tree))


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
            self._links += 1

    def _leave(self, element: html.HtmlElement) -> Iterator[Block]:
        if element.tag in _BLOCK_TAGS:
            yield from self._flush()
            self._places.pop()
        elif element.tag == "a":
            self._links -= 1

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
        text = clean_line("".join(self._texts)) if self._texts else ""
        link_chars, self._link_chars = self._link_chars, 0
        self._texts.clear()
        if text:
            place = self._places[-1]
            yield Block(
                text=text, tag=place.tag, marks=place.marks, link_chars=min(link_chars, len(text)),
                own_bad=place.own_bad, own_good=place.own_good, bad=place.bad, good=place.good,
                container=place.container, style=place.style,
            )  # fmt: skip


def _is_unseen(element: html.HtmlElement) -> bool:
    if element.tag in _UNSEEN_TAGS or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and _HIDDEN_STYLE.search(style) is not None


def _place_below(above: _Place, element: html.HtmlElement, number: int) -> _Place:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    own_bad, own_good = _judge_names(names[:300])
    mark = _MARKS.get(element.tag)
    return _Place(
        tag=element.tag,
        marks=above.marks | {mark} if mark else above.marks,
        own_bad=own_bad,
        own_good=own_good,
        bad=above.bad + above.own_bad,
        good=above.good + above.own_good,
        number=number,
        container=above.number,
        style=f"{element.tag} {names[:100]}",
    )


@functools.lru_cache(maxsize=4096)
def _judge_names(names: str) -> tuple[bool, bool]:
    words = _CAMEL.sub("-", names).lower()
    return _BAD_NAMES.search(words) is not None, _GOOD_NAMES.search(words) is not None
