"""Feeds read a second: ours, cleaned and complete, beside feedparser and the bare fast parser, in one run.

The feeds are made up: thirty entries each of some 2,000 characters of HTML, as papers send them, in RSS, Atom and RDF;
a tenth of them odd enough for the careful reader. The bare parser neither cleans nor checks anything: it is the floor.
"""

import io
import time
import warnings
from collections.abc import Callable, Sequence

import fastfeedparser
import feedparser
import pytest

from summarizer.sources.feed import parse_feed
from tests.summarizer.sources.feed_corpus import atom, rdf, rss

URL = "https://paper.example/feed"
ENTRIES = 30
SENTENCE = "The harbour bridge at Lowen reopened on Monday after fourteen months of repairs &amp;amp; one lawsuit. "
LINKED = SENTENCE.replace("at Lowen", '&lt;a href="/town/lowen?ref=feed" title="Lowen"&gt;at Lowen&lt;/a&gt;').replace(
    "Monday", "&lt;strong&gt;Monday&lt;/strong&gt;"
)
PICTURE = '&lt;img src="https://paper.example/i/1.jpg" width="640" height="480" alt="The bridge" loading="lazy" /&gt;'
BODY = f'&lt;p class="text"&gt;{PICTURE}{LINKED * 3}&lt;/p&gt;&lt;h2&gt;Traffic&lt;/h2&gt;' * 4
CDATA = BODY.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;amp;", "&amp;")
DATE = "Mon, {:02} Nov 2026 10:15:00 +0100"
TIMES_AS_FAST = 5


def _rss(odd: bool) -> bytes:
    mark = "<media:title>Photo</media:title>" if odd else ""
    return rss(
        "<title>The Paper</title><link>https://paper.example/</link><language>en</language>"
        '<atom:link rel="self" type="application/rss+xml" href="https://paper.example/feed"/>'
        "<ttl>60</ttl>"
        + "".join(
            f"<item>{mark}<title>Story {n} &amp;amp; more</title><link>https://paper.example/s/{n}</link><guid>s{n}</guid>"
            f"<pubDate>{DATE.format(n % 28 + 1)}</pubDate><description>{SENTENCE}</description>"
            f"<content:encoded><![CDATA[{CDATA}]]></content:encoded><category>Town</category></item>"
            for n in range(ENTRIES)
        )
    )


def _atom(odd: bool) -> bytes:
    title = '<title type="xhtml"><div>Story <b>x</b></div></title>' if odd else "<title>Story &amp; more</title>"
    return atom(
        "".join(
            f'<entry><id>tag:paper.example,2026:{n}</id>{title}<link href="https://paper.example/s/{n}"/>'
            f"<published>2026-11-{n % 28 + 1:02}T10:15:00+01:00</published><updated>2026-11-28T10:15:00Z</updated>"
            f'<author><name>Ida Holm</name></author><content type="html">{BODY}</content></entry>'
            for n in range(ENTRIES)
        )
    )


def _rdf(odd: bool) -> bytes:
    date = "2026-11-{:02}" if odd else "2026-11-{:02}T10:15:00Z"
    return rdf(
        '<channel rdf:about="https://paper.example/"><title>R</title><link>https://paper.example/</link></channel>'
        + "".join(
            f'<item rdf:about="https://paper.example/s/{n}"><title>Story {n}</title>'
            f"<link>https://paper.example/s/{n}</link><dc:date>{date.format(n % 28 + 1)}</dc:date>"
            f"<description>{BODY}</description></item>"
            for n in range(ENTRIES)
        )
    )


def _feeds() -> list[bytes]:
    makers = (_rss, _rss, _rss, _atom, _rdf)
    return [make(odd) for odd in (False,) * 9 + (True,) for make in makers]


def _ours(data: bytes) -> int:
    return len(parse_feed(data, url=URL).entries)


def _bare(data: bytes) -> int:
    return len(fastfeedparser.parse(data).entries)


def _feedparser(data: bytes) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return len(feedparser.parse(io.BytesIO(data)).entries)


def _rate(read: Callable[[bytes], int], feeds: Sequence[bytes]) -> float:
    start = time.process_time()
    assert all(read(data) == ENTRIES for data in feeds)
    return len(feeds) / (time.process_time() - start)


@pytest.mark.bench
def test_feeds_are_read_many_times_as_fast_as_by_feedparser() -> None:
    feeds = _feeds()
    odd = feeds[-5:]
    size = sum(map(len, feeds)) / len(feeds) / 1000
    rates = {
        "fastfeedparser, bare": _rate(_bare, feeds[:45]),
        "nutgraf, plain feeds": _rate(_ours, feeds[:45]),
        "nutgraf, odd feeds": _rate(_ours, odd),
        "nutgraf, all": _rate(_ours, feeds),
        "feedparser": _rate(_feedparser, feeds[:10]),
    }
    print(f"\n{len(feeds)} feeds of {size:.0f} kB, {ENTRIES} entries each, feeds a second of processor time")
    for name, rate in rates.items():
        print(f"{name:22} {rate:8.1f}  {rate / rates['feedparser']:6.1f} × feedparser")
    assert rates["nutgraf, all"] > TIMES_AS_FAST * rates["feedparser"]
