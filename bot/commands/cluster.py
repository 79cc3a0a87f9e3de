"""`nutgraf cluster`: which event each of the stories, JSON lines on standard input, belongs to."""

import argparse
import sys
from collections.abc import Iterable, Iterator

from bot.commands.standard_input import standard_input
from bot.jsonl import dump
from bot.settings import Settings
from bot.story_lines import StoryLine, read_story_lines
from summarizer.events.clusters import EventIndex
from summarizer.events.copies import CopyIndex, fingerprint
from summarizer.text.language import base_language, recognise_language


def run(_options: argparse.Namespace, _settings: Settings) -> int:
    """The exit status, always 0. Lines that cannot be read are told on standard error and skipped."""
    for answer in cluster_stories(read_story_lines(standard_input(), sys.stderr)):
        print(answer, flush=True)
    return 0


def cluster_stories(stories: Iterable[StoryLine]) -> Iterator[str]:
    """Give a line of JSON for each story in order: its `id`, and as `cluster` the id of its event's first story.

    A copy goes where its original went; everything else to the nearest event, or it begins one. Stories carry no time
    here, so that no event grows old.
    """
    desk = _Desk()
    ids: list[object] = []
    for story in stories:
        ids.append(story.id_)
        yield dump({"id": story.id_, "cluster": ids[desk.place(story)]})


class _Desk:
    """Both indexes, and the event of each story so far; stories and events go by their numbers from 0."""

    def __init__(self) -> None:
        self._copies: CopyIndex[int] = CopyIndex()
        self._events: EventIndex[int] = EventIndex()
        self._event_of: list[int] = []

    def place(self, story: StoryLine) -> int:
        """The event of the next story, as the number of its first one."""
        number = len(self._event_of)
        language = base_language(story.language) or recognise_language(f"{story.title}\n{story.text}")
        print_ = fingerprint(story.title, story.text, language=language, url=story.url)
        original = self._copies.find(print_)
        self._copies.add(number, print_)
        if original is None:
            event = self._events.place(number, story.title, story.text, language=language).event
        else:
            event = self._event_of[original]
            self._events.join(event, story.title, story.text, language=language)
        self._event_of.append(event)
        return event
