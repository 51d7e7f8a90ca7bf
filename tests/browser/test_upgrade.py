"""An event goes to another version of its template while an auditor walks through it."""

import pytest
from playwright.sync_api import expect

from .conftest import PORTRAIT
from .tablet import tap

pytestmark = pytest.mark.browser
EVENT = """
import json, uuid
from eventaudit.accounts.models import Organisation, User
from tests import factories
from tests.findings.upgraded import two_versions
organisation = Organisation.objects.get(slug="demo")
old, new = two_versions(organisation)
event = factories.make_event(organisation, key=uuid.uuid4().hex, name="Upgraded", template_version=old)
made = factories.make_walkthrough(event, User.objects.get(email="auditor@eventaudit.example"))
print(json.dumps([made.get_absolute_url(), event.pk, new.pk]))
"""
UPGRADE = """
from eventaudit.accounts.models import User
from eventaudit.events.models import Event
from eventaudit.library.models import TemplateVersion
from tests.findings.upgraded import bind
by = User.objects.get(email="manager@eventaudit.example")
bind(Event.objects.get(pk={}), TemplateVersion.objects.get(pk={}), by)
"""
STORED = """
import json
from eventaudit.walkthroughs.models import Answer
rows = Answer.objects.filter(walkthrough__event={}).order_by("pk")
print(json.dumps([[row.criterion.version.number, row.criterion.key, row.value] for row in rows]))
"""


def test_who_walks_meanwhile_is_told_and_loses_nothing(person, site):
    address, event, new = site.python(EVENT)
    auditor = person(PORTRAIT)
    auditor.sign_in("auditor")
    page = auditor.open(address)
    page.fill('[name="m-wait"]', "7")
    tap(page, "stays", "yes")
    expect(page.locator("#state")).to_have_text("All sent")

    site.python(UPGRADE.format(event, new))

    tap(page, "gone", "2")  # a question that the new version does not have
    expect(page.get_by_text("New questions are available.")).to_be_visible()
    expect(page.locator("#state")).to_have_text("All sent")

    for _visit in range(60):  # the kept copy opens at once, and is renewed behind it
        page.goto(site.url + address)
        if page.locator("#new").count():
            break
        page.wait_for_timeout(500)

    expect(page.locator("#new")).to_be_attached()
    expect(page.locator("#gone")).not_to_be_attached()
    expect(page.locator('[name="a-stays"]:checked')).to_have_value("yes")
    expect(page.locator('[name="m-wait"]')).to_have_value("")  # asked in seconds now, and not in minutes
    page.fill('[name="m-wait"]', "300")
    tap(page, "new", "no")
    expect(page.locator("#state")).to_have_text("All sent")
    assert site.python(STORED.format(event)) == [
        [1, "wait", 7],
        [2, "stays", True],
        [1, "gone", 2],
        [2, "wait", 300],
        [2, "new", False],
    ]
