"""DOCX → an article: the paragraphs of its document part, headings by their styles; nothing else of it is opened."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from summarizer.errors import Fault, TooShort, UnreadableFile
from summarizer.model import Article, Document
from summarizer.sources.authors import parse_names
from summarizer.sources.caps import TEXT_LIMIT_CHARS
from summarizer.sources.pasted import read_pasted
from summarizer.text.clean import clean_line

MEMBER_LIMIT = 2_000
"""Word writes some 15 parts and one for each picture."""

UNPACKED_LIMIT_BYTES = 200_000_000
"""Declared in the directory, pictures included; only the parts we read are unpacked, each under `PART_LIMIT_BYTES`."""

PART_LIMIT_BYTES = 20_000_000
"""200,000 characters of text take some 3 MB of XML, five times that with every word in a run of its own."""

RATIO_LIMIT = 250
"""Real document parts shrink 5 to 30 times; a bomb a thousand times."""

PARAGRAPH_LIMIT = 10_000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DC = "{http://purl.org/dc/elements/1.1/}"
_HEADING = re.compile(r"heading [1-9]$", re.IGNORECASE)
_EMPTY_TITLES = frozenset({"", "untitled", "document", "microsoft word document", "word document"})
_TABLE_PROSE_WORDS = 8
BARE_PARAGRAPHS = 2
HEADLINE_WORDS = 20
_BROKEN = (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, OSError, NotImplementedError, EOFError, ValueError)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    text: str
    style: str = ""
    in_table: bool = False


def read_docx(document: Document) -> Article:
    """Read a Word document: headings become subheads, a paragraph styled "Title" (else the properties) the title.

    Left out: headers and footers, notes, comments, deleted text, pictures, and table cells that are no prose.

    Raises:
        UnreadableFile: no DOCX, broken, encrypted, or larger inside than any text needs.
        TooShort: no paragraph of text.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(document.data)) as archive:
            _check_archive(archive)
            body = _read_part(archive, "word/document.xml")
            styles = _parse_styles(_read_part(archive, "word/styles.xml", optional=True))
            properties = _parse_properties(_read_part(archive, "docProps/core.xml", optional=True))
            paragraphs, partial = _parse_body(body, styles)
    except _BROKEN as error:
        raise UnreadableFile(reason="the Word document is broken", title=document.title) from error
    return _to_article(document, paragraphs, properties, partial=partial)


def _check_archive(archive: zipfile.ZipFile) -> None:
    """Hold the caps on what the directory says, before anything is unpacked."""
    members = archive.infolist()
    if len(members) > MEMBER_LIMIT or sum(member.file_size for member in members) > UNPACKED_LIMIT_BYTES:
        raise UnreadableFile(reason="the Word document is too large inside")
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile(reason="the Word document is encrypted", fault=Fault.LOCKED)


def _read_part(archive: zipfile.ZipFile, name: str, *, optional: bool = False) -> bytes:
    try:
        member = archive.getinfo(name)
    except KeyError as error:
        if optional:
            return b""
        raise UnreadableFile(reason="no Word document") from error
    if member.file_size > PART_LIMIT_BYTES or member.file_size > RATIO_LIMIT * max(member.compress_size, 1024):
        raise UnreadableFile(reason="the Word document is too large inside")
    with archive.open(member) as part:
        data = part.read(PART_LIMIT_BYTES + 1)
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise UnreadableFile(reason="the Word document declares entities")
    return data


def _iterparse(data: bytes, *tags: str) -> Iterator[etree._Element]:
    """Give the elements named as they end; no entities, no network, no huge nodes."""
    events = etree.iterparse(
        io.BytesIO(data), events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
    )
    for _event, element in events:
        yield element


def _parse_styles(data: bytes) -> Mapping[str, str]:
    """Give the English name of each style ("heading 1", "Title"); its id is in the writer's language."""
    styles: dict[str, str] = {}
    for style in _iterparse(data, f"{_W}style") if data else ():
        name = style.find(f"{_W}name")
        if name is not None:
            styles[str(style.get(f"{_W}styleId", ""))] = str(name.get(f"{_W}val", ""))
    return styles


