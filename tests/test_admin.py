"""The site administration: everything of ours is in it, for staff, and what must not change does not."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from eventaudit.accounts.models import User
from eventaudit.library.models import Atmosphere, Template, TemplateVersion, Touchpoint
from eventaudit.library.moods.actions import ChangedByAnother, change_atmosphere
from eventaudit.reports.models import KeptPage, Report
from eventaudit.reports.web import keep_page
from eventaudit.walkthroughs.models import Operation

from . import factories
from .access import World
from .reports.test_pages import make_ready, make_released

OURS = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("eventaudit.")
    and not hasattr(model, "history_type")  # what changed shows at the thing itself
]


def _name(model) -> str:
    return model._meta.label


@pytest.fixture
def staff(db):
    client = Client()
    client.force_login(factories.make_user(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def world(db):
    """One of nearly everything."""
    world = World()
    assert world.arguments
    return world


@pytest.mark.parametrize("model", OURS, ids=_name)
def test_every_model_has_a_list_that_can_be_searched(staff, world, model):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    assert (staff.get(address).status_code, staff.get(address, {"q": "a"}).status_code) == (200, 200)
    assert admin.site.get_model_admin(model).search_fields != ()


@pytest.mark.parametrize("model", OURS, ids=_name)
def test_every_thing_has_a_page(staff, world, model):
    found = model.objects.order_by("pk").first()
    if found is None:
        assert model in NONE_IN_THE_WORLD
        return
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[found.pk])
    assert staff.get(address).status_code == 200


NONE_IN_THE_WORLD = [
    model
    for model in OURS
    if model.__name__
    in {
        *("Operation", "Answer", "Segment", "Zone", "Round", "ProgrammeItem"),
        *("Cause", "CausePin", "Recommendation", "ActionChange", "ActionPhoto", "SecondLook"),
        *("Branding", "Moment", "ShareLink", "Visit", "DailyVisits", "KeptPage", "MessagePicture"),
    }
]


@pytest.mark.parametrize("state", ["draft", "published", "archived"])
def test_a_version_and_its_parts_change_in_the_studio_alone(staff, state):
    """Past the studio, no other admin would be told, and nothing would be checked."""
    template = Template.objects.create(key="own", name={"en": "Own"})
    version = TemplateVersion.objects.create(template=template, number=1, state=state)
    touchpoint = Touchpoint.objects.create(version=version, key="bar", name={"en": "Bar"})
    fields = {"version": version.pk, "key": "bar", "order": 0, "weight": 3, "name": '{"en": "Bar"}'}
    addresses = [
        reverse("admin:library_touchpoint_change", args=[touchpoint.pk]),
        reverse("admin:library_touchpoint_add"),
        reverse("admin:library_touchpoint_delete", args=[touchpoint.pk]),
        reverse("admin:library_templateversion_change", args=[version.pk]),
        reverse("admin:library_templateversion_delete", args=[version.pk]),
        reverse("admin:library_criterion_add"),
    ]
    answers = [staff.post(address, {**fields, "post": "yes", "state": "published"}) for address in addresses]
    assert [answer.status_code for answer in answers] == [403] * len(addresses)
    assert (
        staff.post(reverse("admin:library_template_delete", args=[template.pk]), {"post": "yes"}).status_code
        == 403
    )
    touchpoint.refresh_from_db()
    version.refresh_from_db()
    assert (touchpoint.weight, version.state) == (1.0, state)


def test_a_released_report_is_not_deleted(staff, event):
    draft, released = make_ready(event, "fi"), make_released(event)
    keep_page(draft)
    keep_page(released)
    for report in (draft, released):
        staff.post(reverse("admin:reports_report_delete", args=[report.pk]), {"post": "yes"})
    assert list(Report.objects.all()) == [released]
    chosen = {"action": "delete_selected", "_selected_action": [released.pk], "post": "yes"}
    staff.post(reverse("admin:reports_report_changelist"), chosen)
    assert list(Report.objects.all()) == [released]
    staff.post(reverse("admin:reports_keptpage_delete", args=[released.page.pk]), {"post": "yes"})
    assert KeptPage.objects.filter(report=released).exists()


def test_the_history_of_answers_cannot_be_touched(staff, rf):
    request = rf.get("/")
    request.user = User(is_staff=True, is_superuser=True, is_active=True)
    operations = admin.site.get_model_admin(Operation)
    assert operations.get_model_perms(request) == {
        "add": False,
        "change": False,
        "delete": False,
        "view": True,
    }


def test_staff_sign_in_on_the_page_of_everybody(client, db):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == "/accounts/login/?next=%2Fadmin%2F"


def test_an_organisations_admin_is_no_staff(admin_client):
    assert admin_client.get("/admin/", follow=True).status_code == 403


def test_a_user_is_added_with_the_address_in_small_letters(staff):
    staff.post(
        reverse("admin:accounts_user_add"),
        {
            "email": "Anna@Example.org",
            "name": "Anna",
            "language": "fi",
            "usable_password": "true",
            "password1": "seven wooden spoons",
            "password2": "seven wooden spoons",
        },
    )
    user = User.objects.get(name="Anna")
    assert (user.email, user.language, user.check_password("seven wooden spoons")) == (
        "anna@example.org",
        "fi",
        True,
    )


def test_an_atmosphere_changed_here_is_not_written_over_unseen_by_its_own_page(staff, world):
    default = Atmosphere.objects.get(organisation=None, key="luxury")
    fields = {field: getattr(default, field) for field in ("description", "axes", "palette", "touchpoints")}
    atmosphere = world.organisation.atmospheres.create(key="cosy", order=99, name={"en": "Cosy"}, **fields)
    address = reverse("admin:library_atmosphere_change", args=[atmosphere.pk])
    form = staff.get(address).context["adminform"].form
    typed = {name: form[name].value() for name in form.fields} | {"order": 7}

    response = staff.post(address, typed)

    assert response.status_code == 302, response.context["adminform"].form.errors
    atmosphere.refresh_from_db()
    assert (atmosphere.order, atmosphere.revision) == (7, 1)
    with pytest.raises(ChangedByAnother):
        change_atmosphere(atmosphere=atmosphere, content={}, revision=0, by=factories.make_user())
