import os
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith("NUTGRAF_") and name != "NUTGRAF_QUALITY_DATA":
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
