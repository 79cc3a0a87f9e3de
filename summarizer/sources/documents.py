"""Bytes of any kind we read → an article: what kind they are, and the reader for it."""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePath

from summarizer.errors import WrongType
from summarizer.model import Article, Document, MediaType
from summarizer.sources.docx import read_docx
from summarizer.sources.headers import parse_content_type
from summarizer.sources.html import read_html
from summarizer.sources.mail import read_mail
from summarizer.sources.markdown import read_markdown
from summarizer.sources.markup import decode_markup
from summarizer.sources.pasted import read_pasted
from summarizer.sources.pdf import read_pdf

SNIFFED_BYTES = 4_096

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SIGNATURES: Mapping[bytes, str] = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"\x1f\x8b": "application/gzip",
    b"\xd0\xcf\x11\xe0": "application/msword",
    b"{\\rtf": "application/rtf",
    b"Rar!": "application/vnd.rar",
    b"7z\xbc\xaf": "application/x-7z-compressed",
    b"ID3": "audio/mpeg",
    b"OggS": "audio/ogg",
    b"%!PS": "application/postscript",
}
"""The first bytes of what people send by mistake; an encrypted DOCX looks like the old DOC."""

_BY_TYPE = {
    "text/html": MediaType.HTML,
    "application/xhtml+xml": MediaType.HTML,
    "text/markdown": MediaType.MARKDOWN,
    "text/x-markdown": MediaType.MARKDOWN,
    "message/rfc822": MediaType.EMAIL,
    "text/plain": MediaType.PLAIN,
}
_BY_SUFFIX = {
    ".html": MediaType.HTML,
    ".htm": MediaType.HTML,
    ".xhtml": MediaType.HTML,
    ".md": MediaType.MARKDOWN,
    ".markdown": MediaType.MARKDOWN,
    ".eml": MediaType.EMAIL,
    ".txt": MediaType.PLAIN,
    ".text": MediaType.PLAIN,
}
_UNDECIDED = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/x-download"})
_NO_PROSE = frozenset({"text/css", "text/javascript", "text/csv", "text/calendar", "text/vcard", "text/xml"})

_NO_PROSE_SUFFIXES = frozenset(
    ".c .cpp .css .csv .go .h .ics .ini .java .js .json .jsonl .log .php .py .rb .rs .sh .sql .toml .ts .tsv .vcf .xml "
    ".yaml .yml".split()
)
"""Text files that hold data or code: their words are nobody's story."""

_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)?"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|article|main|div|section|table|h1|p)[\s>]",
    re.IGNORECASE,
)
_TAG = re.compile(rb"</?[a-z][a-z0-9]{0,10}[\s/>]", re.IGNORECASE)
_HEADER_LINES = re.compile(rb"(?:(?:[!-9;-~]{1,76}:[^\r\n]{0,998}|[ \t][^\r\n]{0,998})(?:\r?\n)){2,}")
_MAIL_MARK = re.compile(
    rb"^(?:received|message-id|mime-version|return-path|delivered-to|x-mailer):", re.IGNORECASE | re.MULTILINE
)
_MAIL_FROM = re.compile(rb"^from:", re.IGNORECASE | re.MULTILINE)


def media_type_of(data: bytes, *, declared: str | None, filename: str | None) -> MediaType:
    """Say what `data` is, from its first bytes, the `Content-Type` a server or sender declared, and the file's name.

    The bytes win where they are certain (PDF, DOCX, pictures, HTML that starts as such), then the declared type, then
    the name; text that nobody named is plain.

    Raises:
        WrongType: nothing that we read.
    """
    kind = parse_content_type(declared)[0]
    if certain := _sniff_binary(data, kind):
        return certain
    head = data[:SNIFFED_BYTES]
    if _HTML_START.match(head.removeprefix(b"\xef\xbb\xbf")):
        return MediaType.HTML
    if _looks_like_mail(head):
        return MediaType.EMAIL
    return _named_type(data, kind, filename)


def read_document(document: Document) -> Article:
    """Read a document of any kind; what the document says of itself (`title`, `language`) wins over its bytes.

    Raises:
        TooLarge: a cap was passed before parsing.
        Unusable: it holds no article; the subclass says why (`TooShort`, `UnreadableFile`, `Paywall` …).
    """
    return _READERS[document.media_type](document)


def read_plain(document: Document) -> Article:
    """Read a text file or a pasted text: decoded (mark, UTF-8, the charset said, a guess), then as a pasted page."""
    text = decode_markup(document.data, document.charset)
    return read_pasted(text, title=document.title, language=document.language, url=document.url)


_READERS: Mapping[MediaType, Callable[[Document], Article]] = {
    MediaType.HTML: read_html,
    MediaType.PLAIN: read_plain,
    MediaType.MARKDOWN: read_markdown,
    MediaType.EMAIL: read_mail,
    MediaType.PDF: read_pdf,
    MediaType.DOCX: read_docx,
}


def _sniff_binary(data: bytes, kind: str) -> MediaType | None:
    if b"%PDF-" in data[:1024]:
        return MediaType.PDF
    if data.startswith(b"PK\x03\x04"):
        if b"word/document" in data or kind == MediaType.DOCX:
            return MediaType.DOCX
        raise WrongType(media_type="application/zip")
    for signature, name in _SIGNATURES.items():
        if data.startswith(signature):
            raise WrongType(media_type=name)
    if b"\x00" in data[:SNIFFED_BYTES] and not data.startswith(_UTF16_MARKS):
        raise WrongType(media_type=kind or "application/octet-stream")
    return None


def _looks_like_mail(head: bytes) -> bool:
    """A block of headers first, with a sender and something that only a mail program writes."""
    headers = _HEADER_LINES.match(head.lstrip(b"\r\n"))
    return headers is not None and bool(_MAIL_FROM.search(headers[0]) and _MAIL_MARK.search(headers[0]))


def _named_type(data: bytes, kind: str, filename: str | None) -> MediaType:
    by_name = _BY_SUFFIX.get(_suffix(filename))
    if _suffix(filename) in _NO_PROSE_SUFFIXES and (kind in _UNDECIDED or kind.startswith("text/")):
        raise WrongType(media_type=kind or f"a file of type {_suffix(filename)}")
    if kind in {"text/html", "application/xhtml+xml"} and data and not _TAG.search(data):
        return MediaType.PLAIN
    if kind == "text/plain" and by_name in {MediaType.MARKDOWN, MediaType.EMAIL}:
        return by_name
    if kind in _BY_TYPE:
        return _BY_TYPE[kind]
    if kind in _UNDECIDED:
        return by_name or MediaType.PLAIN
    if kind.startswith("text/") and kind not in _NO_PROSE:
        return by_name or MediaType.PLAIN
    raise WrongType(media_type=kind)


def _suffix(filename: str | None) -> str:
    return PurePath(filename).suffix.lower() if filename else ""
