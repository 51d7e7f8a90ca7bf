"""The rules for one criterion in the check of a template (checking.py)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from eventaudit.consistency import NOT_APPLICABLE, PHASES
from eventaudit.consistency.library import KINDS

from .bands import EDGES, variant_name
from .conditions import READS_ATMOSPHERE
from .problems import KEY, Problem, counts, is_number, missing_texts, texts_of

EVIDENCE = ("none", "note", "photo")
KNOWN_FIELDS = {
    *("key", "touchpoint", "kind", "weight", "core", "hard_fail", "scored", "phases", "perceived_by"),
    *("evidence", "wording", "help", "anchors", "band", "options", "conditions", "sources", "source_grade"),
}
ENDS = {"fit": ("1", "5"), "balance": ("-2", "+2")}
POINTS = {"fit": ("1", "2", "3", "4", "5"), "balance": ("-2", "-1", "0", "+1", "+2")}
FEWEST_OPTIONS, MOST_OPTIONS = 2, 40
# What still can be read on a tablet while standing, with much room to spare.
MOST_CHARACTERS = {"wording": 500, "help": 3000, "anchors": 500, "options": 300}


def criterion_findings(row: Mapping[str, Any], content: Mapping[str, Any]) -> Iterator[Problem]:
    """Everything that can be said of one criterion without looking at the others."""
    path = f"criteria.{row['key']}"
    kind = row.get("kind")
    for name in sorted(map(str, set(row) - KNOWN_FIELDS)):
        yield _grave(path, name, "field", _("“%s” is not known here. Correct the name or remove it.") % name)
    if kind not in KINDS:
        yield _grave(path, "kind", "kind", _("The kind is not known. Choose one from the list."))
    yield from _fields(row, content, path)
    yield from _texts(row, path)
    if kind == "measure":
        yield from _band(row, path)
    if kind in ("choice", "expectation"):
        yield from _options(row, path)


def _grave(path: str, name: str, key: str, sentence: str) -> Problem:
    return Problem(f"{path}.{name}" if name else path, key, sentence, grave=True)


def _fields(row: Mapping[str, Any], content: Mapping[str, Any], path: str) -> Iterator[Problem]:
    if row.get("touchpoint") not in [one["key"] for one in content["touchpoints"]]:
        yield _grave(path, "touchpoint", "touchpoint", _("Its touchpoint is not there. Choose another one."))
    if row.get("weight") not in (0, 1, 2, 3) or isinstance(row.get("weight"), bool):
        yield _grave(path, "weight", "weight", _("The weight is 0, 1, 2 or 3."))
    elif row["weight"] == 0 and row.get("scored", True) is True and row.get("options") != READS_ATMOSPHERE:
        yield Problem(f"{path}.weight", "weight_0", _("It is scored, but its weight of 0 counts nothing."))
    for name in ("core", "hard_fail", "scored"):
        if not isinstance(row.get(name, False), bool):
            yield _grave(path, name, "flag", _("This is neither yes nor no. Choose one of them."))
    if row.get("hard_fail") is True and not counts(row):
        yield _grave(path, "hard_fail", "hard_fail", _("Only what is scored can cap the index. Score it."))
    if row.get("evidence", "none") not in EVIDENCE:
        yield _grave(path, "evidence", "evidence", _("The evidence is a photo, a note, or none."))
    if row.get("perceived_by", "all") not in list(content["perceivers"]):
        yield _grave(
            path, "perceived_by", "perceiver", _("Who perceives it is not in the list. Choose again.")
        )
    yield from _phases(row, path)


def _phases(row: Mapping[str, Any], path: str) -> Iterator[Problem]:
    phases = row.get("phases")
    if phases and (not isinstance(phases, list) or any(phase not in PHASES for phase in phases)):
        yield _grave(path, "phases", "phases", _("A phase is not known. Choose from the list."))
    elif not phases:
        yield Problem(f"{path}.phases", "phases_none", _("No phase is chosen. Say when it is met."))


def _texts(row: Mapping[str, Any], path: str) -> Iterator[Problem]:
    yield from missing_texts(row.get("wording"), f"{path}.wording")
    yield from _length(row.get("wording"), f"{path}.wording", "wording")
    if row.get("help"):
        yield from missing_texts(row["help"], f"{path}.help")
        yield from _length(row["help"], f"{path}.help", "help")
    anchors = row.get("anchors") or {}
    if not isinstance(anchors, Mapping):
        yield _grave(path, "anchors", "anchors", _("The ends of the scale cannot be read. Write them again."))
        return
    kind = str(row.get("kind"))
    for end, words in anchors.items():
        if kind in POINTS and end not in POINTS[kind]:
            yield _grave(path, f"anchors.{end}", "anchor", _("The scale has no point “%s”. Remove it.") % end)
        yield from missing_texts(words, f"{path}.anchors.{end}")
        yield from _length(words, f"{path}.anchors.{end}", "anchors")
    if absent := [end for end in ENDS.get(kind, ()) if end not in anchors]:
        yield Problem(
            f"{path}.anchors.{absent[0]}",
            "anchor_missing",
            _("Describe %s on the scale, so that all auditors mean the same by it.") % ", ".join(absent),
        )


def _length(text: object, path: str, part: str) -> Iterator[Problem]:
    longest = max(map(len, texts_of(text).values()), default=0)
    if longest > MOST_CHARACTERS[part]:
        yield Problem(
            path,
            "text_long",
            _("The text has %(length)d characters. Shorten it to %(most)d at most.")
            % {"length": longest, "most": MOST_CHARACTERS[part]},
            grave=True,
        )


# Measures


def _band(row: Mapping[str, Any], path: str) -> Iterator[Problem]:
    band = row.get("band")
    if not isinstance(band, Mapping):
        yield _grave(path, "band", "band_missing", _("A measured number needs a band. Say what is best."))
        return
    if not isinstance(band.get("unit"), str) or not band["unit"]:
        yield Problem(f"{path}.band.unit", "unit_missing", _("The unit is missing. Say what is measured."))
    if band.get("lo") is None and band.get("hi") is None and row.get("scored", True) is True:
        yield _grave(
            path, "band", "band_open", _("Every number would be best. Give a lowest or highest one.")
        )
    yield from _edges([band.get(edge) for edge in EDGES], f"{path}.band", "")
    variants = band.get("variants") or {}
    if not isinstance(variants, Mapping):
        yield _grave(path, "band.variants", "band_shape", _("The variants cannot be read. Write them again."))
        return
    for name, edges in variants.items():
        if not isinstance(edges, list) or len(edges) != len(EDGES):
            yield _grave(
                path,
                f"band.variants.{name}",
                "band_shape",
                _("The band for “%s” needs four numbers, some of which may be left out.")
                % variant_name(name),
            )
            continue
        yield from _edges(edges, f"{path}.band.variants.{name}", variant_name(name))


def _edges(edges: Sequence[object], path: str, variant: str) -> Iterator[Problem]:
    """hard_lo <= lo <= hi <= hard_hi, as far as they are given."""
    whose = _("“%s”") % variant + ": " if variant else ""
    wrong = [edge for edge in edges if edge is not None and not is_number(edge)]
    if wrong:
        yield Problem(
            path,
            "band_number",
            whose + _("“%s” is not a number. Write digits, such as 4 or 1.5.") % str(wrong[0])[:40],
            grave=True,
        )
        return
    hard_lo, lo, hi, hard_hi = edges
    known = [edge for edge in edges if edge is not None]
    if known != sorted(known):
        numbers = " – ".join("…" if edge is None else f"{edge:g}" for edge in edges)
        yield Problem(
            path,
            "band_order",
            whose
            + _("The numbers of the band do not rise: %s. Best lies between the two ends without points.")
            % numbers,
            grave=True,
        )
    if (hard_lo is not None and lo is None) or (hard_hi is not None and hi is None):
        yield Problem(
            path,
            "band_inner",
            whose + _("The end without points is given, but not the best one beside it. Give both."),
            grave=True,
        )


# Options


def _options(row: Mapping[str, Any], path: str) -> Iterator[Problem]:
    options = row.get("options")
    if options == READS_ATMOSPHERE:
        return
    if not isinstance(options, list) or not all(isinstance(option, Mapping) for option in options):
        yield _grave(path, "options", "options_missing", _("There is nothing to choose from. Add options."))
        return
    if len(options) < FEWEST_OPTIONS:
        yield _grave(path, "options", "options_few", _("A choice needs at least two options. Add one."))
    if len(options) > MOST_OPTIONS:
        sentence = _("Nobody can choose from %(number)d options. Keep %(most)d at most.")
        sentence %= {"number": len(options), "most": MOST_OPTIONS}
        yield _grave(path, "options", "options_many", sentence)
    yield from _option_keys(options, path)
    scored = row.get("scored", True) is True
    for number, option in enumerate(options, start=1):
        place = f"{path}.options.{option.get('key') or number}"
        yield from missing_texts(option.get("label"), f"{place}.label")
        yield from _length(option.get("label"), f"{place}.label", "options")
        score = option.get("score")
        if score is None:
            if scored:
                yield Problem(
                    f"{place}.score",
                    "score_missing",
                    _("The option has no score. Give one from 0 to 1, or do not score the question."),
                    grave=True,
                )
        elif not is_number(score) or not 0 <= score <= 1:
            yield Problem(
                f"{place}.score",
                "score_range",
                _("“%s” cannot be a score. Give a number from 0 to 1.") % str(score)[:40],
                grave=True,
            )
    if options and scored and not any(option.get("score") == 1 for option in options):
        yield _grave(path, "options", "no_top_score", _("No option scores 1. Give the best one 1."))


def _option_keys(options: Sequence[Mapping[str, Any]], path: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, option in enumerate(options, start=1):
        key = option.get("key")
        if not isinstance(key, str) or not KEY.fullmatch(key):
            sentence = _("The option's key may have letters a to z, digits, _ and -. Write it again.")
            yield _grave(path, f"options.{number}.key", "option_key", sentence)
        elif key == NOT_APPLICABLE:
            sentence = _("“%s” stands for “does not apply”. Choose another key.") % key
            yield _grave(path, f"options.{key}.key", "option_key", sentence)
        elif key in seen:
            sentence = _("The option “%s” is there twice. Give each a key of its own.") % key
            yield _grave(path, f"options.{key}.key", "option_twice", sentence)
        else:
            seen.add(key)
