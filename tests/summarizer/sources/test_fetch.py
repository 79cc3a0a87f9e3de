"""The door on the wire: a real client against a server on loopback that behaves as badly as it is told to.

That no private address is ever connected to is shown where every address is local: tests/hostile/test_guard_netns.py.
"""

import asyncio
import gzip
import shutil
import socket
import ssl
import subprocess
import time
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from ipaddress import IPv4Address
from pathlib import Path

import aiohttp
import pytest

from summarizer.errors import (
    BlockedAddress,
    HttpStatus,
    NotALink,
    SummarizerError,
    Timeout,
    TooLarge,
    Unreachable,
    WrongType,
)
from summarizer.sources.fetch import (
    _HOP,
    ANYTHING,
    FEEDS,
    PAYWALL_STATUSES,
    SIP_BYTES,
    Accept,
    Fetcher,
    FetchLimits,
    Validators,
    _agreed_url,
    _checked_socket,
    _CheckedResolver,
    _Hop,
    system_certificates,
)
from summarizer.sources.guard import AllowList, check_link
from summarizer.sources.lookup import Resolver
from summarizer.sources.urls import Link
from tests.summarizer.sources.odd_server import Answer, OddServer, response
from tests.summarizer.sources.slow_names import SlowNames

LOOPBACK = IPv4Address("127.0.0.1")
LIMITS = FetchLimits(deadline_s=5.0, refusal_s=0.0)
HTML = "Content-Type: text/html; charset=UTF-8"
MIB = 1024 * 1024
TRUSTS_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # and takes no time to load


@pytest.fixture
async def server() -> AsyncIterator[OddServer]:
    async with OddServer() as running:
        yield running


def fetcher_for(server: OddServer, limits: FetchLimits = LIMITS, tls: ssl.SSLContext | None = None) -> Fetcher:
    """A fetcher for which two names stand for the server; no other name exists."""
    names = ("news.localhost", "other.localhost")
    fixed = {(name, server.port): LOOPBACK for name in names}
    return Fetcher(limits=limits, allow=AllowList(fixed=fixed), lookup=no_such_name, tls=tls or TRUSTS_NOBODY)


def no_such_name(name: str) -> tuple[str, ...]:
    raise OSError(name)


async def fetch_error(fetcher: Fetcher, url: str, accept: Accept = ANYTHING) -> SummarizerError:
    with pytest.raises(SummarizerError) as caught:
        await fetcher.fetch(url, accept=accept)
    return caught.value


# --- an ordinary answer --------------------------------------------------------------------------------------------


async def test_an_answer_comes_with_what_its_headers_say(server: OddServer) -> None:
    server.answers(
        "/a?b=%20c",
        response(
            b"<p>hello</p>",
            HTML,
            'ETag: W/"x-1"',
            "Last-Modified: Sun, 01 Nov 2026 10:00:00 GMT",
            "Cache-Control: public, max-age=600",
            "Expires: Sun, 01 Nov 2026 11:00:00 GMT",
        ),
    )
    async with fetcher_for(server) as fetcher:
        answer = await fetcher.fetch(f"http://news.localhost:{server.port}/a?b=%20c#d")
    assert (answer.status, answer.data, answer.media_type, answer.charset) == (
        200,
        b"<p>hello</p>",
        "text/html",
        "utf-8",
    )
    assert (answer.etag, answer.last_modified) == ('W/"x-1"', "Sun, 01 Nov 2026 10:00:00 GMT")
    assert (answer.max_age_s, answer.expires_at) == (600, datetime(2026, 11, 1, 11, tzinfo=UTC))
    assert answer.url == f"http://news.localhost:{server.port}/a?b=%20c"
    assert not answer.not_modified
    assert answer.permanent_url is None


