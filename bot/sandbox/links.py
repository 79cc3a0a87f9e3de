"""Addresses as the server checks them: for hidden links, buttons and preview cards."""

import re
from urllib.parse import urlsplit

from bot.sandbox.wire import parse_integer

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?://)?")
HOST = re.compile(r"[^\s<>\"'/\\?#@]{1,255}")
OWN_SCHEMES = ("tg", "ton", "tonsite")


class WrongLink(ValueError):
    """An address the server does not take; the text is its reason."""


def check_link(address: str) -> str:
    """`address` in the form the server keeps, with `http://` and a slash added where they lack.

    Raises:
        WrongLink: with the server's words, for instance "Wrong HTTP URL".
    """
    address = address.strip()
    if not address:
        raise WrongLink("URL host is empty")
    found = SCHEME.match(address)
    scheme = found[1].lower() if found else ""
    if scheme in OWN_SCHEMES:
        return address
    if "://" in address and scheme not in ("http", "https"):
        raise WrongLink("Unsupported URL protocol")
    if scheme not in ("http", "https"):
        address = f"http://{address}"
    return _check_web_address(address)


def _check_web_address(address: str) -> str:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise WrongLink("Wrong HTTP URL") from error
    if not host:
        raise WrongLink("URL host is empty")
    if not HOST.fullmatch(host) or ("." not in host and host != "localhost" and ":" not in host) or port == 0:
        raise WrongLink("Wrong HTTP URL")
    return address if parts.path or parts.query or parts.fragment else f"{address}/"


def find_link(address: str) -> str | None:
    """The checked form of `address`, or None where the server would drop the link without a word."""
    try:
        return check_link(address)
    except WrongLink:
        return None


def find_mentioned_user(address: str) -> int | None:
    """The user of a `tg://user?id=` link, or None for any other address."""
    parts = address.lower().split("?", 1)
    if parts[0].rstrip("/") not in ("tg://user", "tg:user") or len(parts) == 1:
        return None
    values = dict(pair.partition("=")[::2] for pair in parts[1].split("&"))
    return parse_integer(values.get("id", ""))
