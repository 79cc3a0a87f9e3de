from hypothesis import given
from hypothesis import strategies as st

from summarizer.figures.tokens import SENTENCE_CAP_CHARS, find_phrase, find_phrase_before, parse_tokens


def test_numbers_words_and_signs_are_told_apart() -> None:
    assert [t.text for t in parse_tokens("The U.S. paid US$4.5bn (49,4 %) for People’s 737-9.")] == [
        "The", "U.S.", "paid", "US", "$", "4.5", "bn", "(", "49,4", "%", ")", "for", "People’s", "737", "-", "9", ".",
    ]  # fmt: skip


def test_a_chinese_character_stands_alone_and_katakana_together() -> None:
    assert [t.text for t in parse_tokens("約40人がドル")] == ["約", "40", "人", "が", "ドル"]


def test_a_phrase_is_the_longest_one_and_knows_touching_words() -> None:
    tokens = parse_tokens("240 km/h per cent")
    table = {"km": 1, "km/h": 2, "km/h per": 3, "h per": 4}
    assert find_phrase(tokens, 1, table) == (3, 5)
    assert find_phrase(tokens, 0, table) is None
    assert find_phrase_before(tokens, 4, table) == (2, 1)
    assert find_phrase_before(tokens, 1, table) is None


@given(st.text(max_size=200))
def test_every_token_stands_where_it_says(text: str) -> None:
    end = 0
    for token in parse_tokens(text):
        assert text[token.start : token.end] == token.text
        assert token.start >= end
        end = token.end


def test_no_token_lies_behind_the_cap() -> None:
    assert parse_tokens("1 " * SENTENCE_CAP_CHARS)[-1].end <= SENTENCE_CAP_CHARS
