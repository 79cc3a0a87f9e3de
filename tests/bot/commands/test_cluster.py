import io
import json
import sys

import pytest

from bot import cli
from bot.commands.cluster import cluster_stories
from bot.jsonl import LINE_BYTES
from bot.story_lines import StoryLine, read_story_lines

FLOOD = (
    "The Tessel burst its banks at Marrow on Tuesday; nine hundred residents of the tannery quarter fled in boats as "
    "the old levee failed, and mayor Ilse Brandt closed the bridge to all traffic until engineers have seen its piers."
)
REPORT = "At Marrow nine hundred residents fled in boats when the levee failed and the Tessel burst its banks."
FINAL = "Port Sele won the cup final against Harrow United with a late header by striker Dario Venn."


def _story(id_: object, text: str = "", *, url: str | None = None, language: str | None = "en") -> StoryLine:
    return StoryLine(id_=id_, title="", text=text, language=language, url=url)


def _clusters(*stories: StoryLine) -> list[object]:
    answers = [json.loads(line) for line in cluster_stories(stories)]
    assert [answer["id"] for answer in answers] == [story.id_ for story in stories]
    return [answer["cluster"] for answer in answers]


def test_the_command_prints_an_event_for_each_story_in_order(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stories = [
        {"id": "a", "title": "Flood", "text": FLOOD, "language": "en"},
        {"id": 2, "title": "Cup", "text": FINAL},
        {"id": "ü", "title": "Flood in Marrow", "text": REPORT, "language": "en-GB", "url": None},
    ]
    given = b"\n".join(json.dumps(story).encode() for story in stories)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
    assert cli.run(["cluster"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == ['{"id": "a", "cluster": "a"}', '{"id": 2, "cluster": 2}', '{"id": "ü", "cluster": "a"}']
    assert err == ""


def test_an_edited_copy_goes_where_its_original_went() -> None:
    copy = FLOOD.replace("Tuesday", "Monday")
    assert _clusters(_story(1, FINAL), _story(2, FLOOD), _story(3, copy)) == [1, 2, 2]


def test_the_same_address_is_the_same_event_whatever_the_words() -> None:
    url = "https://gazette.example/flood"
    stories = (_story(1, FLOOD, url=url), _story(2, FINAL, url=f"{url}?utm_source=x"), _story(3, FINAL))
    assert _clusters(*stories) == [1, 1, 1]


def test_front_pages_make_no_copies() -> None:
    url = "https://gazette.example/"
    assert _clusters(_story(1, FLOOD, url=url), _story(2, FINAL, url=url)) == [1, 2]


def test_equal_ids_do_not_mix_events_up() -> None:
    assert _clusters(_story("x", FLOOD), _story("x", FINAL), _story("y", FINAL)) == ["x", "x", "x"]
    assert _clusters(_story(1, FLOOD), _story(1.0, FINAL)) == [1, 1.0]


def test_lines_that_cannot_be_read_are_told_and_skipped() -> None:
    long = b'{"id": 9, "text": "' + b"x" * LINE_BYTES + b'"}\n'
    given = b'nonsense\n\n[1]\n{"text": "no id"}\n{"id": 1, "title": 2}\n' + long + b'{"id": 5}\n' + long[:-1]
    problems = io.StringIO()
    assert list(read_story_lines(io.BytesIO(given), problems)) == [_story(5, language=None)]
    told = problems.getvalue().splitlines()
    assert [line.split(" skipped")[0] for line in told] == [f"line {n}" for n in (1, 3, 4, 5, 6, 8)]
    assert "`title` is a string" in told[3]
