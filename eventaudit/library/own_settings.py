"""The organisation's own settings of the analysis, as they are stored: only what differs from the defaults.

A path names one value: 'g1_from', or 'index_weights.D' in a table.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import NamedTuple

from eventaudit.accounts.models import Organisation
from eventaudit.consistency import Settings, SettingsError

from .models import AnalysisSettings


class Held(NamedTuple):
    """settings: what is in force. ignored: paths of stored values that cannot be used any more."""

    settings: Settings
    ignored: tuple[str, ...]


def settings_of(organisation: Organisation) -> Settings:
    """What the organisation's events are judged by; no query where `analysis_settings` was joined."""
    stored = stored_settings(organisation)
    return held(stored.values).settings if stored else Settings()


def stored_settings(organisation: Organisation) -> AnalysisSettings | None:
    try:
        return organisation.analysis_settings
    except AnalysisSettings.DoesNotExist:
        return None


def held(stored: object) -> Held:
    """Whatever an older version may have stored, there is something to judge by.

    A value that cannot be used has its default; where the rest still does not fit together, everything has.
    """
    values = deepcopy(stored) if isinstance(stored, Mapping) else {}
    ignored: list[str] = []
    while True:
        try:
            return Held(Settings.from_json(values), tuple(ignored))
        except SettingsError as error:
            wrong = _named_in(error.problems, by_path(values))
            if not wrong:
                return Held(Settings(), tuple(by_path(stored)))
            ignored += wrong
            values = _without(values, wrong)


def _named_in(problems: Iterable[str], paths: Iterable[str]) -> list[str]:
    """The paths with which a problem begins, whether of one value or of its whole table."""
    named = {problem.partition(": ")[0].strip("'\"") for problem in problems}
    return [path for path in paths if path in named or path.partition(".")[0] in named]


def _without(values: Mapping, paths: Iterable[str]) -> dict:
    return nested({path: value for path, value in by_path(values).items() if path not in set(paths)})


def by_path(values: object) -> dict[str, object]:
    """{'g1_from': 0.3, 'index_weights': {'D': 1}} as {'g1_from': 0.3, 'index_weights.D': 1}."""
    if not isinstance(values, Mapping):
        return {}
    flat: dict[str, object] = {}
    for name, value in values.items():
        if isinstance(value, Mapping) and value:
            flat |= {f"{name}.{key}": own for key, own in value.items()}
        else:
            flat[str(name)] = value
    return flat


def nested(values: Mapping[str, object]) -> dict[str, object]:
    """The opposite of by_path."""
    found: dict = {}
    for path, value in values.items():
        name, _dot, key = path.partition(".")
        if key:
            found.setdefault(name, {})[key] = value
        else:
            found[name] = value
    return found
