import pytest

from summarizer.errors import TooShort
from summarizer.model import Article, Document, MediaType
from summarizer.sources.caps import TEXT_LIMIT_CHARS
from summarizer.sources.markdown import read_markdown
from tests.timing import at_most


def read(text: str, *, title: str | None = None, language: str | None = None) -> Article:
    data = text.encode()
    return read_markdown(Document(data=data, media_type=MediaType.MARKDOWN, title=title, language=language))


def test_the_first_heading_is_the_title_and_the_others_are_subheads() -> None:
    article = read("# Pier rises\n\nWork *began* on\nMonday.\n\n## Costs\n\n14 million.\n\n# Again\n\nMore.")
    assert article.title == "Pier rises"
    assert article.paragraphs == ("Work began on Monday.", "Costs", "14 million.", "Again", "More.")
    assert article.subheads == {1, 3}


def test_links_are_their_words_and_pictures_are_nothing() -> None:
    article = read("See [the report](https://x.example/a?b=1) and `x = 1`.  \nThen ![a pier](p.jpg) <b>go</b> on.")
    assert article.paragraphs == ("See the report and x = 1. Then go on.",)


def test_items_of_lists_and_quotes_are_paragraphs_and_code_and_tables_are_not() -> None:
    source = "- one thing\n- another\n  1. deeper\n\n> quoted\n\n```\ncode\n```\n\n    more code\n\n"
    assert read(f"{source}|a|b|\n|-|-|\n|1|2|\n\n<div>x</div>\n").paragraphs == (
        "one thing",
        "another",
        "deeper",
        "quoted",
    )


def test_front_matter_gives_title_author_date_and_language() -> None:
    article = read(
        '---\ntitle: "Pier rises"\nauthor: Hester Quill\ndate: 2031-03-04\nlang: en-GB\n---\n# Pier\n\nWork began.'
    )
    assert (article.title, article.byline, article.authors) == ("Pier rises", "Hester Quill", ("Hester Quill",))
    assert (article.published, article.language) == ("2031-03-04", "en")
    assert article.paragraphs == ("Work began.",)


def test_front_matter_may_be_toml() -> None:
    article = read('+++\ntitle = "Pier rises"\ndate = 2031-03-04\ndraft = false\n+++\nWork began.')
    assert (article.title, article.published, article.paragraphs) == ("Pier rises", "2031-03-04", ("Work began.",))


def test_footnotes_and_their_marks_are_left_out() -> None:
    article = read("Work began.[^1] It will cost 14 million.[^cost]\n\n[^1]: On a Monday.\n\n[^cost]: In crowns.")
    assert article.paragraphs == ("Work began. It will cost 14 million.",)


def test_what_is_given_wins() -> None:
    article = read("---\ntitle: A\nlang: de\n---\nWork began.", title="Given", language="fr")
    assert (article.title, article.language) == ("Given", "fr")


def test_a_text_without_headings_has_no_title() -> None:
    assert read("Work began.").title is None


@pytest.mark.parametrize("text", ["", "# Only a title", "# One\n\n## Two", "```\ncode\n```", "![p](p.jpg)"])
def test_no_paragraph_is_too_short(text: str) -> None:
    with pytest.raises(TooShort):
        read(text)


def test_a_long_text_is_cut_and_said_to_be() -> None:
    article = read("Work began on Monday and went on.\n\n" * 8_000)
    assert article.partial
    assert len(article.text) <= TEXT_LIMIT_CHARS


@pytest.mark.parametrize("unit", ["[", "> ", "*a ", "`", "![", "<", "- ", "[a](", "_*", "|", "&"])
def test_odd_marks_in_thousands_take_no_second(unit: str) -> None:
    with at_most(3):
        read("Work began on Monday.\n\n" + unit * 20_000)
