import tomllib
from pathlib import Path
from typing import TypedDict, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.topics.categories import classify, decide
from summarizer.topics.category_lists import Support, weigh_lists
from summarizer.topics.category_model import SECTIONS, load_words, rate_sections
from summarizer.topics.fields import CATEGORIES
from tests.timing import at_most

OwnStory = TypedDict("OwnStory", {"language": str, "title": str, "text": str, "has": list[str], "not": list[str]})

STORIES = cast(
    "list[OwnStory]",
    tomllib.loads(Path(__file__).with_name("category_stories.toml").read_text("utf-8"))["story"],
)


def _sections(**shares: float) -> dict[str, float]:
    return dict.fromkeys(SECTIONS, 0.0) | shares


def _support(**strengths: float) -> dict[str, Support]:
    return {name: Support(strengths.get(name, 0.0), 3 if name in strengths else 0) for name in CATEGORIES}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story['language']}-{story['title'][:30]}")
def test_an_own_story_has_its_categories_and_no_absurd_ones(story: OwnStory) -> None:
    found = classify(story["title"], story["text"], story["language"])
    assert found >= set(story.get("has", []))
    assert not found & set(story["not"])


def test_every_category_is_found_in_some_story() -> None:
    assert {name for story in STORIES for name in story.get("has", [])} == set(CATEGORIES)


def test_a_language_that_is_not_given_is_recognised() -> None:
    story = next(story for story in STORIES if story["language"] == "de")
    assert classify(story["title"], story["text"], None) == classify(story["title"], story["text"], "de")


def test_a_language_tag_counts_by_its_first_part() -> None:
    story = next(story for story in STORIES if story["language"] == "pt")
    assert classify(story["title"], story["text"], "pt-BR") == classify(story["title"], story["text"], "pt")


def test_a_language_without_word_lists_gives_nothing() -> None:
    assert classify("Finansminister kritiserar riksbanken", "Inflationen steg och aktierna föll.", "sv") == frozenset()


@pytest.mark.parametrize("language", ["en", "de", "ru"])
def test_an_empty_story_is_in_no_category(language: str) -> None:
    assert classify("", "", language) == frozenset()


def test_nothing_likely_gives_no_section() -> None:
    shares = dict.fromkeys(SECTIONS, 1 / len(SECTIONS))
    assert decide(shares, _support(business=0.2), trained=True) == frozenset()


def test_a_section_without_a_word_of_its_list_must_be_likelier() -> None:
    assert decide(_sections(sport=0.4), _support(), trained=True) == frozenset()
    assert decide(_sections(sport=0.4), _support(sport=0.1), trained=True) == {"sport"}
    assert decide(_sections(sport=0.6), _support(), trained=True) == {"sport"}


def test_outside_english_a_section_needs_a_word_of_its_list() -> None:
    assert decide(_sections(sport=0.9), _support(), trained=False) == frozenset()
    assert decide(_sections(sport=0.9), _support(sport=0.1), trained=False) == {"sport"}


def test_politics_and_world_stand_side_by_side() -> None:
    assert decide(_sections(politics=0.6, world=0.3), _support(), trained=True) == {"politics", "world"}
    assert decide(_sections(politics=0.6, business=0.3), _support(), trained=True) == {"politics"}


def test_outside_english_the_second_of_the_pair_needs_a_word_of_its_list() -> None:
    both = _sections(politics=0.6, world=0.3)
    assert decide(both, _support(politics=0.3), trained=False) == {"politics"}
    assert decide(both, _support(politics=0.3, world=0.1), trained=False) == {"politics", "world"}


def test_an_election_abroad_is_politics_too() -> None:
    assert decide(_sections(world=0.9), _support(politics=0.7), trained=True) == {"world", "politics"}
    assert decide(_sections(business=0.9), _support(politics=0.7), trained=True) == {"business"}


def test_a_war_is_seen_as_the_world_s_in_every_language() -> None:
    assert decide(_sections(world=0.5), _support(conflict=0.8), trained=False) == {"world", "conflict"}


def test_sport_speaks_of_attacks_without_a_conflict() -> None:
    support = _support(sport=1.0, conflict=0.5)
    assert decide(_sections(sport=0.9), support, trained=True) == {"sport"}
    assert decide(_sections(world=0.9), support, trained=True) == {"world", "conflict"}


def test_one_listed_word_is_no_proof() -> None:
    support = _support() | {"health": Support(0.9, 1)}
    assert decide(_sections(business=0.9), support, trained=True) == {"business"}


def test_science_and_technology_part_what_papers_print_as_one() -> None:
    section = _sections(technology=0.9)
    assert decide(section, _support(technology=1.0), trained=True) == {"technology"}
    assert decide(section, _support(technology=1.0, science=0.9), trained=True) == {"technology", "science"}
    assert decide(section, _support(science=0.9), trained=True) == {"science"}
    assert decide(section, _support(health=0.9), trained=True) == {"science", "health"}


def test_words_of_a_title_count_twice() -> None:
    in_text = weigh_lists(["harbour"], ["hospit"], "en")["health"]
    in_title = weigh_lists(["hospit"], ["harbour"], "en")["health"]
    assert in_title.strength > in_text.strength > 0


def test_pairs_of_words_count_only_side_by_side() -> None:
    assert weigh_lists([], ["interest", "rate"], "en")["economy"].words == 1
    assert weigh_lists([], ["interest", "harbour", "rate"], "en")["economy"].words == 0


def test_a_doubtful_word_counts_less() -> None:
    sure = weigh_lists([], ["hospit"], "en")["health"].strength
    doubtful = weigh_lists([], ["virus"], "en")["health"].strength
    assert 0 < doubtful < sure


@given(
    title=st.lists(st.sampled_from(["goal", "bank", "film", "zzz"]), max_size=5),
    text=st.lists(st.sampled_from(["striker", "profit", "elect", "qqq"]), max_size=20),
    trained=st.booleans(),
)
def test_the_shares_of_sections_add_up_to_one(title: list[str], text: list[str], trained: bool) -> None:
    shares = rate_sections(title, text, weigh_lists(title, text, "en"), trained=trained)
    assert sum(shares.values()) == pytest.approx(1.0)
    assert tuple(shares) == SECTIONS


@given(st.text(max_size=300), st.text(max_size=300), st.sampled_from(["en", "ru", "fr", "de"]))
def test_any_text_gives_known_categories_and_always_the_same(title: str, text: str, language: str) -> None:
    found = classify(title, text, language)
    assert found <= set(CATEGORIES)
    assert classify(title, text, language) == found


def test_a_very_long_text_is_read_only_so_far() -> None:
    text = "The goalkeeper saved a penalty in the match. " * 200_000
    with at_most(1.0):
        assert classify("", text, "en") == {"sport"}


def test_the_tables_are_small_and_hold_no_numbers_or_names_of_agencies() -> None:
    folder = Path(__file__).parents[3] / "summarizer" / "topics"
    files = [folder / "section_weights.csv", folder / "list_weights.csv", *(folder / "category_words").iterdir()]
    assert sum(file.stat().st_size for file in files) <= 2_000_000
    assert not {"reuter", "reuters", "ap", "afp", "39"} & load_words().rows.keys()
