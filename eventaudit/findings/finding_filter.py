"""Which findings a page lists: by severity, touchpoint, gap and phase, from the address's query.

An unknown value chooses nothing and is named; a known one that nothing fits gives an empty list.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eventaudit.consistency import Finding
from eventaudit.consistency.findings import MESSAGE_TOUCHPOINT
from eventaudit.events.models import ProgrammeItem

from .wording import GAPS, SEVERITIES, Glossary

FACETS: dict[str, tuple[object, Callable[[Finding], tuple[str, ...]]]] = {
    "severity": (gettext_lazy("Severity"), lambda finding: (finding.severity,)),
    "touchpoint": (gettext_lazy("Touchpoint"), lambda finding: (finding.touchpoint,)),
    "gap": (gettext_lazy("Gap"), lambda finding: (finding.gap,)),
    "phase": (gettext_lazy("Phase"), lambda finding: finding.phases),
}
LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet: how many findings it would leave, and the query that chooses it."""

    key: str
    label: str
    count: int
    chosen: bool
    query: str


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    options: list[Option]
    without: str  # the query that takes this facet's choice back

    @property
    def chosen(self) -> Option | None:
        return next((option for option in self.options if option.chosen), None)


class FindingFilter:
    """chosen: facet to value, only known values. unknown: what was asked for and does not exist."""

    def __init__(self, asked: Mapping[str, str], glossary: Glossary) -> None:
        self._labels = _labels(glossary)
        given = {name: asked.get(name, "") for name in FACETS}
        self.chosen = {name: value for name, value in given.items() if value in self._labels[name]}
        self.unknown = [
            (str(FACETS[name][0]), value[:LONGEST_SHOWN])
            for name, value in given.items()
            if value and name not in self.chosen
        ]

    @property
    def query(self) -> str:
        """'?severity=major&touchpoint=toilets', '' where nothing is chosen."""
        return _query(self.chosen)

    def apply(self, findings: Iterable[Finding]) -> list[Finding]:
        return [finding for finding in findings if self._fits(finding, self.chosen)]

    def facets(self, findings: Iterable[Finding]) -> dict[str, Facet]:
        """Each facet with the values that occur under the others' choice; a chosen one in any case."""
        known = list(findings)
        return {name: self._facet(name, known) for name in FACETS}

    def words(self) -> str:
        """'major, Toilets'; '' where nothing is chosen."""
        parts = [self._labels[name][value] for name, value in self.chosen.items()]
        return ", ".join(parts)

    def _facet(self, name: str, findings: list[Finding]) -> Facet:
        label, values = FACETS[name]
        others = {key: value for key, value in self.chosen.items() if key != name}
        fitting = [finding for finding in findings if self._fits(finding, others)]
        counts = Counter(value for finding in fitting for value in values(finding))
        options = [
            Option(key, text, counts[key], self.chosen.get(name) == key, _query({**others, name: key}))
            for key, text in self._labels[name].items()
            if counts[key] or self.chosen.get(name) == key
        ]
        return Facet(name, str(label), options, _query(others) or "?")

    @staticmethod
    def _fits(finding: Finding, chosen: Mapping[str, str]) -> bool:
        return all(value in FACETS[name][1](finding) for name, value in chosen.items())


def _labels(glossary: Glossary) -> dict[str, dict[str, str]]:
    return {
        "severity": {key: str(label) for key, label in SEVERITIES.items()},
        "touchpoint": {
            **{key: glossary.touchpoint(key) for key in glossary.touchpoints},
            MESSAGE_TOUCHPOINT: glossary.touchpoint(MESSAGE_TOUCHPOINT),
        },
        "gap": {key: str(label) for key, label in GAPS.items()},
        "phase": {phase.value: str(phase.label) for phase in ProgrammeItem.Phase},
    }


def _query(chosen: Mapping[str, str]) -> str:
    """In the order of the facets, so that one choice has one address."""
    ordered = {name: chosen[name] for name in FACETS if name in chosen}
    return f"?{urlencode(ordered)}" if ordered else ""


def unknown_words(unknown: Iterable[tuple[str, str]]) -> list[str]:
    return [
        _("%(facet)s “%(value)s” does not exist and was left out.") % {"facet": facet, "value": value}
        for facet, value in unknown
    ]
