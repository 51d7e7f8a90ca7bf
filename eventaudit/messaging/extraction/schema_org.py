"""Events that a page describes as schema.org data, for search engines: JSON-LD and microdata.

Both are brought into one form first, that of JSON-LD: {"@type": ..., property: value or list of values}.
"""

import datetime
import json
import re
from collections.abc import Iterator
from html import unescape

from lxml.html import HtmlElement

from eventaudit.messaging.quotes import clean_text
from eventaudit.messaging.said_event import MOST_EVENTS, SaidEvent

_MOST_DATA = 1_000_000  # characters of JSON in a page
_DEEPEST = 40  # data inside data
_KINDS = {
    "Festival",
    "Hackathon",
    "EventSeries",
    "CourseInstance",
}  # events whose name does not end in -Event
_OTHERS = {"PublicationEvent", "BroadcastEvent", "OnDemandEvent", "DeliveryEvent"}
_MODES = {"offline": "offline", "online": "online", "mixed": "mixed"}
_TAG = re.compile(r"<[^<>]{1,500}>")
_WRAPPED = re.compile(r"^\s*(?:<!--|(?://)?\s*<!\[CDATA\[)|(?:-->|(?://)?\s*\]\]>)\s*$")
_WHOLE = re.compile(r"(?<=\d)[.,]0{1,2}$")  # 390.00: what a program makes of 390
_CLOCK = re.compile(r"\d{1,2}:\d{2}(:\d{2})?")


def find_events(page: HtmlElement) -> tuple[SaidEvent, ...]:
    """The events of a page in its order, each once, without the sessions they consist of.

    Damaged data is passed over: it was never meant for people.
    """
    found: dict[tuple[str, str], SaidEvent] = {}
    try:
        for item in _event_items([*_json_items(page), *_microdata_items(page)]):
            said = _said(item)
            if said.name or said.starts_at:
                found.setdefault((said.name.casefold(), said.starts_at), said)
            if len(found) == MOST_EVENTS:
                break
    except RecursionError:  # data inside data, hundreds deep
        pass
    return tuple(found.values())


def _json_items(page: HtmlElement) -> Iterator[object]:
    left = _MOST_DATA
    for script in page.iter("script"):
        if not script.get("type", "").strip().lower().startswith("application/ld+json"):
            continue
        text = _WRAPPED.sub("", script.text or "")
        left -= len(text)
        if left < 0:
            return
        try:
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue


def _microdata_items(page: HtmlElement) -> Iterator[dict]:
    for node in page.iter():
        if node.get("itemscope") is not None and node.get("itemprop") is None and _is_event(_types(node)):
            yield _item(node)


def _types(node: HtmlElement) -> list[str]:
    return node.get("itemtype", "").split()


def _item(node: HtmlElement, depth: int = 0) -> dict:
    item: dict = {"@type": _types(node)}
    referred = [
        node.getroottree().getroot().get_element_by_id(each, None)
        for each in node.get("itemref", "").split()[:20]
    ]
    for top in [*node, *(each for each in referred if each is not None and each is not node)]:
        _collect(top, item, depth)
    return item


def _collect(node: HtmlElement, item: dict, depth: int) -> None:
    """The properties at and below a node; those of an item inside belong to that item."""
    if not isinstance(node.tag, str):
        return
    inner = node.get("itemscope") is not None
    for name in node.get("itemprop", "").split():
        value = (_item(node, depth + 1) if depth < _DEEPEST else {}) if inner else _value(node)
        item.setdefault(name, []).append(value)
    if not inner:
        for child in node:
            _collect(child, item, depth)


def _value(node: HtmlElement) -> str:
    """As https://html.spec.whatwg.org/multipage/microdata.html#values has it, more kindly."""
    for name in ("content", "datetime", "href", "src", "value"):
        if (value := node.get(name)) is not None:
            return value
    return node.text_content()


def _event_items(data: object) -> Iterator[dict]:
    """The outermost events anywhere in the data, with what they refer to by @id put in place."""
    items = list(_dicts(data, 0))
    named = {item["@id"]: item for item in items if isinstance(item.get("@id"), str) and len(item) > 1}
    parts = {
        id(part) for item in items for key in ("subEvent", "subEvents") for part in _dicts(item.get(key), 0)
    }
    for item in items:
        if _is_event(_list(item.get("@type"))) and id(item) not in parts and not item.get("superEvent"):
            yield {key: _referred(value, named) for key, value in item.items()}


