"""Running the bot and keeping its database, as an operator does."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from bot import cli
from bot.sandbox.server import Sandbox

ROOT = Path(__file__).parents[3]


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, telegram: Sandbox, tmp_path: Path) -> None:
    monkeypatch.setenv("NUTGRAF_TELEGRAM_TOKEN", telegram.token)
    monkeypatch.setenv("NUTGRAF_TELEGRAM_BASE_URL", telegram.url)
    monkeypatch.setenv("NUTGRAF_DATABASE_URL", f"sqlite:///{tmp_path / 'run.sqlite3'}")
    monkeypatch.setenv("NUTGRAF_OWNER_IDS", "5")


def stop_soon(after_s: float, stopped_at: list[float] | None = None) -> None:
    """Send SIGTERM `after_s` seconds after the command listens to it (sooner, it would end the tests themselves).

    The moment is written to `stopped_at`.
    """

    def stop() -> None:
        while signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            time.sleep(0.05)
        time.sleep(after_s)
        if stopped_at is not None:
            stopped_at.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=stop, daemon=True).start()


@pytest.mark.usefixtures("settings")
def test_a_stop_ends_the_bot_in_order() -> None:
    began: list[float] = []
    stop_soon(2.0, began)
    assert cli.run(["run"]) == 0
    assert time.monotonic() - began[0] < 5


@pytest.mark.usefixtures("settings")
def test_a_token_that_telegram_does_not_know_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NUTGRAF_TELEGRAM_TOKEN", "2:wrong")
    assert cli.run(["run"]) == 78
    assert "BotFather" in capsys.readouterr().err


@pytest.mark.usefixtures("settings")
def test_a_webhook_that_takes_the_updates_is_said(telegram: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    query = urlencode({"url": "http://127.0.0.1:9/hook"})
    with urlopen(f"{telegram.url}/bot{telegram.token}/setWebhook?{query}", timeout=5) as answer:
        assert answer.status == 200
    assert cli.run(["run"]) == 78
    assert "deleteWebhook" in capsys.readouterr().err


@pytest.mark.usefixtures("settings")
def test_telegram_that_is_away_at_the_start_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NUTGRAF_TELEGRAM_BASE_URL", "http://127.0.0.1:9")
    assert cli.run(["run"]) == 75
    assert "could not be reached" in capsys.readouterr().err


@pytest.mark.usefixtures("settings")
def test_a_database_that_cannot_be_used_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.sqlite3"
    broken.write_bytes(b"this is no database at all" * 100)
    monkeypatch.setenv("NUTGRAF_DATABASE_URL", f"sqlite:///{broken}")
    assert cli.run(["run"]) == 78
    assert "database" in capsys.readouterr().err


def test_run_without_a_token_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["run"]) == cli.EXIT_SETTINGS
    assert "NUTGRAF_TELEGRAM_TOKEN" in capsys.readouterr().err


@pytest.mark.usefixtures("settings")
def test_a_second_instance_gives_up_within_ten_seconds(telegram: Sandbox, tmp_path: Path) -> None:
    environment = {**os.environ, "NUTGRAF_DATABASE_URL": f"sqlite:///{tmp_path / 'second.sqlite3'}"}
    first = subprocess.Popen([sys.executable, "-m", "bot", "run"], cwd=ROOT, env=dict(os.environ))
    try:
        wait_for_polling(telegram)
        time.sleep(5)  # the first instance has been there for a while
        began = time.monotonic()
        second = subprocess.run(
            [sys.executable, "-m", "bot", "run"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        took_s = time.monotonic() - began
        assert second.returncode == 75
        assert "Another process" in second.stderr
        assert took_s < 15, "ten seconds, and the start of a process on a busy machine"
        assert first.poll() is None
    finally:
        first.terminate()
        assert first.wait(10) == 0


def wait_for_polling(telegram: Sandbox) -> None:
    for _ in range(400):
        if telegram.world.ledger.counts.get("getUpdates"):
            return
        time.sleep(0.05)
    pytest.fail("the first instance never polled")


class TestDatabase:
    def test_it_is_migrated_checked_backed_up_and_restored(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        database, copy = str(tmp_path / "a.sqlite3"), str(tmp_path / "b.sqlite3")
        for action in (["migrate"], ["check"], ["backup", copy], ["restore", copy]):
            assert cli.run(["db", "--db", database, *action]) == 0
        assert "kept as" in capsys.readouterr().out

    def test_what_fails_is_one_sentence(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        database = str(tmp_path / "none.sqlite3")
        assert cli.run(["db", "--db", database, "check"]) == 1
        assert cli.run(["db", "--db", database, "restore", str(tmp_path / "no.sqlite3")]) == 1
        assert "Traceback" not in capsys.readouterr().err
        assert cli.run(["db", "--db", database, "migrate"]) == 0
        assert cli.run(["db", "--db", database, "backup", str(tmp_path / "none" / "copy.sqlite3")]) == 1
        assert capsys.readouterr().err == f"There is no folder {tmp_path / 'none'} to write the copy to.\n"


class TestDoctor:
    @pytest.mark.usefixtures("settings")
    def test_all_is_well(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["db", "migrate"]) == 0
        assert cli.run(["doctor"]) == 0
        out = capsys.readouterr().out
        assert "@nutgraf_sandbox_bot" in out
        assert "PROBLEM" not in out

    def test_what_is_missing_is_named(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        assert cli.run(["doctor", "--db", str(tmp_path / "none.sqlite3")]) == 1
        out = capsys.readouterr().out
        assert "NUTGRAF_OWNER_IDS" in out
        assert "No token" in out

    @pytest.mark.usefixtures("settings")
    @pytest.mark.parametrize(
        ("name", "value", "words"),
        [
            ("TELEGRAM_TOKEN", "2:wrong", "does not know the token"),
            ("TELEGRAM_BASE_URL", "http://127.0.0.1:9", "could not be reached"),
            ("ACCESS", "open", "Anybody may use"),
        ],
    )
    def test_trouble_is_told_apart(
        self,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        name: str,
        value: str,
        words: str,
    ) -> None:
        monkeypatch.setenv(f"NUTGRAF_{name}", value)
        cli.run(["doctor"])
        assert words in capsys.readouterr().out


class TestSandboxCommand:
    def test_it_serves_page_and_bot_until_stopped(self, capsys: pytest.CaptureFixture[str]) -> None:
        stop_soon(3.0)
        assert cli.run(["sandbox", "--port", "0"]) == 0
        assert "The chat page is at http://127.0.0.1:" in capsys.readouterr().out

    def test_it_serves_without_a_bot(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        stop_soon(1.0)
        assert cli.run(["sandbox", "--port", "0", "--no-bot", "--db", str(tmp_path / "x.sqlite3")]) == 0
        assert "1:sandbox" in capsys.readouterr().out

    def test_a_port_that_is_taken_is_said(self, telegram: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["sandbox", "--port", str(telegram.port)]) == 1
        assert "is taken" in capsys.readouterr().err


async def test_a_cancellation_that_is_no_signal_is_passed_on() -> None:
    from bot.commands.serving import until_stopped  # noqa: PLC0415

    task = asyncio.create_task(until_stopped(asyncio.sleep(60)))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
