"""What to do about a cause: whose work, where, and the value that will show the effect."""

import pytest

from eventaudit.consistency import default_library
from eventaudit.consistency.causes.incidents import INCIDENTS as KNOWN_INCIDENTS
from eventaudit.consistency.causes.titles import TITLE_OF_GAP
from eventaudit.consistency.causes_en import ACTIONS, CHECKS, INCIDENTS, TITLES
from eventaudit.consistency.crafts import CRAFTS, CRAFTS_AT, CRAFTS_OF_CRITERIA
from eventaudit.consistency.output import audit_json
from eventaudit.consistency.recommendations import ActionKey, CheckKey
from eventaudit.consistency.remedies import remedy

from .examples import audited, event, gilded_compass, message, promise, walk


def recommended(data, cause=None):
    """The recommendation for a cause, or for the only one."""
    found = {one.cause: one for one in audited(data).recommendations}
    return found[cause] if cause else next(iter(found.values()))


def parts(one):
    return one.action.key, one.owner, one.deadline, one.effort, [check.key for check in one.checks]


TWO = [walk("Aino"), walk("Onni")]


def answered(criterion, value):
    return event(walkthroughs=[one | {"answers": {criterion: value}} for one in TWO])


@pytest.mark.parametrize(
    ("criterion", "value", "check"),
    [
        ("toilets_clean_late", 1, ("fit", {"at_least": 4})),
        ("cloakroom_out_wait", 30, ("band", {"lo": None, "hi": 5, "unit": "min"})),
        ("venue_co2", 2000, ("band", {"lo": None, "hi": 800, "unit": "ppm above outdoors"})),
        ("toilets_supplies", False, ("yes", {})),
        ("programme_pace", 2, ("balance", {"value": 0})),
        ("mood_problem_handling", "brushed_off", ("option", {"options": ["solved_here", "handed_over"]})),
    ],
)
def test_the_check_is_the_criterion_with_the_value_it_must_reach(criterion, value, check):
    key, params = check
    (found,) = recommended(answered(criterion, value)).checks

    assert (found.key, found.params) == (key, {"criterion": criterion} | params)


@pytest.mark.parametrize(
    ("value", "direction"),
    [(-2, "more"), (2, "less")],
)
def test_a_two_sided_finding_says_the_direction(value, direction):
    action = recommended(answered("venue_space_feel", value)).action

    assert (action.key, action.params["direction"]) == ("mend", direction)


def test_the_two_directions_ask_for_different_work():
    cramped, empty = (remedy("venue_space_feel", way).mend["en"] for way in ("more", "less"))

    assert cramped == "Take tables or chairs out until people can pass each other"
    assert empty == "Close off part of the room and move the seats together"


def test_an_off_brief_message_is_mended_in_the_message_never_in_the_event():
    one = recommended(gilded_compass(), "message:A4")

    assert parts(one) == (
        "rewrite_message",
        "communications",
        "before_more_messages",
        "small",
        ["message_near_brief"],
    )
    assert one.action.params == {
        "message": "A4",
        "channel": "social_post",
        "intended": {"luxury": 1.0},
        "spoken": {"colourful": 1.0},
        "quotes": ["pink lights, beanbags in the Mirror Hall", "a DJ who refuses to stop", "Come as you are"],
    }
    assert one.checks[0].params == {"message": "A4", "below": 0.25}
    assert [check.params for check in one.checks if check.key == "promise_kept"] == []


def test_messages_that_contradict_each_other_get_one_wording():
    one = recommended(gilded_compass(), "craft:door")

    assert parts(one)[:2] == ("one_wording", "communications")
    assert {check.key for check in one.checks} == {"one_wording"}


def test_a_promise_judged_by_hand_is_kept_or_corrected():
    data = event(messages=[message()], promises=[promise(manual_q=0)])

    one = recommended(data)
    assert parts(one) == ("keep_or_correct", "caterer", "when_contracted", "medium", ["promise_kept"])
    assert one.action.params == {
        "promise": "P1",
        "message": "M1",
        "quote": "Champagne",
        "touchpoint": "catering",
    }


def test_a_segment_is_helped_where_it_is():
    one = recommended(gilded_compass(), "segment:back_tables")

    assert one.action.params["segment"] == "back_tables"
    assert (one.action.key, one.action.params["direction"]) == ("mend_in_segment", "more")
    assert [(check.key, check.params["criterion"]) for check in one.checks] == [
        ("segments_alike", "venue_space_feel"),
        ("segments_alike", "ambience_speech_clarity"),
    ]


@pytest.mark.parametrize(("q", "action"), [(1.0, "calibrate"), (0.0, "look_closer")])
def test_a_calibration_asks_nothing_of_the_organiser(q, action):
    data = event(
        walkthroughs=[walk(answers={"catering_taste": 3})],
        segments={"all": ""},
        attendee_segments={"catering_taste": {"all": {"n": 20, "q": q}}},
    )

    assert parts(recommended(data)) == (action, "lead_auditor", "next_audit", "small", ["auditors_agree"])


@pytest.mark.parametrize(("read", "action"), [("neutral", "name_cues"), ("rustic", "match_theme")])
def test_a_silent_touchpoint_needs_cues_another_atmosphere_must_go(read, action):
    one = recommended(event(walkthroughs=[walk(reads={"cloakroom": read})]))

    assert one.action.key == action
    assert one.action.params["intended"] == {"luxury": 1.0}
    assert one.checks[0].params == {"touchpoint": "cloakroom", "below": 0.25}


