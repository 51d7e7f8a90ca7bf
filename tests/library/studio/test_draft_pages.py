"""The outline of a draft, its touchpoints and groups: with and without scripts, and with two admins at it."""

import copy

import pytest
from django.urls import reverse

from eventaudit.accounts.models import Role
from eventaudit.library.content import content_of
from eventaudit.library.drafts import publish, replace_content
from eventaudit.library.models import Criterion, TemplateVersion
from eventaudit.library.studio.editing import edit_draft
from eventaudit.library.studio.outline import Move

from ...factories import make_event, make_membership
from .pages import Studio, copy_of_default

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json", "Sec-Fetch-Dest": "empty"}


@pytest.fixture
def admin(admin_client):
    return admin_client.membership.user


@pytest.fixture
def other(organisation):
    user = make_membership(organisation, Role.ADMIN).user
    user.name = "Bea"
    user.save()
    return user


@pytest.fixture
def pages(admin_client, organisation, admin):
    return Studio(admin_client, copy_of_default(organisation, admin))


def changed(content, **fields):
    """A copy of the content whose first touchpoint has other fields."""
    content = copy.deepcopy(content)
    content["touchpoints"][0].update(fields)
    return content


@pytest.mark.parametrize("kept", [1, 3])
def test_the_outline_takes_a_fixed_number_of_queries(pages, admin, django_assert_num_queries, kept):
    content = content_of(pages.version)
    keys = [row["key"] for row in content["touchpoints"][:kept]]
    content["touchpoints"] = content["touchpoints"][:kept]
    content["criteria"] = [row for row in content["criteria"] if row["touchpoint"] in keys]
    replace_content(version=pages.version, content=content, revision=0, by=admin)
    # session, user, membership, version, 2 of content, atmospheres, 2 of the source's content, events
    with django_assert_num_queries(10):
        response = pages.get("draft")
    assert [point.row["key"] for point in response.context["touchpoints"]] == keys


def test_every_row_has_its_buttons_without_scripts(pages):
    page = pages.get("draft").content.decode()
    moves = {
        "touchpoint:venue:up",
        "touchpoint:venue:down",
        "criterion:venue_co2:up",
        "criterion:venue_co2:down",
    }
    assert {move for move in moves if f'type="submit" name="move" value="{move}"' in page} == moves
    assert "?grab=criterion-venue_co2#criterion-venue_co2" in page


def test_marks_show_what_a_criterion_is_and_lacks(pages, admin):
    content = content_of(pages.version)
    row = content["criteria"][0]
    row["wording"], row["hard_fail"] = {"en": "Roomy?", "sv": ""}, True
    row["conditions"] = [{"kind": "answer", "criterion": "nowhere", "is": [True]}]
    replace_content(version=pages.version, content=content, revision=0, by=admin)
    first = pages.get("draft").context["touchpoints"][0].criteria[0]
    assert (first.kind, first.lacking) == ("Balance, -2 to +2", "Finnish, Swedish")
    assert (first.noted.problems, first.noted.advice) == (1, 0)


def test_a_button_moves_and_says_where_to(pages):
    response = pages.post("outline_move", move="criterion:venue_space_feel:down")
    assert response["Location"] == f"{pages.at('draft')}?open=venue#criterion-venue_space_feel"
    assert [row["key"] for row in content_of(pages.now())["criteria"][:2]] == [
        "venue_area_per_person",
        "venue_space_feel",
    ]
    page = pages.client.get(response["Location"])
    assert [str(each) for each in page.context["messages"]] == [
        "“How roomy do the spaces feel?” is now criterion 2 of 10 of Venue and spaces."
    ]
    opened = [point.row["key"] for point in page.context["touchpoints"] if point.open]
    assert opened == ["venue"]


def test_what_is_picked_up_can_be_put_anywhere_without_scripts(pages):
    page = pages.get("draft", grab="criterion-venue_space_feel").content.decode()
    place = "criterion:venue_space_feel:to:queues:"
    assert f'value="{place}"' in page
    pages.post("outline_move", move=place)
    assert pages.version.criteria.get(key="venue_space_feel").touchpoint.key == "queues"
    page = pages.get("draft", grab="touchpoint-venue").content.decode()
    assert 'value="touchpoint:venue:to::queues"' in page


