"""Photos as evidence: the original kept, metadata-free renditions for pages and reports."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eventaudit.accounts.models import User
from eventaudit.events.models import Event


def photo_path(photo: "Photo", name: str) -> str:
    """Where a photo's file lies; the given name only tells which rendition it is."""
    return f"photos/{photo.event_id}/{photo.pk}/{name}"


class Photo(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="photos")
    original = models.FileField(upload_to=photo_path)
    large = models.FileField(upload_to=photo_path, help_text="at most 1600 px, JPEG without metadata")
    small = models.FileField(upload_to=photo_path, help_text="at most 600 px, JPEG without metadata")
    width = models.PositiveIntegerField(help_text="of the large rendition, px")
    height = models.PositiveIntegerField(help_text="of the large rendition, px")
    sha256 = models.CharField(max_length=64, help_text="of the bytes as they arrived")
    size = models.PositiveIntegerField(help_text="bytes as they arrived")
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    uploaded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["created_at", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(size__gt=0), name="photo_not_empty")]

    def __str__(self) -> str:
        return self.caption or str(self.pk)
