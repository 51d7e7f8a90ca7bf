"""Reports: what was known at one moment, the editions made of it with their PDFs, and the links to them."""

import datetime
import uuid
from functools import cached_property

from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eventaudit.accounts.models import User
from eventaudit.events.models import Event

from .choices import Choices, Edition

STUCK_AFTER = datetime.timedelta(minutes=3)
LINK_LASTS = datetime.timedelta(days=30)
LINK_SALT = "eventaudit.reports.link"


def report_path(report: "Report", name: str) -> str:
    return f"reports/{report.event_id}/{report.pk}.pdf"


class Moment(models.Model):
    """All that was known of an event at one moment, in every language: its editions carry the same numbers.

    Never changed; the same facts are the same moment.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="moments")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the contents")
    contents = models.JSONField(help_text="{language: snapshot}, all taken of the same facts")
    names = models.JSONField(default=list, help_text="people whom an anonymous edition must not name")
    taken_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-taken_at"]
        constraints = [models.UniqueConstraint(fields=["event", "digest"], name="the_same_moment_once")]

    def __str__(self) -> str:
        return f"{self.event}, {self.taken_at:%Y-%m-%d %H:%M}"


class Branding(models.Model):
    """The client's face on the reports of one event; a report keeps what it was when it was asked for."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="branding")
    client_name = models.CharField(
        _("client's name"), max_length=200, blank=True, help_text=_("Empty: the client of the event.")
    )
    accent = models.CharField(
        _("colour"),
        max_length=7,
        blank=True,
        help_text=_("Such as #0E4F52, for rules and headings. It must be dark enough to be read on white."),
    )
    logo = models.CharField(max_length=200, blank=True, help_text="stored name; a file is never overwritten")
    logo_shape = models.FloatField(default=1.0, help_text="width by height")

    def __str__(self) -> str:
        return f"{self.event}: {self.client_name or self.event.client_name}"


class Report(models.Model):
    """One edition of a moment in one language. Released, it never changes (a trigger of the database too)."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEWED = "reviewed", _("Reviewed")
        RELEASED = "released", _("Released")

    class Work(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="reports")
    moment = models.ForeignKey(Moment, models.PROTECT, null=True, related_name="reports")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")
    edition = models.CharField(_("edition"), max_length=11, choices=Edition.choices, default=Edition.FULL)
    options = models.JSONField(default=dict, blank=True, help_text="the other choices, see choices.py")
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name=_("corrects")
    )
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
    pdf_sha256 = models.CharField(max_length=64, blank=True, help_text="of the file as it was made")
    pages = models.PositiveIntegerField(null=True, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    reviewed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["event", "digest"], name="the_same_report_once"),
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(work="ready"),
                name="only_a_ready_report_is_released",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", reviewed_at=None, released_at=None)
                | models.Q(state="reviewed", reviewed_at__isnull=False, released_at=None)
                | models.Q(state="released", reviewed_at__isnull=False, released_at__isnull=False),
                name="a_released_report_says_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(work="ready") | ~models.Q(pdf=""), name="a_ready_report_has_its_pdf"
            ),
            models.CheckConstraint(
                condition=models.Q(corrects=None) | ~models.Q(corrects=models.F("id")),
                name="no_report_corrects_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} ({self.language})"

    def get_absolute_url(self) -> str:
        return reverse("reports:detail", args=[self.event.organisation.slug, self.pk])

    @property
    def choices(self) -> Choices:
        return Choices.read(self.edition, self.options)

    @property
    def edition_title(self) -> str:
        """'Full report, without names'; of a supplier's edition whose it is."""
        choices = self.choices
        title = choices.supplier or str(self.get_edition_display())
        return _("%(edition)s, without names") % {"edition": title} if choices.anonymous else title

    @property
    def stuck(self) -> bool:
        """Nothing has been heard of its job for so long that it may be started again."""
        busy = self.work in (self.Work.WAITING, self.Work.RUNNING)
        return busy and timezone.now() - self.progressed_at > STUCK_AFTER


class KeptPage(models.Model):
    """A report as a page of the web, kept as it was made with its PDF; never changed (a trigger of the
    database too). Whoever reads it puts in the addresses of the photos (web.py)."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="page")
    html = models.TextField()
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return str(self.report)


def link_expiry() -> datetime.datetime:
    return timezone.now() + LINK_LASTS


class ShareLink(models.Model):
    """Lets whoever has it read one released report without signing in, until it expires or is revoked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, models.CASCADE, related_name="links")
    note = models.CharField(_("for whom"), max_length=100, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(default=link_expiry)
    revoked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.note or str(self.created_at)

    @cached_property
    def token(self) -> str:
        """Signed, so that nobody can guess one and the database holds nothing that opens a report."""
        return Signer(salt=LINK_SALT, sep=".").sign(self.pk.hex)

    @property
    def open(self) -> bool:
        return self.revoked_at is None and timezone.now() < self.expires_at


class Visit(models.Model):
    """Somebody opened a link. No address of theirs is kept, and of their browser its family only.

    Only the latest of each link are kept one by one (sharing.VISITS_KEPT); the rest are counted by the day.
    """

    class What(models.TextChoices):
        PAGE = "page", _("read the page")
        PDF = "pdf", _("opened the PDF")

    link = models.ForeignKey(ShareLink, models.CASCADE, related_name="visits")
    what = models.CharField(max_length=4, choices=What.choices)
    client = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what}"


class DailyVisits(models.Model):
    """How often a link was opened on one day, in the site's time zone: two rows a day at most."""

    link = models.ForeignKey(ShareLink, models.CASCADE, related_name="daily_visits")
    day = models.DateField()
    what = models.CharField(max_length=4, choices=Visit.What.choices)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "what"]
        constraints = [
            models.UniqueConstraint(fields=["link", "day", "what"], name="visits_of_a_day_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.what}: {self.count}"
