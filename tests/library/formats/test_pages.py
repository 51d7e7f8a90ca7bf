import io
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from eventaudit.library.content import content_of
from eventaudit.library.drafts import create_template, publish, replace_content
from eventaudit.library.formats.writing import FORMATS
from eventaudit.library.models import Atmosphere, TemplateVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def default(db):
    return TemplateVersion.objects.get(template__organisation=None)


@pytest.fixture
def draft(organisation, admin_client, default):
    by = admin_client.membership.user
    return create_template(organisation=organisation, key="gala", name={"en": "Gala"}, source=default, by=by)


@pytest.fixture
def page(organisation):
    return reverse("library:import", args=[organisation.slug])


def exported(client, version, form):
    organisation = client.membership.organisation
    return client.get(reverse("library:export", args=[organisation.slug, version.pk, form]))


def upload(client, page, content: bytes, **fields):
    return client.post(page, {"file": SimpleUploadedFile("file", content), **fields})


def hidden(response) -> dict:
    """What the page of the first step would send on."""
    html = response.content.decode()
    values = {name: re.search(rf'name="{name}" value="([^"]*)"', html)[1] for name in ("target", "revision")}
    return values | {"content": response.context["content"]}


@pytest.mark.parametrize("form", FORMATS)
def test_a_manager_takes_a_published_version_out(manager_client, default, form):
    response = exported(manager_client, default, form)
    assert response.status_code == 200
    name = f"default-1-0{FORMATS[form].ending}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


def test_atmospheres_of_their_own_can_be_read_in_the_xlsform(manager_client, organisation, default):
    Atmosphere.objects.create(organisation=organisation, key="cosy", order=99, name={"en": "Cosy"}, axes={})
    book = load_workbook(io.BytesIO(exported(manager_client, default, "xlsform").content))
    offered = [row[1] for row in book["choices"].values if row[0] == "atmospheres"]
    assert offered[-3:] == ["cosy", "neutral", "unobserved"]


def test_a_draft_is_for_admins_and_others_templates_for_nobody(
    manager_client, stranger_client, draft, default
):
    assert exported(manager_client, draft, "json").status_code == 404
    assert exported(stranger_client, draft, "json").status_code == 404
    assert exported(manager_client, default, "csv").status_code == 404


def test_a_draft_with_nothing_in_it_says_so(admin_client, organisation):
    by = admin_client.membership.user
    empty = create_template(organisation=organisation, key="new", name={"en": "New"}, by=by)
    response = exported(admin_client, empty, "xlsform")
    assert response.status_code == 422
    assert "There is nothing in this draft yet that could be exported." in response.content.decode()
    assert exported(admin_client, empty, "json").status_code == 200


def test_an_edited_spreadsheet_comes_back_after_showing_what_it_changes(admin_client, page, draft):
    book = load_workbook(io.BytesIO(exported(admin_client, draft, "xlsx").content))
    book["criteria"]["D2"] = "Is there room enough for everybody?"
    file = io.BytesIO()
    book.save(file)
    shown = upload(admin_client, page, file.getvalue())
    before = content_of(draft)
    assert shown.status_code == 200
    assert content_of(draft) == before  # only shown so far
    changes = [
        change
        for place in shown.context["preview"].page.places
        for one in place.criteria
        for change in one.changes
    ]
    assert [(change.field, change.language, change.new) for change in changes] == [
        ("wording", "en", "Is there room enough for everybody?")
    ]
    taken = admin_client.post(page, hidden(shown))
    assert taken.url == reverse("library:draft", args=[draft.template.organisation.slug, draft.pk])
    before["criteria"][0]["wording"]["en"] = "Is there room enough for everybody?"
    assert content_of(draft) == before


def test_a_draft_that_another_admin_changed_meanwhile_is_compared_again(admin_client, page, draft):
    shown = upload(admin_client, page, exported(admin_client, draft, "json").content)
    theirs = content_of(draft)
    theirs["criteria"].pop()
    by = admin_client.membership.user
    replace_content(version=draft, content=theirs, revision=draft.revision, by=by)
    again = admin_client.post(page, hidden(shown))
    assert again.status_code == 409
    assert content_of(draft) == theirs
    assert len(again.context["preview"].page.comparison.criteria) == 1
    assert admin_client.post(page, hidden(again)).status_code == 302
    assert len(content_of(draft)["criteria"]) == 113


