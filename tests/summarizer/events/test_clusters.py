from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.events import clusters
from summarizer.events.background import Background
from summarizer.events.clusters import EVENT_TERMS, WINDOW, EventIndex
from tests.summarizer.events.reports import b_cubed, load_reports

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
FLOOD = "The Tessel burst its banks at Marrow; nine hundred residents fled in boats as the levee failed."
FLOOD_AGAIN = (
    "At Marrow the levee failed and the Tessel burst its banks: residents fled in boats, nine hundred of them."
)
FINAL = "Port Sele won the cup final against Harrow United with a late header by striker Dario Venn."


def _placed(texts: list[str], least_similarity: float = 0.27) -> list[int]:
    index: EventIndex[int] = EventIndex(least_similarity=least_similarity)
    return [index.place(key, "", text, language="en").event for key, text in enumerate(texts)]


@pytest.mark.parametrize("seed", [1, 7, 9])
def test_reports_of_a_happening_come_together(seed: int) -> None:
    reports = load_reports(seed)
    index: EventIndex[int] = EventIndex()
    found = [index.place(key, each.title, each.text, language="en").event for key, each in enumerate(reports)]
    truth = [each.event for each in reports]
    assert len(set(truth)) >= 12
    assert b_cubed(truth, found)[2] >= 0.94


def test_looking_at_rare_words_only_gives_nearly_the_same_events(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "MOST_SHARED", 10)
    monkeypatch.setattr(clusters, "LIKELIEST", 3)
    reports = load_reports()
    index: EventIndex[int] = EventIndex()
    found = [index.place(key, each.title, each.text, language="en").event for key, each in enumerate(reports)]
    assert b_cubed([each.event for each in reports], found)[2] >= 0.9


def test_headlines_alone_do_fairly() -> None:
    reports = load_reports()
    index: EventIndex[int] = EventIndex()
    found = [index.place(key, each.title, "", language="en").event for key, each in enumerate(reports)]
    assert b_cubed([each.event for each in reports], found)[2] >= 0.8


def test_an_event_bears_the_key_of_its_first_story() -> None:
    assert _placed([FINAL, FLOOD, FLOOD_AGAIN, FINAL]) == [0, 1, 1, 0]


def test_a_story_that_begins_an_event_has_no_similarity() -> None:
    index: EventIndex[str] = EventIndex()
    assert index.place("a", "", FLOOD, language="en") == ("a", 0.0)
    event, similarity = index.place("b", "", FLOOD_AGAIN, language="en")
    assert event == "a"
    assert 0.5 < similarity <= 1.0


def test_a_higher_threshold_parts_what_a_lower_one_joins() -> None:
    assert _placed([FLOOD, f"{FLOOD_AGAIN} Schools stay closed."], least_similarity=0.99) == [0, 1]


def test_the_title_counts_too() -> None:
    index: EventIndex[int] = EventIndex()
    index.place(0, "Levee fails at Marrow", "", language="en")
    assert index.place(1, "Marrow: levee fails", "", language="en").event == 0


def test_stories_without_words_stay_alone() -> None:
    assert _placed(["", "", "…"]) == [0, 1, 2]


def test_an_event_takes_no_story_after_its_window() -> None:
    index: EventIndex[int] = EventIndex()
    index.place(0, "", FLOOD, language="en", at=NOON)
    assert index.place(1, "", FLOOD_AGAIN, language="en", at=NOON + WINDOW).event == 0
    assert index.place(2, "", FLOOD, language="en", at=NOON + 2 * WINDOW).event == 0
    assert index.place(3, "", FLOOD, language="en", at=NOON + 3 * WINDOW + timedelta(seconds=1)).event == 3


def test_an_event_that_is_not_the_oldest_joined_stays_when_older_ones_go() -> None:
    index: EventIndex[int] = EventIndex()
    index.place(0, "", FLOOD, language="en", at=NOON)
    index.place(1, "", FINAL, language="en", at=NOON + timedelta(hours=60))
    index.place(2, "", "Quiet harbour.", language="en", at=NOON + timedelta(hours=100))
    assert index.place(3, "", FINAL, language="en", at=NOON + timedelta(hours=101)).event == 1
    assert len(index) == 2


