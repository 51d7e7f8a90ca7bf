import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from eventaudit.accounts.models import Role
from eventaudit.events.models import Round
from eventaudit.walkthroughs.actions import NotAllowed, apply_operations, assign_walkthrough
from eventaudit.walkthroughs.models import Walkthrough
from eventaudit.walkthroughs.queries import progress_of, upcoming_first, with_progress
from tests import factories


def list_address(event):
    return reverse("walkthroughs:list", args=[event.organisation.slug, event.pk])


def address(walkthrough, name):
    return reverse(f"walkthroughs:{name}", args=[walkthrough.event.organisation.slug, walkthrough.pk])


def answer(walkthrough, *keys):
    operations = [
        {"id": str(uuid.uuid4()), "k": key, "f": "answer", "v": {"unobserved": True, "reason": ""}}
        for key in keys
    ]
    apply_operations(walkthrough=walkthrough, operations=operations, by=walkthrough.auditor)


def test_a_manager_assigns_a_walkthrough(manager_client, organisation, event):
    auditor = factories.make_membership(organisation, Role.AUDITOR).user
    doors = Round.objects.create(event=event, name="Doors")

    response = manager_client.post(
        list_address(event), {"auditor": auditor.pk, "round": doors.pk, "lead": "on"}
    )

    assert response.status_code == 302
    walkthrough = Walkthrough.objects.get()
    assert (walkthrough.auditor, walkthrough.auditor_name, walkthrough.round, walkthrough.lead) == (
        auditor,
        auditor.name,
        doors,
        True,
    )


def test_the_same_round_twice_is_refused_with_a_sentence(manager_client, organisation, event):
    auditor = factories.make_membership(organisation, Role.AUDITOR).user
    form = {"auditor": auditor.pk, "round": ""}
    manager_client.post(list_address(event), form)

    response = manager_client.post(list_address(event), form)

    assert response.context["form"].errors == {
        "round": [f"{auditor.name} has a walkthrough in this round already. Choose another round or auditor."]
    }
    assert Walkthrough.objects.count() == 1


def test_people_of_the_same_name_stay_two_observers(event):
    one, other = factories.make_user(name="Aino"), factories.make_user(name="Aino")
    names = [assign_walkthrough(event=event, auditor=auditor).auditor_name for auditor in (one, other)]

    assert names == ["Aino", f"Aino ({other.email})"]
    with pytest.raises(NotAllowed):
        assign_walkthrough(event=event, auditor=other)


def test_clients_and_strangers_cannot_be_assigned(manager_client, organisation, event):
    able = [factories.make_membership(organisation, role).user for role in (Role.AUDITOR, Role.ADMIN)]
    factories.make_membership(organisation, Role.CLIENT)
    factories.make_membership(factories.make_organisation(), Role.AUDITOR)

    form = manager_client.get(list_address(event)).context["form"]

    assert set(form.fields["auditor"].queryset) == {*able, manager_client.membership.user}


def test_a_round_of_another_event_cannot_be_chosen(manager_client, organisation, event):
    foreign = Round.objects.create(event=factories.make_event(organisation), name="Doors")
    manager_client.post(
        list_address(event), {"auditor": manager_client.membership.user.pk, "round": foreign.pk}
    )

    assert Walkthrough.objects.count() == 0


@pytest.mark.parametrize("number", [1, 3])
def test_the_lists_take_the_same_queries_whatever_they_hold(
    manager_client, auditor_client, event, django_assert_num_queries, number
):
    for position in range(number):
        round_ = Round.objects.create(event=event, name=f"Round {position}")
        answer(
            factories.make_walkthrough(event, auditor_client.membership.user, round=round_), "venue_condition"
        )

    with django_assert_num_queries(11):
        manager_client.get(list_address(event))
    with django_assert_num_queries(4):
        auditor_client.get(reverse("walkthroughs:mine", args=[event.organisation.slug]))


def test_progress_counts_what_the_events_form_asks(event):
    walkthrough = factories.make_walkthrough(event, factories.make_user())
    answer(walkthrough, "venue_space_feel", "venue_condition")
    assert progress_of(walkthrough) == {"answered": 2, "asked": 113}

    event.form = "short"
    event.save()
    assert progress_of(walkthrough) == {"answered": 1, "asked": 49}


def test_an_auditor_sees_own_walkthroughs_only_upcoming_first(auditor_client, organisation):
    mine = auditor_client.membership.user
    events = [
        factories.make_event(organisation, name=name, starts_at=timezone.now() + timezone.timedelta(days=day),
                             ends_at=timezone.now() + timezone.timedelta(days=day + 1))
        for name, day in (("Late", 9), ("Soon", 1), ("Done", 2))
    ]  # fmt: skip
    late, soon, _done = (factories.make_walkthrough(event, mine) for event in events)
    Walkthrough.objects.filter(event=events[2]).update(finished_at=timezone.now())
    factories.make_walkthrough(events[0], factories.make_user())

    page = auditor_client.get(reverse("walkthroughs:mine", args=[organisation.slug]))

    assert [walkthrough.event.name for walkthrough in page.context["walkthroughs"]] == [
        "Soon",
        "Late",
        "Done",
    ]
    assert list(upcoming_first(with_progress(Walkthrough.objects.filter(auditor=mine))))[:2] == [soon, late]


def test_finishing_shows_what_is_missing_first(auditor_client, event):
    walkthrough = factories.make_walkthrough(event, auditor_client.membership.user)
    keys = list(event.template_version.criteria.values_list("key", flat=True))
    answer(walkthrough, *[key for key in keys if key != "venue_condition"])
    operation = {"id": str(uuid.uuid4()), "k": "venue_image_fit", "f": "answer", "v": 4}
    apply_operations(walkthrough=walkthrough, operations=[operation], by=walkthrough.auditor)

    page = auditor_client.get(address(walkthrough, "finish"))
    assert [question.key for question in page.context["unanswered"]] == ["venue_condition"]
    assert [question.key for question in page.context["lacking_photo"]] == ["venue_image_fit"]

    assert auditor_client.post(address(walkthrough, "finish")).status_code == 302
    walkthrough.refresh_from_db()
    assert walkthrough.finished_at is not None


def test_managers_reopen_and_auditors_do_not(manager_client, auditor_client, event):
    walkthrough = factories.make_walkthrough(
        event, auditor_client.membership.user, finished_at=timezone.now()
    )

    assert auditor_client.post(address(walkthrough, "reopen")).status_code == 403
    assert manager_client.get(address(walkthrough, "reopen")).status_code == 405
    assert manager_client.post(address(walkthrough, "reopen")).status_code == 302
    walkthrough.refresh_from_db()
    assert walkthrough.finished_at is None


def test_only_an_empty_walkthrough_is_removed(manager_client, event):
    empty = factories.make_walkthrough(event, factories.make_user())
    begun = factories.make_walkthrough(event, factories.make_user())
    answer(begun, "venue_condition")

    for walkthrough in (empty, begun):
        manager_client.post(address(walkthrough, "delete"))

    assert list(Walkthrough.objects.all()) == [begun]


def test_the_list_is_for_managers_of_the_organisation(client_client, stranger_client, auditor_client, event):
    assert auditor_client.get(list_address(event)).status_code == 403
    assert client_client.get(list_address(event)).status_code == 403
    assert stranger_client.get(list_address(event)).status_code == 404
