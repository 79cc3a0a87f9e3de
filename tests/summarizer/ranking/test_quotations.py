import pytest

from summarizer.ranking.quotations import LONGEST_QUOTATION, Quotations


@pytest.mark.parametrize(
    "text",
    [
        "“We stay.”",
        '"We stay."',
        "“We stay",
        "„Wir bleiben.“",
        "« Nous restons. »",
        "»Wir bleiben.«",
        "「残る。」",
        "And that is final,” she said.",
        'And that is final," Ada Holm said.',
        "das ist so“, sagte Ada Holm.",
    ],
)
def test_a_quotation_alone_or_from_its_middle_tells_no_speaker(text: str) -> None:
    assert Quotations(["Ada Holm spoke.", text]).is_speakerless(1)


@pytest.mark.parametrize(
    "text",
    [
        "“We stay,” said Ada Holm.",
        '"We stay," said Ada Holm. "For good."',
        "Ada Holm called it “mild”.",
        'The screen is 6" wide.',
        "„Wir bleiben“, sagte Ada Holm.",
        "«Мы остаёмся, — сказала Ада Хольм.",
        "Ada Holm stays.",
        "",
    ],
)
def test_words_around_a_quotation_tell_its_speaker(text: str) -> None:
    assert not Quotations(["Ada Holm spoke.", text]).is_speakerless(1)


def test_between_the_marks_of_a_quotation_no_sentence_tells_its_speaker() -> None:
    texts = ["She said: “We stay.", "The port is ours.", "Nobody goes,” Ada Holm said.", "It rained.", "“Hm,” he said."]
    assert [Quotations(texts).is_speakerless(index) for index in range(5)] == [False, True, True, False, False]


def test_a_speech_of_two_paragraphs_closes_only_at_its_end() -> None:
    texts = ["“We stay.", "The port is ours.", "“Nobody goes,” Ada Holm said.", "It rained."]
    assert [Quotations(texts).is_speakerless(index) for index in (1, 3)] == [True, False]


def test_an_inch_is_no_quotation() -> None:
    texts = ['The screen is 6" wide.', "It costs 300 dollars.", "“Too much,” said Ada Holm."]
    assert not Quotations(texts).is_speakerless(1)


def test_a_mark_that_nothing_closes_is_a_slip() -> None:
    texts = ["She said: “We stay.", *["It rained."] * LONGEST_QUOTATION, "Nobody goes,” Ada Holm said."]
    assert not Quotations(texts).is_speakerless(1)
