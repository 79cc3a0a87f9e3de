"""The chat page in Debian's Chromium, and a reader with verbs."""

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.async_api import Browser, ConsoleMessage, Locator, Page, async_playwright, expect

CHROMIUM = shutil.which("chromium")
SCREENS = Path(__file__).parents[2] / "build" / "screens"
PATIENCE_MS = 30_000
LEAST_CONTRAST = 4.5
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
expect.set_options(timeout=PATIENCE_MS)

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (apt-get install chromium)")

WIDE = "() => [document.documentElement, scroller].map(node => node.scrollWidth - node.clientWidth)"
"""By how many pixels the page and the conversation are wider than what shows them."""

NAMELESS = """() => [...document.querySelectorAll('button, a, input, textarea, img, [role=button], [role=option]')]
  .filter(node => node.checkVisibility() && !node.closest('[aria-hidden=true]'))
  .filter(node => !(node.getAttribute('aria-label') || node.hasAttribute('alt') || node.textContent.trim()
                    || node.labels?.length))
  .map(node => node.outerHTML.slice(0, 200))"""
"""What can be used but has no name for those who cannot see it."""

FAINT = """least => {
  const parse = text => {
    const found = [...text.matchAll(/(rgba?|color)\\(([^)]*)\\)/g)];
    return found.map(([, kind, inner]) => {
      const parts = inner.replace('srgb', '').split(/[\\s,/]+/).filter(Boolean).map(Number);
      const scale = kind === 'color' ? 255 : 1;
      return [...parts.slice(0, 3).map(part => part * scale), parts[3] ?? 1];
    });
  };
  const over = (top, under) => top.slice(0, 3).map((part, at) => part * top[3] + under[at] * (1 - top[3])).concat(1);
  const grounds = node => {
    if (!node) return [[255, 255, 255, 1]];
    const style = getComputedStyle(node);
    const isGradient = style.backgroundImage.includes('gradient');
    const own = parse(isGradient ? style.backgroundImage : style.backgroundColor);
    if (own.every(color => color[3] === 1)) return own;
    return grounds(node.parentElement).flatMap(under => own.map(color => over(color, under)));
  };
  const luminance = color => color.slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint = [];
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.checkVisibility({opacityProperty: true})) continue;
    if (node.closest('[aria-hidden=true], option, noscript, script')) continue;
    const [ink] = parse(getComputedStyle(node).color);
    const worst = Math.min(...grounds(node).map(ground => contrast(over(ink, ground), ground)));
    if (worst < least) faint.push(`${worst.toFixed(2)} ${node.className} ${walker.currentNode.data.slice(0, 40)}`);
  }
  return faint;
}"""
"""Text whose contrast with its ground (WCAG 2.2, 1.4.3) is below `least`; a gradient counts by its worst end."""


@dataclass
class Reader:
    """Somebody in front of the chat page; `errors` is what the browser complained of."""

    page: Page
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._note)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    async def open(self, url: str) -> None:
        """Opens the page as if for the first time."""
        self.errors.clear()
        await self.page.set_viewport_size({"width": 1100, "height": 760})
        await self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        await self.page.goto(url)
        if await self.page.evaluate("localStorage.length"):
            await self.page.evaluate("localStorage.clear()")
            await self.page.reload()
        await expect(self.page.locator("#chat-title")).not_to_be_empty()

    def find(self, selector: str, text: str | re.Pattern[str] | None = None) -> Locator:
        return self.page.locator(selector, has_text=text)

    @property
    def answers(self) -> Locator:
        """What the bot said, in order."""
        return self.page.locator(".message.is-bot")

    @property
    def own(self) -> Locator:
        """What was said here, in order."""
        return self.page.locator(".message.is-own")

    async def sees(self, text: str | re.Pattern[str], selector: str = "#log") -> None:
        await expect(self.page.locator(selector)).to_contain_text(text)

    async def say(self, text: str) -> None:
        await self.page.fill("#text", text)
        await self.page.press("#text", "Enter")

    async def attach(self, name: str, media_type: str, data: bytes) -> None:
        await self.page.set_input_files("#files", {"name": name, "mimeType": media_type, "buffer": data})
        await expect(self.find(".chip", name)).to_be_visible()

    async def tap(self, label: str) -> None:
        await self.page.get_by_role("button", name=label, exact=True).last.click()

    async def choose(self, menu: str, item: str) -> None:
        """Opens the menu behind the button `menu` (a selector) and picks `item`."""
        await self.page.click(menu)
        await self.page.locator(".menu-item", has_text=item).click()

    async def open_chat(self, title: str) -> None:
        await self.page.locator(".chat-item", has_text=title).click()
        await expect(self.page.locator("#chat-title")).to_have_text(title)

    async def forward(self, message: Locator, *, to: str, as_if_from: str = "") -> None:
        await message.click(button="right", position={"x": 8, "y": 8})
        await self.page.locator(".menu-item", has_text="Forward").click()
        if as_if_from:
            await self.page.get_by_label("As if it came from a channel").fill(as_if_from)
        await self.page.locator(".choice", has_text=to).click()

    async def picture(self, name: str) -> None:
        SCREENS.mkdir(parents=True, exist_ok=True)
        await self.page.screenshot(path=SCREENS / f"{name}.png", animations="disabled")

    async def checks_the_page(self) -> None:
        """Nothing scrolls sideways, everything that can be used has a name, all text can be read."""
        wide = await self.page.evaluate(WIDE)
        assert wide == [0, 0], wide
        nameless = await self.page.evaluate(NAMELESS)
        assert nameless == [], nameless
        faint = await self.page.evaluate(FAINT, LEAST_CONTRAST)
        assert faint == [], faint

    async def value(self, script: str) -> Any:  # noqa: ANN401 (whatever the script gives)
        return await self.page.evaluate(script)


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """Headless Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def open_reader(browser: Browser, **around: Any) -> AsyncIterator[Reader]:  # noqa: ANN401 (of new_context)
    """A reader in Berlin with a browser of their own."""
    shape: dict[str, Any] = {"viewport": {"width": 1100, "height": 760}, "reduced_motion": "reduce"}
    shape |= {"locale": "en-GB", "timezone_id": "Europe/Berlin"}
    context = await browser.new_context(**{**shape, **around})
    await context.grant_permissions(["clipboard-read", "clipboard-write"])
    try:
        yield Reader(await context.new_page())
    finally:
        await context.close()
