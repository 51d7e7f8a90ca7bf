"""Reading an event file: every problem is named with its field, its value and what to do."""

import copy

import pytest

from eventaudit.consistency import (
    NEUTRAL,
    EventFileError,
    Mixture,
    SegmentFact,
    default_library,
    dump_event,
    parse_event,
)
from eventaudit.consistency.walkthrough_file import WalkthroughReader

from .examples import event, gilded_compass, load, message, promise, walk

LIBRARY = default_library()


def problems(data):
    with pytest.raises(EventFileError) as error:
        parse_event(data, LIBRARY)
    return list(error.value.problems)


WRONG = [
    pytest.param([], "The file: [] is not an object. Write it as {...}.", id="no object"),
    pytest.param({"id": 7}, "id: 7 is not a text. Put it in quotation marks.", id="wrong type"),
    pytest.param(
        {"intended": "shabby"},
        "intended: {'shabby': 1} names an atmosphere that is not in the library. Use luxury, rustic, "
        "colourful, minimalist_nordic, festive_gala, futuristic_tech, playful_festival, classic_academic or "
        "neutral.",
        id="unknown atmosphere",
    ),
    pytest.param(
        {"intended": {"luxury": 0.5, "rustic": 0.4}},
        "intended: {'luxury': 0.5, 'rustic': 0.4} has shares that add up to 0.9. Make them add up to 1.",
        id="shares that do not add up",
    ),
    pytest.param(
        {"intended": {"luxury": float("nan")}},
        "intended: {'luxury': nan} has a share that is not a number from 0 to 1.",
        id="NaN",
    ),
    pytest.param(
        {"intended": {"luxury": 0.5, "neutral": 0.5}},
        "intended: {'luxury': 0.5, 'neutral': 0.5} mixes 'neutral' with an atmosphere. Neutral stands alone.",
        id="neutral in a mixture",
    ),
    pytest.param(
        {"intended": 5},
        "intended: 5 is not an atmosphere. Write its key, 'neutral', or {key: share, ...}.",
        id="no mixture",
    ),
    pytest.param(
        {"intended_touchpoints": {"garden": "rustic"}},
        "intended_touchpoints: 'garden' is not in the library. Correct the key or remove it.",
        id="unknown touchpoint",
    ),
    pytest.param({"form": "tiny"}, "form: 'tiny' is not known here. Use full or short.", id="unknown form"),
    pytest.param({"attendees": 12.5}, "attendees: 12.5 is not a whole number.", id="half an attendee"),
    pytest.param(
        {"attendees": -1}, "attendees: -1 is not a number from 0 to 10,000,000.", id="fewer than no attendees"
    ),
    pytest.param(
        {"touchpoint_weights": {"venue": 4}},
        "touchpoint_weights.venue: 4 is not a number from 0 to 3.",
        id="weight off its range",
    ),
    pytest.param(
        {"touchpoint_weights": 4},
        "touchpoint_weights: 4 is not an object. Write it as {...}.",
        id="no object of weights",
    ),
    pytest.param(
        {"reach": {"drivers": float("inf")}},
        "reach.drivers: inf is not a number from 0 to 1.",
        id="infinite reach",
    ),
    pytest.param(
        {"variants": {"venue_area_per_person": "yurt"}},
        "variants.venue_area_per_person: 'yurt' is not a variant of it. "
        "Use standing, theatre, classroom or banquet.",
        id="unknown variant",
    ),
    pytest.param(
        {"variants": {"venue_area_per_person": ["banquet"]}},
        "variants.venue_area_per_person: ['banquet'] is not a variant of it. "
        "Use standing, theatre, classroom or banquet.",
        id="a list of variants",
    ),
    pytest.param(
        {"variants": {"venue_co2": "summer"}},
        "variants.venue_co2: 'summer' is not a variant of it. Remove it.",
        id="no variants at all",
    ),
    pytest.param({"messages": {}}, "messages: {} is not a list. Write it as [...].", id="no list"),
    pytest.param(
        {"messages": ["Hello"]}, "messages[0]: 'Hello' is not an object. Write it as {...}.", id="no message"
    ),
    pytest.param(
        {"messages": [message(), message()]},
        "messages[1].id: 'M1' is used twice. Give each of the messages its own id.",
        id="id twice",
    ),
    pytest.param(
        {"messages": [message(key="")]},
        "messages[0].id: is missing. Give it a short name, such as A1.",
        id="no id",
    ),
    pytest.param(
        {"messages": [message(channel=None)]},
        "messages[0].channel: is missing. Write a text.",
        id="no channel",
    ),
    pytest.param(
        {"promises": [promise(message="M9")]},
        "promises[0].message: 'M9' is not one of the messages. Use M1.",
        id="unknown message",
    ),
    pytest.param(
        {"promises": [promise(quote="champagne")]},
        "promises[0].quote: 'champagne' is not in message M1. Copy the words exactly as they stand there.",
        id="quote not in its message",
    ),
    pytest.param(
        {"promises": [promise(start=1)]},
        "promises[0].start: 1 is not where the quote stands in message M1. Correct it or leave it out.",
        id="wrong offset",
    ),
    pytest.param(
        {"promises": [promise(touchpoint="garden")]},
        "promises[0].touchpoint: 'garden' is not known here. Use venue, mood, ambience, queues, guidance, "
        "cloakroom, prints, host, programme, catering, toilets or transport.",
        id="promise at an unknown touchpoint",
    ),
    pytest.param(
        {"promises": [promise(strength="firm")]},
        "promises[0].strength: 'firm' is not known here. Use explicit, implied or mood.",
        id="unknown strength",
    ),
    pytest.param(
        {"promises": [promise(criterion="catering_music")]},
        "promises[0].criterion: 'catering_music' is not in the library. Correct the key, or use null.",
        id="unknown criterion of a promise",
    ),
    pytest.param(
        {"promises": [promise(criterion="catering_atmosphere_read")]},
        "promises[0].criterion: 'catering_atmosphere_read' has no score. Use null and give the promise an "
        "atmosphere instead.",
        id="unscored criterion of a promise",
    ),
    pytest.param(
        {"promises": [promise(verdict_from="criterion")]},
        "promises[0].verdict_from: 'criterion' needs a criterion. Name it, or use 'manual'.",
        id="verdict without its criterion",
    ),
    pytest.param(
        {"promises": [promise(verdict_from="atmosphere_read")]},
        "promises[0].verdict_from: 'atmosphere_read' needs an atmosphere. Name it, or use 'manual'.",
        id="verdict without its atmosphere",
    ),
    pytest.param(
        {"promises": [promise(manual_q=1.5)]},
        "promises[0].manual_q: 1.5 is not a number from 0 to 1.",
        id="verdict off its range",
    ),
    pytest.param(
        {"promises": [promise(weight=0)]},
        "promises[0].weight: 0 is not a number from 1 to 3.",
        id="promise of no weight",
    ),
    pytest.param(
        {"promises": [promise(hedged="yes")]},
        "promises[0].hedged: 'yes' is neither true nor false.",
        id="no flag",
    ),
    pytest.param(
        {
            "contradictions": [
                {"touchpoint": "venue", "kind": "odd", "a": {"message": "M1", "quote": "as you"}, "b": None}
            ]
        },
        "contradictions[0].kind: 'odd' is not known here. Use costly_fact, fact, soft or tone.",
        id="unknown kind of contradiction",
    ),
    pytest.param(
        {"walkthroughs": [walk(answers={"venue_smell": 3})]},
        "walkthroughs[0].answers: 'venue_smell' is not in the library. Correct the key or remove it.",
        id="unknown criterion",
    ),
    pytest.param(
        {"walkthroughs": [walk(answers={"venue_space_feel": 7})]},
        "walkthroughs[0].answers.venue_space_feel: 7 is outside the scale. Use a whole number from -2 to 2.",
        id="answer outside its scale",
    ),
    pytest.param(
        {"walkthroughs": [walk(answers={"venue_step_free": []})]},
        "walkthroughs[0].answers.venue_step_free: [] is neither yes nor no. Use true or false.",
        id="answer of a wrong type",
    ),
    pytest.param(
        {"walkthroughs": [walk(answers={"venue_atmosphere_read": "luxury"})]},
        "walkthroughs[0].answers.venue_atmosphere_read: 'luxury' is a reading. Write it under reads.venue.",
        id="reading among the answers",
    ),
    pytest.param(
        {"walkthroughs": [walk(reads={"garden": ["luxury"]})]},
        "walkthroughs[0].reads: 'garden' is not in the library. Correct the key or remove it.",
        id="reading at an unknown touchpoint",
    ),
    pytest.param(
        {"walkthroughs": [walk(reads={"venue": [{"luxury": 0.4, "rustic": 0.3, "colourful": 0.3}]})]},
        "walkthroughs[0].reads.venue: {'luxury': 0.4, 'rustic': 0.3, 'colourful': 0.3} has 3 atmospheres. "
        "Keep the 2 strongest.",
        id="reading of three",
    ),
    pytest.param(
        {"walkthroughs": [walk(auditor="")]},
        "walkthroughs[0].auditor: is missing. Write a text.",
        id="nobody",
    ),
    pytest.param(
        {"walkthroughs": [walk(segment="balcony")]},
        "walkthroughs[0].segment: 'balcony' is not one of the event's segments. Add it to them.",
        id="unknown segment of a walkthrough",
    ),
    pytest.param(
        {"walkthroughs": [walk(comments={"venue_co2": 5})]},
        "walkthroughs[0].comments.venue_co2: 5 is not a text. Put it in quotation marks.",
        id="comment of a wrong type",
    ),
    pytest.param(
        {"photos": {"venue_co2": -1}},
        "photos.venue_co2: -1 is not a number from 0 to 10,000,000.",
        id="negative photos",
    ),
    pytest.param(
        {"comments": {"venue_smell": "Tar."}},
        "comments: 'venue_smell' is not in the library. Correct the key or remove it.",
        id="comment on nothing",
    ),
    pytest.param(
        {"segments": {"front": 3}}, "segments.front: 3 is not an object. Write it as {...}.", id="no segment"
    ),
    pytest.param(
        {"attendee_segments": {"venue_co2": {"front": {"n": 5, "q": 1}}}},
        "attendee_segments.venue_co2.front: 'front' is not one of the event's segments. Add it to them.",
        id="unknown segment",
    ),
    pytest.param(
        {"segments": {"front": "Tables"}, "attendee_segments": {"venue_co2": {"front": {"q": 1}}}},
        "attendee_segments.venue_co2.front.n: is missing. Give how many answered.",
        id="result of nobody knows how many",
    ),
    pytest.param(
        {"previous_round": {"venue_co2": {"n": 2, "q": 1.1}}},
        "previous_round.venue_co2.q: 1.1 is not a number from 0 to 1.",
        id="quality off its range",
    ),
    pytest.param(
        {"previous_round": {"venue_co2": {"n": 10**300, "q": 0.5}}},
        f"previous_round.venue_co2.n: 1{'0' * 56}... is not a number from 1 to 10,000,000.",
        id="more observers than people on earth",
    ),
    pytest.param(
        {"segments": {"front": {"label": "Front", "size": 1e308}}},
        "segments.front.size: 1e+308 is not a number from 0 to 10,000,000.",
        id="more attendees than people on earth",
    ),
    pytest.param(
        {"feedback": [{"id": "F1", "q1": 11, "q2": 3, "at": ""}]},
        "feedback[0].q1: 11 is not a number from 1 to 10.",
        id="feedback off its range",
    ),
    pytest.param(
        {"feedback": [{"id": "F1", "q1": 3}]},
        "feedback[0].q2: is missing. Give a whole number from 1 to 10.",
        id="half a feedback",
    ),
]


