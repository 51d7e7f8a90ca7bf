"""Files that people bring along: a photo from a camera, a programme written in Word."""

import io

from docx import Document
from PIL import Image, ImageDraw


def photo(name: str, colour: str = "#27354a") -> dict:
    """A real JPEG as a camera makes it, unlike any other with another name."""
    picture = Image.new("RGB", (1200, 900), colour)
    drawing = ImageDraw.Draw(picture)
    drawing.rectangle((150, 300, 1050, 900), fill="#c9a227")
    drawing.text((200, 200), name, fill="white", font_size=60)
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=85)
    return {"name": name, "mimeType": "image/jpeg", "buffer": stream.getvalue()}


def word_document(name: str, *, title: str, paragraphs: list[str]) -> dict:
    document = Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    mime_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return {"name": name, "mimeType": mime_type, "buffer": stream.getvalue()}