async def test_a_request_says_who_asks_and_nothing_else(server: OddServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    server.answers("/", response(b"", "Location: /b", "Set-Cookie: id=7", status="302 Found"))
    server.answers("/b", response(b"x", HTML))
    async with fetcher_for(server) as fetcher:
        await fetcher.fetch(f"http://news.localhost:{server.port}/", accept=Accept(header="text/html"))
    head = server.requests[1].lower()
    assert f"host: news.localhost:{server.port}\r\n" in head
    assert "user-agent: nutgraf/" in head
    assert "accept: text/html\r\n" in head
    assert "accept-encoding: gzip, deflate\r\n" in head
    assert len(head.strip().split("\r\n")) == 5


async def test_connections_are_kept_between_fetches(server: OddServer) -> None:
    server.answers("/", response(b"x", HTML))
    async with fetcher_for(server) as fetcher:
        for _ in range(3):
            await fetcher.fetch(f"http://news.localhost:{server.port}/")
        await fetcher.fetch(f"http://other.localhost:{server.port}/")
    assert (len(server.requests), server.connections) == (4, 2)  # names never share one


async def test_a_fetcher_that_was_not_opened_says_so() -> None:
    fetcher = Fetcher()
    with pytest.raises(RuntimeError, match="async with"):
        await fetcher.fetch("https://news.example/")
    await fetcher.__aexit__(None, None, None)


async def test_by_default_the_systems_certificates_and_resolver_are_used() -> None:
    async with Fetcher(limits=LIMITS) as fetcher:
        assert isinstance(await fetch_error(fetcher, "http://localhost/"), BlockedAddress)


# --- validators and statuses ---------------------------------------------------------------------------------------


async def test_validators_go_back_byte_for_byte_and_304_is_an_answer(server: OddServer) -> None:
    server.answers("/feed", response(b"", 'ETag: "v2"', status="304 Not Modified"))
    validators = Validators(etag='W/"a\\b"', last_modified="Sun, 1 Nov 2026 10:00:00 GMT")
    async with fetcher_for(server) as fetcher:
        answer = await fetcher.fetch(f"http://news.localhost:{server.port}/feed", validators=validators)
        error = await fetch_error(fetcher, f"http://news.localhost:{server.port}/feed")
    assert answer.not_modified
    assert (answer.status, answer.data, answer.etag) == (304, b"", '"v2"')
    assert 'If-None-Match: W/"a\\b"\r\n' in server.requests[0]
    assert "If-Modified-Since: Sun, 1 Nov 2026 10:00:00 GMT\r\n" in server.requests[0]
    assert isinstance(error, HttpStatus)  # a 304 that nobody asked for
    assert "If-" not in server.requests[1]


@pytest.mark.parametrize("status", ["401 No", "404 Not Found", "500 Oops", "300 Choices", "302 Found"])
async def test_an_error_status_is_an_error(server: OddServer, status: str) -> None:
    server.answers("/", response(b"x", HTML, status=status))
    async with fetcher_for(server) as fetcher:
        error = await fetch_error(fetcher, f"http://news.localhost:{server.port}/")
    assert isinstance(error, HttpStatus)
    assert error.status == int(status[:3])


async def test_a_caller_may_ask_for_the_body_of_an_error(server: OddServer) -> None:
    server.answers("/", response(b"Subscribe!", "Content-Type: image/png", status="402 Payment Required"))
    accept = replace(FEEDS, statuses=PAYWALL_STATUSES)
    async with fetcher_for(server) as fetcher:
        answer = await fetcher.fetch(f"http://news.localhost:{server.port}/", accept=accept)
    assert (answer.status, answer.data) == (402, b"Subscribe!")


@pytest.mark.parametrize(
    ("retry_after", "seconds"), [("120", 120.0), ("Sun, 01 Nov 2026 10:05:00 GMT", 300.0), ("soon", None)]
)
async def test_a_busy_feed_says_when_to_come_back(server: OddServer, retry_after: str, seconds: float | None) -> None:
    date = "Date: Sun, 01 Nov 2026 10:00:00 GMT"
    server.answers("/", response(b"", date, f"Retry-After: {retry_after}", status="429 Too Many Requests"))
    async with fetcher_for(server) as fetcher:
        answer = await fetcher.fetch(f"http://news.localhost:{server.port}/", accept=FEEDS)
    assert (answer.status, answer.retry_after_s) == (429, seconds)


# --- redirects -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_are_followed_to_the_page(server: OddServer, status: int) -> None:
    server.answers("/a", response(b"", "Location: b?x#y", status=f"{status} Moved"))
    server.answers("/b?x", response(b"page", HTML))
    async with fetcher_for(server) as fetcher:
        answer = await fetcher.fetch(f"http://news.localhost:{server.port}/a")
    assert (answer.data, answer.url) == (b"page", f"http://news.localhost:{server.port}/b?x")
    assert answer.permanent_url == (answer.url if status in (301, 308) else None)


async def test_only_the_permanent_beginning_of_the_way_is_permanent(server: OddServer) -> None:
    server.answers("/1", response(b"", "Location: /2", status="301 Moved"))
    server.answers("/2", response(b"", "Location: /3", status="308 Moved"))
    server.answers("/3", response(b"", "Location: /4", status="302 Found"))
    server.answers("/4", response(b"", "Location: /5", status="301 Moved"))
    server.answers("/5", response(b"page", HTML))
    async with fetcher_for(server) as fetcher:
        answer = await fetcher.fetch(f"http://news.localhost:{server.port}/1")
    assert answer.permanent_url == f"http://news.localhost:{server.port}/3"


async def test_redirects_end(server: OddServer) -> None:
    server.answers("/", response(b"", "Location: /", status="302 Found"))
    async with fetcher_for(server) as fetcher:
        error = await fetch_error(fetcher, f"http://news.localhost:{server.port}/")
    assert isinstance(error, Unreachable)
    assert error.reason == "more than 5 redirects"
    assert len(server.requests) == 6


@pytest.mark.parametrize(
    "location",
    [
        *("//[fd12::7]/", "http://10.77.3.2/", "http://2130706433/", "//127.0.0.1:{port}/x"),
        *("//u@other.localhost:{port}/x", "http://[::ffff:127.0.0.1]:{port}/x", "//router/"),
        "http://169.254.169.254/latest/meta-data/",
    ],
)
async def test_a_redirect_to_a_closed_address_is_refused_like_any(server: OddServer, location: str) -> None:
    server.answers("/out", response(b"", f"Location: {location.format(port=server.port)}", status="302 Found"))
    server.answers("/x", response(b"secret", HTML))
    url = f"http://news.localhost:{server.port}/out"
    async with fetcher_for(server) as fetcher:
        error = await fetch_error(fetcher, url)
    assert isinstance(error, BlockedAddress)
    assert error.__dict__ == {"url": url}  # not a word about where it led
    assert error.__cause__ is None
    assert len(server.requests) == 1


async def test_a_redirect_to_no_address_is_told_so(server: OddServer) -> None:
    server.answers("/", response(b"", "Location: mailto:me@news.example", status="302 Found"))
    async with fetcher_for(server) as fetcher:
        assert isinstance(await fetch_error(fetcher, f"http://news.localhost:{server.port}/"), NotALink)


# --- names ---------------------------------------------------------------------------------------------------------


class Names:
    """A name server whose answers change with every question."""

    def __init__(self, *answers: tuple[str, ...]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, name: str) -> tuple[str, ...]:
        self.asked.append(name)
        return self.answers.pop(0)


def named_fetcher(server: OddServer, lookup: Callable[[str], tuple[str, ...]], limits: FetchLimits = LIMITS) -> Fetcher:
    allow = AllowList.parse([f"nas.home.arpa:{server.port}"])
    return Fetcher(limits=limits, allow=allow, lookup=lookup, tls=TRUSTS_NOBODY)


@pytest.mark.parametrize(
    "answer",
    [("10.1.1.1",), ("8.8.8.8", "10.77.3.2"), ("2606:4700::1111", "::1"), ("fe80::1%lo",), ("169.254.169.254",)],
)
async def test_a_public_name_with_any_private_answer_is_refused(server: OddServer, answer: tuple[str, ...]) -> None:
    names = Names(answer)
    async with named_fetcher(server, names) as fetcher:
        assert isinstance(await fetch_error(fetcher, "https://news.example/"), BlockedAddress)
    assert (names.asked, server.connections) == (["news.example"], 0)


async def test_a_name_is_resolved_once_for_a_connection_and_judged_anew_for_the_next(server: OddServer) -> None:
    server.answers("/", response(b"x", HTML, "Connection: close"))
    names = Names(("127.0.0.1",), ("169.254.169.254",))
    async with named_fetcher(server, names) as fetcher:
        await fetcher.fetch(f"http://nas.home.arpa:{server.port}/")
        assert names.asked == ["nas.home.arpa"]
        assert isinstance(await fetch_error(fetcher, f"http://nas.home.arpa:{server.port}/"), BlockedAddress)
    assert (names.asked, server.connections) == (["nas.home.arpa"] * 2, 1)


async def test_a_dual_stack_name_falls_back_to_the_address_that_answers(server: OddServer) -> None:
    server.answers("/", response(b"x", HTML))
    async with named_fetcher(server, Names(("::1", "127.0.0.1"))) as fetcher:
        assert (await fetcher.fetch(f"http://nas.home.arpa:{server.port}/")).data == b"x"


async def test_a_name_that_nobody_knows_is_no_server(server: OddServer) -> None:
    async with fetcher_for(server) as fetcher:
        error = await fetch_error(fetcher, "https://news.example/")
    assert isinstance(error, Unreachable)
    assert error.reason == "there is no server of this name"


@pytest.mark.parametrize("answer", [(), ("no address",), tuple(f"8.8.8.{n}" for n in range(100))])
async def test_a_senseless_answer_is_no_server(server: OddServer, answer: tuple[str, ...]) -> None:
    async with named_fetcher(server, Names(answer)) as fetcher:
        error = await fetch_error(fetcher, "https://news.example/")
    assert isinstance(error, Unreachable)
    assert error.reason == "there is no server of this name"


async def test_a_slow_name_server_costs_its_own_deadline_only(server: OddServer) -> None:
    slow = SlowNames()
    started = time.perf_counter()
    async with named_fetcher(server, slow, replace(LIMITS, lookup_s=0.1)) as fetcher:
        error = await fetch_error(fetcher, "https://news.example/")
    assert isinstance(error, Timeout)
    assert error.seconds == 0.1
    assert time.perf_counter() - started < 2
    slow.released.set()


# --- the hooks by themselves ---------------------------------------------------------------------------------------


async def test_no_socket_is_made_outside_the_door(server: OddServer) -> None:
    info = (2, 1, 6, "", ("127.0.0.1", server.port))
    with pytest.raises(PermissionError):
        _checked_socket(info)
    resolver = _CheckedResolver(Resolver(lookup=Names(("127.0.0.1",))), AllowList(), 1.0)
    with pytest.raises(PermissionError):
        await resolver.resolve("news.example", 80)
    connector = aiohttp.TCPConnector(resolver=resolver, socket_factory=_checked_socket, use_dns_cache=False)
    async with aiohttp.ClientSession(connector=connector) as session:
        for host in ("127.0.0.1", "localhost"):
            with pytest.raises(aiohttp.ClientConnectorError):
                await session.get(f"http://{host}:{server.port}/")
    assert server.connections == 0


def test_a_socket_is_made_only_for_what_was_checked_in_this_hop() -> None:
    hop = _Hop(link=check_link("http://news.example/"), checked={(IPv4Address("93.184.215.14"), 80)})
    token = _HOP.set(hop)
    try:
        _checked_socket((2, 1, 6, "", ("93.184.215.14", 80))).close()
        assert hop.error is None
        for place in (("93.184.215.14", 81), ("93.184.215.15", 80), ("10.1.1.1", 80)):
            with pytest.raises(PermissionError):
                _checked_socket((2, 1, 6, "", place))
        assert isinstance(hop.error, BlockedAddress)
    finally:
        _HOP.reset(token)


async def test_the_loop_is_given_little_at_once() -> None:
    """A quarter of a MiB of interim answers, which asyncio would take at once, holds the loop for 150 ms."""
    hop = _Hop(link=check_link("http://news.example/"), checked={(LOOPBACK, 80)})
    token = _HOP.set(hop)
    with socket.create_server(("127.0.0.1", 0)) as listener, _checked_socket((2, 1, 6, "", ("127.0.0.1", 80))) as ours:
        _HOP.reset(token)
        ours.connect(listener.getsockname())
        theirs, _ = listener.accept()
        with theirs:
            await asyncio.to_thread(theirs.sendall, bytes(150_000))
            buffer = bytearray(262_144)
            assert 0 < len(ours.recv(262_144)) <= SIP_BYTES
            assert 0 < ours.recv_into(buffer) <= SIP_BYTES
            assert ours.recv_into(buffer, 10) == 10


def test_a_place_that_two_readers_see_differently_is_refused() -> None:
    with pytest.raises(BlockedAddress):
        _agreed_url(Link(scheme="http", host="news.example@10.1.1.1", port=80, path="/"))


async def test_a_literal_address_of_the_operators_network_works_and_its_neighbour_does_not(server: OddServer) -> None:
    server.answers("/", response(b"x", HTML))
    allow = AllowList.parse([f"127.0.0.1:{server.port}"])
    async with Fetcher(limits=LIMITS, allow=allow, tls=TRUSTS_NOBODY) as fetcher:
        assert (await fetcher.fetch(f"http://127.0.0.1:{server.port}/")).data == b"x"
        assert isinstance(await fetch_error(fetcher, f"http://127.0.0.2:{server.port}/"), BlockedAddress)
        assert isinstance(await fetch_error(fetcher, f"http://localhost:{server.port}/"), BlockedAddress)


# --- refusals ------------------------------------------------------------------------------------------------------


async def test_every_refusal_takes_the_same_time_and_says_the_same(server: OddServer) -> None:
    limits = replace(LIMITS, refusal_s=0.15)
    urls = ["http://10.77.3.2/", f"http://127.0.0.1:{server.port}/", "http://news.example/", "http://3232235777/"]
    async with named_fetcher(server, Names(("10.1.1.1",)), limits) as fetcher:
        times, texts = [], set()
        for url in urls:
            started = time.perf_counter()
            texts.add(str(await fetch_error(fetcher, url)))
            times.append(time.perf_counter() - started)
    assert texts == {"this address is not open to the bot"}
    assert all(0.14 <= taken < 0.6 for taken in times)
    assert server.connections == 0


# --- types and packing ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("media_type", ["video/mp4", "image/jpeg", "application/zip", "text/css"])
async def test_what_nobody_can_read_is_refused_before_its_body(server: OddServer, media_type: str) -> None:
    server.answers("/", response(b"", f"Content-Type: {media_type}", "Content-Length: 999999999"))
    async with fetcher_for(server) as fetcher:
        with pytest.raises(WrongType) as caught:
            await fetcher.fetch(f"http://news.localhost:{server.port}/")
    assert caught.value.media_type == media_type


async def test_an_unnamed_type_is_left_to_the_reader(server: OddServer) -> None:
    server.answers("/", response(b"%PDF-1.7"))
    async with fetcher_for(server) as fetcher:
        assert (await fetcher.fetch(f"http://news.localhost:{server.port}/")).media_type == ""


def _raw_deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return engine.compress(data) + engine.flush()


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(b"<p>x</p>")),
        ("x-gzip", gzip.compress(b"<p>x</p>")),
        ("GZIP", gzip.compress(b"<p>") + gzip.compress(b"x</p>")),
        ("gzip", gzip.compress(b"<p>x</p>") + b"trailing"),
        ("deflate", zlib.compress(b"<p>x</p>")),
        ("deflate", zlib.compress(b"<p>x</p>") + b"trailing"),
        ("deflate", _raw_deflate(b"<p>x</p>")),
        ("identity", b"<p>x</p>"),
        ("", b"<p>x</p>"),
        ("identity, gzip", gzip.compress(b"<p>x</p>")),
    ],
    ids=range(10),
)
async def test_gzip_and_deflate_are_unpacked(server: OddServer, coding: str, packed: bytes) -> None:
    async def one_by_one(writer: asyncio.StreamWriter) -> None:
        writer.write(response(b"", HTML, f"Content-Encoding: {coding}", f"Content-Length: {len(packed)}"))
        for index in range(len(packed)):
            writer.write(packed[index : index + 1])
            await writer.drain()

    server.answers("/", response(packed, HTML, f"Content-Encoding: {coding}"))
    server.answers("/slow", one_by_one)
    async with fetcher_for(server) as fetcher:
        assert (await fetcher.fetch(f"http://news.localhost:{server.port}/")).data == b"<p>x</p>"
        assert (await fetcher.fetch(f"http://news.localhost:{server.port}/slow")).data == b"<p>x</p>"


