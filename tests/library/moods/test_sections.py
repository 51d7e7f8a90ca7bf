"""What was typed on the pages of an atmosphere: into the content and back, rows moved, two people merged."""

import pytest
from django.http import QueryDict

from eventaudit.library.moods.sections import Character, Point, Words, number, words_in

from .atmospheres import AXES, sea_content

VENUE = Point.at("venue")


def query(**values) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return data


@pytest.mark.parametrize("section", [Character, VENUE, Words])
def test_what_is_shown_and_sent_back_changes_nothing(section):
    assert section.of(sea_content()).into(sea_content()) == sea_content()


@pytest.mark.parametrize(
    ("text", "value"), [("2", 2), ("2,5", 2.5), (" 0.5 ", 0.5), ("", ""), ("x", "x"), ("1e3", 1000)]
)
def test_a_number_is_read_as_it_is_written(text, value):
    assert number(text) == value


@pytest.mark.parametrize("value", ["5", "nan", "inf", "-inf", "1e999", "", "<b>", "9" * 400])
def test_an_axis_out_of_its_range_is_refused_and_can_still_be_shown(value):
    section = Character.typed(query(name_en="Sea", axis_colour=value, colour="#102030"))
    assert not section.valid(sea_content())
    assert "axes.colour" in section.problems
    assert all(0 <= place <= 4 for place in section.axes.values())


def test_lines_of_words_have_stems_after_the_tilde():
    assert list(words_in("salt\njuhlapuku ~ juhlapuvu, juhlapuvut\n\n tar , smoked fish \n~ x")) == [
        {"lemma": "salt", "stems": []},
        {"lemma": "juhlapuku", "stems": ["juhlapuvu", "juhlapuvut"]},
        {"lemma": "tar", "stems": []},
        {"lemma": "smoked fish", "stems": []},
    ]


def test_words_of_the_form_replace_those_that_were_there():
    section = Words.typed(query(**{"words-any.en": "sail\nrope", "words-mood.sv": "lugn", "other": "x"}))
    points = section.into(sea_content())["touchpoints"]
    assert points == {
        "venue": sea_content()["touchpoints"]["venue"],
        "any": {"triggers": {"en": [{"lemma": "sail"}, {"lemma": "rope"}]}},
        "mood": {"triggers": {"sv": [{"lemma": "lugn"}]}},
    }


@pytest.mark.parametrize(
    ("asked", "colours"),
    [
        ("up-colour-1", ["b", "a", "c"]),
        ("down-colour-0", ["b", "a", "c"]),
        ("up-colour-0", ["a", "b", "c"]),
        ("down-colour-2", ["a", "b", "c"]),
        ("remove-colour-1", ["a", "c"]),
        ("add-colour", ["a", "b", "c", "#808080"]),
        ("remove-colour-9", ["a", "b", "c"]),
        ("remove-cues-1", ["a", "b", "c"]),
        ("look", ["a", "b", "c"]),
        ("remove-colour-" + "9" * 30, ["a", "b", "c"]),
    ],
)
def test_colours_move_come_and_go(asked, colours):
    section = Character.typed(query(colour=["a", "b", "c"]))
    section.change_rows(asked)
    assert section.palette == colours


def test_cues_come_and_go_and_keep_what_was_typed():
    section = VENUE.typed(query(cues_en=["one", "two"], cues_fi=["yksi", ""], cues_sv=["", ""]))
    section.change_rows("remove-cues-0")
    section.change_rows("add-cues")
    section.change_rows("add-clashes")
    assert section.units == {
        "cues": [{"en": "two", "fi": "", "sv": ""}, {"en": "", "fi": "", "sv": ""}],
        "clashes": [{"en": "", "fi": "", "sv": ""}, {"en": "", "fi": "", "sv": ""}],
    }
    assert section.into(sea_content())["touchpoints"]["venue"] == {"cues": [{"en": "two"}]}


def test_a_missing_language_is_marked_where_another_is_written():
    section = Character.of(sea_content(description={}))
    assert [each.missing for each in section.name] == [False, False, True]
    assert [each.missing for each in section.description] == [False, False, False]


def test_merging_takes_theirs_where_i_changed_nothing_and_mine_where_i_did():
    base = sea_content()
    now = sea_content(name={"en": "Their sea", "fi": "Meri"}, palette=["#FFFFFF"], axes={**AXES, "energy": 4})
    mine = Character.of(sea_content(name={"en": "Sea", "fi": "Minun mereni"}, axes={**AXES, "energy": 0}))
    merged = mine.merged(base, now).into(now)
    assert merged["name"] == {"en": "Their sea", "fi": "Minun mereni"}
    assert merged["axes"]["energy"] == 0
    assert merged["palette"] == ["#FFFFFF"]


def test_without_a_history_to_compare_with_mine_stays():
    mine = Character.of(sea_content(name={"en": "Mine"}))
    assert mine.merged(None, sea_content(name={"en": "Theirs"})).into(sea_content())["name"] == {"en": "Mine"}
