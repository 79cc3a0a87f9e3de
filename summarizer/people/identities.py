"""Mentions that are one person: full names that agree, and the bare surnames that come after them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from summarizer.people.lexicon import world
from summarizer.people.mentions import Mention
from summarizer.people.role import Role

_MOST_NAMESAKES = 40
_NEAR_SENTENCES = 1
_THING = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A mention with its roles and its points; `titled` tells a bare name after a title ("Mr Mendis").

    `spoken` tells that a verb of speech stands beside it. `named_from` is where a title that is printed with a bare
    name begins ("Pope Francis"). `opens` tells that it opens a sentence or a quotation, so that its first word may
    owe its capital to that; `played` that it is a part that somebody plays; `headline` that every word around it has
    a capital; `thing` that a word before it makes a work, a ship or a place of it.
    """

    mention: Mention
    roles: tuple[Role, ...]
    points: float
    titled: bool = False
    spoken: bool = False
    opens: bool = False
    played: bool = False
    headline: bool = False
    named_from: int | None = None
    thing: bool = False


@dataclass(slots=True, kw_only=True)
class Identity:
    """A person in the making: sightings in the order of the text. Mutable, because the text is read once."""

    keys: tuple[str, ...]
    initials: tuple[str, ...]
    sightings: list[Sighting] = field(default_factory=list)

    @property
    def points(self) -> float:
        """The points of the best sighting, less where another one tells of a thing with this name."""
        best = max(sighting.points for sighting in self.sightings)
        return best - _THING * any(sighting.thing for sighting in self.sightings)

    @property
    def surname(self) -> str:
        """The name by which it is called later: the last word, or the first where the family name leads."""
        return self.keys[0] if self.family_leads else self.keys[-1]

    @property
    def family_leads(self) -> bool:
        """Whether the family name stands first: "Li Deshui"."""
        words = world()
        return (
            len(self.keys) in {2, 3}
            and words.leads(self.keys[0])
            and (self.keys[0] not in words.given or self.keys[-1] not in words.given)
            and not words.leads(self.keys[-1])
        )


def join_full(sightings: Iterable[Sighting]) -> list[Identity]:
    """Group full names that agree, in the order of their first sighting. Linear.

    "Silvia S. Martins" and "Silvia Martins" agree, "Elizabeth Burton" and "Victor Burton" do not. Of a crowd of
    namesakes only the first few are compared.
    """
    by_keys: dict[tuple[str, ...], Identity] = {}
    by_start: dict[tuple[str, ...], Identity] = {}
    by_last: dict[str, list[Identity]] = defaultdict(list)
    identities: list[Identity] = []
    for sighting in sightings:
        mention = sighting.mention
        namesakes = by_last[mention.keys[-1]]
        known = by_keys.get(mention.keys) if len(mention.keys) > 1 else None
        known = known or by_start.get(mention.keys)
        known = known or next((one for one in namesakes[:_MOST_NAMESAKES] if _agree(one, mention)), None)
        if known is None:
            known = Identity(keys=mention.keys, initials=mention.initials)
            namesakes.append(known)
            identities.append(known)
        elif len(mention.keys) > len(known.keys):
            known.keys, known.initials = mention.keys, mention.initials
        by_keys.setdefault(mention.keys, known)
        if len(mention.keys) > 2:
            by_start.setdefault(mention.keys[:2], known)
        known.sightings.append(sighting)
    return identities


def _agree(identity: Identity, mention: Mention) -> bool:
    """Whether two names with the same last word are one person's; "J. Lind" is Joanne, but not Karin."""
    shorter, longer = sorted((identity.keys, mention.keys), key=len)
    if len(shorter) > 1:
        return shorter[0] == longer[0] or set(shorter) <= set(longer)
    first = {initial[0] for initial in (*identity.initials[:1], *mention.initials[:1])}
    if len(longer) > 1:
        first.add(longer[0][0])
    return len(first) == 1


def join_bare(identities: Sequence[Identity], bare: Iterable[Sighting]) -> list[Identity]:
    """Give each bare name to the person it calls, and new identities for titled names that call nobody.

    A name that fits several goes to the one named in full in its sentence or the one before, else to the one who is
    named in full most often, or first. Names that fit nobody and have no title are dropped. Linear.
    """
    surnames = {one.surname for one in identities}
    main: dict[str, Identity] = {}
    named: dict[str, list[tuple[Sighting, Identity]]] = defaultdict(list)
    for one in sorted(identities, key=lambda one: -len(one.sightings)):
        for key in _names(one, surnames):
            main.setdefault(key, one)
    pairs = [(sighting, one) for one in identities for sighting in one.sightings]
    for sighting, one in sorted(pairs, key=lambda pair: pair[0].mention.start):
        for key in _names(one, surnames):
            named[key].append((sighting, one))
    added: dict[str, Identity] = {}
    for sighting in bare:
        key = sighting.mention.keys[0]
        caller = _named_near(sighting, named[key]) or main.get(key) or added.get(key)
        if caller is None and sighting.titled:
            caller = added[key] = Identity(keys=(key,), initials=())
        if caller is not None:
            caller.sightings.append(sighting)
    return list(added.values())


def _names(one: Identity, surnames: set[str]) -> Iterator[str]:
    """The names that call somebody; a given name only where it is nobody's surname."""
    return (key for key in one.keys if key == one.surname or key not in surnames)


def _named_near(sighting: Sighting, named: Sequence[tuple[Sighting, Identity]]) -> Identity | None:
    """Who was named in full last before a bare name, if that is near; `named` is in the order of the text."""
    at = bisect_left(named, sighting.mention.start, key=lambda pair: pair[0].mention.start)
    if at == 0 or sighting.mention.sentence - named[at - 1][0].mention.sentence > _NEAR_SENTENCES:
        return None
    return named[at - 1][1]
