"""What a criterion of a draft is edited with: the draft's content, its place in it, and what it says now."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest

from ..content import content_of
from ..models import Criterion, TemplateVersion, Touchpoint
from ..queries import atmospheres_of
from ..text import localised
from .criterion_form import NEW

Content = dict[str, Any]


@dataclass
class Desk:
    """was: the key of the criterion, '' where it is new. stored: what it says now; None: new, or deleted.

    gone: its touchpoint has been deleted while the form was being filled in; another one stands in.
    """

    version: TemplateVersion
    content: Content
    touchpoint: Mapping[str, Any]
    was: str = ""
    stored: Mapping[str, Any] | None = None
    gone: bool = False

    @cached_property
    def atmospheres(self) -> dict[str, str]:
        """Key to name."""
        known = atmospheres_of(self.version.template.organisation)
        return {key: str(atmosphere) for key, atmosphere in known.items()}

    @cached_property
    def based_on(self) -> Content | None:
        return content_of(self.version.based_on) if self.version.based_on else None

    @property
    def row(self) -> Mapping[str, Any]:
        """What the form begins with."""
        return self.stored or NEW

    @property
    def name(self) -> str:
        return localised(self.row.get("wording")) or self.was

    @property
    def touchpoint_name(self) -> str:
        return localised(self.touchpoint["name"]) or self.touchpoint["key"]


def desk_for(request: HttpRequest, version: TemplateVersion, touchpoint_key: str, was: str = "") -> Desk:
    """Raises Http404 where there is no such thing; for a form that comes back, where there never was."""
    content = content_of(version)
    points = {row["key"]: row for row in content["touchpoints"]}
    stored = next((row for row in content["criteria"] if was and row["key"] == was), None)
    here = stored["touchpoint"] if stored and request.method == "POST" else touchpoint_key
    if stored and stored["touchpoint"] == here:
        return Desk(version, content, points[here], was, stored)
    if not was and here in points:
        return Desk(version, content, points[here])
    if request.method != "POST" or not points or not _ever(version, touchpoint_key, was):
        raise Http404
    first = min(points.values(), key=lambda row: row["order"])
    return Desk(version, content, points.get(here, first), was, gone=here not in points)


def _ever(version: TemplateVersion, touchpoint_key: str, was: str) -> bool:
    """Whether the draft ever had them: then somebody else has deleted them, and what was typed is kept."""
    points = Touchpoint.history.filter(version_id=version.pk, key=touchpoint_key)
    criteria = Criterion.history.filter(version_id=version.pk, key=was)
    return points.exists() and (not was or criteria.exists())
