"""Changes of single criteria in the content of a draft, altered in place, and their keys."""

from collections.abc import Mapping
from typing import Any

from ..models import Criterion, TemplateVersion
from ..problems import texts_of
from .criterion_typed import key_from, unique
from .outline import part

Content = dict[str, Any]


def put_criterion(content: Content, row: Mapping[str, Any], *, was: str = "") -> None:
    """The criterion `was` says `row`; '': it is new, the last of its touchpoint.

    Under another key than before, the conditions that ask for its answer follow. Where `was` is gone
    meanwhile, it comes back. Raises UnknownPart where its touchpoint is not there.
    """
    part(content["touchpoints"], row["touchpoint"])
    rows = content["criteria"]
    at = next((number for number, one in enumerate(rows) if was and one["key"] == was), None)
    if at is None:
        rows.append(dict(row))
        return
    rows[at] = dict(row)
    if row["key"] != was:
        for condition in _asking_for(content, was):
            condition["criterion"] = row["key"]


def drop_criterion(content: Content, key: str) -> None:
    """Conditions that ask for its answer go with it. Raises UnknownPart."""
    gone = part(content["criteria"], key)
    content["criteria"].remove(gone)
    for row in content["criteria"]:
        conditions = row.get("conditions") or []
        kept = [one for one in conditions if one.get("criterion") != key]
        if len(kept) < len(conditions):
            row["conditions"] = kept


def depending_on(content: Content, key: str) -> list[Mapping[str, Any]]:
    """The criteria that ask for its answer."""
    return [
        row
        for row in content["criteria"]
        if any(one.get("criterion") == key for one in row.get("conditions") or ())
    ]


def _asking_for(content: Content, key: str) -> list[dict[str, Any]]:
    return [
        condition
        for row in depending_on(content, key)
        for condition in row["conditions"]
        if condition.get("criterion") == key
    ]


def new_key(version: TemplateVersion, touchpoint: str, wording: Mapping[str, str]) -> str:
    """From the English wording, else another language's; never one that a version of the template had."""
    words = next(iter(texts_of(wording).values()), "")
    key = f"{touchpoint}_{key_from(words) or 'question'}"[:70].strip("_")
    templates = {version.template_id, version.based_on and version.based_on.template_id}
    taken = set(
        Criterion.objects.filter(version__template__in=templates - {None}).values_list("key", flat=True)
    )
    taken |= set(Criterion.history.filter(version_id=version.pk).values_list("key", flat=True))
    return unique(key, taken.__contains__)
