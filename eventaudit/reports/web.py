"""A report as a page of the web: the same parts as in its PDF, with photos that load when they are seen."""

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .document import Entry, parts_of, summary_of
from .photos import checked_photo

PICTURE = re.compile(r'src="photo/([^"]+)\.jpg"')
PAINTED = re.compile(r'<span class="([^"]+)" style="background: (#[0-9A-Fa-f]{6})"></span>')
PAGE_OF = re.compile(r'(<a class="page-of" href="[^"]+">)[^<]*(</a>)')
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
WIDTH = 600


@dataclass(frozen=True, slots=True)
class Chapter:
    anchor: str
    title: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class WebPage:
    """brand: the client's colour or ''. logo: a data address or ''."""

    chapters: list[Chapter]
    html: SafeString
    brand: str
    logo: str


def web_page(snapshot: Mapping, *, made_on: date, photo: Callable[[str], str]) -> WebPage:
    """photo: the address at which a photo of this id is shown to this reader."""
    records = snapshot["photos"]
    there = {record["address"] for record in records.values() if record["sha256"]}
    with translation.override(snapshot["language"]):
        _front, *body = parts_of(snapshot, made_on=made_on, there=there)
        chapters = [Chapter("summary", _("On one page"))]
        for part in body:
            chapters.append(Chapter(part.key, part.title, part.entries))
            chapters += [Chapter(other.anchor, other.title) for other in part.beside]
        html = summary_of(snapshot, made_on=made_on, there=there) + "".join(part.html for part in body)
        html = _for_screens(html, records, photo)
    return WebPage(chapters, mark_safe(html), snapshot.get("brand", ""), _logo(records))  # noqa: S308 - our own templates'


def _for_screens(html: str, records: Mapping, photo: Callable[[str], str]) -> str:
    def picture(found: re.Match[str]) -> str:
        height = round(WIDTH / (records.get(found[1], {}).get("shape") or 1))
        return f'src="{photo(found[1])}" width="{WIDTH}" height="{height}" loading="lazy" decoding="async"'

    def painted(found: re.Match[str]) -> str:
        """The site's policy lets no style into a page; what is drawn may have a colour."""
        drawn = f'<rect width="100%" height="100%" fill="{found[2]}"/>'
        return f'<svg class="{found[1]}" aria-hidden="true">{drawn}</svg>'

    html = PAINTED.sub(painted, PICTURE.sub(picture, html))
    html = TABLE.sub(lambda found: f'<div class="table-place">{found[0]}</div>', html)
    more = _("more")
    return PAGE_OF.sub(lambda found: f"{found[1]}{more}{found[2]}", html)


def _logo(records: Mapping) -> str:
    content = checked_photo(records["logo"]) if "logo" in records else None
    return "data:image/jpeg;base64," + base64.b64encode(content).decode() if content else ""
