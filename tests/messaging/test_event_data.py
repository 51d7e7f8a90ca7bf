"""What files say of events as data: schema.org in pages, invitations of calendars."""

import json
import time
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml.html import fromstring

from eventaudit.messaging.extraction import ExtractionRefused, extract
from eventaudit.messaging.extraction.schema_org import find_events
from eventaudit.messaging.said_event import SaidEvent, said_time

from . import files

PAGES = Path(__file__).parent / "pages"
GALA = {"@type": "Event", "name": "Gala", "startDate": "2031-11-14T18:00:00+02:00"}
ONLINE = {"@type": "VirtualLocation", "url": "https://x.example"}
SAID = SaidEvent(name="Gala", starts_at="2031-11-14T18:00:00+02:00")


def _page(*scripts: str, body: str = "") -> tuple[SaidEvent, ...]:
    data = "".join(f"<script type='application/ld+json'>{script}</script>" for script in scripts)
    return extract(
        "a.html", f"<html><head>{data}</head><body>{body}<p>Welcome</p></body></html>".encode()
    ).events


def _json(data: object) -> tuple[SaidEvent, ...]:
    return _page(json.dumps(data))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "en",
            SaidEvent(
                name="Nordic Service Design Days 2031",
                starts_at="2031-03-18T07:00:00+00:00",
                ends_at="2031-03-19T16:00:00+02:00",
                doors_at="2031-03-18T08:15:00",
                venue="Logomo, Köydenpunojankatu 14, 20100 Turku",
                organiser="Palvelumuotoilu ry",
                attendance="mixed",
                offers=("Full conference: 490 EUR", "Student: 120 EUR"),
            ),
        ),
        (
            "fi",
            SaidEvent(
                name="Tapahtumatuottajien päivä",
                starts_at="2031-11-14T09:00:00",
                ends_at="2031-11-14T17:00:00",
                venue="Kattilahalli, Sörnäistenkatu 2, Helsinki",
            ),
        ),
    ],
)
def test_a_conference_page_says_its_event_in_json_or_microdata(name, said):
    assert extract("a.html", (PAGES / f"conference_{name}.html").read_bytes()).events == (said,)


@pytest.mark.parametrize(
    "data",
    [
        GALA,
        [GALA],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "about": GALA}]},
        GALA | {"@type": "MusicEvent"},
        GALA | {"@type": ["Thing", "https://schema.org/BusinessEvent"]},
        GALA | {"@type": "schema:Festival"},
        GALA | {"name": ["Gala"]},
        GALA | {"name": {"@value": "Gala", "@language": "en"}},
        GALA | {"name": " <b>Gala</b>&nbsp; "},
        GALA | {"startDate": "2031-11-14 18:00:00+02:00"},
        GALA | {"subEvent": [GALA | {"name": "Dinner"}]},
        [GALA, GALA],
        [GALA, GALA | {"name": "Dinner", "superEvent": {"@id": "#gala"}}],
        [GALA, {"@type": "PublicationEvent", "name": "Podcast", "startDate": "2031-01-01"}],
    ],
)
def test_an_event_is_found_however_its_data_is_wrapped(data):
    assert _json(data) == (SAID,)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"location": "Manor"}, {"venue": "Manor"}),
        ({"location": {"name": "Manor", "address": "Manor, Shore 3"}}, {"venue": "Manor, Shore 3"}),
        ({"location": {"name": "Manor", "address": {"addressLocality": "Espoo"}}}, {"venue": "Manor, Espoo"}),
        ({"location": [ONLINE, {"name": "Manor"}]}, {"venue": "Manor"}),
        ({"location": ONLINE}, {}),
        ({"organizer": [{"name": "A"}, "B"]}, {"organiser": "A, B"}),
        ({"doorTime": "17:30"}, {"doors_at": "2031-11-14T17:30:00"}),
        ({"doorTime": "2031-11-14T17:30+02:00"}, {"doors_at": "2031-11-14T17:30:00+02:00"}),
        ({"endDate": "2031-11-15"}, {"ends_at": "2031-11-15"}),
        ({"endDate": "tomorrow"}, {}),
        ({"endDate": "2031-13-45T99:00"}, {}),
        ({"eventAttendanceMode": "OnlineEventAttendanceMode"}, {"attendance": "online"}),
        ({"offers": {"lowPrice": 9, "highPrice": 20.5, "priceCurrency": "EUR"}}, {"offers": ("9–20.5 EUR",)}),
        ({"offers": [{"name": "Free", "price": 0}]}, {"offers": ("Free: 0",)}),
        ({"offers": {"priceSpecification": {"price": 5, "priceCurrency": "SEK"}}}, {"offers": ("5 SEK",)}),
        ({"offers": {"price": 390.0, "priceCurrency": "EUR"}}, {"offers": ("390 EUR",)}),
        ({"offers": {"price": "9.50", "priceCurrency": "EUR"}}, {"offers": ("9.50 EUR",)}),
        ({"offers": "Ask us"}, {"offers": ("Ask us",)}),
        ({"offers": [], "location": None, "organizer": {}, "endDate": {}, "doorTime": []}, {}),
    ],
)  # fmt: skip
def test_each_property_is_read_in_the_forms_in_which_it_occurs(given, said):
    assert _json(GALA | given) == (replace(SAID, **said),)


