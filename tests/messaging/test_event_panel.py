"""What a message's file says of the event, beside what the event has; taken over only when asked."""

import datetime
import html
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from eventaudit.accounts.models import Role
from eventaudit.events.changes import change_event
from eventaudit.events.models import Event, ProgrammeItem, Round, Segment, Zone
from eventaudit.messaging.event_panel import SaidRow, event_panel
from tests import factories

pytestmark = pytest.mark.django_db
START = datetime.datetime(2031, 11, 14, 16, 0, tzinfo=datetime.UTC)  # 18:00 in Helsinki
SAID = {"name": "The Gala", "starts_at": "2031-11-14T17:30:00", "venue": "Manor, Shore 3"}


@pytest.fixture
def gala(organisation):
    return factories.make_event(
        organisation, name="Gala", venue="Manor", client_name="Host Oy", starts_at=START
    )


def _rows(event, **said):
    return event_panel(factories.make_message(event, event_data=[said])).rows


def test_a_message_without_data_has_no_panel(gala):
    assert event_panel(factories.make_message(gala)) is None


def test_the_panel_sets_what_is_said_beside_what_the_event_has(gala):
    rows = _rows(
        gala,
        name="gala!",
        starts_at="2031-11-14T16:00:00+00:00",
        ends_at="2031-11-14T22:00:00",
        doors_at="2031-11-14T17:30:00",
        venue="Villa",
        organiser="Host Oy",
        attendance="mixed",
        offers=["Seat: 40 EUR", "Table: 300 EUR"],
    )
    assert rows == (
        SaidRow("name", "Name", "gala!", "Gala", differs=False),
        SaidRow("starts_at", "Starts", "14 November 2031, 18:00", "14 November 2031, 18:00", differs=False),
        SaidRow("ends_at", "Ends", "14 November 2031, 22:00", "14 November 2031, 23:00", differs=True),
        SaidRow("doors_at", "Doors open", "14 November 2031, 17:30", "", differs=True),
        SaidRow("venue", "Venue", "Villa", "Manor", differs=True),
        SaidRow("client_name", "Organiser (here: the client)", "Host Oy", "Host Oy", differs=False),
        SaidRow("", "Attendance", "on site and online", "", differs=False),
        SaidRow("", "Prices", "Seat: 40 EUR\nTable: 300 EUR", "", differs=False),
    )


@pytest.mark.parametrize(
    ("said", "shown", "differs"),
    [("2031-11-14", "14 November 2031", False), ("2031-11-15", "15 November 2031", True)],
)
def test_a_day_alone_differs_only_by_the_day(gala, said, shown, differs):
    (row,) = _rows(gala, starts_at=said)
    assert (row.says, row.has, row.differs) == (shown, "14 November 2031, 18:00", differs)


@pytest.mark.parametrize(
    "said", ["", "soon", "2031-02-30", "9999-12-31T23:59:59-23:00", "0001-01-01T00:00:00+14:00"]
)
def test_a_time_that_is_none_is_passed_over(gala, said):
    assert _rows(gala, name="Gala", starts_at=said) == (
        SaidRow("name", "Name", "Gala", "Gala", differs=False),
    )


@pytest.mark.parametrize(
    ("events", "number"),
    [
        ([{"name": "Another"}], 0),
        ([{"name": "Spring fair"}, {"name": "Gala dinner"}], 1),
        (
            [
                {"name": "Fair", "starts_at": "2031-05-01"},
                {"name": "Feast", "starts_at": "2031-11-14T19:00:00"},
            ],
            1,
        ),
        ([{"name": "Gala", "starts_at": "2030-11-14"}, {"name": "Gala", "starts_at": "2031-11-14"}], 1),
        ([{"name": "Spring fair"}, {"name": "Autumn fair"}], None),
        ([{"name": "Gala dinner"}, {"name": "Gala lunch"}], None),
    ],
)
def test_of_several_events_the_nearest_is_shown_and_without_one_it_asks(gala, events, number):
    panel = event_panel(factories.make_message(gala, event_data=events))
    assert (panel.number, len(panel.choices)) == (number, len(events))


def test_the_one_that_is_chosen_is_shown(gala):
    message = factories.make_message(gala, event_data=[{"name": "Spring fair"}, {"name": "Autumn fair"}])
    assert [row.says for row in event_panel(message, 1).rows] == ["Autumn fair"]
    assert event_panel(message, 7).number is None


def _post(client, message, **sent):
    args = [message.event.organisation.slug, message.event_id, message.pk]
    return client.post(reverse("messaging:take_over", args=args), sent)


def test_what_is_ticked_is_taken_over_and_nothing_else(manager_client, gala):
    message = factories.make_message(gala, event_data=[SAID])
    response = _post(manager_client, message, said="0", take=["starts_at", "venue"])
    assert response.url == f"{message.get_absolute_url()}?said=0#said"
    changed = Event.objects.get(pk=gala.pk)
    assert (changed.name, changed.venue) == ("Gala", "Manor, Shore 3")
    assert changed.starts_at == START - datetime.timedelta(minutes=30)
    page = html.unescape(manager_client.get(response.url).content.decode())
    assert "The event has taken over: Starts, Venue." in page
    assert re.findall(r'name="take"\s+value="(\w+)"', page) == ["name"]


