"""A template version as one JSON object, in the form of fixtures/template.json, and back.

Everything that compares, checks, exports or imports templates works on this object, never on rows:

    {"version": label,
     "touchpoints": [{"key", "order", "weight", "name": {language: text}}],
     "perceivers": {key: {"label": {language: text}, "default_reach": 0 to 1}},
     "criteria": [{"key", "touchpoint", "kind", "weight", "core", "hard_fail", "scored", "phases",
                   "perceived_by", "evidence", "wording", and where there is one: "help", "anchors", "band",
                   "options", "conditions", "sources", "source_grade"}]}

Criteria stand in the guest's order. What is empty and optional is left out, so that two versions that say
the same are equal.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from itertools import count
from typing import Any

from django.db.models import Model
from simple_history.utils import bulk_create_with_history

from .models import Criterion, TemplateVersion, Touchpoint
from .policies import check_can_edit_version

TOUCHPOINT_FIELDS = ("key", "order", "weight", "name")
ALWAYS = ("kind", "weight", "core", "hard_fail", "scored", "phases", "perceived_by", "evidence", "wording")
WHERE_THERE = ("help", "anchors", "band", "options", "conditions", "sources", "source_grade")


def content_of(version: TemplateVersion) -> dict[str, Any]:
    """The whole content of a version, in two queries."""
    criteria = version.criteria.select_related("touchpoint").order_by("touchpoint__order", "order")
    return {
        "version": version.label,
        "touchpoints": list(version.touchpoints.order_by("order").values(*TOUCHPOINT_FIELDS)),
        "perceivers": version.perceivers,
        "criteria": [criterion_content(criterion) for criterion in criteria],
    }


def criterion_content(criterion: Criterion) -> dict[str, Any]:
    content = {"key": criterion.key, "touchpoint": criterion.touchpoint.key}
    content |= {name: getattr(criterion, name) for name in ALWAYS}
    return content | {name: getattr(criterion, name) for name in WHERE_THERE if getattr(criterion, name)}


def write_content(version: TemplateVersion, content: Mapping[str, Any]) -> None:
    """Make a draft say exactly this, touching only rows that differ, so that its history says what changed.

    Call in a transaction, after checking the content.
    """
    check_can_edit_version(version)
    touchpoints = {
        row["key"]: {name: row[name] for name in TOUCHPOINT_FIELDS} for row in content["touchpoints"]
    }
    places = defaultdict(count)  # within each touchpoint: what moves in one leaves the others' rows alone
    criteria = {row["key"]: {"order": next(places[row["touchpoint"]]), **row} for row in content["criteria"]}
    version.criteria.exclude(key__in=criteria).delete()
    points = _write(Touchpoint, version, touchpoints)
    for row in criteria.values():
        row["touchpoint"] = points[row["touchpoint"]]
    _write(Criterion, version, criteria)
    version.touchpoints.exclude(key__in=touchpoints).delete()


def _write(
    model: type[Model], version: TemplateVersion, wanted: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """Key to row, after creating and changing what is needed."""
    rows = {row.key: row for row in model.objects.filter(version=version)}
    optional = {field.name: field.get_default() for field in model._meta.concrete_fields if field.blank}
    for key, fields in wanted.items():
        if key not in rows:
            continue
        row, fields = rows[key], {**optional, **fields}
        changed = [name for name in fields if name != "id" and getattr(row, name) != fields[name]]
        for name in changed:
            setattr(row, name, fields[name])
        if changed:
            row.save(update_fields=changed)
    new = [model(version=version, **fields) for key, fields in wanted.items() if key not in rows]
    bulk_create_with_history(new, model)
    return rows | {row.key: row for row in new}


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 in hexadecimal; equal contents have equal digests, whatever the order of their keys."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
