"""Out and in again changes nothing, in each of the formats."""

import io
import json
import zipfile

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from eventaudit.library.checking import check_template
from eventaudit.library.formats.json_form import write_json
from eventaudit.library.formats.reading import read_template
from eventaudit.library.formats.spreadsheet_writing import write_spreadsheet
from eventaudit.library.formats.xlsform_writing import write_xlsform

from .contents import ATMOSPHERES, conditional_content, contents, default_content

NAME = {"en": "Gala", "sv": "Fest"}
WRITERS = {
    "json": write_json,
    "xlsx": write_spreadsheet,
    "xlsform": lambda content, **more: write_xlsform(content, **more, atmospheres=ATMOSPHERES),
}
QUICK = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # what fails is small enough to be read as it is
)


def out_and_in(content, form):
    return read_template(WRITERS[form](content, key="gala", name=NAME), atmospheres=ATMOSPHERES)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("content", [default_content, conditional_content])
def test_the_library_comes_back_as_it_was(form, content):
    read = out_and_in(content(), form)
    assert read.content == content()
    assert (read.key, read.name, read.notes, read.mend) == ("gala", NAME, (), ())


@pytest.mark.parametrize("form", WRITERS)
@QUICK
@given(content=contents())
def test_any_sound_content_comes_back_as_it_was(form, content):
    assert [
        one for one in check_template(content, atmospheres=ATMOSPHERES).problems if one.key not in MENDED
    ] == []
    read = out_and_in(content, form)
    assert (read.content, read.notes) == (content, ())


MENDED = {"nothing_scored", "condition_never"}
"""What the made-up contents may have."""


def test_the_json_is_the_form_of_the_fixtures():
    written = json.loads(write_json(default_content(), key="gala", name=NAME))
    assert {name: part for name, part in written.items() if name not in ("key", "name")} == default_content()


@pytest.mark.parametrize("form", ["xlsx", "xlsform"])
def test_what_looks_like_a_formula_is_written_as_text(form):
    content = default_content()
    content["touchpoints"][0]["name"] = {"en": '=HYPERLINK("http://evil.example")', "fi": "+1", "sv": "#REF!"}
    written = WRITERS[form](content)
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        sheets = b"".join(archive.read(name) for name in archive.namelist() if "worksheets/" in name)
    assert b"<f>" not in sheets
    assert b"<f " not in sheets.replace(b"<formula", b"")
    assert b't="e"' not in sheets
    assert read_template(written, atmospheres=ATMOSPHERES).content == content


def test_letters_that_a_spreadsheet_cannot_hold_become_spaces():
    content = default_content()
    content["touchpoints"][0]["name"]["en"] = "Ven\x07ue\uffff!"
    content["touchpoints"][0]["name"]["fi"] = "yksi\r\nkaksi"
    name = out_and_in(content, "xlsx").content["touchpoints"][0]["name"]
    assert name == {"en": "Ven ue !", "fi": "yksi\nkaksi", "sv": "Miljö och lokaler"}
