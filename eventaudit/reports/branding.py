"""The client's logo and colour: checked, made harmless, and kept under names that are never used again."""

import hashlib
import io
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from PIL import Image

from eventaudit.events.models import Event

from .models import Branding

MOST_BYTES = 5 * 1024**2
MOST_PIXELS = 25_000_000
FORMATS = ("PNG", "JPEG", "WEBP")
WIDEST, HIGHEST = 640, 320
"""Pixels: 45 mm at 300 dpi and more."""

LEAST_CONTRAST = 4.5
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_one_at_a_time = threading.Lock()


class LogoRefused(Exception):
    """It is not stored; the message is a sentence for whoever sent it."""


def contrast_on_white(colour: str) -> float:
    """1 to 21, as WCAG 2.2 defines it. colour: #RRGGBB."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def check_colour(colour: str) -> str:
    """The colour in capitals. Raises ValueError with a sentence where it is none or too light to be read."""
    if not COLOUR.fullmatch(colour):
        raise ValueError(_("Write the colour as # and six digits or letters from A to F, such as #0E4F52."))
    contrast = contrast_on_white(colour)
    if contrast < LEAST_CONTRAST:
        raise ValueError(
            _("This colour is too light: its contrast on white is %(contrast)s, and text needs 4.5.")
            % {"contrast": number_format(int(contrast * 10) / 10, 1)}
        )
    return colour.upper()


@dataclass(frozen=True, slots=True)
class Logo:
    """A JPEG on white without metadata. shape: width by height."""

    jpeg: bytes
    shape: float


def render_logo(data: bytes) -> Logo:
    """The picture of these bytes as it will stand on the report. Raises LogoRefused."""
    if len(data) > MOST_BYTES:
        raise LogoRefused(_("The logo is larger than 5 MB. Send a smaller one."))
    if b"<svg" in data[:4096].lower():
        raise LogoRefused(_("SVG logos are not taken, since they can hold programs. Save it as PNG."))
    with _one_at_a_time:
        try:
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise LogoRefused(_("The logo has too many pixels. Send it at most 5,000 pixels wide."))
                return _on_white(picture)
        except LogoRefused:
            raise
        except Exception as error:  # decoders fed with damaged bytes raise whatever they like
            raise LogoRefused(_("This is no picture that can be read. Send a PNG, JPEG or WebP.")) from error


def _on_white(picture: Image.Image) -> Logo:
    picture.thumbnail((WIDEST, HIGHEST))
    seen = picture.convert("RGBA")
    white = Image.new("RGBA", seen.size, "white")
    white.alpha_composite(seen)
    file = io.BytesIO()
    white.convert("RGB").save(file, "JPEG", quality=92, subsampling=0, optimize=True)
    return Logo(file.getvalue(), seen.width / seen.height)


def save_branding(
    *, event: Event, client_name: str, accent: str, logo: Logo | None, remove: bool
) -> Branding:
    """logo: None keeps the present one. Reports that were asked for keep what they had."""
    branding = Branding.objects.filter(event=event).first() or Branding(event=event)
    branding.client_name, branding.accent = client_name, accent
    if logo:
        name = f"logos/{event.pk}/{hashlib.sha256(logo.jpeg).hexdigest()}.jpg"
        if not default_storage.exists(name):
            name = default_storage.save(name, ContentFile(logo.jpeg))
        branding.logo, branding.logo_shape = name, round(logo.shape, 3)
    elif remove:
        branding.logo = ""
    branding.save()
    return branding


def logo_record(branding: Branding) -> Mapping:
    """As photos stand in a snapshot; its stored name is the SHA-256 of what is in it."""
    return {
        "id": "logo",
        "address": "photo/logo.jpg",
        "name": branding.logo,
        "sha256": branding.logo.rpartition("/")[2].removesuffix(".jpg"),
        "caption": "",
        "upright": branding.logo_shape < 1,
        "shape": branding.logo_shape,
    }
