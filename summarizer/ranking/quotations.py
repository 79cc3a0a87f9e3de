"""Sentences that stand in a quotation and do not tell whose."""

import re
from collections.abc import Sequence

LONGEST_QUOTATION = 8
"""Sentences; a mark that nothing closes for so long is a slip of the typist."""

# A closing mark has something before it and no word behind it; behind a digit it is an inch.
_MARK = re.compile(r"""(?P<closing>(?<=[^\s\d(\[—–-])["”“»«](?!\w)|[」』])|(?<!\d)["”“„«»「『]""")
_REMARK = re.compile("[,!?…] [—–-] ")
_WORD = re.compile(r"\w")


def is_speakerless(texts: Sequence[str], index: int) -> bool:
    """Tell whether the sentence at `index` is nothing but a quotation, or the middle or the end of one.

    "“We stay,” said Ada Holm" tells whose it is, "“We stay.”" does not, and neither does "That is final,” she said" of
    what began before. Sentences without a mark are in the middle where the last mark before them opens and another
    follows: one that closes, or one that opens the next paragraph of the same speech.
    """
    first = _MARK.search(texts[index])
    if first is not None:
        return bool(first["closing"]) or _is_nothing_else(texts[index])
    if not any(_MARK.search(text) for text in texts[index + 1 : index + LONGEST_QUOTATION]):
        return False
    earlier = reversed(texts[max(0, index - LONGEST_QUOTATION) : index])
    before = next((marks for text in earlier if (marks := list(_MARK.finditer(text)))), None)
    return before is not None and not before[-1]["closing"]


def _is_nothing_else(text: str) -> bool:
    """Whether `text` has no word outside of its quotations, be it that the last is not closed."""
    outside: list[str] = []
    at, is_open = 0, False
    for mark in _MARK.finditer(text):
        outside += [] if is_open else [text[at : mark.start()]]
        at, is_open = mark.end(), not mark["closing"]
    outside += [] if is_open else [text[at:]]
    return not any(_WORD.search(part) for part in outside) and not _REMARK.search(text)
