"""The pages of the sample papers as text."""

import html
import json
from datetime import datetime, timedelta
from string import Template

from bot.sandbox.stories import Paper, Story
from bot.sandbox.wire import JsonObject

MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "en": "January February March April May June July August September October November December".split(),
}
PAYWALL = Template(
    '<div class="paywall"><h2>$subscribe_title</h2><p>$subscribe_text</p>'
    '<a class="button" href="/">$subscribe</a></div>'
)
CONSENT = Template(
    '<div class="consent" role="dialog" aria-modal="true"><h2>$consent_title</h2><p>$consent_text</p>'
    "<button>$accept</button> <button>$settings</button>"
    '<ul><li><a href="/">$privacy</a></li><li><a href="/">$imprint</a></li></ul></div>'
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
ICON = Template(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#222"/>'
    '<text x="16" y="23" font-size="20" text-anchor="middle" fill="#fff" font-family="serif">$letter</text></svg>'
)
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


def render_story(paper: Paper, story: Story, base: str) -> str:
    """The page of one story; `base` is the paper's address without a slash at the end."""
    at = story.published_at
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
            "json_ld": _json_ld(paper, story, base),
            "body": _body(paper, story),
        }
    )


def render_front(paper: Paper, base: str) -> str:
    """The page that lists the stories."""
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
        feed_type=f"application/{paper.feed}+xml",
    )


def render_icon(paper: Paper) -> str:
    """The paper's initial as a small picture."""
    return ICON.substitute(letter=paper.name.removeprefix("The ")[0])


def _shown_date(at: datetime, language: str) -> str:
    month = MONTHS[language][at.month - 1]
    dot = "." if language == "de" else ""
    return f"{at.day}{dot} {month} {at.year}, {at:%H:%M} UTC"


def _navigation(paper: Paper) -> str:
    return "".join(f'<li><a href="/">{html.escape(section)}</a></li>' for section in paper.sections)


def _json_ld(paper: Paper, story: Story, base: str) -> str:
    facts: JsonObject = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting" if story.kind == "live" else "NewsArticle",
        "headline": story.title,
        "description": story.summary,
        "inLanguage": paper.language,
        "datePublished": story.published_at.isoformat(),
        "author": [{"@type": "Person", "name": name.strip()} for name in story.byline.split(",")],
        "publisher": {"@type": "NewsMediaOrganization", "name": paper.name},
        "mainEntityOfPage": base + story.path,
    }
    if story.kind == "paywall":
        facts["isAccessibleForFree"] = False
        facts["hasPart"] = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"}
    return json.dumps(facts, ensure_ascii=False).replace("</", "<\\/")


def _body(paper: Paper, story: Story) -> str:
    if story.kind == "script":
        return f'<div id="story" data-src="{story.path}.json"></div><noscript>{paper.labels["enable"]}</noscript>'
    if story.kind == "consent":
        return CONSENT.substitute({name: html.escape(text) for name, text in paper.labels.items()})
    if story.kind == "live":
        return _live(story)
    blocks = "".join(_block(paragraph) for paragraph in story.paragraphs)
    if story.kind == "paywall":
        return blocks + PAYWALL.substitute({name: html.escape(text) for name, text in paper.labels.items()})
    return blocks


def _block(paragraph: str) -> str:
    if paragraph.startswith("## "):
        return f"<h2>{html.escape(paragraph[3:])}</h2>\n"
    return f"<p>{html.escape(paragraph)}</p>\n"


def _live(story: Story) -> str:
    """Posts, latest first, seven minutes apart."""
    posts = []
    for number, paragraph in enumerate(story.paragraphs):
        posted_at = story.published_at - timedelta(minutes=7 * number)
        stamp = f'<time datetime="{posted_at.isoformat()}">{posted_at:%H:%M}</time>'
        posts.append(f'<article class="live-post" id="post-{number}">{stamp}{_block(paragraph)}</article>')
    return f'<div class="live-blog">{"".join(posts)}</div>'
