"""Who wrote a page: names from JSON-LD, meta tags and the visible byline, without sites, agencies and job titles."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

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
    r"redaktion|redazione|redação|reporters?|reuters|service|staff|studio|tass|team|times|today|tv|website|wire|"
    r"writers?|xinhua|администратор|агентство|новости|редакция|редакція|риа|тасс|укринформ|укрінформ)\b|"
    r"[@/]|\.(?:com|net|org|co|de|fr|ru|ua|it|es|br|pl|tv|uk)\b|\d",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"(?:(?:written|posted|reported|published|words|story|text|analysis|review|opinion|column|interview)\s+)?"
    r"(?:by|von|par|por|di|da|door|av|af|от|автор(?:ы|и)?|author|autor|auteur|autore|text|текст|przez)\s*:?\s+",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:[,;|/•·&]|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bи\b|\bі\b|\bта\b|\bwith\b)\s*", re.IGNORECASE
)
_ROLE_AFTER = re.compile(r"\s*(?:[,(|–—]|\s-\s).*", re.DOTALL)
_BYLINE = re.compile(
    r"(?:by|von|par|por|di|от|автор)\s*:?\s+\S.{2,110}",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"[^\W\d_]\.?")


def find_authors(head: Head, site: str | None) -> tuple[str, ...]:
    """The authors' names in the order printed, each once; empty when only a site or an agency is named.

    JSON-LD wins over meta tags, the first source that names a person over the later ones.
    """
    for source in (_structured_names(head), _meta_names(head)):
        names = tuple(dict.fromkeys(name for raw in source for name in parse_names(raw, site)))
        if names:
            return names[:MOST_AUTHORS]
    return ()


def find_byline(blocks: Sequence[Block], authors: Sequence[str]) -> str | None:
    """The byline as printed: the short block that names an author, else the authors joined by commas; None without."""
    if not authors:
        return None
    keys = [_fold(name) for name in authors]
    for block in blocks:
        if len(block.text) <= 120 and all(key in _fold(block.text) for key in keys):
            return block.text
    return ", ".join(authors)


def parse_names(raw: str, site: str | None = None) -> tuple[str, ...]:
    """Split a byline into personal names, vetoing what is none: sites, agencies, addresses, more than four words."""
    text = clean_line(raw)
    lead_in = _LEAD_IN.match(text)
    text = text[lead_in.end() :] if lead_in else text
    return tuple(name for piece in _SPLIT.split(text) if (name := _name(piece, site)))


def _name(piece: str, site: str | None) -> str | None:
    name = _ROLE_AFTER.sub("", piece).strip(" .,:;\"'“”")
    words = name.split()
    if not 1 <= len(words) <= LONGEST_NAME_WORDS or len(name) < 3 or _ORGANISATION.search(name):
        return None
    if site and _fold(name).replace(" ", "") in _fold(site).replace(" ", ""):
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
