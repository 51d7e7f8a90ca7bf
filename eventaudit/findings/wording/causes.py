"""Titles of root causes, and why each finding is in its cause. The keys: docs/root-causes.md."""

import re
from collections.abc import Callable, Mapping

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from eventaudit.consistency.causes import Link, RootCause, title_of
from eventaudit.consistency.remedies import remedy
from eventaudit.library.text import localised

from .crafts import CRAFTS, INCIDENTS
from .glossary import Glossary
from .sentences import asked, read_words

LINES = re.compile(r"\s*[\r\n]+\s*")  # a quote may run over several; a title is one


def proposed_title(cause: RootCause, glossary: Glossary) -> str:
    """What guests met, in the weightiest fact."""
    title = title_of(cause)
    return capfirst(LINES.sub(" ", _TITLES[title.key](title.params, glossary)))


def _hard_fail(params: Mapping, glossary: Glossary) -> str:
    known = remedy(params["criterion"])
    if known:
        return localised(known.met)
    return _("It had to be in order and was not: %s") % glossary.criterion(params["criterion"])


def _message(params: Mapping, glossary: Glossary) -> str:
    return _("%(message)s invites to another event: “%(spoken)s” instead of “%(intended)s”") % {
        "message": glossary.message(params["message"]),
        "spoken": glossary.atmosphere(params["spoken"]),
        "intended": glossary.atmosphere(params["intended"]),
    }


def _off_brief(params: Mapping, _glossary: Glossary) -> str:
    return _("Promised although it does not fit the brief: “%s”") % params["quote"]


def _promise(params: Mapping, _glossary: Glossary) -> str:
    if params["verdict"] == "partly":
        return _("Promised and kept only in part: “%s”") % params["quote"]
    return _("Promised and not kept: “%s”") % params["quote"]


def _contradiction(params: Mapping, _glossary: Glossary) -> str:
    return _("“%(quote)s” or “%(other)s”: the messages disagree") % {
        "quote": params["quote"],
        "other": params["other_quote"],
    }


def _standard(params: Mapping, glossary: Glossary) -> str:
    answer = plain_values(params["criterion"], params["values"], glossary)
    known = remedy(params["criterion"], params["direction"])
    if known:
        return f"{localised(known.met)}: {answer}"
    return f"{glossary.touchpoint(params['touchpoint'])}: {asked(params['criterion'], answer, glossary)}"


def plain_values(criterion: str, observed: list, glossary: Glossary) -> str:
    """The different answers without the names of those who gave them: '18 min, 16 min'."""
    values = (glossary.value(criterion, value) for _auditor, own in observed for value in own)
    return ", ".join(dict.fromkeys(values))


def _segment(params: Mapping, glossary: Glossary) -> str:
    return _("%s got a lesser event than the others") % glossary.segment(params["segment"])


def _incident(params: Mapping, glossary: Glossary) -> str:
    return _("%(incident)s was felt in several places: %(criterion)s") % {
        "incident": INCIDENTS[params["incident"]],
        "criterion": glossary.criterion(params["criterion"]) if params["criterion"] else params["quote"],
    }


def _theme(params: Mapping, glossary: Glossary) -> str:
    return _("%(touchpoint)s was read as “%(read)s” instead of “%(intended)s”") % {
        "touchpoint": glossary.touchpoint(params["touchpoint"]),
        "read": read_words(params["read"], glossary),
        "intended": glossary.atmosphere(params["intended"]),
    }


def _tune(params: Mapping, glossary: Glossary) -> str:
    return _("%s falls out of tune with the rest") % glossary.touchpoint(params["touchpoint"])


def _worse(params: Mapping, glossary: Glossary) -> str:
    return _("Worse than last time: %s") % glossary.criterion(params["criterion"])


def _otherwise(params: Mapping, glossary: Glossary) -> str:
    return _("Auditors and attendees see it differently: %s") % glossary.criterion(params["criterion"])


def _resolved(_params: Mapping, _glossary: Glossary) -> str:
    return _("Nothing of this is found any more")


_TITLES: dict[str, Callable[[Mapping, Glossary], str]] = {
    "hard_fail": _hard_fail,
    "message_off_brief": _message,
    "off_brief_promise": _off_brief,
    "promise_not_kept": _promise,
    "contradiction": _contradiction,
    "below_standard": _standard,
    "segment_worse_off": _segment,
    "theme_not_delivered": _theme,
    "out_of_tune": _tune,
    "worse_than_before": _worse,
    "seen_otherwise": _otherwise,
    "incident": _incident,
    "resolved": _resolved,
}


def link_reason(link: Link, glossary: Glossary) -> str:
    """Why the finding belongs to the cause, as half a sentence."""
    return _REASONS[link.rule](link.params, glossary)


def _same_craft(params: Mapping, _glossary: Glossary) -> str:
    craft = str(CRAFTS.get(params.get("craft", ""), params.get("craft", "")))
    return _("the same people can mend it: %s") % craft


_REASONS: dict[str, Callable[[Mapping, Glossary], str]] = {
    "hard_fail": lambda _p, _g: _("it caps the index and stands by itself"),
    "message": lambda params, glossary: _("it comes from %s") % glossary.message(params["message"]),
    "segment": lambda params, glossary: (
        _("the same people got less: %s") % glossary.segment(params["segment"])
    ),
    "craft": _same_craft,
    "words": _same_craft,
    "main_craft": _same_craft,
    "reading": _same_craft,
    "announced": lambda _p, _g: _("what was announced did not come true"),
    "touchpoint": lambda params, glossary: (
        _("the same place: %s") % glossary.touchpoint(params["touchpoint"])
    ),
    "calibration": lambda _p, _g: _("it is about the auditors' eye, not about the event"),
    "same_criterion": lambda _p, _g: _("it is about the same question"),
    "same_quote": lambda params, _g: _("it quotes the same words: “%s”") % params["quote"],
    "same_incident": lambda params, _g: (
        _("the note speaks of the same incident: %s") % INCIDENTS[params["incident"]]
    ),
    "same_name": lambda params, _g: _("it names “%s” as well") % params["name"],
    "chosen": lambda _p, _g: _("a person put it here"),
    "followed": lambda _p, _g: _("it went along with what a person moved"),
}
