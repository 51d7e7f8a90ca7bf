"""The library: atmospheres, and touchpoint templates in immutable published versions.

What has no organisation is the default library, which everybody sees and nobody edits in place.
Texts for people are JSON objects {"en": ..., "fi": ..., "sv": ...}.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from eventaudit.accounts.models import Organisation, User

from .text import localised

READS_ATMOSPHERE = "ATMOSPHERES"  # stands in a criterion's options where the answer is a mixture


class Atmosphere(models.Model):
    """A way an event can feel: a point on six axes, with palette, cues and clashes per touchpoint."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="atmospheres"
    )
    key = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField(default=0)
    name = models.JSONField(_("name"))
    description = models.JSONField(_("description"), default=dict)
    axes = models.JSONField(_("axes"), help_text=_("Axis key to a value from 0 to 4."))
    palette = models.JSONField(_("palette"), default=list, help_text=_("Colours as #RRGGBB."))
    touchpoints = models.JSONField(
        default=dict, help_text=_("Touchpoint key to its cues, clashes and trigger words.")
    )
    revision = models.PositiveIntegerField(default=0, editable=False, help_text="raised with every change")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("atmosphere")
        verbose_name_plural = _("atmospheres")
        ordering = ["order", "key"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="atmosphere_key_once"),
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(organisation=None), name="default_atmosphere_key_once"
            ),
        ]

    def __str__(self) -> str:
        return localised(self.name)


class Template(models.Model):
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="templates"
    )
    key = models.SlugField(max_length=60)
    name = models.JSONField(_("name"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("template")
        verbose_name_plural = _("templates")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="template_key_once"),
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(organisation=None), name="default_template_key_once"
            ),
        ]

    def __str__(self) -> str:
        return localised(self.name)


class TemplateVersion(models.Model):
    """One version of a template. Published: never changes again; events stay bound to theirs."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        ARCHIVED = "archived", _("Archived")

    template = models.ForeignKey(Template, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    label = models.CharField(_("label"), max_length=30, blank=True)
    perceivers = models.JSONField(
        default=dict, help_text=_('Who perceives a criterion: key to {"label": ..., "default_reach": 0-1}.')
    )
    digest = models.CharField(max_length=64, blank=True, editable=False, help_text="SHA-256 of the content")
    based_on = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="successors")
    what_is_new = models.TextField(_("what is new"), blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False, help_text="raised with every change")
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    published_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("template version")
        verbose_name_plural = _("template versions")
        ordering = ["template", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="template_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "published", "archived"]), name="version_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.label or self.number}"

    @property
    def frozen(self) -> bool:
        """Its content never changes again, and the digest tells it apart: a process may remember it."""
        return self.state != self.State.DRAFT and bool(self.digest)


class Touchpoint(models.Model):
    version = models.ForeignKey(TemplateVersion, models.CASCADE, related_name="touchpoints")
    key = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField(default=0)
    weight = models.FloatField(_("weight"), default=1)
    name = models.JSONField(_("name"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("touchpoint")
        verbose_name_plural = _("touchpoints")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="touchpoint_key_once"),
            models.CheckConstraint(condition=models.Q(weight__range=(0, 3)), name="touchpoint_weight_0_to_3"),
        ]

    def __str__(self) -> str:
        return localised(self.name)


class Criterion(models.Model):
    """One question of a touchpoint. How its value becomes a quality in [0, 1]: analysis 1.1."""

    class Kind(models.TextChoices):
        FIT = "fit", _("Fit, 1 to 5")
        BALANCE = "balance", _("Balance, -2 to +2")
        MEASURE = "measure", _("Measured number")
        YESNO = "yesno", _("Yes or no")
        CHOICE = "choice", _("Choice")
        EXPECTATION = "expectation", _("Against expectation")

    class Evidence(models.TextChoices):
        NONE = "none", _("None")
        NOTE = "note", _("Note")
        PHOTO = "photo", _("Photo")

    version = models.ForeignKey(TemplateVersion, models.CASCADE, related_name="criteria")
    touchpoint = models.ForeignKey(Touchpoint, models.CASCADE, related_name="criteria")
    key = models.SlugField(max_length=80)
    order = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    core = models.BooleanField(_("in the short form"), default=False)
    hard_fail = models.BooleanField(_("caps the index when failed"), default=False)
    scored = models.BooleanField(_("scored"), default=True)
    phases = models.JSONField(_("phases"), default=list)
    perceived_by = models.CharField(_("perceived by"), max_length=30, default="all")
    evidence = models.CharField(_("evidence"), max_length=5, choices=Evidence.choices, default=Evidence.NONE)
    wording = models.JSONField(_("wording"))
    help = models.JSONField(_("help"), default=dict, blank=True)
    anchors = models.JSONField(_("scale ends"), default=dict, blank=True)
    band = models.JSONField(_("band"), null=True, blank=True)
    options = models.JSONField(
        _("options"), null=True, blank=True, help_text=_('Options with scores, or "ATMOSPHERES".')
    )
    conditions = models.JSONField(
        _("asked only if"), default=list, blank=True, help_text="all of them must hold, see docs/templates.md"
    )
    sources = models.JSONField(_("sources"), default=list, blank=True)
    source_grade = models.CharField(_("source grade"), max_length=40, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["touchpoint__order", "order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="criterion_key_once"),
            models.CheckConstraint(condition=models.Q(weight__range=(0, 3)), name="criterion_weight_0_to_3"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["fit", "balance", "measure", "yesno", "choice", "expectation"]),
                name="criterion_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return localised(self.wording)

    @property
    def described_ends(self) -> list[tuple[str, dict[str, str]]]:
        """The described points of the scale with their texts, from the lowest to the highest."""
        return sorted(self.anchors.items(), key=lambda end: int(end[0]))

    @property
    def reads_atmosphere(self) -> bool:
        return self.options == READS_ATMOSPHERE


class AnalysisSettings(models.Model):
    """The organisation's own weights, thresholds, cuts and caps, in place of the specification's defaults.

    values: {name of a field of consistency.Settings: value}, only those that differ from the defaults.
    """

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="analysis_settings")
    values = models.JSONField(_("values"), default=dict, blank=True)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("settings of the analysis")
        verbose_name_plural = _("settings of the analysis")

    def __str__(self) -> str:
        return str(self.organisation)
