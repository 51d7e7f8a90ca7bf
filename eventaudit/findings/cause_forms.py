"""Forms that shape root causes and their recommendations."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from .causes import ShapedCause
from .models import Cause, Recommendation

TITLE_LENGTH = Cause._meta.get_field("title").max_length


class TitleForm(forms.Form):
    title = forms.CharField(
        label=_("Title"),
        max_length=TITLE_LENGTH,
        required=False,
        help_text=_("What guests met, in one line. Leave it empty for the proposed title."),
    )


class MoveForm(forms.Form):
    """Findings of one cause that go elsewhere: into another cause, or into a new one."""

    findings = forms.MultipleChoiceField(
        label=_("Findings"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the findings that belong elsewhere.")},
    )
    to = forms.ChoiceField(label=_("Where they belong"), required=False)
    title = forms.CharField(label=_("Title of the new cause"), max_length=TITLE_LENGTH, required=False)

    def __init__(self, *args, shaped: ShapedCause, others: Iterable[ShapedCause], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["findings"].choices = [(one, one) for one in shaped.cause.findings]
        self.fields["to"].choices = [
            ("", _("A new cause of their own")),
            *((one.key, one.title) for one in others),
        ]


class MergeForm(forms.Form):
    into = forms.ChoiceField(label=_("The same cause as"))

    def __init__(self, *args, others: Iterable[ShapedCause], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = [("", _("Choose a cause")), *((one.key, one.title) for one in others)]


class RecommendationForm(forms.ModelForm):
    class Meta:
        model = Recommendation
        fields = ["action", "where_when", "owner", "deadline", "because", "check_by", "effort"]
        labels = {
            "action": _("Action"),
            "where_when": _("Where and when"),
            "owner": _("Owner"),
            "deadline": _("Deadline"),
            "because": _("Because"),
            "check_by": _("Check"),
            "effort": _("Effort"),
        }
        help_texts = {
            "action": _(
                "A verb and what it is done to. One action, which somebody who was not there can do."
            ),
            "because": _("What was found, with numbers; describe the event, not the people."),
            "check_by": _("The question that will show the effect, and the value it must reach."),
        }
        widgets = {
            "action": forms.Textarea(attrs={"rows": 3}),
            "because": forms.Textarea(attrs={"rows": 3}),
            "check_by": forms.Textarea(attrs={"rows": 2}),
        }
