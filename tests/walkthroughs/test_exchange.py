"""Protocol 2: what tablets say and hear. Each test speaks as docs/sync-protocol.md says."""

import json
import time
import uuid

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from eventaudit.accounts.actions import remove_member
from eventaudit.walkthroughs import tablets
from eventaudit.walkthroughs.actions import finish_walkthrough
from eventaudit.walkthroughs.models import Operation, Tablet, TabletState
from tests import factories

FETCH = {"sec-fetch-dest": "empty", "sec-fetch-site": "same-origin"}
IPAD = (
    "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def walkthrough(event, auditor_client):
    return factories.make_walkthrough(event, auditor_client.membership.user)


def address(walkthrough, name="operations", *more):
    return reverse(f"walkthroughs:{name}", args=[walkthrough.event.organisation.slug, walkthrough.pk, *more])


def op(value=4, key="venue_image_fit", field="answer", at=None, **more):
    at = int(time.time() * 1000) if at is None else at
    return {"id": str(uuid.uuid4()), "k": key, "f": field, "v": value, "at": at} | more


def post(client, walkthrough, *ops, headers=None, name="operations", **more):
    body = {"p": 2, "ops": list(ops), "now": int(time.time() * 1000)} | more
    return client.post(
        address(walkthrough, name),
        json.dumps(body),
        content_type="application/json",
        headers=FETCH | (headers or {}),
    )


def send(client, walkthrough, *ops, **more):
    response = post(client, walkthrough, *ops, **more)
    assert response.status_code == 200, response.content
    return response.json()


def value(walkthrough, key="venue_image_fit"):
    return walkthrough.answers.get(criterion__key=key).value


# Operations


def test_each_operation_is_stored_known_or_refused_by_name(auditor_client, walkthrough):
    good, bad = op(base=None), op(9, base=None)
    send(auditor_client, walkthrough, good)

    results = send(auditor_client, walkthrough, good, bad, op(3, base=good["id"]))["results"]

    assert [result["s"] for result in results] == ["known", "refused", "stored"]
    assert results[1] == {
        "id": bad["id"],
        "s": "refused",
        "reason": "value",
        "why": "The answer “9” is outside the scale from 1 to 5. Choose again.",
    }


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"k": "venue_wifi"}, "unknown-criterion"),
        ({"f": "score"}, "unknown-field"),
        ({"v": 9}, "value"),
        ({"v": {"na": True, "reason": "None"}}, "not-lead"),
        ({"id": "7"}, "no-id"),
        ({"base": 7}, "base"),
        ({"f": "photo.add", "v": {"photo": "7"}}, "photo"),
        ({"f": "photo.del", "v": "7"}, "unknown-photo"),
    ],
)
def test_every_refusal_has_a_name_and_a_sentence_and_the_good_ones_beside_it_are_stored(
    auditor_client, walkthrough, change, reason
):
    before, after = op(1, "venue_condition", base=None), op(-1, "venue_space_feel", base=None)

    results = send(auditor_client, walkthrough, before, op(base=None) | change, after)["results"]

    assert [result["s"] for result in results] == ["stored", "refused", "stored"]
    assert results[1]["reason"] == reason
    assert len(results[1]["why"]) > 20
    assert walkthrough.operations.count() == 2


def test_other_content_under_a_known_id_is_refused_by_name(auditor_client, walkthrough):
    one = op(base=None)
    send(auditor_client, walkthrough, one)

    [result] = send(auditor_client, walkthrough, one | {"v": 2})["results"]

    assert (result["s"], result["reason"]) == ("refused", "id-taken")
    assert value(walkthrough) == 4


@pytest.mark.parametrize("state", ["closed", "archived"])
def test_a_closed_event_and_a_finished_walkthrough_refuse_by_name(auditor_client, walkthrough, state):
    finish_walkthrough(walkthrough=walkthrough)
    [result] = send(auditor_client, walkthrough, op())["results"]
    assert (result["s"], result["reason"]) == ("refused", "finished")

    type(walkthrough).objects.update(finished_at=None)
    walkthrough.event.state = state
    walkthrough.event.save()
    [result] = send(auditor_client, walkthrough, op())["results"]
    assert (result["s"], result["reason"]) == ("refused", "event-closed")


