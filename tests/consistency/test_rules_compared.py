"""PP and G4 to G7, each in one table: what makes it fire, what just does not, and nothing at all."""

import pytest

from eventaudit.consistency import Settings

from .examples import audited, event, found, message, walk

CRITICAL, MAJOR, MINOR, NOTE = "critical", "major", "minor", "note"

INVITATION = message("M1", text="Black tie.", channel="invitation_email", atmosphere="luxury")
POST = message("M2", text="Come as you are.", channel="social_post", atmosphere="colourful")
WEB = message("M3", text="Evening dress.", channel="web_page", atmosphere=None)
TICKET = message("M4", text="See you.", channel="ticket", atmosphere="neutral")
GALA = message("M5", text="A gala.", channel="ticket", atmosphere="festive_gala")
WHISPER = message("M6", text="Psst.", channel="whisper", atmosphere="luxury")


def contradiction(kind, one=INVITATION, other=POST):
    quotes = {"a": one, "b": other}
    return {"id": "X1", "touchpoint": "mood", "kind": kind} | {
        side: {"message": said["id"], "quote": said["text"]} for side, said in quotes.items()
    }


@pytest.mark.parametrize(
    ("clash", "findings"),
    [
        pytest.param(contradiction("costly_fact"), (0.8, 40.0, MAJOR), id="costs the guest"),
        pytest.param(contradiction("fact"), (0.6, 30.0, MINOR), id="fact"),
        pytest.param(contradiction("soft"), (0.3, 15.0, MINOR), id="soft"),
        pytest.param(contradiction("fact", other=WEB), (0.6, 48.0, MAJOR), id="reach of the smaller channel"),
        pytest.param(contradiction("fact", INVITATION, INVITATION), (0.6, 60.0, MAJOR), id="one message"),
        pytest.param(
            contradiction("fact", other=WHISPER), (0.6, 60.0, MAJOR), id="unknown channel: everyone"
        ),
        pytest.param(contradiction("tone"), (1.0, 33.3, MINOR), id="opposite tones"),
        pytest.param(contradiction("tone", other=GALA), (0.417, 27.8, MINOR), id="kin tones"),
        pytest.param(contradiction("tone", other=TICKET), (0.5, 33.3, MINOR), id="tone beside silence"),
        pytest.param(contradiction("tone", other=WEB), (0.3, 16.0, MINOR), id="tone that nobody has read"),
        pytest.param(contradiction("tone", INVITATION, INVITATION), None, id="one tone is no clash"),
    ],
)
def test_pp_messages_contradict(clash, findings):
    messages = [INVITATION, POST, WEB, TICKET, GALA, WHISPER]
    result = audited(event(messages=messages, contradictions=[clash]))

    assert found(result, "PP") == ({"PP:X1": findings} if findings else {})


def test_pp_is_about_the_messages_before_the_event():
    result = audited(event(messages=[INVITATION, POST], contradictions=[contradiction("fact")]))

    [one] = [one for one in result.findings if one.gap == "PP"]
    assert (one.touchpoint, one.phases, one.criterion, one.refs) == ("mood", ("before",), None, ("X1",))
    assert (one.evidence_grade, one.message_key) == ("A", "pp.fact")
    assert one.params == {
        "contradiction": "X1",
        "message": "M1",
        "quote": "Black tie.",
        "other_message": "M2",
        "other_quote": "Come as you are.",
        "weight": 3,
        "reach": 0.5,
    }


LUXURY_HALLS = {key: ["luxury"] for key in ("venue", "mood", "queues", "catering")}


