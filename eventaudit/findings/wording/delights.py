"""Delights as sentences: what was better than it had to be (analysis 3.1). The keys: docs/findings.md."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from eventaudit.consistency import Delight

from .glossary import Glossary
from .numbers import hundred, number
from .sentences import asked, few


def delight_sentence(delight: Delight, glossary: Glossary) -> str:
    return _SENTENCES[delight.message_key](delight, glossary)


def _exceeded(delight: Delight, glossary: Glossary) -> str:
    criterion = delight.params["criterion"]
    answer = glossary.values(criterion, delight.params["values"])
    return _("%s. More than was expected.") % asked(criterion, answer, glossary)


def _improved(delight: Delight, glossary: Glossary) -> str:
    params = delight.params
    answer = glossary.values(params["criterion"], params["values"])
    sentence = _("%(asked)s. Better than last time: %(then)s of 100 then, %(now)s now.") % {
        "asked": asked(params["criterion"], answer, glossary),
        "then": hundred(params["previous"]),
        "now": hundred(params["now"]),
    }
    return f"{sentence} {few(params)}".strip()


def _everyone(delight: Delight, glossary: Glossary) -> str:
    params = delight.params
    answer = _("every group of the %(n)d attendees %(lowest)s of 100 or more, the auditors %(auditors)s") % {
        "n": params["n"],
        "lowest": hundred(params["lowest"]),
        "auditors": hundred(params["auditors"]),
    }
    return _("Nobody was left out. %s.") % asked(params["criterion"], answer, glossary)


def _feedback(delight: Delight, _glossary: Glossary) -> str:
    params = delight.params
    return _("%(happy)s of %(all)s attendees gave %(least)s or more of 10 to both questions.") % {
        "happy": number(params["happy"]),
        "all": number(params["n"]),
        "least": number(params["least"]),
    }


_SENTENCES: dict[str, Callable[[Delight, Glossary], str]] = {
    "delight.exceeded": _exceeded,
    "delight.improved": _improved,
    "delight.improved_indication": _improved,
    "delight.everyone": _everyone,
    "delight.feedback": _feedback,
}
