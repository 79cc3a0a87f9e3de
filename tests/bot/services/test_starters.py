from bot.services.starters import CATEGORIES, every_starter, group_starters, list_starters, load_starters, starters_in
from summarizer.sources.urls import canonical_url
from summarizer.text.language import LANGUAGES


def test_starters_are_about_sixty_different_feeds() -> None:
    feeds = load_starters()
    assert 55 <= len(feeds) <= 75
    assert len({canonical_url(feed.url) for feed in feeds}) == len(feeds)
    assert len({(feed.title, feed.language) for feed in feeds}) == len(feeds)
    assert all(feed.url.startswith("https://") and feed.title.strip() == feed.title for feed in feeds)


def test_every_category_and_language_has_some() -> None:
    feeds = load_starters()
    assert {feed.category for feed in feeds} == set(CATEGORIES)
    assert {feed.language for feed in feeds} == set(LANGUAGES)
    assert all(len(list_starters(None, category)) >= 2 for category in CATEGORIES)


def test_many_feeds_of_a_language_are_grouped_by_category_and_few_are_not() -> None:
    every = every_starter(starters_in)
    assert sorted(feed.url for feed in every) == sorted(feed.url for feed in load_starters())
    groups = group_starters(every)
    assert sorted(feed.url for group in groups for feed in group.feeds) == sorted(feed.url for feed in every)
    assert {group.category for group in groups if group.language == "en"} == set(CATEGORIES)
    assert [group.category for group in groups if group.language == "de"] == [None]


def test_a_readers_language_comes_first_and_english_next() -> None:
    languages = [feed.language for feed in list_starters("de")]
    assert languages.index("en") == languages.count("de")
    assert {feed.category for feed in list_starters("de", "technology")} == {"technology"}
    assert list_starters("de", "technology")[0].language == "de"
