"""Reports: a frozen snapshot of an event's audit, and the PDF made from it."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eventaudit.accounts.models import User
from eventaudit.events.models import Event


def report_path(report: "Report", name: str) -> str:
    return f"reports/{report.event_id}/{report.pk}.pdf"


class Report(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        RELEASED = "released", _("Released")

    class Work(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="reports")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.DRAFT)
    snapshot = models.JSONField(help_text="everything the report says, frozen when it was asked for")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the snapshot and the report's version")
    work = models.CharField(_("work"), max_length=7, choices=Work.choices, default=Work.WAITING)
    steps_done = models.PositiveSmallIntegerField(default=0)
    steps = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)
    pdf = models.FileField(upload_to=report_path, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    released_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="released") | models.Q(work="ready"), name="only_a_ready_report_is_released"
            )
        ]

    def __str__(self) -> str:
        return f"{self.event} ({self.language})"

    def get_absolute_url(self) -> str:
        return reverse("reports:detail", args=[self.event.organisation.slug, self.pk])
