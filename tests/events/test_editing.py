import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from eventaudit.accounts.models import Role
from eventaudit.events.actions import save_event
from eventaudit.events.models import Event, Round, Segment, Zone
from eventaudit.library.models import Template, TemplateVersion
from tests import factories

from .forms import event_data


@pytest.fixture
def create(manager_client, organisation):
    def post(**fields):
        return manager_client.post(reverse("events:create", args=[organisation.slug]), event_data(**fields))

    return post


@pytest.fixture
def edit(manager_client, organisation):
    def post(event, **fields):
        address = reverse("events:edit", args=[organisation.slug, event.pk])
        return manager_client.post(address, event_data(**fields))

    return post


def sentences(response):
    assert response.status_code == 422
    return [str(problem.sentence) for problem in response.context["editor"].problems]


def test_a_new_event_is_stored_with_all_its_parts(create, organisation, manager_client):
    client = factories.make_membership(organisation, Role.CLIENT)
    response = create(
        segments=[{"name": "Etupöydät", "size": "120"}, {"name": "", "size": ""}, {"name": "Etu pöydät"}],
        zones=[{"name": "Mirror Hall", "touchpoints": ["venue", "host"]}, {"name": "Annex"}],
        rounds=[{"name": "Doors", "starts_at": "2031-11-14T17:45"}],
        clients=[client.pk],
        **{"variant-venue_area_per_person": "banquet", "reach-drivers": "55", "reach-wheel": ""},
    )
    event = organisation.events.get()
    assert response.url == reverse("events:brief", args=[organisation.slug, event.pk])
    assert (event.key, event.attendance, event.created_by) == (
        "the_gilded_compass",
        240,
        manager_client.membership.user,
    )
    assert event.starts_at == datetime.datetime(2031, 11, 14, 16, 0, tzinfo=datetime.UTC)
    assert list(event.clients.all()) == [client]
    assert (event.variants, event.reach) == ({"venue_area_per_person": "banquet"}, {"drivers": 0.55})
    assert list(event.segments.values_list("key", "name", "size", "order")) == [
        ("etupoydat", "Etupöydät", 120, 0),
        ("etu_poydat", "Etu pöydät", None, 1),
    ]
    assert list(event.zones.values_list("name", "touchpoints")) == [
        ("Mirror Hall", ["venue", "host"]),
        ("Annex", []),
    ]
    assert [(part.name, part.starts_at.hour) for part in event.rounds.all()] == [("Doors", 15)]


def test_times_are_those_of_the_time_zone_chosen(create, organisation):
    create(time_zone="America/New_York")
    assert organisation.events.get().starts_at.hour == 23


