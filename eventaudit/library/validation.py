"""Whether a library file can be loaded: what the analysis needs, and what people read, in every language."""

from collections.abc import Iterator, Mapping
from typing import Any

from eventaudit.consistency import Library, LibraryError

from .colours import HEX
from .models import Criterion
from .text import FALLBACKS

LANGUAGES = FALLBACKS
CRITERION_FIELDS = {field.name for field in Criterion._meta.get_fields()} - {"id", "version", "order"}


def check_library(template: dict[str, Any], atmospheres: dict[str, Any]) -> None:
    """Raises LibraryError with a sentence for every problem, not just the first."""
    try:
        Library.from_json(template, atmospheres)
    except LibraryError as error:
        problems = list(error.problems)
    else:  # the shape is sound, so the texts can be looked for where they belong
        problems = [*_template_problems(template), *_atmosphere_problems(atmospheres)]
    if problems:
        raise LibraryError(tuple(problems))


def _template_problems(template: Mapping) -> Iterator[str]:
    if not template.get("version"):
        yield "version: is missing. Name the version, such as 1.0."
    for key, perceiver in template["perceivers"].items():
        yield from _missing(perceiver.get("label"), f"perceivers.{key}.label")
    for touchpoint in template["touchpoints"]:
        yield from _missing(touchpoint.get("name"), f"touchpoints.{touchpoint['key']}.name")
    for criterion in template["criteria"]:
        yield from _criterion_problems(criterion)


def _criterion_problems(criterion: Mapping) -> Iterator[str]:
    path = f"criteria.{criterion['key']}"
    for name in sorted(set(criterion) - CRITERION_FIELDS):
        yield f"{path}.{name}: is not known. Correct the name or remove it."
    yield from _missing(criterion.get("wording"), f"{path}.wording")
    if criterion.get("help"):
        yield from _missing(criterion["help"], f"{path}.help")
    for end, words in (criterion.get("anchors") or {}).items():
        yield from _missing(words, f"{path}.anchors.{end}")
    if isinstance(criterion.get("options"), list):
        for option in criterion["options"]:
            yield from _missing(option.get("label"), f"{path}.options.{option['key']}.label")


def _atmosphere_problems(atmospheres: Mapping) -> Iterator[str]:
    for key, atmosphere in atmospheres["atmospheres"].items():
        path = f"atmospheres.{key}"
        yield from _missing(atmosphere.get("name"), f"{path}.name")
        yield from _missing(atmosphere.get("description"), f"{path}.description")
        for colour in atmosphere.get("palette", []):
            if not HEX.fullmatch(str(colour)):
                yield f"{path}.palette: {colour!r} is no colour. Write it as #RRGGBB."
        for touchpoint, content in atmosphere.get("touchpoints", {}).items():
            for kind in ("cues", "clashes"):
                for number, words in enumerate(content.get(kind, []), start=1):
                    yield from _missing(words, f"{path}.touchpoints.{touchpoint}.{kind}.{number}")


def _missing(text: object, path: str) -> Iterator[str]:
    if not isinstance(text, Mapping):
        yield f"{path}: is missing. Write it in {', '.join(LANGUAGES)}."
        return
    absent = [language for language in LANGUAGES if not text.get(language)]
    if absent:
        yield f"{path}: is missing in {', '.join(absent)}. Translate it."