def _dicts(data: object, depth: int) -> Iterator[dict]:
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    if isinstance(data, list):
        for each in data:
            yield from _dicts(each, depth + 1)


def _referred(value: object, named: dict) -> object:
    if isinstance(value, list):
        return [_referred(each, named) for each in value]
    if isinstance(value, dict) and set(value) == {"@id"}:
        return named.get(str(value["@id"]), value)
    return value


def _is_event(types: list) -> bool:
    names = {re.split(r"[/:#]", str(each))[-1] for each in types}
    return any((name.endswith("Event") or name in _KINDS) and name not in _OTHERS for name in names)


def _said(item: dict) -> SaidEvent:
    starts_at = _time(item.get("startDate"))
    modes = _words(item.get("eventAttendanceMode")).lower()
    return SaidEvent(
        name=_words(item.get("name")),
        starts_at=starts_at,
        ends_at=_time(item.get("endDate")),
        doors_at=_door_time(_words(item.get("doorTime")), starts_at),
        venue=_joined(filter(None, map(_place, _list(item.get("location")))), "; "),
        organiser=_joined(filter(None, map(_words, _list(item.get("organizer")))), ", "),
        attendance=next((mode for sign, mode in _MODES.items() if sign in modes), ""),
        offers=tuple(filter(None, map(_offer, _list(item.get("offers"))[:10]))),
        recurs=bool(item.get("eventSchedule")),
    )


def _list(value: object) -> list:
    return value if isinstance(value, list) else [] if value is None else [value]


def _words(value: object) -> str:
    """Text, a thing's name, or the first of several; plain, on one line, at most 200 characters."""
    for each in _list(value):
        if isinstance(each, dict):
            each = next((each[key] for key in ("@value", "name", "@id") if each.get(key)), "")
        if isinstance(each, list):
            each = each[0] if each else ""
        if isinstance(each, str | int | float) and (words := _plain(str(each))):
            return words
    return ""


def _plain(text: str) -> str:
    text = clean_text(
        _TAG.sub(" ", unescape(unescape(text[:2000])))
    )  # twice: many sites escape what is escaped
    return " ".join(text.split())[:200].strip()


def _joined(texts, between: str) -> str:
    return between.join(dict.fromkeys(texts))[:200]


def _time(value: object) -> str:
    """ISO 8601 as Python reads it, or ''."""
    text = _words(value).replace(" ", "T", 1)
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return datetime.date.fromisoformat(text).isoformat()
        return datetime.datetime.fromisoformat(text).isoformat() if "T" in text else ""
    except ValueError:
        return ""


def _door_time(text: str, starts_at: str) -> str:
    """schema.org allows the clock time alone: then it is that of the place, on the first day."""
    if _CLOCK.fullmatch(text) and starts_at:
        text = f"{starts_at[:10]}T{text.zfill(5)}"
    return _time(text)


def _place(value: object) -> str:
    """Name and address of a place; nothing for one that is only online."""
    if not isinstance(value, dict):
        words = _words(value)
        return "" if words.startswith(("http:", "https:")) else words
    if "VirtualLocation" in str(value.get("@type")):
        return ""
    name, address = _words(value.get("name")), _list(value.get("address"))
    inside = address[0] if address else ""
    if isinstance(inside, dict):
        code = (_words(inside.get(key)) for key in ("postalCode", "addressLocality"))
        inside = ", ".join(filter(None, (_words(inside.get("streetAddress")), " ".join(filter(None, code)))))
    else:
        inside = _words(inside)
    return inside if inside.startswith(name) else ", ".join(filter(None, (name, inside)))


def _offer(value: object) -> str:
    """“Early bird: 290 EUR”, “100–490 EUR”, or a name alone."""
    if not isinstance(value, dict):
        return _words(value)
    low, high = _words(value.get("lowPrice")), _words(value.get("highPrice"))
    price = _words(value.get("price")) or "–".join(dict.fromkeys(filter(None, (low, high))))
    specification = next(
        (each for each in _list(value.get("priceSpecification")) if isinstance(each, dict)), {}
    )
    price = _WHOLE.sub("", price or _words(specification.get("price")))
    currency = _words(value.get("priceCurrency")) or _words(specification.get("priceCurrency"))
    amount = " ".join(filter(None, (price, currency if price else "")))
    return ": ".join(filter(None, (_words(value.get("name")), amount)))
