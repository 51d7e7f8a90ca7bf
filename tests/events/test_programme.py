"""The programme in the event's form: rows with a time, a title, a phase and, where wanted, touchpoints."""

import pytest
from django.urls import reverse

from eventaudit.events.models import ProgrammeItem
from tests import factories

from .forms import event_data

pytestmark = pytest.mark.django_db
WELCOME = {"starts_at": "2031-11-14T18:00", "title": "Welcome", "phase": "session"}


@pytest.fixture
def save(manager_client, organisation):
    event = factories.make_event(organisation)

    def post(*programme, **fields):
        address = reverse("events:edit", args=[organisation.slug, event.pk])
        response = manager_client.post(address, event_data(programme=programme, **fields))
        return response, list(event.programme.values_list("title", "phase", "touchpoints", "order"))

    post.event = event
    return post


def sentences(response):
    assert response.status_code == 422
    return [str(problem.sentence) for problem in response.context["editor"].problems]


def test_items_are_stored_in_the_time_zone_of_the_event(save):
    response, stored = save(
        {
            "starts_at": "2031-11-14T17:30",
            "title": "Arrival",
            "phase": "arrival",
            "touchpoints": ["cloakroom"],
        },
        {"starts_at": "", "title": "", "phase": ""},
        WELCOME,
    )
    assert response.status_code == 302
    assert stored == [("Arrival", "arrival", ["cloakroom"], 0), ("Welcome", "session", [], 1)]
    assert [item.starts_at.isoformat() for item in save.event.programme.all()] == [
        "2031-11-14T15:30:00+00:00",
        "2031-11-14T16:00:00+00:00",
    ]


def test_the_same_title_may_come_twice(save):
    assert len(save(WELCOME, WELCOME | {"starts_at": "2031-11-14T20:00"})[1]) == 2


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"starts_at": "2031-11-17T18:00"},
            "“Welcome” starts on 17 November 2031, 18:00 but the event on 14 November 2031, 18:00. "
            "Correct one of them.",
        ),
        (
            {"starts_at": "2031-11-17T18:00", "title": ""},
            "“This item” starts on 17 November 2031, 18:00 but the event on 14 November 2031, 18:00. "
            "Correct one of them.",
        ),
        ({"starts_at": ""}, "Enter when it starts, or remove the row."),
        ({"title": ""}, "Say what takes place, or remove the row."),
        ({"phase": ""}, "Choose the phase that it belongs to."),
        ({"phase": "dancing"}, "Select a valid choice. dancing is not one of the available choices."),
        ({"touchpoints": ["stage"]}, "Choose touchpoints of the event’s template."),
        ({"starts_at": "0001-01-01T00:00"}, "The year 1 cannot be right. Correct the date."),
    ],
)
def test_a_slip_is_told_in_a_sentence_and_nothing_is_stored(save, changes, expected):
    response, stored = save(WELCOME | changes)
    assert expected in sentences(response)
    assert stored == []


def test_an_item_is_changed_and_another_removed(save):
    save(WELCOME, WELCOME | {"title": "Quiz"})
    first, second = save.event.programme.all()
    _response, stored = save(
        WELCOME | {"id": first.pk, "title": "Short welcome"},
        WELCOME | {"id": second.pk, "title": "Quiz", "DELETE": "on"},
        initial={"programme": 2},
    )
    assert stored == [("Short welcome", "session", [], 0)]


def test_an_item_of_another_event_is_out_of_reach(save, organisation):
    other = factories.make_event(organisation).programme.create(
        starts_at=save.event.starts_at, title="Theirs", phase="session"
    )
    save(WELCOME | {"id": other.pk, "title": "Mine"}, initial={"programme": 1})
    assert list(ProgrammeItem.objects.values_list("event", "title").order_by("event")) == [
        (save.event.pk, "Mine"),
        (other.event_id, "Theirs"),
    ]


def test_an_item_keeps_a_touchpoint_that_the_template_no_longer_has(save):
    item = save.event.programme.create(
        starts_at=save.event.starts_at, title="Welcome", phase="session", touchpoints=["stage", "host"]
    )
    _response, stored = save(
        WELCOME | {"id": item.pk, "touchpoints": ["stage", "host"]}, initial={"programme": 1}
    )
    assert stored == [("Welcome", "session", ["stage", "host"], 0)]


@pytest.mark.parametrize("number", [1, 3])
def test_the_form_takes_the_same_queries_however_long_the_programme(
    manager_client, organisation, number, django_assert_num_queries
):
    event = factories.make_event(organisation)
    for place in range(number):
        event.programme.create(starts_at=event.starts_at, title=f"Item {place}", phase="session")
    with django_assert_num_queries(16):
        response = manager_client.get(reverse("events:edit", args=[organisation.slug, event.pk]))
    assert f"{number} item" in response.content.decode()
