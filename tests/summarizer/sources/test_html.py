import pytest

from summarizer.errors import NotAnArticle, TooLarge, Unusable
from summarizer.model import Document, MediaType
from summarizer.sources.blocks import parse_blocks
from summarizer.sources.html import LONGEST_BODY_CHARS, read_html
from summarizer.sources.markup import HARD_LIMIT_BYTES, parse_page
from tests.summarizer.sources.pages import STORY, bare, jsonld, page, read

HEAD = (
    jsonld(
        {
            "@type": "NewsArticle",
            "headline": "Tidal mill turns again",
            "datePublished": "2024-05-13T09:20:00+01:00",
            "author": [{"@type": "Person", "name": "Ines Varrow"}],
        }
    )
    + "<meta property='og:site_name' content='Ostwick Post'><meta property='og:title' content='Tidal mill turns again'>"
)


def test_a_page_becomes_an_article() -> None:
    article = read(page(head=HEAD, body="<footer>© 2026</footer>"), url="https://post.example/mill")
    assert article.paragraphs == STORY
    assert article.title == "Tidal mill turns again"
    assert article.authors == ("Ines Varrow",)
    assert article.byline == "Ines Varrow"
    assert article.site == "Ostwick Post"
    assert article.published == "2024-05-13T09:20:00+01:00"
    assert article.language == "en"
    assert article.url == "https://post.example/mill"
    assert not article.partial


def test_what_the_sender_says_wins_over_the_page() -> None:
    document = Document(data=page().encode(), media_type=MediaType.HTML, title="A mill", language="cy")
    article = read_html(document)
    assert (article.title, article.language) == ("A mill", "cy")


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("<html lang='de-AT'>", "de"),
        ("<html lang='EN'>", "en"),
        ("<html lang='pt_BR'>", "pt"),
        ("<html xml:lang='fr'>", "fr"),
        ("<html lang=''><meta property='og:locale' content='uk_UA'>", "uk"),
        ("<html lang='english'>", None),
        ("<html>", None),
    ],
)
def test_the_language_is_what_the_page_says_or_nothing(tag: str, language: str | None) -> None:
    assert read(page().replace("<html lang='en'>", tag)).language == language


@pytest.mark.parametrize(
    "first", ["", "<header><p>Ostwick Post</header>", "<main>", "<section>", "<div>", "<nav></nav>"]
)
def test_a_page_without_the_tags_that_html_lets_out_is_read(first: str) -> None:
    markup = page(head=HEAD)
    for tag in ("<head>", "</head>", "</body>", "</html>", "</p>"):
        markup = markup.replace(tag, "")
    markup = markup.replace("<body>", first)
    assert read(markup).paragraphs == STORY
    blocks = [block.text for block in parse_blocks(parse_page(markup.encode(), None).tree)]
    assert blocks[-len(STORY) - 1 :] == ["Tidal mill turns again", *STORY]


def test_a_page_beyond_the_caps_is_read_in_part_and_says_so() -> None:
    article = read(page(body="<table>" + "<tr><td>x" * 30_000))
    assert article.partial
    assert article.title == "Tidal mill turns again"
    assert set(STORY) <= set(article.paragraphs)


def test_a_body_beyond_the_limit_is_cut_between_paragraphs() -> None:
    long = tuple(f"{number} " + "the mill turned once more " * 4_000 for number in range(8))
    article = read(page(story=long))
    assert article.partial
    assert 0 < len(article.text) <= LONGEST_BODY_CHARS
    one = read(page(story=("the mill turned " * 60_000,)))
    assert one.partial
    assert len(one.text) == LONGEST_BODY_CHARS


def test_more_than_is_ever_parsed_is_too_large() -> None:
    with pytest.raises(TooLarge):
        read(b"<p>" + b"a" * HARD_LIMIT_BYTES)


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"%PDF-1.7 not a page", b"<", b"<html></html>", b"\xff" * 300])
def test_bytes_without_a_page_end_in_a_reason(data: bytes) -> None:
    with pytest.raises(Unusable):
        read(data)


@pytest.mark.parametrize(
    "markup",
    [
        page().replace("<html", "<html amp"),
        page().replace("<html", "<html ⚡"),
        page(head="<style amp-boilerplate>body{visibility:hidden}</style>"),
        page(body="<amp-consent><div>We use cookies. <button>Accept</button></div></amp-consent>"),
        page(body="<amp-sidebar><p><a href='/'>Home</a></p></amp-sidebar><amp-ad><div>Advertisement</div></amp-ad>"),
    ],
)
def test_amp_pages_read_as_others_do(markup: str) -> None:
    assert read(markup).paragraphs == STORY


