"""Of a bad file nothing is taken, and everything that is wrong is named with its place in one go."""

import io
import json
import struct
import time
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from eventaudit.library.formats.faults import FormatRefused
from eventaudit.library.formats.reading import read_template
from eventaudit.library.formats.spreadsheet_writing import write_spreadsheet
from eventaudit.library.formats.workbook import MOST_ROWS

from .contents import ATMOSPHERES, default_content


def faults_of(file: bytes) -> list[tuple[str, int, str]]:
    with pytest.raises(FormatRefused) as refused:
        read_template(file, atmospheres=ATMOSPHERES)
    return [(fault.sheet, fault.row, fault.column) for fault in refused.value.faults]


def sentences_of(file: bytes) -> list[str]:
    with pytest.raises(FormatRefused) as refused:
        read_template(file, atmospheres=ATMOSPHERES)
    return [str(fault) for fault in refused.value.faults]


def edited(change) -> bytes:
    """The default template's spreadsheet after a person has done something to it."""
    book = load_workbook(io.BytesIO(write_spreadsheet(default_content())))
    change(book)
    return saved(book)


def saved(book) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def lying_bomb() -> bytes:
    """A zip that says it unpacks to one byte."""
    file = bytearray(zipped(**{"xl/workbook.xml": b"0" * (60 * 1024**2)}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", file, file.rindex(mark) + place, 1)
    return bytes(file)


SPREADSHEET = write_spreadsheet(default_content())


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (b"", "The file is empty. Choose another one."),
        (b"\x89PNG\r\n", "This is neither a spreadsheet (.xlsx) nor JSON. Choose another file."),
        (
            b"\xd0\xcf\x11\xe0rest",
            "This is an old spreadsheet (.xls) or one with a password. Save it as .xlsx.",
        ),
        (b"PK\x03\x04 not a zip", "This is not a spreadsheet that can be read."),
        (SPREADSHEET[:-400], "This is not a spreadsheet that can be read."),
        (zipped(**{"word/document.xml": b"<x/>"}), "This is not a spreadsheet that can be read."),
        (zipped(**{"xl/workbook.xml": b"0" * (60 * 1024**2)}), "The file unpacks to more than can be read."),
        (lying_bomb(), "This is not a spreadsheet that can be read."),
        (
            zipped(**{f"{number}.xml": b"" for number in range(600)}),
            "The file unpacks to more than can be read.",
        ),
        (
            zipped(**{"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
            "This is not a spreadsheet that can be read.",
        ),
        (b"PK\x03\x04" + b"0" * (11 * 1024**2), "The file is larger than 10 MB."),
        (b"{not json", "This is no JSON: look at line 1, letter 2."),
        (b'{"version": NaN}', "This is not a JSON file in UTF-8 that can be stored."),
        (b"[" * 100_000, "This is not a JSON file in UTF-8 that can be stored."),
        (b'{"version": "\\ud800"}', "This is not a JSON file in UTF-8 that can be stored."),
        (b'{"name": {"en": "a\\u0000"}}', "There is a null character in the file. Remove it."),
        (b'{"\xff": 1}', "This is not a JSON file in UTF-8 that can be stored."),
        (b"[1]", "This is not a template: the file must hold one JSON object."),
    ],
)
def test_a_file_that_is_no_template_is_refused_in_a_sentence(file, sentence):
    start = time.process_time()
    (told,) = sentences_of(file)
    assert told.startswith(sentence)
    assert time.process_time() - start < 5


def test_a_workbook_of_something_else_says_what_is_missing():
    book = Workbook()
    assert sentences_of(saved(book)) == [
        "There is neither a sheet “criteria” nor one “survey”. Start from an exported file."
    ]
    book.create_sheet("criteria").append(["key", "touchpoint", "kind"])
    assert faults_of(saved(book)) == [
        ("touchpoints", 0, ""),
        ("criteria", 0, ""),
        ("criteria", 1, ""),
        ("perceivers", 0, ""),
    ]


def test_every_bad_cell_is_named_in_one_go():
    def change(book):
        criteria, options, bands = book["criteria"], book["options"], book["bands"]
        head = {cell.value: cell.column for cell in criteria[1]}
        criteria.cell(2, head["kind"]).value = "poetry"
        criteria.cell(3, head["weight"]).value = "=1+1"
        criteria.cell(4, head["weight"]).value = 7
        criteria.cell(5, head["scored"]).value = "perhaps"
        criteria.cell(6, head["key"]).value = criteria.cell(2, head["key"]).value
        criteria.cell(7, head["touchpoint"]).value = "cellar"
        criteria.cell(8, head["wording (en)"]).value = "#REF!"
        criteria.cell(8, head["wording (en)"]).data_type = "e"
        options["C3"] = "much"
        bands["E4"] = 999
        bands.merge_cells("B6:B7")
        book["conditions"].append(["venue_space_feel", "answer", "nobody", "yes"])
        book["perceivers"]["B2"] = 3
        book["touchpoints"]["A3"] = "not a key"

    places = faults_of(edited(change))
    head = [cell.value for cell in load_workbook(io.BytesIO(SPREADSHEET))["criteria"][1]]
    letters = {title: "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place] for place, title in enumerate(head)}
    wanted = {
        ("criteria", 2, letters["kind"]),
        ("criteria", 3, letters["weight"]),
        ("criteria", 4, letters["weight"]),
        ("criteria", 5, letters["scored"]),
        ("criteria", 6, letters["key"]),
        ("criteria", 7, letters["touchpoint"]),
        ("criteria", 8, letters["wording (en)"]),
        ("options", 3, "C"),
        ("bands", 6, "B"),
        ("conditions", 2, "D"),
        ("perceivers", 2, "B"),
        ("touchpoints", 3, "A"),
    }
    assert wanted <= set(places)
    assert all(sheet and row for sheet, row, _column in places)


def test_ten_thousand_rows_are_refused_quickly():
    def change(book):
        for number in range(10_000):
            book["criteria"].append([f"row_{number}", "venue", "yesno", "Is it?"])

    file = edited(change)
    start = time.process_time()
    assert ("criteria", MOST_ROWS + 1, "") in faults_of(file)
    assert time.process_time() - start < 20


def test_a_cell_far_away_is_refused_quickly():
    def change(book):
        book["criteria"]["XFD1048576"] = "here"

    start = time.process_time()
    places = faults_of(edited(change))
    assert places == [("criteria", 1048576, "")]
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        (b'<row r="900000000000"><c r="A900000000000"><v>1</v></c></row>', True),
        (b'<row><c r="ZZZ1"/></row>' * 100_000, True),
        (b"<!--" + b"<mergeCell " * 200_000 + b"-->", False),
    ],
)
def test_a_sheet_that_says_it_is_endless_is_read_or_refused_quickly(rows, refused):
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SPREADSHEET)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet4.xml":  # of the criteria
                data = data.replace(b"</sheetData>", rows + b"</sheetData>")
            new.writestr(name, data)
    start = time.process_time()
    if refused:
        assert [sheet for sheet, _row, _column in faults_of(file.getvalue())] == ["criteria"]
    else:
        assert read_template(file.getvalue(), atmospheres=ATMOSPHERES).content["criteria"]
    assert time.process_time() - start < 20


