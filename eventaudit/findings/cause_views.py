"""The Causes tab: what lies behind the findings, and what to do about it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eventaudit.accounts.policies import managers
from eventaudit.consistency import Finding

from .audited import AuditedEvent, audit_of, event_or_404
from .cause_actions import (
    forget_choices,
    merge_causes,
    move_findings,
    name_cause,
    split_cause,
    write_recommendation,
)
from .cause_forms import TITLE_LENGTH, MergeForm, MoveForm, RecommendationForm, TitleForm
from .causes import ShapedCause, shaped_causes
from .models import Recommendation
from .wording import SEVERITIES, finding_sentence
from .wording.causes import link_reason
from .wording.recommendations import RecommendationWords


@dataclass(frozen=True, slots=True)
class MemberRow:
    finding: Finding
    severity: str
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class CauseRow:
    shaped: ShapedCause
    severity: str
    touchpoints: list[str]
    members: list[MemberRow]


@managers
@require_safe
def causes(request: HttpRequest, event_pk: int) -> HttpResponse:
    event = event_or_404(request, event_pk)
    found = audit_of(event)
    rows = [_row(shaped, found) for shaped in shaped_causes(found)]
    context = {
        "event": event,
        "rows": [row for row in rows if not row.shaped.cause.resolved],
        "resolved": [row for row in rows if row.shaped.cause.resolved],
        "findings": len(found.audit.findings),
    }
    return render(request, "findings/causes.html", context)


@managers
@require_safe
def cause(request: HttpRequest, event_pk: int, cause_key: str) -> HttpResponse:
    """One cause with the forms that shape it."""
    found, shaped, others = _one_cause(request, event_pk, cause_key)
    return _shape_page(request, found, shaped, others)


@managers
@require_POST
def cause_title(request: HttpRequest, event_pk: int, cause_key: str) -> HttpResponse:
    found, shaped, others = _one_cause(request, event_pk, cause_key)
    form = TitleForm(request.POST)
    if not form.is_valid():
        return _shape_page(request, found, shaped, others, title_form=form)
    title = form.cleaned_data["title"]
    own = "" if title == shaped.proposed_title[:TITLE_LENGTH].strip() else title
    name_cause(event=found.event, key=shaped.key, title=own, by=request.user)
    return redirect("findings:cause", request.membership.organisation.slug, event_pk, shaped.key)


@managers
@require_POST
def cause_merge(request: HttpRequest, event_pk: int, cause_key: str) -> HttpResponse:
    found, shaped, others = _one_cause(request, event_pk, cause_key)
    form = MergeForm(request.POST, others=others)
    if not form.is_valid():
        return _shape_page(request, found, shaped, others, merge_form=form)
    other = next(one for one in others if one.key == form.cleaned_data["into"])
    merge_causes(
        event=found.event,
        key=shaped.key,
        findings=shaped.cause.findings,
        into=other.key,
        there=other.cause.findings,
        by=request.user,
    )
    messages.success(request, _("The two are one cause now: %s") % other.title)
    return redirect("findings:cause", request.membership.organisation.slug, event_pk, other.key)


@managers
@require_POST
def cause_move(request: HttpRequest, event_pk: int, cause_key: str) -> HttpResponse:
    """Findings go into another cause or, with none chosen, into a new one of their own."""
    found, shaped, others = _one_cause(request, event_pk, cause_key)
    form = MoveForm(request.POST, shaped=shaped, others=others)
    if not form.is_valid():
        return _shape_page(request, found, shaped, others, move_form=form)
    chosen, to = form.cleaned_data["findings"], form.cleaned_data["to"]
    rest = [one for one in shaped.cause.findings if one not in chosen]
    if to:
        move_findings(event=found.event, findings=rest, to=shaped.key, by=request.user)
        moved = move_findings(event=found.event, findings=chosen, to=to, by=request.user)
    else:
        moved = split_cause(
            event=found.event,
            key=shaped.key,
            findings=chosen,
            rest=rest,
            title=form.cleaned_data["title"],
            by=request.user,
        )
    return redirect("findings:cause", request.membership.organisation.slug, event_pk, moved.key)


@managers
@require_POST
def cause_reset(request: HttpRequest, event_pk: int, cause_key: str) -> HttpResponse:
    found, shaped, _others = _one_cause(request, event_pk, cause_key)
    forget_choices(event=found.event, key=shaped.key)
    messages.success(request, _("The cause is as the analysis proposes it again."))
    return redirect("findings:causes", request.membership.organisation.slug, event_pk)


@managers
@require_http_methods(["GET", "HEAD", "POST"])
def recommendation(request: HttpRequest, event_pk: int, cause_key: str) -> HttpResponse:
    """The recommendation, prefilled with what is proposed: what stays the same stays proposed."""
    found, shaped, _others = _one_cause(request, event_pk, cause_key)
    if shaped.words is None or shaped.proposed is None:
        raise Http404
    row = getattr(shaped.row, "recommendation", None) or Recommendation()
    shown, proposed = _fields(shaped.words), _fields(shaped.proposed)
    form = RecommendationForm(request.POST or None, instance=row, initial=shown)
    if request.method != "POST" or not form.is_valid():
        context = {"event": found.event, "shaped": shaped, "form": form}
        return render(request, "findings/recommendation.html", context, status=400 if form.is_bound else 200)
    own = {name: "" if text == proposed[name] else text for name, text in form.cleaned_data.items()}
    write_recommendation(event=found.event, key=shaped.key, by=request.user, **own)
    address = redirect("findings:causes", request.membership.organisation.slug, event_pk)
    address["Location"] += f"#{shaped.anchor}"
    return address


def _fields(words: RecommendationWords) -> dict[str, str]:
    """The words by the form's fields, none longer than its field takes."""
    fields = {}
    for name in RecommendationForm.Meta.fields:
        text = getattr(words, "check" if name == "check_by" else name)
        fields[name] = text[: Recommendation._meta.get_field(name).max_length].strip()
    return fields


def _one_cause(
    request: HttpRequest, event_pk: int, cause_key: str
) -> tuple[AuditedEvent, ShapedCause, list[ShapedCause]]:
    """The cause of the address and all the others."""
    found = audit_of(event_or_404(request, event_pk))
    shaped = shaped_causes(found)
    for one in shaped:
        if one.key == cause_key:
            return found, one, [other for other in shaped if other is not one and not other.cause.resolved]
    raise Http404


def _row(shaped: ShapedCause, found: AuditedEvent) -> CauseRow:
    cause = shaped.cause
    return CauseRow(
        shaped=shaped,
        severity=str(SEVERITIES[cause.severity]) if cause.severity else "",
        touchpoints=[found.glossary.touchpoint(key) for key in cause.touchpoints],
        members=[
            MemberRow(
                finding=finding,
                severity=str(SEVERITIES[finding.severity]),
                sentence=finding_sentence(finding, found.glossary),
                reason=link_reason(link, found.glossary),
            )
            for finding, link in zip(cause.members, cause.links, strict=True)
        ],
    )


def _shape_page(
    request: HttpRequest,
    found: AuditedEvent,
    shaped: ShapedCause,
    others: list[ShapedCause],
    **bound,
) -> HttpResponse:
    forms = {
        "title_form": TitleForm(initial={"title": shaped.title[:TITLE_LENGTH].strip()}),
        "move_form": MoveForm(shaped=shaped, others=others),
        "merge_form": MergeForm(others=others),
    }
    context = {"event": found.event, "row": _row(shaped, found), "shaped": shaped, "others": others}
    return render(request, "findings/cause.html", context | forms | bound, status=400 if bound else 200)
