"""The first page: what was promised, what was delivered, what to keep, what to fix."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eventaudit.consistency import Audit

from .rows import Rows
from .texts import mixture_name

AT_MOST = 3
GOOD = 75  # a touchpoint worth keeping, 0-100
STRONGEST = ("explicit", "implied", "mood")


def summary_part(audit: Audit, rows: Rows, findings: list[dict], touchpoints: list[dict]) -> dict:
    return {
        "promised": _promised(audit, rows),
        "delivered": _delivered(audit, rows),
        "keep": _keep(audit, rows, touchpoints)[:AT_MOST],
        "fix": _fix(findings)[:AT_MOST],
        "hard_fails": [
            {
                "wording": rows.glossary.criterion(key),
                "touchpoint": rows.glossary.touchpoint(rows.criteria[key].touchpoint.key),
                "verified": audit.criteria[key].failed,
                "notes": [answer.note for answer in rows.answers.get(key, []) if answer.note],
            }
            for key in audit.scores.low.hard_fails
            if audit.criteria[key].failed or _somebody_looked(audit)
        ],
    }


def _somebody_looked(audit: Audit) -> bool:
    return any(result.state == "answered" for result in audit.criteria.values())


def _promised(audit: Audit, rows: Rows) -> str:
    if not rows.messages:
        return _("No pre-event message was recorded, so nothing is known of what was promised.")
    messages = ngettext("%(count)s message", "%(count)s messages", len(rows.messages)) % {
        "count": len(rows.messages)
    }
    spoken = Counter(
        mixture_name(result.message.atmosphere, rows.glossary)
        for result in audit.messages.values()
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


def _delivered(audit: Audit, rows: Rows) -> str:
    if not _somebody_looked(audit):
        return _("No walkthrough has been answered yet, so nothing is known of what was delivered.")
    verdicts = Counter(result.verdict for result in audit.promises.values())
    themed = [result for result in audit.touchpoints.values() if result.likeness is not None]
    alike = sum(result.likeness >= 1 for result in themed)
    sentences = []
    if verdicts:
        sentences.append(
            _("%(kept)s of %(all)s promises were kept, %(partly)s partly, %(broken)s not.")
            % {
                "kept": verdicts["kept"],
                "all": len(audit.promises),
                "partly": verdicts["partly"],
                "broken": verdicts["broken"],
            }
        )
    if themed:
        sentences.append(
            _("%(alike)s of %(all)s touchpoints felt entirely as intended.")
            % {"alike": alike, "all": len(themed)}
        )
    return " ".join(sentences)


def _keep(audit: Audit, rows: Rows, touchpoints: list[dict]) -> list[dict]:
    """What exceeded expectation first, then the best touchpoints, each with the best thing noted there."""
    best = sorted(touchpoints, key=lambda part: -(part["quality"]["low"] or 0))
    exceeded = [part for part in best if any(_exceeds(answer, rows) for answer in part["answers"])]
    chosen = exceeded + [
        part for part in best if part not in exceeded and (part["quality"]["low"] or 0) >= GOOD
    ]
    return [
        {
            "touchpoint": part["name"],
            "exceeded": part in exceeded,
            "quality": part["quality"]["low"],
            "quotes": list(_praise(part, audit, rows))[:1],
        }
        for part in chosen
    ]


def _exceeds(answer: dict, rows: Rows) -> bool:
    return rows.criteria[answer["key"]].kind == "expectation" and any(
        given.value == "exceeded" for given in rows.answers.get(answer["key"], [])
    )


def _praise(part: dict, audit: Audit, rows: Rows) -> Iterator[dict]:
    """Notes on what went well there, then the promises that were kept."""
    for answer in part["answers"]:
        if (answer["quality"] or 0) >= GOOD:
            yield from ({"promise": False, "text": note["text"]} for note in answer["notes"])
    kept = [
        result
        for key, result in audit.promises.items()
        if result.verdict == "kept" and rows.promises[key].touchpoint == part["key"]
    ]
    for result in sorted(kept, key=lambda result: STRONGEST.index(result.promise.strength)):
        yield {"promise": True, "text": result.promise.quote}


def _fix(findings: list[dict]) -> list[dict]:
    """Hard-fails, then the worst; one for each touchpoint, so that three causes get a line and not one."""
    worst = sorted(findings, key=lambda finding: not finding["hard_fail"])
    seen: set[str] = set()
    chosen = []
    for finding in worst:
        if finding["touchpoint_key"] not in seen:
            seen.add(finding["touchpoint_key"])
            chosen.append({name: finding[name] for name in ("sentence", "severity", "touchpoint", "anchor")})
    return chosen
