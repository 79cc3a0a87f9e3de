"""The peers that split sentences: text and language → the sentences' texts, or None for a language they do not know."""

import importlib
from collections.abc import Callable, Sequence
from typing import TypeAlias

from summarizer.text.sentences import split_sentences

Splitter: TypeAlias = Callable[[str, str], Sequence[str] | None]

_PUNKT_MODELS = {
    "cs": "czech", "de": "german", "en": "english", "es": "spanish", "fr": "french", "it": "italian", "nl": "dutch",
    "pl": "polish", "pt": "portuguese", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
_SYNTOK_LANGUAGES = frozenset({"de", "en", "es"})


def ours() -> Splitter:
    """Our own rules."""
    return lambda text, language: [text[start:end] for start, end in split_sentences(text, language)]


def punkt() -> Splitter:
    """NLTK's punkt with the models it is used with, as packaged for PyPI by NLTK's maintainer."""
    module = importlib.import_module("punkt")
    models = {
        code: module.PunktSentenceTokenizer(module.load_model(name))
        for code, name in _PUNKT_MODELS.items()
        if name in set(module.available_languages())
    }
    return lambda text, language: models[language].tokenize(text) if language in models else None


def pysbd() -> Splitter:
    """Pysbd with its rules for each language."""
    module = importlib.import_module("pysbd")
    known = frozenset(importlib.import_module("pysbd.languages").LANGUAGE_CODES)
    segmenters = {code: module.Segmenter(language=code, clean=False) for code in known}
    return lambda text, language: segmenters[language].segment(text) if language in segmenters else None


def blingfire() -> Splitter:
    """Blingfire's one model for all languages."""
    split = importlib.import_module("blingfire").text_to_sentences
    return lambda text, _language: split(text).split("\n")


def sentencex() -> Splitter:
    """Sentencex, which falls back to a related language."""
    split = importlib.import_module("sentencex").segment
    return lambda text, language: list(split(language, text))


def syntok() -> Splitter:
    """Syntok, made for English, German and Spanish."""
    split = importlib.import_module("syntok.segmenter").split
    tokenizer = importlib.import_module("syntok.tokenizer").Tokenizer()

    def sentences(text: str, language: str) -> Sequence[str] | None:
        if language not in _SYNTOK_LANGUAGES:
            return None
        return [
            "".join(f"{token.spacing}{token.value}" for token in found) for found in split(iter(tokenizer.split(text)))
        ]

    return sentences


SPLITTERS: dict[str, Callable[[], Splitter]] = {
    "nutgraf": ours,
    "punkt": punkt,
    "pysbd": pysbd,
    "blingfire": blingfire,
    "sentencex": sentencex,
    "syntok": syntok,
}
