"""Feeds of every format and oddity, made up by us, with what they hold.

`entry` is what the first entry must be, field by field, `feed` the same for the feed. `peer` says that feedparser, the
most forgiving of readers, must agree on ids, links and dates; where it is False the case says why.
"""

import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BASE = "https://paper.example/feeds/all.xml"

_NAMES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
)
_LINK = "<link>https://paper.example/a</link>"
_PLACE = f"{_LINK}<guid>https://paper.example/a</guid>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    name: str
    data: bytes
    entry: dict[str, Any] = field(default_factory=dict)
    feed: dict[str, Any] = field(default_factory=dict)
    count: int = 1
    peer: bool = True
    charset: str | None = None


def rss(inside: str, *, version: str = "2.0", encoding: str = "utf-8", declared: str | None = None) -> bytes:
    declaration = f'<?xml version="1.0" encoding="{declared or encoding}"?>\n'
    return f'{declaration}<rss version="{version}" {_NAMES}><channel>{inside}</channel></rss>'.encode(encoding)


def story(inside: str) -> bytes:
    return item(inside + _PLACE)


def item(inside: str) -> bytes:
    return rss(f"<title>The Paper</title><item>{inside}</item>")


def atom(inside: str, *, attributes: str = "") -> bytes:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>The Paper</title>{inside}</feed>'.encode()


def entry(inside: str, *, attributes: str = "") -> bytes:
    return atom(
        f'<entry {attributes}><id>tag:paper.example,2026:1</id><link href="https://paper.example/a"/>{inside}</entry>'
    )


def old_atom(inside: str) -> bytes:
    return f'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Old</title><entry>{inside}</entry></feed>'.encode()


def rdf(inside: str) -> bytes:
    return (
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns="http://purl.org/rss/1.0/" {_NAMES}>{inside}</rdf:RDF>'
    ).encode()


def json_feed(*items: dict[str, Any], **more: object) -> bytes:
    top = {"version": "https://jsonfeed.org/version/1.1", "title": "The Paper", "items": list(items), **more}
    return json.dumps(top).encode()


