"""A server on loopback that sends exactly the bytes it is told to, however wrong they are."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self

Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


def response(body: bytes = b"", *headers: str, status: str = "200 OK") -> bytes:
    """A whole answer, with its true length unless the headers already say something about it."""
    told = any(header.lower().startswith(("content-length", "transfer-encoding")) for header in headers)
    lines = [f"HTTP/1.1 {status}", *headers, *([] if told else [f"Content-Length: {len(body)}"])]
    return "\r\n".join([*lines, "", ""]).encode() + body


class OddServer:
    """Answers by path; keeps the requests it saw and counts the connections it took."""

    def __init__(self, tls: ssl.SSLContext | None = None, greeting: bytes = b"") -> None:
        self.requests: list[str] = []
        self.connections = 0
        self.active = 0
        self.most_active = 0
        self.hung_up = asyncio.Event()
        self.asked = asyncio.Event()
        self.port = 0
        self._tls = tls
        self._greeting = greeting
        self._answers: dict[str, bytes | Answer] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def answers(self, path: str, answer: bytes | Answer) -> None:
        self._answers[path] = answer

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0, ssl=self._tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.create_task(self._serve(reader, writer), name="odd server")
        self._tasks.add(task)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            writer.write(self._greeting)
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                self.requests.append(head)
                self.asked.set()
                await self._answer(self._answers[head.split(" ")[1]], writer)
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            self.hung_up.set()
        finally:
            writer.close()

    async def _answer(self, answer: bytes | Answer, writer: asyncio.StreamWriter) -> None:
        self.active += 1
        self.most_active = max(self.most_active, self.active)
        try:
            if isinstance(answer, bytes):
                writer.write(answer)
                await writer.drain()
                if b"Connection: close" in answer:
                    raise ConnectionResetError
            else:
                await answer(writer)
        finally:
            self.active -= 1