def test_a_day_alone_moves_the_day_and_keeps_the_clock_time(manager_client, gala):
    message = factories.make_message(gala, event_data=[{"starts_at": "2031-11-13"}])
    _post(manager_client, message, said="0", take="starts_at")
    assert Event.objects.get(pk=gala.pk).starts_at == START - datetime.timedelta(days=1)


def _whole(event):
    """All that the event's page stores."""
    event = Event.objects.get(pk=event.pk)
    fields = {field.name: getattr(event, field.attname) for field in event._meta.concrete_fields}
    parts = [
        list(part.objects.filter(event=event).order_by("pk").values())
        for part in (Segment, Zone, Round, ProgrammeItem)
    ]
    return fields, parts, sorted(event.clients.values_list("pk", flat=True))


@pytest.fixture
def full(gala):
    """An event with something in each part of its page."""
    gala.doors_at = START - datetime.timedelta(minutes=90)
    gala.variants, gala.reach = {}, {"speakers": 0.125}
    gala.save()
    gala.clients.add(factories.make_membership(gala.organisation, Role.CLIENT))
    for number, name in enumerate(("Front", "Back")):
        Segment.objects.create(event=gala, key=name.lower(), name=name, size=40, order=number)
        Zone.objects.create(event=gala, name=name, order=number)
    Round.objects.create(event=gala, name="Doors", starts_at=START)
    item = {"title": "Dinner", "phase": "meal", "touchpoints": ["catering", "queues"]}
    ProgrammeItem.objects.create(event=gala, starts_at=START, **item)
    return gala


def test_taking_over_leaves_all_the_rest_of_the_event_as_it_was(manager_client, full):
    fields, parts, clients = _whole(full)
    _post(manager_client, factories.make_message(full, event_data=[SAID]), said="0", take="venue")
    assert _whole(full) == (fields | {"venue": "Manor, Shore 3"}, parts, clients)


REFUSED = [
    ({"starts_at": "2031-11-14T16:00:00"}, "starts_at", "Doors open at 16:30 but the event starts at 16:00."),
    ({"ends_at": "2031-11-14T12:00:00"}, "ends_at", "The event ends at 12:00 but starts at 18:00."),
    (dict.fromkeys(("starts_at", "ends_at", "doors_at"), "2031-11-10"), "starts_at ends_at doors_at",
     "This round starts on 14 November 2031, 18:00 but the event on 10 November 2031, 18:00."),
    ({"starts_at": "1815-06-18T11:00:00"}, "starts_at", "The year 1815 cannot be right."),
    ({"name": "A" * 201}, "name", "Ensure this value has at most 200 characters"),
    ({"name": "Ball"}, "", "Tick what the event is to take over."),
    ({"name": "Ball"}, "brief", "Tick what the event is to take over."),
    ({"name": "Ball"}, "venue", "Tick what the event is to take over."),
]  # fmt: skip


@pytest.mark.parametrize(("said", "take", "sentence"), REFUSED)
def test_what_the_events_own_page_would_refuse_is_refused_in_its_words_and_nothing_changes(
    manager_client, full, said, take, sentence
):
    message = factories.make_message(full, event_data=[said | {"offers": []}])
    before = _whole(full)
    response = _post(manager_client, message, said="0", take=take.split())
    assert response.status_code == 422
    page = html.unescape(response.content.decode())
    assert sentence in page
    ticked = re.findall(r'name="take"\s+value="(\w+)"\s+checked', page)
    assert sorted(ticked) == sorted(name for name in take.split() if name in said)
    assert _whole(full) == before


def test_where_the_file_has_several_events_and_none_is_chosen_nothing_is_taken(manager_client, gala):
    message = factories.make_message(gala, event_data=[{"name": "Spring fair"}, {"name": "Autumn fair"}])
    for chosen in ({}, {"said": "9"}, {"said": "-1"}, {"said": "٣"}, {"said": "9" * 5000}):
        assert _post(manager_client, message, take="name", **chosen).status_code == 422
    assert Event.objects.get(pk=gala.pk).name == "Gala"
    _post(manager_client, message, take="name", said="1")
    assert Event.objects.get(pk=gala.pk).name == "Autumn fair"


def test_the_page_asks_with_a_link_for_each_event(manager_client, gala):
    message = factories.make_message(gala, event_data=[{"name": "Spring <fair>"}, {"name": "Autumn fair"}])
    page = manager_client.get(message.get_absolute_url()).content.decode()
    assert re.findall(r'\?said=(\d)#said"\s*>(.*?)</a>', page) == [
        ("0", "Spring &lt;fair&gt;"),
        ("1", "Autumn fair"),
    ]


@pytest.mark.parametrize("said", [[], [SAID], [SAID, SAID | {"name": "Gala"}]])
def test_the_panel_costs_no_query(manager_client, gala, django_assert_num_queries, said):
    message = factories.make_message(gala)
    other = factories.make_message(gala, event_data=said)
    with django_assert_num_queries(0):
        assert event_panel(message) is None
        event_panel(other)


def test_an_event_is_changed_from_elsewhere_only_as_its_page_allows(full):
    by = factories.make_user()
    changed = change_event(event=full, by=by, name="Ball", attendance=90)
    assert (changed.name, changed.attendance, full.name) == ("Ball", 90, "Gala")
    with pytest.raises(ValidationError) as refused:
        change_event(event=full, by=by, attendance=10)
    assert refused.value.messages == [
        "The segments have 80 people together but the event expects 10. "
        "Lower their sizes or raise the number of attendees."
    ]
    assert Event.objects.get(pk=full.pk).attendance == 90