def test_an_incident_is_prepared_for():
    note = {"ambience_light_fit": "Power cut.", "ambience_speech_clarity": "The power cut again."}
    answers = {"ambience_light_fit": 1, "ambience_speech_clarity": 1}

    one = recommended(event(walkthroughs=[walk(answers=answers, comments=note)]))
    assert parts(one)[:2] == ("prepare_for", "producer")
    assert one.action.params == {
        "incident": "power_cut",
        "criteria": ["ambience_light_fit", "ambience_speech_clarity"],
    }


def test_hard_fails_come_first_then_severity_then_the_least_effort():
    found = audited(gilded_compass()).recommendations
    order = [
        (not one.hard_fail, -["note", "minor", "major", "critical"].index(one.severity)) for one in found
    ]
    efforts = [one.effort for one in found if one.severity == "major"]

    assert found[0].cause == "hard-fail:toilets_accessible"
    assert order == sorted(order)
    assert efforts == sorted(efforts, key=["small", "medium", "large"].index)
    assert [one.cause for one in found if one.quick_win] == [
        "craft:cleaning",
        "craft:staff_briefing",
        "message:A4",
        "craft:door",
    ]


def test_because_names_the_weightiest_facts_each_matter_once():
    one = recommended(gilded_compass(), "craft:stage_host")

    assert [finding.id for finding in one.because] == ["G2:P10", "S:host_tone_match", "S:prints_up_to_date"]
    assert one.more == 10


def test_every_criterion_of_the_default_template_has_its_craft():
    criteria = default_library().criteria

    assert set(CRAFTS_OF_CRITERIA) == set(criteria)
    named = {craft for crafts in (*CRAFTS_OF_CRITERIA.values(), *CRAFTS_AT.values()) for craft in crafts}
    assert named <= set(CRAFTS)
    assert set(CRAFTS_AT) == set(default_library().touchpoints)


def test_every_criterion_that_can_fail_has_words_in_three_languages():
    for key, criterion in default_library().criteria.items():
        sides = ("more", "less") if criterion.kind == "balance" else ("",)
        known = [remedy(key, side) for side in sides]
        if not criterion.scored or criterion.kind == "expectation":
            assert known == [None]
            continue
        texts = [text for one in known for text in (one.met, one.mend)]
        assert [sorted(text) for text in texts] == [["en", "fi", "sv"]] * len(texts)
        assert [word for text in texts for word in text.values() if not word or word.endswith(".")] == []


def test_every_key_has_english_words():
    assert set(ACTIONS) == set(ActionKey.__args__)
    assert set(CHECKS) == set(CheckKey.__args__)
    assert set(INCIDENTS) == set(KNOWN_INCIDENTS)
    assert set(TITLE_OF_GAP.values()) <= set(TITLES)


def test_the_printed_cause():
    causes = {one["id"]: one for one in audit_json(audited(gilded_compass()))["root_causes"]}

    assert causes["craft:cloakroom"] == {
        "id": "craft:cloakroom",
        "title": "The promise “your coat will be waiting for you when you leave” was broken (and 1 more)",
        "touchpoints": ["cloakroom"],
        "findings": ["G2:P15", "G3:cloakroom"],
        "severity": "critical",
        "recommendation": (
            "Double the people on the counter for the last half-hour and start pulling coats before the end "
            "– cloakroom: departure (venue manager; during event), because: Promise P15 in message A2, “your "
            "coat will be waiting for you when you leave”, was broken: cloakroom_out_wait = 18 / 16; "
            "cloakroom says nothing of luxury: it was read as neutral; check: cloakroom_out_wait at "
            "most 5 min."
        ),
    }
    assert causes["craft:cleaning"]["title"] == "The toilets did not stay clean: 2 / 2 (and 2 more)"


def test_every_kind_of_cause_can_be_printed():
    """Each gap on its own, so that each title and action is worded once."""
    lonely = [
        answered("host_energy", -2),
        event(walkthroughs=[walk(reads={"venue": "rustic"})]),
        event(walkthroughs=[walk(reads={"venue": "neutral"})]),
        event(
            walkthroughs=[walk(answers={"catering_taste": 3})],
            previous_round={"catering_taste": {"q": 1, "n": 9}},
        ),
        event(messages=[message(atmosphere="colourful")]),
        event(messages=[message()], promises=[promise(atmosphere="colourful", manual_q=0)]),
        event(
            walkthroughs=[
                walk(
                    answers={"ambience_light_fit": 1, "venue_condition": 1},
                    comments={"ambience_light_fit": "Rain came in.", "venue_condition": "Puddles of rain."},
                )
            ]
        ),
    ]

    assert [audit_json(audited(data))["root_causes"][0]["title"] for data in lonely] == [
        "The host brought too little energy: -2 / -2",
        "Venue was read as rustic instead of luxury",
        "Venue was read as neutral instead of luxury",
        "Worse than last time: catering_taste",
        "Message M1 speaks colourful; the brief says luxury",
        "“Champagne” in message M1 promises another event",
        "The weather was felt in several places: The lighting did not create the promised feeling "
        "(and 1 more)",
    ]