@pytest.mark.parametrize(("parts", "problem"), WRONG)
def test_a_problem_names_the_field_the_value_and_what_to_do(parts, problem):
    data = event(messages=[message()]) | parts if isinstance(parts, dict) else parts

    assert problems(data)[0] == problem


def test_all_problems_are_told_at_once():
    data = event(
        form="tiny",
        messages=[message()],
        promises=[promise(quote="caviar", strength="firm")],
        walkthroughs=[walk(answers={"venue_co2": "fresh", "venue_smell": 1}), "late"],
    )

    assert [problem.split(":")[0] for problem in problems(data)] == [
        "promises[0].quote",
        "promises[0].strength",
        "walkthroughs[0].answers.venue_co2",
        "walkthroughs[0].answers",
        "walkthroughs[1]",
        "form",
    ]


def test_a_long_value_is_shortened():
    [problem] = problems(event(form="x" * 1000))

    assert len(problem) < 120


def test_unknown_keys_and_channels_are_warnings():
    facts = parse_event(event(planted="x", messages=[message(channel="pigeon")]), LIBRARY)

    assert facts.warnings == (
        "planted: is not known and was not read. The keys are in docs/event-file.md.",
        "messages M1: the channel 'pigeon' is not known, so it is taken to reach everyone. Known are "
        "invitation_email, web_page, programme, social_post, ticket, parking_instructions or reminder_email.",
    )


