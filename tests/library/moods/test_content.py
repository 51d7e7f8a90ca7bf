"""What an atmosphere may hold: everything that is wrong is told at once, nothing hostile gets in."""

import json
import math
import re
from pathlib import Path

import pytest
from django.conf import settings

from eventaudit.library.moods.content import MOST_WORDS, problems_of, tidy
from eventaudit.library.moods.files import file_problems

from .atmospheres import AXES, sea_content


def found(**parts):
    return problems_of(tidy(sea_content(**parts)))


def test_a_sound_atmosphere_has_no_problem_and_stays_as_it_is():
    assert found() == []
    assert tidy(sea_content()) == sea_content()


def test_the_default_ones_are_sound():
    file = Path(settings.BASE_DIR / "fixtures" / "atmospheres.json")
    for content in json.loads(file.read_text())["atmospheres"].values():
        assert problems_of(tidy(content)) == []


def test_the_example_of_the_guide_is_sound():
    guide = (settings.BASE_DIR / "docs" / "atmospheres.md").read_text()
    file = json.loads(re.search(r"```json\n(.*?)```", guide, re.DOTALL)[1])
    assert file_problems(file["atmospheres"]) == []


@pytest.mark.parametrize(
    ("parts", "paths"),
    [
        ({"axes": {**AXES, "colour": 5}}, ["axes.colour"]),
        ({"axes": {**AXES, "colour": -0.1}}, ["axes.colour"]),
        ({"axes": {**AXES, "colour": math.nan}}, ["axes.colour"]),
        ({"axes": {**AXES, "colour": math.inf}}, ["axes.colour"]),
        ({"axes": {**AXES, "colour": "4"}}, ["axes.colour"]),
        ({"axes": {**AXES, "colour": True}}, ["axes.colour"]),
        ({"axes": {"colour": 10**400}}, [f"axes.{key}" for key in AXES]),
        ({"axes": "high"}, [f"axes.{key}" for key in AXES]),
        ({"palette": ["red;}"]}, ["palette.0"]),
        ({"palette": ["#12345", "#1234567", "url(x)", None]}, [f"palette.{place}" for place in range(4)]),
        ({"palette": []}, ["palette"]),
        ({"palette": ["#102030"] * 9}, ["palette"]),
        ({"name": {}}, ["name"]),
        ({"name": {"xx": "Sea"}}, ["name"]),
        ({"name": {"en": "x" * 61}}, ["name.en"]),
        ({"name": {"en": "a\x00b"}}, ["name.en"]),
        ({"description": {"sv": "x" * 601}}, ["description.sv"]),
        ({"touchpoints": {"<b>": {"cues": [{"en": "x"}]}}}, ["touchpoints.<b>"]),
        ({"touchpoints": {"venue": {"cues": [{"en": "x"}] * 13}}}, ["touchpoints.venue.cues"]),
        ({"touchpoints": {"venue": {"clashes": [{"fi": "x" * 161}]}}}, ["touchpoints.venue.clashes.0.fi"]),
    ],
)
def test_what_is_wrong_is_told_by_its_place(parts, paths):
    assert [path for path, _sentence in found(**parts)] == paths


def words(*lemmas, **more):
    return {"any": {"triggers": {"en": [{"lemma": lemma, **more} for lemma in lemmas]}}}


def test_ten_thousand_trigger_words_are_too_many():
    many = [f"word{number}" for number in range(10_000)]
    assert found(touchpoints=words(*many)) == [
        (
            "touchpoints",
            f"There are 10000 trigger words in one language. Keep the {MOST_WORDS} most telling ones.",
        )
    ]


@pytest.mark.parametrize("lemma", ["***", "🎉", "--", "x" * 61, "a\x00b"])
def test_what_holds_no_letter_or_is_endless_is_no_trigger_word(lemma):
    assert [path for path, _sentence in found(touchpoints=words(lemma))] == ["touchpoints.any.triggers.en"]


def test_a_word_has_a_few_stems():
    problems = found(touchpoints=words("rope", stems=[f"rop{number}" for number in range(9)]))
    assert [path for path, _sentence in problems] == ["touchpoints.any.triggers.en"]


def test_html_is_a_text_like_any_other():
    html = {"en": "<script>alert(1)</script>"}
    assert tidy(sea_content(name=html))["name"] == html
    assert found(name=html) == []


def test_tidying_leaves_out_blanks_doubles_and_what_is_unknown():
    content = {
        "name": {"en": "  The   sea ", "fi": " ", "xx": "y"},
        "axes": {**AXES, "depth": 4},
        "palette": [" #aabbcc "],
        "touchpoints": {
            "venue": {"cues": [{"en": ""}, "x", None, {"en": " a  b "}], "clashes": "none", "more": 1},
            "mood": {"cues": []},
            "any": {
                "triggers": {"en": [{"lemma": "salt"}, {"lemma": " salt "}, {"lemma": ""}, 3], "xx": [1]}
            },
        },
        "more": 1,
    }
    assert tidy(content) == {
        "name": {"en": "The sea"},
        "description": {},
        "axes": AXES,
        "palette": ["#AABBCC"],
        "touchpoints": {
            "venue": {"cues": [{"en": "a b"}]},
            "any": {"triggers": {"en": [{"lemma": "salt"}]}},
        },
    }


@pytest.mark.parametrize("content", [{}, {"name": 1, "axes": [], "palette": {}, "touchpoints": [1]}])
def test_tidying_takes_anything(content):
    assert tidy(content) == {"name": {}, "description": {}, "axes": {}, "palette": [], "touchpoints": {}}
