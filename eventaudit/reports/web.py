"""A report as a page of the web: the same parts as in its PDF, with photos that load when they are seen.

It is made once, with the PDF, and kept: a released report says what it said, whatever the templates of later
say. Only the photos' addresses, which depend on who reads it, are put in at each visit.
"""

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .document import Entry, parts_of, summary_of
from .models import KeptPage, Report
from .photos import checked_photo

PICTURE = re.compile(r'src="photo/([^"]+)\.jpg"')
PLACE = re.compile(r'src="photo-of-this-report/([^"]+)"')
PAINTED = re.compile(r'<span class="([^"]+)" style="background: (#[0-9A-Fa-f]{6})"></span>')
PAGE_OF = re.compile(r'(<a class="page-of" href="[^"]+">)[^<]*(</a>)')
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
WIDTH = 600


@dataclass(frozen=True, slots=True)
class Chapter:
    anchor: str
    title: str
    entries: tuple[Entry, ...] = ()


def page_of(report: Report, photo: Callable[[str], str]) -> SafeString:
    """The report's page for one reader. photo: the address at which they are shown a photo of this id.

    One that was not kept when it was made, before pages were, is kept from its first reading on.
    """
    kept = KeptPage.objects.filter(report=report).first() or keep_page(report)
    return mark_safe(PLACE.sub(lambda found: f'src="{photo(found[1])}"', kept.html))  # noqa: S308 - made by us


def keep_page(report: Report) -> KeptPage:
    """Made from the snapshot, in the report's language; the one that is there already, if any."""
    made_on = timezone.localdate(report.created_at)
    html = article_of(report.snapshot, made_on=made_on)
    kept, _created = KeptPage.objects.get_or_create(report=report, defaults={"html": html})
    return kept


def article_of(snapshot: Mapping, *, made_on: date) -> str:
    """The page's HTML, with places for the photos' addresses (PLACE)."""
    records = snapshot["photos"]
    there = {record["address"] for record in records.values() if record["sha256"]}
    with translation.override(snapshot["language"]):
        _front, *body = parts_of(snapshot, made_on=made_on, there=there)
        chapters = [Chapter("summary", _("On one page"))]
        chapters += [Chapter(part.key, part.title, part.entries) for part in body]
        html = summary_of(snapshot, made_on=made_on, there=there) + "".join(part.html for part in body)
        context = {
            "content": snapshot,
            "chapters": chapters,
            "html": mark_safe(_for_screens(html, records)),  # noqa: S308 - our own templates'
            "brand": snapshot.get("brand", ""),
            "logo": _logo(records),
        }
        return render_to_string("reports/_web.html", context)


def _for_screens(html: str, records: Mapping) -> str:
    def picture(found: re.Match[str]) -> str:
        height = round(WIDTH / (records.get(found[1], {}).get("shape") or 1))
        place = f'src="photo-of-this-report/{found[1]}"'
        return f'{place} width="{WIDTH}" height="{height}" loading="lazy" decoding="async"'

    def painted(found: re.Match[str]) -> str:
        """The site's policy lets no style into a page; what is drawn may have a colour."""
        drawn = f'<rect width="100%" height="100%" fill="{found[2]}"/>'
        return f'<svg class="{found[1]}" aria-hidden="true">{drawn}</svg>'

    html = PAINTED.sub(painted, PICTURE.sub(picture, html))
    html = TABLE.sub(lambda found: f'<div class="table-place">{found[0]}</div>', html)
    more = _("more")
    return PAGE_OF.sub(lambda found: f"{found[1]}{more}{found[2]}", html)


def _logo(records: Mapping) -> str:
    """A data address or ''."""
    content = checked_photo(records["logo"]) if "logo" in records else None
    return "data:image/jpeg;base64," + base64.b64encode(content).decode() if content else ""
