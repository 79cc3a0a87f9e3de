"""The bot's own words: greetings, help, and the lines that tell what to do next."""

from datetime import datetime
from enum import StrEnum

from bot.rendering.dates import render_moment
from bot.rendering.message import Button, Message
from bot.rendering.rich import Rich, bold, join
from bot.rendering.wording import Wording


class Line(StrEnum):
    """A plain line, in English; `render_line` gives it in the reader's language."""

    NOTHING_TO_READ = (
        "Send a link, or paste or forward the text of a story, or send a file (PDF, Word, web page, e-mail, text). "
        "You get back the sentences that carry it, its key figures and its people."
    )
    SHORT_TEXT = (
        "This text is too short to brief: there is nothing to leave out. Send the whole story, or a link to it."
    )
    MEDIA = "Pictures, voice and video cannot be read here. Send a link, a text or a document."
    UNKNOWN_COMMAND = "There is no such command. /help lists what the bot can do."
    BRIEF_USAGE = "Reply with /brief to a message that has a link or a text, or write /brief and the link."
    STRANGER = "This bot is private. Its owner decides who may use it."
    TOO_BIG = "This file is larger than the 20 MB that a bot may download. Send the part that matters."
    FILE_GONE = "Telegram no longer has this file. Please send it again."
    OLD_BUTTON = "This button is from an older answer. Send the link again for a fresh one."
    CHANGED = "This answer has changed meanwhile; here is how it stands."
    NOT_YOURS = "Only the person who asked, or an administrator, can change this answer. Proof and Source are for all."
    SAVED = "Saved. /stories lists what you keep."
    UNSAVED = "No longer saved."
    NO_STORY = "This story is no longer there. Send its link again."
    PRIVATE_ONLY = "Your stories and settings are yours: ask for them in a private chat with the bot."
    SEARCH_USAGE = "Write /search and a few words of the story, for example: /search harbour bridge"
    STOPPED = "Something went wrong here. It has been noted; please try again in a while."
    DELETED = "Deleted. Nothing about you is stored any more."
    READING = "Reading …"
    ADMINISTRATORS_ONLY = "In a group or channel its administrators decide what it follows."
    TOO_MANY_TOPICS = "You follow as many topics here as a chat may have. /topics lists them; delete some first."
    TOO_MANY_FEEDS = "You chose as many feeds here as a chat may have. /feeds lists them; remove some first."
    TOPICS_USAGE = (
        "Write /topics to see what you follow, or its number there and what to change: /topics 2 gold -mine, or "
        "/topics 2 mute 24 Dec"
    )
    NO_SUCH_TOPIC = "There is no topic of that number here. /topics lists them."
    NOT_FOLLOWED = "This topic is not followed here any more."
    NOT_CHOSEN = "This feed is not chosen here any more."
    UPDATE_GONE = "This update is too old: nothing more is known about it."
    UNDONE = "Taken back."
    MUTED = "Muted for a week. /topics can end that."
    FEED_PAUSED = "Its feed is paused. /feeds can end that."
    STARTERS_ADDED = "Added. /feeds lists them; they are read for the first time now."
    FEEDS_USAGE = (
        "Write /feeds to see your feeds, /feeds add and the address of a site or a feed, or /feeds export for a list "
        "that other readers take. Such a list (OPML) can be sent here as a file."
    )
    NO_LIST = "This is no list of feeds that can be read. Export it again from your reader, as OPML."
    NO_FEED = "No feed was found there. Look for the site's RSS or Atom link and send that: /feeds add and the link."
    NOTHING_WAITS = "Nothing waits for your digest. You are caught up; /catchup 3d looks further back."
    CATCH_UP_USAGE = "Write /catchup and how far back, for example: /catchup 3d or /catchup 12h"
    QUIET_USAGE = "Write /quiet and the hours, for example: /quiet 22-7. To end it: /quiet off"


def render_line(line: Line, words: Wording) -> Message:
    """One line as a message."""
    return Message(rich=Rich(words(line.value)))


def render_start(words: Wording, *, name: str) -> Message:
    """The first message to a newcomer: what this is, in three lines, and what to do now."""
    return Message(
        rich=join(
            (
                words("Hello, %(name)s.", name=name),
                words(
                    "Send me a news story: a link, several links, a forwarded post, pasted text or a file. I answer "
                    "with the sentences that carry it, word for word, its key figures and its people, each with proof."
                ),
                words("Nothing is made up, and nothing leaves this machine. /help shows more."),
            ),
            "\n\n",
        )
    )


