import pytest

from summarizer.people.lexicon import LANGUAGES, fold, lexicon_of, world


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Путиным", "Путин"),
        ("Зеленского", "Зеленский"),
        ("Дмитрием", "Дмитрий"),
        ("Élodie", "elodie"),
        ("O’Brien", "O'BRIEN"),
        ("министра", "министр"),
    ],
)
def test_forms_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_short_cyrillic_words_keep_their_letters() -> None:
    assert fold("Ия") == "ия"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_roles_speech_and_openers(language: str) -> None:
    lexicon = lexicon_of(language)
    assert lexicon.language == language
    assert len(lexicon.roles) > 100
    assert lexicon.speech
    assert lexicon.openers
    assert lexicon.name_titles


def test_a_language_without_lists_is_read_with_the_english_ones() -> None:
    assert lexicon_of("xx") is lexicon_of("zz") or lexicon_of("xx") == lexicon_of(None)
    assert lexicon_of(None).language == "en"


def test_compounds_are_roles_by_their_last_part() -> None:
    english, german = lexicon_of("en"), lexicon_of("de")
    assert english.is_role("vice-president")
    assert english.is_role("glaciologist")
    assert not english.is_role("Goldman")
    assert german.is_role("Verkehrsministerin")
    assert german.is_role("Regierungssprechers")
    assert german.is_role("Präsidenten")
    assert not german.is_role("Bundesrat")
    assert not german.is_role("Haus")


def test_described_compounds_are_no_names() -> None:
    english = lexicon_of("en")
    assert english.describes("Canadian-born")
    assert english.describes("Cabinet-maker")
    assert not english.describes("Jae-in")
    assert not english.describes("Lind")


def test_short_nations_are_told_from_names_by_their_capitals() -> None:
    assert world().is_demonym("UN")
    assert not world().is_demonym("Un")
    assert world().is_demonym("Swedish")


def test_phrases_have_several_words_and_places_one() -> None:
    assert "hong kong" in world().phrases
    assert all(" " not in place for place in world().places)
