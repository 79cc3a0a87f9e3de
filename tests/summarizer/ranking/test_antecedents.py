import pytest

from summarizer.ranking.antecedents import Antecedents
from tests.timing import at_most

HEARING = [
    "A court in Velmora sentenced former mayor Ines Talvera to nine years in prison on Monday.",  # 0
    "Talvera had taken money from a ferry company, the judges found.",  # 1
    "Ms Talvera, 53, denied it.",  # 2
    "The company, which runs 14 ships, was fined.",  # 3
    "But the port's union called the sentence mild.",  # 4
    "Lawyer Tom Pell will appeal.",  # 5
    "Spectators wept, said Pell.",  # 6
    "The harbour was quiet on Monday.",  # 7
    "“We lost a friend.",  # 8
    "I never thought of that as a crime.",  # 9
    "Nobody did,” said Bo Ruud, a baker.",  # 10
    "Velmora votes in May.",  # 11
]


@pytest.mark.parametrize(
    ("index", "shown", "met"),
    [
        (0, (), True),
        (1, (), False),
        (1, (0,), True),
        (2, (1,), False),
        (2, (0, 1), True),
        (3, (), False),
        (3, (0,), False),
        (3, (0, 1), True),
        (4, (0,), False),
        (4, (0, 1, 2), True),
        (5, (), True),
        (6, (0, 5), True),
        (6, (0,), False),
        (7, (), False),
        (7, (5,), True),
        (7, (8,), False),
        (8, (), False),
        (9, (0, 7), False),
        (9, (8,), True),
        (10, (0,), False),
        (10, (9,), True),
        (11, (), True),
    ],
)
def test_a_sentence_needs_what_it_takes_for_known(index: int, shown: tuple[int, ...], met: bool) -> None:
    assert Antecedents(HEARING, "en").are_met(index, shown) is met


def test_what_is_known_to_everybody_may_open_in_the_place_of_a_lead() -> None:
    antecedents = Antecedents(HEARING, "en")
    assert [antecedents.are_met(index, (), may_open=True) for index in (7, 3, 1)] == [True, False, False]


def test_a_short_answer_needs_its_question() -> None:
    texts = ["Velmora votes.", "Will ferries sail?", "Not this week.", "Crews of all ferries went on strike on Monday."]
    antecedents = Antecedents(texts, "en")
    assert [antecedents.are_met(2, shown) for shown in ((0,), (1,))] == [False, True]
    assert Antecedents([*texts[:2], texts[3]], "en").are_met(2, (0,))


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", "Mostly the state, with four fifths of the twelve million euros that the bridge costs."),
        ("en", "A: Because inspectors found cracks in three of the piers on which the old bridge stands."),
        ("de", "Nein, sagt der Bürgermeister, denn das Land zahlt vier Fünftel der Kosten für die Brücke."),
        ("fr", "Oui, répond le maire, car l'État paie les quatre cinquièmes du prix du pont de la ville."),
        ("ru", "Нет, говорит мэр города, потому что четыре пятых стоимости моста оплачивает государство."),
    ],
)
def test_what_opens_as_an_answer_needs_its_question(language: str, answer: str) -> None:
    asked, told = ["Velmora votes.", "Velmora?", answer], ["Velmora votes.", "Velmora.", answer]
    assert [Antecedents(asked, language).are_met(2, shown) for shown in ((0,), (1,))] == [False, True]
    assert Antecedents(told, language).are_met(2, (0,))


def test_a_name_that_stood_alone_first_needs_nobody() -> None:
    texts = ["Velmora votes.", "A state of Greater Velmora is wanted.", "Velmora is calm."]
    assert Antecedents(texts, "en").are_met(2, ())


def test_the_second_sentence_may_go_on_from_the_first() -> None:
    assert Antecedents(["Velmora votes.", "But its port is closed.", "But Ada stays."], "en").are_met(1, (0,))
    assert Antecedents(["Velmora votes.", "But Ada stays."], "en").are_met(1, (0,))


@pytest.mark.parametrize("name", ["OFT", "X"])
def test_capitals_and_initials_are_no_surnames(name: str) -> None:
    texts = ["Velmora votes.", f"The Harbour Union {name} met.", f"Then {name} left.", f"Members of {name} wept."]
    assert Antecedents(texts, "en").are_met(3, (0,))


def test_an_apostrophe_belongs_to_some_names_only() -> None:
    texts = ["Liam O'Dell won.", "It rained.", "O'Dell's mother wept.", "Dell is a town."]
    antecedents = Antecedents(texts, "en")
    assert [antecedents.are_met(index, ()) for index in (2, 3)] == [False, True]
    assert antecedents.are_met(2, (0,))


def test_nouns_in_capitals_are_no_names() -> None:
    texts = ["Viele Bäcker in der Alten Stadt streiken.", "Regen fiel.", "Stadt und Land warten."]
    assert Antecedents(texts, "de").are_met(2, ())


def test_names_are_read_in_other_scripts() -> None:
    texts = ["Мэром стала Ольга Ветрова.", "Шёл дождь.", "Ветрова живёт у порта."]
    antecedents = Antecedents(texts, "ru")
    assert not antecedents.are_met(2, (1,))
    assert antecedents.are_met(2, (0,))


@pytest.mark.parametrize("piece", ['"', "“a” ", "A ", "O'", ", she said", "Ada "])
def test_long_sentences_of_anything_take_no_time_to_speak_of(piece: str) -> None:
    texts = [piece * (200_000 // len(piece))] * 2
    with at_most(1.0):
        Antecedents(texts, "en").are_met(1, (0,))


def test_thousands_of_names_take_no_time_to_look_up() -> None:
    names = ", ".join(
        "X" + "".join(chr(97 + number // 26**place % 26) for place in range(4)) for number in range(9_000)
    )
    texts = ["It rains here. " * 7_000, f"He met {names}.", "She said so."]
    with at_most(1.0):
        assert not Antecedents(texts, "en").are_met(2, (0,))
        assert not Antecedents(texts, "en").are_met(1, ())


def test_what_many_sentences_speak_of_is_looked_for_once_in_a_long_one() -> None:
    texts = ["a rain " * 30_000, *["The company was fined."] * 2_000]
    antecedents = Antecedents(texts, "en")
    with at_most(1.0):
        assert [antecedents.are_met(index, (0,)) for index in range(1, len(texts))].count(True) == 1
