from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from eventaudit.messaging.actions import lost_quotes
from eventaudit.messaging.attachments import ReadAttachment, UnreadAttachment, read_attachments
from eventaudit.messaging.extraction import ACCEPTED, Extracted, ExtractionRefused, check_length, extract
from eventaudit.messaging.file_names import clean_file_name
from eventaudit.messaging.models import Message
from eventaudit.messaging.quotes import clean_text
from eventaudit.messaging.reading import UNKNOWN, detect_language


class MessageTextField(forms.CharField):
    """Pasted text in its stored form; what cannot be stored is cleaned away, not complained about."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}), **kwargs)
        self.validators = []  # Django's one refuses zero bytes, which the cleaning has removed

    def to_python(self, value) -> str:
        text = clean_text(value or "")
        try:
            check_length(text)
        except ExtractionRefused as error:
            raise forms.ValidationError(str(error)) from error
        return text


class _MessageForm(forms.ModelForm):
    class Meta:
        model = Message
        fields = ["channel", "language", "title", "sent_on", "audience"]
        widgets = {"sent_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {"audience": gettext_lazy("Who gets it, such as “all guests” or “speakers”.")}


class MessageAddForm(_MessageForm):
    """A message pasted or uploaded. `too_large`: a file was turned away while it arrived."""

    text = MessageTextField(label=gettext_lazy("Text of the message"), required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        choices=[("", gettext_lazy("As the text is written")), *settings.LANGUAGES],
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        allow_empty_file=True,  # the reader says which file is empty
        help_text=gettext_lazy(
            "An e-mail (.eml), a web page saved in the browser (.html, .mhtml), an invitation of a calendar "
            "(.ics), a PDF, Word document or text. Of a web page the main content is read; what is attached "
            "to an e-mail is added as messages of their own."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ACCEPTED)}),
    )
    field_order = ["text", "file", "channel", "language", "title", "sent_on", "audience"]

    class Meta(_MessageForm.Meta):
        help_texts = _MessageForm.Meta.help_texts | {
            "title": gettext_lazy(
                "Left empty, the subject of an e-mail or the title of a document is taken."
            ),
            "sent_on": gettext_lazy("Left empty, the date of an e-mail is taken."),
        }

    def __init__(self, *args, usual_language: str = "en", too_large: bool = False, **kwargs):
        """usual_language: of a text whose words do not tell; `language_guessed` says that it was so."""
        super().__init__(*args, **kwargs)
        self.too_large, self.usual_language = too_large, usual_language
        limit = {"data-most": settings.MESSAGE_MAX_BYTES, "data-too-large": _too_large()}
        self.fields["file"].widget.attrs.update(limit)
        self.language_guessed = False
        self.extracted: Extracted | None = None
        self.attached: list[ReadAttachment] = []
        self.unread: list[UnreadAttachment] = []

    def clean(self):
        cleaned = super().clean()
        text, upload = cleaned.get("text"), cleaned.get("file")
        if self.too_large:
            self.add_error("text" if not self.files and not self.data else "file", _too_large())
        elif text and upload:
            self.add_error("file", _("Either paste the text or choose a file, not both. Empty one of them."))
        elif upload:
            self._read(upload)
        elif not text and not self.errors.keys() & {"text", "file"}:
            self.add_error("text", _("Paste the text of the message, or choose a file."))
        return cleaned

    def _read(self, upload) -> None:
        name = clean_file_name(upload.name)
        if upload.size > settings.MESSAGE_MAX_BYTES:
            self.add_error("file", _too_large())
            return
        self.original = name, upload.read()
        try:
            self.extracted = extract(*self.original)
        except ExtractionRefused as error:
            self.add_error("file", str(error))
        else:
            self.attached, self.unread = read_attachments(self.extracted.attachments)

    def message_fields(self) -> dict:
        """What `actions.add_message_with_attachments` takes."""
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields}
        telling = not fields["language"]
        fields["language"] = fields["language"] or self._language_of_text()
        if self.extracted is None:
            return fields | {"text": self.cleaned_data["text"], "attachments": []}
        title, sent_on = fields["title"], fields["sent_on"] or self.extracted.sent_on
        read = _fields_read(self.extracted, self.original)
        attachments = [_attached_fields(each) for each in self.attached]
        for each in attachments if telling else []:
            each.update(_attached_language(each["text"]))
        own = {"title": title or read["title"], "sent_on": sent_on, "attachments": attachments}
        return fields | read | own

    def _language_of_text(self) -> str:
        found = detect_language(self.extracted.text if self.extracted else self.cleaned_data["text"])
        self.language_guessed = found == UNKNOWN
        return self.usual_language if found == UNKNOWN else found


def _attached_language(text: str) -> dict[str, str]:
    """An attachment in a language of its own; where that is not to be told it is the e-mail's."""
    found = detect_language(text)
    return {} if found == UNKNOWN else {"language": found}


def _fields_read(found: Extracted, original: tuple[str, bytes]) -> dict:
    return {
        "text": found.text,
        "html": found.html,
        "title": clean_text(found.title)[:300],
        "event_data": [event.as_json() for event in found.events],
        "original": original,
    }


def _attached_fields(attachment: ReadAttachment) -> dict:
    fields = _fields_read(attachment.found, (attachment.file.name, attachment.file.data))
    return fields | {"title": fields["title"] or attachment.file.name}


class MessageEditForm(_MessageForm):
    """A message's data and text. Where a new text would lose quoted words, it asks before it drops them."""

    text = MessageTextField(label=gettext_lazy("Text of the message"))
    drop_lost = forms.BooleanField(
        label=gettext_lazy("Yes, remove them with their verdicts and photos"), required=False
    )
    field_order = ["text", "drop_lost", "channel", "language", "title", "sent_on", "audience"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].initial = self.instance.text
        lost = lost_quotes(self.instance, self["text"].value() or "") if self.is_bound else []
        if not lost:
            del self.fields["drop_lost"]
        self.lost = lost

    def clean(self):
        cleaned = super().clean()
        if self.lost and cleaned.get("text") and not cleaned.get("drop_lost"):
            self.add_error(
                "drop_lost",
                ngettext(
                    "The new text lacks words that are recorded: %s. Put them back, or tick the box.",
                    "The new text lacks words that are recorded: %s. Put them back, or tick the box.",
                    len(self.lost),
                )
                % ", ".join(_("“%s”") % quote for quote in self.lost),
            )
        return cleaned

    def _post_clean(self) -> None:
        """The action writes: the message itself must not change here, its old text is still needed."""


def _too_large() -> str:
    return _("The message is larger than %d MB. Upload a smaller file, or paste the message's text.") % (
        settings.MESSAGE_MAX_BYTES // 1024**2
    )
