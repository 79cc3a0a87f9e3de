"""The one door through which strangers' URLs are opened.

    check the text ─ wait for the host's turn ─ resolve ─ check every address ─ connect to one of those ─ read bounded
          ^                                                                                             │
          └──────────────────────────────── redirect, at most five ─────────────────────────────────────┘

Two hooks of aiohttp hold the rule that only a checked address is connected to. The resolver judges names; it never sees
literal addresses, so the socket factory compares every address with what was checked for this hop and refuses all
others. One deadline lies over everything but the wait for a turn. A refusal makes no connection, says nothing about the
reason, and takes the same time whatever stands behind it.
"""

import asyncio
import contextlib
import errno
import socket
import ssl
from collections.abc import AsyncIterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from weakref import WeakValueDictionary

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.http_exceptions import HttpProcessingError
from yarl import URL

from summarizer.errors import (
    BlockedAddress,
    HttpStatus,
    SummarizerError,
    Timeout,
    TooLarge,
    Unreachable,
    WrongType,
)
from summarizer.sources.guard import AllowList, IPAddress, check_answer, check_link, literal_address
from summarizer.sources.headers import (
    parse_content_type,
    parse_http_date,
    parse_max_age,
    parse_retry_after,
    parse_validator,
)
from summarizer.sources.inflate import BrokenCompression, Inflater, parse_content_encoding
from summarizer.sources.lookup import Lookup, Resolver, system_lookup
from summarizer.sources.urls import Link, join_link

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

USER_AGENT = "Nutgraf/0.1 (self-hosted reader of articles and feeds)"
"""Who asks. An operator who polls many feeds should add an address to complain to."""

PAYWALL_STATUSES = frozenset({401, 402, 403, 451})
"""Answers by which a server says that a text exists but is not for us."""

