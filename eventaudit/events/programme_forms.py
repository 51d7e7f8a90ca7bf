"""The programme as rows: when attendees are where. Without it, doors, start and end stand for it."""

from django.forms import inlineformset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eventaudit.library.models import TemplateVersion

from .forms import LocalTimeField, spoken
from .models import Event, ProgrammeItem
from .part_forms import A_DAY, ROWS_AT_MOST, PartForms, TouchpointsForm


class ProgrammeItemForm(TouchpointsForm):
    class Meta:
        model = ProgrammeItem
        fields = ["starts_at", "title", "phase", "touchpoints"]
        labels = {
            "starts_at": gettext_lazy("Time"),
            "title": gettext_lazy("What takes place"),
            "phase": gettext_lazy("Phase"),
        }
        field_classes = {"starts_at": LocalTimeField}
        error_messages = {
            "starts_at": {"required": gettext_lazy("Enter when it starts, or remove the row.")},
            "title": {"required": gettext_lazy("Say what takes place, or remove the row.")},
            "phase": {"required": gettext_lazy("Choose the phase that it belongs to.")},
        }


class ProgrammeForms(PartForms):
    def check_names(self) -> None:
        """The same title may come twice: 'Coffee' in the morning and in the afternoon."""

    def check_days(self, starts, ends) -> None:
        """An item on another day than the event is a slip of the date."""
        for form in self.filled:
            time = form.cleaned_data.get("starts_at")
            if time and not starts - A_DAY <= time <= ends + A_DAY:
                form.add_error(
                    "starts_at",
                    _("“%(title)s” starts on %(item)s but the event on %(event)s. Correct one of them.")
                    % {
                        "title": form.cleaned_data.get("title") or _("This item"),
                        "item": spoken(time, starts),
                        "event": spoken(starts, time),
                    },
                )


ProgrammeRows = inlineformset_factory(
    Event,
    ProgrammeItem,
    form=ProgrammeItemForm,
    formset=ProgrammeForms,
    extra=2,
    can_delete=True,
    can_delete_extra=False,
    max_num=ROWS_AT_MOST,
    absolute_max=ROWS_AT_MOST + 1,
)


def touchpoint_choices(version: TemplateVersion | None) -> list[tuple[str, str]]:
    return [(point.key, str(point)) for point in version.touchpoints.all()] if version else []
