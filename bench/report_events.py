"""Events made up for measuring the report: through the same models as real ones, with photos and notes."""

import random
from dataclasses import dataclass
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFilter

from eventaudit.accounts.models import Organisation
from eventaudit.events.models import Event
from eventaudit.findings.event_file import import_event
from eventaudit.photos.actions import store_photo
from eventaudit.walkthroughs.models import AnswerPhoto

from .events import made_event

WORDS = """
the glasses stood ready at the door and the host greeted every guest by name while the music was low
enough to talk but the queue at the cloakroom reached the stairs and nobody was there to guide it so
some missed the opening words although the lights were warm flowers fresh signs clear food hot
""".split()  # noqa: SIM905 - a text, not a list


@dataclass(frozen=True, slots=True)
class Size:
    """rounds: times each of three auditors answers 113 criteria. notes: share of the answers with a note."""

    rounds: int
    photos: int
    notes: float


TYPICAL = Size(rounds=1, photos=120, notes=0.6)
LARGE = Size(rounds=6, photos=600, notes=0.75)


def make_event(organisation: Organisation, number: int, size: Size) -> Event:
    """Always the same for the same number: 3 auditors, photos shared out among the criteria."""
    chance = random.Random(number)  # noqa: S311 - no secret
    data = made_event(number, rounds=size.rounds)
    data |= {"name": f"A made evening {number}", "attendees": 230, "date": "2031-11-14 18:00–23:00"}
    for walkthrough in data["walkthroughs"]:
        walkthrough["comments"] = {
            key: note(chance) for key in walkthrough["answers"] if chance.random() < size.notes
        }
    event = import_event(organisation=organisation, data=data, by=None)
    walkthroughs = list(event.walkthroughs.all())
    criteria = list(event.template_version.criteria.all())
    for count in range(size.photos):
        photo = store_photo(event=event, upload=_picture(chance), by=None, caption=f"View {count}")
        walkthrough, criterion = walkthroughs[count % len(walkthroughs)], criteria[count % len(criteria)]
        AnswerPhoto.objects.create(walkthrough=walkthrough, criterion=criterion, photo=photo)
    return event


def note(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _word in range(chance.randint(6, 34))).capitalize() + "."


def _picture(chance: random.Random) -> SimpleUploadedFile:
    """1600 x 1200 px, as detailed as a photo: its 600 px rendition has about 70 kB."""
    noise = Image.frombytes("RGB", (400, 300), chance.randbytes(400 * 300 * 3))
    picture = noise.filter(ImageFilter.GaussianBlur(1.0)).resize((1600, 1200))
    file = BytesIO()
    picture.save(file, "JPEG", quality=88)
    return SimpleUploadedFile("photo.jpg", file.getvalue(), content_type="image/jpeg")
