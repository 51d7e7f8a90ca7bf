"""A text with all its marks: tokens, sentences, lexicon entries, and which of them are denied."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .language import UNKNOWN, detect_language
from .lexicon import LANGUAGES, lexicon
from .own import Own, own_matches
from .patterns import Match
from .source import Source
from .tokens import Sentence, Token, sentences, tokenise

BLOCK_WORDS = 8  # a paragraph shorter than this is taken to be in the language of the whole
SCOPE_WORDS = 7
HEADING_WORDS = 6

_STOPS = re.compile(r"[;:!?()\[\]•|]|[,–—]\s|\s[-–—]\s|\n")
_TURNS = frozenset(
    "but however although though yet because mutta vaan kuitenkin vaikka sillä men fast dock eftersom".split()
)


@dataclass(frozen=True, slots=True)
class Marked:
    """One sentence with the entries found in it. matches' positions are tokens of the whole text. subjects:
    those that name a touchpoint, with it, in order."""

    sentence: Sentence
    lang: str
    matches: tuple[Match, ...]
    heading: bool = False
    negated: frozenset[int] = field(default_factory=frozenset)
    cues_by_kind: Mapping[str, tuple[Match, ...]] = field(default_factory=dict)
    subjects: tuple[tuple[str, Match], ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "subjects", tuple(_subjects(self.matches)))

    def cues(self, key: str, first: int, last: int) -> list[Match]:
        """The cues of a kind that begin in tokens[first:last]."""
        found = self.cues_by_kind.get(key)
        return [match for match in found if first <= match.first < last] if found else []


@dataclass(frozen=True, slots=True)
class MarkedText:
    source: Source
    lang: str
    tokens: tuple[Token, ...]
    sentences: tuple[Marked, ...]

    def place(self, first: int, last: int) -> tuple[int, int]:
        """The place of tokens[first:last] in the given text."""
        return self.source.span(self.tokens[first].start, self.tokens[last - 1].end)


def mark(source: Source, hint: str | None = None, own: Own = ()) -> MarkedText:
    """Language, sentences and lexicon entries of a text, with the words of own atmospheres.

    Without a known language nothing is marked.
    """
    tokens = tokenise(source.view)
    lang = detect_language(tokens, hint)
    found = sentences(source.view, tokens)
    marked: list[Marked] = []
    for block in _blocks(source.view, found):
        spoken = _block_language(tokens[block[0].first : block[-1].last], lang)
        if spoken in LANGUAGES:
            marked.extend(_marked(source.view, tokens, sentence, spoken, own) for sentence in block)
    return MarkedText(source, lang, tuple(tokens), tuple(marked))


def _blocks(text: str, found: Sequence[Sentence]) -> list[list[Sentence]]:
    blocks: list[list[Sentence]] = []
    for sentence in found:
        between = text[blocks[-1][-1].end : sentence.start] if blocks else ""
        if not blocks or between.count("\n") > 1:
            blocks.append([])
        blocks[-1].append(sentence)
    return blocks


def _block_language(tokens: Sequence[Token], lang: str) -> str:
    """Another language than the whole text's only where the paragraph is long enough to tell."""
    if len(tokens) < BLOCK_WORDS:
        return lang
    own = detect_language(tokens, lang)
    return lang if own == UNKNOWN and lang in LANGUAGES and len(tokens) < 3 * BLOCK_WORDS else own


def _marked(text: str, tokens: Sequence[Token], sentence: Sentence, lang: str, own: Own) -> Marked:
    inside = tokens[sentence.first : sentence.last]
    found = lexicon(lang).matches(inside, sentence.first)
    matches = _denials_meant(own_matches(own, inside, sentence.first, lang, found))
    return Marked(
        sentence,
        lang,
        tuple(matches),
        _is_heading(text, sentence),
        _negated(text, tokens, sentence, matches),
        _by_kind(matches),
    )


def _denials_meant(matches: list[Match]) -> list[Match]:
    """Without the 'no' of fixed phrases that deny nothing, such as 'not only'."""
    positive = [m for m in matches if m.entry.kind == "cue" and m.entry.key == "positive"]
    return [
        m
        for m in matches
        if m.entry.kind != "cue"
        or m.entry.key != "negation"
        or not any(p.first <= m.first < p.last for p in positive)
    ]


def _subjects(matches: Sequence[Match]) -> list[tuple[str, Match]]:
    found: list[tuple[str, Match]] = []
    for match in matches:
        key = match.entry.key if match.entry.kind == "touchpoint" else match.entry.touchpoint
        if key is not None and match.entry.kind != "cue":
            found.append((key, match))
    found.sort(key=lambda pair: (pair[1].first, pair[1].entry.kind == "atmosphere", -pair[1].entry.weight))
    return found


def _by_kind(matches: Sequence[Match]) -> dict[str, tuple[Match, ...]]:
    kinds: dict[str, list[Match]] = {}
    for match in matches:
        if match.entry.kind == "cue":
            kinds.setdefault(match.entry.key, []).append(match)
    return {kind: tuple(found) for kind, found in kinds.items()}


def _is_heading(text: str, sentence: Sentence) -> bool:
    """A short line by itself without a stop; '#' says so openly."""
    line = text.rfind("\n", 0, sentence.start) + 1
    if text[line : sentence.start].lstrip().startswith("#"):
        return True
    alone = not text[line : sentence.start].strip() and text[sentence.end : sentence.end + 1] in (
        "",
        "\n",
        "\r",
    )
    short = sentence.last - sentence.first <= HEADING_WORDS
    return alone and short and text[sentence.end - 1] not in ".!?…,;" and not text[sentence.start].isdigit()


def _negated(
    text: str, tokens: Sequence[Token], sentence: Sentence, matches: Sequence[Match]
) -> frozenset[int]:
    """The tokens that a negation denies: from it on to the next stop or turn, SCOPE_WORDS at most."""
    denied: set[int] = set()
    for match in matches:
        if match.entry.kind != "cue" or match.entry.key != "negation":
            continue
        for place in range(match.last, min(match.last + SCOPE_WORDS, sentence.last)):
            between = text[tokens[place - 1].end : tokens[place].start]
            if (between != " " and _STOPS.search(between)) or tokens[place].form in _TURNS:
                break
            denied.add(place)
    return frozenset(denied)
