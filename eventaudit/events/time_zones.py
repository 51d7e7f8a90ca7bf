"""The time zones an event may be in."""

from functools import cache
from itertools import groupby
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

AREAS = ("Europe", "Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Indian", "Pacific")


@cache
def time_zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All zones by area, Europe first."""
    places = sorted(zone for zone in available_timezones() if zone.split("/")[0] in AREAS)
    by_area = {
        area: [(zone, zone.partition("/")[2].replace("_", " ")) for zone in zones]
        for area, zones in groupby(places, key=lambda zone: zone.split("/")[0])
    }
    return [*((area, by_area[area]) for area in AREAS if area in by_area), ("UTC", [("UTC", "UTC")])]


@cache
def known_zones() -> frozenset[str]:
    return frozenset(zone for _area, zones in time_zone_choices() for zone, _label in zones)


def check_zone(name: str) -> None:
    if name not in known_zones():
        raise ValidationError(_("There is no time zone “%s”. Choose one from the list.") % name)
