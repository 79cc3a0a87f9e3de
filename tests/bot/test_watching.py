"""What the bot takes for a copy, on the stories of the sample papers."""

from itertools import combinations

from bot.sandbox.stories import Paper, Story, read_papers
from bot.services.copies import NEAR_BITS
from bot.watching import simhash_of

STORIES = [(paper, story) for paper in read_papers() for story in paper.stories if story.kind == "story"]
COPIES = {"silo-fire", "eastmere-silo"}


def bits_between(first: Story, second: Story) -> int:
    hashes = [simhash_of("\n".join((story.title, *story.paragraphs))) for story in (first, second)]
    return (hashes[0] ^ hashes[1]).bit_count()


def told(pair: tuple[tuple[Paper, Story], tuple[Paper, Story]]) -> tuple[set[str], int]:
    (_, first), (_, second) = pair
    return {first.slug, second.slug}, bits_between(first, second)


def test_a_copy_in_another_paper_is_near_and_no_other_story_is_a_later_report_of_the_event_included() -> None:
    pairs = list(map(told, combinations(STORIES, 2)))
    assert len(pairs) > 100
    assert [slugs for slugs, bits in pairs if bits <= NEAR_BITS] == [COPIES]
    assert min(bits for slugs, bits in pairs if slugs != COPIES) >= NEAR_BITS + 5


def test_a_text_of_stop_words_alone_is_near_to_nothing() -> None:
    assert simhash_of("It is what it was, and so were we.") == 0