def test_a_reference_to_another_part_of_the_data_is_followed():
    place = {"@type": "Place", "@id": "#hall", "name": "Manor"}
    assert _json({"@graph": [GALA | {"location": {"@id": "#hall"}}, place]}) == (
        replace(SAID, venue="Manor"),
    )


@pytest.mark.parametrize(
    "damaged",
    [
        "{not json",
        "{'name': 'single quotes'}",
        "",
        "7",
        "[" * 100_000,
        '{"a":' * 500 + "1" + "}" * 500,
        '{"@type": {"@type": []}, "@id": []}',
        '{"@type": "Event"}',
        '{"@type": "Event", "name": "\\u0000\\ud800"}'.replace("\\ud800", ""),
        '{"@type": "Event", "name": {"name": {"name": 1}}, "startDate": [[[]]]}',
    ],
)
def test_damaged_data_is_passed_over_and_the_next_is_read(damaged):
    assert _page(damaged, f"<!-- {json.dumps(GALA)} -->") == (SAID,)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from([*GALA, "@id", "@graph", "location", "offers", "address", "price"]), inner
        )
    ),
    max_leaves=12,
)


@given(JSON)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_data_makes_a_page_unreadable(data):
    said_in_full = json.dumps(
        [data, GALA | dict.fromkeys(("location", "offers", "doorTime", "organizer"), data)]
    )
    page = fromstring("<html><script type='application/ld+json'></script></html>")
    page.find(".//script").text = said_in_full
    for said in find_events(page):
        assert SaidEvent.from_json(json.loads(json.dumps(said.as_json()))) == said


def test_several_events_of_a_page_are_kept_in_its_order_up_to_a_bound():
    events = [GALA | {"name": f"Gala {number}"} for number in range(100)]
    assert [said.name for said in _json(events)] == [f"Gala {number}" for number in range(30)]


def test_microdata_reaches_properties_that_stand_elsewhere_and_leaves_those_of_inner_things():
    body = """<div itemscope itemtype="http://schema.org/TheaterEvent" itemref="when">
      <h1 itemprop="name">Gala</h1>
      <meta itemprop="eventAttendanceMode" content="OfflineEventAttendanceMode">
      <div itemprop="performer" itemscope itemtype="http://schema.org/Person">
      <b itemprop="name">Aino</b></div>
      <p itemprop="offers" itemscope><b itemprop="price" content="12">12 euros</b>
      <i itemprop="priceCurrency">EUR</i></p>
      </div><p id="when"><time itemprop="startDate" datetime="2031-11-14T18:00:00+02:00">Friday</time></p>"""
    assert _page(body=body) == (replace(SAID, attendance="offline", offers=("12 EUR",)),)


INVITATION = """Gala, a dinner
2031-11-14 17:30–23:00
Manor, Shore 3
Maja Lund

Welcome!
Dress: black tie, or what makes you feel at home in a manor house by the sea, warm shoes included."""


def test_an_invitation_reads_as_a_calendar_shows_it_in_the_time_zone_of_the_event():
    data = files.invitation(
        files.vevent(
            SUMMARY="Gala\\, a dinner",
            DTSTART="20311114T153000Z",
            DTEND="20311114T210000Z",
            LOCATION="Manor\\, Shore 3",
            **{"ORGANIZER;CN=Maja Lund": "mailto:maja@example.org"},
            DESCRIPTION="Welcome!\\nDress: black tie\\, or what makes you feel at home in a\r\n  manor house "
            "by the sea\\, warm shoes included.",
        )
    )
    with timezone.override(ZoneInfo("Europe/Helsinki")):
        found = extract("invite.ics", data)
    said = SaidEvent(
        name="Gala, a dinner",
        starts_at="2031-11-14T15:30:00+00:00",
        ends_at="2031-11-14T21:00:00+00:00",
        venue="Manor, Shore 3",
        organiser="Maja Lund",
    )
    assert (found.text, found.title, found.events) == (INVITATION, "Gala, a dinner", (said,))


