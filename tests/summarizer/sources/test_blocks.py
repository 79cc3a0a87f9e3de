import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.sources.blocks import Block, parse_blocks
from summarizer.sources.markup import parse_page
from tests.summarizer.sources.pages import bare


def blocks(body: str) -> tuple[Block, ...]:
    return parse_blocks(parse_page(bare(body=body).encode(), None).tree)


def texts(body: str) -> list[str]:
    return [block.text for block in blocks(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One</p><p>two</p>", ["One", "two"]),
        ("<div>One<p>two</p>three</div>", ["One", "two", "three"]),
        ("<p>One <b>bold</b>, <i>two</i>.</p>", ["One bold, two."]),
        ("<p>One<br>two</p>", ["One two"]),
        ("<p>One<br><br>two<br> <br/>three</p>", ["One", "two", "three"]),
        ("<p>One<script>x</script> two</p>tail", ["One two", "tail"]),
        ("<p hidden>One</p><p style='display: none'>two</p><p style='color:red'>three</p>", ["three"]),
        ("<ul><li>One</li><li>two</li></ul>", ["One", "two"]),
        ("<p>One</p><select><option>two</select><noscript>three</noscript>", ["One"]),
        ("<p> \n </p><div><div></div></div>", []),
        ("<p>a\u00adb\u200bc  d</p>", ["abc d"]),
    ],
)
def test_a_block_is_what_a_reader_sees_as_one(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_marks_come_from_elements_and_their_names() -> None:
    nav, caption, text = blocks(
        "<nav><p>Home</p></nav><figure><figcaption class='wp-caption'>A mill</figcaption></figure>"
        "<article class='storyBody'><div id='comments'><p class='text'>Nice</p></div></article>"
    )
    assert "nav" in nav.above
    assert "caption" in caption.own
    assert {"figure", "caption"} <= caption.marks
    assert {"article", "body", "comment"} <= text.above


def test_links_are_counted_and_never_beyond_the_text() -> None:
    (block,) = blocks("<p><a href='/'>Read  this</a> now</p>")
    assert block.link_chars == 10
    assert block.text == "Read this now"
    assert not block.heading
    (heading,) = blocks("<h2><a href='/'>All</a></h2>")
    assert heading.heading
    assert heading.link_chars == len(heading.text)


def test_a_heading_that_links_to_itself_is_no_link() -> None:
    own, other = blocks("<h2><a href='#why'>Why</a></h2><h2><a href='/why'>Why</a></h2>")
    assert (own.link_chars, other.link_chars) == (0, 3)


PROSE = "<p>The wheel turns twice a day, when the pond has filled and the sea has fallen.</p>"


def test_a_name_of_furniture_on_the_whole_page_says_nothing() -> None:
    body = f"<div class='has-sidebar ad-wrapper'><h1>Mill</h1>{PROSE * 8}<aside class='related'>{PROSE}</aside></div>"
    found = blocks(body)
    assert found[1].above.isdisjoint({"nav", "ad"})
    assert "related" in found[-1].above


def test_comments_are_comments_even_where_they_are_most_of_the_page() -> None:
    found = blocks(f"<h1>Mill</h1>{PROSE}<div id='comments'>{PROSE * 9}</div>")
    assert "comment" in found[-1].above


@pytest.mark.parametrize(("name", "hidden"), [("hidden", True), ("x sr-only", True), ("hidden-xs", False)])
def test_elements_named_as_hidden_are_marked(name: str, hidden: bool) -> None:
    (block,) = blocks(f"<p class='{name}'>Text</p>")
    assert ("hidden" in block.own) is hidden


def test_deep_nesting_is_walked_as_far_as_the_parser_goes() -> None:
    assert texts("<div>" * 200 + "deep") == ["deep"]
    assert texts("<p>top</p>" + "<div>" * 9_000 + "deep")[0] == "top"


@given(st.lists(st.text(alphabet="abc Дд中<&", min_size=1, max_size=20), max_size=20))
def test_no_text_is_lost_and_the_order_stays(parts: list[str]) -> None:
    escaped = [part.replace("&", "&amp;").replace("<", "&lt;") for part in parts]
    expected = [" ".join(part.split()) for part in parts if part.strip()]
    assert texts("".join(f"<p>{part}</p>" for part in escaped)) == expected
