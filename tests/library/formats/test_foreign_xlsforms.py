"""Any XLSForm checklist becomes a draft; what has no place is told with its row, column and reason."""

import io
import time

import pytest
from openpyxl import Workbook

from eventaudit.library.formats.faults import FormatRefused
from eventaudit.library.formats.reading import read_template

SURVEY = [
    ["type", "name", "label", "label::suomi (fi)", "label::Français (fr)", "hint", "relevant", "required"],
    ["start", "start"],
    ["text", "who", "Who are you?"],
    ["begin group", "water", "Water point", "Vesipiste", "Point d'eau"],
    ["select_one yn", "works", "Does it work?", "Toimiiko?", None, None, None, "yes"],
    ["select_one rate", "taste", "Taste", None, None, None, "${works} = 'yes'"],
    ["image", "taste_photo", "Photo", None, None, None, "${taste} = '1'"],
    ["integer", "litres", "Litres per minute", None, None, "Use a bucket [l/min]", "${works} != 'no'"],
    ["begin_group", "inner", "Inside", None, None, None, "selected(${works}, 'yes') and ${litres} > 3"],
    ["select_one kind.of", "pump type", "Kind of pump"],
    ["end_group"],
    ["select_multiple yn", "faults", "Faults"],
    ["end group"],
    ["geopoint", "where", "Where?"],
    ["decimal", "depth", "Depth", None, None, None, "${later} = 'a'"],
    ["select_one ab", "later", "Later"],
    ["select_one nowhere", "lost", "Lost"],
]
CHOICES = [
    ["list name", "name", "label", "label::suomi (fi)"],
    ["yn", "yes", "Yes", "Kyllä"],
    ["yn", "no", "No", "Ei"],
    ["yn", "dont_know", "Don't know"],
    *[
        ["rate", number, f"{number} - {word}"]
        for number, word in enumerate(["bad", "", "", "", "good"], start=1)
    ],
    ["kind.of", "hand.pump", "Hand pump"],
    ["kind.of", "other", "Other"],
    ["ab", "a", "A"],
    ["ab", "b", "B"],
]
SETTINGS = [["form_title", "form_id", "version"], ["Water", "water-check 1", "7"]]


def workbook(**sheets) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title.replace("_", " "))
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture
def read():
    return read_template(workbook(survey=SURVEY, choices=CHOICES, settings=SETTINGS), atmospheres=())


def test_groups_become_touchpoints(read):
    assert (read.key, read.name, read.content["version"]) == ("water-check_1", {"en": "Water"}, "7")
    assert [(row["key"], row["name"]) for row in read.content["touchpoints"]] == [
        ("water", {"en": "Water point", "fi": "Vesipiste"}),
        ("general", {"en": "General", "fi": "Yleistä", "sv": "Allmänt"}),
    ]


def test_questions_become_the_kinds_that_fit(read):
    found = {row["key"]: row for row in read.content["criteria"]}
    assert {key: (row["kind"], row["touchpoint"], row["scored"]) for key, row in found.items()} == {
        "works": ("yesno", "water", True),
        "taste": ("fit", "water", True),
        "litres": ("measure", "water", False),
        "pump_type": ("choice", "water", False),
        "depth": ("measure", "general", False),
        "later": ("choice", "general", False),
    }
    assert found["taste"]["anchors"] == {"1": {"en": "bad"}, "5": {"en": "good"}}
    assert found["taste"]["evidence"] == "photo"
    assert found["litres"]["band"]["unit"] == ""
    assert found["pump_type"]["options"][0] == {"key": "hand_pump", "label": {"en": "Hand pump"}}


def test_conditions_come_along_as_far_as_they_can_be_said(read):
    found = {row["key"]: row.get("conditions", []) for row in read.content["criteria"]}
    works = {"kind": "answer", "criterion": "works", "is": [True]}
    assert found == {
        "works": [],
        "taste": [works],
        "litres": [works],
        "pump_type": [],
        "depth": [],
        "later": [],
    }


def test_what_is_left_out_is_named_with_row_and_column(read):
    assert sorted((note.sheet, note.row, note.column) for note in read.notes) == [
        ("choices", 4, "B"),  # don't know
        ("choices", 10, "B"),  # hand.pump
        ("survey", 1, "E"),  # French
        ("survey", 3, "A"),  # text
        ("survey", 5, "H"),  # required
        ("survey", 7, "A"),  # the photo became evidence
        ("survey", 8, "A"),  # no scores
        ("survey", 9, "B"),  # a group in a group
        ("survey", 9, "G"),  # litres > 3
        ("survey", 10, "A"),
        ("survey", 10, "B"),  # a space in the name
        ("survey", 12, "A"),  # select_multiple
        ("survey", 14, "A"),  # geopoint
        ("survey", 15, "A"),
        ("survey", 15, "G"),  # asked only later
        ("survey", 16, "A"),
        ("survey", 17, "A"),  # no such list
    ]
    later = next(str(note) for note in read.notes if (note.row, note.column) == (15, "G"))
    assert later == (
        "survey, row 15, column G: The condition is not carried over, so this is always asked: "
        "“later” is asked only later."
    )


