"""Missing answers, NA and several observers (analysis 3.3, 3.4)."""

import pytest

from eventaudit.consistency import Note, Settings, Triple

from .examples import audited, event, library_of, message, promise, walk

VENUE = library_of("venue_image_fit", "venue_condition", "venue_step_free")


def venue(*walkthroughs, **parts):
    return audited(event(walkthroughs=list(walkthroughs), **parts), VENUE)


def keys(result):
    return [note.key for note in result.notes]


def test_each_auditor_weighs_the_same_however_often_they_looked():
    result = venue(
        walk("Aino", {"venue_image_fit": 5}, round="doors"),
        walk("Aino", {"venue_image_fit": 3}, round="break"),
        walk("Aino", {"venue_image_fit": 4}, round="close"),
        walk("Onni", {"venue_image_fit": 1}),
    )

    image = result.criteria["venue_image_fit"]
    assert image.q == (0.75 + 0.0) / 2
    assert [(one.auditor, one.values, one.q) for one in image.by_auditor] == [
        ("Aino", (5, 3, 4), 0.75),
        ("Onni", (1,), 0.0),
    ]


def test_unanswered_counts_as_nothing_is_left_out_and_counts_as_perfect():
    result = venue(walk(answers={"venue_image_fit": 3}))  # weight 3 of 8

    assert result.touchpoints["venue"].q == Triple(low=1.5 / 8, obs=0.5, high=6.5 / 8)
    assert result.coverage == 3 / 8
    assert result.criteria["venue_condition"].state == "unanswered"


def test_na_leaves_both_sums():
    result = venue(walk(answers={"venue_image_fit": 3, "venue_condition": "NA", "venue_step_free": True}))

    assert result.touchpoints["venue"].q == Triple(0.75, 0.75, 0.75)
    assert result.coverage == 1
    assert result.criteria["venue_condition"].state == "not_applicable"


def test_a_value_outweighs_na_with_a_flag():
    result = venue(walk("Aino", {"venue_condition": "NA"}), walk("Onni", {"venue_condition": 2}))

    assert result.criteria["venue_condition"].q == 0.25
    assert Note("na_outweighed", {"criterion": "venue_condition", "auditors": ["Aino"]}) in result.notes


@pytest.mark.parametrize(
    ("key", "flagged"), [("venue_condition", False), ("venue_image_fit", True)]
)  # 2 and 3 of 8 are a quarter, and more
def test_more_than_a_quarter_as_na_is_flagged(key, flagged):
    assert ("na_over_limit" in keys(venue(walk(answers={key: "NA"})))) is flagged


def test_all_na_is_nothing_to_measure():
    result = venue(walk(answers=dict.fromkeys(VENUE.criteria, "NA")))

    low = result.scores.low
    assert (low.D, low.F, low.I, low.C, low.E, result.coverage, result.letter) == (None,) * 7
    assert [note.params["component"] for note in result.notes if note.key == "component_dropped"] == list(
        "DFIC"
    )


def test_a_touchpoint_that_is_not_there_is_out_of_the_theme():
    result = venue(walk(answers=dict.fromkeys(VENUE.criteria, "NA"), reads={"venue": ["rustic"]}))

    assert result.scores.low.I is None
    assert result.findings == ()
    assert "reading_set_aside" in keys(result)


def test_a_reading_that_is_na_leaves_the_theme():
    library = library_of("venue_image_fit", "venue_atmosphere_read", "mood_word_choice")
    answers = {"venue_image_fit": 5, "venue_atmosphere_read": "NA", "mood_word_choice": 5}

    result = audited(event(walkthroughs=[walk(answers=answers, reads={"mood": ["luxury"]})]), library)
    assert result.scores.low.I == 100


def test_no_walkthrough_is_nothing_to_measure():
    result = audited(event(messages=[message()], promises=[promise()]))

    assert {getattr(result.scores.low, name) for name in ("D", "F", "I", "C", "E")} == {None}
    assert set(result.scores.high.touchpoint_q.values()) == {None}
    assert result.scores.low.hard_fails == ()
    assert result.M == 100
    assert keys(result) == ["no_walkthrough"]


def test_before_the_event_a_judged_promise_counts_but_there_is_no_index():
    data = event(messages=[message()], promises=[promise(manual_q=1), promise("P2")])

    scores = audited(data).scores
    assert (scores.low.F, scores.obs.F, scores.high.F) == (50, 100, 100)
    assert scores.low.E is None


def test_a_walkthrough_without_answers_is_assured_nothing_and_possibly_everything():
    scores = venue(walk()).scores

    assert (scores.low.D, scores.obs.D, scores.high.D) == (0, None, 100)
    assert (scores.low.E, scores.obs.E) == (0, None)


def test_a_component_without_anything_to_measure_is_dropped_and_the_others_rescaled():
    result = venue(
        walk(
            answers={"venue_image_fit": 5, "venue_condition": 5, "venue_step_free": True},
            reads={"venue": ["rustic"]},
        )
    )

    low = result.scores.low
    assert (low.D, low.F, low.C) == (100, None, None)
    assert pytest.approx((0.40 * 100 + 0.20 * low.I) / 0.60) == low.E
    assert [note.params for note in result.notes] == [{"component": "F"}, {"component": "C"}]


def test_the_observed_index_waits_for_every_component():
    result = venue(walk(answers={"venue_image_fit": 5}))  # I is there to measure, but nobody read

    assert result.scores.obs.D == 100
    assert result.scores.obs.I is None
    assert result.scores.obs.E is None


