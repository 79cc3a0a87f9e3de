from dataclasses import replace
from datetime import UTC, datetime

from bot.rendering.rich import Kind
from bot.rendering.tapdata import Deed, TapData, parse_tap_data
from bot.rendering.updates import excerpt, render_alert, render_digest, render_update
from bot.rendering.wording import wording
from bot.services.updates import Alert, DigestUpdate, Ended, Line
from storage.entries import Entry
from storage.reasons import Reason
from tests.storage.samples import reading as read

EN = wording("en")
FERRY = Entry(
    id=1,
    feed_id=3,
    feed_title="Ostmar Wire",
    guid="a",
    event_id=1,
    story_id=None,
    url="https://wire.example/ferry",
    canonical_url=None,
    title="Ferry stops for the winter",
    text="The ferry stops on Friday. It sails again in March. The fare stays as it is.",
    language="en",
    published_at=datetime(2026, 11, 22, 9, tzinfo=UTC),
    seen_at=datetime(2026, 11, 22, 10, tzinfo=UTC),
)
BY_TOPIC = Reason(feed_id=3, topic_id=5, query="ferry", words=("ferry",), fields=("lang:en",))
BY_FEED = Reason(feed_id=3)
ALERT = Alert(delivery_id=9, entry=FERRY, reasons=(BY_TOPIC, BY_FEED), feeds={3: "Ostmar Wire"})


def test_an_alert_links_its_headline_and_says_why_it_came() -> None:
    message = render_alert(ALERT, EN)
    assert message.rich.text.startswith("Ferry stops for the winter\nOstmar Wire · ")
    assert "The ferry stops on Friday. It sails again in March." in message.rich.text
    assert "The fare" not in message.rich.text
    assert "Because you follow ferry; you want everything of Ostmar Wire." in message.rich.text
    assert [one.url for one in message.rich.entities if one.kind is Kind.LINK] == ["https://wire.example/ferry"]


def test_a_figure_of_a_sentence_right_above_it_is_not_shown_again() -> None:
    short = render_alert(replace(ALERT, reading=read(chosen=1)), EN).rich.text
    assert "\n\nThe harbour of Ostmar counted 412 boats on Friday.\n\n• $4.5bn storm\n\n" in short
    assert "≈ 11" not in short
    two = render_alert(replace(ALERT, reading=read(chosen=2)), EN).rich.text
    assert two.count("$4.5bn") == 1


def test_an_alert_shows_three_figures_and_one_of_two_long_sentences() -> None:
    told = read(chosen=1)
    many = replace(told, key_lines=tuple(replace(told.key_lines[0], text=f"$4.5bn {word}") for word in "abcde"))
    assert "$4.5bn c\n\n" in render_alert(replace(ALERT, reading=many), EN).rich.text
    first, second = (replace(one, text=one.text + " so" * 100) for one in told.sentences[:2])
    long = replace(told, briefing=replace(told.briefing, sentences=(first, second)))
    text = render_alert(replace(ALERT, reading=long), EN).rich.text
    assert first.text in text
    assert second.text not in text


def test_an_alert_of_a_live_blog_says_so() -> None:
    told = "Live blog: its newest entries, the latest first\n\nThe harbour of Ostmar counted"
    live = replace(read(chosen=1), article=replace(read(chosen=1).article, live=True))
    assert told in render_alert(replace(ALERT, reading=live), EN).rich.text
    assert "Live blog" not in render_alert(replace(ALERT, reading=read(chosen=1)), EN).rich.text


def test_the_reasons_in_full_name_words_fields_and_feed() -> None:
    text = render_alert(ALERT, EN, why=True).rich.text
    assert "you follow ferry; it has: ferry, lang:en; it came from: Ostmar Wire" in text


