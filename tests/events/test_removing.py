import pytest
from django.core.exceptions import ValidationError

from eventaudit.events.models import Segment
from eventaudit.events.policies import check_can_remove

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("answers", "stays"),
    [
        ({}, False),
        ({"attendee_results": {"catering_taste": {"front": {"n": 9, "q": 0.5}}}}, False),
        ({"attendee_results": {"catering_taste": {"back": {"n": 9, "q": 0.5}}}}, True),
        ({"feedback": [{"id": "F1", "q1": 9, "q2": 9, "segment": "back"}]}, True),
    ],
)
def test_a_segment_that_attendees_answered_for_stays(event, answers, stays):
    segment = Segment.objects.create(event=event, key="back", name="Back tables")
    for name, value in answers.items():
        setattr(event, name, value)
    if not stays:
        check_can_remove(event, [segment])
        return
    with pytest.raises(ValidationError) as refused:
        check_can_remove(event, [segment])
    assert refused.value.messages == [
        "“Back tables” has answers of attendees. Keep it: they tell who got which event."
    ]
