"""What people do about findings. Findings themselves are computed anew each time; their ids are stable, and
everything here holds on to those ids (docs/findings.md)."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eventaudit.accounts.models import Membership, User
from eventaudit.events.models import Event
from eventaudit.photos.models import Photo


class Cause(models.Model):
    """A root cause that a person has named, merged, split or given a recommendation.

    Causes nobody has touched have no row: the analysis proposes them each time (docs/root-causes.md).
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="causes")
    key = models.CharField(max_length=200, help_text="as the analysis proposed it, or own:<uuid>")
    title = models.CharField(_("title"), max_length=200, blank=True)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("root cause")
        verbose_name_plural = _("root causes")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["event", "key"], name="cause_key_once")]

    def __str__(self) -> str:
        return self.title or self.key


class CausePin(models.Model):
    """A person said that this finding belongs to this cause, whatever the rules propose later."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="cause_pins")
    finding = models.CharField(max_length=120, help_text="the finding's id")
    cause = models.ForeignKey(Cause, models.CASCADE, related_name="pins")

    class Meta:
        ordering = ["finding"]
        constraints = [models.UniqueConstraint(fields=["event", "finding"], name="finding_pinned_once")]

    def __str__(self) -> str:
        return self.finding


class Recommendation(models.Model):
    """What a person wrote in place of the proposed recommendation. An empty field keeps the proposal.

    The parts of the sentence (report 5.3): action + where and when + (owner; deadline) + because; check.
    """

    class Effort(models.TextChoices):
        SMALL = "small", _("Small effort")
        MEDIUM = "medium", _("Medium effort")
        LARGE = "large", _("Large effort")

    cause = models.OneToOneField(Cause, models.CASCADE, related_name="recommendation")
    action = models.TextField(_("action"), blank=True)
    where_when = models.CharField(_("where and when"), max_length=300, blank=True)
    owner = models.CharField(_("owner"), max_length=150, blank=True)
    deadline = models.CharField(_("deadline"), max_length=150, blank=True)
    because = models.TextField(_("because"), blank=True)
    check_by = models.TextField(_("check"), blank=True)
    effort = models.CharField(_("effort"), max_length=6, choices=Effort.choices, blank=True)
    edited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    edited_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(effort__in=["", "small", "medium", "large"]),
                name="recommendation_effort_known",
            )
        ]

    def __str__(self) -> str:
        return self.action or str(self.cause)


class CorrectiveAction(models.Model):
    """Somebody mends something: who, until when, and whether a second look found it mended."""

    class Status(models.TextChoices):
        OPEN = "open", _("To do")
        DOING = "doing", _("Being mended")
        DONE = "done", _("Mended, to be checked")
        CLOSED = "closed", _("Checked and closed")
        DROPPED = "dropped", _("Dropped")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="actions")
    finding = models.CharField(max_length=120, blank=True, help_text="the finding's id")
    criterion = models.CharField(max_length=80, blank=True, help_text="its key: what a second look scores")
    touchpoint = models.CharField(max_length=60, blank=True)
    title = models.CharField(_("what to do"), max_length=300)
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="actions")
    owner_name = models.CharField(_("owner"), max_length=150, blank=True)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=7, choices=Status.choices, default=Status.OPEN)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("corrective action")
        verbose_name_plural = _("corrective actions")
        ordering = ["due_at", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "finding"],
                condition=~models.Q(finding="") & models.Q(status__in=["open", "doing", "done"]),
                name="one_open_action_per_finding",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["open", "doing", "done", "closed", "dropped"]),
                name="action_status_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("findings:action", args=[self.event.organisation.slug, self.event_id, self.pk])

    @property
    def settled(self) -> bool:
        return self.status in (self.Status.CLOSED, self.Status.DROPPED)

    @property
    def owned_by(self) -> str:
        """Who mends it; '' where nobody does."""
        return str(self.owner.user) if self.owner else self.owner_name


class ActionChange(models.Model):
    """That an action came to a status otherwise than by a second look. Never updated, never deleted."""

    action = models.ForeignKey(CorrectiveAction, models.CASCADE, related_name="changes")
    status = models.CharField(max_length=7, choices=CorrectiveAction.Status.choices)
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.action}: {self.get_status_display()}"


class ActionPhoto(models.Model):
    """A photo of the mended thing."""

    action = models.ForeignKey(CorrectiveAction, models.CASCADE, related_name="photos")
    photo = models.OneToOneField(Photo, models.CASCADE, related_name="action_photo")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.photo)


class SecondLook(models.Model):
    """A new score after the mending. It closes the action or leaves it open; never updated, never deleted."""

    action = models.ForeignKey(CorrectiveAction, models.CASCADE, related_name="looks")
    value = models.JSONField(
        null=True, help_text="by the criterion's kind (analysis 1.1), or a promise's verdict; null: by eye"
    )
    quality = models.FloatField(null=True, help_text="0-1")
    needed = models.FloatField(null=True, help_text="the least quality that closed the action, 0-1")
    mended = models.BooleanField(_("mended"))
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quality=None) | models.Q(quality__range=(0, 1)),
                name="second_look_quality_0_to_1",
            )
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.quality}"
