"""The brief's atmospheres read as one thing: what is intended everywhere and where it differs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from eventaudit.library.mixtures import NEUTRAL, Mixture

EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """everywhere: None where only touchpoints have one. touchpoints: those that differ, by their key;
    'neutral' says that no atmosphere is intended there."""

    everywhere: Mapping[str, float] | None = None
    touchpoints: Mapping[str, Mixture] = field(default_factory=dict)

    def at(self, touchpoint: str) -> Mixture | None:
        return self.touchpoints.get(touchpoint, self.everywhere)

    @property
    def overall(self) -> Mapping[str, float] | None:
        """What stands for the whole event: the mixture for everywhere, else the mean of the touchpoints'."""
        if self.everywhere:
            return self.everywhere
        own = [mixture for mixture in self.touchpoints.values() if not isinstance(mixture, str)]
        keys = {key for mixture in own for key in mixture}
        return {key: sum(mixture.get(key, 0) for mixture in own) / len(own) for key in keys} or None


def brief_of(event) -> Brief:
    """The brief of an Event: one query, none where its `intentions` were prefetched."""
    mixtures = {intention.touchpoint: intention.mixture for intention in event.intentions.all()}
    everywhere = mixtures.pop(EVERYWHERE, None)
    return Brief(None if everywhere == NEUTRAL else everywhere, mixtures)
