"""The organisation's templates: what is listed, what a new one begins as, and what becomes of versions."""

import json
from contextlib import contextmanager

import pytest
from django.db import connection
from django.urls import reverse

from eventaudit.library.content import content_of
from eventaudit.library.drafts import EVERYBODY, publish, rename_template, start_draft
from eventaudit.library.models import Template, TemplateVersion
from eventaudit.library.queries import published_versions

from ...factories import make_event, make_organisation
from .pages import Studio, copy_of_default, default_version

pytestmark = pytest.mark.django_db
NAME = {"name_en": "Gala", "name_fi": "Gaala", "name_sv": "Gala"}


@pytest.fixture
def admin(admin_client):
    return admin_client.membership.user


@pytest.fixture
def studio_address(organisation):
    return reverse("library:studio", args=[organisation.slug])


@pytest.fixture
def new_address(organisation):
    return reverse("library:template_new", args=[organisation.slug])


@pytest.mark.parametrize("templates", [1, 3])
def test_all_versions_are_listed_in_a_fixed_number_of_queries(
    admin_client, organisation, admin, studio_address, django_assert_num_queries, templates
):
    for number in range(templates):
        draft = copy_of_default(organisation, admin, f"own-{number}", f"Own {number}")
        publish(version=draft, revision=0, what_is_new=f"Words {number}", by=admin)
        start_draft(template=draft.template, by=admin)
    with django_assert_num_queries(4):  # session, user, membership, versions
        response = admin_client.get(studio_address)
    listed = [[(each.number, each.state) for each in one.versions] for one in response.context["own"]]
    assert listed == [[(2, "draft"), (1, "published")]] * templates
    assert [one.template.key for one in response.context["defaults"]] == ["default"]
    assert response.content.decode().count("Words ") == templates


def test_a_version_tells_who_when_and_how_many_events_of_ours_use_it(
    admin_client, organisation, admin, studio_address
):
    version = publish(version=copy_of_default(organisation, admin), revision=0, by=admin)
    make_event(organisation, template_version=version)
    make_event(organisation, template_version=default_version())
    make_event(make_organisation(), template_version=default_version())
    context = admin_client.get(studio_address).context
    (own,), (default,) = context["own"][0].offered, context["defaults"][0].offered
    assert (own.bound, default.bound) == (1, 1)
    assert (own.published_by, own.changed_by, own.criteria_count) == (admin, admin.name, 113)


def test_only_admins_see_the_studio_and_the_way_there(
    manager_client, admin_client, organisation, studio_address
):
    library = reverse("library:touchpoints", args=[organisation.slug])
    assert manager_client.get(studio_address).status_code == 403
    linked = [
        studio_address in client.get(library).content.decode() for client in (manager_client, admin_client)
    ]
    assert linked == [False, True]


def test_a_new_template_is_a_copy_with_a_key_of_its_own(admin_client, organisation, new_address):
    source = str(default_version().pk)
    for name in ("Gala", "Gála!"):
        response = admin_client.post(new_address, {"name_en": name, "source": source})
        draft = TemplateVersion.objects.filter(template__organisation=organisation).latest("pk")
        assert response["Location"] == reverse("library:draft", args=[organisation.slug, draft.pk])
        assert content_of(draft) == content_of(default_version())
    assert list(organisation.templates.order_by("pk").values_list("key", "name")) == [
        ("gala", {"en": "Gala"}),
        ("gala_2", {"en": "Gála!"}),
    ]


def test_an_empty_template_knows_at_least_everybody(admin_client, organisation, new_address):
    admin_client.post(new_address, {**NAME, "source": "empty"})
    draft = TemplateVersion.objects.get(template__organisation=organisation)
    assert content_of(draft) == {"version": "1.0", "touchpoints": [], "criteria": [], "perceivers": EVERYBODY}


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"source": "empty"}, {"name": ["Write it in one language at least."]}),
        (NAME, {"source": ["Choose what it begins as."]}),
        (NAME | {"source": "0"}, {"source": ["Choose one of these."]}),
        (
            {"name_fi": "oMA", "source": "empty"},
            {"name": ["You have a template called “oMA” already. Give this one another name."]},
        ),
        (
            {"name_sv": "x" * 81, "source": "empty"},
            {"name": ["Too long in: Swedish. Write at most 80 characters."]},
        ),
    ],
)
def test_a_name_or_source_that_cannot_be_is_said(admin_client, organisation, new_address, typed, errors):
    Template.objects.create(organisation=organisation, key="own", name={"fi": "Oma"})
    response = admin_client.post(new_address, typed)
    assert (response.status_code, response.context["form"].errors) == (422, errors)
    assert organisation.templates.count() == 1


def test_the_version_of_another_organisation_is_no_source(admin_client, new_address):
    elsewhere = make_organisation()
    theirs = Template.objects.create(organisation=elsewhere, key="own", name={"en": "Own"})
    version = TemplateVersion.objects.create(template=theirs, number=1, state="published")
    response = admin_client.post(new_address, {**NAME, "source": str(version.pk)})
    assert response.context["form"].errors == {"source": ["Choose one of these."]}


