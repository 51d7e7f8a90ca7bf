"""Comparing auditors on what they saw in the same round (analysis 3.8)."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventaudit.consistency import (
    Agreement,
    Disagreement,
    KindAgreement,
    Mixture,
    Settings,
    Strictness,
    compare_auditors,
    default_library,
    krippendorff_alpha,
    parse_event,
)

from .examples import event, gilded_compass, walk
from .strategies import LIBRARY, events

FITS = [key for key, criterion in default_library().criteria.items() if criterion.kind == "fit"]
YESNOS = [key for key, criterion in default_library().criteria.items() if criterion.kind == "yesno"]
MEASURES = [key for key, criterion in default_library().criteria.items() if criterion.kind == "measure"]


def compared(*walkthroughs, own=None, **parts):
    return compare_auditors(
        parse_event(event(walkthroughs=list(walkthroughs), **parts), default_library()),
        default_library(),
        own,
    )


def of_kind(result, kind):
    return next((one for one in result.kinds if one.kind == kind), None)


def two(keys, first, second):
    """Two auditors' answers to the first of the keys."""
    return [
        walk("Aino", dict(zip(keys, first, strict=False))),
        walk("Onni", dict(zip(keys, second, strict=False))),
    ]


def test_the_gilded_compass():
    result = compare_auditors(parse_event(gilded_compass(), default_library()), default_library())
    fit = of_kind(result, "fit")

    assert (fit.criteria, fit.observations, fit.pairs) == (23, 23, 23)
    assert (round(fit.exact, 2), fit.within_one_step) == (0.65, 1)
    assert (fit.metric, round(fit.alpha, 2), fit.standing) == ("ordinal", 0.88, "rely")
    assert [(one.kind, one.criteria, one.standing) for one in result.kinds[1:]] == [
        ("balance", 4, "too_few"),
        ("expectation", 5, "too_few"),
        ("measure", 3, "too_few"),
        ("yesno", 4, "too_few"),
        ("reading", 6, "too_few"),
    ]
    assert result.shared == 45


def test_the_gilded_compass_interval_alpha_of_the_fit_scores():
    first, second = (walkthrough["answers"] for walkthrough in gilded_compass()["walkthroughs"])
    units = [(first[key], second[key]) for key in FITS if None not in (first.get(key), second.get(key))]

    assert (len(units), round(krippendorff_alpha(units, "interval"), 2)) == (23, 0.88)


def test_the_example_by_hand():
    """Analysis 3.8, with the number of shared criteria that prints alpha lowered to its four."""
    result = compared(*two(FITS, [5, 4, 2, 3], [4, 4, 1, 3]), own=Settings(agreement_shared=4))

    assert result.kinds == (
        KindAgreement(
            kind="fit",
            metric="ordinal",
            criteria=4,
            observations=4,
            pairs=4,
            exact=0.5,
            within_one_step=1.0,
            alpha=krippendorff_alpha([(5, 4), (4, 4), (2, 1), (3, 3)], "ordinal"),
            standing="rely",
        ),
    )


@pytest.mark.parametrize(
    ("first", "second", "standing"),
    [
        ([5, 4, 3, 2, 1] * 2, [5, 4, 3, 2, 1] * 2, "rely"),
        ([5, 4, 3, 2, 1] * 2, [4, 4, 2, 2, 2] * 2, "tentative"),
        ([5, 4, 3, 2, 1] * 2, [1, 2, 3, 4, 5] * 2, "do_not_rely"),
        ([4] * 10, [4] * 10, "not_defined"),
        ([5, 4, 3, 2, 1, 5, 4, 3, 2], [5, 4, 3, 2, 1, 5, 4, 3, 2], "too_few"),
    ],
)
def test_what_alpha_allows(first, second, standing):
    found = of_kind(compared(*two(FITS, first, second)), "fit")

    assert found.standing == standing
    assert (found.alpha is None) == (standing in {"not_defined", "too_few"})


def test_one_auditor_agrees_with_nobody():
    assert compared(walk("Aino", {FITS[0]: 4}), walk("Aino", {FITS[0]: 2})) == Agreement(
        auditors=("Aino",), shared=0, kinds=(), disagreements=(), strictness=()
    )


