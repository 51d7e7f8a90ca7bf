"""Sync: one tablet's outbox through the real view, and 30 tablets at once against a real server"""

import json
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
import uuid
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from eventaudit.accounts.models import Membership, Organisation, Role, User
from eventaudit.events.models import Event
from eventaudit.library.models import TemplateVersion
from eventaudit.walkthroughs.models import Operation, Walkthrough

ANSWERS, BATCH = 1000, 100
TABLETS, ANSWERS_EACH = 30, 300
PLACE = "bench-sync"


def run() -> None:
    print(f"on {_database()}")
    _one_outbox()
    _many_tablets(BATCH)
    _many_tablets(20)


def _database() -> str:
    if connection.vendor != "sqlite":
        return "PostgreSQL"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        level = cursor.fetchone()[0]
    return f"SQLite, synchronous={['OFF', 'NORMAL', 'FULL', 'EXTRA'][level]}"


def _walkthrough(name: str) -> Walkthrough:
    organisation, _made = Organisation.objects.get_or_create(slug=PLACE, defaults={"name": "Bench"})
    person = User.objects.create_user(f"{name}@eventaudit.example", name=name)
    Membership.objects.create(organisation=organisation, user=person, role=Role.AUDITOR)
    start = timezone.now()
    event, _made = Event.objects.get_or_create(
        organisation=organisation,
        key="bench",
        defaults={
            "name": "Bench",
            "starts_at": start,
            "ends_at": start + timezone.timedelta(hours=5),
            "attendance": 100,
            "template_version": TemplateVersion.objects.filter(template__organisation=None).first(),
        },
    )
    return Walkthrough.objects.create(event=event, auditor=person, auditor_name=name)


def _batches(walkthrough: Walkthrough, answers: int, size: int) -> list[dict]:
    """Answers as a tablet makes them: each on top of its own last one in the field."""
    version = walkthrough.event.template_version
    keys = list(version.criteria.filter(kind="fit").values_list("key", flat=True))
    last: dict[str, str] = {}
    operations = []
    now = int(time.time() * 1000)
    for number in range(answers):
        key, name = keys[number % len(keys)], str(uuid.uuid4())
        operations.append(
            {"id": name, "k": key, "f": "answer", "v": 1 + number % 5, "at": now, "base": last.get(key)}
        )
        last[key] = name
    tablet = {"id": str(uuid.uuid4()), "label": "Bench", "persisted": True, "installed": True}
    return [
        {
            "p": 2,
            "now": now,
            "ops": operations[start : start + size],
            "tablet": tablet | {"waiting": answers - start},
        }
        for start in range(0, answers, size)
    ]


def _address(walkthrough: Walkthrough) -> str:
    return f"/o/{PLACE}/walkthroughs/{walkthrough.pk}/operations/"


def _client(walkthrough: Walkthrough) -> Client:
    client = Client(SERVER_NAME="localhost", headers={"sec-fetch-site": "same-origin"})
    client.force_login(walkthrough.auditor)
    return client


def _one_outbox() -> None:
    rates, processor = [], []
    for _run in range(3):
        walkthrough = _walkthrough(f"one-{uuid.uuid4()}")
        client, bodies = _client(walkthrough), _batches(walkthrough, ANSWERS, BATCH)
        start, worked = time.perf_counter(), time.process_time()
        for body in bodies:
            response = client.post(
                _address(walkthrough), json.dumps(body), content_type="application/json", secure=True
            )
            assert {result["s"] for result in response.json()["results"]} == {"stored"}
        rates.append(ANSWERS / (time.perf_counter() - start))
        processor.append(ANSWERS / (time.process_time() - worked))
        assert walkthrough.operations.count() == ANSWERS
    print(
        f"one tablet, {ANSWERS} answers in batches of {BATCH}: {statistics.median(rates):.0f} answers/s "
        f"(reach 600), {statistics.median(processor):.0f} a second of processor time"
    )


def _many_tablets(size: int) -> None:
    walkthroughs = [_walkthrough(f"tablet-{uuid.uuid4()}") for _number in range(TABLETS)]
    work = [
        (_address(one), _client(one).cookies["sessionid"].value, _batches(one, ANSWERS_EACH, size))
        for one in walkthroughs
    ]
    before = Operation.objects.count()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = _serve(port)
    try:
        _wait_for(port)
        _send_all(port, [(address, session, [_hello(bodies)]) for address, session, bodies in work])
        seconds, waits, errors = _send_all(port, work)
    finally:
        server.terminate()
        server.wait()
    stored = Operation.objects.count() - before
    assert (errors, stored) == ([], TABLETS * ANSWERS_EACH), (errors[:3], stored)
    waits.sort()
    print(
        f"{TABLETS} tablets at once, batches of {size}, gunicorn 2 x 4:  {stored / seconds:7.0f} answers/s "
        f"(reach 1000), p95 {waits[int(len(waits) * 0.95)] * 1000:.0f} ms, 0 errors, 0 lost"
    )


def _serve(port: int) -> subprocess.Popen:
    command = [sys.executable, "-m", "gunicorn", "eventaudit.config.wsgi", "--bind", f"127.0.0.1:{port}"]
    quiet = ["--workers", "2", "--threads", "4", "--log-level", "error"]
    return subprocess.Popen([*command, *quiet], cwd=Path(settings.BASE_DIR), env={**os.environ, "HTTPS": "0"})


def _hello(bodies: list[dict]) -> dict:
    """The empty batch that a tablet sends when its page is opened, long before it has an outbox."""
    return bodies[0] | {"ops": []}


def _wait_for(port: int) -> None:
    for _try in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    connection_ = HTTPConnection("127.0.0.1", port, timeout=60)
    for _try in range(4):  # both processes have loaded everything
        connection_.request("GET", "/accounts/login/")
        connection_.getresponse().read()


def _send_all(port: int, work: list) -> tuple[float, list[float], list[str]]:
    waits: list[float] = []
    errors: list[str] = []

    def tablet(address: str, session: str, bodies: list[dict]) -> None:
        line = HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {
            "Content-Type": "application/json",
            "Sec-Fetch-Site": "same-origin",
            "Cookie": f"sessionid={session}",
        }
        for body in bodies:
            start = time.perf_counter()
            line.request("POST", address, json.dumps(body), headers)
            response = line.getresponse()
            content = response.read()
            waits.append(time.perf_counter() - start)
            if response.status != 200 or content.count(b'"stored"') != len(body["ops"]):
                errors.append(f"{response.status} {content[:200]!r}")

    threads = [threading.Thread(target=tablet, args=one) for one in work]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - start, waits, errors
