"""A lean Bot API for measuring clients: raw asyncio streams, canned answers, nothing checked. Run as a process.

python -m tests.bench.stub_server UPDATES    prints its port; `getUpdates` hands out that many "/help" messages
"""

import asyncio
import json
import sys

MESSAGE = {"message_id": 1, "date": 1_790_000_000, "chat": {"id": 7, "type": "private"}, "text": "ok"}
ME = {"id": 1, "is_bot": True, "first_name": "Stub", "username": "stub_bot", "can_join_groups": True}
CANNED = {
    "getMe": ME,
    "getMyCommands": [],
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
    "sendMessage": MESSAGE,
}
PEOPLE = 200


class Stub:
    """Counts sends; `updates` is how many messages people write."""

    def __init__(self, updates: int) -> None:
        self.updates = updates
        self.given = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = next(
                    (int(row[15:]) for row in head.split(b"\r\n") if row.lower().startswith(b"content-length:")), 0
                )
                await reader.readexactly(length)
                method = head.split(b" ", 2)[1].rsplit(b"/", 1)[-1].decode()
                answer = json.dumps({"ok": True, "result": await self.result(method)}).encode()
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(answer)
                )
                writer.write(answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def result(self, method: str) -> object:
        if method != "getUpdates":
            return CANNED.get(method, True)
        if self.given >= self.updates:
            await asyncio.sleep(1)
            return []
        first, self.given = self.given, min(self.given + 100, self.updates)
        return [self.update(number) for number in range(first + 1, self.given + 1)]

    def update(self, number: int) -> dict[str, object]:
        person = 1 + number % PEOPLE
        return {
            "update_id": number,
            "message": {
                "message_id": number,
                "date": 1_790_000_000,
                "chat": {"id": person, "type": "private", "first_name": "A"},
                "from": {"id": person, "is_bot": False, "first_name": "A"},
                "text": "/help",
                "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
            },
        }


async def main() -> None:
    stub = Stub(int(sys.argv[1]))
    server = await asyncio.start_server(stub.serve, "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
