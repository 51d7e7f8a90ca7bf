"""Tables and photos to take along, for whoever may see what is in them."""

import io
import zipfile
from pathlib import Path

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from eventaudit.reports.actions import request_report
from eventaudit.reports.choices import Choices
from eventaudit.reports.photo_archive import photos_of_event, photos_of_snapshot
from eventaudit.reports.snapshot import take_snapshot
from eventaudit.reports.tables import KINDS, as_csv, as_xlsx, table_of
from tests import factories

from .conftest import add_photo
from .test_pages import make_ready, make_released


@pytest.mark.django_db
def test_what_looks_like_a_formula_is_only_text(event):
    quote = "=HYPERLINK(1)"
    message = factories.make_message(event, text=f"Come. {quote}")
    factories.make_promise(message, quote)
    table = table_of(take_snapshot(event, "en"), "ledger")
    assert f"'{quote}" in as_csv(table).decode("utf-8-sig")
    sheet = load_workbook(io.BytesIO(as_xlsx(table))).active
    assert [cell.value for cell in sheet[2] if cell.data_type == "f"] == []
    assert f"'{quote}" in [cell.value for cell in sheet[2]]


def test_the_tables_hold_a_row_for_everything(demo_event):
    snapshot = take_snapshot(demo_event, "en")
    rows = {kind: len(table_of(snapshot, kind).rows) for kind in KINDS}
    promises = sum(len(message["promises"]) for message in snapshot["ledger"]["messages"])
    criteria = sum(len(part["answers"]) for part in snapshot["touchpoints"])
    assert (rows["findings"], rows["ledger"]) == (len(snapshot["findings"]), promises)
    assert rows["answers"] >= criteria


def test_photos_are_named_after_what_they_show(demo_event, manager_client):
    demo_event.walkthroughs.filter(auditor_name="auditor_1").update(auditor_name="Aino Virtanen")
    expected = ["toilets-toilets_accessible-aino-virtanen-1.jpg"]
    names = [name for name, _content in photos_of_event(demo_event, anonymous=False)]
    assert (len(names), [name for name in names if "accessible" in name]) == (3, expected)
    report = request_report(event=demo_event, language="en", by=None, choices=Choices(anonymous=True))
    answer = manager_client.get(reverse("reports:photos", args=[demo_event.organisation.slug, report.pk]))
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert archive.testzip() is None
        assert "toilets-toilets_accessible-1.jpg" in archive.namelist()
        assert [name for name in archive.namelist() if "aino" in name] == []


def test_a_report_s_photos_are_those_of_its_snapshot_as_they_were(demo_event, settings):
    snapshot = take_snapshot(demo_event, "en")
    before = dict(photos_of_snapshot(snapshot))
    walkthrough = demo_event.walkthroughs.first()
    add_photo(demo_event, walkthrough, "toilets_supplies")
    changed = snapshot["photos"][next(iter(snapshot["photos"]))]["large"]["name"]
    (Path(settings.MEDIA_ROOT) / changed).write_bytes(b"another picture")
    demo_event.walkthroughs.filter(pk=walkthrough.pk).update(auditor_name="Somebody Else")
    after = dict(photos_of_snapshot(snapshot))
    assert (len(before), all(before.values()), list(after)) == (3, True, list(before))
    assert [after[name] == content for name, content in before.items()].count(False) == 1
    assert None in after.values()


def test_a_client_takes_the_data_of_released_reports_only(event, client_client):
    event.clients.add(client_client.membership)
    slug = event.organisation.slug

    def statuses(report):
        own = reverse("reports:table", args=[slug, report.pk, "answers", "xlsx"])
        zipped = reverse("reports:photos", args=[slug, report.pk])
        whole = reverse("reports:event_table", args=[slug, event.pk, "answers", "csv"])
        answers = [client_client.get(path) for path in (own, zipped, whole)]
        return [(answer.status_code, answer.getvalue())[0] for answer in answers]

    assert statuses(make_ready(event)) == [404, 404, 403]
    assert statuses(make_released(event)) == [200, 200, 403]


def test_a_table_that_is_none_is_not_found(event, manager_client):
    path = reverse("reports:event_table", args=[event.organisation.slug, event.pk, "answers", "exe"])
    assert manager_client.get(path).status_code == 404