def test_paragraphs_are_clean_and_the_subheads_point_at_headings() -> None:
    article = read(
        page(
            story=(
                STORY[0].replace(" ", "\u00a0 \n", 3),
                f"{STORY[1]}</p><h2>A\u200b kitchen</h2><p>{STORY[2]}",
                STORY[3],
            )
        )
    )
    assert article.paragraphs == (STORY[0], STORY[1], "A kitchen", STORY[2], STORY[3])
    assert article.subheads == {2}


SAID = "I walked on that old mill with my grandfather, and I would give a month of wages to see it turn again."
REPLIES = {
    "named": f"<section class='comments'><h3>Comments</h3><p>{SAID}</p></section>",
    "by id": f"<div id='disqus_thread'><div><p>{SAID}</p></div></div>",
    "list": f"<ol class='comment-list'><li><b>Ole</b><p>{SAID}</p><a href='#'>Reply</a></li></ol>",
    "bare heading": f"<div><h2>14 Comments</h2><div><span>badger72</span><p>{SAID}</p></div></div>",
    "in the article": f"<div class='replies'><p>{SAID}</p><p>{SAID} Truly!</p></div>",
}


@pytest.mark.parametrize("replies", REPLIES.values(), ids=REPLIES.keys())
def test_what_readers_wrote_below_a_story_stays_out(replies: str) -> None:
    assert read(page(body=replies)).paragraphs == STORY


HOSTILE = {
    "unclosed paragraphs": "<p>" * 155_000,
    "paragraphs": "<p>The council voted to repair the old bridge." * 5_000,
    "rows of paragraphs": ("<div>" + "<p>The council voted again.</p>" * 1_000 + "</div>") * 5,
    "links": "<p><a href=x>link</a> word</p>" * 6_500,
    "table": "<table>" + "<tr><td>a<td>b</tr>" * 13_000,
    "attributes": "<p " + "a " * 220_000 + ">",
    "angle brackets": "<" * 2_000_000,
    "nesting": "<div>" * 19_000 + "x",
    "breaks": "text<br>" * 39_000,
    "one long word": "<p>" + "a" * 1_000_000,
    "digits": "<p>" + "1234567890" * 100_000,
    "spaces": "<p>" + " \n" * 500_000,
    "titles": "<title>" + " | x" * 100_000,
    "headings": "<h1>some words here</h1>" * 4_000,
    "brackets in structured data": '<script type="application/ld+json">' + "[" * 100_000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.timeout(30)
def test_a_hostile_page_ends_in_an_article_or_a_reason(body: str) -> None:
    try:
        article = read(bare(head="<title>t</title>", body=body))
    except Unusable:
        return
    assert article.paragraphs


def test_an_index_says_its_title() -> None:
    links = "".join(f"<li><a href='/{number}'>Ostwick story number {number}</a></li>" for number in range(40))
    with pytest.raises(NotAnArticle) as caught:
        read(bare(head="<title>Archive</title>", body=f"<ul>{links}</ul>"))
    assert caught.value.title == "Archive"


PLEA = "At the Post we believe that everyone needs to know when the wheel turns, and that someone has to go and look. "


def test_a_plea_that_is_not_shown_is_no_story_however_long() -> None:
    plea = f"<div class='hidden support'><p>{PLEA * 3}</p><p>{PLEA * 2}</p><p>{PLEA * 4}</p></div>"
    assert read(page(head=HEAD, body=f"<section>{plea}</section>")).paragraphs == STORY


def test_a_summary_in_structured_data_is_not_taken_for_the_story() -> None:
    head = jsonld({"@type": "NewsArticle", "headline": "Tidal mill turns again", "articleBody": STORY[1]})
    assert read(page(head=head)).paragraphs == STORY


def test_the_pages_own_list_of_its_headings_goes() -> None:
    parts = ("Six years of work", "Who paid for it")
    contents = "".join(f"<li><a href='#{index}'>{part}</a></li>" for index, part in enumerate(parts))
    story = "".join(
        f"<h2><a href='#'>{part}</a></h2><p>{STORY[0]}</p><p>{text}</p>"
        for part, text in zip(parts, STORY, strict=False)
    )
    markup = f"<article><h1>Tidal mill turns again</h1><p>{STORY[3]}</p><ul>{contents}</ul>{story}</article>"
    article = read(bare(head=HEAD, body=markup))
    assert [article.paragraphs[index] for index in sorted(article.subheads)] == list(parts)
