"""What a tablet needs to start without a network: the kept pages, their files, and the version of the pair.

docs/decisions/0011-starting-offline.md says why it is as it is; static/js/tablet/worker.js is the other half.
"""

import hashlib
import json
import re
from contextlib import suppress
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import quote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language

from .models import Walkthrough
from .policies import can_score

KEEP = "X-Keep"  # the worker asks for a page to keep, not a person for one to read
TABLET = "js/tablet"
PAGES = ("walk", "my_walkthroughs", "offline", "install")  # templates/walkthroughs/
_USED = re.compile(r"""\{% (?:extends|include) ["']([^"']+)["']""")
_NAMED = re.compile(r"""\{% static ["']([^"']+)["']""")
_IMPORTED = {
    ".js": re.compile(r"""(?:from|import)\s*\(?["'](\.[^"']+)["']"""),
    ".css": re.compile(r"""url\(["']?(\.[^"')]+)["']?\)"""),
}


@cache
def file_names() -> tuple[str, ...]:
    """Every static file that a kept page can ask for, by its name without a hash, sorted."""
    found: set[str] = set()
    waiting = [*_named_by_pages(), *_workers()]
    while waiting:
        name = waiting.pop()
        source = finders.find(name)
        if name in found or source is None:
            continue
        found.add(name)
        if pattern := _IMPORTED.get(Path(name).suffix):
            text = Path(source).read_text()
            waiting += [normpath(join(dirname(name), path)) for path in pattern.findall(text)]
    return tuple(sorted(found))


def _named_by_pages() -> set[str]:
    named: set[str] = set()
    seen: set[str] = set()
    waiting = [f"walkthroughs/{page}.html" for page in PAGES]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            source = get_template(name).template.source
            named.update(_NAMED.findall(source))
            waiting += _USED.findall(source)
    return named


def _workers() -> list[str]:
    """Scripts that run beside the page: no script imports them."""
    folder = Path(finders.find(f"{TABLET}/worker.js")).parent
    own = {"worker.js", "worker_off.js"}  # served as /sw.js
    return [f"{TABLET}/{path.name}" for path in folder.glob("*worker*.js") if path.name not in own]


def version() -> str:
    """Names the pair of pages and files: any other file, worker or release makes another version."""
    parts = [settings.RELEASE, _source("worker.js"), *_addresses()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _addresses() -> list[str]:
    found = []
    for name in file_names():
        with suppress(ValueError):  # not collected yet: a page that names it says so louder
            found.append(static(name))
    return found


def worker_script(**addresses: str) -> str:
    """The worker with what it has to know in front; addresses: offline, start, leave."""
    shell = {
        "version": version(),
        "files": _addresses(),
        "static": settings.STATIC_URL,
    } | addresses
    return f"const SHELL = {json.dumps(shell)};\n{_source('worker.js')}"


def worker_off_script() -> str:
    return _source("worker_off.js")


@cache
def _source(name: str) -> str:
    return Path(finders.find(f"{TABLET}/{name}")).read_text()


def as_copy(request: HttpRequest) -> dict[str, object]:
    """For a page's context, where the worker keeps a copy of it.

    It takes no message away from the page that it was meant for, and is drawn when its scripts have run, once
    instead of twice: they lie beside it.
    """
    return {"messages": [], "is_copy": True} if KEEP in request.headers else {}


def stamp_of(walkthrough: Walkthrough | None = None) -> str:
    """'language', or 'language.questions.open.changes': another stamp, another page."""
    if walkthrough is None:
        return str(get_language())
    state = "open" if can_score(walkthrough) else "shut"
    return f"{get_language()}.{questions_stamp(walkthrough)}.{state}.{walkthrough.last_seq}"


def questions_stamp(walkthrough: Walkthrough) -> str:
    """Names what is asked: the version of the template and its form."""
    return f"{walkthrough.event.template_version_id}{walkthrough.event.form}"


def for_the_tablet(*, stamp: str, keep: tuple[str, ...] = ()) -> dict[str, str]:
    """What a kept page tells its scripts; keep: addresses of the pages that belong to it."""
    worker = reverse("worker") if settings.OFFLINE else ""
    return {
        "worker": worker,
        "version": version(),
        "stamp": stamp,
        "keep": " ".join((*keep, reverse("offline"), reverse("install"))),
    }


def mark_kept(response: HttpResponse, kind: str, *, title: str, stamp: str) -> HttpResponse:
    """Lets the worker keep the page; kind: the walkthrough's id, or 'list', 'offline', 'install'."""
    response["X-Walkthrough"] = kind
    response["X-App-Version"] = version()
    response["X-Title"] = quote(title)
    response["X-Stamp"] = stamp
    return response
