"""Root causes: how close the rules come to what a person sees, and each rule for itself."""

import json
from collections import Counter
from math import comb
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventaudit.consistency import Settings, parse_event
from eventaudit.consistency.causes import propose_causes, title_of
from eventaudit.consistency.measured import measure
from eventaudit.consistency.output import audit_json
from eventaudit.consistency.severity import SEVERITIES

from .examples import audited, event, gilded_compass, message, promise, walk
from .strategies import LIBRARY, events

CASES = json.loads((Path(__file__).parent / "cause_cases.json").read_text(encoding="utf-8"))["cases"]


def adjusted_rand_index(one, other):
    """How far two partitions of the same things agree: 1 the same, about 0 by chance."""

    def pairs(keys):
        return sum(comb(size, 2) for size in Counter(keys).values())

    both = pairs((one[thing], other[thing]) for thing in one)
    by_chance = pairs(one.values()) * pairs(other.values()) / comb(len(one), 2)
    return (both - by_chance) / ((pairs(one.values()) + pairs(other.values())) / 2 - by_chance)


def causes(data):
    """{cause key: [finding ids]}"""
    return {cause.key: sorted(cause.findings) for cause in audited(data).causes}


def reasons(data):
    """{finding id: (rule, cause key)}"""
    return {link.finding: (link.rule, cause.key) for cause in audited(data).causes for link in cause.links}


def by_label(groups):
    return {finding: label for label, findings in groups.items() for finding in findings}


def test_the_index_of_agreement_is_the_known_one():
    one = dict(enumerate("aaabbb"))

    assert adjusted_rand_index(one, dict(enumerate("xxxyyy"))) == 1
    assert round(adjusted_rand_index(one, dict(enumerate("aabbcc"))), 3) == 0.242


def test_the_demo_event_has_the_causes_a_perfect_analyst_reports():
    data = gilded_compass()
    result = audited(data)
    ids = {(one.gap, one.touchpoint, one.refs[0]): one.id for one in result.findings}
    gaps = {
        one["id"]: ids[one["gap"].split("_")[0], one["touchpoint"], one["refs"][0]]
        for one in data["expected"]["gap_findings"]
    }
    expected = {
        gaps[one]: cause["id"] for cause in data["expected"]["root_causes"] for one in cause["findings"]
    }

    found = by_label({cause.key: cause.findings for cause in result.causes})
    assert (len(expected), found.keys()) == (47, expected.keys())
    assert adjusted_rand_index(found, expected) == 1
    assert [(cause.key, cause.severity) for cause in result.causes] == [
        ("hard-fail:toilets_accessible", "critical"),
        ("craft:food_order", "critical"),
        ("craft:stage_host", "critical"),
        ("craft:cloakroom", "critical"),
        ("craft:cleaning", "critical"),
        ("craft:staff_briefing", "major"),
        ("segment:back_tables", "major"),
        ("craft:signage", "major"),
        ("craft:timetable", "major"),
        ("craft:arrival_by_car", "major"),
        ("message:A4", "major"),
        ("craft:door", "major"),
        ("calibration:catering_taste", "minor"),
    ]


@pytest.mark.parametrize(
    ("case", "agreement"),
    [(case, case["agreement"]) for case in CASES],
    ids=[case["event"]["id"] for case in CASES],
)
def test_other_events_have_nearly_the_causes_a_person_saw(case, agreement):
    seen, found = by_label(case["causes"]), by_label(causes(case["event"]))

    assert found.keys() == seen.keys()
    assert round(adjusted_rand_index(found, seen), 2) == agreement


def test_an_off_brief_message_takes_its_promises_and_contradictions_along():
    found = causes(
        event(
            messages=[
                message("M1", "Champagne. Black tie."),
                message("M2", "Beanbags! Come as you are.", atmosphere="colourful"),
            ],
            promises=[
                promise("P1", "Champagne", manual_q=0),
                promise(
                    "P2", "Beanbags", message="M2", touchpoint="venue", atmosphere="colourful", manual_q=0
                ),
            ],
            contradictions=[
                {
                    "id": "X1",
                    "touchpoint": "mood",
                    "kind": "fact",
                    "a": {"message": "M1", "quote": "Black tie"},
                    "b": {"message": "M2", "quote": "Come as you are"},
                }
            ],
        )
    )

    assert found == {"message:M2": ["G1:M2", "G2:P2", "PP:X1"], "craft:food_order": ["G2:P1"]}


HEARD = {"front": {"n": 20, "q": 0.9}, "back": {"n": 20, "q": 0.1}}
NOT_HEARD = {"front": {"n": 20, "q": 0.45}, "back": {"n": 20, "q": 0.05}}
UNSURE = {"front": {"n": 6, "q": 0.6}, "back": {"n": 6, "q": 0.4}}


