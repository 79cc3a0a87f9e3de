import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.events.copies import (
    LEAST_TERMS,
    MAX_BITS,
    CopyIndex,
    Fingerprint,
    differing_bits,
    fingerprint,
    simhash,
    story_address,
)
from summarizer.text.words import terms
from tests.summarizer.events.reports import edit, load_reports

TEXT = (
    "The Tessel broke through the old levee at Marrow shortly after midnight. Firefighters brought nine hundred "
    "residents to safety in boats, and the bridge stays closed while engineers look for further damage to its piers."
)
HASHES = st.integers(min_value=0, max_value=2**64 - 1)


def _print(hash_: int | None, *, url: str | None = None, digest: str = "") -> Fingerprint:
    return Fingerprint(url=url, digest=digest, simhash=hash_)


def _long_texts() -> list[str]:
    """Forty texts as long as a story, each out of reports of one happening and some of another."""
    dice = random.Random(3)
    by_event: dict[str, list[str]] = {}
    for report in load_reports():
        by_event.setdefault(report.event, []).append(report.text)
    names = sorted(by_event)
    return [
        " ".join(by_event[name] + dice.sample(by_event[other], 2))
        for name in names
        for other in dice.sample([each for each in names if each != name], 3)
    ]


def test_case_accents_punctuation_and_white_space_make_no_difference() -> None:
    other = TEXT.upper().replace(". ", " …\n\n").replace("residents", "rësidents")
    assert fingerprint("", TEXT, language="en") == fingerprint("", other, language="en")


def test_a_headline_of_the_paper_s_own_makes_no_difference_to_a_long_text() -> None:
    assert fingerprint("Marrow under water", TEXT) == fingerprint("Hundreds flee", TEXT)


def test_a_headline_tells_short_texts_apart() -> None:
    first, second = fingerprint("Fire in Velden", "More soon."), fingerprint("Fire in Harrow", "More soon.")
    assert first.digest != second.digest
    assert first.simhash is None


def test_a_simhash_needs_some_content_words() -> None:
    words = ["harbour", "lantern", "glacier", "tannery"] * LEAST_TERMS
    assert fingerprint("", " ".join(words[: LEAST_TERMS - 1]), language="en").simhash is None
    assert fingerprint("", " ".join(words[:LEAST_TERMS]), language="en").simhash is not None


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://Gazette.example/a?utm_source=x#top", "https://gazette.example/a"),
        ("https://gazette.example/?story=7", "https://gazette.example/?story=7"),
        ("https://gazette.example/", None),
        ("https://gazette.example", None),
        ("no address", None),
    ],
)
def test_a_story_s_address_is_canonical_and_never_a_front_page(url: str, address: str | None) -> None:
    assert story_address(url) == address
    assert fingerprint("", TEXT, url=url).url == address


def test_a_story_without_an_address_has_none() -> None:
    assert fingerprint("", TEXT).url is None


def test_the_simhash_is_the_same_on_every_machine() -> None:
    assert simhash(["flood", "marrow", "flood"]) == 0x4518A3B86F7EE7DC
    assert simhash([]) == 0


@given(st.lists(st.sampled_from(["flood", "marrow", "levee", "boat"]), min_size=1))
def test_the_order_of_stems_makes_no_difference(stems: list[str]) -> None:
    assert simhash(stems) == simhash(sorted(stems))


@pytest.mark.parametrize(("share", "least"), [(0.02, 0.99), (0.1, 0.9), (0.2, 0.5)])
def test_edited_copies_are_found(share: float, least: float) -> None:
    dice = random.Random(11)
    texts = _long_texts()
    words = " ".join(texts).split()
    found = [
        differing_bits(simhash(terms(text, "en")), simhash(terms(edit(text, share, dice, words), "en"))) <= MAX_BITS
        for text in texts
        for _ in range(3)
    ]
    assert Counter(found)[True] / len(found) >= least


def test_reports_of_different_happenings_are_no_copies() -> None:
    index: CopyIndex[str] = CopyIndex()
    events = Counter(report.event for report in load_reports())
    for event in events:
        text = " ".join(report.text for report in load_reports() if report.event == event)
        print_ = fingerprint("", text, language="en")
        assert index.find(print_) is None
        index.add(event, print_)
    assert len(index) == len(events)


