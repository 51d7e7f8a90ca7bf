"""What is to be reckoned with elsewhere: tables and photos, of a report or of the event as it is now."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from eventaudit.accounts.policies import managers
from eventaudit.events.archived import even_if_archived

from .branding import save_branding
from .forms import BrandingForm, ReportForm
from .photo_archive import photos_of_event, photos_of_snapshot, zipped
from .queries import visible_reports
from .snapshot import take_snapshot
from .tables import FORMATS, KINDS, as_csv, as_xlsx, table_of
from .views import _list, file_name, readers


@readers
@require_safe
def report_table(request, report_pk, table, ending):
    """Of what this report says: an edition without names gives none here either."""
    _check(table, ending)
    report = get_object_or_404(visible_reports(request.membership), pk=report_pk)
    return _file(report.snapshot, table, ending, file_name(report))


@managers
@require_safe
def event_table(request, event_pk, table, ending):
    """Of the event as it is now, in the reader's language."""
    _check(table, ending)
    event = get_object_or_404(request.membership.organisation.events, pk=event_pk)
    return _file(take_snapshot(event, request.user.language), table, ending, slugify(event.name) or event.key)


def _check(table: str, ending: str) -> None:
    if table not in KINDS or ending not in FORMATS:
        raise Http404


def _file(snapshot, kind: str, ending: str, name: str) -> HttpResponse:
    table = table_of(snapshot, kind)
    content = as_csv(table) if ending == "csv" else as_xlsx(table)
    return _attached(HttpResponse(content, content_type=FORMATS[ending]), f"{name}-{kind}.{ending}")


@readers
@require_safe
def report_photos(request, report_pk):
    report = get_object_or_404(visible_reports(request.membership), pk=report_pk)
    return _zip(photos_of_snapshot(report.snapshot), file_name(report))


@managers
@require_safe
def event_photos(request, event_pk):
    event = get_object_or_404(request.membership.organisation.events, pk=event_pk)
    photos = photos_of_event(event, anonymous="anonymous" in request.GET)
    return _zip(photos, slugify(event.name) or event.key)


def _zip(photos, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(zipped(photos), content_type="application/zip")
    return _attached(response, f"{name}-photos.zip")


def _attached(response, name: str):
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@managers
@even_if_archived
@require_POST
def branding_save(request, event_pk):
    event = get_object_or_404(request.membership.organisation.events, pk=event_pk)
    form = BrandingForm(request.POST, request.FILES)
    if not form.is_valid():
        blank = ReportForm(event=event, initial={"language": event.language})
        return _list(request, event, blank, branding_form=form, status=422)
    save_branding(event=event, **form.cleaned_data)
    return redirect("reports:list", request.membership.organisation.slug, event.pk)