@pytest.mark.parametrize(
    ("read", "findings"),
    [
        pytest.param({"host": ["colourful"]}, {"G4:host": (1.0, 100.0, CRITICAL)}, id="out of tune"),
        pytest.param({"transport": ["rustic"]}, {"G4:transport": (0.833, 41.7, MAJOR)}, id="met by half"),
        pytest.param({"host": ["festive_gala"]}, {"G4:host": (0.417, 41.7, MAJOR)}, id="kin"),
        pytest.param(
            {"host": ["neutral", "colourful"]}, {"G4:host": (0.75, 75.0, CRITICAL)}, id="not only silence"
        ),
        pytest.param({"host": ["neutral"]}, {}, id="silence"),
        pytest.param({"host": ["luxury"]}, {}, id="in tune"),
        pytest.param({}, {}, id="unread"),
    ],
)
def test_g4_out_of_tune(read, findings):
    assert found(audited(event(walkthroughs=[walk(reads=LUXURY_HALLS | read)])), "G4") == findings


@pytest.mark.parametrize(
    ("rustic", "fires"),
    [
        pytest.param(0.46, True, id="0.256 below the median"),
        pytest.param(0.45, False, id="at the threshold"),
        pytest.param(0.44, False, id="0.244 below the median"),
    ],
)
def test_g4_compares_with_the_median_of_all_means(rustic, fires):
    """Three touchpoints agree, the fourth is d = rustic x 0.8333 away: it is 2/3 d below their mean."""
    halls = {key: ["luxury"] for key in ("venue", "mood", "queues")}
    mixed = {"luxury": 1 - rustic, "rustic": rustic}

    assert set(found(audited(event(walkthroughs=[walk(reads=halls | {"host": [mixed]})])), "G4")) == (
        {"G4:host"} if fires else set()
    )


@pytest.mark.parametrize(
    "read",
    [{}, {"venue": ["rustic"]}, {"venue": ["rustic"], "host": ["luxury"]}, {"venue": ["neutral"]}],
)
def test_g4_needs_touchpoints_to_compare(read):
    assert found(audited(event(walkthroughs=[walk(reads=read)])), "G4") == {}


def test_g4_leaves_out_touchpoints_without_a_theme():
    reads = LUXURY_HALLS | {"host": ["colourful"]}
    data = event(intended_touchpoints={"host": None}, walkthroughs=[walk(reads=reads)])

    assert found(audited(data), "G4") == {}


def previous(q, n=2):
    return {"toilets_clean_late": {"q": q, "n": n}}


def cleaners(*values):
    return [walk(f"auditor {n}", {"toilets_clean_late": value}) for n, value in enumerate(values)]


@pytest.mark.parametrize(
    ("before", "now", "findings"),
    [
        pytest.param(previous(0.75), cleaners(2, 2), (0.5, 50.0, MINOR), id="few observers: indication"),
        pytest.param(previous(1.0, 5), cleaners(1, 1, 1, 1, 1), (1.0, 100.0, CRITICAL), id="five and five"),
        pytest.param(previous(1.0, 5), cleaners(1, 1, 1, 1), (1.0, 100.0, MINOR), id="four now"),
        pytest.param(previous(1.0, 4), cleaners(1, 1, 1, 1, 1), (1.0, 100.0, MINOR), id="four then"),
        pytest.param(previous(0.85), cleaners(4), (0.1, 10.0, NOTE), id="at the threshold"),
        pytest.param(previous(0.849), cleaners(4), None, id="just less"),
        pytest.param(previous(0.75), cleaners(4), None, id="the same"),
        pytest.param(previous(0.5), cleaners(5), None, id="better is a delight"),
        pytest.param(previous(0.75), cleaners(None), None, id="not answered now"),
        pytest.param(previous(0.75), cleaners("NA"), None, id="not applicable now"),
        pytest.param({}, cleaners(1), None, id="not answered then"),
        pytest.param(previous(0.75), [], None, id="nobody walked through"),
    ],
)
def test_g5_worse_than_before(before, now, findings):
    result = audited(event(previous_round=before, walkthroughs=now))

    assert found(result, "G5") == ({"G5:toilets_clean_late": findings} if findings else {})


