"""Words compared letter by letter, whatever the language: what stands in quotes, after "=", and Chinese and Japanese.

A *piece* is a folded word; an apostrophe parts words, so that "l'homme" is the same two pieces in every language. Each
Chinese or Japanese character is a piece of its own, and a run of them is fenced off, so that a phrase of characters is
found inside a run (which amounts to its overlapping pairs) but never across a comma.
"""

import re

from summarizer.text.words import cut, fold, is_cjk

FENCE = "\x01"
"""Stands before and after a run of Chinese or Japanese characters."""

GAP = "  "
"""Two spaces between pieces, so that neighbours that match both have a space of their own on each side."""

_ROUNDS = 4
_SMALL_FIRM = re.compile(r"(?<![\w&])[A-Za-z]{1,4}&[A-Za-z]{1,4}(?![\w&])")


def exact_pieces(text: str) -> tuple[str, ...]:
    """Give the pieces of `text`, fences between neighbours included but none at the ends; "at&t" is read as "AT&T".

    The pieces of pieces are the pieces themselves.
    """
    return _trim([piece for word in cut(capital_firms(text)) for piece in word_pieces(word)])


def word_pieces(word: str) -> list[str]:
    """Give the pieces of one word as `cut` gave it, a run of Chinese or Japanese with its fences."""
    if is_cjk(word):
        return [FENCE, *word, FENCE]
    pieces = fold(word).replace("'", " ").split()
    for _ in range(_ROUNDS):
        # Folding can uncover marks that part words ("½" becomes "1⁄2").
        again = [part for piece in pieces for found in cut(capital_firms(piece)) for part in _folded(found)]
        if again == pieces:
            break
        pieces = again
    return pieces


def capital_firms(text: str) -> str:
    """Give `text` with the likes of "at&t" in capitals, as news prints them."""
    return _SMALL_FIRM.sub(lambda found: found[0].upper(), text) if "&" in text else text


def is_cjk_run(pieces: tuple[str, ...]) -> bool:
    """Whether `pieces` are one run of Chinese or Japanese characters."""
    return FENCE not in pieces and all(map(is_cjk, pieces))


def print_pieces(pieces: tuple[str, ...], joint: str) -> str:
    """Give `pieces` as a reader types them: `joint` between words, nothing inside a run of characters."""
    printed = ""
    between = ""
    for piece in pieces:
        if piece == FENCE:
            between = joint
            continue
        printed += (between or (joint if printed and not is_cjk(piece) else "")) + piece
        between = ""
    return printed


def _folded(word: str) -> list[str]:
    return [FENCE, *word, FENCE] if is_cjk(word) else fold(word).replace("'", " ").split()


def _trim(pieces: list[str]) -> tuple[str, ...]:
    """Drop the fences at the ends and one of each two neighbours."""
    kept: list[str] = []
    for piece in pieces:
        if piece != FENCE or (kept and kept[-1] != FENCE):
            kept.append(piece)
    if kept and kept[-1] == FENCE:
        kept.pop()
    return tuple(kept)
