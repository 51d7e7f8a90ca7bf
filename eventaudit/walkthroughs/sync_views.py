"""Changes, photos and receipts from tablets, as JSON: docs/sync-protocol.md.

An answer of ours always says {"p": 1} or {"p": 2}, whichever protocol it was asked in.
"""

import json
import time
import uuid
from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from eventaudit.accounts.fetch import json_answer
from eventaudit.accounts.models import User
from eventaudit.accounts.policies import auditors, auditors_or_their_tablets
from eventaudit.photos.actions import NotWritten, PhotoRefused

from .batch import Result, to_uuid
from .conflicts import told_conflicts
from .models import Tablet, Walkthrough
from .operations import add_photo, apply_operations
from .photo_halves import SHA256, receive_photo
from .policies import NotAllowed
from .queries import progress_of
from .receipts import make_receipt
from .shell import questions_stamp
from .sync import Exchange, clock_words, exchange
from .sync_door import synced
from .tablets import Report, cookie_name, find_tablet, grant, note_state, read_report
from .validation import OperationRefused

OLD_PROTOCOL, PROTOCOL = 1, 2
OLD_WORDS = {"stored": "applied", "known": "dup", "refused": "refused"}
MOST_OPERATIONS = 500
MOST_IN_A_RECEIPT = 20_000
COOKIE_LIFE = 400 * 24 * 60 * 60  # seconds, the most that browsers keep; the server's own date counts


@auditors_or_their_tablets
@require_POST
@synced
def operations(request: HttpRequest, walkthrough: Walkthrough) -> JsonResponse:
    """A batch of operations: one result for each of them."""
    try:
        sent = _body(request)
    except RequestDataTooBig:
        return _too_many(PROTOCOL)
    version = sent.get("p")
    batch = sent.get("ops")
    if version not in (OLD_PROTOCOL, PROTOCOL) or isinstance(version, bool) or not isinstance(batch, list):
        why = _("The changes arrived damaged. They are sent again.")
        return _answer({"reason": "damaged", "why": why}, 400, OLD_PROTOCOL)
    if len(batch) > MOST_OPERATIONS:
        return _too_many(version)
    if version == OLD_PROTOCOL:
        return _old_operations(request, walkthrough, batch)
    return _operations(request, walkthrough, sent, batch)


def _old_operations(request: HttpRequest, walkthrough: Walkthrough, batch: list) -> JsonResponse:
    """{"p": 1, "ops": [...]} -> {"p": 1, "results": [{"id", "s", "why"}], "progress": {...}}."""
    results = apply_operations(walkthrough=walkthrough, operations=batch, by=request.membership.user)
    listed = [{"id": result.id, "s": OLD_WORDS[result.status], "why": result.why} for result in results]
    progress = {} if request.tablet else {"progress": progress_of(walkthrough)}
    return _answer({"results": listed} | progress, 200, OLD_PROTOCOL)


def _operations(request: HttpRequest, walkthrough: Walkthrough, sent: Mapping, batch: list) -> JsonResponse:
    report, person = read_report(sent.get("tablet")), request.membership.user
    cookie = None
    with transaction.atomic():
        tablet = _tablet(request, report)
        said = exchange(walkthrough=walkthrough, sent=sent, operations=batch, by=person, tablet=tablet)
        if tablet and report:
            note_state(tablet=tablet, walkthrough=walkthrough, report=report)
        if tablet and not request.tablet:
            cookie = grant(tablet=tablet, cookie=request.COOKIES.get(cookie_name(person.pk)))
    content = _told(said)
    if not request.tablet:  # whose login has expired hands in and hears nothing
        content |= _told_to_members(walkthrough, said, tablet, person)
    response = _answer(content)
    if cookie:
        path = reverse("walkthroughs:mine", args=[request.membership.organisation.slug])
        response.set_cookie(
            cookie_name(person.pk),
            cookie,
            max_age=COOKIE_LIFE,
            path=path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Strict",
        )
    return response


def _tablet(request: HttpRequest, report: Report | None) -> Tablet | None:
    if request.tablet and (not report or report.device != request.tablet.device):
        return request.tablet
    if not report:
        return None
    return find_tablet(
        organisation=request.membership.organisation,
        user=request.membership.user,
        report=report,
        user_agent=request.headers.get("User-Agent", ""),
    )


def _told(said: Exchange) -> dict:
    return {
        "results": [_listed(result) for result in said.results],
        "epoch": str(said.epoch),
        "resend": said.resend,
        "now": int(time.time() * 1000),
        "clock": {
            "behind": round(said.clock_behind.total_seconds() * 1000),
            "why": clock_words(said.clock_behind),
        },
    }


def _told_to_members(walkthrough: Walkthrough, said: Exchange, tablet: Tablet | None, person: User) -> dict:
    awaited = walkthrough.unfinished_photos.filter(photo=None).values_list("pk", flat=True)
    return {
        "cursor": said.cursor,
        "head": str(said.head) if said.head else None,
        "changes": said.changes,
        "conflicts": told_conflicts(walkthrough, person),
        "questions": questions_stamp(walkthrough),
        "awaited": [str(number) for number in awaited],
        "progress": progress_of(walkthrough),
        "saves_signed_out": bool(tablet and not tablet.revoked_at),
    }


def _listed(result: Result) -> dict:
    listed = {"id": result.id, "s": result.status}
    if result.status == "refused":
        listed |= {"reason": result.reason, "why": result.why}
    else:
        listed["seq"] = result.seq
    if result.conflict:
        listed["conflict"] = True
    return listed