@pytest.mark.parametrize("coding", ["br", "zstd", "compress", "gzip, gzip", "gzip, br", "deflate, gzip"])
async def test_other_packings_and_layers_are_refused(server: OddServer, coding: str) -> None:
    server.answers("/", response(gzip.compress(b"x"), HTML, f"Content-Encoding: {coding}"))
    async with fetcher_for(server) as fetcher:
        error = await fetch_error(fetcher, f"http://news.localhost:{server.port}/")
    assert isinstance(error, WrongType)


async def test_two_headers_of_packing_are_two_layers(server: OddServer) -> None:
    server.answers("/", response(b"x", HTML, "Content-Encoding: gzip", "Content-Encoding: gzip"))
    async with fetcher_for(server) as fetcher:
        assert isinstance(await fetch_error(fetcher, f"http://news.localhost:{server.port}/"), WrongType)


async def test_gzip_in_gzip_is_unpacked_once(server: OddServer) -> None:
    inner = gzip.compress(b"x" * MIB)
    server.answers("/", response(gzip.compress(inner), HTML, "Content-Encoding: gzip"))
    async with fetcher_for(server) as fetcher:
        assert (await fetcher.fetch(f"http://news.localhost:{server.port}/")).data == inner


@pytest.mark.parametrize(
    "packed",
    [b"no gzip at all", gzip.compress(b"x" * 999)[:-12], gzip.compress(b"x" * 99)[:-9] + b"\xff" * 9, b"\x1f"],
    ids=range(4),
)
async def test_broken_packing_is_a_broken_answer(server: OddServer, packed: bytes) -> None:
    server.answers("/", response(packed, HTML, "Content-Encoding: gzip"))
    async with fetcher_for(server) as fetcher:
        error = await fetch_error(fetcher, f"http://news.localhost:{server.port}/")
    assert isinstance(error, Unreachable)
    assert error.reason == "its answer cannot be unpacked"


