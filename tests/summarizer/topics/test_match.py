import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.topics.match import Match, Story, explain, matches, prepare_story
from summarizer.topics.query import QueryError, parse_query
from tests.summarizer.topics.queries import any_text, query_texts, words


def story(text: str, *, title: str = "", language: str = "en", url: str | None = None) -> Story:
    return Story(title=title, text=text, language=language, url=url)


def is_match(query: str, about: Story) -> bool:
    return matches(parse_query(query), prepare_story(about))


RATES = story(
    "The central bank of Northmark raised its key rate on Monday. Analysts at Veldt & Sons had expected it. "
    "“Interest rates will stay high,” governor Ida Holm said. The krone gained.",
    title="Northmark raises rates again",
    url="https://www.news.example.com/economy/rates",
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("northmark", True),
        ("rates", True),
        ("rate", True),
        ("raising", True),
        ("krone", False),
        ("anywhere:krone", True),
        ("krone northmark", True),
        ("krone OR euro", True),
        ("krone -euro", False),
        ("anywhere:krone -euro", True),
        ("krone lang:en", True),
        ("=krone", True),
        ("=kron", False),
        ("northmark -krone", False),
        ("northmark -governors", False),
        ("northmark -=governors", True),
        ("northmark -euro", True),
        ("northmark euro", False),
        ("euro OR dollar", False),
        ('"interest rates"', True),
        ('"interest rate"', False),
        ('"rates interest"', False),
        ('"rates again the"', False),
        ('"northmark raises"', True),
        ('"ida holm"', True),
        ("=rates", True),
        ("=raising", False),
        ("title:northmark", True),
        ("title:bank", False),
        ("title:raised", True),
        ("title:=raised", False),
        ('title:"raises rates"', True),
        ('title:"interest rates"', False),
        ("title:(bank OR northmark)", True),
        ("northmark -title:bank", True),
        ("site:example.com", True),
        ("site:news.example.com", True),
        ("site:www.news.example.com", True),
        ("site:ample.com", False),
        ("site:other.example.com", False),
        ("northmark -site:example.com", False),
        ("lang:en", True),
        ("lang:en-GB", True),
        ("lang:de", False),
        ("category:business", False),
        ("northmark (krone OR euro) -yen", True),
        ("(northmark OR euro) -(krone analysts)", False),
        ("(northmark OR euro) -(krone yen)", True),
        ("NORTHMARK Krone", True),
    ],
)
def test_words_fields_and_signs(query: str, expected: bool) -> None:
    assert is_match(query, RATES) is expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Gold climbs", "Prices rose.", True),
        ("Prices rise", "Gold rose, and gold is up.", True),
        ("Prices rise", "Golds rose, and gold is up.", True),
        ("Prices rise", "Gold rose.", False),
        ("", "Gold rose.", False),
        ("Gold", "", True),
    ],
)
def test_a_sole_word_must_be_what_the_story_is_about(title: str, text: str, expected: bool) -> None:
    assert is_match("gold", story(text, title=title)) is expected
    assert is_match("gold -silver", story(text, title=title)) is expected
    assert is_match("anywhere:gold", story(text, title=title))


@pytest.mark.parametrize(
    ("text", "expected"), [("Covid-19 is back.", False), ("Covid-19 is back. Nobody calls it Covid 19.", True)]
)
def test_a_sole_word_of_several_pieces_too(text: str, expected: bool) -> None:
    assert is_match("covid-19", story(text)) is expected
    assert is_match('"covid 19"', story(text))


def test_neighbours_count_as_two() -> None:
    assert is_match("cha-cha", story("Cha cha cha."))
    assert is_match("米", story("米米", language="ja"))


STEMS = [
    ("en", "strikes", "Dockers go on strike again.", True),
    ("en", "policy", "The police came.", False),
    ("en", "general", "The news came.", False),
    ("ru", "банк", "Решение банка ждали давно.", True),
    ("ru", "ставка", "Совет поднял ставку.", True),
    ("ru", "выборы", "На выборах победила Холм.", True),
    ("ru", "ёлка", "На площади стоят елки.", True),
    ("ru", "река", "Город стоит на горе.", False),
    ("uk", "вибори", "На виборах перемогла Гольм.", True),
    ("uk", "міністр", "Слова міністра почули всі.", True),
    ("uk", "м'яч", "Він взяв м’яч.", True),
    ("de", "Häuser", "Ein Haus brannte ab.", True),
    ("de", "Wahlen", "Die Wahl ist am Sonntag.", True),
    ("de", "strasse", "Die Straße ist gesperrt.", True),
    ("de", "Bank", "Der Baum fiel um.", False),
    ("fr", "grève", "Les grèves continuent.", True),
    ("fr", "homme", "On cherche l'homme au chapeau.", True),
    ("fr", "l’homme", "Un homme est parti.", True),
    ("fr", "élection", "Les elections approchent.", True),
    ("es", "policía", "Los policias llegaron.", True),
    ("es", "elecciones", "Hay una elección en mayo.", True),
    ("es", "huelga", "Las huelgas siguen.", True),
    ("it", "banche", "La banca ha chiuso.", True),
    ("it", "acqua", "Manca dell'acqua in città.", True),
    ("pt", "greves", "A greve acabou.", True),
    ("nl", "verkiezingen", "De verkiezing is voorbij.", True),
    ("pl", "wybory", "Po wyborach nic się nie zmieni.", True),
    ("sv", "bankerna", "En bank stängde.", True),
    ("tr", "grevler", "Bir grev daha.", True),
    ("cs", "volby", "O volbách se mluví.", True),
    ("vi", "Hà Nội", "Trời mưa ở ha noi.", True),
    ("ar", "الحكومة", "قالت حكومة البلاد", True),
    ("xx", "banks", "A bank closed.", False),
    ("xx", "Bänk", "A bank closed.", True),
]


