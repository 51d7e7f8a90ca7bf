"""Between a criterion and the fields of its form: what is shown and posted again says the same."""

import pytest
from django.utils import translation

from eventaudit.library.studio.criterion_typed import (
    key_from,
    number_of,
    number_words,
    read_criterion,
    typed_of,
    unique,
    with_rows_changed,
)

from .criterion_forms import typed


def _again(row: dict) -> dict:
    return read_criterion(typed_of(row), key=row["key"], touchpoint=row["touchpoint"]).row


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_every_criterion_of_the_default_template_comes_back_as_it_was(template_json, language):
    wanted = [
        {name: value for name, value in row.items() if value or name not in ("sources", "source_grade")}
        for row in template_json["criteria"]
    ]
    with translation.override(language):
        assert [_again(row) for row in template_json["criteria"]] == wanted


def test_conditions_come_back_with_values_of_their_own_type():
    row = {
        **read_criterion(typed(), key="k", touchpoint="venue").row,
        "conditions": [
            {"kind": "answer", "criterion": "a", "is": [True, 1, "1"]},
            {"kind": "phase", "phases": ["meal", "break"]},
            {"kind": "atmosphere", "atmospheres": ["luxury", "neutral"]},
        ],
    }
    assert _again(row) == row


def test_only_the_fields_of_the_chosen_kind_become_content_and_the_others_stay_in_the_form():
    data = typed(kind="yesno", anchor_fit_1_en="bad", unit="m", option_0_label_en="one", wording_en="Is it?")
    assert read_criterion(data, key="k", touchpoint="venue").row == {
        "key": "k", "touchpoint": "venue", "kind": "yesno", "weight": 1, "core": False, "hard_fail": False,
        "scored": True, "phases": [], "perceived_by": "all", "evidence": "none", "wording": {"en": "Is it?"},
    }  # fmt: skip
    data["kind"] = "fit"
    assert read_criterion(data, key="k", touchpoint="venue").row["anchors"] == {"1": {"en": "bad"}}
    data["kind"] = "measure"
    assert read_criterion(data, key="k", touchpoint="venue").row["band"]["unit"] == "m"


def test_a_reading_of_the_atmosphere_is_never_scored():
    data = typed(kind="choice", reads="atmosphere", weight=3, scored="on", hard_fail="on")
    row = read_criterion(data, key="k", touchpoint="venue").row
    assert {name: row[name] for name in ("options", "weight", "scored", "hard_fail")} == {
        "options": "ATMOSPHERES",
        "weight": 0,
        "scored": False,
        "hard_fail": False,
    }


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", None),
        (" 1,5 ", 1.5),
        ("\u22122", -2),
        ("3.0", 3),
        ("nan", "nan"),
        ("inf", "inf"),
        ("1e9", "1e9"),
        ("9" * 400, "9" * 40),
        ("٣", 3),
    ],
)
def test_numbers_are_read_as_people_write_them_and_the_rest_is_left_as_it_is(text, number):
    assert number_of(text) == number


def test_numbers_are_written_in_the_readers_language():
    with translation.override("fi"):
        assert [number_words(value) for value in (0.85, 20, None, "nan")] == ["0,85", "20", "", "nan"]


def test_options_get_a_key_from_their_first_words_once_and_keep_it():
    data = typed(kind="choice", option=["0", "1", "2"], option_0_label_en="Solved here", option_0_score=1,
                 option_1_label_fi="Käännytettiin pois", option_1_score=0,
                 option_2_key="solved_here", option_2_label_en="Old", option_2_score="0,5")  # fmt: skip
    assert read_criterion(data, key="k", touchpoint="venue").row["options"] == [
        {"key": "solved_here_2", "score": 1, "label": {"en": "Solved here"}},
        {"key": "kaannytettiin_pois", "score": 0, "label": {"fi": "Käännytettiin pois"}},
        {"key": "solved_here", "score": 0.5, "label": {"en": "Old"}},
    ]


def test_variants_keep_their_key_under_their_name_and_get_one_from_another_name():
    data = typed(kind="measure", variant=["0", "1", "2"],
                 variant_0_name="rows of seats", variant_0_lo=1,
                 variant_1_key="up_to_100", variant_1_name="Up to 100 people", variant_1_hi=3,
                 variant_2_name="On a boat", variant_2_lo=2)  # fmt: skip
    assert read_criterion(data, key="k", touchpoint="venue").row["band"]["variants"] == {
        "theatre": [None, 1, None, None],
        "up_to_100": [None, None, 3, None],
        "on_a_boat": [None, 2, None, None],
    }


def test_a_variant_that_is_there_twice_or_has_no_name_is_not_lost_in_silence():
    data = typed(kind="measure", variant=["0", "1", "2", "3"], variant_0_name="party", variant_1_name="Party",
                 variant_2_lo=4)  # fmt: skip
    read = read_criterion(data, key="k", touchpoint="venue")
    assert (read.twice, read.unnamed) == (["1"], ["2"])


@pytest.mark.parametrize(
    ("do", "rows"),
    [
        ("option-add", ["0", "5", "6"]),
        ("option-remove-0", ["5"]),
        ("option-up-5", ["5", "0"]),
        ("option-up-0", ["0", "5"]),
        ("option-remove-99", ["0", "5"]),
        ("kind", ["0", "5"]),
    ],
)
def test_rows_are_added_removed_and_moved(do, rows):
    assert with_rows_changed(typed(option=["0", "5"]), do).getlist("option") == rows


def test_rows_end_somewhere():
    many = typed(option=[str(number) for number in range(60)])
    assert len(with_rows_changed(many, "option-add").getlist("option")) == 60


def test_keys_are_plain_letters_and_one_of_their_own():
    assert key_from("Miltä tilojen väljyys tuntuu?") == "milta_tilojen_valjyys_tuntuu"
    assert key_from("会場") == ""
    assert unique("a", {"a", "a_2"}.__contains__) == "a_3"


def test_a_hostile_form_is_read_without_harm():
    rows = ["9" * 5000, "-1", "\u00b2", "0"]
    data = typed(condition=rows, condition_0_kind="answer", condition_0_is=["[" * 100_000, "{}", "9" * 5000],
                 source_grade="g" * 20_000, unit="\x00m", kind="measure", variant=rows)  # fmt: skip
    row = read_criterion(data, key="k", touchpoint="venue").row
    assert row["conditions"] == [
        {"kind": "answer", "criterion": "", "is": ["[" * 100_000, "{}", "9" * 5000]},
    ]
    assert (row["source_grade"], row["band"]["unit"]) == ("g" * 40, "m")
    assert with_rows_changed(data, "condition-add").getlist("condition") == ["0", "1"]
