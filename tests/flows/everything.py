"""Everything that people do with the bot, as one play: private chats, a group and a forum's topic."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from storage.outbox import DeliveryState, list_deliveries
from tests.flows.patient import Patient
from tests.flows.stage import Json, Stage, open_stage
from tests.flows.stories import BRIDGE
from tests.flows.test_following_flow import BUDGET, FERRY, FERRY_AGAIN, TUNNEL, hours_pass
from tests.flows.wire import Wire, open_wire

GROUP = -100
FORUM = -1_000_000_000_200
CHIEF = 90
SETTLED = frozenset({DeliveryState.SENT, DeliveryState.BUNDLED, DeliveryState.AMBIGUOUS})


@dataclass(slots=True)
class Scene:
    """Everybody who takes part."""

    stage: Stage
    wire: Wire
    people: list[Patient]
    group: Patient
    forum: Patient
    thread: int

    @property
    def chats(self) -> list[Patient]:
        """Everybody, by the chat they are in."""
        return [*self.people, self.group, self.forum]

    async def quiet(self) -> None:
        """Wait until nothing is left to be delivered."""
        async with asyncio.timeout(300):
            while True:
                async with self.stage.app.database.read() as tx:
                    states = {row.state for row in await list_deliveries(tx)}
                if states and states <= SETTLED:
                    return
                await asyncio.sleep(0.1)


@asynccontextmanager
async def open_scene(folder: Path, people: int, *, paced: bool = True) -> AsyncIterator[Scene]:
    """The stage is set; `paced` says that Telegram's rates are in force, and the bot keeps them."""
    async with open_wire() as wire:
        wire.publish(*BUDGET)
        wire.publish(*FERRY)
        async with open_stage(folder, papers=wire.papers, paced=paced) as stage:
            await stage.post("chats", id=GROUP, type="group", members=[91, "bot"], admins=[CHIEF])
            await stage.post(
                "chats", id=FORUM, type="supergroup", forum=True, members=["bot"], admins=[CHIEF], topics=["Harbour"]
            )
            thread = (await stage.get(f"chats/{FORUM}"))["chat"]["topics"][0]["id"]
            yield Scene(
                stage=stage,
                wire=wire,
                people=[Patient(stage, user, user) for user in range(1, people + 1)],
                group=Patient(stage, CHIEF, GROUP),
                forum=Patient(stage, CHIEF, FORUM),
                thread=thread,
            )


async def live(scene: Scene) -> None:
    """Everything of both issues, in the order in which a reader meets it."""
    await asyncio.gather(*(_read(scene, one) for one in scene.people), _meet(scene), _discuss(scene))
    await asyncio.gather(*(_follow(scene, one) for one in scene.people))
    scene.wire.publish(*TUNNEL)
    scene.wire.publish(*FERRY_AGAIN)
    await hours_pass(scene.stage, 50)
    await _until_told(scene)
    await hours_pass(scene.stage, 24)
    await scene.stage.app.watching.digests.tick()
    await scene.quiet()
    await asyncio.gather(*(_look_back(one) for one in scene.people))
    await scene.quiet()


async def _read(scene: Scene, reader: Patient) -> None:
    """Issue B: a story in each form, every button, the library, the settings."""
    await reader.ask("/start", "Hello")
    answer = await reader.ask(BRIDGE.replace("Sandvik", f"Sandvik{reader.user}"), "Key figures", "Proof")
    await reader.press(answer, "Longer", "Shorter")
    await reader.press(answer, "Proof", "← Briefing")
    await reader.press(answer, "Source", "Length:")
    await reader.press(answer, "← Briefing", "Key figures")
    await reader.press(answer, "Quotes", "← Briefing")
    await reader.press(answer, "← Briefing", "Key figures")
    await reader.press(answer, "Save", "Saved ✓")
    await reader.ask(await scene.stage.story_url(reader.user % 8), "Proof")
    await reader.ask("http://10.0.0.1/", "not open to the bot")
    await reader.send_file(BRIDGE.replace("Sandvik", f"Brod{reader.user}").encode(), "bridge.txt", "Proof")
    shelf = await reader.ask("/stories", "1 story you keep")
    await reader.open(shelf, "1", "Saved ✓")
    await reader.ask("/search repaired bridges", "Harbour bridge")
    panel = await reader.ask("/settings", "✓ Normal")
    await reader.press(panel, "Long", "✓ Long")
    await reader.press(panel, "✓ People", "People")
    await reader.press(panel, "lead", "✓ lead")
    await reader.ask("/privacy", "Delete my data")
    await reader.ask("/help", "/follow")


async def _meet(scene: Scene) -> None:
    """A group and its bot."""
    answer = await scene.group.ask(f"/brief {await scene.stage.story_url()}", "Proof")
    await scene.group.press(answer, "Longer", "Shorter")
    await _choose(scene, scene.group, {})


async def _discuss(scene: Scene) -> None:
    """A forum's topic."""
    await _choose(scene, scene.forum, {"thread": scene.thread})


async def _follow(scene: Scene, reader: Patient) -> None:
    await _choose(scene, reader, {})


async def _choose(scene: Scene, reader: Patient, where: Json) -> None:
    """Issue C: a feed, a topic, at once or in a digest at the reader's hour."""
    await reader.ask(f"/feeds add {scene.wire.url}", "Ostmar Wire", **where)
    preview = await reader.ask("/follow ferry -tunnel", "Follow this?", **where)
    if reader.chat % 2:
        await reader.press(preview, "In my digest", "Followed")
        await reader.ask("/digest 8 Berlin", "It comes at 8:00 (every day)", **where)
    else:
        await reader.press(preview, "At once", "Followed")
    # Half a day from now, so that neither now nor a few hours later is quiet, whenever the tests run.
    start = (datetime.now(UTC).hour + 12) % 24
    end = (start + 1) % 24
    await reader.ask(f"/quiet {start}-{end}", f"Quiet from {start}:00 to {end}:00", **where)


async def _until_told(scene: Scene) -> None:
    """Wait until the feed was read, and what it brought is delivered."""
    async with asyncio.timeout(120):
        while True:
            async with scene.stage.app.database.read() as tx:
                if await tx.find_value(text("SELECT count(*) FROM entries WHERE title = :it"), {"it": FERRY_AGAIN[0]}):
                    break
            await asyncio.sleep(0.1)
    await scene.quiet()


async def _look_back(reader: Patient) -> None:
    """What came is looked into and steered."""
    came = [one for one in await reader.messages() if FERRY_AGAIN[0] in one["text"]]
    if reader.chat % 2 == 0 and came:
        await reader.press(came[-1], "Why this?", "it has: ferry")
        await reader.press(came[-1], "← Briefly", "Why this?")
        await reader.press(came[-1], "Less like this", "Undo")
    await reader.ask("/catchup 6d", "You are caught up.")
    topics = await reader.ask("/topics", "1 topic you follow")
    await reader.press(topics, "1", "for a week")
    await reader.press(topics, "for a week", "Muted until")
