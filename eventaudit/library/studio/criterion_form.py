"""The form of one criterion, as its templates draw it (templates/library/studio/_criterion_*.html)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from ..bands import EDGES, VARIANTS
from ..conditions import PHASE_NAMES
from ..criterion_rules import ENDS, POINTS
from ..grades import GRADES, grade_name
from ..models import Criterion
from ..problems import LANGUAGES
from ..text import localised
from ..units import UNITS
from .criterion_conditions import ConditionRow, Option, condition_rows
from .criterion_problems import Faults
from .criterion_typed import rows_of

KINDS = {
    "fit": (gettext_lazy("Fit"), gettext_lazy("How well it fits, from 1 to 5")),
    "balance": (gettext_lazy("Balance"), gettext_lazy("Too little, just right or too much")),
    "measure": (gettext_lazy("Measured number"), gettext_lazy("A number with a best range")),
    "yesno": (gettext_lazy("Yes or no"), gettext_lazy("Asked so that yes is good")),
    "choice": (gettext_lazy("Choice"), gettext_lazy("One of several answers, or an atmosphere")),
    "expectation": (gettext_lazy("Expectation"), gettext_lazy("Below, as expected, or exceeded")),
}
EDGE_NAMES = {
    "hard_lo": gettext_lazy("No points up to"),
    "lo": gettext_lazy("Best from"),
    "hi": gettext_lazy("Best to"),
    "hard_hi": gettext_lazy("No points from"),
}
WEIGHTS = {
    "0": gettext_lazy("0, not counted"),
    "1": gettext_lazy("1, normal"),
    "2": gettext_lazy("2, important"),
    "3": gettext_lazy("3, decisive"),
}
EVIDENCE = {
    "none": gettext_lazy("None"),
    "note": gettext_lazy("A note"),
    "photo": gettext_lazy("A photo"),
}
PLAIN_UNITS = ("min", "s", "m", "°C", "dB(A)", "lx", "mm/m", "%")
WORDS = {"-2": "\u22122", "-1": "\u22121"}


@dataclass(frozen=True, slots=True)
class Text:
    language: str
    language_name: str
    value: str
    missing: bool


@dataclass(frozen=True, slots=True)
class Texts:
    """A text in every language; its inputs are NAME_en, NAME_fi, NAME_sv."""

    name: str
    label: str
    inputs: list[Text]
    errors: Sequence[str] = ()

    @property
    def empty(self) -> bool:
        return not any(text.value for text in self.inputs)


@dataclass(frozen=True, slots=True)
class Edge:
    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Scale:
    """ends: the points that are always described; between: those that usually are not."""

    kind: str
    ends: list[Texts]
    between: list[Texts]


@dataclass(frozen=True, slots=True)
class Row:
    """An option (texts: its label) or a variant (edges)."""

    number: str
    name: str
    key: str
    title: str
    errors: Sequence[str]
    texts: Texts | None = None
    score: str = ""
    score_errors: Sequence[str] = ()
    edges: Sequence[Edge] = ()


@dataclass
class CriterionForm:
    """typed: the fields as they are. key: '' for a new criterion. atmospheres: key to name."""

    typed: QueryDict
    content: Mapping[str, Any]
    key: str
    touchpoint: str
    atmospheres: Mapping[str, str]
    faults: Faults = field(default_factory=Faults)

    @property
    def errors(self) -> Mapping[str, list[str]]:
        return self.faults.grave

    @property
    def kind(self) -> str:
        return self.typed.get("kind", "")

    @property
    def kind_name(self) -> str:
        return str(KINDS[self.kind][0]) if self.kind in KINDS else ""

    @property
    def kinds(self) -> list[tuple[str, str, str]]:
        return [(kind, str(name), str(meaning)) for kind, (name, meaning) in KINDS.items()]

    @cached_property
    def wording(self) -> Texts:
        return self._texts("wording", _("Question"))

    @cached_property
    def help(self) -> Texts:
        return self._texts("help", _("Help"))

    @property
    def scales(self) -> list[Scale]:
        return [
            Scale(
                kind,
                [self._point(kind, point) for point in points if self._is_end(kind, point)],
                [self._point(kind, point) for point in points if not self._is_end(kind, point)],
            )
            for kind, points in POINTS.items()
        ]

    @property
    def edges(self) -> list[Edge]:
        return self._edges("band")

    @property
    def variants(self) -> list[Row]:
        return [
            Row(
                number,
                name := f"variant_{number}",
                self.typed.get(f"{name}_key", ""),
                self.typed.get(f"{name}_name", ""),
                self.errors.get(name, []),
                edges=self._edges(name),
            )
            for number in rows_of(self.typed, "variant")
        ]

    @property
    def options(self) -> list[Row]:
        return self._option_rows("option")

    @property
    def expected(self) -> list[Row]:
        return self._option_rows("expected")

    @property
    def reads_atmosphere(self) -> bool:
        return self.typed.get("reads") == "atmosphere"

    @cached_property
    def conditions(self) -> list[ConditionRow]:
        return condition_rows(
            self.typed,
            self.content,
            key=self.key,
            touchpoint=self.touchpoint,
            atmospheres=self.atmospheres,
            errors=self.errors,
        )

    @property
    def phases(self) -> list[Option]:
        chosen = self.typed.getlist("phases")
        return [Option(key, str(name), key in chosen) for key, name in PHASE_NAMES.items()]

    @property
    def perceivers(self) -> list[Option]:
        chosen = self.typed.get("perceived_by", "")
        names = {key: localised(one.get("label")) or key for key, one in self.content["perceivers"].items()}
        if chosen and chosen not in names:
            names[chosen] = chosen
        return [Option(key, name, key == chosen) for key, name in names.items()]

    @property
    def weights(self) -> list[Option]:
        return self._options("weight", WEIGHTS)

    @property
    def evidence(self) -> list[Option]:
        return self._options("evidence", EVIDENCE)

    @property
    def grades(self) -> list[Option]:
        chosen = self.typed.get("source_grade", "")
        keys = [*GRADES, *([chosen] if chosen and chosen not in GRADES else [])]
        return [Option("", "–", not chosen), *(Option(key, grade_name(key), key == chosen) for key in keys)]

    @property
    def core(self) -> bool:
        return "core" in self.typed

    @property
    def hard_fail(self) -> bool:
        return "hard_fail" in self.typed

    @property
    def scored(self) -> bool:
        return "scored" in self.typed

    @property
    def sources(self) -> str:
        return self.typed.get("sources", "")

    @property
    def unit(self) -> str:
        return self.typed.get("unit", "")

    @property
    def known_units(self) -> list[str]:
        return [*PLAIN_UNITS, *map(str, UNITS.values())]

    @property
    def known_variants(self) -> list[str]:
        return [str(name) for name in VARIANTS.values()]

    @property
    def summary(self) -> list[tuple[str, str, str]]:
        """(place, what it is called, sentence) of everything that must be mended."""
        return [
            (place, label_of(place, self), sentence)
            for place, sentences in self.errors.items()
            for sentence in sentences
        ]

    def has_fault(self, *beginnings: str) -> bool:
        return any(place.startswith(beginnings) for place in self.errors)

    @property
    def fault_in_expected(self) -> bool:
        return self.kind == "expectation" and self.has_fault("expected", "options")

    @property
    def preview_language(self) -> str:
        wanted = self.typed.get("preview_language") or (get_language() or "en").split("-")[0]
        return wanted if wanted in LANGUAGES else LANGUAGES[0]

    @property
    def fault_in_rest(self) -> bool:
        return self.has_fault("sources", "source_grade", "key")

    # Parts

    def _options(self, name: str, names: Mapping[str, object]) -> list[Option]:
        chosen = self.typed.get(name, "")
        return [Option(key, str(words), key == chosen) for key, words in names.items()]

    def _texts(self, name: str, label: str) -> Texts:
        values = {language: self.typed.get(f"{name}_{language}", "") for language in LANGUAGES}
        some = any(value.strip() for value in values.values())
        inputs = [
            Text(language, get_language_info(language)["name_translated"], value, some and not value.strip())
            for language, value in values.items()
        ]
        return Texts(name, label, inputs, self.errors.get(name, []))

    def _point(self, kind: str, point: str) -> Texts:
        return self._texts(f"anchor_{kind}_{point}", _POINT_NAMES[kind, point]())

    def _is_end(self, kind: str, point: str) -> bool:
        return point in ENDS[kind] or (kind == "balance" and point == "0")

    def _edges(self, name: str) -> list[Edge]:
        return [
            Edge(f"{name}_{edge}", str(EDGE_NAMES[edge]), self.typed.get(f"{name}_{edge}", ""))
            for edge in EDGES
        ]

    def _option_rows(self, group: str) -> list[Row]:
        rows = []
        for number in rows_of(self.typed, group):
            name = f"{group}_{number}"
            label = self._texts(f"{name}_label", _("Answer"))
            rows.append(
                Row(
                    number,
                    name,
                    self.typed.get(f"{name}_key", ""),
                    next((text.value for text in label.inputs if text.value), ""),
                    self.errors.get(name, []),
                    texts=label,
                    score=self.typed.get(f"{name}_score", ""),
                    score_errors=self.errors.get(f"{name}_score", []),
                )
            )
        return rows


LABELS = {
    "wording": gettext_lazy("Question"),
    "help": gettext_lazy("Help"),
    "kind": gettext_lazy("Kind of question"),
    "band": gettext_lazy("What is best"),
    "unit": gettext_lazy("Unit"),
    "options": gettext_lazy("Answers"),
    "conditions": gettext_lazy("Asked only if"),
    "phases": gettext_lazy("Phases"),
    "weight": gettext_lazy("Weight"),
    "hard_fail": gettext_lazy("Caps the index when failed"),
    "evidence": gettext_lazy("Evidence expected"),
    "perceived_by": gettext_lazy("Who perceives it"),
}


def label_of(place: str, form: CriterionForm) -> str:
    """What a part of the form is called where a problem in it is told elsewhere."""
    if place in LABELS:
        return str(LABELS[place])
    group, _dash, rest = place.partition("_")
    number = rest.split("_")[0]
    if group == "anchor":
        return _("Point %s of the scale") % rest.split("_")[-1]
    rows = rows_of(form.typed, group)
    words = {"condition": _("Condition %d"), "option": _("Answer %d"), "expected": _("Answer %d")}
    if number in rows and group in words:
        return words[group] % (rows.index(number) + 1)
    return form.typed.get(f"{place}_name", "")


def _names(kind: str, points: Sequence[str]) -> dict[tuple[str, str], Any]:
    """What each point of the scales is called where it is described."""
    meanings = {
        ("fit", "1"): gettext_lazy("not at all"),
        ("fit", "5"): gettext_lazy("completely"),
        ("balance", "-2"): gettext_lazy("far too little"),
        ("balance", "0"): gettext_lazy("just right"),
        ("balance", "+2"): gettext_lazy("far too much"),
    }

    def name_of(point: str) -> Any:
        sign = WORDS.get(point, point)
        meaning = meanings.get((kind, point))
        return lambda: f"{sign}: {meaning}" if meaning else sign

    return {(kind, point): name_of(point) for point in points}


_POINT_NAMES = {key: name for kind, points in POINTS.items() for key, name in _names(kind, points).items()}

NEW: Mapping[str, Any] = {
    "kind": "fit",
    "weight": 1,
    "core": False,
    "hard_fail": False,
    "scored": True,
    "phases": [],
    "perceived_by": "all",
    "evidence": Criterion.Evidence.NONE,
}