def _parse_properties(data: bytes) -> Mapping[str, str]:
    """Give title and creator, as far as the core properties name them."""
    found: dict[str, str] = {}
    for element in _iterparse(data, f"{_DC}title", f"{_DC}creator") if data else ():
        found[str(element.tag).removeprefix(_DC)] = clean_line(element.text or "")
    return found


def _parse_body(data: bytes, styles: Mapping[str, str]) -> tuple[list[_Paragraph], bool]:
    """Give the paragraphs, and whether a cap cut them. Frees each element that it has read."""
    paragraphs: list[_Paragraph] = []
    chars = 0
    for element in _iterparse(data, f"{_W}p"):
        paragraph = _parse_paragraph(element, styles)
        element.clear()
        if paragraph.text:
            paragraphs.append(paragraph)
            chars += len(paragraph.text)
        if chars > TEXT_LIMIT_CHARS or len(paragraphs) >= PARAGRAPH_LIMIT:
            return paragraphs, True
    return paragraphs, False


def _parse_paragraph(element: etree._Element, styles: Mapping[str, str]) -> _Paragraph:
    above = {str(ancestor.tag) for ancestor in element.iterancestors()}
    if _FALLBACK in above:
        return _Paragraph(text="")  # what older programs show in place of the drawing that we have read
    nodes = element.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr")
    parts = [(node.text or "") if node.tag == f"{_W}t" else " " for node in nodes]
    style = element.find(f"{_W}pPr/{_W}pStyle")
    name = str(style.get(f"{_W}val", "")) if style is not None else ""
    return _Paragraph(text=clean_line("".join(parts)), style=styles.get(name, name), in_table=f"{_W}tbl" in above)


def _to_article(
    document: Document, paragraphs: list[_Paragraph], properties: Mapping[str, str], *, partial: bool
) -> Article:
    titled = next((p for p in paragraphs if p.style.lower() == "title"), None)
    stated = properties.get("title", "")
    title = document.title or (titled.text if titled else None)
    if title is None and stated.lower() not in _EMPTY_TITLES:
        title = stated
    kept = [p for p in paragraphs if p is not titled and not _is_cell(p)]
    if not title and _starts_bare(kept):
        return _read_bare(document, kept, properties, partial=partial)
    if not any(not _HEADING.match(p.style) for p in kept):
        raise TooShort(title=title)
    byline = properties.get("creator") or None
    return Article(
        paragraphs=tuple(p.text for p in kept),
        title=title,
        byline=byline,
        authors=parse_names(byline) if byline else (),
        language=document.language,
        url=document.url,
        subheads=frozenset(index for index, p in enumerate(kept) if _HEADING.match(p.style)),
        partial=partial,
    )


def _starts_bare(paragraphs: list[_Paragraph]) -> bool:
    """Whether a short line without a stop, styled as nothing, stands over paragraphs that are styled as nothing."""
    first = paragraphs[0].text if len(paragraphs) > BARE_PARAGRAPHS else "."
    is_headline = len(first.split()) <= HEADLINE_WORDS and first[-1] not in ".…:;,。"
    return is_headline and not any(_HEADING.match(p.style) for p in paragraphs)


def _read_bare(document: Document, kept: list[_Paragraph], properties: Mapping[str, str], *, partial: bool) -> Article:
    """Read a document whose writer styled nothing, as most do: what looks like headline and byline is told by looks."""
    article = read_pasted("\n\n".join(p.text for p in kept), language=document.language, url=document.url)
    byline = article.byline or properties.get("creator") or None
    authors = article.authors or (parse_names(byline) if byline else ())
    return replace(article, byline=byline, authors=authors, partial=article.partial or partial)


def _is_cell(paragraph: _Paragraph) -> bool:
    return paragraph.in_table and len(paragraph.text.split()) < _TABLE_PROSE_WORDS
