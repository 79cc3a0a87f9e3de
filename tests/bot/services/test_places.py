from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.calendars import is_zone
from bot.services.places import find_zone_at

NEAR_BORDERS = [
    ("Vigo", 42.24, -8.72, "Europe/Madrid"),
    ("Porto", 41.15, -8.61, "Europe/Lisbon"),
    ("Brest, France", 48.39, -4.49, "Europe/Paris"),
    ("Lviv", 49.84, 24.03, "Europe/Kyiv"),
    ("Kaliningrad", 54.71, 20.51, "Europe/Kaliningrad"),
    ("Mumbai", 19.08, 72.88, "Asia/Kolkata"),
    ("Kathmandu", 27.72, 85.32, "Asia/Kathmandu"),
    ("Phoenix", 33.45, -112.07, "America/Phoenix"),
    ("El Paso", 31.76, -106.49, "America/Denver"),
    ("Suva", -18.14, 178.44, "Pacific/Fiji"),
    ("Adelaide", -34.93, 138.6, "Australia/Adelaide"),
    ("Nairobi", -1.29, 36.82, "Africa/Nairobi"),
]


@pytest.mark.parametrize(("latitude", "longitude", "zone"), [row[1:] for row in NEAR_BORDERS])
def test_the_clocks_of_a_town_near_a_border_are_its_own(latitude: float, longitude: float, zone: str) -> None:
    found = find_zone_at(latitude, longitude)
    assert clocks(found) == clocks(zone), found


def clocks(zone: str) -> list[object]:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return [(start + timedelta(days=day)).astimezone(ZoneInfo(zone)).utcoffset() for day in range(0, 365, 7)]


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_place_on_earth_has_a_zone(latitude: float, longitude: float) -> None:
    assert is_zone(find_zone_at(latitude, longitude))


@pytest.mark.parametrize("place", [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0)])
def test_what_is_no_place_is_refused(place: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="latitude"):
        find_zone_at(*place)
