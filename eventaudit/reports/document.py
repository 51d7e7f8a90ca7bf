"""The report as an ordered list of parts, each rendered from the snapshot by templates of its own.

A part is a chapter: it begins on a new page. The renderer may cut it between its pieces, which then begin on
a new page too, and renders parts apart from one another; so

* a part's HTML depends on the snapshot alone, never on what page another part begins;
* page numbers of other places may stand in the front only (`.contents a`, `.page-of`), which is set last;
* a link `#anchor` may lead to any part.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from eventaudit.findings.charts import range_bar

from .dates import long_date

TEMPLATES = "reports/pdf/parts"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents below a part's own."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Part:
    """key: its anchor and template. title: as in the contents and above its pages.

    pieces: HTML, in order; may be cut between any two, but not after the first, which only opens the part.
    """

    key: str
    title: str
    pieces: tuple[str, ...]
    entries: tuple[Entry, ...] = ()

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
    context = {
        **snapshot,
        "made_on": long_date(made_on),
        "there": there,
        "index_bar": index_bar(snapshot["scores"], snapshot["method"]),
    }
    body = list(_body(context))
    front = Part("front", "", (_html("front", context | {"contents": body}),))
    return [front, *body]


def _body(context: Mapping) -> Iterator[Part]:
    """All but the front. A part is added here, and by a template of its key."""
    yield _chapter("ledger", _("Promise ledger"), context)
    yield _touchpoints(context)
    yield _chapter("findings", _("Findings"), context)
    yield _chapter("method", _("How this was measured"), context)


def _chapter(key: str, title: str, context: Mapping) -> Part:
    return Part(key, title, (_html(key, context),))


def _touchpoints(context: Mapping) -> Part:
    touchpoints = context["touchpoints"]
    pieces = (_html("touchpoint", {**context, "touchpoint": touchpoint}) for touchpoint in touchpoints)
    return Part(
        "touchpoints",
        _("Touchpoints"),
        (_html("touchpoints", context), *pieces),
        tuple(Entry(f"touchpoint-{touchpoint['key']}", touchpoint["name"]) for touchpoint in touchpoints),
    )


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
