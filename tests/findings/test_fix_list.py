"""'Fix before guests meet it': what is on the list, in which order, and the one tap."""

import pytest
from django.urls import reverse

from eventaudit.accounts.models import Role
from eventaudit.events.models import Event
from eventaudit.findings.actions import plan_action
from eventaudit.findings.arrival import Arrival, Planned, Programme, When
from eventaudit.findings.audited import audit_of
from eventaudit.findings.event_file import import_event
from eventaudit.findings.fix_list import situation, time_left
from eventaudit.findings.mending import Subject
from eventaudit.findings.models import CorrectiveAction
from tests import factories

from .mended import add_programme, at, observe

pytestmark = pytest.mark.django_db

# Toilets are met in breaks, which the programme does not have.
BAD = {
    "cloakroom_out_wait": 20,  # departure
    "queues_entry_wait": 40,  # arrival
    "catering_taste": 1,  # meal
    "host_commitment": 1,  # session
    "toilets_supplies": False,  # break
}


def url(name, event, *args):
    return reverse(f"findings:{name}", args=[event.organisation.slug, event.pk, *args])


def shown(client, event, time="", day="2031-11-14"):
    query = {"at": f"{day}T{time}"} if time else {}
    response = client.get(url("actions", event), query)
    assert response.status_code == 200
    return response


def rows(response):
    return [
        (group.when, row.finding.id, row.minutes, row.unit)
        for group in response.context["list"].groups
        for row in group.rows
    ]


@pytest.fixture
def busy(organisation):
    event = factories.make_event(organisation)
    add_programme(event)
    observe(event, **BAD)
    return event


def test_the_list_is_in_the_order_in_which_guests_meet_it(manager_client, busy):
    assert rows(shown(manager_client, busy, "17:45")) == [
        ("now", "S:queues_entry_wait", "now", ""),
        ("soon", "S:host_commitment", "15", "min"),
        ("soon", "S:catering_taste", "30", "min"),
        ("later", "S:cloakroom_out_wait", "4:45", "h"),
        ("unknown", "S:toilets_supplies", "–", ""),
    ]


def test_what_guests_have_met_for_good_is_for_the_report(manager_client, busy):
    found = rows(shown(manager_client, busy, "18:20"))
    assert found[0] == ("now", "S:catering_taste", "now", "")
    assert [row[1] for row in found if row[0] == "over"] == ["S:queues_entry_wait", "S:host_commitment"]


def test_the_worst_comes_first_among_those_met_at_the_same_time(manager_client, organisation):
    event = factories.make_event(organisation)
    add_programme(event)
    observe(event, venue_step_free=False, queues_entry_wait=40)
    found = [row[1] for row in rows(shown(manager_client, event, "17:00"))]
    assert found == ["S:venue_step_free", "S:queues_entry_wait"]


def test_without_a_programme_doors_start_and_end_count(manager_client, busy):
    busy.programme.all().delete()
    Event.objects.filter(pk=busy.pk).update(doors_at=at("17:30"))
    response = shown(manager_client, busy, "17:00")
    assert [(row[1], row[2]) for row in rows(response)] == [
        ("S:queues_entry_wait", "30"),
        ("S:catering_taste", "1:00"),
        ("S:host_commitment", "1:00"),
        ("S:toilets_supplies", "1:00"),
        ("S:cloakroom_out_wait", "6:00"),
    ]
    assert "There is no programme yet" in response.content.decode()


def test_only_what_can_be_mended_on_site_is_listed(manager_client, organisation, demo_files):
    event = import_event(organisation=organisation, data=demo_files["gilded_compass"], by=None)
    page = shown(manager_client, event, "17:00")
    found = audit_of(event).audit.findings
    on_site = [one for one in found if one.gap in ("S", "G2", "G3", "G4", "G6") and not one.off_brief]
    listed = [row for group in page.context["list"].groups for row in group.rows]
    assert len(listed) + sum(row.also for row in listed) == len(on_site)
    assert {row.finding.gap for row in listed} <= {"S", "G2", "G3", "G4", "G6"}


def test_what_one_criterion_shows_is_mended_once(manager_client, organisation):
    event = factories.make_event(organisation)
    add_programme(event)
    message = factories.make_message(event)
    for quote in ("Champagne", "will be served"):
        factories.make_promise(message, quote, criterion="catering_as_promised")
    observe(event, catering_as_promised=False)
    listed = [
        row for group in shown(manager_client, event, "17:00").context["list"].groups for row in group.rows
    ]
    assert [(row.finding.gap, row.finding.criterion, row.also) for row in listed] == [
        ("G2", "catering_as_promised", 1)
    ]
    second = sorted(one.id for one in audit_of(event).audit.findings if one.gap == "G2")[1]
    plan_action(
        event=event,
        subject=Subject("Pour it", second, "catering_as_promised", "catering"),
        by=manager_client.membership.user,
    )
    page = shown(manager_client, event, "17:00").context["list"]
    assert [row.action and row.action.finding for group in page.groups for row in group.rows] == [second]
    assert page.others == []