def test_ten_thousand_at_once_are_turned_away_as_a_whole(auditor_client, walkthrough):
    response = post(auditor_client, walkthrough, *[op(at=1)] * 10_000)

    assert response.status_code == 413
    assert response.json() == {
        "p": 2,
        "reason": "too-many",
        "why": "Too many changes at once. Send at most 500.",
        "most": 500,
    }
    assert walkthrough.operations.count() == 0


def test_a_truncated_body_is_named_and_nothing_of_it_stored(auditor_client, walkthrough):
    body = json.dumps({"p": 2, "ops": [op(), op()]})[:-40]
    response = auditor_client.post(address(walkthrough), body, content_type="application/json", headers=FETCH)

    assert (response.status_code, response.json()["reason"]) == (400, "damaged")
    assert response["X-Eventaudit"] == "1"
    assert walkthrough.operations.count() == 0


def test_an_unknown_walkthrough_and_a_foreign_organisation_are_named(
    auditor_client, stranger_client, walkthrough
):
    other = factories.make_walkthrough(walkthrough.event, factories.make_user())
    foreign = post(stranger_client, walkthrough, op())
    unknown = post(auditor_client, other, op())

    assert (foreign.status_code, foreign.json()["reason"]) == (404, "unknown-organisation")
    assert (unknown.status_code, unknown.json()["reason"]) == (404, "unknown-walkthrough")
    assert Operation.objects.count() == 0


TEN_YEARS = 10 * 365 * 24 * 60 * 60 * 1000


@pytest.mark.parametrize("off", [TEN_YEARS, -TEN_YEARS])
def test_a_clock_ten_years_off_loses_nothing_and_is_named(auditor_client, walkthrough, off):
    now = int(time.time() * 1000)
    reply = send(auditor_client, walkthrough, op(at=now + off - 60_000), now=now + off)

    assert [result["s"] for result in reply["results"]] == ["stored"]
    assert reply["clock"]["behind"] == pytest.approx(-off, abs=5000)
    assert reply["clock"]["why"].startswith("The clock of this tablet is wrong.")
    made = walkthrough.operations.get().made_at.timestamp() * 1000
    assert made == pytest.approx(now - 60_000, abs=5000)


@pytest.mark.parametrize("now", ["soon", 1e400, None, True, [], 10**30])
def test_a_clock_that_shows_no_time_changes_nothing(auditor_client, walkthrough, now):
    body = json.dumps({"p": 2, "ops": [op(base=None)], "now": "@"}).replace('"@"', json.dumps(now))
    response = auditor_client.post(address(walkthrough), body, content_type="application/json", headers=FETCH)

    assert (response.status_code, response.json()["clock"]) == (200, {"behind": 0, "why": ""})


# Who was first: causality, then the clock


def test_what_was_made_on_top_of_the_other_counts_though_its_clock_is_slow(auditor_client, walkthrough):
    now = int(time.time() * 1000)
    first, second = op(2, at=now, base=None), None
    send(auditor_client, walkthrough, first)
    second = op(5, at=now - 3_600_000, base=first["id"])

    [result] = send(auditor_client, walkthrough, second)["results"]

    assert result == {"id": second["id"], "s": "stored"}
    assert value(walkthrough) == 5
    assert walkthrough.conflicts.count() == 0