SIP_BYTES = 1 << 16
"""Read from a connection between two looks at the event loop; the kernel's own window is not touched."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """What a caller can use.

    `header` is sent as Accept. An answer whose media type is named and not in `types` is refused before its body is
    read; empty takes all. An answer with an error status in `statuses` is given with its body, not raised.
    """

    header: str = "*/*"
    types: frozenset[str] = frozenset()
    statuses: frozenset[int] = frozenset()


ANYTHING = Accept()

ARTICLES = Accept(
    header="text/html, application/xhtml+xml, application/pdf;q=0.9, text/plain;q=0.8, */*;q=0.1",
    types=frozenset(
        {
            "text/html",
            "application/xhtml+xml",
            "application/xml",
            "text/xml",
            "text/plain",
            "text/markdown",
            "text/x-markdown",
            "message/rfc822",
            "application/pdf",
            "application/x-pdf",
            "application/octet-stream",
            "binary/octet-stream",
            _DOCX,
        }
    ),
)
"""Pages and documents that can be read; unnamed bytes too, since their beginning says what they are."""

FEEDS = Accept(
    header="application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1",
    types=frozenset(
        {
            "application/atom+xml",
            "application/rss+xml",
            "application/x-rss+xml",
            "application/rdf+xml",
            "application/feed+json",
            "application/json",
            "application/xml",
            "text/xml",
            "application/xhtml+xml",
            "text/html",
            "text/plain",
            "application/octet-stream",
            "binary/octet-stream",
        }
    ),
    statuses=frozenset({410, 429, 503}),
)
"""Feeds under all the types they travel as, and pages that name one. Gone, too many and busy are answers to a poll."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What the last full answer said about its version, sent back byte for byte."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """How much time and matter one fetch may take.

    `deadline_s` covers look-up, redirects, headers and body together; `lookup_s` is the part a look-up may take;
    `turn_s` bounds the wait while the host's `per_host` places are taken. `refusal_s` is the least time before a
    refusal, so that it tells nothing. `body_bytes` counts both on the wire and unpacked.
    """

    deadline_s: float = 15.0
    lookup_s: float = 5.0
    turn_s: float = 60.0
    refusal_s: float = 0.25
    body_bytes: int = 10 * 1024 * 1024
    header_bytes: int = 16 * 1024
    headers: int = 128
    redirects: int = 5
    per_host: int = 2
    connections: int = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer. `url` is where it came from after redirects, `data` the unpacked body.

    `media_type` is lower case and empty when the server named none. `permanent_url` is where the permanent redirects
    at the start of the way lead (301, 308), None without. Times are in seconds and UTC. `not_modified` says that the
    version the caller holds still stands; `data` is empty then.
    """

    url: str
    status: int
    data: bytes
    media_type: str = ""
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    max_age_s: int | None = None
    expires_at: datetime | None = None
    retry_after_s: float | None = None
    not_modified: bool = False
    permanent_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    url: str
    accept: Accept
    validators: Validators
    limit_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Redirect:
    url: str
    permanent: bool


@dataclass(slots=True)
class _Hop:
    """One request on the way: what may be connected to for it, and why it was refused if it was."""

    link: Link
    checked: set[tuple[IPAddress, int]] = field(default_factory=set)
    error: SummarizerError | None = None


_HOP: ContextVar[_Hop | None] = ContextVar("hop", default=None)


class Fetcher:
    """Opens strangers' URLs; an async context manager that holds the connections.

    `lookup` resolves names (tests give their own), `tls` replaces the system's certificates. Proxies, `.netrc`,
    cookies and certificate variables of the environment are not used.
    """

    def __init__(
        self,
        *,
        limits: FetchLimits | None = None,
        allow: AllowList | None = None,
        user_agent: str = USER_AGENT,
        lookup: Lookup = system_lookup,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.limits = limits or FetchLimits()
        self._allow = allow or AllowList()
        self._user_agent = user_agent
        self._lookup = lookup
        self._tls = tls
        self._turns = _Turns(per_host=self.limits.per_host, wait_s=self.limits.turn_s)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        tls = self._tls
        if tls is None:
            tls = await asyncio.to_thread(system_certificates)
        self._session = _open_session(
            aiohttp.TCPConnector(
                resolver=_CheckedResolver(Resolver(lookup=self._lookup), self._allow, self.limits.lookup_s),
                socket_factory=_checked_socket,
                use_dns_cache=False,
                ssl=tls,
                limit=self.limits.connections,
            ),
            self.limits,
            self._user_agent,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def fetch(
        self,
        url: str,
        *,
        accept: Accept = ARTICLES,
        validators: Validators | None = None,
        limit_bytes: int | None = None,
    ) -> Fetched:
        """Give the answer at `url`, redirects followed.

        Raises:
            NotALink: `url`, or what it redirects to, is no http(s) address.
            BlockedAddress: it leads where the bot must not go; no connection was made there.
            Unreachable: no such name, no connection, a broken answer, or too many redirects.
            HttpStatus: an error status that `accept` does not take, or 304 without `validators`.
            TooLarge: more than `limit_bytes` (default `limits.body_bytes`).
            WrongType: a media type that `accept` does not take, or packed in a way we did not ask for.
            Timeout: not done within `limits.deadline_s`.
        """
        request = _Request(
            url=url,
            accept=accept,
            validators=validators or Validators(),
            limit_bytes=self.limits.body_bytes if limit_bytes is None else limit_bytes,
        )
        loop = asyncio.get_running_loop()
        started = loop.time()
        try:
            async with asyncio.timeout(self.limits.deadline_s) as deadline:
                return await self._follow(request, deadline)
        except TimeoutError as error:
            raise Timeout(seconds=self.limits.deadline_s) from error
        except BlockedAddress:
            await asyncio.sleep(started + self.limits.refusal_s - loop.time())
            raise BlockedAddress(url=url) from None

    async def _follow(self, request: _Request, deadline: asyncio.Timeout) -> Fetched:
        link = check_link(request.url, self._allow)
        permanent, permanent_url = True, None
        for _ in range(self.limits.redirects + 1):
            async with self._turns.take(link.host, deadline):
                answer = await self._ask(link, request)
            if isinstance(answer, Fetched):
                return replace(answer, permanent_url=permanent_url)
            link = check_link(answer.url, self._allow)
            permanent = permanent and answer.permanent
            permanent_url = link.request_url if permanent else permanent_url
        raise Unreachable(url=request.url, reason=f"more than {self.limits.redirects} redirects")

    async def _ask(self, link: Link, request: _Request) -> Fetched | _Redirect:
        if self._session is None:
            raise RuntimeError("a Fetcher is used inside `async with`")
        hop = _Hop(link=link)
        literal = literal_address(link)
        if literal is not None:
            hop.checked.add((literal, link.port))
        token = _HOP.set(hop)
        try:
            async with self._session.get(
                _agreed_url(link), headers=_request_headers(request), allow_redirects=False
            ) as response:
                return await _read_answer(link, request, response)
        except (aiohttp.ClientError, HttpProcessingError, BrokenCompression, OSError) as error:
            raise hop.error or Unreachable(url=request.url, reason=_reason(error)) from error
        finally:
            _HOP.reset(token)


def system_certificates() -> ssl.SSLContext:
    """Trust what the system's OpenSSL was built to trust; variables of the environment change nothing. Blocks."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    paths = ssl.get_default_verify_paths()
    cafile, capath = Path(paths.openssl_cafile), Path(paths.openssl_capath)
    if cafile.is_file() or capath.is_dir():
        context.load_verify_locations(
            cafile=str(cafile) if cafile.is_file() else None, capath=str(capath) if capath.is_dir() else None
        )
    else:  # systems that keep certificates elsewhere (Windows, some builds for macOS)
        context.load_default_certs()
    context.set_alpn_protocols(["http/1.1"])
    return context


