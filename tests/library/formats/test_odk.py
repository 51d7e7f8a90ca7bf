"""The XLSForm as ODK's own programs see it."""

import os
import shutil

import pytest
from pyxform.validators.odk_validate import check_xform
from pyxform.xls2xform import convert

from eventaudit.library.formats.xlsform_writing import write_xlsform

from .contents import ATMOSPHERES, conditional_content, default_content

AWKWARD = ["audit", "meta", "2nd", "-x", "a", "a__photo", "A", "walk", "start", "walk_phase"]


def awkward_content():
    """Keys that are no names in an XLSForm, and texts that mean something there."""
    content = default_content()
    content["criteria"] = content["criteria"][: len(AWKWARD)]
    content["touchpoints"] = content["touchpoints"][:1]
    for key, row in zip(AWKWARD, content["criteria"], strict=True):
        row |= {"key": key, "touchpoint": "venue", "wording": {"en": f"${{{key}}} <b>&amp; 'x'"}}
    content["touchpoints"][0]["key"] = "a"
    for row in content["criteria"]:
        row["touchpoint"] = "a"
    last = content["criteria"][-1]
    last["conditions"] = [{"kind": "answer", "criterion": "audit", "is": [1]}]
    content["criteria"][0] |= {"kind": "fit", "anchors": {}}
    return content


@pytest.fixture
def odk_validate(tmp_path):
    """What ODK Validate says against a form; skips where Java is missing, unless in CI."""
    if not shutil.which("java") and not os.environ.get("CI"):
        pytest.skip("ODK Validate needs Java: sudo apt-get install default-jre-headless")

    def validate(xform: str) -> list[str]:
        path = tmp_path / "form.xml"
        path.write_text(xform)
        return check_xform(str(path))

    return validate


@pytest.mark.parametrize("content", [default_content, conditional_content, awkward_content])
def test_it_is_converted_without_warnings_and_accepted(content, tmp_path, odk_validate):
    path = tmp_path / "form.xlsx"
    path.write_bytes(write_xlsform(content(), key="gala", atmospheres=ATMOSPHERES))
    form = convert(xlsform=str(path), validate=False)
    assert form.warnings == []
    assert odk_validate(form.xform) == []


def test_a_text_in_no_language_of_the_reader_is_never_a_dash(tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(write_xlsform(conditional_content(), atmospheres=ATMOSPHERES))
    assert "<value>-</value>" not in convert(xlsform=str(path), validate=False).xform
