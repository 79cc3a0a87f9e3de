import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.errors import ApiError
from bot.sandbox.markup import parse_html
from bot.sandbox.utf16 import utf16_len, utf16_slice
from bot.sandbox.wire import JsonObject
from tests.timing import cpu_time

TAGS = [
    ("<b>x</b>", {"type": "bold"}),
    ("<STRONG>x</strong>", {"type": "bold"}),
    ("<i>x</i>", {"type": "italic"}),
    ("<em>x</em>", {"type": "italic"}),
    ("<u>x</u>", {"type": "underline"}),
    ("<ins>x</ins>", {"type": "underline"}),
    ("<s>x</s>", {"type": "strikethrough"}),
    ("<strike>x</strike>", {"type": "strikethrough"}),
    ("<del>x</del>", {"type": "strikethrough"}),
    ("<tg-spoiler>x</tg-spoiler>", {"type": "spoiler"}),
    ('<span class="tg-spoiler">x</span>', {"type": "spoiler"}),
    ("<code>x</code>", {"type": "code", "language": ""}),
    ("<pre>x</pre>", {"type": "pre"}),
    ('<pre><code class="language-python">x</code></pre>', {"type": "pre", "language": "python"}),
    ('<code class="language-c"><pre>x</pre></code>', {"type": "pre", "language": "c"}),
    ("<blockquote>x</blockquote>", {"type": "blockquote"}),
    ("<blockquote expandable>x</blockquote>", {"type": "expandable_blockquote"}),
    ('<a href="http://a.org/?x=1&amp;y=2">x</a>', {"type": "text_link", "url": "http://a.org/?x=1&y=2"}),
    ("<a href='a.org'>x</a>", {"type": "text_link", "url": "http://a.org/"}),
    ("<a href = a.org >x</a>", {"type": "text_link", "url": "http://a.org/"}),
    ('<a href="tg://user?id=7">x</a>', {"type": "text_mention", "user": {"id": 7}}),
    (
        '<tg-emoji emoji-id="5368324170671202286">x</tg-emoji>',
        {"type": "custom_emoji", "custom_emoji_id": "5368324170671202286"},
    ),
    ('<tg-time unix="1647531900">x</tg-time>', {"type": "date_time", "unix_time": 1647531900}),
    ('<tg-time unix="5" format="wDT">x</tg-time>', {"type": "date_time", "unix_time": 5, "date_time_format": "wDT"}),
    ("<b>x</>", {"type": "bold"}),
]
ERRORS = [
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<script>x</script>", 'Unsupported start tag "script" at byte offset 0'),
    ("é<h{0}>", 'Unsupported start tag "h{0}" at byte offset 2'),
    ("<b><i>test</b></i>", 'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("x <b", "Unclosed start tag at byte offset 2"),
    ('<a href="x', "Unclosed start tag at byte offset 0"),
    ("<a href", 'Unclosed start tag "a" at byte offset 0'),
    ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
    ("<a =x>z</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<tg-emoji emoji-id="9999999999999999999">x</tg-emoji>', "Invalid custom emoji identifier specified"),
    ('<tg-time unix="soon">x</tg-time>', "Invalid date specified"),
    ('<tg-time unix="5" format="yyyy">x</tg-time>', "Invalid date format specified"),
]


@pytest.mark.parametrize(("source", "entity"), TAGS)
def test_a_tag_gives_its_entity(source: str, entity: JsonObject) -> None:
    assert parse_html(source) == ("x", [{**entity, "offset": 0, "length": 1}])


@pytest.mark.parametrize(("source", "message"), ERRORS)
def test_broken_markup_is_refused_in_the_servers_words(source: str, message: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {message}"


def test_character_references_are_decoded_and_unknown_ones_left() -> None:
    assert parse_html("&lt;&gt;&amp;&quot;&#39;&#x1F600; &nbsp; R&D &#0; &lt")[0] == "<>&\"'😀 &nbsp; R&D &#0; <"


def test_offsets_count_utf16_units() -> None:
    assert parse_html("😀<b>x😀</b>") == ("😀x😀", [{"type": "bold", "offset": 2, "length": 3}])


def test_a_tag_without_text_and_a_link_to_nowhere_give_no_entity() -> None:
    assert parse_html('<b></b><a href="no-host">x</a>') == ("x", [])


def test_a_link_without_an_address_takes_its_text() -> None:
    assert parse_html("<a>a.org</a>")[1] == [{"type": "text_link", "url": "http://a.org/", "offset": 0, "length": 5}]


@given(st.lists(st.tuples(st.sampled_from(["b", "i", "u", "s"]), st.text(min_size=1)), max_size=5))
def test_every_marked_piece_is_found_where_its_entity_points(pieces: list[tuple[str, str]]) -> None:
    def escape(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;")

    text, entities = parse_html("".join(f"-<{tag}>{escape(piece)}</{tag}>" for tag, piece in pieces))
    assert text == "".join("-" + piece for _, piece in pieces)
    found = [utf16_slice(text, entity["offset"], entity["length"]) for entity in entities]
    assert found == [piece for _, piece in pieces]
    assert utf16_len(text) == sum(1 + utf16_len(piece) for _, piece in pieces)


@given(st.text(alphabet='<>/&;="ab pre#x0'))
def test_any_text_is_read_or_refused(source: str) -> None:
    with contextlib.suppress(ApiError):
        text, entities = parse_html(source)
        assert all(entity["offset"] + entity["length"] <= utf16_len(text) for entity in entities)


@pytest.mark.parametrize("piece", ["<b>x</b>", "&amp;", "&", "<", "x", "<a href=''>"])
def test_reading_is_linear(piece: str) -> None:
    def seconds(copies: int) -> float:
        with cpu_time() as taken, contextlib.suppress(ApiError):
            parse_html(piece * copies)
        return taken.seconds

    assert min(seconds(8000) for _ in range(3)) < 6 * min(seconds(4000) for _ in range(3)) + 0.05
