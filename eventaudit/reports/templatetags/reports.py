from collections.abc import Mapping, Sequence

from django import template

register = template.Library()

PER_ROW = 3
FULL = 99.5


@register.filter
def at(mapping: Mapping, key: object):
    """The value of a key that is itself a variable; None where there is none."""
    return mapping.get(key)


@register.filter
def tenths(quality: float) -> str:
    """The class of a bar for a quality of 0-100: 't0' to 't10'; only what is perfect looks full."""
    return f"t{10 if quality >= FULL else min(9, round(quality / 10))}"


@register.filter
def photo_rows(photos: Sequence) -> list[Sequence]:
    """At most three to a row, as even as can be: four are two and two, seven are three, two and two."""
    rows = -(-len(photos) // PER_ROW)
    if not rows:
        return []
    least, more = divmod(len(photos), rows)
    sizes = [least + (number < more) for number in range(rows)]
    starts = [sum(sizes[:number]) for number in range(rows)]
    return [photos[start : start + size] for start, size in zip(starts, sizes, strict=True)]
