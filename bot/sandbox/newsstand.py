"""Sample papers with stories of our own: read from the package, rendered as pages and feeds.

A paper is a folder of `papers/`: `paper.toml` (name, language, look), `page.html` (the template of its stories) and one
text file per story. A story file has a few header lines, a blank line and paragraphs; `## ` begins a subhead.
"""

import html
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from string import Template

from bot.sandbox.wire import JsonObject

FOLDER = Path(__file__).parent / "papers"
KINDS = ("story", "paywall", "consent", "script", "live")
NEEDED = ("Title", "Summary", "Byline", "Section", "Hours-Ago")


class MalformedStory(ValueError):
    """A story file of the package that cannot be read; it names the file and the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story as it was written."""

    slug: str
    kind: str
    title: str
    summary: str
    byline: str
    section: str
    hours_ago: float
    paragraphs: tuple[str, ...]

    @property
    def path(self) -> str:
        """Its address within the paper."""
        return f"/news/{self.slug}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper with its stories, latest first."""

    host: str
    name: str
    tagline: str
    language: str
    feed: str
    sections: tuple[str, ...]
    labels: Mapping[str, str]
    template: Template
    style: str
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a paper answers."""

    body: str
    content_type: str


def read_papers(folder: Path = FOLDER) -> tuple[Paper, ...]:
    """Every paper of the package, by host name.

    Raises:
        MalformedStory: a story lacks a header or text.
    """
    return tuple(_read_paper(child) for child in sorted(folder.iterdir()) if (child / "paper.toml").is_file())


def _read_paper(folder: Path) -> Paper:
    facts = tomllib.loads((folder / "paper.toml").read_text("utf-8"))
    stories = [parse_story(path.stem, path.read_text("utf-8")) for path in folder.glob("*.txt")]
    return Paper(
        host=f"{folder.name}.localhost",
        name=facts["name"],
        tagline=facts["tagline"],
        language=facts["language"],
        feed=facts["feed"],
        sections=tuple(facts["sections"]),
        labels=facts["labels"],
        template=Template((folder / "page.html").read_text("utf-8")),
        style=(folder / "style.css").read_text("utf-8"),
        stories=tuple(sorted(stories, key=lambda story: (story.hours_ago, story.slug))),
    )


def parse_story(slug: str, text: str) -> Story:
    """A story from its file.

    Raises:
        MalformedStory: a header is missing, the kind unknown, or there is no text.
    """
    head, _, body = text.partition("\n\n")
    headers = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    missing = [name for name in NEEDED if name not in headers]
    paragraphs = tuple(" ".join(block.split()) for block in body.split("\n\n") if block.strip())
    kind = headers.get("Kind", "story")
    if missing or not paragraphs or kind not in KINDS:
        raise MalformedStory(f"{slug}: lacks {', '.join(missing) or 'text or a known kind'}")
    return Story(
        slug=slug,
        kind=kind,
        title=headers["Title"],
        summary=headers["Summary"],
        byline=headers["Byline"],
        section=headers["Section"],
        hours_ago=float(headers["Hours-Ago"]),
        paragraphs=paragraphs,
    )


class Newsstand:
    """Serves the papers. Stories are dated back from `opened_at`, so that they are always fresh and never drift."""

    def __init__(self, papers: tuple[Paper, ...], opened_at: datetime) -> None:
        self._papers = {paper.host: paper for paper in papers}
        self._opened_at = opened_at.astimezone(UTC).replace(second=0, microsecond=0)

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every paper's host name."""
        return tuple(self._papers)

    def listing(self, port: int) -> list[JsonObject]:
        """The papers and their stories with full addresses, for the chat page."""
        return [
            {
                "name": paper.name,
                "language": paper.language,
                "url": f"http://{paper.host}:{port}/",
                "feed": f"http://{paper.host}:{port}/feed.xml",
                "stories": [
                    {
                        "title": story.title,
                        "summary": story.summary,
                        "kind": story.kind,
                        "url": f"http://{paper.host}:{port}{story.path}",
                    }
                    for story in paper.stories
                ],
            }
            for paper in self._papers.values()
        ]

    def find_page(self, host: str, path: str, port: int) -> Page | None:
        """The page, feed, style sheet or script at this address, or None."""
        paper = self._papers.get(host)
        if paper is None:
            return None
        base = f"http://{host}:{port}"
        fixed = {
            "/": lambda: Page(body=self._front(paper, base), content_type="text/html"),
            "/feed.xml": lambda: self._feed(paper, base),
            "/style.css": lambda: Page(body=paper.style, content_type="text/css"),
            "/reader.js": lambda: Page(body=READER, content_type="text/javascript"),
        }
        if path in fixed:
            return fixed[path]()
        for story in paper.stories:
            if story.path == path:
                return Page(body=self._story(paper, story, base), content_type="text/html")
            if story.path + ".json" == path and story.kind == "script":
                return Page(body=json.dumps(list(story.paragraphs)), content_type="application/json")
        return None

    def published_at(self, story: Story) -> datetime:
        """When a story came out."""
        return self._opened_at - timedelta(hours=story.hours_ago)

    def _story(self, paper: Paper, story: Story, base: str) -> str:
        at = self.published_at(story)
        related = [other for other in paper.stories if other is not story and other.kind == "story"][:3]
        template = SHELL if story.kind in ("script", "consent") else paper.template
        return template.substitute(
            {name: html.escape(text) for name, text in paper.labels.items()}
            | {
                "name": html.escape(paper.name),
                "tagline": html.escape(paper.tagline),
                "language": paper.language,
                "title": html.escape(story.title),
                "summary": html.escape(story.summary),
                "byline": html.escape(story.byline),
                "section": html.escape(story.section),
                "url": base + story.path,
                "published": at.isoformat(),
                "shown_date": html.escape(_shown_date(at, paper.language)),
                "navigation": _navigation(paper),
                "related": "".join(f'<li><a href="{one.path}">{html.escape(one.title)}</a></li>' for one in related),
                "json_ld": _json_ld(paper, story, base, at),
                "body": _body(paper, story, at),
            }
        )

    def _front(self, paper: Paper, base: str) -> str:
        cards = "".join(
            f'<article class="card"><p class="kicker">{html.escape(story.section)}</p>'
            f'<h2><a href="{story.path}">{html.escape(story.title)}</a></h2>'
            f"<p>{html.escape(story.summary)}</p></article>"
            for story in paper.stories
        )
        return FRONT.substitute(
            name=html.escape(paper.name),
            tagline=html.escape(paper.tagline),
            language=paper.language,
            navigation=_navigation(paper),
            cards=cards,
            feed=f"{base}/feed.xml",
            feed_type="application/atom+xml" if paper.feed == "atom" else "application/rss+xml",
        )

    def _feed(self, paper: Paper, base: str) -> Page:
        if paper.feed == "atom":
            return Page(body=self._atom(paper, base), content_type="application/atom+xml")
        return Page(body=self._rss(paper, base), content_type="application/rss+xml")

    def _rss(self, paper: Paper, base: str) -> str:
        items = "".join(
            f"<item><title>{html.escape(story.title)}</title><link>{base}{story.path}</link>"
            f'<guid isPermaLink="true">{base}{story.path}</guid><category>{html.escape(story.section)}</category>'
            f"<pubDate>{format_datetime(self.published_at(story), usegmt=True)}</pubDate>"
            f"<description>{html.escape(story.summary)}</description></item>"
            for story in paper.stories
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
            f"<title>{html.escape(paper.name)}</title><link>{base}/</link>"
            f"<description>{html.escape(paper.tagline)}</description><language>{paper.language}</language>"
            f"{items}</channel></rss>\n"
        )

    def _atom(self, paper: Paper, base: str) -> str:
        entries = "".join(
            f"<entry><title>{html.escape(story.title)}</title><id>{base}{story.path}</id>"
            f'<link href="{base}{story.path}"/><updated>{self.published_at(story).isoformat()}</updated>'
            f"<author><name>{html.escape(story.byline)}</name></author>"
            f'<category term="{html.escape(story.section)}"/><summary>{html.escape(story.summary)}</summary></entry>'
            for story in paper.stories
        )
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
            f'xml:lang="{paper.language}"><title>{html.escape(paper.name)}</title><id>{base}/</id>'
            f'<link href="{base}/"/><link rel="self" href="{base}/feed.xml"/>'
            f"<updated>{self._opened_at.isoformat()}</updated>{entries}</feed>\n"
        )


MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "en": "January February March April May June July August September October November December".split(),
}


def _shown_date(at: datetime, language: str) -> str:
    month = MONTHS[language][at.month - 1]
    dot = "." if language == "de" else ""
    return f"{at.day}{dot} {month} {at.year}, {at:%H:%M} UTC"


def _navigation(paper: Paper) -> str:
    return "".join(f'<li><a href="/">{html.escape(section)}</a></li>' for section in paper.sections)


def _json_ld(paper: Paper, story: Story, base: str, at: datetime) -> str:
    facts: JsonObject = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting" if story.kind == "live" else "NewsArticle",
        "headline": story.title,
        "description": story.summary,
        "inLanguage": paper.language,
        "datePublished": at.isoformat(),
        "author": [{"@type": "Person", "name": name.strip()} for name in story.byline.split(",")],
        "publisher": {"@type": "NewsMediaOrganization", "name": paper.name},
        "mainEntityOfPage": base + story.path,
    }
    if story.kind == "paywall":
        facts["isAccessibleForFree"] = False
        facts["hasPart"] = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"}
    return json.dumps(facts, ensure_ascii=False).replace("</", "<\\/")


def _body(paper: Paper, story: Story, at: datetime) -> str:
    if story.kind == "script":
        return f'<div id="story" data-src="{story.path}.json"></div><noscript>{paper.labels["enable"]}</noscript>'
    if story.kind == "consent":
        return CONSENT.substitute({name: html.escape(text) for name, text in paper.labels.items()})
    if story.kind == "live":
        return _live(story, at)
    blocks = "".join(_block(paragraph) for paragraph in story.paragraphs)
    if story.kind == "paywall":
        return blocks + PAYWALL.substitute({name: html.escape(text) for name, text in paper.labels.items()})
    return blocks


