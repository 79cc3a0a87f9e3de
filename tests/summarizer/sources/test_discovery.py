import pytest

from summarizer.errors import NotALink
from summarizer.sources.discovery import FEED_LINK_LIMIT, FeedLink, find_feeds, site_feed_urls, well_known_urls
from tests.timing import at_most

PAGE = "https://paper.example/town/index.html"


def urls(page: str) -> list[str]:
    return [link.url for link in find_feeds(page.encode(), url=PAGE)]


def test_feeds_of_a_page_come_with_title_and_type() -> None:
    page = b'<head><link rel="alternate" type="application/rss+xml" title="Town &amp; port" href="/feed/town"></head>'
    assert find_feeds(page, url=PAGE) == (
        FeedLink(url="https://paper.example/feed/town", title="Town & port", type="application/rss+xml"),
    )


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("<link rel=alternate type=application/atom+xml href=atom.xml>", "https://paper.example/town/atom.xml"),
        (
            "<LINK REL='ALTERNATE' TYPE='Application/RSS+XML; charset=utf-8' HREF='//x.example/f'/>",
            "https://x.example/f",
        ),
        ("<link href='f.json' type='application/feed+json' rel='feed'>", "https://paper.example/town/f.json"),
        ("<link rel='alternate home' type='application/rss+xml' href='?feed=rss2&amp;x=1'>", f"{PAGE}?feed=rss2&x=1"),
        ("<link rel='alternate' type='text/xml' href='/f.xml'>", "https://paper.example/f.xml"),
        ("<link rel='alternate' type='application/json' href='/f.json'>", "https://paper.example/f.json"),
        ("<link rel='alternate' type='application/rss+xml' href='feed://x.example/f'>", "http://x.example/f"),
        ("<link rel='alternate' type='application/rss+xml' href='feed:https://x.example/f'>", "https://x.example/f"),
        (
            "<base href='https://cdn.example/'><link rel=alternate type=application/rss+xml href=f>",
            "https://cdn.example/f",
        ),
        ("<link title='a > b' rel='alternate' type='application/rss+xml' href='/f'>", "https://paper.example/f"),
    ],
)
def test_a_feed_is_found(tag: str, found: str) -> None:
    assert urls(f"<html><head>{tag}</head><body>") == [found]


@pytest.mark.parametrize(
    "tag",
    [
        "<link rel='stylesheet' type='text/css' href='/s.css'>",
        "<link rel='alternate stylesheet' type='application/rss+xml' href='/s.css'>",
        "<link rel='alternate' type='application/json' href='/wp-json/wp/v2/posts/1'>",
        "<link rel='alternate' type='application/json+oembed' href='/oembed?url=x'>",
        "<link rel='alternate' type='text/xml' href='/de.xml' hreflang='de'>",
        "<link rel='alternate' href='/m' media='handheld'>",
        "<link rel='alternate' type='application/rss+xml'>",
        "<link rel='alternate' type='application/rss+xml' href='javascript:x'>",
        "<!-- <link rel='alternate' type='application/rss+xml' href='/f'> -->",
        "<script>'<link rel=alternate type=application/rss+xml href=/f>'</script>",
    ],
)
def test_what_is_no_feed_is_passed_over(tag: str) -> None:
    assert urls(f"<html><head>{tag}</head><body>") == []


def test_feeds_of_comments_come_last_and_each_address_once() -> None:
    link = "<link rel='alternate' type='application/rss+xml' href='/{}'>"
    page = "".join(link.format(path) for path in ("comments/feed", "feed", "feed", "topic"))
    assert [url.removeprefix("https://paper.example/") for url in urls(page)] == ["feed", "topic", "comments/feed"]
    many = "".join(link.format(number) for number in range(50))
    assert len(urls(many)) == FEED_LINK_LIMIT


@pytest.mark.parametrize("piece", ["<link ", '<link ="', "<script>", "<!--", "<", "<link a='", "<base href="])
def test_hostile_pages_are_read_in_linear_time(piece: str) -> None:
    with at_most(1.0):
        find_feeds(piece.encode() * (1_000_000 // len(piece)), url=PAGE)


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv", "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv"),
        ("https://m.youtube.com/channel/UCabcdefghijklmnopqrstuv/videos", "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv"),
        ("https://youtube.com/user/someone", "https://www.youtube.com/feeds/videos.xml?user=someone"),
        ("https://www.youtube.com/playlist?list=PL123", "https://www.youtube.com/feeds/videos.xml?playlist_id=PL123"),
        ("https://github.com/someone/tool", "https://github.com/someone/tool/releases.atom"),
        ("https://github.com/someone/tool.git", "https://github.com/someone/tool/releases.atom"),
        ("https://github.com/someone/tool/tags", "https://github.com/someone/tool/tags.atom"),
        ("https://github.com/someone/tool/commits/main/", "https://github.com/someone/tool/commits/main.atom"),
        ("https://github.com/someone/tool/tree/dev", "https://github.com/someone/tool/commits/dev.atom"),
        ("https://gitlab.com/group/sub/tool", "https://gitlab.com/group/sub/tool/-/releases.atom"),
        ("https://old.reddit.com/r/bridges/", "https://www.reddit.com/r/bridges/.rss"),
        ("https://www.reddit.com/r/bridges/new", "https://www.reddit.com/r/bridges/new/.rss"),
        ("https://www.reddit.com/u/someone", "https://www.reddit.com/user/someone/.rss"),
        ("https://social.example/@someone", "https://social.example/@someone.rss"),
        ("https://medium.com/@someone", "https://medium.com/feed/@someone"),
        ("https://bsky.app/profile/someone.example", "https://bsky.app/profile/someone.example/rss"),
    ],
)  # fmt: skip
def test_big_sites_have_their_rules(page: str, feed: str) -> None:
    assert site_feed_urls(page)[0] == feed


@pytest.mark.parametrize(
    "page",
    [
        "https://www.youtube.com/watch?v=x", "https://www.youtube.com/@someone", "https://github.com/topics/rss",
        "https://github.com/someone", "https://gitlab.com/", "https://www.reddit.com/", "https://medium.com/",
        "https://bsky.app/", "https://paper.example/town", "no link",
    ],
)  # fmt: skip
def test_other_pages_have_none(page: str) -> None:
    assert site_feed_urls(page) == ()


def test_usual_paths_start_in_the_folder_and_end_at_the_root() -> None:
    guesses = well_known_urls("https://paper.example:8443/blog/index.html?x=1")
    assert guesses[0] == "https://paper.example:8443/blog/feed/"
    assert "https://paper.example:8443/rss.xml" in guesses
    assert len(set(guesses)) == len(guesses)
    assert well_known_urls("https://paper.example")[0] == "https://paper.example/feed"
    with pytest.raises(NotALink):
        well_known_urls("ftp://paper.example/")
