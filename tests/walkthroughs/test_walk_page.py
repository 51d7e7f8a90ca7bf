import json
import re
import uuid

import pytest
from django.urls import reverse

from eventaudit.walkthroughs.actions import add_photo, apply_operations, finish_walkthrough
from tests import factories
from tests.photos.pictures import make_picture, upload


@pytest.fixture
def walkthrough(event, auditor_client):
    return factories.make_walkthrough(event, auditor_client.membership.user)


def address(walkthrough, name="walk", *more):
    return reverse(f"walkthroughs:{name}", args=[walkthrough.event.organisation.slug, walkthrough.pk, *more])


def answer(walkthrough, key, value, field="answer"):
    operation = {"id": str(uuid.uuid4()), "k": key, "f": field, "v": value, "at": 0}
    [result] = apply_operations(walkthrough=walkthrough, operations=[operation], by=walkthrough.auditor)
    assert result.status == "stored"


def shown(page) -> str:
    """What the page posts along as the state it shows."""
    return page.context["sheet"].shown


def stored(walkthrough):
    rows = walkthrough.answers.order_by("criterion__key")
    return {row.criterion.key: (row.state, row.value, row.note) for row in rows}


def test_the_form_asks_every_criterion_in_the_guests_order(auditor_client, walkthrough):
    page = auditor_client.get(address(walkthrough)).content.decode()

    version = walkthrough.event.template_version
    expected = version.criteria.order_by("touchpoint__order", "order").values_list("key", flat=True)
    assert re.findall(r'<div class="c [^"]*" id="([^"]+)"', page) == list(expected)


def test_the_short_form_asks_fewer(auditor_client, walkthrough):
    walkthrough.event.form = "short"
    walkthrough.event.save()

    page = auditor_client.get(address(walkthrough)).content.decode()

    assert len(re.findall(r'<div class="c ', page)) == 49


def test_the_page_tells_neither_what_is_intended_nor_what_was_promised(auditor_client, walkthrough):
    promise = factories.make_promise(factories.make_message(walkthrough.event))
    with_brief = auditor_client.get(address(walkthrough)).content.decode()
    walkthrough.event.intentions.all().delete()
    promise.message.delete()
    without = auditor_client.get(address(walkthrough)).content.decode()

    def same(page):
        return re.sub(r'name="(nonce|csrfmiddlewaretoken)" value="[^"]*"', "", page)

    assert same(with_brief) == same(without)


@pytest.mark.parametrize("photos", [1, 3])
def test_the_page_takes_the_same_queries_whatever_it_holds(
    auditor_client, walkthrough, django_assert_num_queries, photos
):
    criteria = list(walkthrough.event.template_version.criteria.all()[:photos])
    for number, criterion in enumerate(criteria):
        picture = upload(make_picture((20 + number, 20)))
        add_photo(
            walkthrough=walkthrough,
            criterion=criterion,
            upload=picture,
            by=walkthrough.auditor,
            photo_id=uuid.uuid4(),
        )
        answer(walkthrough, criterion.key, {"unobserved": True, "reason": ""})
    with django_assert_num_queries(9):
        auditor_client.get(address(walkthrough))


def test_an_untouched_form_changes_nothing(auditor_client, walkthrough):
    answer(walkthrough, "venue_image_fit", 4)
    page = auditor_client.get(address(walkthrough))

    response = auditor_client.post(address(walkthrough), {"shown": shown(page), "a-venue_image_fit": "4"})

    assert response.status_code == 302
    assert walkthrough.operations.count() == 1


def test_a_stale_form_leaves_alone_what_another_tablet_answered_meanwhile(auditor_client, walkthrough):
    answer(walkthrough, "venue_image_fit", 4)
    page = auditor_client.get(address(walkthrough))
    answer(walkthrough, "venue_image_fit", 2)
    answer(walkthrough, "venue_condition", 5)

    auditor_client.post(
        address(walkthrough),
        {
            "shown": shown(page),
            "a-venue_image_fit": "4",
            "a-venue_step_free": "no",
            "n-venue_step_free": "Steps",
        },
    )

    assert stored(walkthrough) == {
        "venue_condition": ("answered", 5, ""),
        "venue_image_fit": ("answered", 2, ""),
        "venue_step_free": ("answered", False, "Steps"),
    }


def test_a_form_saves_every_kind_of_answer(auditor_client, walkthrough):
    auditor_client.post(
        address(walkthrough),
        {
            "shown": "{}",
            "a-venue_space_feel": "-1",
            "m-venue_area_per_person": "1,25",
            "a-venue_image_fit": "5",
            "a-venue_step_free": "yes",
            "a-venue_atmosphere_read": "luxury",
            "b-venue_atmosphere_read": "rustic",
            "h-venue_atmosphere_read": "60",
            "a-mood_atmosphere_read": "neutral",
            "b-mood_atmosphere_read": "",
            "a-mood_problem_handling": "solved_here",
            "a-venue_expectation": "met",
            "a-venue_co2": "~un",
            "r-venue_co2": "No meter",
        },
    )

    assert {key: value for key, (_state, value, _note) in stored(walkthrough).items()} == {
        "mood_atmosphere_read": "neutral",
        "mood_problem_handling": "solved_here",
        "venue_area_per_person": 1.25,
        "venue_atmosphere_read": {"luxury": 0.6, "rustic": 0.4},
        "venue_co2": None,
        "venue_expectation": "met",
        "venue_image_fit": 5,
        "venue_space_feel": -1,
        "venue_step_free": True,
    }


