import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from eventaudit.events.models import Event
from eventaudit.findings.event_file import import_event
from eventaudit.findings.facts import audit_event
from eventaudit.walkthroughs.models import Answer
from tests import factories

from .test_event_file import small_event

pytestmark = pytest.mark.django_db


def url(name, event, *args):
    return reverse(f"findings:{name}", args=[event.organisation.slug, event.pk, *args])


def upload(client, organisation, content, **fields):
    file = SimpleUploadedFile("event.json", content, "application/json")
    return client.post(reverse("findings:import", args=[organisation.slug]), {"file": file, **fields})


def filled_event(organisation, size):
    event = factories.make_event(organisation)
    for _number in range(size):
        factories.make_promise(factories.make_message(event), criterion="catering_as_promised")
        walkthrough = factories.make_walkthrough(event)
        for key in ("catering_as_promised", "venue_step_free"):
            Answer.objects.create(
                walkthrough=walkthrough,
                criterion=event.template_version.criteria.get(key=key),
                state="answered",
                value=False,
                note="seen",
            )
    return event


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(
    ("name", "args", "queries"), [("overview", [], 18), ("touchpoint", ["catering"], 18)]
)
def test_pages_take_the_same_queries_whatever_the_size(
    manager_client, organisation, django_assert_num_queries, size, name, args, queries
):
    event = filled_event(organisation, size)
    manager_client.get(url(name, event, *args))  # the library is known to the process afterwards
    with django_assert_num_queries(queries):
        response = manager_client.get(url(name, event, *args))
    assert response.status_code == 200


def test_the_page_of_the_demo_event_tells_its_numbers(manager_client, organisation, demo_files):
    event = import_event(organisation=organisation, data=demo_files["gilded_compass"], by=None)
    overview = manager_client.get(url("overview", event)).context["overview"]
    assert (round(overview.index.low, 1), overview.letter, overview.coverage) == (49.0, "D", 98)
    assert [round(part.low, 1) for part in overview.components] == [58.7, 54.7, 72.0, 55.3]
    assert overview.hard_fails == ["Is an accessible toilet open, free of stores and signed?"]
    assert overview.index.arithmetic == "0.40 × 58.7 + 0.25 × 54.7 + 0.20 × 72.0 + 0.15 × 55.3 = 59.9"
    assert overview.severities == [
        ("critical", "Critical", 10),
        ("major", "Major", 16),
        ("minor", "Minor", 18),
        ("note", "Note", 3),
    ]
    assert (overview.findings, overview.delights) == (47, 3)
    assert [(row.severity, row.shaped.cause.hard_fail) for row in overview.worst] == [
        ("Critical", True),
        ("Critical", False),
        ("Critical", False),
    ]


def test_an_empty_event_is_told_as_nothing_to_measure(manager_client, event):
    page = manager_client.get(url("overview", event))
    assert page.context["begun"] is False
    assert page.context["overview"].index.measured is False
    assert "Nothing to measure yet" in page.text


def test_markup_in_names_and_quotes_stays_text(manager_client, organisation):
    data = small_event(name="<script>alert(1)</script>")
    data["walkthroughs"][0] |= {
        "auditor": "<img src=x>",
        "answers": {"catering_as_promised": False},
        "comments": {"catering_as_promised": "<script>note"},
    }
    event = import_event(organisation=organisation, data=data, by=None)
    pages = [url("overview", event), url("touchpoint", event, "catering"), url("list", event)]
    for finding in audit_event(event).findings:
        pages.append(url("finding", event, finding.id))
    texts = [manager_client.get(page).text for page in pages]
    assert sum("&lt;script&gt;note" in text for text in texts) == 2  # the touchpoint, and the finding
    for text in texts:
        assert ("<script>alert" in text, "<script>note" in text, "<img src=x" in text) == (False,) * 3


def test_a_touchpoint_that_does_not_exist_is_not_found(manager_client, event):
    assert manager_client.get(url("touchpoint", event, "no-such")).status_code == 404


def test_other_organisations_see_nothing(stranger_client, event):
    for page in (url("overview", event), url("touchpoint", event, "venue"), url("export", event)):
        assert stranger_client.get(page).status_code == 404
    own = stranger_client.membership.organisation.slug
    assert stranger_client.get(reverse("findings:overview", args=[own, event.pk])).status_code == 404
    response = upload(stranger_client, event.organisation, json.dumps(small_event()).encode())
    assert (response.status_code, Event.objects.count()) == (404, 1)


def test_auditors_and_clients_do_not_see_the_result(auditor_client, client_client, event):
    for client in (auditor_client, client_client):
        for page in (url("overview", event), url("touchpoint", event, "venue"), url("export", event)):
            assert client.get(page).status_code == 403
        assert upload(client, event.organisation, b"{}").status_code == 403


def test_an_uploaded_file_becomes_an_event(manager_client, organisation):
    response = upload(manager_client, organisation, json.dumps(small_event(odd=1)).encode(), key="spring")
    event = organisation.events.get()
    assert (event.key, event.created_by) == ("spring", manager_client.membership.user)
    assert response.url == event.get_absolute_url()
    exported = manager_client.get(url("export", event))
    assert exported["Content-Disposition"] == 'attachment; filename="spring.json"'
    assert json.loads(exported.content)["promises"][0]["quote"] == "Champagne"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"not json", "not a JSON file"),
        (b" " * (5 * 1024 * 1024 + 1), "at most 5 MB are taken"),
        (json.dumps(small_event(id="<b>")).encode(), "is not a key"),
        (json.dumps(small_event(walkthroughs=[{"auditor": "a", "answers": {"x": 1}}])).encode(), "library"),
    ],
)
def test_a_bad_upload_gets_a_sentence_and_leaves_nothing(manager_client, organisation, content, sentence):
    response = upload(manager_client, organisation, content)
    assert (response.status_code, Event.objects.count()) == (400, 0)
    form = response.context["form"]
    assert any(sentence in told for told in [*form.errors["file"], *form.problems])
    assert "<b>" not in response.text