def test_no_walkthrough_at_all():
    assert compared() == Agreement((), 0, (), (), ())


def test_only_what_was_seen_in_the_same_round_is_compared():
    """The toilets were clean at the doors and filthy at the peak: nobody is wrong."""
    doors, peak = walk("Aino", {FITS[0]: 5}, round="doors"), walk("Onni", {FITS[0]: 1}, round="peak")

    assert compared(doors, peak).shared == 0
    again = compared(doors, peak, walk("Onni", {FITS[0]: 4}, round="doors"))
    assert [one.observations for one in again.disagreements] == [(("doors", (("Aino", 5), ("Onni", 4))),)]


def test_several_rounds_are_several_observations_of_one_criterion():
    found = compared(
        *[
            walk(name, {FITS[0]: 3}, round=time)
            for name in ("Aino", "Onni", "Saga")
            for time in ("doors", "peak")
        ]
    )

    assert found.shared == 1
    fit = of_kind(found, "fit")
    assert (fit.criteria, fit.observations, fit.pairs) == (1, 2, 6)


def test_many_rounds_do_not_make_up_for_few_criteria():
    rounds = [
        walk(name, {FITS[0]: 1 + n % 5, FITS[1]: 5 - n % 5}, round=f"round {n}")
        for n in range(10)
        for name in ("Aino", "Onni")
    ]

    fit = of_kind(compared(*rounds), "fit")
    assert (fit.criteria, fit.observations, fit.standing) == (2, 20, "too_few")


def test_who_looked_twice_in_one_round_said_the_lower_middle_one():
    looks = [walk("Aino", {FITS[0]: value}) for value in (5, 2, 4, 3)]

    assert compared(*looks, walk("Onni", {FITS[0]: 3})).disagreements[0].observations == (
        ("", (("Aino", 3), ("Onni", 3))),
    )


def test_na_and_unanswered_are_no_observations():
    assert (
        compared(walk("Aino", {FITS[0]: "NA", FITS[1]: None}), walk("Onni", {FITS[0]: 3, FITS[1]: 3})).shared
        == 0
    )


def test_the_short_form_compares_core_criteria_only():
    aside = next(key for key in FITS if not default_library().criteria[key].core)

    assert compared(*two([aside], [1], [5]), form="short").shared == 0


def test_measures_are_compared_by_how_far_they_meet_their_band():
    """Minutes and lux are no common scale; 5 and 3 minutes are different numbers and equally good."""
    result = compared(*two(["queues_entry_wait", "venue_co2"], [3, 640], [5, 640]))

    assert of_kind(result, "measure").exact == 0.5
    assert [(one.criterion, one.difference) for one in result.disagreements] == [
        ("venue_co2", 0),
        ("queues_entry_wait", 0),
    ]


def test_balance_opposites_are_furthest_apart_although_equally_bad():
    found = compared(*two(["venue_space_feel", "programme_pace"], [-2, 0], [2, 1])).disagreements

    assert [(one.criterion, one.difference) for one in found] == [
        ("venue_space_feel", 1),
        ("programme_pace", 0.25),
    ]


def test_readings_are_compared_as_mixtures():
    half = Mixture.of({"luxury": 0.5, "festive_gala": 0.5})
    result = compared(
        walk("Aino", reads={"venue": ["luxury"], "host": ["luxury"], "queues": ["neutral"]}),
        walk("Onni", reads={"venue": ["luxury", "festive_gala"], "host": ["rustic"], "queues": ["neutral"]}),
    )

    reading = of_kind(result, "reading")
    assert (reading.criteria, round(reading.exact, 2), reading.within_one_step) == (3, 0.33, None)
    assert result.disagreements[0] == Disagreement(
        criterion=None,
        touchpoint="host",
        kind="reading",
        difference=pytest.approx(10 / 12),
        pairs=1,
        observations=(("", (("Aino", Mixture.of({"luxury": 1})), ("Onni", Mixture.of({"rustic": 1})))),),
        apart=False,
    )
    assert result.disagreements[1].observations == (
        ("", (("Aino", Mixture.of({"luxury": 1})), ("Onni", half))),
    )
    assert result.disagreements[2].difference == 0
    assert result.strictness == ()