def test_expected_numbers_and_planted_notes_are_passed_over_in_silence():
    assert parse_event(event(expected={}, planted_note="x"), LIBRARY).warnings == ()


def test_short_forms_are_understood():
    facts = parse_event(
        event(
            intended="luxury",
            intended_touchpoints={"queues": None, "host": "neutral"},
            segments={"front": "Tables 1-12", "back": {"label": "Annex", "size": 120}},
            contradictions=[
                {
                    "touchpoint": "venue",
                    "kind": "fact",
                    "a": {"message": "M1", "quote": "as"},
                    "b": {"message": "M1", "quote": "you"},
                }
            ],
            messages=[message()],
            walkthroughs=[walk(answers={"venue_step_free": "yes"}, reads={"venue": "rustic", "mood": []})],
        ),
        LIBRARY,
    )

    assert facts.intended == Mixture.of({"luxury": 1})
    assert facts.intended_touchpoints == {"queues": NEUTRAL, "host": NEUTRAL}
    assert facts.segments == (SegmentFact("front", "Tables 1-12"), SegmentFact("back", "Annex", 120))
    assert [one.id for one in facts.contradictions] == ["X1"]
    assert facts.walkthroughs[0].answers[0].value is True
    assert [one.touchpoint for one in facts.walkthroughs[0].reads] == ["venue"]


