import pytest
from django.urls import reverse

from eventaudit.events.models import Segment
from eventaudit.findings.event_file import import_event
from eventaudit.library.models import AnalysisSettings

from .test_pages import filled_event

pytestmark = pytest.mark.django_db


def url(name, event):
    return reverse(f"findings:{name}", args=[event.organisation.slug, event.pk])


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("agreement", 15), ("segments", 15)])
def test_pages_take_the_same_queries_whatever_the_size(
    manager_client, organisation, django_assert_num_queries, size, name, queries
):
    event = filled_event(organisation, size)
    for number in range(size):
        Segment.objects.create(event=event, key=f"s{number}", name=f"Table {number}")
    manager_client.get(url(name, event))  # the library is known to the process afterwards
    with django_assert_num_queries(queries):
        response = manager_client.get(url(name, event))
    assert response.status_code == 200


def test_the_demo_auditors_agree_as_the_specification_says(manager_client, organisation, demo_files):
    event = import_event(organisation=organisation, data=demo_files["gilded_compass"], by=None)
    page = manager_client.get(url("agreement", event)).context["page"]
    fit = page.kinds[0]
    assert (fit.name, fit.criteria, fit.exact, fit.within, fit.alpha, fit.standing) == (
        "How well it fits, 1 to 5",
        23,
        65,
        100,
        "0.88",
        "Reliable",
    )
    assert [row.standing for row in page.kinds[1:]] == ["Too few shared questions"] * 5
    assert sum(count for _words, count in page.observers) == len(
        [key for key in scored_criteria(event) if key != "catering_people_per_point"]
    )


def scored_criteria(event):
    return event.template_version.criteria.filter(scored=True).values_list("key", flat=True)


def test_a_single_auditor_is_told_that_a_second_is_needed(manager_client, organisation):
    event = filled_event(organisation, 1)
    assert "One person cannot disagree." in manager_client.get(url("agreement", event)).text


def test_the_rooms_of_the_demo_differ_clearly(manager_client, organisation, demo_files):
    event = import_event(organisation=organisation, data=demo_files["gilded_compass"], by=None)
    page = manager_client.get(url("segments", event)).context["page"]
    assert page.below_standard == "Every one of the 240 met something that matters below standard."
    assert [
        (row.question, row.difference, row.clear, [(value.value, value.n) for value in row.values])
        for row in page.differences
    ] == [
        ("How roomy do the spaces feel?", 59, True, [("93", "22 attendees"), ("34", "19 attendees")]),
        (
            "How well do you hear every word from the back row?",
            45,
            True,
            [("86", "22 attendees"), ("41", "19 attendees")],
        ),
    ]


def test_answers_of_fewer_than_five_attendees_are_shown_nowhere(manager_client, organisation, demo_files):
    data = demo_files["gilded_compass"] | {
        "attendee_segments": {"venue_space_feel": {"front_tables": {"n": 4, "q": 0.123}}}
    }
    event = import_event(organisation=organisation, data=data, by=None)
    response = manager_client.get(url("segments", event))
    assert ("0.123" in response.text, "0.12" in response.text, "4 attendees<" in response.text) == (
        False,
    ) * 3
    assert response.context["page"].feedback == []  # four answers
    assert "4 attendees answered. From 5 on" in response.text


def test_an_event_without_anything_says_what_is_missing(manager_client, event):
    assert "One person cannot disagree." in manager_client.get(url("agreement", event)).text
    page = manager_client.get(url("segments", event))
    assert "This event has no segments." in page.text
    assert "No attendee has been asked yet." in page.text


def test_the_organisation_s_own_minimum_and_cuts_are_kept_and_told(manager_client, organisation, demo_files):
    five = [demo_files["gilded_compass"]["feedback"][0] | {"id": f"F{n}", "segment": ""} for n in range(5)]
    event = import_event(
        organisation=organisation, data=demo_files["gilded_compass"] | {"feedback": five}, by=None
    )
    assert manager_client.get(url("segments", event)).context["page"].feedback[0].n == 5
    values = {"g6_attendees": 6, "agreement_rely": 0.9, "agreement_tentative": 0.7}
    AnalysisSettings.objects.create(organisation=organisation, values=values)
    response = manager_client.get(url("segments", event))
    assert response.context["page"].feedback == []
    assert "5 attendees answered. From 6 on" in response.text
    assert "reliable from 0.9, tentative from 0.7." in manager_client.get(url("agreement", event)).text
