"""Webhook settings, and the postman who delivers updates until each is answered with 200."""

import asyncio
import ipaddress
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import aiohttp

from bot.sandbox import limits
from bot.sandbox.errors import CONFLICT_WEBHOOK_SET, bad_request
from bot.sandbox.parameters import Params
from bot.sandbox.updates import Update
from bot.sandbox.wire import JsonObject, parse_object, without_empty

if TYPE_CHECKING:
    from bot.sandbox.world import World

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
DEFAULT_CONNECTIONS = 40
ANSWER_WITHIN_S = 60.0
Reply = Callable[[str, JsonObject], Awaitable[object]]
"""Carries out the method call that a webhook may give back in its answer."""


@dataclass(slots=True)
class WebhookSettings:
    """What setWebhook was told, and how delivery goes."""

    url: str = ""
    secret: str = ""
    connections: int = DEFAULT_CONNECTIONS
    has_certificate: bool = False
    last_error_at: int = 0
    last_error: str = ""

    def set_from(self, params: Params) -> None:
        """Take over the arguments of setWebhook; an empty url removes the webhook.

        Raises:
            ApiError: the address is not on this machine, or the secret holds other characters.
        """
        url, secret = params.text("url"), params.text("secret_token")
        if secret and not SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        if url:
            _check_address(url)
        self.url, self.secret = url, secret
        self.connections = params.bounded("max_connections", DEFAULT_CONNECTIONS, 1, limits.WEBHOOK_CONNECTIONS)
        self.has_certificate = params.has("certificate")
        self.last_error_at, self.last_error = 0, ""

    def as_json(self, pending: int, allowed: frozenset[str]) -> JsonObject:
        """The `WebhookInfo` object."""
        info: JsonObject = {
            "url": self.url,
            "has_custom_certificate": self.has_certificate,
            "pending_update_count": pending,
        }
        errors = {"last_error_date": self.last_error_at or None, "last_error_message": self.last_error}
        if self.url:
            info["max_connections"] = self.connections
        return info | without_empty({**errors, "allowed_updates": sorted(allowed)})


def _check_address(url: str) -> None:
    """Telegram takes https alone and any public host; the stand-in posts to this machine alone, plainly."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError as error:
        raise bad_request("bad webhook: invalid webhook URL specified") from error
    if parts.scheme not in ("http", "https") or not host:
        raise bad_request("bad webhook: invalid webhook URL specified")
    if host != "localhost" and not _is_loopback(host):
        raise bad_request("bad webhook: IP address is reserved; the sandbox delivers to 127.0.0.1 only")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Postman:
    """Delivers what waits in the queue to the webhook, in order within a chat, side by side between chats."""

    def __init__(self, world: "World", reply: Reply) -> None:
        self._world = world
        self._reply = reply
        self._busy: set[int] = set()
        self._out: set[int] = set()
        self._changed = asyncio.Event()

    def wake(self) -> None:
        """Look again: the settings changed."""
        self._world.queue.abort_reader(CONFLICT_WEBHOOK_SET)
        self._changed.set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
            while True:
                self._changed.clear()
                for update in self._due():
                    self._busy.add(update.lane)
                    self._out.add(update.id)
                    group.create_task(self._deliver(session, update), name=f"webhook-{update.id}")
                await self._next()

    async def _next(self) -> None:
        waits = [asyncio.create_task(self._world.queue.arrival()), asyncio.create_task(self._changed.wait())]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    def _due(self) -> list[Update]:
        settings = self._world.webhook
        if not settings.url:
            return []
        lanes = set(self._busy)
        due: list[Update] = []
        for update in self._world.queue.pending():
            if len(due) + len(self._out) >= settings.connections:
                break
            if update.lane not in lanes:
                lanes.add(update.lane)
                due.append(update)
        return due

    async def _deliver(self, session: aiohttp.ClientSession, update: Update) -> None:
        wait_s = 1.0
        try:
            while self._world.webhook.url and not await self._try(session, update):
                await self._world.clock.sleep(wait_s)
                wait_s = min(2 * wait_s, limits.WEBHOOK_RESEND_S)
        finally:
            self._busy.discard(update.lane)
            self._out.discard(update.id)
            self._changed.set()

    async def _try(self, session: aiohttp.ClientSession, update: Update) -> bool:
        """Post one update; whether it was taken."""
        settings = self._world.webhook
        headers = {SECRET_HEADER: settings.secret} if settings.secret else {}
        timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN_S)
        post = session.post(settings.url, json=update.as_json(), headers=headers, ssl=False, timeout=timeout)
        try:
            async with post as answer:
                body = await answer.read()
                taken = 200 <= answer.status < 300
                if not taken:
                    self._note(f"Wrong response from the webhook: {answer.status} {answer.reason}")
        except TimeoutError:
            self._note("Read timeout expired")
            return False
        except aiohttp.ClientConnectorError:
            self._note("Connection refused")
            return False
        except aiohttp.ClientError:
            self._note("Connection closed")
            return False
        if taken:
            self._world.queue.drop(update.id)
            await self._carry_out(answer.content_type, body)
        return taken

    async def _carry_out(self, content_type: str, body: bytes) -> None:
        """A webhook may answer with a method call; its result is thrown away, as at Telegram."""
        call = parse_object(body) if content_type == "application/json" else {}
        method = call.pop("method", None)
        if isinstance(method, str):
            await self._reply(method, call)

    def _note(self, error: str) -> None:
        self._world.webhook.last_error = error
        self._world.webhook.last_error_at = self._world.clock.unix()
