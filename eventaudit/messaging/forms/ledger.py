from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eventaudit.events.models import Event
from eventaudit.messaging.models import Message, Verdict
from eventaudit.messaging.queries import DECIDED_BY_WALKTHROUGH


class LedgerFilter(forms.Form):
    """Which promises the ledger lists; a value that makes no sense filters nothing."""

    touchpoint = forms.ChoiceField(label=gettext_lazy("Touchpoint"), required=False)
    message = forms.ModelChoiceField(
        label=gettext_lazy("Message"),
        queryset=Message.objects.none(),
        required=False,
        empty_label=gettext_lazy("All"),
    )
    verdict = forms.ChoiceField(label=gettext_lazy("Verdict"), required=False)

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        touchpoints = [(each.key, str(each)) for each in event.template_version.touchpoints.all()]
        self.fields["touchpoint"].choices = [("", _("All")), *touchpoints]
        self.fields["message"].queryset = event.messages.defer("text", "html").order_by("pk")
        self.fields["verdict"].choices = [
            ("", _("All")),
            *Verdict.choices,
            (DECIDED_BY_WALKTHROUGH, _("Decided by the walkthrough")),
        ]
