"""What a reader must know to trust the numbers, as sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eventaudit.consistency import Note

from .glossary import Glossary
from .labels import INDICES
from .numbers import number


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
    if note.key == "answers_not_asked":
        return (
            ngettext(
                "%d question was answered where it is not asked; the answer is kept but not counted.",
                "%d questions were answered where they are not asked; the answers are kept but not counted.",
                count,
            )
            % count
        )
    return (
        ngettext(
            "%d answer lies outside the short form; it is kept but not counted.",
            "%d answers lie outside the short form; they are kept but not counted.",
            count,
        )
        % count
    )
