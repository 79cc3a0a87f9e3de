import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.topics.exact import exact_pieces, print_pieces
from summarizer.topics.fields import CATEGORIES
from summarizer.topics.query import (
    MAX_CHARS,
    MAX_DEPTH,
    MAX_TERMS,
    Problem,
    Query,
    QueryError,
    parse_query,
)
from summarizer.topics.tree import positive_terms
from tests.summarizer.topics.queries import any_text, query_texts
from tests.timing import at_most

READABLE = [
    # words
    ("ECB rates", "ecb rates"),
    ("rates   ecb", "ecb rates"),
    ("ECB AND rates", "ecb rates"),
    ("ECB && rates", "ecb rates"),
    ("gold gold", "gold"),
    ("Tesla's profit", "profit tesla"),
    ("Tesla’s", "tesla"),
    ("don’t", "don't"),
    ("Łódź", "łódź"),
    ("gold, silver.", "gold silver"),
    ("#metoo @reuters", "metoo reuters"),
    ("Ukraine: war", "ukraine war"),
    ("+gold", "gold"),
    # protected words
    ("U.S.", "u.s."),
    ("C++", "c++"),
    ("C#", "c#"),
    ("AT&T", "at&t"),
    ("at&t", "at&t"),
    ("r&d", "r&d"),
    ("4.5", "4.5"),
    ('"AT&T" x', "=at&t x"),
    # several pieces in one word
    ("covid-19", "covid-19"),
    ("Covid–19", "covid-19"),
    ("AC/DC", "ac-dc"),
    ("covid-19 mask", '"covid 19" mask'),
    ("10:30 train", '"10 30" train'),
    # either, not, groups
    ("gold OR silver", "gold OR silver"),
    ("silver | gold", "gold OR silver"),
    ("silver || gold", "gold OR silver"),
    ("a b OR c", "a b OR c"),
    ("c OR (b a)", "a b OR c"),
    ("a (b OR c)", "a (b OR c)"),
    ("(c OR b) a", "a (b OR c)"),
    ("a OR b OR a", "a OR b"),
    ("a OR (b OR c)", "a OR b OR c"),
    ("(a b) c", "a b c"),
    ("((gold))", "gold"),
    ("（gold OR silver）", "gold OR silver"),
    ("ECB -crypto", "ecb -crypto"),
    ("ECB NOT crypto", "ecb -crypto"),
    ("ECB −crypto", "ecb -crypto"),
    ("ECB !crypto", "ecb -crypto"),
    ('ECB !"hard fork"', 'ecb -"hard fork"'),
    ("ECB !(crypto bitcoin)", "ecb -(bitcoin crypto)"),
    ("Yahoo! profit", "profit yahoo"),
    ("ECB –crypto", "ecb -crypto"),
    ("-crypto ECB", "ecb -crypto"),
    ("NOT NOT gold", "gold"),
    ("--gold", "gold"),
    ("ecb -(crypto OR bitcoin)", "ecb -(bitcoin OR crypto)"),
    ("ecb NOT (crypto bitcoin)", "ecb -(bitcoin crypto)"),
    ("a NOT b OR c", "a -b OR c"),
    ("a (b OR -c)", "a (b OR -c)"),
    ("NOT (-a OR -b)", "-(-a OR -b)"),
    # exact
    ('"Interest Rates"', '"interest rates"'),
    ("“interest rates”", '"interest rates"'),
    ("„interest rates“", '"interest rates"'),
    ("«interest rates»", '"interest rates"'),
    ("「interest rates」", '"interest rates"'),
    ('"gold"', "=gold"),
    ("=Gold", "=gold"),
    ("=“gold price”", '"gold price"'),
    ("=covid-19", '"covid 19"'),
    ('"l\'homme"', '"l homme"'),
    ('gold"silver lining"', '"silver lining" gold'),
    ('a -"b c"', 'a -"b c"'),
    # places
    ("title:strike", "title:strike"),
    ("Title:Strike", "title:strike"),
    ("title:=strike", "title:=strike"),
    ('title:"rail strike"', 'title:"rail strike"'),
    ("title:(strike OR walkout) rail", "rail (title:strike OR title:walkout)"),
    ("-title:strike rail", "rail -title:strike"),
    ("anywhere:gold", "anywhere:gold"),
    ("anywhere:gold silver", "gold silver"),
    ("anywhere:(gold -silver)", "anywhere:gold -silver"),
    ("gold anywhere:gold", "anywhere:gold"),
    ("anywhere:covid-19", '"covid 19"'),
    # fields
    ("site:Example.com rates", "rates site:example.com"),
    ("site:www.example.com", "site:example.com"),
    ("site:https://example.com/", "site:example.com"),
    ("site:münchen.example", "site:xn--mnchen-3ya.example"),
    ("lang:DE", "lang:de"),
    ("lang:pt-BR", "lang:pt"),
    ("category:Business", "category:business"),
    ("-site:example.com rates", "rates -site:example.com"),
    # Chinese and Japanese
    ("東京都", "東京都"),
    ("東京 地震", "地震 東京"),
    ("title:東京 x", "title:東京 x"),
    ("anywhere:東京", "=東京"),
    ("iPhone発売", "iphone-発売"),
    ("东京奥运会 -疫情", "东京奥运会 -疫情"),
]


