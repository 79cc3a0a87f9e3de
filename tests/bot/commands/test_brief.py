import io
import json
import threading
from pathlib import Path

import pytest

from bot import cli, jsonl
from bot.commands.brief import SOURCES_AHEAD, answer_lines
from bot.sandbox.server import Sandbox
from tests.flows.stories import BRIDGE, ORCHARDS


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(BRIDGE, encoding="utf-8")
    return path


def test_a_file_is_briefed_as_a_person_would_read_it(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["brief", str(story)]) == 0
    out = capsys.readouterr().out
    assert "3.2 million euros" in out
    assert "Key figures" in out
    assert "\x1b" not in out


def test_several_sources_fail_one_by_one(story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "missing.txt"
    assert cli.run(["brief", str(story), str(missing), "http://10.0.0.1/"]) == 1
    out, err = capsys.readouterr()
    assert "3.2 million euros" in out
    assert "missing.txt" in err
    assert "blocked_address" in err


def test_json_gives_an_object_a_source_and_status_one_if_any_failed(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["brief", "--json", "--sentences", "2", str(story), "gopher://x/"]) == 1
    good, bad = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert good["id"] == str(story)
    assert len(good["briefing"]["sentences"]) == 2
    assert bad["error"]["code"] == "not_a_link"


def test_many_sources_are_answered_in_order_with_few_read_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(40)]
    for path in paths[::2]:
        path.write_text(BRIDGE, encoding="utf-8")
    most = 0

    def count_threads() -> None:
        nonlocal most
        while not done.wait(0.002):
            most = max(most, sum(thread.name == "standard input" for thread in threading.enumerate()))

    done = threading.Event()
    counter = threading.Thread(target=count_threads)
    counter.start()
    status = cli.run(["brief", "--json", *map(str, paths)])
    done.set()
    counter.join()
    assert status == 1
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == [str(path) for path in paths]
    assert most <= SOURCES_AHEAD + 2


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(BRIDGE.encode())))
    assert cli.run(["brief", "-", "--words", "40"]) == 0
    assert "Sandvik" in capsys.readouterr().out


def test_a_method_that_does_not_exist_is_a_bad_request(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["brief", "--json", "--method", "magic", str(story)]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "bad_request"


def test_a_link_is_fetched_and_kept(
    telegram: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUTGRAF_ALLOW_HOSTS", ",".join(f"{host}:{port}" for host, port in telegram.papers))
    url = next(story["url"] for paper in telegram.listing for story in paper["stories"] if story["kind"] == "story")
    database = tmp_path / "kept.sqlite3"
    assert cli.run(["brief", url]) == 0
    for _ in range(2):
        assert cli.run(["brief", "--save", "--json", "--db", str(database), url]) == 0
    assert cli.run(["db", "--db", str(database), "check"]) == 0
    out = capsys.readouterr().out
    assert "1 stories" in out
    assert "1 links" in out


def test_a_database_that_cannot_be_used_is_said(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.sqlite3"
    broken.write_text("junk\n" * 100)
    assert cli.run(["brief", "--save", "--db", str(broken), str(story)]) == 1
    err = capsys.readouterr().err
    assert err.startswith("The database cannot be used: ")
    assert err.count("\n") == 1


def test_nothing_to_brief_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["brief"]) == 2
    assert "Name a link" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["brief", "--sentences", "0", "x"], ["unknown"], []])
def test_a_typing_error_ends_with_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.run(arguments)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_bad_settings_are_told_all_at_once(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("NUTGRAF_LOG", "loud")
    monkeypatch.setenv("NUTGRAF_OWNER_IDS", "me")
    assert cli.run(["brief", "x"]) == cli.EXIT_SETTINGS
    err = capsys.readouterr().err
    assert "NUTGRAF_LOG" in err
    assert "NUTGRAF_OWNER_IDS" in err


async def test_lines_are_answered_in_order_and_bad_ones_among_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LINE_BYTES", 4_000)
    lines = [
        json.dumps({"id": 1, "text": BRIDGE}),
        "nonsense",
        json.dumps({"id": 2, "text": "x" * 9_000}),
        json.dumps({"id": 3, "text": ORCHARDS}),
    ]
    answers = io.StringIO()
    await answer_lines(io.BytesIO("\n".join(lines).encode()), answers)
    told = [json.loads(line) for line in answers.getvalue().splitlines()]
    assert [one["id"] for one in told] == [1, None, None, 3]
    assert [one.get("error", {}).get("code") for one in told] == [None, "bad_request", "too_large", None]


def test_jsonl_ends_with_status_zero(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"bad\n")))
    assert cli.run(["brief", "--jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] is None
