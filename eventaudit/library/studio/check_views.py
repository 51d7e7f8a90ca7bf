"""The check of a whole version, and publishing what it lets through."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from eventaudit.accounts.policies import admins

from ..checking import Problem
from ..comparing import LABELS
from ..content import content_of
from ..drafts import ChangedByAnother, NotReady, check_version, publish
from ..models import TemplateVersion
from ..policies import can_edit_version
from ..text import localised
from .changed import changed_since
from .fetching import CONFLICT, REFUSED, on_draft, on_version, seen_revision


class PublishForm(forms.Form):
    label = forms.CharField(
        label=gettext_lazy("Version"),
        max_length=30,
        help_text=gettext_lazy("As events and reports name it, such as 2.0."),
    )
    what_is_new = forms.CharField(
        label=gettext_lazy("What is new"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("For your colleagues, who decide whether an event goes over to it."),
        error_messages={"required": gettext_lazy("Say in a sentence what is new.")},
    )


@dataclass(frozen=True, slots=True)
class Place:
    """What some of the problems are about, and where it is mended ('': nowhere of its own)."""

    name: str
    address: str
    problems: tuple[tuple[str, Problem], ...]


@admins
@require_safe
@on_version
def check(request: HttpRequest, version: TemplateVersion) -> HttpResponse:
    return _page(request, version, PublishForm(initial={"label": version.label}))


@admins
@require_POST
@on_draft
def publish_draft(request: HttpRequest, version: TemplateVersion) -> HttpResponse:
    form, revision = PublishForm(request.POST), seen_revision(request)
    if not form.is_valid():
        return _page(request, version, form, status=REFUSED, revision=revision)
    try:
        published = publish(version=version, revision=revision, by=request.user, **form.cleaned_data)
    except NotReady:
        return _page(request, version, form, status=REFUSED, revision=revision, refused=True)
    except ChangedByAnother:
        changed = changed_since(version, revision)
        version.refresh_from_db()
        return _page(request, version, form, status=CONFLICT, revision=changed.revision, changed=changed)
    messages.success(request, _("%s is published. New events can use it from now on.") % published)
    return redirect("library:draft", request.membership.organisation.slug, version.pk)


def _page(
    request: HttpRequest,
    version: TemplateVersion,
    form: PublishForm,
    *,
    status: int = 200,
    revision: int | None = None,
    **context: Any,
) -> HttpResponse:
    content = content_of(version)
    found = check_version(version, content)
    context |= {
        "version": version,
        "tab": "check",
        "form": form,
        "revision": version.revision if revision is None else revision,
        "editable": can_edit_version(version),
        "check": found,
        "problems": _places(version, content, found.problems),
        "advice": _places(version, content, found.advice),
    }
    return render(request, "library/studio/check.html", context, status=status)


def _places(version: TemplateVersion, content: Mapping[str, Any], problems: Iterable[Problem]) -> list[Place]:
    """The problems by what they are about, in the order of the form."""
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.part, problem.subject), []).append(problem)
    names = _Names(version, content)
    return [
        Place(names.name(*about), names.address(*about), tuple((_field(each), each) for each in own))
        for about, own in found.items()
    ]


def _field(problem: Problem) -> str:
    """Its label, with the language where it is a text."""
    name, *rest = problem.field.split(".")
    label = str(LABELS.get(name, ""))
    return f"{label} {rest[-1]}" if label and rest and rest[-1] in ("en", "fi", "sv") else label


class _Names:
    def __init__(self, version: TemplateVersion, content: Mapping[str, Any]) -> None:
        self.base = [version.template.organisation.slug, version.pk]
        self.rows = {
            part: {row.get("key"): row for row in content[part]} for part in ("touchpoints", "criteria")
        } | {"perceivers": content["perceivers"]}

    def name(self, part: str, subject: str) -> str:
        row = self.rows.get(part, {}).get(subject)
        if row:
            return localised(row.get("wording") or row.get("name") or row.get("label")) or subject
        return subject if subject else _("The whole template")

    def address(self, part: str, subject: str) -> str:
        row = self.rows.get(part, {}).get(subject)
        if row is None:
            return reverse("library:draft", args=self.base)
        try:
            if part == "criteria":
                return reverse("library:criterion_edit", args=[*self.base, row["touchpoint"], subject])
            name = "library:touchpoint_edit" if part == "touchpoints" else "library:perceiver_edit"
            return reverse(name, args=[*self.base, subject])
        except NoReverseMatch:  # a key that came from a file and cannot stand in an address
            return reverse("library:draft", args=self.base)
