"""Feeds as people see them: the list with their health, and one feed with what can be done about it."""

from collections.abc import Mapping, Sequence

from bot.rendering.dates import render_moment
from bot.rendering.failures import sentence
from bot.rendering.message import Button, Message
from bot.rendering.rich import Rich, bold, join, link
from bot.rendering.tapdata import Deed, tap
from bot.rendering.topics import pager, sets_button, starter_button
from bot.rendering.wording import Wording
from bot.services.polls import Trouble, trouble_of
from storage.feeds import ChosenFeed, Feed, FeedMode, FeedState
from summarizer.errors import NotALink, SummarizerError

PAGE_SIZE = 8
NAME_CHARS = 60


def render_feeds(chosen: Sequence[ChosenFeed], page: int, words: Wording, *, starters: int = 0) -> Message:
    """A page of the feeds, a button for each; without any, how to add one."""
    how = words("Write /feeds add and the address of a site or a feed.")
    if not chosen:
        offer = ((starter_button(starters, words),), (sets_button(words),)) if starters else ()
        return Message(rich=Rich(words("You chose no feeds here yet.") + " " + how), buttons=offer)
    page = min(page, (len(chosen) - 1) // PAGE_SIZE)
    shown = list(enumerate(chosen, 1))[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    heading = bold(words.count("%(n)s feed", "%(n)s feeds", len(chosen)))
    lines = join((Rich(f"{number}. {_name(one.feed)} · {_state(one, words)}") for number, one in shown), "\n")
    numbers = [Button(label=str(number), data=tap(Deed.FEED, one.feed.id, page)) for number, one in shown]
    rows: tuple[tuple[Button, ...], ...] = (
        tuple(numbers[:4]),
        tuple(numbers[4:]),
        pager(Deed.FEEDS, page, len(chosen), PAGE_SIZE),
        (sets_button(words),) if starters else (),
    )
    return Message(rich=join((heading, lines, Rich(how)), "\n\n"), buttons=tuple(row for row in rows if row))


def render_feed(chosen: ChosenFeed, page: int, words: Wording, *, note: str = "") -> Message:
    """One feed: what is wanted of it, how it does, when it is asked next."""
    feed, choice = chosen.feed, chosen.subscription
    facts = [Rich(_wanted(choice.mode, words)), Rich(_state(chosen, words))]
    if feed.failures and feed.error is not None and feed.error in TROUBLES:
        facts.append(Rich(words(TROUBLES[feed.error])))
    if feed.succeeded_at is not None:
        facts.append(words("Last read: ") + render_moment(feed.succeeded_at, words.language))
    if feed.state is FeedState.ACTIVE and not choice.paused:
        facts.append(words("Asked next: ") + render_moment(feed.next_poll_at, words.language))
    text = join((Rich(note), bold(link(_name(feed), feed.url)), join(facts, "\n")), "\n\n")
    return Message(rich=text, buttons=_buttons(chosen, page, words))


def render_not_added(error: SummarizerError, words: Wording) -> Message:
    """Why nothing was added, in plain words."""
    told = sentence(error, words) if isinstance(error, NotALink) else words(TROUBLES[trouble_of(error)])
    return Message(rich=Rich(words("Nothing was added.") + " " + told))


def render_removed(feed: Feed, words: Wording) -> str:
    """What a removal says."""
    return words("Removed: %(feed)s", feed=_name(feed))


def render_imported(count: int, words: Wording) -> Message:
    """How many feeds a list had."""
    told = words.count("%(n)s feed is chosen.", "%(n)s feeds are chosen.", count)
    hint = words("Only what your topics ask for comes of them; /feeds changes that, one by one.")
    return Message(rich=Rich(f"{told} {hint}"))


def _buttons(chosen: ChosenFeed, page: int, words: Wording) -> tuple[tuple[Button, ...], ...]:
    number = chosen.feed.id
    modes = (
        (words("Everything"), FeedMode.EVERYTHING, Deed.FEED_EVERYTHING),
        (words("Only my topics"), FeedMode.TOPICS, Deed.FEED_TOPICS),
        (words("In my digest"), FeedMode.DIGEST, Deed.FEED_DIGEST),
    )
    mode = chosen.subscription.mode
    paused = chosen.subscription.paused
    halt = (words("Go on"), Deed.FEED_RESUME) if paused else (words("Pause"), Deed.FEED_PAUSE)
    return (
        tuple(
            Button(label=f"✓ {label}" if one is mode else label, data=tap(deed, number, page))
            for label, one, deed in modes
        ),
        (
            Button(label=words("← Back"), data=tap(Deed.FEEDS, 0, page)),
            Button(label=halt[0], data=tap(halt[1], number, page)),
            Button(label=words("Remove"), data=tap(Deed.FEED_DROP, number, page), danger=True),
        ),
    )


def _wanted(mode: FeedMode, words: Wording) -> str:
    match mode:
        case FeedMode.EVERYTHING:
            return words("Each of its stories comes at once.")
        case FeedMode.TOPICS:
            return words("Only what your topics ask for comes.")
        case FeedMode.DIGEST:
            return words("Each of its stories comes in your digest.")


def _state(chosen: ChosenFeed, words: Wording) -> str:
    feed = chosen.feed
    if feed.state is FeedState.GONE:
        return words("has ended")
    if chosen.subscription.paused:
        return words("paused")
    if feed.failures:
        return words.count("failed %(n)s time in a row", "failed %(n)s times in a row", feed.failures)
    return words("works") if feed.succeeded_at is not None else words("not read yet")


def _(message: str) -> str:
    """Marks a message for translation where it stands."""
    return message


TROUBLES: Mapping[str, str] = {
    Trouble.GONE: _("Its site says that it is no more."),
    Trouble.BUSY: _("Its site asks us to come less often."),
    Trouble.REFUSED: _("Its site refuses it, or it is not there any more."),
    Trouble.UNREACHABLE: _("Its site does not answer."),
    Trouble.SLOW: _("Its site takes too long to answer."),
    Trouble.TOO_LARGE: _("It is larger than what is read here (5 MB)."),
    Trouble.NO_FEED: _("There is something at its address, but no feed any more."),
    Trouble.BLOCKED: _("Its address is one that this bot must not open."),
    Trouble.BROKEN: _("What its site gives cannot be read as a feed."),
}
"""The last error in plain words, by its key."""


def _name(feed: Feed) -> str:
    name = " ".join((feed.title or feed.url).split())
    return name if len(name) <= NAME_CHARS else name[: NAME_CHARS - 1] + "…"
