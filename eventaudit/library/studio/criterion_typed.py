"""Between a criterion as content (content.py) and the fields of its form.

Fields of all kinds stand in the form, so that another kind may be chosen and the first one again; only those
of the chosen kind become content. What is no number goes into the content as it was typed: the check of the
template (criterion_rules.py) says what is wrong with it.

Rows (options, variants, conditions) are told apart by a number: `option` holds the numbers in order,
`option_0_score` is a field of the first one.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import get_language

from ..bands import EDGES, VARIANTS, variant_name
from ..conditions import FIELDS, READS_ATMOSPHERE
from ..criterion_rules import POINTS
from ..models import Criterion
from ..problems import LANGUAGES, texts_of
from ..units import UNITS, unit_name

_NUMBER = re.compile(r"[+-]?(\d{1,12}(\.\d{0,9})?|\.\d{1,9})")
FLAGS = ("core", "hard_fail", "scored")
PLAIN = ("kind", "weight", "perceived_by", "evidence", "source_grade")
KEY_LENGTH = 40
GRADE_LENGTH = Criterion._meta.get_field("source_grade").max_length
LONGEST_VALUE = 200  # of an answer that a condition asks for, as JSON


@dataclass(slots=True)
class Read:
    """row: the criterion as content. twice: names of variants given more than once; unnamed: their numbers.

    place: key of an option, or of a variant, to the number of its row in the form.
    """

    row: dict[str, Any]
    twice: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    place: dict[tuple[str, str], str] = field(default_factory=dict)


# From content to fields


def typed_of(row: Mapping[str, Any]) -> QueryDict:
    """The fields that show a criterion; of other kinds, what one would begin with."""
    typed = QueryDict(mutable=True)
    for name in PLAIN:
        typed[name] = str(row.get(name, ""))
    for name in FLAGS:
        if row.get(name):
            typed[name] = "on"
    for name in ("wording", "help"):
        _put_texts(typed, name, row.get(name))
    typed.setlist("phases", [str(phase) for phase in row.get("phases") or ()])
    typed["sources"] = "\n".join(map(str, row.get("sources") or ()))
    kind = row.get("kind")
    for scale in POINTS:
        anchors = row.get("anchors") if kind == scale else _FIRST_ANCHORS.get(scale)
        for point, words in (anchors or {}).items():
            _put_texts(typed, f"anchor_{scale}_{point}", words)
    _put_band(typed, row.get("band") or {})
    _put_options(typed, row)
    put_conditions(typed, row.get("conditions") or [])
    return typed


_FIRST_ANCHORS = {"balance": {"0": {"en": "just right", "fi": "juuri sopivasti", "sv": "lagom"}}}
_EXPECTED = (
    {"key": "below", "score": 0.0, "label": {"en": "below", "fi": "alitti", "sv": "under"}},
    {"key": "met", "score": 0.8, "label": {"en": "met", "fi": "täytti", "sv": "uppfyllt"}},
    {"key": "exceeded", "score": 1.0, "label": {"en": "exceeded", "fi": "ylitti", "sv": "över"}},
)
_BLANK_OPTIONS: tuple[Mapping[str, Any], ...] = ({"score": 1}, {"score": 0})


def _put_texts(typed: QueryDict, name: str, texts: object) -> None:
    for language, text in texts_of(texts).items():
        typed[f"{name}_{language}"] = text


def _put_band(typed: QueryDict, band: Mapping[str, Any]) -> None:
    typed["unit"] = unit_name(str(band.get("unit") or ""))
    for edge in EDGES:
        typed[f"band_{edge}"] = number_words(band.get(edge))
    variants = band.get("variants") or {}
    typed.setlist("variant", [str(number) for number in range(len(variants))])
    for number, (key, edges) in enumerate(variants.items()):
        typed[f"variant_{number}_key"] = key
        typed[f"variant_{number}_name"] = variant_name(key)
        for edge, value in zip(EDGES, edges, strict=False):
            typed[f"variant_{number}_{edge}"] = number_words(value)


def _put_options(typed: QueryDict, row: Mapping[str, Any]) -> None:
    options, kind = row.get("options"), row.get("kind")
    typed["reads"] = "atmosphere" if options == READS_ATMOSPHERE else "options"
    own = options if isinstance(options, list) else None
    for name, of_kind, first in (
        ("option", "choice", _BLANK_OPTIONS),
        ("expected", "expectation", _EXPECTED),
    ):
        rows = own if kind == of_kind and own else first
        typed.setlist(name, [str(number) for number in range(len(rows))])
        for number, option in enumerate(rows):
            typed[f"{name}_{number}_key"] = str(option.get("key") or "")
            typed[f"{name}_{number}_score"] = number_words(option.get("score"))
            _put_texts(typed, f"{name}_{number}_label", option.get("label"))


def put_conditions(typed: QueryDict, conditions: Sequence[Mapping[str, Any]]) -> None:
    typed.setlist("condition", [str(number) for number in range(len(conditions))])
    for number, condition in enumerate(conditions):
        kind = str(condition.get("kind"))
        typed[f"condition_{number}_kind"] = kind
        typed[f"condition_{number}_criterion"] = str(condition.get("criterion", ""))
        for name in ("phases", "atmospheres"):
            typed.setlist(f"condition_{number}_{name}", [str(one) for one in condition.get(name) or ()])
        typed.setlist(f"condition_{number}_is", [json.dumps(one) for one in condition.get("is") or ()])


def number_words(value: object) -> str:
    """A number as the reader writes it; what is none, as it is."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    text = f"{value:.12g}"
    return text if (get_language() or "en").startswith("en") else text.replace(".", ",")


