import io
import json
from pathlib import Path

import pytest

from bot import cli
from bot.sandbox.server import Sandbox
from tests.summarizer.sources.feed_corpus import FORMATS


@pytest.fixture
def feed_file(tmp_path: Path) -> Path:
    path = tmp_path / "feed.xml"
    path.write_bytes(FORMATS[0].data)
    return path


def test_a_file_is_shown_as_json(feed_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["feed", str(feed_file)]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert {key: shown[key] for key in ("title", "url", "language")} == {
        "title": "The Paper",
        "url": "https://paper.example/",
        "language": "en",
    }
    assert shown["entries"] == [
        {
            "id": "story-17",
            "url": "https://paper.example/bridge",
            "title": "Harbour bridge reopens",
            "published": "2026-11-02T08:15:00+00:00",
            "text": "The bridge is open.\n\nAt last.",
        }
    ]


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FORMATS[0].data)))
    assert cli.run(["feed", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "The Paper"


def test_a_link_is_fetched_through_the_guard(
    telegram: Sandbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUTGRAF_ALLOW_HOSTS", ",".join(f"{host}:{port}" for host, port in telegram.papers))
    for paper in telegram.listing:
        assert cli.run(["feed", paper["feed"]]) == 0
        shown = json.loads(capsys.readouterr().out)
        assert shown["title"] == paper["name"]
        assert shown["entries"]
        assert all(entry["url"].startswith("http://") and entry["published"] for entry in shown["entries"])
    assert cli.run(["feed", "http://10.9.8.7/feed"]) == 1
    assert "blocked_address" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "code"), [(b"<html><body>x</body></html>", "wrong_type"), (b"<rss <<<", "unreadable_file")]
)
def test_what_is_no_feed_is_said(content: bytes, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "no.xml"
    path.write_bytes(content)
    assert cli.run(["feed", str(path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(code)


def test_a_missing_file_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["feed", "missing.xml"]) == 1
    assert "missing.xml" in capsys.readouterr().err
