"""Keys for what people name: short, readable in files, and not taken."""

from collections.abc import Collection, Mapping
from itertools import count

from django.utils.text import slugify

from ..problems import LANGUAGES


def new_key(names: Mapping[str, str], taken: Collection[str], *, otherwise: str, most: int) -> str:
    """From the first name that has letters a to z or digits, else from `otherwise`; numbered where taken."""
    slugs = (slugify(names.get(language, "")).replace("-", "_") for language in LANGUAGES)
    stem = next(filter(None, slugs), otherwise)[: most - 4].strip("_")
    tries = (stem if number == 1 else f"{stem}_{number}" for number in count(1))
    return next(key for key in tries if key not in taken)
