"""Contents of templates: the default one, and any that the check has nothing against."""

import json

from django.conf import settings
from hypothesis import strategies as st

from eventaudit.consistency import PHASES
from eventaudit.library.criterion_rules import POINTS

ATMOSPHERES = {
    "luxury": {"en": "Luxury", "fi": "Luksus", "sv": "Lyx"},
    "rustic": {"en": "Rustic", "fi": "Rustiikki", "sv": "Rustik"},
}
EVERYONE = {"all": {"label": {"en": "everyone", "fi": "kaikki", "sv": "alla"}, "default_reach": 1}}
GRADES = st.sampled_from(["", "primary", "rule_of_thumb"])
KEYS = st.from_regex(r"[A-Za-z0-9_-]{1,8}", fullmatch=True)
DANGEROUS = st.sampled_from(
    ["=1+1", "+2: much", "-2", "@SUM(A1)", "'quoted", "#N/A", "TRUE", "1,5", "a; b", "[m]"]
)
SCORES = st.sampled_from([0, 0.25, 0.333, 0.8])


def words():
    letters = st.characters(exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="$\uffff\ufffe")
    free = st.text(letters | st.just("\n"), min_size=1, max_size=20).map(str.strip).filter(bool)
    return free | DANGEROUS


def texts():
    """In one language or several."""
    return st.dictionaries(st.sampled_from(["en", "fi", "sv"]), words(), min_size=1)


def default_content() -> dict:
    content = json.loads((settings.BASE_DIR / "fixtures" / "template.json").read_text())
    del content["atmosphere_read_options"]
    for row in content["criteria"]:
        for name in ("sources", "source_grade"):
            if not row.get(name, True):
                del row[name]
    return content


def conditional_content() -> dict:
    """The default content with every kind of condition, and without some translations."""
    content = default_content()
    rows = {row["key"]: row for row in content["criteria"]}
    gate = {"kind": "answer", "criterion": "venue_space_feel", "is": [-2, 1]}
    read = {"kind": "answer", "criterion": "venue_atmosphere_read", "is": ["luxury", "neutral"]}
    rows["catering_as_promised"]["conditions"] = [gate, read]
    phase = {"kind": "phase", "phases": ["meal", "break"]}
    rows["toilets_accessible"]["conditions"] = [{"kind": "atmosphere", "atmospheres": ["luxury"]}, phase]
    rows["prints_signs_theme"]["conditions"] = [
        {"kind": "answer", "criterion": "venue_step_free", "is": [True]}
    ]
    del rows["venue_space_feel"]["anchors"]["0"]["sv"]
    del rows["venue_step_free"]["wording"]["fi"], rows["venue_step_free"]["help"]["en"]
    del content["touchpoints"][2]["name"]["fi"]
    return content


@st.composite
def contents(draw):
    keys = draw(st.lists(KEYS, min_size=1, max_size=3, unique=True))
    touchpoints = [
        {"key": key, "order": order, "weight": draw(st.sampled_from([0, 0.5, 3])), "name": draw(texts())}
        for order, key in enumerate(keys, start=1)
    ]
    criteria: list[dict] = []
    own = draw(st.lists(KEYS, min_size=len(keys), max_size=8, unique=True))
    for number, key in enumerate(own):
        place = number * len(keys) // len(own)
        criteria.append(draw(criterion(key, keys[place], criteria)))
    perceivers = {**EVERYONE, "hear": {"label": draw(texts()), "default_reach": 0.25}}
    return {"version": "2.0", "touchpoints": touchpoints, "perceivers": perceivers, "criteria": criteria}


@st.composite
def criterion(draw, key, touchpoint, before):
    kind = draw(st.sampled_from(["fit", "balance", "measure", "yesno", "choice", "expectation"]))
    row = {
        "key": key,
        "touchpoint": touchpoint,
        "kind": kind,
        "weight": draw(st.integers(1, 3)),
        "core": True,
        "hard_fail": draw(st.booleans()),
        "scored": True,
        "phases": draw(st.lists(st.sampled_from(sorted(PHASES)), unique=True)),
        "perceived_by": draw(st.sampled_from(["all", "hear"])),
        "evidence": draw(st.sampled_from(["none", "note", "photo"])),
        "wording": draw(texts()),
    }
    more = {
        "help": draw(st.just({}) | texts()),
        "source_grade": draw(GRADES),
        "sources": draw(st.lists(words().filter(lambda text: "\n" not in text), max_size=2)),
        "conditions": draw(conditions(before)),
    }
    if kind in POINTS:
        more["anchors"] = draw(st.dictionaries(st.sampled_from(POINTS[kind]), texts()))
    if kind == "measure":
        more["band"] = draw(bands())
    if kind in ("choice", "expectation"):
        others = draw(
            st.lists(KEYS.filter(lambda key: key.casefold() != "na"), min_size=1, max_size=3, unique=True)
        )
        scores = {other: draw(SCORES) for other in others} | {"best": 1}
        more["options"] = [
            {"key": other, "label": draw(texts()), "score": score} for other, score in scores.items()
        ]
    return row | {name: value for name, value in more.items() if value}


@st.composite
def bands(draw):
    decimals = st.integers(1100, 3000).map(lambda number: number / 1000)
    edges = st.tuples(st.integers(-5, 0), st.just(1.05), decimals, st.just(4)).map(list)
    band = dict(
        zip(("hard_lo", "lo", "hi", "hard_hi"), draw(edges | st.just([None, 1, None, None])), strict=True)
    )
    band["unit"] = draw(st.sampled_from(["", "m", "°C", "count", "m2/person"]))
    variants = draw(st.dictionaries(st.sampled_from(["summer", "a: b", "banquet"]), edges, max_size=2))
    return band | ({"variants": variants} if variants else {})


@st.composite
def conditions(draw, before):
    phase = st.fixed_dictionaries({"kind": st.just("phase"), "phases": st.just(["meal", "arrival"])})
    mood = st.just({"kind": "atmosphere", "atmospheres": ["rustic", "neutral"]})
    answers = {
        row["key"]: {"yesno": [True, False], "fit": [1, 5], "balance": [-2, 2]}.get(row["kind"])
        or [option["key"] for option in row["options"]]
        for row in before
        if row["kind"] != "measure"
    }
    kinds = [phase, mood]
    if answers:
        gate = draw(st.sampled_from(sorted(answers)))
        kinds.append(st.just({"kind": "answer", "criterion": gate, "is": answers[gate][:1]}))
    return draw(st.lists(st.one_of(kinds), max_size=3, unique_by=str))
