import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text import words
from summarizer.text.language import LANGUAGES
from summarizer.text.words import Token, count_words, cut, fold, is_cjk, stem, stop_words, terms, tokenize
from tests.timing import assert_linear, cpu_time


def texts_of(text: str, language: str | None = None) -> list[str]:
    return [token.text for token in tokenize(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. and AT&T like C++, C# and R&D.", ["The", "U.S.", "and", "AT&T", "like", "C++", "C#", "and", "R&D"]),
        ("It rose 4.5% to 1,000.", ["It", "rose", "4.5", "to", "1,000"]),
        ("don't, won’t", ["don't", "won’t"]),
        ("Covid-19 and F-16s", ["Covid", "19", "and", "F", "16s"]),
        ("at 5 p.m. sharp", ["at", "5", "p.m.", "sharp"]),
        ("Ёлка, п'ять й м’яч", ["Ёлка", "п'ять", "й", "м’яч"]),
        ("東京都は2024年", ["東京", "京都", "都は", "2024", "年"]),
        ("e\u0301lan naïve", ["e\u0301lan", "naïve"]),
        ("", []),
        ("… — !", []),
    ],
)
def test_words_are_cut_without_punctuation(text: str, expected: list[str]) -> None:
    assert texts_of(text) == expected


def test_elided_articles_are_words_of_their_own_where_languages_have_them() -> None:
    assert texts_of("l'homme qu'il", "fr") == ["l'", "homme", "qu'", "il"]
    assert texts_of("dell'anno", "it") == ["dell'", "anno"]
    assert texts_of("l'homme", "en") == ["l'homme"]


@given(st.text(), st.sampled_from([*LANGUAGES, None]))
def test_every_token_stands_at_its_offsets(text: str, language: str | None) -> None:
    for token in tokenize(text, language):
        assert text[token.start : token.end] == token.text != ""


def test_cut_words_are_the_words_with_runs_left_whole() -> None:
    assert cut("The U.S. saw 東京都 and 4.5") == ["The", "U.S.", "saw", "東京都", "and", "4.5"]
    assert cut("L'homme qu'il aime", "fr") == ["L", "homme", "qu", "il", "aime"]
    assert cut("L'homme", "en") == ["L'homme"]
    assert [is_cjk(word) for word in ("東京都", "Tokyo", "カタカナ")] == [True, False, True]


def test_tokens_know_their_place() -> None:
    assert tokenize("a bc") == [Token("a", 0, 1), Token("bc", 2, 4)]


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Zürich", "zurich"),
        ("Straße", "strasse"),
        ("Ёжик", "ежик"),
        ("Йога", "йога"),
        ("Їжак", "їжак"),
        ("ŁÓDŹ", "lodz"),
        ("İzmir", "izmir"),
        ("O’Neill", "o'neill"),
        ("Reyes's", "reyes"),
        ("Việt", "viet"),
        ("الإدارة", "الاداره"),
        ("Ωμέγας", "ωμεγασ"),
        ("が", "が"),
        ("ﬁne", "fine"),
    ],
)
def test_folding_drops_case_and_accents_and_keeps_letters(word: str, folded: str) -> None:
    assert fold(word) == folded


@given(st.text())
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["rates", "rating", "Rate"]),
        ("ru", ["выборы", "выборов", "выборами"]),
        ("uk", ["вибори", "виборів", "виборами", "виборах"]),
        ("de", ["Häuser", "Haus", "haus"]),
        ("es", ["elección", "elecciones", "eleccion"]),
        ("pl", ["wybory", "wyborów"]),
        ("ar", ["المدينة", "مدينة", "والمدينة"]),
        ("tr", ["İstanbul'da", "İstanbul"]),
    ],
)
def test_the_cases_of_a_word_meet_in_its_stem(language: str, forms: list[str]) -> None:
    assert len({stem(form, language) for form in forms}) == 1


def test_different_words_keep_apart() -> None:
    assert stem("policy", "en") != stem("police", "en")
    assert stem("general", "en") != stem("news", "en")
    assert stem("рада", "uk") != stem("рік", "uk")


def test_a_word_without_a_stemmer_is_folded() -> None:
    assert stem("Café", None) == "cafe"
    assert stem("市長", "zh") == "市長"


@pytest.mark.parametrize("word", ["є", "я", "ся", "україна", "її", "підписався"])
def test_a_ukrainian_stem_keeps_a_part_one_can_tell(word: str) -> None:
    assert stem(word, "uk")
    assert len(stem(word, "uk")) >= min(3, len(word))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_stop_words(language: str) -> None:
    assert len(stop_words(language)) > 40
    assert all(word == fold(word) for word in stop_words(language))


def test_an_unknown_language_has_no_stop_words() -> None:
    assert stop_words("xx") == frozenset()
    assert stop_words(None) == frozenset()


def test_terms_are_stems_of_content_words() -> None:
    assert terms("The council has approved the council's budgets.", "en") == ["council", "approv", "council", "budget"]
    assert terms("L'élection dans l'île", "fr") == ["elect", "ile"]
    assert terms("日本のひまわり、AI", "ja") == ["日本", "本の", "ai"]
    assert terms("и в на", "ru") == []
    assert terms("雨", "ja") == ["雨"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("one two  three", 3),
        ("", 0),
        ("café – bar", 3),
        ("東京都知事", 3),
        ("東京 said", 2),
        ("AI化する", 3),
        ("「」 。", 2),
    ],
)
def test_a_word_is_a_token_or_two_cjk_characters(text: str, count: int) -> None:
    assert count_words(text) == count


def test_memory_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "CACHED_WORDS", 10)
    memory = words._Memory(str.upper)
    assert [memory[str(number)] for number in range(25)] == [str(number) for number in range(25)]
    assert len(memory) <= 10


@pytest.mark.parametrize("seed", ["a", "a'", "l'", "1,1", "A.", "A&", "é", "a\u0301", "漢", "C+", "a-"])
def test_time_grows_with_the_text_and_no_faster(seed: str) -> None:
    def took_s(size: int) -> float:
        text = seed * (size // len(seed))
        with cpu_time() as taken:
            tokenize(text, "fr")
        return taken.seconds

    assert_linear(took_s, 40_000)
