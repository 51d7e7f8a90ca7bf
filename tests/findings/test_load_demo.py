import io
import json

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eventaudit.accounts.models import Membership, Organisation, User
from eventaudit.consistency import audit, default_library, parse_event
from eventaudit.events.models import Event
from eventaudit.findings.facts import audit_event
from eventaudit.photos.models import Photo
from eventaudit.walkthroughs.models import Operation
from tests import factories

from .test_event_file import small_event

pytestmark = pytest.mark.django_db


def load(*arguments):
    out = io.StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue()


def test_the_demo_is_loaded_once(demo_files):
    told = load()
    assert "client@eventaudit.example" in told
    organisation = Organisation.objects.get()
    assert sorted(organisation.events.values_list("key", flat=True)) == sorted(demo_files)
    assert sorted(Membership.objects.values_list("role", flat=True)) == [
        "admin",
        "auditor",
        "client",
        "manager",
    ]
    assert all(user.check_password("compass-demo-2031") for user in User.objects.all())
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == 4
    event = Event.objects.get(key="gilded_compass")
    assert [membership.role for membership in event.clients.all()] == ["client"]
    assert event.walkthroughs.get(auditor__email="auditor@eventaudit.example").last_seq > 100

    touchpoints = {touchpoint.key for touchpoint in event.template_version.touchpoints.all()}
    assert event.zones.count() == 5
    assert all(zone.touchpoints and touchpoints.issuperset(zone.touchpoints) for zone in event.zones.all())

    # Photos are evidence, and must not make the demo's findings any other than the expected ones.
    data = demo_files["gilded_compass"]
    wanted = audit(parse_event(data, default_library()), default_library())
    result = audit_event(event)
    assert result.scores == wanted.scores
    assert [(found.id, found.severity, found.impact) for found in result.findings] == [
        (found.id, found.severity, found.impact) for found in wanted.findings
    ]
    photos = Photo.objects.filter(event=event)
    assert photos.count() > 40
    assert photos.filter(caption="").count() == 0
    assert photos.values("sha256").distinct().count() == photos.count()

    counts = [model.objects.count() for model in (User, Event, Photo, Operation, Membership)]
    with CaptureQueriesContext(connection) as queries:
        assert "Nothing was changed" in load()
    assert [model.objects.count() for model in (User, Event, Photo, Operation, Membership)] == counts
    assert [
        query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ] == []


def test_a_site_with_real_organisations_is_left_alone():
    factories.make_organisation()
    with pytest.raises(CommandError) as refused:
        load()
    assert refused.value.returncode == 2
    assert (Organisation.objects.count(), User.objects.count()) == (1, 0)


def test_an_organisation_that_only_has_the_same_address_is_left_alone():
    factories.make_organisation(slug="demo", name="Real")
    with pytest.raises(CommandError, match="is not the demo"):
        load("--force")
    assert (Event.objects.count(), User.objects.count()) == (0, 0)


def test_a_file_is_imported_by_the_command(organisation, tmp_path):
    path = tmp_path / "small.json"
    path.write_text(json.dumps(small_event()))
    out = io.StringIO()
    call_command("import_event", str(path), "--organisation", organisation.slug, stdout=out)
    assert out.getvalue() == "Imported Small as small.\n"
    assert organisation.events.get().name == "Small"


@pytest.mark.parametrize(
    ("name", "content", "slug"),
    [
        ("no.json", None, None),
        ("bad.json", "{", None),
        ("key.json", '{"id": 7}', None),
        ("a.json", "{}", "none"),
    ],
)
def test_the_import_command_fails_with_sentences(organisation, tmp_path, name, content, slug):
    path = tmp_path / name
    if content is not None:
        path.write_text(content)
    with pytest.raises(CommandError) as refused:
        call_command("import_event", str(path), "--organisation", slug or organisation.slug)
    assert refused.value.returncode == 2
    assert str(refused.value).strip().endswith((".", ")"))
    assert Event.objects.count() == 0
