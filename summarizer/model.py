"""The values that the summarizer gives and takes: sources in, articles and briefings out.

Everything here is frozen and picklable, so that it crosses to a worker process and back, and holds no behaviour
beyond what follows from its own fields. Offsets are code points in `Article.text`.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

PARAGRAPH_BREAK = "\n\n"

DEFAULT_METHOD = "nutgraf"
DEFAULT_SENTENCES = 3

PIPELINE_VERSION = 4
"""Raised when the same article would give another briefing, so that stored ones are told from fresh ones."""


class MediaType(StrEnum):
    """What a document's bytes are, as far as reading goes."""

    HTML = "text/html"
    PLAIN = "text/plain"
    MARKDOWN = "text/markdown"
    EMAIL = "message/rfc822"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Foreign bytes and what is known of them before they are read.

    `charset` is what the transport said (a header), None when it said nothing. `url` is where the bytes came from
    after redirects, or what the sender says they are; it is never fetched by a reader. `title`, `site` and `language`,
    where given, win over what the bytes say.
    """

    data: bytes
    media_type: MediaType
    charset: str | None = None
    url: str | None = None
    title: str | None = None
    site: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A story freed from its page.

    `paragraphs` are clean, non-empty and free of line breaks; `subheads` holds the indexes of those that are headings
    or crumbs, which are shown with the text but are neither sentences nor ranked. `published` is ISO 8601, a date
    alone when only the day is known. `byline` is the line as printed, `authors` the names in it. `language` is an
    ISO 639-1 code; None until it was recognised. `partial` says that a cap cut the text, `live` that this is a live
    blog: the paragraphs are its newest entries, the latest first.
    """

    paragraphs: tuple[str, ...]
    title: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    site: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    subheads: frozenset[int] = frozenset()
    partial: bool = False
    live: bool = False

    @property
    def text(self) -> str:
        """The paragraphs joined by blank lines: the string in which all offsets count."""
        return PARAGRAPH_BREAK.join(self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of an article: `text` is `article.text[start:end]`, `index` counts the article's sentences from 0."""

    index: int
    text: str
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much a briefing may hold: a number of sentences, or, when given, of words.

    A word is a white-space token, or two CJK characters. Within `words`, whole sentences are taken best first, one
    that would overflow is skipped and the next tried; at least one is taken.
    """

    sentences: int = DEFAULT_SENTENCES
    words: int | None = None

    def __post_init__(self) -> None:
        if self.sentences < 1 or (self.words is not None and self.words < 1):
            raise ValueError("a budget is at least one sentence or one word")


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The sentences that carry a story, verbatim and in its order.

    `whole` says that the article was shorter than the budget, so that nothing was left out.
    """

    method: str
    sentences: tuple[Sentence, ...]
    whole: bool


class FigureKind(StrEnum):
    """What sort of quantity a figure is."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    MEASURE = "measure"
    RANGE = "range"
    RATE = "rate"
    SCORE = "score"


class Qualifier(StrEnum):
    """What the source says about a figure's exactness."""

    NONE = ""
    AT_LEAST = ">="
    MORE_THAN = ">"
    ABOUT = "~"
    NEARLY = "<~"
    UNDER = "<"
    UP_TO = "<="


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that a story reports, with what it counts.

    `text` is `article.text[start:end]`: number, currency, scale and unit word. `value` is unsigned, scale words
    applied ("$4.5bn" is 4500000000, unit USD); a range has `high` too, a score its second number there. `unit` is the
    English singular ("year", "km"), an ISO 4217 currency, "%" or "pp", and empty for plain counts. `label` holds words
    of the source in their order. `sentence` is the index of its sentence. `rank` counts the key figures from 1 and is
    None for the others.
    """

    text: str
    value: Decimal
    high: Decimal | None = None
    kind: FigureKind
    unit: str = ""
    qualifier: Qualifier = Qualifier.NONE
    label: str = ""
    sentence: int
    start: int
    end: int
    rank: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """One line a reader sees: key figures that belong together, merged.

    `figures` are indexes into the reading's figures. `computed` says that a value in `text` is ours; it then carries ≈.
    """

    text: str
    figures: tuple[int, ...]
    computed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody a story is about: name and role as the source prints them, `role` empty when it gives none.

    `sentence` is the index of the sentence that shows the name, and mostly the role too, which may come from a later
    mention. `rank` counts from 1, most salient first.
    """

    name: str
    role: str
    sentence: int
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words in quotation marks: `text` is `article.text[start:end]`, the marks left out.

    `speaker` is an index into the people it was found with, None when the text names nobody for it. `sentence` is the
    index of the sentence in which the quotation begins.
    """

    speaker: int | None
    text: str
    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that one reading of an article gives."""

    article: Article
    sentences: tuple[Sentence, ...]
    briefing: Briefing
    figures: tuple[Figure, ...] = ()
    key_lines: tuple[KeyLine, ...] = ()
    people: tuple[Person, ...] = ()
    quotes: tuple[Quote, ...] = ()
    version: int = field(default=PIPELINE_VERSION)
