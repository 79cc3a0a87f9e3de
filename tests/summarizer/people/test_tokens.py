from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from summarizer.people.tokens import INITIAL, MARK, NUMBER, WORD, tokenize

TITLES = frozenset({"dr.", "mr."})


def texts(text: str) -> list[str]:
    return [token.text for token in tokenize(text, 0, TITLES)]


def test_a_possessive_is_a_token_of_its_own() -> None:
    assert texts("Voss's aide") == ["Voss", "'s", "aide"]
    assert texts("Voss’s aide") == ["Voss", "’s", "aide"]


def test_an_elided_article_is_parted_from_its_word_but_not_from_a_name() -> None:
    assert texts("l'Élysée d'Emmanuel") == ["l'", "Élysée", "d'", "Emmanuel"]
    assert texts("D'Angelo O'Brien") == ["D'Angelo", "O'Brien"]


def test_titles_keep_their_full_stop_and_sentences_do_not() -> None:
    assert texts("Dr. Lind left.") == ["Dr.", "Lind", "left", "."]


def test_initials_numbers_words_and_marks_are_told_apart() -> None:
    kinds = [(token.text, token.kind) for token in tokenize("J.K. Lind, a 19-year-old of 2,500", 0, TITLES)]
    assert kinds == [
        ("J.K.", INITIAL),
        ("Lind", WORD),
        (",", MARK),
        ("a", WORD),
        ("19-year-old", NUMBER),
        ("of", WORD),
        ("2,500", NUMBER),
    ]


def test_an_arabic_article_before_a_capital_counts_as_a_capital() -> None:
    capitals = {
        token.text: token.capital for token in tokenize("Yusuf el-Tayeb met an all-star team in al-", 0, TITLES)
    }
    assert capitals["el-Tayeb"]
    assert not capitals["all-star"]
    assert not capitals["al"]


@given(st.text(max_size=200), st.integers(min_value=0, max_value=50))
def test_tokens_stand_at_their_offsets_in_order_and_leave_no_sign_out(text: str, offset: int) -> None:
    tokens = tokenize(text, offset, TITLES)
    assert all(text[token.start - offset : token.end - offset] == token.text for token in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert "".join("".join(token.text.split()) for token in tokens) == "".join(text.split())
