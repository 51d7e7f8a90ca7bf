"""Attaches the drawn photos to the answers and promises they illustrate."""

import uuid

from django.core.files.base import ContentFile

from eventaudit.accounts.models import User
from eventaudit.events.models import Event
from eventaudit.messaging.models import Promise, PromisePhoto
from eventaudit.photos.actions import store_photo
from eventaudit.walkthroughs.actions import add_photo
from eventaudit.walkthroughs.models import Walkthrough


def attach_photos(event: Event, walkthrough: Walkthrough, *, by: User) -> int:
    """How many were attached: to the walkthrough's answers by criterion, to promises by their key."""
    from .album import PICTURES  # Pillow is slow to import, and only needed here

    criteria = {criterion.key: criterion for criterion in event.template_version.criteria.all()}
    promises = {promise.key: promise for promise in Promise.objects.filter(message__event=event)}
    for picture in PICTURES:
        upload = ContentFile(picture.draw().finish(), name=f"{picture.subject}.jpg")
        number = uuid.uuid5(uuid.NAMESPACE_URL, f"{event.pk}/{picture.subject}/{picture.draw.__name__}")
        if promise := promises.get(picture.subject):
            photo = store_photo(event=event, upload=upload, by=by, caption=picture.caption, photo_id=number)
            PromisePhoto.objects.create(promise=promise, photo=photo)
            continue
        photo, _status = add_photo(
            walkthrough=walkthrough,
            criterion=criteria[picture.subject],
            upload=upload,
            by=by,
            photo_id=number,
        )
        photo.caption = picture.caption
        photo.save(update_fields=["caption"])
    return len(PICTURES)
