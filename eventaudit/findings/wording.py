"""Findings, notes and results put into words, in the language that is active.

The analysis gives keys, ids and numbers; `Glossary` knows what they are called, the functions below make the
sentences. Quotes and notes of people stay in the language they were written in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from eventaudit.accounts.models import Organisation
from eventaudit.consistency import Finding, Note, Settings
from eventaudit.consistency.severity import SEVERITIES as SEVERITIES_UP
from eventaudit.consistency.severity import severity_of
from eventaudit.library.mixtures import mixture_words
from eventaudit.library.models import Atmosphere, Criterion, TemplateVersion, Touchpoint
from eventaudit.library.queries import atmospheres_of, criteria_by_key
from eventaudit.library.text import localised
from eventaudit.library.units import unit_name
from eventaudit.messaging.models import Channel

SEVERITIES = {
    "critical": gettext_lazy("Critical"),
    "major": gettext_lazy("Major"),
    "minor": gettext_lazy("Minor"),
    "note": gettext_lazy("Note"),
}
GAPS = {
    "G1": gettext_lazy("Intended – promised"),
    "G2": gettext_lazy("Promised – delivered"),
    "G3": gettext_lazy("Intended – delivered"),
    "S": gettext_lazy("Below standard"),
}
VERDICTS = {
    "kept": gettext_lazy("Kept"),
    "partly": gettext_lazy("Partly kept"),
    "broken": gettext_lazy("Broken"),
    "unchecked": gettext_lazy("Not checked"),
}
BASES = {
    "criterion": gettext_lazy("decided by a criterion"),
    "reading": gettext_lazy("decided by the atmosphere read on site"),
    "manual": gettext_lazy("judged by a person"),
}
INDICES = {
    "D": (gettext_lazy("Delivery"), gettext_lazy("How good the touchpoints were, weighted by importance.")),
    "F": (gettext_lazy("Fidelity"), gettext_lazy("How far the promises of the messages were kept.")),
    "I": (gettext_lazy("Intent"), gettext_lazy("How near the atmosphere on site came to the intended one.")),
    "C": (gettext_lazy("Coherence"), gettext_lazy("How well the touchpoints belonged together.")),
}
BALANCE = {
    -2: gettext_lazy("far too little"),
    -1: gettext_lazy("a little too little"),
    0: gettext_lazy("just right"),
    1: gettext_lazy("a little too much"),
    2: gettext_lazy("far too much"),
}
GRADES = {
    "A": gettext_lazy("A: two observers, a measurement or a photo"),
    "B": gettext_lazy("B: one observer"),
}


@dataclass(frozen=True, slots=True)
class Glossary:
    """What the keys of one event are called. messages: id to the channel's key."""

    touchpoints: Mapping[str, Touchpoint]
    criteria: Mapping[str, Criterion]
    atmospheres: Mapping[str, Atmosphere]
    messages: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(
        cls, version: TemplateVersion, organisation: Organisation, messages: Mapping[str, str]
    ) -> "Glossary":
        """In one query where the published version is known to this process, in two where not."""
        criteria = criteria_by_key(version)
        touchpoints = {criterion.touchpoint.key: criterion.touchpoint for criterion in criteria.values()}
        return cls(touchpoints, criteria, atmospheres_of(organisation), messages)

    def touchpoint(self, key: str) -> str:
        if key == "message":
            return _("Messages")
        return localised(self.touchpoints[key].name) if key in self.touchpoints else key

    def criterion(self, key: str) -> str:
        return localised(self.criteria[key].wording) if key in self.criteria else key

    def atmosphere(self, mixture: Mapping[str, float] | str | None) -> str:
        return mixture_words(mixture, self.atmospheres)

    def message(self, key: str) -> str:
        """'Web page (A2)'"""
        channel = self.messages.get(key, "")
        name = Channel(channel).label if channel in Channel.values else _("Message")
        return f"{name} ({key})"

    def value(self, key: str, value: object) -> str:
        """An answer in words: '4 of 5', 'a little too little', '18 min', 'Yes', an option's label."""
        criterion = self.criteria.get(key)
        if value == "NA" or criterion is None:
            return _("not applicable") if value == "NA" else str(value)
        if criterion.kind == Criterion.Kind.YESNO:
            return pgettext("answer", "Yes") if value else pgettext("answer", "No")
        if criterion.kind == Criterion.Kind.FIT:
            return _("%d of 5") % value
        if criterion.kind == Criterion.Kind.BALANCE:
            return str(BALANCE.get(value, value))
        if criterion.kind == Criterion.Kind.MEASURE:
            return f"{number(value)}\u00a0{unit_name((criterion.band or {}).get('unit', ''))}".strip()
        options = criterion.options if isinstance(criterion.options, list) else []
        return next((localised(option["label"]) for option in options if option["key"] == value), str(value))

    def values(self, key: str, observed: list) -> str:
        """[[auditor, [value, ...]], ...] as '18 min (Aino), 16 min (Onni)'; the same value once for all."""
        by_auditor = [
            (auditor, ", ".join(dict.fromkeys(self.value(key, value) for value in values)))
            for auditor, values in observed
        ]
        if len({words for _auditor, words in by_auditor}) == 1 and len(by_auditor) > 1:
            auditors = ", ".join(auditor for auditor, _words in by_auditor)
            return f"{by_auditor[0][1]} ({auditors})"
        return ", ".join(f"{words} ({auditor})" for auditor, words in by_auditor)


