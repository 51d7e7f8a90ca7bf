"""The rules that say which cause a finding belongs to, each for itself (docs/root-causes.md).

A rule looks at one finding, and at where the findings of earlier rules went, and answers with a Link or with
None. The first rule that answers decides. Findings never chain: each goes to one anchor, by itself or along
with one other finding that went there by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eventaudit.consistency.craft_words import craft_by_words
from eventaudit.consistency.crafts import ANYTHING_ANNOUNCED, CONTRADICTED_AT, CRAFTS_AT, crafts_of
from eventaudit.consistency.findings import Finding
from eventaudit.consistency.severity import below

from .case import Case
from .root_cause import Link, Rule

Placed = Mapping[str, Link]
PlacingRule = Callable[[Finding, Case, Placed], Link | None]

READ_GAPS = frozenset({"G3", "G4"})


def hard_fail(finding: Finding, case: Case, placed: Placed) -> Link | None:
    """A failed hard-fail criterion is a cause of its own, with all that the same criterion shows."""
    criterion = finding.criterion
    if criterion is None or criterion not in case.failed:
        return None
    rule: Rule = "hard_fail" if finding.hard_fail else "same_criterion"
    return Link(rule, finding.id, f"hard-fail:{criterion}", criterion, {"criterion": criterion})


def off_brief_message(finding: Finding, case: Case, placed: Placed) -> Link | None:
    """A message in another language than the brief's, and what it promises or contradicts."""
    message = None
    if finding.gap == "G1" or finding.off_brief:
        message = finding.params["message"]
    elif finding.gap == "PP":
        sides = {finding.params["message"], finding.params["other_message"]} & case.off_brief.keys()
        message = min(sides, key=lambda side: (-case.off_brief[side], side), default=None)
    if message is None:
        return None
    return Link("message", finding.id, f"message:{message}", message, {"message": message})


def worse_segment(finding: Finding, case: Case, placed: Placed) -> Link | None:
    """A difference between segments belongs to the one worse off; where all are badly off, to the criterion.

    What else the same criterion shows comes along where the difference is clear and it is good elsewhere.
    """
    criterion = finding.criterion
    apart = case.apart.get(criterion or "")
    if apart is None or criterion is None:
        return None
    segment = apart.params["worst"]["segment"]
    params = {"criterion": criterion, "segment": segment}
    good_elsewhere = not below(apart.params["best"]["q"], case.measured.settings.standard)
    if finding is apart:
        shown_too = any(one.gap in ("G2", "S") for one in case.by_criterion[criterion])
        if shown_too and not good_elsewhere:
            return None
        return Link("segment", finding.id, f"segment:{segment}", segment, params)
    if good_elsewhere and apart.message_key == "g6.clear":
        return Link("same_criterion", finding.id, f"segment:{segment}", criterion, params)
    return None


def announced(finding: Finding, case: Case, placed: Placed) -> Link | None:
    """A criterion that asks only whether what was announced came true: a promise about another touchpoint
    says whose work it was, and bridges the two.

    What else the criterion shows goes along, where all such promises are one craft's.
    """
    criterion = finding.criterion
    if criterion not in ANYTHING_ANNOUNCED or finding.gap in ("G6", "G7"):
        return None
    promised = {_promised_craft(one, case) for one in case.by_criterion[criterion] if one.gap == "G2"}
    craft = _promised_craft(finding, case) if finding.gap == "G2" else None
    if finding.gap != "G2" and len(promised) == 1:
        craft = promised.pop()
    if craft is None:
        return None
    rule: Rule = "announced" if finding.gap == "G2" else "same_criterion"
    params = {"criterion": criterion, "touchpoint": finding.touchpoint, "craft": craft}
    return Link(rule, finding.id, f"craft:{craft}", criterion, params)


def _promised_craft(finding: Finding, case: Case) -> str | None:
    """Whose work the promise is, where it is about another touchpoint than its criterion."""
    if finding.touchpoint == case.touchpoint_of(finding.criterion or ""):
        return None
    crafts = CRAFTS_AT.get(finding.touchpoint, ())
    return craft_by_words(crafts, case.promise(finding).quote) or next(iter(crafts), None)


def one_craft(finding: Finding, case: Case, placed: Placed) -> Link | None:
    """The criterion that decided it can be mended by one craft only."""
    if not finding.criterion or finding.gap == "G7":
        return None
    crafts = crafts_of(finding.criterion)
    if len(crafts) != 1:
        return None
    params = {"craft": crafts[0], "criterion": finding.criterion}
    return Link("craft", finding.id, f"craft:{crafts[0]}", crafts[0], params)


