from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.model import Article
from summarizer.text.language import LANGUAGES
from summarizer.text.sentences import article_sentences, is_fragment, split_sentences
from tests.timing import assert_linear, at_most, cpu_time

# Marks, quotes, capitals and spaces in every order: what rules can stumble over.
KNOTS = st.lists(
    st.sampled_from(
        [
            *'.!?…。！？؟"”“«»「」’)]([ ',
            " ",
            "A",
            "a",
            "U.S.",
            "Mr.",
            "No.",
            "7",
            "г.",
            "т. д.",
            "5 p.m.",
            "東",
            "Inc.",
            "--",
        ]
    ),
    max_size=40,
).map("".join)


def cut(text: str, language: str | None = "en") -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Mr. Pell of the U.S. Navy paid $4.5 million.", "It sank."],
        ["He moved to the U.S.", "The war was over."],
        ["He met J. R. Holm.", "They spoke."],
        ["See No. 7 and p. 12.", "No.", "Never."],
        ['"It is over," she said.', '"So far, nobody called."', "He left."],
        ['"Why now?" she asked.', '"Who?" Anna Reyes asked.', '"When?"', "She did not say."],
        ["Then it rained...", "The end…", "Well ... I never saw it."],
        ["It opens at 5 p.m. Monday.", "It closes at 9 a.m. ET on most days."],
        ["The talks with union leaders ended at 6 p.m.", "Reporters were waiting outside."],
        ["At 5 p.m. Reyes left."],
        ["(He had left.)", "[So had she.]", "Nobody stayed."],
        ["1. Open the door.", "2. Close it."],
        ["Orlo Inc. rose.", "It was bought by Orlo Inc.", "The price is secret."],
        ["He asked Orlo Inc.", '"We know nothing," it said.'],
        ["Patients with MS.", "Final approval is near."],
        ["It is modern art.", "Critics like it."],
        ["He was right.[12]", "She was not."],
        ["It cost 5.", "Then 6."],
        ["It fell to 40.", "Reyes left."],
        ["The app is called iOrlo.", "iOrlo is new."],
        ["It cost a lot.", "$5 million was lost."],
        ["Yes!", "No?!", "Perhaps."],
        ['They ask: "Who am I? "', "That is a question."],
        ["Tom Pell Jr. was there.", "Vice-Gov. Ada Holm was not."],
        ["Orlo Inc. (VSE: ORL) rose.", "Yahoo! News reported it.", "He likes Yahoo!", "The price is low."],
        ["CARSON, Calif. -- The harbour froze.", "It needs IE.", "Such is life.", "Wait.", "#harbour is full."],
        ["World War I.", "It began in summer."],
        ['"I have a plan ..." Holm said.', '"Hi!" I said.', '"Hi!"', "I waved."],
        [
            "See Eq. 4 and Ref. 12.",
            "Drs. Lind and Holm met Msgr. Pell.",
            "Pt. Orlo burned.",
            "Assoc. Prof. Quist left.",
        ],
        ["A sentence without an end"],
    ],
)
def test_english_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


