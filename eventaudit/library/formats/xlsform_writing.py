"""A template as an XLSForm, for ODK Collect and KoboToolbox.

A group for each touchpoint, a question for each criterion, and its evidence after it. What an XLSForm has no
words for stands in columns whose titles begin with ea_, which its tools leave alone, and in two more sheets.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from ..conditions import PHASE_NAMES, READS_ATMOSPHERE
from ..text import localised
from .columns import SHEETS, titles
from .spreadsheet_rows import Cells, rows_of
from .spreadsheet_writing import head_row, put, saved
from .xlsform_extra import criterion_extra, touchpoint_extra
from .xlsform_logic import relevant_of
from .xlsform_names import (
    AUDITOR,
    GROUP,
    LANGUAGE_NAMES,
    NOTE,
    PHASE,
    PHOTO,
    ROUND,
    SECOND,
    SHARE,
    UNOBSERVED,
    names_of,
)
from .xlsform_questions import (
    ATMOSPHERE_LIST,
    choices_of,
    constraint_of,
    hint_of,
    type_of,
)
from .xlsform_texts import columns, filled, languages_of, said

if TYPE_CHECKING:
    from openpyxl import Workbook

FORM_ID = "eventaudit"
WIDTHS = {"type": 28, "name": 30, "label": 44, "hint": 44, "relevant": 40, "constraint": 20}
SURVEY = (
    "type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message",
    "appearance", "parameters", "ea_key", "ea_kind", "ea_order", "ea_weight", "ea_short", "ea_caps",
    "ea_scored", "ea_phases", "ea_perceived_by", "ea_answers", "ea_unit", "ea_band", "ea_variants",
    "ea_scores", "ea_conditions", "ea_sources", "ea_grade", "ea_missing",
)  # fmt: skip
TRANSLATED = ("label", "hint", "constraint_message")


def write_xlsform(
    content: Mapping[str, Any],
    *,
    key: str = "",
    name: Mapping[str, str] | None = None,
    atmospheres: Mapping[str, Mapping[str, str]],
) -> bytes:
    """The content must have been checked. atmospheres: key to name, for questions that read one."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    form = _Form(content, atmospheres)
    _write(book, "survey", form.titles(SURVEY), list(form.survey()))
    _write(book, "choices", form.titles(("list_name", "name", "label")), list(form.choices()))
    settings = {
        "form_title": localised(name) or key or "Eventaudit",
        "form_id": key or FORM_ID,
        "version": content["version"],
        "default_language": LANGUAGE_NAMES[form.languages[0]],
        "instance_name": f"concat(${{{AUDITOR}}}, ' ', ${{{ROUND}}})",
        "style": "pages",
    }
    _write(book, "settings", tuple(settings), [settings])
    own = rows_of(content, key=key, name=name)
    for title in ("template", "perceivers"):
        _write(book, title, titles(title), own[title])
    return saved(book)


