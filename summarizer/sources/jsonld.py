"""What a page says about itself in JSON-LD: lists, graphs and broken JSON included."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from lxml import html

Node = Mapping[str, object]

ARTICLE_TYPES = frozenset(
    "Article NewsArticle BlogPosting ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle ReviewNewsArticle "
    "BackgroundNewsArticle AskPublicNewsArticle SatiricalArticle TechArticle ScholarlyArticle Report "
    "AdvertiserContentArticle SocialMediaPosting DiscussionForumPosting Review CriticReview".split()
)
LIVE_BLOG_TYPE = "LiveBlogPosting"

_NODE_LIMIT = 2_000
_TRAILING_COMMA = re.compile(r",(?=\s{0,64}[}\]])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Structured:
    """Every JSON-LD node of a page, outermost first, in the page's order."""

    nodes: tuple[Node, ...]

    def find(self, *, types: frozenset[str]) -> Node | None:
        """The first node of one of the types, None without."""
        return next((node for node in self.nodes if types_of(node) & types), None)

    @property
    def article(self) -> Node | None:
        """The node that describes the story: of several, the first that has a headline or a body."""
        wanted = ARTICLE_TYPES | {LIVE_BLOG_TYPE}
        found = [node for node in self.nodes if types_of(node) & wanted]
        telling = (node for node in found if "headline" in node or "articleBody" in node)
        return next(telling, found[0] if found else None)


def parse_structured(tree: html.HtmlElement) -> Structured:
    """Read all JSON-LD of a page; what cannot be read is left out. At most `_NODE_LIMIT` nodes."""
    nodes: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            for node in _walk(_load(script.text)):
                nodes.append(node)
                if len(nodes) >= _NODE_LIMIT:
                    return Structured(nodes=tuple(nodes))
    return Structured(nodes=tuple(nodes))


def _load(text: str) -> object:
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().removesuffix(";")
    text = text.removeprefix("//<![CDATA[").removeprefix("<![CDATA[").removesuffix("]]>").removesuffix("//").strip()
    for attempt in (text, _TRAILING_COMMA.sub("", text), unescape(text)):
        try:
            return json.loads(attempt, strict=False)  # raw line breaks inside strings are common
        except (ValueError, RecursionError):
            continue
    return _load_first(text)


def _load_first(text: str) -> object:
    """Read the first value of a block that has more after it."""
    try:
        return json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _walk(value: object) -> Iterator[Node]:
    """Breadth first, so that an article comes before what it holds."""
    queue = [value]
    for item in queue:
        if isinstance(item, list):
            queue.extend(item[:_NODE_LIMIT])
        elif isinstance(item, dict):
            yield item
            queue.extend(child for child in item.values() if isinstance(child, (dict, list)))
        if len(queue) > 4 * _NODE_LIMIT:
            return


def types_of(node: Node) -> frozenset[str]:
    """The node's types, prefixes cut off."""
    return frozenset(name.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in strings_of(node.get("@type")))


def strings_of(value: object) -> tuple[str, ...]:
    """The strings in a value that may be one, a list of them, or something else."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list):
        return tuple(item for item in value if isinstance(item, str))
    return ()


def string_of(value: object) -> str | None:
    """The first non-empty string of a value, entities decoded (publishers escape twice), None without."""
    return next((unescape(text).strip() for text in strings_of(value) if text.strip()), None)


def nodes_of(value: object) -> tuple[Node, ...]:
    """The nodes in a value that may be one, a list of them, or something else."""
    items = value if isinstance(value, list) else [value]
    return tuple(item for item in items if isinstance(item, dict))
