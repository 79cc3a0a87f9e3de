import io
import re
import time
import warnings
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import SummarizerError, TooLarge, UnreadableFile, WrongType
from summarizer.sources import feed_fast, feed_odd, feed_tree
from summarizer.sources.feed import parse_feed
from summarizer.sources.parsed_feed import ENTRY_LIMIT, FEED_LIMIT_BYTES, ParsedFeed
from tests.summarizer.sources.feed_corpus import BASE, CORPUS, Case, atom, entry, item, json_feed, rss
from tests.timing import at_most

BOUND_S = 5.0
"""What a worker may take; on a machine that others share the slowest input below needs a third of it."""


def read(case: Case) -> ParsedFeed:
    return parse_feed(case.data, url=BASE, charset=case.charset)


def titles(data: bytes) -> list[str | None]:
    return [entry.title for entry in parse_feed(data, url=BASE).entries]


# --- the corpus ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CORPUS.values(), ids=CORPUS.keys())
def test_every_format_and_oddity_is_read_right(case: Case) -> None:
    feed = read(case)
    assert len(feed.entries) == case.count
    assert {name: getattr(feed, name) for name in case.feed} == case.feed
    if case.count:
        assert {name: getattr(feed.entries[0], name) for name in case.entry} == case.entry


@pytest.mark.parametrize("case", [c for c in CORPUS.values() if c.peer], ids=[n for n, c in CORPUS.items() if c.peer])
def test_feedparser_agrees_on_ids_links_and_dates(case: Case) -> None:
    headers = {"content-location": BASE}
    if case.charset:
        headers["content-type"] = f"application/xml; charset={case.charset}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        peer = feedparser.parse(io.BytesIO(case.data), response_headers=headers)
    ours = read(case).entries
    assert len(peer.entries) == len(ours)
    # Their own dictionary answers for one field with another, and warns.
    for own, other in zip(ours, (dict(found.items()) for found in peer.entries), strict=True):
        assert own.id == other.get("id", own.id)
        assert own.url == (other.get("link") or None)
        moment = other.get("published_parsed") or other.get("updated_parsed")
        assert (own.published or "")[:19] in (_iso(moment), _iso(moment)[:10])


def _iso(moment: time.struct_time | None) -> str:
    return "" if moment is None else datetime(*moment[:6], tzinfo=UTC).isoformat()[:19]


# --- ids -------------------------------------------------------------------------------------------------------------


def test_an_entry_without_id_and_link_is_known_by_its_words() -> None:
    first, second = (parse_feed(item(f"<title>{title}</title>"), url=BASE).entries[0].id for title in ("A", "B"))
    assert first != second
    assert first == parse_feed(item("<title>A</title>"), url=None).entries[0].id


def test_an_id_that_stands_on_several_stories_names_none_of_them() -> None:
    inside = "".join(f"<item><guid>same</guid><link>https://p.example/{n}</link></item>" for n in range(3))
    assert [e.id for e in parse_feed(rss(inside), url=BASE).entries] == [f"https://p.example/{n}" for n in range(3)]


def test_an_entry_that_comes_twice_is_taken_once() -> None:
    inside = "<item><guid>a</guid><link>https://p.example/1</link><title>T</title></item>" * 3
    assert titles(rss(inside)) == ["T"]


def test_a_giant_id_is_shortened() -> None:
    ids = {parse_feed(item(f"<guid>{'x' * 5000}{n}</guid>"), url=BASE).entries[0].id for n in range(2)}
    assert len(ids) == 2
    assert max(map(len, ids)) < 100


# --- how many, how large ---------------------------------------------------------------------------------------------


def many(count: int, first_day: int = 0) -> bytes:
    day = "<item><title>{0}</title><link>https://p.example/{0}</link><pubDate>{1}</pubDate></item>"
    start = datetime(2020, 1, 1, tzinfo=UTC).timestamp() + first_day
    dates = (datetime.fromtimestamp(start + 3600 * n, UTC).strftime("%a, %d %b %Y %H:%M:%S GMT") for n in range(count))
    return rss("".join(day.format(n, date) for n, date in enumerate(dates)))


def test_the_newest_five_hundred_are_taken_in_the_order_of_the_feed() -> None:
    assert titles(many(1300)) == [str(n) for n in range(800, 1300)]