def test_two_that_did_not_know_each_other_are_decided_by_the_corrected_clock(auditor_client, walkthrough):
    now = int(time.time() * 1000)
    hour = 3_600_000
    late = op(2, at=now - 1000, base=None)
    send(auditor_client, walkthrough, late)
    # This tablet's clock is an hour fast: what it calls half an hour from now was half an hour ago.
    early = op(5, at=now + hour // 2, base=None)

    [result] = send(auditor_client, walkthrough, early, now=now + hour)["results"]

    assert result == {"id": early["id"], "s": "stored", "conflict": True}
    assert value(walkthrough) == 2
    assert [str(conflict.lost_id) for conflict in walkthrough.conflicts.all()] == [early["id"]]


def test_fields_of_one_criterion_do_not_meet(auditor_client, walkthrough):
    results = send(auditor_client, walkthrough, op(base=None), op("Dusty", field="note", base=None))[
        "results"
    ]

    assert [("conflict" in result) for result in results] == [False, False]
    assert walkthrough.answers.get().note == "Dusty"


def test_a_chain_in_one_batch_counts_to_its_end_even_over_a_refused_link(auditor_client, walkthrough):
    first = op(1, base=None)
    refused = op(9, base=first["id"])
    last = op(3, base=refused["id"], at=1)

    results = send(auditor_client, walkthrough, first, refused, last)["results"]

    assert [result["s"] for result in results] == ["stored", "refused", "stored"]
    assert value(walkthrough) == 3
    assert walkthrough.conflicts.count() == 0


def test_a_chain_that_arrives_backwards_ends_the_same(auditor_client, walkthrough):
    now = int(time.time() * 1000)
    first = op(1, base=None, at=now)
    second = op(2, base=first["id"], at=now - 5000)
    third = op(3, base=second["id"], at=now - 9000)

    for one in (first, third, second):
        send(auditor_client, walkthrough, one)

    assert value(walkthrough) == 3
    assert walkthrough.conflicts.count() == 0


def test_operations_on_top_of_each_other_in_a_circle_are_refused(auditor_client, walkthrough):
    one, other = op(1), op(2)
    send(auditor_client, walkthrough, one | {"base": other["id"]})

    [result] = send(auditor_client, walkthrough, other | {"base": one["id"]})["results"]
    [itself] = send(auditor_client, walkthrough, (own := op(3)) | {"base": own["id"]})["results"]

    assert (result["reason"], itself["reason"]) == ("base", "base")
    assert value(walkthrough) == 1


def test_without_a_base_the_number_seen_last_decides_and_else_the_arrival(auditor_client, walkthrough):
    now = int(time.time() * 1000)
    send(auditor_client, walkthrough, op(2, at=now))
    send(auditor_client, walkthrough, op(3, at=now - 60_000), seen=1)
    assert (value(walkthrough), walkthrough.conflicts.count()) == (3, 0)
    send(auditor_client, walkthrough, op(4, at=now - 120_000), seen=1)
    assert (value(walkthrough), walkthrough.conflicts.count()) == (3, 1)
    send(auditor_client, walkthrough, op(5, at=now - 180_000))
    assert value(walkthrough) == 5


def test_the_tablet_hears_what_changed_since_its_cursor_and_what_won_over_it(
    auditor_client, manager_client, walkthrough
):
    mine = op(2, base=None, at=1)
    first = send(auditor_client, walkthrough, mine, cursor=0)
    theirs, note = op(5, base=None), op("Dusty", "venue_condition", "note", base=None)
    send(manager_client, walkthrough, theirs, note)

    reply = send(auditor_client, walkthrough, cursor=first["cursor"], head=first["head"])

    assert (first["cursor"], first["head"], reply["cursor"], reply["head"]) == (1, mine["id"], 3, note["id"])
    assert first["changes"] == [{"k": "venue_image_fit", "f": "answer", "v": 2, "op": mine["id"], "seq": 1}]
    assert reply["changes"] == [
        {"k": "venue_image_fit", "f": "answer", "v": 5, "op": theirs["id"], "seq": 2},
        {"k": "venue_condition", "f": "note", "v": "Dusty", "op": note["id"], "seq": 3},
    ]
    lost = send(auditor_client, walkthrough, op(1, base=mine["id"], at=1), cursor=3)
    assert [change["v"] for change in lost["changes"]] == [5]
    assert send(auditor_client, walkthrough)["changes"] == []


# Epochs


def test_a_tablet_of_another_epoch_sends_again(auditor_client, walkthrough):
    reply = send(auditor_client, walkthrough, op())
    assert (reply["epoch"], reply["resend"]) == (str(walkthrough.epoch), False)
    assert send(auditor_client, walkthrough, epoch=reply["epoch"])["resend"] is False
    assert send(auditor_client, walkthrough, op(), epoch=str(uuid.uuid4()))["resend"] is True
    assert walkthrough.operations.count() == 2


def test_a_server_restored_from_an_old_backup_begins_a_new_epoch_for_all_tablets(
    auditor_client, manager_client, walkthrough
):
    kept, gone = op(2), op(3, "venue_condition")
    other = send(manager_client, walkthrough, kept)
    before = send(auditor_client, walkthrough, gone)
    # The backup: the last operation is gone, and somebody else moved the counter on before the tablet came.
    walkthrough.operations.filter(pk=gone["id"]).delete()
    walkthrough.answers.filter(criterion__key="venue_condition").delete()
    type(walkthrough).objects.update(last_seq=1)
    send(manager_client, walkthrough, op(1, "venue_space_feel"))
    known = {"cursor": before["cursor"], "head": before["head"], "epoch": before["epoch"]}

    reply = send(auditor_client, walkthrough, **known)

    assert reply["resend"] is True
    assert reply["epoch"] != before["epoch"]
    assert [change["k"] for change in reply["changes"]] == ["venue_image_fit", "venue_space_feel"]
    assert send(manager_client, walkthrough, epoch=other["epoch"])["resend"] is True
    again = send(auditor_client, walkthrough, kept, gone, epoch=reply["epoch"], cursor=reply["cursor"])
    assert [result["s"] for result in again["results"]] == ["known", "stored"]
    assert (again["resend"], value(walkthrough, "venue_condition")) == (False, 3)


# Never trust 200


def test_whoever_is_signed_out_gets_401_as_json_where_a_script_asks(client, walkthrough):
    for headers in (FETCH, {"accept": "application/json"}):
        response = client.post(address(walkthrough), "{}", content_type="application/json", headers=headers)
        assert (response.status_code, response.json()["reason"]) == (401, "sign-in")
        assert response["X-Eventaudit"] == "1"
    page = reverse("walkthroughs:walk", args=[walkthrough.event.organisation.slug, walkthrough.pk])
    assert client.get(page, headers=FETCH).status_code == 401
    assert client.get(page, headers={"accept": "text/html,*/*"}).status_code == 302


def test_a_reply_of_ours_is_marked_and_not_kept(auditor_client, walkthrough):
    response = post(auditor_client, walkthrough, op())
    assert (response["Content-Type"], response["X-Eventaudit"], response["Cache-Control"]) == (
        "application/json",
        "1",
        "no-store",
    )


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://testserver"}, 200),
        ({"origin": "https://elsewhere.example"}, 403),
        ({}, 403),
    ],
)
def test_only_pages_of_this_site_hand_in_and_a_stale_token_does_not_matter(
    auditor_client, walkthrough, headers, status
):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(auditor_client.membership.user)
    response = strict.post(
        address(walkthrough),
        json.dumps({"p": 2, "ops": [op()]}),
        content_type="application/json",
        headers=headers,
    )
    assert response.status_code == status
    assert walkthrough.operations.count() == (status == 200)


# Tablets


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


def signed_out(client):
    """The same browser after its login has expired: the tablet's cookie is what is left."""
    left = Client()
    for name, cookie in client.cookies.items():
        if name.startswith("tablet-"):
            left.cookies[name] = cookie.value
    return left


def as_person(client):
    return {"x-person": str(client.membership.user.pk)}


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


def test_after_putting_back_a_backup_the_command_asks_every_tablet_to_send_again(
    auditor_client, walkthrough, capsys
):
    epoch = send(auditor_client, walkthrough)["epoch"]

    call_command("begin_epoch")

    assert capsys.readouterr().out == "Tablets send their changes of 1 walkthroughs again.\n"
    assert send(auditor_client, walkthrough, epoch=epoch)["resend"] is True