def test_a_number_that_no_computer_counts_with_is_named():
    def change(book):
        book["criteria"]["J2"] = "1" * 400
        book["criteria"]["J2"].data_type = "n"

    assert ("criteria", 2, "J") in faults_of(edited(change))


def test_sheets_and_columns_that_are_gone_or_misspelt_are_named():
    def change(book):
        del book["perceivers"]
        book["criteria"]["D1"] = "wordng (en)"
        book["options"]["B1"] = "criterion"

    places = faults_of(edited(change))
    assert ("perceivers", 0, "") in places
    assert ("criteria", 1, "D") in places
    assert ("options", 1, "B") in places


def test_columns_can_be_moved_and_left_out():
    def change(book):
        book["touchpoints"].move_range("D1:F13", cols=4)
        book["criteria"].delete_cols(20)

    assert len(read_template(edited(change), atmospheres=ATMOSPHERES).content["touchpoints"]) == 12


def test_a_person_may_write_numbers_and_flags_in_their_own_way():
    def change(book):
        sheet = book["criteria"]
        head = {cell.value: cell.column for cell in sheet[1]}
        sheet.cell(2, head["weight"]).value = " 3 "
        sheet.cell(2, head["short form"]).value = True
        sheet.cell(3, head["short form"]).value = "Kyllä"
        sheet.cell(2, head["kind"]).value = "Balance"
        book["bands"]["D2"] = "0,5"

    content = read_template(edited(change), atmospheres=ATMOSPHERES).content
    assert content["criteria"][0]["weight"] == 3
    assert [row["core"] for row in content["criteria"][:2]] == [True, True]
    measured = next(row for row in content["criteria"] if row["kind"] == "measure")
    assert measured["band"]["hard_lo"] == 0.5


def test_json_of_the_wrong_shape_is_told_with_paths():
    content = default_content()
    content["criteria"][0] |= {"weight": 9, "sources": "S05", "colour": "red", "source_grade": "g" * 41}
    content["touchpoints"][1]["order"] = 1.5
    content["perceivers"]["p" * 31] = content["perceivers"]["all"]
    content["mood"] = 1
    key = content["criteria"][0]["key"]
    assert sorted(faults_of(json.dumps(content).encode())) == sorted(
        (path, 0, "")
        for path in (
            f"criteria.{key}.weight",
            f"criteria.{key}.sources",
            f"criteria.{key}.colour",
            f"criteria.{key}.source_grade",
            "touchpoints.mood.order",
            f"perceivers.{'p' * 31}",
        )
    )


@pytest.mark.parametrize("rows", [None, {}, "text", [1], [{}], [{"key": []}]])
def test_json_with_anything_in_place_of_rows_is_refused(rows):
    for part in ("touchpoints", "criteria", "perceivers"):
        assert faults_of(json.dumps({**default_content(), part: rows}).encode())


def test_json_without_the_usual_is_filled_in():
    content = default_content()
    for row in content["criteria"]:
        for name in ("core", "hard_fail", "scored", "phases", "perceived_by", "evidence"):
            row.pop(name)
        row["weight"] = float(row["weight"])
    content["criteria"][0]["help"] = {}
    read = read_template(json.dumps(content | {"extra": 1}).encode(), atmospheres=ATMOSPHERES)
    first = read.content["criteria"][0]
    assert (first["core"], first["scored"], first["phases"], first["perceived_by"]) == (
        False,
        True,
        [],
        "all",
    )
    assert "help" not in first
    assert [note.sheet for note in read.notes] == ["extra"]
