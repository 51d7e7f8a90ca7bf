"""A file of any format that templates come in, as content that can become a draft."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ..checking import check_template
from ..problems import Problem
from .faults import Fault, FormatRefused
from .json_form import left_out, parse_json
from .spreadsheet_reading import SpreadsheetReader
from .storable import MENDABLE, plain, storing_problems
from .workbook import sheet_names
from .xlsform_reading import XLSFormReader

OF_SHAPE = {"shape", "empty", "key", "key_twice", "order"}
"""Problems after which the check looks at nothing else."""

OLD_SPREADSHEET = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Reading:
    """A template that can become a draft. key, name: of the template, where the file says them.

    notes: what could not be carried over, and why. mend: what must be mended before it is published.
    """

    content: dict[str, Any]
    key: str
    name: dict[str, str]
    notes: tuple[Fault, ...] = ()
    mend: tuple[Fault, ...] = ()


def read_template(file: bytes, *, atmospheres: Collection[str]) -> Reading:
    """Raises FormatRefused with everything that is wrong; nothing is taken from such a file.

    atmospheres: the keys of those that the organisation sees.
    """
    if file.startswith(b"PK"):
        return _workbook(file, atmospheres)
    if file.startswith(OLD_SPREADSHEET):
        raise FormatRefused(
            [Fault(_("This is an old spreadsheet (.xls) or one with a password. Save it as .xlsx."))]
        )
    if not file.strip():
        raise FormatRefused([Fault(_("The file is empty. Choose another one."))])
    if file.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in (b"{", b"["):
        raise FormatRefused(
            [Fault(_("This is neither a spreadsheet (.xlsx) nor JSON. Choose another file."))]
        )
    return read_json(parse_json(file), atmospheres=atmospheres)


def read_json(data: Mapping[str, Any], *, atmospheres: Collection[str]) -> Reading:
    """As read_template, for what has been parsed."""
    content, notes = plain(data), tuple(left_out(data))
    mend = _checked(content, atmospheres, [], lambda problem: Fault(problem.sentence, problem.path))
    key, name = data.get("key"), data.get("name")
    return Reading(
        content,
        key if isinstance(key, str) else "",
        dict(name) if isinstance(name, Mapping) else {},
        notes,
        mend,
    )


def _workbook(file: bytes, atmospheres: Collection[str]) -> Reading:
    names = sheet_names(file)
    if "survey" in names:
        form = XLSFormReader(file)
        form.read()
        mend = _checked(form.content, atmospheres, form.taker.faults, form.taker.placed)
        return Reading(form.content, form.key, form.name, tuple(form.notes), mend)
    if "criteria" in names:
        reader = SpreadsheetReader(file)
        reader.read()
        mend = _checked(reader.content, atmospheres, reader.taker.faults, reader.taker.placed)
        return Reading(reader.content, reader.key, reader.name, (), mend)
    raise FormatRefused(
        [Fault(_("There is neither a sheet “criteria” nor one “survey”. Start from an exported file."))]
    )


def _checked(
    content: Mapping[str, Any],
    atmospheres: Collection[str],
    faults: list[Fault],
    placed: Callable[[Problem], Fault],
) -> tuple[Fault, ...]:
    """What a draft may bear. Raises FormatRefused with the rest and with `faults`."""
    problems = [one for one in check_template(content, atmospheres=atmospheres).problems if one.grave]
    if not any(problem.key in OF_SHAPE for problem in problems):
        problems += storing_problems(content)
    told = {(fault.sheet, fault.row, fault.column) for fault in faults}
    grave = [placed(problem) for problem in problems if problem.key not in MENDABLE]
    grave = [fault for fault in grave if (fault.sheet, fault.row, fault.column) not in told]
    if faults or grave:
        raise FormatRefused(_in_order([*faults, *grave]))
    return tuple(placed(problem) for problem in problems)


def _in_order(faults: list[Fault]) -> list[Fault]:
    """By sheet as they come, then by row and column."""
    sheets = list(dict.fromkeys(fault.sheet for fault in faults))
    return sorted(faults, key=lambda one: (sheets.index(one.sheet), one.row, len(one.column), one.column))
