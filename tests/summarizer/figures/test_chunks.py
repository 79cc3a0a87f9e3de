"""English sentences cut into chunks: where a name ends, a verb stands and a preposition opens."""

import pytest

from summarizer.figures.chunks import ChunkKind, find_chunks
from summarizer.figures.tokens import parse_tokens

_SHORT = {
    "N": ChunkKind.NOUN,
    "I": ChunkKind.PRONOUN,
    "V": ChunkKind.VERB,
    "G": ChunkKind.GERUND,
    "T": ChunkKind.INFINITIVE,
    "P": ChunkKind.PREPOSITION,
    "L": ChunkKind.LINK,
    "R": ChunkKind.RELATIVE,
    "O": ChunkKind.OPENER,
    "A": ChunkKind.ADVERB,
    "M": ChunkKind.MARK,
}


@pytest.mark.parametrize(
    ("text", "chunks"),
    [
        ("The tannery has already been closed by the court.", "N V P N M"),
        ("Shares in the group rose 3% on Monday.", "N P N V N P A M"),
        ("A ferry that crossed the bay sank.", "N O V N V M"),
        ("The mayor, who resigned in May, was fined.", "N M R V P N M V M"),
        ("They plan to sell the yard.", "I V N M"),
        ("The plan to sell the yard failed.", "N T N V M"),
        ("The cuts cost the city its cost of living bonus.", "N V N N P N M"),
        ("A reported loss of goods hit Teshk.", "N P N V N M"),
        ("A two-year suspended sentence followed.", "N V M"),
        ('It forms a "super union" of clerks.', "I V N P N M"),
        ("The US and Pelagia signed it.", "N V I M"),
        ("Twelve were gunned down.", "N V A M"),
        ("Prices fell down the list.", "N V P N M"),
        ("He praised the May report because of its tables.", "I V N P P N M"),
        ("The herd was counted -- twice.", "N V M N M"),
        ("Some 26% call it good.", "N V I N M"),
    ],
)
def test_a_sentence_falls_into_names_verbs_and_what_ties_them(text: str, chunks: str) -> None:
    tokens = parse_tokens(text)
    taken = frozenset(range(1, 3)) if text.startswith("Some 26%") else frozenset()
    found = find_chunks(tokens, taken)
    assert [chunk.kind for chunk in found] == [_SHORT[letter] for letter in chunks.split()]


def test_chunks_cover_every_token_once() -> None:
    tokens = parse_tokens("In 1994 Carla Holm, 35, won – as she had said – 12 of the 14 seats (86%) in 'Old Town'.")
    found = find_chunks(tokens, frozenset())
    assert [index for chunk in found for index in range(chunk.start, chunk.end)] == list(range(len(tokens)))
