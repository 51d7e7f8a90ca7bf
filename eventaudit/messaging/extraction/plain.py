"""Plain text and Markdown: taken as they are."""

from .decoding import decode
from .extracted import Extracted


def extract(data: bytes) -> Extracted:
    return Extracted(text=decode(data))
