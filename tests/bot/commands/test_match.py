import io
import json
import sys
from types import ModuleType

import pytest

from bot import cli
from bot.commands.match import explain_error, match_lines
from bot.jsonl import LINE_BYTES
from summarizer.topics.query import QueryError, parse_query

STORIES = [
    {"id": "a", "title": "Gold climbs", "text": "Prices rose.", "language": "en"},
    {"id": 7, "title": "", "text": "Gold up, gold down.", "language": "en", "url": None},
    {"id": "c", "text": "A gold ring was lost.", "language": "en", "url": "https://news.example.com/ring"},
    {"id": "d", "title": "Silber steigt", "text": "Das Gold auch.", "language": "de"},
]


def lines(*values: object) -> bytes:
    return b"".join(value if isinstance(value, bytes) else json.dumps(value).encode() + b"\n" for value in values)


class Run:
    """The command line with standard input and output of its own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *query: str, given: bytes = lines(*STORIES)) -> tuple[int, list[str], str]:
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        status = cli.run(("match", *query))
        out, err = self._capsys.readouterr()
        return status, out.splitlines(), err


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(monkeypatch, capsys)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (("gold",), ["a", "7"]),
        (("anywhere:gold",), ["a", "7", "c", "d"]),
        (("gold -ring",), ["a", "7"]),
        (("-ring", "gold"), ["a", "7"]),
        (("gold", "ring"), ["c"]),
        (("site:example.com",), ["c"]),
        (("lang:de",), ["d"]),
        (('"gold ring"',), ["c"]),
        (("--", "gold"), ["a", "7"]),
        (("euro",), []),
    ],
)
def test_the_ids_of_the_stories_that_match_are_printed_in_order(
    run: Run, query: tuple[str, ...], ids: list[str]
) -> None:
    assert run(*query) == (0, ids, "")


NEGATIVES = "this only says what to leave out; say what to look for as well"


@pytest.mark.parametrize(
    ("query", "problem", "rest"),
    [
        ('"gold price', "this quotation mark is never closed", ("  ^", 'did you mean: "gold price"')),
        ("gold OR -silver", NEGATIVES, ("          ^^^^^^^", "did you mean: gold -silver")),
        ("-x", NEGATIVES, ("  ^^", "did you mean: x")),
        ("…", "there is no word in this", ("  ^",)),
        ("", "there is nothing to look for", ("  ^",)),
    ],
)
def test_a_query_that_cannot_be_read_is_explained_with_status_2(
    run: Run, query: str, problem: str, rest: tuple[str, ...]
) -> None:
    status, ids, err = run(query)
    assert (status, ids) == (2, [])
    assert err.splitlines() == [f"the query cannot be read: {problem}", f"  {query}", *rest]


@pytest.mark.parametrize(
    ("query", "carets"),
    [("東京 (", "       ^"), ("e\u0301 (", "    ^"), ("a\tb (", "      ^"), ("a\nb 東*", "      ^^^")],
)
def test_carets_stand_under_the_place(query: str, carets: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(query)
    explained = explain_error(query, caught.value).splitlines()
    assert explained[2] == carets


def test_a_small_or_is_read_as_a_word_with_a_note(run: Run) -> None:
    status, ids, err = run("gold or silver")
    assert (status, ids) == (0, [])
    assert "gold OR silver" in err


def test_bad_lines_are_told_and_skipped(run: Run) -> None:
    given = lines(
        b"\n",
        b"nonsense\n",
        b"\xff\xfe\n",
        [1],
        {"title": "Gold", "text": ""},
        {"id": {}, "title": "Gold"},
        {"id": 1, "title": 5},
        {"id": 2, "title": "Gold", "language": ["en"]},
        b'{"id": "' + b"x" * (2 * LINE_BYTES) + b'"}\n',
        {"id": True, "title": "Gold", "language": "en"},
        {"id": "", "title": "Gold", "language": "en"},
        {"id": "two\nlines", "title": "Gold", "language": "en"},
        {"id": "\ud800", "title": "Gold \ud800", "language": "en"},
        {"id": "é", "title": "Gold", "text": None, "language": "en"},
    )
    status, ids, err = run("gold", given=given)
    assert (status, ids) == (0, ["true", '""', '"two\\nlines"', '"\\ud800"', "é"])
    assert [line.partition(" skipped: ")[0] for line in err.splitlines()] == [
        f"line {number}" for number in range(2, 10)
    ]


def test_a_line_too_long_at_the_end_of_input_is_told(run: Run) -> None:
    status, ids, err = run("gold", given=b"x" * (LINE_BYTES + 5))
    assert (status, ids) == (0, [])
    assert err.startswith("line 1 skipped: larger than")


def test_a_story_without_a_language_is_recognised(run: Run) -> None:
    story = {"id": 1, "title": "Центральный банк поднял ставку", "text": "Решение банка удивило всех."}
    assert run("банка", "решения", given=lines(story)) == (0, ["1"], "")


def test_the_categories_are_asked_only_for_queries_that_name_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str, str | None]] = []

    def classify(title: str, text: str, language: str | None) -> frozenset[str]:
        asked.append((title, text, language))
        return frozenset({"business"})

    classifier = ModuleType("summarizer.topics.categories")
    monkeypatch.setattr(classifier, "classify", classify, raising=False)
    monkeypatch.setitem(sys.modules, "summarizer.topics.categories", classifier)

    def found(query: str) -> list[str]:
        return list(match_lines(parse_query(query), io.BytesIO(lines(STORIES[0])), io.StringIO()))

    assert found("gold") == ["a"]
    assert asked == []
    assert found("category:business") == ["a"]
    assert found("category:sport") == []
    assert found("gold -category:business") == []
    assert asked[0] == ("Gold climbs", "Prices rose.", "en")


def test_the_classifier_is_the_one_we_ship(run: Run) -> None:
    text = "The football club won the match after extra time; the coach praised the players and the goalkeeper."
    story = {"id": 1, "title": "Striker scores twice in cup final", "text": text, "language": "en"}
    assert run("category:sport", given=lines(story)) == (0, ["1"], "")
    assert run("category:climate", given=lines(story)) == (0, [], "")


def test_help_is_help_and_not_a_query(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run("--help")
    assert caught.value.code == 0
    assert "QUERY" in capsys.readouterr().out
