"""When a page was published: from structured data, its address, or a dateline it shows; never from a guess."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from urllib.parse import urlsplit

from lxml import html

from summarizer.sources.blocks import Block
from summarizer.sources.head import Head
from summarizer.sources.jsonld import string_of
from summarizer.text.clean import clean_line

_META_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "pub_date", "published",
    "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.issued", "dcterms.date", "dc.date",
    "article.published", "article:post_date", "article_date_original", "cxenseparse:recs:publishtime",
    "og:published_time", "og:pubdate", "rnews:datepublished", "date", "displaydate", "citation_publication_date",
)  # fmt: skip
_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:[T ]\s?(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d{1,9})?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?(?!\d)"
)
_URL_DATE = re.compile(r"(?<!\d)(20\d{2}|19[89]\d)[/_.-]?(0[1-9]|1[0-2])[/_.-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_EARLIEST = date(1990, 1, 1)
_LATEST = date(2100, 1, 1)
_DATELINE_CHARS = 100
_TIME_TAGS = 5
_OTHER_DATE = re.compile(
    r"©|copyright|rights|updated|modified|aktualisiert|mis [àa] jour|actualizado|aggiornato|atualizado|обновлено|"
    r"оновлено|expires",
    re.IGNORECASE,
)

_MONTH_NAMES = {
    "English": "january february march april may june july august september october november december",
    "English, short": "jan feb mar apr may jun jul aug sep oct nov dec",
    "German": "januar februar märz april mai juni juli august september oktober november dezember",
    "German, short": "jän feb mär apr mai jun jul aug sept okt nov dez",
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "French, short": "janv févr mars avr mai juin juil aout sept oct nov déc",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "Spanish, short": "ene feb mar abr may jun jul ago set oct nov dic",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "Italian, short": "gen feb mar apr mag giu lug ago set ott nov dic",
    "Portuguese": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "Portuguese, short": "jan fev mar abr mai jun jul ago set out nov dez",
    "Dutch": "januari februari maart april mei juni juli augustus september oktober november december",
    "Polish": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "Russian": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "Russian, short": "янв фев мар апр май июн июл авг сен окт ноя дек",
    "Ukrainian": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "Turkish": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
}
_MONTHS = {name: number for names in _MONTH_NAMES.values() for number, name in enumerate(names.split(), 1)}
_MONTH = "(" + "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True)) + ")"
_YEAR = r"((?:19|20)\d{2})(?!\d)"
_DAY_PATTERNS = (
    (re.compile(rf"(?<!\w)(\d{{1,2}})(?:st|nd|rd|th|\.|º|er)?\s(?:de\s)?{_MONTH}\.?,?\s(?:de\s)?{_YEAR}"), "dmy"),
    (re.compile(rf"(?<!\w){_MONTH}\.?\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s{_YEAR}"), "mdy"),
    (re.compile(rf"(?<!\d)(\d{{1,2}})\.\s?(\d{{1,2}})\.\s?{_YEAR}"), "dmy"),
    (re.compile(r"(?<!\d)((?:19|20)\d{2})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]"), "ymd"),
    (re.compile(r"(?<!\d)((?:19|20)\d{2})[/.](\d{1,2})[/.](\d{1,2})(?!\d)"), "ymd"),
)
_SLASHED = re.compile(rf"(?<![\d/])(\d{{1,2}})[/-](\d{{1,2}})[/-]{_YEAR}")


def find_published(head: Head, tree: html.HtmlElement, blocks: Sequence[Block], url: str | None) -> str | None:
    """The time of publication in ISO 8601, a date alone when only the day is known, None when nothing backs one.

    In this order: JSON-LD, meta tags, the address, the first `<time>`, a dateline shown near the headline.
    """
    for text in _stated(head):
        if found := parse_time(text):
            return found
    return find_url_date(url) or _time_tag(tree) or _dateline(blocks)


def _stated(head: Head) -> Iterator[str]:
    article = head.structured.article
    if article is not None and (published := string_of(article.get("datePublished"))):
        yield published
    yield from head.all(*_META_NAMES)
    for node in head.structured.nodes:
        if published := string_of(node.get("datePublished")):
            yield published


def parse_time(text: str) -> str | None:
    """Read the first date of a short machine-readable text; None when there is none, or it lies out of range."""
    match = _ISO.search(text[:64])
    return _iso(match) if match else parse_day(text)


def _iso(match: re.Match[str]) -> str | None:
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        if hour is None:
            return _plausible(date(int(year), int(month), int(day)))
        moment = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0), tzinfo=_zone(zone))
    except ValueError:
        return None
    return moment.isoformat() if _plausible(moment.date()) else None


def _zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(offset if text[0] == "+" else -offset)


def _plausible(day: date) -> str | None:
    return day.isoformat() if _EARLIEST <= day < _LATEST else None


def parse_day(text: str) -> str | None:
    """Read a day written out in a short text: "21 December 2023", "12/21/2023", "21.12.2023", "2023年12月21日".

    Month names of eleven languages. A day and a month that could change places ("4/5/2023") are nobody's date.
    """
    text = text[:_DATELINE_CHARS].casefold()
    for pattern, order in _DAY_PATTERNS:
        if match := pattern.search(text):
            parts = dict(zip(order, match.groups(), strict=True))
            month = _MONTHS[parts["m"]] if parts["m"] in _MONTHS else int(parts["m"])
            return _day(int(parts["y"]), month, int(parts["d"]))
    return _slashed_day(text)


def _slashed_day(text: str) -> str | None:
    match = _SLASHED.search(text)
    if match is None:
        return None
    first, second, year = (int(group) for group in match.groups())
    if first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return _plausible(date(year, month, day))
    except ValueError:
        return None


def find_url_date(url: str | None) -> str | None:
    """The day that an address spells out ("/2023/12/21/", "-20231221-"), None without one."""
    path = urlsplit(url).path if url else ""
    match = _URL_DATE.search(path)
    return _day(int(match[1]), int(match[2]), int(match[3])) if match else None


def _time_tag(tree: html.HtmlElement) -> str | None:
    """The first `<time>` that holds a date, one marked as the publication's before others; footers never."""
    tags = [tag for tag in tree.iter("time") if next(tag.iterancestors("footer"), None) is None][:_TIME_TAGS]
    marked = [tag for tag in tags if tag.get("pubdate") is not None or "publish" in _names(tag)]
    for tag in (*marked, *tags):
        text = clean_line("".join(tag.itertext()))
        if found := parse_time(tag.get("datetime") or "") or parse_time(text):
            return found
    return None


def _names(tag: html.HtmlElement) -> str:
    return f"{tag.get('itemprop') or ''} {tag.get('class') or ''}".lower()


def _dateline(blocks: Sequence[Block]) -> str | None:
    """The first day shown in a short line; a line about rights or an update is passed over."""
    for block in blocks:
        short = len(block.text) <= _DATELINE_CHARS and "footer" not in block.marks
        if short and not _OTHER_DATE.search(block.text) and (found := parse_time(block.text)):
            return found
    return None
