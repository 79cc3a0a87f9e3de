"""A query as a tree of terms: its one canonical form, and that form in print.

Two queries that ask the same in other words ("ECB rates", "rates ecb") are the same tree and print the same, so that
all who follow them share one topic. Pure; costs are linear in the tree, but for sorting.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from summarizer.topics.exact import is_cjk_run, print_pieces


class Kind(StrEnum):
    """What a term compares."""

    WORD = "word"
    """One word, by its stem in the story's language."""
    EXACT = "exact"
    """Words letter by letter, side by side; Chinese and Japanese always."""
    SITE = "site"
    LANG = "lang"
    CATEGORY = "category"


class Place(StrEnum):
    """Where a word has to stand."""

    ABOUT = "about"
    """In the title, or twice: how the sole word of a query is read."""
    ANYWHERE = "anywhere"
    TITLE = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing to find. `pieces` is the word, the words of a phrase, or the field's value; never empty."""

    kind: Kind
    pieces: tuple[str, ...]
    place: Place = Place.ANYWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class And:
    """All of at least two parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Or:
    """Any of at least two parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """Not this part, which is no `Not` itself."""

    part: "Term | And | Or"


Node: TypeAlias = Term | And | Or | Not


def settle(node: Node) -> Node:
    """Give the canonical form: flat, sorted, without repeats, the sole positive word read as what it is about."""
    tidy = _tidy(node)
    return _tidy(_widen(tidy, keep_about=len(positive_terms(tidy)) == 1))


def positive_terms(node: Node, *, wanted: bool = True) -> tuple[Term, ...]:
    """Give the terms that speak for a story, in the order of the tree; none of those under an odd number of nots."""
    if isinstance(node, Term):
        return (node,) if wanted else ()
    if isinstance(node, Not):
        return positive_terms(node.part, wanted=not wanted)
    return tuple(term for part in node.parts for term in positive_terms(part, wanted=wanted))


def all_terms(node: Node) -> Iterator[Term]:
    """Give every term, positive or not, in the order of the tree."""
    if isinstance(node, Term):
        yield node
    else:
        for part in (node.part,) if isinstance(node, Not) else node.parts:
            yield from all_terms(part)


def is_anchored(node: Node, *, wanted: bool = True) -> bool:
    """Whether every way to satisfy `node` holds a positive term, so that it can be looked up by one."""
    if isinstance(node, Term):
        return wanted
    if isinstance(node, Not):
        return is_anchored(node.part, wanted=not wanted)
    needs_one = isinstance(node, And) == wanted
    return (any if needs_one else all)(is_anchored(part, wanted=wanted) for part in node.parts)


def print_tree(node: Node) -> str:
    """Give a canonical tree in the query language; parsing it gives the same tree."""
    return _print(node, sole=len(positive_terms(node)) == 1)


def negate(node: Node) -> Node:
    """Give the opposite of `node`; two nots cancel."""
    return node.part if isinstance(node, Not) else Not(part=node)


def _tidy(node: Node) -> Node:
    if isinstance(node, Term):
        return node
    if isinstance(node, Not):
        return negate(_tidy(node.part))
    kind = type(node)
    unique: dict[str, Node] = {}
    for part in map(_tidy, node.parts):
        for each in part.parts if isinstance(part, And | Or) and type(part) is kind else (part,):
            unique[_sort_key(each)] = each
    parts = tuple(unique[key] for key in sorted(unique))
    return parts[0] if len(parts) == 1 else kind(parts=parts)


def _sort_key(node: Node) -> str:
    """What is wanted first, then fields, then what is not; by print. Tells all different parts apart."""
    inner = node.part if isinstance(node, Not) else node
    is_field = isinstance(inner, Term) and inner.kind in (Kind.SITE, Kind.LANG, Kind.CATEGORY)
    marks = "".join(f"{term.place}{term.kind}" for term in all_terms(node))
    return f"{isinstance(node, Not):d}{is_field:d}{_print(node, sole=False)}\0{marks}"


def _widen(node: Node, *, keep_about: bool, wanted: bool = True) -> Node:
    """Let words stand anywhere, unless it is the sole positive one and was given bare."""
    if isinstance(node, Term):
        is_wide = node.place is not Place.ABOUT or (keep_about and wanted)
        return node if is_wide else replace(node, place=Place.ANYWHERE)
    if isinstance(node, Not):
        return negate(_widen(node.part, keep_about=keep_about, wanted=not wanted))
    parts = tuple(_widen(part, keep_about=keep_about, wanted=wanted) for part in node.parts)
    return type(node)(parts=parts)


def _print(node: Node, *, sole: bool, wanted: bool = True) -> str:
    if isinstance(node, Term):
        return _print_term(node, sole=sole and wanted)
    if isinstance(node, Not):
        inner = _print(node.part, sole=sole, wanted=not wanted)
        return f"-{inner}" if isinstance(node.part, Term) else f"-({inner})"
    texts = (
        f"({text})" if isinstance(node, And) and isinstance(part, Or) else text
        for part in node.parts
        for text in (_print(part, sole=sole, wanted=wanted),)
    )
    return (" " if isinstance(node, And) else " OR ").join(texts)


def _print_term(term: Term, *, sole: bool) -> str:
    if term.kind in (Kind.SITE, Kind.LANG, Kind.CATEGORY):
        return f"{term.kind}:{term.pieces[0]}"
    if term.kind is Kind.WORD:
        prefix = {Place.TITLE: "title:", Place.ANYWHERE: "anywhere:" if sole else "", Place.ABOUT: ""}[term.place]
        return prefix + term.pieces[0]
    if term.place is Place.ABOUT or (is_cjk_run(term.pieces) and not sole):
        return ("title:" if term.place is Place.TITLE else "") + print_pieces(term.pieces, "-")
    prefix = "title:" if term.place is Place.TITLE else ""
    if is_cjk_run(term.pieces) or len(term.pieces) == 1:
        return f"{prefix}={print_pieces(term.pieces, ' ')}"
    return f'{prefix}"{print_pieces(term.pieces, " ")}"'
