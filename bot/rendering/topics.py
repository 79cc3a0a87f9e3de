"""Topics as people see them: a preview before following, the list, one topic, and a query that cannot be read.

The query that a button is about stands in the message as code, because it may be longer than a button's data.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.rendering.categories import CATEGORY_NAMES, name_topic
from bot.rendering.dates import render_moment
from bot.rendering.message import Button, Message
from bot.rendering.rich import Rich, bold, code, join, underline
from bot.rendering.tapdata import Deed, tap
from bot.rendering.updates import headline, site_of
from bot.rendering.wording import Wording
from bot.services.following import Found, Preview
from bot.services.starters import CATEGORIES
from storage.topics import Follow, FollowMode
from summarizer.topics.problem import Problem, QueryError

PAGE_SIZE = 8
CATEGORIES_A_ROW = 3
QUERY_CHARS = 60
COPY_CHARS = 256
"""Bot API, CopyTextButton."""

CATCH_UP_SHOWN = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A topic as the list shows it: under which number, from 1, and on which page, from 0."""

    follow: Follow
    number: int
    page: int


def render_preview(preview: Preview, words: Wording, *, starters: int = 0) -> Message:
    """What a query would have brought, and how to follow it; without feeds the `starters` are offered right here."""
    # The order counts: buttons find the query, and what was probably meant, as the first and second code.
    meant = words("Did you mean:") + " " + code(preview.meant) if preview.meant else Rich()
    told = (bold(words("Follow this?")), code(str(preview.query)), meant, render_matching(preview, words))
    text = join(told, "\n\n")
    buttons: list[tuple[Button, ...]] = [
        (
            Button(label=words("At once"), data=tap(Deed.FOLLOW_NOW)),
            Button(label=words("In my digest"), data=tap(Deed.FOLLOW_DIGEST)),
        )
    ]
    if preview.meant:
        buttons.insert(0, (Button(label=words("Yes, show what matches"), data=tap(Deed.SUGGESTED, 1)),))
    if preview.unread:
        buttons.append((Button(label=words("Look again"), data=tap(Deed.SUGGESTED, 0)),))
    if not preview.has_feeds and starters:
        buttons += [(starter_button(starters, words),), (sets_button(words),)]
    return Message(rich=text, buttons=tuple(buttons))


def starter_button(starters: int, words: Wording, *, followed: bool = False) -> Button:
    """The button that chooses the starter set; it knows whether the query beside it is `followed` already."""
    label = words.count("Add %(n)s starter feed", "Add %(n)s starter feeds", starters)
    return Button(label=label, data=tap(Deed.STARTERS, int(followed)))


def sets_button(words: Wording) -> Button:
    """The button that leads into the starter set, by category and language."""
    return Button(label=words("Choose from the starter feeds"), data=tap(Deed.STARTER_SETS))


def render_followed(follow: Follow, words: Wording, *, has_feeds: bool, starters: int = 0) -> Message:
    """It is followed now; without feeds the `starters` are offered still."""
    if follow.mode is FollowMode.AT_ONCE:
        how = words("I tell you as soon as a story of your feeds matches. /topics lists what you follow.")
    else:
        how = words("What matches comes in your digest. /digest sets its times, /topics lists what you follow.")
    none = "" if has_feeds else words("No feed is chosen here yet: add one with /feeds add and its address.")
    text = join((bold(words("Followed")), code(follow.topic.query), Rich(how), Rich(none)), "\n\n")
    if has_feeds or not starters:
        return Message(rich=text)
    return Message(rich=text, buttons=((starter_button(starters, words, followed=True),), (sets_button(words),)))


def render_query_error(error: QueryError, text: str, words: Wording, *, command: str = "") -> Message:
    """Points at the place in `text`, and offers what was probably meant: to follow, or as the line of a `command`."""
    start, end = error.position, error.position + error.length
    shown = Rich(text[:start]) + underline(bold(text[start:end])) + Rich(text[end:]) if text[start:end] else Rich(text)
    parts = [Rich(words("This query cannot be read: %(problem)s.", problem=words(PROBLEMS[error.reason]))), shown]
    if error.suggestion is None:
        parts.append(Rich(words("For example: /follow ECB rates -crypto")))
        return Message(rich=join(parts, "\n\n"))
    if command:
        parts.append(Rich(words("Did you mean:")) + " " + code(f"{command} {error.suggestion}"))
        return Message(rich=join(parts, "\n\n"))
    parts.append(Rich(words("Did you mean:")) + " " + code(error.suggestion))
    button = Button(label=words("Yes, show what matches"), data=tap(Deed.SUGGESTED))
    return Message(rich=join(parts, "\n\n"), buttons=((button,),))


def render_follow_help(words: Wording) -> Message:
    """How to say what to follow, and the categories as buttons."""
    text = join(
        (
            bold(words("What do you want to hear about?")),
            words("Write /follow and a few words. A story has to have all of them, in any form."),
            join(
                (
                    code("/follow ECB rates -crypto"),
                    code("/follow gold OR silver"),
                    code('/follow "interest rates" site:example.com'),
                    code("/follow title:strike lang:de"),
                ),
                "\n",
            ),
            words("Or choose a category:"),
        ),
        "\n\n",
    )
    return Message(rich=text, buttons=_category_rows(words))