def test_it_is_said_where_the_auditors_stood_apart():
    places = {"front": "front", "back": "back"}
    front, back = walk("Aino", {FITS[0]: 5}, segment="front"), walk("Onni", {FITS[0]: 2}, segment="back")

    assert compared(front, back, segments=places).disagreements[0].apart
    assert not compared(front, front | {"auditor": "Onni"}, segments=places).disagreements[0].apart


def test_who_is_stricter():
    result = compared(
        *two([*FITS[:2], "venue_step_free"], [5, 4, True], [4, 2, True]), walk("Saga", {FITS[0]: 4})
    )

    assert result.strictness == (
        Strictness("Aino", pytest.approx((0.25 + 0.5) / 3), n=3, lower=0, higher=2),
        Strictness("Onni", pytest.approx((-0.125 - 0.5) / 3), n=3, lower=2, higher=0),
        Strictness("Saga", pytest.approx(-0.125), n=1, lower=1, higher=0),
    )


def test_all_yes_is_no_proof_of_agreement():
    found = of_kind(compared(*two(YESNOS, [True] * 12, [True] * 12)), "yesno")

    assert (found.exact, found.alpha, found.standing) == (1, None, "not_defined")


def test_measures_within_their_bands_are_no_variation():
    found = of_kind(compared(*two(MEASURES, [0] * 12, [0] * 12)), "measure")

    assert (found.metric, found.exact) == ("interval", 1)


def test_questions_with_different_options_have_no_common_alpha():
    usual = default_library().criteria["mood_problem_handling"]
    other = replace(usual, key="another_choice", options={"good": 1.0, "bad": 0.0})
    library = replace(LIBRARY, criteria={one.key: one for one in (usual, other)})
    answers = {"mood_problem_handling": "solved_here", "another_choice": "good"}
    facts = parse_event(event(walkthroughs=[walk("Aino", answers), walk("Onni", answers)]), library)

    (found,) = compare_auditors(facts, library, Settings(agreement_shared=2)).kinds
    assert (found.kind, found.exact, found.alpha, found.standing) == ("choice", 1, None, "several_scales")


def test_random_answers_of_three_auditors_match_a_plain_count():
    dice = random.Random(7)  # noqa: S311 - not for secrets
    answers = {name: {key: dice.randint(1, 5) for key in FITS if dice.random() < 0.8} for name in "ABC"}
    found = of_kind(compared(*[walk(name, own) for name, own in answers.items()]), "fit")

    units = [[own[key] for own in answers.values() if key in own] for key in FITS]
    pairs = [(a, b) for unit in units for n, a in enumerate(unit) for b in unit[n + 1 :]]
    assert found.pairs == len(pairs)
    assert found.exact == pytest.approx(sum(a == b for a, b in pairs) / len(pairs))
    assert found.within_one_step == pytest.approx(sum(abs(a - b) < 2 for a, b in pairs) / len(pairs))
    assert found.alpha == krippendorff_alpha(units, "ordinal")


@settings(max_examples=50, deadline=None)
@given(events(), st.randoms(use_true_random=False))
def test_generated_audits_have_bounded_agreement_whatever_their_order(data, shuffle):
    own = Settings(agreement_shared=1)
    result = compare_auditors(parse_event(data, LIBRARY), LIBRARY, own)
    shuffle.shuffle(data["walkthroughs"])

    assert compare_auditors(parse_event(data, LIBRARY), LIBRARY, own) == result
    for one in result.kinds:
        assert 0 <= one.exact <= (1 if one.within_one_step is None else one.within_one_step) <= 1
        assert one.alpha is None or one.alpha <= 1
        assert (one.alpha is None) == (one.standing in {"too_few", "not_defined", "several_scales"})
    assert all(0 <= one.difference <= 1 for one in result.disagreements)
    assert all(one.lower + one.higher <= one.n and -1 <= one.difference <= 1 for one in result.strictness)


@settings(max_examples=50, deadline=None)
@given(events())
def test_repeating_what_an_auditor_saw_changes_nothing(data):
    again = data | {"walkthroughs": data["walkthroughs"] * 2}

    assert compare_auditors(parse_event(again, LIBRARY), LIBRARY) == compare_auditors(
        parse_event(data, LIBRARY), LIBRARY
    )
