import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.sources.feed_furniture import trim_furniture
from summarizer.sources.feed_text import TITLE_LIMIT_CHARS, clean_name, clean_title, html_paragraphs, plain_paragraphs
from tests.timing import assert_linear, cpu_time


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("A &amp; B", "A & B"),
        ("<![CDATA[Ferry]]> ", "Ferry"),
        ("a<br>b", "a b"),
        ("<IMG SRC='x'>Ferry", "Ferry"),
        ("x <y> z", "x <y> z"),
        ("Profit < 5 %", "Profit < 5 %"),
        ("&lt;b&gt; is the tag for bold", "<b> is the tag for bold"),
        ("&copy and &copy;", "&copy and ©"),
        ("&#x1F600; &#0; ok", "😀 \ufffd ok"),
        ("  ", None),
        (None, None),
        ("<b></b>", None),
    ],
)
def test_titles_are_one_clean_line(raw: str | None, title: str | None) -> None:
    assert clean_title(raw) == title


def test_names_are_short() -> None:
    assert clean_name("x" * 1000) == "x" * 200
    assert clean_name(None) is None


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("<p>One<p>two</p>", ("One", "two")),
        ("<div>One<span> and</span> a half</div>two", ("One and a half", "two")),
        ("a<br>b<br/>c", ("a", "b", "c")),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", ("a b", "c")),
        ("<p title='a > b'>text</p>", ("text",)),
        ('<a href="x>y">text</a>', ("text",)),
        ("One <!-- two > --> three", ("One three",)),
        ("One <script>if (a < b) '</p>'</script >two", ("One two",)),
        ("One <svg><p>no</p></svg>two", ("One two",)),
        ("One <style>p{}", ("One",)),
        ("<xhtml:p>One</xhtml:p><xhtml:p>two</xhtml:p>", ("One", "two")),
        ("<p>a < b and c > d</p>", ("a < b and c > d",)),
        ("a &lt; b", ("a < b",)),
        ("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;two&lt;/p&gt;", ("One", "two")),
        ("<em>use &lt;b&gt;</em>", ("use <b>",)),
        ("one\ntwo\n\nthree", ("one two", "three")),
        ("<p>one\ntwo</p>", ("one two",)),
        ("<![CDATA[x]]>", ()),
        ("cut off <a href='https://", ("cut off",)),
        ("", ()),
    ],
)
def test_markup_becomes_paragraphs(markup: str, paragraphs: tuple[str, ...]) -> None:
    assert html_paragraphs(markup) == paragraphs


def test_plain_text_is_parted_by_blank_lines_only() -> None:
    assert plain_paragraphs("a\r\nb\r\n \r\nc <p>\n\n\n") == ("a b", "c <p>")


@pytest.mark.parametrize(
    "last",
    [
        "The post Ferry sails appeared first on The Paper.", "Continue reading...", "Read more »", "[Weiterlesen …]",
        "L’article Bac est apparu en premier sur Le Journal.", "submitted by /u/someone [link] [comments]", "Comments",
    ],
)  # fmt: skip
def test_what_systems_append_is_dropped(last: str) -> None:
    assert trim_furniture(("The ferry sails.", last)) == ("The ferry sails.",)


def test_only_the_end_is_trimmed() -> None:
    assert trim_furniture(("Read more", "The post office opened.")) == ("Read more", "The post office opened.")
    assert trim_furniture(("Cut short […]",)) == ("Cut short…",)
    assert trim_furniture(("Comments",)) == ()


@given(st.text(alphabet="<>/&;!-=\"' abpscript\n", max_size=200))
def test_any_markup_gives_clean_lines(markup: str) -> None:
    assert all(line == " ".join(line.split()) and line for line in html_paragraphs(markup))
    assert len(clean_title(markup) or "") <= TITLE_LIMIT_CHARS


@pytest.mark.parametrize(
    "piece", ["<", "<a ", '<p ="', "<!--", "<script>", "&amp", "&lt;p", "</", "<a '", "\n ", "<b>x", "]]>"]
)
def test_time_grows_with_length_only(piece: str) -> None:
    def took_s(length: int) -> float:
        text = (piece * length)[:length]
        with cpu_time() as taken:
            html_paragraphs(text)
        return taken.seconds

    assert_linear(took_s, 200_000)
