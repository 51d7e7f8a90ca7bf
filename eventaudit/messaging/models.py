"""Pre-event messages and the promises they make: the promise ledger."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eventaudit.accounts.models import Organisation, User
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


class MessagePicture(models.Model):
    """The place of a promise's words in a message that came as a file with pages (pictures.py).

    The words by their SHA-256: a promise with other words gets another picture.
    """

    message = models.ForeignKey(Message, models.CASCADE, related_name="pictures")
    quote_sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200, blank=True, help_text="stored name; '' where none could be made")
    sha256 = models.CharField(max_length=64, blank=True)
    shape = models.FloatField(default=1.0, help_text="width by height")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "quote_sha256"], name="picture_of_a_quote_once")
        ]

    def __str__(self) -> str:
        return self.name or "–"


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


class MessageReading(models.Model):
    """What the words of a message say by themselves, kept so that no page has to read them again.

    True of the message as long as `digest` is that of its text and language (reading.digest_of).
    """

    message = models.OneToOneField(Message, models.CASCADE, related_name="reading")
    digest = models.CharField(max_length=64)
    language = models.CharField(max_length=10, help_text="a language that can be read, or 'unknown'")
    atmosphere = models.JSONField(
        null=True, help_text='{key: share} or "neutral"; null where nothing was read'
    )
    evidence = models.JSONField(default=list, help_text="[{start, end, atmosphere}], words of the atmosphere")
    advice = models.JSONField(
        default=list, help_text="what could be worded better: [{kind, start, end, reasons}]"
    )
    decisions = models.PositiveIntegerField(default=0, help_text="how many had taught the reader by then")
    cut = models.BooleanField(default=False, help_text="only the text's beginning was read")
    readable = models.BooleanField(default=True)
    failed = models.BooleanField(default=False)
    read_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("reading of a message")
        verbose_name_plural = _("readings of messages")
        ordering = ["message"]

    def __str__(self) -> str:
        return str(self.message)


class Decision(models.TextChoices):
    OPEN = "open", _("Open")
    ACCEPTED = "accepted", _("Accepted")
    CHANGED = "changed", _("Accepted with changes")
    REJECTED = "rejected", _("Rejected")


class PromiseCandidate(models.Model):
    """Words that may be a promise. Nothing enters the ledger before somebody has decided.

    An open one stands at `message.text[start:end]` as long as the message's reading is true; a decided one
    is known by its words alone, and is what the next readings learn from.
    """

    message = models.ForeignKey(Message, models.CASCADE, related_name="candidates")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    touchpoint = models.CharField(max_length=60)
    strength = models.CharField(max_length=8, choices=Strength.choices)
    atmosphere = models.CharField(max_length=60, blank=True)
    criterion = models.CharField(max_length=80, blank=True)
    hedged = models.BooleanField(default=False)
    negated = models.BooleanField(default=False)
    score = models.FloatField(default=0)
    features = models.JSONField(default=dict, help_text="what the score was made of: {feature: value}")
    reasons = models.JSONField(default=list, help_text="[{key, params}], worded by reasons.py")
    decision = models.CharField(max_length=8, choices=Decision.choices, default=Decision.OPEN)
    promise = models.OneToOneField(Promise, models.SET_NULL, null=True, blank=True, related_name="candidate")
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("promise candidate")
        verbose_name_plural = _("promise candidates")
        ordering = ["message", "start", "end", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="candidate_not_empty"),
            models.CheckConstraint(
                condition=models.Q(decision__in=Decision.values), name="candidate_decision_known"
            ),
            models.CheckConstraint(
                condition=models.Q(decision=Decision.OPEN, decided_at=None)
                | ~models.Q(decision=Decision.OPEN) & models.Q(decided_at__isnull=False),
                name="candidate_decided_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return self.quote


class DismissedAdvice(models.Model):
    """Advice on a message's wording that nobody wants to see again for these words."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="dismissed_advice")
    kind = models.CharField(max_length=40)
    quote = models.TextField(blank=True)

    class Meta:
        verbose_name = _("dismissed advice")
        verbose_name_plural = _("dismissed advice")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["message", "kind", "quote"], name="advice_dismissed_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.quote}"


class ContradictionReading(models.Model):
    """That the messages of an event were held against each other; true as long as `digest` is theirs."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="contradiction_reading")
    digest = models.CharField(max_length=64)
    failed = models.BooleanField(default=False)
    read_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("search for contradictions")
        verbose_name_plural = _("searches for contradictions")
        ordering = ["event"]

    def __str__(self) -> str:
        return str(self.event)


class ContradictionCandidate(models.Model):
    """Two quotes that may not both be true. Accepted ones become a Contradiction, rejected ones are kept."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="contradiction_candidates")
    touchpoint = models.CharField(max_length=60)
    kind = models.CharField(max_length=11, choices=Contradiction.Kind.choices)
    first = models.ForeignKey(Message, models.CASCADE, related_name="+")
    first_quote = models.TextField()
    second = models.ForeignKey(Message, models.CASCADE, related_name="+")
    second_quote = models.TextField()
    reasons = models.JSONField(default=list, help_text="[{key, params}], worded by reasons.py")
    decision = models.CharField(max_length=8, choices=Decision.choices, default=Decision.OPEN)
    contradiction = models.OneToOneField(
        Contradiction, models.SET_NULL, null=True, blank=True, related_name="candidate"
    )
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("contradiction candidate")
        verbose_name_plural = _("contradiction candidates")
        ordering = ["event", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decision__in=Decision.values), name="contradiction_decision_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_quote} / {self.second_quote}"


class ReadingMemory(models.Model):
    """From when on an organisation's decisions teach: the day it last had them forgotten."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="reading_memory")
    forgotten_at = models.DateTimeField()
    forgotten_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("memory of readings")
        verbose_name_plural = _("memories of readings")
        ordering = ["organisation"]

    def __str__(self) -> str:
        return str(self.organisation)
