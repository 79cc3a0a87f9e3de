"""Words, their folded form and their stem: what ranking compares, topics match and search finds.

Stop words are sumy's lists (read as data, without importing sumy's code) and our own where it has none or a short one.
Stemmers are Snowball's; Ukrainian and Arabic, which Snowball's C library lacks, have small ones of our own.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import NamedTuple

import Stemmer

CACHED_WORDS = 50_000
"""Words remembered per language before the memory starts afresh; a day's news in one language has about as many."""

_CJK = "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_LETTER = f"[^\\W\\d_{_CJK}]"
_WORD = re.compile(
    # Between words no more is asked, and the plain word comes first and alone: nine in ten are one.
    r"(?=\S)(?:"
    r"(?:[A-Za-z]{2,}+|[\u0400-\u04ff]{2,}+)(?![\w&'\u2019\u02bc\u0300-\u036f])"
    rf"|[{_CJK}]+"  # a run without spaces, cut into bigrams later
    r"|(?<!\w)(?:[A-Za-z]\.){2,}"  # U.S., a.m.
    r"|(?<!\w)[A-Za-z](?:&[A-Za-z])+(?![\w])"  # R&D
    r"|(?<!\w)[A-Z]{1,4}&[A-Z]{1,4}(?!\w)"  # AT&T
    r"|(?<!\w)[A-Za-z](?:\+\+|\#)(?!\w)"  # C++, C#
    rf"|(?:{_LETTER}|\d)(?:{_LETTER}|\d|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u200c])*"
    rf"(?:['\u2019\u02bc]{_LETTER}+)*"  # don't, п'ять
    r"(?:[.,](?=\d)\d+)*)"  # 4.5, 1,000
)
_CJK_RUN = re.compile(f"[{_CJK}]+")
_CJK_CHARACTER = re.compile(f"[{_CJK}\uac00-\ud7af]")
_ELISIONS = re.compile(
    r"\b(?:l|d|j|c|s|m|t|n|qu|jusqu|lorsqu|puisqu|quelqu|un|all|dall|dell|nell|sull|coll|quell|quest|sant)['\u2019](?=\w)",
    re.IGNORECASE,
)
_PAIRS = "\0"
_ELIDING_LANGUAGES = frozenset({"fr", "it", "ca"})

_SNOWBALL = {
    "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nl": "dutch",
    "no": "norwegian", "nb": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
# Their suffixes are told apart by accents, so they are stemmed before folding. All others are folded first, so that
# "policia" finds "policía".
_STEMMED_AS_PRINTED = frozenset({"cs", "el", "hi", "hu", "hy", "lt", "pl", "ro", "ta", "tr"})
_SUMY_LISTS = {
    "ar": "arabic", "cs": "czech", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fr": "french",
    "he": "hebrew", "it": "italian", "ja": "japanese", "ko": "korean", "pl": "polish", "pt": "portuguese",
    "sk": "slovak", "sv": "swedish", "th": "thai", "uk": "ukrainian", "zh": "chinese",
}  # fmt: skip


class Token(NamedTuple):
    """A word as printed, at `start` to `end` (code points) of the text it was cut from."""

    text: str
    start: int
    end: int


def tokenize(text: str, language: str | None = None) -> list[Token]:
    """Give the words of `text` in order, without punctuation.

    "U.S.", "AT&T", "C++", "4.5" are single words; hyphens part words; runs of Chinese and Japanese characters give
    their overlapping pairs (a single character stands alone). In languages with elision the article is a word of its
    own ("l'" and "homme"). Linear.
    """
    elides = language in _ELIDING_LANGUAGES
    tokens: list[Token] = []
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        if is_cjk(word):
            tokens += [Token(word[i : i + 2], start + i, start + i + 2) for i in range(len(word) - 1)]
            if len(word) == 1:
                tokens.append(Token(word, start, start + 1))
            continue
        while elides and (elision := _ELISIONS.match(word)):
            tokens.append(Token(elision[0], start, start + elision.end()))
            word, start = word[elision.end() :], start + elision.end()
        tokens.append(Token(word, start, start + len(word)))
    return tokens


def cut(text: str, language: str | None = None) -> list[str]:
    """Give the words of `text` as `tokenize` does, but runs of Chinese and Japanese whole, and without offsets.

    Several times as fast; the elided articles of French, Italian and Catalan lose their apostrophe ("l", "homme").
    """
    if language in _ELIDING_LANGUAGES and ("'" in text or "’" in text):
        text = _ELISIONS.sub(r"\g<0> ", text)
    return _WORD.findall(text)


def is_cjk(word: str) -> bool:
    """Whether `word`, one that `cut` gave, is a run of Chinese or Japanese characters."""
    return bool(_CJK_RUN.match(word))


def fold(word: str) -> str:
    """Give `word` as search compares it: lower case, without accents, apostrophes straight, no English possessive.

    Letters that are no accented ones to their readers stay (й, ї, Japanese and Hindi marks); ё becomes е, ß ss, ł l.
    Folding twice changes nothing.
    """
    folded = word.lower()
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded).translate(_FOLDS)
    while folded.endswith("'s"):
        folded = folded[:-2]
    return folded


