"""A report is asked for, made in the background, released, and then never changes."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as site
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from eventaudit.reports.actions import (
    ReportIsBusy,
    ReportIsFrozen,
    ReportNotReady,
    make_report,
    release_report,
    request_report,
    review_report,
    start_again,
)
from eventaudit.reports.models import STUCK_AFTER, Report
from eventaudit.reports.snapshot import take_snapshot
from tests import factories

DATABASE_TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def ready(event):
    """A report whose PDF is there, without the seconds that making it takes."""
    report = request_report(event=event, language="en", by=None)
    report.pdf.save("", _pdf(), save=False)
    report.work, report.pages = Report.Work.READY, 4
    report.save()
    return report


def _pdf():
    from django.core.files.base import ContentFile

    return ContentFile(b"%PDF-1.7 a report")


def test_changing_the_event_changes_no_report(event):
    report = request_report(event=event, language="en", by=None)
    before = Report.objects.get(pk=report.pk).snapshot
    event.name = "Renamed"
    event.save()
    factories.make_message(event)
    assert Report.objects.get(pk=report.pk).snapshot == before
    assert take_snapshot(event, "en") != before


def test_the_snapshot_is_in_the_language_asked_for_whatever_the_page_speaks(event):
    from django.utils import translation

    with translation.override("sv"):
        finnish = take_snapshot(event, "fi")
    assert (finnish["language"], finnish["touchpoints"][0]["name"]) == ("fi", "Miljöö ja tilat")


def test_asking_twice_for_the_same_gives_the_same_report_and_one_job(
    event, settings, django_capture_on_commit_callbacks
):
    settings.TASKS = DATABASE_TASKS
    with django_capture_on_commit_callbacks(execute=True):
        first = request_report(event=event, language="en", by=None)
        second = request_report(event=event, language="en", by=None)
        other = request_report(event=event, language="fi", by=None)
    assert (first == second, first == other) == (True, False)
    assert DBTaskResult.objects.count() == 2


def test_making_it_writes_the_pdf_once(event):
    report = request_report(event=event, language="en", by=None)
    assert make_report(report_id=str(report.pk), attempt=1) is True
    report.refresh_from_db()
    with report.pdf.open() as pdf:
        assert pdf.read(5) == b"%PDF-"
    assert (report.work, report.steps_done == report.steps > 0, report.pages > 0) == ("ready", True, True)
    assert report.page.html.lstrip().startswith('<article class="web-report" lang="en">')
    assert make_report(report_id=str(report.pk), attempt=1) is False


def test_a_failure_is_told_and_can_be_tried_again(event):
    report = request_report(event=event, language="en", by=None)
    Report.objects.filter(pk=report.pk).update(snapshot={**report.snapshot, "photos": None})
    with pytest.raises(AttributeError):
        make_report(report_id=str(report.pk), attempt=1)
    report.refresh_from_db()
    assert (report.work, report.problem) == ("failed", "The work was interrupted.")
    assert (start_again(report=report).work, make_report(report_id=str(report.pk), attempt=1)) == (
        "waiting",
        False,
    )


def test_a_stuck_report_can_be_started_again_and_a_busy_one_not(event):
    report = request_report(event=event, language="en", by=None)
    with pytest.raises(ReportIsBusy):
        start_again(report=report)
    Report.objects.filter(pk=report.pk).update(work="running", progressed_at=timezone.now() - STUCK_AFTER * 2)
    assert start_again(report=Report.objects.get(pk=report.pk)).attempt == 2


def test_only_a_ready_report_is_released(event):
    report = request_report(event=event, language="en", by=None)
    for act in (review_report, release_report):
        with pytest.raises(ReportNotReady):
            act(report=report, by=factories.make_user())
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(state="released", reviewed_at=now, released_at=now)


def test_only_a_reviewed_report_is_released(ready):
    with pytest.raises(ReportNotReady):
        release_report(report=ready, by=factories.make_user())
    first, second = factories.make_user(), factories.make_user()
    reviewed = review_report(report=ready, by=first)
    again = review_report(report=ready, by=second)
    assert (again.state, again.reviewed_by, again.reviewed_at) == ("reviewed", first, reviewed.reviewed_at)


def test_a_released_report_cannot_be_changed_even_past_the_program(ready):
    by = factories.make_user()
    report = release_report(report=review_report(report=ready, by=by), by=by)
    changes = (
        {"snapshot": {}},
        {"pdf": "other.pdf"},
        {"state": "reviewed", "released_at": None},
        {"digest": "0" * 64},
    )
    for change in changes:
        with pytest.raises(IntegrityError, match="a released report never changes"), transaction.atomic():
            Report.objects.filter(pk=report.pk).update(**change)
    by.delete()
    report.refresh_from_db()
    assert (report.state, report.released_by) == ("released", None)


def test_a_released_report_is_frozen(ready):
    first, second = factories.make_user(), factories.make_user()
    released = release_report(report=review_report(report=ready, by=second), by=first)
    when = released.released_at
    again = release_report(report=released, by=second)
    assert (again.released_by, again.released_at) == (first, when)
    with pytest.raises(ReportIsFrozen):
        start_again(report=released)
    assert request_report(event=released.event, language="en", by=None) == released
    with pytest.raises(ProtectedError):
        released.event.delete()


SITE = """
from django.db import connections
from django_tasks_db.models import DBTaskResult
from eventaudit.reports.actions import request_report
from eventaudit.reports.models import Report
from tests import factories
factories.load_default_library()
event = factories.make_event(factories.make_organisation())
"""
ASK = "print(request_report(event=event, language='sv', by=None).work)"
ASK_TWICE_AT_ONCE = """
import threading
barrier, found = threading.Barrier(2), []
def ask():
    barrier.wait()
    found.append(request_report(event=event, language="en", by=None).pk)
    connections.close_all()
askers = [threading.Thread(target=ask) for _ in range(2)]
[asker.start() for asker in askers]
[asker.join() for asker in askers]
print(f"{len(found)}/{len(set(found))}/{Report.objects.count()}/{DBTaskResult.objects.count()}")
"""


@pytest.fixture
def manage(tmp_path):
    """Runs a command on a site of its own, in a process of its own; gives the last word it printed."""
    own = {**os.environ, "EVENTAUDIT_DATA": str(tmp_path), "HTTPS": "0", "LOG_LEVEL": "ERROR"}
    own.pop("DATABASE_URL", None)

    def run(*arguments):
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=site.BASE_DIR, env=own, capture_output=True, text=True, timeout=240, check=True
        )
        return done.stdout.split()[-1:]

    run("migrate", "--verbosity", "0")
    return run


def test_the_worker_makes_what_was_asked_for(manage, tmp_path):
    assert manage("shell", "--verbosity", "0", "--command", SITE + ASK) == ["waiting"]
    manage("db_worker", "--batch", "--no-startup-delay", "--no-reload")
    state = "from eventaudit.reports.models import Report; print(Report.objects.get().work)"
    assert manage("shell", "--verbosity", "0", "--command", state) == ["ready"]
    assert [path.suffix for path in tmp_path.glob("media/reports/*/*")] == [".pdf"]


def test_two_at_the_same_moment_get_one_report_and_one_job(manage):
    assert manage("shell", "--verbosity", "0", "--command", SITE + ASK_TWICE_AT_ONCE) == ["2/1/1/1"]
