"""The query language of topics: what a reader types, understood, or an answer that points at the place.

    ECB rates              both words, in any of their forms
    gold OR silver         either (OR in capitals)
    ECB -crypto            without that word; NOT crypto and -(crypto OR bitcoin) as well
    "interest rates"       side by side, letter by letter; any double or curly quotes
    =rates                 this form only
    title:strike           in the headline; title:(strike OR walkout) as well
    site:example.com       from that site or one below it
    lang:de                in that language
    category:business      of that kind
    anywhere:gold          a sole word may stand anywhere, be it only once

NOT binds before AND, AND before OR. A sole word without any sign must stand in the title or twice, since one mention
in passing makes no story about it. Parsing takes linear time; there is nothing like a regular expression in it.
"""

import unicodedata
from dataclasses import dataclass

from summarizer.text.words import cut, is_cjk
from summarizer.topics.exact import capital_firms, exact_pieces
from summarizer.topics.fields import FIELDS, read_field
from summarizer.topics.lexer import Lexeme, Sort, lex
from summarizer.topics.problem import MisreadError, Problem, QueryError
from summarizer.topics.tree import (
    And,
    Kind,
    Node,
    Or,
    Place,
    Term,
    all_terms,
    is_anchored,
    negate,
    positive_terms,
    print_tree,
    settle,
)

__all__ = ["MAX_CHARS", "MAX_DEPTH", "MAX_TERMS", "Problem", "Query", "QueryError", "parse_query"]

MAX_CHARS = 500
MAX_TERMS = 40
MAX_DEPTH = 8
_MOST_REPAIRS = 8


@dataclass(frozen=True, slots=True)
class Query:
    """A query understood, in canonical form: equal when they ask the same; `str` prints it, and parses to the same."""

    root: Node

    def __str__(self) -> str:
        return print_tree(self.root)

    @property
    def terms(self) -> tuple[Term, ...]:
        """What speaks for a story, in canonical order; at least one."""
        return positive_terms(self.root)

    @property
    def names_category(self) -> bool:
        """Whether it asks for a category, positively or not, so that stories need the classifier's word."""
        return any(term.kind is Kind.CATEGORY for term in all_terms(self.root))


def parse_query(text: str) -> Query:
    """Give the query that `text` writes.

    Raises:
        QueryError: it cannot be read; says where, why, and what was probably meant.
    """
    try:
        return Query(_read(text))
    except MisreadError as misread:
        start, end = misread.span
        suggestion = _first_readable(misread.repairs)
        raise QueryError(
            position=start, length=end - start, problem=misread.problem, suggestion=suggestion
        ) from misread


def _first_readable(repairs: tuple[str, ...]) -> str | None:
    """The first of `repairs` that reads well, or else the first repair of a repair."""
    queue = list(repairs)
    for _ in range(_MOST_REPAIRS):
        if not queue:
            return None
        repair = " ".join(queue.pop(0).split())
        try:
            _read(repair)
        except MisreadError as misread:
            queue += misread.repairs
        else:
            return repair
    return None


def _read(text: str) -> Node:
    if len(text) > MAX_CHARS:
        raise MisreadError((MAX_CHARS, len(text)), Problem.TOO_LONG)
    parser = _Parser(text)
    root = parser.parse()
    if not is_anchored(root):
        raise parser.only_negatives(root)
    return settle(root)


