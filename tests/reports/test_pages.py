"""Who sees which report, and what the pages show while it is made."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.text import slugify

from eventaudit.accounts.models import Role
from eventaudit.reports.actions import release_report, request_report, review_report
from eventaudit.reports.models import Report
from tests import factories

PAGES = ("detail", "pdf", "progress")


def make_ready(event, language="en"):
    report = request_report(event=event, language=language, by=None)
    report.pdf.save("", ContentFile(b"%PDF-1.7 a report"), save=False)
    report.work, report.pages, report.steps, report.steps_done = Report.Work.READY, 4, 4, 4
    report.save()
    return report


def make_released(event, language="en", by=None):
    by = by or factories.make_user()
    return release_report(report=review_report(report=make_ready(event, language), by=by), by=by)


def address(name, report):
    return reverse(f"reports:{name}", args=[report.event.organisation.slug, report.pk])


def statuses(client, report):
    answers = {name: client.get(address(name, report)) for name in PAGES}
    for answer in answers.values():
        answer.getvalue()  # a file is closed when it has been read
    return {name: answer.status_code for name, answer in answers.items()}


def test_who_may_see_a_draft(event, manager_client, client_client, auditor_client, stranger_client):
    event.clients.add(client_client.membership)
    report = make_ready(event)
    assert statuses(manager_client, report) == {"detail": 200, "pdf": 200, "progress": 302}
    assert statuses(client_client, report) == {"detail": 404, "pdf": 404, "progress": 403}
    assert statuses(auditor_client, report) == {"detail": 403, "pdf": 403, "progress": 403}
    assert statuses(stranger_client, report) == {"detail": 404, "pdf": 404, "progress": 404}


def test_who_may_see_a_released_report(event, manager_client, client_client, auditor_client, stranger_client):
    report = make_released(event)
    assert statuses(client_client, report) == {"detail": 404, "pdf": 404, "progress": 403}
    event.clients.add(client_client.membership)
    assert statuses(client_client, report) == {"detail": 200, "pdf": 200, "progress": 403}
    assert statuses(auditor_client, report) == {"detail": 403, "pdf": 403, "progress": 403}
    assert statuses(stranger_client, report) == {"detail": 404, "pdf": 404, "progress": 404}


def test_the_same_person_as_client_of_two_organisations_sees_each_apart(event, client_client):
    other = factories.make_event(factories.make_organisation())
    factories.make_membership(other.organisation, Role.CLIENT, client_client.membership.user)
    event.clients.add(client_client.membership)
    foreign = make_released(other)
    page = client_client.get(reverse("reports:mine", args=[event.organisation.slug]))
    assert other.name not in page.content.decode()
    assert client_client.get(address("detail", foreign)).status_code == 404


@pytest.mark.parametrize("action", ["review", "release", "correct", "again", "link_create"])
def test_a_client_changes_nothing(event, client_client, action):
    event.clients.add(client_client.membership)
    report = make_released(event)
    assert client_client.post(address(action, report)).status_code == 403


def test_asking_for_a_report_answers_at_once_and_leaves_the_work_to_the_queue(event, manager_client):
    created = manager_client.post(
        reverse("reports:create", args=[event.organisation.slug, event.pk]), {"language": "fi"}
    )
    report = Report.objects.get()
    assert (created.status_code, created["Location"]) == (302, address("detail", report))
    assert (report.language, report.work, report.created_by) == (
        "fi",
        "waiting",
        manager_client.membership.user,
    )
    page = manager_client.get(address("detail", report)).content.decode()
    assert "The report waits for its turn." in page
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page


def test_a_language_that_is_none_of_ours_is_refused_with_words(event, manager_client):
    answer = manager_client.post(
        reverse("reports:create", args=[event.organisation.slug, event.pk]), {"language": "xx"}
    )
    assert answer.status_code == 422
    assert "Choose one of the languages in the list." in answer.content.decode()


def test_progress_is_polled_until_the_report_is_there(event, manager_client):
    report = request_report(event=event, language="en", by=None)
    Report.objects.filter(pk=report.pk).update(work="running", steps=12, steps_done=5)
    polled = manager_client.get(address("progress", report), headers={"HX-Request": "true"})
    assert "5 of 12 sections done" in polled.content.decode()
    make_ready(event)
    done = manager_client.get(address("progress", report), headers={"HX-Request": "true"})
    assert done["HX-Refresh"] == "true"


def test_a_failed_report_says_so_and_offers_another_try(event, manager_client):
    report = request_report(event=event, language="en", by=None)
    Report.objects.filter(pk=report.pk).update(work="failed", problem="The PDF could not be made.")
    page = manager_client.get(address("detail", report)).content.decode()
    assert "The PDF could not be made." in page
    assert address("again", report) in page
    manager_client.post(address("again", report))
    assert Report.objects.get().work == "waiting"


def test_the_pdf_comes_under_a_readable_name_and_can_do_nothing_else(event, manager_client):
    event.name = "Pihkapäivät 2031"
    event.save()
    answer = manager_client.get(address("pdf", make_ready(event)))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 a report"
    assert answer["Content-Disposition"] == 'inline; filename="pihkapaivat-2031-en.pdf"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert answer["Content-Security-Policy"].startswith("default-src 'none';")


def test_a_client_reads_the_result_as_a_page_from_the_snapshot_alone(event, client_client):
    event.clients.add(client_client.membership)
    factories.make_promise(factories.make_message(event))
    report = make_released(event)
    event.messages.all().delete()
    page = client_client.get(address("detail", report)).content.decode()
    assert "Champagne will be served" in page
    assert "Release to the client" not in page


def test_a_released_report_names_the_event_as_it_did_whatever_it_is_called_now(event, client_client):
    event.clients.add(client_client.membership)
    report = make_released(event)
    before, event.name, event.venue = event.name, "Another feast", "Another hall"
    event.save()
    page = client_client.get(address("detail", report)).content.decode()
    assert (before in page, "Another feast" in page, "Another hall" in page) == (True, False, False)
    answer = client_client.get(address("pdf", report))
    assert answer.getvalue() == b"%PDF-1.7 a report"
    assert answer["Content-Disposition"] == f'inline; filename="{slugify(before)}-en.pdf"'


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_queries_however_long(
    event, manager_client, client_client, django_assert_num_queries, count
):
    event.clients.add(client_client.membership)
    for language in ("en", "fi", "sv")[:count]:
        make_released(event, language)
    organisation = event.organisation.slug
    with django_assert_num_queries(10):
        manager_client.get(reverse("reports:list", args=[organisation, event.pk]))
    with django_assert_num_queries(4):
        client_client.get(reverse("reports:mine", args=[organisation]))


def test_the_command_writes_the_pdf_and_says_where(event, tmp_path, capsys):
    from django.core.management import call_command

    out = tmp_path / "deep" / "report.pdf"
    call_command("render_report", event.key, organisation=event.organisation.slug, lang="sv", out=out)
    assert out.read_bytes()[:5] == b"%PDF-"
    assert capsys.readouterr().out.startswith(f"{out}: ")


def test_the_command_says_that_there_is_no_such_event(db, tmp_path):
    from django.core.management import CommandError, call_command

    with pytest.raises(CommandError, match=r"^There is no event “none” in “nowhere”\.$") as refused:
        call_command("render_report", "none", organisation="nowhere", out=tmp_path / "x.pdf")
    assert refused.value.returncode == 2
