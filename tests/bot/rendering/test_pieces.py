import inspect
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.dates import render_moment, render_published
from bot.rendering.failures import render_failure, sentence
from bot.rendering.reading_time import reading_s, render_saving
from bot.rendering.rich import Kind, Rich, bold, code, italic, join, link, quote, underline, utf16_len
from bot.rendering.shelf import Operation, ShelfData, parse_shelf_data
from bot.rendering.terminal import render_terminal
from bot.rendering.wording import wording
from summarizer import errors

EN = wording("en")


def leaves(kind: type[errors.SummarizerError]) -> list[type[errors.SummarizerError]]:
    # A query's error is answered where it was typed and never stored.
    kinds = [sub for sub in kind.__subclasses__() if sub.__module__ == errors.__name__]
    below = [leaf for sub in kinds for leaf in leaves(sub)]
    return ([kind] if "code" in kind.__dict__ else []) + below


EXAMPLES = {
    errors.BadRequest: errors.BadRequest(problem="x"),
    errors.TooLongForMethod: errors.TooLongForMethod(method="kl", sentences=500, limit=150),
    errors.NotALink: errors.NotALink(url="x", problem="y"),
    errors.BlockedAddress: errors.BlockedAddress(url="x"),
    errors.Unreachable: errors.Unreachable(url="x", reason="y"),
    errors.HttpStatus: errors.HttpStatus(url="x", status=404),
    errors.TooLarge: errors.TooLarge(limit_bytes=20_000_000),
    errors.WrongType: errors.WrongType(media_type="image/png"),
    errors.Timeout: errors.Timeout(seconds=5),
    errors.UnreadableFile: errors.UnreadableFile(reason="encrypted"),
}


def example(kind: type[errors.SummarizerError]) -> errors.SummarizerError:
    found = EXAMPLES.get(kind)
    return found if found is not None else kind()


@pytest.mark.parametrize("kind", leaves(errors.SummarizerError), ids=lambda kind: kind.__name__)
class TestFailures:
    def test_every_error_has_a_sentence_that_says_what_to_do(self, kind: type[errors.SummarizerError]) -> None:
        for language in ("en", "ru"):
            told = sentence(example(kind), wording(language))
            assert "%(" not in told
            assert len(told) > 40
            assert told.endswith(".")

    def test_every_error_has_a_code_and_survives_a_stay_in_the_database(
        self, kind: type[errors.SummarizerError]
    ) -> None:
        error = example(kind)
        again = errors.revive(error.code, dict(vars(error)))
        assert type(again) is kind
        assert str(again) == str(error)
        assert inspect.getdoc(kind)


def test_an_error_nobody_knows_has_no_sentence() -> None:
    class Unknown(errors.SummarizerError):
        code = "unknown"

    with pytest.raises(KeyError):
        sentence(Unknown(), EN)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (errors.UnreadableFile(reason="x", fault=errors.Fault.LOCKED), "locked with a password"),
        (errors.UnreadableFile(reason="x", fault=errors.Fault.PICTURES), "only pictures"),
        (errors.UnreadableFile(reason="x"), "seems to be broken"),
        (errors.revive("unreadable_file", {"reason": "put away before faults were told apart"}), "seems to be broken"),
        (errors.revive("unreadable_file", {"reason": "x", "fault": "locked"}), "locked with a password"),
        (errors.WrongType(media_type="application/rss+xml"), "/feeds add"),
        (errors.WrongType(media_type="image/png"), "This kind of file"),
        (errors.HttpStatus(url="x", status=404), "no such page (status 404)"),
        (errors.HttpStatus(url="x", status=503), "Try again later"),
        (errors.HttpStatus(url="x", status=403), "refused the page (status 403)"),
    ],
)
def test_what_is_known_closer_is_told(error: errors.SummarizerError, told: str) -> None:
    assert told in sentence(error, EN)
    assert sentence(error, wording("ru")) != sentence(error, EN)


def test_a_failure_shows_what_was_still_read_and_which_source_it_was() -> None:
    error = errors.Paywall(title="Inside the deal", site="Ledger", text="x" * 400)
    text = render_failure(error, EN, source="http://ledger.example/deal").text
    assert text.startswith("http://ledger.example/deal\n\nThis story is behind a paywall.")
    assert "Inside the deal · Ledger\n" + "x" * 300 + "…" in text
    assert "could still" not in render_failure(errors.Paywall(), EN).text


