"""Where a site keeps its feeds: what its page says, what is known of big sites, and the usual paths.

Pure: nothing is fetched here. A page is read by its tags alone, in linear time, without a tree.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from summarizer.errors import NotALink
from summarizer.sources.feed_text import clean_title
from summarizer.sources.urls import Link, join_link, split_link

PAGE_LIMIT_BYTES = 1_000_000
"""Links to feeds stand in the head."""

FEED_LINK_LIMIT = 20

FEED_TYPES = frozenset(
    {
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
        "application/x-rss+xml", "application/x-atom+xml", "text/rss+xml", "text/atom+xml",
    }
)  # fmt: skip
"""What `type` says of a feed. `application/json` is taken too, where the address does not show another use of it."""

_LOOSE_TYPES = frozenset({"application/json", "text/xml", "application/xml"})
_TAG = re.compile(r"""<(link|base)(?=[\s/])((?:[^>=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|=)*+)>?""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([A-Za-z-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)(?=[\s>]).*?(?:</\1|\Z)", re.DOTALL | re.IGNORECASE)
_OTHER_JSON = re.compile(r"wp-json|oembed|manifest", re.IGNORECASE)
_COMMENTS = re.compile(r"comment|replies", re.IGNORECASE)

_ROOT_PATHS = (
    "feed", "feed/", "rss", "rss/", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feeds/all.atom.xml", "index.rss",
    "feed.json", "feeds/posts/default", "?feed=rss2",
)  # fmt: skip
_FOLDER_PATHS = ("feed/", "rss/", "feed.xml", "rss.xml", "atom.xml", "index.xml")

_NAME = r"[A-Za-z0-9_.-]{1,100}"
_YOUTUBE_CHANNEL = re.compile(r"/channel/(UC[A-Za-z0-9_-]{22})(?:/.{0,100})?")
_YOUTUBE_USER = re.compile(rf"/user/({_NAME})(?:/.{{0,100}})?")
_GITHUB_REPOSITORY = re.compile(
    rf"/({_NAME})/({_NAME}?)(?:\.git)?(?:/(releases|tags|commits)(?:/([^?#]{{1,200}}))?|/tree/([^?#]{{1,200}}))?/?"
)
_GITLAB_PROJECT = re.compile(rf"(/{_NAME}(?:/{_NAME}){{1,4}}?)(?:/-/(?:releases|tags)/?)?/?")
_REDDIT = re.compile(rf"/(r|u|user)/({_NAME})/?(?:(new|hot|top|rising)/?)?")
_HANDLE = re.compile(r"/@([A-Za-z0-9_]{1,60})/?")
_BLUESKY = re.compile(rf"/profile/({_NAME})/?")
_GITHUB_OWN = frozenset(
    {"topics", "orgs", "settings", "marketplace", "sponsors", "features", "about", "explore", "search"}
)
_NO_MASTODON = (
    "youtube.com",
    "medium.com",
    "tiktok.com",
    "threads.net",
    "threads.com",
    "substack.com",
    "t.me",
    "dev.to",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A feed that a page names: absolute address, its title there (None without), and its media type."""

    url: str
    title: str | None = None
    type: str


def find_feeds(page: bytes, *, url: str) -> tuple[FeedLink, ...]:
    """Give the feeds that a page names with `<link rel="alternate">`, in its order, feeds of comments last.

    At most `FEED_LINK_LIMIT`, each address once; what lies behind `PAGE_LIMIT_BYTES` is not looked at. Empty when there
    is none.
    """
    from summarizer.sources.markup import decode_markup  # noqa: PLC0415 (the bot asks for addresses only)

    text = _HIDDEN.sub(" ", decode_markup(page[:PAGE_LIMIT_BYTES]))
    base, found = url, dict[str, FeedLink]()
    for name, attributes in _tags(text):
        if name == "base":
            base = _joined(url, attributes.get("href", "")) or base
        elif _names_feed(attributes) and (address := _joined(base, attributes.get("href", ""))):
            kind = attributes["type"].partition(";")[0].strip().lower()
            found.setdefault(address, FeedLink(url=address, title=clean_title(attributes.get("title")), type=kind))
    links = sorted(found.values(), key=lambda link: _COMMENTS.search(link.url) is not None)
    return tuple(links[:FEED_LINK_LIMIT])


def site_feed_urls(url: str) -> tuple[str, ...]:
    """Give the feeds of a page on a big site that follow from its address alone; empty where none does.

    YouTube channels and playlists, GitHub and GitLab releases and commits, Reddit, Mastodon, Medium, Bluesky.
    """
    try:
        link = split_link(url)
    except NotALink:
        return ()
    host = link.host.removeprefix("www.").removeprefix("m.").removeprefix("old.")
    return tuple(_RULES.get(host, _mastodon)(link))


def well_known_urls(url: str) -> tuple[str, ...]:
    """Give the addresses at which sites of the usual software keep their feed, the likeliest first.

    In the folder of `url` first, then at the site's root. A redirect from one of them is no feed: it leads to the home
    page of those who answer every address.

    Raises:
        NotALink: `url` is no http(s) address.
    """
    link = split_link(url)
    folder = link.path[: link.path.rfind("/")] if "." in link.path.rsplit("/", 1)[-1] else link.path.rstrip("/")
    near = [f"{link.origin}{folder}/{path}" for path in _FOLDER_PATHS] if folder else []
    return tuple(dict.fromkeys((*near, *(f"{link.origin}/{path}" for path in _ROOT_PATHS))))


def _tags(text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    for tag in _TAG.finditer(text):
        pairs = _ATTRIBUTE.findall(tag[2][:4_000])
        yield tag[1].lower(), {name.lower(): html.unescape(a or b or c).strip() for name, a, b, c in pairs}


def _names_feed(attributes: Mapping[str, str]) -> bool:
    relations = attributes.get("rel", "").lower().split()
    kind = attributes.get("type", "").partition(";")[0].strip().lower()
    if ("alternate" not in relations and "feed" not in relations) or "stylesheet" in relations:
        return False
    if kind in _LOOSE_TYPES:
        return not _OTHER_JSON.search(attributes.get("href", "")) and "hreflang" not in attributes
    return kind in FEED_TYPES


def _joined(base: str, reference: str) -> str | None:
    if reference.startswith("feed:"):
        reference = reference.removeprefix("feed:")
        reference = f"http:{reference}" if reference.startswith("//") else reference
    try:
        return join_link(base, reference) if reference else None
    except NotALink:
        return None


# --- rules of sites --------------------------------------------------------------------------------------------------


def _youtube(link: Link) -> Iterator[str]:
    start = "https://www.youtube.com/feeds/videos.xml"
    if found := _YOUTUBE_CHANNEL.fullmatch(link.path):
        yield f"{start}?channel_id={found[1]}"
    elif found := _YOUTUBE_USER.fullmatch(link.path):
        yield f"{start}?user={found[1]}"
    elif link.path == "/playlist":
        yield from (f"{start}?playlist_id={name}" for name in parse_qs(link.query or "").get("list", [])[:1])


def _github(link: Link) -> Iterator[str]:
    found = _GITHUB_REPOSITORY.fullmatch(link.path)
    if found is None or found[1] in _GITHUB_OWN:
        return
    start = f"https://github.com/{found[1]}/{found[2]}"
    if found[3] == "commits" or found[5]:
        yield f"{start}/commits/{(found[4] or found[5] or 'HEAD').rstrip('/')}.atom"
    elif found[3] == "tags":
        yield f"{start}/tags.atom"
    else:
        yield from (f"{start}/releases.atom", f"{start}/commits.atom")


def _gitlab(link: Link) -> Iterator[str]:
    if found := _GITLAB_PROJECT.fullmatch(link.path):
        yield f"https://gitlab.com{found[1]}/-/releases.atom"
        yield f"https://gitlab.com{found[1]}/-/tags?format=atom"


def _reddit(link: Link) -> Iterator[str]:
    if found := _REDDIT.fullmatch(link.path):
        kind = "r" if found[1] == "r" else "user"
        yield f"https://www.reddit.com/{kind}/{found[2]}/{found[3] + '/' if found[3] else ''}.rss"


def _medium(link: Link) -> Iterator[str]:
    name = link.path.strip("/").partition("/")[0]
    if re.fullmatch(r"@?[A-Za-z0-9._-]{1,100}", name):
        yield f"https://medium.com/feed/{name}"


def _bluesky(link: Link) -> Iterator[str]:
    if found := _BLUESKY.fullmatch(link.path):
        yield f"https://bsky.app/profile/{found[1]}/rss"


def _mastodon(link: Link) -> Iterator[str]:
    """Any host may run Mastodon; `/@name` is its profile's address there."""
    if (found := _HANDLE.fullmatch(link.path)) and not link.host.endswith(_NO_MASTODON):
        yield f"{link.origin}/@{found[1]}.rss"


_RULES = {
    "youtube.com": _youtube,
    "github.com": _github,
    "gitlab.com": _gitlab,
    "reddit.com": _reddit,
    "medium.com": _medium,
    "bsky.app": _bluesky,
}
