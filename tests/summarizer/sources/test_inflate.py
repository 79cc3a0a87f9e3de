"""Bodies unpacked with a bound, whatever way they come in pieces."""

import gzip
import zlib
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import TooLarge, WrongType
from summarizer.sources.inflate import STEP_BYTES, BrokenCompression, Inflater, parse_content_encoding


def _raw_deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return engine.compress(data) + engine.flush()


def _two_members(data: bytes) -> bytes:
    return gzip.compress(data[:3]) + gzip.compress(data[3:])


def _followed_by_noise(data: bytes) -> bytes:
    return gzip.compress(data) + b"noise\x1f\x8bnoise"


PACKERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "two members": ("gzip", _two_members),
    "followed by noise": ("gzip", _followed_by_noise),
    "zlib": ("deflate", zlib.compress),
    "raw": ("deflate", _raw_deflate),
    "plain": ("", bytes),
}


def unpack(coding: str, chunks: list[bytes], limit_bytes: int = 1 << 24) -> bytes:
    inflater = Inflater(coding=coding, limit_bytes=limit_bytes)
    pieces = [piece for chunk in chunks for piece in inflater.feed(chunk)]
    inflater.finish()
    assert all(len(piece) <= STEP_BYTES for piece in pieces if coding)
    return b"".join(pieces)


@given(st.sampled_from(sorted(PACKERS)), st.binary(max_size=400), st.sampled_from([1, 2, 3, 7, 19, 23, 500]))
def test_what_was_packed_comes_out_however_it_is_cut(packer: str, data: bytes, size: int) -> None:
    coding, pack = PACKERS[packer]
    packed = pack(data)
    assert unpack(coding, [packed[at : at + size] for at in range(0, len(packed), size)]) == data


def test_a_member_may_begin_in_the_midst_of_its_mark() -> None:
    first, second = gzip.compress(b"abc"), gzip.compress(b"def")
    assert unpack("gzip", [first + second[:1], second[1:]]) == b"abcdef"
    assert unpack("gzip", [first + b"\x1f"]) == b"abc"


@given(st.binary(max_size=60), st.sampled_from(["gzip", "deflate"]), st.integers(1, 20))
def test_noise_is_unpacked_or_refused(noise: bytes, coding: str, size: int) -> None:
    with suppress(BrokenCompression, TooLarge):
        assert len(unpack(coding, [noise[at : at + size] for at in range(0, len(noise), size)], 1000)) <= 1000


@given(st.sampled_from(["gzip", "zlib", "raw"]), st.binary(min_size=1, max_size=200), st.data())
def test_a_body_that_ends_too_early_is_broken(packer: str, body: bytes, data: st.DataObject) -> None:
    coding, pack = PACKERS[packer]
    packed = pack(body)
    cut = data.draw(st.integers(1, len(packed) - 1))
    with pytest.raises(BrokenCompression):
        unpack(coding, [packed[:cut]])


@pytest.mark.parametrize("packer", sorted(PACKERS))
def test_a_limit_holds_to_the_byte(packer: str) -> None:
    coding, pack = PACKERS[packer]
    packed = pack(b"x" * 1_000_000)
    assert len(unpack(coding, [packed], 1_000_000)) == 1_000_000
    with pytest.raises(TooLarge) as caught:
        unpack(coding, [packed], 999_999)
    assert caught.value.limit_bytes == 999_999


def test_bytes_on_the_wire_count_even_if_they_give_nothing() -> None:
    with pytest.raises(TooLarge):
        unpack("gzip", [gzip.compress(b"") + bytes(100)] * 2, 100)


def test_an_empty_body_is_empty_in_every_packing() -> None:
    assert {unpack(coding, []) for coding in ("", "gzip", "deflate")} == {b""}


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("X-Gzip", "gzip"),
        ("deflate", "deflate"),
        ("identity,gzip", "gzip"),
    ],
)
def test_one_packing_is_taken(header: str, coding: str) -> None:
    assert parse_content_encoding(header) == coding


@pytest.mark.parametrize("header", ["br", "zstd", "compress", "gzip, gzip", "gzip,deflate", "gzip, br", "x" * 999])
def test_what_was_not_asked_for_is_refused(header: str) -> None:
    with pytest.raises(WrongType) as caught:
        parse_content_encoding(header)
    assert caught.value.media_type.startswith("content-encoding ")
    assert len(caught.value.media_type) < 80
