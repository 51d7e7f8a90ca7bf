"""What to do about a root cause, prefilled from the facts, for a person to edit (report 5.3).

[action] + [where and when] + (owner; deadline) + because [evidence]; check: [criterion reaches value].
An off-brief message is mended in the message and never in the event: whoever delivered what it promised would
spoil the evening for everybody who came for the brief.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Literal

from .causes import RootCause
from .causes.titles import most_telling_first
from .crafts import CRAFTS, EFFORTS, Craft, Deadline, Effort, Owner, crafts_of
from .facts import PHASES, Phase
from .findings import Finding
from .library import Criterion
from .measured import Measured
from .severity import SEVERITIES, Severity

ActionKey = Literal[
    "calibrate",
    "keep_or_correct",
    "look_closer",
    "match_theme",
    "mend",
    "mend_in_segment",
    "name_cues",
    "one_wording",
    "prepare_for",
    "rewrite_message",
]
CheckKey = Literal[
    "auditors_agree",
    "balance",
    "band",
    "fit",
    "message_near_brief",
    "one_wording",
    "option",
    "promise_kept",
    "reading",
    "segments_alike",
    "yes",
]
Direction = Literal["", "less", "more"]

GOOD_FIT = 4
GOOD_Q = 0.75
FACTS = 3
CHECKS = 2

MESSAGES = Craft("communications", "small", "before_more_messages")
AUDITORS = Craft("lead_auditor", "small", "next_audit")
PLANNED = Craft("producer", "medium", "next_event")
ANYBODY = Craft("floor_manager", "medium", "next_event")


@dataclass(frozen=True, slots=True)
class Action:
    """Verb and object. params: keys, ids and numbers, and people's own words (quotes)."""

    key: ActionKey
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """What will show the effect next time, and the value it must reach."""

    key: CheckKey
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """because: the facts that weigh most; more: how many others there are. cause: its key."""

    cause: str
    action: Action
    touchpoints: tuple[str, ...]
    phases: tuple[Phase, ...]
    owner: Owner
    deadline: Deadline
    because: tuple[Finding, ...]
    more: int
    checks: tuple[Check, ...]
    effort: Effort
    severity: Severity
    hard_fail: bool

    @property
    def quick_win(self) -> bool:
        """At least major, and little effort."""
        return self.effort == "small" and SEVERITIES.index(self.severity) >= SEVERITIES.index("major")


def recommend(cause: RootCause, measured: Measured) -> Recommendation | None:
    """One recommendation; None for a cause that is resolved."""
    if cause.resolved:
        return None
    telling = sorted(cause.members, key=most_telling_first)
    lead = telling[0]
    action = _action(cause, lead, measured)
    craft = _who(cause, lead, action)
    because = tuple(islice(_each_matter_once(telling), FACTS))
    return Recommendation(
        cause=cause.key,
        action=action,
        touchpoints=cause.touchpoints,
        phases=tuple(phase for phase in PHASES if phase in lead.phases),
        owner=craft.owner,
        deadline=craft.deadline,
        because=because,
        more=len(cause.members) - len(because),
        checks=_checks(telling, action, measured),
        effort=craft.effort,
        severity=cause.severity or lead.severity,
        hard_fail=cause.hard_fail,
    )


def in_order(recommendations: Iterable[Recommendation]) -> list[Recommendation]:
    """Hard-fails, then by severity, then the least effort first (report 5.3)."""
    return sorted(
        recommendations,
        key=lambda one: (
            not one.hard_fail,
            -SEVERITIES.index(one.severity),
            EFFORTS.index(one.effort),
            -one.because[0].impact,
            one.cause,
        ),
    )


def _action(cause: RootCause, lead: Finding, measured: Measured) -> Action:
    if cause.kind == "message" or lead.gap == "G1" or lead.off_brief:
        return _rewrite(cause, lead, measured)
    if cause.kind == "incident":
        touched = dict.fromkeys(one.criterion for one in cause.members if one.criterion)
        return Action("prepare_for", {"incident": cause.anchor, "criteria": list(touched)})
    if lead.gap == "PP":
        sides = ("message", "quote", "other_message", "other_quote")
        return Action("one_wording", {side: lead.params[side] for side in sides})
    if lead.gap == "G7":
        kinder = lead.message_key == "g7.auditors_kinder"
        return Action("look_closer" if kinder else "calibrate", {"criterion": lead.criterion})
    if lead.gap in ("G3", "G4") or lead.message_key == "g2.reading":
        return _theme(lead, measured)
    if lead.criterion is None:
        told = {key: lead.params.get(key) for key in ("promise", "message", "quote")}
        return Action("keep_or_correct", told | {"touchpoint": lead.touchpoint})
    return _mend(cause, lead, measured)


