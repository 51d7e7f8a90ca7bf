"""An upgrade while tablets are saving, on a database where both really run side by side."""

import threading
import time

import pytest
from django.db import connection, transaction

from eventaudit.events.models import Event
from eventaudit.findings.upgrade import upgrade_event
from eventaudit.findings.upgrade_plan import plan_upgrade
from eventaudit.walkthroughs.models import Walkthrough
from eventaudit.walkthroughs.operations import apply_operations
from tests import factories

from .upgraded import op, two_versions

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor == 'sqlite'",
        reason="SQLite writes one transaction at a time, and its test database is in one connection's memory",
    ),
]
PATIENCE = 30  # seconds


@pytest.fixture
def versions(organisation):
    return two_versions(organisation)


@pytest.fixture
def walkthrough(organisation, versions):
    event = factories.make_event(organisation, template_version=versions[0])
    return factories.make_walkthrough(event, factories.make_user())


def in_thread(job):
    raised = []

    def run():
        try:
            job()
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.raised = raised
    thread.start()
    return thread


def finish(*threads):
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()
        assert thread.raised == []


def wait_until_somebody_waits():
    """Until another connection waits for a lock."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    raise AssertionError("nobody waits")


def sent(walkthrough, *operations):
    fresh = Walkthrough.objects.select_related(
        "event__organisation", "event__template_version", "auditor"
    ).get(pk=walkthrough.pk)
    return apply_operations(walkthrough=fresh, operations=operations, by=fresh.auditor, seen=10**6)


def stored(walkthrough):
    rows = walkthrough.answers.select_related("criterion__version")
    return {(row.criterion.version.number, row.criterion.key): row.value for row in rows}


def test_what_a_tablet_sends_during_an_upgrade_goes_where_it_belongs_afterwards(walkthrough, versions):
    """The batch has begun before the upgrade is committed, and knows of it nevertheless."""
    event, results = walkthrough.event, []
    operations = [op("stays", True), op("wait", 300), op("gone", 3)]
    with transaction.atomic():
        plan = plan_upgrade(event, versions[1])
        upgrade_event(event=event, to=versions[1], digest=plan.digest, by=factories.make_user())
        tablet = in_thread(lambda: results.extend(sent(walkthrough, *operations)))
        wait_until_somebody_waits()
    finish(tablet)
    assert [result.status for result in results] == ["stored"] * 3
    assert stored(walkthrough) == {(2, "stays"): True, (2, "wait"): 300, (1, "gone"): 3}


def test_an_answer_on_its_way_out_of_sight_stops_the_upgrade_that_did_not_know_it(walkthrough, versions):
    event = walkthrough.event
    plan = plan_upgrade(event, versions[1])
    by = factories.make_user()
    with transaction.atomic():
        sent(walkthrough, op("gone", 3))
        manager = in_thread(
            lambda: upgrade_event(
                event=Event.objects.get(pk=event.pk), to=versions[1], digest=plan.digest, by=by
            )
        )
        wait_until_somebody_waits()
    manager.join(PATIENCE)
    assert [type(error).__name__ for error in manager.raised] == ["PlanChanged"]
    event.refresh_from_db()
    assert (event.template_version, stored(walkthrough)) == (versions[0], {(1, "gone"): 3})


def test_many_tablets_and_an_upgrade_there_and_back_lose_nothing(walkthrough, versions):
    event = walkthrough.event
    others = [factories.make_walkthrough(event, factories.make_user()) for _number in range(3)]
    by, keys = factories.make_user(), ["stays", "wait", "rank", "gone"]
    values = {"stays": True, "wait": 7, "rank": "o1", "gone": 2}

    def walk(one):
        for key in keys * 3:
            assert [result.status for result in sent(one, op(key, values[key], t=versions[0].pk))] == [
                "stored"
            ]

    def go(to):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            fresh = Event.objects.get(pk=event.pk)
            plan = plan_upgrade(fresh, to)
            try:
                return upgrade_event(event=fresh, to=to, digest=plan.digest, by=by)
            except Exception as error:
                if type(error).__name__ != "PlanChanged":
                    raise
        raise AssertionError("the plan never held")

    tablets = [in_thread(lambda one=one: walk(one)) for one in (walkthrough, *others)]
    manager = in_thread(lambda: [go(versions[1]), go(versions[0]), go(versions[1])])
    finish(*tablets, manager)
    for one in (walkthrough, *others):
        assert stored(one) == {(2, "stays"): True, (1, "wait"): 7, (2, "rank"): "o1", (1, "gone"): 2}
        assert one.operations.count() == 12
