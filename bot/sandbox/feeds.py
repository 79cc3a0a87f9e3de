"""The feeds of the sample papers: RSS 2.0 for some, Atom for others."""

import html
from email.utils import format_datetime

from bot.sandbox.stories import Paper


def render_feed(paper: Paper, base: str) -> str:
    """The feed of all stories, latest first, in the paper's own format; `base` has no slash at the end."""
    return _atom(paper, base) if paper.feed == "atom" else _rss(paper, base)


def _rss(paper: Paper, base: str) -> str:
    items = "".join(
        f"<item><title>{html.escape(story.title)}</title><link>{base}{story.path}</link>"
        f'<guid isPermaLink="true">{base}{story.path}</guid><category>{html.escape(story.section)}</category>'
        f"<pubDate>{format_datetime(story.published_at, usegmt=True)}</pubDate>"
        f"<description>{html.escape(story.summary)}</description></item>"
        for story in paper.stories
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>{html.escape(paper.name)}</title><link>{base}/</link>"
        f"<description>{html.escape(paper.tagline)}</description><language>{paper.language}</language>"
        f"{items}</channel></rss>\n"
    )


def _atom(paper: Paper, base: str) -> str:
    entries = "".join(
        f"<entry><title>{html.escape(story.title)}</title><id>{base}{story.path}</id>"
        f'<link href="{base}{story.path}"/><updated>{story.published_at.isoformat()}</updated>'
        f"<author><name>{html.escape(story.byline)}</name></author>"
        f'<category term="{html.escape(story.section)}"/><summary>{html.escape(story.summary)}</summary></entry>'
        for story in paper.stories
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        f'xml:lang="{paper.language}"><title>{html.escape(paper.name)}</title><id>{base}/</id>'
        f'<link href="{base}/"/><link rel="self" href="{base}/feed.xml"/>'
        f"<updated>{paper.stories[0].published_at.isoformat()}</updated>{entries}</feed>\n"
    )
