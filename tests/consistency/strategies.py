"""Generated events: several auditors, rounds and segments, missing answers, NA, mixtures, any promises.

Drawn as the JSON of event files, from a library small enough for every corner to be met.
"""

from hypothesis import strategies as st

from .examples import library_of

LIBRARY = library_of(
    "venue_space_feel",  # balance
    "venue_step_free",  # yes/no, hard-fail
    "venue_co2",  # measure
    "venue_atmosphere_read",
    "catering_theme_fit",  # fit
    "catering_diets_safe",  # yes/no, hard-fail
    "catering_expectation",
    "catering_atmosphere_read",
    "mood_problem_handling",  # choice
    "mood_staff_approachable",
    "mood_first_greeting",
    "cloakroom_out_wait",
    "cloakroom_atmosphere_read",
)
SCORED = [key for key, criterion in LIBRARY.criteria.items() if criterion.scored]
TOUCHPOINTS = list(LIBRARY.touchpoints)
ROUNDS = ["doors", "peak", "close"]
SEGMENTS = ["front", "back", "annex"]
ATMOSPHERES = ["luxury", "rustic", "colourful", "festive_gala"]

BEST = {"fit": 5, "balance": 0, "yesno": True, "expectation": "exceeded"}
WORST = {"fit": 1, "balance": 2, "yesno": False, "expectation": "below"}
BEST_CHOICE, WORST_CHOICE = "solved_here", "brushed_off"
BEST_MEASURE, WORST_MEASURE = 0, 10_000


def best(key):
    kind = LIBRARY.criteria[key].kind
    return {"choice": BEST_CHOICE, "measure": BEST_MEASURE}.get(kind, BEST.get(kind))


def worst(key):
    kind = LIBRARY.criteria[key].kind
    return {"choice": WORST_CHOICE, "measure": WORST_MEASURE}.get(kind, WORST.get(kind))


def values(key):
    criterion = LIBRARY.criteria[key]
    by_kind = {
        "fit": st.integers(1, 5),
        "balance": st.integers(-2, 2),
        "yesno": st.booleans(),
        "measure": st.one_of(st.integers(0, 2000), st.floats(0, 2000)),
    }
    return by_kind[criterion.kind] if criterion.kind in by_kind else st.sampled_from(list(criterion.options))


@st.composite
def mixtures(draw):
    first, *second = draw(st.lists(st.sampled_from(ATMOSPHERES), min_size=1, max_size=2, unique=True))
    share = draw(st.integers(1, 9)) / 10
    return {first: share, second[0]: 1 - share} if second else {first: 1.0}


readings = st.one_of(mixtures(), st.just("neutral"))
shares = st.sampled_from([0.1, 0.5, 1])
counts = st.one_of(st.integers(1, 12), st.integers(20, 40))
qs = st.sampled_from([0, 0.1, 0.25, 0.5, 0.75, 0.8, 1])
results = st.fixed_dictionaries({"n": counts, "q": qs})


@st.composite
def walkthroughs(draw, not_applicable):
    """Up to three auditors with up to two walkthroughs each; each answers some of what applies.

    They may be in the same round or in different ones, in a segment or anywhere.
    """
    found = []
    for auditor in draw(st.lists(st.sampled_from(["Aino", "Onni", "Saga"]), min_size=1, unique=True)):
        for _ in range(draw(st.integers(1, 2))):
            answers = {key: "NA" for key in not_applicable if draw(st.booleans())}
            for key in draw(st.lists(st.sampled_from(SCORED), unique=True)):
                if key not in not_applicable:
                    answers[key] = draw(st.one_of(values(key), st.none()))
            reads = {
                key: draw(st.lists(readings, min_size=1, max_size=2))
                for key in draw(st.lists(st.sampled_from(TOUCHPOINTS), unique=True))
            }
            found.append(
                {
                    "auditor": auditor,
                    "answers": answers,
                    "reads": reads,
                    "round": draw(st.sampled_from(["", *ROUNDS])),
                    "segment": draw(st.sampled_from(["", *SEGMENTS])),
                }
            )
    return found


@st.composite
def messages(draw):
    """Messages that consist of the numbered words promises can quote."""
    return [
        {
            "id": f"M{n}",
            "channel": draw(st.sampled_from(["invitation_email", "web_page", "social_post"])),
            "text": " ".join(f"word{n}{i}" for i in range(4)),
            "atmosphere": draw(st.one_of(readings, st.none())),
        }
        for n in range(draw(st.integers(1, 3)))
    ]


