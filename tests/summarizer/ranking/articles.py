"""Articles written for these tests: the places, people and facts are invented."""

from summarizer.model import Article, Sentence
from summarizer.text.sentences import article_sentences

FERRY = Article(
    title="Velmora ferry strike halts harbour traffic",
    language="en",
    paragraphs=(
        "Ferry crews in Velmora walked off the job on Monday, halting all harbour traffic for the first time in years.",
        "The strike began after talks between the crews' union and the port failed. They took nine days.",
        "“We were left with no choice,” said union leader Ada Holm. She blamed the port authority for the breakdown.",
        "The port authority said that a strike of ferry crews would cost the harbour $4.5 million a day.",
        "It asked a court to order the crews back to work.",
        "Tom Pell, a baker, was stranded on the far bank with 200 loaves of bread. What should he do with them?",
        "Harbour traffic last stopped in 2014, when a storm sank two ferries. Nobody was hurt at the time.",
        "Mayor Ines Talvera called on both sides to talk. But she ruled out paying crews from the city's purse.",
    ),
)


def sentences_of(article: Article) -> tuple[Sentence, ...]:
    return article_sentences(article)


def of_sentences(*sentences: str, title: str | None = None, language: str = "en") -> Article:
    """An article of one paragraph for each of `sentences`."""
    return Article(paragraphs=sentences, title=title, language=language)
