"""A story as an answer: the briefing, its proof, its source.

Every word about the story is the source's own (see `summarizer.model`); what we add is headings, marks and labels.
"""

import re
from collections.abc import Sequence

from bot.rendering.dates import render_published
from bot.rendering.reading_time import reading_s, render_saving
from bot.rendering.rich import Rich, bold, italic, join, link, quote
from bot.rendering.wording import Wording
from bot.services.views import KEY_LINES, View
from summarizer.model import Article, KeyLine, Person, Reading, Sentence
from summarizer.people.lexicon import lexicon_of

FEWEST_KEY_LINES = 2
BULLET = "• "
MIDDLE_DOT = " · "
_GLUED_AGENCY = re.compile(r"(?:[A-Z][\w.'’-]*,? ){0,4}\([A-Z][\w .&-]{1,30}\)(?=[A-Z0-9\"“‘'])")
_OWNERS = frozenset("his her their sein seine ihr ihre son sa leur su suo sua его её их".split())


def render_briefing(reading: Reading, view: View, words: Wording) -> Rich:
    """The briefing: headline, source line, sentences, key figures, people."""
    lines = shown_key_lines(reading, view)
    return join(
        (
            render_heading(reading, words),
            render_sentences(reading.briefing.sentences),
            _block(words("Key figures"), [render_key_line(reading, line) for line in lines]),
            _people(reading, view, words),
        ),
        "\n\n",
    )


def shown_key_lines(reading: Reading, view: View) -> tuple[KeyLine, ...]:
    """The key lines that an answer shows: at most the view's number, none if they would be fewer than two.

    A story that is shown whole has no longer answer, so it shows as many as the longest.
    """
    most = KEY_LINES[-1] if view.figures and reading.briefing.whole else view.key_lines
    lines = reading.key_lines[:most]
    return lines if len(lines) >= FEWEST_KEY_LINES else ()


def render_heading(reading: Reading, words: Wording) -> Rich:
    """The headline in bold, the line of site, byline, date and reading time, and that it is a live blog where it is."""
    article = reading.article
    headline = bold(article.title) if article.title else Rich()
    return join((headline, _source_line(reading, words), render_live(article, words)), "\n")


def render_live(article: Article, words: Wording) -> Rich:
    """That the sentences are those of a live blog; empty when they are not."""
    return italic(words("Live blog: its newest entries, the latest first")) if article.live else Rich()


def _source_line(reading: Reading, words: Wording) -> Rich:
    article = reading.article
    full_s = reading_s(article.text, article.language)
    brief_s = reading_s(" ".join(sentence.text for sentence in reading.briefing.sentences), article.language)
    return join(
        (
            link(article.site, article.url) if article.site and article.url else article.site or "",
            _byline(article),
            render_published(article.published, words.language),
            render_saving(full_s, brief_s, words),
        ),
        MIDDLE_DOT,
    )


def _byline(article: Article) -> str:
    return ", ".join(article.authors) or (article.byline or "")


def render_sentences(sentences: Sequence[Sentence]) -> Rich:
    """The sentences in order, verbatim but for an agency glued to the first.

    Those that follow each other in one paragraph stay together, a gap breaks the line.
    """
    text = ""
    previous: Sentence | None = None
    for sentence in sentences:
        if previous is not None:
            together = sentence.index == previous.index + 1 and sentence.paragraph == previous.paragraph
            text += " " if together else "\n\n"
        text += _without_agency(sentence.text) if sentence.index == 0 else sentence.text
        previous = sentence
    return Rich(text)


def _without_agency(text: str) -> str:
    """An opening without the place and the agency that some papers glue to its first word: "(EAN)Gold …"."""
    glued = _GLUED_AGENCY.match(text)
    return text[glued.end() :] if glued else text


def _block(heading: str, lines: Sequence[Rich]) -> Rich:
    body = join(lines, "\n")
    return bold(heading) + "\n" + body if body else Rich()


def render_key_line(reading: Reading, line: KeyLine) -> Rich:
    """A line of key figures behind its bullet, the number in bold."""
    number = reading.figures[line.figures[0]].text if line.figures else ""
    at = line.text.find(number)
    if not number or at < 0:
        return Rich(BULLET + line.text)
    end = at + len(number)
    return BULLET + bold(line.text[:end]) + line.text[end:]


def _people(reading: Reading, view: View, words: Wording) -> Rich:
    lines = [render_person(reading, person) for person in reading.people[: view.person_lines]]
    if not lines:
        return Rich()
    return quote(bold(words("People")) + "\n" + join(lines, "\n"), folded=True)


def render_person(reading: Reading, person: Person) -> Rich:
    """The name in bold and the role behind it; a title stays before the name where the source has it ("Dr. Lind")."""
    role = _without_capital(reading, person.role)
    titled = f"{person.role} {person.name}"
    if person.role[:1].isupper() and " " not in person.role and titled in reading.article.text:
        return bold(titled)
    return bold(person.name) + (f", {role}" if role else "")


def _without_capital(reading: Reading, role: str) -> str:
    """A role without the capital that it only had because a sentence began with it: "Former Norland captain".

    The story has the small word too, so that nothing is shown that does not stand there. Titles keep their capital
    ("Prime Minister"), and so does a first word that may be a name ("Norland captain").
    """
    first, _, rest = role.partition(" ")
    opens = rest and any(one.text.startswith(role) for one in reading.sentences)
    if not opens or not re.search(rf"\b{re.escape(first.lower())}\b", reading.article.text):
        return role
    lexicon = lexicon_of(reading.article.language)
    noun = lexicon.language != "de" and lexicon.is_role(first.lower())
    titled = any(word[0].isupper() and not word.isupper() and lexicon.is_role(word) for word in rest.split())
    small = first.lower() in _OWNERS or ((noun or lexicon.modifies(first)) and not titled)
    return role[0].lower() + role[1:] if small else role
