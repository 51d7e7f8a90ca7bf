"""The life of a template: copies, drafts, publishing, and two admins at one draft."""

import copy
import json

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from eventaudit.accounts.models import Role
from eventaudit.library.content import content_of, write_content
from eventaudit.library.drafts import (
    ChangedByAnother,
    archive,
    create_template,
    publish,
    replace_content,
    start_draft,
)
from eventaudit.library.models import Criterion, TemplateVersion
from eventaudit.library.queries import published_versions

from ..factories import make_membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(organisation):
    return make_membership(organisation, Role.ADMIN).user


@pytest.fixture
def default():
    return TemplateVersion.objects.get(template__organisation=None, number=1)


@pytest.fixture
def draft(organisation, default, admin):
    return create_template(organisation=organisation, key="own", name={"en": "Own"}, source=default, by=admin)


def test_the_content_of_the_default_version_is_its_file(default):
    file = json.loads((settings.BASE_DIR / "fixtures" / "template.json").read_text())
    del file["atmosphere_read_options"]
    order = {touchpoint["key"]: touchpoint["order"] for touchpoint in file["touchpoints"]}
    file["criteria"].sort(key=lambda criterion: order[criterion["touchpoint"]])
    for criterion in file["criteria"]:
        if criterion.get("sources") == []:
            del criterion["sources"]  # what is empty is left out
    assert content_of(default) == file


def test_a_copy_says_the_same_and_stands_on_its_own(draft, default):
    assert content_of(draft) == {**content_of(default), "version": "1.0"}
    assert draft.based_on == default
    draft.criteria.filter(key="venue_space_feel").update(weight=1)
    assert default.criteria.get(key="venue_space_feel").weight == 3


def test_writing_touches_only_what_differs_and_keeps_it_in_the_history(draft, admin):
    content = copy.deepcopy(content_of(draft))
    before = set(draft.criteria.values_list("key", "pk"))
    gone = content["criteria"].pop()
    content["criteria"][0]["weight"] = 2
    content["criteria"].append(new := {**content["criteria"][-1], "key": "quite_new"})
    replaced = replace_content(version=draft, content=content, revision=0, by=admin)
    assert content_of(replaced) == content
    kept = {(key, pk) for key, pk in before if key != gone["key"]}
    assert kept <= set(replaced.criteria.values_list("key", "pk"))
    changes = Criterion.history.filter(version_id=draft.pk).exclude(history_type="+")
    first = content["criteria"][0]["key"]
    assert sorted(changes.values_list("key", "history_type")) == sorted([(first, "~"), (gone["key"], "-")])
    assert Criterion.history.filter(version_id=draft.pk, key=new["key"], history_type="+").count() == 1


def test_the_second_of_two_admins_is_told_and_nothing_is_stored(draft, admin):
    content = content_of(draft)
    replace_content(version=draft, content={**content, "version": "mine"}, revision=0, by=admin)
    with pytest.raises(ChangedByAnother) as told:
        replace_content(version=draft, content={**content, "version": "late"}, revision=0, by=admin)
    assert told.value.version.label == "mine"
    assert TemplateVersion.objects.get(pk=draft.pk).label == "mine"


def test_what_is_published_never_changes_and_an_archived_one_is_not_offered(draft, admin, organisation):
    version = publish(version=draft, revision=0, what_is_new="Own words", by=admin)
    assert version.frozen
    assert version in published_versions(organisation)
    with pytest.raises(ValidationError):
        write_content(version, content_of(version))
    archived = archive(version=version, by=admin)
    assert archived.frozen
    assert archived not in published_versions(organisation)


def test_a_template_has_one_draft_at_a_time_that_begins_as_the_newest_version(draft, admin):
    assert start_draft(template=draft.template, by=admin) == draft
    publish(version=draft, revision=0, by=admin)
    second = start_draft(template=draft.template, by=admin)
    assert (second.number, second.based_on, second.label) == (2, draft, "2.0")
    assert content_of(second) == {**content_of(draft), "version": "2.0"}
