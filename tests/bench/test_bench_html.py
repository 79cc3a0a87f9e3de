"""HTML → article with metadata, beside trafilatura's extraction with metadata on the same pages in one run."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import trafilatura

from summarizer.errors import Unusable
from summarizer.model import Document, MediaType
from summarizer.sources.html import read_html

CORPUS = Path(__file__).parent.parent / "quality" / "corpus" / "pages"
RIVAL_RATIO = 2.0
WORST_PAGE_S = 2.5
"""Half of what a worker may take; alone on a core the worst takes 1.3 s."""

CHART_CHARS_PER_S = 40
ROUNDS = 5
FRAME_ITEMS = 250

SENTENCE = "The council of Harrowmere voted on day {} to repair the old bridge over the Tarn. "


def framed(data: bytes) -> bytes:
    """A page of the size that papers send: our small one with menus, teasers and comments around its story."""
    items = "".join(
        f'<li class="menu-item"><a href="/{number}"><span>Section {number}</span></a></li>'
        for number in range(FRAME_ITEMS)
    )
    teasers = "".join(
        f'<div class="card"><a href="/t{number}"><h3>Another story, number {number}</h3></a>'
        f"<p>{SENTENCE.format(number)}</p><span class='date'>2 days ago</span></div>"
        for number in range(FRAME_ITEMS // 5)
    )
    before, after = (
        f'<nav><ul class="menu">{items}</ul></nav>'.encode(),
        f'<aside class="related">{teasers}</aside>'.encode(),
    )
    scripts = b"<script>" + b"window.data = {};" * 4_000 + b"</script>"
    return data.replace(b"<body>", b"<body>" + before, 1).replace(b"</body>", after + scripts + b"</body>", 1)


def cost(work: Callable[[bytes], object], pages: Sequence[bytes]) -> float:
    started = time.process_time()
    for page in pages:
        work(page)
    return time.process_time() - started


def ours(data: bytes) -> object:
    try:
        return read_html(Document(data=data, media_type=MediaType.HTML))
    except Unusable as wall:
        return wall


def rival(data: bytes) -> object:
    return trafilatura.bare_extraction(data, with_metadata=True)


@pytest.mark.bench
@pytest.mark.parametrize("frame", [False, True], ids=["small", "framed"])
def test_reading_a_page_costs_at_most_twice_trafilatura(frame: bool) -> None:
    pages = [path.read_bytes() for path in sorted(CORPUS.glob("*.html"))]
    pages = [framed(page) for page in pages] if frame else pages
    cost(ours, pages)
    cost(rival, pages)
    mine = min(cost(ours, pages) for _ in range(ROUNDS))
    theirs = min(cost(rival, pages) for _ in range(ROUNDS))
    each = [round(1_000 * seconds / len(pages), 1) for seconds in (mine, theirs)]
    print(f"\n{len(pages)} pages: ours {each[0]} ms, rival {each[1]} ms, ratio {mine / theirs:.2f}")
    assert mine <= RIVAL_RATIO * theirs


HOSTILE: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda size: "".join(f"<p>{SENTENCE.format(number)}" for number in range(size // 85)),
    "unclosed paragraphs": lambda size: "<p>" * (size // 3),
    "links": lambda size: "<p><a href=x>link</a> word</p>" * (size // 31),
    "table": lambda size: "<table>" + "<tr><td>a<td>b</tr>" * (size // 19),
    "items": lambda size: "<ul>" + "<li>item word</li>" * (size // 18) + "</ul>",
    "attributes": lambda size: "<p " + "a " * (size // 2) + ">",
    "brackets": lambda size: "<" * size,
    "one word": lambda size: "<p>" + "a" * size,
    "digits": lambda size: "<p>" + "1234567890" * (size // 10),
    "prose": lambda size: "<p>" + SENTENCE * (size // 85),
    "nested": lambda size: "<div>a " * (size // 7),
    "unclosed formats": lambda size: "<p><i><b>word " * (size // 14),
    "nested tables": lambda size: "<table><tr><td>" * (size // 15),
    "breaks": lambda size: "<p>" + "The council voted again.<br>" * (size // 28),
    "characters without spaces": lambda size: "<p>" + "市议会周二投票决定重修旧桥。" * (size // 42),
    "stops": lambda size: "<p>" + ". " * (size // 2),
    "rows": lambda size: ("<div>" + "<p>The council voted again.</p>" * 1_000 + "</div>") * (size // 32_000 + 1),
}


@pytest.mark.bench
@pytest.mark.parametrize("name", HOSTILE)
def test_no_page_costs_more_than_a_worker_may_take(name: str) -> None:
    sizes = (125_000, 250_000, 460_000, 1_000_000, 2_900_000)
    costs = [cost(ours, [f"<html><body>{HOSTILE[name](size)}</body></html>".encode()]) for size in sizes]
    print(f"\n{name}")
    for size, taken in zip(sizes, costs, strict=True):
        print(f"  {size / 1e6:5.2f} MB {taken:6.2f} s {'█' * round(taken * CHART_CHARS_PER_S)}")
    assert max(costs) < WORST_PAGE_S
