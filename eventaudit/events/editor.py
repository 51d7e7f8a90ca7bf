"""All forms of the page where an event is made or changed, as one: checked together, stored together."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import ngettext

from eventaudit.accounts.models import User
from eventaudit.library.models import TemplateVersion
from eventaudit.library.queries import criteria_of, published_versions

from .actions import save_event
from .forms import EventForm
from .models import Event
from .part_forms import RoundRows, SegmentRows, ZoneRows
from .policies import check_can_remove
from .programme_forms import ProgrammeRows, touchpoint_choices
from .template_forms import ReachForm, VariantsForm
from .time_zones import known_zones


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence of the summary; `field` is the id of the input it is about, or ''."""

    field: str
    sentence: str


class EventEditor:
    """Use it inside `timezone.override(editor_zone(...))`: times are those of the event's place."""

    def __init__(self, data: Mapping | None, *, event: Event):
        self.event = event
        version = _version(data, event)
        criteria = list(criteria_of(version)) if version else []
        counts = {"full": len(criteria), "short": sum(criterion.core for criterion in criteria)}
        self.form = EventForm(data, instance=event, form_counts=counts)
        self.segments = SegmentRows(data, instance=event, prefix="segments")
        choices = {"touchpoints": touchpoint_choices(version)}
        self.zones = ZoneRows(data, instance=event, prefix="zones", form_kwargs=choices)
        self.rounds = RoundRows(data, instance=event, prefix="rounds")
        self.programme = ProgrammeRows(data, instance=event, prefix="programme", form_kwargs=choices)
        self.variants = VariantsForm(data, criteria=criteria, stored=event.variants)
        self.reach = ReachForm(data, perceivers=version.perceivers if version else {}, stored=event.reach)

    @property
    def parts(self):
        return (self.segments, self.zones, self.rounds, self.programme)

    @property
    def _forms(self):
        return (self.form, *self.parts, self.variants, self.reach)

    @cached_property
    def valid(self) -> bool:
        """Checks everything, so that all errors come in one go."""
        if not self.form.is_bound:
            return False
        for form in self._forms:
            form.is_valid()
        self._check_segment_sizes()
        self._check_days()
        for parts in self.parts:
            self._check_removed(parts)
        return not any(True for _problem in self._problems())

    def _check_segment_sizes(self) -> None:
        attendance, people = self.form.cleaned_data.get("attendance"), self.segments.people
        if attendance and people > attendance:
            sentence = ngettext(
                "The segments have %(people)d people together but the event expects %(attendance)d. "
                "Lower their sizes or raise the number of attendees.",
                "The segments have %(people)d people together but the event expects %(attendance)d. "
                "Lower their sizes or raise the number of attendees.",
                people,
            ) % {"people": people, "attendance": attendance}
            self.segments.non_form_errors().append(sentence)

    def _check_days(self) -> None:
        times = self.form.cleaned_data
        if times.get("starts_at") and times.get("ends_at"):
            for parts in (self.rounds, self.programme):
                parts.check_days(times["starts_at"], times["ends_at"])

    def _check_removed(self, parts) -> None:
        try:
            check_can_remove(self.event, parts.removed)
        except ValidationError as error:
            parts.non_form_errors().extend(error.messages)

    @property
    def problems(self) -> list[Problem]:
        return list(self._problems()) if self.form.is_bound else []

    def _problems(self) -> Iterator[Problem]:
        for form in (self.form, self.variants, self.reach):
            yield from _form_problems(form)
        for parts in self.parts:
            yield from (Problem("", sentence) for sentence in parts.non_form_errors())
            for form in parts.forms:
                if not parts.is_removed(form):
                    yield from _form_problems(form)

    def save(self, *, by: User) -> Event:
        """Only after `valid`. Raises what save_event raises."""
        self.event.variants, self.event.reach = self.variants.chosen, self.reach.shares
        return save_event(
            event=self.form.instance,
            by=by,
            clients=self.form.cleaned_data["clients"],
            segments=self.segments.kept,
            zones=self.zones.kept,
            rounds=self.rounds.kept,
            programme=self.programme.kept,
            removed=[part for parts in self.parts for part in parts.removed],
        )


def _form_problems(form) -> Iterator[Problem]:
    for name, sentences in form.errors.items():
        field = form[name].id_for_label if name in form.fields else ""
        yield from (Problem(field, sentence) for sentence in sentences)


def _version(data: Mapping | None, event: Event) -> TemplateVersion | None:
    """The version the page is about: the one just chosen, the event's, else the newest published one."""
    published = published_versions(event.organisation)
    chosen = (data or {}).get("template_version", "")
    if re.fullmatch(r"[0-9]{1,18}", chosen) and (version := published.filter(pk=chosen).first()):
        return version
    return event.template_version if event.template_version_id else published.first()


def editor_zone(data: Mapping | None, event: Event) -> ZoneInfo:
    """The time zone to activate: the one just chosen where it exists, else the event's."""
    chosen = (data or {}).get("time_zone", "")
    return ZoneInfo(chosen if chosen in known_zones() else event.time_zone)
