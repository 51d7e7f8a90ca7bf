"""A snapshot cut to what one supplier answers for: some touchpoints, and nothing of the others'."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .snapshot.ledger import VERDICTS, kept_in_words

CHAPTERS = ("ledger", "causes", "touchpoints", "plan", "method")
UNKNOWN_SCORE = dict.fromkeys(("D", "F", "I", "C", "E", "E_uncapped"))


class UnknownTouchpoint(Exception):
    """The event has no such touchpoint; the message says which there are."""


def for_supplier(shown: dict, touchpoints: Collection[str]) -> dict:
    """Their touchpoints, promises, causes, actions and photos. The event's index and the chapters that speak
    of all touchpoints are left out. Raises UnknownTouchpoint."""
    own = _known(shown, touchpoints)
    parts = [part for part in shown["touchpoints"] if part["key"] in own]
    ledger = _ledger(shown["ledger"], parts, own)
    causes = _causes(shown, parts, own)
    numbers = {cause["anchor"]: cause["number"] for cause in causes}
    for part in parts:
        part["causes"] = [
            one | {"number": numbers[one["anchor"]]} for one in part["causes"] if one["anchor"] in numbers
        ]
    photos = _photos(parts) | {one for promise in _promises(ledger) for one in promise["photos"]}
    findings = [
        one | {"photos": [photo for photo in one["photos"] if photo in photos]}
        for one in shown["findings"]
        if one["touchpoint_key"] in own
    ]
    return shown | {
        "touchpoints": parts,
        "ledger": ledger,
        "causes": causes,
        "findings": findings,
        "plan": [_row(row, numbers, own) for row in shown["plan"] if own & set(row["touchpoint_keys"])],
        "scores": shown["scores"] | _no_scores(shown["scores"]),
        "summary": _summary(shown["summary"], ledger, parts, causes, own),
        "wheel": {
            **shown["wheel"],
            "touchpoints": [one for one in shown["wheel"]["touchpoints"] if one["key"] in own],
        },
        "palette": {"brief": [], "photos": 0, "measured": []},
        "messages": {**shown["messages"], "messages": [], "contradictions": [], "index": None},
        "segments": _no_segments(shown["segments"]),
        "change": {
            "since": None,
            "rounds": {"planned": 0, "walked": [], "unwalked": [], "outside": 0},
            "heat": None,
            "drifts": [],
        },
        "method": _method(shown["method"], parts, own),
        "event": shown["event"] | {"brief": ""},
        "intended": shown["intended"]
        | {"exceptions": [one for one in shown["intended"]["exceptions"] if one["key"] in own]},
    }


def _known(shown: Mapping, touchpoints: Collection[str]) -> set[str]:
    there = {part["key"] for part in shown["touchpoints"]}
    strange = sorted(set(touchpoints) - there)
    if strange or not touchpoints:
        raise UnknownTouchpoint(
            _("Choose at least one of these touchpoints: %(keys)s.") % {"keys": ", ".join(sorted(there))}
        )
    return set(touchpoints)


def _ledger(ledger: Mapping, parts: Collection[Mapping], own: set[str]) -> dict:
    criteria = {answer["key"] for part in parts for answer in part["answers"]}
    photos = _photos(parts)
    messages = [
        message
        | {
            "promises": [
                _promise(one, criteria, photos) for one in message["promises"] if one["touchpoint_key"] in own
            ]
        }
        for message in ledger["messages"]
    ]
    messages = [message for message in messages if message["promises"]]
    counts = Counter(promise["verdict"] for message in messages for promise in message["promises"])
    return {
        "counts": {verdict: counts[verdict] for verdict in VERDICTS},
        "total": counts.total(),
        "messages": messages,
    }


def _promise(promise: Mapping, criteria: set[str], photos: set[str]) -> dict:
    """A question of another touchpoint may decide it: what was noted and photographed there is the others'.

    Older snapshots do not say which question it was, nor which photos are the promise's own.
    """
    proofs = promise.get("proofs", [])
    kept = promise | {"photos": [one for one in promise["photos"] if one in photos or one in proofs]}
    if promise.get("criterion") not in criteria:
        kept["delivered"] = promise["delivered"] | {"notes": []}
    return kept


def _promises(ledger: Mapping) -> list[Mapping]:
    return [promise for message in ledger["messages"] for promise in message["promises"]]


def _photos(parts: Iterable[Mapping]) -> set[str]:
    return {photo for part in parts for photo in part["photos"]}


def _causes(shown: Mapping, parts: Iterable[Mapping], own: set[str]) -> list[dict]:
    """Numbered anew. Of a cause that spans others' touchpoints only what was met at their own is told."""
    findings = {one["id"]: one for one in shown["findings"] if one["touchpoint_key"] in own}
    criteria = {answer["key"] for part in parts for answer in part["answers"]}
    photos = _photos(parts)
    found = []
    for cause in shown["causes"]:
        if not own & set(cause["touchpoint_keys"]):
            continue
        places = list(zip(cause["touchpoints"], cause["touchpoint_keys"], strict=True))
        narrowed = cause | {
            "number": len(found) + 1,
            "touchpoints": [name for name, key in places if key in own],
            "touchpoint_keys": [key for _name, key in places if key in own],
            "findings": [one for one in cause["findings"] if one in findings],
            "notes": [note for note in cause["notes"] if note["criterion"] in criteria],
            "photos": [photo for photo in cause["photos"] if photo in photos],
        }
        if set(cause["touchpoint_keys"]) - own:
            narrowed |= {"consequences": []}
            if cause["recommendation"]:
                narrowed["recommendation"] = cause["recommendation"] | {"because": "", "where": ""}
        found.append(narrowed)
    return found


