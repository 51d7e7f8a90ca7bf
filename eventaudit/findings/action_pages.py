"""What the pages of one action show, and what its second look asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from eventaudit.consistency import Finding
from eventaudit.library.models import Atmosphere
from eventaudit.photos.models import Photo
from eventaudit.walkthroughs.coding import kind_of, value_of
from eventaudit.walkthroughs.forms import posted_fields
from eventaudit.walkthroughs.sheet import Question, single_question

from .arrival import arrival_at
from .audited import AuditedEvent
from .fix_list import programme_of, time_left
from .models import ActionChange, CorrectiveAction, SecondLook
from .policies import can_act, can_change
from .second_look import VERDICTS, Yardstick, closing_values
from .wording import VERDICTS as VERDICT_NAMES
from .wording import finding_sentence, hundred


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history, the newest first. tag: what it is at a glance."""

    at: datetime
    by: str
    tag: str
    label: str
    words: str = ""
    note: str = ""
    photo: Photo | None = None


@dataclass(frozen=True, slots=True)
class ActionPage:
    """finding: as it is found now, None where it is not any more. minutes, unit: until guests get there."""

    action: CorrectiveAction
    touchpoint: str
    finding: Finding | None
    sentence: str
    minutes: str
    unit: str
    photos: list[Photo]
    history: list[Step]
    late: bool
    can_act: bool
    can_change: bool


def build_action_page(action: CorrectiveAction, found: AuditedEvent, *, now: datetime) -> ActionPage:
    finding = next((one for one in found.audit.findings if one.id == action.finding), None)
    minutes = unit = ""
    if finding and not action.settled:
        programme = programme_of(found.event, found.facts)
        minutes, unit = time_left(arrival_at(finding.touchpoint, finding.phases, programme, now=now))
    photos = [link.photo for link in action.photos.select_related("photo__uploaded_by")]
    return ActionPage(
        action=action,
        touchpoint=found.glossary.touchpoint(action.touchpoint) if action.touchpoint else "",
        finding=finding,
        sentence=finding_sentence(finding, found.glossary) if finding else "",
        minutes=minutes,
        unit=unit,
        photos=photos,
        history=_history(action, photos, found),
        late=is_late(action, now),
        can_act=can_act(found.event),
        can_change=can_change(action),
    )


def is_late(action: CorrectiveAction, now: datetime) -> bool:
    """Not mended yet, although it should have been."""
    waiting = action.status in (CorrectiveAction.Status.OPEN, CorrectiveAction.Status.DOING)
    return waiting and action.due_at is not None and action.due_at < now


def _history(action: CorrectiveAction, photos: list[Photo], found: AuditedEvent) -> list[Step]:
    steps = [
        *(_change_step(change) for change in action.changes.select_related("by")),
        *(_look_step(look, action, found) for look in action.looks.select_related("by")),
        *(Step(photo.created_at, _name(photo.uploaded_by), "photo", _("Photo")) for photo in photos),
    ]
    return sorted(steps, key=lambda step: step.at, reverse=True)


def _change_step(change: ActionChange) -> Step:
    return Step(
        change.made_at, _name(change.by), change.status, str(change.get_status_display()), note=change.note
    )


def _look_step(look: SecondLook, action: CorrectiveAction, found: AuditedEvent) -> Step:
    tag, label = ("kept", _("Second look: mended")) if look.mended else ("broken", _("Second look: not yet"))
    return Step(look.made_at, _name(look.by), tag, label, look_words(look, action, found), look.note)


def look_words(look: SecondLook, action: CorrectiveAction, found: AuditedEvent) -> str:
    """'4 of 5: 75 of 100, at least 50 was needed'; '' for a look by eye."""
    if look.quality is None:
        return ""
    return _("%(seen)s: %(quality)s of 100, at least %(needed)s was needed") % {
        "seen": _seen(look, action, found),
        "quality": hundred(look.quality),
        "needed": hundred(look.needed),
    }


