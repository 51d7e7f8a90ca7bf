"""Protocol 2: what tablets say and hear. Each test speaks as docs/sync-protocol.md says."""

import json
import time
import uuid

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from eventaudit.walkthroughs.actions import finish_walkthrough
from eventaudit.walkthroughs.models import Operation
from tests import factories

from .exchange import FETCH, address, op, post, send, value


@pytest.fixture
def walkthrough(event, auditor_client):
    return factories.make_walkthrough(event, auditor_client.membership.user)


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

    assert result == {"id": second["id"], "s": "stored", "seq": 2}
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

    assert result == {"id": early["id"], "s": "stored", "seq": 2, "conflict": True}
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


def test_after_putting_back_a_backup_the_command_asks_every_tablet_to_send_again(
    auditor_client, walkthrough, capsys
):
    epoch = send(auditor_client, walkthrough)["epoch"]

    call_command("begin_epoch")

    assert capsys.readouterr().out == "Tablets send their changes of 1 walkthroughs again.\n"
    assert send(auditor_client, walkthrough, epoch=epoch)["resend"] is True


def test_a_tablet_hears_what_counts_and_what_lost_at_a_question(auditor_client, manager_client, walkthrough):
    now = int(time.time() * 1000)
    mine, theirs = op(3, at=now - 20_000, base=None), op(4, at=now - 10_000, base=None)
    assert send(auditor_client, walkthrough, mine)["conflicts"] == []
    send(manager_client, walkthrough, theirs)

    heard = send(auditor_client, walkthrough, cursor=1)["conflicts"]

    auditor, manager = auditor_client.membership.user, manager_client.membership.user
    [stands] = [conflict.pop("stands") for conflict in heard]
    [lost] = [conflict.pop("lost") for conflict in heard]
    assert heard == [{"k": "venue_image_fit", "f": "answer"}]
    assert (stands["words"], stands["v"], stands["by"], stands["you"]) == ("4 of 5", 4, str(manager), False)
    assert (lost["words"], lost["v"], lost["by"], lost["you"]) == ("3 of 5", 3, str(auditor), True)
    assert abs(stands["at"] - lost["at"] - 10_000) < 1000

    again = send(auditor_client, walkthrough, op(3, base=theirs["id"]))
    assert again["conflicts"] == []