class _Form:
    def __init__(self, content: Mapping[str, Any], atmospheres: Mapping[str, Mapping[str, str]]) -> None:
        self.content, self.atmospheres = content, atmospheres
        self.languages = languages_of(content)
        self.names = names_of(content)
        self.criteria = {row["key"]: row for row in content["criteria"]}

    def titles(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        found: list[str] = []
        for title in wanted:
            found += columns(title, dict.fromkeys(self.languages, "")) if title in TRANSLATED else [title]
        return tuple(found)

    def survey(self) -> Iterator[Cells]:
        yield {"type": "start", "name": "start"}
        yield {"type": "end", "name": "end"}
        yield from self._about_the_walk()
        for touchpoint in sorted(self.content["touchpoints"], key=lambda row: row["order"]):
            own = [row for row in self.content["criteria"] if row["touchpoint"] == touchpoint["key"]]
            yield {
                "type": "begin_group",
                "name": self.names.touchpoints[touchpoint["key"]],
                "appearance": "field-list",
                **columns("label", filled(touchpoint["name"], self.languages)),
                **touchpoint_extra(touchpoint, self.names.touchpoints[touchpoint["key"]], self.languages),
            }
            for row in own:
                yield self._question(row)
                yield from self._more(row)
            yield {"type": "end_group"}

    def _about_the_walk(self) -> Iterator[Cells]:
        group = said(self.languages, lambda: _("About this walkthrough"))
        yield {"type": "begin_group", "name": GROUP, "appearance": "field-list", **columns("label", group)}
        yield {
            "type": "text",
            "name": AUDITOR,
            "required": "yes",
            **columns("label", said(self.languages, lambda: _("Your name"))),
            **columns(
                "hint", said(self.languages, lambda: _("Always written alike: it tells observers apart."))
            ),
        }
        yield {
            "type": "text",
            "name": ROUND,
            **columns("label", said(self.languages, lambda: _("Round"))),
            **columns(
                "hint", said(self.languages, lambda: _("As the event names it; empty where it has none."))
            ),
        }
        yield {
            "type": f"select_one {PHASE}",
            "name": PHASE,
            **columns("label", said(self.languages, lambda: _("Phase of the event"))),
        }
        yield {"type": "end_group"}

    def _question(self, row: Mapping[str, Any]) -> Cells:
        name = self.names.criteria[row["key"]]
        return {
            "type": type_of(row, name),
            "name": name,
            "relevant": relevant_of(row.get("conditions") or (), self.criteria, self.names.criteria),
            **columns("label", filled(row["wording"], self.languages)),
            **columns("hint", hint_of(row, self.languages)),
            **constraint_of(row, self.languages),
            **criterion_extra(row, name, self.languages),
        }

    def _more(self, row: Mapping[str, Any]) -> Iterator[Cells]:
        """The second atmosphere of a mixture, and the evidence."""
        name = self.names.criteria[row["key"]]
        given = f"${{{name}}} != '' and ${{{name}}} != '{UNOBSERVED}'"
        if row.get("options") == READS_ATMOSPHERE:
            yield {
                "type": f"select_one {ATMOSPHERE_LIST}",
                "name": name + SECOND,
                "relevant": f"{given} and ${{{name}}} != 'neutral'",
                **columns("label", said(self.languages, lambda: _("A second atmosphere, if it is mixed"))),
            }
            yield {
                "type": "integer",
                "name": name + SHARE,
                "relevant": f"${{{name + SECOND}}} != ''",
                "constraint": ". >= 50 and . <= 95",
                **columns(
                    "label", said(self.languages, lambda: _("Share of the first atmosphere, in per cent"))
                ),
                **columns(
                    "constraint_message", said(self.languages, lambda: _("Write a number from 50 to 95."))
                ),
            }
        ending = {"photo": PHOTO, "note": NOTE}.get(row["evidence"])
        if ending:
            photo = ending == PHOTO
            yield {
                "type": "image" if photo else "text",
                "name": name + ending,
                "required": "yes",
                "relevant": given,
                "parameters": "max-pixels=2048" if photo else "",
                **columns("label", said(self.languages, lambda: _("Photo") if photo else _("Note"))),
            }

    def choices(self) -> Iterator[Cells]:
        for phase, phase_name in PHASE_NAMES.items():
            yield self._choice(PHASE, phase, said(self.languages, partial(str, phase_name)))
        unobserved = said(self.languages, lambda: _("Could not observe"))
        if any(row.get("options") == READS_ATMOSPHERE for row in self.content["criteria"]):
            for key, name in self.atmospheres.items():
                yield self._choice(ATMOSPHERE_LIST, key, filled(name, self.languages))
            yield self._choice(ATMOSPHERE_LIST, "neutral", said(self.languages, lambda: _("Neutral")))
            yield self._choice(ATMOSPHERE_LIST, UNOBSERVED, unobserved)
        if any(row["kind"] == "yesno" for row in self.content["criteria"]):
            yield self._choice("yes_no", "yes", said(self.languages, lambda: _("Yes")))
            yield self._choice("yes_no", "no", said(self.languages, lambda: _("No")))
            yield self._choice("yes_no", UNOBSERVED, unobserved)
        for row in self.content["criteria"]:
            for choice, texts in choices_of(row, self.languages):
                yield self._choice(self.names.criteria[row["key"]], choice, texts or unobserved)

    def _choice(self, of: str, name: str, texts: Mapping[str, str]) -> Cells:
        return {"list_name": of, "name": name, **columns("label", texts)}


def _write(book: "Workbook", title: str, head: tuple[str, ...], rows: list[Cells]) -> None:
    from openpyxl.styles import Alignment

    sheet = book.create_sheet(title)
    head_row(sheet, head)
    sheet.freeze_panes = "C2" if title == "survey" else "A2"
    for number, cells in enumerate(rows, start=2):
        for place, column in enumerate(head, start=1):
            put(sheet, number, place, cells.get(column))
            sheet.cell(number, place).alignment = Alignment(vertical="top", wrap_text=True)
    for place, column in enumerate(head, start=1):
        width = WIDTHS.get(column.partition("::")[0], 36 if title in SHEETS else 16)
        sheet.column_dimensions[sheet.cell(1, place).column_letter].width = width
