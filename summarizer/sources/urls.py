"""Addresses as text: finding them, reading them strictly, and the one spelling under which a story is known.

Nothing here opens a connection. `split_link` is the only reader of an address in the project: what it gives is ASCII
and holds nothing that two readers could understand differently, so the guard and the HTTP client see the same host.
"""

import base64
import binascii
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import IPv6Address
from urllib.parse import parse_qsl, quote, unquote, urljoin

from yarl import URL

from summarizer.errors import NotALink

MAX_LINK_CHARS = 4096
"""Longer than any address a newspaper uses; Google News ids, the longest seen, stay under 1,000."""

DEFAULT_PORTS = {"http": 80, "https": 443}

_OF_ADVERTISERS = (
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid li_fat_id igshid igsh epik _openstat"
)
_OF_MAILINGS = (
    "mc_cid mc_eid mkt_tok _hsenc _hsmi vero_id oly_enc_id oly_anon_id ck_subscriber_id ss_source ss_campaign_id"
)
_OF_ANALYTICS = (
    "_ga _gl wt_mc xtor icid s_cid cmpid cmp ocid ito smid smtyp srnd sref taid spm ref_src ref_url soc_src soc_trk "
    "guccounter guce_referrer guce_referrer_sig fb_action_ids fb_action_types fb_ref fb_source __twitter_impression"
)
_TRACKING_NAMES = frozenset(f"{_OF_ADVERTISERS} {_OF_MAILINGS} {_OF_ANALYTICS}".split())
_TRACKING_PREFIXES = ("utm_", "at_", "ns_", "pk_", "mtm_", "hsa_", "stm_")

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE | re.ASCII)
_AUTHORITY_END = re.compile(r"[/?#]")
_ESCAPE = re.compile(r"%([0-9a-f]{2})", re.IGNORECASE | re.ASCII)
_STRAY_PERCENT = re.compile(r"%(?![0-9a-f]{2})", re.IGNORECASE | re.ASCII)
_IN_BRACKETS = re.compile(r"[0-9a-z:.%_-]{2,120}", re.IGNORECASE | re.ASCII)
_ASCII_HOST = re.compile(r"[a-z0-9_.-]+", re.ASCII)
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_TARGET_SAFE = "!#$%&'()*+,/:;=?@[]~"  # all that RFC 3986 allows in a path or query; the escapes already there stay


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An http(s) address taken apart.

    `host` is lower-case ASCII without brackets and without the root's dot; `path` starts with a slash; `query` is None
    when there is no question mark. `user` is what stood before an @, None without: the guard refuses it.
    """

    scheme: str
    host: str
    port: int
    path: str
    query: str | None = None
    fragment: str = ""
    user: str | None = None

    @property
    def origin(self) -> str:
        """Scheme, host and port as an address writes them: the default port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == DEFAULT_PORTS[self.scheme] else f":{self.port}")

    @property
    def target(self) -> str:
        """Path and query: what the request line carries."""
        return self.path if self.query is None else f"{self.path}?{self.query}"

    @property
    def request_url(self) -> str:
        """The address that is asked for: no user, no fragment."""
        return self.origin + self.target

    def __str__(self) -> str:
        start = self.origin if self.user is None else self.origin.replace("://", f"://{self.user}@", 1)
        return start + self.target + (f"#{self.fragment}" if self.fragment else "")


def split_link(url: str) -> Link:
    """Take an absolute http(s) address apart; outer white space is dropped, non-ASCII is encoded (IDNA and UTF-8).

    Raises:
        NotALink: another scheme, no host, a port out of range, control characters or white space inside, or a host
            with a backslash, a percent sign (outside brackets), an invisible character or a label IDNA does not know.
    """
    text = url.strip()
    _check_characters(url, text)
    scheme, rest = _split_scheme(url, text)
    end = _AUTHORITY_END.search(rest)
    authority, target = (rest, "") if end is None else (rest[: end.start()], rest[end.start() :])
    user, at, place = authority.rpartition("@")
    host, port = _split_place(url, place)
    before, _, fragment = target.partition("#")
    path, question, query = before.partition("?")
    return Link(
        scheme=scheme,
        host=host,
        port=DEFAULT_PORTS[scheme] if port is None else port,
        path=_quote(path) or "/",
        query=_quote(query) if question else None,
        fragment=_quote(fragment),
        user=_quote(user) if at else None,
    )


