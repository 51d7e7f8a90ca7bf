"""What one finding rests on: who answered what and when, the words that were promised, photos, and how sure
it is (analysis 3.6, 3.8). A fixed number of queries, whatever there is.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eventaudit.consistency import Finding, Uncertainty, uncertainty
from eventaudit.consistency.evidence import CHECKED_KINDS
from eventaudit.consistency.scales import scorer
from eventaudit.messaging.models import Promise
from eventaudit.photos.models import Photo
from eventaudit.walkthroughs.models import Answer
from eventaudit.walkthroughs.queries import in_own_version, shown_photos

from .audited import AuditedEvent
from .facts import at_its_touchpoints, promise_ids, to_mixture
from .mending import shown_by
from .wording import Glossary, confidence_percent, hundred

CONTEXT = 160  # letters shown on either side of a quote


@dataclass(frozen=True, slots=True)
class Observation:
    """One answer of one auditor. where: round and zone. quality: 0-100, '' where none is given."""

    auditor: str
    where: str
    at: datetime.datetime | None
    words: str
    quality: str
    note: str
    walkthrough: object
    criterion: str


@dataclass(frozen=True, slots=True)
class QuoteInContext:
    """message: its row's number. promise: the promise's, None where the quote is none."""

    name: str
    message: int
    language: str
    before: str
    quote: str
    after: str
    promise: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    observations: list[Observation]
    quotes: list[QuoteInContext]
    photos: list[Photo]
    sureness: str
    grade_reason: str


def evidence_of(finding: Finding, found: AuditedEvent) -> Evidence:
    promises = _promise_rows(found) if finding.gap == "G2" else {}
    photos = _photos(finding, found, promises.get(finding.params.get("promise", "")))
    return Evidence(
        observations=_observations(finding, found),
        quotes=_quotes(finding, found, promises),
        photos=photos,
        sureness=sureness_of(finding, found),
        grade_reason=grade_reason(finding, found, photos),
    )


# Answers


def _observations(finding: Finding, found: AuditedEvent) -> list[Observation]:
    key = shown_by(finding, found.library)
    rows = in_own_version(Answer.objects.filter(walkthrough__event=found.event, criterion__key=key)).exclude(
        state=Answer.State.UNANSWERED
    )
    ordered = rows.select_related("walkthrough__round", "walkthrough__zone").order_by(
        F("walkthrough__round__order").asc(nulls_last=True), "answered_at", "walkthrough__auditor_name"
    )
    return [_observation(row, key, found) for row in ordered]


def _observation(row: Answer, key: str, found: AuditedEvent) -> Observation:
    walkthrough = row.walkthrough
    where = [str(part) for part in (walkthrough.round, walkthrough.zone) if part]
    answered = row.state == Answer.State.ANSWERED
    words = _answer_words(row, key, found.glossary) if answered else str(row.get_state_display())
    return Observation(
        auditor=walkthrough.auditor_name,
        where=", ".join(where),
        at=row.answered_at,
        words=words,
        quality=_quality(row, key, found) if answered else "",
        note="\n".join(text for text in (row.reason, row.note) if text),
        walkthrough=walkthrough.pk,
        criterion=key,
    )


def _answer_words(row: Answer, key: str, glossary: Glossary) -> str:
    criterion = glossary.criteria.get(key)
    if criterion is not None and criterion.reads_atmosphere:
        return glossary.atmosphere(row.value)
    return glossary.value(key, row.value)


def _quality(row: Answer, key: str, found: AuditedEvent) -> str:
    criterion = found.library.criteria[key]
    if not criterion.reads_atmosphere:
        return hundred(scorer(criterion, found.facts.variants.get(key))(row.value))
    intended, read = found.audit.touchpoints[criterion.touchpoint].intended, to_mixture(row.value)
    if intended is None or read is None:
        return ""
    return hundred(found.likeness.between(intended, read))


# Messages and photos


def _promise_rows(found: AuditedEvent) -> dict[str, Promise]:
    """Id in findings to row."""
    promises = at_its_touchpoints(Promise.objects.filter(message__event=found.event), found.event)
    rows = list(promises.select_related("message"))
    ids = promise_ids(rows, {row.message_id: row.message.key for row in rows})
    return {ids[row.pk]: row for row in rows}


def _quotes(finding: Finding, found: AuditedEvent, promises: dict[str, Promise]) -> list[QuoteInContext]:
    params = finding.params
    asked: list[tuple[str, str]] = []
    if "message" in params:
        asked.append((params["message"], params.get("quote", "")))
    if "other_message" in params:
        asked.append((params["other_message"], params["other_quote"]))
    if not asked:
        return []
    numbers = dict(found.event.messages.values_list("key", "pk"))
    texts = {message.id: message for message in found.facts.messages}
    row = promises.get(params.get("promise", ""))
    quotes = []
    for key, quote in asked:
        start = row.start if row else max(texts[key].text.find(quote), 0)
        width = CONTEXT if quote else 3 * CONTEXT
        before, after = context_of(texts[key].text, start, start + len(quote), width)
        quotes.append(
            QuoteInContext(
                name=found.glossary.message(key),
                message=numbers[key],
                language=texts[key].lang,
                before=before,
                quote=quote,
                after=after,
                promise=row.pk if row else None,
            )
        )
    return quotes


def context_of(text: str, start: int, end: int, width: int = CONTEXT) -> tuple[str, str]:
    """What stands before and after text[start:end], cut at words, with dots where it goes on."""
    before, after = text[max(0, start - width) : start], text[end : end + width]
    if start > width:
        before = "… " + before.partition(" ")[2]
    if len(text) > end + width:
        after = after.rpartition(" ")[0] + " …"
    return before.lstrip(), after.rstrip()


def _photos(finding: Finding, found: AuditedEvent, promise: Promise | None) -> list[Photo]:
    """Those of what was answered and of the promise, in one query."""
    key = shown_by(finding, found.library)
    answered = Q(answer_photo__in=shown_photos().filter(walkthrough__event=found.event, criterion__key=key))
    proof = Q(promise_photo__promise=promise) if promise else Q(pk__in=[])
    shown = Photo.objects.filter(answered | proof, event=found.event)
    return list(shown.order_by("created_at", "pk").distinct())


# How sure


def sureness_of(finding: Finding, found: AuditedEvent) -> str:
    """What the number of observers allows to say; '' where nobody's observation decides."""
    if finding.gap in ("G1", "PP", "G6"):
        return ""  # documents; the segments carry their own intervals
    if finding.gap == "G7":
        people = finding.params["n"]
        return ngettext("%d attendee answered.", "%d attendees answered.", people) % people
    if finding.message_key == "g2.manual":
        return _("One person's verdict: no range can be given.")
    z = found.audit.settings.confidence_z
    return uncertainty_words(uncertainty(_observer_means(finding, found), z), z)


