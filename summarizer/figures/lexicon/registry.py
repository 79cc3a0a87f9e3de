"""The lexicon of each language."""

from collections.abc import Mapping

from summarizer.figures.lexicon import english
from summarizer.figures.lexicon.base import Lexicon

_LEXICONS: Mapping[str, Lexicon] = {"en": english.LEXICON}


def get_lexicon(language: str | None) -> Lexicon:
    """Give the tables of a language by its ISO 639-1 code, English for one that we do not know."""
    return _LEXICONS.get((language or "en")[:2].lower(), english.LEXICON)
