"""What the bot takes for a copy, on the stories of the sample papers and on edited copies of them."""

from itertools import combinations
from random import Random

from bot.sandbox.stories import Story, read_papers
from bot.services.copies import NEAR_BITS, content_words, is_alike
from bot.watching import simhash_of

STORIES = [story for paper in read_papers() for story in paper.stories if story.kind == "story"]
COPIES = {"silo-fire", "eastmere-silo"}
EDITIONS = 5


def told(story: Story) -> str:
    return "\n".join((story.title, *story.paragraphs))


def is_copy(first: str, second: str) -> bool:
    near = (simhash_of(first) ^ simhash_of(second)).bit_count() <= NEAR_BITS
    return near and is_alike(frozenset(content_words(first)), frozenset(content_words(second)))


def edited(text: str, chance: Random, words: list[str]) -> str:
    """The text with a tenth of its words replaced by words of other stories."""
    return " ".join(chance.choice(words) if chance.random() < 0.1 else word for word in text.split())


def test_a_copy_in_another_paper_is_one_and_no_other_story_is_a_later_report_of_the_event_included() -> None:
    pairs = list(combinations(STORIES, 2))
    assert len(pairs) > 100
    found = [{first.slug, second.slug} for first, second in pairs if is_copy(told(first), told(second))]
    assert found == [COPIES]


def test_copies_with_a_tenth_of_their_words_replaced_are_found() -> None:
    chance = Random(7)
    words = " ".join(map(told, STORIES)).split()
    editions = [(told(story), edited(told(story), chance, words)) for story in STORIES for _ in range(EDITIONS)]
    assert sum(is_copy(first, second) for first, second in editions) >= 0.94 * len(editions)


def test_a_text_of_stop_words_alone_is_near_to_nothing() -> None:
    assert simhash_of("It is what it was, and so were we.") == 0
