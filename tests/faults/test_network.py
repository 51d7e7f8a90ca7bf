"""Networks and servers that fail, with a real Chromium and a real server (docs/faults.md)."""

import pytest

from . import journeys_network as journeys

pytestmark = pytest.mark.browser

QUICK = [journeys.lied_to, journeys.in_flight, journeys.signed_out]
SLOW = [
    journeys.cut_and_back,
    journeys.silent,
    journeys.portal,
    journeys.portal_for_photos,
    journeys.server_killed,
    journeys.photos_cut,
    journeys.two_walkthroughs,
]


@pytest.mark.parametrize("journey", QUICK, ids=lambda one: one.__name__)
def test_nothing_is_lost_or_doubled(hall, journey):
    journey(hall)


@pytest.mark.faults
@pytest.mark.parametrize("journey", SLOW, ids=lambda one: one.__name__)
def test_nothing_is_lost_or_doubled_in_worse(hall, journey):
    journey(hall)
