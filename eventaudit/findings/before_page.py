"""Before it goes out: what to mend in the messages, the day they are loaded. Plain values, no queries."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from eventaudit.consistency import Finding, MessageResult
from eventaudit.messaging.models import Contradiction, Message
from eventaudit.messaging.places import Span, find_words, marked, words_of
from eventaudit.messaging.quotes import find_quote

from .audited import AuditedEvent
from .charts import range_bar
from .wording import SEVERITIES, finding_sentence, number

NEARER_BY = 0.1  # of 1; less is no reason to let one message yield to the other


@dataclass(frozen=True, slots=True)
class Side:
    """One message of a finding with the place in its text.

    somewhere: no words stand out, so the whole text is shown. went_out: today or before.
    """

    row: Message
    place: SafeString
    somewhere: bool
    went_out: bool


@dataclass(frozen=True, slots=True)
class Mend:
    """One thing to mend. change: the side that the proposal is about, None where a person must decide."""

    finding: Finding
    severity: str
    kind: str
    sentence: str
    proposal: str
    sides: list[Side]
    change: Side | None

    @property
    def editable(self) -> list[Message]:
        sides = [self.change] if self.change else self.sides
        return list(dict.fromkeys(side.row for side in sides))


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near one message is to the brief, 0-100; None where it is unread, neutral, or has no brief."""

    row: Message
    state: str
    percent: int | None
    bar: SafeString
    mends: int


@dataclass(frozen=True, slots=True)
class BeforePage:
    mends: list[Mend]
    unread: list[Message]
    messages: list[Nearness]
    index: str
    index_bar: SafeString | None
    has_brief: bool


def build_before_page(
    found: AuditedEvent, rows: Mapping[str, Message], *, today: datetime.date
) -> BeforePage:
    """rows: the event's messages by key, in the order in which they go out."""
    findings = [finding for finding in found.audit.findings if finding.gap in ("G1", "PP")]
    mends = [_mend(finding, found, rows, today) for finding in findings]
    results = found.audit.messages
    return BeforePage(
        mends=mends,
        unread=[row for key, row in rows.items() if results[key].state == "unread"],
        messages=[_nearness(row, results[key], mends) for key, row in rows.items()],
        index=number(found.audit.M, 0),
        index_bar=_bar(found.audit.M, _("All messages together")) if found.audit.M is not None else None,
        has_brief=any(result.themed for result in found.audit.touchpoints.values()),
    )


def _mend(finding: Finding, found: AuditedEvent, rows: Mapping[str, Message], today: datetime.date) -> Mend:
    if finding.gap == "G1":
        row = rows[finding.params["message"]]
        words = _off_brief_words(row, finding, found)
        side = _side(row, marked(row.text, words), today, somewhere=not words)
        return _mend_with(finding, found, [side], side, _off_brief_proposal(finding, found))
    params = finding.params
    quotes = [(params["message"], params["quote"]), (params["other_message"], params["other_quote"])]
    sides = [_side(rows[key], _quote_place(rows[key], quote), today) for key, quote in quotes]
    changing, reason = _yielding(*(found.audit.messages[key] for key, _quote in quotes), found)
    return _mend_with(finding, found, sides, None if changing is None else sides[changing], reason)


def _mend_with(
    finding: Finding, found: AuditedEvent, sides: list[Side], change: Side | None, proposal: str
) -> Mend:
    return Mend(
        finding=finding,
        severity=str(SEVERITIES[finding.severity]),
        kind=_kind(finding),
        sentence=_sentence(finding, found),
        proposal=proposal,
        sides=sides,
        change=change,
    )


def _kind(finding: Finding) -> str:
    if finding.gap == "G1":
        return _("leaves the brief")
    label = Contradiction.Kind(finding.message_key.partition(".")[2]).label
    return _("contradiction, %s") % str(label).lower()