FORMATS = (
    Case(
        name="RSS 2.0",
        data=rss(
            "<title>The Paper</title><link>https://paper.example/</link><language>en-GB</language><ttl>120</ttl>"
            "<skipHours><hour>2</hour><hour>3</hour></skipHours>"
            '<atom:link rel="self" href="https://paper.example/feed"/><atom:link rel="hub" href="https://hub.example/"/>'
            "<item><title>Harbour bridge reopens</title><link>https://paper.example/bridge</link>"
            '<guid isPermaLink="false">story-17</guid><pubDate>Mon, 02 Nov 2026 10:15:00 +0200</pubDate>'
            "<description>&lt;p&gt;The bridge is open.&lt;/p&gt;&lt;p&gt;At last.&lt;/p&gt;</description>"
            "<dc:creator>Ida Holm</dc:creator><category>Local</category><category>Traffic</category></item>"
        ),
        feed={
            "title": "The Paper", "url": "https://paper.example/", "language": "en", "ttl_s": 7200,
            "skip_hours": (2, 3), "hub": "https://hub.example/",
        },
        entry={
            "id": "story-17", "url": "https://paper.example/bridge", "title": "Harbour bridge reopens",
            "published": "2026-11-02T08:15:00+00:00", "text": "The bridge is open.\n\nAt last.", "author": "Ida Holm",
            "categories": ("Local", "Traffic"), "language": None,
        },
    ),
    Case(
        name="RSS 0.91",
        data=b'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://paper.example/rss-0.91.dtd">'
        + rss(f"<title>Old</title><language>de</language><item><title>A</title>{_LINK}</item>").split(b"\n")[1],
        feed={"title": "Old", "language": "de"},
        entry={"id": "https://paper.example/a", "url": "https://paper.example/a", "title": "A", "published": None},
        peer=False,  # it gives no id
    ),
    Case(
        name="RSS 0.92",
        data=rss(f"<title>Old</title><item>{_LINK}<description>Only a text.</description></item>", version="0.92"),
        entry={"title": None, "text": "Only a text.", "url": "https://paper.example/a"},
        peer=False,  # it gives no id
    ),
    Case(
        name="RSS 1.0",
        data=rdf(
            '<channel rdf:about="https://paper.example/rdf"><title>R</title><link>https://paper.example/</link>'
            "<dc:language>fr</dc:language><sy:updatePeriod>daily</sy:updatePeriod>"
            "<sy:updateFrequency>2</sy:updateFrequency></channel>"
            '<item rdf:about="https://paper.example/a"><title>Titre</title><link>https://paper.example/a</link>'
            "<dc:date>2026-11-02T10:00:00+01:00</dc:date><dc:creator>I. H.</dc:creator><dc:subject>Ville</dc:subject>"
            "<description>Texte.</description></item>"
        ),
        feed={"title": "R", "url": "https://paper.example/", "language": "fr", "ttl_s": 43200},
        entry={
            "id": "https://paper.example/a", "title": "Titre", "published": "2026-11-02T09:00:00+00:00",
            "author": "I. H.", "categories": ("Ville",), "text": "Texte.",
        },
    ),
    Case(
        name="RSS 0.90",
        data=b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        b'xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>N</title><link>https://paper.example/</link>'
        b"</channel><item><title>A</title><link>https://paper.example/a</link></item></rdf:RDF>",
        feed={"title": "N", "url": "https://paper.example/"},
        entry={"title": "A", "url": "https://paper.example/a"},
        peer=False,  # it gives no id
    ),
    Case(
        name="Atom 1.0",
        data=atom(
            '<link href="https://paper.example/"/><link rel="self" href="https://paper.example/atom"/>'
            '<link rel="hub" href="https://hub.example/"/><entry><id>tag:paper.example,2026:7</id><title>Port A</title>'
            '<link rel="enclosure" href="https://paper.example/a.mp3"/><link href="https://paper.example/port"/>'
            "<published>2026-11-01T23:30:00-05:00</published><updated>2026-11-02T06:00:00Z</updated>"
            '<author><name>Ann Bo</name></author><category term="sea" label="At sea"/>'
            '<summary>Short.</summary><content type="html">&lt;p&gt;Longer text.&lt;/p&gt;</content></entry>',
            attributes='xml:lang="nl"',
        ),
        feed={"title": "The Paper", "url": "https://paper.example/", "language": "nl", "hub": "https://hub.example/"},
        entry={
            "id": "tag:paper.example,2026:7", "url": "https://paper.example/port", "title": "Port A",
            "published": "2026-11-02T04:30:00+00:00", "updated": "2026-11-02T06:00:00+00:00", "author": "Ann Bo",
            "text": "Longer text.", "categories": ("At sea",),
        },
    ),
    Case(
        name="Atom 0.3",
        data=old_atom(
            "<title>A</title><id>tag:old.example,2004:1</id><issued>2004-03-01T10:00:00Z</issued>"
            "<modified>2004-03-02T10:00:00Z</modified>"
            '<link rel="alternate" type="text/html" href="https://old.example/1"/><summary>Sum.</summary>'
        ),
        entry={
            "id": "tag:old.example,2004:1", "url": "https://old.example/1", "published": "2004-03-01T10:00:00+00:00",
            "updated": "2004-03-02T10:00:00+00:00", "text": "Sum.",
        },
    ),
    Case(
        name="JSON Feed 1.1",
        data=json_feed(
            {
                "id": "j1", "url": "https://paper.example/j", "title": "J & K", "content_html": "<p>1.</p><p>2.</p>",
                "date_published": "2026-11-02T10:00:00+01:00", "date_modified": "2026-11-02T12:00:00Z",
                "authors": [{"name": "Jo"}], "tags": ["x", "y"], "language": "it",
            },
            home_page_url="https://paper.example/",
            language="it-IT",
            hubs=[{"type": "WebSub", "url": "https://hub.example/"}],
        ),
        feed={"title": "The Paper", "url": "https://paper.example/", "language": "it", "hub": "https://hub.example/"},
        entry={
            "id": "j1", "url": "https://paper.example/j", "title": "J & K", "text": "1.\n\n2.", "author": "Jo",
            "published": "2026-11-02T09:00:00+00:00", "updated": "2026-11-02T12:00:00+00:00", "categories": ("x", "y"),
            "language": "it",
        },
        peer=False,  # no XML
    ),
    Case(
        name="JSON Feed 1",
        data=json_feed(
            {"id": 7, "external_url": "https://other.example/x", "content_text": "a<b\n\nc", "author": {"name": "Al"}},
            version="https://jsonfeed.org/version/1",
        ),
        entry={"id": "7", "url": "https://other.example/x", "title": None, "text": "a<b\n\nc", "author": "Al"},
        peer=False,
    ),
    Case(name="a feed without entries", data=rss("<title>Quiet</title>"), feed={"title": "Quiet"}, count=0),
    Case(name="a feed without anything", data=rss(""), feed={"title": None, "url": None, "ttl_s": None}, count=0),
)  # fmt: skip

