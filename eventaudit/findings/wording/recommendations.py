"""Recommendations in words, in the pattern of report 5.3:

[action] + [where and when] + (owner; deadline) + because [evidence]; check: [criterion reaches value].
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eventaudit.consistency import Finding
from eventaudit.consistency.recommendations import Check, Recommendation
from eventaudit.consistency.remedies import remedy
from eventaudit.events.models import ProgrammeItem
from eventaudit.library.cues import cues_at
from eventaudit.library.text import localised
from eventaudit.library.units import unit_name

from .causes import plain_values
from .crafts import CRAFT_ACTIONS, DEADLINES, EFFORTS, INCIDENT_ACTIONS, MORE_OR_LESS, OWNERS
from .glossary import Glossary
from .numbers import hundred, number
from .sentences import asked, finding_sentence, read_words


@dataclass(frozen=True, slots=True)
class RecommendationWords:
    """The parts of one recommendation in words; effort is small, medium or large."""

    action: str
    where_when: str
    owner: str
    deadline: str
    because: str
    check: str
    effort: str

    @property
    def effort_label(self) -> str:
        return str(EFFORTS[self.effort])

    @property
    def sentence(self) -> str:
        """One sentence that somebody who was not there can act on."""
        where = f" – {self.where_when}" if self.where_when else ""
        return _("%(action)s%(where)s (%(owner)s; %(deadline)s), because: %(because)s; check: %(check)s.") % {
            "action": self.action.rstrip("."),
            "where": where,
            "owner": self.owner,
            "deadline": self.deadline,
            "because": self.because.rstrip("."),
            "check": self.check.rstrip("."),
        }


def recommendation_words(
    one: Recommendation, glossary: Glossary, notes: Mapping[str, list[tuple[str, str]]]
) -> RecommendationWords:
    """notes: criterion to (auditor, what they wrote); the first one about the leading fact is quoted."""
    return RecommendationWords(
        action=_ACTIONS[one.action.key](one.action.params, glossary),
        where_when=_where_when(one, glossary),
        owner=str(OWNERS[one.owner]),
        deadline=str(DEADLINES[one.deadline]),
        because=_because(one, glossary, notes),
        check="; ".join(_check(check, glossary) for check in one.checks),
        effort=one.effort,
    )


def _where_when(one: Recommendation, glossary: Glossary) -> str:
    """'Toilets (break, departure)'; nothing for what is mended in a message."""
    places = [glossary.touchpoint(key) for key in one.touchpoints if key != "message"]
    if not places or one.action.key in ("rewrite_message", "one_wording"):
        return ""
    phases = [str(ProgrammeItem.Phase(phase).label).lower() for phase in one.phases]
    return ", ".join(places) + (f" ({', '.join(phases)})" if phases else "")


# The action


def _mend(params: Mapping, glossary: Glossary) -> str:
    """As the criterion asks; an organisation's own criterion as its craft does."""
    known = remedy(params["criterion"], params["direction"])
    if known:
        return localised(known.mend)
    action = str(CRAFT_ACTIONS.get(params["craft"], "")) or _("Mend it: %s") % glossary.criterion(
        params["criterion"]
    )
    if params.get("direction"):
        action += f" ({glossary.criterion(params['criterion'])} {MORE_OR_LESS[params['direction']]})"
    return action


def _mend_in_segment(params: Mapping, glossary: Glossary) -> str:
    return _("%(action)s, for %(segment)s") % {
        "action": _mend(params, glossary),
        "segment": glossary.segment(params["segment"]),
    }


def _keep_or_correct(params: Mapping, _glossary: Glossary) -> str:
    return _("Give what was promised, or say what is true in every message: “%s”") % params["quote"]


def _rewrite(params: Mapping, glossary: Glossary) -> str:
    message, intended = glossary.message(params["message"]), glossary.atmosphere(params["intended"])
    if params["quotes"]:
        return _(
            "Rewrite %(message)s in the tone of “%(intended)s” and take out %(quotes)s;"
            " leave the event as it is"
        ) % {
            "message": message,
            "intended": intended,
            "quotes": ", ".join(_("“%s”") % quote for quote in params["quotes"]),
        }
    return _("Rewrite %(message)s in the tone of “%(intended)s”; leave the event as it is") % {
        "message": message,
        "intended": intended,
    }


def _one_wording(params: Mapping, glossary: Glossary) -> str:
    return _(
        "Decide between “%(quote)s” (%(message)s) and “%(other)s” (%(other_message)s), and say one in all"
    ) % {
        "quote": params["quote"],
        "message": glossary.message(params["message"]),
        "other": params["other_quote"],
        "other_message": glossary.message(params["other_message"]),
    }


def _match_theme(params: Mapping, glossary: Glossary) -> str:
    return _("Bring %(touchpoint)s into tune with “%(intended)s”: take away what says “%(read)s”") % {
        "touchpoint": glossary.touchpoint(params["touchpoint"]),
        "intended": glossary.atmosphere(params["intended"]),
        "read": ", ".join(glossary.atmosphere(mixture) for mixture in params["read"]),
    }


