"""Whatever stands at any place of an event file: an audit, or sentences that say where it is wrong."""

import copy
import json
from math import isfinite

from hypothesis import given, settings
from hypothesis import strategies as st

from eventaudit.consistency import EventFileError, audit, default_library, dump_event, parse_event
from eventaudit.consistency.json_text import load_json
from eventaudit.consistency.output import audit_json
from eventaudit.consistency.own_atmospheres import library_for

from .examples import gilded_compass

NUMBERS = [0, 1, -1, 3, 0.5, -0.0, 1e308, -1e308, 10**400, 2**63]
TEXTS = ["", "NA", "neutral", "luxury", "yes", "\x00", "\ud800", "A1", "venue", "venue_condition"]
MIXTURES = [{"luxury": 0.5, "rustic": 0.5}, {"luxury": 1e308}, {"neutral": 0, "luxury": 1}, {"luxury": None}]
NONSENSE = [None, True, False, *NUMBERS, *TEXTS, [], [[]], ["luxury"], {}, {"": 1}, *MIXTURES]


def part_of_the_demo_event():
    """Every part that a file may have, few of each."""
    demo = gilded_compass()
    told = {part: demo[part] for part in ("id", "attendees", "intended", "segments", "variants", "comments")}
    messages = demo["messages"][:4]
    known = {one["id"] for one in messages}
    return told | {
        "messages": messages,
        "promises": [one for one in demo["promises"] if one["message"] in known][:4],
        "contradictions": [
            one for one in demo["contradictions"] if {one["a"]["message"], one["b"]["message"]} <= known
        ][:2],
        "walkthroughs": [
            one
            | {
                "answers": dict(list(one["answers"].items())[:8]),
                "reads": dict(list(one["reads"].items())[:3]),
            }
            for one in demo["walkthroughs"]
        ],
        "attendee_segments": demo["attendee_segments"],
        "previous_round": demo["previous_round"],
        "feedback": demo["feedback"][:2],
        "intended_touchpoints": {"venue": {"luxury": 0.5, "rustic": 0.5}},
        "touchpoint_weights": {"venue": 2},
        "reach": {"drivers": 0.5},
        "photos": {"venue_condition": 1},
        "rounds": ["Doors", "Peak"],
        "programme": [
            {"at": "2031-11-14T18:00", "title": "Welcome", "phase": "arrival", "touchpoints": ["venue"]}
        ],
        "form": "full",
        "atmospheres": {},
    }


def places(node, path=()):
    """The path to everything below a node."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        yield (*path, key)
        yield from places(value, (*path, key))


EVENT = part_of_the_demo_event()
PLACES = list(places(EVENT))


def with_nonsense(changes):
    data = copy.deepcopy(EVENT)
    for path, value in changes:
        node = data
        try:
            for key in path[:-1]:
                node = node[key]
            node[path[-1]] = copy.deepcopy(value)
        except (TypeError, LookupError):  # an earlier change took the place away
            continue
    return data


def test_the_event_itself_is_audited():
    assert len(PLACES) > 250
    assert audited(EVENT).scores.low.E is not None


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(NONSENSE)), min_size=1, max_size=3))
def test_nonsense_at_any_place_is_audited_or_told_in_sentences(changes):
    data = load_json(json.dumps(with_nonsense(changes)))
    try:
        result = audited(data)
    except EventFileError as error:
        told = error.problems
    else:
        told = ()
        assert_every_number_is_in_its_range(result)
    assert all(": " in problem and problem.endswith(".") for problem in told)


def assert_every_number_is_in_its_range(result):
    json.dumps(audit_json(result), allow_nan=False)
    assert all(0 <= one.delta <= 1 and 0 <= one.impact <= 100 for one in result.findings)
    for score in (result.scores.low, result.scores.obs, result.scores.high):
        numbers = [score.D, score.F, score.I, score.C, score.E]
        assert all(one is None or (isfinite(one) and 0 <= one <= 100) for one in numbers)


def audited(data):
    library = library_for(data, default_library())
    facts = parse_event(data, default_library())
    assert parse_event(json.loads(json.dumps(dump_event(facts))), library) == facts or facts.warnings
    return audit(facts, library)
