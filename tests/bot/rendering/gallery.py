"""Twenty and more stories of our own as the messages that a reader gets: what the golden files hold.

After a wanted change of wording or engine, write them anew and look at every difference as a reader would:

    python -m tests.bot.rendering.gallery
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.rendering.answer import render_answer
from bot.rendering.message import Button, Message
from bot.rendering.rich import Entity, Kind
from bot.rendering.wording import wording
from bot.sandbox.newsstand import Newsstand
from bot.sandbox.stories import Paper, Story, date_paper, read_papers
from bot.services.views import DEFAULT_LEVEL, LEVELS, Panel, View
from summarizer.model import Article, Document, MediaType
from summarizer.pipeline import brief, read

GOLDEN = Path(__file__).with_name("golden")
PAGES = Path(__file__).parents[2] / "quality" / "corpus" / "pages"
OPENED_AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

PAPERS = (
    "gazette/harrow-mayor gazette/marrow-flood gazette/storm-live gazette/tannery-verdict "
    "kurier/speicherkraftwerk ledger/calder-freight-quarter ledger/rate-decision observer/malaria-trial "
    "observer/port-sele-final observer/sarn-glacier observer/whale-falls vestnik/baikal-expedition vestnik/tram-line"
).split()
CORPUS = (
    "kitaisohama-toshokan lowen-storm modrzewina-kosciol oosterwaard-licht ribeira-cisternas saint-orlan-solaire "
    "sarnickiyi-kule torrefiore-lungolago valdemora-hidrogeno yunwu-gonglu"
).split()
NAMES = (*PAPERS, *CORPUS)

VIEWS = {
    "shortest": View(level=0),
    "default": View(level=DEFAULT_LEVEL),
    "longest": View(level=len(LEVELS) - 1),
    "proof": View(panel=Panel.PROOF),
    "quotes": View(panel=Panel.QUOTES),
}

_TAGS = {
    Kind.BOLD: "b",
    Kind.ITALIC: "i",
    Kind.UNDERLINE: "u",
    Kind.CODE: "code",
    Kind.LINK: "a",
    Kind.QUOTE: "quote",
    Kind.FOLDED_QUOTE: "folded",
    Kind.MOMENT: "time",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One story in all its views: `text` is what its golden file holds."""

    name: str
    text: str

    @property
    def file(self) -> Path:
        """Where its golden text lies."""
        return GOLDEN / f"{self.name.replace('/', '-')}.txt"


def make_picture(name: str) -> Picture:
    """Read the story of that name and render every view of it, in Russian for Russian stories, else in English."""
    article = find_article(name)
    parts = []
    for title, view in VIEWS.items():
        reading = brief(article, budget=view.budget, method=view.method)
        words = wording(article.language if article.language == "ru" else "en")
        message = render_answer(reading, view, words, data_of=lambda action: action.value, saved=False)
        parts.append(f"═══ {title}\n\n{show(message)}\n")
    return Picture(name=name, text="\n\n".join(parts))


def find_article(name: str) -> Article:
    """The article of that name, of the sandbox's papers or of the pages of the quality corpus."""
    if name in CORPUS:
        page = (PAGES / f"{name}.html").read_bytes()
        return read(Document(data=page, media_type=MediaType.HTML, url=f"http://paper.example/{name}"))
    paper, story = _find_story(*name.split("/"))
    url = f"http://{paper.host}{story.path}"
    if story.kind == "live":
        shown = Newsstand(read_papers(), OPENED_AT).find_page(paper.host, story.path, 80)
        assert shown is not None
        return read(Document(data=shown.body.encode(), media_type=MediaType.HTML, url=url))
    return Article(
        paragraphs=story.paragraphs,
        title=story.title,
        byline=story.byline,
        site=paper.name,
        published=story.published_at.isoformat(),
        language=paper.language,
        url=url,
    )


def _find_story(folder: str, slug: str) -> tuple[Paper, Story]:
    papers = (date_paper(paper, OPENED_AT) for paper in read_papers())
    paper = next(paper for paper in papers if paper.host == f"{folder}.localhost")
    return paper, next(story for story in paper.stories if story.slug == slug)


def show(message: Message) -> str:
    """A message as one can read it: its text with tags where entities begin and end, its preview and its buttons."""
    rows = "\n".join(" ".join(_show_button(button) for button in row) for row in message.buttons)
    preview = f"(preview of {message.preview_url})\n" if message.preview_url else ""
    return f"{preview}{_tag(message)}\n\n{rows}"


def _show_button(button: Button) -> str:
    return f"[{button.label}]" if button.url is None else f"[{button.label} → {button.url}]"


def _tag(message: Message) -> str:
    units = message.rich.text.encode("utf-16-le")
    marks: list[tuple[int, int, str]] = []
    for order, one in enumerate(message.rich.entities):
        end = one.offset + one.length
        marks += [(one.offset, order + 1, _opening(one)), (end, -order - 1, f"</{_TAGS[one.kind]}>")]
    return "".join(_cut(units, sorted(marks)))


def _cut(units: bytes, marks: list[tuple[int, int, str]]) -> Iterator[str]:
    at = 0
    for offset, _, tag in marks:
        yield units[2 * at : 2 * offset].decode("utf-16-le")
        yield tag
        at = offset
    yield units[2 * at :].decode("utf-16-le")


def _opening(entity: Entity) -> str:
    address, fragment, _ = (entity.url or "").partition("#:~:text=")
    told = f"{address}{fragment and '#…'}" or entity.time_format
    return f"<{_TAGS[entity.kind]} {told}>" if told else f"<{_TAGS[entity.kind]}>"


def main() -> None:
    """Write all golden files anew."""
    GOLDEN.mkdir(exist_ok=True)
    for name in NAMES:
        picture = make_picture(name)
        picture.file.write_text(picture.text, encoding="utf-8")


if __name__ == "__main__":
    main()
