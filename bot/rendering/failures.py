"""What a reader is told when a source gave no briefing: which it is, what was still read, and what to do.

Every class of `summarizer.errors` has its sentence here; a test walks the tree and demands one.
"""

from bot.rendering.rich import Rich, bold, join
from bot.rendering.wording import Wording
from summarizer import errors

TEXT_SHOWN_CHARS = 300
MIDDLE = " · "
SENTENCE_ENDS = (".", "!", "?", "…", "”", "»", "。")


def render_failure(error: errors.SummarizerError, words: Wording, *, source: str | None = None) -> Rich:
    """The answer to a source that failed; `source` is the link or file name, shown when several were asked for."""
    named = Rich(source) if source else Rich()
    return join((named, Rich(sentence(error, words)), render_still_read(error, words)), "\n\n")


def sentence(error: errors.SummarizerError, words: Wording) -> str:
    """What happened and what to do, in one or two plain sentences."""
    message = _closer_sentence(error) or next(
        (_SENTENCES[kind] for kind in type(error).__mro__ if kind in _SENTENCES), None
    )
    if message is None:
        raise KeyError(type(error).__name__)
    return words(message, **_values(error))


def render_still_read(error: errors.SummarizerError, words: Wording) -> Rich:
    """What of a page could be read although it gave no briefing; empty for nothing."""
    if not isinstance(error, errors.Unusable):
        return Rich()
    place = MIDDLE.join(filter(None, (error.title, error.site)))
    # Behind a consent form, a script or a list there is only furniture; a teaser and a stub are the story's own words.
    text = (error.text or "") if isinstance(error, errors.Paywall | errors.TooShort) else ""
    start = text[:TEXT_SHOWN_CHARS]
    if not place and not start:
        return Rich()
    ellipsis = "" if start.endswith(SENTENCE_ENDS) or not start else "…"
    return bold(words("What could still be read")) + "\n" + join((Rich(place), Rich(start + ellipsis)), "\n")


def _values(error: errors.SummarizerError) -> dict[str, object]:
    """The attributes of `error` that its sentence may name; none of them is foreign text."""
    match error:
        case errors.HttpStatus():
            return {"status": error.status}
        case errors.TooLarge():
            return {"megabytes": f"{error.limit_bytes / 1_000_000:g}"}
        case errors.Timeout():
            return {"seconds": f"{error.seconds:g}"}
        case errors.TooLongForMethod():
            return {"method": error.method}
        case _:
            return {}


def _(message: str) -> str:
    """Marks a message for translation where it stands, before its language is known."""
    return message


FEED_TYPES = frozenset(
    f"application/{name}" for name in ("rss+xml", "atom+xml", "rdf+xml", "x-rss+xml", "feed+json", "xml")
) | {"text/xml"}

_ABSENT = frozenset({404, 410})
_SERVER_ERROR = 500


def _closer_sentence(error: errors.SummarizerError) -> str | None:
    """What is told where more is known than the class of the error."""
    match error:
        case errors.UnreadableFile(fault=errors.Fault.LOCKED):
            return _("This file is locked with a password. Send a copy without one, or paste its text here.")
        case errors.UnreadableFile(fault=errors.Fault.PICTURES):
            return _("This file holds only pictures of its pages, no text. Send one with text, or paste it here.")
        case errors.WrongType(media_type=media_type) if media_type in FEED_TYPES:
            return _(
                "This looks like a feed, not a story. /feeds add and its address chooses it; send the link of one "
                "story for a briefing."
            )
        case errors.HttpStatus(status=status) if status in _ABSENT:
            return _("The site has no such page (status %(status)s). Check the link, or paste the text here.")
        case errors.HttpStatus(status=status) if status >= _SERVER_ERROR:
            return _("The site has trouble of its own (status %(status)s). Try again later, or paste the text here.")
        case _:
            return None


_SENTENCES: dict[type[errors.SummarizerError], str] = {
    errors.BadRequest: _("This request could not be read. Send a link, a text or a file."),
    errors.TooLongForMethod: _("This text is too long for the method %(method)s. Choose another one in /settings."),
    errors.NotALink: _("This is not a link that can be opened. Send one that starts with http:// or https://."),
    errors.BlockedAddress: _(
        "This link is not open to the bot. Open it yourself, then paste the text or send the file here."
    ),
    errors.Unreachable: _("The site did not answer. Check the link or try again later, or paste the text here."),
    errors.HttpStatus: _(
        "The site refused the page (status %(status)s). Check the link, or open it yourself and paste the text here."
    ),
    errors.TooLarge: _("This is larger than the %(megabytes)s MB that can be read. Send the part that matters."),
    errors.WrongType: _(
        "This kind of file cannot be read. Send a web page, text, Markdown, PDF, Word (.docx) or e-mail (.eml) file."
    ),
    errors.Timeout: _("This took longer than %(seconds)s seconds and was stopped. Paste the text of the story here."),
    errors.NotAnArticle: _("This page holds no story, only links or forms. Send the link of one story."),
    errors.Paywall: _("This story is behind a paywall. If you can read it, paste or forward its text here."),
    errors.ConsentWall: _(
        "The site shows a consent or robot check instead of the story. Open it yourself and paste the text here."
    ),
    errors.ScriptOnly: _(
        "This page is filled in by scripts, which the bot does not run. Open it yourself and paste the text here."
    ),
    errors.LiveBlog: _("This is a live page with many entries. Send one entry, or paste the part you want."),
    errors.TooShort: _("There is hardly any text here, so nothing to shorten. Send the whole story."),
    errors.UnreadableFile: _(
        "This file cannot be read: it seems to be broken. Send another copy, or paste its text here."
    ),
}