@pytest.mark.parametrize(
    ("results", "found"),
    [
        pytest.param(
            HEARD,
            {"segment:back": [f"{gap}:ambience_speech_clarity" for gap in ("G6", "G7", "S")]},
            id="good elsewhere: all of the criterion goes to the segment",
        ),
        pytest.param(
            NOT_HEARD,
            {"craft:sound_and_picture": ["G6:ambience_speech_clarity", "S:ambience_speech_clarity"]},
            id="bad everywhere: the difference goes to the craft",
        ),
        pytest.param(
            UNSURE,
            {
                "segment:back": ["G6:ambience_speech_clarity"],
                "craft:sound_and_picture": ["G7:ambience_speech_clarity", "S:ambience_speech_clarity"],
            },
            id="not clear: each by itself",
        ),
    ],
)
def test_a_segment_worse_off(results, found):
    data = event(
        walkthroughs=[walk(answers={"ambience_speech_clarity": 2})],
        segments={"front": "", "back": ""},
        attendee_segments={"ambience_speech_clarity": results},
    )

    assert causes(data) == found


def test_a_hard_fail_stands_alone_with_what_its_criterion_shows():
    found = causes(
        event(
            walkthroughs=[walk(answers={"toilets_accessible": False, "venue_wheelchair_places": 0})],
            previous_round={"toilets_accessible": {"q": 1.0, "n": 5}},
        )
    )

    assert found == {
        "hard-fail:toilets_accessible": ["G5:toilets_accessible", "S:toilets_accessible"],
        "craft:access": ["S:venue_wheelchair_places"],
    }


@pytest.mark.parametrize(
    ("answers", "rule"),
    [
        ({"catering_taste": 1}, ("same_criterion", "craft:kitchen")),
        ({"catering_taste": 3}, ("calibration", "calibration:catering_taste")),
    ],
)
def test_auditors_who_see_otherwise_join_what_else_the_criterion_shows(answers, rule):
    data = event(
        walkthroughs=[walk(answers=answers)],
        segments={"all": ""},
        attendee_segments={"catering_taste": {"all": {"n": 20, "q": 1.0}}},
    )

    assert reasons(data)["G7:catering_taste"] == rule


@pytest.mark.parametrize(
    ("quote", "touchpoint", "rule"),
    [
        ("Valet parking awaits you", "transport", ("words", "craft:arrival_by_car")),
        ("A shuttle meets every train", "transport", ("words", "craft:public_transport")),
        ("Bussi odottaa asemalla", "transport", ("words", "craft:public_transport")),
        ("Parkeringen är gratis", "transport", ("words", "craft:arrival_by_car")),
        ("You will love it", "transport", ("main_craft", "craft:arrival_by_car")),
        ("Valet parking awaits you", "catering", ("main_craft", "craft:food_order")),
    ],
)
def test_a_promise_judged_by_hand_goes_by_its_words(quote, touchpoint, rule):
    data = event(
        messages=[message(text=quote)], promises=[promise(quote=quote, touchpoint=touchpoint, manual_q=0)]
    )

    assert reasons(data)["G2:P1"] == rule


NAMED = "Our toastmaster Aurora Kuvittelija"


@pytest.mark.parametrize(
    ("note", "cause"),
    [
        ("The sheet still names Aurora.", "craft:stage_host"),
        ("Ohjelmassa on yhä Auroran nimi.", "craft:stage_host"),
        ("Programmet har kvar Kuvittelijas namn.", "craft:stage_host"),
        ("The sheet still names the old host.", "craft:printed_matter"),
        ("An aurora was to be seen.", "craft:printed_matter"),
    ],
)
def test_the_same_person_named(note, cause):
    data = event(
        messages=[message(text=NAMED)],
        promises=[promise(quote=NAMED, touchpoint="host", criterion="programme_as_announced")],
        walkthroughs=[
            walk(
                answers={"programme_as_announced": False, "host_tone_match": 1, "prints_up_to_date": False},
                comments={"prints_up_to_date": note},
            )
        ],
    )

    found = reasons(data)
    assert found["G2:P1"] == ("announced", "craft:stage_host")
    assert found["S:prints_up_to_date"][1] == cause


@pytest.mark.parametrize("parts", [{"name": "Aurora Evening"}, {"venue": "Villa Aurora"}])
def test_the_events_own_name_tells_no_cause_from_another(parts):
    data = event(
        messages=[message(text="Dine with Aurora Salmi")],
        promises=[promise(quote="Dine with Aurora", manual_q=0)],
        walkthroughs=[
            walk(answers={"prints_up_to_date": False}, comments={"prints_up_to_date": "Says Aurora at six."})
        ],
        **parts,
    )

    assert causes(data) == {"craft:food_order": ["G2:P1"], "craft:printed_matter": ["S:prints_up_to_date"]}