def parse_link(text: str) -> str:
    """Give the address that somebody typed or pasted, in its normal spelling, the fragment kept.

    White space, invisible characters and angle brackets around it are dropped; an address that starts with its host
    ("news.example/story") gets https.

    Raises:
        NotALink: the text is no http(s) address.
    """
    trimmed = _trim_ends(text)
    if trimmed.startswith("<") and trimmed.endswith(">"):
        trimmed = _trim_ends(trimmed[1:-1])
    if not _SCHEME.match(trimmed) or _BARE_PORT.match(trimmed):
        if not _BARE_START.match(trimmed):
            raise NotALink(url=text, problem="it does not start with http:// or https://")
        trimmed = f"https://{trimmed}"
    return str(split_link(trimmed))


def join_link(base: str, reference: str) -> str:
    """Resolve a reference (a `Location`, an `href`) against the address of its page; white space inside is escaped.

    Raises:
        NotALink: what comes out is no http(s) address.
    """
    # Raw bytes of a header reach us as lone surrogates; quoting gives them back as the bytes that were sent.
    cleaned = reference.strip().replace(" ", "%20").encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        joined = urljoin(base, cleaned)
    except ValueError as error:
        raise NotALink(url=reference, problem="the address it leads to cannot be read") from error
    return str(split_link(joined))


def canonical_url(url: str) -> str:
    """Give the one spelling under which an address is stored and compared. Pure and idempotent.

    Scheme and host in lower case and ASCII, the default port, the fragment, user name and tracking parameters dropped,
    dot segments resolved, escapes in their normal form (RFC 3986, section 6.2.2). All else stays, order included.

    Raises:
        NotALink: the text is no http(s) address.
    """
    link = split_link(url)
    path = _resolve_dots(_normal_escapes(link.path))
    query = _without_tracking(_normal_escapes(link.query or ""))
    return link.origin + path + (f"?{query}" if query else "")


def text_fragment_url(url: str, sentence: str) -> str:
    """Link to the place of a page where `sentence` stands (browsers scroll there and mark it).

    A long sentence is named by its first and last words, so that a link inside it does no harm. An empty sentence
    gives the address unchanged.

    Source: WICG, URL Fragment Text Directives.

    Raises:
        NotALink: `url` is no http(s) address.
    """
    link = split_link(url)
    words = sentence.split()
    if not words:
        return str(link)
    ends = _ends_of(words)
    anchor = link.fragment.partition(":~:")[0]
    directive = ",".join(quote(part, safe="").replace("-", "%2D") for part in ends)
    return f"{link.request_url}#{anchor}:~:text={directive}"


def find_links(text: str) -> tuple[str, ...]:
    """Give the http(s) addresses in running text as they stand there, in order, each once.

    Punctuation at the end and an unbalanced closing bracket belong to the text. `www.` and lower-case domains under a
    well-known ending followed by a path are taken too, as https. What `split_link` cannot read is passed over. Linear.
    """
    return tuple(dict.fromkeys(_scan(text)))


def unwrap(url: str) -> str:
    """Give the address that a redirector's, AMP viewer's or Google News address carries inside, as far as it does.

    Purely from the text, at most three layers; anything else, and what cannot be read, comes back unchanged. Newer
    Google News ids hold no address and stay as they are.
    """
    for _ in range(3):
        inner = _inner_address(url)
        if inner is None:
            return url
        url = inner
    return url


# --- reading -----------------------------------------------------------------------------------------------------


def _check_characters(url: str, text: str) -> None:
    if not text or len(text) > MAX_LINK_CHARS:
        raise NotALink(url=url[:MAX_LINK_CHARS], problem="it is empty or too long")
    if any(character.isspace() or unicodedata.category(character) in ("Cc", "Cs") for character in text):
        raise NotALink(url=url, problem="it contains white space or control characters")