# --- exhaustion ----------------------------------------------------------------------------------------------------


def gzip_bomb(mebibytes: int) -> bytes:
    """Blocks of a raw stream, flushed fully, may be repeated: a gigabyte without compressing one."""
    engine = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    block = engine.compress(bytes(MIB)) + engine.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + block * mebibytes


async def _longest_lag(stop: asyncio.Event) -> float:
    longest, loop = 0.0, asyncio.get_running_loop()
    while not stop.is_set():
        before = loop.time()
        await asyncio.sleep(0.002)
        longest = max(longest, loop.time() - before - 0.002)
    return longest


async def _lag_s(fetcher: Fetcher, url: str) -> float:
    stop = asyncio.Event()
    watch = asyncio.create_task(_longest_lag(stop))
    await fetch_error(fetcher, url)
    stop.set()
    return await watch


async def _peak_bytes(fetcher: Fetcher, url: str) -> int:
    """What Python and zlib's results took at most, the server's share included."""
    tracemalloc.start()
    try:
        await fetch_error(fetcher, url)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _server_bombs() -> dict[str, bytes]:
    many_members = gzip.compress(b"") * 200_000
    return {
        "/gzip": response(gzip_bomb(1024), HTML, "Content-Encoding: gzip"),
        "/members": response(many_members, HTML, "Content-Encoding: gzip"),
        "/length": response(b"", HTML, "Content-Length: 99999999999"),
        "/header": b"HTTP/1.1 200 OK\r\nX: " + b"a" * (8 * MIB),
        "/headers": b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 500_000,
        "/status": b"HTTP/1.1 200 " + b"a" * (8 * MIB),
        "/noise": b"\x00\xff" * (4 * MIB),
        "/cookies": b"HTTP/1.1 200 OK\r\n" + b"Set-Cookie: a=b\r\n" * 500_000 + b"\r\n",
    }


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/gzip", TooLarge),
        ("/length", TooLarge),
        ("/header", Unreachable),
        ("/headers", Unreachable),
        ("/status", Unreachable),
        ("/noise", Unreachable),
        ("/cookies", Unreachable),
    ],
)
async def test_a_bomb_costs_little_memory_and_never_holds_the_loop(
    server: OddServer, path: str, kind: type[SummarizerError]
) -> None:
    server.answers(path, _server_bombs()[path])
    url = f"http://news.localhost:{server.port}{path}"
    async with fetcher_for(server) as fetcher:
        assert type(await fetch_error(fetcher, url)) is kind
        assert await _peak_bytes(fetcher, url) < 32 * MIB
        assert min([await _lag_s(fetcher, url) for _ in range(3)]) < 0.1