def test_a_move_touches_only_the_rows_between_the_places(pages):
    before = Criterion.history.filter(version_id=pages.version.pk).count()
    pages.post("outline_move", move="touchpoint:venue:to::queues")
    order = pages.version.touchpoints.order_by("order").values_list("key", flat=True)
    assert list(order)[:4] == ["mood", "ambience", "venue", "queues"]
    assert Criterion.history.filter(version_id=pages.version.pk).count() == before
    changes = pages.version.touchpoints.model.history.filter(version_id=pages.version.pk, history_type="~")
    assert sorted(changes.values_list("key", flat=True)) == ["ambience", "mood", "venue"]


def test_a_script_is_told_the_new_revision(pages):
    response = pages.post("outline_move", move="touchpoint:mood:up", headers=JSON)
    said = "Mood and approachability is now touchpoint 1 of 12."
    assert (response.status_code, response.json()) == (200, {"revision": 1, "said": said})


@pytest.mark.parametrize(
    "move", ["", "touchpoint:attic:up", "criterion:venue_co2:sideways", "x", "touchpoint:venue:to::attic"]
)
def test_a_move_of_nothing_is_not_found(pages, move):
    assert pages.post("outline_move", move=move).status_code == 404
    assert pages.now().revision == 0


def test_the_later_of_two_moves_is_told_what_the_first_did(pages, other):
    edit_draft(
        version=pages.version, revision=0, by=other, change=Move("touchpoint", "queues", before="venue")
    )
    response = pages.post("outline_move", move="touchpoint:venue:down", revision=0, headers=JSON)
    address = f"{pages.at('draft')}?since=0&open=all"
    said = "Somebody else has changed this draft meanwhile. Your move is not stored."
    assert (response.status_code, response.json()) == (409, {"said": said, "address": address})
    plain = pages.post("outline_move", move="touchpoint:venue:down", revision=0)
    assert plain["Location"] == address
    told = pages.client.get(address).context["changed"]
    assert (told.people, [(one.key, one.state) for one in told.comparison.touchpoints]) == (
        ["Bea"],
        [("queues", "moved")],
    )


def test_a_touchpoint_is_added_at_the_end_edited_and_deleted_with_its_criteria(pages):
    pages.post("touchpoint_new", name_en="Stage & lights", weight="0.5")
    content = content_of(pages.now())
    assert content["touchpoints"][-1] == {
        "key": "stage_lights",
        "order": 13,
        "weight": 0.5,
        "name": {"en": "Stage & lights"},
    }
    pages.post("touchpoint_edit", "stage_lights", name_fi="Lava", weight="1")
    assert content_of(pages.now())["touchpoints"][-1]["name"] == {"fi": "Lava"}
    pages.post("touchpoint_delete", "venue", criteria="")
    pages.post("touchpoint_delete", "mood", criteria="stage_lights")
    content = content_of(pages.now())
    assert {"venue", "mood"}.isdisjoint(row["key"] for row in content["touchpoints"])
    assert sum(row["touchpoint"] == "stage_lights" for row in content["criteria"]) == 8
    assert len(content["criteria"]) == 103


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"weight": "1"}, {"name": ["Write it in one language at least."]}),
        ({"name_en": "Bar", "weight": "4"}, {"weight": ["Ensure this value is less than or equal to 3."]}),
        ({"name_en": "Bar", "weight": "nan"}, {"weight": ["Enter a number."]}),
    ],
)
def test_a_touchpoint_that_cannot_be_is_refused(pages, typed, errors):
    response = pages.post("touchpoint_new", **typed)
    assert (response.status_code, response.context["form"].errors) == (422, errors)
    assert pages.now().revision == 0


def test_a_missing_language_is_marked_beside_the_others(pages, admin):
    content = changed(content_of(pages.version), name={"en": "Venue", "fi": "Paikka"})
    replace_content(version=pages.version, content=content, revision=0, by=admin)
    page = pages.get("touchpoint_edit", "venue").content.decode()
    assert page.count("data-missing") == 1
    assert page.index("data-missing") < page.index('name="name_sv"')


