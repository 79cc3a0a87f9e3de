"""Readings for tests: one by hand, and a strategy for any."""

from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import strategies as st

from summarizer.model import (
    Article,
    Briefing,
    Budget,
    Figure,
    FigureKind,
    KeyLine,
    Person,
    Qualifier,
    Quote,
    Reading,
    Sentence,
)

NOON = datetime(2026, 11, 22, 12, 0, 0, 123_456, tzinfo=UTC)
THREE = Budget(sentences=3)

_PARAGRAPHS = (
    "The harbour of Ostmar counted 412 boats on Friday.",
    "Storm Ilse cost the town $4.5bn, said Mayor Rita Holm.",
    "Repairs take two years.",
    "Ferries sail again on Monday.",
)


def article(*, title: str = "Ostmar counts its boats", more: str = "", language: str = "en") -> Article:
    return Article(
        paragraphs=(*_PARAGRAPHS, *([more] if more else [])),
        title=title,
        byline="By Ada Lind",
        authors=("Ada Lind",),
        site="The Ostmar Post",
        published="2026-11-20",
        language=language,
        url="https://post.example/boats",
        subheads=frozenset({2}),
    )


def sentences_of(told: Article) -> tuple[Sentence, ...]:
    found = []
    start = 0
    for paragraph, text in enumerate(told.paragraphs):
        end = start + len(text)
        found.append(Sentence(index=paragraph, text=text, start=start, end=end, paragraph=paragraph))
        start = end + 2
    return tuple(found)


def reading(
    *, title: str = "Ostmar counts its boats", more: str = "", method: str = "nutgraf", chosen: int = 3
) -> Reading:
    told = article(title=title, more=more)
    sentences = sentences_of(told)
    boats = told.text.index("412 boats")
    cost = told.text.index("$4.5bn")
    return Reading(
        article=told,
        sentences=sentences,
        briefing=Briefing(method=method, sentences=sentences[:chosen], whole=False),
        figures=(
            Figure(
                text="412 boats",
                value=Decimal(412),
                kind=FigureKind.COUNT,
                unit="boat",
                label="boats",
                sentence=0,
                start=boats,
                end=boats + 9,
                rank=2,
            ),
            Figure(
                text="$4.5bn",
                value=Decimal(4500000000),
                kind=FigureKind.MONEY,
                unit="USD",
                qualifier=Qualifier.ABOUT,
                sentence=1,
                start=cost,
                end=cost + 6,
                rank=1,
            ),
        ),
        key_lines=(KeyLine(text="$4.5bn storm", figures=(1,)), KeyLine(text="≈ 11", figures=(0, 1), computed=True)),
        people=(Person(name="Rita Holm", role="Mayor", sentence=1, rank=1),),
    )


storable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
_line = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=20)
_small = st.integers(0, 10_000)
_decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=0)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    paragraphs = tuple(draw(st.lists(_line, min_size=1, max_size=6)))
    return Article(
        paragraphs=paragraphs,
        title=draw(st.none() | storable),
        byline=draw(st.none() | storable),
        authors=tuple(draw(st.lists(storable, max_size=3))),
        site=draw(st.none() | storable),
        published=draw(st.none() | storable),
        language=draw(st.none() | st.sampled_from(["en", "ru", "zh"])),
        url=draw(st.none() | storable),
        subheads=draw(st.frozensets(st.integers(0, len(paragraphs) - 1))),
        partial=draw(st.booleans()),
        live=draw(st.booleans()),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    told = draw(articles())
    sentences = sentences_of(told)
    return Reading(
        article=told,
        sentences=sentences,
        briefing=Briefing(
            method=draw(storable),
            sentences=tuple(draw(st.lists(st.sampled_from(sentences), unique=True))),
            whole=draw(st.booleans()),
        ),
        figures=tuple(draw(st.lists(_figures(told), max_size=4))),
        key_lines=tuple(draw(st.lists(_key_lines(), max_size=3))),
        people=tuple(draw(st.lists(_persons(), max_size=3))),
        quotes=tuple(draw(st.lists(_quotes(told), max_size=3))),
        version=draw(st.integers(1, 1000)),
    )


@st.composite
def _figures(draw: st.DrawFn, told: Article) -> Figure:
    start = draw(st.integers(0, len(told.text)))
    end = draw(st.integers(start, len(told.text)))
    return Figure(
        text=told.text[start:end],
        value=draw(_decimals),
        high=draw(st.none() | _decimals),
        kind=draw(st.sampled_from(FigureKind)),
        unit=draw(storable),
        qualifier=draw(st.sampled_from(Qualifier)),
        label=draw(storable),
        sentence=draw(_small),
        start=start,
        end=end,
        rank=draw(st.none() | _small),
    )


def _key_lines() -> st.SearchStrategy[KeyLine]:
    return st.builds(KeyLine, text=storable, figures=st.lists(_small, max_size=3).map(tuple), computed=st.booleans())


def _persons() -> st.SearchStrategy[Person]:
    return st.builds(Person, name=storable, role=storable, sentence=_small, rank=_small)


@st.composite
def _quotes(draw: st.DrawFn, told: Article) -> Quote:
    start = draw(st.integers(0, len(told.text)))
    end = draw(st.integers(start, len(told.text)))
    speaker = draw(st.none() | _small)
    return Quote(speaker=speaker, text=told.text[start:end], sentence=draw(_small), start=start, end=end)


budgets = st.builds(Budget, sentences=st.integers(1, 50)) | st.builds(Budget, words=st.integers(1, 1000))