DARK_AND_SILENT = {"ambience_light_fit": 1, "ambience_speech_clarity": 1, "toilets_supplies": False}


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        pytest.param(
            {
                "ambience_light_fit": "Power cut at ten.",
                "ambience_speech_clarity": "Silent after the power cut.",
            },
            {
                "incident:power_cut": ["S:ambience_light_fit", "S:ambience_speech_clarity"],
                "craft:cleaning": ["S:toilets_supplies"],
            },
            id="felt by two crafts",
        ),
        pytest.param(
            {"ambience_light_fit": "Power cut at ten."},
            {
                "craft:light": ["S:ambience_light_fit"],
                "craft:sound_and_picture": ["S:ambience_speech_clarity"],
                "craft:cleaning": ["S:toilets_supplies"],
            },
            id="by one only",
        ),
    ],
)
def test_an_incident_that_several_crafts_suffered_from(notes, found):
    data = event(walkthroughs=[walk(answers=DARK_AND_SILENT, comments=notes)])

    assert causes(data) == found


def test_an_organisations_own_criteria_go_by_touchpoint_and_first_phase():
    template = json.loads((Path(__file__).parents[2] / "fixtures" / "template.json").read_text())
    usual = next(one for one in template["criteria"] if one["key"] == "catering_taste")
    phases = {"sauna_heat": ["arrival", "meal"], "sauna_towels": ["arrival"], "sauna_farewell": ["departure"]}
    template["criteria"] += [usual | {"key": key, "phases": when} for key, when in phases.items()]
    atmospheres = json.loads((Path(__file__).parents[2] / "fixtures" / "atmospheres.json").read_text())
    library = type(LIBRARY).from_json(template, atmospheres)

    result = audited(event(walkthroughs=[walk(answers=dict.fromkeys(phases, 1))]), library)
    assert {cause.key: sorted(cause.findings) for cause in result.causes} == {
        "touchpoint:catering:arrival": ["S:sauna_heat", "S:sauna_towels"],
        "touchpoint:catering:departure": ["S:sauna_farewell"],
    }


def test_titles_say_what_guests_met():
    titles = {cause.key: title_of(cause) for cause in audited(gilded_compass()).causes}

    assert {
        key: (title.key, title.params["finding"], title.params["more"]) for key, title in titles.items()
    } == {
        "hard-fail:toilets_accessible": ("hard_fail", "G2:P13", 0),
        "craft:food_order": ("promise_not_kept", "G2:P01", 2),
        "craft:stage_host": ("promise_not_kept", "G2:P10", 12),
        "craft:cloakroom": ("promise_not_kept", "G2:P15", 1),
        "craft:cleaning": ("below_standard", "S:toilets_clean_late", 2),
        "craft:staff_briefing": ("promise_not_kept", "G2:P17", 1),
        "segment:back_tables": ("segment_worse_off", "G6:venue_space_feel", 0),
        "craft:signage": ("below_standard", "S:prints_signs_theme", 1),
        "craft:timetable": ("promise_not_kept", "G2:P18", 2),
        "craft:arrival_by_car": ("promise_not_kept", "G2:P25", 5),
        "message:A4": ("message_off_brief", "G1:A4", 5),
        "craft:door": ("contradiction", "PP:X1", 2),
        "calibration:catering_taste": ("seen_otherwise", "G7:catering_taste", 0),
    }


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60, deadline=None)
@given(events(), st.randoms(use_true_random=False))
def test_causes_are_a_partition_whatever_the_order(data, random: Random):
    measured = measure(parse_event(data, LIBRARY), LIBRARY, Settings())
    found = audited(data, LIBRARY)
    shuffled = random.sample(found.findings, len(found.findings))

    assert propose_causes(shuffled, measured) == found.causes
    placed = [finding for cause in found.causes for finding in cause.findings]
    assert sorted(placed) == sorted(finding.id for finding in found.findings)
    for cause in found.causes:
        assert cause.severity == max((one.severity for one in cause.members), key=SEVERITIES.index)
        assert cause.findings == tuple(link.finding for link in cause.links)
        assert {link.cause for link in cause.links} == {cause.key}
    assert [one["id"] for one in audit_json(found)["root_causes"]] == [cause.key for cause in found.causes]
    assert sorted(one.cause for one in found.recommendations) == sorted(cause.key for cause in found.causes)


def test_a_mended_cause_leaves_the_keys_of_the_others_alone():
    data = gilded_compass()
    before = audited(data).causes
    for walkthrough in data["walkthroughs"]:
        walkthrough["answers"] |= dict.fromkeys(("toilets_accessible", "toilets_supplies"), True)
        walkthrough["answers"] |= {"toilets_clean_late": 5}

    after = {cause.key for cause in audited(data).causes}
    assert {cause.key for cause in before} - after == {"hard-fail:toilets_accessible", "craft:cleaning"}
