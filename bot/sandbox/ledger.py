"""Every call of the bot: what it asked, what it got, what was odd about it."""

from collections import deque
from dataclasses import dataclass, field

from bot.sandbox.parameters import Params
from bot.sandbox.wire import JsonObject

KEPT = 20_000


@dataclass(slots=True)
class Ledger:
    """The latest calls, oldest first, and how many there were by method."""

    last: int = 0
    calls: deque[JsonObject] = field(default_factory=lambda: deque(maxlen=KEPT))
    counts: dict[str, int] = field(default_factory=dict)

    def note(self, method: str, params: Params, at: float, warnings: list[str]) -> JsonObject:
        """Open an entry; whoever answers the call completes it; until then `status` is null."""
        self.last += 1
        self.counts[method] = self.counts.get(method, 0) + 1
        shown = {**params.values, **{name: _shown(upload.name, upload.data) for name, upload in params.files.items()}}
        entry: JsonObject = {"seq": self.last, "at": at, "method": method, "params": shown, "warnings": warnings}
        entry["status"] = None
        self.calls.append(entry)
        return entry

    def clear(self) -> None:
        """Forget every call; numbers go on rising."""
        self.calls.clear()
        self.counts.clear()


def _shown(name: str, data: bytes) -> JsonObject:
    return {"file_name": name, "size": len(data)}
