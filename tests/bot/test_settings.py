import re
from pathlib import Path

import pytest

from bot.settings import EXAMPLES, PREFIX, Access, LogLevel, Settings, SettingsError, load_settings, require_for_run

README = Path(__file__).parents[2] / "README.md"
TOKEN = "123456789:AAF-" + "x" * 31


def test_everything_has_a_default_but_what_run_needs() -> None:
    settings = load_settings()
    assert settings.access is Access.OWNER
    assert settings.log is LogLevel.INFO
    with pytest.raises(SettingsError) as caught:
        require_for_run(settings)
    assert [line.partition(":")[0] for line in caught.value.problems] == [
        "NUTGRAF_TELEGRAM_TOKEN",
        "NUTGRAF_OWNER_IDS",
    ]


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUTGRAF_TELEGRAM_TOKEN", f" {TOKEN}\n")
    monkeypatch.setenv("NUTGRAF_OWNER_IDS", "5, 6,7")
    monkeypatch.setenv("NUTGRAF_ALLOW_HOSTS", "nas.local:8080,[fd00::7]:443")
    monkeypatch.setenv("NUTGRAF_ACCESS", "Open")
    settings = load_settings()
    assert settings.telegram_token is not None
    assert settings.telegram_token.get_secret_value() == TOKEN
    assert settings.owner_ids == {5, 6, 7}
    assert settings.allow_hosts == ("nas.local:8080", "[fd00::7]:443")
    require_for_run(settings)


def test_a_dotenv_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("NUTGRAF_LOG=debug\nNUTGRAF_ACCESS=open\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("NUTGRAF_ACCESS", "list")
    settings = load_settings()
    assert settings.log is LogLevel.DEBUG
    assert settings.access is Access.LIST


def test_an_empty_token_is_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUTGRAF_TELEGRAM_TOKEN", "")
    assert load_settings().telegram_token is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_TOKEN", "not a token"),
        ("TELEGRAM_BASE_URL", "ftp://somewhere"),
        ("DATABASE_URL", "mysql://somewhere/db"),
        ("OWNER_IDS", "5;six"),
        ("ACCESS", "everybody"),
        ("ALLOW_HOSTS", "nas.local"),
        ("ALLOW_HOSTS", "nas.local:99999"),
        ("ALLOW_HOSTS", "169.254.169.254:80"),
        ("LOG", "loud"),
    ],
)
def test_a_bad_value_is_named_with_an_example(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    [problem] = caught.value.problems
    assert problem.startswith(f"{PREFIX}{name}: ")
    assert EXAMPLES[name.lower()] in problem


def test_all_problems_are_reported_together(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in EXAMPLES:
        monkeypatch.setenv(f"{PREFIX}{name.upper()}", "no such thing")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert sorted(line.partition(":")[0] for line in caught.value.problems) == sorted(
        f"{PREFIX}{name.upper()}" for name in EXAMPLES
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_empty_value_is_none(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"{PREFIX}{name.upper()}", "")
    assert load_settings() == Settings()


def test_a_bad_secret_is_not_repeated_in_its_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUTGRAF_TELEGRAM_TOKEN", "secret words of mine")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "secret words" not in str(caught.value)


def test_secrets_show_as_stars() -> None:
    shown = repr(load_settings(telegram_token=TOKEN, database_url="postgresql://me:hunter2@db/news"))
    assert TOKEN not in shown
    assert "hunter2" not in shown


def test_the_readme_lists_every_setting_with_its_description() -> None:
    text = README.read_text(encoding="utf-8")
    listed = set(re.findall(rf"^\| `({PREFIX}\w+)`", text, re.MULTILINE))
    assert listed == {PREFIX + name.upper() for name in Settings.model_fields}
    for field in Settings.model_fields.values():
        assert field.description is not None
        assert field.description in text
