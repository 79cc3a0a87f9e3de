"""A person who waits, and asks once more where Telegram lost the answer; each repetition has a fault as its excuse."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import aiohttp

from storage.inbox import InboxState, list_inbox
from tests.flows.stage import Json, Stage, labels

PATIENCE_S = 400.0
TRIES = 5
OPEN = (InboxState.NEW, InboxState.WORKING, InboxState.ANSWERING)


def shows(message: Json, parts: tuple[str, ...]) -> bool:
    return all(part in message["text"] or part in labels(message) for part in parts)


@dataclass(slots=True)
class Patient:
    """Somebody in a chat. `repeats` holds what they had to do twice, with the faults that came before."""

    stage: Stage
    user: int
    chat: int
    repeats: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    async def ask(self, text: str, *parts: str, **more: object) -> Json:
        """The answer that shows all `parts`."""

        async def say() -> Json:
            return await self.stage.post("message", chat=self.chat, user=self.user, text=text, **more)

        return await self._insist(text[:40], say, lambda said: lambda one: one["id"] > said["message_id"], parts)

    async def send_file(self, data: bytes, name: str, *parts: str) -> Json:
        """The answer to a file."""

        async def send() -> Json:
            form = aiohttp.FormData({"chat": str(self.chat), "user": str(self.user)})
            form.add_field("document", data, filename=name, content_type="text/plain")
            async with self.stage.http.post(f"{self.stage.sandbox.url}/sim/message", data=form) as response:
                sent: Json = await response.json()
                return sent

        return await self._insist(name, send, lambda said: lambda one: one["id"] > said["message_id"], parts)

    async def press(self, message: Json, label: str, *parts: str) -> Json:
        """`message`, once the tap on `label` has made it show all `parts`."""
        return await self._insist(label, lambda: self._tap(message, label), lambda _: self._is(message), parts)

    async def open(self, message: Json, label: str, *parts: str) -> Json:
        """The new message that the tap on `label` brings."""
        last = max(one["id"] for one in await self.messages())
        return await self._insist(
            label, lambda: self._tap(message, label), lambda _: lambda one: one["id"] > last, parts
        )

    async def messages(self) -> list[Json]:
        """What the bot said in this chat."""
        found: list[Json] = (await self.stage.get(f"chats/{self.chat}"))["messages"]
        return [message for message in found if message["from"]["is_bot"]]

    async def faults(self) -> tuple[str, ...]:
        """What went wrong so far, for this chat or for nobody in particular."""
        calls = (await self.stage.get("calls"))["calls"]
        mine = (call for call in calls if call["params"].get("chat_id") in (None, self.chat, str(self.chat)))
        return tuple(f"{call['method']} {call['fault']}" for call in mine if "fault" in call)

    async def _tap(self, message: Json, label: str) -> Json:
        return await self.stage.post(
            "tap", chat=self.chat, user=self.user, message_id=message["id"], label=label, wait_s=0
        )

    def _is(self, message: Json) -> Callable[[Json], bool]:
        return lambda one: bool(one["id"] == message["id"])

    async def _insist(
        self,
        name: str,
        act: Callable[[], Awaitable[Json]],
        picks: Callable[[Json], Callable[[Json], bool]],
        parts: tuple[str, ...],
    ) -> Json:
        for _ in range(TRIES):
            before = len(await self.faults())
            done = await act()
            await self._settled(done["update_id"])
            fits = picks(done)
            found = [one for one in await self.messages() if fits(one) and shows(one, parts)]
            if found:
                return found[-1]
            excuse = (await self.faults())[before:]
            seen = [(one["text"][:200], labels(one)) for one in await self.messages() if fits(one)]
            assert excuse, f"{name} of {self.chat} was not answered by {parts}, without a fault; it got {seen}"
            self.repeats.append((name, excuse))
        raise AssertionError(f"{name} of {self.chat} failed {TRIES} times")

    async def _settled(self, update_id: int) -> None:
        """Wait until the bot has done with an update."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                async with self.stage.app.database.read() as tx:
                    rows = {row.update_id: row.state for row in await list_inbox(tx)}
                if update_id in rows and rows[update_id] not in OPEN:
                    return
                await asyncio.sleep(0.05)
