"""Sentences that say again what another says: a standfirst and the lead below it."""

from collections.abc import Callable, Sequence

from summarizer.ranking.select import IsReady

LOOKED_AT = 12
"""More than a briefing shows; further down the order nobody meets a repeat."""

SHARED = 0.8
"""Of the content words of the shorter of two, how many stand in the longer where one says it all."""

FEWEST_TERMS = 4
"""Of fewer content words nothing can be told."""


def put_off_repeats(
    order: Sequence[int], content_of: Callable[[int], frozenset[str]], may_replace: IsReady
) -> tuple[int, ...]:
    """Give `order` (indexes, best first) so that no two of its best `LOOKED_AT` sentences say the same.

    `content_of` gives the content words of a sentence and is asked once for each looked at. Of two that say the same
    the one that says more takes the better place of both if it may, beside those before that place, else the earlier
    keeps it; the other goes to the end.
    """
    kept: list[tuple[int, frozenset[str]]] = []
    put_off: list[int] = []
    rest = iter(order)
    for index in rest:
        content = content_of(index)
        place = next((at for at, (_, other) in enumerate(kept) if _is_repeat(content, other)), None)
        if place is None:
            kept.append((index, content))
        elif len(content) > len(kept[place][1]) and may_replace(index, [other for other, _ in kept[:place]]):
            put_off.append(kept[place][0])
            kept[place] = index, content
        else:
            put_off.append(index)
        if len(kept) == LOOKED_AT:
            break
    return (*(index for index, _ in kept), *rest, *put_off)


def _is_repeat(first: frozenset[str], second: frozenset[str]) -> bool:
    fewest = min(len(first), len(second))
    return fewest >= FEWEST_TERMS and len(first & second) >= SHARED * fewest
