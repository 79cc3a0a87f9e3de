"""Which addresses may be opened: the rules that every stranger's URL passes, decided without touching the network.

Deny by default. An address is public or it is not opened, unless the operator named exactly this host and port; cloud
metadata services stay shut even then. The table is written out rather than left to `ipaddress.is_global`, whose answers
differ between Python versions.

Sources: IANA's special-purpose address registries for IPv4 and IPv6; RFC 6890, 8215, 9602 and 9637.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from summarizer.errors import BlockedAddress, NotALink
from summarizer.sources.urls import Link, split_link

IPAddress = IPv4Address | IPv6Address

PUBLIC_PORTS = frozenset({80, 443})

_NOT_PUBLIC_V4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared carrier space; Alibaba's metadata service lives in it
        "127.0.0.0/8",  # loopback, all of it
        "168.63.129.16/32",  # Azure's platform service, formally public
        "169.254.0.0/16",  # link-local, with most clouds' metadata services
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments; Oracle's metadata service lives in it
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarking
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)

_PUBLIC_V6 = IPv6Network("2000::/3")
"""The only block IANA gives out for unicast: loopback, unique-local, link-local, multicast and the wrappers of IPv4
(mapped, compatible, translated, both NAT64 prefixes) all lie outside it."""

_NOT_PUBLIC_V6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address in disguise
        "3fff::/20",  # documentation
    )
)

_LAN = tuple(map(IPv4Network, ("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
_LAN_V6 = tuple(map(IPv6Network, ("::1/128", "fc00::/7")))

_METADATA = frozenset(
    map(
        ip_address,
        (
            "100.100.100.200",  # Alibaba
            "169.254.169.254",  # most clouds
            "192.0.0.192",  # Oracle
            "168.63.129.16",  # Azure
            "fd00:ec2::254",  # Amazon
            "fd00:42::42",  # Scaleway
            "fd20:ce::254",  # Google
        ),
    )
)

# Names that no public server can have (RFC 6761, 6762, 8375, ICANN's .internal) and the usual ones of home networks.
_LOCAL_ENDINGS = ("localhost", "local", "internal", "home.arpa", "lan", "localdomain", "intranet", "home", "corp")

_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)


def is_public(address: IPAddress) -> bool:
    """Tell whether `address` belongs to the public internet. An address with a zone never does."""
    if isinstance(address, IPv4Address):
        return not any(address in block for block in _NOT_PUBLIC_V4)
    if address.scope_id is not None:
        return False
    return address in _PUBLIC_V6 and not any(address in block for block in _NOT_PUBLIC_V6)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowList:
    """What the operator opened beyond the public internet: exact pairs of host and port, nothing by pattern.

    `hosts` may resolve to addresses of the operator's own network (loopback, private, carrier space, unique-local).
    `fixed` gives the address of a host and port outright, without a look-up: the sandbox's papers. Metadata services,
    link-local and all other special addresses stay shut. Hosts are lower-case ASCII, IPv6 without brackets.

    Raises:
        ValueError: an address in `fixed` that may not be opened.
    """

    hosts: frozenset[tuple[str, int]] = frozenset()
    fixed: Mapping[tuple[str, int], IPAddress] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for (host, port), address in self.fixed.items():
            if not (is_public(address) or _is_grantable(address)):
                raise ValueError(f"{host}:{port} cannot be sent to {address}")

    @classmethod
    def parse(cls, entries: Iterable[str]) -> "AllowList":
        """Read settings such as "nas.home.arpa:8080" or "[fd00::7]:443".

        Raises:
            ValueError: names the entry that is no host and port, or that may never be opened.
        """
        return cls(hosts=frozenset(map(_parse_entry, entries)))

    def names(self, host: str, port: int) -> bool:
        """Tell whether the operator named this host and port."""
        return (host, port) in self.hosts or (host, port) in self.fixed

    def permits(self, host: str, port: int, address: IPAddress) -> bool:
        """Tell whether `address` may be opened for this host and port."""
        if self.fixed.get((host, port)) == address:
            return True
        return is_public(address) or ((host, port) in self.hosts and _is_grantable(address))


def check_link(url: str, allow: AllowList | None = None) -> Link:
    """Give the address taken apart, if nothing in its text forbids opening it.

    Names pass here and are judged again by their addresses (`check_answer`); a literal address is judged at once.

    Raises:
        NotALink: no http(s) address.
        BlockedAddress: a user name, a port neither public nor named by the operator, a host that ends in a number and
            is no plain dotted quad, a name of local networks, or a literal address that is not public.
    """
    allow = allow or AllowList()
    link = split_link(url)
    named = allow.names(link.host, link.port)
    if link.user is not None or not (named or link.port in PUBLIC_PORTS):
        raise BlockedAddress(url=url)
    literal = literal_address(link)
    if literal is not None:
        check_answer(link, [literal], allow)
    elif not named and _is_local_name(link.host):
        raise BlockedAddress(url=url)
    return link


def literal_address(link: Link) -> IPAddress | None:
    """Give the address that stands in place of a name, or None for a name.

    Raises:
        BlockedAddress: the host ends in a number and is no plain dotted quad, or its brackets hold no IPv6 address.
    """
    try:
        if ":" in link.host or "%" in link.host:
            return IPv6Address(link.host)
        if _NUMBER.fullmatch(link.host.rpartition(".")[2]):
            return IPv4Address(link.host)
    except ValueError as error:
        raise BlockedAddress(url=str(link)) from error
    return None


def check_answer(link: Link, addresses: Iterable[IPAddress], allow: AllowList) -> tuple[IPAddress, ...]:
    """Give the addresses a name resolved to, if every one of them may be opened.

    Raises:
        BlockedAddress: at least one may not: a mixed answer is an attack or a mistake.
    """
    answer = tuple(addresses)
    if not all(allow.permits(link.host, link.port, address) for address in answer):
        raise BlockedAddress(url=str(link))
    return answer


def _is_grantable(address: IPAddress) -> bool:
    if address in _METADATA:
        return False
    if isinstance(address, IPv4Address):
        return any(address in block for block in _LAN)
    return address.scope_id is None and any(address in block for block in _LAN_V6)


def _is_local_name(host: str) -> bool:
    return "." not in host or host.endswith(tuple(f".{ending}" for ending in _LOCAL_ENDINGS))


def _parse_entry(entry: str) -> tuple[str, int]:
    try:
        link = split_link(f"http://{entry.strip()}")
        literal = literal_address(link)
    except (NotALink, BlockedAddress) as error:
        raise ValueError(f"{entry!r} is no host:port such as nas.home.arpa:8080") from error
    if link.user is not None or link.target != "/" or not entry.strip().endswith(f":{link.port}"):
        raise ValueError(f"{entry!r} is no host:port such as nas.home.arpa:8080")
    if literal is not None and not (is_public(literal) or _is_grantable(literal)):
        raise ValueError(f"{entry!r} can never be opened")
    return link.host, link.port
