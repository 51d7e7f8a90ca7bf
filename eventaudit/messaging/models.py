"""Pre-event messages and the promises they make: the promise ledger."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eventaudit.accounts.models import User
from eventaudit.events.models import Event
from eventaudit.photos.models import Photo


class Channel(models.TextChoices):
    INVITATION = "invitation_email", _("Invitation")
    WEB_PAGE = "web_page", _("Web page")
    PROGRAMME = "programme", _("Programme")
    SOCIAL_POST = "social_post", _("Social media post")
    TICKET = "ticket", _("Ticket")
    PARKING = "parking_instructions", _("Arrival and parking instructions")
    REMINDER = "reminder_email", _("Reminder")


def message_path(message: "Message", name: str) -> str:
    """Where the original file lies; its own name is kept in the row, not trusted on the disk."""
    return f"messages/{message.event_id}/{message.sha256}"


class Message(models.Model):
    event = models.ForeignKey(Event, models.CASCADE, related_name="messages")
    key = models.CharField(_("key"), max_length=20)
    channel = models.CharField(_("channel"), max_length=30, choices=Channel.choices)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=300, blank=True)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    audience = models.CharField(_("audience"), max_length=200, blank=True)
    text = models.TextField(_("text"))
    html = models.TextField(blank=True, help_text="sanitised; empty where the message came as plain text")
    atmosphere = models.JSONField(
        null=True, blank=True, help_text='{key: share}, "neutral", or null where nobody has read it yet'
    )
    event_data = models.JSONField(
        default=list,
        blank=True,
        help_text="what the file said of events as data, a list of SaidEvent.as_json() (said_event.py)",
    )
    original = models.FileField(upload_to=message_path, blank=True)
    original_name = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="of the original file")
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["sent_on", "key"]
        constraints = [
            models.UniqueConstraint(fields=["event", "key"], name="message_key_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="message_has_text"),
            models.CheckConstraint(
                condition=models.Q(channel__in=Channel.values), name="message_channel_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.heading}"

    def get_absolute_url(self) -> str:
        return reverse("messaging:detail", args=[self.event.organisation.slug, self.event_id, self.pk])

    @property
    def heading(self) -> str:
        """For where the key stands beside it."""
        return self.title or self.get_channel_display()


class Strength(models.TextChoices):
    EXPLICIT = "explicit", _("Explicit")
    IMPLIED = "implied", _("Implied")
    MOOD = "mood", _("Mood")


class Verdict(models.TextChoices):
    KEPT = "kept", _("Kept")
    PARTLY = "partly", _("Partly kept")
    BROKEN = "broken", _("Broken")
    UNCHECKED = "unchecked", _("Not checked")


class Promise(models.Model):
    """Words of a message that raise an expectation: an exact quote, `message.text[start:end]`."""

    class Decider(models.TextChoices):
        CRITERION = "criterion", _("A criterion of the walkthrough")
        READING = "reading", _("The atmosphere read at the touchpoint")
        HAND = "hand", _("Judged by hand")

    message = models.ForeignKey(Message, models.CASCADE, related_name="promises")
    key = models.CharField(_("key"), max_length=20)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField(_("quote"))
    touchpoint = models.CharField(_("touchpoint"), max_length=60)
    strength = models.CharField(_("strength"), max_length=8, choices=Strength.choices)
    atmosphere = models.CharField(_("atmosphere"), max_length=60, blank=True)
    criterion = models.CharField(_("criterion"), max_length=80, blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"), null=True, blank=True)
    hedged = models.BooleanField(_("hedged"), default=False)
    negated = models.BooleanField(_("negated"), default=False)
    verdict = models.CharField(_("verdict"), max_length=9, choices=Verdict.choices, default=Verdict.UNCHECKED)
    verdict_note = models.TextField(_("note"), blank=True)
    judged_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        ordering = ["message", "start", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["message", "key"], name="promise_key_once"),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="promise_quote_not_empty"
            ),
            models.CheckConstraint(
                condition=models.Q(weight=None) | models.Q(weight__range=(1, 3)), name="promise_weight_1_to_3"
            ),
            models.CheckConstraint(
                condition=models.Q(strength__in=Strength.values), name="promise_strength_known"
            ),
            models.CheckConstraint(
                condition=models.Q(verdict__in=Verdict.values), name="promise_verdict_known"
            ),
        ]

    def __str__(self) -> str:
        return self.quote

    def get_absolute_url(self) -> str:
        return f"{self.message.get_absolute_url()}#promise-{self.pk}"

    def ledger_url(self) -> str:
        event = self.message.event
        return reverse("messaging:ledger", args=[event.organisation.slug, event.pk])

    @property
    def decided_by(self) -> "Promise.Decider":
        """What its verdict comes from (analysis 3.2)."""
        if self.criterion:
            return self.Decider.CRITERION
        if self.strength == Strength.MOOD and self.atmosphere:
            return self.Decider.READING
        return self.Decider.HAND


class PromisePhoto(models.Model):
    promise = models.ForeignKey(Promise, models.CASCADE, related_name="photos")
    photo = models.OneToOneField(Photo, models.CASCADE, related_name="promise_photo")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.photo)


class Contradiction(models.Model):
    """Two quotes, of two messages or of one, that cannot both be true."""

    class Kind(models.TextChoices):
        COSTLY_FACT = "costly_fact", _("Costly fact")
        FACT = "fact", _("Fact")
        SOFT = "soft", _("Soft")
        TONE = "tone", _("Tone")

    event = models.ForeignKey(Event, models.CASCADE, related_name="contradictions")
    key = models.CharField(max_length=20)
    touchpoint = models.CharField(max_length=60)
    kind = models.CharField(max_length=11, choices=Kind.choices)
    first = models.ForeignKey(Message, models.CASCADE, related_name="+")
    first_quote = models.TextField()
    second = models.ForeignKey(Message, models.CASCADE, related_name="+")
    second_quote = models.TextField()

    class Meta:
        verbose_name = _("contradiction")
        verbose_name_plural = _("contradictions")
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["event", "key"], name="contradiction_key_once")]

    def __str__(self) -> str:
        return f"{self.first_quote} / {self.second_quote}"
