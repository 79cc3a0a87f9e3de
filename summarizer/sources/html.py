"""A web page's bytes → its article, or the reason why it holds none."""

from collections.abc import Sequence

from summarizer.errors import LiveBlog
from summarizer.model import Article, Document
from summarizer.sources.authors import find_authors, find_byline
from summarizer.sources.blocks import BLOCK_LIMIT, Block, parse_blocks
from summarizer.sources.body import Body, read_body
from summarizer.sources.dates import find_published
from summarizer.sources.head import Head, parse_head
from summarizer.sources.headline import find_site, find_title
from summarizer.sources.liveblog import is_live_blog, read_live_blog
from summarizer.sources.markup import decode_markup, parse_page
from summarizer.sources.payload import extract_payload
from summarizer.sources.shingles import runs_in, runs_of, share
from summarizer.sources.trimming import trim_body
from summarizer.sources.walls import TOO_SHORT_WORDS, Reading, find_wall, says_not_free

LONGEST_BODY_CHARS = 500_000
"""A long novel chapter by chapter; what is beyond is cut off and the article marked partial."""

LITTLE_WORDS = 200
"""A body of fewer words may be the beginning of a story that the page's scripts would show whole."""

TOLD_WORDS = 100
"""A story in a page's data is at least so long; shorter texts there are descriptions."""

_SAME_STORY = 0.5
_EXCERPT_CHARS = 300


def read_html(document: Document) -> Article:
    """Read a page's article: body, headline, authors, site, time of publication.

    A pure function of the bytes: `document.url` is only looked at. The body is without headline, captions and
    furniture; `language` is what the page says, None when it says nothing; `partial` when a cap cut the page.
    Of a live blog, the newest entries are the article, and it says so.

    Raises:
        TooLarge: beyond what is parsed at all.
        Unusable: there is no article; the subclass says why, with what was still read.
    """
    page = parse_page(document.data, document.charset)
    head = parse_head(page.tree)
    blocks = parse_blocks(page.tree)
    site = find_site(head, document.url)
    title = document.title or find_title(head, page.tree, site)
    authors = find_authors(head, blocks, page.tree, site)
    live = is_live_blog(head, blocks, title, document.url)
    whole = read_live_blog(head, blocks) if live else _fuller(read_body(page.tree, blocks, head, title), document, head)
    body = whole if live else trim_body(whole, title, authors)
    reading = Reading(page=page, head=head, blocks=blocks, body=body, title=title)
    wall = LiveBlog if live and not body.paragraphs else find_wall(reading)
    if wall is not None:
        raise wall(title=title, site=site, text=_excerpt(body, blocks))
    paragraphs = _within_limit(body.paragraphs)
    return Article(
        paragraphs=paragraphs,
        title=title,
        byline=find_byline(blocks, authors),
        authors=authors,
        site=site,
        published=find_published(head, page.tree, blocks, document.url),
        language=document.language or head.language,
        url=document.url,
        subheads=frozenset(index for index in body.subheads if index < len(paragraphs)),
        partial=page.partial
        or len(blocks) == BLOCK_LIMIT
        or sum(map(len, paragraphs)) < sum(map(len, body.paragraphs)),
        live=live,
    )


def _fuller(body: Body, document: Document, head: Head) -> Body:
    """The body, or the story that the page carries as data where it shows little of it and asks nothing for it."""
    if body.words >= LITTLE_WORDS or says_not_free(head):
        return body
    told = Body(paragraphs=tuple(extract_payload(decode_markup(document.data, document.charset))))
    shown = [run for text in body.paragraphs for run in runs_of(text)]
    same = body.words < TOO_SHORT_WORDS or share(shown, runs_in(told.paragraphs)) >= _SAME_STORY
    return told if same and told.words >= max(TOLD_WORDS, 2 * body.words) else body


def _excerpt(body: Body, blocks: Sequence[Block]) -> str | None:
    """The first words of what was read, of the whole page where there is no body."""
    text = " ".join(body.paragraphs or [block.text for block in blocks[:20]])
    return text[:_EXCERPT_CHARS] or None


def _within_limit(paragraphs: Sequence[str]) -> tuple[str, ...]:
    kept: list[str] = []
    room = LONGEST_BODY_CHARS
    for paragraph in paragraphs:
        if len(paragraph) > room and kept:
            break
        kept.append(paragraph[:room])
        room -= len(paragraph)
    return tuple(kept)
