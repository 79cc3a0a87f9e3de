"""Copies: the same text again, at another paper or after a small edit.

Three looks, the surest first: the canonical address, the text itself, and a SimHash of 64 bits that changes little when
few words do. At most `MAX_BITS` differing bits make a copy: of news stories with 2, 10 and 20 % of their words edited
that finds 1.00, .96 and .73, of agency briefs .99, .80 and .53; other stories are taken for copies .00 to .02 times a
story, and most of those are the same story in another edition.

Source: Charikar, STOC 2002; its use for pages: Manku, Jain and Das Sarma, WWW 2007.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

import numpy as np

from summarizer.errors import NotALink
from summarizer.sources.urls import canonical_url, split_link
from summarizer.text.language import base_language
from summarizer.text.words import cut, fold, terms

MAX_BITS = 10
HASH_BITS = 64
LEAST_TERMS = 16
"""Content words without which a text has no SimHash: of fewer, one edited word is too much."""

LONGEST_CHARS = 100_000
CACHED_STEMS = 200_000
_COUNT_POWER = 0.6
"""How repeats weigh. More finds more edited copies (.98 instead of .93 at a tenth edited), but takes ten times as many
pairs of different stories for copies. Pairs of neighbours, added, lose copies and keep out no false ones."""

_FIRST_ROWS = 256
_FAR = 100
"""Added to the bits of a story that was forgotten: more than any two hashes differ in."""

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """By what a story's copies are told.

    `url` is the canonical address, None when there is none or it is a front page. `digest` is the hash of the words of
    the text (hexadecimal, 32 digits). `simhash` has 64 bits, None for a text too short.
    """

    url: str | None
    digest: str
    simhash: int | None


def fingerprint(title: str, text: str, *, language: str | None = None, url: str | None = None) -> Fingerprint:
    """Give what a story is compared by; the title counts only where the text is too short to stand alone.

    Papers give an agency's text headlines of their own. Case, accents, punctuation and white space do not matter. Only
    the first `LONGEST_CHARS` characters are read; linear, about half a millisecond for 500 words.
    """
    code = base_language(language)
    text = text[:LONGEST_CHARS]
    content = terms(text, code)
    whole = text if len(content) >= LEAST_TERMS else f"{title[:LONGEST_CHARS]}\n{text}"
    words = " ".join(map(fold, cut(whole)))
    return Fingerprint(
        url=story_address(url) if url else None,
        digest=hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
        simhash=simhash(content) if len(content) >= LEAST_TERMS else None,
    )


def story_address(url: str) -> str | None:
    """Give the canonical form of a story's address; None for what is no address, and for a front page."""
    try:
        canonical = canonical_url(url)
        link = split_link(canonical)
    except NotALink:
        return None
    return None if link.path in ("", "/") and not link.query else canonical


def simhash(content: Sequence[str]) -> int:
    """Give the SimHash of stems, repeats kept, in any order; 0 for none. The same in every process."""
    counts = Counter(content)
    if not counts:
        return 0
    hashes = np.array([_hash(term) for term in counts], "<u8")
    signs = np.unpackbits(hashes.view(np.uint8).reshape(-1, 8), axis=1).astype(np.int64) * 2 - 1
    # Whole numbers, so that no order of adding and no machine rounds a tie to another side.
    weights = np.array([round(1000 * count**_COUNT_POWER) for count in counts.values()])
    sums = weights @ signs
    return int.from_bytes(np.packbits(sums > 0).tobytes(), "big")


def differing_bits(first: int, second: int) -> int:
    """In how many of their bits two SimHashes differ."""
    return (first ^ second).bit_count()


@lru_cache(maxsize=CACHED_STEMS)
def _hash(term: str) -> int:
    return int.from_bytes(hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


class CopyIndex(Generic[Key]):
    """The fingerprints of stories, and which of them a new one is a copy of.

    SimHashes stand in one array and all are compared at once. That is linear, but takes some 0.2 ms for 100,000
    stories (three days of ten thousand feeds bring 600,000); bands in dictionaries take seven times as long.
    """

    def __init__(self) -> None:
        self._kept: dict[Key, Fingerprint] = {}
        self._marked: dict[str, dict[Key, None]] = {}
        self._rows: dict[Key, int] = {}
        self._keys: list[Key] = []
        self._hashes = np.zeros(_FIRST_ROWS, np.uint64)
        self._gone = np.zeros(_FIRST_ROWS, np.uint8)

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, key: Key, print_: Fingerprint) -> None:
        """Keep a story under `key`; one kept under it before is replaced."""
        self.discard(key)
        self._kept[key] = print_
        for mark in _marks(print_):
            self._marked.setdefault(mark, {})[key] = None
        if print_.simhash is not None:
            self._append(key, print_.simhash)

    def discard(self, key: Key) -> None:
        """Forget a story; one that is not kept is no error."""
        print_ = self._kept.pop(key, None)
        if print_ is None:
            return
        for mark in _marks(print_):
            del self._marked[mark][key]
            if not self._marked[mark]:
                del self._marked[mark]
        if key in self._rows:
            self._gone[self._rows.pop(key)] = _FAR

    def find(self, print_: Fingerprint) -> Key | None:
        """Give the story that `print_` is a copy of: the same address, else the same words, else the nearest SimHash.

        Ties go to the one kept first; None when there is no copy.
        """
        for mark in _marks(print_):
            if same := self._marked.get(mark):
                return next(iter(same))
        return None if print_.simhash is None else self._nearest(print_.simhash)

    def _nearest(self, value: int) -> Key | None:
        rows = len(self._keys)
        if not rows:
            return None
        bits = np.bitwise_count(self._hashes[:rows] ^ np.uint64(value)) + self._gone[:rows]
        row = int(bits.argmin())
        return self._keys[row] if bits[row] <= MAX_BITS else None

    def _append(self, key: Key, value: int) -> None:
        row = len(self._keys)
        if row == len(self._hashes):
            self._make_room()
            row = len(self._keys)
        self._rows[key] = row
        self._keys.append(key)
        self._hashes[row] = value

    def _make_room(self) -> None:
        """Close the gaps that forgotten stories left, in the same order, and leave as much room again."""
        kept = np.fromiter(self._rows.values(), np.int64, len(self._rows))
        self._keys = list(self._rows)
        self._rows = {key: row for row, key in enumerate(self._keys)}
        size = max(_FIRST_ROWS, 2 * len(kept))
        hashes = np.zeros(size, np.uint64)
        hashes[: len(kept)] = self._hashes[kept]
        self._hashes, self._gone = hashes, np.zeros(size, np.uint8)


def _marks(print_: Fingerprint) -> tuple[str, ...]:
    """What equal stories share: the address and the digest, which looks like no address."""
    return (print_.digest,) if print_.url is None else (print_.url, print_.digest)