def _rewrite(cause: RootCause, lead: Finding, measured: Measured) -> Action:
    """The message is brought home to the brief; the words to take out are its own."""
    message = cause.anchor if cause.kind == "message" else lead.params["message"]
    quotes = [one.params["quote"] for one in cause.members if one.gap == "G2" and one.off_brief]
    intended = measured.intended.as_json() if measured.intended else None
    fact = measured.messages[message].message
    spoken = fact.atmosphere.as_json() if fact.atmosphere else None
    params = {"message": message, "channel": fact.channel, "intended": intended, "spoken": spoken}
    return Action("rewrite_message", params | {"quotes": quotes})


def _theme(lead: Finding, measured: Measured) -> Action:
    """A touchpoint that says nothing needs cues; one that says something else must be brought into tune."""
    result = measured.touchpoints[lead.touchpoint]
    params = {
        "touchpoint": lead.touchpoint,
        "read": [mixture.as_json() for mixture, _ in result.reading.spread],
        "intended": result.intended.as_json() if result.intended else None,
    }
    return Action("name_cues" if result.reading.is_neutral else "match_theme", params)


def _mend(cause: RootCause, lead: Finding, measured: Measured) -> Action:
    criterion = lead.criterion or ""
    params = {
        "criterion": criterion,
        "craft": _craft_key(cause, criterion),
        "direction": direction(criterion, measured),
        "touchpoint": measured.library.criteria[criterion].touchpoint,
    }
    if lead.gap == "G6":
        return Action("mend_in_segment", params | {"segment": lead.params["worst"]["segment"]})
    return Action("mend", params)


def direction(criterion: str, measured: Measured) -> Direction:
    """Which way a two-sided criterion is to be moved: too much of it asks for less."""
    result = measured.criteria.get(criterion)
    if result is None or result.criterion.kind != "balance":
        return ""
    values = [value for one in result.by_auditor for value in one.values if isinstance(value, int)]
    total = sum(values)
    return "less" if total > 0 else "more" if total < 0 else ""


def _who(cause: RootCause, lead: Finding, action: Action) -> Craft:
    """Messages are mended by whoever writes them, the rest by the craft."""
    if action.key in ("rewrite_message", "one_wording"):
        return MESSAGES
    if action.key in ("calibrate", "look_closer"):
        return AUDITORS
    if action.key == "prepare_for":
        return PLANNED
    return CRAFTS.get(_craft_key(cause, lead.criterion or ""), ANYBODY)


def _craft_key(cause: RootCause, criterion: str) -> str:
    own = crafts_of(criterion)
    if cause.kind == "craft" and (not own or cause.anchor in own):
        return cause.anchor
    return own[0] if own else ""


def _each_matter_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Of several findings about one criterion the first."""
    told = set()
    for finding in findings:
        about = finding.criterion or finding.id
        if about not in told:
            told.add(about)
            yield finding


def _checks(telling: list[Finding], action: Action, measured: Measured) -> tuple[Check, ...]:
    """What shows the effect of the leading finding, and of the next one that is at least major.

    A contradiction always counts as such: whatever is mended, messages must say one thing.
    """
    lead, *others = telling
    found = list(_check(lead, action, measured))
    for finding in others:
        if len(found) == CHECKS:
            break
        if finding.gap == "PP" or finding.severity in ("major", "critical"):
            found += [check for check in _check(finding, action, measured) if check not in found]
    return tuple(found)


def _check(finding: Finding, action: Action, measured: Measured) -> Iterator[Check]:
    settings = measured.settings
    if action.key == "rewrite_message":
        yield Check("message_near_brief", {"message": action.params["message"], "below": settings.g1_from})
    elif finding.gap == "PP":
        yield Check("one_wording", {"contradiction": finding.params["contradiction"]})
    elif finding.gap == "G6":
        yield Check("segments_alike", {"criterion": finding.criterion, "below": settings.g6_from})
    elif finding.gap == "G7":
        yield Check("auditors_agree", {"criterion": finding.criterion, "below": settings.g7_from})
    elif finding.criterion is not None:
        yield criterion_check(measured.library.criteria[finding.criterion], measured)
    elif finding.gap == "G2":
        yield Check("promise_kept", {"promise": finding.params["promise"], "quote": finding.params["quote"]})
    elif finding.touchpoint in measured.touchpoints:
        yield Check("reading", {"touchpoint": finding.touchpoint, "below": settings.g3_from})


def criterion_check(criterion: Criterion, measured: Measured) -> Check:
    """The value a criterion must reach, by its kind."""
    params: dict[str, Any] = {"criterion": criterion.key}
    if criterion.kind == "measure":
        band = criterion.band_for(measured.facts.variants.get(criterion.key))
        return Check("band", params | {"lo": band.lo, "hi": band.hi, "unit": criterion.unit})
    if criterion.kind == "balance":
        return Check("balance", params | {"value": 0})
    if criterion.kind == "yesno":
        return Check("yes", params)
    if criterion.options is not None:
        good = [key for key, q in criterion.options.items() if q is not None and q >= GOOD_Q]
        return Check("option", params | {"options": good})
    return Check("fit", params | {"at_least": GOOD_FIT})
