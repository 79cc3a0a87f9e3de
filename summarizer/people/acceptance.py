"""Which of the names of a story are people's: their own evidence, and what the rest of the story says of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from summarizer.people.evidence import ENOUGH
from summarizer.people.identities import Identity, Sighting
from summarizer.people.lexicon import world

_REUSED = 1.5
_REUSED_OFTEN = 2.0
_REUSED_SPEAKING = 2.5
_OFTEN = 3
_KIN = 1.5
_KIN_AGAIN = 0.5


def accept(identities: Sequence[Identity], bare: Iterable[Sighting], lower: Collection[str]) -> list[Identity]:
    """Give the identities that are people, in their order; `lower` are the words the story prints in small letters.

    A name with too little evidence of its own is a person's if its surname is used alone later, or if somebody who
    is one already has that surname ("Al Lind" beside "Jim Lind"). Linear.
    """
    known = {one.surname for one in identities if one.points >= ENOUGH}
    unsure = [one for one in identities if one.points < ENOUGH and one.surname not in known]
    reuse = _reuse({one.surname: _is_name(one, lower) for one in unsure}, bare)
    return [
        one for one in identities if one.points + reuse.get(one.surname, 0.0) + _kinship(one, known, lower) >= ENOUGH
    ]


def _is_name(one: Identity, lower: Collection[str]) -> bool:
    """Whether its first word is a name, and no word that only opens a sentence ("Eventually Lind")."""
    if one.keys[0] in world().given:
        return True
    return one.keys[0] not in lower and not all(sighting.opens for sighting in one.sightings)


def _reuse(surnames: Mapping[str, bool], bare: Iterable[Sighting]) -> dict[str, float]:
    """Points for a surname that is used alone later: firms and places are not called by their last word.

    `surnames` tells of each whether a name stands before it, so that often is enough.
    """
    points: dict[str, float] = {}
    uses: Counter[str] = Counter()
    for sighting in bare:
        key = sighting.mention.keys[0]
        if key not in surnames:
            continue
        uses[key] += 1
        gained = _REUSED_SPEAKING if sighting.spoken or sighting.titled else _REUSED
        gained = max(gained, _REUSED_OFTEN) if surnames[key] and uses[key] >= _OFTEN else gained
        points[key] = max(points.get(key, 0.0), gained)
    return points


def _kinship(one: Identity, known: Collection[str], lower: Collection[str]) -> float:
    """Points for the surname of a person of the story."""
    if one.points >= ENOUGH or one.surname not in known or one.family_leads or not _is_name(one, lower):
        return 0.0
    return _KIN + _KIN_AGAIN * (len(one.sightings) > 1 or one.keys[0] in world().given)