class _Parser:
    """Recursive descent over the lexemes; the depth is bounded by `MAX_DEPTH`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lexemes = list(lex(text))
        self._at = 0
        self._terms = 0
        self._spans: dict[int, tuple[int, int]] = {}
        self._kept: list[Node] = []

    def parse(self) -> Node:
        if not self._lexemes:
            raise MisreadError((0, len(self._text)), Problem.EMPTY)
        root = self._either(depth=0, place=None)
        if (extra := self._peek()) is not None:
            raise self._misread(extra, Problem.CLOSED_GROUP, self._without(extra))
        return root

    def only_negatives(self, root: Node) -> MisreadError:
        """What to say when some way to satisfy `root` holds nothing to look for."""
        start, end = self._culprit(root)
        text = self._text
        without_or = " ".join(text[:start].split())
        repairs: tuple[str, ...] = ()
        if without_or.endswith(" OR"):
            repairs += (f"{without_or[:-3]} {text[start:]}",)
        after = text[end:].lstrip().removeprefix("OR ")
        repairs += (f"{text[:start]}{after} {text[start:end]}", text[:start] + text[start:].removeprefix("NOT")[1:])
        return MisreadError((start, end), Problem.ONLY_NEGATIVES, repairs)

    def _culprit(self, root: Node) -> tuple[int, int]:
        """The innermost part that should have said what to look for."""
        node, wanted = root, True
        span = self._spans[id(root)]
        while isinstance(node, And | Or):
            node = next(part for part in node.parts if not is_anchored(part, wanted=wanted))
            span = self._spans[id(node)]
        return span

    def _either(self, *, depth: int, place: Place | None) -> Node:
        start = self._at
        parts = [self._all(depth=depth, place=place)]
        while (operator := self._peek()) is not None and operator.sort is Sort.OR:
            self._at += 1
            parts.append(self._all(depth=depth, place=place, after=operator))
        return self._keep(parts[0] if len(parts) == 1 else Or(parts=tuple(parts)), start)

    def _all(self, *, depth: int, place: Place | None, after: Lexeme | None = None) -> Node:
        start = self._at
        parts: list[Node] = []
        pending = after
        while (lexeme := self._peek()) is not None and lexeme.sort not in (Sort.OR, Sort.CLOSE):
            if lexeme.sort is Sort.AND:
                if not parts or pending is not None:
                    raise self._misread(lexeme, Problem.LONE_AND, self._without(lexeme))
                self._at += 1
                pending = lexeme
                continue
            parts.append(self._one(depth=depth, place=place))
            pending = None
        if pending is not None:
            problem = Problem.LONE_AND if pending.sort is Sort.AND else Problem.LONE_OR
            raise self._misread(pending, problem, self._without(pending))
        if not parts and lexeme is not None:
            raise self._nothing_before(lexeme, depth)
        return self._keep(parts[0] if len(parts) == 1 else And(parts=tuple(parts)), start)

    def _nothing_before(self, lexeme: Lexeme, depth: int) -> MisreadError:
        if lexeme.sort is Sort.OR:
            return self._misread(lexeme, Problem.LONE_OR, self._without(lexeme))
        if depth == 0:
            return self._misread(lexeme, Problem.CLOSED_GROUP, self._without(lexeme))
        opened = self._lexemes[self._at - 1]
        repair = self._text[: opened.start] + self._text[lexeme.end :]
        return MisreadError((opened.start, lexeme.end), Problem.EMPTY_GROUP, (repair,))

    def _one(self, *, depth: int, place: Place | None) -> Node:
        """A word, a phrase, a field or a group, with the nots before it."""
        start = self._at
        wanted = True
        while (lexeme := self._peek()) is not None and lexeme.sort is Sort.NOT:
            self._at += 1
            wanted = not wanted
        if lexeme is None or lexeme.sort in (Sort.OR, Sort.AND, Sort.CLOSE):
            lone = self._lexemes[self._at - 1]
            raise self._misread(lone, Problem.LONE_NOT, self._without(lone))
        node = self._primary(lexeme, depth=depth, place=place)
        return self._keep(node if wanted else negate(node), start)

    def _primary(self, lexeme: Lexeme, *, depth: int, place: Place | None) -> Node:
        self._at += 1
        if lexeme.sort is Sort.OPEN:
            return self._group(lexeme, depth=depth + 1, place=place)
        if lexeme.sort is Sort.PLACE:
            following = self._peek()
            if following is None or following.sort not in (Sort.OPEN, Sort.WORD, Sort.EXACT, Sort.PLACE):
                raise self._misread(lexeme, Problem.EMPTY_FIELD, self._without(lexeme))
            return self._primary(following, depth=depth, place=Place(lexeme.text))
        return self._term(lexeme, place)

    def _group(self, opened: Lexeme, *, depth: int, place: Place | None) -> Node:
        if depth > MAX_DEPTH:
            raise self._misread(opened, Problem.TOO_DEEP, ())
        if self._peek() is None:
            raise self._misread(opened, Problem.OPEN_GROUP, self._without(opened))
        node = self._either(depth=depth, place=place)
        if self._peek() is None:
            raise self._misread(opened, Problem.OPEN_GROUP, (self._text + ")", *self._without(opened)))
        self._at += 1
        return node

    def _term(self, lexeme: Lexeme, place: Place | None) -> Term:
        self._terms += 1
        if self._terms > MAX_TERMS:
            repair = self._text[: lexeme.start]
            raise MisreadError((lexeme.start, len(self._text)), Problem.TOO_MANY_TERMS, (repair,))
        if lexeme.sort is Sort.FIELD:
            span = (lexeme.end - len(lexeme.text), lexeme.end)
            return read_field(FIELDS[lexeme.name], lexeme.text, span, self._text)
        is_bare = lexeme.sort is Sort.WORD
        word = _sole_word(lexeme.text) if is_bare else None
        if word is not None:
            return Term(kind=Kind.WORD, pieces=(word,), place=place or Place.ABOUT)
        pieces = exact_pieces(lexeme.text)
        if not pieces:
            raise self._misread(lexeme, Problem.NO_WORD, self._without(lexeme))
        return Term(kind=Kind.EXACT, pieces=pieces, place=place or (Place.ABOUT if is_bare else Place.ANYWHERE))

    def _peek(self) -> Lexeme | None:
        return self._lexemes[self._at] if self._at < len(self._lexemes) else None

    def _keep(self, node: Node, first: int) -> Node:
        """Remember where `node` stands; it stays alive with the parser, so that its id is its own."""
        self._kept.append(node)
        self._spans[id(node)] = (self._lexemes[first].start, self._lexemes[self._at - 1].end)
        return node

    def _misread(self, lexeme: Lexeme, problem: Problem, repairs: tuple[str, ...]) -> MisreadError:
        return MisreadError((lexeme.start, lexeme.end), problem, repairs)

    def _without(self, lexeme: Lexeme) -> tuple[str, ...]:
        return (f"{self._text[: lexeme.start]} {self._text[lexeme.end :]}",)


def _sole_word(text: str) -> str | None:
    """The canonical form of `text` when it is a single word that has stems; None when it is several, or CJK."""
    words = cut(capital_firms(text))
    if len(words) != 1 or is_cjk(words[0]):
        return None
    word = unicodedata.normalize("NFC", words[0].lower()).replace("’", "'").replace("ʼ", "'")
    while word.endswith("'s"):
        word = word[:-2]
    again = [found.lower() for found in cut(capital_firms(word))]
    return word if again == [word] else None
