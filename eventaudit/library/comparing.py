"""Two template versions side by side: what was added, dropped, moved and changed, and what stays comparable.

Pure: works on the contents of two versions (content.py), both checked, asks no database.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .bands import EDGES, band_words, variant_name, worthless_words
from .checking import in_guests_order
from .conditions import PHASE_NAMES, READS_ATMOSPHERE, condition_words
from .grades import grade_name
from .problems import LANGUAGES
from .sameness import question_of
from .text import localised
from .units import unit_name

Comparable = Literal["same", "reworded", "rescored", "different"]
State = Literal["added", "dropped", "moved", "changed"]
"""moved: it is in another touchpoint or order, and may have changed, too."""

LABELS = {
    "name": gettext_lazy("Name"),
    "weight": gettext_lazy("Weight"),
    "kind": gettext_lazy("Kind"),
    "touchpoint": gettext_lazy("Touchpoint"),
    "wording": gettext_lazy("Wording"),
    "help": gettext_lazy("Help"),
    "anchors": gettext_lazy("Scale ends"),
    "options": gettext_lazy("Options"),
    "band": gettext_lazy("Band"),
    "conditions": gettext_lazy("Asked only if"),
    "phases": gettext_lazy("Phases"),
    "perceived_by": gettext_lazy("Perceived by"),
    "evidence": gettext_lazy("Evidence"),
    "core": gettext_lazy("In the short form"),
    "hard_fail": gettext_lazy("Caps the index when failed"),
    "scored": gettext_lazy("Scored"),
    "sources": gettext_lazy("Sources"),
    "source_grade": gettext_lazy("Source grade"),
    "label": gettext_lazy("Name"),
    "default_reach": gettext_lazy("Share of attendees"),
}
KINDS = {
    "fit": gettext_lazy("Fit, 1 to 5"),
    "balance": gettext_lazy("Balance, -2 to +2"),
    "measure": gettext_lazy("Measured number"),
    "yesno": gettext_lazy("Yes or no"),
    "choice": gettext_lazy("Choice"),
    "expectation": gettext_lazy("Against expectation"),
}
EVIDENCE = {"none": gettext_lazy("None"), "note": gettext_lazy("Note"), "photo": gettext_lazy("Photo")}
WHY = {
    "same": gettext_lazy("Answers stay as they are."),
    "reworded": gettext_lazy("Answers stay comparable, but they were given to other words."),
    "rescored": gettext_lazy("Answers stay, but the same answer now gives another score."),
    "different": gettext_lazy("Answers are no longer comparable: this is another question now."),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One field, or one language of a text, in words; '' where it says nothing."""

    field: str
    label: str
    old: str
    new: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """A touchpoint, criterion or perceiver that is not the same in both.

    name: as the newer version has it. comparable: for criteria that are in both, else None.
    """

    key: str
    name: str
    state: State
    touchpoint: str = ""
    changes: tuple[Change, ...] = ()
    comparable: Comparable | None = None

    @property
    def why(self) -> str:
        return str(WHY[self.comparable]) if self.comparable else ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Each in the order of the newer version, then what is dropped. unchanged: how many criteria."""

    touchpoints: tuple[Compared, ...]
    criteria: tuple[Compared, ...]
    perceivers: tuple[Compared, ...]
    unchanged: int

    @property
    def nothing(self) -> bool:
        return not (self.touchpoints or self.criteria or self.perceivers)

    def criteria_that(self, state: State) -> list[Compared]:
        return [one for one in self.criteria if one.state == state]


def compare_contents(
    old: Mapping[str, Any], new: Mapping[str, Any], *, atmospheres: Mapping[str, str] | None = None
) -> Comparison:
    """atmospheres: key to name, for the words of conditions."""
    points_before, points_now = ({row["key"]: row for row in _points(one)} for one in (old, new))
    before, now = ({row["key"]: row for row in in_guests_order(one)} for one in (old, new))
    words = _Words(before, now, points_before, points_now, old, new, atmospheres or {})
    criteria = _compare(before, now, words.criterion_changes, _moved_criteria(before, now), words.place)
    return Comparison(
        touchpoints=tuple(
            _compare(points_before, points_now, words.point_changes, _out_of_order(points_before, points_now))
        ),
        criteria=tuple(criteria),
        perceivers=tuple(_compare(old["perceivers"], new["perceivers"], words.perceiver_changes, set())),
        unchanged=len(now) - sum(one.state != "dropped" for one in criteria),
    )


def comparability(old: Mapping[str, Any], new: Mapping[str, Any]) -> Comparable:
    """Whether answers to a criterion mean the same in both versions.

    Another kind, unit or set of options makes it another question; another band or score only another q.
    """
    if question_of(old) != question_of(new):
        return "different"
    if _scores(old) != _scores(new):
        return "rescored"
    return "same" if _said(old) == _said(new) else "reworded"


def _scores(row: Mapping[str, Any]) -> object:
    if isinstance(row.get("options"), list):
        return {option["key"]: option.get("score") for option in row["options"]}, row["scored"]
    band = row.get("band") or {}
    return [band.get(edge) for edge in EDGES], band.get("variants") or {}, row["scored"]


def _said(row: Mapping[str, Any]) -> object:
    """What an auditor reads before answering."""
    options = row.get("options")
    labels = {one["key"]: one.get("label") for one in options} if isinstance(options, list) else {}
    return row["wording"], row.get("help") or {}, row.get("anchors") or {}, labels


def _points(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return sorted(content["touchpoints"], key=lambda row: row["order"])


# What moved


def _out_of_order(before: Mapping[str, Any], now: Mapping[str, Any]) -> set[str]:
    """The fewest keys that must have been moved, so that one that goes up does not move all below it."""
    place = {key: number for number, key in enumerate(before)}
    shared = [key for key in now if key in place]
    longest: list[tuple[int, int | None]] = []  # (length of the rising run that ends here, the one before)
    for number, key in enumerate(shared):
        earlier = [at for at in range(number) if place[shared[at]] < place[key]]
        best = max(earlier, key=lambda at: longest[at][0], default=None)
        longest.append((1 if best is None else longest[best][0] + 1, best))
    at = max(range(len(shared)), key=lambda number: longest[number][0], default=None)
    stayed = set()
    while at is not None:
        stayed.add(shared[at])
        at = longest[at][1]
    return set(shared) - stayed


def _moved_criteria(before: Mapping[str, Any], now: Mapping[str, Any]) -> set[str]:
    """Into another touchpoint, or to another place within its own."""
    moved = {key for key in now if key in before and now[key]["touchpoint"] != before[key]["touchpoint"]}
    for touchpoint in {row["touchpoint"] for row in now.values()}:
        own = [
            {key: row for key, row in side.items() if row["touchpoint"] == touchpoint and key not in moved}
            for side in (before, now)
        ]
        moved |= _out_of_order(*own)
    return moved


# What changed


def _compare(
    before: Mapping[str, Mapping[str, Any]],
    now: Mapping[str, Mapping[str, Any]],
    changes_of: Callable[[str], list[Change]],
    moved: set[str],
    place: Callable[[str], str] = lambda _key: "",
) -> list[Compared]:
    found = []
    for key, row in now.items():
        if key not in before:
            found.append(Compared(key, _name(row, key), "added", place(key)))
            continue
        changes = tuple(changes_of(key))
        comparable = comparability(before[key], row) if "kind" in row else None
        if changes or key in moved:
            state: State = "moved" if key in moved else "changed"
            found.append(Compared(key, _name(row, key), state, place(key), changes, comparable))
    dropped = [key for key in before if key not in now]
    return found + [Compared(key, _name(before[key], key), "dropped", place(key)) for key in dropped]


def _name(row: Mapping[str, Any], key: str) -> str:
    return localised(row.get("wording") or row.get("name") or row.get("label")) or key


@dataclass(frozen=True, slots=True)
class _Words:
    """Says what changed, each side in the words of its own version."""

    before: Mapping[str, Mapping[str, Any]]
    now: Mapping[str, Mapping[str, Any]]
    points_before: Mapping[str, Mapping[str, Any]]
    points_now: Mapping[str, Mapping[str, Any]]
    old: Mapping[str, Any]
    new: Mapping[str, Any]
    atmospheres: Mapping[str, str]

    def place(self, key: str) -> str:
        side, points = (self.now, self.points_now) if key in self.now else (self.before, self.points_before)
        return _name(points[side[key]["touchpoint"]], side[key]["touchpoint"])

    def point_changes(self, key: str) -> list[Change]:
        old, new = self.points_before[key], self.points_now[key]
        return [*_texts("name", old, new), *_plain("weight", old, new, _number)]

    def perceiver_changes(self, key: str) -> list[Change]:
        old, new = self.old["perceivers"][key], self.new["perceivers"][key]
        return [*_texts("label", old, new), *_plain("default_reach", old, new, _number)]

    def criterion_changes(self, key: str) -> list[Change]:
        old, new = self.before[key], self.now[key]
        found = [*_plain("touchpoint", old, new, str, self._point), *_plain("kind", old, new, _named(KINDS))]
        for name in ("wording", "help"):
            found += _texts(name, old, new)
        found += _anchors(old, new)
        found += _options(old, new)
        found += _bands(old.get("band") or {}, new.get("band") or {})
        found += self._conditions(old, new)
        found += _plain("phases", old, new, _phases)
        found += _plain("perceived_by", old, new, str, self._perceiver)
        found += _plain("evidence", old, new, _named(EVIDENCE))
        found += _plain("weight", old, new, _number)
        for name in ("core", "hard_fail", "scored"):
            found += _plain(name, old, new, _yes_no)
        found += _plain("sources", old, new, _sources)
        found += _plain("source_grade", old, new, lambda grade: grade_name(grade) if grade else "")
        return found

    def _point(self, side: Mapping[str, Any]) -> str:
        points = self.points_before if side is self.before.get(side["key"]) else self.points_now
        return _name(points[side["touchpoint"]], side["touchpoint"])

    def _perceiver(self, side: Mapping[str, Any]) -> str:
        content = self.old if side is self.before.get(side["key"]) else self.new
        return _name(content["perceivers"].get(side["perceived_by"], {}), side["perceived_by"])

    def _conditions(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
        if (old.get("conditions") or []) == (new.get("conditions") or []):
            return []
        words = [
            "; ".join(condition_words(one, side, self.atmospheres) for one in row.get("conditions") or [])
            for row, side in ((old, self.before), (new, self.now))
        ]
        return [_change("conditions", *words)]


def _change(name: str, old: str, new: str, language: str = "", detail: str = "") -> Change:
    label = str(LABELS[name])
    return Change(name, f"{label}: {detail}" if detail else label, old, new, language)


def _plain(
    name: str,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    words: Callable[[Any], str],
    of_row: Callable[[Mapping[str, Any]], str] | None = None,
) -> list[Change]:
    """of_row: where the words depend on the whole row."""
    if (old.get(name) or None) == (new.get(name) or None):
        return []
    shown = [of_row(row) if of_row else words(row.get(name)) for row in (old, new)]
    return [_change(name, *shown)]


def _texts(name: str, old: Mapping[str, Any], new: Mapping[str, Any], detail: str = "") -> list[Change]:
    """Language by language."""
    before, now = old.get(name) or {}, new.get(name) or {}
    return [
        _change(name, before.get(language, ""), now.get(language, ""), language, detail)
        for language in LANGUAGES
        if before.get(language, "") != now.get(language, "")
    ]


def _anchors(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    sides = [row.get("anchors") or {} for row in (old, new)]
    found = []
    for end in sorted({*sides[0], *sides[1]}, key=int):
        before, now = ({"anchors": side.get(end)} for side in sides)
        found += _texts("anchors", before, now, detail=end)
    return found


def _options(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    sides = [_option_rows(row) for row in (old, new)]
    if sides[0] == sides[1]:
        return []
    found = []
    for key in dict.fromkeys([*sides[0], *sides[1]]):
        before, now = (side.get(key, {}) for side in sides)
        if before.get("score") != now.get("score") or not before or not now:
            found.append(_change("options", _option(before), _option(now), detail=key))
        else:
            found += _texts("options", {"options": before["label"]}, {"options": now["label"]}, detail=key)
    return found or [_change("options", ", ".join(sides[0]), ", ".join(sides[1]))]


def _option_rows(row: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    options = row.get("options")
    if options == READS_ATMOSPHERE:
        return {READS_ATMOSPHERE: {"label": {"en": _("the atmospheres")}}}
    return {one["key"]: one for one in options or []}


def _option(option: Mapping[str, Any]) -> str:
    if not option:
        return ""
    score = option.get("score")
    return localised(option["label"]) + (f" ({score:g})" if score is not None else "")


def _bands(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    found = []
    if old.get("unit", "") != new.get("unit", ""):
        found.append(_change("band", unit_name(old.get("unit", "")), unit_name(new.get("unit", ""))))
    if [old.get(edge) for edge in EDGES] != [new.get(edge) for edge in EDGES]:
        found.append(_change("band", _band(old), _band(new)))
    variants = [band.get("variants") or {} for band in (old, new)]
    for name in dict.fromkeys([*variants[0], *variants[1]]):
        if variants[0].get(name) != variants[1].get(name):
            words = [
                _band(band, name) if name in own else ""
                for band, own in zip((old, new), variants, strict=True)
            ]
            found.append(_change("band", *words, detail=variant_name(name)))
    return found


def _band(band: Mapping[str, Any], variant: str = "") -> str:
    if not band:
        return ""
    return ", ".join(filter(None, [band_words(band, variant), worthless_words(band, variant)]))


def _named(names: Mapping[str, object]) -> Callable[[Any], str]:
    return lambda key: str(names.get(key, key or ""))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _yes_no(value: object) -> str:
    return _("Yes") if value else _("No")


def _phases(phases: Sequence[str] | None) -> str:
    return ", ".join(str(PHASE_NAMES.get(phase, phase)) for phase in phases or ())


def _sources(sources: Sequence[object] | None) -> str:
    return ", ".join(map(str, sources or ()))
