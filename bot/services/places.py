"""A shared location → the time zone there: that of the nearest of some thousand towns chosen for it. Pure.

The towns are those at which the clocks of the nearest one would be wrong without them (recipe `choose_places`, from
GeoNames, CC BY 4.0). Close to a border the answer may be the neighbour's: it is shown, and can be changed.
"""

import csv
import math
from functools import cache
from pathlib import Path

FILE = "places.csv"

Vector = tuple[float, float, float]


def find_zone_at(latitude: float, longitude: float) -> str:
    """The IANA zone at a place, in degrees north and east; the nearest one's at sea. Under a millisecond.

    Raises:
        ValueError: there is no such place.
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError("a latitude is from -90 to 90, a longitude from -180 to 180")
    x, y, z = unit_vector(latitude, longitude)
    return max(_places(), key=lambda place: place[0][0] * x + place[0][1] * y + place[0][2] * z)[1]


def unit_vector(latitude: float, longitude: float) -> Vector:
    """A place as a point of the unit sphere: of two the nearer one has the larger dot product."""
    north, east = math.radians(latitude), math.radians(longitude)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


@cache
def _places() -> tuple[tuple[Vector, str], ...]:
    text = Path(__file__).with_name(FILE).read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple((unit_vector(float(row["latitude"]), float(row["longitude"])), row["zone"]) for row in rows)
