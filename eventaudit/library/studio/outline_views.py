"""The touchpoints and criteria of a version, in the guest's order."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eventaudit.accounts.policies import admins

from ..models import TemplateVersion
from .fetching import on_version


@admins
@require_safe
@on_version
def draft(request: HttpRequest, version: TemplateVersion) -> HttpResponse:
    return render(request, "library/studio/draft.html", {"version": version, "tab": "outline"})