def _split_scheme(url: str, text: str) -> tuple[str, str]:
    found = _SCHEME.match(text)
    scheme = found[1].lower() if found else ""
    if found is None or scheme not in DEFAULT_PORTS:
        raise NotALink(url=url, problem="it does not start with http:// or https://")
    rest = text[found.end() :]
    if not rest.startswith("//"):
        raise NotALink(url=url, problem="two slashes are missing after the colon")
    return scheme, rest[2:]


def _split_place(url: str, place: str) -> tuple[str, int | None]:
    if place.startswith("["):
        host, bracket, rest = place[1:].partition("]")
        if not bracket or ":" not in host or not _IN_BRACKETS.fullmatch(host) or (rest and not rest.startswith(":")):
            raise NotALink(url=url, problem="its address in brackets cannot be read")
        return _compress(host.lower()), _read_port(url, rest[1:])
    host, _, port = place.partition(":")
    return _encode_host(url, host), _read_port(url, port)


def _compress(host: str) -> str:
    try:
        return IPv6Address(host).compressed
    except ValueError:
        return host  # the guard refuses it; here it is only not normal


def _read_port(url: str, digits: str) -> int | None:
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 5 and 0 < int(digits) < 65536):
        raise NotALink(url=url, problem="its port is no number up to 65535")
    return int(digits)


def _encode_host(url: str, host: str) -> str:
    """Compatibility forms first (full-width digits are digits), then IDNA; what comes out is plain ASCII."""
    plain = unicodedata.normalize("NFKC", host).replace("。", ".").lower()
    if any(unicodedata.category(character) in ("Cf", "Cc", "Zs", "Zl", "Zp", "Co", "Cn") for character in plain):
        raise NotALink(url=url, problem="its host holds invisible characters")
    if not plain.isascii():
        try:
            plain = URL.build(scheme="http", host=plain).raw_host or ""
        except (ValueError, UnicodeError) as error:
            raise NotALink(url=url, problem="its host is no valid international name") from error
    plain = plain.removesuffix(".")
    labels = plain.split(".")
    if not _ASCII_HOST.fullmatch(plain) or len(plain) > 253 or not all(0 < len(label) < 64 for label in labels):
        raise NotALink(url=url, problem="its host is no valid name")
    return plain


def _quote(text: str) -> str:
    return quote(text, safe=_TARGET_SAFE)


# --- what people type ----------------------------------------------------------------------------------------------

_GENERIC_ENDINGS = "com|org|net|info|news|edu|gov|int|media|press|blog|app|dev|online|today|site|live|world|page|link"
# Countries' endings without those better known as endings of files or as words (as, cc, md, pm, ps, py, rs, sh, so).
_COUNTRY_ENDINGS = (
    "a[cdegilmortuz]|b[abdeghijorstwyz]|c[adfghilmnoruxyz]|d[ekmoz]|e[cegstu]|f[ijmor]|g[adeghilmrt]|h[knrtu]|"
    "i[delmnoqrst]|j[emop]|k[eghrwyz]|l[abciktuvy]|m[acegklmnrtuvxyz]|n[acgilopruz]|om|p[aehklrtw]|qa|r[eouw]|"
    "s[abegikmnrtuvxyz]|t[chjklmnortvwz]|u[agksyz]|v[acegnu]|w[fs]|y[et]|z[amw]"
)
_BARE_DOMAIN = rf"(?:[a-z0-9_-]{{1,63}}\.){{1,8}}(?:{_GENERIC_ENDINGS}|{_COUNTRY_ENDINGS})"
_BARE_START = re.compile(r"(?:[^\s/?#@:.\\]{1,63}\.){1,8}[^\s/?#@:.\\\d][^\s/?#@:.\\]{1,62}\.?(?::\d{1,5})?(?:[/?#]|$)")
_BARE_PORT = re.compile(r"[^\s/?#@:]{1,253}:\d{1,5}(?:[/?#]|$)")


def _trim_ends(text: str) -> str:
    start, end = 0, len(text)
    while start < end and _is_blank(text[start]):
        start += 1
    while end > start and _is_blank(text[end - 1]):
        end -= 1
    return text[start:end]