def test_a_burst_names_what_came_along_and_counts_the_rest() -> None:
    along = tuple(replace(FERRY, id=n, title=f"Ferry news {n}") for n in range(2, 4))
    text = render_alert(replace(ALERT, along=along, along_count=12), EN).rich.text
    assert "And 12 more at the same time:\n• Ferry news 2\n• Ferry news 3" in text


def test_other_reports_are_named_once_for_each_feed() -> None:
    also = tuple(replace(FERRY, id=n, feed_title=f"Paper {n % 5}") for n in range(10, 20))
    assert "Also at: Paper 0, Paper 1, Paper 2 +2" in render_alert(replace(ALERT, also=also), EN).rich.text


def test_an_address_that_is_none_is_not_linked() -> None:
    message = render_alert(replace(ALERT, entry=replace(FERRY, url="javascript:alert(1)", feed_title=None)), EN)
    assert not [one for one in message.rich.entities if one.kind is Kind.LINK]


def test_an_excerpt_is_whole_sentences_or_cut_at_a_word() -> None:
    assert excerpt(replace(FERRY, text=FERRY.title + ".")) == ""
    assert excerpt(replace(FERRY, text="")) == ""
    cut = excerpt(replace(FERRY, text="word " * 500))
    assert cut.endswith("word …")
    assert len(cut) < 330


def test_a_digest_is_grouped_by_topic_and_ends() -> None:
    lines = (
        Line(entry=FERRY, reasons=(BY_TOPIC,)),
        Line(entry=replace(FERRY, id=2, title="Council meets"), reasons=(BY_FEED,)),
        Line(entry=replace(FERRY, id=3, title="Ferry engine arrives"), reasons=(BY_TOPIC,)),
    )
    digest = DigestUpdate(digest_id=4, lines=lines, rest=0, feeds={3: "Ostmar Wire"})
    message = render_digest(digest, EN)
    assert message.rich.text == (
        "Your digest\n\nferry\n• Ferry stops for the winter · Ostmar Wire\n• Ferry engine arrives · Ostmar Wire\n\n"
        "Ostmar Wire\n• Council meets · Ostmar Wire\n\nYou are caught up."
    )
    assert [one.label for row in message.buttons for one in row] == ["Why these?"]
    why = render_digest(digest, EN, why=True)
    assert (
        "• Ferry stops for the winter · Ostmar Wire\n"
        "   you follow ferry; it has: ferry, lang:en; it came from: Ostmar Wire\n"
        "• Ferry engine arrives"
    ) in why.rich.text
    assert "• Council meets · Ostmar Wire\n   you want everything of Ostmar Wire\n" in why.rich.text
    assert [one.label for row in why.buttons for one in row] == ["← Briefly"]


def test_what_is_beyond_the_cap_is_a_tap_away() -> None:
    digest = DigestUpdate(digest_id=4, lines=(Line(entry=FERRY, reasons=(BY_TOPIC,)),), rest=7)
    message = render_update(digest, EN)
    assert "caught up" not in message.rich.text
    assert [(one.label, one.data) for row in message.buttons for one in row] == [
        ("7 more", "f:rest:4:0"),
        ("Why these?", "f:dw:4:0"),
    ]
    assert not render_digest(replace(digest, rest=0), EN, more=True).buttons
    assert "caught up" in render_digest(replace(digest, rest=0), EN, more=True).rich.text


def test_an_ended_feed_is_told() -> None:
    assert "Ostmar Wire has ended" in render_update(Ended(name="Ostmar Wire"), EN).rich.text


def test_every_button_of_ours_is_read_back_and_fits() -> None:
    for deed in Deed:
        data = TapData(deed=deed, number=10**18 - 1, page=9999)
        assert parse_tap_data(str(data)) == data
        assert len(str(data)) <= 64


def test_what_no_button_carries_is_refused() -> None:
    for data in ("", "f:", "f:now:1", "f:nothing:1:0", "f:now:-1:0", "f:now:1:0:0", "f:now:١:0", "s:lang:ru"):
        assert parse_tap_data(data) is None
