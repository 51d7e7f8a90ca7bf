"""The blank checklist: in which language and form, and then the PDF."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from eventaudit.accounts.policies import managers
from eventaudit.library.formats.views import version_or_404

from .checklist import FORMS, render_checklist


@managers
@require_safe
def checklist(request: HttpRequest, version_pk: int) -> HttpResponse:
    """With ?language= and ?form= the PDF, else the choice of them."""
    version = version_or_404(request, version_pk)
    language, form = request.GET.get("language", ""), request.GET.get("form", "full")
    if language not in dict(settings.LANGUAGES) or form not in FORMS:
        criteria = version.criteria.values_list("core", flat=True)
        context = {
            "version": version,
            "languages": settings.LANGUAGES,
            "chosen": (get_language() or "en").split("-")[0],
            "in_full": len(criteria),
            "in_short": sum(criteria),
        }
        return render(request, "library/formats/checklist.html", context)
    response = HttpResponse(
        render_checklist(version, language=language, form=form, organisation=request.membership.organisation),
        content_type="application/pdf",
    )
    name = f"{version.template.key}-{form}-{language}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