def stem(word: str, language: str | None) -> str:
    """Give the folded stem of `word`, a word as printed; the folded word where the language has no stemmer."""
    return _stems(language)[word]


@cache
def stop_words(language: str | None) -> frozenset[str]:
    """Give the folded stop words of `language`, an empty set when there is no list."""
    texts: list[str] = []
    if language in _SUMY_LISTS:
        texts.append(
            (resources.files("sumy") / "data" / "stopwords" / f"{_SUMY_LISTS[language]}.txt").read_text("utf-8")
        )
    own = resources.files("summarizer.text") / "stop_words" / f"{language}.txt"
    if own.is_file():
        texts.append(own.read_text("utf-8"))
    lines = (line.strip() for text in texts for line in text.splitlines())
    return frozenset(fold(word) for line in lines if not line.startswith("#") for word in line.split())


def terms(text: str, language: str | None) -> list[str]:
    """Give the content words of `text` in order, each as its folded stem, repeats kept.

    Stop words, single letters and pairs written only in hiragana are left out. About 10 µs per hundred characters.
    """
    known = _terms(language)
    found = _WORD.findall(_without_elisions(text) if language in _ELIDING_LANGUAGES else text)
    result = [term for word in found if (term := known[word])]
    if _PAIRS not in result:
        return result
    stops = stop_words(language)
    return [
        term
        for word in found
        for term in (_content_pairs(word, stops) if known[word] == _PAIRS else (known[word],))
        if term
    ]


def count_words(text: str) -> int:
    """Count words as budgets do: white-space tokens, but two Chinese, Japanese or Korean characters make one.

    A token with such characters counts half a word for each, and one more if it holds other letters or digits too;
    halves are rounded up once, over the whole text.
    """
    if text.isascii() or not _CJK_CHARACTER.search(text):
        return len(text.split())
    whole = halves = 0
    for token in text.split():
        cjk = len(_CJK_CHARACTER.findall(token))
        halves += cjk
        if not cjk or any(c.isalnum() for c in _CJK_CHARACTER.sub("", token)):
            whole += 1
    return whole + (halves + 1) // 2


def _without_elisions(text: str) -> str:
    return _ELISIONS.sub(" ", text) if "'" in text or "’" in text else text


def _content_pairs(run: str, stops: frozenset[str]) -> list[str]:
    pairs = [run[i : i + 2] for i in range(len(run) - 1)] or [run]
    return [pair for pair in pairs if pair not in stops and not _is_hiragana(pair)]


def _is_hiragana(pair: str) -> bool:
    return all("\u3040" <= character <= "\u309f" for character in pair)


class _Memory(dict[str, str]):
    """Remembers what `compute` gave for a word, up to `CACHED_WORDS` of them."""

    def __init__(self, compute: Callable[[str], str]) -> None:
        super().__init__()
        self._compute = compute

    def __missing__(self, word: str) -> str:
        if len(self) >= CACHED_WORDS:
            self.clear()
        value = self[word] = self._compute(word)
        return value


