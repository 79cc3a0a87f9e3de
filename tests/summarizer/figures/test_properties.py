"""What holds for any text: figures stand at their offsets, labels and lines are words of the source, in its order."""

import re
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarizer.figures.find import find_figures
from summarizer.figures.lines import key_lines
from summarizer.model import Article, Figure, FigureKind
from tests.summarizer.figures.stories import article, figures, sentences

_PIECES = (
    "the|police|said|at least|more than|nearly|137|6,200|1.5|two|half of|a quarter of a|percentage point|people|"
    "were killed|and|injured|$4.5bn|€3|(£10bn)|5%|percent|up|from|to|million|km|km/h|years|-|–|,|.|;|(|)|“|”|in 2004|"
    "March 4|A350|737|Carla Holm, 35,|of|which|but|revenue rose|per 100,000|3-6|6-4|1'000|12 000|O’Neil’s|S&P 500|"
    "out-of-county|人|4億5000万円|млрд рублей|mil millones|4,5 Mrd. Euro|%|+|°C|one"
).split("|")
_SENTENCES = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=24).map(" ".join)
_STORIES = st.lists(_SENTENCES, min_size=1, max_size=4).map("\n\n".join)
_LANGUAGES = st.sampled_from(["en", "de", "fr", "es", "ru", "pl", "tr", "zh", "ja", "ko", "hi", "ar", None])


def stands_in_order(words: list[str], text: str) -> bool:
    at = 0
    for word in words:
        found = text.find(word, at)
        if found < 0:
            return False
        at = found + len(word)
    return True


@settings(max_examples=120, deadline=None)
@given(_STORIES, _LANGUAGES)
def test_figures_stand_at_their_offsets_and_labels_in_their_sentence(text: str, language: str | None) -> None:
    read = Article(paragraphs=tuple(text.split("\n\n")), language=language)
    split = sentences(read)
    found = find_figures(read, split)
    for figure in found:
        sentence = split[figure.sentence]
        assert read.text[figure.start : figure.end] == figure.text
        assert sentence.start <= figure.start < figure.end <= sentence.end
        assert stands_in_order(figure.label.split(), sentence.text)
        assert len(figure.label.split()) <= 10
        _check_value(figure)
    assert [f.start for f in found] == sorted(f.start for f in found)


def _check_value(figure: Figure) -> None:
    assert figure.value >= 0
    assert "E" not in str(figure.value)
    if figure.kind in {FigureKind.RANGE, FigureKind.SCORE}:
        assert figure.high is not None
    if figure.high is not None and figure.kind is not FigureKind.SCORE:
        assert figure.value < figure.high


@settings(max_examples=120, deadline=None)
@given(_STORIES, _LANGUAGES)
@example("police 1.5 – 137", "en")
def test_every_word_of_a_line_stands_in_the_source(text: str, language: str | None) -> None:
    read = Article(paragraphs=tuple(text.split("\n\n")), language=language)
    found = find_figures(read, sentences(read))
    shown: list[int] = []
    for line in key_lines(read, sentences(read), found):
        assert line.computed == ("≈" in line.text)
        sentence = sentences(read)[found[line.figures[0]].sentence].text.replace(",", " ")
        text_shown = re.sub(r" \(≈[^)]*\)", "", line.text).replace(",", " ")
        assert all(word.strip("()") in sentence for word in text_shown.split() if word not in {"–", "…"})
        for part in (found[index].text.replace(",", " ") for index in line.figures):
            if " – " in part:  # a range may hold the dash that parts the number from its words
                text_shown = text_shown.replace(part, "#")
        assert stands_in_order(text_shown.partition(" – ")[2].replace("…", " ").split(), sentence)
        shown += line.figures
    assert len(shown) == len(set(shown))


@given(
    st.integers(1, 10**9), st.sampled_from([("million", 10**6), ("bn", 10**9), ("lakh", 10**5), ("thousand", 10**3)])
)
def test_money_is_read_as_it_is_printed(amount: int, scale: tuple[str, int]) -> None:
    word, factor = scale
    (figure,) = figures(f"The group paid ${amount:,} {word} for it.")
    assert (figure.value, figure.unit) == (Decimal(amount * factor), "USD")


@given(st.integers(2, 999_999))
def test_a_number_in_words_is_what_it_says(value: int) -> None:
    (figure,) = figures(f"It said {_spell(value)} people came.")
    assert figure.value == value


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def _spell(value: int) -> str:
    if value >= 1000:
        rest = f" {_spell(value % 1000)}" if value % 1000 else ""
        return f"{_spell(value // 1000)} thousand{rest}"
    if value >= 100:
        rest = f" and {_spell(value % 100)}" if value % 100 else ""
        return f"{_ONES[value // 100]} hundred{rest}"
    if value >= 20:
        return _TENS[value // 10 - 2] + (f"-{_ONES[value % 10]}" if value % 10 else "")
    return _ONES[value]


def test_a_story_with_one_long_line_is_read_in_parts() -> None:
    read = article("At least 12 men died. " * 6_000)
    assert len(find_figures(read, sentences(read))) <= 40