def number(value: float | None, digits: int | None = None) -> str:
    """A number in the reader's notation; without digits as short as it is. None gives a dash."""
    if value is None:
        return "–"
    text = f"{value:.{digits}f}" if digits is not None else f"{value:.10g}"
    return number_format(text, use_l10n=True) if "e" not in text else text


def finding_sentence(finding: Finding, glossary: Glossary) -> str:
    return _SENTENCES[finding.message_key.split(".")[0]](finding, glossary)


def _off_brief_message(finding: Finding, glossary: Glossary) -> str:
    params = finding.params
    return _("%(message)s speaks of “%(spoken)s”, but the brief says “%(intended)s”.") % {
        "message": glossary.message(params["message"]),
        "spoken": glossary.atmosphere(params["spoken"]),
        "intended": glossary.atmosphere(params["intended"]),
    }


def _broken_promise(finding: Finding, glossary: Glossary) -> str:
    params = finding.params
    promised = _("Promised in %(message)s: “%(quote)s”.") % {
        "message": glossary.message(params["message"]),
        "quote": params["quote"],
    }
    if finding.message_key == "g2.criterion":
        found = _("Found: %(criterion)s %(values)s.") % {
            "criterion": glossary.criterion(params["criterion"]),
            "values": glossary.values(params["criterion"], params["values"]),
        }
    elif finding.message_key == "g2.reading":
        found = _("It promises “%s”; another atmosphere was read on site.") % glossary.atmosphere(
            params["promised"]
        )
    else:
        found = _sentence_case(params["note"]) or f"{VERDICTS[params['verdict']]}."
    if finding.off_brief:
        found += " " + _("It does not fit the brief: mend the message, not the event.")
    return f"{promised} {found}"


def _below_standard(finding: Finding, glossary: Glossary) -> str:
    params = finding.params
    sentence = (
        f"{glossary.criterion(params['criterion'])} {glossary.values(params['criterion'], params['values'])}."
    )
    if finding.message_key == "s.measure":
        sentence += f" {_band_words(params)}"
    return sentence.strip()


def _band_words(params: Mapping) -> str:
    low, high, unit = params.get("lo"), params.get("hi"), unit_name(params.get("unit", ""))
    if low is not None and high is not None:
        return _("Good is %(low)s–%(high)s %(unit)s.") % {
            "low": number(low),
            "high": number(high),
            "unit": unit,
        }
    if high is not None:
        return _("Good is at most %(high)s %(unit)s.") % {"high": number(high), "unit": unit}
    if low is not None:
        return _("Good is at least %(low)s %(unit)s.") % {"low": number(low), "unit": unit}
    return ""


