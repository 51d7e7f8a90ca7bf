"""Between a stored answer, the fields of the form, and the value of an operation.

An operation's value is the answer by kind (see Answer), None where it is cleared,
{"na": true, "reason": str} or {"unobserved": true, "reason": str}.

A criterion's fields in the form are short, as there are many: a the chosen option (or ~na, ~un), m the
measured number, b the second atmosphere, h the first one's share in per cent, r the reason. The same rules
run in the browser (static/js/lib/walk_values.js); both read tests/vectors/answer_coding.json.
"""

import re
from collections.abc import Mapping

from django.utils.translation import get_language

from eventaudit.library.mixtures import NEUTRAL, in_order

NOT_APPLICABLE, UNOBSERVED = "~na", "~un"
SPECIAL = {NOT_APPLICABLE: "na", UNOBSERVED: "unobserved"}
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")


def kind_of(criterion) -> str:
    """The criterion's kind, with 'atmosphere' for the choice that reads one."""
    return "atmosphere" if criterion.reads_atmosphere else criterion.kind


def parse_number(text: str) -> float | int | str | None:
    """'1,5' -> 1.5; blank -> None; what is no number comes back as it is, to be refused with a sentence."""
    plain = re.sub(r"\s", "", text).replace("\u2212", "-").replace(",", ".")
    if not plain:
        return None
    if len(plain) > 20 or not _NUMBER.fullmatch(plain):
        return text
    number = float(plain)
    return int(number) if number.is_integer() else number


def number_text(value: float | None) -> str:
    """A number as the reader writes it, without thousands' marks."""
    if value is None:
        return ""
    text = f"{value:.10g}"
    return text if (get_language() or "en").startswith("en") else text.replace(".", ",")


def value_of(kind: str, fields: Mapping[str, str]) -> object:
    """The operation's value that a criterion's fields stand for."""
    chosen = fields.get("a", "")
    if chosen in SPECIAL:
        return {SPECIAL[chosen]: True, "reason": fields.get("r", "").strip()}
    if kind == "measure":
        return parse_number(fields.get("m", ""))
    if not chosen:
        return None
    if kind in ("fit", "balance"):
        return parse_number(chosen)
    if kind == "yesno":
        return {"yes": True, "no": False}.get(chosen, chosen)
    if kind == "atmosphere":
        return _mixture(chosen, fields.get("b", ""), fields.get("h", ""))
    return chosen


def _mixture(first: str, second: str, percent: str) -> object:
    if first == NEUTRAL:
        return NEUTRAL
    if not second or second == first:
        return {first: 1}
    share = int(percent) if percent.isdecimal() and len(percent) < 4 else 50
    return {first: share / 100, second: (100 - share) / 100}


def fields_of(kind: str, value: object) -> dict[str, str]:
    """The fields that show an operation's value; the inverse of `value_of`."""
    if value is None:
        return {}
    if isinstance(value, Mapping) and kind != "measure":
        special = _special_fields(value)
        return special or (_mixture_fields(value) if kind == "atmosphere" else {})
    if isinstance(value, Mapping):
        return _special_fields(value)
    if kind == "measure":
        return {"m": value if isinstance(value, str) else number_text(value)}
    if kind == "yesno":
        return {"a": "yes" if value else "no"}
    return {"a": str(value)}


def _special_fields(value: Mapping) -> dict[str, str]:
    for code, name in SPECIAL.items():
        if value.get(name) is True:
            return {"a": code, "r": value.get("reason", "")}
    return {}


def _mixture_fields(mixture: Mapping[str, float]) -> dict[str, str]:
    parts = in_order(mixture)
    fields = {"a": parts[0][0]}
    if len(parts) > 1:
        fields |= {"b": parts[1][0], "h": str(round(parts[0][1] * 100))}
    return fields


def answer_value(answer) -> object:
    """The operation's value that gives this answer."""
    if answer.state == answer.State.ANSWERED:
        return answer.value
    if answer.state == answer.State.NOT_APPLICABLE:
        return {"na": True, "reason": answer.reason}
    if answer.state == answer.State.UNOBSERVED:
        return {"unobserved": True, "reason": answer.reason}
    return None
