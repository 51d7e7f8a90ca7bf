"""Reports of before: snapshots of version 2 are still shown, and are not printed by the parts of today."""

import copy

import pytest

from eventaudit.reports.actions import make_report, request_report
from eventaudit.reports.models import Report
from tests import factories

from .test_pages import address, make_ready

pytestmark = pytest.mark.django_db
NEW = ("wheel", "palette", "causes", "messages", "segments", "change", "plan", "event_file")


def as_version_2(snapshot):
    """Notes were plain strings, and there was less of everything."""
    old = {key: copy.deepcopy(part) for key, part in snapshot.items() if key not in NEW} | {"version": 2}
    for message in old["ledger"]["messages"]:
        for promise in message["promises"]:
            promise["delivered"] = {"wording": "Was it served?", "value": "No", "notes": ["Cava instead."]}
    old["summary"]["hard_fails"] = [
        {"wording": "Is it open?", "touchpoint": "Toilets", "verified": True, "notes": ["Locked."]}
    ]
    return old


def test_the_page_shows_an_old_report_as_it_was(event, manager_client):
    factories.make_promise(factories.make_message(event))
    report = make_ready(event)
    Report.objects.filter(pk=report.pk).update(snapshot=as_version_2(report.snapshot))
    page = manager_client.get(address("detail", report))
    assert page.status_code == 200
    for quoted in ("Cava instead.", "Locked.", "Champagne will be served"):
        assert f"<q>{quoted}</q>" in page.content.decode()


def test_a_pdf_is_not_made_from_an_old_snapshot(event):
    report = request_report(event=event, language="en", by=None)
    Report.objects.filter(pk=report.pk).update(snapshot=as_version_2(report.snapshot))
    assert make_report(report_id=str(report.pk), attempt=1) is True
    report.refresh_from_db()
    assert (report.work, report.problem) == (
        "failed",
        "This report was asked for from an earlier version of the site. Make a new one.",
    )
