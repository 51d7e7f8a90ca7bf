"""The indices D, F, I, C and E, each as assured, observed and possible (analysis 3.3-3.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum

from .settings import Settings

INDICES = ("D", "F", "I", "C")
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Triple:
    """One quantity three ways: unanswered as 0, left out, as 1. None where there is nothing to measure."""

    low: float | None = None
    obs: float | None = None
    high: float | None = None

    @property
    def measurable(self) -> bool:
        return self.low is not None


@dataclass(frozen=True, slots=True)
class Score:
    """One of the three columns. Indices are 0-100, touchpoint_q 0-1; None: nothing to measure.

    hard_fails: the criteria that cap E; in the assured column also those nobody has verified.
    """

    D: float | None
    F: float | None
    I: float | None
    C: float | None
    E_uncapped: float | None
    E: float | None
    hard_fails: tuple[str, ...]
    touchpoint_q: Mapping[str, float | None]

    @property
    def capped(self) -> bool:
        """Whether a hard-fail holds E down."""
        return self.E is not None and self.E_uncapped is not None and self.E_uncapped > self.E


@dataclass(frozen=True, slots=True)
class Scores:
    """assured (low) is the headline; observed and possible stand beside it."""

    low: Score
    obs: Score
    high: Score


def weighted_mean(parts: Iterable[tuple[float, float | None]]) -> float | None:
    """Mean of the values that are there; None where no weight is left."""
    known = [(weight, value) for weight, value in parts if value is not None]
    total = fsum([weight for weight, _ in known])
    return fsum([weight * value for weight, value in known]) / total if total else None


def three_ways(parts: Iterable[tuple[float, float | None]]) -> Triple:
    """Weighted mean of values in [0, 1] with the unanswered (None) as 0, left out and as 1 (analysis 3.4)."""
    known = parts if isinstance(parts, list) else list(parts)
    observed = weighted_mean(known)
    if all(value is not None for _, value in known):
        return Triple(observed, observed, observed)
    return Triple(
        low=weighted_mean([(weight, value or 0.0) for weight, value in known]),
        obs=observed,
        high=weighted_mean([(weight, 1.0 if value is None else value) for weight, value in known]),
    )


def three_means(parts: Iterable[tuple[float, Triple]]) -> Triple:
    """Weighted mean of triples, column by column."""
    known = list(parts)
    return Triple(
        low=weighted_mean((weight, triple.low) for weight, triple in known),
        obs=weighted_mean((weight, triple.obs) for weight, triple in known),
        high=weighted_mean((weight, triple.high) for weight, triple in known),
    )


def scores(
    indices: Mapping[str, Triple],
    touchpoint_q: Mapping[str, Triple],
    *,
    failed: tuple[str, ...],
    unverified: tuple[str, ...],
    delivered: bool,
    settings: Settings,
) -> Scores:
    """indices: 'D', 'F', 'I', 'C' in [0, 1]. failed, unverified: hard-fail criteria.

    delivered: somebody walked through; else there is no E, whatever is known of the promises.
    """
    columns = {}
    for column in ("low", "obs", "high"):
        parts = {name: getattr(indices[name], column) for name in INDICES}
        uncapped = _overall(parts, indices, settings) if delivered else None
        fails = failed + unverified if column == "low" else failed
        columns[column] = Score(
            D=_percent(parts["D"]),
            F=_percent(parts["F"]),
            I=_percent(parts["I"]),
            C=_percent(parts["C"]),
            E_uncapped=uncapped,
            E=min(uncapped, settings.hard_fail_cap) if uncapped is not None and fails else uncapped,
            hard_fails=fails,
            touchpoint_q={key: getattr(triple, column) for key, triple in touchpoint_q.items()},
        )
    return Scores(columns["low"], columns["obs"], columns["high"])


def _overall(
    parts: Mapping[str, float | None], indices: Mapping[str, Triple], settings: Settings
) -> float | None:
    """E = 0.40 D + 0.25 F + 0.20 I + 0.15 C, over the components that can be measured (analysis 3.5).

    None while a component that can be measured has not been: its observed value would say nothing of E.
    """
    measurable = [name for name in INDICES if indices[name].measurable]
    if any(parts[name] is None for name in measurable):
        return None
    return _percent(weighted_mean((settings.index_weights[name], parts[name]) for name in measurable))


def _percent(share: float | None) -> float | None:
    return None if share is None else PERCENT * share


def letter(assured: float | None, coverage: float | None, settings: Settings) -> str | None:
    """A-E by the assured E as it is printed; None below the coverage that allows one (analysis 3.4, 3.5)."""
    if assured is None or coverage is None or coverage < settings.letter_coverage:
        return None
    shown = round(assured, 1)
    return next((letter for letter, cut in settings.letter_cuts if shown >= cut), settings.lowest_letter)