@pytest.mark.parametrize(("text", "canonical"), READABLE)
def test_a_query_has_one_canonical_form(text: str, canonical: str) -> None:
    query = parse_query(text)
    assert str(query) == canonical
    assert parse_query(canonical) == query


UNREADABLE = [
    ("", 0, 0, Problem.EMPTY, None),
    ("   ", 0, 3, Problem.EMPTY, None),
    ('"interest rates', 0, 1, Problem.OPEN_QUOTE, '"interest rates"'),
    ("gold “price", 5, 1, Problem.OPEN_QUOTE, 'gold “price"'),
    ('gold "', 5, 1, Problem.OPEN_QUOTE, "gold"),
    ('gold ""', 5, 2, Problem.EMPTY_QUOTE, "gold"),
    ("gold (silver", 5, 1, Problem.OPEN_GROUP, "gold (silver)"),
    ("gold (", 5, 1, Problem.OPEN_GROUP, "gold"),
    ("gold) silver", 4, 1, Problem.CLOSED_GROUP, "gold silver"),
    (") gold", 0, 1, Problem.CLOSED_GROUP, "gold"),
    ("gold ()", 5, 2, Problem.EMPTY_GROUP, "gold"),
    ("OR gold", 0, 2, Problem.LONE_OR, "gold"),
    ("gold OR", 5, 2, Problem.LONE_OR, "gold"),
    ("gold OR OR silver", 5, 2, Problem.LONE_OR, "gold OR silver"),
    ("(gold OR) silver", 6, 2, Problem.LONE_OR, "(gold ) silver"),
    ("AND gold", 0, 3, Problem.LONE_AND, "gold"),
    ("gold AND", 5, 3, Problem.LONE_AND, "gold"),
    ("gold AND AND silver", 9, 3, Problem.LONE_AND, "gold AND silver"),
    ("gold AND OR silver", 5, 3, Problem.LONE_AND, "gold OR silver"),
    ("gold OR AND silver", 8, 3, Problem.LONE_AND, "gold OR silver"),
    ("gold NOT", 5, 3, Problem.LONE_NOT, "gold"),
    ("gold NOT OR silver", 5, 3, Problem.LONE_NOT, "gold OR silver"),
    ("gold - silver", 5, 1, Problem.LONE_NOT, "gold -silver"),
    ("gold -", 5, 1, Problem.LONE_NOT, "gold"),
    ("= gold", 0, 1, Problem.LONE_EXACT, "=gold"),
    ("gold =", 5, 1, Problem.LONE_EXACT, "gold"),
    ("-crypto", 0, 7, Problem.ONLY_NEGATIVES, "crypto"),
    ("NOT crypto", 0, 10, Problem.ONLY_NEGATIVES, "crypto"),
    ("-crypto -bitcoin", 0, 7, Problem.ONLY_NEGATIVES, "crypto -bitcoin"),
    ("gold OR -silver", 8, 7, Problem.ONLY_NEGATIVES, "gold -silver"),
    ("-silver OR gold", 0, 7, Problem.ONLY_NEGATIVES, "gold -silver"),
    ("gold OR (-silver -tin)", 9, 7, Problem.ONLY_NEGATIVES, "gold OR (silver -tin)"),
    ("-(crypto OR bitcoin)", 0, 20, Problem.ONLY_NEGATIVES, "(crypto OR bitcoin)"),
    ("author:ida", 0, 7, Problem.UNKNOWN_FIELD, "author ida"),
    ("titel:strike", 0, 6, Problem.UNKNOWN_FIELD, "title:strike"),
    ("intitle:strike", 0, 8, Problem.UNKNOWN_FIELD, "title:strike"),
    ("source:example.com", 0, 7, Problem.UNKNOWN_FIELD, "site:example.com"),
    ("language:de bank", 0, 9, Problem.UNKNOWN_FIELD, "lang:de bank"),
    ("title: strike", 0, 6, Problem.EMPTY_FIELD, "title:strike"),
    ("strike title:", 7, 6, Problem.EMPTY_FIELD, "strike"),
    ("title:site:example.com", 0, 6, Problem.EMPTY_FIELD, "site:example.com"),
    ("rail title:-strike", 11, 1, Problem.NOT_IN_FIELD, "rail -title:strike"),
    ('site:"example.com"', 0, 5, Problem.FIELD_OF_GROUP, "site:example.com"),
    ("site:(example.com)", 0, 5, Problem.FIELD_OF_GROUP, "site:example.com"),
    ("site:example.com/sport", 5, 17, Problem.BAD_SITE, "site:example.com"),
    ("site:!!", 5, 2, Problem.BAD_SITE, None),
    ("https://example.com/a?b", 0, 23, Problem.LINK, "site:example.com"),
    ("lang:german bank", 5, 6, Problem.BAD_LANGUAGE, "lang:de bank"),
    ("lang:klingon", 5, 7, Problem.BAD_LANGUAGE, None),
    ("category:sports", 9, 6, Problem.BAD_CATEGORY, "category:sport"),
    ("category:buisness", 9, 8, Problem.BAD_CATEGORY, "category:business"),
    ("category:zzz", 9, 3, Problem.BAD_CATEGORY, None),
    ("rat*", 0, 4, Problem.WILDCARD, "rat"),
    ("war & peace", 4, 1, Problem.NO_WORD, "war peace"),
    ("…", 0, 1, Problem.NO_WORD, None),
    ("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1), MAX_DEPTH, 1, Problem.TOO_DEEP, None),
    ("a" * (MAX_CHARS + 3), MAX_CHARS, 3, Problem.TOO_LONG, None),
    ("x " * (MAX_TERMS + 1), 2 * MAX_TERMS, 2, Problem.TOO_MANY_TERMS, " ".join("x" * MAX_TERMS)),
]


@pytest.mark.parametrize(("text", "position", "length", "problem", "suggestion"), UNREADABLE)
def test_an_unreadable_query_gets_the_place_and_what_was_meant(
    text: str, position: int, length: int, problem: Problem, suggestion: str | None
) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    error = caught.value
    assert (error.position, error.length, error.reason) == (position, length, problem)
    assert error.suggestion == suggestion
    assert problem.value in str(error)
    assert suggestion is None or f"did you mean: {suggestion}" in str(error)


@given(query_texts() | any_text())
def test_printing_and_parsing_are_opposites(text: str) -> None:
    try:
        query = parse_query(text)
    except QueryError:
        return
    assert parse_query(str(query)) == query
    assert str(parse_query(str(query))) == str(query)
    assert query.terms


def error_of(text: str) -> QueryError | None:
    try:
        parse_query(text)
    except QueryError as error:
        return error
    return None


@given(query_texts() | any_text())
def test_an_error_points_into_the_query_and_suggests_one_that_reads(text: str) -> None:
    error = error_of(text)
    if error is None:
        return
    assert 0 <= error.position <= error.position + error.length <= len(text)
    assert error.length or not text[error.position :]
    if error.suggestion is not None:
        parse_query(error.suggestion)


@given(st.lists(query_texts(), min_size=2, max_size=4))
def test_the_order_of_words_does_not_matter(texts: list[str]) -> None:
    def read(parts: list[str]) -> Query | None:
        try:
            return parse_query(" ".join(f"({part})" for part in parts))
        except QueryError:
            return None

    assert read(texts) == read(texts[::-1])


def test_a_small_or_is_no_error() -> None:
    assert [term.pieces for term in parse_query("gold or silver").terms] == [("gold",), ("or",), ("silver",)]


def test_all_categories_can_be_asked_for() -> None:
    assert [str(parse_query(f"category:{name}")) for name in CATEGORIES] == [f"category:{name}" for name in CATEGORIES]


def test_positive_terms_are_those_that_speak_for_a_story() -> None:
    query = parse_query("-(a -b) gold")
    assert [term.pieces[0] for term in positive_terms(query.root)] == ["gold", "b"]


@given(any_text())
def test_the_pieces_of_pieces_are_the_pieces(text: str) -> None:
    pieces = exact_pieces(text)
    assert exact_pieces(print_pieces(pieces, " ")) == pieces
    assert exact_pieces(print_pieces(pieces, "-")) == pieces


@pytest.mark.parametrize("unit", ["(", ")", '"', "-", "=", "a:", "OR ", "a*", "title:", "&", "a&b", "NOT ", "(-", "東"])
def test_no_text_takes_long(unit: str) -> None:
    text = unit * (MAX_CHARS // len(unit))
    with at_most(0.5):
        error_of(text)
