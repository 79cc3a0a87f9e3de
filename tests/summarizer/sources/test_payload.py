"""Stories that pages carry as data for their scripts: every page and story is written by us."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import ScriptOnly
from summarizer.sources.payload import extract_payload
from tests.summarizer.sources.pages import STORY, bare, jsonld, page, read
from tests.timing import at_most

LONG_STORY = (
    *STORY,
    "The stones were cut in Harrowmere by two brothers who had never made a millstone before and now have orders.",
    "Visitors stand on a platform of oak above the sluice, from where they see the whole of the harbour and the pond.",
    "A grant from the county paid for half of the work, and the rest came from eleven hundred families of the town.",
    "Next year the society wants to dig out the upper pond, in which grebes have nested since the wheel stood still.",
)


def data(value: object) -> str:
    """A script of JSON as frameworks print it."""
    return f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(value)}</script>'


def paragraph(text: str) -> dict[str, object]:
    """A paragraph as a tree of pieces, the first word in a link."""
    first, rest = text.split(" ", 1)
    link = {"type": "link", "data": {"href": "https://post.example/x"}, "content": [{"type": "text", "value": first}]}
    return {"type": "paragraph", "content": [link, {"type": "text", "value": f" {rest}"}]}


TREE = {"props": {"story": {"headline": "A mill", "body": {"content": [paragraph(text) for text in LONG_STORY]}}}}
MARKUP = {"props": {"article": {"bodyHtml": "".join(f"<p>{text}</p>" for text in LONG_STORY)}}}
STRINGS = {"props": {"article": {"paragraphs": list(LONG_STORY)}}}


@pytest.mark.parametrize("value", [TREE, MARKUP, STRINGS], ids=["tree", "markup", "strings"])
def test_the_story_is_found_however_it_is_written_down(value: object) -> None:
    assert tuple(extract_payload(bare(body=data(value)))) == LONG_STORY


@pytest.mark.parametrize("value", [TREE, MARKUP, STRINGS], ids=["tree", "markup", "strings"])
def test_a_page_of_scripts_alone_is_read_when_its_data_holds_the_story(value: object) -> None:
    shell = bare(head="<title>A mill</title>", body=f"<div id='__next'></div>{data(value)}<script>run()</script>")
    assert read(shell).paragraphs == LONG_STORY


def test_a_page_that_shows_the_beginning_is_read_whole() -> None:
    assert read(page(story=STORY[:2], body=data(TREE))).paragraphs == LONG_STORY


def test_a_page_that_shows_its_story_is_read_as_it_shows_it() -> None:
    other = {"props": {"paragraphs": [text.upper() for text in LONG_STORY]}}
    assert read(page(story=LONG_STORY, body=data(other))).paragraphs == LONG_STORY


def test_a_page_that_asks_money_for_the_rest_keeps_it() -> None:
    head = jsonld({"@type": "NewsArticle", "headline": "Tidal mill turns again", "isAccessibleForFree": False})
    wanted = (*STORY[:2], STORY[0].replace("Ostwick", "Skarra"), STORY[1].replace("wheel", "screw"))
    assert read(page(head=head, story=wanted, body=data(TREE))).paragraphs == wanted


def test_another_story_in_the_data_is_left_alone() -> None:
    other = {"items": ["The harbour board of Skarra bought a second crane and sold the first one to Lowen. " * 8] * 2}
    assert read(page(story=STORY[:3], body=data(other))).paragraphs == STORY[:3]


def test_a_list_of_teasers_is_no_story() -> None:
    teasers = [{"title": f"Story {index}", "text": text} for index, text in enumerate(LONG_STORY)]
    with pytest.raises(ScriptOnly):
        read(bare(body=f"<div id='root'></div>{data({'teasers': teasers})}<script>run()</script>"))


@pytest.mark.parametrize(
    "script",
    ["", "{", "null", "[[[[", '"<p>"', '{"styles": ".a{b:c}.d{e:f} ' + "x " * 60 + '"}', "[" * 50_000],
)
def test_data_without_a_story_gives_nothing(script: str) -> None:
    assert not extract_payload(f'<script type="application/json">{script}</script>')


@given(
    st.recursive(
        st.none() | st.text(max_size=30), lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner)
    )
)
def test_any_json_is_read_without_an_error(value: object) -> None:
    assert isinstance(extract_payload(data(value)), tuple)


def _wrapped(text: str) -> object:
    value: object = text
    for _ in range(22):
        value = [value]
    return value


@pytest.mark.parametrize(
    "make",
    [
        lambda size: '<script type="application/json">' * (size // 32),
        lambda size: data(["word " * 12 + "."] * (size // 62)),
        lambda size: data({"text": "<p>word " * (size // 8)}),
        lambda size: data([[[[{"text": "a"}]]]] * (size // 25)),
        lambda size: data([_wrapped("word " * 900 + ".")] * (size // 4_600)),
    ],
    ids=["openings", "strings", "markup", "nested", "texts in lists in lists"],
)
def test_time_is_bounded(make: object) -> None:
    assert callable(make)
    markup = make(1_900_000)
    with at_most(2.0):
        extract_payload(markup)
