import io
import json
from unittest.mock import ANY

import pytest
from django.core.management import CommandError, call_command

from eventaudit.accounts.models import Role
from eventaudit.library.content import content_of
from eventaudit.library.formats.writing import FORMATS
from eventaudit.library.models import Template, TemplateVersion
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(db):
    """An organisation with an admin, named ours."""
    organisation = factories.make_organisation(slug="ours")
    factories.make_membership(organisation, Role.ADMIN)
    return organisation


def run(*arguments) -> str:
    out = io.StringIO()
    call_command(*map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_the_default_template_goes_out_and_into_an_organisation(site, tmp_path, form):
    file = tmp_path / "template"
    run("export_template", "default", "--format", form, "--out", file)
    assert run("import_template", file, "--organisation", "ours").endswith("113 criteria.\n")
    draft = site.templates.get().versions.get()
    default = TemplateVersion.objects.get(template__organisation=None)
    assert content_of(draft) == content_of(default)
    assert (draft.state, draft.template.key, draft.template.name) == (
        "draft",
        "default",
        default.template.name,
    )


def test_what_is_there_gets_a_draft_and_a_second_time_the_same_draft(site, tmp_path):
    file = tmp_path / "template.json"
    run("export_template", "default", "--out", file)
    for _time in range(2):
        run("import_template", file)
    assert site.templates.get().versions.count() == 1
    content = json.loads(file.read_text())
    content["criteria"].pop()
    file.write_text(json.dumps(content))
    run("import_template", file)
    assert site.templates.get().versions.get().criteria.count() == 112
    run("import_template", file, "--new")
    assert sorted(site.templates.values_list("key", flat=True)) == ["default", ANY]


def test_a_published_version_is_left_alone_and_its_label_is_not_given_again(site, tmp_path):
    file = tmp_path / "template.json"
    run("export_template", "default", "--out", file)
    run("import_template", file)
    version = site.templates.get().versions.get()
    version.state = "published"
    version.save()
    run("import_template", file)
    assert list(site.templates.get().versions.values_list("label", "state")) == [
        ("2.0", "draft"),
        ("1.0", "published"),
    ]
    number = tmp_path / "first.json"
    run("export_template", "default", "--organisation", "ours", "--number", 1, "--out", number)
    assert json.loads(number.read_text())["version"] == "1.0"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["export_template", "nothing", "--out", "x"],
            "There is no template 'nothing' there. There are: default.",
        ),
        (["export_template", "default", "--out", "x", "--number", 99], "default has no such version."),
        (["export_template", "default", "--out", "/nowhere/x"], "/nowhere/x cannot be written"),
        (
            ["export_template", "default", "--out", "x", "--organisation", "theirs"],
            "There is no organisation",
        ),
        (["import_template", "/nowhere/x"], "/nowhere/x cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(site, arguments, sentence):
    with pytest.raises(CommandError) as refused:
        run(*arguments)
    assert str(refused.value).startswith(sentence)
    assert refused.value.returncode == 2


def test_a_bad_file_changes_nothing_and_every_fault_stands_on_its_line(site, tmp_path):
    content = {"version": "1", "touchpoints": [], "criteria": [], "perceivers": {}}
    file = tmp_path / "bad.json"
    file.write_text(json.dumps(content))
    with pytest.raises(CommandError) as refused:
        run("import_template", file)
    assert len(str(refused.value).splitlines()) == 2
    assert not Template.objects.filter(organisation=site).exists()
