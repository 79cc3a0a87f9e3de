"""A query as alternatives, each a set of terms to have and a set not to have: the form in which an index checks it."""

from dataclasses import dataclass

from summarizer.topics.tree import And, Node, Not, Term

MAX_CLAUSES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One way to satisfy a query: all of `wanted`, which is never empty, and none of `unwanted`."""

    wanted: frozenset[Term]
    unwanted: frozenset[Term] = frozenset()


def find_clauses(root: Node) -> tuple[Clause, ...] | None:
    """Give the alternatives of which a story must meet one; None when they are more than `MAX_CLAUSES`.

    Alternatives that contradict themselves are left out, so that an impossible query gives none.
    """
    found = _alternatives(root, wanted=True)
    if found is None:
        return None
    return tuple(dict.fromkeys(clause for clause in found if not clause.wanted & clause.unwanted))


def find_cover(node: Node, *, wanted: bool = True) -> frozenset[Term]:
    """Give positive terms of which every story that satisfies `node` has one: a small such set, not the smallest.

    Raises:
        ValueError: `node` can be satisfied without any (`is_anchored` says so).
    """
    if isinstance(node, Term):
        if not wanted:
            raise ValueError("a term that is not wanted covers nothing")
        return frozenset({node})
    if isinstance(node, Not):
        return find_cover(node.part, wanted=not wanted)
    if isinstance(node, And) != wanted:
        return frozenset().union(*(find_cover(part, wanted=wanted) for part in node.parts))
    return min(_covers(node.parts, wanted=wanted), key=len)


def _covers(parts: tuple[Node, ...], *, wanted: bool) -> list[frozenset[Term]]:
    covers: list[frozenset[Term]] = []
    for part in parts:
        try:
            covers.append(find_cover(part, wanted=wanted))
        except ValueError:
            continue
    if not covers:
        raise ValueError("no part is anchored")
    return covers


def _alternatives(node: Node, *, wanted: bool) -> list[Clause] | None:
    if isinstance(node, Term):
        alone = frozenset({node})
        return [Clause(wanted=alone) if wanted else Clause(wanted=frozenset(), unwanted=alone)]
    if isinstance(node, Not):
        return _alternatives(node.part, wanted=not wanted)
    return _all_of(node.parts, wanted=wanted) if isinstance(node, And) == wanted else _any_of(node.parts, wanted=wanted)


def _any_of(parts: tuple[Node, ...], *, wanted: bool) -> list[Clause] | None:
    found: list[Clause] = []
    for part in parts:
        more = _alternatives(part, wanted=wanted)
        if more is None or len(found) + len(more) > MAX_CLAUSES:
            return None
        found += more
    return found


def _all_of(parts: tuple[Node, ...], *, wanted: bool) -> list[Clause] | None:
    found = [Clause(wanted=frozenset())]
    for part in parts:
        more = _alternatives(part, wanted=wanted)
        if more is None or len(found) * len(more) > MAX_CLAUSES:
            return None
        found = [
            Clause(wanted=one.wanted | other.wanted, unwanted=one.unwanted | other.unwanted)
            for one in found
            for other in more
        ]
    return found
