from typing import get_args

import pytest
from django.urls import reverse

from eventaudit.consistency.causes import Rule
from eventaudit.consistency.causes.incidents import INCIDENTS
from eventaudit.consistency.crafts import CRAFTS, Deadline, Owner
from eventaudit.consistency.recommendations import ActionKey, CheckKey
from eventaudit.findings.audited import audit_of
from eventaudit.findings.cause_actions import (
    forget_choices,
    merge_causes,
    move_findings,
    name_cause,
    split_cause,
    write_recommendation,
)
from eventaudit.findings.causes import shaped_causes
from eventaudit.findings.event_file import import_event
from eventaudit.findings.wording import causes as cause_wording
from eventaudit.findings.wording import crafts, recommendations
from eventaudit.walkthroughs.models import Answer

from .test_pages import filled_event

pytestmark = pytest.mark.django_db


def url(name, event, *args):
    return reverse(f"findings:{name}", args=[event.organisation.slug, event.pk, *args])


@pytest.fixture
def demo(organisation, demo_files):
    return import_event(organisation=organisation, data=demo_files["gilded_compass"], by=None)


def causes_of(event):
    return {one.key: one for one in shaped_causes(audit_of(event))}


def where(event):
    """Finding to the key of its cause."""
    return {finding: one.key for one in causes_of(event).values() for finding in one.cause.findings}


def test_every_finding_of_the_demo_is_in_one_cause_with_a_recommendation(demo):
    causes = causes_of(demo)
    findings = [finding for one in causes.values() for finding in one.cause.findings]
    assert (len(findings), len(set(findings))) == (47, 47)
    assert [one.key for one in causes.values() if one.words is None or one.shaped] == []
    toilet = causes["hard-fail:toilets_accessible"]
    assert toilet.title == "The accessible toilet could not be used"
    assert toilet.words.sentence == (
        "Clear and unlock the accessible toilet, sign it, and put it on the checklist signed before doors – "
        "Toilets (arrival, break) (venue manager; before the doors open), because: Is an accessible toilet "
        "open, free of stores and signed? No (“Locked at 18:10 and again at 20:50, full of stacked chairs "
        "(photo). A guest in a wheelchair was sent to the stable building across the yard.”); check: Is an "
        "accessible toilet open, free of stores and signed? Yes."
    )


def test_an_off_brief_message_is_mended_in_the_message(demo):
    words = causes_of(demo)["message:A4"].words
    assert words.action == (
        "Rewrite Social media post (A4) in the tone of “Luxury” and take out “pink lights, beanbags in the "
        "Mirror Hall”, “a DJ who refuses to stop”, “Come as you are”; leave the event as it is"
    )
    assert (words.owner, words.where_when) == ("communications", "")


def test_a_merge_survives_a_new_analysis(demo, manager_client):
    user = manager_client.membership.user
    causes = causes_of(demo)
    cleaning, access = causes["craft:cleaning"], causes["hard-fail:toilets_accessible"]
    merge_causes(
        event=demo,
        key=cleaning.key,
        findings=cleaning.cause.findings,
        into=access.key,
        there=access.cause.findings,
        by=user,
    )
    assert "craft:cleaning" not in causes_of(demo)
    Answer.objects.filter(walkthrough__event=demo, criterion__key="venue_condition", state="answered").update(
        value=1
    )
    placed = where(demo)
    assert {placed[finding] for finding in cleaning.cause.findings} == {access.key}
    assert placed["S:venue_condition"] == access.key  # new, and cleaning too: it follows


def test_a_split_takes_its_findings_and_its_title_along(demo, manager_client):
    user = manager_client.membership.user
    host = causes_of(demo)["craft:stage_host"]
    chosen = ["S:prints_up_to_date"]
    rest = [one for one in host.cause.findings if one not in chosen]
    own = split_cause(event=demo, key=host.key, findings=chosen, rest=rest, title="Old print", by=user)
    causes = causes_of(demo)
    assert causes[own.key].title == "Old print"
    assert causes[own.key].cause.findings == ("S:prints_up_to_date",)
    assert causes[host.key].cause.findings == tuple(rest)
    forget_choices(event=demo, key=own.key)
    forget_choices(event=demo, key=host.key)
    assert where(demo)["S:prints_up_to_date"] == host.key


def test_a_title_of_their_own_and_back(demo, manager_client):
    address = url("cause_title", demo, "craft:cloakroom")
    assert manager_client.post(address, {"title": "Coats took 18 minutes"}).status_code == 302
    assert causes_of(demo)["craft:cloakroom"].title == "Coats took 18 minutes"
    proposed = causes_of(demo)["craft:cloakroom"].proposed_title
    manager_client.post(address, {"title": proposed})
    assert demo.causes.get(key="craft:cloakroom").title == ""  # it goes on following the facts


