"""Findings and delights in plain English, for the command line. The site words the same keys in the reader's
language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .delights import Delight
from .findings import Finding

PROMISED = "Promise {promise} in message {message}, “{quote}”, was {verdict}: "
QUOTED = "“{quote}” in message {message} "
OTHER = "“{other_quote}” in message {other_message}"
THEN_AND_NOW = "{previous} last time, {now} now, from {previous_n} and {now_n} observers"
SEGMENTS = "{criterion}: {best}, but {worst}"
BOTH_VIEWS = "{criterion}: auditors {auditors}, {n} attendees {attendees}"

SENTENCES = {
    "g1.message_off_brief": "Message {message} ({channel}) speaks {spoken}; the brief says {intended}.",
    "g2.criterion": PROMISED + "{criterion} = {values}.",
    "g2.reading": PROMISED + "it promises {promised}, {touchpoint} was read as {read}.",
    "g2.manual": PROMISED + "{note}.",
    "g3.neutral": "{touchpoint} says nothing of {intended}: it was read as neutral.",
    "g3.other_atmosphere": "{touchpoint} should say {intended}, but was read as {read}.",
    "g4.out_of_tune": "{touchpoint} falls out of tune: read as {read}, its mean similarity to the other "
    "touchpoints is {mean}; the middle of all is {median}.",
    "g5.indication": "{criterion} may be worse than before: "
    + THEN_AND_NOW
    + ", which are too few to be sure.",
    "g5.worse": "{criterion} is worse than before: " + THEN_AND_NOW + ".",
    "g6.clear": SEGMENTS + ".",
    "g6.indication": SEGMENTS + ": an indication, for the intervals overlap.",
    "g7.auditors_kinder": BOTH_VIEWS + ". The auditors may have a blind spot.",
    "g7.auditors_stricter": BOTH_VIEWS + ". The auditors are stricter: talk about it when they calibrate.",
    "pp.costly_fact": QUOTED + "contradicts " + OTHER + ", and guests pay for it.",
    "pp.fact": QUOTED + "contradicts " + OTHER + ".",
    "pp.soft": QUOTED + "does not go with " + OTHER + ".",
    "pp.tone": QUOTED + "speaks in another tone than " + OTHER + ".",
    "s.balance_both": "{criterion} is too little and too much: {values} (0 is just right).",
    "s.balance_too_little": "{criterion} is too little: {values} (0 is just right).",
    "s.balance_too_much": "{criterion} is too much: {values} (0 is just right).",
    "s.choice": "{criterion} = {values}.",
    "s.fit": "{criterion} = {values} on a scale from 1 to 5.",
    "s.measure": "{criterion} = {values} {unit}; the target is {target}.",
    "s.yesno": "{criterion} = {values}.",
    "delight.everyone": "{criterion}: nobody was left out. Every segment of the {n} attendees found it "
    "{lowest} or better, the auditors {auditors}.",
    "delight.exceeded": "{criterion}: more than was expected ({values}).",
    "delight.feedback": "{happy} of {n} attendees answered {least} or more to both questions.",
    "delight.improved": "{criterion} is better than before: " + THEN_AND_NOW + ".",
    "delight.improved_indication": "{criterion} may be better than before: "
    + THEN_AND_NOW
    + ", which are too "
    "few to be sure.",
}

VERDICTS = {"partly": "kept only in part", "broken": "broken"}


def sentence(finding: Finding | Delight) -> str:
    """What was found, with the values."""
    return SENTENCES[finding.message_key].format_map(_Words(finding))


class _Words(dict[str, str]):
    """The parameters of a finding in words, each made when a sentence asks for it."""

    def __init__(self, finding: Finding | Delight) -> None:
        super().__init__(touchpoint=finding.touchpoint or "")
        self._params = finding.params

    def __missing__(self, key: str) -> str:
        if key == "target":
            return target(self._params)
        return IN_WORDS.get(key, value_words)(self._params.get(key))


def _note(value: Any) -> str:
    return str(value).rstrip(".") if value else "the analyst's verdict"


def _segment(value: Any) -> str:
    """'front_tables 0.93 (n = 22, 0.79 to 0.98)'"""
    interval = f"{value['low']:.2f} to {value['high']:.2f}"
    return f"{value['segment']} {value['q']:.2f} (n = {value['n']}, {interval})"


def values_by_auditor(seen: list[list[Any]] | None) -> str:
    """'1, 2 / 3': what each auditor answered, the same answer once."""
    once = [dict.fromkeys(values) for _, values in seen or []]
    return " / ".join([", ".join(dict.fromkeys(map(value_words, values))) for values in once])


def readings_by_auditor(seen: list[list[Any]] | None) -> str:
    """'luxury, neutral / rustic': what each auditor read, the same once; many are the same object."""
    once = [{id(value): value for value in values}.values() for _, values in seen or []]
    return " / ".join([", ".join(dict.fromkeys(map(mixture_words, values))) for values in once])


def mixture_words(value: Any) -> str:
    if not isinstance(value, dict):
        return "neutral" if value is None else str(value)
    if len(value) == 1:
        return "".join(value)
    return " + ".join(f"{key} {share:.0%}" for key, share in value.items())


def value_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def target(params: Mapping[str, Any]) -> str:
    lo, hi = params.get("lo"), params.get("hi")
    if lo is not None and hi is not None:
        return f"{lo:g} to {hi:g}"
    return f"at least {lo:g}" if lo is not None else f"at most {hi or 0:g}"


def _share(value: float) -> str:
    return f"{value:.2f}"


IN_WORDS: Mapping[str, Callable[[Any], str]] = {
    **dict.fromkeys(("spoken", "intended", "promised"), mixture_words),
    **dict.fromkeys(("mean", "median", "previous", "now", "auditors", "attendees", "lowest"), _share),
    "values": values_by_auditor,
    "read": readings_by_auditor,
    "best": _segment,
    "worst": _segment,
    "note": _note,
    "verdict": lambda verdict: VERDICTS.get(verdict, verdict),
}
"""How a parameter is put into words; the others are ids, keys and numbers."""
