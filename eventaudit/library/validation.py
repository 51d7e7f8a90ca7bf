"""Whether a library file can be loaded: what the analysis needs, and what people read, in every language."""

from collections.abc import Iterator, Mapping
from typing import Any

from eventaudit.consistency import Library, LibraryError

from .checking import check_template
from .colours import HEX
from .problems import missing_texts

IN_EVERY_LANGUAGE = (
    "language_missing",
    "version",
)  # advice elsewhere, but everybody sees the default library


def check_library(template: dict[str, Any], atmospheres: dict[str, Any]) -> None:
    """Raises LibraryError with a sentence for every problem, not just the first."""
    try:
        Library.from_json(template, atmospheres)
    except LibraryError as error:
        problems = list(error.problems)
    else:  # the shape is sound, so the texts can be looked for where they belong
        problems = [*_template_problems(template, atmospheres), *_atmosphere_problems(atmospheres)]
    if problems:
        raise LibraryError(tuple(problems))


def _template_problems(template: Mapping, atmospheres: Mapping) -> Iterator[str]:
    check = check_template(template, atmospheres=atmospheres["atmospheres"])
    advice = [one for one in check.advice if one.key in IN_EVERY_LANGUAGE]
    for problem in (*check.problems, *advice):
        yield f"{problem.path}: {problem.sentence}"


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
    for problem in missing_texts(text, path):
        yield f"{problem.path}: {problem.sentence}"
