import pytest

from summarizer.sources.lines import parse_lines
from summarizer.sources.looks import look_at
from summarizer.sources.masthead import find_bare_byline
from summarizer.sources.pasted import read_pasted
from tests.timing import at_most

RUSSIAN_HEADLINE = "Старый плавучий маяк вернулся в Варнхольм через 31 год"
RUSSIAN_FIRST = "В субботу маяк вернулся в гавань Варнхольма, и посмотреть на него пришли тысячи горожан."
RUSSIAN_SECOND = "Добровольцы потратили на ремонт девять лет, и две трети денег собрали читатели местной газеты."
HEADLINE = "Old lightship returns to Varnholm after 31 years"
FIRST = "The lightship sailed back into the harbour on Saturday, and thousands of people lined the quays."
SECOND = "Volunteers spent nine years on the ship, and readers of the local paper gave most of the money."


def name_in(*lines: str) -> str | None:
    return find_bare_byline([look_at(line) for line in parse_lines("\n".join(lines))])


@pytest.mark.parametrize("name", ["Сигне Даль", "А. Б. Волнов", "Анна Волнова", "Дмитрий Сомов-Лужин"])
def test_a_bare_name_in_cyrillic_letters_is_headline_and_byline_above_the_story(name: str) -> None:
    article = read_pasted(f"{RUSSIAN_HEADLINE}\n\n{name}\n\n{RUSSIAN_FIRST}\n\n{RUSSIAN_SECOND}", language="ru")
    assert (article.title, article.byline, article.authors) == (RUSSIAN_HEADLINE, name, (name,))
    assert article.paragraphs == (RUSSIAN_FIRST, RUSSIAN_SECOND)
    assert article.subheads == frozenset()


@pytest.mark.parametrize("name", ["Karin Quill", "Anna J. Quill", "Peter O'Lind"])
def test_a_bare_name_in_latin_letters_is_a_byline_where_its_given_name_is_known(name: str) -> None:
    article = read_pasted(f"{HEADLINE}\n\n{name}\n\n{FIRST}\n\n{SECOND}", language="en")
    assert (article.title, article.byline, article.authors) == (HEADLINE, name, (name,))
    assert article.paragraphs == (FIRST, SECOND)


def test_a_bare_name_is_a_byline_on_a_page_with_furniture_too() -> None:
    tail = "Share\n\nRelated\n\nThe ferry that calls on Sundays\n\n© 2031 Arnmouth Post. All rights reserved."
    article = read_pasted(f"{HEADLINE}\n\nKarin Quill\n\n12 May 2031\n\n{FIRST}\n\n{SECOND}\n\n{tail}", language="en")
    assert (article.title, article.byline, article.authors) == (HEADLINE, "Karin Quill", ("Karin Quill",))
    assert article.paragraphs == (FIRST, SECOND)


@pytest.mark.parametrize(
    "line",
    [
        "Early Life", "New York", "Karin", "KARIN QUILL", "Karin quill", "Karin Quill Lind Voss Osk", "• Karin Quill",
        "Karin Quill.", "Peter 2 Quill", "Anna Reuters",
    ],
)  # fmt: skip
def test_what_may_be_a_subhead_a_place_or_an_agency_is_no_byline(line: str) -> None:
    assert name_in(HEADLINE, line, FIRST) is None


@pytest.mark.parametrize("line", ["Нижний Новгород", "Новая Надежда", "Россия Украина"])
def test_cyrillic_places_and_adjectives_are_no_byline(line: str) -> None:
    assert name_in(RUSSIAN_HEADLINE, line, RUSSIAN_FIRST) is None


def test_whom_the_story_is_about_is_no_author() -> None:
    about = "Quill, who is 72, has mended the lamps of the old lightship for more than thirty years."
    assert name_in(HEADLINE, "Karin Quill", about) is None
    assert name_in(RUSSIAN_HEADLINE, "Вера Сомова", "Тридцать лет о лампах Сомовой не знал никто в городе.") is None


def test_a_bare_name_needs_a_headline_above_and_a_story_below() -> None:
    assert name_in(HEADLINE, "Karin Quill") is None
    assert name_in(FIRST, "Karin Quill", SECOND) is None
    assert name_in(HEADLINE, "Karin Quill", "Omar Sabry", FIRST) is None


def test_a_clean_text_without_a_name_keeps_its_first_lines() -> None:
    article = read_pasted(f"{HEADLINE}\n\nEarly Life\n\n{FIRST}\n\n{SECOND}")
    assert article.paragraphs == (HEADLINE, "Early Life", FIRST, SECOND)
    assert article.byline is None


def test_a_long_second_line_is_looked_at_in_linear_time() -> None:
    with at_most(2):
        assert name_in(HEADLINE, "Karin-" * 50_000, FIRST) is None