async def test_members_without_end_are_cut(server: OddServer) -> None:
    server.answers("/", _server_bombs()["/members"])
    async with fetcher_for(server) as fetcher:
        started = time.perf_counter()
        assert (await fetcher.fetch(f"http://news.localhost:{server.port}/")).data == b""
    assert time.perf_counter() - started < 2


async def _endless_chunks(writer: asyncio.StreamWriter) -> None:
    writer.write(response(b"", HTML, "Transfer-Encoding: chunked"))
    while True:
        writer.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")
        await writer.drain()


async def _endless_body(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b"x" * 65536)
        await writer.drain()


@pytest.mark.parametrize("answer", [_endless_chunks, _endless_body])
async def test_a_body_without_end_is_cut(server: OddServer, answer: Answer) -> None:
    server.answers("/", answer)
    async with fetcher_for(server) as fetcher:
        assert isinstance(await fetch_error(fetcher, f"http://news.localhost:{server.port}/"), TooLarge)
        await asyncio.wait_for(server.hung_up.wait(), 5)


async def test_a_limit_holds_on_the_wire_and_to_the_byte(server: OddServer) -> None:
    server.answers("/", response(b"x" * 1000, HTML))
    server.answers("/packed", response(gzip.compress(b"x" * 1000), HTML, "Content-Encoding: gzip"))
    async with fetcher_for(server) as fetcher:
        for path in ("/", "/packed"):
            url = f"http://news.localhost:{server.port}{path}"
            assert len((await fetcher.fetch(url, limit_bytes=1000)).data) == 1000
            with pytest.raises(TooLarge) as caught:
                await fetcher.fetch(url, limit_bytes=999)
            assert caught.value.limit_bytes == 999


