"""The lexicon of each language."""

from collections.abc import Mapping

from summarizer.figures.lexicon import dense, eastern, english, germanic, romance, slavic
from summarizer.figures.lexicon.base import Lexicon

_LEXICONS: Mapping[str, Lexicon] = {
    "ar": eastern.ARABIC,
    "cs": slavic.CZECH,
    "da": germanic.DANISH,
    "de": germanic.GERMAN,
    "en": english.LEXICON,
    "es": romance.SPANISH,
    "fr": romance.FRENCH,
    "hi": eastern.HINDI,
    "it": romance.ITALIAN,
    "ja": dense.JAPANESE,
    "ko": dense.KOREAN,
    "nb": germanic.NORWEGIAN,
    "nl": germanic.DUTCH,
    "no": germanic.NORWEGIAN,
    "pl": slavic.POLISH,
    "pt": romance.PORTUGUESE,
    "ru": slavic.RUSSIAN,
    "sv": germanic.SWEDISH,
    "tr": eastern.TURKISH,
    "uk": slavic.UKRAINIAN,
    "vi": eastern.VIETNAMESE,
    "zh": dense.CHINESE,
}


def get_lexicon(language: str | None) -> Lexicon:
    """Give the tables of a language by its ISO 639-1 code, English for one that we do not know."""
    return _LEXICONS.get((language or "en")[:2].lower(), english.LEXICON)
