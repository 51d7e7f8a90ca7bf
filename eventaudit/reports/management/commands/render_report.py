import shutil
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from eventaudit.events.models import Event
from eventaudit.reports.actions import make_report, request_report
from eventaudit.reports.choices import PHOTOS_PER_ROW, Choices, Edition
from eventaudit.reports.models import Report
from eventaudit.reports.suppliers import UnknownTouchpoint

ANONYMOUS = "anonymous"


class Command(BaseCommand):
    help = "Make the report of an event and write its PDF. The same event twice gives the same report."

    def add_arguments(self, parser):
        parser.add_argument("event", help="the event's key")
        parser.add_argument("--organisation", required=True, help="the organisation's part of the address")
        parser.add_argument("--lang", default="en", choices=[code for code, _name in settings.LANGUAGES])
        parser.add_argument(
            "--edition",
            default=Edition.FULL.value,
            choices=[*(value.replace("_", "-") for value in Edition.values), ANONYMOUS],
            help="anonymous: the full one without the names of people",
        )
        parser.add_argument("--supplier", default="", help="the supplier's name, for the cover")
        parser.add_argument(
            "--touchpoints", default="", help="keys of the supplier's touchpoints, with commas between"
        )
        parser.add_argument("--anonymous", action="store_true", help="without the names of people")
        parser.add_argument("--photos-per-row", type=int, default=3, choices=PHOTOS_PER_ROW)
        parser.add_argument("--hide-full-marks", action="store_true")
        parser.add_argument("--hide-comments", action="store_true", help="without the auditors' notes")
        parser.add_argument(
            "--withhold-free-text", action="store_true", help="without what people wrote in their own words"
        )
        parser.add_argument("--small", action="store_true", help="with smaller photos, for mail")
        parser.add_argument("--out", required=True, type=Path, help="where the PDF goes")

    def handle(self, *, event, organisation, lang, out, **options):
        found = Event.objects.filter(key=event, organisation__slug=organisation).first()
        if found is None:
            raise CommandError(f"There is no event “{event}” in “{organisation}”.", returncode=2)
        try:
            report = request_report(event=found, language=lang, by=None, choices=_choices(options))
        except UnknownTouchpoint as problem:
            raise CommandError(str(problem), returncode=2) from problem
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


def _choices(options: dict) -> Choices:
    edition = options["edition"]
    names = [name.strip() for name in options["touchpoints"].split(",") if name.strip()]
    kind = Edition.FULL if edition == ANONYMOUS else Edition(edition.replace("-", "_"))
    supplied = kind == Edition.SUPPLIER or bool(names)
    return Choices(
        edition=Edition.SUPPLIER if supplied else kind,
        touchpoints=tuple(names) if supplied else (),
        supplier=options["supplier"] if supplied else "",
        anonymous=options["anonymous"] or edition == ANONYMOUS,
        photos_per_row=options["photos_per_row"],
        hide_full_marks=options["hide_full_marks"],
        hide_comments=options["hide_comments"],
        withhold_free_text=options["withhold_free_text"],
        small=options["small"],
    )
