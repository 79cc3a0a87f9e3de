"""Updates from the outbox to Telegram: what each says in its reader's language, and one attempt to send it."""

from dataclasses import dataclass

from bot.rendering.message import Message
from bot.rendering.updates import render_update
from bot.rendering.wording import wording
from bot.services.delivery import Outcome
from bot.services.delivery_queue import Outgoing
from bot.services.updates import Updates
from bot.transport.sender import Place, Sender
from storage.destinations import Destination


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What the delivery queue renders and sends with."""

    updates: Updates
    sender: Sender

    async def render(self, outgoing: Outgoing) -> Message | None:
        """The message of a delivery, None when there is nothing to say any more."""
        update = await self.updates.load(outgoing)
        if update is None:
            return None
        return render_update(update, wording(await self.updates.language(outgoing.delivery.to)))

    async def send(self, to: Destination, reply_to: int | None, message: Message) -> Outcome:
        """One attempt; whether it is repeated is the queue's decision."""
        place = Place(chat_id=to.chat_id, thread_id=to.thread_id or None, reply_to=reply_to)
        return await self.sender.send_once(place, message)