def test_of_undated_entries_the_first_are_taken() -> None:
    data = rss("".join(f"<item><title>{n}</title><link>https://p.example/{n}</link></item>" for n in range(700)))
    assert titles(data) == [str(n) for n in range(ENTRY_LIMIT)]


@pytest.mark.parametrize("data", [b"<rss>" + b" " * FEED_LIMIT_BYTES, ("<rss>" + "ж" * 2_600_000).encode("utf-16")])
def test_more_than_five_megabytes_are_refused(data: bytes) -> None:
    with pytest.raises(TooLarge):
        parse_feed(data, url=BASE)


def test_what_is_small_enough_is_read() -> None:
    data = "<rss><channel><title>x</title></channel></rss>" + " " * 2_000_000
    assert parse_feed(data.encode("utf-16"), url=BASE).title == "x"


# --- what is no feed -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "declared", "named"),
    [
        (b"<!DOCTYPE html><html><body><p>x</p></body></html>", None, "text/html"),
        (b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><rss/></html>', None, "text/html"),
        (b"<opml version='2.0'><body/></opml>", "text/xml", "text/x-opml"),
        (b'{"routes": []}', None, "application/json"),
        (b'{"items": [1, 2]}', None, "application/json"),
        (b"[1]", "application/json", "application/json"),
        (b"<urlset><url/></urlset>", "application/xml", "application/xml"),
        (b"\x89PNG\r\n", "image/png", "image/png"),
        (b"", None, ""),
    ],
)
def test_what_is_no_feed_is_named(data: bytes, declared: str | None, named: str) -> None:
    with pytest.raises(WrongType) as caught:
        parse_feed(data, url=BASE, media_type=declared)
    assert caught.value.media_type == named


@pytest.mark.parametrize(
    "data", [b'{"items": [', b'{"items":' + b"[" * 100 + b"]" * 100 + b"}", b"<rss <<<", b"<rss><channel><"]
)
def test_what_is_broken_beyond_reading_is_said(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        parse_feed(data, url=BASE)


def test_bytes_that_look_like_a_path_open_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(item("<title>Secret</title>"))
    monkeypatch.chdir(tmp_path)
    for name in (str(secret), "secret.xml", secret.as_uri(), "https://paper.example/feed"):
        with pytest.raises(WrongType):
            parse_feed(name.encode(), url=BASE)


# --- dates and now ---------------------------------------------------------------------------------------------------

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("printed", "taken"),
    [
        ("Mon, 02 Nov 2026 11:00:00 GMT", "2026-11-02T11:00:00+00:00"),
        ("Mon, 02 Nov 2026 20:00:00 GMT", "2026-11-02T12:00:00+00:00"),
        ("Wed, 04 Nov 2026 20:00:00 GMT", None),
        ("2026-11-03", "2026-11-03"),
        ("2026-11-09", None),
        ("Mon, 02 Nov 2099 20:00:00 GMT", None),
    ],
)
def test_dates_ahead_of_now_are_not_believed(printed: str, taken: str | None) -> None:
    data = item(f"<link>https://p.example/</link><pubDate>{printed}</pubDate>")
    assert parse_feed(data, url=BASE, now=NOW).entries[0].published == taken


# --- languages -------------------------------------------------------------------------------------------------------


def test_an_entry_may_be_in_another_language_than_its_feed() -> None:
    data = atom(
        '<entry xml:lang="fr-FR"><id>1</id><title>A</title></entry>'
        '<entry><id>2</id><title xml:lang="uk">B</title></entry>'
        "<entry><id>3</id><title>C</title></entry>",
        attributes='xml:lang="en"',
    )
    feed = parse_feed(data, url=BASE)
    assert feed.language == "en"
    assert [e.language for e in feed.entries] == ["fr", "uk", None]


def test_a_language_that_is_no_code_is_none() -> None:
    assert parse_feed(rss("<title>T</title><language>English</language>"), url=BASE).language is None


# --- hostile ---------------------------------------------------------------------------------------------------------


def cdata(text: str) -> bytes:
    return item(f"<link>https://p.example/</link><description><![CDATA[{text}]]></description>")


