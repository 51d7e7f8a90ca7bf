"""Reading a template and its atmospheres."""

import pytest

from eventaudit.consistency import Band, Library, LibraryError, Mixture, default_library

from .examples import load


def criterion(template, key):
    return next(item for item in template["criteria"] if item["key"] == key)


def test_the_default_library_is_the_one_of_the_fixtures():
    library = default_library()

    assert (len(library.touchpoints), len(library.criteria), len(library.atmospheres)) == (12, 113, 8)
    assert sum(one.core for one in library.criteria.values()) == 49
    assert sorted(key for key, one in library.criteria.items() if one.hard_fail) == [
        "catering_diets_safe",
        "toilets_accessible",
        "venue_step_free",
    ]
    assert library == Library.from_json(load("template.json"), load("atmospheres.json"))


def test_a_criterion_as_it_is_read():
    area = default_library().criteria["venue_area_per_person"]

    assert (area.kind, area.weight, area.unit, area.perceived_by) == ("measure", 2, "m2/person", "all")
    assert area.band == Band(0.56, 0.84, 1.86, 3.0)
    assert area.variants["banquet"] == Band(0.85, 1.1, 1.7, 3.0)
    assert default_library().reading_criterion("venue") == "venue_atmosphere_read"


def _without_texts(value):
    if isinstance(value, dict):
        return {key: _without_texts(one) for key, one in value.items() if key not in ("en", "fi", "sv")}
    return [_without_texts(one) for one in value] if isinstance(value, list) else value


def test_the_language_of_the_labels_changes_no_number():
    assert (
        Library.from_json(_without_texts(load("template.json")), _without_texts(load("atmospheres.json")))
        == default_library()
    )


def change(path, value):
    """A change of one field of the template's criterion, or of a part of either file."""

    def apply(template, atmospheres):
        part, *rest = path
        target = {"template": template, "atmospheres": atmospheres}.get(part) or criterion(template, part)
        for key in rest[:-1]:
            target = target[key]
        target[rest[-1]] = value

    return apply


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        (
            change(("venue_co2", "kind"), "guess"),
            "criteria[7].kind: 'guess' is not known here. Use fit, balance, measure, yesno, choice "
            "or expectation.",
        ),
        (change(("venue_co2", "weight"), -1), "criteria[7].weight: -1 is not a number from 0 to 3."),
        (
            change(("venue_co2", "key"), "venue_condition"),
            "criteria[7].key: 'venue_condition' is used twice. Give each its own key.",
        ),
        (
            change(("venue_co2", "perceived_by"), "dogs"),
            "criteria[7].perceived_by: 'dogs' is not known here. Use all, newcomers, drivers, transit, "
            "coat, diet, wheel, hear, women or speakers.",
        ),
        (
            change(("venue_co2", "band", "hi"), 2000),
            "criteria[7].band: [None, None, 2000, 1350] is not in order. Write the edges from the "
            "lowest to the highest.",
        ),
        (
            change(("venue_co2", "band", "hi"), None),
            "criteria[7].band: [None, None, None, 1350] has an outer edge without the inner one. "
            "Give lo with hard_lo, hi with hard_hi.",
        ),
        (
            change(("venue_area_per_person", "band", "variants"), {"yurt": [1, 2]}),
            "criteria[1].band.variants.yurt: [1, 2] is not a band. Write it as [hard_lo, lo, hi, hard_hi].",
        ),
        (
            change(("venue_expectation", "options"), []),
            "criteria[9].options: [] has no options. Give each a key and a score.",
        ),
        (
            change(("venue_expectation", "options"), [{"key": "fine"}]),
            "criteria[9].options: 'fine' has no score. Give one from 0 to 1, or set scored to false.",
        ),
        (
            change(("venue_expectation", "options"), [{"key": "NA", "score": 1}]),
            "criteria[9].options: 'NA' stands for 'not applicable'. Choose another key.",
        ),
        (change(("template", "criteria"), []), "criteria: is empty. A library needs at least one."),
        (
            change(("atmospheres", "axes", 0, "range"), [4, 0]),
            "axes[0].range: [4, 0] is not a range. Write it as [lowest, highest].",
        ),
        (
            change(("atmospheres", "atmospheres", "luxury", "axes", "energy"), 9),
            "atmospheres.luxury.axes.energy: 9 is not a number from 0 to 4.",
        ),
        (
            change(("atmospheres", "atmospheres", "luxury", "axes"), {}),
            "atmospheres.luxury.axes.formality: is missing. Give a number from 0 to 4.",
        ),
        (
            change(("atmospheres", "atmospheres", "neutral"), {"axes": {}}),
            "atmospheres.neutral: 'neutral' means no atmosphere at all. Choose another key.",
        ),
    ],
)
def test_a_faulty_library_is_refused_with_a_sentence(changed, problem):
    template, atmospheres = load("template.json"), load("atmospheres.json")
    changed(template, atmospheres)

    with pytest.raises(LibraryError) as error:
        Library.from_json(template, atmospheres)
    assert error.value.problems[0] == problem


def test_new_axes_set_their_own_span():
    """Half of the largest possible difference, so that opposites are 0 on two axes as on six."""
    atmospheres = {
        "axes": [{"key": "warmth", "range": [0, 10]}, {"key": "noise", "range": [0, 10]}],
        "atmospheres": {
            "sauna": {"axes": {"warmth": 10, "noise": 2}},
            "library": {"axes": {"warmth": 5, "noise": 0}},
        },
    }
    library = Library.from_json(load("template.json"), atmospheres)

    sauna, quiet = Mixture.of({"sauna": 1}), Mixture.of({"library": 1})
    assert library.likeness(0.5).between(sauna, quiet) == pytest.approx(1 - 7 / 10)
