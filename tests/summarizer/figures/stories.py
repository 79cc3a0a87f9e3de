"""Articles for the tests of figures, split by a rule of their own so that they test nothing else."""

import re

from summarizer.figures.find import find_figures
from summarizer.model import Article, Figure, Sentence

_END = re.compile(r"(?<=[.!?。])\s+(?=\S)")


def article(text: str, language: str = "en") -> Article:
    return Article(paragraphs=tuple(text.split("\n\n")), language=language)


def sentences(of: Article) -> tuple[Sentence, ...]:
    """Every paragraph is one sentence: what stands on its own line in a test is read together."""
    found = []
    start = 0
    for index, paragraph in enumerate(of.paragraphs):
        found.append(Sentence(index=index, text=paragraph, start=start, end=start + len(paragraph), paragraph=index))
        start += len(paragraph) + 2
    return tuple(found)


def figures(text: str, language: str = "en") -> tuple[Figure, ...]:
    read = article(text, language)
    return find_figures(read, sentences(read))


def split(text: str) -> str:
    """Put every sentence of `text` into a paragraph of its own."""
    return _END.sub("\n\n", text)
