"""All that people do with the bot, at Telegram's pace, with and without misfortune: one audit for both.

Private chats, a group and a forum's topic send stories, tap every button, keep, search, set, follow, and are told at
once or in digests. The second time each kind of fault strikes one call in fifty: refusals, broken and lost answers,
silence, delays, repeated and reordered batches. What the database holds and what each chat was told is the same after
both; a person may have had to ask again only where a fault took the answer away, and nothing was said twice but where
an answer was lost after its work.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from storage.inbox import InboxState, count_states
from storage.outbox import DeliveryState, list_deliveries
from storage.transactions import ReadTx
from tests.flows.everything import Scene, live, open_scene
from tests.flows.patient import Patient
from tests.flows.stage import Json, Stage

SHARE = 0.02
EVERYWHERE = ("429", "500", "502", "hang", "reset", "drop", "delay", "duplicate", "reorder")
QUICK = tuple(kind for kind in EVERYWHERE if kind != "hang")
DONE_UNHEARD = frozenset({"sendMessage drop", "sendDocument drop"})

EFFECTS = {
    "kept": "SELECT user_id, title FROM saves JOIN stories ON stories.id = story_id",
    "settings": "SELECT user_id, language, method, sentences, hidden FROM users",
    "feeds": "SELECT chat_id, thread_id > 0, mode, paused FROM subscriptions",
    "topics": "SELECT chat_id, thread_id > 0, query, mode, muted_until IS NULL FROM topic_follows "
    "JOIN topics ON topics.id = topic_id",
    "schedules": "SELECT chat_id, thread_id > 0, zone, times, weekdays, quiet_from, quiet_until FROM schedules",
    "weights": "SELECT chat_id, kind, name, value FROM weights WHERE kind = 'term'",
    "pauses": "SELECT chat_id, reason FROM pauses",
    "stories": "SELECT title FROM stories",
    "deliveries": "SELECT deliveries.chat_id, deliveries.thread_id > 0, kind, coalesce(title, '') FROM deliveries "
    "LEFT JOIN entries ON entries.id = entry_id",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What is left in the end: rows by table, and what each chat was told, each thing once."""

    effects: Mapping[str, Sequence[tuple[Any, ...]]]
    told: Mapping[int, frozenset[str]]

    def without(self, chats: Collection[int]) -> "Audit":
        """The same, as if those chats had not taken part."""
        kept = {name: [row for row in rows if row[0] not in chats] for name, rows in self.effects.items()}
        return Audit(effects=kept, told={chat: said for chat, said in self.told.items() if chat not in chats})

    def beside(self, other: "Audit", unheard: Mapping[int, int]) -> dict[object, object]:
        """Where they differ: what only this one has, and what only the other one has.

        A message that went out twice may stand there as it was first said, where a tap has changed the other one:
        `unheard` says for each chat how often that may be.
        """
        differences: dict[object, object] = {}
        for name, rows in self.effects.items():
            mine, theirs = Counter(rows), Counter(other.effects[name])
            if mine != theirs:
                differences[name] = (mine - theirs, theirs - mine)
        for chat, said in self.told.items():
            more, less = said - other.told[chat], other.told[chat] - said
            if less or len(more) > unheard.get(chat, 0):
                differences[chat] = (more, less)
        return differences


async def take_audit(scene: Scene) -> Audit:
    async with scene.stage.app.database.read() as tx:
        states = await count_states(tx)
        assert [state for state, count in states.items() if count] == [InboxState.DONE], states
        effects = {name: await _rows(tx, query) for name, query in EFFECTS.items()}
    return Audit(effects=effects, told={one.chat: await _told(one) for one in scene.chats})


async def _rows(tx: ReadTx, query: str) -> list[tuple[Any, ...]]:
    return sorted((tuple(row) for row in await tx.list_rows(text(query))), key=repr)


async def _told(person: Patient) -> frozenset[str]:
    """The first lines of what the chat was told, without the numbers that the hour of the run decides."""
    firsts = (message["text"].partition("\n")[0] for message in await person.messages())
    return frozenset(re.sub(r"\d+", "#", first) for first in firsts)


async def make_faults(stage: Stage, kinds: Sequence[str]) -> None:
    for kind in kinds:
        await stage.post("faults", kind=kind, count=None, share=SHARE, delay_s=0.5)
    await stage.post(
        "faults", kind="400", method="sendMessage", count=None, share=SHARE, description="BUTTON_URL_INVALID"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """What the faults cost people."""

    struck: Counter[str]
    repeats: int
    doubled: int
    over: int
    lost: frozenset[int]
    unheard: Mapping[int, int]


async def take_toll(scene: Scene) -> Toll:
    faults = (await scene.stage.get("faults"))["faults"]
    doubled, unheard = 0, {}
    for one in scene.chats:
        extra = sum(count - 1 for count in Counter([_said(message) for message in await one.messages()]).values())
        unheard[one.chat] = sum(fault in DONE_UNHEARD for fault in await one.faults())
        assert extra <= unheard[one.chat], (one.chat, one.repeats)
        doubled += extra
    async with scene.stage.app.database.read() as tx:
        rows = await list_deliveries(tx)
    lost = frozenset(row.to.chat_id for row in rows if row.state is DeliveryState.AMBIGUOUS)
    over = len((await scene.stage.get("rates"))["over"])
    struck = Counter({fault["kind"]: fault["struck"] for fault in faults})
    return Toll(
        struck=struck,
        repeats=sum(len(one.repeats) for one in scene.chats),
        doubled=doubled,
        over=over,
        lost=lost,
        unheard=unheard,
    )


def _said(message: Json) -> tuple[str, object]:
    """A message as its readers tell it from another: words, and what it answers."""
    return message["text"], (message["reply"] or {}).get("message_id")


async def run(folder: Path, people: int, kinds: Sequence[str], *, paced: bool = True) -> tuple[Audit, Toll]:
    folder.mkdir()
    async with open_scene(folder, people, paced=paced) as scene:
        if kinds:
            await make_faults(scene.stage, kinds)
        await live(scene)
        return await take_audit(scene), await take_toll(scene)


@pytest.mark.soak
@pytest.mark.timeout(3000)
async def test_the_audit_is_the_same_with_every_fault_as_without(tmp_path: Path) -> None:
    calm, nothing = await run(tmp_path / "calm", 12, ())
    assert (nothing.repeats, nothing.doubled, nothing.over, nothing.lost) == (0, 0, 0, frozenset())
    audit, toll = await run(tmp_path / "storm", 12, EVERYWHERE)
    print(
        f"\n14 chats: {sum(toll.struck.values())} faults struck {dict(toll.struck)}; people had to ask again "
        f"{toll.repeats} times, {toll.doubled} messages came twice, {toll.over} calls were too fast, "
        f"{len(toll.lost)} chats have an update that was answered by nobody twice"
    )
    assert all(toll.struck[kind] > 0 for kind in (*EVERYWHERE, "400"))
    assert audit.without(toll.lost).beside(calm.without(toll.lost), toll.unheard) == {}


@pytest.mark.timeout(300)
async def test_the_audit_is_the_same_with_the_quick_faults(tmp_path: Path) -> None:
    calm, nothing = await run(tmp_path / "calm", 2, (), paced=False)
    assert (nothing.repeats, nothing.doubled, nothing.over, nothing.lost) == (0, 0, 0, frozenset())
    audit, toll = await run(tmp_path / "storm", 2, QUICK, paced=False)
    assert sum(toll.struck.values()) > 0
    assert audit.without(toll.lost).beside(calm.without(toll.lost), toll.unheard) == {}
