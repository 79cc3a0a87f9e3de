import pytest

from summarizer.ranking.leaning import Leaning, known_thing, leaning_of
from summarizer.text.language import LANGUAGES
from tests.timing import at_most

DEPENDENT = {
    "en": [
        "He said so.",
        "But it sank.",
        "These are lost.",
        "“They left,” she said.",
        "It’s over.",
        "However, she left.",
        "“We stay,” she told the harbour council of Velmora on Monday after a meeting of five hours.",
        "A: They left.",
        "TALVERA: That was all.",
    ],
    "ru": ["Он сказал это.", "Но они ушли.", "Эти дома пусты."],
    "uk": ["Він сказав це.", "Але вони пішли."],
    "de": ["Das sagte Erna.", "Er sagte das.", "Aber sie ging.", "Dabei starb niemand."],
    "fr": ["Il a dit cela.", "Mais elle est partie.", "Cette loi tombe."],
    "es": ["Ella se fue.", "Pero él no.", "Estas son las cifras."],
    "it": ["Lui è andato via.", "Ma questo non basta."],
    "pt": ["Ele saiu.", "Mas isso não basta."],
    "nl": ["Hij ging weg.", "Maar dit is niet genoeg."],
    "pl": ["On wyszedł.", "Ale to za mało."],
    "cs": ["On odešel.", "Ale to nestačí."],
    "sv": ["Han gick.", "Men detta räcker inte."],
    "tr": ["O gitti.", "Ama bu yetmez."],
    "vi": ["Họ đã đi.", "Nhưng họ ở lại."],
    "ar": ["هو رحل.", "لكن هذا لا يكفي."],
    "zh": ["他离开了。", "但是，他们留下了。", "“这不够。”"],
    "ja": ["彼は去った。", "しかし、これは足りない。"],
}
FREE = {
    "en": [
        "Tom Pell said so.",
        "This year was dry.",
        "Heather left.",
        "Item one is lost.",
        "",
        "—",
        "1,200 people came.",
        "A: Teachers left.",
        "“We left,” Tom Pell told the harbour council of Velmora on Monday after a meeting of five hours.",
    ],
    "de": ["Das Schiff sank.", "Erna ging.", "Dieses Jahr war trocken.", "Es gibt Brot."],
    "fr": ["Ilona est partie.", "Cette année fut sèche.", "Il y a du pain."],
    "ru": ["Ольга ушла."],
    "zh": ["市长离开了。"],
    "ja": ["市長は去った。"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pronouns_and_pointers_lean_on_the_sentence_before(language: str) -> None:
    assert [leaning_of(sentence, language) for sentence in DEPENDENT[language]] == [Leaning.DEPENDENT] * len(
        DEPENDENT[language]
    )


@pytest.mark.parametrize("language", FREE)
def test_names_and_times_stand_alone(language: str) -> None:
    assert [leaning_of(sentence, language) for sentence in FREE[language]] == [Leaning.FREE] * len(FREE[language])


def test_a_connective_before_a_name_joins_only() -> None:
    assert leaning_of("But Ada Holm left.", "en") is Leaning.JOINED
    assert leaning_of("Indeed, Ada Holm left.", "en") is Leaning.JOINED
    assert leaning_of("但是市长留下了。", "zh") is Leaning.JOINED


def test_a_language_without_a_list_has_free_sentences() -> None:
    assert leaning_of("He said so.", "xx") is Leaning.FREE
    assert leaning_of("He said so.", None) is Leaning.FREE


@pytest.mark.parametrize(
    "sentence",
    [
        "That’s how the ferry sank.",
        "That is why Ada Holm left.",
        "Both sides agreed.",
        "When he came, Ada Holm left.",
        "The port needs fewer ships, she argued.",
        "A port, she said, brings work.",
        "If ships come, she said, the port will live.",
        "“A port brings work,” she told the council.",
    ],
)
def test_clitics_conjunctions_and_remarks_hide_no_pronoun(sentence: str) -> None:
    assert leaning_of(sentence, "en") is Leaning.DEPENDENT


@pytest.mark.parametrize(
    ("sentence", "language", "leaning"),
    [
        ("Emails showed that Ada Holm left a week later.", "en", Leaning.JOINED),
        ("Three years later the ferry sank.", "en", Leaning.JOINED),
        ("The ferry will sail later this year.", "en", Leaning.FREE),
        ("Erna ging zwei Wochen später.", "de", Leaning.JOINED),
        ("Год спустя Ольга ушла.", "ru", Leaning.JOINED),
    ],
)
def test_a_time_that_is_told_by_another_joins(sentence: str, language: str, leaning: Leaning) -> None:
    assert leaning_of(sentence, language) is leaning


def test_a_clause_of_time_may_hold_whom_the_pronoun_means() -> None:
    assert leaning_of("When Ada Holm came, she left.", "en") is Leaning.FREE


def test_a_conjunction_of_time_does_not_join() -> None:
    assert leaning_of("After the vote Ada Holm left.", "en") is Leaning.FREE
    assert leaning_of("For 89 dollars Ada Holm ships snow.", "en") is Leaning.FREE
    assert leaning_of("No domingo choveu.", "pt") is Leaning.FREE


@pytest.mark.parametrize(
    ("sentence", "language", "thing"),
    [
        ("The company, which owns two ferries, closed.", "en", "company"),
        ("The latest report says so.", "en", "report"),
        ("The harbour is closed.", "en", ""),
        ("The Hague is closed.", "en", None),
        ("Ferries are late.", "en", None),
        ("L’entreprise a fermé.", "fr", "entreprise"),
        ("Die Firma ist zu.", "de", "firma"),
        ("Die Fähre ist zu.", "de", None),
        ("La empresa cerró.", "es", "empresa"),
    ],
)
def test_what_is_called_by_its_kind_is_told_from_what_is_named(sentence: str, language: str, thing: str | None) -> None:
    assert known_thing(sentence, language) == thing


def test_only_the_opening_is_read() -> None:
    with at_most(0.2):
        leaning_of("'" * 1_000_000, "en")