def test_g5_counts_an_observer_once_however_often_they_looked():
    looks = [walk("Aino", {"toilets_clean_late": 1}) for _ in range(5)]
    [one] = [
        one
        for one in audited(event(previous_round=previous(1.0, 5), walkthroughs=looks)).findings
        if one.gap == "G5"
    ]

    assert (one.severity, one.message_key, one.params["now_n"]) == (MINOR, "g5.indication", 1)


def test_g5_leaves_out_what_the_form_does_not_ask():
    data = event(form="short", previous_round=previous(1.0), walkthroughs=cleaners(1))
    data["previous_round"] = {"toilets_finish_fit": {"q": 1, "n": 2}}
    data["walkthroughs"] = [walk(answers={"toilets_finish_fit": 1})]

    assert found(audited(data), "G5") == {}


FRONT, BACK, SIDE = "front", "back", "side"


def asked(criterion="venue_space_feel", **results):
    return {
        "segments": {segment: segment for segment in (FRONT, BACK, SIDE)},
        "attendee_segments": {criterion: {key: {"n": n, "q": q} for key, (n, q) in results.items()}},
    }


@pytest.mark.parametrize(
    ("results", "findings"),
    [
        pytest.param({FRONT: (22, 0.93), BACK: (19, 0.34)}, (0.59, 59.0, MAJOR), id="clear"),
        pytest.param({FRONT: (60, 1.0), BACK: (60, 0.0)}, (1.0, 100.0, CRITICAL), id="all or nothing"),
        pytest.param({FRONT: (6, 0.9), BACK: (6, 0.4)}, (0.5, 50.0, MINOR), id="overlapping intervals"),
        pytest.param({FRONT: (90, 0.65), BACK: (90, 0.5)}, (0.15, 15.0, MINOR), id="at the threshold"),
        pytest.param({FRONT: (90, 0.649), BACK: (90, 0.5)}, None, id="just nearer"),
        pytest.param(
            {FRONT: (30, 0.9), SIDE: (30, 0.6), BACK: (30, 0.2)}, (0.7, 70.0, MAJOR), id="best against worst"
        ),
        pytest.param({FRONT: (5, 1.0), BACK: (5, 0.0)}, (1.0, 100.0, CRITICAL), id="five each are enough"),
        pytest.param({FRONT: (50, 1.0), BACK: (4, 0.0)}, None, id="four are not shown"),
        pytest.param(
            {FRONT: (30, 0.9), SIDE: (30, 0.7), BACK: (4, 0.0)}, (0.2, 20.0, MINOR), id="the few are left out"
        ),
        pytest.param({FRONT: (50, 1.0)}, None, id="one segment"),
        pytest.param({}, None, id="nobody asked"),
    ],
)
def test_g6_segments_differ(results, findings):
    result = audited(event(**asked(**results)))

    assert found(result, "G6") == ({"G6:venue_space_feel": findings} if findings else {})


@pytest.mark.parametrize(
    ("sizes", "attendees", "reach"),
    [
        pytest.param({FRONT: 80, BACK: 20}, None, 1.0, id="a fifth of the segments"),
        pytest.param({FRONT: 81, BACK: 19}, None, 0.5, id="less than a fifth of the segments"),
        pytest.param({FRONT: 80, BACK: 20}, 101, 0.5, id="less than a fifth of all attendees"),
        pytest.param({FRONT: 19, BACK: 81}, None, 1.0, id="the worst segment decides"),
        pytest.param({FRONT: 10, BACK: None}, None, 1.0, id="unknown size"),
        pytest.param({FRONT: None, BACK: 19}, 100, 0.5, id="known of a known number"),
        pytest.param({FRONT: None, BACK: 19}, None, 1.0, id="known of an unknown number"),
        pytest.param({FRONT: 0, BACK: 0}, 0, 1.0, id="no people at all"),
    ],
)
def test_g6_a_small_segment_weighs_half(sizes, attendees, reach):
    data = event(**asked(**{FRONT: (30, 1.0), BACK: (30, 0.0)}), attendees=attendees)
    data["segments"] = {key: {"label": key, "size": size} for key, size in sizes.items()}

    [one] = audited(data).findings
    assert (one.params["reach"], one.impact) == (reach, 100 * reach)