ENTITIES = b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
HOSTILE = {
    "1 MB of unclosed scripts": cdata("<script><!--" * 90_000),
    "1 MB of <": cdata("<" * 1_000_000),
    "1 MB of <link": cdata("<link" * 200_000),
    "1 MB of &": cdata("&" * 1_000_000),
    "1 MB of raw <": b"<rss><channel>" + b"<" * 1_000_000,
    "raw < that feedparser would get": b"<rss><channel><item><title>" + b"<" * 480_000,
    "a page instead of a feed": b"<html><body>" + b"<p>x</p>" * 50_000,
    "100k nested tags": b"<rss><channel><item><description>" + b"<a>" * 100_000 + b"</a>" * 100_000,
    "nearly 5 MB in one node": cdata("word " * 950_000),
    "5 MB cut in mid-item": many(40_000)[:4_900_000],
    "a bomb of entities": b'<!DOCTYPE rss [<!ENTITY a "aaa">' + ENTITIES + b"]>" + item("<title>&j;</title>")[39:],
    "500 KB of digits as a date": item(f"<title>A</title><pubDate>{'1' * 500_000}</pubDate>"),
    "digits as a date in broken XML": b"<rss><channel><item><title>A<b></title><pubDate>" + b"1" * 480_000,
    "100k attributes": b"<rss " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b"><channel><item>",
    "100k attributes in many tags": item(f"<a {' '.join(f'b{n}=1' for n in range(3_000))}/>" * 50),
    "items without end": b"<rss version='2.0'><channel>" + b"<item><guid>x</guid></item>" * 50_000,
    "odd items that feedparser gets": b"<rss version='2.0'><channel>" + b"<item><title>a<b></title></item>" * 12_000,
    "quotes": cdata("<a '=\"" * 300_000),
    "hidden elements that never end": cdata("<figcaption>" * 80_000),
    "blank lines": cdata("\n " * 500_000),
    "JSON strings": b'{"items":["' + b'\\"' * 2_000_000,
    "JSON nesting": b'{"items":' + b"[" * 2_000_000,
    "JSON items": b'{"items":[' + b'{"id":1,"url":"http://x/"},' * 40_000 + b"{}]}",
    "links of one entry": atom("<entry>" + '<link rel="x" href="http://x/y"/>' * 40_000 + "</entry>"),
    "unclosed declarations": b"<?xml " + b"encoding=" * 500_000,
}  # fmt: skip


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_feeds_are_bounded(data: bytes) -> None:
    with at_most(BOUND_S):
        try:
            feed = parse_feed(data, url=BASE)
        except SummarizerError:
            feed = ParsedFeed()
    assert sum(len(entry.text) for entry in feed.entries) <= FEED_LIMIT_BYTES


def test_no_entity_is_expanded_or_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    start = f'<!DOCTYPE rss [<!ENTITY a "boom"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    body = "<rss><channel><title>&b;</title><item><title>&x; &a;</title></item></channel></rss>"
    feed = parse_feed((start + body).encode(), url=BASE)
    assert feed.title == "&b;"
    assert feed.entries[0].title == "&x; &a;"


STARTS = [b"", b"<rss>", b"<feed>", b"<rss><channel><item><title>", b"{", b'{"items":[']


@given(data=st.binary(max_size=400), start=st.sampled_from(STARTS))
def test_any_bytes_give_a_feed_or_an_error_of_ours(data: bytes, start: bytes) -> None:
    try:
        feed = parse_feed(start + data, url=BASE)
    except SummarizerError:
        return
    assert isinstance(feed, ParsedFeed)


PIECES = "<p> </p> <b > <script> </script> &amp; <!-- --> x ' \" = <br/> é <svg> </svg> <img/src=x onerror=y>".split()


@given(pieces=st.lists(st.sampled_from([*PIECES, " ", "\n"]), max_size=30))
def test_no_tag_survives_whatever_the_markup(pieces: list[str]) -> None:
    markup = "<p>" + "".join(pieces)
    feed = parse_feed(json_feed({"id": "1", "url": "https://p.example/", "content_html": markup}), url=BASE)
    text = feed.entries[0].text
    assert not re.search(r"</?(?:script|p|br|img|svg)", text)
    assert all(paragraph == " ".join(paragraph.split()) and paragraph for paragraph in text.split("\n\n") if text)


