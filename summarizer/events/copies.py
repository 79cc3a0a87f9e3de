"""Copies: the same text again, at another paper or after a small edit.

Three looks, the surest first: the canonical address, the text itself, and a SimHash of 64 bits that changes little when
few words do. At most `MAX_BITS` differing bits make a copy: that finds all texts with 2 % of their words edited, some
nine in ten with 10 %, and takes no different report for one.

Source: Charikar, STOC 2002 (the hash); Manku, Jain and Das Sarma, WWW 2007 (looking it up by bands).
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
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

_BANDS = 4
_BAND_BITS = HASH_BITS // _BANDS
_BAND_MASK = (1 << _BAND_BITS) - 1
_BAND_FLIPS = MAX_BITS // _BANDS
"""Of `MAX_BITS` differences in four bands, some band has at most two: looking two flips around finds every copy."""

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

    Looking up costs 548 looks into a dictionary and a comparison with less than one in a hundred of the stories.
    """

    def __init__(self) -> None:
        self._kept: dict[Key, tuple[int, Fingerprint]] = {}
        self._added = 0
        self._marked: dict[str | int, dict[Key, None]] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, key: Key, print_: Fingerprint) -> None:
        """Keep a story under `key`; one kept under it before is replaced."""
        self.discard(key)
        self._kept[key] = (self._added, print_)
        self._added += 1
        for mark in _marks(print_):
            self._marked.setdefault(mark, {})[key] = None

    def discard(self, key: Key) -> None:
        """Forget a story; one that is not kept is no error."""
        if key not in self._kept:
            return
        _number, print_ = self._kept.pop(key)
        for mark in _marks(print_):
            del self._marked[mark][key]
            if not self._marked[mark]:
                del self._marked[mark]

    def find(self, print_: Fingerprint) -> Key | None:
        """Give the story that `print_` is a copy of: the same address, else the same words, else the nearest SimHash.

        Ties go to the one kept first; None when there is no copy.
        """
        for mark in (print_.url, print_.digest):
            if mark is not None and (same := self._marked.get(mark)):
                return next(iter(same))
        return None if print_.simhash is None else self._nearest(print_.simhash)

    def _nearest(self, value: int) -> Key | None:
        best: tuple[int, int] = (MAX_BITS + 1, 0)
        found: Key | None = None
        for key in self._candidates(value):
            number, print_ = self._kept[key]
            assert print_.simhash is not None
            rank = (differing_bits(value, print_.simhash), number)
            if rank < best:
                best, found = rank, key
        return found

    def _candidates(self, value: int) -> Iterator[Key]:
        """The stories that may differ in at most `MAX_BITS` bits; some come twice."""
        for band in _bands(value):
            for flips in _FLIPS:
                yield from self._marked.get(band ^ flips, ())


def _marks(print_: Fingerprint) -> Iterator[str | int]:
    """Under what a story is looked up: its address, its digest (no address looks like one), its bands."""
    if print_.url is not None:
        yield print_.url
    yield print_.digest
    if print_.simhash is not None:
        yield from _bands(print_.simhash)


def _bands(value: int) -> tuple[int, ...]:
    """The bands of a SimHash, each with its own number in the bits above."""
    return tuple(at << _BAND_BITS | (value >> (_BAND_BITS * at) & _BAND_MASK) for at in range(_BANDS))


_FLIPS = tuple(
    sum(1 << bit for bit in bits) for count in range(_BAND_FLIPS + 1) for bits in combinations(range(_BAND_BITS), count)
)