def test_a_published_version_gets_a_draft_of_its_own(admin_client, page, draft):
    by = admin_client.membership.user
    published = publish(version=draft, revision=draft.revision, by=by)
    before = content_of(published)
    shown = upload(admin_client, page, exported(admin_client, published, "json").content)
    assert shown.context["preview"].revision == -1
    admin_client.post(page, hidden(shown))
    assert list(draft.template.versions.values_list("number", "state")) == [(2, "draft"), (1, "published")]
    assert content_of(published) == before


def test_a_file_can_become_a_template_of_its_own(admin_client, organisation, page, draft):
    shown = upload(admin_client, page, exported(admin_client, draft, "xlsform").content, target="new")
    assert shown.context["preview"].template is None
    admin_client.post(page, hidden(shown))
    new = organisation.templates.exclude(pk=draft.template.pk).get()
    assert (new.name, new.key) == ({"en": "Gala (2)"}, "gala_2")
    assert content_of(new.versions.get())["criteria"] == content_of(draft)["criteria"]


def test_a_bad_file_stores_nothing_and_lists_everything(admin_client, organisation, page, default):
    book = load_workbook(io.BytesIO(exported(admin_client, default, "xlsx").content))
    book["criteria"]["C2"] = "poetry"
    book["options"]["C3"] = "=1/0"
    file = io.BytesIO()
    book.save(file)
    refused = upload(admin_client, page, file.getvalue())
    assert refused.status_code == 422
    assert [(fault.sheet, fault.row, fault.column) for fault in refused.context["form"].faults] == [
        ("options", 3, "C"),
        ("criteria", 2, "C"),
    ]
    assert not organisation.templates.exists()


@pytest.mark.parametrize("content", ["", "{", '{"version": "1"}', "[]", "\x00"])
def test_what_does_not_come_back_whole_is_asked_for_again(admin_client, organisation, page, content):
    response = admin_client.post(page, {"content": content, "target": "", "revision": "-1"})
    assert response.url == page
    assert not organisation.templates.exists()


def test_another_organisations_template_is_no_target(admin_client, stranger_client, page, draft):
    theirs = stranger_client.membership.organisation
    by = stranger_client.membership.user
    other = create_template(organisation=theirs, key="theirs", name={"en": "Theirs"}, by=by)
    content = json.dumps(content_of(draft))
    response = admin_client.post(page, {"content": content, "target": other.template.pk, "revision": "0"})
    assert response.url == page
    assert content_of(other)["criteria"] == []


def test_only_admins_import(manager_client, page):
    assert manager_client.get(page).status_code == 403


def test_the_checklist_asks_for_language_and_form_first(manager_client, default):
    organisation = manager_client.membership.organisation
    address = reverse("library:checklist", args=[organisation.slug, default.pk])
    response = manager_client.get(address)
    assert (response.context["in_full"], response.context["in_short"]) == (113, 49)
    assert response["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("key", ["k" * 61, "ga la", 'a"\nb', "ä"])
def test_a_key_that_cannot_be_one_is_made_from_the_name(admin_client, page, organisation, default, key):
    content = {"key": key, "name": {"en": "Gala dinner"}, **content_of(default)}
    shown = upload(admin_client, page, json.dumps(content).encode())
    assert admin_client.post(page, hidden(shown)).status_code == 302
    assert [template.key for template in organisation.templates.all()] == ["gala_dinner"]


def test_a_template_too_large_for_the_second_step_is_refused_at_the_first(admin_client, page, default):
    content = content_of(default)
    content["criteria"] = [
        row | {"key": f"{row['key']}_{number}", "help": {"en": "x" * 2900}}
        for number in range(11)
        for row in content["criteria"]
        if "conditions" not in row
    ]
    fits = content | {"criteria": content["criteria"][: len(content["criteria"]) * 3 // 4]}

    refused = upload(admin_client, page, json.dumps(content).encode())
    shown = upload(admin_client, page, json.dumps(fits).encode())
    assert shown.status_code == 200, shown.context["form"].faults[:5]
    taken = admin_client.post(page, hidden(shown))

    assert (refused.status_code, refused.context["form"].errors) == (
        422,
        {"file": ["The template is 5 MB of text; at most 4 MB are taken. Shorten it."]},
    )
    assert taken.status_code == 302
    assert TemplateVersion.objects.get(state="draft").criteria.count() == len(fits["criteria"])
