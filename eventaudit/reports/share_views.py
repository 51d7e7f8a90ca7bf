"""Links to a released report: a manager makes and revokes them, whoever has one reads the report."""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eventaudit.accounts.policies import managers, public

from .actions import ReportNotReady
from .forms import LinkForm
from .models import Report, ShareLink, Visit
from .queries import visible_reports
from .sharing import create_link, link_of, note_visit, revoke_link
from .views import page_context, pdf_response, photo_response


@managers
@require_POST
def link_create(request, report_pk):
    report = get_object_or_404(visible_reports(request.membership), pk=report_pk)
    form = LinkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the days until the link expires as a number from 1 to 365."))
        return redirect(report)
    try:
        create_link(
            report=report, by=request.user, expires_at=form.expires_at, note=form.cleaned_data["note"]
        )
    except ReportNotReady as problem:
        messages.error(request, str(problem))
    return redirect(f"{report.get_absolute_url()}#links")


@managers
@require_POST
def link_revoke(request, report_pk, link_pk):
    reports = visible_reports(request.membership)
    link = get_object_or_404(ShareLink, pk=link_pk, report__in=reports.filter(pk=report_pk))
    revoke_link(link=link, by=request.user)
    return redirect(f"{link.report.get_absolute_url()}#links")


@public
@require_safe
def shared_page(request, share_token):
    link = _open(request, share_token)
    if link is None:
        return _closed(request)
    report = link.report
    if request.method == "GET":
        note_visit(link, Visit.What.PAGE, request.headers.get("User-Agent", ""))
    context = {
        "report": report,
        "event": report.event,
        "link": link,
        **page_context(report, lambda key: reverse("shared_photo", args=[share_token, key])),
    }
    with translation.override(report.language):
        return _quiet(render(request, "reports/shared.html", context))


@public
@require_safe
def shared_pdf(request, share_token):
    link = _open(request, share_token)
    if link is None:
        return _closed(request)
    if request.method == "GET":
        note_visit(link, Visit.What.PDF, request.headers.get("User-Agent", ""))
    return _quiet(pdf_response(link.report))


@public
@require_safe
def shared_photo(request, share_token, photo_pk):
    link = link_of(share_token)
    if link is None:
        return _closed(request)
    return _quiet(photo_response(Report.objects.filter(pk=link.report_id), str(photo_pk)))


def _open(request, token: str) -> ShareLink | None:
    """None as well for somebody who tries too many: see ACCOUNT_RATE_LIMITS.

    allauth's public `consume` lets every GET pass uncounted.
    """
    within = ratelimit.consume(request, app="allauth.account", action="report_link", limit_get=True)
    return link_of(token) if within else None


def _closed(request) -> HttpResponse:
    """The same for a link that never was, has expired or was revoked: nobody learns which."""
    return _quiet(render(request, "reports/shared_closed.html", status=404))


def _quiet(response: HttpResponse) -> HttpResponse:
    """Found by no search engine, told to no other site, kept by no cache on the way."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    if "Cache-Control" not in response:
        response["Cache-Control"] = "private, no-store"
    return response
