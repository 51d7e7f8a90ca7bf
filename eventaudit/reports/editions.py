"""Editions: pure functions from a moment's snapshot to the snapshot as an edition shows it.

Numbers are never reckoned anew, only left out. What a reader should know of that stands on the cover.
"""

import copy
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from .choices import Choices, Edition
from .nameless import without_names
from .suppliers import for_supplier

FULL_MARKS = 100


def edition_of(
    snapshot: Mapping,
    choices: Choices,
    *,
    names: Collection[str] = (),
    client: Mapping | None = None,
    corrects: Mapping | None = None,
) -> dict:
    """The snapshot of one edition. Raises UnknownTouchpoint for a supplier whose touchpoints are not there.

    names: whom an anonymous edition must not name. client: `name`, `brand`, `logo` (a photo record) of the
    event's branding, what is known of it. corrects: `released_on`, `id` of the report that it replaces.
    """
    shown = copy.deepcopy(dict(snapshot))
    with translation.override(snapshot["language"]):
        if choices.edition == Edition.SUPPLIER:
            shown = for_supplier(shown, choices.touchpoints)
        if choices.hide_full_marks:
            _hide_full_marks(shown)
        if choices.hide_comments or choices.withhold_free_text:
            _hide_comments(shown)
        if choices.withhold_free_text:
            _withhold_free_text(shown)
        if choices.anonymous:
            shown = without_names(shown, names)
            for promise in _promises(shown):
                promise["picture"] = ""  # nobody's name can be taken out of it; the words are set instead
        if choices.anonymous or choices.edition == Edition.SUPPLIER or _withholds(choices):
            shown.pop("event_file", None)  # it holds everything
        elif "event_file" in shown:
            shown["event_file"].pop("feedback", None)  # of single people: it is told from five on (3.8)
        shown |= {
            "edition": {
                "kind": str(choices.edition),
                "name": _name(choices),
                "supplier": choices.supplier,
                "anonymous": choices.anonymous,
                "notes": list(_notes(shown, choices)),
                "corrects": dict(corrects) if corrects else None,
            },
            "photos_per_row": choices.photos_per_row,
        }
        if choices.small:
            shown["edition"]["small"] = True
    return _only_used_photos(_branded(shown, client or {}))


def _withholds(choices: Choices) -> bool:
    return choices.hide_full_marks or choices.hide_comments or choices.withhold_free_text


def _name(choices: Choices) -> str:
    if choices.edition == Edition.SUPPLIER and choices.supplier:
        return _("For %(supplier)s") % {"supplier": choices.supplier}
    return str(Edition(choices.edition).label)


def _notes(shown: Mapping, choices: Choices) -> Iterator[str]:
    """What this edition leaves out, for the cover."""
    if choices.edition == Edition.TWO_MINUTES:
        yield _("The two-minute edition. The full report says the rest.")
    if choices.edition == Edition.SUPPLIER:
        places = ", ".join(part["name"] for part in shown["touchpoints"])
        yield _("Only what concerns: %(touchpoints)s.") % {"touchpoints": places}
    if choices.anonymous:
        yield _("Names of people were withheld.")
    if choices.hide_full_marks:
        yield _("Answers with full marks are counted but not listed.")
    if choices.withhold_free_text:
        yield _("What auditors and attendees wrote in their own words was withheld.")
    elif choices.hide_comments:
        yield _("The auditors' notes are not shown.")


def _hide_full_marks(shown: dict) -> None:
    for part in shown["touchpoints"]:
        part["answers"] = [answer for answer in part["answers"] if answer["quality"] != FULL_MARKS]


def _hide_comments(shown: dict) -> None:
    """What auditors noted, wherever it is quoted."""
    for part in shown["touchpoints"]:
        for answer in part["answers"]:
            answer["notes"] = []
    for cause in shown["causes"]:
        cause["notes"] = []
        _without_quotes(cause["recommendation"])
    for row in shown["plan"]:
        _without_quotes(row)
    for promise in _promises(shown):
        promise["delivered"]["notes"] = []
    for fail in shown["summary"]["hard_fails"]:
        fail["notes"] = []
    for item in shown["summary"]["keep"]:
        item["quotes"] = [quote for quote in item["quotes"] if quote["promise"]]


def _without_quotes(advice: dict | None) -> None:
    if advice:
        advice["because"] = ""


def _withhold_free_text(shown: dict) -> None:
    """What people wrote of what they met. The messages' own words and the promises in them were public."""
    shown["event"]["brief"] = ""
    for promise in _promises(shown):
        promise["note"] = ""
    for part in shown["touchpoints"]:
        for answer in part["answers"]:
            for gone in answer["missing"]:
                gone["reason"] = ""
    for row in (*shown["method"]["not_applicable"], *shown["method"]["unobserved"]):
        row["reason"] = ""
    for photo in shown["photos"].values():
        photo["caption"] = ""


def _promises(shown: Mapping) -> Iterator[dict]:
    for message in shown["ledger"]["messages"]:
        yield from message["promises"]


def _branded(shown: dict, client: Mapping) -> dict:
    if client.get("name"):
        shown["event"]["client"] = client["name"]
    if client.get("brand"):
        shown["brand"] = client["brand"]
    if client.get("logo"):
        logo = client["logo"]
        shown["photos"][logo["id"]] = logo
        shown["logo"] = {"id": logo["id"], "address": logo["address"], "alt": shown["event"]["client"]}
    return shown


def _only_used_photos(shown: dict) -> dict:
    used = set(_photo_ids(shown))
    shown["photos"] = {key: photo for key, photo in shown["photos"].items() if key in used}
    return shown


def _photo_ids(shown: Mapping) -> Iterator[str]:
    if shown.get("logo"):
        yield shown["logo"]["id"]
    groups: Iterable[Sequence[Mapping]] = (
        shown["causes"],
        shown["findings"],
        shown["touchpoints"],
        list(_promises(shown)),
    )
    for group in groups:
        for item in group:
            yield from item["photos"]
            if item.get("picture"):
                yield item["picture"]
