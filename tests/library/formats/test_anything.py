"""Whatever stands in a workbook or a JSON file: it is read, or refused with sentences; nothing breaks."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventaudit.library.comparing import compare_contents
from eventaudit.library.formats.faults import FormatRefused
from eventaudit.library.formats.reading import read_template
from eventaudit.library.formats.spreadsheet_rows import rows_of

from .contents import ATMOSPHERES, conditional_content
from .test_foreign_xlsforms import workbook

MANY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
TYPES = [
    "begin_group", "begin group", "end_group", "begin_repeat", "end_repeat", "select_one l", "select_one",
    "range", "select_multiple l", "integer", "decimal", "text", "image", "note", "calculate",
    "select_one l or_other",
]  # fmt: skip
EXTRA = [
    "ea_kind",
    "ea_band",
    "ea_variants",
    "ea_scores",
    "ea_conditions",
    "ea_answers",
    "ea_key",
    "ea_order",
    "ea_weight",
]
CELLS = st.one_of(
    st.none(),
    st.integers(-3, 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.sampled_from(
        ["a", "b", "a__photo", "${a} = '1'", "fit", "choice", "1; 2; 3; 4", "x: 1", "answer a: 1", "phase: x"]
    ),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=8),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 5) | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def taken_or_refused(file: bytes) -> None:
    """What is taken can be compared and written again."""
    try:
        read = read_template(file, atmospheres=ATMOSPHERES)
    except FormatRefused as refused:
        faults = refused.faults
    else:
        assert compare_contents(read.content, read.content).nothing
        assert rows_of(read.content)["criteria"]
        return
    assert faults
    assert all(fault.sentence for fault in faults)


@MANY
@given(st.data())
def test_any_survey(data):
    head = ["type", "name", "label", "hint", "relevant", *EXTRA]
    row = st.tuples(st.sampled_from(TYPES), *[CELLS] * (len(head) - 1)).map(list)
    choice = st.tuples(st.just("l"), CELLS, CELLS).map(list)
    survey = [head, *data.draw(st.lists(row, max_size=8))]
    choices = [["list_name", "name", "label"], *data.draw(st.lists(choice, max_size=6))]
    taken_or_refused(workbook(survey=survey, choices=choices))


@MANY
@given(st.data())
def test_any_change_of_a_spreadsheet(data):
    content = conditional_content()
    content["criteria"] = content["criteria"][:8]
    rows = rows_of(content)
    for _change in range(data.draw(st.integers(1, 6))):
        sheet = data.draw(st.sampled_from([name for name, cells in rows.items() if cells]))
        row = data.draw(st.sampled_from(rows[sheet]))
        row[data.draw(st.sampled_from(sorted(row)))] = data.draw(CELLS)
    sheets = {
        name: [list(cells[0]), *[list(row.values()) for row in cells]]
        for name, cells in rows.items()
        if cells
    }
    taken_or_refused(workbook(**sheets))


@MANY
@given(st.data())
def test_any_change_of_a_json(data):
    content = conditional_content()
    content["criteria"] = content["criteria"][:8]
    for _change in range(data.draw(st.integers(1, 4))):
        part = data.draw(st.sampled_from(["version", "touchpoints", "criteria", "perceivers"]))
        at = content[part]
        while isinstance(at, dict | list) and at and data.draw(st.booleans()):
            inner = at if isinstance(at, dict) else range(len(at))
            key = data.draw(st.sampled_from(sorted(inner)))
            if not isinstance(at[key], dict | list) or data.draw(st.booleans()):
                at[key] = data.draw(JSON)
                break
            at = at[key]
    taken_or_refused(json.dumps(content).encode())
