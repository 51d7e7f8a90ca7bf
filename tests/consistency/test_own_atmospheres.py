"""An event file may bring the organisation's own atmospheres: it is audited with them, anywhere."""

import json
import math

import pytest

from eventaudit.consistency import (
    EventFileError,
    Mixture,
    audit,
    default_library,
    library_for,
    parse_event,
)
from eventaudit.consistency.__main__ import main

SEA = {"formality": 1, "ornament": 1, "naturalness": 4, "colour": 2, "energy": 2, "technology": 0}
EVENT = {
    "id": "sea",
    "atmospheres": {"sea": {"name": {"en": "Sea"}, "axes": SEA, "touchpoints": {}}},
    "intended": {"sea": 1.0},
    "walkthroughs": [{"auditor": "Aino", "reads": {"venue": [{"rustic": 1.0}], "catering": ["sea"]}}],
}


def test_the_file_is_read_and_audited_with_its_own_atmospheres():
    library = library_for(EVENT, default_library())
    facts = parse_event(EVENT, default_library())
    assert (facts.intended, facts.warnings) == (Mixture.of({"sea": 1}), ())
    found = audit(facts, library).touchpoints
    assert found["catering"].likeness == 1
    assert found["venue"].likeness == pytest.approx(1 - 2 / 12)  # colour and energy, one step each


def test_an_own_atmosphere_takes_the_place_of_the_default_one():
    own = {"atmospheres": {"luxury": {"axes": SEA}}}
    library = library_for(own, default_library())
    assert library.likeness(0.5).between(Mixture.of({"luxury": 1}), Mixture.of({"rustic": 1})) > 0.8
    assert len(library.atmospheres) == 8


@pytest.mark.parametrize("data", [{}, {"atmospheres": None}, [], None, "x", {"atmospheres": {}}])
def test_without_any_it_is_the_library_itself(data):
    assert library_for(data, default_library()) is default_library()


@pytest.mark.parametrize(
    ("atmosphere", "problem"),
    [
        ({"axes": {**SEA, "colour": 5}}, "atmospheres.sea.axes.colour: 5 is not a number from 0 to 4."),
        (
            {"axes": {**SEA, "colour": math.nan}},
            "atmospheres.sea.axes.colour: nan is not a number from 0 to 4.",
        ),
        ({"axes": {**SEA, "colour": True}}, "atmospheres.sea.axes.colour: True is not a number from 0 to 4."),
        (
            {"axes": {key: value for key, value in SEA.items() if key != "colour"}},
            "atmospheres.sea.axes.colour: is missing. Give a number from 0 to 4.",
        ),
        ("sea", "atmospheres.sea: 'sea' is not an object. Write it as {...}."),
    ],
)
def test_what_is_wrong_with_one_is_told_in_a_sentence(atmosphere, problem):
    with pytest.raises(EventFileError) as error:
        parse_event({**EVENT, "atmospheres": {"sea": atmosphere}}, default_library())
    assert problem in error.value.problems


def test_neutral_stays_neutral():
    with pytest.raises(EventFileError) as error:
        parse_event({"atmospheres": {"neutral": {"axes": SEA}}}, default_library())
    assert "'neutral' means no atmosphere at all" in str(error.value)


def test_the_command_line_audits_it(tmp_path, capsys):
    path = tmp_path / "events.jsonl"
    path.write_text(json.dumps(EVENT) + "\n" + json.dumps({"id": "next", "intended": {"sea": 1}}) + "\n")
    assert main([str(path)]) == 2  # the second event knows nothing of the first one's atmospheres
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["id"], first["scores"]["high"]["I"]) == ("sea", 98.6)
    assert "names an atmosphere that is not in the library" in second["error"]
