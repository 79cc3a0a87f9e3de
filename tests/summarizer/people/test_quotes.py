import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.model import Article
from summarizer.people.quotes import find_quotes
from summarizer.text.sentences import article_sentences
from tests.summarizer.people.reading import article_of, people_of, quotes_in
from tests.summarizer.people.test_find import FRAGMENTS, GENEROUS_S
from tests.timing import at_most

WORDS = "We will not give up"
CASES = [
    ("en", f"“{WORDS},” Ada Lind said.", "Ada Lind"),
    ("en", f'"{WORDS}," said Ada Lind, 40, the mayor.', "Ada Lind"),
    ("en", f'Ada Lind, 40, told reporters: "{WORDS}."', "Ada Lind"),
    ("en", f'Ada Lind, 40, came. "{WORDS}," she said.', "Ada Lind"),
    ("en", f'Ada Lind, 40, and Omar Sabry, 50, came. "{WORDS}," Lind said.', "Ada Lind"),
    ("en", f'Mayor Ada Lind, professor of the history of soils at the University of Wick, added: "{WORDS}."',
     "Ada Lind"),
    ("en", f'“{WORDS}," Ada Lind, 40, said.', "Ada Lind"),
    ("en", f'The sign read "{WORDS}" in red. Ada Lind, 40, wept.', None),
    ("en", f'"{WORDS}," the statement said. Ada Lind, 40, wept.', None),
    ("de", f"„{WORDS}“, sagte Bürgermeisterin Petra Kranz.", "Petra Kranz"),
    ("de", f"»{WORDS}«, sagte Bürgermeisterin Petra Kranz.", "Petra Kranz"),
    ("fr", f"« {WORDS} », a déclaré le maire Denis Faure.", "Denis Faure"),
    ("ru", f"«{WORDS}», — заявил мэр Олег Громов.", "Олег Громов"),
    ("ru", f"«{WORDS}, — сказал сварщик на пенсии Хенрик Ос, который вёл работы».", "Хенрик Ос"),
    ("es", f"«{WORDS}», celebró la ministra de Trabajo, Lucía Arce.", "Lucía Arce"),
    ("fr", f"Le maire Denis Faure est venu. « {WORDS} », a-t-il dit.", "Denis Faure"),
    ("en", f"Resident Ma Lihua came. “{WORDS},” Ma said.", "Ma Lihua"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "speaker"), CASES)
def test_a_quotation_is_tied_to_whom_the_text_names_for_it(language: str, text: str, speaker: str | None) -> None:
    (quote,) = quotes_in(text, language)
    assert quote[0] == speaker
    assert quote[1].strip(",.") == WORDS


def test_a_second_quotation_of_a_paragraph_keeps_the_speaker() -> None:
    text = f"“{WORDS},” Ada Lind said. “{WORDS} at all.”\n“{WORDS} today,” Omar Sabry, 40, said."
    assert [speaker for speaker, _ in quotes_in(text)] == ["Ada Lind", "Ada Lind", "Omar Sabry"]


def test_a_quotation_that_runs_on_into_the_next_paragraph_keeps_the_speaker() -> None:
    text = f"Ada Lind, 40, said: “{WORDS}.\n“{WORDS} again.”\n“{WORDS} ever.”"
    assert [speaker for speaker, _ in quotes_in(text)] == ["Ada Lind"] * 3


SUBJECTS = [
    ('Jim Lind, 50, and Ada Lind, 40, came. "{}," Ada Lind said.', "Ada Lind"),
    ('Omar Sabry, 40, admitted mistakes of Ada Lind, 50, and Eva Moss, 60. "{}," he said.', "Omar Sabry"),
    ('Omar Sabry, 40, mourned over the death of Ada Lind, 50. "{}," he said.', "Omar Sabry"),
    (
        'Omar Sabry, 40, left. Then came a slip by the young defender Ada Lind, and Sabry won. "{}," he said.',
        "Omar Sabry",
    ),
    ('Omar Sabry, 40, left. When Sabry came back, Ada Lind, 40, shook her head. "{}," she said.', "Ada Lind"),
    ('Omar Sabry, 40, left. He praised people like Ada Lind, 50. "{}," he said.', "Omar Sabry"),
    (
        'Omar Sabry, 40, is well, his friend Ada Lind, 50, told us. It rained, Ada Lind said. "{}," she said.',
        "Ada Lind",
    ),
    ('Omar Sabry, 40, left. The other man urged Sabry to "{}," and left.', None),
    ('Omar Sabry, 40, left. Somebody looked at Sabry, pointed, and said, "{}."', None),
    ('Omar Sabry, 40, left. The company said Mr Sabry would mean "{}" today.', None),
    ('Mayor Ada Lind left. "Do you know it at all?" Lind asked Sabry. "{}."', None),
    ('Mayor Ada Lind left. "Do you know it at all?" Lind asked us. "{}."', "Ada Lind"),
    ('Ada Lind, 40, left. "{}," she told moderator Omar Sabry.', "Ada Lind"),
    ('Ada Lind, 40, left. "{}?" asked the 24-year-old Omar Sabry.', "Omar Sabry"),
    ('Omar Sabry, 40, said it was over. "{}."', "Omar Sabry"),
    ('Omar Sabry, 40, left. "{}," according to Ada Lind, 50.', "Ada Lind"),
    ('Omar Sabry, 40, left. "{}," Ada Lind, a former member of the Sabry group of people, told a paper.', "Ada Lind"),
    ('Omar Sabry, 40, left. "We stay here," Sabry said. "{}," said one trader.', None),
    ('Omar Sabry, 40, left. "We stay here," Sabry said. It rained in Osk. The law says "{}" in full.', None),
]


