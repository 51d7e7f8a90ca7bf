"""Root causes and recommendations in plain English, for the command line. The site words the same keys in the
reader's language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from .causes import RootCause, title_of
from .recommendations import Recommendation
from .remedies import remedy
from .wording_en import mixture_words, readings_by_auditor, target, values_by_auditor

TITLES = {
    "hard_fail": "{met}",
    "message_off_brief": "Message {message} speaks {spoken}; the brief says {intended}",
    "off_brief_promise": "“{quote}” in message {message} promises another event",
    "promise_not_kept": "The promise “{quote}” was {verdict}",
    "contradiction": "Messages disagree: “{quote}” ({message}) or “{other_quote}” ({other_message})",
    "below_standard": "{met}: {values}",
    "segment_worse_off": "Segment {segment} got a lesser event than the others: {criteria}",
    "incident": "{incident} was felt in several places: {met}",
    "theme_not_delivered": "{touchpoint} was read as {read} instead of {intended}",
    "out_of_tune": "{touchpoint} falls out of tune: read as {read}",
    "worse_than_before": "Worse than last time: {criterion}",
    "seen_otherwise": "Auditors and attendees see {criterion} differently",
    "resolved": "Nothing of this is found any more",
}
VERDICTS = {"partly": "kept only in part", "broken": "broken"}
INCIDENTS = {
    "power_cut": "A power cut",
    "network_down": "The network being down",
    "understaffed": "Too few staff",
    "weather": "The weather",
    "alarm": "An alarm",
    "late_delivery": "A late delivery",
}

ACTIONS = {
    "mend": "{mend}",
    "mend_in_segment": "{mend}, for {segment}",
    "keep_or_correct": "Give what was promised, “{quote}”, or say what is true in every message",
    "rewrite_message": "Rewrite message {message} ({channel}) in the tone of {intended}{without}; "
    "leave the event as it is",
    "one_wording": "Decide between “{quote}” ({message}) and “{other_quote}” ({other_message}), "
    "and say one in all messages",
    "prepare_for": "Write down who does what next time ({incident}), and rehearse it",
    "match_theme": "Bring {touchpoint} into tune with {intended}: take away what says {read}",
    "name_cues": "Let {touchpoint} speak of {intended} by two or three of its cues",
    "calibrate": "Nothing for the organiser: let the auditors talk over the scale of “{criterion}”",
    "look_closer": "Send the auditors where the guests are, to look again at “{criterion}”",
}
CHECKS = {
    "auditors_agree": "auditors and attendees differ by less than {below:g} in {criterion}",
    "balance": "{criterion} just right",
    "band": "{criterion} {target} {unit}",
    "fit": "{criterion} at least {at_least} of 5",
    "message_near_brief": "message {message} less than {below:g} from the brief",
    "one_wording": "one wording in all messages",
    "option": "{criterion} {options}",
    "promise_kept": "“{quote}” is kept",
    "reading": "{touchpoint} read less than {below:g} from what is intended",
    "segments_alike": "segments differ by less than {below:g} in {criterion}",
    "yes": "{criterion} yes",
}


def title_words(cause: RootCause) -> str:
    """What guests met, and how many findings more there are; or the title a person gave."""
    title = title_of(cause)
    more = title.params.get("more", 0)
    said = cause.title or TITLES[title.key].format_map(_Words(title.params))
    return f"{said[:1].upper()}{said[1:]}{f' (and {more} more)' if more else ''}"


def recommendation_words(one: Recommendation, said: Mapping[str, str]) -> str:
    """[action] + [where and when] + (owner; deadline) + because [evidence]; check: [criterion reaches value].

    said: the sentence of each finding.
    """
    owner, deadline = one.owner.replace("_", " "), one.deadline.replace("_", " ")
    because = "; ".join(said[finding.id].rstrip(".") for finding in one.because)
    more = f"; {one.more} more" if one.more else ""
    checks = dict.fromkeys(CHECKS[check.key].format_map(_Words(check.params)) for check in one.checks)
    check = "; ".join(checks)
    action = ACTIONS[one.action.key].format_map(_Words(one.action.params))
    return f"{action}{_where(one)} ({owner}; {deadline}), because: {because}{more}; check: {check}."


def _where(one: Recommendation) -> str:
    """What is mended in a message has no place in the event."""
    if one.action.key in ("rewrite_message", "one_wording"):
        return ""
    return f" – {', '.join(one.touchpoints)}: {', '.join(one.phases)}"


class _Words(dict[str, Any]):
    """The parameters of a title, action or check in words, each made when a sentence asks for it."""

    def __init__(self, params: Mapping[str, Any]) -> None:
        super().__init__()
        self._params = params

    def __missing__(self, key: str) -> Any:
        if key in FROM_ALL:
            return FROM_ALL[key](self._params)
        value = self._params.get(key)
        return IN_WORDS[key](value) if key in IN_WORDS else value


def _without(params: Mapping[str, Any]) -> str:
    quotes = ", ".join(f"“{quote}”" for quote in params["quotes"])
    return f" and take out {quotes}" if quotes else ""


def _remedy(kind: str, params: Mapping[str, Any]) -> str:
    """In the words of the default template; of an organisation's own criteria only the key is known."""
    criterion = params.get("criterion") or ""
    known = remedy(criterion, params.get("direction", ""))
    if known is not None:
        return (known.met if kind == "met" else known.mend)["en"]
    if kind == "met":
        return criterion or f"“{params.get('quote', params.get('touchpoint', ''))}”"
    return f"Mend {criterion}"


def _read(value: list[Any]) -> str:
    """Readings by auditor, as findings hold them, or a plain list of mixtures."""
    if value and isinstance(value[0], list):
        return readings_by_auditor(value)
    return ", ".join(map(mixture_words, value))


FROM_ALL: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "met": partial(_remedy, "met"),
    "mend": partial(_remedy, "mend"),
    "target": target,
    "without": _without,
}
"""What is made of several parameters."""

IN_WORDS: Mapping[str, Callable[[Any], str]] = {
    "spoken": mixture_words,
    "intended": mixture_words,
    "read": _read,
    "values": values_by_auditor,
    "verdict": lambda verdict: VERDICTS.get(verdict, verdict),
    "incident": INCIDENTS.__getitem__,
    "criteria": ", ".join,
    "options": " or ".join,
}
"""How a parameter is put into words; the others are ids, keys and numbers."""