def test_the_same_name_twice_gives_two_keys(create, organisation):
    create()
    create()
    create(name="!!!")
    assert set(organisation.events.values_list("key", flat=True)) == {
        "the_gilded_compass",
        "the_gilded_compass_2",
        "event",
    }


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"doors_at": "2031-11-14T18:30"},
            "Doors open at 18:30 but the event starts at 18:00. Move one of them.",
        ),
        (
            {"doors_at": "2031-11-15T17:30"},
            "Doors open at 15 November 2031, 17:30 but the event starts at 14 November 2031, 18:00. "
            "Move one of them.",
        ),
        (
            {"ends_at": "2031-11-14T18:00"},
            "The event ends at 18:00 but starts at 18:00. Move one of them.",
        ),
        ({"name": ""}, "Give the event a name."),
        ({"starts_at": ""}, "Enter the date and time when the event starts."),
        ({"ends_at": ""}, "Enter the date and time when the event ends."),
        ({"attendance": ""}, "Enter how many people are expected."),
        ({"attendance": "0"}, "Enter how many people are expected, at least 1."),
        ({"attendance": "10000001"}, "So many people cannot be right. Check the number."),
        ({"doors_at": "0001-01-01T00:00"}, "The year 1 cannot be right. Correct the date."),
        ({"starts_at": "0001-01-01T00:00"}, "The year 1 cannot be right. Correct the date."),
        ({"ends_at": "9999-12-31T23:59"}, "The year 9999 cannot be right. Correct the date."),
        (
            {"rounds": [{"name": "Peak", "starts_at": "0001-01-01T00:00"}]},
            "The year 1 cannot be right. Correct the date.",
        ),
        ({"segments-TOTAL_FORMS": "1000000"}, "Please submit at most 60 forms."),
        ({"template_version": "²"}, "Choose one of the published templates."),
        ({"template_version": "9" * 5000}, "Choose one of the published templates."),
        ({"time_zone": "Europe/Atlantis"}, "Choose a time zone from the list."),
        ({"template_version": "99999"}, "Choose one of the published templates."),
        ({"clients": ["9" * 30]}, "Choose clients of this organisation only."),
        ({"clients": ["99999"]}, "Choose clients of this organisation only."),
        ({"variant-venue_area_per_person": "picnic"}, "Choose one from the list."),
        ({"reach-drivers": "101"}, "A share is a number from 0 to 100 per cent."),
        ({"segments": [{"name": "", "size": "10"}]}, "Give the segment a name, or remove the row."),
        (
            {"segments": [{"name": "Front", "size": "200"}, {"name": "Back", "size": "41"}]},
            "The segments have 241 people together but the event expects 240. "
            "Lower their sizes or raise the number of attendees.",
        ),
        (
            {"zones": [{"name": "Hall"}, {"name": "hall"}]},
            "The name “hall” is there twice. Give each its own name.",
        ),
        (
            {"rounds": [{"name": "Peak", "starts_at": "2031-10-14T19:00"}]},
            "This round starts on 14 October 2031, 19:00 but the event on 14 November 2031, 18:00. "
            "Correct one of them.",
        ),
    ],
)
def test_each_mistake_is_one_sentence_that_says_what_to_do(create, fields, expected):
    assert sentences(create(**fields)) == [expected]
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"doors_at": ""},
        {"doors_at": "2031-11-14T18:00"},
        {"ends_at": "2031-11-14T18:01"},
        {"ends_at": "2031-11-16T02:00"},
        {"attendance": "1"},
        {"segments": [{"name": "Front", "size": "200"}, {"name": "Back", "size": "40"}]},
        {"rounds": [{"name": "Set-up", "starts_at": "2031-11-14T09:00"}]},
        {"reach-drivers": "100", "reach-wheel": "0"},
    ],
)
def test_near_misses_are_stored(create, organisation, fields):
    assert create(**fields).status_code == 302
    assert organisation.events.count() == 1


def test_all_mistakes_come_in_one_go(create):
    found = sentences(create(name="", attendance="0", segments=[{"name": "", "size": "3"}]))
    assert found == [
        "Give the event a name.",
        "Enter how many people are expected, at least 1.",
        "Give the segment a name, or remove the row.",
    ]


def test_a_request_without_the_hidden_fields_of_the_rows_stores_nothing(manager_client, organisation):
    response = manager_client.post(reverse("events:create", args=[organisation.slug]), {"name": "Half"})
    assert response.status_code == 422
    assert not Event.objects.exists()


def test_a_client_of_another_organisation_is_refused(create, stranger_client):
    foreign = factories.make_membership(stranger_client.membership.organisation, Role.CLIENT)
    assert sentences(create(clients=[foreign.pk])) == ["Choose clients of this organisation only."]


def test_an_auditor_is_no_client(create, organisation):
    auditor = factories.make_membership(organisation, Role.AUDITOR)
    assert sentences(create(clients=[auditor.pk])) == ["Choose clients of this organisation only."]


def test_the_action_refuses_a_foreign_client_too(event, stranger_client):
    foreign = factories.make_membership(stranger_client.membership.organisation, Role.CLIENT)
    with pytest.raises(ValidationError, match="is not a client in this organisation"):
        save_event(event=event, by=foreign.user, clients=[foreign])


@pytest.mark.parametrize(
    ("owner", "state"), [("stranger", "published"), ("own", "draft"), ("own", "archived")]
)
def test_only_published_versions_within_reach_can_be_chosen(
    create, organisation, stranger_client, owner, state
):
    owners = {"own": organisation, "stranger": stranger_client.membership.organisation}
    template = Template.objects.create(organisation=owners[owner], key="x", name={"en": "X"})
    version = TemplateVersion.objects.create(template=template, number=1, state=state)
    assert sentences(create(template_version=version.pk)) == ["Choose one of the published templates."]


