"""Pages of reports: a manager's list, the client's own, one report as a page and as a PDF."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from eventaudit.accounts.models import Role
from eventaudit.accounts.policies import managers, roles

from .actions import ReportIsBusy, ReportIsFrozen, ReportNotReady, release_report, request_report, start_again
from .document import index_bar
from .forms import ReportForm
from .models import Report
from .queries import reports_of, visible_reports

readers = roles(Role.ADMIN, Role.MANAGER, Role.CLIENT)
PDF_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


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
    context = {
        "event": event,
        "reports": reports_of(event, request.membership),
        "form": ReportForm(initial={"language": event.language}),
    }
    return render(request, "reports/report_list.html", context)


@managers
@require_POST
def report_create(request, event_pk):
    """Freezes what is to be said and leaves the making to the worker."""
    event = get_object_or_404(request.membership.organisation.events, pk=event_pk)
    form = ReportForm(request.POST)
    if not form.is_valid():
        context = {"event": event, "reports": reports_of(event, request.membership), "form": form}
        return render(request, "reports/report_list.html", context, status=422)
    report = request_report(event=event, language=form.cleaned_data["language"], by=request.user)
    return redirect(report)


@readers
@require_safe
def report_detail(request, report_pk):
    report = get_object_or_404(visible_reports(request.membership), pk=report_pk)
    with translation.override(report.language):
        bar = index_bar(report.snapshot["scores"], report.snapshot["method"])
    context = {
        "report": report,
        "event": report.event,
        "content": report.snapshot,
        "index_bar": bar,
        "busy": report.work in (Report.Work.WAITING, Report.Work.RUNNING),
    }
    return render(request, "reports/report_detail.html", context)


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
    name = f"{slugify(report.event.name) or report.event.key}-{report.language}.pdf"
    response = FileResponse(report.pdf.open(), filename=name, content_type="application/pdf")
    response["Content-Security-Policy"] = PDF_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


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
