"""Criteria as a walkthrough would ask them, with nothing answered and nothing to be saved."""

from collections.abc import Mapping, Sequence

from eventaudit.consistency import NEUTRAL, Mixture
from eventaudit.library.mixtures import NEUTRAL as NEUTRAL_KEY
from eventaudit.library.models import Atmosphere, Criterion, Touchpoint

from .asking import asking_in
from .sheet import Stop, add_conditions, single_question


def preview_stops(
    stops: Sequence[tuple[Touchpoint, Sequence[Criterion]]],
    atmospheres: Mapping[str, Atmosphere],
    *,
    phase: str = "",
    intended: str = "",
    alone: str = "",
) -> list[Stop]:
    """phase, intended: of the walkthrough, '' where unknown; what they leave out is left out here, too.

    intended: the key of an atmosphere, at all touchpoints. alone: one criterion's key, without the others.
    The criteria's conditions must have been checked.
    """
    by_key = {criterion.key: criterion for _touchpoint, criteria in stops for criterion in criteria}
    mixture = _mixture(intended)
    asking = asking_in(
        by_key,
        atmospheres,
        phase=phase,
        intended={touchpoint.key: mixture for touchpoint, _criteria in stops},
    )
    shown = []
    for touchpoint, criteria in stops:
        asked = [one for one in criteria if one.key == alone or not (alone or one.key in asking.left_out)]
        questions = [single_question(one, atmospheres=atmospheres) for one in asked]
        for question in questions:
            add_conditions(question, asking)
        if questions:
            shown.append(Stop(touchpoint, questions))
    return shown


def _mixture(intended: str) -> Mixture | None:
    if not intended:
        return None
    return NEUTRAL if intended == NEUTRAL_KEY else Mixture.of({intended: 1.0})
