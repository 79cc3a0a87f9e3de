"""What can keep a source from becoming a briefing.

    SummarizerError
    ├── BadRequest                 the request itself cannot be read
    │   └── TooLongForMethod       the named method would run away on this many sentences
    ├── FetchError                 the bytes could not be had
    │   ├── NotALink               not an address one can open
    │   ├── BlockedAddress         an address that must not be opened
    │   ├── Unreachable            no connection, or it broke
    │   └── HttpStatus             the server answered with an error
    ├── TooLarge                   more bytes than we take
    ├── WrongType                  not a kind of document that we read
    ├── Timeout                    out of time, in the network or in the parser
    └── Unusable                   the bytes came, but hold no article to brief
        ├── NotAnArticle           an index, a form, a product …
        ├── Paywall                a teaser of a text that is not free
        ├── ConsentWall            a consent or robot check in place of the page
        ├── ScriptOnly             a shell that a script would fill
        ├── LiveBlog               a running page of entries
        ├── TooShort               hardly any text
        └── UnreadableFile         broken, encrypted or only pictures

Each class has a stable `code` (the command line prints it); attributes come first and the message is built from them.
Nobody shows `str(error)` to a reader: the bot has a sentence for each class.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, ClassVar, Self


class SummarizerError(Exception):
    """The root: `code` names the cause, the instance's attributes hold the facts. Picklable."""

    code: ClassVar[str]

    def __reduce__(self) -> tuple[Callable[..., Self], tuple[type[Self], dict[str, Any]]]:
        return _rebuild, (type(self), dict(self.__dict__))

    def __str__(self) -> str:
        return self.describe()

    def describe(self) -> str:
        """The facts in one English sentence, for logs and the command line."""
        return self.code.replace("_", " ")


def _rebuild(kind: type[SummarizerError], state: dict[str, Any]) -> Any:  # noqa: ANN401 (pickle's protocol)
    error = kind.__new__(kind)
    error.__dict__.update(state)
    return error


class BadRequest(SummarizerError):
    """The request cannot be read; `problem` says what is wrong with it."""

    code = "bad_request"

    def __init__(self, *, problem: str) -> None:
        self.problem = problem

    def describe(self) -> str:
        """The problem itself."""
        return self.problem


class TooLongForMethod(BadRequest):
    """The method named costs more than linear time and the article has too many sentences for it."""

    code = "too_long_for_method"

    def __init__(self, *, method: str, sentences: int, limit: int) -> None:
        super().__init__(problem=f"{method} takes at most {limit} sentences, the article has {sentences}")
        self.method = method
        self.sentences = sentences
        self.limit = limit


class FetchError(SummarizerError):
    """The bytes at `url` could not be had."""

    def __init__(self, *, url: str) -> None:
        self.url = url


class NotALink(FetchError):
    """`url` is no http(s) address; `problem` says why."""

    code = "not_a_link"

    def __init__(self, *, url: str, problem: str) -> None:
        super().__init__(url=url)
        self.problem = problem

    def describe(self) -> str:
        """What is wrong with the address."""
        return f"not a link one can open: {self.problem}"


class BlockedAddress(FetchError):
    """`url` leads to an address that is not public. Says no more, so that nobody scans a network through us."""

    code = "blocked_address"

    def describe(self) -> str:
        """One neutral sentence for every refusal."""
        return "this address is not open to the bot"


class Unreachable(FetchError):
    """No connection could be made, or it broke before the answer was whole."""

    code = "unreachable"

    def __init__(self, *, url: str, reason: str) -> None:
        super().__init__(url=url)
        self.reason = reason

    def describe(self) -> str:
        """Why there was no connection."""
        return f"could not reach the server: {self.reason}"


class HttpStatus(FetchError):
    """The server answered with `status`, an error."""

    code = "http_status"

    def __init__(self, *, url: str, status: int) -> None:
        super().__init__(url=url)
        self.status = status

    def describe(self) -> str:
        """The status."""
        return f"the server answered with status {self.status}"


class TooLarge(SummarizerError):
    """More than `limit_bytes`, on the wire or inflated."""

    code = "too_large"

    def __init__(self, *, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes

    def describe(self) -> str:
        """The limit."""
        return f"larger than {self.limit_bytes:,} bytes"


class WrongType(SummarizerError):
    """Not a kind of document that we read; `media_type` is what it says it is, or empty."""

    code = "wrong_type"

    def __init__(self, *, media_type: str) -> None:
        self.media_type = media_type

    def describe(self) -> str:
        """The type."""
        return f"not a kind of document that can be read: {self.media_type or 'unknown'}"


class Timeout(SummarizerError):
    """Out of time after `seconds`, in the network or in the parser."""

    code = "timeout"

    def __init__(self, *, seconds: float) -> None:
        self.seconds = seconds

    def describe(self) -> str:
        """The limit."""
        return f"not done within {self.seconds:g} seconds"


class Unusable(SummarizerError):
    """The bytes hold no article to brief; `title` and `site` are what was still read, and `text` its first words."""

    def __init__(self, *, title: str | None = None, site: str | None = None, text: str | None = None) -> None:
        self.title = title
        self.site = site
        self.text = text


class NotAnArticle(Unusable):
    """An index of links, a form, a product, a player: a page, but no story."""

    code = "not_an_article"


class Paywall(Unusable):
    """A teaser of a text that is not free."""

    code = "paywall"


class ConsentWall(Unusable):
    """A consent form or a robot check in place of the page."""

    code = "consent_wall"


class ScriptOnly(Unusable):
    """A shell that only a script would fill."""

    code = "script_only"


class LiveBlog(Unusable):
    """A running page of entries, of which none could be told as the story."""

    code = "live_blog"


class TooShort(Unusable):
    """Hardly any text: there is nothing to shorten."""

    code = "too_short"


class Fault(StrEnum):
    """What is wrong with a file, as far as it matters to who sent it."""

    BROKEN = "broken"
    LOCKED = "locked"
    PICTURES = "pictures"


class UnreadableFile(Unusable):
    """A file that is broken, encrypted or holds pictures only; `fault` says which, `reason` in more words."""

    code = "unreadable_file"
    fault: str = Fault.BROKEN

    def __init__(self, *, reason: str, title: str | None = None, fault: Fault = Fault.BROKEN) -> None:
        super().__init__(title=title)
        self.reason = reason
        self.fault = fault

    def describe(self) -> str:
        """What is wrong with the file."""
        return f"unreadable file: {self.reason}"


def revive(code: str, facts: dict[str, Any]) -> SummarizerError:
    """The error of class `code` with `facts` as its attributes, as it was when they were put away.

    Raises:
        KeyError: there is no class of that code (any more).
    """
    error: SummarizerError = _rebuild(_leaves()[code], facts)
    return error


def _leaves() -> dict[str, type[SummarizerError]]:
    found: dict[str, type[SummarizerError]] = {}
    open_kinds = [SummarizerError]
    while open_kinds:
        kind = open_kinds.pop()
        open_kinds += kind.__subclasses__()
        if "code" in kind.__dict__:
            found[kind.code] = kind
    return found