def test_the_version_stays_once_there_are_walkthroughs(edit, organisation):
    event = factories.make_event(organisation)
    bound = event.template_version
    template = Template.objects.create(organisation=organisation, key="x", name={"en": "X"})
    other = TemplateVersion.objects.create(template=template, number=1, state="published")
    assert edit(event, template_version=other.pk).status_code == 302
    event.refresh_from_db()
    assert event.template_version == other
    factories.make_walkthrough(event)
    assert edit(event, template_version=bound.pk).status_code == 302
    event.refresh_from_db()
    assert event.template_version == other
    event.template_version = bound
    with pytest.raises(ValidationError, match="messages or walkthroughs rest on it"):
        save_event(event=event, by=factories.make_user())


def test_rows_can_be_changed_swapped_and_removed(edit, organisation):
    event = factories.make_event(organisation)
    hall, annex, tent = (Zone.objects.create(event=event, name=name) for name in ("Hall", "Annex", "Tent"))
    rows = [
        {"id": hall.pk, "name": "Annex"},
        {"id": annex.pk, "name": "Hall"},
        {"id": tent.pk, "name": "Tent", "DELETE": "on"},
        {"name": "Garden"},
    ]
    assert edit(event, zones=rows, initial={"zones": 3}).status_code == 302
    assert list(event.zones.values_list("name", flat=True)) == ["Annex", "Hall", "Garden"]


def test_rows_that_were_not_on_the_page_stay(edit, organisation):
    event = factories.make_event(organisation)
    Zone.objects.create(event=event, name="Added meanwhile")
    assert edit(event).status_code == 302
    assert list(event.zones.values_list("name", flat=True)) == ["Added meanwhile"]


@pytest.mark.parametrize(
    ("kind", "model", "prefix"),
    [("segment", Segment, "segments"), ("zone", Zone, "zones"), ("round", Round, "rounds")],
)
def test_a_part_with_walkthroughs_stays(edit, organisation, kind, model, prefix):
    event = factories.make_event(organisation)
    extra = {"key": "peak"} if model is Segment else {}
    part = model.objects.create(event=event, name="Peak", **extra)
    factories.make_walkthrough(event, **{kind: part})
    rows = {prefix: [{"id": part.pk, "name": "Peak", "DELETE": "on"}]}
    assert sentences(edit(event, initial={prefix: 1}, **rows)) == [
        "“Peak” has walkthroughs. Keep it, or move them to another one first."
    ]
    assert model.objects.get() == part


def test_a_row_of_another_event_is_left_alone(edit, organisation, stranger_client):
    event = factories.make_event(organisation)
    foreign = Zone.objects.create(
        event=factories.make_event(stranger_client.membership.organisation), name="Theirs"
    )
    rows = [{"id": foreign.pk, "name": "Ours"}, {"id": foreign.pk, "name": "Theirs", "DELETE": "on"}]
    edit(event, zones=rows, initial={"zones": 2})
    foreign.refresh_from_db()
    assert (foreign.name, foreign.event_id == event.pk) == ("Theirs", False)


def test_another_organisations_event_is_not_found(manager_client, organisation, stranger_client):
    foreign = factories.make_event(stranger_client.membership.organisation)
    for name in ("events:edit", "events:brief"):
        assert manager_client.get(reverse(name, args=[organisation.slug, foreign.pk])).status_code == 404
    preview = reverse("events:brief_preview", args=[organisation.slug, foreign.pk])
    assert manager_client.post(preview).status_code == 404


def test_the_page_shows_the_real_sizes_of_the_forms(manager_client, organisation):
    page = manager_client.get(reverse("events:create", args=[organisation.slug])).content.decode()
    assert "Full form: 113 criteria" in page
    assert "Short form: 49 criteria" in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_form_takes_a_fixed_number_of_queries(
    manager_client, organisation, number, django_assert_num_queries
):
    event = factories.make_event(organisation)
    for place in range(number):
        Zone.objects.create(event=event, name=f"Zone {place}")
        Round.objects.create(event=event, name=f"Round {place}")
        factories.make_membership(organisation, Role.CLIENT)
    with django_assert_num_queries(17):
        manager_client.get(reverse("events:edit", args=[organisation.slug, event.pk]))
