"""Pages: server time, and size on the wire"""

import re

from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from eventaudit.accounts.models import User
from eventaudit.events.models import Event
from eventaudit.walkthroughs.models import Walkthrough

from .measuring import measure, on_the_wire, show

LINKED = re.compile(r"""(?:href|src)="/static/([^"]+\.(?:css|js|svg|woff2))["#]""")


def run() -> None:
    event = Event.objects.get(key="gilded_compass")
    walkthrough = Walkthrough.objects.filter(event=event, auditor__isnull=False).first()
    _page("manager", "the list of events", "/o/demo/events/")
    _page("manager", "the event's page", event.get_absolute_url())
    _page("auditor", "the walkthrough, 113 criteria answered", walkthrough.get_absolute_url())


def _page(role: str, name: str, address: str) -> None:
    client = Client(SERVER_NAME="localhost", headers={"x-forwarded-proto": "https"})
    client.force_login(User.objects.get(email=f"{role}@eventaudit.example"))
    answer = client.get(address, secure=True)
    assert answer.status_code == 200, f"{address} answered {answer.status_code}"
    html = answer.content
    size = on_the_wire(html)
    files = sorted(set(LINKED.findall(html.decode())))
    linked = sum(
        on_the_wire(staticfiles_storage.open(file).read())["brotli"] for file in _with_imports(files)
    )
    show(
        name,
        measure(lambda: client.get(address, secure=True), runs=20),
        f"HTML {size['raw']:.0f} kB, gzip {size['gzip']:.1f}, brotli {size['brotli']:.1f}; "
        f"with its files, brotli {size['brotli'] + linked:.1f} kB",
    )


def _with_imports(files: list[str]) -> set[str]:
    """The files and the scripts that they import (hashed names, written by collectstatic)."""
    found, waiting = set(), list(files)
    while waiting:
        file = waiting.pop()
        if file in found:
            continue
        found.add(file)
        if file.endswith(".js"):
            folder = file.rpartition("/")[0]
            text = staticfiles_storage.open(file).read().decode()
            for path in re.findall(r"""from\s*["'](\.[^"']+)["']""", text):
                parts = folder.split("/")
                for step in path.split("/"):
                    if step == "..":
                        parts.pop()
                    elif step != ".":
                        parts.append(step)
                waiting.append("/".join(parts))
    return found
