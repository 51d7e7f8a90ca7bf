"""What is different between two contents of an atmosphere, in short lines; and its history."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from ..models import Atmosphere
from ..problems import LANGUAGES
from ..setting_texts import AXES
from ..text import localised
from .content import ANYWHERE, FIELDS, KINDS, Content


@dataclass(frozen=True, slots=True)
class Change:
    """One line: what it is about, in which language where it is a text, what it was and is; '' is nothing."""

    label: str
    old: str
    new: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One change in the history. changes: None where it begins with this one."""

    at: datetime
    by: Any
    changes: list[Change] | None


def changes_between(before: Content, after: Content, touchpoints: Mapping[str, str]) -> list[Change]:
    """touchpoints: key to name."""
    return [
        *_texts(_("Name"), before["name"], after["name"]),
        *_texts(_("Description"), before["description"], after["description"]),
        *_axes(before["axes"], after["axes"]),
        *_list(_("Palette"), before["palette"], after["palette"]),
        *_points(before["touchpoints"], after["touchpoints"], touchpoints),
    ]


def _texts(label: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for language in LANGUAGES:
        old, new = (
            str(text.get(language, "")) if isinstance(text, Mapping) else "" for text in (before, after)
        )
        if old != new:
            yield Change(label, old, new, get_language_info(language)["name_translated"])


def _axes(before: Mapping[str, float], after: Mapping[str, float]) -> Iterator[Change]:
    for axis, name in AXES.items():
        old, new = before.get(axis), after.get(axis)
        if old != new:
            yield Change(str(name), "" if old is None else f"{old:g}", "" if new is None else f"{new:g}")


def _list(label: str, before: Iterable[str], after: Iterable[str]) -> Iterator[Change]:
    """What is gone and what is new; where only the order is another, all of it."""
    before, after = list(before), list(after)
    gone, come = [one for one in before if one not in after], [one for one in after if one not in before]
    if before != after and not gone and not come:
        gone, come = before, after
    if gone or come:
        yield Change(label, ", ".join(gone), ", ".join(come))


def _points(before: Content, after: Content, touchpoints: Mapping[str, str]) -> Iterator[Change]:
    labels = {"cues": _("%s: show"), "clashes": _("%s: avoid")}
    for key in dict.fromkeys([*touchpoints, *before, *after]):
        name = _("Everywhere") if key == ANYWHERE else touchpoints.get(key, key)
        old, new = before.get(key, {}), after.get(key, {})
        for kind in KINDS:
            yield from _list(
                labels[kind] % name, *([_all(cue) for cue in side.get(kind, [])] for side in (old, new))
            )
        for language in LANGUAGES:
            for change in _list(
                _("%s: trigger words") % name,
                *([_word(one) for one in side.get("triggers", {}).get(language, [])] for side in (old, new)),
            ):
                spoken = get_language_info(language)["name_translated"]
                yield Change(change.label, change.old, change.new, spoken)


def _all(cue: Any) -> str:
    """The text in the reader's language, and what else there is, so that a new translation is a change."""
    if not isinstance(cue, Mapping):
        return localised(cue)
    here = localised(cue)
    return " / ".join(dict.fromkeys([here, *(cue[code] for code in LANGUAGES if cue.get(code))]))


def _word(word: Mapping[str, Any]) -> str:
    stems = ", ".join(word.get("stems", []))
    return f"{word.get('lemma', '')} ~ {stems}" if stems else str(word.get("lemma", ""))


def history_of(atmosphere: Atmosphere, touchpoints: Mapping[str, str], most: int = 100) -> list[Step]:
    """The newest first, in one query."""
    records = list(
        Atmosphere.history.filter(id=atmosphere.pk)
        .select_related("history_user")
        .order_by("-history_date", "-history_id")[: most + 1]
    )
    steps = []
    for record, earlier in zip(records, [*records[1:], None], strict=True):
        changes = changes_between(_content(earlier), _content(record), touchpoints) if earlier else None
        steps.append(Step(record.history_date, record.history_user, changes))
    return steps[:most]


def content_at(atmosphere: Atmosphere, revision: int) -> Content | None:
    """What it said at that revision; None where its history does not reach so far."""
    record = Atmosphere.history.filter(id=atmosphere.pk, revision=revision).order_by("-history_date").first()
    return _content(record) if record else None


def changed_by(atmosphere: Atmosphere, revision: int) -> list[str]:
    """Who changed it after that revision, the last one first."""
    records = Atmosphere.history.filter(id=atmosphere.pk, revision__gt=revision).select_related(
        "history_user"
    )
    people = [str(each.history_user) for each in records.order_by("-history_date") if each.history_user]
    return list(dict.fromkeys(people))


def _content(record: Any) -> Content:
    return {name: getattr(record, name) for name in FIELDS}
