"""A stage for flows: the sandbox and the bot over real HTTP, and people with verbs."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import aiohttp
from pydantic import SecretStr

from bot.app import App, Surroundings, open_app
from bot.commands.sandbox import surround
from bot.rendering.talk import Line
from bot.sandbox.server import Sandbox
from bot.settings import Access, Settings

Json = dict[str, Any]
PATIENCE_S = 20.0


@dataclass(slots=True)
class Stage:
    """Everything that runs, and the control interface to it."""

    sandbox: Sandbox
    app: App
    http: aiohttp.ClientSession

    async def post(self, path: str, **values: object) -> Json:
        async with self.http.post(f"{self.sandbox.url}/sim/{path}", json=values) as response:
            answer: Json = await response.json()
            assert response.status == 200, answer
            return answer

    async def get(self, path: str, **query: object) -> Json:
        params = {name: str(value) for name, value in query.items()}
        async with self.http.get(f"{self.sandbox.url}/sim/{path}", params=params) as response:
            answer: Json = await response.json()
            assert response.status == 200, answer
            return answer

    async def story_url(self, index: int = 0, *, kind: str = "story", language: str = "en") -> str:
        """The address of a sample page."""
        papers = (await self.get("papers"))["papers"]
        pages = [
            story["url"]
            for paper in papers
            for story in paper["stories"]
            if story["kind"] == kind and (kind != "story" or paper["language"] == language)
        ]
        return str(pages[index])

    def person(self, user: int = 7, chat: int | None = None) -> "Person":
        return Person(self, user, user if chat is None else chat)


@dataclass(slots=True)
class Person:
    """Somebody in a chat; what the bot says comes out of `answer`."""

    stage: Stage
    user: int
    chat: int
    seen: set[int] = field(default_factory=set)

    async def say(self, text: str, **more: object) -> int:
        sent = await self.stage.post("message", chat=self.chat, user=self.user, text=text, **more)
        return int(sent["message_id"])

    async def send_file(self, data: bytes, name: str, media_type: str, **more: str) -> int:
        form = aiohttp.FormData()
        for key, value in {"chat": str(self.chat), "user": str(self.user), **more}.items():
            form.add_field(key, value)
        form.add_field("document", data, filename=name, content_type=media_type)
        async with self.stage.http.post(f"{self.stage.sandbox.url}/sim/message", data=form) as response:
            answer = await response.json()
            assert response.status == 200, answer
            return int(answer["message_id"])

    async def tap(self, message: Json, label: str, *, user: int | None = None, wait_s: int = 10) -> Json:
        """Tap a button; what the bot answers within `wait_s`."""
        return await self.stage.post(
            "tap", chat=self.chat, user=user or self.user, message_id=message["id"], label=label, wait_s=wait_s
        )

    async def forge(self, message: Json, data: str, *, user: int | None = None) -> Json:
        """Tap with data that no button has."""
        return await self.stage.post(
            "tap", chat=self.chat, user=user or self.user, message_id=message["id"], data=data, wait_s=10
        )

    async def messages(self) -> list[Json]:
        found: list[Json] = (await self.stage.get(f"chats/{self.chat}"))["messages"]
        return [message for message in found if message["from"]["is_bot"]]

    async def answers(self, count: int = 1) -> list[Json]:
        """The next `count` answers that were not asked for before."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                new = [message for message in await self.messages() if message["id"] not in self.seen]
                new = [message for message in new if message["text"] != Line.READING.value]
                if len(new) >= count:
                    self.seen |= {message["id"] for message in new}
                    return new
                await asyncio.sleep(0.02)

    async def answer(self) -> Json:
        """The next answer; there must be only one."""
        new = await self.answers()
        assert len(new) == 1, [message["text"] for message in new]
        return new[0]

    async def now_shows(self, message: Json, *parts: str) -> Json:
        """The message, once it shows all `parts`."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                current = next(one for one in await self.messages() if one["id"] == message["id"])
                if all(part in current["text"] or part in labels(current) for part in parts):
                    return current
                await asyncio.sleep(0.02)


def toast(tap: Json) -> str:
    """What the bot said to a tap; empty for nothing."""
    return str((tap.get("answer") or {}).get("text") or "")


def labels(message: Json) -> list[str]:
    """The labels of a message's buttons, row by row."""
    return [button["text"] for row in message["buttons"] for button in row]


@asynccontextmanager
async def open_stage(
    folder: Path,
    *,
    access: Access = Access.OPEN,
    owner_ids: frozenset[int] = frozenset(),
    papers: Mapping[tuple[str, int], Any] | None = None,
    paced: bool = False,
    **around: Any,  # noqa: ANN401 (fields of Surroundings)
) -> AsyncIterator[Stage]:
    """The sandbox on a free port and a bot that talks to it; `paced` says that Telegram's rates are in force and kept.

    Most flows are about what is answered, not how fast: without the rates they need not wait for them.
    """
    async with Sandbox(port=0) as sandbox:
        papers = {place: ip_address(address) for place, address in sandbox.papers.items()} | dict(papers or {})
        surroundings = Surroundings(now=sandbox.clock.now, papers=papers, paced=paced, **around)
        settings = settings_of(sandbox, folder, access=access, owner_ids=owner_ids)
        async with _run(sandbox, settings, surroundings) as stage:
            await stage.post("rates", on=paced)
            yield stage


@asynccontextmanager
async def open_sandbox_stage(folder: Path) -> AsyncIterator[Stage]:
    """What `nutgraf sandbox` runs: the bot beside the sandbox with its clock, its papers, and their feeds to follow."""
    async with (
        Sandbox(port=0) as sandbox,
        _run(sandbox, settings_of(sandbox, folder), surround(sandbox)) as stage,
    ):
        yield stage


def settings_of(
    sandbox: Sandbox, folder: Path, *, access: Access = Access.OPEN, owner_ids: frozenset[int] = frozenset()
) -> Settings:
    """Those of a bot that takes the sandbox for Telegram."""
    return Settings(
        telegram_token=SecretStr(sandbox.token),
        telegram_base_url=sandbox.url,
        database_url=SecretStr(f"sqlite:///{folder / 'flow.sqlite3'}"),
        access=access,
        owner_ids=owner_ids,
    )


@asynccontextmanager
async def _run(sandbox: Sandbox, settings: Settings, surroundings: Surroundings) -> AsyncIterator[Stage]:
    async with aiohttp.ClientSession() as http, open_app(settings, surroundings) as app:
        running = asyncio.create_task(app.run(), name="app")
        try:
            yield Stage(sandbox, app, http)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
