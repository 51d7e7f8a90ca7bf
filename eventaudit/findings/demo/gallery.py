"""The list of illustrations: what each is evidence of, its caption, and how it is drawn."""

from collections.abc import Callable
from dataclasses import dataclass

from .canvas import Canvas


@dataclass(frozen=True, slots=True)
class Picture:
    """subject: a criterion's key, or a promise's id such as P25."""

    subject: str
    caption: str
    draw: Callable[[], Canvas]


PICTURES: list[Picture] = []


def picture(subject: str, caption: str) -> Callable[[Callable[[], Canvas]], Callable[[], Canvas]]:
    """The function draws the evidence of `subject`; it joins the gallery."""

    def join(draw: Callable[[], Canvas]) -> Callable[[], Canvas]:
        PICTURES.append(Picture(subject, caption, draw))
        return draw

    return join