@st.composite
def promises(draw, sources):
    found = []
    for n in range(draw(st.integers(0, 5))):
        source = draw(st.sampled_from(sources))
        basis = draw(st.sampled_from(["criterion", "atmosphere_read", "manual", None]))
        needs_atmosphere = basis == "atmosphere_read"
        found.append(
            {
                "id": f"P{n}",
                "message": source["id"],
                "quote": draw(st.sampled_from(source["text"].split())),
                "touchpoint": draw(st.sampled_from(TOUCHPOINTS)),
                "strength": draw(st.sampled_from(["explicit", "implied", "mood"])),
                "criterion": draw(st.sampled_from(SCORED)) if basis == "criterion" else None,
                "verdict_from": basis,
                "manual_q": draw(st.sampled_from([None, 0, 0.5, 1])),
                "atmosphere": draw(mixtures() if needs_atmosphere else st.one_of(mixtures(), st.none())),
                "weight": draw(st.sampled_from([None, 1, 2, 3])),
                "photos": draw(st.integers(0, 1)),
            }
        )
    return found


@st.composite
def contradictions(draw, sources):
    def quote():
        source = draw(st.sampled_from(sources))
        return {"message": source["id"], "quote": draw(st.sampled_from(source["text"].split()))}

    return [
        {
            "id": f"X{n}",
            "touchpoint": draw(st.sampled_from(TOUCHPOINTS)),
            "kind": draw(st.sampled_from(["costly_fact", "fact", "soft", "tone"])),
            "a": quote(),
            "b": quote(),
        }
        for n in range(draw(st.integers(0, 2)))
    ]


@st.composite
def feedback(draw):
    return [
        {
            "id": f"FB{n}",
            "q1": draw(st.integers(1, 10)),
            "q2": draw(st.integers(1, 10)),
            "at": "2031-11-15T08:00",
            "segment": draw(st.sampled_from(["", *SEGMENTS])),
            "text": draw(st.sampled_from(["", "Thank you."])),
        }
        for n in range(draw(st.integers(0, 3)))
    ]


@st.composite
def attendees(draw):
    """What is known of the attendees: who they are and what they thought, some of it by too few to show."""
    by_segment = st.dictionaries(st.sampled_from(SEGMENTS), results, min_size=1)
    sizes = st.one_of(st.none(), st.integers(0, 200))
    return {
        "attendees": draw(st.one_of(st.none(), st.integers(0, 600))),
        "segments": {key: {"label": key, "size": draw(sizes)} for key in SEGMENTS},
        "attendee_segments": draw(st.dictionaries(st.sampled_from(SCORED), by_segment, max_size=3)),
        "feedback": draw(feedback()),
    }


@st.composite
def events(draw):
    sources = draw(messages())
    not_applicable = draw(st.lists(st.sampled_from(SCORED), max_size=4, unique=True))
    weights = st.dictionaries(st.sampled_from(TOUCHPOINTS), st.sampled_from([0.5, 1, 2, 3]))
    return {
        "id": "generated",
        "intended": draw(st.one_of(mixtures(), st.none())),
        "intended_touchpoints": draw(
            st.dictionaries(st.sampled_from(TOUCHPOINTS), st.one_of(readings, st.none()))
        ),
        "messages": sources,
        "promises": draw(promises(sources)),
        "contradictions": draw(contradictions(sources)),
        "walkthroughs": draw(walkthroughs(not_applicable)),
        "touchpoint_weights": draw(weights),
        "form": draw(st.sampled_from(["full", "full", "short"])),
        "reach": draw(st.dictionaries(st.sampled_from(list(LIBRARY.perceivers)), shares)),
        "photos": draw(st.dictionaries(st.sampled_from(SCORED), st.integers(1, 2), max_size=2)),
        "rounds": draw(st.sampled_from([[], ROUNDS])),
        "previous_round": draw(st.dictionaries(st.sampled_from(SCORED), results, max_size=3)),
        "programme": [
            {"at": "2031-11-14T18:00", "title": "Doors", "phase": "arrival", "touchpoints": TOUCHPOINTS[:1]}
        ],
    } | draw(attendees())