OUTLOOK = """BEGIN:VTIMEZONE
TZID:FLE Standard Time
BEGIN:STANDARD
DTSTART:16011028T040000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:DAYLIGHT
END:VTIMEZONE
"""


@pytest.mark.parametrize(
    ("properties", "starts_at", "ends_at", "line"),
    [
        ({"DTSTART": "20311114T173000", "DTEND": "20311114T230000"},
         "2031-11-14T17:30:00", "2031-11-14T23:00:00", "2031-11-14 17:30–23:00"),
        ({"DTSTART;TZID=Europe/Stockholm": "20311114T163000", "DURATION": "PT2H"},
         "2031-11-14T16:30:00+01:00", "2031-11-14T18:30:00+01:00", "2031-11-14 17:30–19:30"),
        ({"DTSTART;TZID=FLE Standard Time": "20310714T173000"},
         "2031-07-14T17:30:00+03:00", "", "2031-07-14 17:30"),
        ({"DTSTART;TZID=Nowhere/Land": "20311114T173000"}, "2031-11-14T17:30:00", "", "2031-11-14 17:30"),
        ({"DTSTART;VALUE=DATE": "20311114", "DTEND;VALUE=DATE": "20311116"},
         "2031-11-14", "2031-11-15", "2031-11-14 – 2031-11-15"),
        ({"DTSTART;VALUE=DATE": "20311114", "DTEND;VALUE=DATE": "20311115"},
         "2031-11-14", "2031-11-14", "2031-11-14"),
        ({"DTSTART": "20311114T173000", "DTEND": "20311115T020000"},
         "2031-11-14T17:30:00", "2031-11-15T02:00:00", "2031-11-14 17:30 – 2031-11-15 02:00"),
        ({"DTSTART": "20311399T990000", "DTEND": "never"}, "", "", None),
        ({"DTSTART": "99991231T235959Z", "DURATION": "P999999D"},
         "9999-12-31T23:59:59+00:00", "", "9999-12-31 23:59"),
    ],
)  # fmt: skip
def test_times_of_an_invitation(properties, starts_at, ends_at, line):
    data = files.invitation(OUTLOOK, files.vevent(SUMMARY="Gala", **properties))
    with timezone.override(ZoneInfo("Europe/Helsinki")):
        found = extract("a.ics", data)
    assert found.events == (SaidEvent(name="Gala", starts_at=starts_at, ends_at=ends_at),)
    assert found.text == "\n".join(filter(None, ["Gala", line]))


def test_an_event_that_repeats_is_said_to_and_a_description_in_html_is_read():
    data = files.invitation(
        files.vevent(SUMMARY="Club", RRULE="FREQ=WEEKLY;COUNT=100000", DTSTART="20311114T173000",
                     **{"X-ALT-DESC;FMTTYPE=text/html": "<html><p>Bring <b>slippers</b></p></html>"}),
    )  # fmt: skip
    found = extract("a.ics", data)
    assert (found.text, found.events[0].recurs) == ("Club\n2031-11-14 17:30\n\nBring slippers", True)


REFUSED = {
    "a text": (b"Dinner at eight", "The file is no invitation of a calendar."),
    "a picture": (b"\x89PNG\r\n\x1a\n0000", "The file is no text,"),
    "without event": (files.invitation(), "The calendar file holds no event."),
    "cut": (files.invitation(files.vevent(SUMMARY="Gala"))[:60], "The calendar file holds no event."),
    "damaged": (b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\nDTSTART;;;:x\r\n", "The invitation is damaged"),
    "an event without name and time": (files.invitation(files.vevent(UID="1")), "The calendar file holds no"),
    "a year of events": (files.invitation(*[files.vevent(SUMMARY="Club")] * 300), "The file is a whole"),
    "with pictures": (files.invitation(files.vevent(SUMMARY="A", ATTACH="A" * 1_100_000)), "The file is a"),
    "inside itself": (b"BEGIN:VCALENDAR\r\n" * 20_000, "The "),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_invitation_is_refused_at_once_in_a_sentence(case):
    data, sentence = REFUSED[case]
    started = time.process_time()
    with pytest.raises(ExtractionRefused) as refused:
        extract("a.ics", data)
    assert str(refused.value).startswith(sentence)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("2031-11-14T15:30:00+00:00", "2031-11-14 17:30:00+02:00"),
        ("2031-11-14T17:30:00", "2031-11-14 17:30:00+02:00"),
        ("2031-11-14", "2031-11-14"),
        ("0001-01-01T00:00:00+14:00", "None"),
        ("soon", "None"),
        ("", "None"),
    ],
)
def test_a_time_said_is_brought_into_the_events_zone(said, shown):
    assert str(said_time(said, ZoneInfo("Europe/Helsinki"))) == shown
