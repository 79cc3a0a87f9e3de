"""Bodies unpacked with a bound: gzip and deflate, one layer, never more bytes at once than a step.

Counting what a client library gives does not protect: it unpacks a whole wire chunk first. `zlib` with `max_length`
never makes more than it is asked for.
"""

import zlib
from collections.abc import Iterator

from summarizer.errors import TooLarge, WrongType

STEP_BYTES = 1 << 18
"""Unpacked between two looks at the event loop: a quarter of a MiB takes zlib about a millisecond."""

_CODINGS = {"": "", "identity": "", "gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}
_GZIP_WINDOW = 16 + zlib.MAX_WBITS
_MAX_MEMBERS = 16  # of one gzip body; a megabyte of empty ones would cost seconds


class BrokenCompression(Exception):
    """The bytes are not what their Content-Encoding says, or end too early."""


def parse_content_encoding(header: str) -> str:
    """Give "gzip", "deflate" or "" for a body that is not packed.

    Raises:
        WrongType: another coding, or more than one: we asked for neither.
    """
    named = [coding.strip().lower() for coding in header.split(",")]
    packed = [coding for coding in named if coding not in ("", "identity")]
    if len(packed) > 1 or any(coding not in _CODINGS for coding in packed):
        raise WrongType(media_type=f"content-encoding {header[:60]}")
    return _CODINGS[packed[0]] if packed else ""


class Inflater:
    """Unpacks a body piece by piece and stops it at `limit_bytes`, wire and unpacked bytes counted alike."""

    def __init__(self, *, coding: str, limit_bytes: int) -> None:
        self._coding = coding
        self._limit_bytes = limit_bytes
        self._given = 0
        self._taken = 0
        self._head = b""
        self._engine: zlib._Decompress | None = None
        self._members = 0
        self._over = False

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Give what `chunk` unpacks to, in pieces of at most `STEP_BYTES`.

        Raises:
            TooLarge: more than the limit on the wire or unpacked.
            BrokenCompression: the bytes cannot be unpacked.
        """
        self._taken += len(chunk)
        self._check(self._taken)
        if not self._coding:
            yield self._count(chunk)
            return
        pending, self._head = self._head + chunk, b""
        while pending and not self._over:
            if self._at_border() and len(pending) < 2:  # the first two bytes say what follows
                self._head = pending
                return
            engine = self._engine_for(pending)
            if engine is not None:
                yield self._count(_unpack(engine, pending))
                pending = engine.unused_data if engine.eof else engine.unconsumed_tail

    def finish(self) -> None:
        """Say that the body is over.

        Raises:
            BrokenCompression: in the midst of a packed stream.
        """
        if self._head if self._engine is None else not self._engine.eof:
            raise BrokenCompression("the body ends too early")

    def _at_border(self) -> bool:
        return self._engine is None or self._engine.eof

    def _engine_for(self, pending: bytes) -> "zlib._Decompress | None":
        """The engine at work, a new one at the start or at another gzip member, None for what trails the last."""
        if self._engine is None:
            self._engine = zlib.decompressobj(_GZIP_WINDOW if self._coding == "gzip" else _deflate_window(pending))
        elif self._engine.eof:
            self._members += 1
            if self._coding != "gzip" or self._members >= _MAX_MEMBERS or not pending.startswith(b"\x1f\x8b"):
                self._over = True
                return None
            self._engine = zlib.decompressobj(_GZIP_WINDOW)
        return self._engine

    def _count(self, piece: bytes) -> bytes:
        self._given += len(piece)
        self._check(self._given)
        return piece

    def _check(self, count: int) -> None:
        if count > self._limit_bytes:
            raise TooLarge(limit_bytes=self._limit_bytes)


def _unpack(engine: "zlib._Decompress", pending: bytes) -> bytes:
    try:
        return engine.decompress(pending, STEP_BYTES)
    except zlib.error as error:
        raise BrokenCompression(str(error)) from error


def _deflate_window(pending: bytes) -> int:
    """Servers send "deflate" with zlib's two bytes of header, as the standard says, or without."""
    wrapped = pending[0] & 0x0F == 8 and (pending[0] << 8 | pending[1]) % 31 == 0
    return zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS
