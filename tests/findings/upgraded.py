"""Small templates in versions, and an event that has answers to one of them."""

import uuid

from eventaudit.findings.upgrade import upgrade_event
from eventaudit.findings.upgrade_plan import plan_upgrade
from eventaudit.library.content import write_content
from eventaudit.library.models import Template, TemplateVersion
from eventaudit.walkthroughs.operations import apply_operations
from tests import factories
from tests.library.test_checking import criterion, options, text

PERCEIVERS = {
    "all": {"label": text("everyone"), "default_reach": 1.0},
    "lame": {"label": text("some"), "default_reach": 0.5},
}


def touchpoint(key, order=1):
    return {"key": key, "order": order, "weight": 1, "name": text(f"The {key}")}


def at(place, key, kind="yesno", **more):
    return criterion(key, kind, **{"touchpoint": place} | more)


MINUTES = {"unit": "min", "hi": 10, "hard_hi": 20, "variants": {"summer": [None, None, 12, 24]}}
FIRST = [
    at("venue", "stays"),
    at("venue", "wait", "measure", band=MINUTES),
    at("venue", "rank", "choice", options=options(0, 1)),
    at("venue", "mood", "choice", options="ATMOSPHERES", scored=False),
    at("food", "gone", "fit"),
]
SECOND = [
    at("venue", "stays", wording=text("In other words?")),
    at("venue", "wait", "measure", band={"unit": "s", "hi": 60}),
    at("venue", "rank", "choice", options=options(0.5, 1)),
    at("venue", "mood", "choice", options="ATMOSPHERES", scored=False),
    at("venue", "new"),
]


def content_with(criteria, **more):
    places = dict.fromkeys(row["touchpoint"] for row in criteria)
    points = [touchpoint(key, order) for order, key in enumerate(places, start=1)]
    return {"version": "1.0", "touchpoints": points, "perceivers": PERCEIVERS, "criteria": criteria} | more


def make_version(organisation, criteria, template=None, **more):
    """A published version of exactly these criteria."""
    template = template or Template.objects.create(
        organisation=organisation, key=f"own-{uuid.uuid4().hex[:8]}", name=text("Own")
    )
    number = template.versions.count() + 1
    version = TemplateVersion.objects.create(template=template, number=number, label=f"{number}.0")
    content = content_with(criteria, **more)
    version.perceivers = content["perceivers"]
    write_content(version, content)
    version.state = TemplateVersion.State.PUBLISHED
    version.digest = uuid.uuid4().hex  # no other test's row is taken for this one
    version.save()
    return version


def two_versions(organisation, first=FIRST, second=SECOND):
    old = make_version(organisation, first)
    return old, make_version(organisation, second, old.template)


def op(key, value, field="answer", **more):
    return {"id": str(uuid.uuid4()), "k": key, "f": field, "v": value} | more


def walked(event, *operations, **fields):
    """A walkthrough of somebody new with these operations."""
    auditor = factories.make_user()
    walkthrough = factories.make_walkthrough(event, auditor, **fields)
    results = apply_operations(walkthrough=walkthrough, operations=operations, by=auditor)
    assert {result.status for result in results} <= {"stored"}
    return walkthrough


def bind(event, to, by=None):
    """The event upgraded to the version, as it is stored then."""
    event.refresh_from_db()
    plan = plan_upgrade(event, to)
    upgrade_event(event=event, to=to, digest=plan.digest, by=by or factories.make_user())
    event.refresh_from_db()
    return plan


def stored(event):
    """(auditor, key, state, value, note) of every answer that there is, and every photo's key."""
    rows = event.walkthroughs.values_list(
        "auditor_name",
        "answers__criterion__key",
        "answers__state",
        "answers__value",
        "answers__note",
    )
    photos = event.walkthroughs.values_list("photos__criterion__key", "photos__photo")
    return sorted(map(repr, rows)), sorted(map(repr, photos))


def seen(event):
    """Key to value of what the event's own version shows of its only walkthrough."""
    rows = event.walkthroughs.get().answers.filter(criterion__version=event.template_version_id)
    return {row.criterion.key: row.value for row in rows.select_related("criterion")}
