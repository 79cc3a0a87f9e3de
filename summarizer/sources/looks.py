"""What a line of a pasted page looks like by itself: how long, how it ends, which furniture words it holds."""

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from summarizer.sources.furniture import FIRST_CHARS, LONGEST_POINTER_WORDS, count_marks, is_pointer, split_words
from summarizer.sources.lines import Line, is_cjk

CREDIT_WORDS = 60
"""A longer line with an agency's name in it is a sentence about the agency."""

CREDIT_CHARS = 80
KEY_WORDS = 30
"""Lines that agree in so many first words are the same line."""

CYRILLIC_WORD = 1.3
"""A sentence says the same in fewer words where they are inflected and have no articles: by so much less than English,
whose pages the weights were learned from."""

_CYRILLIC = re.compile(r"[а-яіїєґў]{3}", re.IGNORECASE)
_CAPTION_TAIL = re.compile(r"(?<=[.!?…\"”»)] )[^.!?]*\.?$|[(\[][^()\[\]]*[)\]]$|©[^.!?]*$|[^\s/]+(?: [^\s/]+)?/[^/]+$")
_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]」』]*$")


class LineKind(StrEnum):
    """The kinds of line that the sequence model's neighbours see, most certain first."""

    END_MARK = "end-mark"  # "Related", "Comments"
    CONTROL = "control"  # "Menu", "Share"
    NOTICE = "notice"  # cookies, terms, newsletters
    PROSE = "prose"
    SENTENCE = "sentence"
    REMARK = "remark"  # a short sentence
    CREDIT = "credit"  # of a picture
    ITEM = "item"  # of a list
    LONG = "long"  # and no sentence
    WORD = "word"
    PHRASE = "phrase"  # a headline, a subhead, a teaser


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A line and what can be seen of it alone.

    `words` are its first words as furniture is looked up, `count` the number of all (two Chinese or Japanese
    characters are one, a Russian or Ukrainian word is a third more). `size` is "s" below 8, "m" below 25, else "l".
    `marks` counts furniture words by sort and place. `closed` says that it ends like a sentence, `prose` its words if
    it may be a story's (else 0). `key` is the same for lines that say the same.
    """

    line: Line
    words: list[str]
    count: int
    size: str
    marks: Counter[str]
    unspaced: bool
    closed: bool
    kind: LineKind
    is_pointer: bool
    prose: int
    key: tuple[str, ...]

    @property
    def is_aside(self) -> bool:
        """It is an advertisement's place, a pointer to another story, or no word at all: it goes wherever it stands."""
        return self.is_pointer or "aside.whole" in self.marks or not (self.words or self.unspaced)

    @property
    def is_end_mark(self) -> bool:
        """It ends a story, or is the head of a list of other stories."""
        return "end.whole" in self.marks or self.is_replies_mark or ("end.start" in self.marks and self.count < 12)

    @property
    def is_replies_mark(self) -> bool:
        """It is the head of what readers wrote."""
        return "replies.whole" in self.marks or ("replies.start" in self.marks and self.count < 25)

    @property
    def is_caption(self) -> bool:
        """It ends in the credit of a picture: "… on Monday. Reuters/Ann Other", "… (Photo by A. Other)"."""
        if self.kind is not LineKind.CREDIT:
            return False
        tail = _CAPTION_TAIL.search(self.line.text[-CREDIT_CHARS:])
        return tail is not None and "credit.anywhere" in count_marks(tail[0], split_words(tail[0]))

    @property
    def notices(self) -> int:
        """How many words of legal notices and sign-up forms it holds."""
        return self.marks["legal.anywhere"] + self.marks["signup.anywhere"]


def look_at(line: Line) -> Look:
    """Look at one line; linear in its first `FIRST_CHARS` characters, and in its length only to count words."""
    text = line.text
    words = split_words(text)
    unspaced = is_cjk(text[:FIRST_CHARS])
    count = _count_words(text, words, unspaced=unspaced)
    marks = count_marks(text, words)
    closed = _ENDS.search(text[-8:]) is not None
    kind = _kind_of(line, count, marks, closed=closed)
    return Look(
        line=line,
        words=words,
        count=count,
        size="s" if count < 8 else "m" if count < 25 else "l",
        marks=marks,
        unspaced=unspaced,
        closed=closed,
        kind=kind,
        is_pointer=count <= LONGEST_POINTER_WORDS and is_pointer(text),
        prose=count if closed and count >= 8 and kind is not LineKind.NOTICE else 0,
        key=tuple(words[:KEY_WORDS]) or (text[:KEY_WORDS],),
    )


def _count_words(text: str, words: list[str], *, unspaced: bool) -> int:
    if unspaced:
        return (len(text) + 1) // 2
    count = len(words) if len(text) <= FIRST_CHARS else text.count(" ") + 1
    return round(count * CYRILLIC_WORD) if _CYRILLIC.search(text[:FIRST_CHARS]) else count


def _kind_of(line: Line, count: int, marks: Counter[str], *, closed: bool) -> LineKind:
    if "end.whole" in marks or "replies.whole" in marks:
        return LineKind.END_MARK
    if "interface.whole" in marks or "share.whole" in marks:
        return LineKind.CONTROL
    notices = marks["legal.anywhere"] + marks["signup.anywhere"]
    if notices >= 2 and 12 * notices >= count:
        return LineKind.NOTICE
    if closed and count >= 4:
        return LineKind.PROSE if count >= 25 else LineKind.SENTENCE if count >= 10 else LineKind.REMARK
    return _kind_of_scrap(line, count, marks, notices)


def _kind_of_scrap(line: Line, count: int, marks: Counter[str], notices: int) -> LineKind:
    if notices:
        return LineKind.NOTICE
    if "credit.anywhere" in marks and count < CREDIT_WORDS:
        return LineKind.CREDIT
    if line.bullet:
        return LineKind.ITEM
    if count >= 14:
        return LineKind.LONG
    return LineKind.WORD if count <= 3 else LineKind.PHRASE
