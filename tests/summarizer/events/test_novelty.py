from hypothesis import given
from hypothesis import strategies as st

from summarizer.events.novelty import new_sentences
from summarizer.model import Article

FIRST = (
    "The Tessel burst its banks at Marrow on Tuesday.\n\n"
    "At least 12 people were injured, mayor Ilse Brandt said. The levee had been built in the 1950s."
)


def _new(text: str, *known: str, language: str = "en") -> list[str]:
    article = Article(paragraphs=tuple(text.split("\n\n")), language=language)
    return [found.sentence.text for found in new_sentences(known, article)]


def test_everything_is_new_when_nothing_was_told() -> None:
    assert len(_new(FIRST)) == 3


def test_the_same_text_tells_nothing_new() -> None:
    assert _new(FIRST, FIRST) == []


def test_a_sentence_in_other_order_is_old() -> None:
    assert _new("On Tuesday at Marrow the Tessel burst its banks.", FIRST) == []


def test_a_sentence_of_new_words_is_new() -> None:
    text = "The Tessel burst its banks at Marrow on Tuesday. Engineers now inspect the railway bridge for cracks."
    assert _new(text, FIRST) == ["Engineers now inspect the railway bridge for cracks."]


def test_a_changed_figure_makes_its_sentence_new() -> None:
    text = "At least 31 people were injured, mayor Ilse Brandt said. The levee had been built in the 1950s."
    (found,) = new_sentences([FIRST], Article(paragraphs=(text,), language="en"))
    assert found.sentence.index == 0
    assert [figure.text for figure in found.figures] == ["31"]
    assert found.share < 0.3


def test_a_figure_printed_otherwise_is_told() -> None:
    assert _new("Twelve people were injured, mayor Ilse Brandt said.", FIRST) == []


def test_words_told_in_different_texts_together_are_old() -> None:
    assert (
        _new("Brandt praised firefighters in Marrow.", "Mayor Brandt praised nobody.", "Marrow has firefighters.") == []
    )


def test_words_that_are_all_known_but_spread_are_new_unless_nearly_all() -> None:
    told = ("Alder beech cedar.", "Damson elder fir.")
    assert _new("Alder beech damson elder gorse.", *told) == ["Alder beech damson elder gorse."]


def test_most_words_in_one_told_sentence_make_it_old() -> None:
    assert _new("Alder beech cedar damson gorse.", "Alder beech cedar damson.") == []


def test_a_sentence_that_says_hardly_anything_is_not_new() -> None:
    assert _new("That was all.", FIRST) == []


def test_other_languages_are_compared_by_their_own_stems() -> None:
    told = "Der Tessel trat bei Marrow über die Ufer."
    text = "Bei Marrow trat der Tessel über die Ufer. Ingenieure prüfen nun die Brücke auf Risse."
    assert _new(text, told, language="de") == ["Ingenieure prüfen nun die Brücke auf Risse."]


def test_the_share_of_new_words_is_between_none_and_all() -> None:
    (found,) = new_sentences(["Alder beech."], Article(paragraphs=("Gorse hazel ivy juniper.",), language="en"))
    assert found.share == 1.0
    assert found.figures == ()


@given(st.lists(st.text(min_size=1, max_size=60).filter(str.strip), min_size=1, max_size=4))
def test_what_was_told_word_for_word_is_never_new(paragraphs: list[str]) -> None:
    lines = tuple(" ".join(each.split()) for each in paragraphs)
    article = Article(paragraphs=tuple(each for each in lines if each), language="en")
    assert new_sentences([article.text], article) == ()