def test_a_lost_space_before_a_usual_opener_is_made_good() -> None:
    assert cut("The river rose.The town slept.") == ["The river rose.", "The town slept."]
    assert cut("See Node.js and example.Com or U.S.Navy.") == ["See Node.js and example.Com or U.S.Navy."]
    assert cut("何ですか?次は") == ["何ですか?", "次は"]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "de",
            ["Am 3. Oktober kam Dr. Lind, z. B. mit Prof. Holm.", "Das war 2019.", "Danach, am 5.", "Die Seestr. 12."],
        ),
        ("fr", ["« C'est fini. »", "M. Le Gall cite l'art. 5 et part.", "Puis rien."]),
        ("ru", ["В 2010 г. Россия купила 5 тыс. тонн и т. д.", "А. С. Белов жил на ул. Садовой.", "Всё."]),
        ("ru", ["Завод в посёлке был закрыт ещё в 1998 г.", "Сейчас там музей."]),
        ("ru", ["Жители г. Ольхова ждут."]),
        ("ru", ["В конце июня 2010 г. Ольхов затопило.", "Школу закрыли в 60-х гг.", "Затем снесли."]),
        ("fr", ["J.-M. Le Gall vote.", "A. De Wit aussi.", "Le vote de M. N. compte.", "La loi passe."]),
        ("de", ["Ludwig II. König von Orlau kam.", "Es war Ludwig II.", "Er ging."]),
        ("uk", ["У м. Ольхів тощо.", "Ні."]),
        ("uk", ["Дж. Голм приїхав.", "Дивіться вип. 3.", "Це я.", "Так."]),
        ("ru", ["Дж. К. Холм пишет.", "Это я.", "Вып. 3 вышел.", "Витамин С. Белов не пил."]),
        ("de", ["Das Gesetz war gut.", "§ 5 gilt.", "Gem. § 3 kostet es rd. 5 Euro."]),
        ("pl", ["W latach 90. XX wieku było tak.", "Wiceprezes ds. Finansów urodził się (ur. 1950) w Olchowie."]),
        ("es", ["Fueron máx. 3 personas el 3 oct. 2020.", "Los Hnos. Luna venden."]),
        ("it", ["Il 3 ott. 2020 partì.", "Vedi tab. 4."]),
        ("fr", ["MM. Le Gall et Roux sont là.", "Né en 20 apr. J.-C. à Orlau.", "Tél. 01 02."]),
        ("es", ["Vivió en EE. UU. con la Sra. Luna.", "¿Y ahora?", "¡Nada!"]),
        ("pt", ["O Sr. Paredes mora na av. Central.", "Sim."]),
        ("cs", ["Stát dal 3,2 mld. Kč a 450 mil. EUR.", "Obec přidala 20 tis. Kč vč. DPH.", "Starosta má radost."]),
        ("cs", ["Stavba stála 12 mil.", "Starosta ji otevřel v 10 hod.", "Cena je 500 Kč.", "20 lidí tleskalo."]),
        ("sk", ["Cena je 3 mld. EUR.", "Vláda súhlasí."]),
        ("da", ["Broen koster 4,5 mia. DKK og ca. 300 mio. Kr. mere.", "Mødet er kl. 10 hos hr. Lind.", "Ja."]),
        ("no", ["Prisen er 2 mrd. NOK.", "De møtes kl. 10.30 i morgen.", "Ca. 500 kom, f.eks. Lind osv.", "Nei."]),
        ("sv", ["Bron kostar 450 milj. SEK.", "Staten gav 3 milj.", "Bolaget gav resten.", "Kl. 10 kom ca. 5 till."]),
        ("nl", ["De gem. Orlo betaalt 5 mln. euro.", "Het is genoeg."]),
        ("de", ["Das kostet 3 Mrd. Euro und 2 Mio. Franken.", "Es sind 200 Mio. Menschen."]),
        (None, ["Det koster 4,5 mia. DKK.", "Ja."]),
        (None, ["Dr. Lind came.", "He left."]),
        ("xx", ["Dr. Lind came.", "He left."]),
    ],
)
def test_other_languages_have_their_own_abbreviations(language: str | None, sentences: list[str]) -> None:
    assert cut(" ".join(sentences), language) == sentences


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("ja", ["市長は署名した。", "「もう終わり。明日。」と述べた。", "次は？", "それだけ。"]),
        ("zh", ["市长签署了协议。", "“结束了。”她说。", "“为什么？”记者问。", "道路关闭了！"]),
        ("ja", ["「閉じない括弧。" + "長い文です。" * 70]),
    ],
)
def test_chinese_and_japanese_marks_need_no_space(language: str, sentences: list[str]) -> None:
    assert cut("".join(sentences), language)[: len(sentences) - 1] == sentences[:-1]
    assert "".join(cut("".join(sentences), language)) == "".join(sentences)


@given(st.one_of(KNOTS, st.text()), st.sampled_from([*LANGUAGES, None]))
def test_every_visible_character_is_in_exactly_one_sentence(text: str, language: str | None) -> None:
    spans = split_sentences(text, language)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@pytest.mark.parametrize(
    "seed", ["a", ".", ". ", '."', "。", "「。", "1. ", "A. ", "т. ", '? "', "U.S. ", "... ", "He said "]
)
def test_time_grows_with_the_text_and_no_faster(seed: str) -> None:
    def took_s(size: int) -> float:
        text = seed * (size // len(seed))
        with cpu_time() as taken:
            split_sentences(text, "ru")
        return taken.seconds

    assert_linear(took_s, 100_000)


def test_a_megabyte_without_a_stop_is_one_sentence() -> None:
    with at_most(2.0):
        assert len(split_sentences("word " * 200_000, "en")) == 1


PROSE = "The council met on Monday. It approved the budget after a debate of several hours."


def test_sentences_carry_their_offsets_in_the_article() -> None:
    article = Article(
        paragraphs=("Harbour news", PROSE, "It rained. It stopped."), language="en", subheads=frozenset({0})
    )
    sentences = article_sentences(article)
    assert [sentence.index for sentence in sentences] == [0, 1, 2, 3]
    assert [sentence.paragraph for sentence in sentences] == [1, 1, 2, 2]
    assert all(article.text[sentence.start : sentence.end] == sentence.text for sentence in sentences)
    assert "Harbour" not in sentences[0].text


@pytest.mark.parametrize(
    "fragment", ["Read more", "Home > News > Harbour", "Share this story with friends", "Photo gallery"]
)
def test_fragments_in_prose_are_no_sentences(fragment: str) -> None:
    article = Article(paragraphs=(PROSE, fragment, PROSE), language="en")
    assert fragment not in [sentence.text for sentence in article_sentences(article)]


@pytest.mark.parametrize(
    "paragraph",
    ["Revenue: $4.5bn", "“We have lost it all.”", "What happens next?", "Here is what we know:", "Ja. (Nein.)"],
)
def test_figures_quotes_and_closed_lines_are_sentences(paragraph: str) -> None:
    assert not is_fragment(paragraph)


def test_a_text_pasted_without_stops_is_still_read() -> None:
    article = Article(paragraphs=("the council met today", "nobody spoke", "then it was over"), language="en")
    assert len(article_sentences(article)) == 3


def test_an_empty_article_has_no_sentences() -> None:
    assert article_sentences(Article(paragraphs=())) == ()