def test_two_admins_at_one_touchpoint_the_second_is_told_and_loses_nothing(pages, other):
    theirs = changed(content_of(pages.version), name={"en": "Rooms"}, weight=2)
    replace_content(version=pages.version, content=theirs, revision=0, by=other)
    mine = {"name_en": "Halls", "name_fi": "Salit", "weight": "1"}
    response = pages.post("touchpoint_edit", "venue", revision=0, **mine)
    page = response.content.decode()
    (one,) = response.context["changed"].comparison.touchpoints
    fields = {(change.field, change.language): (change.old, change.new) for change in one.changes}
    assert response.status_code == 409
    assert fields == {
        ("name", "en"): ("Venue and spaces", "Rooms"),
        ("name", "fi"): ("Miljöö ja tilat", ""),
        ("name", "sv"): ("Miljö och lokaler", ""),
        ("weight", ""): ("1", "2"),
    }
    assert 'value="Halls"' in page
    assert 'value="Salit"' in page
    assert content_of(pages.now())["touchpoints"][0]["name"] == {"en": "Rooms"}
    pages.post("touchpoint_edit", "venue", revision=response.context["revision"], **mine)
    assert content_of(pages.now())["touchpoints"][0]["name"] == {"en": "Halls", "fi": "Salit"}


def test_what_another_admin_has_deleted_meanwhile_comes_back_only_when_one_insists(pages, other):
    content = content_of(pages.version)
    gone = {**content, "touchpoints": content["touchpoints"][1:]}
    gone["criteria"] = [row for row in content["criteria"] if row["touchpoint"] != "venue"]
    replace_content(version=pages.version, content=gone, revision=0, by=other)
    response = pages.post("touchpoint_edit", "venue", revision=0, name_en="Halls", weight="1")
    assert (response.status_code, 'value="Halls"' in response.content.decode()) == (409, True)
    assert pages.get("touchpoint_edit", "venue").status_code == 404
    pages.post("touchpoint_edit", "venue", name_en="Halls", weight="1")
    assert content_of(pages.now())["touchpoints"][-1]["name"] == {"en": "Halls"}


def test_groups_are_added_edited_and_replaced_by_another(pages):
    pages.post("perceiver_new", label_en="Press", percent="5")
    assert pages.now().perceivers["press"] == {"label": {"en": "Press"}, "default_reach": 0.05}
    pages.post("perceiver_edit", "press", label_en="Journalists", percent="10")
    assert pages.now().perceivers["press"]["default_reach"] == 0.1
    assert pages.post("perceiver_edit", "press", label_en="Press", percent="101").status_code == 422
    pages.post("perceiver_delete", "coat", instead="press")
    assert "coat" not in pages.now().perceivers
    assert pages.version.criteria.filter(perceived_by="press").count() == 7
    assert pages.version.criteria.filter(perceived_by="coat").count() == 0


def test_what_is_published_is_shown_and_never_changed(pages, admin, organisation):
    version = publish(version=pages.version, revision=0, by=admin)
    event = make_event(organisation, template_version=version)
    before = content_of(version)
    shown = pages.get("draft").content.decode()
    assert 'name="move"' not in shown
    assert pages.get("touchpoint_edit", "venue")["Location"] == pages.at("draft")
    typed = {"name_en": "Other words", "weight": "2", "criteria": "", "instead": "all", "percent": "1"}
    answers = [
        pages.post("touchpoint_new", **typed),
        pages.post("touchpoint_edit", "venue", **typed),
        pages.post("touchpoint_delete", "venue", **typed),
        pages.post("perceiver_edit", "all", label_en="Other words", **typed),
        pages.post("outline_move", move="touchpoint:venue:down"),
        pages.post("publish", label="9", what_is_new="Other words"),
        pages.post("draft_delete"),
    ]
    assert [answer.status_code for answer in answers] == [409] * 7
    assert [b"Other words" in answer.content for answer in answers] == [True] * 4 + [False, True, False]
    assert content_of(pages.now()) == before
    event.refresh_from_db()
    assert event.template_version == version


def test_versions_of_others_and_the_default_are_not_found(pages, stranger_client, organisation):
    theirs = stranger_client.membership.organisation
    foreign = copy_of_default(theirs, make_membership(theirs, Role.ADMIN).user)
    default = TemplateVersion.objects.get(template__organisation=None)
    names = ("draft", "check", "version_history", "touchpoint_new", "perceiver_new")
    posts = ("outline_move", "publish", "archive", "draft_delete")
    for version in (foreign, default):
        address = {
            name: reverse(f"library:{name}", args=[organisation.slug, version.pk]) for name in names + posts
        }
        got = [pages.client.get(address[name]).status_code for name in names]
        posted = [pages.client.post(address[name], {"revision": 0}).status_code for name in posts]
        assert got + posted == [404] * 9
    start = reverse("library:draft_start", args=[organisation.slug, foreign.template_id])
    assert pages.client.post(start).status_code == 404
