"""One text read: its language, its atmosphere with the words that led there, its promise candidates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from eventaudit.consistency import Mixture

from .atmosphere import Evidence, evidence, mixture
from .marking import mark
from .own import Own
from .promises import Candidate, candidates
from .source import read_source


@dataclass(frozen=True, slots=True)
class Reading:
    """lang: en, fi, sv or 'unknown' (then nothing is found). cut: only the text's beginning was read.
    readable: False where the text is no text but data."""

    lang: str
    atmosphere: Mixture
    evidence: tuple[Evidence, ...]
    promises: tuple[Candidate, ...]
    cut: bool = False
    readable: bool = True


def read_text(
    text: str,
    lang: str | None = None,
    weights: Mapping[str, float] = MappingProxyType({}),
    own: Own = (),
) -> Reading:
    """Never raises. All offsets count in the text as given. lang is a hint for texts of few words.

    weights: what an organisation's decisions have taught (weighting.learn). own: its own atmospheres.
    """
    source = read_source(text)
    marked = mark(source, lang, own)
    atmosphere, found = mixture(marked, evidence(marked))
    return Reading(
        lang=marked.lang,
        atmosphere=atmosphere,
        evidence=tuple(found),
        promises=tuple(candidates(marked, weights)),
        cut=source.cut,
        readable=source.readable,
    )
