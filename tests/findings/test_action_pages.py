"""The pages of one action, its second look, and an auditor's own tasks."""

import pytest
from django.urls import reverse

from eventaudit.events.models import Event
from eventaudit.findings.actions import begin_mending, mark_mended, plan_action
from eventaudit.findings.mending import Subject
from eventaudit.findings.models import CorrectiveAction
from eventaudit.photos.models import Photo
from tests import factories

from .mended import add_programme, at, observe
from .test_actions import photo

pytestmark = pytest.mark.django_db
WAIT = Subject("Coats come back: 20 min", "S:cloakroom_out_wait", "cloakroom_out_wait", "cloakroom")
SECRET = "Champagne will be served"


def url(name, event, *args):
    return reverse(f"findings:{name}", args=[event.organisation.slug, event.pk, *args])


def task_url(action):
    return reverse("findings:task", args=[action.event.organisation.slug, action.pk])


@pytest.fixture
def busy(organisation):
    event = factories.make_event(organisation)
    add_programme(event)
    observe(event, cloakroom_out_wait=20)
    return event


@pytest.fixture
def action(busy, manager_client):
    return plan_action(event=busy, subject=WAIT, by=manager_client.membership.user)


@pytest.fixture
def post(manager_client, action):
    def send(**fields):
        response = manager_client.post(action.get_absolute_url(), fields, follow=True)
        action.refresh_from_db()
        return response

    return send


def told(response):
    return [str(message) for message in response.context["messages"]]


# Planning


def test_an_action_for_a_finding_is_prefilled(manager_client, busy):
    form = manager_client.get(url("action_create", busy), {"finding": WAIT.finding}).context["form"]
    assert form.initial["title"] == "Getting the coat back took too long"
    assert form.initial["due_at"] == at("22:25")
    assert "touchpoint" not in form.fields


def test_a_planned_action_keeps_its_finding(manager_client, busy, organisation):
    fields = {"finding": WAIT.finding, "title": "Two more\r\nhands", "due_at": "2031-11-14T22:00"}
    response = manager_client.post(url("action_create", busy), {**fields, "owner_name": "Caterer Oy"})
    action = busy.actions.get()
    assert response.url == action.get_absolute_url()
    assert (action.finding, action.criterion, action.touchpoint) == (
        WAIT.finding,
        WAIT.criterion,
        WAIT.touchpoint,
    )
    assert (action.title, action.owned_by, action.due_at, action.status) == (
        "Two more hands",
        "Caterer Oy",
        at("22:00"),
        "open",
    )


def test_an_action_of_its_own_has_a_place_to_choose(manager_client, busy):
    manager_client.post(url("action_create", busy), {"title": "Sweep the porch", "touchpoint": "venue"})
    action = busy.actions.get()
    assert (action.finding, action.criterion, action.touchpoint, action.due_at) == ("", "", "venue", None)


def test_planning_what_is_planned_already_leads_there(manager_client, busy, action):
    fields = {"finding": WAIT.finding, "title": "Again"}
    for response in (
        manager_client.get(url("action_create", busy), {"finding": WAIT.finding}),
        manager_client.post(url("action_create", busy), fields),
    ):
        assert (response.url, busy.actions.count()) == (action.get_absolute_url(), 1)


