from django.db.models import Q, QuerySet

from eventaudit.accounts.models import Membership

from .models import Photo


def photos_seen_by(membership: Membership) -> QuerySet[Photo]:
    """Managers see their organisation's photos, clients none; auditors those of their own walkthroughs and of
    what is theirs to mend.
    """
    photos = Photo.objects.filter(event__organisation=membership.organisation)
    if membership.manages:
        return photos
    walked = Q(answer_photo__walkthrough__auditor=membership.user)
    return photos.filter(walked | Q(action_photo__action__owner=membership))
