import pytest

from summarizer.sources.body import Body
from summarizer.sources.trimming import is_crumb, trim_body
from tests.summarizer.sources.pages import STORY
from tests.timing import cpu_time


def trimmed(*paragraphs: str, subheads: frozenset[int] = frozenset()) -> tuple[str, ...]:
    body = Body(paragraphs=paragraphs, subheads=subheads)
    return trim_body(body, "Tidal mill turns again", ("Ines Varrow",)).paragraphs


@pytest.mark.parametrize(
    "line",
    [
        "Tidal mill turns again",
        "TIDAL MILL TURNS AGAIN!",
        "13 May 2024",
        "Published: Monday, 13 May 2024, 9:20",
        "By Ines Varrow",
        "Ines Varrow",
        "Ines Varrow, Harbour Editor",
        "Di Redazione",
        "Advertisement",
        "Anzeige",
        "РЕКЛАМА",
        "Photo: L. Penhale/Courier",
        "Фото: Игорь Саблин",
        "Foto: Heiner Kuhl/dpa",
        "Read more: The pond that feeds the wheel",
        "Lire aussi : Les grèbes de la carrière",
        "Lesen Sie auch: Der Teich",
        "Follow us on Facebook for more island news.",
        "Подписывайтесь на наш канал.",
        "Share this article",
        "関連記事",
        "相关阅读",
        "- Advertisement -",
        "Article continues below this ad",
        "Der Artikel wird nach der Anzeige fortgesetzt",
        "[Related: The pond that feeds the wheel]",
        "Table of contents",
        "You might be interested in",
        "_____",
        "— Ostwick Harbour (@ostwickharbour) May 13, 2024",
        "The wheel turns! pic.twitter.com/a1B2c3D4",
        "Sign up for our weekly newsletter and never miss a tide.",
        "You can reach the reporter at ines.varrow@post.example.",
        "Bram Tolle contributed to this report.",
        "This article was originally published by the Ostwick Post.",
    ],
)
def test_lines_that_frame_a_story_go(line: str) -> None:
    assert trimmed(line, *STORY) == STORY


@pytest.mark.parametrize(
    "line",
    [
        "By the time the wheel stopped, everybody had gone home.",
        "“I am Ines Varrow.”",
        "The council met on 13 May 2024 and agreed.",
        "Related costs rose as well.",
        "Nobody came.",
        "The pupils’ newsletter was the first to report that the wheel had stopped.",
        "Three men contributed to the fire, the court found.",
        "More than half of them came back.",
        "Those who sign up for the course learn to dress a millstone.",
        "Skarra is expected to follow suit on Tuesday.",
        "Share prices fell.",
        "Photo albums were found in the mill, and the family took them home with it.",
    ],
)
def test_prose_as_short_as_furniture_stays(line: str) -> None:
    assert trimmed(line, *STORY) == (line, *STORY)


def test_names_and_headlines_inside_the_story_stay() -> None:
    long = (*STORY, *STORY[:2])
    middle = ("Ines Varrow", "13 May 2024")
    kept = trimmed(*[f"{text} ({index})" for index, text in enumerate(long)], *middle, *STORY)
    assert "13 May 2024" in kept
    assert "Ines Varrow" in kept


def test_a_paragraph_said_twice_stands_once_and_a_short_cry_twice() -> None:
    assert trimmed(STORY[0], *STORY) == STORY
    assert trimmed(*STORY[:2], "No!", STORY[2], "No!", STORY[3]).count("No!") == 2


def test_a_heading_with_nothing_below_it_goes_and_others_keep_their_place() -> None:
    body = Body(paragraphs=("Advertisement", STORY[0], "The wheel", STORY[1], "More"), subheads=frozenset({2, 4}))
    kept = trim_body(body, None, ())
    assert kept.paragraphs == (STORY[0], "The wheel", STORY[1])
    assert kept.subheads == {1}


@pytest.mark.parametrize("pattern", ["a ", "read more ", "photo: ", "share ", "subscribe to ", "12 "])
def test_trimming_is_linear(pattern: str) -> None:
    def cost(size: int) -> float:
        with cpu_time() as taken:
            is_crumb(pattern * size)
        return taken.seconds

    small, large = min(cost(20_000) for _ in range(3)), min(cost(40_000) for _ in range(3))
    assert large < max(4 * small, 0.05)


def test_a_list_of_other_stories_below_the_last_paragraph_goes() -> None:
    others = ("More must-reads from the Post", "The pond that feeds the wheel", "Column: Why we should mill again")
    assert trimmed(*STORY, *others) == STORY


def test_what_needs_more_stays_when_sentences_follow() -> None:
    told = ("More water, more flour", "The pond will be dug out next year.", "The council has agreed.")
    assert trimmed(*STORY, *told) == (*STORY, *told)
