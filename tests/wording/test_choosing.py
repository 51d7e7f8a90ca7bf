"""Of overlapping readings of a sentence, those that gain most together."""

from itertools import pairwise

import pytest

from eventaudit.wording import read_text
from eventaudit.wording.choosing import Choice, best_choices


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        ([], []),
        ([(0, 1, 0.3)], []),
        ([(0, 1, 0.4)], [(0, 1)]),
        ([(0, 1, 0.9), (1, 2, 0.9), (0, 2, 0.9)], [(0, 1), (1, 2)]),
        ([(0, 1, 0.5), (1, 2, 0.3), (0, 2, 0.9)], [(0, 2)]),
        ([(0, 2, 0.8), (2, 3, 0.3), (1, 3, 0.7)], [(0, 2)]),
        ([(0, 3, 0.5), (0, 1, 0.9), (2, 3, 0.6)], [(0, 1), (2, 3)]),
    ],
    ids=["nothing", "too little", "just enough", "two apart", "one whole", "the surer", "with a gap"],
)
def test_the_best_that_do_not_overlap_are_chosen(offered, chosen):
    found = best_choices([Choice(*each, None) for each in offered], 0.4)
    assert [(each.start, each.end) for each in found] == chosen


def test_candidates_of_a_text_do_not_overlap():
    text = (
        "Lunch is a warm buffet, with two vegan dishes, and coffee is poured all day; trams stop at the door "
        "every six minutes, coats are guarded, and nobody will queue.\n\nSigns lead you from the station."
    )
    found = [(each.start, each.end) for each in read_text(text, "en").promises]
    assert len(found) >= 3
    assert all(before[1] <= after[0] for before, after in pairwise(found))