def _row(row: Mapping, numbers: Mapping[str, int], own: set[str]) -> dict:
    narrowed = row | {
        "number": numbers.get(row["anchor"]),
        "touchpoint_keys": [key for key in row["touchpoint_keys"] if key in own],
    }
    if set(row["touchpoint_keys"]) - own:
        steps = [step for step in row["steps"] if step.get("touchpoint_key") in own]
        narrowed |= {"because": "", "where": "", "steps": steps}
    return narrowed


def _no_scores(scores: Mapping) -> dict:
    return {column: dict(UNKNOWN_SCORE) for column in ("low", "obs", "high")} | {
        "letter": "",
        "capped": False,
        "coverage": None,
    }


def _summary(summary: Mapping, ledger: Mapping, parts, causes: list[dict], own: set[str]) -> dict:
    fails = [fail for fail in summary["hard_fails"] if fail["touchpoint_key"] in own]
    return {
        "promised": _promised(ledger),
        "delivered": _delivered(ledger, parts),
        "keep": [item for item in summary["keep"] if item["touchpoint_key"] in own],
        "fix": [_to_fix(cause) for cause in causes[:3]],
        "hard_fails": fails,
    }


def _promised(ledger: Mapping) -> str:
    if not ledger["total"]:
        return _("No promise was made about these touchpoints.")
    promises = ngettext("%(count)s promise", "%(count)s promises", ledger["total"]) % {
        "count": ledger["total"]
    }
    return _("The messages made %(promises)s about these touchpoints.") % {"promises": promises}


def _delivered(ledger: Mapping, parts) -> str:
    counts = ledger["counts"]
    if not ledger["total"]:
        return _("%(answered)s of %(asked)s questions about them were answered.") % {
            "answered": sum(part["answered"] for part in parts),
            "asked": sum(part["asked"] for part in parts),
        }
    return kept_in_words(counts) + "."


def _to_fix(cause: Mapping) -> dict:
    advice = cause["recommendation"] or {}
    return {
        "sentence": cause["title"],
        "severity": cause["severity"],
        "touchpoint": ", ".join(cause["touchpoints"]),
        "touchpoint_keys": cause["touchpoint_keys"],
        "anchor": cause["anchor"],
        "number": cause["number"],
        "action": advice.get("action", ""),
        "owner": advice.get("owner", ""),
    }


def _no_segments(segments: Mapping) -> dict:
    feedback = segments["feedback"] | {"questions": [], "given": 0, "withheld": 0, "cases": None}
    empty = {
        "segments": [],
        "differences": [],
        "spreads": [],
        "spread_total": 0,
        "below_standard": "",
        "caution": "",
    }
    return segments | empty | {"feedback": feedback}


def _method(method: Mapping, parts, own: set[str]) -> dict:
    """Of their own touchpoints; the sums of the event's index are another edition's."""
    listed = {
        name: [row for row in method[name] if row["touchpoint_key"] in own]
        for name in ("not_applicable", "unobserved", "unanswered", "house_targets")
    }
    formulas = method["formulas"]
    terms = [row for row in formulas["touchpoints"] if row["key"] in own]
    return (
        method
        | listed
        | {
            "answered": sum(part["answered"] for part in parts),
            "applicable": sum(part["asked"] for part in parts),
            "index": {
                "parts": [],
                "dropped": [],
                "total_weight": "",
                "complete": True,
                "uncapped": None,
                "capped": None,
            },
            "formulas": formulas | {"touchpoints": terms, "promises": [], "sums": dict.fromkeys("DFIC", "")},
            "own_values": [],
            "notes": [],
            "hard_fails": [
                answer["wording"] for part in parts for answer in part["answers"] if answer["hard_fail"]
            ],
        }
    )
