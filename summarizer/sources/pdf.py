"""PDF → an article: the words of its pages put together again, without running heads and page numbers."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from summarizer.errors import Fault, TooLarge, UnreadableFile
from summarizer.model import Article, Document
from summarizer.sources.caps import TEXT_LIMIT_CHARS
from summarizer.sources.lines import is_cjk
from summarizer.sources.pasted import read_pasted
from summarizer.text.clean import clean_line

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of every oddity, in the words of the file

PDF_LIMIT_BYTES = 25_000_000
PAGE_LIMIT = 80
"""A page takes 20 to 80 ms; 80 of them hold two hours of reading."""

OPERATOR_LIMIT = 200_000
"""Over all pages. A dense page of print has some 3,000; 28 KB that unpack to a million operators cost pypdf 21 s."""

HEADING_LINE = 0.5
"""A line below this share of the usual width stands alone: a heading, or a paragraph's last words."""

_LIMITS = Configuration(
    zlib_maximum_output_length=4_000_000,  # commands of one page, unpacked; a dense page has some 50 KB
    lzw_maximum_output_length=4_000_000,
    run_length_maximum_output_length=4_000_000,
    array_based_stream_maximum_output_length=4_000_000,
    stream_decoding_work_maximum_length=20_000_000,
    stream_parsing_work_maximum_count=300_000,  # operands and operators of one page, about 2 s
    xform_maximum_invocations_per_extraction=500,
    page_tree_maximum_entries=20_000,
    page_tree_maximum_page_entries=100_000,
)

EDGE_LINES = 2
"""Running heads and feet stand in the first or last lines of a page."""

SHORT_LINE = 0.8
"""A line below this share of the usual width that ends a sentence ends its paragraph."""

_BROKEN = (
    PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, OSError,
    RecursionError, TypeError, ValueError,
)  # fmt: skip
"""All that pypdf was seen to raise on broken files; it checks little of what a file says."""
_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]{0,4}(?:(?:page|seite|p\.|стр\.?|страница|pagina|página|сторінка|strona)\s?)?\d{1,4}(?:\s?(?:/|of|von|из|de|di|sur|з)\s?\d{1,4})?[-–—|\s]{0,4}",
    re.IGNORECASE,
)
_STAMP = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AP]\.?M\.?)?"
_ADDRESS = r"(?:https?|file)://\S{1,2000}"
_PRINTED_FOOT = re.compile(rf"{_ADDRESS}\s\d{{1,4}}/\d{{1,4}}|\d{{1,4}}\s\w{{1,6}}\s\d{{1,4}}\s{_STAMP}")
_PRINTED_EDGE = re.compile(rf"{_STAMP}(?:\s.*)?|(?:.*\s)?{_ADDRESS}")
"""What browsers print above and below a page: Chromium "time title" and "address 1/2", Firefox "title address" and
"1 of 2 time". The foot alone says that it was a browser; without it the other may be a story's own date line."""

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
"""Glyphs of print that stand for several letters; nobody can search for them."""

_SOFT_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_ENDS = re.compile(r"[.!?…:。！？][\"'”’»)\]]*$")
_BYLINE = re.compile(r"(?:By|Von|Par|Por|Door|Автор:?)\s[^\W\d_a-zà-ÿа-я].{1,60}")
BYLINE_PARAGRAPHS = 2
"""Below so many paragraphs a byline may stand, close under a headline in a narrow column."""

_BULLET = re.compile(r"[•◦▪●■‣·*–—-]\s|\d{1,2}[.)]\s")
_ODD_TITLE = re.compile(
    r"^(?:microsoft word|untitled|document\d*|unbenannt|sans titre|без имени|slide \d|layout \d)|"
    r"\.(?:docx?|indd|pdf|tex|rtf|qxd|pages|odt|html?)$|^\S*$|[_\\/]\S*[_\\/]|^https?:",
    re.IGNORECASE,
)