def test_nothing_is_planned_for_a_closed_event(manager_client, busy):
    Event.objects.filter(pk=busy.pk).update(state="closed")
    response = manager_client.post(url("action_create", busy), {"title": "Sweep the porch"})
    assert (response.url, busy.actions.count()) == (url("actions", busy), 0)
    opened = manager_client.get(url("action_create", busy), {"finding": WAIT.finding})
    assert opened.url == url("actions", busy)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "Write what is to be done."),
        ({"title": "A" * 301}, "Ensure this value has at most 300 characters (it has 301)."),
        ({"due_at": "tomorrow"}, "Enter a valid date/time."),
        ({"due_at": "9999-12-31T23:59"}, "The year 9999 cannot be right. Correct the date."),
        ({"owner": "999999"}, "Choose somebody of this organisation."),
        ({"owner": "x"}, "Choose somebody of this organisation."),
        ({"touchpoint": "stage"}, "Select a valid choice. stage is not one of the available choices."),
    ],
)
def test_a_slip_is_told_and_nothing_is_stored(manager_client, busy, fields, sentence):
    response = manager_client.post(url("action_create", busy), {"title": "Do it", **fields})
    assert response.status_code == 422
    assert sentence in [line for lines in response.context["form"].errors.values() for line in lines]
    assert busy.actions.count() == 0


def test_owners_are_people_of_the_organisation_but_no_clients(
    manager_client, auditor_client, client_client, stranger_client, busy
):
    page = manager_client.get(url("action_create", busy))
    owners = set(page.context["form"].fields["owner"].queryset)
    assert owners == {manager_client.membership, auditor_client.membership}
    for other in (client_client, stranger_client):
        fields = {"title": "Do it", "owner": other.membership.pk}
        assert manager_client.post(url("action_create", busy), fields).status_code == 422


def test_a_person_and_a_name_are_one_too_many(manager_client, busy):
    fields = {"title": "Do it", "owner": manager_client.membership.pk, "owner_name": "Caterer Oy"}
    response = manager_client.post(url("action_create", busy), fields)
    assert response.context["form"].errors["owner_name"] == ["Choose a person or type a name, not both."]


def test_an_action_is_changed(manager_client, busy, action):
    fields = {"title": "Hang them by table", "owner": manager_client.membership.pk, "due_at": ""}
    response = manager_client.post(url("action_edit", busy, action.pk), fields)
    action.refresh_from_db()
    assert response.url == action.get_absolute_url()
    assert (action.title, action.owner, action.finding) == (
        "Hang them by table",
        manager_client.membership,
        WAIT.finding,
    )


def test_a_settled_action_is_not_changed(manager_client, busy, action):
    CorrectiveAction.objects.update(status="closed")
    response = manager_client.post(url("action_edit", busy, action.pk), {"title": "Other"})
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "This action is settled. Take it up again to change it."
    ]


# The page and its buttons


def test_the_page_tells_what_was_found_and_how_long_is_left(manager_client, action):
    page = manager_client.get(action.get_absolute_url()).context["page"]
    assert page.sentence.startswith("Waiting time to get the coat back: 20\u00a0min")
    assert (page.touchpoint, page.late, page.can_change) == ("Cloakroom", False, True)
    assert page.unit == "days"


def test_a_finding_that_is_gone_is_kept_as_text(manager_client, busy, action):
    busy.walkthroughs.all().delete()
    page = manager_client.get(action.get_absolute_url()).content.decode()
    assert "This finding (S:cloakroom_out_wait) is no longer found." in page


def test_what_should_have_been_mended_is_late(manager_client, action):
    CorrectiveAction.objects.update(due_at="2026-01-01T10:00Z")
    assert "Late" in manager_client.get(action.get_absolute_url()).content.decode()
    CorrectiveAction.objects.update(status="done")
    assert "Late" not in manager_client.get(action.get_absolute_url()).content.decode()


def test_the_buttons_move_the_action_on(post, action):
    post(do="begin")
    assert action.status == "doing"
    assert told(post(do="mended", photos=[photo(), photo("two.jpg")])) == ["Mended. A second look closes it."]
    assert (action.status, action.photos.count()) == ("done", 2)
    assert told(post(do="drop", reason="It has to wait.")) == ["The action is dropped."]
    assert action.status == "dropped"
    post(do="reopen")
    assert action.status == "open"
    page = post(do="").context["page"]
    assert [(step.tag, step.note) for step in page.history] == [
        ("open", ""),
        ("dropped", "It has to wait."),
        ("done", ""),
        ("photo", ""),
        ("photo", ""),
        ("doing", ""),
        ("open", ""),
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"do": "explode"}, "Choose one of the buttons."),
        ({}, "Choose one of the buttons."),
        ({"do": "photo"}, "Take or choose a photo first."),
    ],
)
def test_what_no_button_sends_is_refused(post, action, fields, sentence):
    assert told(post(**fields)) == [sentence]
    assert action.status == "open"


