"""What is known of a story's source."""

from babel import Locale, UnknownLocaleError

from bot.rendering.dates import render_published
from bot.rendering.reading_time import reading_s, render_saving
from bot.rendering.rich import Rich, bold, join, link
from bot.rendering.wording import Wording
from summarizer.model import Article, Reading
from summarizer.text.words import count_words


def render_source(reading: Reading, words: Wording) -> Rich:
    """Headline, site, authors, time, language, length and address, and how the sentences were chosen."""
    article = reading.article
    rows = (
        (words("Site"), Rich(article.site or "")),
        (words("By"), Rich(", ".join(article.authors) or article.byline or "")),
        (words("Published"), render_published(article.published, words.language)),
        (words("Language"), Rich(_language_name(article.language, words))),
        (words("Length"), Rich(_length(article, words))),
        (words("Chosen by"), Rich(reading.briefing.method)),
        (words("Address"), link(article.url, article.url) if article.url else Rich()),
    )
    heading = bold(words("Source")) + (f" · {article.title}" if article.title else "")
    lines = join((bold(f"{name}: ") + value for name, value in rows if value), "\n")
    partial = Rich(words("The page is longer than what is read; this is its beginning.")) if article.partial else Rich()
    return join((heading, lines, partial), "\n\n")


def _length(article: Article, words: Wording) -> str:
    number = count_words(article.text)
    length = words.count("%(n)s word", "%(n)s words", number)
    return f"{length}, {render_saving(seconds := reading_s(article.text, article.language), seconds, words)}"


def _language_name(code: str | None, words: Wording) -> str:
    if not code:
        return ""
    try:
        return Locale.parse(code).get_display_name(words.language) or code
    except (UnknownLocaleError, ValueError):
        return code
