"""A small reading of our own, built by hand, for tests of rendering."""

from decimal import Decimal

from summarizer.model import Article, Briefing, Figure, FigureKind, KeyLine, Person, Quote, Reading, Sentence

PARAGRAPHS = (
    "The harbour bridge at Sandvik reopened on Monday after 14 months of repairs. The work cost 3.2 million euros.",
    'Mayor Per Lund cut the ribbon. "The town is whole again," Lund said.',
    "Shopkeepers said that they had lost a third of their trade. Nobody has promised them help.",
)
SPLITS = ((0, 76), (77, 109), (0, 31), (32, 68), (0, 59), (60, 90))


def make_reading(
    *, url: str | None = "http://post.example/bridge", chosen: tuple[int, ...] = (0, 1, 4), quoted: bool = False
) -> Reading:
    article = Article(
        title="Harbour bridge reopens",
        authors=("Ida Holm",),
        site="Sandvik Post",
        published="2026-11-22T08:30:00+00:00",
        language="en",
        url=url,
        paragraphs=PARAGRAPHS,
    )
    sentences = tuple(_sentence(article, index) for index in range(len(SPLITS)))
    figures = (_figure(article, sentences[0], "14 months", "14", FigureKind.DURATION, "month", 2),
               _figure(article, sentences[1], "3.2 million euros", "3200000", FigureKind.MONEY, "EUR", 1))  # fmt: skip
    return Reading(
        article=article,
        sentences=sentences,
        briefing=Briefing(method="nutgraf", sentences=tuple(sentences[index] for index in chosen), whole=False),
        figures=figures,
        key_lines=(
            KeyLine(text="3.2 million euros – work cost", figures=(1,)),
            KeyLine(text="14 months of repairs", figures=(0,)),
        ),
        people=(Person(name="Per Lund", role="Mayor", sentence=2, rank=1),),
        quotes=(_quote(article, "The town is whole again,", speaker=0),) if quoted else (),
    )


def _quote(article: Article, text: str, *, speaker: int | None) -> Quote:
    start = article.text.index(text)
    return Quote(speaker=speaker, text=text, sentence=3, start=start, end=start + len(text))


def _sentence(article: Article, index: int) -> Sentence:
    paragraph = index // 2
    base = sum(len(one) + 2 for one in article.paragraphs[:paragraph])
    start, end = (base + offset for offset in SPLITS[index])
    return Sentence(index=index, text=article.text[start:end], start=start, end=end, paragraph=paragraph)


def _figure(
    article: Article, sentence: Sentence, text: str, value: str, kind: FigureKind, unit: str, rank: int
) -> Figure:
    start = article.text.index(text)
    return Figure(
        text=text,
        value=Decimal(value),
        kind=kind,
        unit=unit,
        label="",
        sentence=sentence.index,
        start=start,
        end=start + len(text),
        rank=rank,
    )