def test_the_address_is_asked_before_the_words_and_those_before_the_hash() -> None:
    index: CopyIndex[str] = CopyIndex()
    index.add("near", _print(0, digest="1"))
    index.add("words", _print(2**64 - 1, digest="2"))
    index.add("address", _print(2**63, url="https://a.example/b", digest="3"))
    assert index.find(_print(1, url="https://a.example/b", digest="2")) == "address"
    assert index.find(_print(1, url="https://a.example/c", digest="2")) == "words"
    assert index.find(_print(1, digest="4")) == "near"
    assert index.find(_print(None, digest="4")) is None


def test_the_nearest_hash_wins_and_of_equals_the_first() -> None:
    index: CopyIndex[str] = CopyIndex()
    for key, hash_ in (("far", 0b111), ("first", 0b1), ("second", 0b10)):
        index.add(key, _print(hash_, digest=key))
    assert index.find(_print(0, digest="")) == "first"


def test_a_story_kept_anew_is_found_only_under_what_it_is_now() -> None:
    index: CopyIndex[str] = CopyIndex()
    index.add("a", _print(0, digest="1"))
    index.add("a", _print(2**64 - 1, digest="2"))
    assert index.find(_print(None, digest="1")) is None
    assert index.find(_print(None, digest="2")) == "a"
    assert len(index) == 1


def test_a_forgotten_story_is_not_found_and_leaves_nothing() -> None:
    index: CopyIndex[str] = CopyIndex()
    index.add("a", _print(5, url="https://a.example/b", digest="1"))
    index.add("b", _print(5, digest="1"))
    index.discard("a")
    assert index.find(_print(5, digest="1")) == "b"
    index.discard("b")
    index.discard("b")
    assert len(index) == 0
    assert not index._marked
    assert not index._rows


@given(st.lists(HASHES, max_size=20), HASHES, st.integers(min_value=0, max_value=2**64 - 1))
def test_the_index_gives_what_comparing_one_by_one_would(hashes: list[int], hash_: int, mask: int) -> None:
    # One that is near by at most some ten bits, so that copies do come up.
    near = hash_ ^ (mask & mask >> 3 & mask >> 7)
    index: CopyIndex[int] = CopyIndex()
    kept = [*hashes, near]
    for key, each in enumerate(kept):
        index.add(key, _print(each, digest=str(key)))
    bits, key = min((differing_bits(hash_, each), key) for key, each in enumerate(kept))
    assert index.find(_print(hash_, digest="")) == (key if bits <= MAX_BITS else None)


def test_stories_too_short_for_a_hash_come_and_go_too() -> None:
    index: CopyIndex[str] = CopyIndex()
    index.add("a", _print(None, digest="1"))
    assert index.find(_print(7, digest="2")) is None
    index.discard("a")
    assert index.find(_print(None, digest="1")) is None


def test_room_left_by_forgotten_stories_is_used_again() -> None:
    index: CopyIndex[int] = CopyIndex()
    dice = random.Random(2)
    hashes = [dice.getrandbits(64) for _ in range(3_000)]
    for key, hash_ in enumerate(hashes):
        index.add(key, _print(hash_, digest=str(key)))
        if key >= 100:
            index.discard(key - 100)
    assert len(index._hashes) < 1_000
    found = [index.find(_print(hash_, digest="")) for hash_ in hashes]
    assert found == [None] * 2_900 + list(range(2_900, 3_000))


@given(HASHES, st.sets(st.integers(min_value=0, max_value=63), max_size=MAX_BITS))
def test_every_hash_within_the_limit_is_found(hash_: int, flipped: set[int]) -> None:
    index: CopyIndex[str] = CopyIndex()
    index.add("a", _print(hash_, digest="1"))
    assert index.find(_print(hash_ ^ sum(1 << bit for bit in flipped), digest="2")) == "a"


@given(st.text(max_size=200), st.text(max_size=400), st.sampled_from([None, "en", "zh", "x-y"]))
def test_any_text_has_a_fingerprint_and_always_the_same(title: str, text: str, language: str | None) -> None:
    assert fingerprint(title, text, language=language) == fingerprint(title, text, language=language)
