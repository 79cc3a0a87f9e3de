"""Logs: one canonical line for each unit of work, facts as fields, no secret and nobody's text.

logger = get_logger(__name__)
event(logger, "update handled", update_id=17, took_ms=41, outcome="done")
"""

import json
import logging
import re
import sys
import time
from collections.abc import Mapping
from typing import TextIO

SECRETS = re.compile(r"\d{1,12}:[A-Za-z0-9_-]{20,}|(?<=://)[^\s/@:]{1,200}:[^\s/@]{1,200}(?=@)")
REDACTED = "[redacted]"
NOISY = ("httpx", "httpcore", "aiohttp", "telegram", "alembic", "trafilatura", "asyncio", "aiosqlite", "sqlalchemy")


def get_logger(name: str) -> logging.Logger:
    """The logger of a module."""
    return logging.getLogger(name)


def event(logger: logging.Logger, phrase: str, *, level: int = logging.INFO, **facts: object) -> None:
    """Log a constant `phrase` with `facts` as fields."""
    logger.log(level, phrase, extra={"facts": facts})


def redact(text: str) -> str:
    """`text` without anything that looks like a bot token or the credentials of a URL."""
    return SECRETS.sub(REDACTED, text)


class LineFormatter(logging.Formatter):
    """`2026-11-22T10:00:00Z INFO bot.app update handled update_id=17 took_ms=41`, always one line unless it failed."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; secrets are redacted in everything, tracebacks included."""
        stamp = self.formatTime(record, "%Y-%m-%dT%H:%M:%S")
        facts: Mapping[str, object] = getattr(record, "facts", {})
        fields = "".join(f" {name}={_field(value)}" for name, value in facts.items())
        line = f"{stamp}Z {record.levelname} {record.name} {record.getMessage()}{fields}"
        if record.exc_info:
            line = f"{line}\n{self.formatException(record.exc_info)}"
        return redact(line)

    @staticmethod
    def converter(timestamp: float | None) -> time.struct_time:
        """Times are UTC."""
        return time.gmtime(timestamp)


def _field(value: object) -> str:
    text = str(value)
    return text if re.fullmatch(r"[\w.:/+-]{1,200}", text) else json.dumps(text, ensure_ascii=False)


def configure_logs(level: str, stream: TextIO | None = None) -> None:
    """Send everything from `level` up to `stream` (standard error), libraries from WARNING up, all redacted."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(LineFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
