"""Where messages of an event may contradict each other: looked for once for each set of texts, and kept."""

import hashlib
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from eventaudit.accounts.models import User
from eventaudit.events.models import Event
from eventaudit.library.models import Atmosphere
from eventaudit.library.nearness import likeness_of
from eventaudit.library.own_words import own_words
from eventaudit.library.queries import atmospheres_of

from .models import Contradiction, ContradictionCandidate, ContradictionReading, Decision, Message
from .reading import MOST_READ, digest_of, reader_of
from .reasons import in_words

if TYPE_CHECKING:
    from eventaudit.wording import Contradiction as Found

logger = logging.getLogger(__name__)

MOST_SHOWN = 4
MOST_PAIRS = 40  # of an event, the costly ones first


@dataclass(frozen=True, slots=True)
class PairCard:
    row: ContradictionCandidate
    touchpoint: str
    why: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """What the pages show. left: to decide; last: the signed-in person's latest decision, to take back;
    stale: whether the messages are to be compared, because one has changed or they never were."""

    left: list[PairCard]
    last: ContradictionCandidate | None
    failed: bool
    stale: bool

    @property
    def first_few(self) -> list[PairCard]:
        """Enough for once; the costly ones come first."""
        return self.left[:MOST_SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.left) - MOST_SHOWN)


def pairs_of(
    event: Event,
    messages: Sequence[Message],
    recorded: Iterable[Contradiction],
    *,
    names: Mapping[str, Mapping[str, Any]],
    by: User,
) -> Pairs:
    """messages: all of the event, as they are sent; recorded: its contradictions; names: as in reasons,
    its atmospheres those of the organisation."""
    kept = ContradictionReading.objects.filter(event=event).first()
    rows = list(event.contradiction_candidates.select_related("first", "second").order_by("pk"))
    known = [_sides(each) for each in recorded]
    left = [row for row in rows if row.decision == Decision.OPEN and not _is_among(_sides(row), known)]
    mine = [row for row in rows if row.decided_by_id == by.pk]
    mine = [row for row in mine if row.decision == Decision.REJECTED or row.contradiction_id]
    return Pairs(
        left=[_card(row, names) for row in left],
        last=max(mine, key=lambda row: row.decided_at, default=None),
        failed=bool(kept and kept.failed),
        stale=len(messages) > 1
        and (kept is None or kept.digest != _digest_of(messages, names["atmosphere"])),
    )


def _card(row: ContradictionCandidate, names: Mapping[str, Mapping[str, object]]) -> PairCard:
    touchpoint = names.get("touchpoint", {}).get(row.touchpoint, row.touchpoint)
    return PairCard(row, str(touchpoint), " ".join(in_words(row.reasons, names)))


def find_pairs(*, event: Event, messages: Sequence[Message]) -> ContradictionReading:
    """Look anew. Open candidates give way to the new ones; what was decided does not come back.

    Never raises for what is in the texts: a search that failed says so.
    """
    atmospheres = atmospheres_of(event.organisation)
    digest, failed, rows = _digest_of(messages, atmospheres), False, []
    try:
        rows = _found(event, messages, atmospheres)
    except Exception:  # whatever is in the texts, the pages must open
        logger.exception("contradictions of event %s could not be looked for", event.pk)
        failed = True
    return _keep(event, digest, failed, rows)


def _found(
    event: Event, messages: Sequence[Message], atmospheres: Mapping[str, Atmosphere]
) -> list[ContradictionCandidate]:
    from eventaudit.wording import find_contradictions

    rows = {str(message.pk): message for message in messages}
    touchpoints = {each.key for each in event.template_version.touchpoints.all()}
    texts = [(key, row.text[:MOST_READ], row.language) for key, row in rows.items()]
    own, alike = own_words(atmospheres), likeness_of(atmospheres)
    return [
        _row(event, each, rows)
        for each in _each_tone_once(find_contradictions(texts, own, alike))[:MOST_PAIRS]
        if each.touchpoint in touchpoints
    ]


def _each_tone_once(found: "Iterable[Found]") -> "list[Found]":
    """A message in a tone of its own is held against one of the others, not against each of them."""
    kept: list[Found] = []
    spoken: set[str] = set()
    for each in found:
        messages = {each.a.message, each.b.message}
        if each.kind == Contradiction.Kind.TONE:
            if messages & spoken:
                continue
            spoken |= messages
        kept.append(each)
    return kept


def _row(event: Event, found: "Found", rows: dict[str, Message]) -> ContradictionCandidate:
    return ContradictionCandidate(
        event=event,
        touchpoint=found.touchpoint,
        kind=found.kind,
        first=rows[found.a.message],
        first_quote=found.a.quote,
        second=rows[found.b.message],
        second_quote=found.b.quote,
        reasons=[{"key": found.reason.key, "params": dict(found.reason.params)}],
    )


@transaction.atomic
def _keep(
    event: Event, digest: str, failed: bool, rows: Iterable[ContradictionCandidate]
) -> ContradictionReading:
    Event.objects.select_for_update().get(pk=event.pk)  # two who open the page at once look twice
    event.contradiction_candidates.filter(decision=Decision.OPEN).delete()
    decided = [_sides(row) for row in event.contradiction_candidates.all()]
    ContradictionCandidate.objects.bulk_create(row for row in rows if not _is_among(_sides(row), decided))
    fields = {"digest": digest, "failed": failed, "read_at": timezone.now()}
    return ContradictionReading.objects.update_or_create(event=event, defaults=fields)[0]


def _digest_of(messages: Iterable[Message], atmospheres: Mapping[str, Atmosphere]) -> str:
    reader = reader_of(atmospheres)
    parts = [f"{message.pk} {digest_of(message, reader)}" for message in messages]
    # Where own atmospheres lie decides whether two tones clash.
    parts += [
        f"{key} {sorted(each.axes.items())}" for key, each in atmospheres.items() if each.organisation_id
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


Sides = tuple[tuple[int, str], tuple[int, str]]


def _sides(row: Contradiction | ContradictionCandidate) -> Sides:
    return (row.first_id, row.first_quote), (row.second_id, row.second_quote)


def _is_among(sides: Sides, others: Iterable[Sides]) -> bool:
    """Whether both quotes, in either order, are within those of another pair, or hold them."""
    return any(
        all(_same(one, other) for one, other in zip(sides, turned, strict=True))
        for others_sides in others
        for turned in permutations(others_sides)
    )


def _same(one: tuple[int, str], other: tuple[int, str]) -> bool:
    return one[0] == other[0] and (one[1] in other[1] or other[1] in one[1])