def promised_by_words(finding: Finding, case: Case, placed: Placed) -> Link | None:
    """A promise judged by hand: the craft its words speak of, else the main one of its touchpoint."""
    if finding.gap != "G2" or finding.criterion or finding.message_key == "g2.reading":
        return None
    return _by_words(finding, case.promise(finding).quote, CRAFTS_AT.get(finding.touchpoint, ()))


def same_quote(finding: Finding, case: Case, placed: Placed) -> Link | None:
    """Two messages contradict each other in words of a promise that was broken: one cause."""
    if finding.gap != "PP":
        return None
    for promise in case.overlapped(finding):
        if promise.id in placed:
            params = {"promise": promise.params["promise"], "quote": promise.params["quote"]}
            return Link("same_quote", finding.id, placed[promise.id].cause, promise.id, params)
    return None


def contradicted_by_words(finding: Finding, case: Case, placed: Placed) -> Link | None:
    """Two messages that contradict each other: the craft their words speak of, else the touchpoint's."""
    if finding.gap != "PP":
        return None
    crafts = CRAFTS_AT.get(finding.touchpoint, ())
    usual = CONTRADICTED_AT.get(finding.touchpoint)
    preferred = (usual, *(craft for craft in crafts if craft != usual)) if usual else crafts
    return _by_words(finding, f"{finding.params['quote']} {finding.params['other_quote']}", preferred)


def _by_words(finding: Finding, text: str, crafts: tuple[str, ...]) -> Link | None:
    if not crafts:
        return None
    craft = craft_by_words(crafts, text)
    rule: Rule = "words" if craft else "main_craft"
    craft = craft or crafts[0]
    params = {"craft": craft, "touchpoint": finding.touchpoint}
    return Link(rule, finding.id, f"craft:{craft}", craft, params)


def likeliest_craft(finding: Finding, case: Case, placed: Placed) -> Link | None:
    """Several crafts can mend it, or make the atmosphere: the one noted, else the one with most findings."""
    if finding.gap == "G7":
        return None
    read = finding.gap in READ_GAPS or finding.message_key == "g2.reading"
    criterion = f"{finding.touchpoint}_atmosphere_read" if read else finding.criterion or ""
    crafts = crafts_of(criterion)
    if not crafts:
        return None
    craft = None if read else craft_by_words(crafts, case.note(finding))
    craft = craft or _fullest(crafts, placed)
    rule: Rule = "reading" if read else "craft"
    params = {"craft": craft, "criterion": criterion, "touchpoint": finding.touchpoint}
    return Link(rule, finding.id, f"craft:{craft}", craft, params)


def _fullest(crafts: tuple[str, ...], placed: Placed) -> str:
    """The craft with most findings, the first of equals."""
    causes = [link.cause for link in placed.values()]
    return max(crafts, key=lambda craft: causes.count(f"craft:{craft}"))


def same_touchpoint(finding: Finding, case: Case, placed: Placed) -> Link | None:
    """No craft is known, as for an organisation's own criteria: what is met at the same time and place."""
    if finding.gap == "G7":
        return None
    phase = finding.phases[0] if finding.phases and finding.criterion else ""
    key = f"{finding.touchpoint}:{phase}" if phase else finding.touchpoint
    return Link(
        "touchpoint",
        finding.id,
        f"touchpoint:{key}",
        finding.touchpoint,
        {"touchpoint": finding.touchpoint, "phase": phase},
    )


def calibration(finding: Finding, case: Case, placed: Placed) -> Link | None:
    """Auditors and attendees differ: part of what the criterion shows, else a note for the auditors."""
    criterion = finding.criterion or ""
    params = {"criterion": criterion}
    for other in case.by_criterion[criterion]:
        if other.gap in ("G2", "S", "G5") and other.id in placed:
            return Link("same_criterion", finding.id, placed[other.id].cause, criterion, params)
    return Link("calibration", finding.id, f"calibration:{criterion}", criterion, params)


PASSES: tuple[tuple[PlacingRule, ...], ...] = (
    (hard_fail, off_brief_message, worse_segment, announced, one_craft, promised_by_words),
    (same_quote, contradicted_by_words),
    (likeliest_craft,),
    (same_touchpoint,),
    (calibration,),
)
"""The rules in order. A pass sees where those before it went: the order of the findings does not matter."""


def place(case: Case) -> dict[str, Link]:
    """Each finding's link."""
    placed: dict[str, Link] = {}
    left = list(case.findings.values())
    for rules in PASSES:
        found: dict[str, Link] = {}
        for finding in left:
            for rule in rules:
                link = rule(finding, case, placed)
                if link is not None:
                    found[finding.id] = link
                    break
        placed |= found
        left = [finding for finding in left if finding.id not in found]
    return placed
