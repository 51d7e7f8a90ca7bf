"""The page that shows two versions side by side, and how it tells words apart."""

import copy

import pytest
from django.urls import reverse

from eventaudit.library.compare_page import build_compare_page
from eventaudit.library.word_diff import word_diff
from tests.findings.upgraded import FIRST, SECOND, at, content_with, make_version, touchpoint, two_versions
from tests.library.test_checking import text


def page_of(old, new, **more):
    return build_compare_page(old, new, atmospheres={}, **more)


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("Is it clean?", "Is it clean?", [("same", "Is it clean?")]),
        (
            "Is the hall clean?",
            "Is the foyer clean?",
            [("same", "Is the "), ("old", "hall"), ("new", "foyer"), ("same", " clean?")],
        ),
        ("Is it warm?", "Is it warm enough?", [("same", "Is it warm"), ("new", " enough"), ("same", "?")]),
        (
            "one two three four",
            "one five six four",
            [("same", "one "), ("old", "two three"), ("new", "five six"), ("same", " four")],
        ),
        ("", "New", [("new", "New")]),
        ("Gone", "", [("old", "Gone")]),
        ("", "", []),
        (
            "Totally other words",
            "Nothing alike here at all",
            [("old", "Totally other words"), ("new", "Nothing alike here at all")],
        ),
    ],
)
def test_words_that_changed_are_told_from_those_that_stayed(old, new, parts):
    assert word_diff(old, new) == parts


@pytest.mark.parametrize("length", [10, 2000])
def test_both_texts_can_be_read_from_the_difference(length):
    old, new = " ".join(f"w{n}" for n in range(length)), " ".join(f"w{n}" for n in range(0, length, 2))
    parts = word_diff(old, new)
    assert "".join(words for kind, words in parts if kind != "new") == old
    assert "".join(words for kind, words in parts if kind != "old").split() == new.split()


def test_questions_stand_under_their_touchpoints_in_the_new_order_then_what_is_gone():
    page = page_of(content_with(FIRST), content_with([at("bar", "drink"), *SECOND]))
    shown = [
        (place.name, place.own and place.own.state, [one.key for one in place.criteria])
        for place in page.places
    ]
    assert shown == [
        ("The bar", "added", ["drink"]),
        ("The venue", None, ["stays", "wait", "rank", "new"]),
        ("The food", "dropped", ["gone"]),
    ]
    assert [(state, number) for state, _name, number in page.states] == [
        ("added", 2),
        ("dropped", 1),
        ("changed", 3),
        ("moved", 0),
    ]
    assert [(meaning, number) for meaning, _why, number in page.meanings] == [
        ("different", 1),
        ("rescored", 1),
        ("reworded", 1),
    ]
    assert page.comparison.unchanged == 1


def test_the_same_content_has_nothing_to_show():
    content = content_with(FIRST)
    page = page_of(content, copy.deepcopy(content))
    assert (page.comparison.nothing, page.places, page.meanings) == (True, [], [])


def address(organisation, *pks):
    return reverse("library:compare", args=[organisation.slug, *pks])


@pytest.mark.django_db
def test_a_manager_sees_what_changed_word_by_word(organisation, manager_client, django_assert_num_queries):
    old, new = two_versions(organisation)
    with django_assert_num_queries(9):  # session, user, membership, versions, 2 contents of 2, atmospheres
        page = manager_client.get(address(organisation, old.pk, new.pk)).content.decode()
    assert "<del>Question stays</del><ins>In other words</ins>?" in page
    assert "<del>min</del>" in page
    assert "Answers are no longer comparable: this is another question now." in page
    assert f'<option value="{new.pk}" selected>Own 2.0</option>' in page


@pytest.mark.django_db
def test_a_longer_comparison_takes_no_more_queries(organisation, manager_client, django_assert_num_queries):
    many = [at(f"place{number % 9}", f"q{number}") for number in range(40)]
    many.sort(key=lambda row: row["touchpoint"])
    old = make_version(organisation, FIRST)
    new = make_version(organisation, many, old.template)
    with django_assert_num_queries(9):
        manager_client.get(address(organisation, old.pk, new.pk))


@pytest.mark.django_db
def test_the_form_leads_to_the_comparisons_own_address(organisation, manager_client):
    old, new = two_versions(organisation)
    response = manager_client.get(address(organisation), {"old": new.pk, "new": old.pk})
    assert (response.status_code, response["Location"]) == (302, address(organisation, new.pk, old.pk))
    for wrong in ({}, {"old": "x", "new": old.pk}, {"old": "9" * 30, "new": old.pk}):
        assert manager_client.get(address(organisation), wrong).status_code == 200


@pytest.mark.django_db
def test_drafts_are_for_admins_and_others_templates_for_nobody(
    organisation, admin_client, manager_client, stranger_client
):
    old, draft = two_versions(organisation)
    draft.state = "draft"
    draft.save()
    path = address(organisation, old.pk, draft.pk)
    assert admin_client.get(path).status_code == 200
    assert manager_client.get(path).status_code == 404
    theirs = make_version(stranger_client.membership.organisation, FIRST)
    assert admin_client.get(address(organisation, old.pk, theirs.pk)).status_code == 404
    assert admin_client.get(address(organisation, old.pk, 10**17)).status_code == 404


@pytest.mark.django_db
def test_words_from_a_template_are_never_markup(organisation, manager_client):
    old = make_version(organisation, FIRST)
    mean = at("venue", "stays", wording=text("<script>alert(1)</script>"))
    new = make_version(organisation, [mean, *FIRST[1:]], old.template)
    page = manager_client.get(address(organisation, old.pk, new.pk)).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_page_opens_in_every_language(organisation, manager_client, language):
    old = make_version(organisation, FIRST)
    more = {"perceivers": {"all": {"label": text("anybody"), "default_reach": 0.9}}}
    moved = [FIRST[1], FIRST[0], *FIRST[2:]]
    new = make_version(organisation, moved, old.template, **more)
    manager_client.membership.user.language = language
    manager_client.membership.user.save()
    assert manager_client.get(address(organisation, old.pk, new.pk)).status_code == 200
    assert touchpoint("venue")["order"] == 1