def _observer_means(finding: Finding, found: AuditedEvent) -> list[float]:
    """Each observer's own mean in [0, 1]."""
    if finding.criterion:
        return [auditor.q for auditor in found.audit.criteria[finding.criterion].by_auditor]
    result = found.audit.touchpoints[finding.touchpoint]
    target = result.intended
    if finding.message_key == "g2.reading":
        target = to_mixture(finding.params["promised"])
    if target is None:
        return []
    likeness = found.likeness
    return [
        sum(likeness.between(target, mixture) for mixture in seen.atmospheres) / len(seen.atmospheres)
        for seen in result.reading.by_auditor
    ]


def uncertainty_words(known: Uncertainty, z: float) -> str:
    if known.basis == "nobody":
        return ""
    if known.basis == "one_observer":
        return _("One observer: no range can be given.")
    words = {
        "n": known.n,
        "mean": hundred(known.mean),
        "low": hundred(known.low),
        "high": hundred(known.high),
    }
    if known.basis == "range":
        if known.low == known.high:
            return _("%(n)d observers, all at %(mean)s of 100.") % words
        return _("%(n)d observers, from %(low)s to %(high)s of 100.") % words
    said = _(
        "%(n)d observers, %(mean)s of 100 on average; "
        "between %(low)s and %(high)s with %(sure)s %% confidence."
    )
    return said % (words | {"sure": confidence_percent(z)})


def grade_reason(finding: Finding, found: AuditedEvent, photos: Iterable[Photo]) -> str:
    """Why the evidence has its grade (docs/findings.md, evidence grade)."""
    if finding.gap in ("G1", "PP"):
        return _("The messages themselves are the documents.")
    if finding.gap in ("G6", "G7"):
        settings = found.audit.settings
        enough = settings.g6_attendees if finding.gap == "G6" else settings.g7_attendees
        return _("%d attendees are observers enough.") % enough
    if finding.evidence_grade == "B":
        return _("One observer's judgement, without a photo or a second observer.")
    observers = _observers(finding, found)
    if len(observers) > 1:
        return _("Several observers: %s.") % ", ".join(observers)
    if finding.criterion and found.audit.criteria[finding.criterion].criterion.kind in CHECKED_KINDS:
        return _("A measurement or a check: whoever looks finds the same.")
    return _("A photo shows it.") if photos else _("A document shows it.")


def _observers(finding: Finding, found: AuditedEvent) -> list[str]:
    if finding.message_key == "g2.manual":
        return []
    if finding.criterion:
        return [auditor.auditor for auditor in found.audit.criteria[finding.criterion].by_auditor]
    return [seen.auditor for seen in found.audit.touchpoints[finding.touchpoint].reading.by_auditor]
