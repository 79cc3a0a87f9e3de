"""A web page's bytes → its article, or the reason why it holds none."""

from summarizer.errors import NotAnArticle, TooShort
from summarizer.model import Article, Document
from summarizer.sources.authors import find_authors, find_byline
from summarizer.sources.blocks import parse_blocks
from summarizer.sources.body import read_body
from summarizer.sources.dates import find_published
from summarizer.sources.head import parse_head
from summarizer.sources.headline import find_site, find_title
from summarizer.sources.markup import parse_page

TOO_SHORT_CHARS = 140
"""Hardly two sentences: nothing to shorten."""


def read_html(document: Document) -> Article:
    """Read a page's article: body, headline, authors, site, time of publication.

    A pure function of the bytes: `document.url` is only looked at. The body is without headline, captions and
    furniture; `language` is what the page says, None when it says nothing; `partial` when a cap cut the page.

    Raises:
        TooLarge: beyond what is parsed at all.
        Unusable: there is no article; the subclass says why, with what was still read.
    """
    page = parse_page(document.data, document.charset)
    head = parse_head(page.tree)
    blocks = parse_blocks(page.tree)
    site = find_site(head, document.url)
    title = document.title or find_title(head, page.tree, site)
    body = read_body(page.tree, blocks, head, title)
    authors = find_authors(head, site)
    if not body.paragraphs:
        raise NotAnArticle(title=title, site=site)
    if body.chars < TOO_SHORT_CHARS:
        raise TooShort(title=title, site=site, text=" ".join(body.paragraphs))
    return Article(
        paragraphs=body.paragraphs,
        title=title,
        byline=find_byline(blocks, authors),
        authors=authors,
        site=site,
        published=find_published(head, page.tree, blocks, document.url),
        language=document.language or head.language,
        url=document.url,
        subheads=body.subheads,
        partial=page.partial,
    )
