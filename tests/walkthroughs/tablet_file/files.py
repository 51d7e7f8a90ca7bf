"""Files of unsent work as a tablet saves them, and what the page says of one."""

import hashlib
import io
import json
import time
import uuid
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.photos.pictures import make_picture
from tests.walkthroughs.exchange import op

PICTURE, PLACE = make_picture(), "venue_condition"


def photo_row(walkthrough, data=PICTURE, **more):
    number, sha = str(uuid.uuid4()), hashlib.sha256(data).hexdigest()
    return {
        "id": number, "w": str(walkthrough.pk), "k": PLACE, "name": "hall.jpg", "taken": 1, "at": 5,
        "sha": sha, "op": str(uuid.uuid4()), "stage": "ready", "file": f"photos/{number}.jpeg",
    } | more  # fmt: skip


def announcement(row):
    value = {"photo": row["id"], "sha256": row["sha"], "name": row["name"], "taken": row["taken"]}
    return op(value, PLACE, "photo.add") | {"id": row["op"]}


def work_of(person, walkthrough, *operations, refused=(), drafts=(), photos=(), **more):
    where = {"u": person.pk, "w": str(walkthrough.pk)}
    return {
        "format": "eventaudit-tablet-1",
        "person": person.pk,
        "exported": int(time.time() * 1000),
        "walkthroughs": [{"w": str(walkthrough.pk), "url": "/", "title": "Gala"}],
        "operations": [where | operation for operation in operations],
        "refused": [where | operation for operation in refused],
        "drafts": [where | draft for draft in drafts],
        "photos": list(photos),
    } | more


def zipped(work, files=None, method=zipfile.ZIP_STORED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in (files or {}).items():
            archive.writestr(name, data)
        archive.writestr("work.json", work if isinstance(work, bytes) else json.dumps(work))
    return stream.getvalue()


def show(client, address, content: bytes):
    """The page that says what will come in, or the refusal."""
    return client.post(address, {"file": SimpleUploadedFile("work.zip", content)}, follow=True)


def take(client, address, page):
    return client.post(address, {"take": page.context["digest"]}, follow=True)


def sums(page):
    plan = page.context["plan"]
    return {"coming": plan.coming, "here": plan.here, "left out": plan.left_out}


def reasons(page):
    return [
        (item.kind, item.question, item.why)
        for part in page.context["plan"].parts
        for item in part.left_out
    ]  # fmt: skip


def refusal(page):
    assert page.status_code == 422
    return page.context["form"].errors["file"]


def stored(walkthrough):
    rows = walkthrough.operations.order_by("seq")
    return [(row.criterion, row.field, row.value, row.author, row.brought_by) for row in rows]
