"""What an atmosphere looks like at a touchpoint, and what spoils it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .mixtures import Mixture, in_order
from .text import localised


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue or a clash in the reader's language, with the atmosphere it belongs to."""

    atmosphere: str
    text: str


def cues_at(
    touchpoint: str,
    mixture: Mixture | None,
    atmospheres: Mapping,
    *,
    kind: Literal["cues", "clashes"] = "cues",
    most: int = 4,
) -> list[Cue]:
    """At most `most` cues (or clashes), each atmosphere with as many as its share is worth, in turn.

    The next one always goes to the atmosphere with the largest share per cue it would then have, so that
    70 % and 30 % divide four cues into three and one. Neutral has none.
    """
    if not isinstance(mixture, Mapping):
        return []
    waiting = {
        key: list(atmospheres[key].touchpoints.get(touchpoint, {}).get(kind, []))
        for key in mixture
        if key in atmospheres
    }
    shares, found, taken = dict(in_order(mixture)), [], dict.fromkeys(mixture, 0)
    while len(found) < most and any(waiting.values()):
        key = max((key for key in shares if waiting.get(key)), key=lambda key: shares[key] / (taken[key] + 1))
        taken[key] += 1
        found.append(Cue(key, localised(waiting[key].pop(0))))
    return found
