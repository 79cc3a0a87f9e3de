import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.errors import ApiError
from bot.sandbox.formatting import format_text, parse_given
from bot.sandbox.utf16 import utf16_len, utf16_slice
from bot.sandbox.wire import JsonObject

KINDS = [
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
]
ERRORS = [
    ([{"type": "bold", "offset": 100, "length": 1}], "entity begins after the end of the text at UTF-16 offset 100"),
    (
        [{"type": "bold", "offset": 0, "length": 100}],
        "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
    ),
    ([{"type": "bold", "offset": -1, "length": 1}], "receive an entity with incorrect offset -1"),
    ([{"type": "bold", "offset": 0, "length": -1}], "receive an entity with incorrect length -1"),
    ([{"type": "loud", "offset": 0, "length": 1}], "can't parse MessageEntity: Unsupported type specified"),
    ([{"type": "bold", "offset": 0}], "can't parse MessageEntity: Can't find field \"length\""),
    (
        [{"type": "bold", "offset": "x", "length": 1}],
        'can\'t parse MessageEntity: Field "offset" must be a valid Number',
    ),
    (
        [{"type": "bold", "offset": 0, "length": []}],
        'can\'t parse MessageEntity: Field "length" must be a valid Number',
    ),
    (["bold"], "can't parse MessageEntity: expected an Object"),
    ([{"type": "text_link", "offset": 0, "length": 4}], "can't parse MessageEntity: Can't find field \"url\""),
    (
        [{"type": "text_link", "offset": 0, "length": 4, "url": "not-a-url"}],
        "entity URL 'not-a-url' is invalid: Wrong HTTP URL",
    ),
    ([{"type": "text_link", "offset": 0, "length": 4, "url": ""}], "entity URL '' is invalid: URL host is empty"),
    ([{"type": "text_mention", "offset": 0, "length": 4}], "can't parse MessageEntity: Can't find field \"user\""),
    (
        [{"type": "custom_emoji", "offset": 0, "length": 1}],
        "can't parse MessageEntity: Can't find field \"custom_emoji_id\"",
    ),
    (
        [{"type": "custom_emoji", "offset": 0, "length": 1, "custom_emoji_id": "9999999999999999999"}],
        'can\'t parse MessageEntity: Field "custom_emoji_id" must be a valid Number',
    ),
    (
        [{"type": "date_time", "offset": 0, "length": 1, "unix_time": "x"}],
        'can\'t parse MessageEntity: Field "unix_time" must be a valid Number',
    ),
    (
        [{"type": "date_time", "offset": 0, "length": 1, "unix_time": 1, "date_time_format": "Y"}],
        "can't parse MessageEntity: Invalid date format specified",
    ),
]


def span(kind: str, offset: int, length: int, **more: object) -> JsonObject:
    return {"type": kind, "offset": offset, "length": length, **more}


def spans(text: str, *entities: JsonObject) -> list[tuple[str, str]]:
    body = format_text(*parse_given(text, "", list(entities)))
    return [(entity["type"], utf16_slice(body.text, entity["offset"], entity["length"])) for entity in body.entities]


