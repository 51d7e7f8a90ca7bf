"""Every page about findings judges by the organisation's own settings."""

import pytest
from django.urls import reverse

from eventaudit.findings.event_file import import_event
from eventaudit.findings.facts import audit_event
from eventaudit.library.models import AnalysisSettings

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(organisation, demo_files):
    return import_event(organisation=organisation, data=demo_files["gilded_compass"], by=None)


def own(organisation, **values):
    AnalysisSettings.objects.create(organisation=organisation, values=values)


def page(client, event, name="overview", *args):
    return client.get(reverse(f"findings:{name}", args=[event.organisation.slug, event.pk, *args]))


def test_cap_weights_and_letters_are_the_organisations(manager_client, organisation, demo):
    own(
        organisation,
        hard_fail_cap=52.5,
        index_weights={"D": 1, "F": 0, "I": 0, "C": 0},
        letter_cuts={"D": 30},
        letter_coverage=0.99,
    )
    shown = page(manager_client, demo).context["overview"]
    assert (shown.cap, round(shown.index.low, 1), shown.letter, shown.letter_from) == (52.5, 52.5, None, 99)
    assert shown.index.arithmetic.startswith("1.00 × 58.7 + 0.00 × 54.7")
    assert shown.letters == [("E", "15.0%"), ("D", "42.5%"), ("C", "62.5%"), ("B", "77.5%"), ("A", "92.5%")]
    assert 'x1="120' in shown.index.bar


def test_severities_follow_the_organisations_cuts(organisation, demo):
    before = {finding.id: finding.severity for finding in audit_event(demo).findings}
    own(organisation, minor_from=0, major_from=0, critical_from=100)
    demo.organisation.refresh_from_db()
    after = {finding.id: finding.severity for finding in audit_event(demo).findings}
    assert (before["G1:A4"], after["G1:A4"]) == ("major", "major")
    assert (before["PP:X5"], after["PP:X5"]) == ("minor", "major")


def test_touchpoints_weigh_what_the_organisation_says(organisation, demo):
    own(organisation, touchpoint_weights={"catering": 3})
    weights = {key: result.weight for key, result in audit_event(demo).touchpoints.items()}
    assert {key for key, weight in weights.items() if weight != 1} == {"catering"}
    assert weights["catering"] == 3


@pytest.mark.parametrize("values", [{"g1_from": 9, "gone": 1}, {"critical_from": 1}, [], "text"])
def test_what_is_stored_never_breaks_a_page(manager_client, organisation, demo, values):
    AnalysisSettings.objects.create(organisation=organisation, values=values)
    assert page(manager_client, demo).context["overview"].cap == 49
    for name in ("before", "list"):
        assert page(manager_client, demo, name).status_code == 200
    settings = manager_client.get(reverse("library:settings", args=[organisation.slug]))
    assert settings.status_code == 200


def test_settings_of_another_organisation_change_nothing(manager_client, stranger_client, demo):
    own(stranger_client.membership.organisation, hard_fail_cap=90)
    assert page(manager_client, demo).context["overview"].cap == 49
