"""How long a text takes to read, by the speed at which its language is read.

Source: Trauzettel-Klosinski and Dietz, "Standardized assessment of reading performance: the new International Reading
Speed Texts IReST", IOVS 2012 (words a minute; Chinese and Japanese at two characters a word); languages that are not
there take the mean of those that are.
"""

from bot.rendering.wording import Wording
from summarizer.text.words import count_words

WORDS_PER_MINUTE = {
    "ar": 138, "de": 179, "en": 228, "es": 218, "fi": 161, "fr": 195, "it": 188, "ja": 179, "nl": 202, "pl": 166,
    "pt": 181, "ru": 184, "sv": 199, "tr": 166, "zh": 128,
}  # fmt: skip
MEAN_WORDS_PER_MINUTE = 179


def reading_s(text: str, language: str | None) -> int:
    """Seconds that an adult takes to read `text` silently."""
    return round(count_words(text) * 60 / WORDS_PER_MINUTE.get(language or "", MEAN_WORDS_PER_MINUTE))


def render_saving(full_s: int, brief_s: int, words: Wording) -> str:
    """A line such as "4 min read → 25 s"; the reading time alone where the briefing saves nothing one would feel."""
    full, short = _duration(full_s, words), _duration(brief_s, words)
    if brief_s * 2 > full_s or short == full:
        return words("%(time)s read", time=full)
    return words("%(time)s read → %(short)s", time=full, short=short)


def _duration(seconds: int, words: Wording) -> str:
    if seconds < 60:
        return words("%(n)s s", n=max(5, round(seconds / 5) * 5))
    return words("%(n)s min", n=round(seconds / 60))
