"""The library an event is audited with: touchpoints, criteria, who perceives them, and atmospheres."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from .atmospheres import Likeness, Profile
from .conditions import Condition
from .facts import PHASES, Phase

Kind = Literal["fit", "balance", "measure", "yesno", "choice", "expectation"]
KINDS: tuple[Kind, ...] = ("fit", "balance", "measure", "yesno", "choice", "expectation")


class LibraryError(ValueError):
    """A template or an atmosphere file cannot be used. `problems` holds one sentence for each fault."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Band:
    """A trapezoid: 1 inside [lo, hi], linear down to 0 at hard_lo and hard_hi. None: open on that side."""

    hard_lo: float | None = None
    lo: float | None = None
    hi: float | None = None
    hard_hi: float | None = None


@dataclass(frozen=True, slots=True)
class Touchpoint:
    key: str
    weight: float


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question. `options` maps the option's key to its q (choice, expectation)."""

    key: str
    touchpoint: str
    kind: Kind
    weight: float
    core: bool = False
    hard_fail: bool = False
    scored: bool = True
    phases: tuple[Phase, ...] = ()
    perceived_by: str = "all"
    band: Band | None = None
    unit: str = ""
    variants: Mapping[str, Band] | None = None
    options: Mapping[str, float | None] | None = None
    reads_atmosphere: bool = False
    conditions: tuple[Condition, ...] = ()

    def band_for(self, variant: str | None) -> Band:
        """The band of a measure for the variant chosen by the event, else the usual one."""
        chosen = (self.variants or {}).get(variant) if variant is not None else None
        return chosen or self.band or Band()


@dataclass(frozen=True, slots=True)
class Perceiver:
    """A group of attendees and the share of them it usually makes up (analysis 1.2)."""

    key: str
    default_reach: float


@dataclass(frozen=True, slots=True)
class Axis:
    key: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Atmosphere:
    """A point in the space of the axes; `profile` is in their order."""

    key: str
    profile: Profile


@dataclass(frozen=True, slots=True)
class Library:
    """Everything keyed by its key, in the guest's order. conditional: some questions are not always asked."""

    touchpoints: Mapping[str, Touchpoint]
    criteria: Mapping[str, Criterion]
    perceivers: Mapping[str, Perceiver]
    atmospheres: Mapping[str, Atmosphere]
    axes: tuple[Axis, ...]
    version: str = ""
    _by_touchpoint: Mapping[str, tuple[Criterion, ...]] = field(init=False, repr=False, compare=False)
    _phases: Mapping[str, tuple[Phase, ...]] = field(init=False, repr=False, compare=False)
    _reading: Mapping[str, str] = field(init=False, repr=False, compare=False)
    conditional: bool = field(init=False, repr=False, compare=False)
    _likeness: dict[float, Likeness] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[str, tuple[Criterion, ...]] = {}
        reading: dict[str, str] = {}
        for key, criterion in self.criteria.items():
            found[criterion.touchpoint] = (*found.get(criterion.touchpoint, ()), criterion)
            if criterion.reads_atmosphere:
                reading.setdefault(criterion.touchpoint, key)
        object.__setattr__(self, "_by_touchpoint", found)
        object.__setattr__(self, "_phases", {key: _phases(own) for key, own in found.items()})
        object.__setattr__(self, "_reading", reading)
        object.__setattr__(self, "_likeness", {})
        object.__setattr__(self, "conditional", any(one.conditions for one in self.criteria.values()))

    @classmethod
    def from_json(cls, template: dict[str, Any], atmospheres: dict[str, Any]) -> Library:
        """Read the content of template.json and atmospheres.json. Raises LibraryError with all problems."""
        from .library_file import read_library  # noqa: PLC0415 - the reader needs the classes above

        return read_library(template, atmospheres)

    def likeness(self, neutral: float) -> Likeness:
        """Similarity on this library's axes; the span is half of the largest sum of differences.

        The same one each time: events of one library speak of the same few mixtures.
        """
        known = self._likeness.get(neutral)
        if known is None:
            profiles = {key: atmosphere.profile for key, atmosphere in self.atmospheres.items()}
            span = sum(axis.high - axis.low for axis in self.axes) / 2
            known = self._likeness[neutral] = Likeness(profiles, span, neutral=neutral)
        return known

    def phases_of(self, touchpoint: str) -> tuple[Phase, ...]:
        """When attendees meet the touchpoint: the phases of all its criteria."""
        return self._phases.get(touchpoint, ())

    def reading_criterion(self, touchpoint: str) -> str:
        """The criterion that asks which atmosphere is read at the touchpoint (analysis 1.5)."""
        return self._reading.get(touchpoint) or f"{touchpoint}_atmosphere_read"

    def criteria_of(self, touchpoint: str) -> tuple[Criterion, ...]:
        return self._by_touchpoint.get(touchpoint, ())


def _phases(criteria: Iterable[Criterion]) -> tuple[Phase, ...]:
    met = {phase for criterion in criteria for phase in criterion.phases}
    return tuple(phase for phase in PHASES if phase in met)


@cache
def default_library() -> Library:
    """The library in `fixtures/`."""
    from .library_file import read_default_library  # noqa: PLC0415 - as above

    return read_default_library()
