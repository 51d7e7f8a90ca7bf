"""{% load tablet_preview %}

{% tablet_stops stops atmospheres phase=... as shown %}  what a walkthrough would ask (preview.py)
{% include "walkthroughs/_preview.html" %}               draws `shown`, with `sheet.atmospheres`

So the library's pages can show its criteria on the tablet without the library knowing of walkthroughs.
"""

from django import template

from ..preview import preview_stops

register = template.Library()


@register.simple_tag
def tablet_stops(stops, atmospheres, phase: str = "", intended: str = "", alone: str = ""):
    return preview_stops(stops, atmospheres, phase=phase, intended=intended, alone=alone)
