"""A template on paper: the blank checklist for the day when the tablet's battery is empty, as tagged PDF."""

import tempfile
import time
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from eventaudit.accounts.models import Organisation
from eventaudit.library.bands import band_words
from eventaudit.library.conditions import condition_words
from eventaudit.library.criterion_rules import POINTS
from eventaudit.library.models import Criterion, TemplateVersion
from eventaudit.library.queries import atmospheres_of, criteria_of
from eventaudit.library.text import localised
from eventaudit.library.units import unit_name

from .typesetting.typesetter import nodes_of, typeset

FORMS = ("full", "short")
LONG_LABEL, LONG_NAME = 24, 19
"""Letters of an option from which all of a question's stand below one another; of an atmosphere, from which
two of them stand side by side and not three."""

BLACK = "#000000"


def render_checklist(
    version: TemplateVersion, *, language: str, form: str = "full", organisation: Organisation | None = None
) -> bytes:
    """The PDF in `language`, PDF/A-3a and PDF/UA-1. form: 'full' or 'short'. organisation: whose atmospheres
    can be read. Raises RenderingFailed."""
    page = checklist_html(version, language=language, form=form, organisation=organisation)
    with translation.override(language):
        name = f"{localised(version.template.name) or version.template.key} {_label(version)}"
        title = _("Checklist: %(name)s") % {"name": name}
    job = {
        "title": title,
        "author": str(organisation or ""),
        "name": name,
        "language": language,
        "brand": BLACK,
        "body": nodes_of(page, language=language, pictures={}),
    }
    with tempfile.TemporaryDirectory(prefix="checklist-") as folder:
        return typeset("checklist", Path(folder), job, seconds=round(time.time())).pdf


def checklist_html(
    version: TemplateVersion, *, language: str, form: str, organisation: Organisation | None = None
) -> str:
    """What is printed."""
    with translation.override(language):
        return render_to_string("reports/pdf/checklist.html", _context(version, form, organisation))


def _label(version: TemplateVersion) -> str:
    return version.label or str(version.number)


def _context(version: TemplateVersion, form: str, organisation: Organisation | None) -> dict[str, Any]:
    criteria = list(criteria_of(version, form))
    everything = list(criteria_of(version))
    known = atmospheres_of(organisation or version.template.organisation)
    names = {key: str(atmosphere) for key, atmosphere in known.items()}
    rows = {one.key: {"kind": one.kind, "wording": one.wording, "options": one.options} for one in everything}
    numbers = {criterion.key: number for number, criterion in enumerate(criteria, start=1)}
    return {
        "title": localised(version.template.name) or version.template.key,
        "label": _label(version),
        "short": form == "short",
        "touchpoints": [
            {
                "name": str(touchpoint),
                "questions": [_question(one, numbers[one.key], rows, names) for one in own],
            }
            for touchpoint, own in groupby(criteria, key=lambda criterion: criterion.touchpoint)
        ],
    }


def _question(
    criterion: Criterion, number: int, rows: Mapping[str, Mapping], names: Mapping[str, str]
) -> dict[str, Any]:
    choices = list(_choices(criterion, names))
    band = criterion.band or {}
    return {
        "number": number,
        "wording": str(criterion),
        "help": localised(criterion.help),
        "kind": "atmosphere" if criterion.reads_atmosphere else criterion.kind,
        "choices": choices,
        "stacked": any(len(choice) > LONG_LABEL for choice in choices),
        "wide": any(len(choice) > LONG_NAME for choice in choices),
        "ends": _ends(criterion),
        "unit": unit_name(band.get("unit", "")),
        "best": band_words(band) if band else "",
        "conditions": [condition_words(one, rows, names) for one in criterion.conditions],
        "photo": criterion.evidence == Criterion.Evidence.PHOTO,
        "note": criterion.evidence == Criterion.Evidence.NOTE,
        "hard_fail": criterion.hard_fail,
    }


def _choices(criterion: Criterion, names: Mapping[str, str]) -> Iterator[str]:
    if criterion.reads_atmosphere:
        yield from (*names.values(), _("Neutral"))
    elif criterion.kind in POINTS:
        yield from (point.replace("-", "\N{MINUS SIGN}") for point in POINTS[criterion.kind])
    elif criterion.kind == Criterion.Kind.YESNO:
        yield from (_("Yes"), _("No"))
    else:
        yield from (localised(option.get("label")) or option["key"] for option in criterion.options or [])


def _ends(criterion: Criterion) -> list[dict[str, str]]:
    """The described points of the scale, from the lowest to the highest."""
    return [
        {"point": point.replace("-", "\N{MINUS SIGN}"), "words": localised(words)}
        for point, words in criterion.described_ends
    ]
