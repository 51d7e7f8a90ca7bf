"""Photos go into the PDF past Typst, as the files they are: it would unpack each, a megabyte of memory.

Each is set as a picture of a few pixels that bears its number, and takes its place when all is set.
"""

import io
from pathlib import Path

import pikepdf
from PIL import Image

SIDE = 8


def put_stand_ins(folder: Path) -> dict[bytes, Path]:
    """Every photo of the folder is put aside, and a stand-in lies in its place: its bytes to the photo.

    Only what Typst would take over as it is: JPEG in RGB without a colour profile.
    """
    aside = folder / "photos"
    aside.mkdir()
    known = {}
    for number, path in enumerate(sorted(folder.glob("*.jpg"))):
        with Image.open(path) as photo:
            plain = photo.format == "JPEG" and photo.mode == "RGB" and "icc_profile" not in photo.info
        if plain:
            known[_stand_in(number)] = path.rename(aside / path.name)
            path.write_bytes(_stand_in(number))
    return known


def _stand_in(number: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (SIDE, SIDE)).save(file, "JPEG", comment=str(number))
    return file.getvalue()


def put_photos(pdf: bytes, known: dict[bytes, Path], out: Path) -> None:
    """Write the PDF with each photo where its stand-in is."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if not (isinstance(item, pikepdf.Stream) and item.get("/Subtype") == pikepdf.Name.Image):
                continue
            photo = known.get(item.read_raw_bytes()) if item.get("/Width") == SIDE else None
            if photo:
                with Image.open(photo) as opened:
                    item.Width, item.Height = opened.size
                item.write(photo.read_bytes(), filter=pikepdf.Name.DCTDecode)
        document.save(out, deterministic_id=True)
