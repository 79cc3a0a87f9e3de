"""axe-core as a judge of the chat page; its script comes with a Python package, so no network and no npm."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page

PACKAGE = importlib.util.find_spec("axe_playwright_python")
SERIOUS = frozenset({"serious", "critical"})
RUN = "options => axe.run(document, options)"
OPTIONS = {"resultTypes": ["violations"]}

needs_axe = pytest.mark.skipif(PACKAGE is None, reason="axe-core is not installed (pip install axe-playwright-python)")


async def find_faults(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands now: impact, rule and the places, the grave ones first.

    The script goes in by the browser's debugger, which the page's own policy does not bind.
    """
    if await page.evaluate("typeof axe === 'undefined'"):
        await page.evaluate(_read_script())
    found = await page.evaluate(RUN, OPTIONS)
    assert found["testEngine"]["name"] == "axe-core"
    faults = sorted(found["violations"], key=lambda fault: fault["impact"] not in SERIOUS)
    return [_describe(fault) for fault in faults]


def _read_script() -> str:
    assert PACKAGE is not None
    assert PACKAGE.origin is not None
    return (Path(PACKAGE.origin).parent / "axe.min.js").read_text("utf-8")


def _describe(fault: dict[str, Any]) -> str:
    places = "; ".join(f"{node['target']} {node['html'][:120]}" for node in fault["nodes"][:5])
    return f"{fault['impact']} {fault['id']}: {fault['help']}: {places}"
