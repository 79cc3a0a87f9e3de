import pytest

from summarizer.sources.head import parse_head
from summarizer.sources.headline import find_site, find_title, strip_site
from summarizer.sources.markup import parse_page
from tests.summarizer.sources.pages import bare, jsonld


def found(head: str, body: str, url: str | None = None) -> tuple[str | None, str | None]:
    tree = parse_page(bare(head=head, body=body).encode(), None).tree
    parsed = parse_head(tree)
    site = find_site(parsed, url)
    return find_title(parsed, tree, site), site


OG = "<meta property='og:title' content='{}'><meta property='og:site_name' content='Ostwick Post'>"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (OG.format("Mill turns again"), "<h1>Mill turns again</h1>", "Mill turns again"),
        (OG.format("Mill turns again | Ostwick Post"), "", "Mill turns again"),
        (OG.format("Ostwick Post: Mill turns again"), "", "Ostwick Post: Mill turns again"),
        (OG.format("Ostwick Post - Mill turns again"), "", "Mill turns again"),
        (
            OG.format("Mill turns again"),
            "<h1>Ostwick Post</h1><h1>Mill turns again today</h1>",
            "Mill turns again today",
        ),
        (OG.format("Mill turns again"), "<h1>The Ostwick Daily Post</h1><h2>Mill turns again</h2>", "Mill turns again"),
        (
            OG.format("Why old wheels matter"),
            "<h1>The mill of Ostwick turns again</h1>",
            "The mill of Ostwick turns again",
        ),
        (OG.format("Why old wheels matter"), "<h1>Post</h1>", "Why old wheels matter"),
        ("<title>Mill turns again</title>", "<h1>Mill <b>turns</b><br>again</h1>", "Mill turns again"),
        ("", "<h1>Mill turns again</h1>", "Mill turns again"),
        ("<title>Mill turns again</title>", "", "Mill turns again"),
        (jsonld({"@type": "NewsArticle", "headline": "Mill turns again"}), "", "Mill turns again"),
        (
            OG.format("Mill of Ostwick turns again"),
            "<h1>Local news | Mill of Ostwick turns again</h1>",
            "Mill of Ostwick turns again",
        ),
        (
            OG.format("Mill of Ostwick turns again"),
            "<h1>Mill of Ostwick turns again | Twice a day</h1>",
            "Mill of Ostwick turns again | Twice a day",
        ),
        (
            OG.format("All wheels and their makers - The Long Guide to the Mills of the Northern Coast"),
            "<h1>All maps and places</h1><h1>All wheels and their makers</h1>",
            "All wheels and their makers",
        ),
        ("", "<p>no title</p>", None),
    ],
)
def test_the_headline_is_the_one_that_page_and_head_agree_on(head: str, body: str, title: str | None) -> None:
    assert found(head, body)[0] == title


@pytest.mark.parametrize(
    ("title", "site", "stripped"),
    [
        ("Mill turns - Ostwick Post", "Ostwick Post", "Mill turns"),
        ("Mill turns – News – Ostwick Post", "Ostwick Post", "Mill turns – News"),
        ("Mill turns | OstwickPost", "Ostwick Post", "Mill turns"),
        ("Ostwick Post | Mill turns", "Ostwick Post", "Mill turns"),
        ("Mill turns - twice a day", "Ostwick Post", "Mill turns - twice a day"),
        ("Twenty-one years", "Ostwick Post", "Twenty-one years"),
        ("Mill turns - Ostwick Post", None, "Mill turns - Ostwick Post"),
        ("| Ostwick Post", "Ostwick Post", "| Ostwick Post"),
        ("Mill turns | !", "Ostwick Post", "Mill turns | !"),
    ],
)
def test_the_site_goes_from_either_end(title: str, site: str | None, stripped: str) -> None:
    assert strip_site(title, site) == stripped


def test_the_site_is_named_by_the_page_or_by_its_host() -> None:
    publisher = jsonld({"@type": "Article", "publisher": {"name": "Ostwick Post"}})
    assert found("<meta property='og:site_name' content='Post'>", "")[1] == "Post"
    assert found(publisher, "")[1] == "Ostwick Post"
    assert found("<meta name='application-name' content='OP'>", "")[1] == "OP"
    assert (
        found("<meta property='og:site_name' content='@ostwick'>", "", "https://www.post.example/a")[1]
        == "post.example"
    )
    assert found("", "")[1] is None
    assert found("", "", "nonsense")[1] is None