def test_a_bad_photo_is_told_and_keeps_the_action_as_it_was(post, action):
    bad = photo()
    bad.file.seek(0)
    bad.file.truncate(20)
    bad.size = 20
    assert len(told(post(do="mended", photos=bad))) == 1
    assert (action.status, Photo.objects.count()) == ("open", 0)


def test_an_action_is_not_dropped_without_a_reason(manager_client, action):
    response = manager_client.post(action.get_absolute_url(), {"do": "drop", "reason": " "})
    assert response.status_code == 422
    assert "Write why it will not be mended." in response.content.decode()
    action.refresh_from_db()
    assert action.status == "open"


@pytest.mark.parametrize("size", [1, 3])
def test_the_page_takes_the_same_queries_however_much_has_happened(
    manager_client, action, size, django_assert_num_queries
):
    by = manager_client.membership.user
    for number in range(size):
        mark_mended(action=action, by=by, photos=[photo(f"{number}.jpg")])
        begin_mending(action=action, by=by)
        action.looks.create(value=4, quality=1.0, needed=0.5, mended=False, by=by)
    manager_client.get(action.get_absolute_url())
    with django_assert_num_queries(19):
        response = manager_client.get(action.get_absolute_url())
    assert len(response.context["page"].photos) == size


# The second look


def look(client, action, **fields):
    return client.post(url("second_look", action.event, action.pk), fields)


def test_a_second_look_in_the_criterion_s_own_scale_closes_the_action(manager_client, action):
    page = manager_client.get(url("second_look", action.event, action.pk)).content.decode()
    assert 'name="m-cloakroom_out_wait"' in page
    fields = {"m-cloakroom_out_wait": "6", "note": "Six minutes.", "photos": [photo()]}
    response = look(manager_client, action, **fields)
    action.refresh_from_db()
    made = action.looks.get()
    assert (response.url, action.status) == (action.get_absolute_url(), "closed")
    assert (made.value, round(made.quality, 2), made.note, action.photos.count()) == (
        6,
        0.9,
        "Six minutes.",
        1,
    )
    history = manager_client.get(action.get_absolute_url()).context["page"].history
    said = [step.words.replace("\u00a0", " ") for step in history]
    assert "6 min: 90 of 100, at least 50 was needed" in said


def test_a_look_that_finds_it_unmended_gives_it_back(manager_client, action):
    response = look(manager_client, action, **{"m-cloakroom_out_wait": "19"})
    action.refresh_from_db()
    assert (action.status, action.looks.get().mended) == ("open", False)
    assert told(manager_client.get(response.url)) == ["Not mended yet: it is to do again."]


@pytest.mark.parametrize("value", ["", "soon", "1e99"])
def test_what_is_no_score_is_shown_again_with_what_was_typed(manager_client, action, value):
    response = look(manager_client, action, **{"m-cloakroom_out_wait": value, "note": "Typed"})
    assert response.status_code == 422
    question = response.context["page"].question
    assert (question.fields.get("m"), bool(question.error)) == (value, True)
    assert ">Typed</textarea>" in response.content.decode()
    assert action.looks.count() == 0