def _seen(look: SecondLook, action: CorrectiveAction, found: AuditedEvent) -> str:
    criterion = found.glossary.criteria.get(action.criterion)
    if look.value in VERDICTS:
        return str(VERDICT_NAMES[look.value])
    if criterion is not None and criterion.reads_atmosphere:
        return found.glossary.atmosphere(look.value)
    return found.glossary.value(action.criterion, look.value)


def _name(user) -> str:
    return str(user) if user else _("Somebody")


@dataclass(frozen=True, slots=True)
class LookPage:
    """question: in the criterion's scale; choices: (value, label, chosen) where no criterion is scored."""

    action: CorrectiveAction
    touchpoint: str
    sentence: str
    needed: str
    question: Question | None
    choices: list[tuple[str, str, bool]]
    field: str
    error: str
    atmospheres: Mapping[str, Atmosphere]
    can_change: bool


def build_look_page(
    action: CorrectiveAction,
    yardstick: Yardstick,
    found: AuditedEvent,
    post: Mapping[str, str],
    error: str,
) -> LookPage:
    finding = next((one for one in found.audit.findings if one.id == action.finding), None)
    question = None
    if yardstick.criterion is not None:
        question = single_question(
            yardstick.criterion,
            atmospheres=found.glossary.atmospheres,
            variant=found.event.variants.get(yardstick.criterion.key, ""),
            fields=posted_fields(post).get(yardstick.criterion.key, {}),
            error=error,
        )
    field, choices = _choices(yardstick, post)
    return LookPage(
        action=action,
        touchpoint=found.glossary.touchpoint(action.touchpoint) if action.touchpoint else "",
        sentence=finding_sentence(finding, found.glossary) if finding else "",
        needed=_needed(yardstick, found),
        question=question,
        choices=choices,
        field=field,
        error="" if question else error,
        atmospheres=found.glossary.atmospheres,
        can_change=can_change(action),
    )


def _choices(yardstick: Yardstick, post: Mapping[str, str]) -> tuple[str, list[tuple[str, str, bool]]]:
    if yardstick.scale == "promise":
        chosen = post.get("verdict")
        return "verdict", [
            (verdict.value, str(VERDICT_NAMES[verdict.value]), chosen == verdict) for verdict in VERDICTS
        ]
    if yardstick.scale == "eye":
        chosen = post.get("mended")
        return "mended", [("yes", _("Mended"), chosen == "yes"), ("no", _("Not yet"), chosen == "no")]
    return "", []


def _needed(yardstick: Yardstick, found: AuditedEvent) -> str:
    """What closes the action, in words."""
    if yardstick.scale == "promise":
        return _("Closed when the promise is kept.")
    if yardstick.scale == "eye":
        return ""
    if yardstick.scale == "reading":
        return _("Closed when it is read near “%s”.") % found.glossary.atmosphere(yardstick.towards.as_json())
    return _closing_words(yardstick.criterion.key, closing_values(yardstick, found), found)


def _closing_words(key: str, closing: list | None, found: AuditedEvent) -> str:
    if closing is None:
        return _("Closed when the number is good, or nearly so.")
    labels = [found.glossary.value(key, value) for value in closing]
    if len(labels) > 1 and found.library.criteria[key].kind == "fit":
        return _("Closed from %s.") % labels[0]
    return _("Closed by: %s.") % " / ".join(labels)


def posted_value(post: Mapping[str, str], yardstick: Yardstick) -> object:
    """The value that the form's fields stand for; None where nothing was chosen."""
    if yardstick.scale == "promise":
        return post.get("verdict")
    if yardstick.scale == "eye":
        return {"yes": True, "no": False}.get(post.get("mended", ""))
    criterion = yardstick.criterion
    return value_of(kind_of(criterion), posted_fields(post).get(criterion.key, {}))
