"""Atmospheres of an organisation's own in event files: out, to another organisation, and audited anywhere."""

import copy
import json
import subprocess
import sys

import pytest
from django.conf import settings

from eventaudit.consistency import audit, default_library, library_for, parse_event
from eventaudit.events.models import Event
from eventaudit.findings.event_file import EventFileRefused, export_event, import_event, read_event_file
from eventaudit.findings.facts import audit_event
from eventaudit.library.models import Atmosphere
from eventaudit.library.moods.content import content_of
from tests import factories

from .test_event_file import numbers, small_event

pytestmark = pytest.mark.django_db

SEA = {"formality": 1, "ornament": 1, "naturalness": 4, "colour": 2, "energy": 1.5, "technology": 0}
CONTENT = {
    "name": {"en": "Sea", "fi": "Meri"},
    "description": {},
    "axes": SEA,
    "palette": ["#102030"],
    "touchpoints": {"any": {"triggers": {"en": [{"lemma": "jetty"}]}}},
}


@pytest.fixture
def sea_event(organisation) -> Event:
    organisation.atmospheres.create(key="sea", **CONTENT)
    organisation.atmospheres.create(key="unused", **CONTENT)
    reads = {"venue": [{"sea": 1.0}], "catering": [{"sea": 0.5, "luxury": 0.5}]}
    data = small_event(
        intended={"sea": 0.7, "rustic": 0.3},
        walkthroughs=[{"auditor": "a", "answers": {"catering_as_promised": True}, "reads": reads}],
    )
    return import_event(organisation=organisation, data=data, by=None)


def test_the_file_holds_the_own_atmospheres_that_the_event_names(sea_event):
    assert export_event(sea_event)["atmospheres"] == {"sea": CONTENT}


def test_the_file_gives_the_same_numbers_without_the_site(sea_event):
    data = json.loads(json.dumps(export_event(sea_event)))
    library = library_for(data, default_library())
    facts = parse_event(data, default_library())
    assert numbers(audit(facts, library)) == numbers(audit_event(sea_event))


def test_both_command_lines_take_the_file(sea_event, tmp_path):
    path = tmp_path / "sea.json"
    path.write_text(json.dumps(export_event(sea_event)))
    for command in (["eventaudit.consistency"], ["eventaudit.wording", "--contradictions"]):
        result = subprocess.run(
            [sys.executable, "-m", *command, str(path)],
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (result.returncode, result.stderr) == (0, "")


def test_another_organisation_gets_the_atmosphere_with_the_event(sea_event):
    other, data = factories.make_organisation(), export_event(sea_event)
    file = read_event_file(organisation=other, data=data)
    assert file.warnings == ("The atmosphere “Sea” came with the file; it is one of your own now.",)
    assert other.atmospheres.count() == 0  # reading stores nothing
    event = import_event(organisation=other, data=data, by=None)
    assert [(each.key, content_of(each)) for each in other.atmospheres.all()] == [("sea", CONTENT)]
    assert numbers(audit_event(event)) == numbers(audit_event(sea_event))
    assert export_event(event) == data


def test_one_of_the_same_key_stays_as_it_is_and_that_is_told(sea_event):
    other, data = factories.make_organisation(), export_event(sea_event)
    other.atmospheres.create(key="sea", **{**CONTENT, "axes": {**SEA, "colour": 4}})
    file = read_event_file(organisation=other, data=data)
    assert file.warnings == (
        "The file has another “Sea” than you: yours is used, so that numbers may differ.",
    )
    import_event(organisation=other, data=data, by=None)
    assert other.atmospheres.get().axes["colour"] == 4


@pytest.mark.parametrize(
    ("key", "changed", "problem"),
    [
        (
            "sea",
            {"axes": {**SEA, "colour": 5}},
            "atmospheres.sea.axes.colour: Colour is not a number from 0 to 4",
        ),
        ("sea", {"palette": ["red;}"]}, "atmospheres.sea.palette.0: “RED;}” is no colour."),
        ("sea", {"name": {}}, "atmospheres.sea.name: Write it in one language at least."),
        ("a b", {}, "atmospheres: “a b” cannot be the key of an atmosphere."),
        ("new", {}, "atmospheres: “new” cannot be the key of an atmosphere."),
        ("neutral", {}, "atmospheres: “neutral” cannot be the key of an atmosphere."),
    ],
)
def test_a_file_with_a_faulty_atmosphere_is_refused_whole(organisation, key, changed, problem):
    data = small_event(atmospheres={key: {**copy.deepcopy(CONTENT), **changed}})
    with pytest.raises(EventFileRefused) as refused:
        import_event(organisation=organisation, data=data, by=None)
    assert any(each.startswith(problem) for each in refused.value.problems)
    assert (Event.objects.count(), Atmosphere.objects.exclude(organisation=None).count()) == (0, 0)


def test_an_event_without_own_atmospheres_has_none_in_its_file(organisation):
    event = import_event(organisation=organisation, data=small_event(), by=None)
    assert "atmospheres" not in export_event(event)