def test_what_must_be_mended_before_it_is_published_is_told(read):
    assert [(fault.row, fault.sentence) for fault in read.mend] == [
        (15, "“General” has no question that is scored. Add one, or remove the touchpoint."),
    ]


@pytest.mark.parametrize(
    ("relevant", "conditions"),
    [
        ("${g} = 'a'", [("g", ["a"])]),
        ('"a" = ${g}', []),
        ("${g}='a' or ${g}='b'", [("g", ["a", "b"])]),
        ("(${g} = 'a' or ${g} = 'b') and selected(${h}, 'no')", [("g", ["a", "b"]), ("h", [False])]),
        ("not(selected(${g}, 'a'))", [("g", ["b"])]),
        ("${g} != ''", [("g", ["a", "b"])]),
        ("${g} = 'a' or ${h} = 'yes'", []),
        ("${g} = 'z'", []),
        ("count-selected(${g}) > 0", []),
        ("((((", []),
        ("(" * 200, []),
        ("${g} = 'a' and", []),
        ("'unclosed", []),
    ],
)
def test_relevant_is_a_condition_or_a_note(relevant, conditions):
    survey = [
        ["type", "name", "label", "relevant"],
        ["begin_group", "t", "T"],
        ["select_one ab", "g", "G"],
        ["select_one yn", "h", "H"],
        ["select_one yn", "q", "Q", relevant],
        ["end_group"],
    ]
    read = read_template(workbook(survey=survey, choices=CHOICES), atmospheres=())
    found = read.content["criteria"][2].get("conditions", [])
    assert [(one["criterion"], one["is"]) for one in found] == conditions
    assert any(note.column == "D" for note in read.notes) == (not conditions)


@pytest.mark.parametrize(
    ("survey", "places"),
    [
        ([["label"], ["x"]], [("survey", 1, ""), ("survey", 1, "")]),
        ([["type", "name"], ["note", "n"]], [("touchpoints", 0, ""), ("criteria", 0, "")]),
        (
            [
                ["type", "name"],
                ["integer", "=1+1"],
                ["begin_group"],
                ["end_group"],
                ["end_group"],
                ["integer", "a"],
            ],
            [("survey", 2, "B")],
        ),
    ],
)
def test_a_form_of_which_nothing_can_be_made_is_refused(survey, places):
    with pytest.raises(FormatRefused) as refused:
        read_template(workbook(survey=survey), atmospheres=())
    assert [(fault.sheet, fault.row, fault.column) for fault in refused.value.faults] == places


def dishes(number: int) -> bytes:
    """A question whose choices have names that are no keys."""
    names = [chr(0x4E00 + place) for place in range(number)]
    choices = [["list_name", "name", "label"], *(["l", name, name] for name in names)]
    return workbook(survey=[["type", "name", "label"], ["select_one l", "dish", "Which?"]], choices=choices)


def test_choices_whose_names_are_no_keys_are_numbered():
    read = read_template(dishes(4), atmospheres=())
    keys = [option["key"] for option in read.content["criteria"][0]["options"]]
    assert keys == ["_", "__2", "__3", "__4"]


def test_thousands_of_them_are_refused_quickly():
    file, start = dishes(4000), time.process_time()
    with pytest.raises(FormatRefused, match="Nobody can choose from 4000 options"):
        read_template(file, atmospheres=())
    assert time.process_time() - start < 20


def test_expressions_that_would_keep_the_server_busy_are_noted():
    """Those of more than 4,000 letters are, and all that come after 2,000,000 letters."""
    long = " and ".join(["${g} = 'a'"] * 260)
    survey = [
        ["type", "name", "label", "relevant"],
        ["begin_group", "t", "T"],
        ["select_one ab", "g", "G"],
        ["select_one yn", "q", "Q", f"{long} and {long}"],
        *[["select_one yn", f"q{number}", "Q", long] for number in range(520)],
        ["end_group"],
    ]

    read = read_template(workbook(survey=survey, choices=CHOICES), atmospheres=())

    with_conditions = [row["key"] for row in read.content["criteria"] if row.get("conditions")]
    left = 2_000_000 - len(survey[3][-1])
    assert with_conditions == [f"q{number}" for number in range(left // len(long))]
    because = "The condition is not carried over, so this is always asked: "
    told = [note.sentence.removeprefix(because) for note in read.notes if note.column == "D"]
    assert told[0] == "“${g} = 'a' and ${g}…” cannot be said here. Only answers of choices can be asked for."
    assert set(told[1:]) == {"the form has more conditions than can be read."}