def render_help(words: Wording) -> Message:
    """What can be sent, what the buttons do, and the commands."""
    return Message(
        rich=join(
            (
                _section(
                    words("What to send"),
                    words("Up to ten links in one message; each gets its own answer."),
                    words("The text of a story, pasted or forwarded, from about 60 words."),
                    words("A file: PDF, Word (.docx), web page, Markdown, text or e-mail (.eml)."),
                    words("In a group: mention me beside a link, or reply to one with /brief."),
                ),
                _section(
                    words("Following"),
                    words("/feeds add and an address chooses a feed; /follow and a few words follows a topic in them."),
                    words("Stories come at once or in a digest, at your hours, each event once."),
                    words("Under each: why it came, more or less like this, mute."),
                    words("In a group, a forum's thread or a channel, what is followed there comes there."),
                ),
                _section(
                    words("The buttons"),
                    words("Shorter and Longer change how much you see."),
                    words("Proof shows where each line stands in the story."),
                    words("Save keeps the story for /stories and /search."),
                    words("Source shows who wrote it, when and where."),
                ),
                _section(
                    words("Commands"),
                    *(f"/{name} – {words(text)}" for name, text in COMMANDS),
                ),
            ),
            "\n\n",
        )
    )


def _(message: str) -> str:
    """Marks a message for translation where it stands."""
    return message


COMMANDS: tuple[tuple[str, str], ...] = (
    ("brief", _("brief the link or text you reply to")),
    ("stories", _("what you keep")),
    ("search", _("find a story you keep")),
    ("follow", _("hear about a topic")),
    ("topics", _("what you follow")),
    ("feeds", _("where news comes from")),
    ("digest", _("when your digest comes")),
    ("quiet", _("hours without messages")),
    ("catchup", _("what you missed")),
    ("settings", _("language, length and method")),
    ("privacy", _("what is stored, and how to delete it")),
    ("help", _("what the bot can do")),
)
GROUP_COMMANDS = ("brief", "follow", "topics", "feeds", "digest", "quiet", "catchup", "help", "privacy")

SHORT_DESCRIPTION = _("News stories in a few sentences, word for word, with key figures and people. Nothing made up.")
DESCRIPTION = _(
    "Send a link, a forwarded post, pasted text or a file. You get the sentences that carry the story, word for word, "
    "its key figures and its people, each with proof. No language model, no cloud: nothing is made up, and nothing "
    "leaves the machine this bot runs on."
)


def _section(heading: str, *lines: str) -> Rich:
    return bold(heading) + "\n" + "\n".join(f"• {line}" for line in lines)


DELETE_DATA = "p:ask"
CONFIRM_DATA = "p:delete"
KEEP_DATA = "p:keep"


def render_privacy(words: Wording, *, may_delete: bool) -> Message:
    """What is stored about a person, where, for how long, and how to be rid of it (in a private chat)."""
    delete = Button(label=words("Delete my data"), data=DELETE_DATA, danger=True)
    return Message(
        buttons=((delete,),) if may_delete else (),
        rich=join(
            (
                bold(words("Privacy")),
                words(
                    "This bot runs on a machine of its owner's. What you send is read there and nowhere else: no cloud "
                    "service, no language model, no statistics. To fetch a link, the machine asks the site for the "
                    "page, as a browser would, without your name."
                ),
                words(
                    "Stored are: the stories read, without your name; the ones you save, with your user number; your "
                    "settings; what you follow, your feeds and when you are told; and for each answer with buttons, "
                    "whose it is. Messages are kept only until they are answered."
                ),
                words("The button below deletes all that is stored about you, at once and for good.")
                if may_delete
                else words("To delete it, send /privacy in a private chat."),
            ),
            "\n\n",
        ),
    )


def render_delete_question(words: Wording) -> Message:
    """Asks once more before everything about a person goes."""
    return Message(
        rich=Rich(
            words(
                "Delete what you keep and what you follow, your feeds, times and settings, and the buttons of your "
                "answers? This is for good."
            )
        ),
        buttons=(
            (
                Button(label=words("Yes, delete"), data=CONFIRM_DATA, danger=True),
                Button(label=words("No, keep"), data=KEEP_DATA),
            ),
        ),
    )


def render_quota(resets_at: datetime, words: Wording) -> Message:
    """The reader has no fetches left this hour."""
    return Message(
        rich=Rich(words("You have had all the pages of this hour. More from: "))
        + render_moment(resets_at, words.language)
        + "\n\n"
        + words("Pasted texts, files and stories you keep still work.")
    )


def render_left_out(number: int, words: Wording) -> Message:
    """Some links of a message were too many."""
    return Message(
        rich=Rich(
            words.count(
                "Ten links at a time: %(n)s link was left out. Send it again.",
                "Ten links at a time: %(n)s links were left out. Send them again.",
                number,
            )
        )
    )
