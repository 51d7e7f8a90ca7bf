"""From the bytes of a photo to its renditions; nothing of the original's metadata gets through.

Header first: size and side are judged before a single pixel is decoded, because a file of half a megabyte
can hold a picture that takes all memory.
"""

import datetime
import functools
import io
import threading
import warnings
from contextlib import nullcontext
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

LARGE_PX = 1600
SMALL_PX = 600
MAX_SIDE_PX = 12_000
JPEG_QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
EXTENSIONS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "HEIF": "heic"}  # MPO: JPEG and more

# One picture of 50 megapixels takes 80 to 400 MB while it is decoded (WebP 15 bytes a pixel): large ones wait
# for each other within a process; those of a tablet, at most 2,048 px, never do.
LARGE_PIXELS = 16_000_000
MOST_PIXELS = {"WEBP": 25_000_000}
_one_large = threading.Lock()

EXIF_IFD, DATE_TIME_ORIGINAL, OFFSET_TIME_ORIGINAL = 0x8769, 0x9003, 0x9011


class PhotoRefused(Exception):
    """The upload is not stored; the message is a sentence for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Renditions:
    extension: str  # of the original, by what it is and not by its name
    large: bytes
    small: bytes
    width: int
    height: int
    taken_at: datetime.datetime | None  # naive where the camera did not say its time zone


@functools.cache
def _pillow():
    """Pillow, slow to import, set up once: HEIC known, its own bomb warning an error."""
    import pillow_heif
    from PIL import Image

    Image.init()
    pillow_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = settings.PHOTO_MAX_PIXELS
    warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
    return Image


def render_photo(data: bytes) -> Renditions:
    """The JPEG renditions of `data`, upright. Raises PhotoRefused."""
    picture = _opened(data)
    large = picture.width * picture.height > LARGE_PIXELS
    with _one_large if large else nullcontext():
        return _rendered(picture)


def _rendered(picture) -> Renditions:
    extension, taken_at = EXTENSIONS[picture.format], None
    try:
        # reducing_gap 1.0 lets the JPEG decoder shrink while it decodes; turning upright comes after,
        # since doing it first would decode the whole picture.
        picture.thumbnail((LARGE_PX, LARGE_PX), reducing_gap=1.0)
        taken_at = _taken_at(picture.getexif())
        large = _upright_srgb(picture)
        small = large.copy()
        small.thumbnail((SMALL_PX, SMALL_PX))
    except Exception as error:  # decoders fed with damaged bytes raise whatever they like
        raise PhotoRefused(_("The photo is damaged or not complete. Take or send it again.")) from error
    return Renditions(extension, _jpeg(large), _jpeg(small), *large.size, taken_at)


def _opened(data: bytes):
    image = _pillow()
    most = settings.PHOTO_MAX_PIXELS
    try:
        picture = image.open(io.BytesIO(data), formats=FORMATS)
    except (image.DecompressionBombError, image.DecompressionBombWarning) as error:
        raise _too_many_pixels(most) from error
    except Exception as error:
        raise PhotoRefused(_("This file is not a photo. Send a JPEG, PNG, WebP or HEIC picture.")) from error
    width, height = picture.size
    most = min(most, MOST_PIXELS.get(picture.format, most))
    if width * height > most:
        raise _too_many_pixels(most)
    if max(width, height) > MAX_SIDE_PX:
        raise PhotoRefused(
            _("The photo is %(side)d pixels long; at most %(max)d are taken. Send a smaller copy of it.")
            % {"side": max(width, height), "max": MAX_SIDE_PX}
        )
    return picture


def _too_many_pixels(most: int) -> PhotoRefused:
    return PhotoRefused(
        _("The photo has more than %(megapixels)d megapixels. Send a smaller copy of it.")
        % {"megapixels": most // 1_000_000}
    )


def _upright_srgb(picture):
    """An RGB picture in sRGB, turned as its EXIF says, without any metadata."""
    from PIL import Image, ImageCms, ImageOps

    profile = picture.info.get("icc_profile")
    picture = ImageOps.exif_transpose(picture)
    if picture.mode == "P" or picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    if profile and picture.mode in ("RGB", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            picture = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile only costs some colour
    picture = picture.convert("RGB")
    picture.info = {}  # Pillow would write a comment kept here into the file
    return picture


def _jpeg(picture) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=JPEG_QUALITY)
    return stream.getvalue()


def _taken_at(exif) -> datetime.datetime | None:
    taken_at = _exif_time(exif)  # a camera whose clock was never set may be in the year 1
    return taken_at if taken_at and 1900 < taken_at.year < 2200 else None


def _exif_time(exif) -> datetime.datetime | None:
    tags = exif.get_ifd(EXIF_IFD)
    when, offset = str(tags.get(DATE_TIME_ORIGINAL, "")), str(tags.get(OFFSET_TIME_ORIGINAL, ""))
    try:
        return datetime.datetime.strptime(when + offset, "%Y:%m:%d %H:%M:%S%z")
    except ValueError:
        pass
    try:
        return datetime.datetime.strptime(when, "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None
