"""Looking up copies in an array against bands in dictionaries and one by one; stories placed in events a second."""

import random
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations

import pytest

from summarizer.events.clusters import EventIndex
from summarizer.events.copies import MAX_BITS, CopyIndex, Fingerprint, differing_bits, fingerprint

STORIES = 100_000
LOOKUPS = 200
EVENT_STORIES = 1_500
WORDS_A_STORY = 220

BAND_BITS = 16
FLIPS = [sum(1 << bit for bit in bits) for count in range(3) for bits in combinations(range(BAND_BITS), count)]
"""Of ten differences in four bands, some band has at most two."""


class Bands:
    """The rival: every hash under its four bands, looked up with up to two bits flipped."""

    def __init__(self, hashes: list[int]) -> None:
        self._buckets: dict[int, list[int]] = defaultdict(list)
        for hash_ in hashes:
            for band in self._bands(hash_):
                self._buckets[band].append(hash_)

    def has_copy(self, hash_: int) -> bool:
        near = (self._buckets.get(band ^ flips, ()) for band in self._bands(hash_) for flips in FLIPS)
        return min((differing_bits(hash_, each) for bucket in near for each in bucket), default=64) <= MAX_BITS

    @staticmethod
    def _bands(hash_: int) -> list[int]:
        return [at << BAND_BITS | (hash_ >> BAND_BITS * at & 0xFFFF) for at in range(4)]


def _words(dice: random.Random, vocabulary: list[str]) -> str:
    """A text of a few rare words, repeated, among common ones: some Zipf, as in news."""
    own = [dice.choice(vocabulary) for _ in range(15)]
    return " ".join(
        dice.choice(own) if dice.random() < 0.3 else vocabulary[int(len(vocabulary) * dice.random() ** 4)]
        for _ in range(WORDS_A_STORY)
    )


def _per_second(count: int, work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return count / (time.perf_counter() - began)


@pytest.mark.bench
def test_copies_are_looked_up_faster_than_by_bands_or_one_by_one() -> None:
    dice = random.Random(5)
    hashes = [dice.getrandbits(64) for _ in range(STORIES)]
    index: CopyIndex[int] = CopyIndex()
    for key, hash_ in enumerate(hashes):
        index.add(key, Fingerprint(url=None, digest=str(key), simhash=hash_))
    asked = [dice.choice(hashes) ^ (1 << dice.randrange(64)) ^ (1 << dice.randrange(64)) for _ in range(LOOKUPS)]
    prints = [Fingerprint(url=None, digest="", simhash=hash_) for hash_ in asked]
    rival = Bands(hashes)
    few = asked[: LOOKUPS // 20]

    array = _per_second(LOOKUPS, lambda: [index.find(each) for each in prints])
    bands = _per_second(LOOKUPS, lambda: [rival.has_copy(each) for each in asked])
    scan = _per_second(len(few), lambda: [min(differing_bits(each, other) for other in hashes) for each in few])
    print(f"\ncopies among {STORIES:,}: array {array:,.0f}/s, bands {bands:,.0f}/s, one by one {scan:,.0f}/s")
    assert all(index.find(each) is not None for each in prints)
    assert all(rival.has_copy(each) for each in asked)
    assert array >= 1.2 * bands
    assert array >= 20 * scan


@pytest.mark.bench
def test_stories_are_printed_and_placed_fast_enough_for_ten_thousand_feeds() -> None:
    dice = random.Random(6)
    vocabulary = [f"{''.join(dice.choices('bcdfgklmnprst', k=3))}a{number}" for number in range(30_000)]
    texts = [_words(dice, vocabulary) for _ in range(EVENT_STORIES)]
    events: EventIndex[int] = EventIndex()
    prints = _per_second(len(texts), lambda: [fingerprint("", text, language="en") for text in texts])
    placing = _per_second(
        len(texts), lambda: [events.place(key, "", text, language="en") for key, text in enumerate(texts)]
    )
    print(f"\nfingerprints {prints:,.0f}/s; {len(events):,} events of {len(texts):,} stories, placed {placing:,.0f}/s")
    # Ten thousand feeds bring about 2.3 stories a second.
    assert prints >= 50
    assert placing >= 25
