import pytest

from summarizer.sources.blocks import parse_blocks
from summarizer.sources.dates import find_published, find_url_date, parse_day, parse_time
from summarizer.sources.head import parse_head
from summarizer.sources.markup import parse_page
from tests.summarizer.sources.pages import bare, jsonld, page


def published(markup: str, url: str | None = None) -> str | None:
    tree = parse_page(markup.encode(), None).tree
    return find_published(parse_head(tree), tree, parse_blocks(tree), url)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2024-05-13", "2024-05-13"),
        ("2024-05-13T09:20:00+01:00", "2024-05-13T09:20:00+01:00"),
        ("2024-05-13T09:20:00.123Z", "2024-05-13T09:20:00+00:00"),
        ("2024-05-13 09:20", "2024-05-13T09:20:00"),
        ("2024-05-13T09:20-0500", "2024-05-13T09:20:00-05:00"),
        ("20240513", "2024-05-13"),
        ("12/21/2023 20:41:43", "2023-12-21"),
        ("2024-13-40", None),
        ("2024-02-30T10:00:00Z", None),
        ("1024-02-03", None),
        ("2150-01-01", None),
        ("2150-01-01T10:00:00Z", None),
        ("yesterday", None),
        ("", None),
        ("2024-05-13T10:00:00+99:00", None),
    ],
)
def test_machine_readable_times(text: str, time: str | None) -> None:
    assert parse_time(text) == time


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("21 December 2023", "2023-12-21"),
        ("Published: Thursday, December 21st, 2023 at 4pm", "2023-12-21"),
        ("Dec. 21, 2023", "2023-12-21"),
        ("21. Dezember 2023, 10:15 Uhr", "2023-12-21"),
        ("le 1er août 2024", "2024-08-01"),
        ("3 de marzo de 2024", "2024-03-03"),
        ("14 marzo 2025", "2025-03-14"),
        ("4 de março de 2024", "2024-03-04"),
        ("23 januari 2024", "2024-01-23"),
        ("14 lutego 2025 r.", "2025-02-14"),
        ("30 октября 2023 года", "2023-10-30"),
        ("6 липня 2024", "2024-07-06"),
        ("19 Mayıs 2024", "2024-05-19"),
        ("19.05.2024 11:30", "2024-05-19"),
        ("2024年8月20日", "2024-08-20"),
        ("2024/8/20", "2024-08-20"),
        ("25/12/2024", "2024-12-25"),
        ("12/25/2024", "2024-12-25"),
        ("4/4/2024", "2024-04-04"),
        ("4/5/2024", None),
        ("31 February 2024", None),
        ("99/99/2024", None),
        ("12 apples in 2024", None),
        ("no date at all", None),
    ],
)
def test_days_written_out(text: str, day: str | None) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://post.example/2023/12/21/mill", "2023-12-21"),
        ("https://post.example/mill-20231221-a", "2023-12-21"),
        ("https://post.example/2023-12-21-mill.html", "2023-12-21"),
        ("https://post.example/2023/mill", None),
        ("https://post.example/2023/02/31/mill", None),
        ("https://post.example/12345678901", None),
        (None, None),
    ],
)
def test_days_in_addresses(url: str | None, day: str | None) -> None:
    assert find_url_date(url) == day


STATED = jsonld({"@type": "NewsArticle", "headline": "x", "datePublished": "2024-01-02T03:04:05Z"})


@pytest.mark.parametrize(
    ("markup", "url", "time"),
    [
        (page(head=STATED + "<meta property='article:published_time' content='2020-01-01'>"), None, "2024-01-02"),
        (
            page(head="<meta property='article:published_time' content='2020-01-01'>"),
            "https://a.example/2021/01/01/",
            "2020",
        ),
        (page(head="<meta itemprop='datePublished' content='2020-01-05'>"), None, "2020-01-05"),
        (page(head=jsonld({"@type": "WebPage", "datePublished": "2022-02-02"})), None, "2022-02-02"),
        (page(head=jsonld({"@type": "NewsArticle", "headline": "x", "datePublished": "soon"})), None, None),
        (page(body="<time datetime='2019-09-09'>long ago</time>"), "https://a.example/2021/01/01/", "2021-01-01"),
        (
            page(body="<time datetime='2019-09-09'>x</time><time class='published' datetime='2019-09-08'>y</time>"),
            None,
            "2019-09-08",
        ),
        (page(body="<time>9 September 2019</time>"), None, "2019-09-09"),
        (page(body="<footer><time datetime='2019-09-09'>x</time></footer>"), None, None),
        (page(body="<time>now</time><p>Thursday, 9 September 2019</p>"), None, "2019-09-09"),
        (page(body="<p>Updated 9 September 2019</p>"), None, None),
        (page(body="<footer>9 September 2019</footer>"), None, None),
        (page(body="<p>© 2019 Ostwick Post</p>"), None, None),
        (bare(), None, None),
    ],
)
def test_a_date_needs_something_that_backs_it(markup: str, url: str | None, time: str | None) -> None:
    found = published(markup, url)
    assert (found or "").startswith(time) if time else found is None
