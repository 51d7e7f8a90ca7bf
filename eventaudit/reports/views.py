"""Pages of reports: a manager's list, the client's own, one report as a page and as a PDF."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from eventaudit.accounts.models import Role
from eventaudit.accounts.policies import managers, roles
from eventaudit.events.archived import even_if_archived

from .actions import (
    ReportIsBusy,
    ReportIsFrozen,
    ReportNotReady,
    release_report,
    request_report,
    review_report,
    start_again,
)
from .document import index_bar
from .forms import BrandingForm, LinkForm, ReportForm
from .models import Branding, Report
from .moments import EventKeepsChanging
from .photos import checked_photo
from .queries import correction_of, links_of, reports_of, visible_reports
from .suppliers import UnknownTouchpoint
from .web import page_of

readers = roles(Role.ADMIN, Role.MANAGER, Role.CLIENT)
PDF_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
PAGES_SINCE = 3  # snapshots of before hold too little for a page of all parts


@readers
@require_safe
def my_reports(request):
    """The client's front page: what has been released to them."""
    reports = visible_reports(request.membership).filter(state=Report.State.RELEASED).defer("snapshot")
    return render(request, "reports/my_reports.html", {"reports": reports.order_by("-released_at")})


@managers
@require_safe
def report_list(request, event_pk):
    event = get_object_or_404(request.membership.organisation.events, pk=event_pk)
    return _list(request, event, ReportForm(event=event, initial={"language": event.language}))


def _list(request, event, form, *, branding_form=None, status: int = 200):
    branding = Branding.objects.filter(event=event).first()
    initial = {"client_name": branding.client_name, "accent": branding.accent} if branding else {}
    context = {
        "event": event,
        "reports": reports_of(event, request.membership),
        "form": form,
        "branding": branding,
        "branding_form": branding_form or BrandingForm(initial=initial),
    }
    return render(request, "reports/report_list.html", context, status=status)


@managers
@even_if_archived
@require_POST
def report_create(request, event_pk):
    """Freezes what is to be said and leaves the making to the worker."""
    event = get_object_or_404(request.membership.organisation.events, pk=event_pk)
    form = ReportForm(request.POST, event=event)
    if form.is_valid():
        try:
            report = request_report(
                event=event,
                language=form.cleaned_data["language"],
                by=request.user,
                choices=form.choices,
                moment=form.cleaned_data["moment"],
            )
            return redirect(report)
        except EventKeepsChanging:
            form.add_error(None, _("Answers were coming in at this very moment. Try again."))
        except UnknownTouchpoint as problem:  # of a moment when the event had another template
            form.add_error("touchpoints", str(problem))
    return _list(request, event, form, status=422)


@managers
@require_POST
def report_correct(request, report_pk):
    """The same edition of what is known now, which says that it replaces the released one."""
    old = get_object_or_404(visible_reports(request.membership), pk=report_pk)
    try:
        new = request_report(
            event=old.event, language=old.language, by=request.user, choices=old.choices, corrects=old
        )
    except (ReportNotReady, EventKeepsChanging, UnknownTouchpoint) as problem:
        messages.error(request, str(problem) or _("Answers were coming in at this very moment. Try again."))
        return redirect(old)
    return redirect(new)


@readers
@require_safe
def report_detail(request, report_pk):
    report = get_object_or_404(visible_reports(request.membership), pk=report_pk)
    context = {
        "report": report,
        "event": report.event,
        "busy": report.work in (Report.Work.WAITING, Report.Work.RUNNING),
        "corrected_by": correction_of(report, request.membership),
        "content": report.snapshot,
    }
    if report.work == Report.Work.READY:
        organisation = request.membership.organisation.slug
        context |= page_context(
            report, lambda key: reverse("reports:photo", args=[organisation, report.pk, key])
        )
    if request.membership.manages:
        context |= {"links": links_of(report, request), "link_form": LinkForm()}
    return render(request, "reports/report_detail.html", context)


def page_context(report: Report, photo) -> dict:
    """What a ready report says, for its page. photo: a photo's address by its id."""
    content = report.snapshot
    if content["version"] >= PAGES_SINCE:
        return {"content": content, "article": page_of(report, photo)}
    with translation.override(report.language):
        return {"content": content, "index_bar": index_bar(content["scores"], content["method"])}


@managers
@require_safe
def report_progress(request, report_pk):
    """The part of the page that is polled; without htmx, the page itself."""
    report = get_object_or_404(visible_reports(request.membership).defer("snapshot"), pk=report_pk)
    if not request.htmx:
        return redirect(report)
    if report.work in (Report.Work.READY, Report.Work.FAILED):
        return HttpResponseClientRefresh()
    return render(request, "reports/_progress.html", {"report": report})


@readers
@require_safe
def report_pdf(request, report_pk):
    """The file, under a name that says what it is."""
    reports = visible_reports(request.membership).defer("snapshot")
    report = get_object_or_404(reports, pk=report_pk, work=Report.Work.READY)
    return pdf_response(report)


def pdf_response(report: Report) -> FileResponse:
    response = FileResponse(
        report.pdf.open(), filename=f"{file_name(report)}.pdf", content_type="application/pdf"
    )
    response["Content-Security-Policy"] = PDF_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def file_name(report: Report) -> str:
    """'gilded-compass-fi', 'gilded-compass-bistro-en': no ending; the event as the report names it."""
    choices = report.choices
    name = Report.objects.values_list("snapshot__event__name", flat=True).get(pk=report.pk)  # not all of it
    parts = [slugify(name or "") or report.event.key]
    if choices.edition != "full":
        parts.append(slugify(choices.supplier) or choices.edition.replace("_", "-"))
    return "-".join([*parts, report.language])


@readers
@require_safe
def report_photo(request, report_pk, photo_pk):
    reports = visible_reports(request.membership)
    return photo_response(reports.filter(pk=report_pk), str(photo_pk))


def photo_response(reports, key: str) -> HttpResponse:
    """A photo as the report froze it; 404 where it shows no such photo, or the file is another now."""
    found = reports.values_list(f"snapshot__photos__{key}", flat=True).first()
    content = checked_photo(found) if found else None
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@managers
@require_POST
def report_review(request, report_pk):
    report = get_object_or_404(visible_reports(request.membership), pk=report_pk)
    return _act(request, report, lambda: review_report(report=report, by=request.user))


@managers
@require_POST
def report_release(request, report_pk):
    report = get_object_or_404(visible_reports(request.membership), pk=report_pk)
    return _act(request, report, lambda: release_report(report=report, by=request.user))


@managers
@require_POST
def report_again(request, report_pk):
    report = get_object_or_404(visible_reports(request.membership), pk=report_pk)
    return _act(request, report, lambda: start_again(report=report))


def _act(request, report: Report, action) -> HttpResponse:
    """Does it, or says on the report's page why not."""
    try:
        action()
    except (ReportNotReady, ReportIsFrozen, ReportIsBusy) as problem:
        messages.error(request, str(problem))
    return redirect(report)