def test_a_form_sent_twice_counts_once(auditor_client, walkthrough):
    form = {"shown": "{}", "nonce": str(uuid.uuid4()), "a-venue_image_fit": "5"}
    auditor_client.post(address(walkthrough), form)
    answer(walkthrough, "venue_image_fit", 1)
    auditor_client.post(address(walkthrough), form)

    assert stored(walkthrough) == {"venue_image_fit": ("answered", 1, "")}


def test_a_number_typed_over_could_not_observe_counts(auditor_client, walkthrough):
    answer(walkthrough, "venue_co2", {"unobserved": True, "reason": ""})
    page = auditor_client.get(address(walkthrough))

    auditor_client.post(
        address(walkthrough), {"shown": shown(page), "a-venue_co2": "~un", "m-venue_co2": "700"}
    )

    assert stored(walkthrough) == {"venue_co2": ("answered", 700, "")}


def test_what_is_refused_is_shown_as_typed_and_the_rest_is_saved(auditor_client, walkthrough):
    answer(walkthrough, "venue_co2", 640)
    page = auditor_client.get(address(walkthrough))

    response = auditor_client.post(
        address(walkthrough),
        {"shown": shown(page), "m-venue_co2": "lots", "a-venue_image_fit": "5", "n-venue_co2": "Stuffy"},
    )

    assert response.status_code == 422
    text = response.content.decode()
    assert re.findall(r'<p class="why" role="alert">([^<]*)', text) == [
        "“lots” is not a number. Write digits, such as 4 or 1.5."
    ]
    assert re.findall(r'name="m-venue_co2" value="([^"]*)"', text) == ["lots"]
    assert json.loads(shown(response))["venue_co2"] == {"m": "640", "n": "Stuffy"}
    assert stored(walkthrough) == {
        "venue_co2": ("answered", 640, "Stuffy"),
        "venue_image_fit": ("answered", 5, ""),
    }


def test_a_form_brings_photos_and_removes_them(auditor_client, walkthrough):
    response = auditor_client.post(
        address(walkthrough),
        {
            "shown": "{}",
            "p-venue_condition": [upload(make_picture()), upload(make_picture((30, 30)))],
            "p-venue_image_fit": upload(b"no photo", "letter.txt"),
        },
    )

    assert response.status_code == 422
    assert re.findall(r'<p class="why" role="alert">([^<]*)', response.content.decode()) == [
        "letter.txt: This file is not a photo. Send a JPEG, PNG, WebP or HEIC picture."
    ]
    links = list(walkthrough.photos.all())
    assert [link.criterion.key for link in links] == ["venue_condition"] * 2

    auditor_client.post(address(walkthrough), {"shown": "{}", "d-venue_condition": str(links[0].photo_id)})
    assert list(walkthrough.photos.all()) == links[1:]


@pytest.mark.parametrize("shown", ["", "[]", "{", '{"venue_image_fit": 3}', '{"venue_image_fit": {"a": 4}}'])
def test_a_damaged_state_is_taken_for_an_empty_one(auditor_client, walkthrough, shown):
    auditor_client.post(address(walkthrough), {"shown": shown, "a-venue_image_fit": "5"})

    assert stored(walkthrough) == {"venue_image_fit": ("answered", 5, "")}


def test_only_the_lead_auditor_is_offered_does_not_apply(auditor_client, walkthrough):
    assert "~na" not in auditor_client.get(address(walkthrough)).content.decode()
    walkthrough.lead = True
    walkthrough.save()
    assert auditor_client.get(address(walkthrough)).content.decode().count('value="~na"') == 113


def test_a_finished_walkthrough_is_read_and_not_changed(auditor_client, walkthrough):
    finish_walkthrough(walkthrough=walkthrough)

    page = auditor_client.get(address(walkthrough)).content.decode()
    assert '<fieldset class="all" disabled>' in page
    assert "walk.js" not in page
    response = auditor_client.post(address(walkthrough), {"shown": "{}", "a-venue_image_fit": "5"})
    assert response.status_code == 422
    assert stored(walkthrough) == {}


def test_nobody_else_opens_a_walkthrough(client, client_client, stranger_client, auditor_client, event):
    other = factories.make_walkthrough(event, factories.make_user())

    for name in ("walk", "finish"):
        assert client.get(address(other, name)).status_code == 302
        assert client_client.get(address(other, name)).status_code == 403
        assert stranger_client.get(address(other, name)).status_code == 404
        assert auditor_client.get(address(other, name)).status_code == 404