class _Folds(dict[int, str]):
    """The translation table of `fold`, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        value = self[code] = _OWN_FOLDS.get(character) or _without_accent(character)
        return value


def _without_accent(character: str) -> str:
    if character in _STRIPPED_MARKS:
        return ""
    plain = unicodedata.normalize("NFKD", character)
    if plain == character or not (plain[0].isascii() or "\u0370" <= plain[0] <= "\u03ff"):
        return character
    return "".join(part for part in plain if not unicodedata.combining(part)).lower()


_OWN_FOLDS = {
    "ё": "е", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th",
    "ς": "σ", "’": "'", "ʼ": "'", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه",
}  # fmt: skip
_STRIPPED_MARKS = frozenset(
    chr(code) for start, end in ((0x300, 0x36F), (0x610, 0x61A), (0x640, 0x640), (0x64B, 0x65F), (0x670, 0x670))
    for code in range(start, end + 1)
) | {"\u200c", "\u200d"}  # fmt: skip
_FOLDS = _Folds()


@cache
def _stems(language: str | None) -> "_Memory":
    own = {"uk": _stem_ukrainian, "ar": _stem_arabic}.get(language or "")
    if own is not None:
        return _Memory(lambda word: own(fold(word)))
    if language not in _SNOWBALL:
        return _Memory(fold)
    stemmer = Stemmer.Stemmer(_SNOWBALL[language], 0)
    if language in _STEMMED_AS_PRINTED:
        return _Memory(lambda word: fold(stemmer.stemWord(word.lower())))
    return _Memory(lambda word: fold(stemmer.stemWord(fold(word))))


@cache
def _terms(language: str | None) -> _Memory:
    """The term of each word: its stem, empty for a word that carries nothing, `_PAIRS` for a run to cut in pairs."""
    stops = stop_words(language)
    stems = _stems(language)

    def term(word: str) -> str:
        if is_cjk(word):
            return _PAIRS
        folded = fold(word)
        return "" if len(folded) < 2 or folded in stops else stems[word]

    return _Memory(term)


_UKRAINIAN_VOWELS = re.compile("[аеиіоуюяєї]")
# Endings of nouns, adjectives and verbs, after "Правопис" (2019), tables of declension and conjugation.
_UKRAINIAN_ENDINGS_PRINTED = """
    а у о е и і ї я ю є й ь ам ям ах ях ами ями ом ем єм ою ею єю ів їв ові еві єві ей ий ій ого ього ому ьому им їм ими
    їми их їх ої ьої ую юю ння нням ні ними них ний на не ну ною ти ть ете єте ите їте емо ємо имо їмо еш єш иш їш уть
    ють ать ять ав яв ив їв ала яла ила їла ало яло ило їло али яли или їли ував увала ували увало увати ювати ують юють
    ує енням ення ань ень ання анням ості істю ість остями остей
"""
_UKRAINIAN_ENDINGS = tuple(sorted(set(_UKRAINIAN_ENDINGS_PRINTED.split()), key=lambda ending: (-len(ending), ending)))


def _stem_ukrainian(word: str) -> str:
    """Cut the longest known ending off a folded word, so that its cases meet; three letters and a vowel stay."""
    base = word[:-2] if word.endswith(("ся", "сь")) and len(word) > 5 else word
    for ending in _UKRAINIAN_ENDINGS:
        if base.endswith(ending):
            rest = base[: -len(ending)]
            if len(rest) >= 3 and _UKRAINIAN_VOWELS.search(rest):
                return rest.rstrip("ь")
    return base


def _stem_arabic(word: str) -> str:
    """Cut conjunction, preposition and article, then one ending, off a folded word; three letters stay.

    Source: the "light10" stemmer of Larkey, Ballesteros and Connell, 2007.
    """
    for prefix in ("وال", "بال", "كال", "فال", "ال", "لل", "و"):
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            word = word[len(prefix) :]
            break
    for suffix in ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word