def test_a_promise_by_hand_is_asked_for_its_verdict(manager_client, busy):
    promise = factories.make_promise(factories.make_message(busy), verdict="broken")
    subject = Subject("Pour it", f"G2:{promise.key}", "", "catering")
    action = plan_action(event=busy, subject=subject, by=manager_client.membership.user)
    page = manager_client.get(url("second_look", busy, action.pk)).context["page"]
    assert [value for value, _label, _chosen in page.choices] == ["kept", "partly", "broken"]
    assert look(manager_client, action, verdict="unchecked").status_code == 422
    look(manager_client, action, verdict="kept")
    action.refresh_from_db()
    promise.refresh_from_db()
    assert (action.status, promise.verdict) == ("closed", "broken")


def test_an_action_of_its_own_is_judged_by_eye(manager_client, busy):
    action = plan_action(event=busy, subject=Subject("Sweep"), by=manager_client.membership.user)
    assert look(manager_client, action).status_code == 422
    look(manager_client, action, mended="no", note="Leaves again.")
    assert (action.looks.get().mended, action.looks.get().note) == (False, "Leaves again.")


def test_a_closed_event_takes_no_second_look(manager_client, action):
    Event.objects.filter(pk=action.event_id).update(state="closed")
    response = look(manager_client, action, **{"m-cloakroom_out_wait": "6"})
    assert response.status_code == 422
    assert "The event is closed: its actions can be read, not changed." in response.content.decode()
    assert action.looks.count() == 0


# An auditor's own tasks


@pytest.fixture
def task(busy, manager_client, auditor_client):
    promise = factories.make_promise(factories.make_message(busy), criterion="cloakroom_out_wait")
    subject = Subject("Coats come back: 20 min", f"G2:{promise.key}", "cloakroom_out_wait", "cloakroom")
    owner, by = auditor_client.membership, manager_client.membership.user
    return plan_action(event=busy, subject=subject, by=by, owner=owner, due_at=at("22:25"))


def test_an_auditor_sees_what_is_theirs_to_mend_but_no_promise(auditor_client, task):
    listed = auditor_client.get(reverse("findings:tasks", args=[task.event.organisation.slug]))
    opened = auditor_client.get(task_url(task))
    for response in (listed, opened):
        page = response.content.decode()
        assert "Coats come back: 20 min" in page
        assert "14 Nov 2031, 22:25" in page
        assert SECRET not in page
        assert "Luxury" not in page
    for name in ("action", "action_edit", "second_look"):
        assert auditor_client.get(url(name, task.event, task.pk)).status_code == 403


def test_an_auditor_mends_it_and_sees_the_own_photos(auditor_client, task):
    auditor_client.post(task_url(task), {"do": "mended", "photos": [photo()]})
    task.refresh_from_db()
    assert task.status == "done"
    shown = task.photos.get().photo
    address = reverse("photos:photo", args=[task.event.organisation.slug, shown.pk, "small"])
    response = auditor_client.get(address)
    assert response.status_code == 200
    b"".join(response.streaming_content)


@pytest.mark.parametrize("step", ["reopen", "drop", "closed"])
def test_an_auditor_neither_closes_nor_drops(auditor_client, task, step):
    auditor_client.post(task_url(task), {"do": step, "reason": "No."})
    task.refresh_from_db()
    assert task.status == "open"


def test_tasks_of_others_are_not_there(auditor_client, action):
    assert auditor_client.get(task_url(action)).status_code == 404
    assert auditor_client.post(task_url(action), {"do": "mended"}).status_code == 404


def test_a_manager_is_led_to_the_page_that_tells_more(manager_client, task):
    assert manager_client.get(task_url(task)).url == task.get_absolute_url()


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_of_tasks_takes_the_same_queries_whatever_its_length(
    auditor_client, busy, size, django_assert_num_queries
):
    for number in range(size):
        plan_action(
            event=busy,
            subject=Subject(f"Sweep {number}", touchpoint="venue"),
            by=auditor_client.membership.user,
            owner=auditor_client.membership,
        )
    with django_assert_num_queries(5):
        response = auditor_client.get(reverse("findings:tasks", args=[busy.organisation.slug]))
    assert len(response.context["rows"]) == size
