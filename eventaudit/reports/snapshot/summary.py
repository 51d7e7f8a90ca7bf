"""The first page: what was promised, what was delivered, what to keep, what to fix."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .ledger import kept_in_words
from .rows import Rows
from .texts import mixture_name
from .touchpoints import who

AT_MOST = 3
GOOD = 75  # a touchpoint worth keeping, 0-100
STRONGEST = ("explicit", "implied", "mood")


def summary_part(rows: Rows, causes: list[dict], touchpoints: list[dict]) -> dict:
    verdicts = Counter(result.verdict for result in rows.audit.promises.values())
    return {
        "promised": _promised(rows),
        "delivered": _delivered(rows, verdicts),
        "keep": _keep(rows, touchpoints)[:AT_MOST],
        "fix": [_to_fix(cause) for cause in causes[:AT_MOST]],
        "hard_fails": [
            {
                "key": key,
                "wording": rows.glossary.criterion(key),
                "touchpoint": rows.glossary.touchpoint(rows.criteria[key].touchpoint.key),
                "touchpoint_key": rows.criteria[key].touchpoint.key,
                "verified": rows.audit.criteria[key].failed,
                "notes": [
                    {"text": answer.note, "who": who(answer.walkthrough)}
                    for answer in rows.answers.get(key, [])
                    if answer.note
                ],
            }
            for key in rows.audit.scores.low.hard_fails
            if rows.audit.criteria[key].failed or _somebody_looked(rows)
        ],
    }


def _somebody_looked(rows: Rows) -> bool:
    return any(result.state == "answered" for result in rows.audit.criteria.values())


def _promised(rows: Rows) -> str:
    if not rows.messages:
        return _("No pre-event message was recorded, so nothing is known of what was promised.")
    messages = ngettext("%(count)s message", "%(count)s messages", len(rows.messages)) % {
        "count": len(rows.messages)
    }
    spoken = Counter(
        mixture_name(result.message.atmosphere, rows.glossary)
        for result in rows.audit.messages.values()
        if result.state == "read"
    )
    if not spoken:
        return _("%(messages)s with %(promises)s, and no clear atmosphere.") % {
            "messages": messages,
            "promises": _promises(len(rows.promises)),
        }
    atmosphere, times = spoken.most_common(1)[0]
    return _("%(times)s of %(messages)s spoke of “%(atmosphere)s”; together they made %(promises)s.") % {
        "messages": messages,
        "promises": _promises(len(rows.promises)),
        "times": times,
        "atmosphere": atmosphere,
    }


def _promises(count: int) -> str:
    return ngettext("%(count)s promise", "%(count)s promises", count) % {"count": count}


def _delivered(rows: Rows, verdicts: Counter) -> str:
    """One sentence."""
    if not _somebody_looked(rows):
        return _("No walkthrough has been answered yet, so nothing is known of what was delivered.")
    themed = [result for result in rows.audit.touchpoints.values() if result.likeness is not None]
    said = [kept_in_words(verdicts)] if verdicts else []
    if themed:
        said.append(_alike(sum(result.likeness >= 1 for result in themed), len(themed)))
    if not said:
        return _("No promise and no atmosphere could be held against what was delivered.")
    return "; ".join(said) + "."


def _alike(alike: int, themed: int) -> str:
    return ngettext(
        "%(alike)s of %(themed)s touchpoint felt entirely as intended",
        "%(alike)s of %(themed)s touchpoints felt entirely as intended",
        themed,
    ) % {"alike": alike, "themed": themed}


def _keep(rows: Rows, touchpoints: list[dict]) -> list[dict]:
    """Delights first, then the best touchpoints, each with the best thing noted there.

    Nothing where something critical was found, and no words that a finding contradicts.
    """
    critical = {one.touchpoint for one in rows.audit.findings if one.severity == "critical"}
    best = sorted(touchpoints, key=lambda part: -(part["quality"]["low"] or 0))
    exceeded = [part for part in best if any(_exceeds(answer, rows) for answer in part["answers"])]
    delighted = exceeded + [part for part in best if part["delights"] and part not in exceeded]
    chosen = delighted + [
        part for part in best if part not in delighted and (part["quality"]["low"] or 0) >= GOOD
    ]
    return [
        {
            "touchpoint": part["name"],
            "touchpoint_key": part["key"],
            "anchor": f"touchpoint-{part['key']}",
            "exceeded": part in exceeded,
            "quality": part["quality"]["low"],
            "quotes": list(_praise(part, rows))[:1],
            "delight": next((one["text"] for one in part["delights"]), ""),
        }
        for part in chosen
        if part["key"] not in critical
    ]


def _exceeds(answer: dict, rows: Rows) -> bool:
    return rows.criteria[answer["key"]].kind == "expectation" and any(
        given.value == "exceeded" for given in rows.answers.get(answer["key"], [])
    )


def _praise(part: dict, rows: Rows) -> Iterator[dict]:
    """Notes on what went well there, then the promises that were kept."""
    doubted = {ref for finding in rows.audit.findings for ref in finding.refs}
    for answer in part["answers"]:
        if (answer["quality"] or 0) >= GOOD and answer["key"] not in doubted:
            yield from ({"promise": False, "text": note["text"]} for note in answer["notes"])
    kept = [
        result
        for key, result in rows.audit.promises.items()
        if result.verdict == "kept" and rows.promises[key].touchpoint == part["key"]
    ]
    for result in sorted(kept, key=lambda result: STRONGEST.index(result.promise.strength)):
        if result.promise.criterion not in doubted:
            yield {"promise": True, "text": result.promise.quote}


def _to_fix(cause: Mapping) -> dict:
    """A root cause with what to do about it."""
    recommendation = cause["recommendation"] or {}
    places: Iterable[str] = cause["touchpoints"]
    return {
        "sentence": cause["title"],
        "severity": cause["severity"],
        "touchpoint": ", ".join(places),
        "touchpoint_keys": cause["touchpoint_keys"],
        "anchor": cause["anchor"],
        "number": cause["number"],
        "action": recommendation.get("action", ""),
        "owner": recommendation.get("owner", ""),
    }
