"""The starter set as people see it: its groups, and one group's feeds with a mark at those that are chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale

from bot.rendering.categories import CATEGORY_NAMES
from bot.rendering.message import Button, Message
from bot.rendering.rich import Rich, bold, join
from bot.rendering.tapdata import Deed, tap
from bot.rendering.wording import Wording
from bot.services.starters import StarterGroup

GROUPS_A_ROW = 2
FEEDS_A_ROW = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A feed of a group: `number` is what its button carries."""

    title: str
    number: int
    chosen: bool


def render_starter_groups(groups: Sequence[StarterGroup], words: Wording) -> Message:
    """A button for each group, those in the reader's language first."""
    text = join(
        (
            bold(words("Starter feeds")),
            words("Well-known public feeds. None is asked for news before somebody chooses it."),
        ),
        "\n\n",
    )
    numbered = sorted(enumerate(groups), key=lambda one: one[1].language != words.language)
    buttons = [
        Button(label=f"{group_name(one, words)} · {len(one.feeds)}", data=tap(Deed.STARTER_GROUP, number))
        for number, one in numbered
    ]
    rows = tuple(tuple(buttons[i : i + GROUPS_A_ROW]) for i in range(0, len(buttons), GROUPS_A_ROW))
    return Message(rich=text, buttons=rows)


def render_starter_group(group: StarterGroup, feeds: Sequence[Shown], number: int, words: Wording) -> Message:
    """The feeds of the group of that number; a tap chooses one, or takes that back."""
    lines = [f"{place}. {feed.title}{' ✓' if feed.chosen else ''}" for place, feed in enumerate(feeds, 1)]
    what = words("Of a chosen feed you get what your topics ask for; /feeds changes that.")
    text = join((bold(group_name(group, words)), "\n".join(lines), Rich(what)), "\n\n")
    buttons = [
        Button(
            label=f"✓ {place}" if feed.chosen else str(place),
            data=tap(Deed.STARTER_LEAVE if feed.chosen else Deed.STARTER_TAKE, feed.number, number),
        )
        for place, feed in enumerate(feeds, 1)
    ]
    last = [Button(label=words("← Back"), data=tap(Deed.STARTER_SETS, 0, 1))]
    if not all(feed.chosen for feed in feeds):
        last.append(Button(label=words("All of them"), data=tap(Deed.STARTER_ALL, number)))
    rows = (*(tuple(buttons[i : i + FEEDS_A_ROW]) for i in range(0, len(buttons), FEEDS_A_ROW)), tuple(last))
    return Message(rich=text, buttons=rows)


def group_name(group: StarterGroup, words: Wording) -> str:
    """What a group is called: by its category where the language has several, else by its language."""
    language = Locale.parse(group.language).get_display_name(words.language) or group.language
    language = language[:1].upper() + language[1:]
    if group.category is None:
        return language
    return f"{words(CATEGORY_NAMES[group.category])} ({language})"
