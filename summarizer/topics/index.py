"""Which of very many topics a story matches: exactly those that `summarizer.topics.match` would name one by one.

1. The vocabulary numbers every term of every topic and tells which of them the story has.
2. A topic's alternatives stand as rows under one of their terms, the one thought rarest; those of the terms the story
   has are looked at.
3. A row says what else must and must not be there. The few queries that three terms and one exclusion cannot say in
   full are asked again, one by one.

Up to some 50,000 topics all of it is dictionaries. Beyond, `compact` moves terms and rows into arrays (some 60 bytes a
topic); what is new stays in dictionaries and what is gone is crossed out, so that no change ever rebuilds anything.
"""

from collections.abc import Iterable
from functools import lru_cache

from summarizer.topics.clauses import Clause, find_clauses, find_cover
from summarizer.topics.match import matches
from summarizer.topics.memory import release_memory
from summarizer.topics.postings import NewRows, Row, no_rows
from summarizer.topics.query import Query, parse_query
from summarizer.topics.story import PreparedStory
from summarizer.topics.tree import Term
from summarizer.topics.vocabulary import ALWAYS, NEVER, Vocabulary

ARRAYS_FROM = 50_000
"""Topics in dictionaries that are worth moving into arrays."""

_MOST_PARSED = 10_000


class TopicIndex:
    """Topics by id. A change takes well under a millisecond, whatever the size."""

    def __init__(self, topics: Iterable[tuple[int, Query]] = ()) -> None:
        """Hold `topics`, pairs of id and query; of two with one id the later counts. Compacts on the way."""
        self._vocabulary = Vocabulary()
        self._new = NewRows()
        self._old = no_rows()
        self._rest: dict[int, str] = {}
        for topic, query in topics:
            self.add(topic, query)
            if self.is_compaction_due:
                self.compact()

    def __len__(self) -> int:
        return len(self._new) + len(self._old)

    def __contains__(self, topic: int) -> bool:
        return topic in self._new or topic in self._old

    def add(self, topic: int, query: Query) -> None:
        """Hold `query` under the id `topic`, in place of what may be there."""
        if topic in self:
            self.remove(topic)
        clauses = find_clauses(query.root)
        cover = () if clauses is not None else tuple(Clause(wanted=frozenset({one})) for one in find_cover(query.root))
        # A query that contradicts itself is held, too, under a term that no story has.
        rows = [self._numbers(clause) for clause in clauses or cover] or [(NEVER, (), ())]
        if cover or any(len(more) > _MOST_WANTED or len(avoid) > 1 for _, more, avoid in rows):
            self._rest[topic] = str(query)
        self._new.insert(topic, tuple((anchor, _row(topic, more, avoid)) for anchor, more, avoid in rows))

    def remove(self, topic: int) -> None:
        """Forget the topic of that id.

        Raises:
            KeyError: there is none.
        """
        if topic in self._new:
            self._new.delete(topic)
        else:
            self._old.cross_out(topic)
        self._rest.pop(topic, None)

    def match(self, story: PreparedStory) -> list[int]:
        """Give the ids of all topics that `story` matches, ascending.

        The first story of a language builds the table of its stems: a second for half a million words.
        """
        present = self._vocabulary.present(story)
        found = self._new.find(present)
        if self._old:
            found += self._old.find(present)
        topics = sorted(set(found))
        if not self._rest:
            return topics
        return [topic for topic in topics if topic not in self._rest or matches(_parsed(self._rest[topic]), story)]

    @property
    def names_category(self) -> bool:
        """Whether a topic asks, or once asked, for a category, so that stories need the classifier's word."""
        return self._vocabulary.names_category

    @property
    def is_compaction_due(self) -> bool:
        """Whether so much is new, or gone, that `compact` would pay."""
        return len(self._new) >= ARRAYS_FROM or self._old.crossed_out >= ARRAYS_FROM

    def compact(self) -> None:
        """Move everything into arrays: about a second for a million topics, during which nothing can be asked."""
        self._old = self._old.merged(self._new.rows(), self._vocabulary.costs())
        self._new = NewRows()
        self._vocabulary.compact()
        release_memory()

    def _numbers(self, clause: Clause) -> "_Numbers":
        """The terms of a clause: the rarest, the others wanted by rarity, and the unwanted."""
        wanted = sorted(map(self._vocabulary.number, sorted(clause.wanted, key=_order)), key=self._vocabulary.cost)
        avoid = tuple(map(self._vocabulary.number, sorted(clause.unwanted, key=_order)))
        return wanted[0], tuple(wanted[1:]), avoid


_Numbers = tuple[int, tuple[int, ...], tuple[int, ...]]
_MOST_WANTED = 2


def _row(topic: int, more: tuple[int, ...], avoid: tuple[int, ...]) -> Row:
    second, third, *_ = (*more, ALWAYS, ALWAYS)
    return Row(topic, second, third, avoid[0] if avoid else NEVER)


def _order(term: Term) -> tuple[str, ...]:
    """Any order that is the same in every run: numbers given must not hang on the hashes of strings."""
    return (term.kind, term.place, *term.pieces)


@lru_cache(maxsize=_MOST_PARSED)
def _parsed(text: str) -> Query:
    return parse_query(text)