TITLES = (
    Case(
        name="line breaks and controls",
        data=story("<title>\n  Two\n  lines\x0b\x01 </title>"),
        entry={"title": "Two lines"},
    ),
    Case(name="a giant", data=story(f"<title>{'long ' * 50_000}</title>"), entry={"title": ("long " * 100).strip()}),
)


def _in(encoding: str, title: str, *, declared: str | None = None, charset: str | None = None) -> Case:
    name = f"{encoding} declared as {declared or encoding}" + (f", sent as {charset}" if charset else "")
    data = rss(f"<item><title>{title}</title>{_PLACE}</item>", encoding=encoding, declared=declared)
    return Case(name=name, data=data, charset=charset, entry={"title": title})


ENCODINGS = (
    Case(name="UTF-8 with a mark", data=b"\xef\xbb\xbf" + story("<title>Zürich</title>"), entry={"title": "Zürich"}),
    _in("iso-8859-1", "Zürich"),
    _in("cp1252", "“Zürich”", declared="iso-8859-1"),
    _in("windows-1251", "Мост открыт"),
    _in("koi8-r", "Мост открыт"),
    _in("euc-jp", "橋が再開"),
    _in("shift_jis", "橋が再開"),
    _in("gbk", "大桥重开镕", declared="gb2312"),
    _in("utf-16", "Zürich"),
    _in("utf-16-le", "Zürich", declared="utf-16"),
    _in("utf-32", "Zürich"),
    _in("utf-8", "Zürich", declared="utf-16"),
    _in("windows-1251", "Мост", declared="x-none", charset="windows-1251"),
    _in("windows-1251", "Мост", charset="iso-8859-1"),
)

_BARE = b"<rss version='2.0'><channel><title>T</title>"
_A = "<title>A</title>"

DAMAGE = (
    Case(name="cut in the middle", data=story("<title>Whole</title>")[:-40], entry={"title": "Whole"}),
    Case(name="white space before the declaration", data=b"\n \n" + story(_A), entry={"title": "A"}),
    Case(name="a warning before it", data=b"Warning: cache is stale in line 7\n" + story(_A), entry={"title": "A"}),
    Case(name="something behind the end", data=story(_A) + b"<!-- served by 3 --><br>", entry={"title": "A"}),
    Case(
        name="tags that do not match",
        data=story(f"{_A}<description><p>Text</description>"),
        entry={"title": "A", "url": "https://paper.example/a"},
    ),
    Case(
        name="a prefix that nobody declared",
        data=_BARE + f"<item>{_A}{_PLACE}<foo:bar>x</foo:bar></item></channel></rss>".encode(),
        entry={"title": "A", "url": "https://paper.example/a"},
    ),
    Case(name="control characters", data=story("<title>A\x08B</title>"), entry={"title": "AB"}),
    Case(
        name="a picture in a tag",
        data=story(
            "<description><![CDATA[<p>See</p>"
            f"<img src='data:image/png;base64,{'A' * 60_000}'/><p>this.</p>]]></description>"
        ),
        entry={"text": "See\n\nthis."},
    ),
    Case(
        name="no id at all",
        data=item(f"{_A}<description>Text.</description>"),
        entry={"title": "A", "url": None, "text": "Text."},
    ),
    Case(
        name="items outside the channel",
        data=_BARE + f"</channel><item>{_A}{_PLACE}</item></rss>".encode(),
        entry={"title": "A"},
    ),
)

_SHELLS: dict[str, Callable[..., bytes]] = {
    "item": item, "story": story, "entry": entry, "atom": atom, "old_atom": old_atom,
}  # fmt: skip


def _load() -> dict[str, Case]:
    """The cases of `feed_corpus.toml`."""
    tables = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {f"{kind}: {row['name']}": _case(dict(row)) for kind, rows in tables.items() for row in rows}


def _case(row: dict[str, Any]) -> Case:
    shell = next(name for name in _SHELLS if name in row)
    more = {"attributes": row.pop("attributes")} if "attributes" in row else {}
    name, peer, data = row.pop("name"), row.pop("peer", True), _SHELLS[shell](row.pop(shell), **more)
    expected = {key: None if value == "-" else value for key, value in row.items()}
    return Case(name=name, data=data, peer=peer, entry=expected)


_OWN = {"format": FORMATS, "title": TITLES, "encoding": ENCODINGS, "damage": DAMAGE}
CORPUS = {f"{kind}: {case.name}": case for kind, cases in _OWN.items() for case in cases} | _load()
