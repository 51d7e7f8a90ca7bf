"""Six hours to reach out to whoever was let down (analysis 3.9, invariant 19)."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventaudit.consistency import CaseClock, CaseEvent, Due, case_clock, opens_case

from .examples import gilded_compass

START = datetime(2031, 11, 14, 22, 0)  # noqa: DTZ001 - the clock takes naive times as well
TOP = 2


def after(hours):
    return START + timedelta(hours=hours)


def feedback(hours, q1=1, q2=5):
    return CaseEvent(after(hours), "feedback", q1, q2)


def contact(hours):
    return CaseEvent(after(hours), "contact")


def automatic_reply(hours):
    return CaseEvent(after(hours), "automatic_reply")


def clock(*events, at):
    return case_clock(events, after(at), top=TOP)


@pytest.mark.parametrize(
    ("key", "due"),
    [("FB1", "2031-11-15T04:58"), ("FB2", None), ("FB3", "2031-11-15T14:05"), ("FB4", None)],
)
def test_the_demo_feedback_opens_two_clocks(key, due):
    given = next(one for one in gilded_compass()["feedback"] if one["id"] == key)
    at = datetime.fromisoformat(given["at"])
    event = CaseEvent(at, "feedback", given["q1"], given["q2"])

    found = case_clock([event], at, top=TOP)

    assert found == (due and CaseClock((Due(0, datetime.fromisoformat(due)),), running=True, overdue=False))


@pytest.mark.parametrize(
    ("q1", "q2", "opens"),
    [(3, 10, True), (10, 3, True), (1, 1, True), (4, 4, False), (None, 3, True), (4, None, False)],
)
def test_either_answer_of_1_to_3_opens_a_case(q1, q2, opens):
    assert opens_case(q1, q2) is opens


@pytest.mark.parametrize(
    ("at", "level", "due", "overdue"),
    [
        (0, 0, 6, False),
        (6, 0, 6, False),  # the due itself is still in time
        (6.1, 1, 12, False),
        (12.1, 2, 18, False),
        (18, 2, 18, False),
        (18.1, 2, 18, True),  # the top: nobody left to climb to
        (100, 2, 18, True),
    ],
)
def test_without_contact_it_climbs_a_level_every_six_hours_up_to_the_top(at, level, due, overdue):
    found = clock(feedback(0), at=at)

    assert (found.level, found.due, found.overdue) == (level, after(due), overdue)
    assert found.dues == tuple(Due(step, after(6 + 6 * step)) for step in range(level + 1))


def test_before_the_feedback_there_is_no_clock():
    assert clock(feedback(1), at=0.5) is None


def test_contact_stops_the_clock_at_its_level():
    assert clock(feedback(0), contact(7), at=50) == CaseClock(
        (Due(0, after(6)), Due(1, after(12))), running=False, overdue=False
    )
    assert clock(feedback(0), contact(7), at=50).due is None


def test_contact_at_the_very_due_is_in_time():
    assert clock(feedback(0), contact(6), at=50).level == 0


def test_an_automatic_reply_does_not_stop_it():
    assert clock(feedback(0), automatic_reply(1), at=7) == clock(feedback(0), at=7)


def test_more_feedback_joins_the_open_clock():
    """One case on any channel: the guest who complains again does not get a later due."""
    assert clock(feedback(0), feedback(5), at=5.5) == clock(feedback(0), at=5.5)


def test_feedback_after_contact_opens_a_new_clock_at_the_level_reached():
    found = clock(feedback(0), contact(7), feedback(20), at=20)

    assert (found.level, found.due, found.running) == (1, after(26), True)


def test_a_good_word_after_contact_opens_nothing():
    assert not clock(feedback(0), contact(1), feedback(20, 4, 9), at=30).running


times = st.integers(0, 60)
events = st.one_of(
    st.builds(feedback, times, st.integers(1, 10), st.integers(1, 10)),
    st.builds(contact, times),
    st.builds(automatic_reply, times),
)


@given(st.lists(events, max_size=8), st.lists(times, min_size=2, max_size=6))
def test_19_one_open_clock_a_level_that_never_falls_and_dues_that_never_come_earlier(happened, looks):
    clocks = [clock(*happened, at=at) for at in sorted(looks)]

    for one in (one for one in clocks if one is not None):
        dues, levels = [due.at for due in one.dues], [due.level for due in one.dues]
        assert dues == sorted(dues)
        assert levels == sorted(levels)
        assert levels[0] == 0
        assert levels[-1] <= TOP
        assert (one.due is not None) == one.running
    for earlier, later in pairwise(clocks):
        if earlier is not None:
            assert later is not None
            assert later.dues[: len(earlier.dues)] == earlier.dues


@given(st.lists(events, max_size=8), times)
def test_19_only_answers_of_1_to_3_open_a_clock(happened, at):
    low = [
        one for one in happened if one.at <= after(at) and one.kind == "feedback" and min(one.q1, one.q2) < 4
    ]

    assert (clock(*happened, at=at) is not None) == bool(low)


@given(st.lists(events, max_size=8), times)
def test_19_contact_stops_it_and_an_automatic_reply_changes_nothing(happened, at):
    stopped = clock(*happened, contact(at), at=at)

    assert stopped is None or not stopped.running
    assert clock(*happened, automatic_reply(at), at=at) == clock(*happened, at=at)
    assert clock(*[one for one in happened if one.kind != "automatic_reply"], at=at) == clock(
        *happened, at=at
    )
