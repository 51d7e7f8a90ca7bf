"""Walkthroughs: what one auditor observed in one round. Two auditors are two observations.

Every change arrives as an immutable Operation; Answer is the state they add up to.
"""

import uuid

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eventaudit.accounts.models import Organisation, User
from eventaudit.events.models import Event, Round, Segment, Zone
from eventaudit.library.models import Criterion, TemplateVersion
from eventaudit.photos.models import Photo


class Walkthrough(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="walkthroughs")
    auditor = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="walkthroughs")
    auditor_name = models.CharField(
        _("auditor"), max_length=150, help_text=_("Two walkthroughs with the same name are one observer's.")
    )
    lead = models.BooleanField(
        _("lead auditor"), default=False, help_text=_("May mark a criterion as not applicable.")
    )
    round = models.ForeignKey(Round, models.SET_NULL, null=True, blank=True, related_name="walkthroughs")
    segment = models.ForeignKey(Segment, models.SET_NULL, null=True, blank=True, related_name="+")
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="+")
    last_seq = models.PositiveBigIntegerField(default=0, editable=False)
    epoch = models.UUIDField(
        default=uuid.uuid4, editable=False, help_text="another one means that the server lost a part of it"
    )
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("walkthrough")
        verbose_name_plural = _("walkthroughs")
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "auditor_name", "round"], name="one_walkthrough_per_round"
            ),
            models.UniqueConstraint(
                fields=["event", "auditor_name"],
                condition=models.Q(round=None),
                name="one_walkthrough_outside_rounds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.auditor_name}" + (f", {self.round}" if self.round else "")

    def get_absolute_url(self) -> str:
        return reverse("walkthroughs:walk", args=[self.event.organisation.slug, self.pk])


class Operation(models.Model):
    """One change, as the tablet made it. Never updated, never deleted: the history of every answer."""

    class Field(models.TextChoices):
        ANSWER = "answer", _("Answer")
        NOTE = "note", _("Note")
        PHOTO_ADD = "photo.add", _("Photo added")
        PHOTO_DELETE = "photo.del", _("Photo removed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    walkthrough = models.ForeignKey(Walkthrough, models.CASCADE, related_name="operations")
    seq = models.PositiveBigIntegerField()
    criterion = models.CharField(max_length=80, help_text="the criterion's key, never its row")
    version = models.ForeignKey(
        TemplateVersion,
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        help_text="of the page that it was made on: which question the key stood for; none: the event's",
    )
    field = models.CharField(max_length=9, choices=Field.choices)
    value = models.JSONField(null=True)
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    base = models.UUIDField(
        null=True,
        blank=True,
        help_text="the operation that stood in the field when this one was made; it may arrive later",
    )
    tablet = models.ForeignKey("Tablet", models.SET_NULL, null=True, blank=True, related_name="+")
    brought_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        db_index=False,
        related_name="+",
        help_text="who took it in from a tablet's file; none: the author's tablet sent it",
    )
    made_at = models.DateTimeField(help_text="by the tablet's clock, less what that clock is wrong")
    received_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["walkthrough", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["walkthrough", "seq"], name="operation_seq_once"),
            models.CheckConstraint(
                condition=models.Q(field__in=["answer", "note", "photo.add", "photo.del"]),
                name="operation_field_known",
            ),
            models.CheckConstraint(
                condition=models.Q(base=None) | ~models.Q(base=models.F("id")), name="operation_not_on_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["walkthrough", "criterion"], name="operation_history"),
            models.Index(fields=["base"], condition=models.Q(base__isnull=False), name="operation_followers"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}.{self.field} #{self.seq}"


class Answer(models.Model):
    """The present answer to one criterion.

    value by kind (analysis 1.1): fit 1-5, balance -2..2, measure a number in the band's unit, yesno true
    or false, choice and expectation an option's key, atmosphere reading {key: share} or "neutral".
    """

    class State(models.TextChoices):
        UNANSWERED = "", _("Unanswered")
        ANSWERED = "answered", _("Answered")
        NOT_APPLICABLE = "na", _("Not applicable")
        UNOBSERVED = "unobserved", _("Could not observe")

    walkthrough = models.ForeignKey(Walkthrough, models.CASCADE, related_name="answers")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.UNANSWERED, blank=True)
    value = models.JSONField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # The operations that stand; none where the answer came with a file of an event.
    answer_operation = models.ForeignKey(
        Operation, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    note_operation = models.ForeignKey(
        Operation, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(fields=["walkthrough", "criterion"], name="one_answer_per_criterion"),
            models.CheckConstraint(
                condition=models.Q(state__in=["", "answered", "na", "unobserved"]), name="answer_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="na") | ~models.Q(reason=""), name="not_applicable_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion.key} = {self.value}"


class AnswerPhoto(models.Model):
    walkthrough = models.ForeignKey(Walkthrough, models.CASCADE, related_name="photos")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    photo = models.OneToOneField(Photo, models.CASCADE, related_name="answer_photo")
    original = models.UUIDField(
        null=True,
        blank=True,
        db_index=True,
        help_text="number of the photo that this one is an annotated copy of; it may arrive later",
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.photo)


class UnfinishedPhoto(models.Model):
    """A photo of which one half has come: its operation (no `photo` yet) or its bytes (no `criterion`)."""

    id = models.UUIDField(primary_key=True, help_text="the photo's, made by the tablet")
    walkthrough = models.ForeignKey(Walkthrough, models.CASCADE, related_name="unfinished_photos")
    criterion = models.ForeignKey(Criterion, models.PROTECT, null=True, blank=True, related_name="+")
    photo = models.OneToOneField(Photo, models.CASCADE, null=True, blank=True, related_name="unfinished")
    sha256 = models.CharField(max_length=64)
    original = models.UUIDField(null=True, blank=True, help_text="see AnswerPhoto")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(criterion=None) ^ models.Q(photo=None), name="one_half_of_a_photo"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Conflict(models.Model):
    """An operation that lost against one made at the same time, neither knowing of the other."""

    walkthrough = models.ForeignKey(Walkthrough, models.CASCADE, related_name="conflicts")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    lost = models.OneToOneField(Operation, models.CASCADE, related_name="conflict")
    found_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["found_at", "pk"]

    def __str__(self) -> str:
        return str(self.lost)


class Tablet(models.Model):
    """One device in the hands of one person, as it last described itself.

    `secret` lets it go on saving when the person's login has expired: the hash of what its cookie holds.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="tablets")
    user = models.ForeignKey(User, models.CASCADE, related_name="tablets")
    device = models.UUIDField(help_text="made by the device itself")
    label = models.CharField(_("name"), max_length=80, blank=True)
    family = models.CharField(max_length=40, blank=True, help_text="such as iPad, Safari")
    app_version = models.CharField(max_length=40, blank=True)
    installed = models.BooleanField(null=True, blank=True, help_text="opened from the home screen")
    persisted = models.BooleanField(null=True, blank=True, help_text="the browser promised to keep its data")
    walkthroughs = models.ManyToManyField(Walkthrough, through="TabletState", related_name="tablets")
    first_seen = models.DateTimeField(default=timezone.now, editable=False)
    last_seen = models.DateTimeField(default=timezone.now)
    secret = models.CharField(max_length=64, blank=True, editable=False)
    granted_until = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("tablet")
        verbose_name_plural = _("tablets")
        ordering = ["-last_seen", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "device", "user"], name="one_tablet_per_device_and_person"
            )
        ]

    def __str__(self) -> str:
        return self.label or self.family or str(_("Unnamed device"))


class TabletState(models.Model):
    """What a tablet last said about one walkthrough."""

    tablet = models.ForeignKey(Tablet, models.CASCADE, related_name="states")
    walkthrough = models.ForeignKey(Walkthrough, models.CASCADE, related_name="tablet_states")
    waiting = models.PositiveIntegerField(default=0, help_text="changes not sent yet")
    photos_waiting = models.PositiveIntegerField(default=0)
    stuck = models.PositiveIntegerField(default=0, help_text="refused, kept on the tablet")
    last_seen = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-last_seen", "pk"]
        constraints = [models.UniqueConstraint(fields=["tablet", "walkthrough"], name="one_state_per_tablet")]

    def __str__(self) -> str:
        return f"{self.tablet}: {self.walkthrough}"