def _open_session(connector: aiohttp.TCPConnector, limits: FetchLimits, user_agent: str) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=connector,
        timeout=aiohttp.ClientTimeout(),  # none of its own: the deadline lies over everything
        auto_decompress=False,
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
        headers={"User-Agent": user_agent, "Accept-Encoding": "gzip, deflate"},
        max_line_size=limits.header_bytes,
        max_field_size=limits.header_bytes,
        max_headers=limits.headers,
    )


# --- the two hooks -------------------------------------------------------------------------------------------------


class _CheckedResolver(AbstractResolver):
    """Gives aiohttp the addresses of the hop's name, all of them checked."""

    def __init__(self, resolver: Resolver, allow: AllowList, lookup_s: float) -> None:
        self._resolver = resolver
        self._allow = allow
        self._lookup_s = lookup_s

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002 (aiohttp's)
    ) -> list[ResolveResult]:
        hop = _HOP.get()
        if hop is None or (host, port) != (hop.link.host, hop.link.port):
            raise PermissionError(errno.EACCES, "not asked for through the door")
        answer = await self._answer(hop)
        hop.checked.update((address, port) for address in answer)
        return [_result(host, port, address) for address in answer]

    async def close(self) -> None:
        """Nothing is held."""

    async def _answer(self, hop: _Hop) -> tuple[IPAddress, ...]:
        link = hop.link
        fixed = self._allow.fixed.get((link.host, link.port))
        if fixed is not None:
            return (fixed,)
        try:
            found = await self._resolver.resolve(link.host, within_s=self._lookup_s)
            return check_answer(link, found, self._allow)
        except TimeoutError as error:
            hop.error = Timeout(seconds=self._lookup_s)
            raise OSError(errno.EAGAIN, "the look-up took too long") from error
        except BlockedAddress as error:
            hop.error = error
            raise PermissionError(errno.EACCES, "refused") from error


def _result(host: str, port: int, address: IPAddress) -> ResolveResult:
    return ResolveResult(
        hostname=host,
        host=str(address),
        port=port,
        family=socket.AF_INET if address.version == 4 else socket.AF_INET6,
        proto=0,
        flags=socket.AI_NUMERICHOST,
    )


def _checked_socket(info: aiohttp.AddrInfoType) -> socket.socket:
    """Make a socket for an address that was checked for this hop, and for no other: literals pass here alone."""
    family, kind, protocol, _, place = info
    hop = _HOP.get()
    if hop is None or (ip_address(place[0]), place[1]) not in hop.checked:
        if hop is not None:
            hop.error = BlockedAddress(url=str(hop.link))
        raise PermissionError(errno.EACCES, "not an address that was checked")
    return _SippingSocket(family=family, type=kind, proto=protocol)


class _SippingSocket(socket.socket):
    """Gives the event loop at most `SIP_BYTES` at once, so that no answer is parsed for long in one go.

    asyncio asks for 256 KiB; as 14,000 interim answers (`100 Continue`) these held the loop for 150 ms.
    """

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        return super().recv(min(bufsize, SIP_BYTES), flags)

    def recv_into(self, buffer: "WriteableBuffer", nbytes: int = 0, flags: int = 0) -> int:
        return super().recv_into(buffer, min(nbytes or memoryview(buffer).nbytes, SIP_BYTES), flags)


# --- turns ---------------------------------------------------------------------------------------------------------