def test_an_off_brief_promise_is_mended_in_the_message(manager_client, organisation):
    event = factories.make_event(organisation)
    message = factories.make_message(event)
    kept = factories.make_promise(message, "Champagne", verdict="broken")
    factories.make_promise(message, "No queues", verdict="broken", atmosphere="colourful")
    observe(event, venue_condition=5)
    assert [row[1] for row in rows(shown(manager_client, event, "17:00"))] == [f"G2:{kept.key}"]


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        (("12:00", "2031-11-11"), "Guests come in 3 days, on 14 November 2031 at 17:30. "),
        (("23:00", "2031-11-13"), "Guests come tomorrow at 17:30. "),
        (("09:00", "2031-11-14"), "Guests come today at 17:30. "),
        (("17:40", "2031-11-14"), "Now: Arrival. Next: 18:00 Welcome."),
        (("22:40", "2031-11-14"), "Now: Carriages."),
        (("09:00", "2031-11-15"), "The event is over. What was not mended belongs in the report."),
    ],
)
def test_the_page_says_where_the_event_stands(manager_client, busy, moment, sentence):
    told = shown(manager_client, busy, *moment).context["list"].situation
    rest = "No guest meets what is mended before then." if "Guests come" in sentence else ""
    assert told == sentence + rest


def test_between_items_only_the_next_one_is_told():
    early = Planned(at("10:00"), "Coffee", ("break",))
    late = Planned(at("12:00"), "Lunch", ("meal",))
    programme = Programme.of([early, late], ends_at=at("13:00"))
    assert situation(programme, at("11:00")) == "Now: Coffee. Next: 12:00 Lunch."
    assert situation(Programme.of([], ends_at=at("13:00")), at("11:00")) == ""


@pytest.mark.parametrize("text", ["tomorrow", "0001-01-01T00:00", "9999-12-31T23:59", "\0"])
def test_a_time_that_is_none_shows_the_list_as_it_is_now(manager_client, busy, text):
    response = manager_client.get(url("actions", busy), {"at": text})
    assert (response.status_code, response.context["rehearsed"]) == (200, False)


def test_times_are_those_of_the_event(manager_client, busy):
    Event.objects.filter(pk=busy.pk).update(time_zone="America/New_York")  # seven hours behind Helsinki
    found = rows(shown(manager_client, busy, "10:15"))
    assert found[:2] == [
        ("soon", "S:queues_entry_wait", "15", "min"),
        ("later", "S:host_commitment", "45", "min"),
    ]


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_takes_the_same_queries_whatever_its_length(
    manager_client, busy, size, django_assert_num_queries
):
    for number in range(size):
        finding = list(BAD)[number]
        subject = Subject("Mend it", f"S:{finding}", finding, "venue")
        owner = manager_client.membership
        plan_action(event=busy, subject=subject, by=owner.user, owner=owner)
        plan_action(event=busy, subject=Subject(f"Sweep {number}"), by=owner.user)
    manager_client.get(url("actions", busy))  # the library is known to the process afterwards
    with django_assert_num_queries(16):
        shown(manager_client, busy)


def test_an_event_in_which_nobody_has_walked_says_so(manager_client, event):
    page = shown(manager_client, event).content.decode()
    assert "Nobody has walked through yet" in page


# The one tap


def take(client, event, finding, **fields):
    return client.post(url("take_on", event), {"finding": finding, **fields})


def test_one_tap_makes_an_action_due_before_guests_get_there(manager_client, busy):
    response = take(manager_client, busy, "S:catering_taste")
    assert response.url == url("actions", busy) + "#fix-scatering_taste"
    action = busy.actions.get()
    assert (action.status, action.owner, action.due_at) == ("doing", manager_client.membership, at("18:10"))
    page = shown(manager_client, busy).content.decode()
    assert page.count('name="finding" value="S:catering_taste"') == 0
    assert f'href="{action.get_absolute_url()}"' in page


def test_two_taps_make_one_action(manager_client, busy):
    for _tap in range(2):
        take(manager_client, busy, "S:catering_taste")
    assert busy.actions.count() == 1


def test_who_was_first_keeps_it(manager_client, admin_client, busy):
    take(manager_client, busy, "S:catering_taste")
    take(admin_client, busy, "S:catering_taste")
    assert busy.actions.get().owner == manager_client.membership
    name = manager_client.membership.user.name
    assert f"{name} has taken this on already." in shown(admin_client, busy).content.decode()