@pytest.mark.parametrize(("language", "word", "text", "expected"), STEMS)
def test_each_storys_own_language_decides_the_forms(language: str, word: str, text: str, expected: bool) -> None:
    query = f"anywhere:{word}" if " " not in word else word
    assert is_match(query, story(text, language=language)) is expected


def test_the_same_query_serves_every_language() -> None:
    assert is_match("anywhere:rates", story("The rate fell.", language="en"))
    assert not is_match("anywhere:rates", story("The rate fell.", language="ru"))


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("=u.s.", "The U.S. did.", True),
        ("=u.s.", "Tell us.", False),
        ("=us", "The U.S. did.", False),
        ("=C++", "Written in C++.", True),
        ("=C++", "Vitamin C is good.", False),
        ("=c", "Written in C++.", False),
        ("anywhere:AT&T", "AT&T rose.", True),
        ("anywhere:at&t", "AT&T rose.", True),
        ("anywhere:AT&T", "At T junctions.", False),
        ("anywhere:U.S.", "The U.S. did.", True),
        ("anywhere:U.S.", "Tell us.", False),
        ("anywhere:C++", "Written in C++.", True),
        ("anywhere:C++", "Vitamin C is good.", False),
        ("anywhere:R&D", "Money for R&D.", True),
        ("anywhere:4.5", "It was 4.5 per cent.", True),
        ("anywhere:O’Brien", "So said O'Brien.", True),
        ("=at&t", "AT&T rose.", True),
        ("=at&t", "At T junctions.", False),
        ("=r&d", "Money for R&D.", True),
        ("=4.5", "It was 4.5 per cent.", True),
        ("=4.5", "It was 4, 5 or 6.", False),
        ("=1000", "It was 1,000.", False),
        ('"covid 19"', "Covid-19 is back.", True),
        ('"don\'t"', "They don’t.", True),
        ('"l\'homme"', "Voici l’homme.", True),
    ],
)
def test_protected_words(query: str, text: str, expected: bool) -> None:
    assert is_match(query, story(text)) is expected
    assert is_match(query, story(text, language="fr")) is expected


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("anywhere:東京", "東京都は雨だ。", True),
        ("anywhere:東京都", "東京都は雨だ。", True),
        ("anywhere:京都", "東京都は雨だ。", True),
        ("anywhere:東都", "東京都は雨だ。", False),
        ("anywhere:東京都", "東京、京都は雨だ。", False),
        ("anywhere:東京都", "東京 都内は雨だ。", False),
        ("anywhere:米", "日米が合意した。", True),
        ("anywhere:カタカナ", "カタカナの本。", True),
        ("東京", "東京は雨だ。", False),
        ("東京", "東京は雨だ。東京は寒い。", True),
        ("東京 雨", "東京は雨だ。", True),
        ("東京 雪", "東京は雨だ。", False),
        ("東京 -雨", "東京は雨だ。東京は寒い。", False),
        ("anywhere:iPhone発売", "新型iPhone発売へ。", True),
        ("anywhere:iPhone発売", "iPhoneの発売へ。", False),
        ('"東京 2030"', "東京2030年", True),
        ("anywhere:地震", "北京发生地震。", True),
        ("经济 政策", "新的经济政策公布。", True),
        ('"经济政策"', "新的经济政策公布。", True),
        ('"经济政策"', "新的经济、政策公布。", False),
    ],
)
def test_chinese_and_japanese_need_no_spaces(query: str, text: str, expected: bool) -> None:
    for language in ("ja", "zh"):
        assert is_match(query, story(text, language=language)) is expected


@given(words(), st.sampled_from(["en", "fr", "ru", "pl", "tr", "ja", "xx"]))
def test_a_word_is_found_in_the_story_that_is_nothing_else(word: str, language: str) -> None:
    assert is_match(f"anywhere:{word}", story(word, language=language))
    assert is_match(word, story(f"{word}, {word}", language=language))
    assert is_match(f'"{word}"', story(word, language=language))