def render_proposals(proposals: Sequence[str], words: Wording) -> Message:
    """What of a story can be followed, a button for each."""
    if not proposals:
        return Message(rich=Rich(words("Nothing in this story stands out to follow. Write /follow and a few words.")))
    lines = [Rich(f"{number}. ") + code(text) for number, text in enumerate(proposals, 1)]
    buttons = tuple(Button(label=str(n), data=tap(Deed.SUGGESTED, n - 1)) for n in range(1, len(proposals) + 1))
    rich = bold(words("What of this story do you want to follow?")) + "\n\n" + join(lines, "\n")
    return Message(rich=rich, buttons=(buttons,))


def render_topics(
    follows: Sequence[Follow], page: int, words: Wording, *, dropped: Follow | None = None, wishes: int = 0
) -> Message:
    """A page of what is followed, a button for each; `dropped` was just dropped and can be put back as it was.

    With `wishes` there is a button to what is wanted more or less of.
    """
    note = Rich(words("No longer followed:")) + " " + code(dropped.topic.query) if dropped else Rich()
    undo = (_undo_row(dropped, words),) if dropped else ()
    seen = ((Button(label=words("More and less like this"), data=tap(Deed.WISHES)),),) if wishes else ()
    if not follows:
        nothing = words("You follow no topics here yet. Write /follow and a few words, or choose a category:")
        return Message(rich=join((note, Rich(nothing)), "\n\n"), buttons=(*undo, *_category_rows(words), *seen))
    page = min(page, (len(follows) - 1) // PAGE_SIZE)
    shown = list(enumerate(follows, 1))[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    heading = bold(words.count("%(n)s topic you follow", "%(n)s topics you follow", len(follows)))
    lines = join(
        (Rich(f"{number}. {_short(name_topic(one.topic.query, words))}") + _state(one, words) for number, one in shown),
        "\n",
    )
    numbers = [Button(label=str(number), data=tap(Deed.TOPIC, one.topic.id, page)) for number, one in shown]
    rows = [*undo, tuple(numbers[:4]), tuple(numbers[4:]), pager(Deed.TOPICS, page, len(follows), PAGE_SIZE), *seen]
    return Message(rich=join((note, heading, lines), "\n\n"), buttons=tuple(row for row in rows if row))


def render_topic(listed: Listed, now: datetime, words: Wording, *, note: Rich | None = None) -> Message:
    """One topic, and what can be done about it; `note` tells what was just done."""
    follow, number, page = listed.follow, listed.follow.topic.id, listed.page
    at_once = follow.mode is FollowMode.AT_ONCE
    muted = follow.muted_until is not None and follow.muted_until > now
    until = render_moment(follow.muted_until, words.language) if muted and follow.muted_until else Rich()
    how = words("Comes at once.") if at_once else words("Comes in the digest.")
    facts = join((code(follow.topic.query), how, words("Muted until ") + until if muted else Rich()), "\n")
    mode = (words("In my digest"), Deed.TOPIC_DIGEST) if at_once else (words("At once"), Deed.TOPIC_NOW)
    mutes = (
        ((words("Unmute"), Deed.TOPIC_UNMUTE),)
        if muted
        else (
            (words("Mute for a day"), Deed.TOPIC_MUTE_DAY),
            (words("for a week"), Deed.TOPIC_MUTE),
            (words("for a month"), Deed.TOPIC_MUTE_MONTH),
        )
    )
    rows = ((mode, (words("Edit"), Deed.TOPIC_EDIT)), mutes)
    return Message(
        rich=join((note or Rich(), facts), "\n\n"),
        buttons=(
            *(tuple(Button(label=label, data=tap(deed, number, page)) for label, deed in row) for row in rows),
            (
                Button(label=words("← Back"), data=tap(Deed.TOPICS, 0, page)),
                Button(label=words("Delete"), data=tap(Deed.TOPIC_DROP, number, page), danger=True),
            ),
        ),
    )


def render_edit_help(listed: Listed, words: Wording) -> Message:
    """How a topic is changed: its line to copy, and how to mute it until a date."""
    number, query = listed.number, listed.follow.topic.query
    command, date = f"/topics {number} {query}", words("24 Dec")
    text = join(
        (
            words("Send this line with the words changed:"),
            code(command),
            words("To mute it until a date:"),
            code(f"/topics {number} mute {date}"),
        ),
        "\n",
    )
    back = Button(label=words("← Back"), data=tap(Deed.TOPIC, listed.follow.topic.id, listed.page))
    copy = Button(label=words("Copy the line"), copy_text=command)
    return Message(rich=text, buttons=((back, copy) if len(command) <= COPY_CHARS else (back,),))


def render_catch_up(found: Sequence[Found], words: Wording) -> Message:
    """What topics matched since some time, finite."""
    if not found:
        return Message(rich=Rich(words("Nothing you follow was reported in that time. You are caught up.")))
    heading = bold(words.count("%(n)s story you follow", "%(n)s stories you follow", len(found)))
    lines = join((_found(one, words) for one in found[:CATCH_UP_SHOWN]), "\n")
    left = len(found) - CATCH_UP_SHOWN
    end = (
        words.count("%(n)s older one is left out.", "%(n)s older ones are left out.", left)
        if left > 0
        else words("You are caught up.")
    )
    return Message(rich=join((heading, lines, Rich(end)), "\n\n"))


def pager(deed: Deed, page: int, total: int, size: int) -> tuple[Button, ...]:
    """Buttons to the pages beside `page` and to the first and last, those that exist and are not the same."""
    last = max(0, total - 1) // size
    ways = (("«", 0, page > 1), ("‹", page - 1, page > 0), ("›", page + 1, page < last), ("»", last, page < last - 1))
    return tuple(Button(label=label, data=tap(deed, 0, number)) for label, number, exists in ways if exists)


def render_matching(preview: Preview, words: Wording) -> Rich:
    """How many stories match, and the latest of them."""
    if not preview.has_feeds:
        return Rich(words("There are no feeds here yet to look in."))
    if preview.unread and not preview.of:
        return Rich(words("Your feeds are being read for the first time, which takes a moment."))
    if not preview.of:
        return Rich(words("Your feeds have brought no story yet."))
    told = words.count(
        "%(count)s of the last %(n)s story matches.",
        "%(count)s of the last %(n)s stories match.",
        preview.of,
        count=preview.count,
    )
    return join((Rich(told), join((_found(one, words) for one in preview.latest), "\n")), "\n\n")


def _undo_row(dropped: Follow, words: Wording) -> tuple[Button, ...]:
    deed = Deed.FOLLOW_NOW if dropped.mode is FollowMode.AT_ONCE else Deed.FOLLOW_DIGEST
    return (Button(label=words("Undo"), data=tap(deed)),)


def _found(found: Found, words: Wording) -> Rich:
    site = site_of(found.entry)
    return Rich("• ") + headline(found.entry, words) + (f" · {site}" if site else "")


def _state(follow: Follow, words: Wording) -> str:
    marks = [words("in the digest")] if follow.mode is FollowMode.DIGEST else []
    if follow.muted_until is not None:
        marks.append(words("muted"))
    return f" · {', '.join(marks)}" if marks else ""


def _short(query: str) -> str:
    return query if len(query) <= QUERY_CHARS else query[: QUERY_CHARS - 1] + "…"


def _category_rows(words: Wording) -> tuple[tuple[Button, ...], ...]:
    buttons = [
        Button(label=words(CATEGORY_NAMES[name]), data=tap(Deed.CATEGORY, number))
        for number, name in enumerate(CATEGORIES)
    ]
    return tuple(tuple(buttons[i : i + CATEGORIES_A_ROW]) for i in range(0, len(buttons), CATEGORIES_A_ROW))


def _(message: str) -> str:
    """Marks a message for translation where it stands."""
    return message


PROBLEMS = {
    Problem.EMPTY: _("there is nothing to look for"),
    Problem.TOO_LONG: _("this is longer than a query may be"),
    Problem.TOO_MANY_TERMS: _("these are more words than a query may have"),
    Problem.TOO_DEEP: _("these are too many parentheses inside each other"),
    Problem.OPEN_QUOTE: _("this quotation mark is never closed"),
    Problem.EMPTY_QUOTE: _("there is nothing between the quotation marks"),
    Problem.OPEN_GROUP: _("this parenthesis is never closed"),
    Problem.CLOSED_GROUP: _("this parenthesis was never opened"),
    Problem.EMPTY_GROUP: _("there is nothing between the parentheses"),
    Problem.LONE_OR: _("OR needs something on both sides"),
    Problem.LONE_AND: _("AND needs something on both sides"),
    Problem.LONE_NOT: _("NOT needs something to leave out right after it"),
    Problem.LONE_EXACT: _("= needs a word right after it"),
    Problem.ONLY_NEGATIVES: _("this only says what to leave out; say what to look for as well"),
    Problem.UNKNOWN_FIELD: _("this is no field; there are title:, site:, lang:, category: and anywhere:"),
    Problem.EMPTY_FIELD: _("a field needs its value right after the colon"),
    Problem.FIELD_OF_GROUP: _("only title: and anywhere: go before quotation marks or parentheses"),
    Problem.NOT_IN_FIELD: _("the minus goes before the field"),
    Problem.BAD_SITE: _("this is no site; write its name alone, as in site:example.com"),
    Problem.BAD_LANGUAGE: _("this is no language code; write two letters, as in lang:en"),
    Problem.BAD_CATEGORY: _("there is no such category"),
    Problem.LINK: _("links cannot be followed here; write site: and the site's name"),
    Problem.NO_WORD: _("there is no word in this"),
    Problem.WILDCARD: _("words match in all their forms anyway; * is not needed"),
}
