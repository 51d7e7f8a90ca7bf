"""Fit the numbers in `eventaudit/wording/data/`: `python -m tests.wording.fit`.

Read are the tuning messages, with the short ones and the pages, never those of the test half. Written are
`subject.txt`, `weights.toml` and `likeness/*.txt`. While fitting, a share of the lexicon is left out at
random again and again, since texts from outside hold words it lacks.
"""

import sys

from eventaudit.wording import lexicon, likeness, subjects
from eventaudit.wording.lexicon import DATA, LANGUAGES, TOUCHPOINTS
from eventaudit.wording.likeness import KIND

from .models import TONES, PromiseModel, SubjectModel, ToneModel, Traits
from .rows import messages, rows_of

MOST_TRAITS = 15_000  # of a language, for each of both models


def main() -> None:
    everything = messages()
    for _round in range(2):  # what a clause is about depends a little on what the one before it was about
        clauses, texts = rows_of(everything)
        # The marked texts made the reading of atmospheres worse: so many of them have none.
        toned = [row for row in texts if not row.source.startswith("marked")]
        write(SubjectModel(clauses), PromiseModel(clauses), ToneModel(toned))
        sys.stdout.write(f"Fitted to {len(clauses)} clauses.\n")


def write(subject: SubjectModel, promise: PromiseModel, tone: ToneModel) -> None:
    """Write the weights, and have them used from now on."""
    (DATA / "subject.txt").write_text(subject_lines(subject), encoding="utf-8")
    weights = {name: float(promise.weights[at]) for name, at in promise.names.items() if KIND not in name} | {
        "wording": 1.0
    }
    tones = {name: float(weight) for name, weight in zip(tone.names, tone.weights, strict=True)}
    biases = {f"bias:{key}": float(weight) for key, weight in zip(TONES, tone.bias, strict=True)}
    lines = [
        "# Fitted on tests/wording/messages/tuning by `python -m tests.wording.fit`; not written by hand.",
        *section("promise", weights),
        *section("tone", tones | biases),
    ]
    (DATA / "weights.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    of_kinds = {name: at for name, at in subject.names.items() if KIND in name}
    own_kinds = {name: at for name, at in promise.names.items() if KIND in name}
    write_clause_traits("kinds", (of_kinds, subject.weights), (own_kinds, promise.weights))
    write_tone_traits("kinds", (tone.kinds, tone.kind_weights))
    for lang in LANGUAGES:
        write_clause_traits(lang, subject.traits[lang], promise.traits[lang])
        write_tone_traits(lang, tone.traits[lang])
    forget()


def subject_lines(subject: SubjectModel) -> str:
    lines = [
        "# Fitted by `python -m tests.wording.fit`. A feature, and its weight for each of",
        "# " + " ".join(TOUCHPOINTS),
    ]
    for name, at in subject.names.items():
        if KIND not in name:
            lines.append(" ".join([name, *(f"{weight:.2f}" for weight in subject.weights[at])]))
    return "\n".join(lines) + "\n"


def section(name: str, weights: dict[str, float]) -> list[str]:
    rounded = {key: round(value, 2) for key, value in weights.items()}
    ordered = sorted(
        (key for key in rounded if rounded[key]), key=lambda key: (":" in key, -rounded[key], key)
    )
    return [f"\n[{name}]", *(f'"{key}" = {rounded[key]}' for key in ordered)]


def write_tone_traits(name: str, tone: Traits) -> None:
    places, found = tone
    write_traits(f"atmosphere-{name}", {trait: [*map(float, found[at])] for trait, at in places.items()})


def write_clause_traits(name: str, subject: Traits, promise: Traits) -> None:
    (places, found), (own_places, own) = subject, promise
    none = [0.0] * len(TOUCHPOINTS)
    rows = {
        trait: [
            *(map(float, found[places[trait]]) if trait in places else none),
            float(own[own_places[trait]]) if trait in own_places else 0.0,
        ]
        for trait in places.keys() | own_places.keys()
    }
    write_traits(f"clause-{name}", rows)


def write_traits(name: str, rows: dict[str, list[float]]) -> None:
    """The weightiest traits, in whole numbers."""
    whole = {trait: [round(weight * likeness.SCALE) for weight in row] for trait, row in rows.items()}
    most = sorted((t for t in whole if any(whole[t])), key=lambda t: (-sum(map(abs, rows[t])), t))
    lines = [" ".join([trait, *map(str, whole[trait])]) + "\n" for trait in sorted(most[:MOST_TRAITS])]
    path = DATA / "likeness" / f"{name}.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(lines), encoding="utf-8")


def forget() -> None:
    """What has been read of the files before."""
    for cached in (lexicon._load, lexicon.subject_weights, lexicon.feature_weights, lexicon.tone_weights):
        cached.cache_clear()
    for cached in (likeness.trait_weights, likeness.word_weights, likeness.role_weights):
        cached.cache_clear()
    subjects.feature_says.cache_clear()


if __name__ == "__main__":
    main()
