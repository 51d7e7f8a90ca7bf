"""The report as an ordered list of parts, each rendered from the snapshot by templates of its own.

A part is a chapter. A link `#anchor` may lead to any part.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from eventaudit.findings.charts import range_bar

from .choices import Edition
from .dates import long_date

TEMPLATES = "reports/pdf/parts"
LOOK = {"photos_per_row": 3, "logo": None}
"""What an edition may choose otherwise, by the same keys in its snapshot."""

ITEMS = {"ledger": "message", "causes": "cause", "touchpoints": "touchpoint"}
"""The template of each item of a chapter that has one for every one."""

OF_A_SUPPLIER = ("ledger", "causes", "touchpoints", "plan", "method")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents below a chapter's."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Part:
    """key: its anchor and template. title: as in the contents. number: of the chapter, 0 of what is none."""

    key: str
    title: str
    html: SafeString
    entries: tuple[Entry, ...] = ()
    number: int = 0


def parts_of(snapshot: Mapping, *, made_on: date, there: Collection[str]) -> list[Part]:
    """The parts in reading order, in the active language; the first is the front: cover, contents, summary.

    there: the addresses of the photos that can be shown.
    """
    context = context_of(snapshot, made_on=made_on, there=there)
    if _edition(snapshot) == Edition.TWO_MINUTES:
        return [
            Part("front", "", _html("two_minutes", context)),
            Part(
                "verdicts",
                _("What to mend, and why"),
                _section("verdicts", _html("two_minutes_more", context)),
            ),
        ]
    body = list(_body(context))
    front = Part("front", "", _html("front", context | {"contents": body}))
    return [front, *body]


def summary_of(snapshot: Mapping, *, made_on: date, there: Collection[str]) -> SafeString:
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
    chapters = [
        ("ledger", _("Promise ledger")),
        ("wheel", _("The consistency wheel")),
        ("causes", _("What to mend, and why")),
        ("touchpoints", _("Touchpoints")),
        ("messages", _("Messages")),
        ("segments", _("For whom")),
        ("change", _("Change since last time")),
        ("plan", _("Action plan")),
        ("method", _("How this was measured")),
    ]
    if _edition(context) == Edition.SUPPLIER:
        chapters = [chapter for chapter in chapters if chapter[0] in OF_A_SUPPLIER]
    entries = {
        "causes": tuple(_cause_entries(context["causes"])),
        "touchpoints": tuple(_touchpoint_entries(context["touchpoints"])),
    }
    items = {
        "ledger": context["ledger"]["messages"],
        "causes": context["causes"],
        "touchpoints": context["touchpoints"],
    }
    for number, (key, title) in enumerate(chapters, start=2):
        opened = {**context, "number": number, "title": title}
        written = _html(key, opened)
        for item in items.get(key, ()):
            written += _html(ITEMS[key], {**opened, "item": item})
        yield Part(key, title, _section(key, written), entries.get(key, ()), number)


def _section(key: str, html: SafeString) -> SafeString:
    return format_html('<section id="{}" class="chapter">{}</section>', key, html)


def _cause_entries(causes: Iterable[Mapping]) -> Iterator[Entry]:
    """Of the contents: those that matter most."""
    for cause in causes:
        if cause["severity"] == "critical":
            yield Entry(cause["anchor"], cause["title"])


def _touchpoint_entries(touchpoints: Iterable[Mapping]) -> Iterator[Entry]:
    for touchpoint in touchpoints:
        yield Entry(f"touchpoint-{touchpoint['key']}", touchpoint["name"])


def _html(template: str, context: Mapping) -> SafeString:
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