def test_g6_of_equally_bad_segments_the_largest_counts():
    data = event(**asked(**{FRONT: (30, 1.0), SIDE: (30, 0.0), BACK: (30, 0.0)}))
    data["segments"] = {FRONT: {"size": 80}, SIDE: {"size": 5}, BACK: {"size": 15}}

    [one] = audited(data | {"attendees": 60}).findings
    assert one.params["worst"]["segment"] == BACK


@pytest.mark.parametrize(
    ("answer", "results", "findings", "key"),
    [
        pytest.param(3, {FRONT: (20, 0.8)}, (0.3, 30.0, MINOR), "g7.auditors_stricter", id="stricter"),
        pytest.param(5, {FRONT: (20, 0.5)}, (0.5, 50.0, MINOR), "g7.auditors_kinder", id="kinder, blind"),
        pytest.param(5, {FRONT: (20, 0.0)}, (1.0, 100.0, MINOR), "g7.auditors_kinder", id="at most minor"),
        pytest.param(4, {FRONT: (20, 0.55)}, (0.2, 20.0, MINOR), "g7.auditors_kinder", id="at the threshold"),
        pytest.param(4, {FRONT: (20, 0.551)}, None, None, id="just nearer"),
        pytest.param(
            3,
            {FRONT: (30, 0.9), BACK: (10, 0.5)},
            (0.3, 30.0, MINOR),
            "g7.auditors_stricter",
            id="every attendee weighs the same",
        ),
        pytest.param(1, {FRONT: (5, 1.0)}, (1.0, 100.0, MINOR), "g7.auditors_stricter", id="five"),
        pytest.param(1, {FRONT: (4, 1.0)}, None, None, id="four"),
        pytest.param(
            1,
            {FRONT: (3, 1.0), BACK: (2, 1.0)},
            (1.0, 100.0, MINOR),
            "g7.auditors_stricter",
            id="five together, none of whom can be told apart",
        ),
        pytest.param(3, {FRONT: (20, 0.5), BACK: (4, 1.0)}, None, None, id="a few beside many"),
        pytest.param(None, {FRONT: (20, 0.5)}, None, None, id="auditors have not answered"),
        pytest.param("NA", {FRONT: (20, 0.5)}, None, None, id="not applicable"),
        pytest.param(1, {}, None, None, id="nobody asked"),
    ],
)
def test_g7_auditors_see_otherwise(answer, results, findings, key):
    data = event(
        **asked("catering_taste", **results), walkthroughs=[walk(answers={"catering_taste": answer})]
    )
    result = audited(data)

    assert found(result, "G7") == ({"G7:catering_taste": findings} if findings else {})
    assert [one.message_key for one in result.findings if one.gap == "G7"] == ([key] if key else [])


def test_thresholds_are_the_settings_own():
    data = event(
        **asked("catering_taste", **{FRONT: (9, 1.0), BACK: (9, 0.0)}),
        previous_round={"catering_taste": {"q": 0.9, "n": 2}},
        walkthroughs=[walk(answers={"catering_taste": 3})],
        messages=[INVITATION, POST],
        contradictions=[contradiction("fact")],
    )
    own = Settings.from_json(
        {
            "g5_from": 0.45,
            "g6_attendees": 10,
            "g7_attendees": 20,
            "contradiction_deltas": {"fact": 0.9},
            "g1_from": 1,
        }
    )

    assert set(found(audited(data))) == {"G1:M2", "PP:X1", "G5:catering_taste", "G6:catering_taste"}
    assert found(audited(data, settings=own)) == {
        "G1:M2": (1.0, 50.0, MAJOR),
        "PP:X1": (0.9, 45.0, MAJOR),
    }
