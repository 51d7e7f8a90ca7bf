"""The rules of the gaps, each in one table: what makes it fire, what just does not, and nothing at all."""

import pytest

from .examples import audited, event, found, message, promise, walk

CRITICAL, MAJOR, MINOR, NOTE = "critical", "major", "minor", "note"


@pytest.mark.parametrize(
    ("parts", "findings"),
    [
        pytest.param({"atmosphere": "colourful"}, (1.0, 100.0, CRITICAL), id="opposite, to everybody"),
        pytest.param(
            {"atmosphere": "colourful", "channel": "social_post"}, (1.0, 50.0, MAJOR), id="opposite, to half"
        ),
        pytest.param(
            {"atmosphere": "colourful", "channel": "pigeon"}, (1.0, 100.0, CRITICAL), id="unknown channel"
        ),
        pytest.param(
            {"atmosphere": {"luxury": 0.5, "rustic": 0.5}}, (0.417, 41.7, MAJOR), id="half of it clashes"
        ),
        pytest.param(
            {"atmosphere": {"luxury": 0.7, "rustic": 0.3}}, (0.25, 25.0, MINOR), id="at the threshold"
        ),
        pytest.param({"atmosphere": {"luxury": 0.71, "rustic": 0.29}}, None, id="just nearer"),
        pytest.param({"atmosphere": "luxury"}, None, id="the brief's language"),
        pytest.param({"atmosphere": "neutral"}, None, id="silent"),
        pytest.param({"atmosphere": None}, None, id="unread"),
    ],
)
def test_g1_message_off_brief(parts, findings):
    result = audited(event(messages=[message(**parts)]))

    assert found(result) == ({"G1:M1": findings} if findings else {})


@pytest.mark.parametrize("intended", [None, "neutral"])
def test_g1_needs_a_brief(intended):
    assert found(audited(event(intended=intended, messages=[message(atmosphere="colourful")]))) == {}


def test_g1_without_an_atmosphere_for_the_event_takes_the_mean_of_its_touchpoints():
    result = audited(
        event(
            intended=None,
            intended_touchpoints={"venue": "colourful", "mood": "playful_festival", "queues": None},
            messages=[message("M1", atmosphere="colourful"), message("M2", atmosphere="classic_academic")],
        )
    )

    assert found(result) == {"G1:M2": (1.0, 100.0, CRITICAL)}


TWO_NOES = [walk("Aino", {"catering_as_promised": False}), walk("Onni", {"catering_as_promised": False})]


