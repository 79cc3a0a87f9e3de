"""From a document to everything we say about it, in one pure pass.

    1. read       bytes → article (title, byline, paragraphs …), by media type
    2. language   what the page says if we support it, else recognised from the text
    3. sentences  paragraphs → sentences with offsets
    4. choose     sentences → the briefing, within its budget
    5. figures    sentences → figures, key lines
    6. people     sentences → people with roles, and what they said

Nothing here opens a connection or a file; foreign bytes belong into a worker (see `summarizer.workers`).
"""

from dataclasses import replace

from summarizer.figures.find import find_figures
from summarizer.figures.lines import key_lines
from summarizer.model import DEFAULT_METHOD, Article, Budget, Document, Reading
from summarizer.people.find import find_people
from summarizer.people.quotes import find_quotes
from summarizer.ranking.choose import choose_sentences
from summarizer.sources.documents import read_document
from summarizer.text.language import LANGUAGES, recognise_language
from summarizer.text.sentences import article_sentences

LANGUAGE_SAMPLE_CHARS = 2_000


def read(document: Document) -> Article:
    """The article in `document`, its language known.

    Raises:
        Unusable: it holds no article; the subclass says why.
        TooLarge: a cap was passed before parsing.
    """
    article = read_document(document)
    return with_language(replace(article, site=document.site) if document.site else article)


def with_language(article: Article) -> Article:
    """`article` with a language: the one it names if we support it, else the one its text is written in."""
    if article.language in LANGUAGES:
        return article
    sample = "\n".join(filter(None, (article.title, article.text[:LANGUAGE_SAMPLE_CHARS])))
    return replace(article, language=recognise_language(sample))


def brief(article: Article, *, budget: Budget | None = None, method: str = DEFAULT_METHOD) -> Reading:
    """Everything we say about `article`: the chosen sentences, figures, key lines and people.

    Raises:
        BadRequest: no such method.
        TooLongForMethod: the method would run away on this many sentences.
    """
    sentences = article_sentences(article)
    figures = find_figures(article, sentences)
    people = find_people(article, sentences)
    return Reading(
        article=article,
        sentences=sentences,
        briefing=choose_sentences(article, sentences, budget=budget or Budget(), method=method),
        figures=figures,
        key_lines=key_lines(article, sentences, figures),
        people=people,
        quotes=find_quotes(article, sentences, people),
    )


def read_and_brief(document: Document, budget: Budget, method: str) -> Reading:
    """`read`, then `brief`: the whole way, as one job for a worker."""
    return brief(read(document), budget=budget, method=method)
