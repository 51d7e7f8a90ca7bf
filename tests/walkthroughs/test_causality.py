import datetime
import uuid

from hypothesis import given
from hypothesis import strategies as st

from eventaudit.walkthroughs.causality import Change, closes_circle, standing

NOON = datetime.datetime(2031, 11, 14, 12, 0, tzinfo=datetime.UTC)


def change(number, base=None, minute=0):
    return Change(uuid.UUID(int=number), uuid.UUID(int=base) if base else None, NOON + minutes(minute))


def minutes(number):
    return datetime.timedelta(minutes=number)


def numbers(changes):
    return [found.id.int for found in standing(changes)]


def test_a_change_on_top_of_another_counts_whatever_its_clock_says():
    assert numbers([change(1, minute=30), change(2, base=1, minute=-600)]) == [2]


def test_changes_that_did_not_know_each_other_are_decided_by_the_clock_then_by_their_ids():
    assert numbers([change(1, minute=5), change(2, minute=3)]) == [1, 2]
    assert numbers([change(1), change(2)]) == [2, 1]


def test_a_later_change_of_the_loser_may_win_and_its_own_earlier_one_is_no_rival():
    both = [change(1, minute=0), change(2, minute=5)]
    assert numbers(both) == [2, 1]
    assert numbers([*both, change(3, base=1, minute=9)]) == [3, 2]


def test_a_change_on_top_of_the_winner_beats_what_the_winner_beat_even_with_a_slow_clock():
    loser, winner = change(1, minute=3), change(2, minute=5)
    assert numbers([loser, winner, change(3, base=2, minute=-60)]) == [3, 1]


def test_a_base_that_has_not_come_yet_decides_once_it_has():
    first, last = change(1, minute=9), change(3, base=2, minute=3)
    assert numbers([first, last]) == [1, 3]
    assert numbers([first, last, change(2, base=1, minute=2)]) == [3]


def test_nothing_stands_on_top_of_itself():
    below = {one.id: one for one in [change(2, base=3), change(3, base=1)]}
    assert closes_circle(change(1, base=1), {})
    assert closes_circle(change(1, base=2), below)
    assert not closes_circle(change(4, base=2), below)


@st.composite
def histories(draw):
    """Changes each of which may be on top of an earlier one."""
    made = []
    for number in range(1, draw(st.integers(1, 12)) + 1):
        base = draw(st.one_of(st.none(), st.integers(1, number - 1))) if number > 1 else None
        made.append(change(number, base, draw(st.integers(-100, 100))))
    return made


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(history, random):
    shuffled = list(history)
    random.shuffle(shuffled)
    assert standing(shuffled) == standing(history)


@given(histories())
def test_whoever_saw_what_counts_and_changes_it_is_heard(history):
    top = standing(history)[0]
    assert numbers([*history, change(99, base=top.id.int, minute=-10_000)])[0] == 99
