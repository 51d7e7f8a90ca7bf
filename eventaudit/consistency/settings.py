"""Every weight, cut, cap and threshold of the analysis, with the specification's values as defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from typing import Any, ClassVar, NamedTuple

ATTENDEES_SHOWN = 5
"""Results of fewer attendees than this are shown nowhere: the thresholds may be raised, never lowered."""


class SettingsError(ValueError):
    """Settings cannot be used. `problems` holds one sentence for each fault: field, value, what to do."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Range(NamedTuple):
    """What a setting, or each value of a table of settings, may be."""

    low: float
    high: float
    whole: bool = False


class Change(NamedTuple):
    """A setting that is not the default. name: 'g1_from', or 'index_weights.D' in a table."""

    name: str
    default: Any
    own: Any


def _number(default: float, allowed: Range) -> Any:
    return field(default=default, metadata={"range": allowed})


def _table(allowed: Range, /, **default: float) -> Any:
    return field(default_factory=partial(dict, default), metadata={"range": allowed})


SHARE = Range(0, 1)
PERCENT = Range(0, 100)
WEIGHT = Range(0, 3)
COUNT = Range(1, 1000, whole=True)
ATTENDEES = Range(ATTENDEES_SHOWN, 1000, whole=True)


@dataclass(frozen=True, slots=True)
class Settings:
    """Our choices, not laws of nature: an organisation may hold others, and the report says where it does."""

    # Index (analysis 3.5)
    index_weights: Mapping[str, float] = _table(WEIGHT, D=0.40, F=0.25, I=0.20, C=0.15)
    strength_weights: Mapping[str, float] = _table(WEIGHT, explicit=3, implied=2, mood=1)
    hard_fail_cap: float = _number(49.0, PERCENT)
    letter_cuts: tuple[tuple[str, float], ...] = field(
        default=(("A", 85.0), ("B", 70.0), ("C", 55.0), ("D", 40.0)), metadata={"range": PERCENT}
    )
    lowest_letter: ClassVar[str] = "E"

    # Touchpoints (analysis 3.3): in place of the library's own weights; an event's own come first
    touchpoint_weights: Mapping[str, float] = _table(WEIGHT)

    # Missing answers (analysis 3.4)
    letter_coverage: float = _number(0.60, SHARE)
    na_share_limit: float = _number(0.25, SHARE)

    # Promises (analysis 3.2)
    kept_from: float = _number(0.75, SHARE)
    partly_from: float = _number(0.40, SHARE)
    off_brief_from: float = _number(0.60, SHARE)

    # Severity (analysis 3.6): impact cuts and weights
    critical_from: float = _number(75.0, PERCENT)
    major_from: float = _number(40.0, PERCENT)
    minor_from: float = _number(15.0, PERCENT)
    strength_shares: Mapping[str, float] = _table(SHARE, explicit=1.0, implied=0.67, mood=0.33)
    theme_weight: float = _number(3.0, WEIGHT)
    manual_weight: float = _number(2.0, WEIGHT)
    contradiction_deltas: Mapping[str, float] = _table(SHARE, costly_fact=0.8, fact=0.6, soft=0.3)
    contradiction_fact_weight: float = _number(3.0, WEIGHT)
    contradiction_tone_weight: float = _number(2.0, WEIGHT)

    # When a gap is worth a finding (analysis 3.6)
    g1_from: float = _number(0.25, SHARE)
    g3_from: float = _number(0.25, SHARE)
    standard: float = _number(0.50, SHARE)
    g4_from: float = _number(0.25, SHARE)
    g5_from: float = _number(0.10, SHARE)
    g5_observations: int = _number(5, COUNT)
    g6_from: float = _number(0.15, SHARE)
    g6_attendees: int = _number(5, ATTENDEES)
    g6_share: float = _number(0.20, SHARE)
    g6_small_reach: float = _number(0.50, SHARE)
    g7_from: float = _number(0.20, SHARE)
    g7_attendees: int = _number(5, ATTENDEES)

    # Delights (analysis 3.1, the sign of a gap)
    delight_everyone_from: float = _number(0.80, SHARE)
    delight_feedback_from: int = _number(9, Range(1, 10, whole=True))

    # Reach (analysis 1.2, 3.6): no group is weighted below the floor
    channel_reach: Mapping[str, float] = _table(
        SHARE,
        invitation_email=1.0,
        ticket=1.0,
        reminder_email=0.9,
        programme=0.8,
        web_page=0.8,
        parking_instructions=0.5,
        social_post=0.5,
    )
    other_channel_reach: float = _number(1.0, SHARE)
    reach_floor: float = _number(0.25, SHARE)

    # Atmospheres (analysis 2)
    neutral_similarity: float = _number(0.5, SHARE)

    # Agreement and uncertainty (analysis 3.8)
    confidence_z: float = _number(1.645, Range(0.1, 5))
    agreement_shared: int = _number(10, COUNT)
    agreement_rely: float = _number(0.80, SHARE)
    agreement_tentative: float = _number(0.667, SHARE)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Settings:
        """The settings that an organisation holds; what is left out has its default, also in the tables.

        Raises SettingsError with a sentence for every problem.
        """
        from .settings_file import read_settings  # noqa: PLC0415 - the reader needs the class

        return read_settings(data)

    def as_json(self) -> dict[str, Any]:
        """All settings: Settings.from_json(settings.as_json()) == settings."""
        return {name: dict(value) if _is_table(value) else value for name, value in _named(self)}

    def changes(self) -> tuple[Change, ...]:
        """What differs from the defaults, table entries one by one."""
        usual = Settings()
        return tuple(
            change for name, own in _named(self) for change in _changes(name, getattr(usual, name), own)
        )


def _named(settings: Settings) -> list[tuple[str, Any]]:
    return [(item.name, getattr(settings, item.name)) for item in fields(settings)]


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping | tuple)


def _changes(name: str, default: Any, own: Any) -> list[Change]:
    if not _is_table(own):
        return [] if own == default else [Change(name, default, own)]
    usual, held = dict(default), dict(own)
    keys = [*usual, *(key for key in held if key not in usual)]
    return [
        Change(f"{name}.{key}", usual.get(key), held.get(key))
        for key in keys
        if usual.get(key) != held.get(key)
    ]
