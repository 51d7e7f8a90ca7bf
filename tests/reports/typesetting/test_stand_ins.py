import io

import pikepdf
from PIL import Image

from eventaudit.reports.typesetting.typesetter import nodes_of, typeset


def picture(kind: str, mode: str, size: tuple[int, int]) -> bytes:
    file = io.BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(file, kind)
    return file.getvalue()


def test_photos_come_out_as_they_went_in_whatever_they_are(tmp_path):
    photos = {
        "0.jpg": picture("JPEG", "RGB", (80, 60)),
        "1.jpg": picture("JPEG", "L", (60, 80)),
        "2.jpg": picture("JPEG", "RGB", (8, 8)),
        "3.jpg": picture("JPEG", "RGB", (64, 64)),
    }
    for name, content in photos.items():
        (tmp_path / name).write_bytes(content)
    html = "".join(f'<figure><img src="{name}" alt="One"></figure>' for name in photos)
    pictures = {name: str(tmp_path / name) for name in photos}
    job = {"title": "T", "author": "A", "event": "E", "language": "en", "edition": "full", "brand": "#000000"}
    body = nodes_of(html, language="en", pictures=pictures)
    pdf = typeset("report", tmp_path, {**job, "body": body}, seconds=0).pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        images = [
            ((int(item.Width), int(item.Height)), item.read_raw_bytes())
            for item in document.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == pikepdf.Name.Image
        ]
    assert sorted(images) == sorted((Image.open(io.BytesIO(one)).size, one) for one in photos.values())
