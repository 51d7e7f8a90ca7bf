"""All illustrations, in the guest's order: importing the scenes fills the gallery."""

from . import scenes_hall, scenes_arrival, scenes_table  # noqa: F401, I001 - this order is the album's
from .gallery import PICTURES

__all__ = ["PICTURES"]