def _block(paragraph: str) -> str:
    if paragraph.startswith("## "):
        return f"<h2>{html.escape(paragraph[3:])}</h2>\n"
    return f"<p>{html.escape(paragraph)}</p>\n"


def _live(story: Story, at: datetime) -> str:
    """Posts, latest first, seven minutes apart."""
    posts = []
    for number, paragraph in enumerate(story.paragraphs):
        posted_at = at - timedelta(minutes=7 * number)
        stamp = f'<time datetime="{posted_at.isoformat()}">{posted_at:%H:%M}</time>'
        posts.append(f'<article class="live-post" id="post-{number}">{stamp}{_block(paragraph)}</article>')
    return f'<div class="live-blog">{"".join(posts)}</div>'


PAYWALL = Template(
    '<div class="paywall"><h2>$subscribe_title</h2><p>$subscribe_text</p>'
    '<a class="button" href="/">$subscribe</a></div>'
)
CONSENT = Template(
    '<div class="consent" role="dialog" aria-modal="true"><h2>$consent_title</h2><p>$consent_text</p>'
    "<button>$accept</button> <button>$settings</button></div>"
)
SHELL = Template("""<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title | $name</title>
<meta property="og:type" content="article">
<meta property="og:site_name" content="$name">
<meta property="og:title" content="$title">
<meta property="article:published_time" content="$published">
<link rel="canonical" href="$url">
<link rel="stylesheet" href="/style.css">
<script type="application/ld+json">$json_ld</script>
<script type="module" src="/reader.js"></script>
</head>
<body>
<header class="masthead"><a class="brand" href="/">$name</a></header>
<main>$body</main>
</body>
</html>
""")
READER = """const story = document.getElementById("story");
if (story) {
  const title = document.createElement("h1");
  title.textContent = document.title.split(" | ")[0];
  story.append(title);
  const answer = await fetch(story.dataset.src);
  for (const text of await answer.json()) {
    const paragraph = document.createElement("p");
    paragraph.textContent = text;
    story.append(paragraph);
  }
}
"""
FRONT = Template("""<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$name</title>
<meta name="description" content="$tagline">
<link rel="stylesheet" href="/style.css">
<link rel="alternate" type="$feed_type" title="$name" href="$feed">
</head>
<body class="front">
<header class="masthead"><a class="brand" href="/">$name</a><p class="tagline">$tagline</p>
<nav><ul>$navigation</ul></nav></header>
<main class="cards">$cards</main>
<footer><p>$name</p></footer>
</body>
</html>
""")