@pytest.mark.parametrize(
    "answer",
    [
        response(b"short", HTML, "Content-Length: 100", "Connection: close"),
        response(b"5\r\nhel", HTML, "Transfer-Encoding: chunked", "Connection: close"),
        response(b"zz\r\nhello\r\n0\r\n\r\n", HTML, "Transfer-Encoding: chunked"),
        response(b"hello", HTML, "Content-Length: -5"),
        response(b"hello, and more than that", HTML, "Content-Length: 5"),
        response(b"hello", HTML, "Content-Length: 5", "Content-Length: 6"),
        b"SSH-2.0-OpenSSH_9.2\r\n Connection: close\r\n\r\n",
        b"Connection: close",
    ],
)
async def test_a_broken_answer_is_unreachable(server: OddServer, answer: bytes) -> None:
    server.answers("/", answer)
    async with fetcher_for(server) as fetcher:
        assert isinstance(await fetch_error(fetcher, f"http://news.localhost:{server.port}/"), Unreachable)


def _drip(head: bytes, drop: bytes) -> Answer:
    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(drop)
            await writer.drain()
            await asyncio.sleep(0.01)

    return answer


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (response(b"", HTML, "Content-Length: 99999"), b"x"),
        (response(b"", HTML, "Transfer-Encoding: chunked"), b"1\r\nx\r\n"),
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"y"),
        (b"", b""),
        (b"", b"HTTP/1.1 103 Early\r\n\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 5000),
    ],
    ids=["body", "chunks", "headers", "header", "silence", "early hints", "a flood of continue"],
)
async def test_one_deadline_ends_a_drip(server: OddServer, head: bytes, drop: bytes) -> None:
    server.answers("/", _drip(head, drop))
    limits = replace(LIMITS, deadline_s=0.3, headers=10_000)
    async with fetcher_for(server, limits) as fetcher:
        started = time.perf_counter()
        error = await fetch_error(fetcher, f"http://news.localhost:{server.port}/")
        assert time.perf_counter() - started < 1.5
    assert isinstance(error, Timeout)
    assert error.seconds == 0.3


