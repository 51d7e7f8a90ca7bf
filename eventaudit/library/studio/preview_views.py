"""Criteria of a draft as the tablet shows them: one that is being edited, or all of them. Nothing is stored.

They stand in a frame of their own, since the tablet's page has its own styles and the width of a tablet.
"""

from collections.abc import Callable, Mapping
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from eventaudit.accounts.policies import admins

from ..conditions import NEUTRAL, PHASE_NAMES
from ..content import content_of
from ..models import TemplateVersion, Touchpoint
from ..problems import LANGUAGES
from ..queries import atmospheres_of
from .criterion_conditions import Option
from .criterion_desk import desk_for
from .criterion_problems import faults_of
from .criterion_shown import shown_criterion, shown_stops
from .criterion_typed import read_criterion
from .fetching import on_draft, on_version

framing = csp_update({"frame-src": [SELF]})
LYING = "lying"


def framed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Shown in a frame of our own pages, and of nobody else's."""
    return xframe_options_sameorigin(csp_replace({"frame-ancestors": [SELF]})(view))


@admins
@require_POST
@on_draft
@framed
def criterion_preview(
    request: HttpRequest, version: TemplateVersion, touchpoint_key: str, criterion_key: str = ""
) -> HttpResponse:
    """The form as it is typed, in `preview_language`, with what the template's check advises."""
    desk = desk_for(request, version, touchpoint_key, criterion_key)
    read = read_criterion(request.POST, key=desk.was or "new", touchpoint=desk.touchpoint["key"])
    others = [row for row in desk.content["criteria"] if row["key"] != read.row["key"]]
    after = {**desk.content, "criteria": [*others, read.row]}
    faults = faults_of(
        read,
        request.POST,
        before=desk.content,
        after=after,
        atmospheres=desk.atmospheres,
        based_on=desk.based_on,
    )
    advice = [sentence for sentences in faults.advice.values() for sentence in sentences]
    with override(_language(request.POST)):
        touchpoint = Touchpoint(key=desk.touchpoint["key"], name=desk.touchpoint["name"])
        rows = {row["key"]: row for row in after["criteria"]}
        gates = {str(one.get("criterion", "")) for one in read.row.get("conditions", ())}
        wanted = [read.row, *(row for row in others if row["key"] in gates)]  # its conditions name them
        criteria = [shown_criterion(row, touchpoint, rows, desk.atmospheres) for row in wanted]
        context = _sheet(desk.version) | {
            "stops": [(touchpoint, criteria)],
            "alone": read.row["key"],
            "advice": advice,
        }
        return render(request, "library/studio/preview_criterion.html", context)


@admins
@require_safe
@on_version
@framing
def preview(request: HttpRequest, version: TemplateVersion) -> HttpResponse:
    """The whole version in the frame of a tablet; `preview_sheet` is what stands in the frame."""
    atmospheres = atmospheres_of(version.template.organisation)
    chosen = _chosen(request.GET, atmospheres)
    names = {**{key: str(one) for key, one in atmospheres.items()}, NEUTRAL: _("Neutral")}
    languages = {code: get_language_info(code)["name_translated"] for code in LANGUAGES}
    context = {
        "version": version,
        "tab": "preview",
        "chosen": chosen,
        "lying": chosen["turned"] == LYING,
        "languages": _options(languages, chosen["language"]),
        "phases": _options({"": _("any"), **PHASE_NAMES}, chosen["phase"]),
        "intentions": _options({"": _("not known")} | names, chosen["intended"]),
        "query": request.GET.urlencode(),
    }
    return render(request, "library/studio/preview.html", context)


@admins
@require_safe
@on_version
@framed
def preview_sheet(request: HttpRequest, version: TemplateVersion) -> HttpResponse:
    """`language`, `phase`, `intended` and `short` as in `preview`."""
    sheet = _sheet(version)
    chosen = _chosen(request.GET, sheet["sheet"]["atmospheres"])
    stops = shown_stops(content_of(version), sheet["sheet"]["atmospheres"], short=bool(chosen["short"]))
    with override(chosen["language"]):
        context = sheet | {"version": version, "stops": stops, "chosen": chosen}
        return render(request, "library/studio/preview_sheet.html", context)


def _sheet(version: TemplateVersion) -> dict[str, Any]:
    """messages: those of the page around the frame are not for the frame."""
    return {"sheet": {"atmospheres": atmospheres_of(version.template.organisation)}, "messages": ()}


def _language(asked: Mapping[str, str], name: str = "preview_language") -> str:
    wanted = asked.get(name) or (get_language() or "en").split("-")[0]
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def _chosen(asked: Mapping[str, str], atmospheres: Mapping[str, object]) -> dict[str, str]:
    """What is not known is taken for not chosen."""
    phase, intended = asked.get("phase", ""), asked.get("intended", "")
    return {
        "language": _language(asked, "language"),
        "phase": phase if phase in PHASE_NAMES else "",
        "intended": intended if intended in atmospheres or intended == NEUTRAL else "",
        "short": "1" if asked.get("short") else "",
        "turned": LYING if asked.get("turned") == LYING else "",
    }


def _options(names: Mapping[str, object], chosen: str) -> list[Option]:
    return [Option(code, str(name), code == chosen) for code, name in names.items()]
