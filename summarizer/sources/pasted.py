"""Pasted text → an article: the story alone, its headline, byline and date as metadata.

1. lines      split, unwrapped, cleaned (`lines`)
2. looks      what each line looks like, and the furniture words in it (`looks`, `furniture`)
3. body       the lines that are the story (`cues`, `passages`); without any furniture, all of them
4. masthead   headline, byline and date from the lines beside it
5. article    repeats stand once, short lines between paragraphs become subheads
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from summarizer.errors import TooShort
from summarizer.model import Article
from summarizer.sources.caps import cut_text
from summarizer.sources.lines import parse_lines
from summarizer.sources.looks import CREDIT_WORDS, LineKind, Look, look_at
from summarizer.sources.masthead import (
    Masthead,
    find_bare_byline,
    find_headline,
    find_masthead,
    is_byline,
    is_dateline,
    is_headline,
    is_reading_time,
)
from summarizer.sources.passages import find_body

FEWEST_WORDS = 5
"""Less is a greeting; two short sentences can still be briefed."""

LINE_LIMIT = 6_000
"""A line costs some 50 µs; the longest of 240 pasted pages had 930 lines."""

DOUBT = 2.2
"""How lenient the choice is with a page of a single sign of furniture: it drops what is a tenth likely to be story."""

LENIENCIES = (0.0, 2.0, 4.0)
FEWEST_BODY_WORDS = 20

TOP_LINES = 6
"""The headline and the standfirst are repeated within so many lines."""

HEAD_LINES = 12
"""Between a headline and its story stand at most so many lines: byline, date, buttons to share."""

BARE_HEAD_LINES = 2
"""A headline and nothing but its author's name below it."""

LEADING_LINES = 4
BOX_LINES = 7
MARKED_BOX_LINES = 3
MOST_BOXES = 12
"""Each costs a look over the whole page; a story of ordinary length is cut by fewer."""

RESUMING_PARAGRAPHS = 2
RESUMING_STEMS = 0.15
STEM_CHARS = 4
STANDFIRST_WORDS = 8
PLAIN_WORDS = 8
SUBHEAD_WORDS = 12

_STRANGE = frozenset({
    "about.anywhere", "credit.anywhere", "end.start", "legal.anywhere", "replies.start", "signup.anywhere",
    "source.anywhere", "teaser.start",
})  # fmt: skip
"""Words by which a sentence is about its author, its site or another story."""

_NO_LETTERS = re.compile(r"[\W_]+")
_OPEN_ENDS = (":", "：", ",", ";", "，", "、")


