"""Who does what a verb says, past relative clauses, asides and other predicates."""

import pytest

from summarizer.figures.chunks import ChunkKind
from summarizer.figures.clauses import Clauses, find_open_brackets
from summarizer.figures.lexicon.registry import get_lexicon
from summarizer.figures.phrases import Spot
from summarizer.figures.statements import Statement
from summarizer.figures.subjects import find_subject
from summarizer.figures.tokens import parse_tokens


def subject_of(verb: str, text: str) -> str | None:
    tokens = parse_tokens(text)
    number = next(index for index, token in enumerate(tokens) if token.is_number)
    clauses = Clauses(
        tokens=tokens, lexicon=get_lexicon("en"), taken=frozenset({number}), open=find_open_brackets(tokens)
    )
    statement = Statement(Spot(clauses=clauses, begin=number, behind=number + 1))
    at = next(
        index
        for index, chunk in enumerate(statement.chunks)
        if chunk.kind in {ChunkKind.VERB, ChunkKind.GERUND} and tokens[chunk.end - 1].text == verb
    )
    found = find_subject(statement, at)
    if found is None:
        return None
    return text[tokens[statement.chunks[found.first].start].start : tokens[statement.chunks[found.last].end - 1].end]


@pytest.mark.parametrize(
    ("verb", "text", "subject"),
    [
        ("rose", "Shares in the tannery rose 4 points.", "Shares in the tannery"),
        ("sank", "The ferry, built in Teshk, sank 9 miles off.", "The ferry"),
        ("carried", "They found the ferry, which carried 9 men.", "the ferry"),
        ("killed", "A raid in Teshk that killed 9 men ended.", "A raid"),
        ("sealed", "The guards came, arrested a clerk and sealed 4 rooms.", "The guards"),
        ("left", "A storm that crossed the bay left 9 men homeless.", "A storm"),
        ("killing", "A quake struck at dawn, killing 9 men.", "A quake"),
        ("killing", "Guards raided a hall in the capital, Teshk, on Friday, killing 9 men.", "Guards"),
        ("paid", "Rooms went to women from Pelagia, who paid 90 dollars.", "women"),
        ("kicked", "A goal from Ada Lind, who kicked 13 balls, won.", "Ada Lind"),
        ("fined", "He said the tannery was fined 9 dollars.", "the tannery"),
        ("fell", "Prices (in euros) fell 9 percent.", "Prices"),
        ("won", "Ada and Ben won 9 seats.", "Ada and Ben"),
        ("grew", "It said the firm's profit grew 9 percent.", "the firm's profit"),
    ],
)
def test_the_subject_of_a_verb(verb: str, text: str, subject: str) -> None:
    assert subject_of(verb, text) == subject


def test_what_a_preposition_opens_is_no_subject() -> None:
    assert subject_of("taking", "In taking 9 seats") is None
