import json
from pathlib import Path

import pytest
from django.utils.translation import override

from eventaudit.walkthroughs.coding import fields_of, number_text, value_of

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "answer_coding.json").read_text())


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: f"{case['kind']} {case['fields']}")
def test_the_fields_of_a_question_mean_the_same_as_in_the_browser(case):
    value = value_of(case["kind"], case["fields"])

    assert (value, type(value)) == (case["value"], type(case["value"]))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("fit", None),
        ("fit", 3),
        ("balance", -2),
        ("balance", 0),
        ("measure", 0),
        ("measure", 12.25),
        ("yesno", True),
        ("yesno", False),
        ("choice", "solved_here"),
        ("expectation", "below"),
        ("atmosphere", "neutral"),
        ("atmosphere", {"luxury": 1}),
        ("atmosphere", {"luxury": 0.35, "rustic": 0.65}),
        ("fit", {"na": True, "reason": "no cloakroom"}),
        ("measure", {"unobserved": True, "reason": ""}),
    ],
)
def test_what_the_form_shows_is_read_back_as_the_same(kind, value):
    assert value_of(kind, fields_of(kind, value)) == value


def test_numbers_are_written_as_the_reader_writes_them():
    assert number_text(1.5) == "1.5"
    with override("fi"):
        assert number_text(1.5) == "1,5"
        assert number_text(1200) == "1200"
    assert number_text(None) == ""
