"""An update as a message: the alert of one event, a digest, and word that a feed has ended."""

from collections.abc import Sequence

from bot.rendering.briefing import render_key_line, render_live, render_sentences
from bot.rendering.categories import name_topic
from bot.rendering.dates import render_moment
from bot.rendering.message import Button, Message
from bot.rendering.rich import Rich, bold, join, link
from bot.rendering.tapdata import Deed, tap
from bot.rendering.wording import Wording
from bot.services.updates import Alert, DigestUpdate, Ended, Line, Update
from storage.entries import Entry
from storage.reasons import Reason
from summarizer.errors import NotALink
from summarizer.sources.urls import split_link

TEXT_CHARS = 320
TITLE_CHARS = 160
SENTENCES = 2
BRIEFED_CHARS = 480
"""Two sentences of an article that are longer together are one too many."""
KEY_LINES = 3
ALSO_SHOWN = 3


def render_update(update: Update, words: Wording) -> Message:
    """The message of an update."""
    match update:
        case Alert():
            return render_alert(update, words)
        case DigestUpdate():
            return render_digest(update, words)
        case Ended(name=name):
            text = words("The feed %(name)s has ended, its site says. It is not asked any more.", name=name)
            return Message(rich=Rich(text))


def render_alert(alert: Alert, words: Wording, *, why: bool = False, note: str = "", undo: str = "") -> Message:
    """One event: `why` shows its reasons in full; `note` tells what a tap changed, and `undo` is what takes it back."""
    entry = alert.entry
    rich = join(
        (
            join((headline(entry, words), join((site_of(entry), _moment(entry, words)), " · ")), "\n"),
            _told(alert, words),
            _along(alert, words),
            _also(alert.also, words),
            _reasons_in_full(alert, words) if why else Rich(_because(alert, words)),
            Rich(note),
        ),
        "\n\n",
    )
    return Message(rich=rich, buttons=_alert_buttons(alert, words, why=why, undo=undo))


def render_digest(digest: DigestUpdate, words: Wording, *, more: bool = False, why: bool = False) -> Message:
    """A digest by topic, in the order of each one's weightiest event, finite; `more` is what lay beyond its cap.

    `why` says under each event what it came for.
    """
    groups: dict[str, list[Line]] = {}
    for line in digest.lines:
        groups.setdefault(_group_of(line, digest.feeds, words), []).append(line)
    parts = [
        bold(name) + "\n" + join((_digest_line(line, digest.feeds, words, why=why) for line in lines), "\n")
        for name, lines in groups.items()
    ]
    heading = bold(words("The rest of your digest") if more else words("Your digest"))
    end = "" if digest.rest else words("You are caught up.")
    rest = words.count("%(n)s more", "%(n)s more", digest.rest)
    reasons = Button(
        label=words("← Briefly") if why else words("Why these?"),
        data=tap(Deed.DIGEST_BRIEFLY if why else Deed.DIGEST_WHY, digest.digest_id),
    )
    rest_row = ((Button(label=rest, data=tap(Deed.REST, digest.digest_id)),),) if digest.rest else ()
    return Message(
        rich=join((heading, *parts, Rich(end)), "\n\n"), buttons=rest_row if more else (*rest_row, (reasons,))
    )


def headline(entry: Entry, words: Wording) -> Rich:
    """The title, bold and linked where there is an address."""
    return bold(_linked(entry, words))


def site_of(entry: Entry) -> str:
    """The feed's name, or the site's."""
    if entry.feed_title:
        return entry.feed_title
    try:
        return split_link(entry.url or "").host
    except NotALink:
        return ""


def _told(alert: Alert, words: Wording) -> Rich:
    """What is told of the event: by its article's briefing with at most three figures, else by what the feed says."""
    reading = alert.reading
    if reading is None:
        return Rich(excerpt(alert.entry))
    sentences = reading.briefing.sentences
    if sum(len(sentence.text) for sentence in sentences) > BRIEFED_CHARS:
        sentences = sentences[:1]
    shown = {sentence.index for sentence in sentences}
    # A figure of a sentence that stands right above says nothing more.
    lines = [line for line in reading.key_lines if not shown & {reading.figures[i].sentence for i in line.figures}]
    figures = join((render_key_line(reading, line) for line in lines[:KEY_LINES]), "\n")
    return join((render_live(reading.article, words), render_sentences(sentences), figures), "\n\n")


