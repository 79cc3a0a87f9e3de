"""Misfortune on demand: what goes wrong, for which method, how often."""

import random
from dataclasses import dataclass, field

from bot.sandbox.errors import ApiError, bad_request, forbidden, migrated, too_many_requests
from bot.sandbox.wire import JsonObject, parse_integer

REFUSALS = ("400", "403", "429", "500", "blocked", "deactivated", "kicked", "migrated")
BREAKS = ("502", "hang", "drop", "reset", "delay")
BATCHES = ("duplicate", "reorder")
KINDS = (*REFUSALS, *BREAKS, *BATCHES)


@dataclass(slots=True, kw_only=True)
class Fault:
    """One rule. It strikes `count` times (None: until reset), each time with probability `share`."""

    kind: str
    method: str = "*"
    count: int | None = 1
    chat: int | None = None
    share: float = 1.0
    retry_after: int = 1
    delay_s: float = 1.0
    description: str = ""
    struck: int = 0

    @property
    def is_spent(self) -> bool:
        """Whether it has struck as often as it should."""
        return self.count is not None and self.struck >= self.count

    def fits(self, method: str, chat_id: int | None) -> bool:
        """Whether the rule is about this call; duplicates and reordering are about getUpdates alone."""
        meant = "getupdates" if self.kind in BATCHES else self.method.lower()
        return meant in ("*", method.lower()) and self.chat in (None, chat_id)

    def refusal(self) -> ApiError:
        """The error of a fault that refuses the call before it has any effect."""
        if self.kind == "429":
            return too_many_requests(self.retry_after)
        if self.kind == "migrated":
            return migrated(-1_000_000_000_000 + (self.chat or 0))
        if self.kind == "400":
            return bad_request(self.description or "chat not found")
        if self.kind == "500":
            return ApiError(500, self.description or "Internal Server Error")
        texts = {"deactivated": "user is deactivated", "kicked": "bot was kicked from the supergroup chat"}
        return forbidden(self.description or texts.get(self.kind, "bot was blocked by the user"))

    def as_json(self) -> JsonObject:
        """The rule and how often it struck."""
        return {name: getattr(self, name) for name in Fault.__dataclass_fields__}


@dataclass(slots=True)
class Faults:
    """The rules in force, asked once per call; the draw is seeded, so a run repeats."""

    rules: list[Fault] = field(default_factory=list)
    _random: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311 - not for secrets

    def add(self, fault: Fault) -> None:
        """Put a rule in force, after those there are."""
        self.rules.append(fault)

    def clear(self) -> None:
        """Lift every rule."""
        self.rules.clear()

    def strike(self, method: str, chat_id: int | None) -> Fault | None:
        """The first rule that strikes this call, counted, or None."""
        for fault in self.rules:
            if fault.fits(method, chat_id) and not fault.is_spent and self._draw(fault.share):
                fault.struck += 1
                return fault
        return None

    def _draw(self, share: float) -> bool:
        return share >= 1 or self._random.random() < share


def parse_fault(value: JsonObject) -> Fault:
    """A rule as POST /sim/faults gives it.

    Raises:
        ValueError: the kind is unknown or a number is none; the text says which.
    """
    kind = str(value.get("kind", ""))
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}, not {kind!r}")
    count = value.get("count", 1)
    share = float(value.get("share", 1))
    if not 0 <= share <= 1:
        raise ValueError(f"share must lie between 0 and 1, not {share}")
    return Fault(
        kind=kind,
        method=str(value.get("method") or "*"),
        count=None if count is None else int(count),
        chat=parse_integer(value.get("chat")),
        share=share,
        retry_after=int(value.get("retry_after") or 1),
        delay_s=float(value.get("delay_s", 1)),
        description=str(value.get("description") or ""),
    )
