"""Photos on the tablet: kept at once, made smaller, sent, drawn on, taken out; offline and after a kill."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from .conftest import PORTRAIT, axe_findings, sign_in_at
from .test_safekeeping import ready

pytestmark = pytest.mark.browser
KEY = "venue_space_feel"
STORED = """
import json
from PIL import Image
from eventaudit.photos.models import Photo
from eventaudit.walkthroughs.models import AnswerPhoto
from eventaudit.walkthroughs.queries import shown_photos
found = []
shown = set(shown_photos().values_list("photo", flat=True))
for link in AnswerPhoto.objects.filter(walkthrough="{walkthrough}").select_related("photo").order_by("pk"):
    with Image.open(link.photo.original.path) as picture:
        found.append({{"size": picture.size, "exif": dict(picture.getexif()), "copy": bool(link.original),
                       "shown": link.photo_id in shown}})
print(json.dumps(found))
"""


def stored(site, walk_address: str) -> list[dict]:
    """The walkthrough's photos as the server has them: originals first, of them those out of sight."""
    found = site.python(STORED.format(walkthrough=walk_address.rstrip("/").split("/")[-1]))
    return sorted(
        found, key=lambda photo: (photo["copy"], photo["shown"])
    )  # two come at once, in either order


def camera(name: str, *, size=(2600, 1300), grain: int) -> dict:
    """Held upright (EXIF 6), with the place in it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (60.0, 10.0, 15.0), 3: "E", 4: (24.0, 56.0, 15.0)}
    stream = io.BytesIO()
    picture = Image.effect_noise((size[0] // 10, size[1] // 10), grain).resize(size).convert("RGB")
    picture.save(stream, "JPEG", quality=85, exif=exif)
    return {"name": name, "mimeType": "image/jpeg", "buffer": stream.getvalue()}


NO_PHOTO = {"name": "list.jpg", "mimeType": "image/jpeg", "buffer": b"not a picture at all"}
UPRIGHT = {"size": [1024, 2048], "exif": {}}


def choose(page: Page, *files: dict) -> None:
    page.locator(f"#{KEY} .i-pic input").set_input_files(list(files))


def photos(page: Page, stage: str = "") -> Locator:
    return page.locator(f"#{KEY} .ph li:not([hidden]){f'[data-stage={stage}]' if stage else ''}")


def visible_pictures(page: Page) -> int:
    """Decoded ones, whether or not they are on the screen."""
    return page.evaluate(
        f"""async () => {{
          const pictures = [...document.querySelectorAll('#{KEY} .ph li:not([hidden]) img')];
          const decoded = await Promise.allSettled(pictures.map((picture) => picture.decode()));
          return decoded.filter(({{status}}) => status === 'fulfilled').length;
        }}"""
    )


def test_photos_of_a_tablet_without_a_network(person, site, walk_address, screenshot):
    auditor = person(PORTRAIT, bypass_csp=True)
    auditor.sign_in("auditor")
    page = ready(auditor.open(walk_address))
    expect(page.get_by_text("✓ Ready for offline")).to_be_visible()
    auditor.context.set_offline(True)
    choose(page, camera("one.jpg", grain=60), NO_PHOTO, camera("two.jpg", grain=90))
    expect(photos(page, "waiting")).to_have_count(3)

    page.reload()

    ready(page)
    expect(photos(page, "waiting")).to_have_count(3)
    expect(photos(page).locator("xpath=self::li[not(contains(@class, 'ph-blank'))]")).to_have_count(2)
    assert visible_pictures(page) == 2
    auditor.problems.clear()  # what could not be loaded without a network
    auditor.context.set_offline(False)
    expect(photos(page, "sent")).to_have_count(2)
    expect(photos(page, "stuck").get_by_role("alert")).to_have_text(
        "This file is not a photo. Send a JPEG, PNG, WebP or HEIC picture."
    )
    one = UPRIGHT | {"copy": False, "shown": True}
    assert stored(site, walk_address) == [one, one]
    auditor.problems.clear()  # 422 is the server's word for it

    photos(page).first.locator("button").click()
    drawing = page.get_by_role("dialog", name="Photo")
    canvas = drawing.locator("canvas")
    expect(canvas).to_be_visible()
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] + 180, box["y"] + 120, steps=4)
    page.mouse.up()
    drawing.get_by_role("button", name="Cover a face").click()
    drawing.get_by_role("application").press("Enter")
    for key in ("ArrowUp", "+", "Delete", "Enter"):
        page.keyboard.press(key)
    screenshot("photo-drawing", page.screenshot())
    assert axe_findings(page) == []
    drawing.get_by_role("button", name="Keep the drawing").click()
    expect(photos(page, "sent")).to_have_count(2)
    expect(photos(page)).to_have_count(3)
    expect(page.locator(f"#{KEY} .ph li[hidden]")).to_have_count(1)
    copied = UPRIGHT | {"copy": True, "shown": True}
    expect_stored(site, walk_address, [one | {"shown": False}, one, copied])

    page.locator(f"#{KEY} .ph").scroll_into_view_if_needed()
    screenshot("photo-strip", page.screenshot())


def expect_stored(site, walk_address: str, expected: list[dict]) -> None:
    for _attempt in range(20):
        found = stored(site, walk_address)
        if found == expected:
            return
    assert found == expected


DURABLE = f"""() => new Promise((resolve) => {{
  const tiles = document.querySelector("#{KEY} .ph").children;
  const look = () => {{
    const kept = [...tiles].every(({{dataset}}) => dataset.stage !== "storing");
    if (tiles.length === 2 && kept) resolve();
    else requestAnimationFrame(look);
  }};
  look();
}})"""


def test_photos_chosen_right_before_a_kill_are_there_afterwards(mortal, site, walk_address):
    page, kill = mortal()
    sign_in_at(page, site)
    page.goto(site.url + walk_address)
    ready(page)
    choose(page, camera("one.jpg", grain=50), camera("two.jpg", grain=70))
    page.evaluate(DURABLE)
    kill()

    page, kill = mortal()
    sign_in_at(page, site)
    page.goto(site.url + walk_address)
    ready(page)
    expect(photos(page, "sent")).to_have_count(2)
    one = UPRIGHT | {"copy": False, "shown": True}
    assert stored(site, walk_address) == [one, one]
    kill()
