"""A criterion as the tablet would show it, from content that need not be right yet. Nothing is stored."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from ..bands import EDGES
from ..checking import in_guests_order
from ..conditions import READS_ATMOSPHERE, condition_problems
from ..content import ALWAYS
from ..criterion_rules import POINTS
from ..models import Criterion, Touchpoint
from ..problems import is_number, texts_of

FIELDS = ("key", *ALWAYS, "help")


def shown_stops(
    content: Mapping[str, Any], atmospheres: Collection[str], *, short: bool = False
) -> list[tuple[Touchpoint, list[Criterion]]]:
    """The touchpoints of a version in the guest's order, each with its criteria; empty ones are left out."""
    points = {
        row["key"]: Touchpoint(key=row["key"], name=row["name"])
        for row in sorted(content["touchpoints"], key=lambda row: row["order"])
    }
    stops: dict[str, list[Criterion]] = {key: [] for key in points}
    rows = {row["key"]: row for row in content["criteria"]}
    for row in in_guests_order(content):
        if row["touchpoint"] in points and (row["core"] or not short):
            stops[row["touchpoint"]].append(
                shown_criterion(row, points[row["touchpoint"]], rows, atmospheres)
            )
    return [(points[key], criteria) for key, criteria in stops.items() if criteria]


def shown_criterion(
    row: Mapping[str, Any],
    touchpoint: Touchpoint,
    criteria: Mapping[str, Mapping[str, Any]],
    atmospheres: Collection[str],
) -> Criterion:
    """What is wrong with it is left out. criteria: the version's, by key."""
    plain = {name: row[name] for name in FIELDS if name in row}
    plain["wording"] = texts_of(row.get("wording")) or {"en": _("The question stands here.")}
    plain["phases"] = [phase for phase in row.get("phases") or () if isinstance(phase, str)]
    kind = row.get("kind")
    if kind not in Criterion.Kind.values:
        plain["kind"] = Criterion.Kind.FIT
    conditions = [
        one for one in row.get("conditions") or () if not list(condition_problems(one, criteria, atmospheres))
    ]
    anchors = {
        point: words
        for point, words in (row.get("anchors") or {}).items()
        if point in POINTS.get(str(kind), ())
    }
    return Criterion(
        touchpoint=touchpoint,
        **plain,
        anchors=anchors,
        band=_band(row.get("band")) if kind == "measure" else None,
        options=_options(row.get("options")),
        conditions=conditions,
    )


def _band(band: object) -> dict[str, Any]:
    """Numbers that are none are taken for open ends."""
    band = band if isinstance(band, Mapping) else {}
    variants = band.get("variants") if isinstance(band.get("variants"), Mapping) else {}
    return {
        "unit": str(band.get("unit") or ""),
        **{edge: _number(band.get(edge)) for edge in EDGES},
        "variants": {
            key: [_number(edge) for edge in edges]
            for key, edges in variants.items()
            if isinstance(edges, Sequence) and len(edges) == len(EDGES)
        },
    }


def _number(value: object) -> object:
    return value if is_number(value) else None


def _options(options: object) -> object:
    if options == READS_ATMOSPHERE:
        return READS_ATMOSPHERE
    rows = [one for one in options if isinstance(one, Mapping)] if isinstance(options, list) else []
    return [
        {"key": str(one.get("key") or number), "label": texts_of(one.get("label"))}
        for number, one in enumerate(rows)
    ]
