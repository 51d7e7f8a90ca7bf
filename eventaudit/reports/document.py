"""The report as an ordered list of parts, each rendered from the snapshot by templates of its own.

A part is a chapter: it begins on a new page. The renderer may cut it between its pieces, which then begin on
a new page too, and renders parts apart from one another; so

* a part's HTML depends on the snapshot alone, never on what page another part begins;
* page numbers of other places may stand in the front only (`.contents a`, `.page-of`), which is set last;
* a link `#anchor` may lead to any part.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from eventaudit.findings.charts import range_bar

from .choices import Edition
from .dates import long_date

TEMPLATES = "reports/pdf/parts"
LOOK = {"photos_per_row": 3, "logo": None}
"""What an edition may choose otherwise, by the same keys in its snapshot."""

ITEMS = {"ledger": "message", "causes": "cause", "touchpoints": "touchpoint"}
"""The template of each piece of a part that has one for every item."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents below a part's own. number: of a chapter, 0 for what is none."""

    anchor: str
    title: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """key: its anchor and template. title: as in the contents and above its pages. number: of the chapter.
    beside: chapters that begin in it, after its own.

    pieces: HTML, in order; may be cut between any two, but not after the first, which only opens the part.
    """

    key: str
    title: str
    pieces: tuple[str, ...]
    entries: tuple[Entry, ...] = ()
    number: int = 0
    beside: tuple[Entry, ...] = ()

    @property
    def html(self) -> SafeString:
        """All of it as one chapter."""
        if self.key == "front":
            return mark_safe("".join(self.pieces))  # noqa: S308 - rendered by our own templates
        return mark_safe(f'<section id="{self.key}" class="chapter">{"".join(self.pieces)}</section>')  # noqa: S308


def parts_of(snapshot: Mapping, *, made_on: date, there: Collection[str]) -> list[Part]:
    """The parts in reading order, in the active language; the first is the front: cover, contents, summary.

    there: the addresses of the photos that can be shown.
    """
    context = context_of(snapshot, made_on=made_on, there=there)
    if _edition(snapshot) == Edition.TWO_MINUTES:
        return [
            Part("front", "", (_html("two_minutes", context),)),
            Part("verdicts", _("What to mend, and why"), (_html("two_minutes_more", context),)),
        ]
    body = list(_body(context))
    front = Part("front", "", (_html("front", context | {"contents": body}),))
    return [front, *body]


def summary_of(snapshot: Mapping, *, made_on: date, there: Collection[str]) -> str:
    """The one-page summary alone, which the front of a PDF holds beside its cover and contents."""
    return _html("_summary", context_of(snapshot, made_on=made_on, there=there))


def context_of(snapshot: Mapping, *, made_on: date, there: Collection[str]) -> dict:
    """What the templates of all parts may show."""
    return {
        **LOOK,
        **snapshot,
        "made_on": long_date(made_on),
        "there": there,
        "index_bar": index_bar(snapshot["scores"], snapshot["method"]),
    }


def _edition(snapshot: Mapping) -> str:
    return snapshot.get("edition", {}).get("kind", Edition.FULL)


def _body(context: Mapping) -> Iterator[Part]:
    """All but the front, which holds chapter 1. A chapter is added here, and by a template of its key."""
    numbers = count(2)
    yield _part(context, numbers, ("ledger", _("Promise ledger")), context["ledger"]["messages"])
    everything = _edition(context) != Edition.SUPPLIER
    if everything:
        yield _part(context, numbers, ("wheel", _("The consistency wheel")))
    yield _part(context, numbers, ("causes", _("What to mend, and why")), context["causes"], _cause_entries)
    messages, whom = ("messages", _("Messages")), ("segments", _("For whom"))
    yield _part(
        context,
        numbers,
        ("touchpoints", _("Touchpoints")),
        context["touchpoints"],
        _touchpoint_entries,
        beside=(messages, whom, ("change", _("Change since last time"))) if everything else (),
    )
    measured = ("method", _("How this was measured"))
    yield _part(context, numbers, ("plan", _("Action plan")), beside=(measured,))


def _part(
    context: Mapping,
    numbers: Iterator[int],
    chapter: tuple[str, str],
    items: Iterable[Mapping] = (),
    entries: Callable[[Iterable[Mapping]], Iterator[Entry]] = lambda items: iter(()),
    *,
    beside: Iterable[tuple[str, str]] = (),
) -> Part:
    """beside: short chapters that begin on the page where the one before them ends."""
    key, title = chapter
    opened = {**context, "number": next(numbers), "title": title}
    pieces = [_html(key, opened), *(_html(ITEMS[key], {**opened, "item": item}) for item in items)]
    others = [Entry(anchor, name, next(numbers)) for anchor, name in beside]
    pieces += [_beside(context, other) for other in others]
    return Part(key, title, tuple(pieces), tuple(entries(items)), opened["number"], tuple(others))


def _beside(context: Mapping, chapter: Entry) -> str:
    html = _html(chapter.anchor, {**context, "number": chapter.number, "title": chapter.title})
    opened = '<section id="{}" class="beside" data-chapter="{}">{}</section>'
    return format_html(opened, chapter.anchor, chapter.title, mark_safe(html))  # noqa: S308 - our own template


def _cause_entries(causes: Iterable[Mapping]) -> Iterator[Entry]:
    """Of the contents: those that matter most."""
    for cause in causes:
        if cause["severity"] == "critical":
            yield Entry(cause["anchor"], cause["title"])


def _touchpoint_entries(touchpoints: Iterable[Mapping]) -> Iterator[Entry]:
    for touchpoint in touchpoints:
        yield Entry(f"touchpoint-{touchpoint['key']}", touchpoint["name"])


def _html(template: str, context: Mapping) -> str:
    return render_to_string(f"{TEMPLATES}/{template}.html", dict(context))


def index_bar(scores: Mapping, method: Mapping) -> SafeString:
    """The index three ways, as on the event's page."""
    return range_bar(
        scores["low"]["E"],
        scores["obs"]["E"],
        scores["high"]["E"],
        title=_("The excellence index from 0 to 100"),
        cuts=[cut["from"] for cut in method["letters"]],
        uncapped=scores["low"]["E_uncapped"] if scores["capped"] else None,
    )