@pytest.mark.parametrize(
    ("promised", "walkthroughs", "findings"),
    [
        pytest.param(
            {"criterion": "catering_as_promised"}, TWO_NOES, (1.0, 100.0, CRITICAL), id="broken, by criterion"
        ),
        pytest.param(
            {"criterion": "catering_as_promised", "strength": "implied"},
            TWO_NOES,
            (1.0, 67.0, MAJOR),
            id="only implied",
        ),
        pytest.param(
            {"criterion": "catering_taste"},
            [walk(answers={"catering_taste": 1})],
            (1.0, 100.0, MAJOR),
            id="one observer's judgement is at most major",
        ),
        pytest.param(
            {"criterion": "catering_taste"},
            [walk(answers={"catering_taste": 1}, photos={"catering_taste": 1})],
            (1.0, 100.0, CRITICAL),
            id="unless a photo shows it",
        ),
        pytest.param(
            {"criterion": "cloakroom_out_wait"},
            [walk(answers={"cloakroom_out_wait": 15})],
            (1.0, 90.0, CRITICAL),
            id="a measurement needs no second observer",
        ),
        pytest.param(
            {"criterion": "venue_step_free"},
            [walk(answers={"venue_step_free": False})],
            (1.0, 25.0, CRITICAL),
            id="a hard-fail is critical",
        ),
        pytest.param(
            {"criterion": "catering_taste"},
            [walk(answers={"catering_taste": 3})],
            (0.5, 50.0, MAJOR),
            id="kept in part",
        ),
        pytest.param(
            {"criterion": "catering_taste"}, [walk(answers={"catering_taste": 4})], None, id="just kept"
        ),
        pytest.param({"criterion": "catering_taste"}, [walk()], None, id="not checked"),
        pytest.param({"manual_q": 0.5, "weight": 3}, [], (0.5, 50.0, MAJOR), id="by hand"),
        pytest.param({"manual_q": 0, "weight": 3}, [], (1.0, 100.0, MAJOR), id="by hand is one observer"),
        pytest.param(
            {"manual_q": 0, "weight": 3, "photos": 1}, [], (1.0, 100.0, CRITICAL), id="by hand with a photo"
        ),
        pytest.param({"manual_q": 0}, [], (1.0, 66.7, MAJOR), id="the analyst's weight is 2 unless set"),
        pytest.param({"manual_q": 1}, [], None, id="kept, by hand"),
        pytest.param(
            {"strength": "mood", "atmosphere": "rustic"},
            [walk(reads={"catering": ["luxury"]})],
            (0.833, 18.3, MINOR),
            id="another mood",
        ),
        pytest.param(
            {"strength": "mood", "atmosphere": "luxury"},
            [walk(reads={"catering": ["luxury"]})],
            None,
            id="the mood promised",
        ),
        pytest.param(
            {"strength": "mood", "atmosphere": "luxury"}, [walk()], None, id="a mood nobody could read"
        ),
    ],
)
def test_g2_promise_not_kept(promised, walkthroughs, findings):
    result = audited(event(messages=[message()], promises=[promise(**promised)], walkthroughs=walkthroughs))

    assert found(result, "G2") == ({"G2:P1": findings} if findings else {})


@pytest.mark.parametrize(
    ("atmosphere", "off_brief"),
    [
        ("colourful", True),
        ({"luxury": 0.28, "rustic": 0.72}, True),  # 0.6 away
        ({"luxury": 0.29, "rustic": 0.71}, False),
        ("festive_gala", False),
        ("neutral", False),
        (None, False),
    ],
)
def test_a_promise_of_another_atmosphere_is_off_brief(atmosphere, off_brief):
    data = event(messages=[message()], promises=[promise(manual_q=0, atmosphere=atmosphere)])

    [finding] = audited(data).findings
    assert finding.off_brief is off_brief


def test_off_brief_is_measured_against_the_touchpoint_of_the_promise():
    data = event(
        intended_touchpoints={"catering": "colourful"},
        messages=[message()],
        promises=[promise(manual_q=0, atmosphere="colourful")],
    )

    assert audited(data).promises["P1"].off_brief is False


@pytest.mark.parametrize(
    ("answers", "findings"),
    [
        pytest.param({"host_tone_match": [1, 1]}, (1.0, 100.0, CRITICAL), id="two observers"),
        pytest.param({"host_tone_match": [1]}, (1.0, 100.0, MAJOR), id="one observer"),
        pytest.param({"host_tone_match": [2]}, (0.75, 75.0, MAJOR), id="below standard"),
        pytest.param({"host_tone_match": [3]}, None, id="at the standard"),
        pytest.param({"host_tone_match": [1, 5]}, None, id="at the standard on average"),
        pytest.param({"host_tone_match": [None]}, None, id="unanswered"),
        pytest.param({"host_tone_match": ["NA"]}, None, id="not applicable"),
        pytest.param({"host_names_right": [False]}, (1.0, 8.3, NOTE), id="a small thing that few notice"),
        pytest.param({"host_expectation": ["below", "below"]}, None, id="expectation is no standard"),
        pytest.param({"prints_up_to_date": [False]}, (1.0, 100.0, CRITICAL), id="a check is a fact"),
        pytest.param({"toilets_accessible": [False]}, (1.0, 25.0, CRITICAL), id="hard-fail"),
        pytest.param(
            {"toilets_accessible": [True, False]}, (0.5, 12.5, CRITICAL), id="hard-fail that one of two saw"
        ),
        pytest.param({"toilets_accessible": [True]}, None, id="hard-fail passed"),
    ],
)
def test_s_below_standard(answers, findings):
    [(key, values)] = answers.items()
    result = audited(event(walkthroughs=[walk(f"auditor {n}", {key: v}) for n, v in enumerate(values)]))

    assert found(result, "S") == ({f"S:{key}": findings} if findings else {})


