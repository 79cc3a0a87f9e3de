import tomllib
from importlib.resources import files

import pytest

from summarizer.sources.furniture import count_marks, is_pointer, load_lexicon, split_words
from summarizer.sources.lines import Line, parse_lines
from summarizer.sources.looks import LineKind, Look, look_at
from tests.timing import assert_linear, at_most, cpu_time


def marks(text: str) -> set[str]:
    return set(count_marks(text, split_words(text)))


def look(text: str) -> Look:
    (line,) = parse_lines(text)
    return look_at(line)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Skip to main content", "interface.whole"),
        ("→ Share", "share.whole"),
        ("Related:", "end.whole"),
        ("12 Comments", "replies.whole"),
        ("Comments (12)", "replies.whole"),
        ("1.2k shares", "share.whole"),
        ("Читайте также", "end.whole"),
        ("Читайте также о мостах", "end.start"),
        ("Lesen Sie auch", "end.whole"),
        ("À lire aussi", "end.whole"),
        ("Lo más leído", "end.whole"),
        ("Leggi anche", "end.whole"),
        ("Leia também", "end.whole"),
        ("Читайте також", "end.whole"),
        ("相关阅读", "end.whole"),
        ("関連記事", "end.whole"),
        ("By Hester Quill", "byline.start"),
        ("Автор: Полина Ветрова", "byline.start"),
        ("We use cookies on this site", "legal.anywhere"),
        ("Sign up for our newsletter", "signup.anywhere"),
        ("4 min read", "minutes.anywhere"),
        ("广告", "aside.whole"),
        ("图片来源：临溪晚报", "credit.anywhere"),
    ],
)
def test_furniture_is_known_in_many_languages(text: str, mark: str) -> None:
    assert mark in marks(text)


@pytest.mark.parametrize("text", ["The shares of the port fell", "He went back", "No comment came from the mayor", ""])
def test_words_within_sentences_are_not_whole_lines(text: str) -> None:
    assert not {mark for mark in marks(text) if mark.endswith(".whole")}


def test_phrases_are_counted() -> None:
    text = "Cookies: by clicking you accept cookies"
    assert count_marks(text, split_words(text))["legal.anywhere"] >= 3


def test_every_language_we_promise_has_words_of_every_kind() -> None:
    table = tomllib.loads(files("summarizer.sources").joinpath("furniture.toml").read_text("utf-8"))
    for sort, places in table.items():
        if sort == "note":
            continue
        languages = {language for place in places.values() for language in place}
        assert languages >= {"en", "ru", "de", "fr", "es", "uk", "it", "pt"}, sort


def test_no_phrase_is_empty() -> None:
    lexicon = load_lexicon()
    assert () not in lexicon.whole
    assert all(phrase for _, phrase, _ in lexicon.unspaced)


@pytest.mark.parametrize(
    "text",
    [
        "Read more: Ten walks",
        "[Related: The old pier]",
        "Lesen Sie auch: Der Turm",
        "À lire aussi : Le pont",
        "READ ALSO: Buses",
        "Читайте также: Мост",
    ],
)
def test_pointers_to_other_stories_are_known(text: str) -> None:
    assert is_pointer(text)
    assert look(text).is_aside


@pytest.mark.parametrize(
    "text",
    [
        "Read more",
        "Read more:",
        "The mayor said: no",
        "Opinion: the pier must rise",
        ": a",
        "a" * 60 + ": b",
        "Arnmouth: 3",
    ],
)
def test_other_lines_are_no_pointers(text: str) -> None:
    assert not is_pointer(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Related", LineKind.END_MARK),
        ("Menu", LineKind.CONTROL),
        ("Cookies and privacy policy", LineKind.NOTICE),
        (
            "The council " + "of the old town of Arnmouth " * 4 + "voted on Tuesday.",
            LineKind.PROSE,
        ),
        ("The council of Arnmouth voted on Tuesday to rebuild the pier.", LineKind.SENTENCE),
        ("Nobody was hurt then.", LineKind.REMARK),
        ("The pier at dawn. Photo: Ida Renwick", LineKind.CREDIT),
        ("• the harbour", LineKind.ITEM),
        ("one two three four five six seven eight nine ten eleven twelve thirteen fourteen", LineKind.LONG),
        ("Arnmouth", LineKind.WORD),
        ("Arnmouth rebuilds its pier", LineKind.PHRASE),
        ("Our newsletter tonight", LineKind.NOTICE),
    ],
)
def test_lines_have_kinds(text: str, kind: LineKind) -> None:
    assert look(text).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "The pier at dawn, March 4, 2031. Reuters/Ida Renwick",
        "The pier at dawn (Photo by Ida Renwick/Getty Images)",
        "The pier at dawn. Foto: Marco Sereni/Ansa",
        "Ida Renwick/AFP",
    ],
)
def test_captions_with_a_credit_are_known(text: str) -> None:
    assert look(text).is_caption


@pytest.mark.parametrize(
    "text", ["He told Reuters on Monday.", "The pier rises", "The photo that Reuters printed of it went"]
)
def test_sentences_about_an_agency_are_no_captions(text: str) -> None:
    assert not look(text).is_caption


def test_two_characters_of_chinese_count_as_a_word() -> None:
    assert look("临溪市的有轨电车恢复运行").count == 6


def test_a_giant_line_is_looked_at_in_no_time() -> None:
    with at_most(0.1):
        giant = look_at(Line(text="word, " * 30_000 + "end.", printed=""))
        assert giant.count > 20_000


@pytest.mark.parametrize("unit", ["cookie ", "a:", "…", "'a", "(", "/a", "临溪", "12 "])
def test_looking_is_linear(unit: str) -> None:
    def seconds(count: int) -> float:
        text = unit * count + "."
        with cpu_time() as taken:
            assert look_at(Line(text=text, printed=text)).is_caption in {True, False}
        return taken.seconds

    seconds(1_000)
    assert_linear(seconds, 40_000)