@given(st.lists(st.tuples(st.sampled_from([bold, italic, underline, code, quote]), st.text(max_size=8)), max_size=6))
def test_pieces_keep_their_places_whatever_stands_before_them(pieces: list[tuple[object, str]]) -> None:
    whole = join([make(text) for make, text in pieces], "·")  # type: ignore[operator]
    units = whole.text.encode("utf-16-le", "surrogatepass")
    shown = [
        units[2 * one.offset : 2 * (one.offset + one.length)].decode("utf-16-le", "surrogatepass")
        for one in whole.entities
    ]
    assert shown == [text for _, text in pieces if text]
    assert utf16_len(whole.text) * 2 == len(units)


def test_inner_pieces_stand_after_outer_ones() -> None:
    rich = "x " + quote(bold("a") + "b", folded=True)
    assert [(one.kind, one.offset, one.length) for one in rich.entities] == [
        (Kind.FOLDED_QUOTE, 2, 2),
        (Kind.BOLD, 2, 1),
    ]


@pytest.mark.parametrize(
    ("published", "text", "moments"),
    [
        (None, "", 0),
        ("", "", 0),
        ("yesterday", "", 0),
        ("2026-11-22", "Nov 22, 2026", 0),
        ("2026-11-22T08:30:00", "22 Nov 2026, 08:30 UTC", 1),
        ("2026-11-22T10:30:00+02:00", "22 Nov 2026, 08:30 UTC", 1),
    ],
)
def test_a_date_is_shown_as_exactly_as_it_is_known(published: str | None, text: str, moments: int) -> None:
    rich = render_published(published, "en")
    assert rich.text == text
    assert len(rich.entities) == moments


def test_a_moment_is_seconds_for_the_readers_own_zone() -> None:
    [entity] = render_moment(datetime(2026, 11, 22, 8, 30, tzinfo=UTC), "en").entities
    assert (entity.unix_time, entity.time_format) == (1795336200, "dt")


@pytest.mark.parametrize(
    ("full_s", "brief_s", "text"),
    [
        (240, 25, "4 min read → 25 s"),
        (40, 30, "40 s read"),
        (3, 1, "5 s read"),
        (70, 35, "1 min read → 35 s"),
        (600, 90, "10 min read → 2 min"),
    ],
)
def test_the_reading_time_says_what_is_saved(full_s: int, brief_s: int, text: str) -> None:
    assert render_saving(full_s, brief_s, EN) == text


def test_reading_time_is_by_language() -> None:
    words = "слово " * 184
    assert reading_s(words, "ru") == 60
    assert reading_s(words, "en") < 60
    assert reading_s(words, None) == reading_s(words, "xx")


def test_a_terminal_shows_bold_and_hanging_bullets() -> None:
    rich = bold("Head") + "\n• " + bold("3") + " " + "word " * 12
    styled = render_terminal(rich, columns=30, styled=True)
    assert styled.startswith("\x1b[1mHead\x1b[0m\n• \x1b[1m3\x1b[0m word")
    plain = render_terminal(rich, columns=30, styled=False).splitlines()
    assert plain[2].startswith("  word")
    assert max(map(len, plain)) <= 30


@pytest.mark.parametrize("data", ["", "l", "l:o:0", "x:o:0:1", "l:z:0:1", "l:o:-1:1", "l:o:1000000:1", "l:o:٣:1"])
def test_forged_shelf_data_is_nothing(data: str) -> None:
    assert parse_shelf_data(data) is None


def test_shelf_data_keeps_colons_of_a_query() -> None:
    data = ShelfData(operation=Operation.FIND, page=2, rest="a:b")
    assert parse_shelf_data(str(data)) == data


def test_links_to_nothing_are_nothing() -> None:
    assert link("", "http://a") == Rich()


def test_furniture_behind_a_wall_is_not_shown_as_what_was_read() -> None:
    error = errors.ConsentWall(title="Museum night", site="Kurier", text="We use cookies")
    text = render_failure(error, EN).text
    assert "Museum night · Kurier" in text
    assert "cookies" not in text