def test_a_template_is_renamed(admin_client, organisation, admin):
    template = copy_of_default(organisation, admin).template
    address = reverse("library:template_name", args=[organisation.slug, template.pk])
    assert 'value="Own fi"' in admin_client.get(address).content.decode()
    admin_client.post(address, {"name_en": "Own", "seen": json.dumps(template.name)})
    template.refresh_from_db()
    assert template.name == {"en": "Own"}
    names = admin_client.get(address).context["names"]
    assert [(each.name["en"], each.history_user) for each in names] == [("Own", admin), ("Own", None)]


def test_who_renames_a_template_sees_what_another_has_called_it_meanwhile(admin_client, organisation, admin):
    template = copy_of_default(organisation, admin).template
    address = reverse("library:template_name", args=[organisation.slug, template.pk])
    seen = admin_client.get(address).context["seen"]
    rename_template(template=template, name={"en": "Theirs"}, seen=template.name, by=admin)

    late = admin_client.post(address, {"name_en": "Mine", "seen": seen})

    page = late.content.decode()
    assert (late.status_code, 'value="Mine"' in page, "Theirs" in page) == (409, True, True)
    template.refresh_from_db()
    assert template.name == {"en": "Theirs"}
    admin_client.post(address, {"name_en": "Mine", "seen": late.context["seen"]})
    template.refresh_from_db()
    assert template.name == {"en": "Mine"}


def test_an_archived_version_is_no_longer_offered_and_its_events_stay(admin_client, organisation, admin):
    version = publish(version=copy_of_default(organisation, admin), revision=0, by=admin)
    event = make_event(organisation, template_version=version)
    pages = Studio(admin_client, version)
    pages.post("archive")
    event.refresh_from_db()
    assert (pages.now().state, event.template_version_id) == ("archived", version.pk)


def test_an_archived_version_is_offered_again_and_its_history_says_so(
    admin_client, manager_client, organisation, admin, studio_address
):
    version = publish(version=copy_of_default(organisation, admin), revision=0, by=admin)
    pages = Studio(admin_client, version)
    pages.post("archive")
    assert version not in published_versions(organisation)
    assert pages.at("offer_again") in admin_client.get(studio_address).content.decode()
    assert manager_client.post(pages.at("offer_again")).status_code == 403

    pages.post("offer_again")

    assert version in published_versions(organisation)
    assert (pages.now().state, pages.now().archived_at, pages.now().digest) == (
        "published",
        None,
        version.digest,
    )
    steps = pages.get("version_history").context["steps"]
    assert [step.new_state for step in steps][:2] == ["Published", "Archived"]


@pytest.fixture
def deleted_meanwhile():
    """`with deleted_meanwhile(version)`: another admin deletes the draft once it has been looked up."""

    @contextmanager
    def while_at_work(version):
        looked_up = []

        def delete(execute, sql, params, many, context):
            result = execute(sql, params, many, context)
            if not looked_up and "library_templateversion" in sql:
                looked_up.append(sql)
                TemplateVersion.objects.get(pk=version.pk).delete()
            return result

        with connection.execute_wrapper(delete):
            yield
        assert looked_up

    return while_at_work


@pytest.mark.parametrize("name", ["publish", "draft_delete", "touchpoint_new", "outline_move"])
def test_what_comes_after_the_draft_is_gone_says_so_and_loses_no_words(
    admin_client, organisation, admin, deleted_meanwhile, name
):
    version = copy_of_default(organisation, admin)
    fields = {"label": "1.0", "what_is_new": "Much that is new", "name_en": "Garden", "weight": "1",
              "move": "touchpoint:queues:up"}  # fmt: skip
    with deleted_meanwhile(version):
        late = Studio(admin_client, version).post(name, revision=0, **fields)
    page = late.content.decode()
    assert late.status_code == 409
    assert "Somebody has just deleted this draft." in page
    assert "Much that is new" in page


def test_a_draft_is_not_archived_but_deleted_with_its_template_where_it_was_the_first(
    admin_client, organisation, admin
):
    first = copy_of_default(organisation, admin)
    pages = Studio(admin_client, first)
    pages.post("archive")
    assert pages.now().state == "draft"
    pages.post("draft_delete", revision=7)  # another admin's change stands in between
    assert pages.now().state == "draft"
    publish(version=first, revision=0, by=admin)
    second = start_draft(template=first.template, by=admin)
    Studio(admin_client, second).post("draft_delete")
    assert list(first.template.versions.all()) == [first]
    alone = copy_of_default(organisation, admin, "alone")
    Studio(admin_client, alone).post("draft_delete")
    assert not Template.objects.filter(key="alone").exists()


def test_a_new_version_begins_as_the_published_one_or_goes_on_with_the_draft(
    admin_client, organisation, admin
):
    version = publish(version=copy_of_default(organisation, admin), revision=0, by=admin)
    address = reverse("library:draft_start", args=[organisation.slug, version.template_id])
    ways = [admin_client.post(address)["Location"] for _time in range(2)]
    draft = version.template.versions.get(state="draft")
    assert ways == [reverse("library:draft", args=[organisation.slug, draft.pk])] * 2
    assert content_of(draft) == {**content_of(version), "version": "2.0"}