# From fields to content


def read_criterion(typed: QueryDict, *, key: str, touchpoint: str) -> Read:
    kind = typed.get("kind", "")
    read = Read({"key": key, "touchpoint": touchpoint, "kind": kind, "weight": _weight(typed)})
    row = read.row
    row |= {name: name in typed for name in FLAGS}
    row["phases"] = typed.getlist("phases")
    row |= {name: typed.get(name, "") for name in ("perceived_by", "evidence")}
    row["wording"] = _texts(typed, "wording", lines=False)
    row["help"] = _texts(typed, "help")
    if kind in POINTS:
        anchors = {point: _texts(typed, f"anchor_{kind}_{point}", lines=False) for point in POINTS[kind]}
        row["anchors"] = {point: words for point, words in anchors.items() if words}
    if kind == "measure":
        row["band"] = _band(typed, read)
    if kind == "choice" and typed.get("reads") == "atmosphere":
        # A reading feeds the comparison with what is intended; it is never quality (analysis 1.1).
        row |= {"options": READS_ATMOSPHERE, "weight": 0, "scored": False, "hard_fail": False}
    elif kind == "choice":
        row["options"] = _options(typed, "option", read)
    elif kind == "expectation":
        row["options"] = _options(typed, "expected", read)
    row["conditions"] = [
        read_condition(typed, f"condition_{number}") for number in rows_of(typed, "condition")
    ]
    row["sources"] = [line.strip() for line in clean(typed.get("sources", "")).splitlines() if line.strip()]
    row["source_grade"] = clean(typed.get("source_grade", ""))[:GRADE_LENGTH]
    optional = ("help", "anchors", "conditions", "sources", "source_grade")
    read.row = {name: value for name, value in row.items() if value or name not in optional}
    return read


def rows_of(typed: QueryDict, name: str) -> list[str]:
    """The numbers of the rows in order, each once; what is no small number is left out."""
    return [number for number in dict.fromkeys(typed.getlist(name)) if re.fullmatch(r"[0-9]{1,4}", number)]


def clean(text: str) -> str:
    return text.replace("\x00", "").replace("\r\n", "\n")


def number_of(text: str) -> object:
    """'1,5' -> 1.5; blank -> None; what is no number comes back as it was typed."""
    plain = re.sub(r"\s", "", text).replace("\u2212", "-").replace(",", ".")
    if not plain:
        return None
    if not _NUMBER.fullmatch(plain):
        return clean(text)[:40]
    number = float(plain)
    return int(number) if number.is_integer() else number


def _weight(typed: QueryDict) -> object:
    text = typed.get("weight", "")
    return int(text) if text in ("0", "1", "2", "3") else text


def _texts(typed: QueryDict, name: str, *, lines: bool = True) -> dict[str, str]:
    texts = {language: clean(typed.get(f"{name}_{language}", "")).strip() for language in LANGUAGES}
    if not lines:
        texts = {language: " ".join(text.split()) for language, text in texts.items()}
    return {language: text for language, text in texts.items() if text}