class _Turns:
    """At most so many requests to one host at once; a host is forgotten when nobody asks it any more."""

    def __init__(self, *, per_host: int, wait_s: float) -> None:
        self._per_host = per_host
        self._wait_s = wait_s
        self._hosts: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    @contextlib.asynccontextmanager
    async def take(self, host: str, deadline: asyncio.Timeout) -> AsyncIterator[None]:
        """Wait for a turn while `deadline` stands still.

        Raises:
            Timeout: no turn within the wait.
        """
        places = self._hosts.setdefault(host, asyncio.Semaphore(self._per_host))
        await self._acquire(places, deadline)
        try:
            yield
        finally:
            places.release()

    async def _acquire(self, places: asyncio.Semaphore, deadline: asyncio.Timeout) -> None:
        loop = asyncio.get_running_loop()
        remaining_s = (deadline.when() or loop.time()) - loop.time()
        deadline.reschedule(None)
        try:
            async with asyncio.timeout(self._wait_s):
                await places.acquire()
        except TimeoutError as error:
            raise Timeout(seconds=self._wait_s) from error
        deadline.reschedule(loop.time() + remaining_s)


# --- request and answer --------------------------------------------------------------------------------------------


def _agreed_url(link: Link) -> URL:
    """The address as aiohttp's own reader understands it; a difference about the place is an attack."""
    url = URL(link.request_url, encoded=True)
    if (url.scheme, url.raw_host, url.port, url.raw_user) != (link.scheme, link.host, link.port, None):
        raise BlockedAddress(url=str(link))
    return url


def _request_headers(request: _Request) -> Mapping[str, str]:
    headers = {"Accept": request.accept.header}
    if request.validators.etag:
        headers["If-None-Match"] = request.validators.etag
    if request.validators.last_modified:
        headers["If-Modified-Since"] = request.validators.last_modified
    return headers


async def _read_answer(link: Link, request: _Request, response: aiohttp.ClientResponse) -> Fetched | _Redirect:
    location = response.headers.get("Location")
    if response.status in _REDIRECTS and location:
        return _Redirect(url=join_link(link.request_url, location), permanent=response.status in _PERMANENT)
    answer = _describe(link, response)
    if response.status == 304 and request.validators != Validators():
        return replace(answer, not_modified=True)
    if not 200 <= response.status < 300 and response.status not in request.accept.statuses:
        raise HttpStatus(url=request.url, status=response.status)
    if response.status < 300 and not _is_taken(request.accept, answer.media_type):
        raise WrongType(media_type=answer.media_type)
    return replace(answer, data=await _read_body(response, request.limit_bytes))


def _describe(link: Link, response: aiohttp.ClientResponse) -> Fetched:
    headers = response.headers
    media_type, charset = parse_content_type(headers.get("Content-Type"))
    # A date is measured against the server's own clock where it tells it.
    now = parse_http_date(headers.get("Date")) or datetime.now(UTC)
    return Fetched(
        url=link.request_url,
        status=response.status,
        data=b"",
        media_type=media_type,
        charset=charset,
        etag=parse_validator(headers.get("ETag")),
        last_modified=parse_validator(headers.get("Last-Modified")),
        max_age_s=parse_max_age(headers.get("Cache-Control")),
        expires_at=parse_http_date(headers.get("Expires")),
        retry_after_s=parse_retry_after(headers.get("Retry-After"), now),
    )


def _is_taken(accept: Accept, media_type: str) -> bool:
    return not accept.types or not media_type or media_type in accept.types


async def _read_body(response: aiohttp.ClientResponse, limit_bytes: int) -> bytes:
    coding = parse_content_encoding(", ".join(response.headers.getall("Content-Encoding", [])))
    if (response.content_length or 0) > limit_bytes:
        raise TooLarge(limit_bytes=limit_bytes)
    inflater = Inflater(coding=coding, limit_bytes=limit_bytes)
    pieces: list[bytes] = []
    async for chunk in response.content.iter_any():
        for piece in inflater.feed(chunk):
            pieces.append(piece)
            await asyncio.sleep(0)  # a bomb must not hold the loop
    inflater.finish()
    return b"".join(pieces)


def _reason(error: Exception) -> str:
    """Why there was no answer, in words that hold no address of ours."""
    match error:
        case aiohttp.ClientConnectorCertificateError():
            return "its certificate is not valid for this name"
        case aiohttp.ClientSSLError():
            return "no secure connection could be agreed on"
        case aiohttp.ClientConnectorDNSError():
            return "there is no server of this name"
        case aiohttp.ClientConnectorError():
            return "it takes no connection"
        case aiohttp.ClientResponseError() | HttpProcessingError():
            return "its answer is no proper HTTP"
        case BrokenCompression():
            return "its answer cannot be unpacked"
        case _:
            return "the connection broke"
