"""E-mail → an article: a newsletter, a forwarded story, a letter; without attachments and what mail adds to texts.

1. parts      the plain text, or the page when the text is a stub of it; a message forwarded whole is opened
2. reply      `mailtext` takes off quotes and signatures, and finds the story in an inline forward
3. article    subject, sender and date become title, byline or site, and time
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime

from summarizer.errors import TooLarge, TooShort, UnreadableFile, Unusable
from summarizer.model import Article, Document, MediaType
from summarizer.sources.authors import parse_names
from summarizer.sources.dates import parse_time
from summarizer.sources.html import read_html
from summarizer.sources.mailtext import Letter, is_greeting, parse_letter
from summarizer.sources.markup import decode_markup
from summarizer.sources.pasted import read_pasted
from summarizer.text.clean import clean_line

MAIL_LIMIT_BYTES = 20_000_000
"""Mail servers take some 25 MB, of which the text is the smallest part."""

NESTED_LIMIT = 100
"""Parts that hold parts; mail programs write three or four. The standard parser recurses, and is slow when deep."""

FORWARDED_LIMIT = 3
STUB_WORDS = 60
"""A shorter plain text beside a page says "read this in your browser"."""

GREETING_PARAGRAPHS = 3
"""Where a letter greets: first of all, or below its own name and date."""

HEADER_LIMIT_CHARS = 1_000
SENDER_LIMIT_CHARS = 200
"""The standard parser of addresses recurses for every bracket."""

_NESTING = re.compile(rb"(?:multipart/|message/rfc822)", re.IGNORECASE)
_PREFIX = re.compile(
    r"(?:\[[^\]]{1,40}\]\s{0,4}|(?:re|fwd?|aw|wg|tr|rv|r|i|enc|res|ref|odp|пер|на)(?:\[\d{1,3}\])?\s?:\s{0,4})+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Envelope:
    """What the headers say: `sender` is a name, or the address's domain without one."""

    subject: str | None
    sender: str | None
    published: str | None


def read_mail(document: Document) -> Article:
    """Read a message: its subject is the title, its sender the byline (a person) or the site (anybody else).

    Raises:
        TooLarge: more than `MAIL_LIMIT_BYTES`.
        UnreadableFile: nested beyond reason.
        Unusable: no text in it, or its page is no article.
    """
    if len(document.data) > MAIL_LIMIT_BYTES:
        raise TooLarge(limit_bytes=MAIL_LIMIT_BYTES)
    if len(_NESTING.findall(document.data)) > NESTED_LIMIT:
        raise UnreadableFile(reason="the message is nested beyond reason", title=document.title)
    return _read_message(BytesParser(policy=compat32).parsebytes(document.data), document, FORWARDED_LIMIT)


def _read_message(message: Message, document: Document, depth: int) -> Article:
    envelope = _parse_envelope(message)
    parts = list(_text_parts(message))
    plain = next((part for part in parts if part.get_content_type() == "text/plain"), None)
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    letter = parse_letter(_text_of(plain)) if plain is not None else None
    words = len(letter.text.split()) if letter else 0
    forwarded = next((part for part in message.walk() if part.get_content_type() == "message/rfc822"), None)
    if forwarded is not None and depth and words < STUB_WORDS and page is None:
        return _read_message(_inner(forwarded), document, depth - 1)
    if page is not None and words < STUB_WORDS:
        try:
            return _addressed(_read_page(page, document, envelope), document, envelope)
        except Unusable:
            if not words:
                raise
    if letter is None or not words:
        raise TooShort(title=document.title or envelope.subject)
    return _read_letter(letter, document, envelope)


def _text_parts(message: Message) -> Iterator[Message]:
    """The parts a reader is shown as the message itself; not attachments, not the insides of a forwarded message."""
    if message.get_content_disposition() == "attachment" or message.get_content_type() == "message/rfc822":
        return
    if message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _text_parts(part)
    elif message.get_content_maintype() == "text":
        yield message


def _inner(part: Message) -> Message:
    payload = part.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else None
    return inner if isinstance(inner, Message) else Message()


def _bytes_of(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text_of(part: Message) -> str:
    return decode_markup(_bytes_of(part), part.get_content_charset())


def _read_page(page: Message, document: Document, envelope: _Envelope) -> Article:
    return read_html(
        Document(
            data=_bytes_of(page),
            media_type=MediaType.HTML,
            charset=page.get_content_charset(),
            url=document.url,
            title=document.title or envelope.subject,
            language=document.language,
        )
    )


def _read_letter(letter: Letter, document: Document, envelope: _Envelope) -> Article:
    own = _Envelope(
        subject=_bare_subject(letter.subject) or envelope.subject,
        sender=_sender_name(letter.sender) or envelope.sender,
        published=_iso_date(letter.date) if letter.sender else envelope.published,
    )
    title = document.title or own.subject
    article = read_pasted(letter.text, title=title, language=document.language, url=document.url)
    return _addressed(article, document, own)


def _addressed(article: Article, document: Document, envelope: _Envelope) -> Article:
    """`article` with what the envelope knows, where the text itself said nothing."""
    article = _without_greeting(article)
    people = parse_names(envelope.sender) if envelope.sender and not article.byline else ()
    return replace(
        article,
        title=document.title or article.title or envelope.subject,
        byline=article.byline or (envelope.sender if people else None),
        authors=article.authors or people,
        site=article.site or (None if people else envelope.sender),
        published=article.published or envelope.published,
    )


def _without_greeting(article: Article) -> Article:
    """`article` without "Good morning. Here is what you need to know" near its start; what else it says stays."""
    start = [is_greeting(paragraph) for paragraph in article.paragraphs[:GREETING_PARAGRAPHS]]
    if True not in start or len(article.paragraphs) <= GREETING_PARAGRAPHS:
        return article
    gone = start.index(True)
    return replace(
        article,
        paragraphs=article.paragraphs[:gone] + article.paragraphs[gone + 1 :],
        subheads=frozenset(index - (index > gone) for index in article.subheads if index != gone),
    )


def _parse_envelope(message: Message) -> _Envelope:
    return _Envelope(
        subject=_bare_subject(_header(message, "Subject")),
        sender=_sender_name(_header(message, "From")),
        published=_iso_date(_header(message, "Date")),
    )


def _header(message: Message, name: str) -> str | None:
    """A header as text, RFC 2047 words decoded; as it came when they are broken."""
    raw = message.get(name)
    if raw is None:
        return None
    text = str(raw)[:HEADER_LIMIT_CHARS]
    try:
        return clean_line(str(make_header(decode_header(text))))
    except (MessageError, LookupError, ValueError):
        return clean_line(text)


def _bare_subject(subject: str | None) -> str | None:
    """The subject without "Fwd:", "Re:", their cousins in other languages, and a list's name in brackets."""
    text = clean_line(subject or "")[:HEADER_LIMIT_CHARS]
    prefix = _PREFIX.match(text)
    return (text[prefix.end() :] if prefix else text) or None


def _sender_name(header: str | None) -> str | None:
    name, address = parseaddr((header or "")[:SENDER_LIMIT_CHARS])
    return clean_line(name).strip("'\"") or address.rpartition("@")[2].lower() or None


def _iso_date(header: str | None) -> str | None:
    try:
        return parsedate_to_datetime(header[:64]).isoformat() if header else None
    except ValueError:
        return parse_time(header or "")