def test_only_changed_parts_of_a_recommendation_are_kept(demo, manager_client):
    address = url("recommendation", demo, "craft:cloakroom")
    form = manager_client.get(address).context["form"]
    filled = {name: form[name].value() for name in form.fields} | {"owner": "Ms Havu", "effort": "large"}
    assert manager_client.post(address, filled).status_code == 302
    row = demo.causes.get(key="craft:cloakroom").recommendation
    assert (row.owner, row.effort, row.action, row.because, row.check_by) == ("Ms Havu", "large", "", "", "")
    words = causes_of(demo)["craft:cloakroom"].words
    assert (words.owner, words.effort, words.check) == (
        "Ms Havu",
        "large",
        "Waiting time to get the coat back: at most 5 min",
    )


def test_what_is_mended_stays_as_no_longer_found(demo, manager_client):
    name_cause(event=demo, key="craft:cloakroom", title="Coats", by=manager_client.membership.user)
    demo.walkthroughs.all().delete()
    page = manager_client.get(url("causes", demo))
    assert [row.shaped.title for row in page.context["resolved"]] == ["Coats"]
    manager_client.post(url("cause_reset", demo, "craft:cloakroom"))
    assert demo.causes.count() == 0


def test_findings_move_through_the_form(demo, manager_client):
    address = url("cause_move", demo, "craft:stage_host")
    target = "craft:cleaning"
    response = manager_client.post(address, {"findings": ["S:prints_up_to_date"], "to": target})
    assert response.url == url("cause", demo, target)
    assert where(demo)["S:prints_up_to_date"] == target


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("cause_move", {}, "Choose the findings that belong elsewhere."),
        ("cause_move", {"findings": ["S:venue_condition"]}, "S:venue_condition is not one of the available"),
        ("cause_merge", {"into": "craft:no-such"}, "craft:no-such is not one of the available"),
        ("cause_merge", {"into": "craft:stage_host"}, "craft:stage_host is not one of the available"),
        ("cause_title", {"title": "x" * 201}, "at most 200 characters"),
    ],
)
def test_bad_input_changes_nothing_and_says_so(demo, manager_client, name, data, sentence):
    response = manager_client.post(url(name, demo, "craft:stage_host"), data)
    assert response.status_code == 400
    assert sentence in response.text
    assert (demo.causes.count(), demo.cause_pins.count()) == (0, 0)


@pytest.mark.parametrize(
    "name", ["cause", "cause_title", "cause_merge", "cause_move", "cause_reset", "recommendation"]
)
def test_a_cause_that_does_not_exist_is_not_found(demo, manager_client, name):
    assert manager_client.post(url(name, demo, "craft:no-such"), {}).status_code in (404, 405)
    assert demo.causes.count() == 0


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(
    ("name", "args", "queries"),
    [("causes", [], 17), ("cause", ["craft:food_order"], 17), ("recommendation", ["craft:food_order"], 17)],
)
def test_pages_take_the_same_queries_whatever_the_size(
    manager_client, organisation, django_assert_num_queries, size, name, args, queries
):
    event = filled_event(organisation, size)
    user = manager_client.membership.user
    write_recommendation(event=event, key="craft:food_order", by=user, owner="Ms Havu")
    move_findings(event=event, findings=["G2:P1"], to="craft:food_order", by=user)
    manager_client.get(url(name, event, *args))  # the library is known to the process afterwards
    with django_assert_num_queries(queries):
        response = manager_client.get(url(name, event, *args))
    assert response.status_code == 200


def test_markup_in_titles_and_notes_stays_text(demo, manager_client):
    name_cause(event=demo, key="craft:cloakroom", title="<script>x", by=manager_client.membership.user)
    for page in (url("causes", demo), url("cause", demo, "craft:cloakroom")):
        text = manager_client.get(page).text
        assert ("<script>x" in text, "&lt;script&gt;x" in text) == (False, True)


def test_everything_the_analysis_can_say_has_words():
    assert set(cause_wording._REASONS) == set(get_args(Rule))
    assert set(recommendations._ACTIONS) == set(get_args(ActionKey))
    assert set(recommendations._CHECKS) == set(get_args(CheckKey))
    assert set(crafts.CRAFTS) == set(crafts.CRAFT_ACTIONS) == set(CRAFTS)
    assert set(crafts.INCIDENTS) == set(crafts.INCIDENT_ACTIONS) == set(INCIDENTS)
    assert (set(crafts.OWNERS), set(crafts.DEADLINES)) == (set(get_args(Owner)), set(get_args(Deadline)))


def test_a_recommendation_written_for_a_cause_stays_when_its_findings_go(demo, manager_client):
    user = manager_client.membership.user
    write_recommendation(event=demo, key="craft:cloakroom", by=user, owner="Ms Havu")
    demo.walkthroughs.all().delete()
    page = manager_client.get(url("causes", demo))
    assert [row.shaped.key for row in page.context["resolved"]] == ["craft:cloakroom"]


def test_a_long_proposal_fits_its_form(demo, manager_client):
    quote = demo.messages.get(key="A1").text[:400]
    demo.messages.get(key="A1").promises.filter(key="P01").update(quote=quote, start=0)
    address = url("cause", demo, "craft:food_order")
    title = manager_client.get(address).context["title_form"]["title"].value()
    assert len(title) == 200
    assert (
        manager_client.post(url("cause_title", demo, "craft:food_order"), {"title": title}).status_code == 302
    )
    assert demo.causes.get(key="craft:food_order").title == ""
