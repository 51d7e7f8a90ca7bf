"""The part of an event file that belongs to earlier versions of its template (docs/event-file.md).

Each is written in the event file's own words, and read with the library of the version that it names.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from eventaudit.accounts.models import Organisation, User
from eventaudit.consistency import (
    AttendeeFact,
    EventFacts,
    EventFileError,
    PreviousFact,
    dump_event,
    parse_event,
)
from eventaudit.events.models import Event
from eventaudit.library.models import Atmosphere, TemplateVersion
from eventaudit.library.queries import criteria_by_key
from eventaudit.messaging.models import Promise

from .aside import Held
from .earlier import versions_of
from .event_checks import site_problems
from .event_rows import WalkthroughWriter, write_ledger
from .facts import (
    contradiction_fact,
    library_with,
    promise_fact,
    promise_ids,
    to_mixture,
    walkthrough_facts,
)

SHARED = ("messages", "segments", "atmospheres")  # of the event: what an earlier part refers to


@dataclass(frozen=True, slots=True)
class EarlierPart:
    """decided_by: promise's id to the criterion that decided it in that version."""

    version: TemplateVersion
    facts: EventFacts
    decided_by: Mapping[str, str]


def named(version: TemplateVersion) -> dict[str, str]:
    return {"key": version.template.key, "version": version.label, "digest": version.digest}


def spoken(template: object) -> str:
    """'default 1.0' of what a file says."""
    if not isinstance(template, Mapping):
        return ""
    return f"{template.get('key', '')} {template.get('version', '')}".strip()[:90]


def versions_by_digest(organisation: Organisation) -> dict[str, TemplateVersion]:
    """Published and archived ones, the organisation's own before the default library's."""
    found = TemplateVersion.objects.exclude(state=TemplateVersion.State.DRAFT).exclude(digest="")
    own = Q(template__organisation=None) | Q(template__organisation=organisation)
    rows = found.filter(own).select_related("template")
    return {row.digest: row for row in sorted(rows, key=lambda row: row.template.organisation_id or 0)}


def digest_in(data: object) -> str:
    """Of the template that the file names; '' where it names none."""
    template = data.get("template") if isinstance(data, Mapping) else None
    digest = template.get("digest") if isinstance(template, Mapping) else None
    return digest if isinstance(digest, str) else ""


# Out


def earlier_parts(event: Event, facts: EventFacts) -> tuple[dict[str, list[dict]], list[EventFacts]]:
    """({"earlier": [...]}, the version left last first, and what they say); ({}, []) where nothing waits."""
    versions = list(versions_of(event).values())[1:]
    if not versions:
        return {}, []
    promises = Promise.objects.filter(message__event=event).select_related("message", "approved_by")
    rows = list(promises.annotate(shown=Count("photos")))
    ids = promise_ids(rows, {row.message_id: row.message.key for row in rows})
    taken = {promise.id for promise in facts.promises} | {one.id for one in facts.contradictions}
    parts, said = [], []
    for version in versions:
        held = [Held(**one) for one in event.set_aside if one["version"] == version.pk]
        own = _facts(event, facts, version, held, _homeless(event, version, rows, ids, taken))
        decided_by = {
            ids[int(one.row)]: one.key for one in held if one.part == "promises" and int(one.row) in ids
        }
        part = {key: value for key, value in dump_event(own).items() if key != "id"}
        taken |= {promise.id for promise in own.promises} | {one.id for one in own.contradictions}
        part |= {"decided_by": decided_by} if decided_by else {}
        if part:
            parts.append({"template": named(version)} | part)
            said.append(own)
    return ({"earlier": parts} if parts else {}), said


def _homeless(
    event: Event, version: TemplateVersion, rows: list[Promise], ids: Mapping[int, str], taken: set[str]
) -> dict[str, tuple]:
    """Promises and contradictions about touchpoints that only this earlier version has."""
    touchpoints = {criterion.touchpoint.key for criterion in criteria_by_key(version).values()}
    keys = dict(event.messages.values_list("pk", "key"))
    return {
        "promises": tuple(
            promise_fact(row, ids[row.pk], keys[row.message_id])
            for row in rows
            if row.touchpoint in touchpoints and ids[row.pk] not in taken
        ),
        "contradictions": tuple(
            contradiction_fact(row, keys)
            for row in event.contradictions.all()
            if row.touchpoint in touchpoints and row.key not in taken
        ),
    }


def _facts(
    event: Event, facts: EventFacts, version: TemplateVersion, held: Iterable[Held], ledger: Mapping
) -> EventFacts:
    parts: dict[str, dict] = {}
    for one in held:
        parts.setdefault(one.part, {})[one.key] = one.value
    return EventFacts(
        id=event.key,
        walkthroughs=walkthrough_facts(event, event.segments.all(), facts.programme, version=version.pk),
        variants=parts.get("variants", {}),
        touchpoint_weights=parts.get("touchpoint_weights", {}),
        reach=parts.get("reach", {}),
        intended_touchpoints={
            key: to_mixture(mixture) for key, mixture in parts.get("intentions", {}).items()
        },
        attendee_segments=tuple(
            AttendeeFact(criterion, segment, result["n"], result["q"])
            for criterion, by_segment in parts.get("attendee_results", {}).items()
            for segment, result in by_segment.items()
        ),
        previous_round=tuple(
            PreviousFact(criterion, result["q"], result["n"], result.get("raw", ""))
            for criterion, result in parts.get("previous_results", {}).items()
        ),
        **ledger,
    )


