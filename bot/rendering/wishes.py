"""What somebody wants more or less of, as a list with a button for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.rendering.message import Button, Message
from bot.rendering.rich import Rich, bold, join
from bot.rendering.tapdata import Deed, tap
from bot.rendering.topics import PAGE_SIZE, pager
from bot.rendering.wording import Wording
from bot.services.fanout import LESS

NAME_CHARS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A wish: about a feed or a word, so many `steps` more (above 0) or less; `number` is what its button carries."""

    name: str
    is_feed: bool
    steps: int
    number: int


def render_wishes(wishes: Sequence[Named], page: int, words: Wording) -> Message:
    """A page of wishes, the strongest first, and what they do."""
    back = (Button(label=words("← Back"), data=tap(Deed.TOPICS)),)
    if not wishes:
        return Message(rich=Rich(words("Nothing is asked for more or less of.")), buttons=(back,))
    page = min(page, (len(wishes) - 1) // PAGE_SIZE)
    shown = list(enumerate(wishes, 1))[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    lines = join((Rich(f"{number}. {_line(one, words)}") for number, one in shown), "\n")
    what = words(
        "It orders your digest. What adds up to −%(least)s or less waits there, if you have one, and does not come at "
        "once. A number takes one back.",
        least=-LESS,
    )
    numbers = [Button(label=str(number), data=_data(one, page)) for number, one in shown]
    rows = (tuple(numbers[:4]), tuple(numbers[4:]), pager(Deed.WISHES, page, len(wishes), PAGE_SIZE), back)
    return Message(
        rich=join((bold(words("More and less like this")), lines, Rich(what)), "\n\n"),
        buttons=tuple(row for row in rows if row),
    )


def _line(wish: Named, words: Wording) -> str:
    name = wish.name if len(wish.name) <= NAME_CHARS else wish.name[: NAME_CHARS - 1] + "…"
    steps = f"+{wish.steps}" if wish.steps > 0 else f"−{-wish.steps}"
    return f"{steps} · " + (words("the feed %(feed)s", feed=name) if wish.is_feed else name)


def _data(wish: Named, page: int) -> str:
    return tap(Deed.WISH_DROP_FEED if wish.is_feed else Deed.WISH_DROP_WORD, wish.number, page)