@pytest.mark.parametrize(("entities", "message"), ERRORS)
def test_a_malformed_entity_is_refused_in_the_servers_words(entities: list[object], message: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_given("hello", "", entities)
    assert refused.value.description == f"Bad Request: {message}"


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(ApiError, match="unsupported parse_mode"):
        parse_given("x", "BBCode", None)


def test_markup_wins_over_entities() -> None:
    assert parse_given("<i>x</i>", "html", [span("bold", 0, 1)]) == ("x", [span("italic", 0, 1)])


def test_white_space_is_trimmed_and_offsets_follow() -> None:
    body = format_text("\n  hello  \n", [span("bold", 3, 8)])
    assert (body.text, body.entities) == ("hello", (span("bold", 0, 5),))


def test_white_space_inside_the_first_entity_stays() -> None:
    body = format_text("   hello", [span("bold", 1, 7)])
    assert (body.text, body.entities) == ("  hello", (span("bold", 0, 7),))


def test_an_entity_over_white_space_alone_goes() -> None:
    assert format_text("a   b", [span("bold", 1, 3)]).entities == ()


def test_control_characters_go_and_offsets_follow() -> None:
    body = format_text("a\r\nb\x07c\u202edd", [span("bold", 3, 1), span("italic", 7, 1)])
    assert body.text == "a\nb cdd"
    assert body.entities == (span("bold", 2, 1), span("italic", 5, 1))


def test_automatic_entities_are_not_taken_from_the_sender() -> None:
    assert spans("/start x", span("url", 0, 8), span("bot_command", 7, 1)) == [("bot_command", "/start")]


def test_nothing_is_found_inside_code_and_hidden_links() -> None:
    given = [span("code", 0, 5), span("text_link", 6, 5, url="http://b.org/")]
    assert spans("a.com b.com c.com", *given) == [("code", "a.com"), ("text_link", "b.com"), ("url", "c.com")]


def test_a_link_in_bold_is_both() -> None:
    assert spans("a.com", span("bold", 0, 5)) == [("url", "a.com"), ("bold", "a.com")]


def test_an_overlap_is_cut_into_nested_parts() -> None:
    found = spans("abcdef", span("bold", 0, 4), span("italic", 2, 4))
    assert found == [("bold", "abcd"), ("italic", "cd"), ("italic", "ef")]


def test_code_holds_no_other_entity_and_a_quote_no_quote() -> None:
    assert spans("abcd", span("pre", 0, 4), span("bold", 1, 1)) == [("pre", "abcd")]
    assert spans("abcd", span("blockquote", 0, 4), span("blockquote", 1, 1)) == [("blockquote", "abcd")]


def test_extra_fields_are_kept_where_they_belong() -> None:
    given = [span("pre", 0, 1, language="python"), span("date_time", 2, 1, unix_time=5, date_time_format="r")]
    body = format_text(*parse_given("a b", "", given))
    assert body.entities == tuple(given)


def test_at_most_a_hundred_entities_are_kept() -> None:
    text = "a " * 150
    assert len(format_text(text, [span("bold", 2 * number, 1) for number in range(150)]).entities) == 100


@st.composite
def formatted(draw: st.DrawFn) -> tuple[str, list[JsonObject]]:
    text = draw(st.text(alphabet="ab 😀\n\r#é.", max_size=40))
    end = utf16_len(text)
    places = draw(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, end), st.integers(0, end)), max_size=6))
    return text, [span(kind, min(one, two), abs(one - two)) for kind, one, two in places]


@given(formatted())
def test_entities_lie_within_the_text_properly_nested_and_in_order(case: tuple[str, list[JsonObject]]) -> None:
    body = format_text(*case)
    assert body.text == body.text.rstrip()
    places = [(entity["offset"], entity["offset"] + entity["length"]) for entity in body.entities]
    assert all(0 <= begin < end <= utf16_len(body.text) for begin, end in places)
    assert [begin for begin, _ in places] == sorted(begin for begin, _ in places)
    for begin, end in places:
        for first, last in places:
            assert end <= first or last <= begin or begin <= first < last <= end or first <= begin < end <= last


@given(formatted())
def test_formatting_what_is_formatted_changes_nothing(case: tuple[str, list[JsonObject]]) -> None:
    once = format_text(*case)
    given_again = [entity for entity in once.entities if entity["type"] in KINDS]
    assert format_text(once.text, given_again) == once


def test_a_link_is_never_cut_but_the_bold_around_it_is() -> None:
    found = spans("see a.com ok", span("bold", 0, 6), span("italic", 7, 5))
    assert found == [("bold", "see "), ("url", "a.com"), ("bold", "a."), ("italic", "om"), ("italic", " ok")]


def test_bold_around_code_is_cut_out() -> None:
    assert spans("abcdef", span("bold", 0, 6), span("code", 2, 2)) == [("bold", "ab"), ("code", "cd"), ("bold", "ef")]
