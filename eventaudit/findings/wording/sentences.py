"""A finding as a sentence: what was found, with the values. The keys are listed in docs/findings.md."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from eventaudit.consistency import Finding
from eventaudit.library.units import unit_name

from .glossary import Glossary
from .labels import VERDICTS
from .numbers import hundred, number


def finding_sentence(finding: Finding, glossary: Glossary) -> str:
    return _SENTENCES[finding.message_key.split(".")[0]](finding, glossary)


def asked(criterion: str, answer: str, glossary: Glossary) -> str:
    """The criterion with what was answered: 'Are there towels? No (Aino)', 'Waiting time: 9 min (Aino)'."""
    wording = glossary.criterion(criterion)
    if wording.endswith(("?", ".")):
        return f"{wording} {answer[:1].upper()}{answer[1:]}"
    return f"{wording}: {answer}"


def read_words(read: list, glossary: Glossary) -> str:
    """[[auditor, [mixture, ...]], ...] as the different atmospheres read."""
    seen = (glossary.atmosphere(mixture) for _auditor, mixtures in read for mixture in mixtures)
    return ", ".join(dict.fromkeys(seen))


def band_words(params: Mapping) -> str:
    """'Good is at most 5 min.' from the unit, lo and hi of a measure; '' for a band without edges."""
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


# What messages say


def _off_brief_message(finding: Finding, glossary: Glossary) -> str:
    params = finding.params
    return _("%(message)s speaks of “%(spoken)s”, but the brief says “%(intended)s”.") % {
        "message": glossary.message(params["message"]),
        "spoken": glossary.atmosphere(params["spoken"]),
        "intended": glossary.atmosphere(params["intended"]),
    }


def _contradiction(finding: Finding, glossary: Glossary) -> str:
    params = finding.params
    words = {
        "one": glossary.message(params["message"]),
        "quote": params["quote"],
        "other": glossary.message(params["other_message"]),
        "other_quote": params["other_quote"],
    }
    if params["message"] == params["other_message"]:
        return _("%(one)s says “%(quote)s”, and also “%(other_quote)s”.") % words
    sentence = _("%(one)s says “%(quote)s”, but %(other)s says “%(other_quote)s”.") % words
    return f"{sentence} {_CLASHES[finding.message_key]()}".strip()


_CLASHES: dict[str, Callable[[], str]] = {
    "pp.costly_fact": lambda: _("Whoever believes the wrong one pays for it."),
    "pp.fact": lambda: _("One of them is wrong."),
    "pp.soft": lambda: _("The two do not go together."),
    "pp.tone": lambda: _("They speak in two tones."),
}


# What was delivered


def _broken_promise(finding: Finding, glossary: Glossary) -> str:
    params = finding.params
    promised = _("Promised in %(message)s: “%(quote)s”.") % {
        "message": glossary.message(params["message"]),
        "quote": params["quote"],
    }
    if finding.message_key == "g2.criterion":
        answer = glossary.values(params["criterion"], params["values"])
        found = _("Found: %s.") % asked(params["criterion"], answer, glossary)
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
    answer = glossary.values(params["criterion"], params["values"])
    sentence = f"{asked(params['criterion'], answer, glossary)}."
    if finding.message_key == "s.measure":
        sentence += f" {band_words(params)}"
    return sentence.strip()


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


def _out_of_tune(finding: Finding, glossary: Glossary) -> str:
    params = finding.params
    return _(
        "%(touchpoint)s falls out of tune with the other touchpoints: it was read as “%(read)s” and is only "
        "%(mean)s of 100 like them, where %(median)s is usual here."
    ) % {
        "touchpoint": glossary.touchpoint(finding.touchpoint),
        "read": read_words(params["read"], glossary),
        "mean": hundred(params["mean"]),
        "median": hundred(params["median"]),
    }


# Against others: then and now, segment and segment, auditors and attendees


def _worse(finding: Finding, glossary: Glossary) -> str:
    params = finding.params
    answer = glossary.values(params["criterion"], params["values"])
    sentence = _("%(asked)s. Worse than last time: %(then)s of 100 then, %(now)s now.") % {
        "asked": asked(params["criterion"], answer, glossary),
        "then": hundred(params["previous"]),
        "now": hundred(params["now"]),
    }
    return f"{sentence} {few(params)}".strip()


def few(params: Mapping) -> str:
    """Why two results of few observers are an indication only; '' where they are more than that."""
    if not params["indication"]:
        return ""
    return _("An indication: %(then)d and %(now)d observations are too few to be sure.") % {
        "then": params["previous_n"],
        "now": params["now_n"],
    }


def _segments_differ(finding: Finding, glossary: Glossary) -> str:
    params = finding.params
    answer = _("%(best)s %(high)s of 100, %(worst)s %(low)s") % {
        "best": glossary.segment(params["best"]["segment"]),
        "high": hundred(params["best"]["q"]),
        "worst": glossary.segment(params["worst"]["segment"]),
        "low": hundred(params["worst"]["q"]),
    }
    sentence = _("Not the same event for everyone. %s.") % asked(params["criterion"], answer, glossary)
    if finding.message_key == "g6.indication":
        sentence += " " + _("An indication: the two ranges overlap.")
    return sentence


def _auditors_see_otherwise(finding: Finding, glossary: Glossary) -> str:
    params = finding.params
    answer = _("auditors %(auditors)s of 100, attendees %(attendees)s") % {
        "auditors": hundred(params["auditors"]),
        "attendees": hundred(params["attendees"]),
    }
    advice = _("The auditors were stricter: talk it over when they calibrate.")
    if finding.message_key == "g7.auditors_kinder":
        advice = _("The auditors were kinder: perhaps a blind spot.")
    return f"{asked(params['criterion'], answer, glossary)}. {advice}"


def _sentence_case(text: str) -> str:
    text = text.strip()
    return text and f"{text[0].upper()}{text[1:]}" + ("" if text[-1] in ".!?" else ".")


_SENTENCES: dict[str, Callable[[Finding, Glossary], str]] = {
    "g1": _off_brief_message,
    "pp": _contradiction,
    "g2": _broken_promise,
    "s": _below_standard,
    "g3": _theme_missed,
    "g4": _out_of_tune,
    "g5": _worse,
    "g6": _segments_differ,
    "g7": _auditors_see_otherwise,
}
