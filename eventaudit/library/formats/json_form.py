"""A template as JSON: the form of fixtures/template.json, with its key and name beside."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from ..content import TOUCHPOINT_FIELDS
from .faults import Fault, FormatRefused

MOST_BYTES = 10 * 1024**2
KNOWN = {"version", "touchpoints", "perceivers", "criteria", "key", "name"}
DERIVED = {"atmosphere_read_options"}
"""In the fixture for other readers; the site takes the names of atmospheres from the atmospheres."""


def write_json(content: Mapping[str, Any], *, key: str = "", name: Mapping[str, str] | None = None) -> bytes:
    whole = {"key": key, "name": dict(name or {}), **content}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def parse_json(file: bytes) -> dict[str, Any]:
    """Raises FormatRefused with the line where the file is no JSON."""
    if len(file) > MOST_BYTES:
        sentence = _("The file is larger than %d MB. Take out what is not needed.") % (MOST_BYTES // 1024**2)
        raise FormatRefused([Fault(sentence)])
    try:
        text = file.decode("utf-8-sig")
        data = json.loads(text, parse_constant=_no_constant)
        written = json.dumps(data, ensure_ascii=False)
        written.encode()  # a half of a letter cannot be stored
    except json.JSONDecodeError as error:
        sentence = _(
            "This is no JSON: look at line %(line)d, letter %(column)d. Export it again, or mend it."
        )
        where = {"line": error.lineno, "column": error.colno}
        raise FormatRefused([Fault(sentence % where)]) from error
    except (UnicodeError, ValueError, RecursionError) as error:
        sentence = _("This is not a JSON file in UTF-8 that can be stored. Export it again.")
        raise FormatRefused([Fault(sentence)]) from error
    if "\\u0000" in written.replace("\\\\", ""):  # that of PostgreSQL neither
        raise FormatRefused([Fault(_("There is a null character in the file. Remove it."))])
    if not isinstance(data, dict):
        raise FormatRefused([Fault(_("This is not a template: the file must hold one JSON object."))])
    return data


def _no_constant(word: str) -> None:
    raise ValueError(word)


def left_out(data: Mapping[str, Any]) -> Iterator[Fault]:
    """What stands in the file and no template has."""
    for name in sorted(data.keys() - KNOWN - DERIVED):
        yield Fault(_("“%s” is not part of a template. It is left out.") % name[:40], name[:40])
    touchpoints = data.get("touchpoints")
    for row in touchpoints if isinstance(touchpoints, list) else ():
        for name in sorted(row.keys() - set(TOUCHPOINT_FIELDS)) if isinstance(row, dict) else ():
            sentence = _("“%s” is not part of a touchpoint. It is left out.") % name[:40]
            yield Fault(sentence, f"touchpoints.{row.get('key')}"[:80])
