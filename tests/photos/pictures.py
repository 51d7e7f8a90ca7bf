"""Pictures for tests, as bytes."""

import io
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def make_picture(size=(80, 60), kind="JPEG", exif=None, **save) -> bytes:
    """Left half red, right half blue, so that its orientation can be told."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    stream = io.BytesIO()
    picture.save(stream, kind, **({"exif": exif} if exif else {}), **save)
    return stream.getvalue()


def make_phone_photo(size=(80, 60)) -> bytes:
    """Held upright (EXIF 6), with place and time."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (60.0, 10.0, 15.0), 3: "E", 4: (24.0, 56.0, 15.0)}
    exif[0x8769] = {0x9003: "2031:11:14 18:30:00", 0x9011: "+02:00"}
    return make_picture(size, exif=exif, comment=b"secret remark")


def make_png_header(width: int, height: int) -> bytes:
    """A PNG that claims to be large and holds nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def upload(data: bytes, name="photo.jpg", kind="image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, kind)