def test_a_tap_comes_back_to_the_time_that_was_looked_at(manager_client, busy):
    response = take(manager_client, busy, "S:catering_taste", at="2031-11-14T17:40")
    assert response.url == url("actions", busy) + "?at=2031-11-14T17%3A40#fix-scatering_taste"


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        ("S:venue_condition", "This finding is no longer found. Reload the list."),
        ("", "This finding is no longer found. Reload the list."),
        ("S:" + "x" * 5000, "This finding is no longer found. Reload the list."),
        ("G1:A1", "This is not mended on site. Look at the finding for what helps."),
    ],
)
def test_what_cannot_be_taken_on_is_refused_in_a_sentence(manager_client, busy, finding, sentence):
    factories.make_message(busy, key="A1", atmosphere={"colourful": 1.0})
    response = take(manager_client, busy, finding)
    assert response.url == url("actions", busy)
    assert sentence in shown(manager_client, busy).content.decode()
    assert CorrectiveAction.objects.count() == 0


def test_findings_of_another_event_are_not_found_here(manager_client, busy, organisation):
    other = factories.make_event(organisation)
    observe(other, venue_condition=1)
    take(manager_client, busy, "S:venue_condition")
    assert CorrectiveAction.objects.count() == 0


@pytest.mark.parametrize("state", ["closed", "archived"])
def test_a_closed_event_is_read_only(manager_client, busy, state):
    Event.objects.filter(pk=busy.pk).update(state=state)
    take(manager_client, busy, "S:catering_taste")
    page = shown(manager_client, busy, "17:00").content.decode()
    assert CorrectiveAction.objects.count() == 0
    assert "The event is closed: its actions can be read, not changed." in page
    assert "Take it on" not in page


def test_mended_rows_leave_the_list_and_dropped_ones_return(manager_client, busy):
    owner = manager_client.membership.user
    subjects = {
        status: Subject(f"Mend {key}", f"S:{key}", key, "")
        for status, key in (("closed", "catering_taste"), ("dropped", "host_commitment"))
    }
    for status, subject in subjects.items():
        action = plan_action(event=busy, subject=subject, by=owner)
        CorrectiveAction.objects.filter(pk=action.pk).update(status=status)
    page = shown(manager_client, busy, "17:00").context["list"]
    assert [row.finding.id for row in page.mended] == ["S:catering_taste"]
    open_rows = {row.finding.id: row.action for group in page.groups for row in group.rows}
    assert open_rows == dict.fromkeys(
        ["S:queues_entry_wait", "S:host_commitment", "S:cloakroom_out_wait", "S:toilets_supplies"]
    )
    assert [action.finding for action in page.others] == ["S:host_commitment"]


def test_actions_whose_finding_is_no_longer_found_stay_on_the_page(manager_client, event):
    action = plan_action(
        event=event, subject=Subject("Sweep <b>", "S:gone"), by=manager_client.membership.user
    )
    response = shown(manager_client, event)
    assert response.context["list"].others == [action]
    assert "Sweep &lt;b&gt;" in response.content.decode()


def test_auditors_and_clients_do_not_see_the_list(auditor_client, client_client, busy):
    for client in (auditor_client, client_client):
        assert client.get(url("actions", busy)).status_code == 403
        assert take(client, busy, "S:catering_taste").status_code == 403
    assert {Role.AUDITOR, Role.CLIENT} == {
        auditor_client.membership.role,
        client_client.membership.role,
    }


def test_large_numbers_of_minutes_are_told_in_hours_and_days():
    assert [time_left(Arrival(When.LATER, minutes)) for minutes in (59, 60, 61, 1439, 1440, 2880)] == [
        ("59", "min"),
        ("1:00", "h"),
        ("1:01", "h"),
        ("23:59", "h"),
        ("1", "day"),
        ("2", "days"),
    ]


def test_what_is_due_on_another_day_says_so_and_what_is_mended_leads_to_the_second_look(
    manager_client, busy, organisation
):
    by = factories.make_membership(organisation, Role.MANAGER).user
    action = plan_action(event=busy, subject=Subject("Sweep the porch"), by=by, due_at=at("17:50"))
    assert "by 17:50" in shown(manager_client, busy, "17:00").text
    assert "by 14 Nov 2031, 17:50" in shown(manager_client, busy, "17:00", day="2031-11-13").text
    look = url("second_look", busy, action.pk)
    assert look not in shown(manager_client, busy, "17:00").text
    CorrectiveAction.objects.filter(pk=action.pk).update(status=CorrectiveAction.Status.DONE)
    assert look in shown(manager_client, busy, "17:00").text
    Event.objects.filter(pk=busy.pk).update(state=Event.State.CLOSED)
    assert look not in shown(manager_client, busy, "17:00").text