def test_s_is_covered_by_the_broken_promise_of_the_same_criterion():
    data = event(
        messages=[message()],
        promises=[promise(criterion="catering_as_promised")],
        walkthroughs=[walk(answers={"catering_as_promised": False, "catering_taste": 1})],
    )

    assert set(found(audited(data))) == {"G2:P1", "S:catering_taste"}


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ([-2, -1], "s.balance_too_little"),
        ([2, 2], "s.balance_too_much"),
        ([-2, 2], "s.balance_both"),
    ],
)
def test_s_keeps_the_direction_of_a_two_sided_scale(values, key):
    data = event(walkthroughs=[walk(f"auditor {n}", {"venue_space_feel": v}) for n, v in enumerate(values)])

    [finding] = audited(data).findings
    assert finding.message_key == key


@pytest.mark.parametrize(
    ("read", "findings"),
    [
        pytest.param({"host": ["rustic"]}, {"G3:host": (0.833, 83.3, CRITICAL)}, id="clash"),
        pytest.param({"host": ["festive_gala"]}, {"G3:host": (0.417, 41.7, MAJOR)}, id="kin"),
        pytest.param({"transport": ["rustic"]}, {"G3:transport": (0.833, 41.7, MAJOR)}, id="met by half"),
        pytest.param({"host": ["neutral"]}, {"G3:host": (0.5, 50.0, MINOR)}, id="silence is at most minor"),
        pytest.param(
            {"host": ["neutral", "rustic"]}, {"G3:host": (0.667, 66.7, MAJOR)}, id="not only silence"
        ),
        pytest.param(
            {"host": [{"luxury": 0.4, "festive_gala": 0.6}]}, {"G3:host": (0.25, 25.0, MINOR)}, id="threshold"
        ),
        pytest.param({"host": [{"luxury": 0.41, "festive_gala": 0.59}]}, {}, id="just nearer"),
        pytest.param({"host": ["luxury"]}, {}, id="as intended"),
        pytest.param({}, {}, id="unread"),
    ],
)
def test_g3_theme_not_delivered(read, findings):
    assert found(audited(event(walkthroughs=[walk(reads=read)]))) == findings


@pytest.mark.parametrize(
    "parts",
    [
        {"intended": None},
        {"intended": "neutral"},
        {"intended_touchpoints": {"host": None}},
        {"intended_touchpoints": {"host": "rustic"}},
    ],
)
def test_g3_holds_a_touchpoint_to_its_own_theme_only(parts):
    assert found(audited(event(walkthroughs=[walk(reads={"host": ["rustic"]})]) | parts)) == {}


@pytest.mark.parametrize("data", [event(), event(walkthroughs=[walk()]), {"id": "nothing at all"}])
def test_nothing_known_gives_no_findings(data):
    assert audited(data).findings == ()


def test_a_finding_carries_its_arithmetic():
    data = event(walkthroughs=[walk("Aino", {"transport_walk_from_parking": 12})])

    [finding] = audited(data).findings
    assert finding.params == {
        "criterion": "transport_walk_from_parking",
        "kind": "measure",
        "q": 0.375,
        "values": [["Aino", [12]]],
        "weight": 1,
        "reach": 0.5,
        "unit": "min",
        "lo": None,
        "hi": 7,
    }
    assert (finding.refs, finding.evidence_grade) == (("transport_walk_from_parking",), "A")
