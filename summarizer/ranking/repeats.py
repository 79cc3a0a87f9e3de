"""Sentences that say again what another says: a standfirst and the lead below it."""

from collections.abc import Sequence

LOOKED_AT = 16
"""More than a briefing shows; further down the order nobody meets a repeat."""

SHARED = 0.8
"""Of the content words of the shorter of two, how many stand in the longer where one says it all."""

FEWEST_TERMS = 4
"""Of fewer content words nothing can be told."""


def put_off_repeats(order: Sequence[int], contents: Sequence[frozenset[str]]) -> tuple[int, ...]:
    """Give `order` (indexes, best first) so that no two of its best `LOOKED_AT` sentences say the same.

    `contents` are the content words of each sentence. Of two that say the same the one that says more takes the better
    place of both, the earlier where they say as much; the other goes to the end.
    """
    kept: list[int] = []
    put_off: list[int] = []
    rest = iter(order)
    for index in rest:
        place = next((at for at, other in enumerate(kept) if _is_repeat(contents[index], contents[other])), None)
        if place is None:
            kept.append(index)
        elif len(contents[index]) > len(contents[kept[place]]):
            put_off.append(kept[place])
            kept[place] = index
        else:
            put_off.append(index)
        if len(kept) == LOOKED_AT:
            break
    return (*kept, *rest, *put_off)


def _is_repeat(first: frozenset[str], second: frozenset[str]) -> bool:
    fewest = min(len(first), len(second))
    return fewest >= FEWEST_TERMS and len(first & second) >= SHARED * fewest