def test_writing_the_demo_event_keeps_all_that_counts():
    data = gilded_compass()
    written = dump_event(parse_event(data, LIBRARY))

    expected = copy.deepcopy(data)
    del expected["expected"]
    for one in expected["feedback"]:
        del one["expects"]
    for one in expected["promises"]:
        del one["expected_q"]
        one["atmosphere"] = one["atmosphere"] and {one["atmosphere"]: 1.0}
        for key in [key for key, value in one.items() if value is None]:
            del one[key]
    assert written == expected


@pytest.mark.parametrize("index", [0, 1, 2])
def test_what_was_written_reads_the_same(index):
    facts = parse_event(load("demo_events.json")["events"][index], LIBRARY)

    assert parse_event(dump_event(facts), LIBRARY) == facts


def test_equal_numbers_of_another_type_are_told_apart_in_whatever_order_they_come():
    """True == 1 == 1.0, and what was read before is remembered."""
    reader = WalkthroughReader(LIBRARY)
    answers = [("venue_condition", 1), ("venue_condition", 1.0), ("venue_step_free", True)]
    for key, value in answers:
        facts = parse_event(event(walkthroughs=[walk(answers={key: value})]), LIBRARY, reader)
        assert [(one.criterion, one.value) for one in facts.walkthroughs[0].answers] == [(key, value)]
    for key, value in (("venue_condition", True), ("venue_step_free", 1)):
        with pytest.raises(EventFileError, match=rf"walkthroughs\[0\].answers.{key}: {value} is"):
            parse_event(event(walkthroughs=[walk(answers={key: value})]), LIBRARY, reader)
