"""What asks for, makes and releases reports."""

import logging

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from eventaudit.accounts.models import User
from eventaudit.events.models import Event

from .models import Report
from .rendering import VERSION, RenderingFailed, render_pdf
from .snapshot import digest_of, take_snapshot

logger = logging.getLogger(__name__)


class ReportNotReady(Exception):
    """Only a ready report can be released."""


class ReportIsFrozen(Exception):
    """A released report is never made again."""


class ReportIsBusy(Exception):
    """Its job is at work; a second one would do the same again."""


def request_report(*, event: Event, language: str, by: User | None) -> Report:
    """The report of the event as it is now. If one says the same already: that one."""
    snapshot = take_snapshot(event, language)
    with transaction.atomic():
        report, created = Report.objects.get_or_create(
            event=event,
            digest=digest_of(snapshot),
            defaults={
                "language": language,
                "snapshot": snapshot,
                "created_by": by,
            },
        )
        if created:
            _enqueue(report)
    if not created and report.work == Report.Work.FAILED:
        return start_again(report=report)
    return report


def start_again(*, report: Report) -> Report:
    """A new attempt at a failed or stuck report, from the same snapshot."""
    with transaction.atomic():
        report = Report.objects.select_for_update().get(pk=report.pk)
        if report.work == Report.Work.READY:
            raise ReportIsFrozen(_("This report is ready. Make a new one if the event has changed."))
        if report.work != Report.Work.FAILED and not report.stuck:
            raise ReportIsBusy(_("This report is being made. Wait for it, it will be here soon."))
        report.attempt += 1
        report.work = Report.Work.WAITING
        report.problem = ""
        report.steps_done = 0
        report.progressed_at = timezone.now()
        report.save(update_fields=["attempt", "work", "problem", "steps_done", "progressed_at"])
        _enqueue(report)
    return report


def _enqueue(report: Report) -> None:
    """After the commit: a worker must not look for a report that is not there yet."""
    from .tasks import make_report_task

    transaction.on_commit(lambda: make_report_task.enqueue(str(report.pk), report.attempt))


def make_report(*, report_id: str, attempt: int) -> bool:
    """Make the PDF of a waiting report; False where this attempt is not the one awaited (any more)."""
    mine = Report.objects.filter(pk=report_id, attempt=attempt)
    taken = mine.filter(work=Report.Work.WAITING).update(
        work=Report.Work.RUNNING, progressed_at=timezone.now()
    )
    if not taken:
        return False
    report = Report.objects.get(pk=report_id)
    running = mine.filter(work=Report.Work.RUNNING)
    if report.snapshot["version"] != VERSION:
        with translation.override(report.language):
            problem = _("This report was asked for from an earlier version of the site. Make a new one.")
        running.update(work=Report.Work.FAILED, problem=problem)
        return True
    try:
        with translation.override(report.language):
            rendered = render_pdf(
                report.snapshot,
                made_on=timezone.localdate(report.created_at),
                on_section=lambda done, of: running.update(
                    steps_done=done, steps=of, progressed_at=timezone.now()
                ),
            )
    except RenderingFailed:
        logger.exception("report %s could not be made", report_id)
        running.update(work=Report.Work.FAILED, problem=_("The PDF could not be made."))
        return True
    except BaseException:
        running.update(work=Report.Work.FAILED, problem=_("The work was interrupted."))
        raise
    name = report.pdf.storage.save(report.pdf.field.generate_filename(report, ""), ContentFile(rendered.pdf))
    running.update(
        work=Report.Work.READY,
        pdf=name,
        pages=rendered.pages,
        steps=rendered.sections,
        steps_done=rendered.sections,
        progressed_at=timezone.now(),
    )
    return True


def release_report(*, report: Report, by: User) -> Report:
    """From now on the client sees it, and it never changes. Released twice: the first time stands."""
    released = Report.objects.filter(pk=report.pk, state=Report.State.DRAFT, work=Report.Work.READY).update(
        state=Report.State.RELEASED, released_by=by, released_at=timezone.now()
    )
    report.refresh_from_db()
    if not released and report.state != Report.State.RELEASED:
        raise ReportNotReady(_("This report is not ready. Release it when its PDF is there."))
    return report