@pytest.mark.parametrize(
    ("answer", "fails"),
    [
        (True, ((), (), ())),
        (False, (("venue_step_free",),) * 3),
        (None, (("venue_step_free",), (), ())),
        ("NA", ((), (), ())),
    ],
)
def test_hard_fail_caps_when_failed_and_the_assured_number_when_unverified(answer, fails):
    answers = {"venue_image_fit": 5, "venue_condition": 5, "venue_step_free": answer}
    scores = venue(walk(answers=answers, reads={"venue": ["luxury"]})).scores

    assert (scores.low.hard_fails, scores.obs.hard_fails, scores.high.hard_fails) == fails
    for score in (scores.low, scores.obs, scores.high):
        assert (min(49, score.E_uncapped) if score.hard_fails else score.E_uncapped) == score.E


def test_a_hard_fail_seen_once_has_failed_whatever_was_seen_later():
    result = venue(
        walk("Aino", {"venue_step_free": False}, round="doors"),
        walk("Aino", {"venue_step_free": True}, round="break"),
        walk("Aino", {"venue_step_free": True}, round="close"),
    )

    assert result.scores.high.hard_fails == ("venue_step_free",)
    assert [(one.id, one.severity) for one in result.findings] == [("S:venue_step_free", "critical")]


@pytest.mark.parametrize(
    ("answers", "letter"),
    [
        ({"venue_image_fit": 5, "venue_step_free": True}, "C"),  # 75 % answered, E 75 without F, C: I unread
        ({"venue_image_fit": 5}, None),  # 37.5 % answered
    ],
)
def test_no_letter_below_sixty_per_cent_coverage(answers, letter):
    result = venue(walk(answers=answers, reads={"venue": ["festive_gala"]}))

    assert result.letter == letter


@pytest.mark.parametrize(("fit", "letter"), [(5, "A"), (4, "B"), (3, "D"), (2, "E")])
def test_letters(fit, letter):
    library = library_of("venue_image_fit")
    result = audited(event(intended=None, walkthroughs=[walk(answers={"venue_image_fit": fit})]), library)

    assert result.letter == letter


def test_touchpoint_weights_of_zero_leave_nothing_to_measure():
    result = venue(walk(answers={"venue_image_fit": 5}), touchpoint_weights={"venue": 0})

    assert (result.scores.low.D, result.scores.low.E, result.coverage) == (None, None, None)


def test_touchpoint_weights_shift_the_mean():
    library = library_of("venue_image_fit", "mood_word_choice")
    answers = {"venue_image_fit": 5, "mood_word_choice": 1}
    data = event(walkthroughs=[walk(answers=answers)], touchpoint_weights={"venue": 3})

    assert audited(data, library).scores.low.D == 75


def test_the_short_form_asks_core_criteria_only():
    result = venue(walk(answers={"venue_image_fit": 5, "venue_condition": 1}), form="short")

    assert list(result.criteria) == ["venue_image_fit", "venue_step_free"]
    assert result.findings == ()
    assert Note("answers_outside_form", {"criteria": ["venue_condition"]}) in result.notes


def test_a_promise_whose_criterion_is_na_is_left_to_the_analyst():
    promised = promise(touchpoint="venue", criterion="venue_condition", manual_q=0.5)
    result = venue(walk(answers={"venue_condition": "NA"}), messages=[message()], promises=[promised])

    assert (result.promises["P1"].basis, result.promises["P1"].value) == ("manual", 0.5)
    assert "promise_left_to_analyst" in keys(result)


def test_an_unanswered_criterion_still_decides_its_promise():
    promised = promise(touchpoint="venue", criterion="venue_condition", manual_q=1)
    result = venue(walk(), messages=[message()], promises=[promised])

    assert (result.promises["P1"].basis, result.promises["P1"].verdict) == ("criterion", "unchecked")


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(1, "kept"), (0.75, "kept"), (0.74, "partly"), (0.4, "partly"), (0.39, "broken"), (0, "broken")],
)
def test_verdicts(value, verdict):
    result = audited(event(messages=[message()], promises=[promise(manual_q=value)]))

    assert result.promises["P1"].verdict == verdict


def test_readings_weigh_each_auditor_the_same():
    result = audited(
        event(
            walkthroughs=[
                walk("Aino", reads={"host": ["luxury"]}),
                walk("Aino", reads={"host": ["luxury", "luxury"]}),
                walk("Onni", reads={"host": ["colourful"]}),
            ]
        )
    )

    assert result.touchpoints["host"].likeness == 0.5


def test_a_smaller_reach_is_floored():
    data = event(walkthroughs=[walk(answers={"transport_walk_from_parking": 15})])

    assert [one.impact for one in audited(data | {"reach": {"drivers": 0.55}}).findings] == [18.3]
    assert [one.impact for one in audited(data | {"reach": {"drivers": 0.01}}).findings] == [8.3]


def test_settings_of_an_organisation_replace_the_defaults():
    data = event(walkthroughs=[walk(answers={"host_tone_match": 1})])

    lenient = Settings(critical_from=101, major_from=101, index_weights={"D": 0, "F": 0, "I": 1, "C": 0})
    result = audited(data, settings=lenient)
    assert [one.severity for one in result.findings] == ["minor"]
    assert result.scores.low.E == 0
