"""Counts in how many stories each English stem stands, and writes `background_counts.csv` of events.

    NUTGRAF_QUALITY_DATA=<folder> python -m tests.quality.recipes.count_background

Reads the stories of `categories-dev.jsonl.gz` and `summaries-dev.jsonl.gz` of that folder. Only stems and counts are
written, none that stand in one story alone.
"""

import gzip
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import summarizer.events
from summarizer.events.background import COUNTS_FILE, STORIES
from summarizer.text.words import terms

LEAST_STORIES = 2
FILES = ("categories-dev.jsonl.gz", "summaries-dev.jsonl.gz")


def read_stories(folder: Path) -> Iterator[str]:
    """Title and text of every story."""
    for name in FILES:
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                story = json.loads(line)
                yield f"{story.get('title') or ''}\n{story['text']}"


def main() -> None:
    """Count and write."""
    folder = os.environ.get("NUTGRAF_QUALITY_DATA")
    if not folder:
        sys.exit("NUTGRAF_QUALITY_DATA names no folder")
    counts: Counter[str] = Counter()
    stories = 0
    for text in read_stories(Path(folder)):
        counts.update(set(terms(text, "en")))
        stories += 1
    kept = sorted((stem, count) for stem, count in counts.items() if count >= LEAST_STORIES and stem.isalpha())
    file = Path(str(summarizer.events.__path__[0])) / COUNTS_FILE
    file.write_text("".join(f"{stem},{count}\n" for stem, count in [("stem", "stories"), (STORIES, stories), *kept]))
    print(f"{len(kept)} stems of {stories} stories, {file.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
