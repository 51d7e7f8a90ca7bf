"""This edition against an earlier one (analysis 3.8: same template, answered in both, say how many)."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from eventaudit.consistency import (
    Uncertainty,
    compare_editions,
    compare_with_previous,
    default_library,
    parse_event,
)

from .examples import event, gilded_compass, library_of, walk
from .strategies import LIBRARY, events

SMALL = library_of("venue_image_fit", "venue_space_feel", "venue_area_per_person", "toilets_clean_late")


def facts(*walkthroughs, name="2031", library=SMALL, **parts):
    return parse_event(event(name=name, walkthroughs=list(walkthroughs), **parts), library)


def differences(drift):
    return {one.criterion: one.difference for one in drift.criteria}


def test_the_gilded_compass_against_2030():
    library = default_library()
    drift = compare_with_previous(parse_event(gilded_compass(), library), library)

    assert differences(drift) == {
        "catering_as_promised": -1,
        "toilets_clean_late": -0.5,
        "host_inspires": -0.375,
        "venue_condition": 0,
        "queues_entry_wait": 0.7,
    }
    assert drift.criteria[0].before == Uncertainty("range", 2, 1)
    assert (drift.fewest, drift.indication, drift.same_auditors) == (2, True, None)
    assert (drift.D_before, drift.D_after) == (73.5, 50)
    # 97 criteria were answered in 2031, five of them in 2030 as well
    assert (len(drift.not_comparable), set(drift.not_comparable.values())) == (92, {"not_answered_before"})


def test_five_observers_have_an_interval():
    previous = {"venue_image_fit": {"q": 1.0, "n": 12}, "toilets_clean_late": {"q": 1.0, "n": 12}}
    five = [walk(str(n), {"venue_image_fit": 1, "toilets_clean_late": 4}) for n in range(5)]

    drift = compare_with_previous(facts(*five, previous_round=previous), SMALL)

    assert [(one.criterion, one.clear) for one in drift.criteria] == [
        ("venue_image_fit", True),
        ("toilets_clean_late", False),
    ]
    assert (drift.fewest, drift.indication) == (5, False)


def test_two_editions_are_compared_on_what_both_answered():
    before = facts(
        walk(answers={"venue_image_fit": 5, "venue_space_feel": 0, "toilets_clean_late": 4}), name="2030"
    )
    after = facts(
        walk(answers={"venue_image_fit": 3, "venue_space_feel": "NA", "venue_area_per_person": 1.5})
    )

    drift = compare_editions(before, after, SMALL)

    assert (drift.before, drift.after) == ("2030", "2031")
    assert differences(drift) == {"venue_image_fit": -0.5}
    assert drift.not_comparable == {
        "venue_space_feel": "not_applicable_after",
        "toilets_clean_late": "not_answered_after",
        "venue_area_per_person": "not_answered_before",
    }
    assert (drift.D_before, drift.D_after, drift.same_auditors) == (100, 50, True)


def test_another_form_or_band_cannot_be_compared():
    aside = "venue_area_per_person"
    assert not SMALL.criteria[aside].core
    answered = walk(answers={aside: 1.5})
    banquet = {"variants": {aside: "banquet"}}

    assert compare_editions(facts(answered, form="short"), facts(answered), SMALL).not_comparable == {
        aside: "not_in_form_before"
    }
    assert compare_editions(facts(answered), facts(answered, form="short"), SMALL).not_comparable == {
        aside: "not_in_form_after"
    }
    assert compare_editions(facts(answered, **banquet), facts(answered), SMALL).not_comparable == {
        aside: "other_band"
    }
    assert differences(compare_editions(facts(answered, **banquet), facts(answered, **banquet), SMALL)) == {
        aside: 0
    }


def test_of_another_template_nothing_can_be_compared():
    answered = facts(walk(answers={"venue_image_fit": 5, "toilets_clean_late": 3}))
    earlier = replace(SMALL, version="1999")

    drift = compare_editions(answered, answered, SMALL, previous_library=earlier)

    assert (drift.criteria, drift.difference) == ((), None)
    assert drift.not_comparable == {
        "venue_image_fit": "other_template",
        "toilets_clean_late": "other_template",
    }


def test_a_criterion_that_was_changed_or_dropped_cannot_be_compared():
    answered = facts(walk(answers={"venue_image_fit": 5, "toilets_clean_late": 3, "venue_space_feel": 1}))
    heavier = replace(SMALL.criteria["venue_image_fit"], weight=1)
    earlier = replace(SMALL, criteria=SMALL.criteria | {"venue_image_fit": heavier})
    kept = {key: one for key, one in SMALL.criteria.items() if key != "toilets_clean_late"}
    present = facts(walk(answers={"venue_image_fit": 5, "venue_space_feel": 1}))

    drift = compare_editions(answered, present, replace(SMALL, criteria=kept), previous_library=earlier)

    assert differences(drift) == {"venue_space_feel": 0}
    assert drift.not_comparable == {
        "venue_image_fit": "other_template",
        "toilets_clean_late": "other_template",
    }


def test_both_sides_have_the_current_weights():
    before = facts(
        walk(answers={"venue_image_fit": 5, "toilets_clean_late": 1}), touchpoint_weights={"venue": 3}
    )
    after = facts(
        walk(answers={"venue_image_fit": 5, "toilets_clean_late": 1}), touchpoint_weights={"toilets": 3}
    )

    drift = compare_editions(before, after, SMALL)

    assert (drift.D_before, drift.D_after) == (25, 25)


def test_nothing_answered_is_no_comparison():
    drift = compare_editions(facts(), facts(walk(answers={"venue_image_fit": 5})), SMALL)

    assert (drift.criteria, drift.D_before, drift.D_after, drift.difference) == ((), None, None, None)
    assert (drift.fewest, drift.indication) == (0, True)
    assert compare_with_previous(facts(), SMALL).not_comparable == {}


@settings(max_examples=50, deadline=None)
@given(events(), events())
def test_the_other_way_round_is_the_opposite(one, other):
    first, second = parse_event(one, LIBRARY), parse_event(other, LIBRARY)
    first = replace(first, touchpoint_weights=second.touchpoint_weights)
    there, back = compare_editions(first, second, LIBRARY), compare_editions(second, first, LIBRARY)

    assert differences(there) == {key: -value for key, value in differences(back).items()}
    assert there.not_comparable.keys() == back.not_comparable.keys()
    assert (there.difference is None) == (back.difference is None)
    assert there.difference is None or there.difference == pytest.approx(-back.difference)


@settings(max_examples=50, deadline=None)
@given(events())
def test_an_edition_is_as_good_as_itself(data):
    drift = compare_editions(parse_event(data, LIBRARY), parse_event(data, LIBRARY), LIBRARY)

    assert set(differences(drift).values()) <= {0}
    assert drift.not_comparable == {}
