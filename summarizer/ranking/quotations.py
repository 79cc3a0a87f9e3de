"""Sentences that stand in a quotation and do not tell whose."""

import re
from bisect import bisect_left
from collections.abc import Sequence

LONGEST_QUOTATION = 8
"""Sentences; a mark that nothing closes for so long is a slip of the typist."""

QUOTATION_MARK = re.compile('["”“„«»「」『』]')
"""Marks that open or close a quotation, in whatever language; single ones are apostrophes too often."""

# A closing mark has something before it and no word behind it; behind a digit it is an inch.
_MARK = re.compile(r"""(?P<closing>(?<=[^\s\d(\[—–-])["”“»«](?!\w)|[」』])|(?<!\d)["”“„«»「『]""")
_REMARK = re.compile("[,!?…] [—–-] ")
_WORD = re.compile(r"\w")


class Quotations:
    """The quotations of an article, `texts` its sentences in source order, each read when it is asked about."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._marked = [index for index, text in enumerate(texts) if QUOTATION_MARK.search(text)]

    def is_speakerless(self, index: int) -> bool:
        """Tell whether the sentence at `index` is nothing but a quotation, or the middle or the end of one.

        "“We stay,” said Ada Holm" tells whose it is, "“We stay.”" does not, and neither does "That is final,” she said"
        of what began before. Sentences without a mark are in the middle where the last mark before them opens and
        another follows: one that closes, or one that opens the next paragraph of the same speech.
        """
        at = bisect_left(self._marked, index)
        if self._marked[at : at + 1] == [index]:
            marks = self._marks(index)
            return bool(marks) and (_closes(marks[0]) or _is_nothing_else(self._texts[index], marks))
        around = self._marked[max(0, at - 1) : at + 1]
        if len(around) < 2 or index - around[0] > LONGEST_QUOTATION or around[1] - index >= LONGEST_QUOTATION:
            return False
        before = self._marks(around[0])
        return bool(before) and not _closes(before[-1])

    def _marks(self, index: int) -> list[re.Match[str]]:
        return list(_MARK.finditer(self._texts[index]))


def _closes(mark: re.Match[str]) -> bool:
    return mark["closing"] is not None


def _is_nothing_else(text: str, marks: Sequence[re.Match[str]]) -> bool:
    """Whether `text` has no word outside of its quotations, be it that the last is not closed."""
    outside: list[str] = []
    at, is_open = 0, False
    for mark in marks:
        outside += [] if is_open else [text[at : mark.start()]]
        at, is_open = mark.end(), not _closes(mark)
    outside += [] if is_open else [text[at:]]
    return not any(_WORD.search(part) for part in outside) and not _REMARK.search(text)