async def test_a_body_longer_than_its_length_is_cut_or_refused(server: OddServer) -> None:
    server.answers("/", response(bytes(11 * MIB), HTML, "Content-Length: 99999"))
    async with fetcher_for(server) as fetcher:
        for _ in range(2):  # what was left over never becomes the next answer
            with suppress(Unreachable):
                assert (await fetcher.fetch(f"http://news.localhost:{server.port}/")).data == bytes(99999)


async def test_one_deadline_lies_over_all_redirects(server: OddServer) -> None:
    async def slow(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.15)
        writer.write(response(b"", "Location: /", status="302 Found"))

    server.answers("/", slow)
    async with fetcher_for(server, replace(LIMITS, deadline_s=0.4)) as fetcher:
        assert isinstance(await fetch_error(fetcher, f"http://news.localhost:{server.port}/"), Timeout)
    assert len(server.requests) < 5


# --- turns and cancellation ----------------------------------------------------------------------------------------


async def _slow_page(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(0.05)
    writer.write(response(b"x", HTML))
    await writer.drain()


async def test_a_host_is_asked_by_two_at_once(server: OddServer) -> None:
    server.answers("/", _slow_page)
    async with fetcher_for(server) as fetcher:
        answers = await asyncio.gather(*(fetcher.fetch(f"http://news.localhost:{server.port}/") for _ in range(6)))
    assert len(answers) == 6
    assert server.most_active == 2


async def test_waiting_for_a_turn_does_not_use_up_the_deadline(server: OddServer) -> None:
    server.answers("/", _slow_page)
    async with fetcher_for(server, replace(LIMITS, deadline_s=0.5, per_host=1)) as fetcher:
        url = f"http://news.localhost:{server.port}/"
        answers = await asyncio.gather(*(fetcher.fetch(url) for _ in range(14)))
    assert len(answers) == 14


async def test_the_wait_for_a_turn_ends(server: OddServer) -> None:
    server.answers("/", _drip(b"", b""))
    async with fetcher_for(server, replace(LIMITS, per_host=1, turn_s=0.1)) as fetcher:
        hog = asyncio.create_task(fetcher.fetch(f"http://news.localhost:{server.port}/"))
        await server.asked.wait()
        error = await fetch_error(fetcher, f"http://news.localhost:{server.port}/")
        assert isinstance(error, Timeout)
        assert error.seconds == 0.1
        hog.cancel()
        await asyncio.wait([hog])


async def test_a_cancelled_fetch_hangs_up_and_gives_its_turn_back(server: OddServer) -> None:
    server.answers("/hang", _drip(b"", b""))
    server.answers("/", response(b"x", HTML))
    async with fetcher_for(server, replace(LIMITS, per_host=1)) as fetcher:
        task = asyncio.create_task(fetcher.fetch(f"http://news.localhost:{server.port}/hang"))
        await server.asked.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await fetcher.fetch(f"http://news.localhost:{server.port}/")).data == b"x"
    assert server.connections == 2


