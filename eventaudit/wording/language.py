"""Which language a text is in, by its small words and the look of its words; no lemma data needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from .lexicon import LANGUAGES, small_words, whole_words
from .tokens import Token

UNKNOWN = "unknown"
FEW_WORDS = 40
SHOWING = 3  # letters of a word that can show its language
FIRST_WORDS = 4_000  # enough to know the language of a long text

_ENDS = {
    "fi": (
        0.5,
        tuple("ssa ssä sta stä lla llä lta ltä lle aan ään een iin jen den tta ttä nut nyt mme".split())
        + tuple("tte ksi kaa kää vat vät oon uun yyn ien inen iset".split()),
    ),
    "sv": (0.35, tuple("ning ningen arna erna orna ade iska ligt ligen ande ende heten het ets".split())),
    "en": (0.35, tuple("tion ing ness ment ight ough ould ally ious".split())),
    "de": (0.5, ("ung", "keit", "lich")),
    "nl": (0.3, ("lijk",)),
}
_LETTERS = (
    ("ø", "da no", 0.6),
    ("æ", "da no", 0.6),
    ("õ", "et", 1.0),
    ("ß", "de", 0.5),
    ("ij", "nl", 0.3),
    ("å", "sv", 0.35),
    ("ää", "fi", 0.3),
    ("yö", "fi", 0.3),
    ("uo", "fi", 0.3),
    ("äi", "fi", 0.3),
)
_NOT_FINNISH = frozenset("cqwxzåbf")
_LEAST = 1.2
_AHEAD = 1.15


def detect_language(tokens: Sequence[Token], hint: str | None = None) -> str:
    """One of en, fi, sv, or 'unknown'. The hint decides where the words do not."""
    scores = _scores(tokens[:FIRST_WORDS])
    best, second = sorted(scores, key=lambda lang: (-scores[lang], lang))[:2]
    sure = scores[best] >= _LEAST and scores[best] >= _AHEAD * scores[second]
    if sure:
        return best if best in LANGUAGES else UNKNOWN
    if hint in LANGUAGES and (hint == best or scores[hint] * _AHEAD >= scores[best]):
        return hint
    return (
        best
        if best in LANGUAGES and scores[best] >= _LEAST / 2 and scores[best] > scores[second]
        else UNKNOWN
    )


def _scores(tokens: Sequence[Token]) -> dict[str, float]:
    scores = dict.fromkeys(small_words(), 0.0)
    few = len(tokens) < FEW_WORDS  # then the words of the lexicons help
    for token in tokens:
        for lang, weight in _speaks_for(token.form, few):
            scores[lang] += weight
    return scores


@lru_cache(maxsize=50_000)
def _speaks_for(form: str, few: bool) -> tuple[tuple[str, float], ...]:
    """The languages that a word speaks for, and how strongly."""
    scores = {lang: float(form in small) for lang, small in small_words().items()}
    _score_look(form, scores)
    if few and len(form) >= SHOWING:
        for lang in LANGUAGES:
            scores[lang] += 0.6 * (form in whole_words(lang))
    return tuple((lang, weight) for lang, weight in scores.items() if weight)


def _score_look(form: str, scores: dict[str, float]) -> None:
    if len(form) < 4:  # noqa: PLR2004 - too short to show an ending
        return
    for lang, (weight, ends) in _ENDS.items():
        if form.endswith(ends) and not (lang == "fi" and _NOT_FINNISH & set(form)):
            scores[lang] += weight
    for letters, langs, weight in _LETTERS:
        if letters in form:
            for lang in langs.split():
                scores[lang] += weight
    if "ö" in form and "öö" not in form and not form.endswith(("ö", "ön")):
        scores["sv"] += 0.35
