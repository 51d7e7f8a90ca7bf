"""Every change of a version: who made it, when, and what it says since."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eventaudit.accounts.policies import admins

from ..models import TemplateVersion
from ..queries import atmospheres_of
from .fetching import on_version
from .history import records_of, steps_of

STEPS_ON_A_PAGE = 20


@admins
@require_safe
@on_version
def version_history(request: HttpRequest, version: TemplateVersion) -> HttpResponse:
    page = Paginator(records_of(version), STEPS_ON_A_PAGE).get_page(request.GET.get("page"))
    known = atmospheres_of(request.membership.organisation)
    names = {key: str(atmosphere) for key, atmosphere in known.items()}
    context = {
        "version": version,
        "tab": "history",
        "page": page,
        "steps": steps_of(version, list(page.object_list), names),
    }
    return render(request, "library/studio/history.html", context)
