import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from summarizer.errors import SummarizerError, TooLarge, UnreadableFile, WrongType
from summarizer.jobs import Parcel, parse_opml_parcel
from summarizer.sources.opml import OUTLINE_LIMIT, OutlineFeed, parse_opml, render_opml
from tests.timing import at_most

LIST = b"""<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
  <outline text="News"><outline text="World"><outline type="rss" text="The Paper" xmlUrl="https://paper.example/feed"
    htmlUrl="https://paper.example/"/></outline>
    <outline type="rss" text="Town" title="Town &amp; port" xmlUrl="https://town.example/rss"/></outline>
  <outline type="atom" text="Tagged" xmlurl="https://tagged.example/atom" category="/Tech/Tools,other"/>
  <outline text="Again" xmlUrl="https://paper.example/feed"/>
  <outline type="link" text="A page" url="https://page.example/"/>
  <outline type="rss" text="Old style" url="feed://old.example/rss"/>
  <outline type="rss" text="Broken" xmlUrl="javascript:alert(1)"/>
</body></opml>"""


def test_a_list_with_folders_is_read() -> None:
    assert parse_opml(LIST) == (
        OutlineFeed(
            url="https://paper.example/feed",
            title="The Paper",
            site_url="https://paper.example/",
            category="News / World",
        ),
        OutlineFeed(url="https://town.example/rss", title="Town & port", category="News"),
        OutlineFeed(url="https://tagged.example/atom", title="Tagged", category="Tech / Tools"),
        OutlineFeed(url="http://old.example/rss", title="Old style"),
    )


def test_a_list_is_read_in_a_worker_by_its_job() -> None:
    assert parse_opml_parcel(Parcel(data=LIST)) == parse_opml(LIST)


def test_a_list_is_what_other_readers_accept() -> None:
    feeds = (
        OutlineFeed(url="https://a.example/f", title="A < B", category="C"),
        OutlineFeed(url="https://b.example/f"),
    )
    root = etree.fromstring(render_opml(feeds, title="My feeds"))
    assert root.tag == "opml"
    assert root.get("version") == "2.0"
    assert [title.text for title in root.iter("title")] == ["My feeds"]
    lines = [dict(node.attrib) for node in root.iter("outline") if node.get("xmlUrl")]
    assert lines == [
        {"type": "rss", "text": "A < B", "title": "A < B", "xmlUrl": "https://a.example/f"},
        {"type": "rss", "text": "https://b.example/f", "xmlUrl": "https://b.example/f"},
    ]
    folder = next(node for node in root.iter("outline") if not node.get("xmlUrl"))
    assert folder.get("text") == folder.get("title") == "C"


NAMES = st.none() | st.sampled_from(["Town", "A & B", "x < y", "Новости", "日本", "C / D", "“q”", "a 'b' \"c\""])
HOSTS = st.integers(0, 50).map(lambda number: f"https://h{number}.example/feed?a=1&b={number}")
FEEDS = st.lists(
    st.builds(OutlineFeed, url=HOSTS, title=NAMES, site_url=st.none() | HOSTS, category=NAMES),
    unique_by=lambda feed: feed.url,
    max_size=20,
)


@given(FEEDS)
def test_what_is_written_is_read_back(feeds: list[OutlineFeed]) -> None:
    again = parse_opml(render_opml(feeds))
    assert sorted(again, key=repr) == sorted(feeds, key=repr)
    assert parse_opml(render_opml(again)) == again


@given(st.binary(max_size=300))
def test_any_bytes_give_a_list_or_an_error_of_ours(data: bytes) -> None:
    try:
        feeds = parse_opml(b"<opml>" + data)
    except SummarizerError:
        return
    assert isinstance(feeds, tuple)


def test_no_entity_is_expanded() -> None:
    bomb = b'<!DOCTYPE opml [<!ENTITY a "x"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    (only,) = parse_opml(bomb + b'<opml><body><outline text="&a;&f;" xmlUrl="https://x.example/"/></body></opml>')
    assert only.title == "&a;&f;"


@pytest.mark.parametrize(("data", "error"), [
    (b"<rss/>", WrongType), (b"", WrongType), (b"<opml/>", UnreadableFile), (b"<opml><", UnreadableFile),
    (b" " * 5_000_001, TooLarge),
    (b"<opml><body>" + b"".join(b'<outline xmlUrl="https://x/%d"/>' % n for n in range(OUTLINE_LIMIT + 1)), TooLarge),
])  # fmt: skip
def test_what_cannot_be_a_list_is_refused(data: bytes, error: type[SummarizerError]) -> None:
    with pytest.raises(error):
        parse_opml(data)


@pytest.mark.parametrize("data", [
    b"<opml><body>" + b'<outline text="a">' * 100_000, b"<opml><body>" + b'<outline text="a"/>' * 100_000,
    b"<opml><body><outline " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b"/>",
    b"<opml><body>" + b"&" * 900_000,
])  # fmt: skip
def test_hostile_lists_are_bounded(data: bytes) -> None:
    with at_most(3.0):
        assert parse_opml(data) == ()