def _band(typed: QueryDict, read: Read) -> dict[str, Any]:
    band: dict[str, Any] = {"unit": _unit(typed.get("unit", ""))}
    band |= {edge: number_of(typed.get(f"band_{edge}", "")) for edge in EDGES}
    variants: dict[str, list[object]] = {}
    for number in rows_of(typed, "variant"):
        name = clean(typed.get(f"variant_{number}_name", "")).strip()
        edges = [number_of(typed.get(f"variant_{number}_{edge}", "")) for edge in EDGES]
        if not name:
            if any(edge is not None for edge in edges):
                read.unnamed.append(number)
            continue
        key = _variant_key(name, typed.get(f"variant_{number}_key", ""))
        if key in variants:
            read.twice.append(number)
            continue
        read.place["variant", key] = number
        variants[key] = edges
    return band | ({"variants": variants} if variants else {})


def _unit(text: str) -> str:
    """As the library keeps it: 'm²/person' is 'm2/person'."""
    name = clean(text).strip()
    known = {str(words).casefold(): unit for unit, words in UNITS.items()}
    return known.get(name.casefold(), name)


def _variant_key(name: str, before: str) -> str:
    """The one it had where it is still called so, that of the library where it has the name, or a new one."""
    if before and variant_name(before).casefold() == name.casefold():
        return before
    known = {str(words).casefold(): key for key, words in VARIANTS.items()}
    return known.get(name.casefold()) or key_from(name) or "variant"


def _options(typed: QueryDict, name: str, read: Read) -> list[dict[str, Any]]:
    """Rows in which nothing is written are left out."""
    found: list[dict[str, Any]] = []
    taken = {typed.get(f"{name}_{number}_key", "") for number in rows_of(typed, name)}
    for number in rows_of(typed, name):
        label = _texts(typed, f"{name}_{number}_label", lines=False)
        score = number_of(typed.get(f"{name}_{number}_score", ""))
        key = clean(typed.get(f"{name}_{number}_key", ""))
        if not label and not key:
            continue
        if not key:
            key = unique(key_from(next(iter(label.values()))) or "option", lambda one: one in taken)
            taken.add(key)
        read.place.setdefault(("option", key), number)
        found.append({"key": key, "score": score, "label": label})
    return found


def read_condition(typed: QueryDict, name: str) -> dict[str, Any]:
    kind = typed.get(f"{name}_kind", "")
    condition: dict[str, Any] = {"kind": kind}
    for part in FIELDS.get(kind, ()):
        if part == "criterion":
            condition[part] = typed.get(f"{name}_criterion", "")
        elif part == "is":
            condition[part] = list(_values(typed.getlist(f"{name}_is")))
        else:
            condition[part] = typed.getlist(f"{name}_{part}")
    return condition


def _values(codes: Sequence[str]) -> Iterator[object]:
    """Values stand in the form as JSON, since 1 and "1" are two answers."""
    for code in codes:
        try:
            value = json.loads(code) if len(code) <= LONGEST_VALUE else code
        except ValueError:
            value = code
        yield value if isinstance(value, str | bool | int) else code


# Keys


def key_from(text: str) -> str:
    """'How long is it?' -> 'how_long_is_it'; '' where no letter or digit is left."""
    return slugify(text).replace("-", "_")[:KEY_LENGTH].strip("_")


def unique(key: str, taken: Callable[[str], bool]) -> str:
    """The key, or with the first number that makes it one of its own."""
    number, found = 2, key
    while taken(found):
        found = f"{key}_{number}"
        number += 1
    return found


# Rows


MOST_ROWS = 60  # more than may be stored, so that it is the check that says so


def with_rows_changed(typed: QueryDict, do: str) -> QueryDict:
    """do: 'option-add', 'option-remove-3', 'option-up-3'; what is none of these changes nothing."""
    name, _dash, rest = do.partition("-")
    action, _dash, number = rest.partition("-")
    changed = typed.copy()
    if name not in ("option", "variant", "condition"):
        return changed
    rows = rows_of(typed, name)
    if action == "add" and len(rows) < MOST_ROWS:
        new = str(max([int(row) for row in rows], default=-1) + 1)
        rows.append(new)
        if name == "condition":
            changed[f"condition_{new}_kind"] = "answer"
    elif number in rows and action == "remove":
        rows.remove(number)
    elif number in rows and action == "up":
        at = rows.index(number)
        rows.insert(max(at - 1, 0), rows.pop(at))
    changed.setlist(name, rows)
    return changed
