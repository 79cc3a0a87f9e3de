"""Articles from plain text, and the people found in them, as the tests of this folder need them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from summarizer.model import Article, Person, Quote
from summarizer.people.find import find_people
from summarizer.people.quotes import find_quotes
from summarizer.text.sentences import article_sentences

_STORIES = Path(__file__).with_name("stories.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One of our own stories: its article, everybody it names with the role, and what only looks like a person."""

    id: str
    article: Article
    people: dict[str, str]
    not_people: frozenset[str]


def article_of(text: str, language: str = "en", *, title: str | None = None, authors: tuple[str, ...] = ()) -> Article:
    paragraphs = tuple(line.strip() for line in text.splitlines() if line.strip())
    return Article(paragraphs=paragraphs, language=language, title=title, authors=authors)


def people_of(article: Article) -> tuple[Person, ...]:
    return find_people(article, article_sentences(article))


def roles_in(text: str, language: str = "en") -> dict[str, str]:
    return {person.name: person.role for person in people_of(article_of(text, language))}


def quotes_in(text: str, language: str = "en") -> list[tuple[str | None, str]]:
    """(speaker's name, words) of each quotation."""
    article = article_of(text, language)
    people = people_of(article)
    return [(_name(people, quote), quote.text) for quote in find_quotes(article, article_sentences(article), people)]


def _name(people: tuple[Person, ...], quote: Quote) -> str | None:
    return None if quote.speaker is None else people[quote.speaker].name


def own_stories() -> list[Story]:
    rows = tomllib.loads(_STORIES.read_text(encoding="utf-8"))["story"]
    return [
        Story(
            id=row["id"],
            article=article_of(row["text"], row["language"]),
            people=dict(row["people"]),
            not_people=frozenset(row["not_people"]),
        )
        for row in rows
    ]
