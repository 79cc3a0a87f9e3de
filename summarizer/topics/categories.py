"""The broad kinds of news that a story belongs to: what `category:` asks about.

1. The story stands in one section, the likeliest, unless none is likely (a linear model; lists of words alone outside
   English). Politics and world do not exclude each other.
2. The other kinds (science, health, climate, crime, conflict, economy) come by the strength of their word lists.
3. Technology and science part what newspapers print as one section.
"""

from collections.abc import Mapping

from summarizer.text.language import base_language, recognise_language
from summarizer.text.words import terms
from summarizer.topics.category_lists import LANGUAGES, Support, weigh_lists
from summarizer.topics.category_model import rate_sections

TRAINED_LANGUAGE = "en"
LONGEST_CHARS = 20_000
"""What is read of a text: a story says what it is about long before, and the time stays bounded."""

_LEAST_SECTION = 0.35
_LEAST_SECTION_UNBACKED = 0.45
"""Asked of a section of whose list no word stands in the story: recipes are in none. Costs briefs half a point."""
_SECOND_OF_PAIR = 0.15
"""Politics beside world, or the reverse: on held-out halves this wins a third of a point."""
_PAIR = frozenset({"politics", "world"})
_LEAST_POLITICS = 0.5
"""The strength of its list at which a story from abroad is politics too: agencies print elections under World."""

_LEAST_STRENGTH = {
    "science": 0.38, "health": 0.38, "climate": 0.36, "crime": 0.45, "conflict": 0.4, "economy": 0.4,
}  # fmt: skip
"""Set by reading what each lets through of the development stories, which have no such labels."""
_LEAST_WORDS = 2
_FIGURATIVE_FACTOR = 1.8
"""Sport and culture speak of attacks, doping and charts in words that elsewhere are conflict, health and economy."""
_FIGURATIVE = frozenset({"sport", "culture"})
_NATURE = ("science", "health", "climate")
_NATURE_ALONE = 4.0
"""So many times stronger than the list of technology, one of these makes a story of that section science instead."""


def classify(title: str, text: str, language: str | None) -> frozenset[str]:
    """Give the categories of a story, names of `summarizer.topics.fields.CATEGORIES`; often one, sometimes none.

    `language` is an ISO 639-1 code or a tag that begins with one; None or what is no such tag is recognised from the
    words. Languages without a list of words give nothing. Always the same answer. Linear in the first `LONGEST_CHARS`
    characters; under a millisecond for a story of a thousand words, once the tables are loaded.
    """
    code = base_language(language) or recognise_language(f"{title}\n{text}")
    if code not in LANGUAGES:
        return frozenset()
    title_terms, text_terms = terms(title[:LONGEST_CHARS], code), terms(text[:LONGEST_CHARS], code)
    support = weigh_lists(title_terms, text_terms, code)
    trained = code == TRAINED_LANGUAGE
    return decide(rate_sections(title_terms, text_terms, support, trained=trained), support, trained=trained)


def decide(sections: Mapping[str, float], support: Mapping[str, Support], *, trained: bool) -> frozenset[str]:
    """The categories that follow from each section's probability and from what the lists say.

    `trained` tells whether the probabilities come from trained words too; those of lists alone need words to show.
    """
    section = _section(sections, support, trained=trained)
    factor = _FIGURATIVE_FACTOR if section in _FIGURATIVE else 1.0
    found = {kind for kind, least in _LEAST_STRENGTH.items() if _is_shown(support[kind], least * factor)}
    if section is not None:
        found.add(section)
    if section in _PAIR:
        found |= {name for name in _PAIR if sections[name] >= _SECOND_OF_PAIR and (trained or support[name].words)}
        found |= {"politics"} if _is_shown(support["politics"], _LEAST_POLITICS) else set()
    if section == "technology" and _is_nature(found, support):
        found = found - {"technology"} | {"science"}
    return frozenset(found)


def _section(sections: Mapping[str, float], support: Mapping[str, Support], *, trained: bool) -> str | None:
    best = max(sections, key=sections.__getitem__)
    if _is_backed(best, support):
        return best if sections[best] >= _LEAST_SECTION else None
    return best if trained and sections[best] >= _LEAST_SECTION_UNBACKED else None


def _is_backed(section: str, support: Mapping[str, Support]) -> bool:
    """Whether our own lists see the section too. The world is also seen in its wars."""
    return bool(support[section].words or (section == "world" and support["conflict"].words))


def _is_nature(found: set[str], support: Mapping[str, Support]) -> bool:
    least = _NATURE_ALONE * support["technology"].strength
    return any(support[kind].strength > least for kind in _NATURE if kind in found)


def _is_shown(support: Support, least: float) -> bool:
    return support.words >= _LEAST_WORDS and support.strength >= least
