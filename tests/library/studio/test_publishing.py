"""The check of a draft and publishing it; and the history of what was changed."""

import pytest
from django.utils import timezone

from eventaudit.accounts.models import Role
from eventaudit.library.content import content_of
from eventaudit.library.drafts import NotReady, archive, publish, replace_content
from eventaudit.library.queries import published_versions
from eventaudit.library.studio.editing import edit_draft
from eventaudit.library.studio.history import content_at_revision
from eventaudit.library.studio.outline import Move

from ...factories import make_event, make_membership
from .pages import Studio, copy_of_default

pytestmark = pytest.mark.django_db
NEWS = {"label": "1.0", "what_is_new": "Our own words"}


@pytest.fixture
def admin(admin_client):
    return admin_client.membership.user


@pytest.fixture
def pages(admin_client, organisation, admin):
    return Studio(admin_client, copy_of_default(organisation, admin))


def without_options(content) -> None:
    row = next(row for row in content["criteria"] if row["kind"] == "choice" and row.get("options"))
    del row["options"]


def edit(pages, by, change):
    return edit_draft(version=pages.now(), revision=pages.now().revision, by=by, change=change)


def test_a_sound_draft_is_ready_and_says_how_long_it_takes(pages):
    context = pages.get("check").context
    minutes = {form: each.minutes for form, each in context["check"].minutes.items()}
    assert (context["problems"], minutes) == ([], {"full": 74, "short": 25})


def test_each_problem_leads_to_its_place(pages, admin):
    def spoil(content) -> None:
        content["criteria"][1]["band"]["lo"] = 99
        content["touchpoints"][2]["name"] = {}

    edit(pages, admin, spoil)
    places = pages.get("check").context["problems"]
    assert [(place.name, place.address) for place in places] == [
        ("ambience", pages.at("touchpoint_edit", "ambience")),
        (
            "Floor area per person at the fullest moment",
            pages.at("criterion_edit", "venue", "venue_area_per_person"),
        ),
    ]
    assert [field for field, _problem in places[1].problems] == ["Band"]


def test_publishing_asks_what_is_new_and_then_offers_the_version(pages, organisation):
    response = pages.post("publish", label="1.0", what_is_new="  ")
    assert (response.status_code, response.context["form"].errors) == (
        422,
        {"what_is_new": ["Say in a sentence what is new."]},
    )
    pages.post("publish", label="Autumn 2031", what_is_new="Our own words")
    version = pages.now()
    assert (version.state, version.label, version.what_is_new) == (
        "published",
        "Autumn 2031",
        "Our own words",
    )
    assert version.frozen
    assert version in published_versions(organisation)


def test_a_draft_with_problems_is_not_published_by_any_way(pages, admin):
    edit(pages, admin, without_options)
    response = pages.post("publish", **NEWS)
    assert (response.status_code, response.context["refused"]) == (422, True)
    assert "Our own words" in response.content.decode()
    with pytest.raises(NotReady) as refused:
        publish(version=pages.now(), revision=1, by=admin)
    assert {problem.part for problem in refused.value.check.problems} == {"criteria"}
    assert (pages.now().state, pages.now().revision) == ("draft", 1)


def test_a_draft_that_another_admin_changed_is_not_published_unseen(pages, organisation, admin):
    other = make_membership(organisation, Role.ADMIN).user
    edit(pages, other, Move("touchpoint", "queues", before="venue"))
    response = pages.post("publish", revision=0, **NEWS)
    assert (response.status_code, pages.now().state) == (409, "draft")
    assert response.context["changed"].people == [other.name]
    assert "Our own words" in response.content.decode()
    pages.post("publish", revision=response.context["revision"], **NEWS)
    assert pages.now().state == "published"


def test_an_event_stays_untouched_while_its_template_goes_on(pages, organisation, admin):
    first = publish(version=pages.version, revision=0, by=admin)
    event = make_event(organisation, template_version=first)
    before = content_of(first)
    pages.client.post(f"/o/{organisation.slug}/library/studio/templates/{first.template_id}/draft/")
    second = Studio(pages.client, first.template.versions.get(state="draft"))
    second.post("touchpoint_delete", "venue", criteria="")
    second.post("publish", label="2.0", what_is_new="No venue")
    event.refresh_from_db()
    assert (second.now().state, event.template_version) == ("published", first)
    assert content_of(first) == before


def test_every_change_is_told_with_who_when_and_what(pages, organisation, admin):
    other = make_membership(organisation, Role.ADMIN).user
    start = timezone.now()
    pages.post(
        "touchpoint_edit",
        "venue",
        name_en="Rooms",
        name_fi="Miljöö ja tilat",
        name_sv="Miljö och lokaler",
        weight="2",
    )
    edit(pages, other, Move("criterion", "venue_co2", "queues"))
    pages.post("touchpoint_delete", "mood", criteria="")
    pages.post("publish", **NEWS)
    archive(version=pages.now(), by=other)
    steps = pages.get("version_history").context["steps"]
    assert [step.by for step in steps] == [other, admin, admin, other, admin, admin]
    assert [step.new_state for step in steps] == ["Archived", "Published", "", "", "", ""]
    assert all(step.at >= start for step in steps[:5])
    removed, moved, renamed = (step.comparison for step in steps[2:5])
    assert [(one.key, one.state) for one in removed.touchpoints] == [("mood", "dropped")]
    assert len(removed.criteria_that("dropped")) == 8
    assert [(one.key, one.state) for one in moved.criteria] == [("venue_co2", "moved")]
    assert [line.place for line in steps[3].lines] == ["to place 10 of 10"]
    (one,) = renamed.touchpoints
    assert [(change.old, change.new) for change in one.changes] == [("Venue and spaces", "Rooms"), ("1", "2")]
    assert (steps[-1].before, len(steps[-1].content["criteria"])) == (None, 113)


def test_history_is_paged_in_a_fixed_number_of_queries(pages, admin, django_assert_num_queries):
    for _turn in range(11):
        edit(pages, admin, Move("touchpoint", "mood", before="venue"))
        edit(pages, admin, Move("touchpoint", "venue", before="mood"))
    for page, shown in ((1, 20), (2, 3)):
        # session, user, membership, version, count, records, atmospheres, the record before, 2 of the rows
        # shown, and 2 of those until then
        with django_assert_num_queries(12 if page == 1 else 10):
            response = pages.get("version_history", page=page)
        assert len(response.context["steps"]) == shown
    moved = [[one.state for one in step.comparison.touchpoints] for step in response.context["steps"][:-1]]
    assert moved == [["moved"], ["moved"]]


def test_the_history_gives_back_what_each_revision_said(pages, admin):
    said = [content_of(pages.version)]
    for change in (
        Move("touchpoint", "queues", before="venue"),
        Move("criterion", "venue_co2", "queues"),
        without_options,
        lambda content: content["criteria"].pop(3),
    ):
        edit(pages, admin, change)
        said.append(content_of(pages.now()))
    assert [content_at_revision(pages.now(), revision) for revision in range(5)] == said
    assert content_at_revision(pages.now(), 5) is None
    replace_content(version=pages.now(), content=said[0], revision=4, by=admin)
    assert content_at_revision(pages.now(), 5) == said[0]