def _name_cues(params: Mapping, glossary: Glossary) -> str:
    touchpoint, intended = params["touchpoint"], params["intended"]
    cues = [cue.text for cue in cues_at(touchpoint, intended, glossary.atmospheres, most=3)]
    words = {"touchpoint": glossary.touchpoint(touchpoint), "intended": glossary.atmosphere(intended)}
    if not cues:
        return _("Let %(touchpoint)s speak of “%(intended)s”") % words
    words["cues"] = "; ".join(cues)
    return _("Let %(touchpoint)s speak of “%(intended)s”, for example: %(cues)s") % words


def _prepare(params: Mapping, _glossary: Glossary) -> str:
    return str(INCIDENT_ACTIONS[params["incident"]])


def _calibrate(params: Mapping, glossary: Glossary) -> str:
    return _(
        "Nothing for the organiser to do: let the auditors talk over the scale of “%s”"
    ) % glossary.criterion(params["criterion"])


def _look_closer(params: Mapping, glossary: Glossary) -> str:
    criterion = glossary.criterion(params["criterion"])
    return _("Send the auditors where the guests are, and ask them to look again at “%s”") % criterion


_ACTIONS: dict[str, Callable[[Mapping, Glossary], str]] = {
    "mend": _mend,
    "mend_in_segment": _mend_in_segment,
    "keep_or_correct": _keep_or_correct,
    "rewrite_message": _rewrite,
    "one_wording": _one_wording,
    "match_theme": _match_theme,
    "name_cues": _name_cues,
    "prepare_for": _prepare,
    "calibrate": _calibrate,
    "look_closer": _look_closer,
}


# Because


def _because(one: Recommendation, glossary: Glossary, notes: Mapping[str, list[tuple[str, str]]]) -> str:
    facts = [_fact(finding, glossary).rstrip(".") for finding in one.because]
    seen = notes.get(one.because[0].criterion or "")
    if seen:
        quoted = _("“%s”") % seen[0][1]
        facts[0] += f" ({quoted})"
    if one.more:
        facts.append(ngettext("%d more finding", "%d more findings", one.more) % one.more)
    return "; ".join(facts)


def _fact(finding: Finding, glossary: Glossary) -> str:
    """What was found in as few words as it takes; no names of those who saw it."""
    params = finding.params
    if finding.message_key.startswith("s.") or finding.message_key == "g2.criterion":
        return asked(
            params["criterion"], plain_values(params["criterion"], params["values"], glossary), glossary
        )
    if finding.message_key == "g2.manual" and params["note"]:
        quoted = _("“%s”") % params["quote"]
        return f"{quoted}: {params['note']}"
    if finding.message_key == "g2.reading":
        return _("“%(quote)s”, and “%(read)s” was read on site") % {
            "quote": params["quote"],
            "read": read_words(params["read"], glossary),
        }
    return finding_sentence(finding, glossary)


# The check


def _check(check: Check, glossary: Glossary) -> str:
    return _CHECKS[check.key](check.params, glossary)


def _band(params: Mapping, glossary: Glossary) -> str:
    low, high, unit = params["lo"], params["hi"], unit_name(params["unit"])
    if low is not None and high is not None:
        reach = _("%(low)s–%(high)s %(unit)s") % {"low": number(low), "high": number(high), "unit": unit}
    elif high is not None:
        reach = _("at most %(high)s %(unit)s") % {"high": number(high), "unit": unit}
    else:
        reach = _("at least %(low)s %(unit)s") % {"low": number(low), "unit": unit}
    return asked(params["criterion"], reach.strip(), glossary)


def _option(params: Mapping, glossary: Glossary) -> str:
    labels = ", ".join(glossary.value(params["criterion"], key) for key in params["options"])
    return asked(params["criterion"], labels, glossary)


_CHECKS: dict[str, Callable[[Mapping, Glossary], str]] = {
    "fit": lambda params, glossary: asked(
        params["criterion"], _("at least %d of 5") % params["at_least"], glossary
    ),
    "balance": lambda params, glossary: asked(params["criterion"], _("just right"), glossary),
    "band": _band,
    "yes": lambda params, glossary: asked(
        params["criterion"], glossary.value(params["criterion"], True), glossary
    ),
    "option": _option,
    "promise_kept": lambda params, _glossary: _("“%s” is kept") % params["quote"],
    "message_near_brief": lambda params, glossary: (
        _("%(message)s is less than %(below)s from the brief")
        % {"message": glossary.message(params["message"]), "below": number(params["below"], 2)}
    ),
    "one_wording": lambda _params, _glossary: _("all messages say the same"),
    "reading": lambda params, glossary: (
        _("%(touchpoint)s is read less than %(below)s from what is intended")
        % {"touchpoint": glossary.touchpoint(params["touchpoint"]), "below": number(params["below"], 2)}
    ),
    "segments_alike": lambda params, glossary: (
        _("the segments differ by less than %(below)s of 100: %(criterion)s")
        % {"below": hundred(params["below"]), "criterion": glossary.criterion(params["criterion"])}
    ),
    "auditors_agree": lambda params, glossary: (
        _("auditors and attendees differ by less than %(below)s of 100: %(criterion)s")
        % {"below": hundred(params["below"]), "criterion": glossary.criterion(params["criterion"])}
    ),
}
