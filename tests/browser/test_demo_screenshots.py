"""The README's pictures, of the demo event as everybody can see it after `make demo`."""

import io
import shutil
import subprocess

import pytest
from PIL import Image
from playwright.sync_api import expect

from . import tablet
from .conftest import PORTRAIT

pytestmark = pytest.mark.browser

EVENT = "The Gilded Compass Evening 2031"
ADDRESSES = f"""
import json
from django.urls import reverse
from eventaudit.events.models import Event
event = Event.objects.get(name="{EVENT}")
taken = event.walkthroughs.filter(photos__criterion__key="catering_theme_fit").first().photos
photo = taken.filter(criterion__key="catering_theme_fit").first().photo
waiting = Event.objects.get(name="Mandarin Monday 2031").walkthroughs.get(finished_at=None)
print(json.dumps({{
    "event": event.get_absolute_url(),
    "photo": reverse("photos:photo", args=["demo", photo.pk, "large"]),
    "walkthrough": waiting.get_absolute_url(),
}}))
"""


@pytest.fixture(scope="module")
def addresses(site) -> dict[str, str]:
    """The demo event's result, a photo of its food, and a walkthrough that waits for the demo's auditor."""
    return site.python(ADDRESSES)


def test_the_result_page(person, addresses, screenshot):
    manager = person({"width": 1024, "height": 1400})
    page = manager.sign_in("manager")
    page.goto(manager.site.url + addresses["event"])
    expect(page.get_by_role("heading", name=EVENT)).to_be_visible()
    records = page.get_by_role("region", name="Three records, side by side").get_by_role("listitem")
    third = records.nth(2).bounding_box()
    end = third["y"] + third["height"]
    screenshot("event", page.screenshot(clip={"x": 0, "y": 0, "width": 1024, "height": end + 12}))


def test_a_touchpoint_on_a_tablet(person, addresses, screenshot):
    auditor = person(PORTRAIT)
    auditor.sign_in("auditor")
    page = auditor.open(addresses["walkthrough"])
    food = person().sign_in("manager").request.get(auditor.site.url + addresses["photo"]).body()
    theme = tablet.question(page, "Does the food and drink belong to the theme?")
    theme.locator("input[type=file]").first.set_input_files(
        [{"name": "buffet.jpg", "mimeType": "image/jpeg", "buffer": food}]
    )
    expect(theme.get_by_role("progressbar")).to_have_count(0)
    tablet.answer(page, "Does the food and drink belong to the theme?", "2")
    tablet.answer(page, "How good does it taste?", "4")
    tablet.answer(page, "How much food is there for everyone?", "+1")
    expect(page.get_by_text("All sent", exact=True)).to_be_visible()
    page.locator("#t-catering").evaluate("section => section.scrollIntoView()")
    expect(page.locator("#t-catering").get_by_role("heading").first).to_be_in_viewport()
    screenshot("walkthrough", page.screenshot())


def test_the_first_page_of_the_report(site, tmp_path, screenshot):
    pdf = tmp_path / "report.pdf"
    site.manage(
        "render_report", "gilded_compass", "--organisation", "demo", "--lang", "en", "--out", str(pdf)
    )
    assert pdf.read_bytes().startswith(b"%PDF")
    if shutil.which("pdftoppm"):
        command = ["pdftoppm", "-png", "-r", "80", "-f", "1", "-l", "1", str(pdf), str(tmp_path / "page")]
        subprocess.run(command, check=True)
        [page] = tmp_path.glob("page*.png")
        assert Image.open(io.BytesIO(page.read_bytes())).height > 900
        screenshot("report", page.read_bytes())
