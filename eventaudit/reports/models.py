"""Reports: a frozen snapshot of an event's audit, and the PDF made from it."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eventaudit.accounts.models import User
from eventaudit.events.models import Event

STUCK_AFTER = datetime.timedelta(minutes=3)


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
    event = models.ForeignKey(Event, models.PROTECT, related_name="reports")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.DRAFT)
    snapshot = models.JSONField(help_text="everything the report says, frozen when it was asked for")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the snapshot and the report's version")
    work = models.CharField(_("work"), max_length=7, choices=Work.choices, default=Work.WAITING)
    steps_done = models.PositiveSmallIntegerField(default=0)
    steps = models.PositiveSmallIntegerField(default=0)
    attempt = models.PositiveSmallIntegerField(default=1, help_text="a job of an earlier attempt is ignored")
    progressed_at = models.DateTimeField(default=timezone.now)
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
            models.UniqueConstraint(fields=["event", "digest"], name="the_same_report_once"),
            models.CheckConstraint(
                condition=~models.Q(state="released") | models.Q(work="ready"),
                name="only_a_ready_report_is_released",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", released_at=None)
                | models.Q(state="released", released_at__isnull=False),
                name="a_released_report_says_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(work="ready") | ~models.Q(pdf=""), name="a_ready_report_has_its_pdf"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} ({self.language})"

    def get_absolute_url(self) -> str:
        return reverse("reports:detail", args=[self.event.organisation.slug, self.pk])

    @property
    def stuck(self) -> bool:
        """Nothing has been heard of its job for so long that it may be started again."""
        busy = self.work in (self.Work.WAITING, self.Work.RUNNING)
        return busy and timezone.now() - self.progressed_at > STUCK_AFTER