def _theme_missed(finding: Finding, glossary: Glossary) -> str:
    params = finding.params
    words = {
        "touchpoint": glossary.touchpoint(finding.touchpoint),
        "intended": glossary.atmosphere(params["intended"]),
        "read": read_words(params["read"], glossary),
    }
    if finding.message_key == "g3.neutral":
        return _("%(touchpoint)s: nothing points to “%(intended)s”; it was read as neutral.") % words
    return _("%(touchpoint)s: intended as “%(intended)s”, read as “%(read)s”.") % words


def read_words(read: list, glossary: Glossary) -> str:
    """[[auditor, [mixture, ...]], ...] as the different atmospheres read."""
    seen = (glossary.atmosphere(mixture) for _auditor, mixtures in read for mixture in mixtures)
    return ", ".join(dict.fromkeys(seen))


def _sentence_case(text: str) -> str:
    text = text.strip()
    return text and f"{text[0].upper()}{text[1:]}" + ("" if text[-1] in ".!?" else ".")


_SENTENCES = {"g1": _off_brief_message, "g2": _broken_promise, "s": _below_standard, "g3": _theme_missed}


def finding_arithmetic(finding: Finding) -> str:
    """'100 × 0.75 × (3/3) × 0.90 = 67.5': gap, weight, strength of the promise, reach (analysis 3.6)."""
    params = finding.params
    parts = ["100", number(finding.delta, 2), f"({number(params['weight'])}/3)"]
    if "strength_share" in params:
        parts.append(number(params["strength_share"], 2))
    parts.append(number(params["reach"], 2))
    return f"{' × '.join(parts)} = {number(finding.impact, 1)}"


def severity_bound(finding: Finding, settings: Settings) -> str:
    """Why the severity is not the one its impact alone would give; '' where it is (analysis 3.6)."""
    plain = severity_of(finding.impact, settings)
    if finding.severity == plain:
        return ""
    if SEVERITIES_UP.index(finding.severity) > SEVERITIES_UP.index(plain):
        return _("Critical whatever its impact: it caps the index.")
    if finding.message_key == "g3.neutral":
        return _("At most minor: a silent touchpoint does not break a theme.")
    return _("At most major: one observer's word alone.")


def note_sentence(note: Note, glossary: Glossary) -> str:
    params = note.params
    if note.key == "component_dropped":
        name, _explanation = INDICES[params["component"]]
        return _("%s has nothing to measure here and was left out; the other weights were scaled up.") % name
    if note.key == "no_walkthrough":
        return _("Nobody has walked through the event yet, so nothing that was delivered can be measured.")
    if note.key == "na_outweighed":
        return _(
            "“%(criterion)s” was marked as not applicable by %(auditors)s, but somebody observed it."
        ) % {
            "criterion": glossary.criterion(params["criterion"]),
            "auditors": ", ".join(params["auditors"]),
        }
    if note.key == "hard_fail_unverified":
        return _("“%(criterion)s” was not checked. Until it is, the assured index is at most %(cap)s.") % {
            "criterion": glossary.criterion(params["criterion"]),
            "cap": number(params["cap"]),
        }
    if note.key == "na_over_limit":
        return _("%(touchpoint)s: %(share)d %% of the weight was marked as not applicable.") % {
            "touchpoint": glossary.touchpoint(params["touchpoint"]),
            "share": round(params["share"] * 100),
        }
    if note.key == "reading_set_aside":
        return _("%s: an atmosphere was read, but nothing else applies here; it was set aside.") % (
            glossary.touchpoint(params["touchpoint"])
        )
    if note.key == "promise_left_to_analyst":
        return _("Promise %(promise)s: its criterion does not apply here, so a person judges it.") % params
    count = len(params["criteria"])
    return (
        ngettext(
            "%d answer lies outside the short form; it is kept but not counted.",
            "%d answers lie outside the short form; they are kept but not counted.",
            count,
        )
        % count
    )