def _is_blank(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cf", "Cc")


# --- the canonical spelling ----------------------------------------------------------------------------------------


def _normal_escapes(text: str) -> str:
    return _ESCAPE.sub(_normal_escape, _STRAY_PERCENT.sub("%25", text))


def _normal_escape(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()


def _resolve_dots(path: str) -> str:
    segments: list[str] = []
    parts = path.split("/")[1:]
    for part in parts:
        if part == "..":
            del segments[-1:]
        elif part != ".":
            segments.append(part)
    if parts[-1] in (".", ".."):
        segments.append("")
    return "/" + "/".join(segments)


def _without_tracking(query: str) -> str:
    return "&".join(piece for piece in query.split("&") if piece and not _is_tracking(piece.partition("=")[0]))


def _is_tracking(name: str) -> bool:
    lowered = name.lower()
    return lowered in _TRACKING_NAMES or lowered.startswith(_TRACKING_PREFIXES)


# --- text fragments ------------------------------------------------------------------------------------------------

_EXACT_FRAGMENT_CHARS = 60
_FRAGMENT_WORDS = 4
_UNSPACED_CHARS = 12  # of a script without spaces: as much as four words


def _ends_of(words: list[str]) -> tuple[str, ...]:
    text = " ".join(words)
    if len(text) <= _EXACT_FRAGMENT_CHARS:
        return (text,)
    if len(words) > 2 * _FRAGMENT_WORDS:
        return " ".join(words[:_FRAGMENT_WORDS]), " ".join(words[-_FRAGMENT_WORDS:])
    return text[:_UNSPACED_CHARS].rstrip(), text[-_UNSPACED_CHARS:].lstrip()


# --- running text --------------------------------------------------------------------------------------------------

# A bare domain may follow anything that is not part of a word, an address or a path.
_LINK_START = re.compile(
    rf"https?://|(?<![\w@./:-])(?:www\.(?=[a-z0-9-]{{1,63}}\.[a-z])|(?={_BARE_DOMAIN}/))", re.IGNORECASE
)
_STOPS = frozenset('<>"“”„«»‘’`|\\^。，、；：！？「」『』（）《》【】…')
_CLOSES = {")": "(", "]": "[", "}": "{"}
_TRAILING = ".,;:!?'*~"


def _scan(text: str) -> Iterator[str]:
    position = 0
    while found := _LINK_START.search(text, position):
        end = _end_of_link(text, found.end())
        candidate = _trim_trailing(text[found.start() : end])
        if _is_lower_domain(candidate) and (link := _readable(candidate)) is not None:
            yield link
        position = max(end, found.end() + 1)


def _end_of_link(text: str, start: int) -> int:
    """The first place after `start` that cannot belong to an address: a stop, or a bracket that was never opened."""
    opened = {"(": 0, "[": 0, "{": 0}
    for index in range(start, len(text)):
        character = text[index]
        if character.isspace() or character in _STOPS or unicodedata.category(character) in ("Cc", "Cf"):
            return index
        if character in opened:
            opened[character] += 1
        elif character in _CLOSES:
            opened[_CLOSES[character]] -= 1
            if opened[_CLOSES[character]] < 0:
                return index
    return len(text)


def _trim_trailing(candidate: str) -> str:
    trimmed = candidate.rstrip(_TRAILING)
    # A bracket still open at the very end was the text's own ("https://news.example (" without its space).
    return trimmed.rstrip("([{").rstrip(_TRAILING)


def _is_lower_domain(candidate: str) -> bool:
    """Without a scheme only lower-case hosts count: "the end.It/they" is a missing space, no address."""
    if _SCHEME.match(candidate) and "://" in candidate[:8]:
        return True
    host = candidate.partition("/")[0]
    return host == host.lower() or host.lower().startswith("www.")


def _readable(candidate: str) -> str | None:
    try:
        link = split_link(candidate if "://" in candidate[:8] else f"https://{candidate}")
    except NotALink:
        return None
    if "://" in candidate[:8]:
        return candidate
    return f"https://{candidate}" if "." in link.host else None


# --- addresses inside addresses ------------------------------------------------------------------------------------

_PARAMETER_OF = {
    "l.facebook.com": "u",
    "lm.facebook.com": "u",
    "l.instagram.com": "u",
    "l.threads.net": "u",
    "out.reddit.com": "url",
    "t.umblr.com": "z",
    "vk.com": "to",
    "away.vk.com": "to",
    "duckduckgo.com": "uddg",
    "slack-redir.net": "url",
    "www.bing.com": "url",
    "steamcommunity.com": "url",
}
_PARAMETER_PATHS = {
    "vk.com": "/away.php",
    "duckduckgo.com": "/l/",
    "www.bing.com": "/news/apiclick.aspx",
    "steamcommunity.com": "/linkfilter/",
}
_GOOGLE = re.compile(r"(?:www\.)?google\.(?:[a-z]{2,3}|com?\.[a-z]{2})")
_GOOGLE_NEWS_PATH = re.compile(r"/(?:rss/)?(?:articles|read)/([A-Za-z0-9_-]{16,2000})")
_CDN_PATH = re.compile(r"/[cv]/(s/)?([^/?#]{3,253}\.[^/?#]{2,63}/.{0,4000})")
_GOOGLE_AMP_PATH = re.compile(r"/amp/(s/)?([^/?#]{3,253}\.[^/?#]{2,63}/.{0,4000})")
_ADDRESS_IN_BYTES = re.compile(rb"https?://[\x21-\x7e]{4,2000}")


def _inner_address(url: str) -> str | None:
    try:
        link = split_link(url)
        inner = next((found for read in _READERS if (found := read(link)) is not None), None)
        return None if inner is None else str(split_link(inner))
    except NotALink:
        return None


def _from_parameter(link: Link) -> str | None:
    name = _PARAMETER_OF.get(link.host)
    if name is None and link.host.endswith(".safelinks.protection.outlook.com"):
        name = "url"
    if name is None or not link.path.startswith(_PARAMETER_PATHS.get(link.host, "/")):
        return None
    return _parameter(link, name)


def _from_google(link: Link) -> str | None:
    if link.host.endswith("youtube.com") and link.path == "/redirect":
        return _parameter(link, "q")
    if not _GOOGLE.fullmatch(link.host):
        return None
    if link.path == "/url":
        return _parameter(link, "url") or _parameter(link, "q")
    found = _GOOGLE_AMP_PATH.fullmatch(link.target)
    return _amp_target(found) if found else None


def _from_amp_cache(link: Link) -> str | None:
    if not link.host.endswith(".cdn.ampproject.org"):
        return None
    found = _CDN_PATH.fullmatch(link.target)
    return _amp_target(found) if found else None


def _from_google_news(link: Link) -> str | None:
    """Older ids are base64 of a record that holds the address behind its length byte or two."""
    found = _GOOGLE_NEWS_PATH.fullmatch(link.path) if link.host == "news.google.com" else None
    if found is None:
        return None
    try:
        record = base64.urlsafe_b64decode(found[1] + "=" * (-len(found[1]) % 4))
    except (binascii.Error, ValueError):
        return None
    address = _ADDRESS_IN_BYTES.search(record)
    return None if address is None else _measured(record, address.start(), address[0])


def _measured(record: bytes, start: int, longest: bytes) -> str:
    """Cut the address to the length that the record gives before it (a protocol buffer's varint)."""
    length = record[start - 1] if start else len(longest)
    if start > 1 and record[start - 2] & 0x80:
        length = (record[start - 2] & 0x7F) | record[start - 1] << 7
    return longest[:length].decode("ascii") if length <= len(longest) else longest.decode("ascii")


def _parameter(link: Link, name: str) -> str | None:
    pairs = parse_qsl(link.query or "", max_num_fields=None)
    return next((value for key, value in pairs if key == name and value.startswith(("http://", "https://"))), None)


def _amp_target(found: re.Match[str]) -> str:
    return ("https://" if found[1] else "http://") + (unquote(found[2]) if "%2F" in found[2] else found[2])


_READERS: tuple[Callable[[Link], str | None], ...] = (
    _from_parameter,
    _from_google,
    _from_amp_cache,
    _from_google_news,
)