@auditors_or_their_tablets
@require_http_methods(["PUT"])
@synced
def photo_bytes(request: HttpRequest, walkthrough: Walkthrough, photo_pk: uuid.UUID) -> JsonResponse:
    """The bytes of one photo, their SHA-256 in the header X-Sha256: {"p": 2, "s": "stored" | "known"}."""
    sha256 = request.headers.get("X-Sha256", "").lower()
    if not SHA256.fullmatch(sha256):
        return _photo_refused("damaged", _("The photo arrived damaged. It is sent again."))
    try:
        data = request.read(settings.PHOTO_MAX_BYTES + 1)
    except OSError:
        return _photo_refused("damaged", _("The photo arrived damaged. It is sent again."))
    try:
        new = receive_photo(
            walkthrough=walkthrough,
            photo_id=photo_pk,
            sha256=sha256,
            upload=ContentFile(data, name="photo"),
            by=request.membership.user,
        )
    except (OperationRefused, NotAllowed) as refusal:
        return _photo_refused(refusal.reason, str(refusal))
    except PhotoRefused as refusal:
        return _photo_refused("not-a-photo", str(refusal))
    except NotWritten:
        why = _("The photo could not be stored. It is sent again.")
        return _answer({"s": "refused", "reason": "not-written", "why": why}, 503)
    return _answer({"s": "stored" if new else "known", "sha256": sha256})


@auditors_or_their_tablets
@require_POST
@synced
def receipt(request: HttpRequest, walkthrough: Walkthrough) -> JsonResponse:
    """{"p": 2, "ops": [id], "photos": [{"id", "sha256"}]}: what of it is not here."""
    try:
        sent = _body(request)
    except RequestDataTooBig:
        return _too_many(PROTOCOL)
    ids, photos = _receipt_lists(sent)
    if sent.get("p") != PROTOCOL or ids is None or photos is None:
        why = _("The question arrived damaged. It is asked again.")
        return _answer({"reason": "damaged", "why": why}, 400)
    if len(ids) + len(photos) > MOST_IN_A_RECEIPT:
        return _too_many(PROTOCOL)
    found = make_receipt(walkthrough=walkthrough, operations=ids, photos=photos)
    if found.complete:
        words = _("Everything has arrived. This tablet may be cleared.")
    else:
        words = _("Not everything has arrived. Keep this tablet as it is; the rest is sent again.")
    return _answer(
        {
            "complete": found.complete,
            "lacking": {
                "ops": [str(number) for number in found.operations],
                "photos": [str(number) for number in found.photos],
            },
            "epoch": str(walkthrough.epoch),
            "why": words,
        }
    )


def _receipt_lists(sent: Mapping) -> tuple[list | None, list | None]:
    """Ids and (id, SHA-256); None for a list in which something is neither."""
    ids, photos = sent.get("ops", []), sent.get("photos", [])
    if not isinstance(ids, list) or not isinstance(photos, list):
        return None, None
    numbers = [to_uuid(number) for number in ids]
    pairs = [
        (to_uuid(photo.get("id")), photo.get("sha256")) for photo in photos if isinstance(photo, Mapping)
    ]
    whole = len(pairs) == len(photos) and all(number and isinstance(sha, str) for number, sha in pairs)
    return (None if None in numbers else numbers), (pairs if whole else None)


@auditors
@require_POST
@synced
def photo(request: HttpRequest, walkthrough: Walkthrough, criterion_key: str) -> JsonResponse:
    """One photo (multipart: `photo` and its `id`) -> {"p": 1, "s", "photo": {...}} or 422 with "why"."""
    criterion = walkthrough.event.template_version.criteria.filter(key=criterion_key).first()
    upload = request.FILES.get("photo")
    number = to_uuid(request.POST.get("id", ""))
    if not criterion or not upload or not number:
        why = _("The photo did not arrive. Send it again.")
        return _answer({"s": "refused", "why": why}, 422, OLD_PROTOCOL)
    try:
        stored, status = add_photo(
            walkthrough=walkthrough, criterion=criterion, upload=upload, by=request.user, photo_id=number
        )
    except (PhotoRefused, NotAllowed) as refusal:
        return _answer({"s": "refused", "why": str(refusal)}, 422, OLD_PROTOCOL)
    slug = request.membership.organisation.slug
    shown = {
        "id": str(stored.pk),
        "small": reverse("photos:photo", args=[slug, stored.pk, "small"]),
        "large": reverse("photos:photo", args=[slug, stored.pk, "large"]),
    }
    return _answer({"s": OLD_WORDS[status], "photo": shown}, 200, OLD_PROTOCOL)


def _body(request: HttpRequest) -> Mapping:
    """The object in the body; {} where it is damaged. Raises RequestDataTooBig."""
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError, OSError):
        return {}
    return sent if isinstance(sent, Mapping) else {}


def _too_many(version: int) -> JsonResponse:
    why = _("Too many changes at once. Send at most %d.") % MOST_OPERATIONS
    return _answer({"reason": "too-many", "why": why, "most": MOST_OPERATIONS}, 413, version)


def _photo_refused(reason: str, why: str) -> JsonResponse:
    return _answer({"s": "refused", "reason": reason, "why": why}, 422)


def _answer(content: dict, status: int = 200, version: int = PROTOCOL) -> JsonResponse:
    return json_answer({"p": version} | content, status)
