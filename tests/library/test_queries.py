import pytest

from eventaudit.library.queries import touchpoints_in_use
from tests.findings.upgraded import at, make_version

pytestmark = pytest.mark.django_db


def test_touchpoints_in_use_stand_in_the_order_of_the_default_library_then_of_own_templates(organisation):
    default = [point.key for point in touchpoints_in_use(organisation)]
    first = make_version(organisation, [at("mood", "a"), at("garden", "b"), at("venue", "c")])
    make_version(organisation, [at("sauna", "a"), at("garden", "b")])

    found = touchpoints_in_use(organisation)

    assert [point.key for point in found] == [*default, "garden", "sauna"]
    assert next(point for point in found if point.key == "garden").version == first
