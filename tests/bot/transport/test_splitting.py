from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.rich import Entity, Kind, Rich, bold, utf16_len
from bot.transport.splitting import split

FAMILY = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}"
texts = st.text(st.sampled_from("ab é\n.…👍🏽\u0301\U0001f469\u200dж字"), max_size=200)


def test_a_short_text_stays_one_part() -> None:
    assert split(bold("short")) == (bold("short"),)


def test_an_empty_text_is_one_empty_part() -> None:
    assert split(Rich("")) == (Rich(""),)


def test_a_paragraph_end_is_the_best_place_to_cut() -> None:
    parts = split(Rich("one two three.\n\nfour five six"), limit_utf16=20)
    assert [part.text for part in parts] == ["one two three.", "four five six"]


def test_an_entity_that_crosses_a_cut_goes_on_in_the_next_part() -> None:
    parts = split(Rich("x ") + bold("aaaa bbbb"), limit_utf16=8)
    assert [part.text for part in parts] == ["x aaaa", "bbbb"]
    assert parts[0].entities == (Entity(kind=Kind.BOLD, offset=2, length=4),)
    assert parts[1].entities == (Entity(kind=Kind.BOLD, offset=0, length=4),)


def test_a_family_emoji_is_never_torn() -> None:
    parts = split(Rich(FAMILY * 5), limit_utf16=utf16_len(FAMILY) + 3)
    assert [part.text for part in parts] == [FAMILY] * 5


def test_a_character_longer_than_the_limit_is_cut_between_code_points() -> None:
    assert "".join(part.text for part in split(Rich("e" + "\u0301" * 30), limit_utf16=10)) == "e" + "\u0301" * 30


@given(texts, st.integers(8, 40))
def test_every_part_fits_and_nothing_but_white_space_is_lost(text: str, limit: int) -> None:
    parts = split(Rich(text), limit_utf16=limit)
    assert all(utf16_len(part.text) <= limit for part in parts)
    assert "".join("".join(part.text.split()) for part in parts) == "".join(text.split())


@given(texts, st.integers(0, 60), st.integers(1, 60), st.integers(8, 40))
def test_entities_cover_the_same_characters_after_the_split(text: str, start: int, length: int, limit: int) -> None:
    start, end = min(start, len(text)), min(start + length, len(text))
    rich = Rich(text[:start]) + bold(text[start:end]) + text[end:]
    covered = "".join(
        part.text.encode("utf-16-le")[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le")
        for part in split(rich, limit_utf16=limit)
        for e in part.entities
    )
    assert "".join(covered.split()) == "".join(text[start:end].split())