def test_a_phrase_does_not_run_from_title_into_text() -> None:
    assert not is_match('"again the"', story("The bank.", title="Rates up again"))
    assert not is_match('"東京"', story("京", title="東", language="ja"))


def test_a_language_that_is_not_given_is_recognised() -> None:
    about = Story(title="Банк", text="Центральный банк поднял ставку, и решение банка удивило рынок.")
    assert prepare_story(about).language == "ru"
    assert is_match("ставки решения", about)


@pytest.mark.parametrize(
    ("url", "sites"),
    [
        (None, ()),
        ("nonsense", ()),
        ("https://WWW.Example.com:8080/x", ("example.com", "com")),
        ("http://a.b.example.com/", ("a.b.example.com", "b.example.com", "example.com", "com")),
    ],
)
def test_a_storys_sites_are_its_host_and_those_above(url: str | None, sites: tuple[str, ...]) -> None:
    assert prepare_story(story("x", url=url)).sites == sites


def test_a_category_is_what_the_classifier_said() -> None:
    about = Story(title="x", text="y", language="en", categories=frozenset({"sport"}))
    assert is_match("category:sport", about)
    assert not is_match("category:climate", about)


WHY = [
    ("rates", ("rates", "rate"), ()),
    ("=rates", ("rates",), ()),
    ("title:rate", ("rates",), ()),
    ("raise northmark", ("Northmark", "raises", "raised"), ()),
    ('"interest rates"', ("Interest rates",), ()),
    ("krone OR euro", ("krone",), ()),
    ("krone OR (northmark euro)", ("krone",), ()),
    ("northmark -euro", ("Northmark",), ()),
    ("northmark -(euro krone)", ("Northmark",), ()),
    ("holm site:example.com lang:en", ("Holm",), ("lang:en", "site:example.com")),
    ("(euro OR site:example.com) lang:en", (), ("site:example.com", "lang:en")),
    ("-(-holm OR -governor)", ("governor", "Holm"), ()),
    ('"ida holm" said', ("Ida Holm", "said"), ()),
]


@pytest.mark.parametrize(("query", "found", "fields"), WHY)
def test_why_names_the_words_as_they_stand(query: str, found: tuple[str, ...], fields: tuple[str, ...]) -> None:
    why = explain(parse_query(query), prepare_story(RATES))
    assert why is not None
    assert why.words == found
    assert sorted(why.fields) == sorted(fields)


@pytest.mark.parametrize(
    ("query", "text", "language", "found"),
    [
        ("anywhere:東京都", "きょう東京都は雨だ。", "ja", ("東京都",)),
        ("東京 雨", "東京は雨だ。", "ja", ("東京", "雨")),
        ('"東京 2030"', "「東京」2030年", "ja", ("東京」2030",)),
        ('"2030 東京"', "2030東京", "ja", ("2030東京",)),
        ("anywhere:homme", "L’homme est là.", "fr", ("homme",)),
        ('"l\'homme est"', "L’homme est là.", "fr", ("L’homme est",)),
        ("anywhere:банк", "У Банка нет денег.", "ru", ("Банка",)),
        ("=covid-19", "On Covid–19 again.", "en", ("Covid–19",)),
        ("=at&t", "So at&t says.", "en", ("at&t",)),
        ("anywhere:AT&T", "So at&t says.", "en", ("at&t",)),
        ("anywhere:run", "Runs, running, run, ran", "en", ("Runs", "running", "run")),
    ],
)
def test_why_in_other_scripts(query: str, text: str, language: str, found: tuple[str, ...]) -> None:
    assert explain(parse_query(query), prepare_story(story(text, language=language))) == Match(words=found)


def test_what_does_not_match_has_no_reason() -> None:
    assert explain(parse_query("euro"), prepare_story(RATES)) is None


@given(query_texts(), st.lists(words(), max_size=12).map(" ".join) | any_text(), st.sampled_from(["en", "fr", "ja"]))
def test_every_reason_stands_in_the_story(text: str, body: str, language: str) -> None:
    try:
        query = parse_query(text)
    except QueryError:
        return
    about = story(body, title="Paris bank", language=language, url="https://news.example.com/a")
    why = explain(query, prepare_story(about))
    assert (why is not None) == matches(query, prepare_story(about))
    if why is not None:
        assert why.words or why.fields
        assert all(word in about.title or word in about.text for word in why.words)


def test_the_memory_of_chunks_starts_afresh_when_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.topics.story.CACHED_CHUNKS", 3)
    about = story("one two three four five six seven eight", language="da")
    for word in about.text.split():
        assert is_match(f"anywhere:{word}", about)


def test_a_long_run_of_letters_is_read_but_not_remembered() -> None:
    assert is_match("anywhere:end", story("x" * 200_000 + " end"))
    assert is_match('"end"', story("、".join("東京" for _ in range(10_000)) + " end", language="ja"))