@pytest.mark.parametrize(("text", "speaker"), SUBJECTS)
def test_a_pronoun_is_the_subject_of_the_last_sentence_with_a_name(text: str, speaker: str | None) -> None:
    assert (speaker, WORDS) in [(who, said.strip(",.?")) for who, said in quotes_in(text.format(WORDS))]


def test_somebody_of_the_same_surname_who_is_left_out_is_not_mistaken() -> None:
    article = article_of(f'Ada Lind, 40, came. "{WORDS}," Omar Lind said.', authors=("Omar Lind",))
    (quote,) = find_quotes(article, article_sentences(article), people_of(article))
    assert quote.speaker is None


def test_speeches_that_were_run_together_open_again_and_keep_the_speaker() -> None:
    text = f'Ada Lind, 40, said: "{WORDS}. "We stay here. "Nobody ever leaves us." Omar Sabry, 50, left.'
    assert quotes_in(text) == [
        ("Ada Lind", f"{WORDS}."),
        ("Ada Lind", "We stay here."),
        ("Ada Lind", "Nobody ever leaves us."),
    ]


def test_a_lone_closing_mark_opens_nothing() -> None:
    text = f'Ada Lind, 40, came." It rained all day in the hills. "{WORDS}," Lind said.'
    assert quotes_in(text) == [("Ada Lind", f"{WORDS},")]


def test_a_given_name_that_two_people_share_calls_neither() -> None:
    text = f"Michael Oster, 40, and Michael Pell, 50, came.\n“{WORDS},” said Michael Pell."
    assert quotes_in(text) == [("Michael Pell", WORDS + ",")]


def test_short_and_empty_quotations_are_left_out() -> None:
    assert quotes_in('Ada Lind, 40, called it "a fraud". She said "".') == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"«{WORDS}, — рассказала пенсионерка Анна Громова. — {WORDS} at all».", [f"{WORDS},", f"{WORDS} at all"]),
        (f"«{WORDS}, — добавила Анна Громова».", [f"{WORDS},"]),
        (f"«{WORDS} — и точка», — сказала Анна Громова.", [f"{WORDS} — и точка"]),
    ],
)
def test_a_remark_between_dashes_inside_the_marks_is_not_said(text: str, said: list[str]) -> None:
    assert quotes_in(f"Анна Громова, 40 лет, пришла.\n{text}", "ru") == [("Анна Громова", words) for words in said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"We lost it all today," Lind said. "Nobody came."', ["We lost it all today,", "Nobody came."]),
        ('"We lost it all today," Lind said. "Nobody".', ["We lost it all today,"]),
        ('Lind, author of "Two Hundred Years of Coal", left.', []),
        ('Lind, who wrote ten books, including "Coal in Norland: A Human History."', []),
        ('It left him "in no reasonable doubt", Lind said.', []),
        ('It was "far beyond anything he had seen", Lind said.', ["far beyond anything he had seen"]),
    ],
)
def test_a_term_is_not_said_but_what_goes_on_from_a_statement_is(text: str, said: list[str]) -> None:
    assert [words for _, words in quotes_in(f"Ada Lind, 40, came.\n{text}")] == said


def test_a_quotation_stands_at_its_offsets_in_the_sentence_where_it_begins() -> None:
    article = article_of(f"Ada Lind, 40, came.\nIt rained. “{WORDS}. We stay,” Lind said.")
    sentences = article_sentences(article)
    (quote,) = find_quotes(article, sentences, people_of(article))
    assert article.text[quote.start : quote.end] == quote.text == f"{WORDS}. We stay,"
    assert sentences[quote.sentence].start <= quote.start < sentences[quote.sentence].end


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40))
def test_quotations_of_any_text_stand_at_their_offsets(words: list[str]) -> None:
    article = article_of(" ".join(words))
    people = people_of(article)
    sentences = article_sentences(article)
    for quote in find_quotes(article, sentences, people):
        assert article.text[quote.start : quote.end] == quote.text
        assert quote.speaker is None or 0 <= quote.speaker < len(people)
        assert sentences[quote.sentence].start <= quote.start


def test_120_kilobytes_on_one_line_are_read_in_linear_time() -> None:
    for unit in (
        f'Ada Lind, 40, said: "{WORDS}." ',
        '"a" ',
        "“",
        f'"{WORDS}," Lind said. ',
        "« ",
        "Lind ",
        'Lind " ',
        '"a?" asked Lind ',
    ):
        article = Article(paragraphs=(unit * (120_000 // len(unit)),), language="en")
        sentences = article_sentences(article)
        people = people_of(article_of("Ada Lind, 40, left."))
        with at_most(GENEROUS_S, unit):
            find_quotes(article, sentences, people)
