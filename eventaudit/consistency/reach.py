"""How large a part of the attendees meets a thing, in [floor, 1] (analysis 1.2, 3.6)."""

from __future__ import annotations

from statistics import median_high

from .facts import EventFacts
from .library import Criterion, Library
from .settings import Settings


class Reach:
    """Shares of one event: its own where it gives them, else the library's; never below the floor."""

    def __init__(self, facts: EventFacts, library: Library, settings: Settings) -> None:
        self._floor = settings.reach_floor
        self._settings = settings
        shares = {key: perceiver.default_reach for key, perceiver in library.perceivers.items()}
        self._shares = {key: self._bounded(share) for key, share in (shares | dict(facts.reach)).items()}
        self._channels = {message.id: message.channel for message in facts.messages}
        self._library = library

    def _bounded(self, share: float) -> float:
        return min(1.0, max(self._floor, share))

    def of(self, criterion: Criterion) -> float:
        return self._shares.get(criterion.perceived_by, 1.0)

    def of_touchpoint(self, key: str) -> float:
        """The higher median of its criteria: most of the cloakroom's are about coats, so it has theirs."""
        shares = [self.of(criterion) for criterion in self._library.criteria_of(key)]
        return median_high(shares) if shares else 1.0

    def of_message(self, message_id: str) -> float:
        """The reach of the message's channel."""
        channel = self._channels.get(message_id, "")
        return self._bounded(self._settings.channel_reach.get(channel, self._settings.other_channel_reach))