def read_pdf(document: Document) -> Article:
    """Read a PDF's text, then as a pasted page; its title is the metadata's where that is a title at all.

    `partial` is set when a cap on pages, characters or drawing commands cut it.

    Raises:
        TooLarge: more than `PDF_LIMIT_BYTES`.
        UnreadableFile: broken, encrypted, or pictures only.
        TooShort: hardly any text.
    """
    if len(document.data) > PDF_LIMIT_BYTES:
        raise TooLarge(limit_bytes=PDF_LIMIT_BYTES)
    title = document.title
    try:
        with apply_configuration(_LIMITS):
            reader = PdfReader(io.BytesIO(document.data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise UnreadableFile(reason="the PDF is encrypted", title=title, fault=Fault.LOCKED)
            title = title or _stated_title(reader)
            pages, partial = _read_pages(reader)
    except DependencyError as error:
        raise UnreadableFile(reason="the PDF is encrypted", title=title, fault=Fault.LOCKED) from error
    except _BROKEN as error:
        raise UnreadableFile(reason="the PDF is broken", title=title) from error
    text = rebuild_text(pages)
    if not text:
        raise UnreadableFile(reason="the PDF holds pictures only", title=title, fault=Fault.PICTURES)
    article = read_pasted(text, title=title, language=document.language, url=document.url)
    return replace(article, partial=article.partial or partial)


def _stated_title(reader: PdfReader) -> str | None:
    """The title in the metadata; None when it is a file's or a program's name."""
    stated = reader.metadata.title if reader.metadata else None
    title = _clean(stated)[:300] if isinstance(stated, str) else ""
    return None if _ODD_TITLE.search(title) else title


def _read_pages(reader: PdfReader) -> tuple[list[str], bool]:
    """Give the text of each page, and whether a cap or a broken page left some out.

    Raises:
        UnreadableFile: there are pages, and none of them can be read.
    """
    work = _Work()
    texts: list[str] = []
    broken = 0
    for number, page in enumerate(reader.pages):
        if number == PAGE_LIMIT or sum(map(len, texts)) > TEXT_LIMIT_CHARS or work.operators > OPERATOR_LIMIT:
            return texts, True
        try:
            texts.append(page.extract_text(visitor_operand_before=work.count))
        except _BROKEN:
            broken += 1
    if broken and not texts:
        raise UnreadableFile(reason="the PDF is broken")
    return texts, broken > 0


class _Work:
    """Counts the drawing commands over all pages and forms, and stops a page that goes beyond the limit."""

    def __init__(self) -> None:
        self.operators = 0

    def count(self, *_command: object) -> None:
        self.operators += 1
        if self.operators > OPERATOR_LIMIT:
            raise LimitReachedError(f"more than {OPERATOR_LIMIT} drawing commands")


def rebuild_text(pages: Sequence[str]) -> str:
    """Give the paragraphs of printed pages, a blank line between them.

    Running heads and feet go, words broken at a line's end are joined, and so are lines and pages within a paragraph.
    """
    leaves = [[_clean(line) for line in page.splitlines()] for page in pages]
    running = _running_lines(leaves)
    lines = [line for leaf in leaves for line in _without_edges(leaf, running)]
    width = _usual_width(lines)
    paragraphs: list[str] = []
    ended = True
    for line in lines:
        is_byline = _is_byline(line, paragraphs)
        if not line:
            ended = ended or bool(paragraphs and _ENDS.search(paragraphs[-1]))
            continue
        if ended or is_byline or _BULLET.match(line) or not paragraphs:
            paragraphs.append(line)
        else:
            paragraphs[-1] = _joined(paragraphs[-1], line)
        ended = is_byline or _ends_paragraph(line, width)
    return "\n\n".join(paragraphs)


def _clean(line: str) -> str:
    return clean_line(line).translate(_LIGATURES)


def _running_lines(leaves: Sequence[Sequence[str]]) -> frozenset[str]:
    """The lines, numbers aside, that stand at the edge of half of the pages, at least two of them."""
    counts: Counter[str] = Counter()
    for leaf in leaves:
        filled = [line for line in leaf if line]
        counts.update({_numberless(line) for line in (*filled[:EDGE_LINES], *filled[-EDGE_LINES:])})
    running = frozenset(line for line, count in counts.items() if count >= max(2, len(leaves) / 2))
    # Pages that say the same from top to bottom have no running heads.
    return (
        running if any(line and _numberless(line) not in running for leaf in leaves for line in leaf) else frozenset()
    )


def _numberless(line: str) -> str:
    return _NUMBERS.sub("#", line)


def _without_edges(leaf: Sequence[str], running: frozenset[str]) -> Iterator[str]:
    """The page's lines without running heads, feet and page numbers at its edges."""
    filled = [index for index, line in enumerate(leaf) if line]
    edges = {*filled[:EDGE_LINES], *filled[-EDGE_LINES:]}
    is_print = any(_PRINTED_FOOT.fullmatch(leaf[index]) for index in edges)
    for index, line in enumerate(leaf):
        if index in edges and (_is_edge(line, running) or (is_print and _is_printed(line))):
            continue
        yield line


def _is_edge(line: str, running: frozenset[str]) -> bool:
    return _numberless(line) in running or _PAGE_NUMBER.fullmatch(line) is not None


def _is_printed(line: str) -> bool:
    return bool(_PRINTED_FOOT.fullmatch(line) or _PRINTED_EDGE.fullmatch(line))


def _usual_width(lines: Sequence[str]) -> int:
    """The width that three quarters of the longer lines reach: the column, whatever headings and lists do."""
    long = sorted(len(line) for line in lines if len(line) > 20)
    return long[len(long) // 2] if long else 0


def _ends_paragraph(line: str, width: int) -> bool:
    """A short line ends its paragraph when a sentence ends in it, or when it is so short that it must be a heading."""
    if len(line) < SHORT_LINE * width and _ENDS.search(line):
        return True
    return len(line) < HEADING_LINE * width


def _is_byline(line: str, paragraphs: Sequence[str]) -> bool:
    return len(paragraphs) <= BYLINE_PARAGRAPHS and _BYLINE.fullmatch(line) is not None


def _joined(paragraph: str, line: str) -> str:
    if _SOFT_HYPHEN.search(paragraph) and line[:1].islower():
        return paragraph[:-1] + line
    return paragraph + ("" if is_cjk(paragraph[-1:]) and is_cjk(line[:1]) else " ") + line
