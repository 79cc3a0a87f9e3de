import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jsonl import answer_line, dump, parse_request, plain
from summarizer.errors import BadRequest
from summarizer.model import MediaType
from tests.flows.stories import BRIDGE

KEYS = {"id", "took_ms", "article", "briefing", "figures", "key_lines", "people", "quotes"}


def answer(**fields: object) -> dict[str, object]:
    value: dict[str, object] = json.loads(answer_line(json.dumps(fields).encode()))
    return value


def test_a_text_gives_the_object_of_the_contract() -> None:
    got = answer(id="a", text=BRIDGE, sentences=2)
    assert set(got) == KEYS
    article, briefing = got["article"], got["briefing"]
    assert isinstance(article, dict)
    assert isinstance(briefing, dict)
    text = "\n\n".join(article["paragraphs"])
    assert len(briefing["sentences"]) == 2
    for sentence in briefing["sentences"]:
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]
    assert isinstance(got["figures"], list)
    for figure in got["figures"]:
        assert text[figure["start"] : figure["end"]] == figure["text"]
        assert set(figure) >= {"value", "high", "kind", "unit", "qualifier", "label", "sentence", "rank"}


def test_money_is_a_plain_decimal_string() -> None:
    got = answer(id=1, text="Harbour Pell paid $4.5bn for the yard, the company said on Monday in a statement.")
    [figure] = [one for one in got["figures"] if one["kind"] == "money"]  # type: ignore[attr-defined]
    assert (figure["value"], figure["unit"]) == ("4500000000", "USD")


def test_html_keeps_the_url_it_was_given_and_fetches_nothing() -> None:
    page = "<html><body><article><h1>Bridge</h1>" + "".join(f"<p>{p}</p>" for p in BRIDGE.split("\n\n")[2:])
    got = answer(id=1, html=page, url="http://paper.example/bridge")
    assert got["article"]["url"] == "http://paper.example/bridge"  # type: ignore[index]


def test_a_live_blog_says_that_it_is_one() -> None:
    told = BRIDGE.split("\n\n")[2:5]
    entries = "".join(f"<h3>{hour}:30</h3><p>{one}</p>" for hour, one in zip((18, 17, 16), told, strict=True))
    page = f"<title>Bridge: live updates</title><article>{entries}<h3>15:10</h3><p>{told[0]}</p></article>"
    live, story = answer(id=1, html=page), answer(id=2, text=BRIDGE)
    assert (live["article"]["live"], story["article"]["live"]) == (True, False)  # type: ignore[index]


def test_title_and_language_that_are_given_win() -> None:
    got = answer(id=1, text=BRIDGE, title="Another headline", language="en")
    assert got["article"]["title"] == "Another headline"  # type: ignore[index]


def test_words_win_over_sentences_and_lead_takes_from_the_start() -> None:
    got = answer(id=1, text=BRIDGE, sentences=1, words=60, method="lead")
    sentences = got["briefing"]["sentences"]  # type: ignore[index]
    assert [one["index"] for one in sentences] == list(range(len(sentences)))
    assert len(sentences) > 1
    assert sum(len(one["text"].split()) for one in sentences) <= 60


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"nonsense",
        b"[1]",
        b'"text"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"id": NaN, "text": "a"}',
        b'{"id": 1e999, "text": "a"}',
        b'{"id": ' + b"9" * 5_000 + b"}",
    ],
)
def test_an_unreadable_line_has_no_id(line: bytes) -> None:
    got = json.loads(answer_line(line))
    assert got["id"] is None
    assert got["error"]["code"] == "bad_request"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": "a", "html": "b"},
        {"text": 5},
        {"text": "a", "url": 7},
        {"text": "a", "sentences": 0},
        {"text": "a", "sentences": True},
        {"text": "a", "sentences": 2.5},
        {"text": "a", "words": -1},
        {"text": BRIDGE, "method": "magic"},
    ],
)
def test_a_bad_request_keeps_its_id_and_says_what_is_wrong(fields: dict[str, object]) -> None:
    got = answer(id="mine", **fields)
    assert got["id"] == "mine"
    assert got["error"]["code"] == "bad_request"  # type: ignore[index]
    assert len(got["error"]["message"]) > 10  # type: ignore[index]


def test_too_little_text_has_a_code_of_its_own() -> None:
    assert answer(id=1, text="   ")["error"]["code"] == "too_short"  # type: ignore[index]


def test_a_request_names_what_it_reads() -> None:
    assert parse_request({"text": "a"}).document.media_type is MediaType.PLAIN
    assert parse_request({"html": "<p>a"}).document.media_type is MediaType.HTML
    with pytest.raises(BadRequest):
        parse_request([])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": caf\xe9}', "not UTF-8"),
        (b'{"text": }', "column 10"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[1e999]", "a number that JSON does not know"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(line: bytes, reason: str) -> None:
    assert reason in json.loads(answer_line(line))["error"]["message"]


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"])
def test_an_answer_is_one_line_whatever_counts_as_the_end_of_one(end: str) -> None:
    line = dump({"id": f"a{end}b", "über": "ü"})
    assert line.splitlines() == [line]
    assert "ü" in line
    assert json.loads(line)["id"] == f"a{end}b"


@pytest.mark.parametrize(("given", "understood"), [("de-AT", "de"), ("EN", "en"), ("pt_BR", "pt"), ("klingon", None)])
def test_a_language_is_taken_with_its_region(given: str, understood: str | None) -> None:
    assert parse_request({"text": "a", "language": given}).document.language == understood


def test_a_title_is_cleaned() -> None:
    assert parse_request({"text": "a", "title": " My\x00\u202e \n title "}).document.title == "My title"


def test_lone_surrogates_can_be_written() -> None:
    dump({"id": "\ud800"}).encode()


@given(st.text())
def test_any_text_is_answered_with_one_line(text: str) -> None:
    line = answer_line(json.dumps({"id": 1, "text": text[:2000]}).encode())
    assert "\n" not in line
    assert json.loads(line)["id"] == 1


@pytest.mark.parametrize(
    ("value", "text"), [("4.5E+9", "4500000000"), ("3.50", "3.5"), ("0", "0"), ("100", "100"), ("0.10", "0.1")]
)
def test_a_value_is_printed_in_plain_digits(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text