# In


def read_earlier(
    data: object,
    bound: TemplateVersion,
    atmospheres: Mapping[str, Atmosphere],
    known: Mapping[str, TemplateVersion],
) -> tuple[tuple[EarlierPart, ...], list[str]]:
    """(the parts, a sentence for every fault). A version that is not here is a fault: nothing is dropped.

    bound: the event's own version, of which no part can be.
    """
    parts = data.get("earlier", []) if isinstance(data, Mapping) else []
    if not isinstance(parts, list):
        return (), [_("earlier: is not a list. Export the event again.")]
    found, problems, taken = [], [], {bound.pk}
    for number, part in enumerate(parts):
        path = f"earlier[{number}]"
        version = known.get(digest_in(part))
        if not isinstance(part, dict) or version is None:
            template = spoken(part.get("template")) if isinstance(part, dict) else ""
            problems.append(
                _(
                    "%(path)s: holds answers to questions of the template “%(template)s”, which is not here. "
                    "Bring that version in first, so that they are not lost."
                )
                % {"path": path, "template": template}
            )
            continue
        if version.pk in taken:
            problems.append(f"{path}: {_('The event has this version already.')}")
            continue
        taken.add(version.pk)
        own = {key: value for key, value in part.items() if key not in ("template", "decided_by")}
        own |= {key: data[key] for key in SHARED if key in data} | {"id": "earlier"}
        try:
            facts = parse_event(own, library_with(atmospheres, version))
        except EventFileError as error:
            problems += [f"{path}.{problem}" for problem in error.problems]
            continue
        problems += [
            f"{path}.{problem}" for problem in site_problems(replace(facts, messages=(), segments=()))
        ]
        decided = part.get("decided_by", {})
        decided_by, faults = _decided_by(decided, version, path)
        problems += faults
        found.append(EarlierPart(version, facts, decided_by))
    return tuple(found), problems


def ids_twice(facts: EventFacts, parts: Iterable[EarlierPart]) -> Iterator[str]:
    """A sentence for every promise and contradiction that stands in two parts of the file."""
    whole = [facts, *(part.facts for part in parts)]
    for name in ("promises", "contradictions"):
        ids = Counter(one.id for part in whole for one in getattr(part, name))
        for key in (key for key, number in ids.items() if number > 1):
            sentence = _("The key “%s” is used more than once. Give each its own.") % key[:40]
            yield f"{name}: {sentence}"


def _decided_by(decided: object, version: TemplateVersion, path: str) -> tuple[dict[str, str], list[str]]:
    criteria = criteria_by_key(version)
    rows = decided.items() if isinstance(decided, Mapping) else [("", "")]
    wrong = [str(key)[:80] for _promise, key in rows if not isinstance(key, str) or key not in criteria]
    sentence = _("%(path)s.decided_by: the template has no criterion “%(key)s”.")
    return dict(rows), [sentence % {"path": path, "key": key} for key in wrong]


def write_earlier(event: Event, parts: Iterable[EarlierPart], *, by: User | None) -> None:
    """After the event itself. Call in a transaction."""
    parts = list(parts)
    if not parts:
        return
    segments = {segment.key: segment for segment in event.segments.all()}
    messages = {message.key: message for message in event.messages.all()}
    for part in parts:
        WalkthroughWriter(event, part.version, segments, part.facts, by).write()
        write_ledger(event, part.facts, messages)
    promises = {row.key: row.pk for row in Promise.objects.filter(message__event=event)}
    event.earlier_versions = [part.version.pk for part in reversed(parts)]
    event.set_aside = [asdict(held) for part in parts for held in _held(part, promises)]
    event.save(update_fields=["earlier_versions", "set_aside"])


def _held(part: EarlierPart, promises: Mapping[str, int]) -> Iterable[Held]:
    facts, version = part.facts, part.version.pk
    results: dict[str, dict] = {}
    for fact in facts.attendee_segments:
        results.setdefault(fact.criterion, {})[fact.segment] = {"n": fact.n, "q": fact.q}
    settings = {
        "variants": facts.variants,
        "touchpoint_weights": facts.touchpoint_weights,
        "reach": facts.reach,
        "intentions": {key: mixture.as_json() for key, mixture in facts.intended_touchpoints.items()},
        "attendee_results": results,
        "previous_results": {
            fact.criterion: {"q": fact.q, "n": fact.n, "raw": fact.raw} for fact in facts.previous_round
        },
    }
    for name, values in settings.items():
        for key, value in values.items():
            yield Held(name, key, version, value)
    for promise, key in part.decided_by.items():
        if promise in promises:
            yield Held("promises", key, version, row=str(promises[promise]))