# --- secure connections --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("certificate")
    key, crt = folder / "key.pem", folder / "crt.pem"
    made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=news.localhost", "-addext", "subjectAltName=DNS:news.localhost,DNS:nas.home.arpa"]
    subprocess.run([openssl, *made, *names, "-keyout", key, "-out", crt], check=True, capture_output=True)
    return key, crt


@pytest.fixture
async def secure_server(certificate: tuple[Path, Path]) -> AsyncIterator[OddServer]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate[1], certificate[0])
    async with OddServer(tls) as running:
        running.answers("/", response(b"x", HTML))
        yield running


async def test_the_certificate_must_be_for_the_name(secure_server: OddServer, certificate: tuple[Path, Path]) -> None:
    trusting = ssl.create_default_context(cafile=str(certificate[1]))
    async with fetcher_for(secure_server, tls=trusting) as fetcher:
        good = f"https://news.localhost:{secure_server.port}/"
        assert (await fetcher.fetch(good)).data == b"x"
        error = await fetch_error(fetcher, f"https://other.localhost:{secure_server.port}/")
    assert isinstance(error, Unreachable)
    assert error.reason == "its certificate is not valid for this name"
    assert len(secure_server.requests) == 1


async def test_certificate_variables_change_nothing(
    secure_server: OddServer, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
    monkeypatch.setenv("SSL_CERT_DIR", str(certificate[1].parent))
    async with fetcher_for(secure_server, tls=system_certificates()) as fetcher:
        error = await fetch_error(fetcher, f"https://news.localhost:{secure_server.port}/")
    assert isinstance(error, Unreachable)
    assert error.reason == "its certificate is not valid for this name"


async def test_a_plain_server_is_no_secure_one() -> None:
    async with OddServer(greeting=response(status="400 Bad Request")) as server, fetcher_for(server) as fetcher:
        error = await fetch_error(fetcher, f"https://news.localhost:{server.port}/")
    assert isinstance(error, Unreachable)
    assert error.reason == "no secure connection could be agreed on"


async def test_a_closed_port_is_unreachable() -> None:
    async with OddServer() as gone:
        port = gone.port
    allow = AllowList(fixed={("news.localhost", port): LOOPBACK})
    async with Fetcher(limits=LIMITS, allow=allow) as fetcher:
        error = await fetch_error(fetcher, f"http://news.localhost:{port}/")
    assert isinstance(error, Unreachable)
    assert error.reason == "it takes no connection"


@pytest.mark.parametrize("known", [True, False])
def test_the_systems_certificates_are_trusted_and_names_checked(known: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not known:  # a system that keeps them where OpenSSL was not built to look
        nowhere = ssl.DefaultVerifyPaths("", "", "", "/nowhere", "", "/nowhere")
        monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: nowhere)
    context = system_certificates()
    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED
