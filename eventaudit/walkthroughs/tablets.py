"""Tablets: what they say about themselves, and the cookie with which they go on saving signed out.

The cookie is a random secret, of which only the hash is kept. It opens nothing for reading: with it a tablet
hands in changes and photos for the walkthroughs of the person who used it. It lasts as long as that person
signs in on the tablet now and then, stays a member, and no manager takes it back.
"""

import datetime
import hashlib
import re
import secrets
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from eventaudit.accounts.models import Membership, Organisation, Role, User

from .models import Tablet, TabletState, Walkthrough

GRANT = datetime.timedelta(days=60)  # after the last time the person was signed in on it
MOST_A_MINUTE = 1200  # a whole outbox with its photos, sent as fast as a tablet can
QUIET = datetime.timedelta(seconds=2)  # no need to write down every batch of a long outbox
COUNT_MAX = 1_000_000
_WALKS = (Role.ADMIN, Role.MANAGER, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class Report:
    """What a tablet says about itself with a batch, made harmless. None: it does not say."""

    device: uuid.UUID
    label: str = ""
    app_version: str = ""
    installed: bool | None = None
    persisted: bool | None = None
    waiting: int = 0
    photos_waiting: int = 0
    stuck: int = 0


def read_report(said: object) -> Report | None:
    """The report in a batch; None where there is none or it names no device."""
    if not isinstance(said, Mapping):
        return None
    try:
        device = uuid.UUID(said["id"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return Report(
        device,
        label=_short(said.get("label"), 80),
        app_version=_short(said.get("version"), 40),
        installed=_flag(said.get("installed")),
        persisted=_flag(said.get("persisted")),
        waiting=_count(said.get("waiting")),
        photos_waiting=_count(said.get("photos")),
        stuck=_count(said.get("stuck")),
    )


def find_tablet(*, organisation: Organisation, user: User, report: Report, user_agent: str) -> Tablet:
    """The tablet's row for this person, made on its first word, with what it says of itself now."""
    tablet, made = Tablet.objects.get_or_create(organisation=organisation, user=user, device=report.device)
    said = {
        "label": report.label or tablet.label,
        "app_version": report.app_version or tablet.app_version,
        "family": family_of(user_agent),
        "installed": report.installed,
        "persisted": report.persisted,
    }
    new = {name: value for name, value in said.items() if getattr(tablet, name) != value}
    now = timezone.now()
    if made or new or now - tablet.last_seen > QUIET:
        for name, value in (new | {"last_seen": now}).items():
            setattr(tablet, name, value)
        tablet.save(update_fields=[*new, "last_seen"])
    return tablet


def note_state(*, tablet: Tablet, walkthrough: Walkthrough, report: Report) -> None:
    """What the tablet still holds of the walkthrough."""
    said = {"waiting": report.waiting, "photos_waiting": report.photos_waiting, "stuck": report.stuck}
    before = TabletState.objects.filter(tablet=tablet, walkthrough=walkthrough).first()
    now = timezone.now()
    if before and report.waiting and before.waiting and now - before.last_seen < QUIET:
        return
    TabletState.objects.update_or_create(
        tablet=tablet, walkthrough=walkthrough, defaults=said | {"last_seen": now}
    )


def grant(*, tablet: Tablet, cookie: str | None) -> str | None:
    """Lets the tablet go on saving for GRANT from now; the value for its cookie if it needs a new one.

    Only for a request whose person is signed in. A tablet that was revoked stays so.
    """
    if tablet.revoked_at:
        return None
    now = timezone.now()
    secret = None if _opens(tablet, cookie) else secrets.token_urlsafe(32)
    if secret:
        tablet.secret = _hash(secret)
    if secret or not tablet.granted_until or tablet.granted_until - now < GRANT - datetime.timedelta(days=1):
        tablet.granted_until = now + GRANT
        tablet.save(update_fields=["secret", "granted_until"])
    return f"{tablet.pk}.{secret}" if secret else None


def revoke(*, tablet: Tablet) -> Tablet:
    """What is on the tablet stays there; it is sent once the person signs in on it."""
    tablet.secret, tablet.granted_until, tablet.revoked_at = "", None, timezone.now()
    tablet.save(update_fields=["secret", "granted_until", "revoked_at"])
    return tablet


@transaction.atomic
def allow_again(*, tablet: Tablet) -> Tablet:
    """The next time the person is signed in on the tablet, it may save signed out again."""
    tablet.revoked_at = None
    tablet.save(update_fields=["revoked_at"])
    return tablet


def cookie_name(user_id: int) -> str:
    """One cookie a person: what two people who share a tablet still have to send goes under both names."""
    return f"tablet-{user_id}"


def tablet_with(cookie: str) -> Tablet | None:
    """The tablet that the cookie's value belongs to, if it may still save signed out."""
    number, _dot, _secret = cookie.partition(".")
    if not re.fullmatch(r"[0-9]{1,18}", number):
        return None
    tablet = Tablet.objects.select_related("user", "organisation").filter(pk=number).first()
    if not tablet or not _opens(tablet, cookie) or tablet.granted_until <= timezone.now():
        return None
    member = Membership.objects.filter(
        organisation=tablet.organisation_id, user=tablet.user_id, role__in=_WALKS, user__is_active=True
    )
    return tablet if member.exists() else None


def _opens(tablet: Tablet, cookie: str | None) -> bool:
    if not cookie or not tablet.secret or tablet.revoked_at or not tablet.granted_until:
        return False
    number, _dot, secret = cookie.partition(".")
    return number == str(tablet.pk) and secrets.compare_digest(_hash(secret), tablet.secret)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def within_limit(tablet: Tablet) -> bool:
    """Whether the tablet has sent less than MOST_A_MINUTE requests in this minute."""
    key = f"tablet-{tablet.pk}-{int(time.time() // 60)}"
    cache.add(key, 0, 120)
    try:
        return cache.incr(key) <= MOST_A_MINUTE
    except ValueError:  # the cache was full and forgot it
        return True


def family_of(user_agent: str) -> str:
    """'iPad, Safari' and the like: what a person would call it, and no more than that."""
    devices = [
        ("iPad", "iPad"),
        ("iPhone", "iPhone"),
        ("Android", "Android"),
        ("CrOS", "Chromebook"),
        ("Macintosh", "Mac"),  # an iPad says so too
        ("Windows", "Windows"),
        ("Linux", "Linux"),
    ]
    browsers = [
        ("Edg", "Edge"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]
    found = [next((name for sign, name in signs if sign in user_agent), "") for signs in (devices, browsers)]
    return ", ".join(filter(None, found))


def _short(text: object, most: int) -> str:
    if not isinstance(text, str):
        return ""
    printable = "".join(letter for letter in text if letter.isprintable() and not _surrogate(letter))
    return printable.strip()[:most]


def _surrogate(letter: str) -> bool:
    return "\ud800" <= letter <= "\udfff"


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _count(value: object) -> int:
    return min(max(value, 0), COUNT_MAX) if isinstance(value, int) and not isinstance(value, bool) else 0
