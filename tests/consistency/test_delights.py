"""Delights, each in one table: gaps in the good direction, listed apart and never a penalty."""

import pytest

from eventaudit.consistency import Settings

from .examples import audited, event, found, walk


def delights(data, gap, settings=None):
    """{id: (delta, message_key)} of one gap."""
    return {
        one.id: (one.delta if one.delta is None else round(one.delta, 3), one.message_key)
        for one in audited(data, settings=settings).delights
        if one.gap == gap
    }


@pytest.mark.parametrize(
    ("answers", "delta"),
    [
        pytest.param(["exceeded", "exceeded"], -0.2, id="exceeded for both"),
        pytest.param(["exceeded", "met"], -0.1, id="exceeded for one"),
        pytest.param(["met", "met"], None, id="met"),
        pytest.param(["exceeded", "below"], None, id="not on average"),
        pytest.param([None], None, id="unanswered"),
        pytest.param(["NA"], None, id="not applicable"),
    ],
)
def test_more_than_was_expected(answers, delta):
    walks = [walk(f"auditor {n}", {"ambience_expectation": answer}) for n, answer in enumerate(answers)]

    assert delights(event(walkthroughs=walks), "expectation") == (
        {"expectation:ambience_expectation": (delta, "delight.exceeded")} if delta else {}
    )


def test_excellence_of_another_kind_is_what_was_asked_for():
    assert audited(event(walkthroughs=[walk(answers={"catering_taste": 5})])).delights == ()


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        pytest.param(0.5, 4, (-0.25, "delight.improved_indication"), id="better"),
        pytest.param(0.65, 4, (-0.1, "delight.improved_indication"), id="at the threshold"),
        pytest.param(0.651, 4, None, id="just less"),
        pytest.param(0.75, 4, None, id="the same"),
        pytest.param(1.0, 4, None, id="worse is a finding"),
        pytest.param(0.5, None, None, id="not answered now"),
    ],
)
def test_better_than_before(then, now, expected):
    data = event(
        previous_round={"catering_taste": {"q": then, "n": 2}},
        walkthroughs=[walk(answers={"catering_taste": now})],
    )

    assert delights(data, "G5") == ({"G5:catering_taste": expected} if expected else {})


def test_better_than_before_is_sure_with_five_on_both_sides():
    data = event(
        previous_round={"catering_taste": {"q": 0.2, "n": 5}},
        walkthroughs=[walk(f"auditor {n}", {"catering_taste": 5}) for n in range(5)],
    )

    assert delights(data, "G5") == {"G5:catering_taste": (-0.8, "delight.improved")}


@pytest.mark.parametrize(
    ("answer", "results", "delta"),
    [
        pytest.param(5, {"front": (20, 0.9), "back": (20, 0.85)}, -0.05, id="nobody left out"),
        pytest.param(5, {"front": (20, 0.9), "back": (20, 0.8)}, 0.0, id="at the threshold"),
        pytest.param(5, {"front": (20, 0.9), "back": (20, 0.799)}, None, id="a little less for some"),
        pytest.param(4, {"front": (20, 0.9), "back": (20, 0.85)}, None, id="auditors less"),
        pytest.param(None, {"front": (20, 0.9), "back": (20, 0.85)}, None, id="auditors did not look"),
        pytest.param(5, {"front": (20, 1.0), "back": (20, 0.85)}, None, id="a G6 finding instead"),
        pytest.param(5, {"front": (20, 0.9)}, None, id="one segment"),
        pytest.param(5, {"front": (20, 0.9), "back": (4, 0.9)}, None, id="four are not shown"),
        pytest.param(5, {}, None, id="nobody asked"),
    ],
)
def test_nobody_was_left_out(answer, results, delta):
    data = event(
        segments={"front": "front", "back": "back"},
        attendee_segments={"catering_taste": {key: {"n": n, "q": q} for key, (n, q) in results.items()}},
        walkthroughs=[walk(answers={"catering_taste": answer})],
    )

    assert delights(data, "G6") == (
        {} if delta is None else {"G6:catering_taste": (delta, "delight.everyone")}
    )


def feedback(*marks):
    return [
        {"id": f"FB{number}", "q1": q1, "q2": q2, "at": "2031-11-14T23:20", "text": "The quartet!"}
        for number, (q1, q2) in enumerate(marks)
    ]


@pytest.mark.parametrize(
    ("marks", "params"),
    [
        pytest.param([(9, 9)] * 5 + [(2, 2)], {"happy": 5, "n": 6, "least": 9}, id="five of six"),
        pytest.param([(9, 9)] * 4 + [(10, 8)], None, id="one of five gave less to the second"),
        pytest.param([(10, 10)] * 4, None, id="four could be told apart"),
    ],
)
def test_high_marks_are_counted_from_five_people_on_and_nobody_is_quoted(marks, params):
    told = audited(event(feedback=feedback(*marks))).delights
    assert [(one.id, dict(one.params)) for one in told] == (
        [("feedback:high_marks", params)] if params else []
    )


def test_delights_are_no_findings_and_change_no_score():
    walks = [walk(answers={"ambience_expectation": "met", "catering_taste": 5})]
    plain = audited(event(walkthroughs=walks))
    told = audited(
        event(
            walkthroughs=walks,
            previous_round={"catering_taste": {"q": 0.2, "n": 2}},
            feedback=feedback(*[(10, 10)] * 5),
        )
    )

    assert [one.id for one in told.delights] == ["G5:catering_taste", "feedback:high_marks"]
    assert (told.scores, found(told)) == (plain.scores, found(plain))


def test_they_stand_in_the_order_of_the_touchpoints_with_marks_last():
    data = event(
        walkthroughs=[walk(answers={"toilets_expectation": "exceeded", "venue_expectation": "exceeded"})],
        feedback=feedback(*[(10, 10)] * 5),
    )

    assert [one.id for one in audited(data).delights] == [
        "expectation:venue_expectation",
        "expectation:toilets_expectation",
        "feedback:high_marks",
    ]


def test_their_thresholds_are_the_settings_own():
    data = event(feedback=feedback(*[(8, 8)] * 5))

    own = Settings.from_json({"delight_feedback_from": 8})
    assert delights(data, "feedback", own) == {"feedback:high_marks": (None, "delight.feedback")}
