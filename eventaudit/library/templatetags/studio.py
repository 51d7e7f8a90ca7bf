"""What the studio's pages need: a text's inputs side by side, and the languages that a text lacks.

{% load studio %}
{% texts_field form.name %}         the inputs of a TextsField with label, help and errors
{{ criterion.wording|lacking }}     names of the languages it is missing in, "" where it is complete
"""

from collections.abc import Iterator

from django import template
from django.forms import BoundField
from django.utils.translation import get_language_info

from eventaudit.library.problems import LANGUAGES

register = template.Library()


@register.inclusion_tag("library/studio/_texts.html")
def texts_field(field: BoundField) -> dict[str, object]:
    return {"field": field, "rows": field.field.widget.rows, "inputs": list(_inputs(field))}


def _inputs(field: BoundField) -> Iterator[dict[str, object]]:
    """missing: it is not written while another language is, or it is the required text of something new."""
    values = field.value() or {}
    if isinstance(values, list):
        values = dict(zip(LANGUAGES, values, strict=True))
    some = any(values.values())
    for language in LANGUAGES:
        text = values.get(language) or ""
        yield {
            "language": language,
            "name": f"{field.html_name}_{language}",
            "id": f"{field.auto_id}_{language}",
            "value": text,
            "missing": some and not text.strip(),
            "title": get_language_info(language)["name_translated"],
        }