def test_an_old_event_is_forgotten_with_its_words() -> None:
    index: EventIndex[int] = EventIndex(window=timedelta(hours=1))
    index.place(0, "", FLOOD, language="en", at=NOON)
    index.place(1, "", FINAL, language="en", at=NOON + timedelta(hours=2))
    assert len(index) == 1
    assert all(keys.keys() == {1} for keys in index._with_term.values())


def test_a_report_from_long_before_joins_no_event_of_today() -> None:
    index: EventIndex[int] = EventIndex()
    index.place(0, "", FLOOD, language="en", at=NOON)
    assert index.place(1, "", FLOOD_AGAIN, language="en", at=NOON - 2 * WINDOW).event == 1


def test_a_late_arrival_does_not_make_its_event_older() -> None:
    index: EventIndex[int] = EventIndex()
    index.place(0, "", FLOOD, language="en", at=NOON)
    index.place(1, "", FLOOD_AGAIN, language="en", at=NOON - timedelta(hours=70))
    assert index.place(2, "", FLOOD, language="en", at=NOON + timedelta(hours=71)).event == 0


def test_a_story_without_a_time_joins_any_event() -> None:
    index: EventIndex[int] = EventIndex()
    index.place(0, "", FLOOD, language="en", at=NOON)
    index.place(1, "", FINAL, language="en")
    assert index.place(2, "", FLOOD_AGAIN, language="en").event == 0
    assert index.place(3, "", FINAL, language="en", at=NOON + 5 * WINDOW).event == 1


def test_a_copy_is_joined_to_its_event_unasked() -> None:
    index: EventIndex[int] = EventIndex()
    index.place(0, "", FLOOD, language="en")
    index.join(0, "", FINAL, language="en")
    assert index.place(1, "", FINAL, language="en").event == 0


def test_an_event_keeps_only_its_most_telling_words() -> None:
    index: EventIndex[int] = EventIndex()
    for part in range(8):
        index.join(0, "", " ".join(f"word{part}x{number}" for number in range(110)), language="en")
        assert len(index._events[0].total) <= 2 * EVENT_TERMS
    held = {term for term, keys in index._with_term.items() if 0 in keys}
    assert held == index._events[0].total.keys()


@pytest.mark.parametrize(("least", "hours"), [(0.0, 1), (1.1, 1), (0.5, 0)])
def test_limits_without_sense_are_refused(least: float, hours: int) -> None:
    with pytest.raises(ValueError, match="similarity"):
        EventIndex(least_similarity=least, window=timedelta(hours=hours))


def test_other_languages_learn_what_is_common_as_stories_come() -> None:
    texts = [
        "Der Tessel trat bei Marrow über die Ufer, neunhundert Einwohner flohen in Booten vor dem Hochwasser.",
        "Port Sele gewann das Pokalfinale gegen Harrow durch ein spätes Kopfballtor von Dario Venn.",
        "Bei Marrow flohen neunhundert Einwohner in Booten vor dem Hochwasser des Tessel.",
    ]
    index: EventIndex[int] = EventIndex()
    assert [index.place(key, "", text, language="de").event for key, text in enumerate(texts)] == [0, 1, 0]


def test_a_rare_stem_tells_more_than_a_common_one() -> None:
    background = Background("en")
    assert background.idf("zzyzx") > background.idf("river") > background.idf("year") >= 1.0


def test_what_is_seen_often_tells_less() -> None:
    background = Background("sv")
    for _ in range(9):
        background.add(["regering", "regering"])
    background.add(["hamn"])
    assert background.idf("regering") < background.idf("hamn")


@given(st.lists(st.sampled_from([FLOOD, FLOOD_AGAIN, FINAL, "", "Quiet day."]), max_size=8))
def test_every_story_has_an_event_that_began_no_later(texts: list[str]) -> None:
    events = _placed(texts)
    assert all(event <= key and events[event] == event for key, event in enumerate(events))
    assert _placed(texts) == events