def test_references_by_number_are_characters_not_markup() -> None:
    data = item("<link>https://p.example/</link><title>&#8211; &#x2014; 3 &#60; 5 &#38;amp; 6 &#62; 5 &#0;</title>")
    assert titles(data) == ["– — 3 < 5 & 6 > 5 \ufffd"]


def test_base64_that_is_none_gives_nothing() -> None:
    data = entry('<title type="application/octet-stream">/////w==</title><summary>S</summary>')
    assert (titles(data), parse_feed(data, url=BASE).entries[0].text) == ([None], "S")


def test_what_stands_behind_the_entries_is_read_too() -> None:
    data = rss("<item><title>A</title><link>https://p.example/a</link></item><title>Late</title><ttl>7</ttl>")
    feed = parse_feed(data, url=BASE)
    assert (feed.title, feed.ttl_s) == ("Late", 420)


@pytest.mark.parametrize("ttl", ["0", "-5", "soon", "99999999", "1.5"])
def test_a_ttl_that_is_no_number_of_minutes_is_none(ttl: str) -> None:
    assert parse_feed(rss(f"<title>T</title><ttl>{ttl}</ttl>"), url=BASE).ttl_s is None


def test_hours_to_skip_may_be_counted_to_twenty_four() -> None:
    hours = "".join(f"<hour>{hour}</hour>" for hour in ("24", "3", "3", "25", "x"))
    assert parse_feed(rss(f"<skipHours>{hours}</skipHours>"), url=BASE).skip_hours == (0, 3)


# --- the cascade -----------------------------------------------------------------------------------------------------


def test_nearly_every_feed_needs_the_fast_reader_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(xml: str) -> None:
        raise AssertionError(xml[:80])

    monkeypatch.setattr(feed_tree, "read_entries", never)
    monkeypatch.setattr(feed_odd, "read_entries", never)
    assert len(titles(many(300))) == 300
    usual = "<author><name>Al</name></author><published>2026-11-02T10:00:00Z</published>"
    assert titles(entry(f"<title>A</title>{usual}<content type='html'>&lt;p&gt;T&lt;/p&gt;</content>")) == ["A"]
    paper = "<title>P</title><atom:link rel='self' href='https://p.example/'/><item><title>A</title><link>/a</link>"
    date = "<pubDate><![CDATA[Mon, 02 Nov 2026 10:15:00 GMT]]></pubDate><media:title>Photo</media:title>"
    body = "<content:encoded><![CDATA[<title>x <b>y</b></title><media:title>]]></content:encoded></item>"
    assert titles(rss(paper.replace("/a<", "https://p.example/a<") + date + body)) == ["A"]


def test_where_two_readers_fail_the_patient_one_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_fast, "read_entries", lambda _xml: None)
    monkeypatch.setattr(feed_tree, "read_entries", lambda _xml: None)
    feed = parse_feed(
        rss(
            "<item><title>A &lt;b&gt;</title><link>/a</link><guid isPermaLink='false'>7</guid><author>Al</author>"
            "<category>x</category><pubDate>Mon, 02 Nov 2026 10:00:00 CET</pubDate><description>&lt;p&gt;T&lt;/p&gt;"
            "</description></item>"
        ),
        url=BASE,
    )
    only = feed.entries[0]
    assert (only.id, only.url, only.published) == ("7", "https://paper.example/a", "2026-11-02T09:00:00+00:00")
    assert (only.text, only.author, only.categories) == ("T", "Al", ("x",))


def test_the_patient_reader_takes_the_full_text_of_a_broken_feed() -> None:
    broken = "<item><title>A<br></title><content:encoded><![CDATA[<p>Long text.</p>]]></content:encoded><x></item>"
    only = parse_feed(rss(broken), url=BASE).entries[0]
    assert (only.title, only.text) == ("A", "Long text.")


def test_a_parser_that_fails_is_no_failure_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("deep inside")

    monkeypatch.setattr("fastfeedparser.parse", fail)
    monkeypatch.setattr("feedparser.parse", fail)
    assert titles(item("<title>A</title>")) == ["A"]
    assert titles(item("<title>A</title>")[:-12]) == []


def test_the_patient_reader_is_not_given_what_would_keep_it_long() -> None:
    assert feed_odd.read_entries("<rss>" + "<" * 40_000) is None
    assert feed_odd.read_entries("<rss>" + " " * 600_000) is None
