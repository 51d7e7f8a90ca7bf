"""A template version as a file of one of the formats."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eventaudit.accounts.models import Organisation

from ..checking import check_template
from ..content import content_of
from ..models import TemplateVersion
from ..queries import atmospheres_of
from .faults import Fault, FormatRefused
from .json_form import write_json
from .spreadsheet_writing import write_spreadsheet
from .storable import MENDABLE
from .xlsform_writing import write_xlsform

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Format:
    """name: as people call it. use: what it is good for. ending: of the file's name, behind the key."""

    name: Promise
    use: Promise
    ending: str
    mime: str


FORMATS: Mapping[str, Format] = {
    "xlsx": Format(
        gettext_lazy("Spreadsheet"),
        gettext_lazy("To edit in Excel or LibreOffice and bring back."),
        ".xlsx",
        XLSX,
    ),
    "xlsform": Format(
        gettext_lazy("XLSForm"),
        gettext_lazy("To walk with ODK Collect or KoboToolbox."),
        "-xlsform.xlsx",
        XLSX,
    ),
    "json": Format(
        gettext_lazy("JSON"),
        gettext_lazy("For programs, and for another site of Eventaudit."),
        ".json",
        "application/json",
    ),
}


def write_template(version: TemplateVersion, form: str, *, organisation: Organisation | None = None) -> bytes:
    """form: of FORMATS. organisation: whose atmospheres can be read. Raises FormatRefused where the content
    (a draft's) is not fit for it yet."""
    content = content_of(version)
    key, name = version.template.key, version.template.name
    if form == "json":
        return write_json(content, key=key, name=name)
    known = atmospheres_of(organisation or version.template.organisation)
    _check(content, known)
    if form == "xlsx":
        return write_spreadsheet(content, key=key, name=name)
    names = {atmosphere.key: atmosphere.name for atmosphere in known.values()}
    return write_xlsform(content, key=key, name=name, atmospheres=names)


def file_name(version: TemplateVersion, form: str) -> str:
    """ASCII, such as gala-2.0.xlsx."""
    label = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in version.label)
    return f"{version.template.key}-{label or version.number}{FORMATS[form].ending}"


def _check(content: Mapping[str, Any], atmospheres: Mapping[str, object]) -> None:
    problems = check_template(content, atmospheres=atmospheres).problems
    if not content["touchpoints"] or not content["criteria"]:
        raise FormatRefused([Fault(_("There is nothing in this draft yet that could be exported."))])
    grave = [problem for problem in problems if problem.key not in MENDABLE]
    if grave:
        raise FormatRefused(Fault(problem.sentence, problem.path) for problem in grave)
