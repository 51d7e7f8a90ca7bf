"""The form of the organisation's settings: one field for each value, empty for the default."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from django import forms
from django.forms import BoundField
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from eventaudit.consistency import Settings, SettingsError
from eventaudit.consistency.settings_file import IN_ORDER, RANGES, SOME_WEIGHT

from .models import Touchpoint
from .own_settings import by_path, nested
from .setting_texts import GROUPS, Group, Setting, path_name


@dataclass(frozen=True, slots=True)
class Row:
    """One value: its field, what it means, and what it would be by default."""

    path: str
    field: BoundField
    label: str
    meaning: str
    value: str
    default: str
    range: str
    own: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one setting; `heading` where it is a table of several values."""

    setting: Setting
    heading: bool
    range: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Change:
    """theirs: what is stored now; yours: what was typed, where it is something else."""

    name: str
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class Section:
    group: Group
    tables: list[Table]
    own: int
    wrong: bool


class SettingsForm(forms.Form):
    """Fields by path ('g1_from', 'index_weights.D').

    stored: what the organisation holds by now, by path; ignored: those of it that cannot be used. Once valid,
    `settings` and `cleaned_data["base"]` are what change_settings takes. base: what was stored when the page
    was made, to notice what somebody else changes meanwhile.
    """

    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data=None,
        *,
        stored: Mapping[str, object],
        ignored: Collection[str] = (),
        touchpoints: Collection[Touchpoint],
    ):
        super().__init__(data, initial={"base": json.dumps(stored, sort_keys=True)})
        self.stored = stored
        self.values = {path: value for path, value in stored.items() if path not in ignored}
        self.touchpoints = {point.key: str(point) for point in touchpoints}
        self.defaults = by_path(Settings().as_json()) | {
            f"touchpoint_weights.{point.key}": point.weight for point in touchpoints
        }
        self.defaults.pop("touchpoint_weights", None)
        self.settings = Settings()
        for path, default in self.defaults.items():
            self.fields[path] = self._field(path, self.values.get(path, default))

    def _field(self, path: str, value: object) -> forms.FloatField:
        return forms.FloatField(
            label=path_name(path, self.touchpoints),
            required=False,
            initial=_plain(value),
            widget=forms.NumberInput(
                attrs={
                    "class": "form-control",
                    "step": "any",
                    "inputmode": "decimal",
                    "autocomplete": "off",
                    "aria-describedby": f"about-{path}",
                }
            ),
            error_messages={"invalid": _range_sentence(path)},
        )

    def clean_base(self) -> dict[str, object]:
        try:
            base = json.loads(self.cleaned_data["base"])
        except ValueError:
            return {}
        return base if isinstance(base, dict) else {}

    def clean(self) -> dict:
        """The core says what is allowed; here it is only put into words."""
        own = {
            path: _number(value)
            for path, value in self.cleaned_data.items()
            if path in self.defaults and value is not None and value != self.defaults[path]
        }
        elsewhere = {path: value for path, value in self.values.items() if path not in self.fields}
        try:
            self.settings = Settings.from_json(nested(elsewhere | own))
        except SettingsError as error:
            for problem in error.problems:
                path = problem.partition(": ")[0]
                place = next((name for name in self.fields if f"{name}.".startswith(f"{path}.")), None)
                self.add_error(place, self._sentence(path) or problem)
        return self.cleaned_data

    def _sentence(self, path: str) -> str:
        if path in SOME_WEIGHT:
            return _("Every weight here is 0, so there is nothing to measure. Give at least one above 0.")
        value, allowed = self.cleaned_data.get(path), RANGES[path.partition(".")[0]]
        if value is not None and (
            not allowed.low <= value <= allowed.high or (allowed.whole and value != int(value))
        ):
            return _range_sentence(path)
        above = _STEP_ABOVE.get(path)
        if above is None:
            return ""
        return _("This must be less than “%(above)s”, %(value)s. Lower it, or raise the other.") % {
            "above": path_name(above, self.touchpoints),
            "value": in_words(self._effective(above)),
        }

    def _effective(self, path: str) -> object:
        value = self.cleaned_data.get(path)
        return self.defaults[path] if value is None else value

    @property
    def changed_meanwhile(self) -> list[Change]:
        """What somebody else changed after the page was made."""
        base, kept = self.cleaned_data.get("base", {}), self.merged()
        changed = [path for path in self.defaults if base.get(path) != self.stored.get(path)]
        now = {path: self.values.get(path, self.defaults[path]) for path in changed}
        return [
            Change(
                path_name(path, self.touchpoints),
                in_words(now[path]),
                kept[path] if kept[path] != _plain(now[path]) else "",
            )
            for path in changed
        ]

    def merged(self) -> dict[str, str]:
        """What was typed here and, where nothing was, what somebody else has stored: data for a new form."""
        base = self.cleaned_data.get("base", {})
        data = {"base": json.dumps(self.stored, sort_keys=True)}
        for path, default in self.defaults.items():
            typed = str(self.data.get(path, "")).strip()
            untouched = typed == _plain(base.get(path, default))
            data[path] = _plain(self.values.get(path, default)) if untouched else typed
        return data

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """The id of the field, what it is called and what is wrong with it; '' twice where it is no field."""
        found = []
        for name, sentences in self.errors.items():
            path = name if name in self.defaults else ""
            known = (self[path].auto_id, path_name(path, self.touchpoints)) if path else ("", "")
            found += [(*known, str(sentence)) for sentence in sentences]
        return found

    @property
    def sections(self) -> list[Section]:
        return [self._section(group) for group in GROUPS]

    def _section(self, group: Group) -> Section:
        tables = [self._table(setting) for setting in group.settings]
        rows = [row for table in tables for row in table.rows]
        wrong = any(row.field.errors for row in rows)
        return Section(group, tables, sum(row.own for row in rows), wrong)

    def _table(self, setting: Setting) -> Table:
        paths = [path for path in self.defaults if path.partition(".")[0] == setting.name]
        heading = paths != [setting.name]
        return Table(
            setting, heading, range_words(setting.name), [self._row(path, setting, heading) for path in paths]
        )

    def _row(self, path: str, setting: Setting, in_table: bool) -> Row:
        key = path.partition(".")[2]
        names = self.touchpoints if setting.name == "touchpoint_weights" else setting.keys
        value = self.values.get(path, self.defaults[path])
        return Row(
            path=path,
            field=self[path],
            label=str(names.get(key, key)) if in_table else str(setting.label),
            meaning="" if in_table else str(setting.meaning),
            value=in_words(value),
            default=in_words(self.defaults[path]),
            range=range_words(setting.name),
            own=value != self.defaults[path],
        )


_STEP_ABOVE = {low: high for ladder in IN_ORDER for low, high in pairwise(ladder)} | {
    f"letter_cuts.{worse}": f"letter_cuts.{better}"
    for (better, _high), (worse, _low) in pairwise(Settings().letter_cuts)
}


def _number(value: float) -> float:
    return int(value) if value == int(value) else value


def _plain(value: object) -> str:
    """As an <input type=number> takes it."""
    return f"{value:.10g}" if isinstance(value, int | float) else str(value)


def in_words(value: object) -> str:
    """A value in the reader's notation."""
    return number_format(_plain(value)) if isinstance(value, int | float) else "–"


def range_words(name: str) -> str:
    """'0 to 1'"""
    allowed = RANGES[name]
    return _("%(low)s to %(high)s") % {"low": in_words(allowed.low), "high": in_words(allowed.high)}


def _range_sentence(path: str) -> str:
    allowed = RANGES[path.partition(".")[0]]
    words = {"low": in_words(allowed.low), "high": in_words(allowed.high)}
    if allowed.whole:
        return _("Write a whole number from %(low)s to %(high)s, or leave it empty for the default.") % words
    return _("Write a number from %(low)s to %(high)s, or leave it empty for the default.") % words