def _sentence(finding: Finding, found: AuditedEvent) -> str:
    """Of a contradiction without the quotes, which stand below it side by side."""
    if finding.gap == "G1":
        return finding_sentence(finding, found.glossary)
    words = {
        "touchpoint": found.glossary.touchpoint(finding.touchpoint),
        "one": found.glossary.message(finding.params["message"]),
        "other": found.glossary.message(finding.params["other_message"]),
    }
    if finding.params["message"] == finding.params["other_message"]:
        return _("%(touchpoint)s: %(one)s contradicts itself.") % words
    return _("%(touchpoint)s: %(one)s and %(other)s contradict each other.") % words


def _side(row: Message, place: SafeString, today: datetime.date, *, somewhere: bool = False) -> Side:
    return Side(row, place, somewhere, went_out=bool(row.sent_on and row.sent_on <= today))


# Places


def _off_brief_words(row: Message, finding: Finding, found: AuditedEvent) -> list[Span]:
    """The promises that speak the other atmosphere, else its words; nothing where no words stand out."""
    promised = [
        (result.promise.start, result.promise.start + len(result.promise.quote))
        for result in found.audit.promises.values()
        if result.off_brief and result.promise.message == row.key and result.promise.start is not None
    ]
    return promised or find_words(row.text, _foreign_words(row, finding, found))


def _foreign_words(row: Message, finding: Finding, found: AuditedEvent) -> list[str]:
    spoken, intended = _shares(finding.params["spoken"]), _shares(finding.params["intended"])
    foreign = [key for key, share in spoken.items() if share > intended.get(key, 0)]
    return words_of(found.glossary.atmospheres, foreign, language=row.language, but_of=intended)


def _shares(mixture: Mapping[str, float] | str) -> Mapping[str, float]:
    return mixture if isinstance(mixture, Mapping) else {}


def _quote_place(row: Message, quote: str) -> SafeString:
    """The sentence with the quote; the text may have changed since it was recorded."""
    places = find_quote(row.text, quote)
    return (
        marked(row.text, places[:1], whole=False) if places else marked(quote, [(0, len(quote))], whole=False)
    )


# Proposals


def _off_brief_proposal(finding: Finding, found: AuditedEvent) -> str:
    return _("Say it in the language of “%(intended)s”, or leave it out.") % {
        "intended": found.glossary.atmosphere(finding.params["intended"])
    }


def _yielding(one: MessageResult, other: MessageResult, found: AuditedEvent) -> tuple[int | None, str]:
    """Which of the two changes (0 or 1), and why: the one further from the brief, later, or less read."""
    sides = [one.message.id, other.message.id]
    if one.message.id == other.message.id:
        return None, _("Both stand in one message. Keep the one that is true.")
    further = _further(one, other)
    if further is not None:
        return further, _("Change %s: it is further from the brief.") % sides[further]
    if one.message.date and other.message.date and one.message.date != other.message.date:
        later = int(one.message.date < other.message.date)
        return later, _("Change %s: it goes out later.") % sides[later]
    reach = [_reach(result, found) for result in (one, other)]
    if reach[0] != reach[1]:
        lesser = int(reach[1] < reach[0])
        return lesser, _("Change %s: it reaches fewer people.") % sides[lesser]
    return None, _("Nothing tells which should yield. Keep the one that is true.")


def _further(one: MessageResult, other: MessageResult) -> int | None:
    if one.likeness is None or other.likeness is None or abs(one.likeness - other.likeness) < NEARER_BY:
        return None
    return int(other.likeness < one.likeness)


def _reach(result: MessageResult, found: AuditedEvent) -> float:
    settings = found.audit.settings
    return settings.channel_reach.get(result.message.channel, settings.other_channel_reach)


# Nearness


def _nearness(row: Message, result: MessageResult, mends: list[Mend]) -> Nearness:
    percent = None if result.likeness is None else round(100 * result.likeness)
    return Nearness(
        row=row,
        state=result.state,
        percent=percent,
        bar=_bar(percent, f"{row.key} {row.heading}"),
        mends=sum(any(side.row == row for side in mend.sides) for mend in mends),
    )


def _bar(percent: float | None, name: str) -> SafeString:
    words = (
        _("nothing to compare")
        if percent is None
        else _("%(percent)s of 100 near to the brief") % {"percent": number(percent, 0)}
    )
    return range_bar(percent, None, percent, title=f"{name}: {words}", height=8)
