from django.db.models import QuerySet

from eventaudit.accounts.models import Membership

from .models import Photo


def photos_seen_by(membership: Membership) -> QuerySet[Photo]:
    """Managers see their organisation's photos, auditors those of their own walkthroughs, clients none."""
    photos = Photo.objects.filter(event__organisation=membership.organisation)
    if membership.manages:
        return photos
    return photos.filter(answer_photo__walkthrough__auditor=membership.user)
