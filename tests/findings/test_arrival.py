"""Minutes until attendees meet a touchpoint, on the demo's programme and on hostile ones."""

from datetime import UTC, datetime, timedelta

import pytest

from eventaudit.findings.arrival import (
    Arrival,
    Planned,
    Programme,
    When,
    arrival_at,
    plain_programme,
    urgency,
)


def at(time: str) -> datetime:
    """'18:00' of the day of the event; '+1 09:00' of the day after."""
    day, _space, clock = time.rpartition(" ")
    hour, minute = map(int, clock.split(":"))
    return datetime(2031, 11, 14, hour, minute, tzinfo=UTC) + timedelta(days=int(day or 0))


def planned(time: str, title: str, *phases: str, touchpoints: tuple[str, ...] = ()) -> Planned:
    return Planned(at(time), title, phases, touchpoints)


EVENING = Programme.of(
    [
        planned("18:15", "First course", "meal"),
        planned("17:30", "Arrival", "arrival"),
        planned("18:00", "Welcome", "session"),
        planned("19:00", "Prize", "session", touchpoints=("host", "programme")),
        planned("19:30", "Second course", "meal"),
        planned("22:00", "Nightcap", "break"),
        planned("22:30", "Carriages", "departure"),
    ],
    ends_at=at("23:00"),
)


@pytest.mark.parametrize(
    ("now", "phases", "expected"),
    [
        ("17:00", ["arrival"], (When.SOON, 30, "Arrival", None)),
        ("16:59", ["arrival"], (When.LATER, 31, "Arrival", None)),
        ("-1 17:30", ["arrival"], (When.LATER, 1440, "Arrival", None)),
        ("17:30", ["arrival"], (When.NOW, 0, "Arrival", None)),
        ("17:59", ["arrival"], (When.NOW, 0, "Arrival", None)),
        ("18:00", ["arrival"], (When.OVER, None, "Arrival", None)),
        ("17:40", ["arrival", "departure"], (When.NOW, 0, "Arrival", "Carriages")),
        ("18:00", ["arrival", "departure"], (When.LATER, 270, "Carriages", None)),
        ("18:05", ["meal", "break"], (When.SOON, 10, "First course", None)),
        ("18:20", ["meal", "break"], (When.NOW, 0, "First course", "Second course")),
        ("19:10", ["meal"], (When.SOON, 20, "Second course", None)),
        ("22:40", ["departure"], (When.NOW, 0, "Carriages", None)),
        ("23:00", ["departure"], (When.OVER, None, "Carriages", None)),
        ("+1 09:00", ["session", "meal"], (When.OVER, None, "Second course", None)),
        ("12:00", ["before"], (When.NOW, 0, None, None)),
        ("17:30", ["before"], (When.OVER, None, None, None)),
        ("12:00", ["before", "arrival"], (When.LATER, 330, "Arrival", None)),
        ("12:00", [], (When.UNKNOWN, None, None, None)),
        ("+1 09:00", [], (When.OVER, None, None, None)),
    ],
)
def test_the_minutes_are_those_until_the_next_item_of_the_phases(now, phases, expected):
    found = arrival_at("catering", phases, EVENING, now=at(now))
    titles = [item and item.title for item in (found.item, found.again)]
    assert (found.when, found.minutes, *titles) == expected


def test_an_item_that_names_touchpoints_counts_for_them_alone():
    hosts, others = (arrival_at(key, ["session"], EVENING, now=at("18:40")) for key in ("host", "venue"))
    assert (hosts.when, hosts.minutes, hosts.item.title) == (When.SOON, 20, "Prize")
    assert (others.when, others.item.title) == (When.OVER, "Welcome")


def test_the_seconds_of_a_minute_that_has_begun_do_not_count():
    now = at("17:58") + timedelta(seconds=30)
    assert arrival_at("host", ["session"], EVENING, now=now).minutes == 1


def test_an_item_lasts_through_others_of_its_phase():
    programme = Programme.of(
        [
            planned("17:30", "Doors", "arrival", touchpoints=("cloakroom",)),
            planned("17:40", "Champagne", "arrival"),
            planned("18:00", "Welcome", "session"),
        ],
        ends_at=at("19:00"),
    )
    assert arrival_at("cloakroom", ["arrival"], programme, now=at("17:50")).when is When.NOW
    assert [item.title for item in programme.running(at("17:50"))] == ["Doors", "Champagne"]


def test_the_last_item_lasts_half_an_hour_even_where_the_event_ends_with_it():
    programme = Programme.of([planned("23:00", "Carriages", "departure")], ends_at=at("23:00"))
    times = ("23:00", "23:29", "23:30")
    found = [arrival_at("cloakroom", ["departure"], programme, now=at(time)).when for time in times]
    assert found == [When.NOW, When.NOW, When.OVER]


@pytest.mark.parametrize(
    ("phases", "minutes"), [(["arrival"], 30), (["session"], 60), (["meal"], 60), (["departure"], 360)]
)
def test_without_a_programme_doors_start_and_end_stand_for_it(phases, minutes):
    items = plain_programme(
        doors_at=at("17:30"), starts_at=at("18:00"), ends_at=at("23:00"), titles=["Doors", "Start", "End"]
    )
    programme = Programme.of(items, ends_at=at("23:00"))
    assert arrival_at("venue", phases, programme, now=at("17:00")).minutes == minutes


def test_without_doors_attendees_arrive_at_the_start():
    items = plain_programme(
        doors_at=None, starts_at=at("18:00"), ends_at=at("23:00"), titles=["Doors", "Start", "End"]
    )
    programme = Programme.of(items, ends_at=at("23:00"))
    assert (programme.opens, programme.over) == (at("18:00"), at("23:30"))
    assert arrival_at("venue", ["arrival"], programme, now=at("18:00")).when is When.NOW


def test_an_empty_programme_says_nothing():
    programme = Programme.of([], ends_at=at("23:00"))
    assert (programme.opens, programme.over, programme.next(at("18:00"))) == (None, None, None)
    assert arrival_at("venue", ["before"], programme, now=at("18:00")) == Arrival(When.UNKNOWN)


def test_the_most_urgent_comes_first():
    arrivals = [
        Arrival(When.OVER),
        Arrival(When.UNKNOWN),
        Arrival(When.LATER, 45),
        Arrival(When.SOON, 5),
        Arrival(When.NOW, 0),
    ]
    assert sorted(arrivals, key=urgency) == arrivals[::-1]


def test_with_an_hour_put_back_the_minutes_are_real_ones():
    """The night of 26 October has an hour more: times are compared as moments."""
    programme = Programme.of(
        [Planned(datetime(2031, 10, 26, 1, 30, tzinfo=UTC), "Nightcap", ("break",))],
        ends_at=datetime(2031, 10, 26, 2, 0, tzinfo=UTC),
    )
    now = datetime.fromisoformat("2031-10-26T03:10:00+03:00")
    assert arrival_at("toilets", ["break"], programme, now=now).minutes == 80
