"""An atmosphere as one JSON object, in the form of fixtures/atmospheres.json, and what is allowed in it.

    {"name": {language: text}, "description": {language: text}, "axes": {axis: 0 to 4},
     "palette": ["#RRGGBB"], "touchpoints": {touchpoint: {
        "cues": [{language: text}], "clashes": [{language: text}],
        "triggers": {language: [{"lemma": word, "stems": [beginning]}]}}}}

Words that belong to no touchpoint stand under ANYWHERE. What is empty is left out, so that two atmospheres
that say the same are equal.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from ..colours import HEX
from ..models import Atmosphere
from ..problems import LANGUAGES, is_number
from ..setting_texts import AXES

FIELDS = ("name", "description", "axes", "palette", "touchpoints")
ANYWHERE = "any"  # no touchpoint in particular, as in the reader's own lists
KINDS = ("cues", "clashes")
HIGHEST = 4
LONGEST_NAME, LONGEST_DESCRIPTION, LONGEST_CUE, LONGEST_WORD = 60, 600, 160, 60
MOST_COLOURS, MOST_CUES, MOST_WORDS, MOST_STEMS = 8, 12, 500, 8
MOST_TOUCHPOINTS = 60
KEY = re.compile(r"[A-Za-z0-9_-]{1,60}")
LETTER = re.compile(r"[^\W_]")

Content = dict[str, Any]


def content_of(atmosphere: Atmosphere) -> Content:
    return {name: getattr(atmosphere, name) for name in FIELDS}


def tidy(content: Mapping[str, Any]) -> Content:
    """The same without blanks, unknown keys and what is empty. Never raises."""
    axes = content.get("axes")
    points = content.get("touchpoints")
    return {
        "name": tidy_text(content.get("name")),
        "description": tidy_text(content.get("description")),
        "axes": {key: axes[key] for key in AXES if key in axes} if isinstance(axes, Mapping) else {},
        "palette": [
            colour.strip().upper() if isinstance(colour, str) else colour
            for colour in _list(content.get("palette"))
        ],
        "touchpoints": {
            str(key): tidied
            for key, point in (points.items() if isinstance(points, Mapping) else ())
            if (tidied := _tidy_point(point))
        },
    }


def tidy_text(text: object) -> dict[str, str]:
    if not isinstance(text, Mapping):
        return {}
    return {
        language: " ".join(words.split())
        for language in LANGUAGES
        if isinstance(words := text.get(language), str) and words.strip()
    }


def _tidy_point(point: object) -> Content:
    if not isinstance(point, Mapping):
        return {}
    found: Content = {
        kind: [text for each in _list(point.get(kind)) if (text := tidy_text(each))] for kind in KINDS
    }
    triggers = point.get("triggers")
    found["triggers"] = {
        language: words
        for language in LANGUAGES
        if isinstance(triggers, Mapping) and (words := _tidy_words(triggers.get(language)))
    }
    return {name: value for name, value in found.items() if value}


def _tidy_words(words: object) -> list[Content]:
    """Each word once, with all its stems."""
    found: dict[str, list[str]] = {}
    for word in _list(words):
        lemma = word.get("lemma") if isinstance(word, Mapping) else None
        if isinstance(lemma, str) and lemma.strip():
            stems = [stem for stem in _list(word.get("stems")) if isinstance(stem, str) and stem.strip()]
            known = found.setdefault(" ".join(lemma.split()), [])
            known += [stem for each in stems if (stem := " ".join(each.split())) not in known]
    return [{"lemma": lemma, **({"stems": stems} if stems else {})} for lemma, stems in found.items()]


def _list(value: object) -> list:
    return value if isinstance(value, list) else []


def problems_of(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(path, sentence) of everything that keeps a tidy content from being stored; '' is the whole."""
    return [
        *_text_problems("name", content["name"], LONGEST_NAME, needed=True),
        *_text_problems("description", content["description"], LONGEST_DESCRIPTION),
        *_axis_problems(content["axes"]),
        *palette_problems(content["palette"]),
        *_point_problems(content["touchpoints"]),
    ]


def _text_problems(
    path: str, text: Mapping[str, str], most: int, *, needed: bool = False
) -> Iterator[tuple[str, str]]:
    if needed and not text:
        yield path, _("Write it in one language at least.")
    for language, words in text.items():
        if len(words) > most:
            yield f"{path}.{language}", _("This is longer than %d characters. Shorten it.") % most
        if "\x00" in words:
            yield f"{path}.{language}", _("There is a sign in it that cannot be stored. Write it again.")


def _axis_problems(axes: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, name in AXES.items():
        if key not in axes:
            yield f"axes.{key}", _("%s is missing. Give a number from 0 to 4.") % name
        elif not is_number(axes[key]) or not 0 <= axes[key] <= HIGHEST:
            yield f"axes.{key}", _("%s is not a number from 0 to 4. Move the slider again.") % name


def palette_problems(palette: list) -> Iterator[tuple[str, str]]:
    if not palette:
        yield "palette", _("Give it at least one colour: it is shown by them.")
    if len(palette) > MOST_COLOURS:
        yield "palette", _("At most %d colours make a palette. Remove some.") % MOST_COLOURS
    for number, colour in enumerate(palette[:MOST_COLOURS]):
        if not isinstance(colour, str) or not HEX.fullmatch(colour):
            yield (
                f"palette.{number}",
                _("“%s” is no colour. Write it as #RRGGBB, such as #0E4F52.") % str(colour)[:20],
            )


def _point_problems(points: Mapping[str, Content]) -> Iterator[tuple[str, str]]:
    if len(points) > MOST_TOUCHPOINTS:
        yield "touchpoints", _("There are more than %d touchpoints. Remove some.") % MOST_TOUCHPOINTS
    for key, point in points.items():
        path = f"touchpoints.{key[:60]}"
        if not KEY.fullmatch(key):
            yield path, _("“%s” is not the key of a touchpoint.") % key[:30]
        for kind in KINDS:
            yield from cue_problems(f"{path}.{kind}", point.get(kind, []))
        for language, words in point.get("triggers", {}).items():
            yield from _word_problems(f"{path}.triggers.{language}", words)
    for language in LANGUAGES:
        count = sum(len(point.get("triggers", {}).get(language, [])) for point in points.values())
        if count > MOST_WORDS:
            yield (
                "touchpoints",
                _("There are %(count)d trigger words in one language. Keep the %(most)d most telling ones.")
                % {"count": count, "most": MOST_WORDS},
            )


def cue_problems(path: str, cues: list[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    if len(cues) > MOST_CUES:
        yield path, _("At most %d fit here. Keep the strongest.") % MOST_CUES
    for number, cue in enumerate(cues[:MOST_CUES]):
        yield from _text_problems(f"{path}.{number}", cue, LONGEST_CUE)


def _word_problems(path: str, words: list[Content]) -> Iterator[tuple[str, str]]:
    for word in words[: MOST_WORDS + 1]:
        stems = word.get("stems", [])
        if len(stems) > MOST_STEMS:
            yield (
                path,
                _("“%(word)s” has more than %(most)d stems. Keep the shortest.")
                % {
                    "word": word["lemma"][:30],
                    "most": MOST_STEMS,
                },
            )
        for said in (word["lemma"], *stems[:MOST_STEMS]):
            if len(said) > LONGEST_WORD or not LETTER.search(said) or "\x00" in said:
                yield (
                    path,
                    _("“%(word)s” is no trigger word. Write a word or phrase of at most %(most)d letters.")
                    % {"word": said[:30], "most": LONGEST_WORD},
                )
