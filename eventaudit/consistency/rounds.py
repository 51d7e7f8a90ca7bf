"""The rounds of one event - doors, peak, break, close - side by side (analysis 3.8, comparing rounds).

A heat map of touchpoints x rounds, cells that nobody observed among them, and what changed in between.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .delivery import Delivery, delivery, touchpoint_weights
from .drift import Drift, drift, side
from .facts import EventFacts, WalkthroughFact
from .indices import Triple
from .library import Library
from .observations import CriterionResult, answers_by_auditor, criterion_results
from .settings import Settings


@dataclass(frozen=True, slots=True)
class RoundCell:
    """One touchpoint in one round.

    q in [0, 1]: assured, observed, possible; q.obs is None where nobody observed anything of it, and all
    three are None where nothing of it applies or nobody walked the round. answered, applicable: sums of the
    criteria's weights. auditors: who answered something of it.
    """

    touchpoint: str
    q: Triple
    answered: float
    applicable: float
    auditors: tuple[str, ...]

    @property
    def coverage(self) -> float | None:
        return self.answered / self.applicable if self.applicable else None

    @property
    def observed(self) -> bool:
        return bool(self.auditors)


@dataclass(frozen=True, slots=True)
class RoundResult:
    """One round; name '' for the walkthroughs outside rounds. D: 0-100, like the index but of this round.

    coverage: answered / applicable weight, None where nobody walked. cells: by touchpoint, all of them.
    """

    name: str
    auditors: tuple[str, ...]
    D: Triple
    coverage: float | None
    cells: Mapping[str, RoundCell]
    criteria: Mapping[str, CriterionResult]

    @property
    def walked(self) -> bool:
        return bool(self.auditors)


@dataclass(frozen=True, slots=True)
class Rounds:
    """rounds: in their order, unwalked ones among them. outside: the walkthroughs without a round, if any.

    drifts: from each walked round to the next. first_to_last: None with fewer than two walked rounds.
    """

    rounds: tuple[RoundResult, ...]
    outside: RoundResult | None
    drifts: tuple[Drift, ...]
    first_to_last: Drift | None


def compare_rounds(facts: EventFacts, library: Library, settings: Settings | None = None) -> Rounds:
    """A criterion that is NA in the whole event is in no round; NA in one round is NA there."""
    settings = settings or Settings()
    weights = touchpoint_weights(facts, library, settings)
    whole = _criteria(facts, facts.walkthroughs, library, settings)
    by_round: dict[str, list[WalkthroughFact]] = {name: [] for name in facts.rounds}
    for walkthrough in facts.walkthroughs:
        by_round.setdefault(walkthrough.round, []).append(walkthrough)
    results = {}
    for name, own in by_round.items():
        criteria = {
            key: result if whole[key].applies else whole[key]
            for key, result in _criteria(facts, own, library, settings).items()
        }
        results[name] = _round(name, own, criteria, library, weights)
    outside = results.pop("", None)
    drifts = _drifts([one for one in results.values() if one.walked], library, weights, settings)
    return Rounds(tuple(results.values()), outside, *drifts)


def _criteria(
    facts: EventFacts, walkthroughs: Sequence[WalkthroughFact], library: Library, settings: Settings
) -> dict[str, CriterionResult]:
    own = replace(facts, walkthroughs=tuple(walkthroughs))
    return criterion_results(own, library, answers_by_auditor(own, library), settings.standard)


def _round(
    name: str,
    walkthroughs: Sequence[WalkthroughFact],
    criteria: Mapping[str, CriterionResult],
    library: Library,
    weights: Mapping[str, float],
) -> RoundResult:
    applicable = {key: result.q for key, result in criteria.items() if result.applies}
    found = delivery(applicable, library, weights)
    walked = bool(walkthroughs)
    return RoundResult(
        name=name,
        auditors=tuple(sorted({walkthrough.auditor for walkthrough in walkthroughs})),
        D=found.D if walked else Triple(),
        coverage=found.coverage if walked else None,
        cells=_cells(found, criteria, walked=walked),
        criteria=criteria,
    )


def _cells(found: Delivery, criteria: Mapping[str, CriterionResult], *, walked: bool) -> dict[str, RoundCell]:
    seen: dict[str, set[str]] = {key: set() for key in found.touchpoints}
    for result in criteria.values():
        seen[result.criterion.touchpoint].update(auditor.auditor for auditor in result.by_auditor)
    return {
        key: RoundCell(
            touchpoint=key,
            q=one.q if walked else Triple(),
            answered=one.answered,
            applicable=one.applicable,
            auditors=tuple(sorted(seen[key])),
        )
        for key, one in found.touchpoints.items()
    }


def _drifts(
    walked: Sequence[RoundResult], library: Library, weights: Mapping[str, float], settings: Settings
) -> tuple[tuple[Drift, ...], Drift | None]:
    sides = [side(one.name, one.criteria, frozenset(one.auditors), settings.confidence_z) for one in walked]
    drifts = tuple(drift(before, after, library, weights) for before, after in pairwise(sides))
    if len(drifts) > 1:
        return drifts, drift(sides[0], sides[-1], library, weights)
    return drifts, drifts[0] if drifts else None
