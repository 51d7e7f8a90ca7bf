"""Links that open one released report without signing in."""

import re
import uuid

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from eventaudit.accounts.models import User

from .actions import ReportNotReady
from .models import LINK_SALT, DailyVisits, Report, ShareLink, Visit

MOST_DAYS = 365
VISITS_KEPT = 20
FAMILIES = (
    ("Robot", re.compile(r"bot|crawl|spider|preview|facebookexternalhit|whatsapp|curl|python|wget", re.I)),
    ("Edge", re.compile(r"\bEdgi?A?/")),
    ("Opera", re.compile(r"\bOPR/")),
    ("Samsung", re.compile(r"\bSamsungBrowser/")),
    ("Firefox", re.compile(r"\b(Firefox|FxiOS)/")),
    ("Chrome", re.compile(r"\b(Chrome|CriOS)/")),
    ("Safari", re.compile(r"\bSafari/")),
)


def create_link(*, report: Report, by: User, expires_at=None, note: str = "") -> ShareLink:
    """Raises ReportNotReady for a report that is not released."""
    if report.state != Report.State.RELEASED:
        raise ReportNotReady(_("Only a released report can be shared by a link."))
    chosen = {"expires_at": expires_at} if expires_at else {}
    return ShareLink.objects.create(report=report, created_by=by, note=note, **chosen)


def revoke_link(*, link: ShareLink, by: User) -> None:
    """At once and for good. Revoked twice: the first time stands."""
    ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_by=by, revoked_at=timezone.now())


def link_of(token: str) -> ShareLink | None:
    """The open link of this token; None for one that is wrong, expired or revoked, all alike.

    The signature is compared in constant time, and before the database is asked anything.
    """
    try:
        key = uuid.UUID(hex=Signer(salt=LINK_SALT, sep=".").unsign(token))
    except (BadSignature, ValueError):
        return None
    found = ShareLink.objects.select_related("report__event__organisation").filter(pk=key).first()
    return found if found and found.open and found.report.state == Report.State.RELEASED else None


@transaction.atomic
def note_visit(link: ShareLink, what: str, user_agent: str) -> None:
    """Counted for its day; one by one only the latest are kept, so a link in a robot's list fills no disk."""
    today, _created = DailyVisits.objects.get_or_create(link=link, day=timezone.localdate(), what=what)
    DailyVisits.objects.filter(pk=today.pk).update(count=F("count") + 1)
    Visit.objects.create(link=link, what=what, client=browser_family(user_agent))
    latest = link.visits.order_by("-at", "-pk").values_list("pk", flat=True)[:VISITS_KEPT]
    link.visits.exclude(pk__in=list(latest)).delete()


def browser_family(user_agent: str) -> str:
    """'Firefox'; '' for one that is not known. No version and no machine, which would tell people apart."""
    return next((name for name, pattern in FAMILIES if pattern.search(user_agent)), "")