def read_pasted(text: str, *, title: str | None = None, language: str | None = None, url: str | None = None) -> Article:
    """Read a page or a text as a person pastes it: the story's paragraphs, with what the page says of it.

    A text without any furniture keeps all its lines, white space folded; one that says the first lines again is a
    subhead then. Only a headline with nothing but a name below it leaves the text, as title and byline. A `title` given
    wins, and a line at the top that repeats it is dropped. At most `TEXT_LIMIT_CHARS` are read; `partial` says that
    there was more. Linear.

    Raises:
        TooShort: fewer than `FEWEST_WORDS` words.
    """
    text, partial = cut_text(text)
    lines = parse_lines(text)
    looks = [look_at(line) for line in lines[:LINE_LIMIT]]
    if sum(look.count for look in looks) < FEWEST_WORDS:
        raise TooShort(title=title, text=text[:200].strip() or None)
    page = _take_apart(looks)
    headline = title or page.masthead.title
    story = page.story
    if headline and (title or page.furnished):
        story = _without_headline(story, headline)
    repeats = _find_repeats(story, last=len(story) if page.furnished else TOP_LINES)
    if page.furnished:
        story = [look for index, look in enumerate(story) if index not in repeats]
        repeats = frozenset()
    return Article(
        paragraphs=tuple(look.line.text if page.furnished else look.line.printed for look in story),
        title=headline,
        byline=page.masthead.byline,
        authors=page.masthead.authors,
        published=page.masthead.published,
        language=language,
        url=url,
        subheads=_find_subheads(story) | repeats,
        partial=partial or len(lines) > LINE_LIMIT,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page taken apart; `furnished` says that it had furniture at all."""

    story: Sequence[Look]
    masthead: Masthead
    furnished: bool


def _take_apart(looks: Sequence[Look]) -> _Page:
    signs = _count_signs(looks)
    if not signs:
        return _take_plain(looks)
    seen = [look for look in looks if not look.is_aside]
    body = _find_some_body(seen, DOUBT if signs == 1 else 0.0)
    if body is None:
        return _Page(story=seen or looks, masthead=Masthead(), furnished=False)
    body = _without_masthead(seen, body)
    masthead = find_masthead(seen, body)
    if (author := find_bare_byline(seen)) and not masthead.authors:
        masthead = replace(masthead, byline=author, authors=(author,))
    story = [look for look, kept in zip(seen, body, strict=True) if kept and not _is_marginal(look)]
    if not story:
        return _Page(story=seen, masthead=masthead, furnished=False)
    if masthead.title is None and (title := _bare_headline(story)):
        masthead = replace(masthead, title=title)
    return _Page(story=story, masthead=masthead, furnished=True)


def _take_plain(looks: Sequence[Look]) -> _Page:
    """A text without furniture: all of it is the story, but a headline and its author's name that lead it."""
    author = find_bare_byline(looks)
    if author is None:
        return _Page(story=looks, masthead=Masthead(title=_bare_headline(looks)), furnished=False)
    masthead = Masthead(title=looks[0].line.text, byline=author, authors=(author,))
    return _Page(story=looks[BARE_HEAD_LINES:], masthead=masthead, furnished=False)


def _without_masthead(looks: Sequence[Look], body: Sequence[bool]) -> list[bool]:
    """The body without a headline, byline and date that it begins with, where nothing else stands above the story."""
    if find_bare_byline(looks):
        return [inside and index >= BARE_HEAD_LINES for index, inside in enumerate(body)]
    kept = [index for index, inside in enumerate(body) if inside]
    top = list(takewhile(lambda index: not looks[index].prose, kept))
    if len(top) == len(kept) or not any(_is_masthead_line(looks[index]) for index in top):
        return list(body)
    head = {index for index in top if _is_masthead_line(looks[index])}
    if is_headline(looks[top[0]]):
        head.add(top[0])
    return [inside and index not in head for index, inside in enumerate(body)]


def _is_masthead_line(look: Look) -> bool:
    return is_byline(look) or is_dateline(look) or is_reading_time(look)


def _find_some_body(looks: Sequence[Look], leniency: float) -> list[bool] | None:
    """The body, more and more leniently while nothing is found that could be read; None when nothing ever is."""
    for more in LENIENCIES:
        body = find_body(looks, leniency=leniency + more)
        if sum(look.count for look, kept in zip(looks, body, strict=True) if kept) >= FEWEST_BODY_WORDS:
            return _completed(looks, body)
    return None


def _completed(looks: Sequence[Look], body: Sequence[bool]) -> list[bool]:
    """The body with its standfirst, and with the paragraphs that follow it, at most a subhead or a caption between.

    The standfirst is a sentence under the headline, or one right above the body that the page says twice.
    """
    whole = list(body)
    inside = [index for index, kept in enumerate(body) if kept]
    standfirst = _find_standfirst(looks, inside[0])
    if standfirst is not None:
        whole[standfirst] = True
    for _ in range(MOST_BOXES):
        if (opening := _find_opening(looks, whole)) is None:
            break
        whole[opening.start : opening.stop] = [True] * len(opening)
    _complete_from(whole, looks, inside[-1] + 1)
    for _ in range(MOST_BOXES):
        if (resumed := _find_resumption(looks, whole)) is None:
            break
        _complete_from(whole, looks, resumed)
    return whole


def _complete_from(whole: list[bool], looks: Sequence[Look], start: int) -> None:
    """Take the paragraphs from `start` on, and a subhead between two, up to the first line that is neither."""
    said = {look.key for look in looks[:start]}
    subhead: int | None = None
    for index in range(start, len(looks)):
        look = looks[index]
        if _is_plain_prose(look) and look.key not in said:
            whole[index] = True
            if subhead is not None:
                whole[subhead] = True
            subhead = None
            said.add(look.key)
        elif subhead is None and _is_plain_subhead(look):
            subhead = index
        elif not look.is_caption:
            return


def _find_resumption(looks: Sequence[Look], body: Sequence[bool]) -> int | None:
    """Where the story goes on below a box (other stories, a newsletter, a film) that cut it; None when it does not.

    The box is a few lines without a paragraph of their own. Below it at least two paragraphs stand one after the
    other, since lists of other stories have a headline over each, and they speak of what the story speaks of. What
    readers wrote is never reached.
    """
    end = max(index for index, kept in enumerate(body) if kept) + 1
    box = list(takewhile(_stands_in_a_box, looks[end:][: BOX_LINES + 1]))
    start = end + len(box)
    following = looks[start : start + RESUMING_PARAGRAPHS]
    said = {look.key for look in looks[:end]}
    goes_on = [look for look in following if _is_plain_prose(look) and look.key not in said]
    if not box or len(goes_on) < RESUMING_PARAGRAPHS:
        return None
    told = [look for look, kept in zip(looks, body, strict=True) if kept]
    marked = box[0].is_end_mark and len(box) <= MARKED_BOX_LINES
    return start if marked or _share_of_stems(goes_on, told) >= RESUMING_STEMS else None


def _find_opening(looks: Sequence[Look], body: Sequence[bool]) -> range | None:
    """The paragraphs of the story above a box that cut it near its top, the headline close above them; else None."""
    first = next(index for index, kept in enumerate(body) if kept)
    box = len(list(takewhile(_stands_in_a_box, looks[max(0, first - BOX_LINES - 1) : first][::-1])))
    end = first - box
    opening = len(list(takewhile(_may_open, looks[:end][::-1])))
    start = end - opening
    headed = any(is_headline(look) for look in looks[max(0, start - HEAD_LINES) : start])
    if not box or opening < RESUMING_PARAGRAPHS or not headed:
        return None
    told = [look for look, kept in zip(looks, body, strict=True) if kept]
    return range(start, end) if _share_of_stems(looks[start:end], told) >= RESUMING_STEMS else None


def _may_open(look: Look) -> bool:
    """Say whether a line is plain prose, or would be but for the agency that a dateline names."""
    dated = look.prose >= PLAIN_WORDS and not look.is_caption and _STRANGE & look.marks.keys() == {"credit.anywhere"}
    return dated or _is_plain_prose(look)


def _share_of_stems(looks: Sequence[Look], told: Sequence[Look]) -> float:
    """How many of the longer words, cut to their stems, the story has told of already."""
    known = {stem for look in told for stem in _stems(look)}
    stems = [stem for look in looks for stem in _stems(look)]
    return sum(stem in known for stem in stems) / len(stems) if stems else 0.0


def _stems(look: Look) -> set[str]:
    return {word[:STEM_CHARS] for word in look.words if len(word) > STEM_CHARS}


def _find_standfirst(looks: Sequence[Look], top: int) -> int | None:
    """The first plain sentence between the headline and the body's first line; None when no headline is near."""
    if top > 1 and looks[top - 1].prose and looks[top - 1].key in {look.key for look in looks[: top - 1]}:
        return top - 1
    found = None
    for index in range(top - 1, max(top - 1 - HEAD_LINES, -1), -1):
        look = looks[index]
        if _is_plain_prose(look):
            found = index
        elif is_headline(look) and look.kind is not LineKind.CREDIT:
            return found
        elif look.kind in {LineKind.NOTICE, LineKind.END_MARK}:
            return None
    return None


def _stands_in_a_box(look: Look) -> bool:
    return not _is_plain_prose(look) and look.kind is not LineKind.CONTROL and not look.is_replies_mark


def _is_marginal(look: Look) -> bool:
    """Captions and lines about rights go even from the middle of a story."""
    return look.is_caption or ("©" in look.line.text and look.size != "l")


def _is_plain_subhead(look: Look) -> bool:
    return (
        look.kind in {LineKind.PHRASE, LineKind.WORD}
        and look.count <= SUBHEAD_WORDS
        and not look.marks
        and not look.line.bullet
        and not is_dateline(look)
    )


def _is_plain_prose(look: Look) -> bool:
    return (
        look.prose >= PLAIN_WORDS
        and look.kind in {LineKind.PROSE, LineKind.SENTENCE, LineKind.REMARK}
        and not _STRANGE & look.marks.keys()
    )


def _count_signs(looks: Sequence[Look]) -> int:
    """How many lines stand on pages and not in stories; a lone "Related" above more of the story may be a subhead."""
    found = [index for index, look in enumerate(looks) if _is_sign(look)]
    if len(found) == 1 and found[0] + 1 < len(looks):
        lone = looks[found[0]]
        heads = lone.is_end_mark or "teaser.start" in lone.marks
        if heads and lone.count <= SUBHEAD_WORDS and not lone.is_replies_mark and looks[found[0] + 1].prose:
            return 0
    return len(found)


def _is_sign(look: Look) -> bool:
    """Say whether a line stands on pages and not in stories."""
    scrap = not look.closed
    return (
        (look.is_aside and bool(look.words))
        or look.is_end_mark
        or look.kind in {LineKind.CONTROL, LineKind.END_MARK}
        or (look.kind is LineKind.NOTICE and look.notices >= 2)
        or (look.kind is LineKind.CREDIT and scrap and look.count < CREDIT_WORDS and not look.line.bullet)
        or is_byline(look)
        or is_dateline(look)
        or is_reading_time(look)
        or "©" in look.line.text
    )


def _bare_headline(looks: Sequence[Look]) -> str | None:
    """The likeliest headline among the first lines of a text without furniture, when a paragraph follows them soon.

    It stays in the text as a subhead: nothing tells it from a first line that is the author's own.
    """
    top = next((index for index, look in enumerate(looks[: LEADING_LINES + 1]) if look.prose), 0)
    found = find_headline(looks, range(top, len(looks))) if top else None
    return None if found is None else looks[found].line.text


def _without_headline(story: Sequence[Look], headline: str) -> list[Look]:
    said = _fold(headline)
    return [look for index, look in enumerate(story) if index >= TOP_LINES or _fold(look.line.text) != said]


def _find_repeats(story: Sequence[Look], *, last: int) -> frozenset[int]:
    """The indexes, below `last`, of longer lines that say a line above again, or near the top the begin of one below.

    The latter is a standfirst cut short.
    """
    repeats: set[int] = set()
    top = [_fold(look.line.text) for look in story[:TOP_LINES]]
    seen: set[tuple[str, ...]] = set()
    for index, look in enumerate(story[:last]):
        if look.count < STANDFIRST_WORDS:
            continue
        if look.key in seen or _is_cut_short(top[index:]):
            repeats.add(index)
        seen.add(look.key)
    return frozenset(repeats)


def _is_cut_short(lines: Sequence[str]) -> bool:
    """Say whether one of the lines below the first, all folded, says the same and more."""
    return any(len(below) > len(lines[0]) and below.startswith(lines[0]) for below in lines[1:])


def _find_subheads(story: Sequence[Look]) -> frozenset[int]:
    """The indexes of short lines that no mark closes and a paragraph follows; items of a list are none."""
    return frozenset(
        index
        for index, (look, following) in enumerate(pairwise(story))
        if look.count <= SUBHEAD_WORDS
        and not look.closed
        and not look.line.bullet
        and not look.line.text.endswith(_OPEN_ENDS)
        and (following.prose or following.count <= SUBHEAD_WORDS)
        and not look.line.text[0].islower()
    )


def _fold(text: str) -> str:
    return _NO_LETTERS.sub("", text.casefold())
