import pytest

from summarizer.sources.jsonld import Structured, nodes_of, parse_structured, string_of, strings_of, types_of
from summarizer.sources.markup import parse_page
from tests.summarizer.sources.pages import bare


def structured(*scripts: str) -> Structured:
    markup = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return parse_structured(parse_page(bare(head=markup, body="<p>x</p>").encode(), None).tree)


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Mill"}',
        '[{"@type": "WebPage"}, {"@type": ["Article"], "headline": "Mill"}]',
        '{"@graph": [{"@type": "WebSite"}, {"@type": "schema:NewsArticle", "headline": "Mill"}]}',
        '{"@type": "WebPage", "mainEntity": {"@type": "http://schema.org/NewsArticle", "headline": "Mill"}}',
        '{"@type": "NewsArticle", "headline": "Mill",}',
        '{"@type": "NewsArticle", "headline": "Mill", "a": [1, 2,]}',
        '{"@type": "NewsArticle", "headline": "Mill"};',
        '// <![CDATA[\n{"@type": "NewsArticle", "headline": "Mill"}\n// ]]>'.replace("// ", "//"),
        '<!-- {"@type": "NewsArticle", "headline": "Mill"} -->',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Mill&quot;}",
        '{"@type": "NewsArticle", "headline": "Mill"} {"@type": "Person"}',
        '{"@type": "NewsArticle", "headline": "Mi\nll"}',
    ],
)
def test_the_article_is_found_in_lists_graphs_and_broken_json(script: str) -> None:
    article = structured(script).article
    assert article is not None
    assert (string_of(article.get("headline")) or "").replace("\n", "") == "Mill"


@pytest.mark.parametrize("script", ["", "not json", "{", "[" * 50_000, "3", '"text"', "null"])
def test_what_cannot_be_read_is_left_out(script: str) -> None:
    assert structured(script).nodes == ()


def test_a_headline_tells_the_article_from_a_mere_mention() -> None:
    found = structured('{"@type": "Article"}', '{"@type": "NewsArticle", "headline": "Mill"}').article
    assert found is not None
    assert found["headline"] == "Mill"
    lone = structured('{"@type": "Article", "name": "x"}').article
    assert lone is not None
    assert structured('{"@type": "Person"}').article is None


def test_nodes_are_bounded() -> None:
    many = "[" + ",".join(['{"@type": "Thing"}'] * 2_500) + "]"
    assert len(structured(many).nodes) == 2_000
    nested = '{"a": [' + ",".join(['{"b": [{}, {}, {}]}'] * 1_900) + "]}"
    assert len(structured(nested).nodes) <= 2_000


def test_values_may_be_one_or_many_or_nothing() -> None:
    assert strings_of("a") == ("a",)
    assert strings_of(["a", 1, "b"]) == ("a", "b")
    assert strings_of(3) == ()
    assert string_of(["", " a &amp; b "]) == "a & b"
    assert string_of(None) is None
    assert nodes_of({"a": 1}) == ({"a": 1},)
    assert nodes_of(["x", {"a": 1}]) == ({"a": 1},)
    assert types_of({"@type": ["schema:Article", "https://schema.org/Report"]}) == {"Article", "Report"}
