"""What asks for, makes, reviews and releases reports."""

import hashlib
import logging

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from eventaudit.accounts.models import User
from eventaudit.events.models import Event

from .choices import Choices
from .dates import long_date
from .editions import edition_of
from .models import Moment, Report
from .moments import client_of, names_of, take_moment
from .rendering import VERSION, render_pdf
from .snapshot import digest_of
from .typesetting.typesetter import RenderingFailed
from .web import keep_page

logger = logging.getLogger(__name__)


class ReportNotReady(Exception):
    """Only a ready report is reviewed, and only a reviewed one released or corrected."""


class ReportIsFrozen(Exception):
    """A released report is never made again."""


class ReportIsBusy(Exception):
    """Its job is at work; a second one would do the same again."""


def request_report(
    *,
    event: Event,
    language: str,
    by: User | None,
    choices: Choices | None = None,
    moment: Moment | None = None,
    corrects: Report | None = None,
) -> Report:
    """An edition of the event as it is now, or as it was at a moment. If one says the same already: that one.

    Raises UnknownTouchpoint, ReportNotReady where what it corrects was not released, EventKeepsChanging.
    """
    choices = choices or Choices()
    if corrects and corrects.state != Report.State.RELEASED:
        raise ReportNotReady(_("Only a released report is corrected. This one can be replaced by a new one."))
    moment = moment or take_moment(event)
    snapshot = edition_of(
        moment.contents[language],
        choices,
        names={*moment.names, *names_of(event)},  # whoever was entered since is not to be named either
        client=client_of(event),
        corrects=_correction_of(corrects, language) if corrects else None,
    )
    with transaction.atomic():
        report, created = Report.objects.get_or_create(
            event=event,
            digest=digest_of(snapshot),
            defaults={
                "moment": moment,
                "language": language,
                "edition": choices.edition,
                "options": choices.options,
                "corrects": corrects,
                "snapshot": snapshot,
                "created_by": by,
            },
        )
        if created:
            _enqueue(report)
    if not created and report.work == Report.Work.FAILED:
        return start_again(report=report)
    return report


def _correction_of(report: Report, language: str) -> dict:
    with translation.override(language):
        return {"id": str(report.pk), "released_on": long_date(timezone.localdate(report.released_at))}


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
                small=report.choices.small,
            )
        keep_page(report)
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
        pdf_sha256=hashlib.sha256(rendered.pdf).hexdigest(),
        pages=rendered.pages,
        steps=rendered.sections,
        steps_done=rendered.sections,
        progressed_at=timezone.now(),
    )
    return True


def review_report(*, report: Report, by: User) -> Report:
    """Somebody has read it and stands for it. Reviewed twice: the first time stands."""
    ready = Report.objects.filter(pk=report.pk, state=Report.State.DRAFT, work=Report.Work.READY)
    reviewed = ready.update(state=Report.State.REVIEWED, reviewed_by=by, reviewed_at=timezone.now())
    report.refresh_from_db()
    if not reviewed and report.state == Report.State.DRAFT:
        raise ReportNotReady(_("This report is not ready. Review it when its PDF is there."))
    return report


def release_report(*, report: Report, by: User) -> Report:
    """From now on the client sees it, and it never changes. Released twice: the first time stands."""
    reviewed = Report.objects.filter(pk=report.pk, state=Report.State.REVIEWED)
    released = reviewed.update(state=Report.State.RELEASED, released_by=by, released_at=timezone.now())
    report.refresh_from_db()
    if not released and report.state != Report.State.RELEASED:
        raise ReportNotReady(
            _("Nobody has reviewed this report yet. Read it, mark it as reviewed, then release it.")
        )
    return report
