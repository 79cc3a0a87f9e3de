import pytest

from summarizer.text.language import DEFAULT_LANGUAGE, LANGUAGES, SAMPLE_CHARS, base_language, recognise_language

SENTENCES = {
    "en": "The council approved the new harbour budget after a long debate.",
    "ru": "Городской совет утвердил новый бюджет порта после долгих споров.",
    "uk": "Міська рада затвердила новий бюджет порту після довгих суперечок.",
    "de": "Der Stadtrat hat nach langer Debatte den neuen Hafenhaushalt beschlossen.",
    "fr": "Le conseil municipal a adopté le nouveau budget du port après un long débat.",
    "es": "El ayuntamiento aprobó el nuevo presupuesto del puerto tras un largo debate.",
    "it": "Il consiglio comunale ha approvato il nuovo bilancio del porto dopo un lungo dibattito.",
    "pt": "A câmara municipal aprovou o novo orçamento do porto depois de um longo debate.",
    "nl": "De gemeenteraad heeft na een lang debat de nieuwe havenbegroting goedgekeurd.",
    "pl": "Rada miasta po długiej debacie przyjęła nowy budżet portu.",
    "cs": "Městská rada po dlouhé debatě schválila nový rozpočet přístavu.",
    "sv": "Kommunfullmäktige antog den nya hamnbudgeten efter en lång debatt.",
    "tr": "Belediye meclisi uzun bir tartışmanın ardından yeni liman bütçesini onayladı.",
    "vi": "Hội đồng thành phố đã thông qua ngân sách cảng mới sau một cuộc tranh luận dài.",
    "ar": "أقر مجلس المدينة ميزانية الميناء الجديدة بعد نقاش طويل.",
    "zh": "市议会经过长时间辩论后通过了新的港口预算。",
    "ja": "市議会は長い議論の末、新しい港の予算を承認した。",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_sentence_is_enough(language: str) -> None:
    assert recognise_language(SENTENCES[language]) == language


@pytest.mark.parametrize("text", ["", "   ", "12 345 – 6.7 %", "🎉🎉"])
def test_text_without_letters_is_taken_for_english(text: str) -> None:
    assert recognise_language(text) == DEFAULT_LANGUAGE


def test_only_the_beginning_is_looked_at() -> None:
    assert recognise_language(SENTENCES["de"] * 60 + SENTENCES["ru"] * 500) == "de"
    assert len(SENTENCES["de"] * 60) > SAMPLE_CHARS


def test_a_foreign_name_does_not_change_the_script() -> None:
    assert recognise_language("Компания Orlo Motors отчиталась о прибыли.") == "ru"
    assert recognise_language("東京の株価、Nikkeiは上昇した。") == "ja"


@pytest.mark.parametrize(
    ("code", "base"),
    [("en", "en"), ("pt-BR", "pt"), ("zh_Hans", "zh"), (" DE ", "de"), ("", None), (None, None), ("english", None)],
)
def test_a_tag_is_cut_to_its_language(code: str | None, base: str | None) -> None:
    assert base_language(code) == base
