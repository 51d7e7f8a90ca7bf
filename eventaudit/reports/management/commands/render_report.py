import shutil
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from eventaudit.events.models import Event
from eventaudit.reports.actions import make_report, request_report
from eventaudit.reports.models import Report


class Command(BaseCommand):
    help = "Make the report of an event and write its PDF. The same event twice gives the same report."

    def add_arguments(self, parser):
        parser.add_argument("event", help="the event's key")
        parser.add_argument("--organisation", required=True, help="the organisation's part of the address")
        parser.add_argument("--lang", default="en", choices=[code for code, _name in settings.LANGUAGES])
        parser.add_argument("--out", required=True, type=Path, help="where the PDF goes")

    def handle(self, *, event, organisation, lang, out, **options):
        found = Event.objects.filter(key=event, organisation__slug=organisation).first()
        if found is None:
            raise CommandError(f"There is no event “{event}” in “{organisation}”.", returncode=2)
        report = request_report(event=found, language=lang, by=None)
        make_report(report_id=str(report.pk), attempt=report.attempt)
        report.refresh_from_db()
        if report.work != Report.Work.READY:
            raise CommandError(report.problem or "The report is being made by a worker. Try again soon.")
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            with report.pdf.open() as pdf, out.open("wb") as file:
                shutil.copyfileobj(pdf, file)
        except OSError as error:
            raise CommandError(f"“{out}” cannot be written: {error.strerror}.", returncode=2) from error
        self.stdout.write(f"{out}: {report.pages} pages, {out.stat().st_size / 1e6:.1f} MB")
