import pytest
from django.urls import reverse

from eventaudit.library.models import Atmosphere, Template, TemplateVersion
from eventaudit.library.queries import atmospheres_of, criteria_of


def test_the_library_shows_every_criterion_in_a_fixed_number_of_queries(
    manager_client, organisation, django_assert_num_queries
):
    with django_assert_num_queries(5):  # session, user, membership, versions, criteria
        response = manager_client.get(reverse("library:touchpoints", args=[organisation.slug]))
    shown = [
        criterion.key for _touchpoint, criteria in response.context["touchpoints"] for criterion in criteria
    ]
    assert len(shown) == len(set(shown)) == 113
    assert (response.context["in_full"], response.context["in_short"]) == (113, 49)


def test_the_scale_ends_are_in_order(manager_client, organisation):
    response = manager_client.get(reverse("library:touchpoints", args=[organisation.slug]))
    _touchpoint, criteria = response.context["touchpoints"][0]
    assert [end for end, _words in criteria[0].described_ends] == ["-2", "0", "+2"]


def test_a_draft_and_a_strangers_version_are_not_found(manager_client, organisation, stranger_client):
    own = Template.objects.create(organisation=organisation, key="own", name={"en": "Own"})
    theirs = Template.objects.create(
        organisation=stranger_client.membership.organisation, key="theirs", name={"en": "Theirs"}
    )
    for template, state in ((own, "draft"), (theirs, "published")):
        version = TemplateVersion.objects.create(template=template, number=1, state=state)
        address = reverse("library:version", args=[organisation.slug, version.pk])
        assert manager_client.get(address).status_code == 404


def test_an_atmosphere_shows_its_cues_and_clashes(manager_client, organisation):
    response = manager_client.get(reverse("library:atmosphere", args=[organisation.slug, "luxury"]))
    _touchpoint, cues, clashes = response.context["rows"][0]
    assert (cues[0].text, clashes[0].text) == ("chandeliers and high ceilings", "stacking chairs")
    assert "dark blue" in response.content.decode()
    missing = reverse("library:atmosphere", args=[organisation.slug, "nowhere"])
    assert manager_client.get(missing).status_code == 404


def test_an_organisations_own_atmosphere_stands_in_for_the_default_one(organisation, stranger_client):
    fields = {"key": "luxury", "axes": {}, "palette": ["#000000"]}
    own = Atmosphere.objects.create(organisation=organisation, name={"en": "Our luxury"}, **fields)
    stranger = stranger_client.membership.organisation
    Atmosphere.objects.create(organisation=stranger, name={"en": "Theirs"}, **fields)
    known = atmospheres_of(organisation)
    assert known["luxury"] == own
    assert len(known) == 8
    assert atmospheres_of(None)["luxury"].organisation is None


@pytest.mark.django_db
@pytest.mark.parametrize(("form", "number"), [("full", 113), ("short", 49)])
def test_criteria_come_in_the_guests_order_with_one_query(form, number, django_assert_num_queries):
    version = TemplateVersion.objects.get(template__organisation=None)
    with django_assert_num_queries(1):
        places = [(one.touchpoint.order, one.order) for one in criteria_of(version, form)]
    assert len(places) == number
    assert places == sorted(places)
