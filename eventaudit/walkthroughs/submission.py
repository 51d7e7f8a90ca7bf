"""The walkthrough's form posted as a whole: answers and notes as operations, then photos one by one."""

import re
import uuid

from django.http import HttpRequest

from eventaudit.photos.actions import PhotoRefused

from .forms import changes_in, posted_fields
from .models import Walkthrough
from .operations import REFUSED, STORED, add_photo, apply_operations
from .policies import NotAllowed
from .sheet import Sheet


def submit_form(*, walkthrough: Walkthrough, sheet: Sheet, request: HttpRequest) -> tuple[int, dict]:
    """(how many changes were saved, criterion key to what was refused; see sheet.load_sheet)."""
    operations = changes_in(request.POST, sheet) + _removals(request.POST, sheet, walkthrough)
    operations = [operation | {"t": sheet.version.pk} for operation in operations]
    seen = request.POST.get("seen", "")
    results = apply_operations(
        walkthrough=walkthrough,
        operations=operations,
        by=request.membership.user,
        seen=int(seen) if re.fullmatch(r"[0-9]{1,18}", seen) else None,
    )
    saved = sum(result.status == STORED for result in results)
    typed = posted_fields(request.POST)
    refused: dict[str, dict] = {}
    for result in results:
        if result.status == REFUSED:
            fields = typed.get(result.criterion, {})
            refused[result.criterion] = {
                "why": result.why,
                "fields": {name: text for name, text in fields.items() if name != "n"},
                "note": fields.get("n", ""),
            }
    for question in sheet.questions:
        for upload in request.FILES.getlist(f"p-{question.key}"):
            try:
                _photo, status = add_photo(
                    walkthrough=walkthrough,
                    criterion=question.criterion,
                    upload=upload,
                    by=request.membership.user,
                    photo_id=uuid.uuid4(),
                )
                saved += status == STORED
            except (PhotoRefused, NotAllowed) as refusal:
                refused.setdefault(question.key, {})["why"] = f"{upload.name}: {refusal}"
    return saved, refused


def _removals(post, sheet: Sheet, walkthrough: Walkthrough) -> list[dict]:
    """With an annotated photo goes its original: what one sees is gone, and no covered face comes back."""
    originals = {
        str(photo): str(original)
        for photo, original in walkthrough.photos.exclude(original=None).values_list("photo", "original")
    }
    removals = []
    for question in sheet.questions:
        for photo in post.getlist(f"d-{question.key}"):
            while photo:
                removals.append({"id": str(uuid.uuid4()), "k": question.key, "f": "photo.del", "v": photo})
                photo = originals.pop(photo, "")
    return removals
