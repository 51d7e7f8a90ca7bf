"""Pictures of messages, as photos stand in a snapshot: the place where a promise's words stand."""

import uuid
from collections.abc import Mapping

from eventaudit.events.models import Event
from eventaudit.messaging.models import MessagePicture

Pictures = Mapping[tuple[int, str], dict]
"""By message and SHA-256 of the words: a record as of a photo. Its id is the picture's own SHA-256, cut."""


def pictures_of(event: Event) -> Pictures:
    rows = MessagePicture.objects.filter(message__event=event).exclude(name="").select_related("message")
    return {(row.message_id, row.quote_sha256): _record(row) for row in rows.order_by("pk")}


def _record(row: MessagePicture) -> dict:
    key = str(uuid.UUID(row.sha256[:32]))
    return {
        "id": key,
        "address": f"photo/{key}.jpg",
        "name": row.name,
        "sha256": row.sha256,
        "caption": "",
        "upright": row.shape < 1,
        "shape": row.shape,
        "shows": f"message-{row.message.key}",
        "who": "",
    }
