"""All findings of an event, and one of them opened."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eventaudit.accounts.policies import managers

from .audited import audit_of, event_or_404
from .finding_filter import FindingFilter, unknown_words
from .finding_page import build_finding_page
from .finding_rows import delight_row, finding_row, grouped
from .queries import actions_by_finding


@managers
@require_safe
def finding_list(request: HttpRequest, event_pk: int) -> HttpResponse:
    """The findings, worst first, by the filter in the address; what to keep stands apart."""
    event = event_or_404(request, event_pk)
    found = audit_of(event)
    chosen = FindingFilter(request.GET.dict(), found.glossary)
    actions = actions_by_finding(event)
    fitting = chosen.apply(found.audit.findings)
    context = {
        "event": event,
        "total": len(found.audit.findings),
        "shown": len(fitting),
        "groups": grouped(
            finding_row(finding, found.glossary, actions.get(finding.id)) for finding in fitting
        ),
        "facets": chosen.facets(found.audit.findings),
        "words": chosen.words(),
        "query": chosen.query,
        "unknown": unknown_words(chosen.unknown),
        "delights": [delight_row(delight, found.glossary) for delight in found.audit.delights],
        "walked": bool(found.facts.walkthroughs),
    }
    return render(request, "findings/finding_list.html", context)


@managers
@require_safe
def finding(request: HttpRequest, event_pk: int, finding_id: str) -> HttpResponse:
    """One finding: its two records, the evidence, and how its severity was reckoned."""
    event = event_or_404(request, event_pk)
    found = audit_of(event)
    opened = next((each for each in found.audit.findings if each.id == finding_id), None)
    if opened is None:
        raise Http404
    chosen = FindingFilter(request.GET.dict(), found.glossary)
    page = build_finding_page(opened, found, chosen)
    context = {"event": event, "page": page, "atmospheres": found.glossary.atmospheres}
    return render(request, "findings/finding.html", context)