def excerpt(entry: Entry) -> str:
    """One or two sentences of the report itself, whole ones; empty when it only repeats its title."""
    # Its tables are for workers; here only a report whose article could not be read needs them.
    from summarizer.text.sentences import split_sentences  # noqa: PLC0415

    text = " ".join(entry.text.split())[: 3 * TEXT_CHARS]
    shown = ""
    for _, end in split_sentences(text, entry.language)[:SENTENCES]:
        if end > TEXT_CHARS and shown:
            break
        shown = text[:end]
    if len(shown) > TEXT_CHARS:
        shown = shown[:TEXT_CHARS].rsplit(" ", 1)[0] + " …"
    return "" if shown.rstrip(".") == entry.title.rstrip(".") else shown


def describe_reason(reason: Reason, feeds: dict[int, str], words: Wording) -> str:
    """Why something came, in a few words: the topic and what matched, or the feed."""
    if reason.query is None:
        return words("you want everything of %(feed)s", feed=feeds.get(reason.feed_id, "?"))
    return words("you follow %(topic)s", topic=name_topic(reason.query, words))


def _because(alert: Alert, words: Wording) -> str:
    reasons = dict.fromkeys(describe_reason(reason, alert.feeds, words) for reason in alert.reasons)
    return words("Because %(reasons)s.", reasons="; ".join(reasons)) if reasons else ""


def _reasons_in_full(alert: Alert, words: Wording) -> Rich:
    lines = dict.fromkeys("• " + _reason_in_full(reason, alert.feeds, words) for reason in alert.reasons)
    return bold(words("Why this?")) + "\n" + "\n".join(lines)


def _reason_in_full(reason: Reason, feeds: dict[int, str], words: Wording) -> str:
    facts = [describe_reason(reason, feeds, words)]
    if found := (*reason.words, *reason.fields):
        facts.append(words("it has: %(words)s", words=", ".join(found)))
    if reason.query is not None and reason.feed_id in feeds:
        facts.append(words("it came from: %(feed)s", feed=feeds[reason.feed_id]))
    return "; ".join(facts)


def _along(alert: Alert, words: Wording) -> Rich:
    if not alert.along:
        return Rich()
    heading = words.count("And %(n)s more at the same time:", "And %(n)s more at the same time:", alert.along_count)
    lines = [Rich("• ") + _linked(entry, words) for entry in alert.along]
    return Rich(heading) + "\n" + join(lines, "\n")


def _also(reports: Sequence[Entry], words: Wording) -> Rich:
    named = {site_of(entry): entry for entry in reports if site_of(entry)}
    if not named:
        return Rich()
    shown = list(named.items())[:ALSO_SHOWN]
    places = join((_link_to(name, entry.url) for name, entry in shown), ", ")
    more = len(named) - len(shown)
    return Rich(words("Also at: ")) + places + (f" +{more}" if more else "")


def _alert_buttons(alert: Alert, words: Wording, *, why: bool, undo: str) -> tuple[tuple[Button, ...], ...]:
    number = alert.delivery_id
    if undo:
        return ((Button(label=words("Undo"), data=undo),),)
    reasons = Button(
        label=words("← Briefly") if why else words("Why this?"), data=tap(Deed.BRIEFLY if why else Deed.WHY, number)
    )
    full = Button(label=words("Briefing"), data=tap(Deed.FULL, number))
    return (
        (full, reasons) if alert.entry.url else (reasons,),
        (
            Button(label=words("More like this"), data=tap(Deed.MORE_LIKE, number)),
            Button(label=words("Less like this"), data=tap(Deed.LESS_LIKE, number)),
        ),
        (Button(label=words("Mute for a week"), data=tap(Deed.MUTE, number)),),
    )


def _group_of(line: Line, feeds: dict[int, str], words: Wording) -> str:
    for reason in line.reasons:
        if reason.query is not None:
            return name_topic(reason.query, words)
    return next((feeds[reason.feed_id] for reason in line.reasons if reason.feed_id in feeds), site_of(line.entry))


def _digest_line(line: Line, feeds: dict[int, str], words: Wording, *, why: bool) -> Rich:
    site = site_of(line.entry)
    told = Rich("• ") + _linked(line.entry, words) + (f" · {site}" if site else "")
    reasons = dict.fromkeys(f"   {_reason_in_full(reason, feeds, words)}" for reason in line.reasons) if why else ()
    return join((told, *(Rich(reason) for reason in reasons)), "\n")


def _linked(entry: Entry, words: Wording) -> Rich:
    title = " ".join(entry.title.split()) or excerpt(entry) or words("Untitled text")
    return _link_to(title if len(title) <= TITLE_CHARS else title[: TITLE_CHARS - 1] + "…", entry.url)


def _link_to(text: str, url: str | None) -> Rich:
    try:
        return link(text, str(split_link(url))) if url else Rich(text)
    except NotALink:
        return Rich(text)


def _moment(entry: Entry, words: Wording) -> Rich:
    return render_moment(entry.published_at or entry.seen_at, words.language)
