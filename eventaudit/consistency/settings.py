"""Every weight, cut, cap and threshold of the analysis, with the specification's values as defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def _index_weights() -> dict[str, float]:
    return {"D": 0.40, "F": 0.25, "I": 0.20, "C": 0.15}


def _strength_weights() -> dict[str, float]:
    return {"explicit": 3, "implied": 2, "mood": 1}


def _strength_shares() -> dict[str, float]:
    return {"explicit": 1.0, "implied": 0.67, "mood": 0.33}


def _channel_reach() -> dict[str, float]:
    return {
        "invitation_email": 1.0,
        "ticket": 1.0,
        "reminder_email": 0.9,
        "programme": 0.8,
        "web_page": 0.8,
        "parking_instructions": 0.5,
        "social_post": 0.5,
    }


@dataclass(frozen=True, slots=True)
class Settings:
    """Our choices, not laws of nature: an organisation may hold others, and the report says where it does."""

    # Index (analysis 3.5)
    index_weights: Mapping[str, float] = field(default_factory=_index_weights)
    strength_weights: Mapping[str, float] = field(default_factory=_strength_weights)
    hard_fail_cap: float = 49.0
    letter_cuts: tuple[tuple[str, float], ...] = (("A", 85.0), ("B", 70.0), ("C", 55.0), ("D", 40.0))
    lowest_letter: str = "E"

    # Missing answers (analysis 3.4)
    letter_coverage: float = 0.60
    na_share_limit: float = 0.25

    # Promises (analysis 3.2)
    kept_from: float = 0.75
    partly_from: float = 0.40
    off_brief_from: float = 0.60

    # Severity (analysis 3.6): impact cuts, and when a gap is worth a finding
    critical_from: float = 75.0
    major_from: float = 40.0
    minor_from: float = 15.0
    strength_shares: Mapping[str, float] = field(default_factory=_strength_shares)
    theme_weight: float = 3.0
    manual_weight: float = 2.0
    g1_from: float = 0.25
    g3_from: float = 0.25
    standard: float = 0.50

    # Reach (analysis 1.2, 3.6): no group is weighted below the floor
    channel_reach: Mapping[str, float] = field(default_factory=_channel_reach)
    other_channel_reach: float = 1.0
    reach_floor: float = 0.25

    # Atmospheres (analysis 2)
    neutral_similarity: float = 0.5
