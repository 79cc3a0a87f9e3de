import json
import re
from datetime import UTC, datetime

import fastfeedparser
import pytest
from lxml import etree, html

from bot.sandbox.newsstand import Newsstand
from bot.sandbox.stories import MalformedStory, Paper, Story, date_paper, parse_story, read_papers

OPENED = datetime(2026, 11, 2, 9, 30, 41, tzinfo=UTC)
PAPERS = tuple(date_paper(paper, OPENED) for paper in read_papers())
STORIES = [(paper, story) for paper in PAPERS for story in paper.stories]
WRITTEN = [story for paper in read_papers() for story in paper.stories if story.kind == "story"]
READABLE = [(paper, story) for paper, story in STORIES if story.kind == "story"]


@pytest.fixture
def newsstand() -> Newsstand:
    return Newsstand(read_papers(), OPENED)


def body_of(newsstand: Newsstand, paper: Paper, path: str) -> str:
    page = newsstand.find_page(paper.host, path, 8080)
    assert page is not None
    return page.body


def text_of(page: str) -> str:
    return "".join(map(str, html.fromstring(page).itertext()))


@pytest.mark.parametrize(("paper", "story"), STORIES, ids=lambda item: getattr(item, "slug", ""))
def test_every_page_carries_title_date_and_structured_facts(newsstand: Newsstand, paper: Paper, story: Story) -> None:
    tree = html.fromstring(body_of(newsstand, paper, story.path))
    assert str(tree.xpath("string(//title)")) == f"{story.title} | {paper.name}"
    assert (str(tree.xpath("string(//h1)")) == story.title) is (story.kind not in ("script", "consent"))
    assert tree.get("lang") == paper.language
    facts = json.loads(str(tree.xpath("string(//script[@type='application/ld+json'])")))
    assert (facts["headline"], facts["inLanguage"]) == (story.title, paper.language)
    assert datetime.fromisoformat(facts["datePublished"]) == story.published_at
    assert tree.xpath("string(//meta[@property='og:title']/@content)") == story.title


@pytest.mark.parametrize(("paper", "story"), READABLE, ids=lambda item: getattr(item, "slug", ""))
def test_a_story_is_on_its_page_in_full(newsstand: Newsstand, paper: Paper, story: Story) -> None:
    shown = text_of(body_of(newsstand, paper, story.path))
    assert all(paragraph.removeprefix("## ") in shown for paragraph in story.paragraphs)
    assert "##" not in shown


@pytest.mark.parametrize("story", WRITTEN, ids=lambda story: story.slug)
def test_a_story_is_of_a_good_length(story: Story) -> None:
    assert 250 <= len(" ".join(story.paragraphs).split()) <= 600


def test_the_pages_that_cannot_be_read_hide_their_text(newsstand: Newsstand) -> None:
    for paper, story in STORIES:
        page = body_of(newsstand, paper, story.path)
        if story.kind in ("script", "consent"):
            assert not any(paragraph in text_of(page) for paragraph in story.paragraphs)
        if story.kind == "script":
            assert json.loads(body_of(newsstand, paper, story.path + ".json")) == list(story.paragraphs)
        if story.kind == "paywall":
            assert '"isAccessibleForFree": false' in page
        if story.kind == "live":
            assert '"@type": "LiveBlogPosting"' in page


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.host)
def test_a_feed_lists_every_story_latest_first(newsstand: Newsstand, paper: Paper) -> None:
    page = newsstand.find_page(paper.host, "/feed.xml", 8080)
    assert page is not None
    etree.fromstring(page.body.encode())
    feed = fastfeedparser.parse(page.body.encode())
    assert [entry["link"] for entry in feed.entries] == [
        f"http://{paper.host}:8080{story.path}" for story in paper.stories
    ]
    dates = [datetime.fromisoformat(entry["published"]) for entry in feed.entries]
    assert dates == sorted(dates, reverse=True)
    assert all(date < OPENED for date in dates)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.host)
def test_every_link_of_a_front_page_leads_somewhere(newsstand: Newsstand, paper: Paper) -> None:
    links = re.findall(r'(?:href|src)="(/[^"]*)"', body_of(newsstand, paper, "/"))
    assert len(links) > len(paper.stories)
    assert all(newsstand.find_page(paper.host, link, 8080) for link in links)


def test_weekdays_in_a_story_follow_the_day_on_which_it_came_out() -> None:
    (gazette,) = [paper for paper in PAPERS if paper.host.startswith("gazette")]
    (flood,) = [story for story in gazette.stories if story.slug == "marrow-flood"]
    assert "at four places on Sunday night" in flood.paragraphs[0]
    (vestnik,) = [paper for paper in read_papers() if paper.host.startswith("vestnik")]
    tuesday, friday = [date_paper(vestnik, datetime(2026, 11, day, 12, tzinfo=UTC)) for day in (3, 6)]
    assert "сообщил во вторник" in tuesday.stories[0].paragraphs[0]
    assert "сообщил в пятницу" in friday.stories[0].paragraphs[0]
    assert not any("{" in text for _, story in STORIES for text in (story.title, story.summary, *story.paragraphs))


def test_there_is_something_to_read_in_three_languages() -> None:
    languages = [paper.language for paper, _ in READABLE]
    assert (len(languages) >= 12, languages.count("ru") >= 2, languages.count("de") >= 1) == (True, True, True)


def test_what_is_not_there_is_not_found(newsstand: Newsstand) -> None:
    assert newsstand.find_page("nobody.localhost", "/", 8080) is None
    assert newsstand.find_page("gazette.localhost", "/news/nothing", 8080) is None


HEAD = "Title: x\nSummary: x\nByline: x\nSection: x\n"


@pytest.mark.parametrize(
    "text",
    [
        "Title: x\n\nText.",
        f"{HEAD}Hours-Ago: 1\n\n",
        f"{HEAD}\nText.",
        f"{HEAD}Hours-Ago: 1\nSeries: 1\n\nText.",
        f"{HEAD}Hours-Ago: 1\nKind: riddle\n\nText.",
    ],
)
def test_a_story_that_lacks_something_is_refused(text: str) -> None:
    with pytest.raises(MalformedStory, match="slug: lacks"):
        parse_story("slug", text)
