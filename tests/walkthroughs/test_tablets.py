"""Tablets: their state, and the cookie that goes on saving when the sign-in has run out."""

import uuid

import pytest
from django.test import Client

from eventaudit.accounts.actions import remove_member
from eventaudit.walkthroughs import tablets
from eventaudit.walkthroughs.models import Tablet, TabletState
from tests import factories

from .exchange import address, as_person, op, post, send, signed_out, value

IPAD = (
    "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def walkthrough(event, auditor_client):
    return factories.make_walkthrough(event, auditor_client.membership.user)


@pytest.fixture
def device():
    return {
        "id": str(uuid.uuid4()),
        "label": "Tablet 3",
        "version": "7f3a",
        "waiting": 14,
        "photos": 2,
        "stuck": 1,
        "persisted": True,
        "installed": False,
    }


def test_a_tablet_tells_its_state_with_each_batch(auditor_client, walkthrough, device):
    send(auditor_client, walkthrough, op(), tablet=device, headers={"user-agent": IPAD})
    send(auditor_client, walkthrough, tablet=device | {"waiting": 0}, headers={"user-agent": IPAD})

    tablet = Tablet.objects.get()
    assert (tablet.label, tablet.family, tablet.app_version) == ("Tablet 3", "iPad, Safari", "7f3a")
    assert (tablet.persisted, tablet.installed, tablet.user) == (True, False, walkthrough.auditor)
    assert list(TabletState.objects.values_list("walkthrough", "waiting", "photos_waiting", "stuck")) == [
        (walkthrough.pk, 0, 2, 1)
    ]
    assert walkthrough.operations.get().tablet == tablet


def test_what_a_tablet_says_of_itself_cannot_break_anything(auditor_client, walkthrough, device):
    for said in (
        7,
        [],
        {},
        {"id": 7},
        device | {"label": "a\0b" * 90, "waiting": -3, "photos": 1e9, "stuck": 10**30},
    ):
        send(auditor_client, walkthrough, tablet=said)
    assert Tablet.objects.get().label == ("ab" * 90)[:80]
    state = TabletState.objects.get()
    assert (state.waiting, state.photos_waiting, state.stuck) == (0, 0, 1_000_000)


def test_an_expired_login_costs_nothing_the_tablet_goes_on_saving_and_reads_nothing(
    auditor_client, walkthrough, device
):
    first = post(auditor_client, walkthrough, op(2), tablet=device)
    cookie = first.cookies[f"tablet-{walkthrough.auditor_id}"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (
        True,
        "Strict",
        f"/o/{walkthrough.event.organisation.slug}/walkthroughs/",
    )
    assert first.json()["saves_signed_out"] is True
    assert Tablet.objects.get().secret not in cookie.value
    tablet = signed_out(auditor_client)

    reply = send(tablet, walkthrough, op(5), cursor=0, headers=as_person(auditor_client))

    assert value(walkthrough) == 5
    assert sorted(reply) == ["clock", "epoch", "now", "p", "resend", "results"]
    assert walkthrough.operations.last().author == walkthrough.auditor
    for name in ("walk", "finish"):
        response = tablet.get(address(walkthrough, name), headers=as_person(auditor_client))
        assert response.status_code == 302
    assert post(tablet, walkthrough, op(1)).status_code == 401  # it does not say for whom


def test_a_tablet_keeps_its_cookie_and_gets_another_only_when_it_lost_it(auditor_client, walkthrough, device):
    assert post(auditor_client, walkthrough, tablet=device).cookies
    assert not post(auditor_client, walkthrough, tablet=device).cookies
    auditor_client.cookies.pop(f"tablet-{walkthrough.auditor_id}")
    assert post(auditor_client, walkthrough, tablet=device).cookies
    assert Tablet.objects.count() == 1


def test_a_tablet_saves_for_its_persons_walkthroughs_alone(manager_client, walkthrough, device):
    own = factories.make_walkthrough(walkthrough.event, manager_client.membership.user)
    send(manager_client, own, tablet=device)
    tablet, who = signed_out(manager_client), as_person(manager_client)

    assert post(tablet, own, op(), headers=who).status_code == 200
    assert post(tablet, walkthrough, op(), headers=who).status_code == 404
    send(manager_client, walkthrough, tablet=device)  # walked through on this tablet while signed in
    assert post(tablet, walkthrough, op(), headers=who).status_code == 200


def test_what_one_person_left_on_a_tablet_is_sent_while_another_is_signed_in(
    auditor_client, manager_client, walkthrough, device
):
    send(auditor_client, walkthrough, tablet=device)
    for name, cookie in auditor_client.cookies.items():
        if name.startswith("tablet-"):
            manager_client.cookies[name] = cookie.value

    send(manager_client, walkthrough, op(3), headers=as_person(auditor_client))
    assert walkthrough.operations.get().author == walkthrough.auditor
    manager_client.cookies.pop(f"tablet-{walkthrough.auditor_id}")
    response = post(manager_client, walkthrough, op(4), headers=as_person(auditor_client))
    assert (response.status_code, response.json()["reason"]) == (409, "other-person")
    assert walkthrough.operations.count() == 1


def expire(tablet, membership):
    Tablet.objects.update(granted_until=tablet.first_seen)


def take_back(tablet, membership):
    tablets.revoke(tablet=tablet)


def remove(tablet, membership):
    remove_member(membership=membership)


def make_a_client(tablet, membership):
    membership.role = "client"
    membership.save()


def close_the_account(tablet, membership):
    membership.user.is_active = False
    membership.user.save()


@pytest.mark.parametrize("end", [expire, take_back, remove, make_a_client, close_the_account])
def test_the_cookie_ends_with_its_time_by_a_manager_or_with_the_person(
    auditor_client, walkthrough, device, end
):
    send(auditor_client, walkthrough, tablet=device)
    end(Tablet.objects.get(), auditor_client.membership)

    response = post(signed_out(auditor_client), walkthrough, op(), headers=as_person(auditor_client))

    assert (response.status_code, response.json()["reason"]) == (401, "sign-in")
    assert walkthrough.operations.count() == 0


@pytest.mark.parametrize("cookie", ["", "1", "x.y", "1.", "99999999999999999999.a", "1.ä", "1.wrong"])
def test_a_made_up_cookie_opens_nothing(auditor_client, walkthrough, device, cookie):
    send(auditor_client, walkthrough, tablet=device)
    tablet = Client()
    tablet.cookies[f"tablet-{walkthrough.auditor_id}"] = cookie.replace("1", str(Tablet.objects.get().pk), 1)

    response = post(tablet, walkthrough, op(), headers=as_person(auditor_client))

    assert response.status_code == 401


def test_a_tablet_that_was_taken_back_gets_no_new_cookie_until_it_is_allowed_again(
    auditor_client, walkthrough, device
):
    send(auditor_client, walkthrough, tablet=device)
    tablet = tablets.revoke(tablet=Tablet.objects.get())
    refused = post(auditor_client, walkthrough, tablet=device)
    assert (dict(refused.cookies), refused.json()["saves_signed_out"]) == ({}, False)

    tablets.allow_again(tablet=tablet)
    assert post(auditor_client, walkthrough, tablet=device).cookies


def test_a_tablet_signed_out_may_not_send_without_end(auditor_client, walkthrough, device, monkeypatch):
    send(auditor_client, walkthrough, tablet=device)
    monkeypatch.setattr(tablets, "MOST_A_MINUTE", 0)

    response = post(signed_out(auditor_client), walkthrough, op(), headers=as_person(auditor_client))

    assert (response.status_code, response["Retry-After"]) == (429, "60")
    assert post(auditor_client, walkthrough, op()).status_code == 200


@pytest.mark.parametrize(
    ("agent", "family"),
    [
        (IPAD, "iPad, Safari"),
        ("Mozilla/5.0 (Linux; Android 14; SM-X210) Chrome/126.0.0.0 Safari/537.36", "Android, Chrome"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Windows, Edge"),
        ("curl/8", ""),
    ],
)
def test_a_device_is_called_what_people_call_it(agent, family):
    assert tablets.family_of(agent) == family
