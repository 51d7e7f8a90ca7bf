from collections.abc import Mapping, Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from eventaudit.findings.charts import interval_bar
from eventaudit.reports.charts import colour_band, share_of_100, wheel

register = template.Library()

PER_ROW = 3
FULL = 99.5
WORST_FIRST = ("broken", "partly", "unchecked", "kept")
SPREAD = {"broken": "#9b1c1c", "partly": "#e0b84c", "kept": "#ffffff", "unknown": "#c9cac6"}


@register.filter
def at(mapping: Mapping, key: object):
    """The value of a key that is itself a variable; None where there is none."""
    return mapping.get(key)


@register.filter
def chosen(items: Sequence[Mapping], keys: Sequence) -> list[Mapping]:
    """Those of the items whose id is one of the keys, in the items' order."""
    return [item for item in items if item["id"] in keys]


@register.filter
def tenths(quality: float) -> str:
    """The class of a bar for a quality of 0-100: 't0' to 't10'; only what is perfect looks full."""
    return f"t{10 if quality >= FULL else min(9, round(quality / 10))}"


@register.filter
def text_of(note: Mapping | str) -> str:
    """What a note says; snapshots of version 2 hold plain strings."""
    return note if isinstance(note, str) else note["text"]


@register.filter
def as_sentence(text: str) -> str:
    """With a full stop, unless it ends in a sign of its own: a check may be a question."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


@register.filter
def any_longer_than(notes: Sequence[Mapping], letters: int) -> bool:
    """Whether one of the notes is so long that it may break over pages."""
    return any(len(note["text"]) > letters for note in notes)


@register.filter
def photo_rows(photos: Sequence, per_row: int = PER_ROW) -> list[Sequence]:
    """About three (or per_row) a row, as even as can be: four make one row, five 3 and 2, seven 4 and 3."""
    if not photos:
        return []
    rows = max(1, round(len(photos) / per_row))
    least, more = divmod(len(photos), rows)
    sizes = [least + (number < more) for number in range(rows)]
    starts = [sum(sizes[:number]) for number in range(rows)]
    return [photos[start : start + size] for start, size in zip(starts, sizes, strict=True)]


@register.simple_tag
def words_in_place(promise: Mapping) -> SafeString:
    """The promise's words marked in their paragraph."""
    slip = promise["slip"]
    return format_html("{}<mark>{}</mark>{}", slip["before"], promise["quote"], slip["after"])


@register.filter
def worst_promises(ledger: Mapping, most: int) -> list[Mapping]:
    """Broken ones first, then those kept in part, unchecked, kept; as they were told within each."""
    promises = [promise for message in ledger["messages"] for promise in message["promises"]]
    return sorted(promises, key=lambda promise: WORST_FIRST.index(promise["verdict"]))[:most]


@register.filter
def under_way(plan: Sequence[Mapping], most: int) -> list[Mapping]:
    """What people have taken on."""
    return [step for row in plan for step in row["steps"]][:most]


@register.simple_tag
def consistency_wheel(part: Mapping) -> SafeString:
    return wheel(part, title=_("The consistency wheel; the table beside it says the same"))


@register.simple_tag
def palette_band(colours: Sequence[str], atmosphere: str) -> SafeString:
    return colour_band(colours, title=_("Colours of “%s”") % atmosphere)


@register.simple_tag
def spread_bar(spread: Mapping) -> SafeString:
    shares = [(share, SPREAD[name]) for name, share in spread["shares"].items()]
    return share_of_100(shares, title=f"{spread['question']} {spread['words']}")


@register.simple_tag
def segment_bar(value: Mapping) -> SafeString:
    return interval_bar(
        value["mean"], value["low"], value["high"], title=f"{value['segment']}: {value['value']}"
    )
