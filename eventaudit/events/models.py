"""The event and its brief: what is intended, for whom, where and when."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eventaudit.accounts.models import Membership, Organisation, User
from eventaudit.library.mixtures import Mixture
from eventaudit.library.models import TemplateVersion

from .brief import brief_of


class Event(models.Model):
    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        OPEN = "open", _("Open for walkthroughs")
        CLOSED = "closed", _("Closed")
        ARCHIVED = "archived", _("Archived")

    class Form(models.TextChoices):
        FULL = "full", _("Full form")
        SHORT = "short", _("Short form")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="events")
    key = models.SlugField(_("key"), max_length=60, help_text=_("Names the event in files."))
    name = models.CharField(_("name"), max_length=200)
    client_name = models.CharField(_("client"), max_length=200, blank=True)
    clients = models.ManyToManyField(
        Membership, blank=True, related_name="client_events", verbose_name=_("people of the client")
    )
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    doors_at = models.DateTimeField(_("doors open"), null=True, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Helsinki")
    attendance = models.PositiveIntegerField(_("attendance"), help_text=_("How many people are expected."))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")
    brief = models.TextField(_("brief"), blank=True)
    template_version = models.ForeignKey(TemplateVersion, models.PROTECT, related_name="events")
    form = models.CharField(_("form"), max_length=5, choices=Form.choices, default=Form.FULL)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.OPEN)
    variants = models.JSONField(default=dict, blank=True, help_text=_("Criterion key to the band's variant."))
    reach = models.JSONField(
        default=dict, blank=True, help_text=_("Perceiver key to the share of attendees.")
    )
    touchpoint_weights = models.JSONField(default=dict, blank=True)
    attendee_results = models.JSONField(default=dict, blank=True, help_text="analysis 3.6, gaps G6 and G7")
    previous_results = models.JSONField(default=dict, blank=True, help_text="analysis 3.6, gap G5")
    feedback = models.JSONField(default=list, blank=True, help_text="analysis 3.9")
    earlier_versions = models.JSONField(
        default=list,
        blank=True,
        editable=False,
        help_text="numbers of the template versions that it was bound to before, the last one left last",
    )
    set_aside = models.JSONField(
        default=list, blank=True, editable=False, help_text="see findings.aside: what waits for its version"
    )
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="event_key_once"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="event_ends_later"
            ),
            models.CheckConstraint(
                condition=models.Q(doors_at=None) | models.Q(doors_at__lte=models.F("starts_at")),
                name="event_doors_first",
            ),
            models.CheckConstraint(condition=models.Q(attendance__gt=0), name="event_has_attendees"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("findings:overview", args=[self.organisation.slug, self.pk])

    @property
    def intended(self) -> Mixture | None:
        """The mixture that stands for the whole event (prefetch `intentions` for many events)."""
        return brief_of(self).overall


class Intention(models.Model):
    """The atmosphere intended for one touchpoint, or (touchpoint '') for all that have none of their own."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="intentions")
    touchpoint = models.CharField(max_length=60, blank=True)
    mixture = models.JSONField(help_text="{atmosphere key: share}, shares sum to 1")

    class Meta:
        ordering = ["touchpoint"]
        constraints = [
            models.UniqueConstraint(fields=["event", "touchpoint"], name="one_intention_per_touchpoint")
        ]

    def __str__(self) -> str:
        return self.touchpoint or "*"


class Segment(models.Model):
    """A group of attendees whose experience may differ, such as the back tables."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="segments")
    key = models.SlugField(_("key"), max_length=60)
    name = models.CharField(_("name"), max_length=200)
    size = models.PositiveIntegerField(_("size"), null=True, blank=True, help_text=_("How many people."))
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["event", "key"], name="segment_key_once")]

    def __str__(self) -> str:
        return self.name


class Zone(models.Model):
    """A part of the venue."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="zones")
    name = models.CharField(_("name"), max_length=100)
    touchpoints = models.JSONField(
        default=list, blank=True, help_text="keys of the touchpoints in it; empty: not said"
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["event", "name"], name="zone_name_once")]

    def __str__(self) -> str:
        return self.name


class Round(models.Model):
    """One pass through the venue, such as doors, peak, break or close."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="rounds")
    name = models.CharField(_("name"), max_length=100)
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["event", "name"], name="round_name_once")]

    def __str__(self) -> str:
        return self.name


class ProgrammeItem(models.Model):
    """When attendees are where, as planned: an item of the programme and the phase that it belongs to."""

    class Phase(models.TextChoices):
        BEFORE = "before", _("Before the event")
        ARRIVAL = "arrival", _("Arrival")
        SESSION = "session", _("Session")
        BREAK = "break", _("Break")
        MEAL = "meal", _("Meal")
        DEPARTURE = "departure", _("Departure")

    event = models.ForeignKey(Event, models.CASCADE, related_name="programme")
    starts_at = models.DateTimeField(_("starts"))
    title = models.CharField(_("title"), max_length=200)
    phase = models.CharField(_("phase"), max_length=9, choices=Phase.choices)
    touchpoints = models.JSONField(
        default=list,
        blank=True,
        help_text="keys of the touchpoints that guests meet here; empty: all that the phase has",
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("item of the programme")
        verbose_name_plural = _("items of the programme")
        ordering = ["starts_at", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(phase__in=["before", "arrival", "session", "break", "meal", "departure"]),
                name="programme_phase_known",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Upgrade(models.Model):
    """A person bound an event to another version of its template. What it was bound to never vanishes."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="upgrades")
    old = models.ForeignKey(TemplateVersion, models.PROTECT, related_name="+")
    new = models.ForeignKey(TemplateVersion, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("upgrade of an event")
        verbose_name_plural = _("upgrades of events")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
