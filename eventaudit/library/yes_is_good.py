"""Whether a yes-or-no question sounds as if yes were bad (analysis 1.1: yes is always good). A guess."""

import re

# Beginnings of words, so that Finnish and Swedish endings are met, too.
BAD = {
    "en": (
        "dirty", "missing", "broken", "too", "cramped", "crowded", "noisy", "smell", "stink", "unpleasant",
        "confus", "unclear", "misleading", "late", "delay", "rude", "blocked", "lacking", "fail", "error",
        "mistake", "wrong", "problem", "disturb", "complain", "dangerous", "slippery", "empty", "boring",
        "hurr", "stain", "out of order", "run out", "bad", "poor", "unfriendly", "hidden",
    ),
    "fi": (
        "likai", "likaa", "puuttu", "rikki", "liian", "ahdas", "ahdasta", "tungo", "melu", "hais", "haju",
        "häiri", "epäsel", "epämiellyt", "epäystäväl", "harhaanjoht", "myöhäs", "tyly", "tukossa", "virhe",
        "väärin", "väärä", "ongelm", "valit", "vaaralli", "liukas", "tylsä", "kiire", "loppunut", "loppui",
        "huono", "sekava", "piilossa",
    ),
    "sv": (
        "smuts", "saknas", "saknade", "trasig", "för lång", "för hög", "för låg", "för kall", "för varm",
        "för trång", "för mycket", "för lite", "trång", "bullr", "lukt", "stör", "otydlig", "oklar",
        "förvirr", "obehag", "ovänlig", "vilseled", "försena", "otrevlig", "blockera", "fel", "problem",
        "klag", "farlig", "hal", "tråkig", "stress", "slut på", "dålig", "gömd",
    ),
}  # fmt: skip
# Turn a question round: "Are the toilets not clean?"
NEGATIONS = {
    "en": ("not", "isn't", "aren't", "wasn't", "weren't", "doesn't", "don't", "didn't", "never"),
    "fi": ("eikö", "eivätkö", "eikö", "ei", "eivät", "koskaan"),
    "sv": ("inte", "ej", "aldrig"),
}
# Take what follows away, and are good with something bad: "free of disturbing smells".
FREEING = {
    "en": ("free of", "free from", "without", "no", "avoided"),
    "fi": ("vapaa", "vapaita", "ilman", "vailla", "välty"),
    "sv": ("fri från", "fria från", "fritt från", "utan", "inga", "ingen", "inget", "undvik"),
}


def yes_seems_bad(text: str, language: str) -> str:
    """The word by which yes seems to be bad, '' where it seems to be good."""
    plain = text.lower().replace("\u2019", "'")
    bad = _first(BAD.get(language, ()), plain, beginnings=True)
    negation = _first(NEGATIONS.get(language, ()), plain)
    if bad:
        freed = negation or _first(FREEING.get(language, ()), plain, beginnings=True)
        return "" if freed else bad
    return negation


def _first(words: tuple[str, ...], text: str, *, beginnings: bool = False) -> str:
    """The first of the words in the text, as it stands there; beginnings: with whatever ending."""
    if not words:
        return ""
    ending = r"\w*" if beginnings else ""
    found = re.search(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))}){ending}(?!\w)", text)
    return found[0] if found else ""
