import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from eventaudit.events.queries import upcoming_and_past
from tests import factories


def make_at(organisation, start, **fields):
    return factories.make_event(
        organisation, starts_at=start, ends_at=start + datetime.timedelta(hours=4), **fields
    )


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_a_fixed_number_of_queries(
    manager_client, organisation, number, django_assert_num_queries
):
    for _ in range(number):
        factories.make_event(organisation)
    with django_assert_num_queries(6):  # session, user, membership, events, intentions, atmospheres
        response = manager_client.get(reverse("events:list", args=[organisation.slug]))
    assert len(response.context["upcoming"]) == number


def test_what_has_not_ended_comes_first_and_the_next_one_leads(organisation):
    now = timezone.now()
    day = datetime.timedelta(days=1)
    later, running, before, long_before = (
        make_at(organisation, now + offset)
        for offset in (3 * day, -datetime.timedelta(hours=1), -2 * day, -9 * day)
    )
    assert upcoming_and_past(organisation, now=now) == ([running, later], [before, long_before])


def test_an_empty_list_says_what_to_do(manager_client, organisation, stranger_client):
    factories.make_event(stranger_client.membership.organisation, name="Somebody else's gala")
    page = manager_client.get(reverse("events:list", args=[organisation.slug])).content.decode()
    assert "Somebody else" not in page
    assert "No events yet" in page
    for name in ("events:create", "findings:import"):
        assert f'href="{reverse(name, args=[organisation.slug])}"' in page


def test_a_card_shows_the_time_in_the_time_zone_of_the_event(manager_client, organisation):
    start = datetime.datetime(2031, 11, 14, 23, 0, tzinfo=datetime.UTC)
    make_at(organisation, start, time_zone="Asia/Tokyo")
    page = manager_client.get(reverse("events:list", args=[organisation.slug])).content.decode()
    assert '<time datetime="2031-11-15T08:00:00+09:00">' in page
