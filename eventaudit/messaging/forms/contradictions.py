from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eventaudit.events.models import Event
from eventaudit.messaging.models import Contradiction
from eventaudit.messaging.quotes import find_quote

from .promises import MOST_QUOTED


class ContradictionForm(forms.ModelForm):
    first_quote = forms.CharField(label=gettext_lazy("says"), max_length=MOST_QUOTED, widget=forms.TextInput)
    second_quote = forms.CharField(
        label=gettext_lazy("but says"), max_length=MOST_QUOTED, widget=forms.TextInput
    )
    touchpoint = forms.ChoiceField(label=gettext_lazy("Touchpoint"))

    class Meta:
        model = Contradiction
        fields = ["first", "first_quote", "second", "second_quote", "touchpoint", "kind"]
        labels = {
            "first": gettext_lazy("One message"),
            "second": gettext_lazy("Another, or the same"),
            "kind": gettext_lazy("Kind"),
        }

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        touchpoints = [(each.key, str(each)) for each in event.template_version.touchpoints.all()]
        self.fields["touchpoint"].choices = [("", _("Choose one")), *touchpoints]
        for name in ("first", "second"):
            self.fields[name].queryset = event.messages.order_by("pk")

    def clean(self):
        cleaned = super().clean()
        for side in ("first", "second"):
            message, quote = cleaned.get(side), cleaned.get(f"{side}_quote")
            if message and quote and not find_quote(message.text, quote):
                self.add_error(
                    f"{side}_quote",
                    _("“%s” does not occur in this message. Copy the words exactly.") % quote,
                )
        return cleaned

    def _post_clean(self) -> None:
        """The action writes."""
