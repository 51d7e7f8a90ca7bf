"""The report as an ordered list of parts, each rendered from the snapshot by templates of its own.

A part is a chapter: it begins on a new page. The renderer may cut it between its pieces, which then begin on
a new page too, and renders parts apart from one another; so

* a part's HTML depends on the snapshot alone, never on what page another part begins;
* page numbers of other places may stand in the front only (`.contents a`, `.page-of`), which is set last;
* a link `#anchor` may lead to any part.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
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
    """A line of the contents. number: of a chapter, 0 for what is none. entries: the lines below it."""

    anchor: str
    title: str
    number: int = 0
    entries: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """key: its anchor and template. items: each has a template of its own. entries: lines of the contents."""

    key: str
    title: str
    items: tuple[Mapping, ...] = ()
    entries: tuple[Entry, ...] = ()


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
    """All but the front, which holds chapter 1. A chapter is added here, and by a template of its key.

    Chapters of one part follow on one another's pages; those of a supplier are too short for pages of their
    own.
    """
    numbers = count(2)
    ledger = Chapter("ledger", _("Promise ledger"), tuple(context["ledger"]["messages"]))
    wheel = Chapter("wheel", _("The consistency wheel"))
    causes = Chapter(
        "causes",
        _("What to mend, and why"),
        tuple(context["causes"]),
        tuple(_cause_entries(context["causes"])),
    )
    touchpoints = Chapter(
        "touchpoints",
        _("Touchpoints"),
        tuple(context["touchpoints"]),
        tuple(_touchpoint_entries(context["touchpoints"])),
    )
    messages = Chapter("messages", _("Messages"))
    whom = Chapter("segments", _("For whom"))
    change = Chapter("change", _("Change since last time"))
    plan = Chapter("plan", _("Action plan"))
    method = Chapter("method", _("How this was measured"))
    if _edition(context) == Edition.SUPPLIER:
        together = [[ledger, causes, touchpoints, plan, method]]
    else:
        together = [[ledger], [wheel], [causes], [touchpoints, messages, whom, change], [plan, method]]
    for chapters in together:
        yield _part(context, numbers, *chapters)


def _part(context: Mapping, numbers: Iterator[int], first: Chapter, *others: Chapter) -> Part:
    """others: chapters that begin on the page where the one before them ends."""
    number = next(numbers)
    pieces = _pieces(context, first, number)
    beside = []
    for other in others:
        beside.append(Entry(other.key, other.title, next(numbers), other.entries))
        head, *items = _pieces(context, other, beside[-1].number)
        opened = '<section id="{}" class="beside" data-chapter="{}">{}</section>'
        pieces.append(format_html(opened, other.key, other.title, mark_safe(head)))  # noqa: S308 - our own template
        pieces += [
            format_html('<div class="of" data-chapter="{}">{}</div>', other.title, mark_safe(item))  # noqa: S308
            for item in items
        ]
    return Part(first.key, first.title, tuple(pieces), first.entries, number, tuple(beside))


def _pieces(context: Mapping, chapter: Chapter, number: int) -> list[str]:
    """What opens it, then its items."""
    opened = {**context, "number": number, "title": chapter.title}
    items = [_html(ITEMS[chapter.key], {**opened, "item": item}) for item in chapter.items]
    return [_html(chapter.key, opened), *items]


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
