"""Photos on the tablet: kept at once, made smaller and sent, also after a kill."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from .conftest import sign_in_at
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
    """The walkthrough's photos as the server has them, the first one first."""
    return site.python(STORED.format(walkthrough=walk_address.rstrip("/").split("/")[-1]))


def camera(name: str, *, size=(2600, 1300), grain: int) -> dict:
    """Held upright (EXIF 6), with the place in it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (60.0, 10.0, 15.0), 3: "E", 4: (24.0, 56.0, 15.0)}
    stream = io.BytesIO()
    picture = Image.effect_noise((size[0] // 10, size[1] // 10), grain).resize(size).convert("RGB")
    picture.save(stream, "JPEG", quality=85, exif=exif)
    return {"name": name, "mimeType": "image/jpeg", "buffer": stream.getvalue()}


UPRIGHT = {"size": [1024, 2048], "exif": {}}


def choose(page: Page, *files: dict) -> None:
    page.locator(f"#{KEY} .i-pic input").set_input_files(list(files))


def photos(page: Page, stage: str = "") -> Locator:
    return page.locator(f"#{KEY} .ph li:not([hidden]){f'[data-stage={stage}]' if stage else ''}")


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
