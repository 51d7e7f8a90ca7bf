"""The editor of one criterion, without a browser."""

import pytest
from django.test import Client
from django.urls import reverse

from eventaudit.accounts.models import Role
from eventaudit.library.content import content_of
from eventaudit.library.models import Criterion, TemplateVersion
from eventaudit.library.studio.editing import edit_draft

from ...factories import make_membership
from .criterion_forms import address, encoded, make_draft, row_in, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(organisation):
    return make_draft(organisation)


@pytest.fixture
def other_admin(organisation):
    return make_membership(organisation, Role.ADMIN).user


def _messages(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def _save(client, draft, key="", *, touchpoint="venue", row=None, follow=True, **changes):
    data = typed(row or (row_in(draft, key) if key else None), revision=draft.revision, **changes)
    return client.post(address(draft, key, touchpoint=touchpoint), **encoded(data), follow=follow)


def test_a_new_question_in_three_languages_is_the_last_of_its_touchpoint(admin_client, draft):
    before = content_of(draft)
    response = _save(
        admin_client, draft, kind="fit", wording_en="Does it smell good?", wording_fi="Tuoksuuko hyvältä?",
        wording_sv="Luktar det gott?", anchor_fit_1_en="no", anchor_fit_5_en="yes", phases=["arrival"],
        weight="2", core="on", evidence="photo", perceived_by="newcomers",
    )  # fmt: skip
    draft.refresh_from_db()
    assert response.redirect_chain == [
        (f"{reverse('library:draft', args=[draft.template.organisation.slug, draft.pk])}"
         "?open=venue#criterion-venue_does_it_smell_good", 302)
    ]  # fmt: skip
    assert draft.revision == 1
    row = {
        "key": "venue_does_it_smell_good", "touchpoint": "venue", "kind": "fit", "weight": 2, "core": True,
        "hard_fail": False, "scored": True, "phases": ["arrival"], "perceived_by": "newcomers",
        "evidence": "photo",
        "wording": {"en": "Does it smell good?", "fi": "Tuoksuuko hyvältä?", "sv": "Luktar det gott?"},
        "anchors": {"1": {"en": "no"}, "5": {"en": "yes"}},
    }  # fmt: skip
    last = [one["touchpoint"] for one in before["criteria"]].count("venue")
    assert content_of(draft)["criteria"] == [*before["criteria"][:last], row, *before["criteria"][last:]]


def test_a_change_touches_one_row_and_its_history_says_who(admin_client, draft):
    _save(admin_client, draft, "venue_space_feel", weight="1")
    told = Criterion.history.filter(version_id=draft.pk, history_type="~")
    assert [(one.key, one.history_user) for one in told] == [
        ("venue_space_feel", admin_client.membership.user)
    ]
    assert row_in(draft, "venue_space_feel")["weight"] == 1


def test_the_key_stays_whatever_the_wording_becomes(admin_client, draft):
    _save(admin_client, draft, "venue_space_feel", wording_en="Quite another question?")
    assert row_in(draft, "venue_space_feel")["wording"]["en"] == "Quite another question?"


def test_two_questions_of_the_same_words_have_keys_of_their_own(admin_client, draft):
    for _time in range(2):
        draft.refresh_from_db()
        _save(admin_client, draft, kind="yesno", wording_en="Is it so?")
    keys = Criterion.objects.filter(version=draft, key__startswith="venue_is_it_so")
    assert sorted(keys.values_list("key", flat=True)) == ["venue_is_it_so", "venue_is_it_so_2"]


def test_nothing_changed_stores_nothing(admin_client, draft):
    response = _save(admin_client, draft, "venue_space_feel")
    draft.refresh_from_db()
    assert (draft.revision, _messages(response)) == (0, ["Nothing was changed, so nothing was stored."])


def test_all_problems_are_told_at_once_beside_their_fields_and_nothing_is_stored(admin_client, draft):
    response = _save(
        admin_client, draft, kind="measure", band_lo="30", band_hi="20", weight="-1", perceived_by="ghosts",
        variant=["0"], variant_0_name="party", variant_0_lo="nan", condition=["0"],
        condition_0_kind="phase", evidence="video", phases=["night"],
    )  # fmt: skip
    assert response.status_code == 422
    assert {place for place, _label, _sentence in response.context["form"].summary} == {
        "wording", "weight", "perceived_by", "evidence", "phases", "band", "variant_0", "condition_0",
    }  # fmt: skip
    page = response.content.decode()
    assert all(f'id="f-{place}"' in page for place, _label, _sentence in response.context["form"].summary)
    assert "“nan” is not a number. Write digits, such as 4 or 1.5." in page
    draft.refresh_from_db()
    assert draft.revision == 0


@pytest.mark.parametrize("weight", ["-1", "4", "NaN", "inf", "1.5", ""])
def test_a_weight_that_is_none_is_refused(admin_client, draft, weight):
    response = _save(admin_client, draft, "venue_space_feel", weight=weight)
    assert (response.status_code, response.context["form"].summary) == (
        422,
        [("weight", "Weight", "The weight is 0, 1, 2 or 3.")],
    )


def test_a_wording_too_long_and_too_many_options_are_refused_and_shown_again(admin_client, draft):
    rows = [str(number) for number in range(500)]
    options = {f"option_{row}_label_en": f"Option {row}" for row in rows}
    scores = {f"option_{row}_score": "1" for row in rows}
    response = _save(
        admin_client, draft, kind="choice", wording_en="w" * 20_000, option=rows, **options, **scores
    )
    assert response.status_code == 422
    assert response.context["form"].summary == [
        ("wording", "Question", "The text has 20000 characters. Shorten it to 500 at most."),
        ("options", "Answers", "Nobody can choose from 500 options. Keep 40 at most."),
    ]
    assert "w" * 20_000 in response.content.decode()


def test_texts_are_text_wherever_they_are_shown(admin_client, draft):
    evil = '<script>alert("x")</script>\x00'
    _save(admin_client, draft, kind="choice", wording_en=evil, help_en=evil, phases=["meal"],
          option_0_label_en=evil, option_0_score="1", option_1_label_en="b", option_1_score="0")  # fmt: skip
    key = "venue_scriptalertxscript"
    assert row_in(draft, key)["wording"] == {"en": '<script>alert("x")</script>'}
    pages = [
        admin_client.get(address(draft, key)),
        admin_client.get(address(draft, key, name="criterion_delete")),
        admin_client.post(
            address(draft, key, name="criterion_preview"), **encoded(typed(row_in(draft, key)))
        ),
    ]
    assert ["<script>alert" in page.content.decode() for page in pages] == [False, False, False]


def test_rows_change_without_storing_and_a_script_gets_only_its_part(admin_client, draft):
    data = typed(row_in(draft, "mood_problem_handling"), do="option-add", wording_en="Half a word")
    url = address(draft, "mood_problem_handling", touchpoint="mood")
    page = admin_client.post(url, **encoded(data))
    assert (page.status_code, page.context["form"].typed.getlist("option")) == (200, list("01234"))
    assert "Half a word" in page.content.decode()
    data["part"] = "option"
    part = admin_client.post(url, **encoded(data)).content.decode()
    assert ("<html" in part, "Half a word" in part, 'name="option_4_score"' in part) == (False, False, True)
    draft.refresh_from_db()
    assert draft.revision == 0


# Kinds


def test_another_kind_under_the_old_key_is_refused_and_offered_a_new_key(admin_client, draft):
    changes = {"kind": "yesno", "wording_en": "Is there room?"}
    response = _save(admin_client, draft, "venue_space_feel", **changes)
    assert (response.status_code, [place for place, _l, _s in response.context["form"].summary]) == (
        422,
        ["kind"],
    )
    assert 'name="new_key"' in response.content.decode()
    _save(admin_client, draft, "venue_space_feel", new_key="1", **changes)
    keys = [row["key"] for row in content_of(draft)["criteria"]]
    assert keys[0] == "venue_is_there_room"  # in its place
    assert "venue_space_feel" not in keys


# Conditions


CONDITION = {"condition": ["0"], "condition_0_kind": "answer", "condition_0_criterion": "venue_step_free"}


def test_a_condition_is_stored_and_shown_in_words(admin_client, draft):
    _save(admin_client, draft, "venue_atmosphere_read", **CONDITION, condition_0_is=["true"], core=None)
    assert row_in(draft, "venue_atmosphere_read")["conditions"] == [
        {"kind": "answer", "criterion": "venue_step_free", "is": [True]}
    ]
    page = admin_client.get(address(draft, "venue_atmosphere_read"))
    (row,) = page.context["form"].conditions
    words = "Only if “Can you get from the street to seat, food and toilet without steps?” is answered: Yes"
    assert (row.words, [value.label for value in row.values]) == (words, ["Yes", "No"])


def test_only_questions_asked_before_with_answers_to_choose_from_are_offered(admin_client, draft):
    form = admin_client.get(address(draft, "venue_atmosphere_read")).context["form"]
    data = typed(row_in(draft, "venue_atmosphere_read"), do="condition-add")
    form = admin_client.post(address(draft, "venue_atmosphere_read"), **encoded(data)).context["form"]
    ((touchpoint, gates),) = form.conditions[0].gates
    assert (touchpoint, [gate.code for gate in gates]) == (
        "Venue and spaces",
        ["venue_space_feel", "venue_image_fit", "venue_condition", "venue_step_free"],
    )


def test_a_circle_is_refused_with_a_sentence(admin_client, draft):
    _save(admin_client, draft, "venue_expectation", **CONDITION, condition_0_is=["true"])
    draft.refresh_from_db()
    response = _save(
        admin_client, draft, "venue_step_free", condition=["0"], condition_0_kind="answer",
        condition_0_criterion="venue_expectation", condition_0_is=['"met"'],
    )  # fmt: skip
    assert response.status_code == 422
    ((place, _label, sentence),) = response.context["form"].summary
    assert place == "conditions"
    assert sentence.startswith("These questions wait for each other, so that none is ever asked: ")


@pytest.mark.parametrize(
    ("kind", "value"), [("answer", {"condition_0_is": ["1"]}), ("phase", {}), ("moon", {}), ("answer", {})]
)
def test_a_condition_that_names_nothing_or_nonsense_is_refused(admin_client, draft, kind, value):
    response = _save(
        admin_client, draft, "venue_expectation", **{**CONDITION, "condition_0_kind": kind}, **value
    )
    assert (response.status_code, [place for place, _l, _s in response.context["form"].summary]) == (
        422,
        ["condition_0"],
    )


# Two admins


def _other_changes(draft, by, change):
    def change_row(content):
        change(next(row for row in content["criteria"] if row["key"] == "venue_space_feel"), content)

    edit_draft(version=draft, revision=0, by=by, change=change_row)


def test_two_admins_at_different_questions_both_get_their_way(admin_client, draft, other_admin):
    _other_changes(draft, other_admin, lambda row, _content: row.update(weight=0))
    response = _save(admin_client, draft, "venue_image_fit", weight="1")
    assert [row_in(draft, key)["weight"] for key in ("venue_space_feel", "venue_image_fit")] == [0, 1]
    assert "Somebody else changed other parts of the draft meanwhile. Both changes are stored." in _messages(
        response
    )


def test_the_second_admin_at_a_question_sees_both_changes_and_chooses(admin_client, draft, other_admin):
    mine = typed(row_in(draft, "venue_space_feel"), wording_en="Is there room?")
    other_client = Client()
    other_client.force_login(other_admin)
    _save(other_client, draft, "venue_space_feel", weight="1")
    url = address(draft, "venue_space_feel")
    response = admin_client.post(url, **encoded(mine))
    conflict = response.context["conflict"]
    assert (response.status_code, conflict.who) == (409, str(other_admin))
    assert [(one.field, one.old, one.new) for one in conflict.theirs] == [("weight", "3", "1")]
    assert [(one.field, one.old, one.new) for one in conflict.mine] == [
        ("wording", "How roomy do the spaces feel?", "Is there room?")
    ]
    assert (row_in(draft, "venue_space_feel")["weight"], response.context["revision"]) == (1, 1)
    assert "Is there room?" in response.content.decode()
    mine["revision"] = "1"
    admin_client.post(url, **encoded(mine))
    row = row_in(draft, "venue_space_feel")
    assert (row["weight"], row["wording"]["en"]) == (3, "Is there room?")


def test_a_question_that_another_removed_can_be_put_back(admin_client, draft, other_admin):
    mine = typed(row_in(draft, "venue_space_feel"), wording_en="Is there room?")
    _other_changes(draft, other_admin, lambda row, content: content["criteria"].remove(row))
    url = address(draft, "venue_space_feel")
    response = admin_client.post(url, **encoded(mine))
    assert (response.status_code, response.context["conflict"].gone) == (409, True)
    mine["revision"] = "1"
    admin_client.post(url, **encoded(mine))
    assert row_in(draft, "venue_space_feel")["wording"]["en"] == "Is there room?"


def test_a_form_of_a_touchpoint_that_another_removed_keeps_what_was_typed(admin_client, draft, other_admin):
    def remove(_row, content):
        content["touchpoints"] = [row for row in content["touchpoints"] if row["key"] != "mood"]
        content["criteria"] = [row for row in content["criteria"] if row["touchpoint"] != "mood"]

    _other_changes(draft, other_admin, remove)
    data = typed(kind="yesno", wording_en="Typed for long?")
    response = admin_client.post(address(draft, touchpoint="mood"), **encoded(data))
    assert response.status_code == 409
    assert "Typed for long?" in response.content.decode()


# Removing


def test_removing_asks_first_and_takes_the_conditions_that_wait_for_it_along(admin_client, draft):
    _save(admin_client, draft, "venue_expectation", **CONDITION, condition_0_is=["true"])
    url = address(draft, "venue_step_free", name="criterion_delete")
    page = admin_client.get(url)
    assert page.context["depending"] == ["The spaces, compared with what you expected"]
    admin_client.post(url, {"revision": 1})
    rows = {row["key"]: row for row in content_of(draft)["criteria"]}
    assert ("venue_step_free" in rows, "conditions" in rows["venue_expectation"]) == (False, False)


def test_a_removal_that_comes_too_late_is_told_and_removes_nothing(admin_client, draft, other_admin):
    _other_changes(draft, other_admin, lambda row, _content: row.update(weight=1))
    response = admin_client.post(address(draft, "venue_step_free", name="criterion_delete"), {"revision": 0})
    assert response.status_code == 409
    assert row_in(draft, "venue_step_free")["key"] == "venue_step_free"


# Who and what


@pytest.mark.parametrize("name", ["criterion_edit", "criterion_delete", "criterion_preview"])
def test_what_is_not_there_or_not_ones_own_is_not_found(admin_client, draft, stranger_client, name):
    foreign = make_draft(stranger_client.membership.organisation)
    org = draft.template.organisation.slug
    wrong = [
        reverse(f"library:{name}", args=[org, foreign.pk, "venue", "venue_space_feel"]),
        reverse(f"library:{name}", args=[org, draft.pk, "venue", "never_was"]),
        reverse(f"library:{name}", args=[org, draft.pk, "never_was", "venue_space_feel_x"]),
    ]
    data = encoded(typed())
    assert [admin_client.post(url, **data).status_code for url in wrong] == [404, 404, 404]


def test_a_question_is_found_only_where_it_stands(admin_client, draft):
    assert admin_client.get(address(draft, "venue_space_feel", touchpoint="mood")).status_code == 404


def test_what_is_published_is_not_edited(admin_client, draft):
    TemplateVersion.objects.filter(pk=draft.pk).update(state="published")
    data = typed(row_in(draft, "venue_space_feel"), weight="1")
    responses = [
        admin_client.get(address(draft, "venue_space_feel")),
        admin_client.post(address(draft, "venue_space_feel"), **encoded(data)),
        admin_client.post(address(draft, "venue_space_feel", name="criterion_delete"), {"revision": 0}),
    ]
    assert [response.status_code for response in responses] == [302, 409, 409]
    assert row_in(draft, "venue_space_feel")["weight"] == 3


def test_managers_do_not_edit(manager_client, draft):
    assert manager_client.get(address(draft, "venue_space_feel")).status_code in (403, 404)


def test_the_page_asks_the_database_little(admin_client, draft, django_assert_num_queries):
    admin_client.get(address(draft, "venue_space_feel"))
    with django_assert_num_queries(7):
        admin_client.get(address(draft, "venue_space_feel"))


def test_nobody_signed_out_gets_in(draft):
    assert Client().get(address(draft, "venue_space_feel")).status_code == 302
