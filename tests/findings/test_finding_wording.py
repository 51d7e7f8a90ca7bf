"""Every finding and delight has a sentence, and every gap a name and a question."""

import pytest

from eventaudit.consistency import Delight, Finding, Settings
from eventaudit.consistency.findings import GAPS as KNOWN_GAPS
from eventaudit.consistency.wording_en import SENTENCES
from eventaudit.findings.wording import (
    GAP_QUESTIONS,
    GAPS,
    Glossary,
    delight_sentence,
    finding_sentence,
    severity_bound,
)
from eventaudit.library.models import TemplateVersion
from tests.factories import make_organisation

VALUES = [["Aino", [2]], ["Onni", [3]]]
COMPARED = {
    "criterion": "host_inspires",
    "previous": 0.75,
    "previous_n": 2,
    "now": 0.375,
    "now_n": 2,
    "values": VALUES,
}
QUOTES = {"message": "A2", "quote": "Doors at 17", "other_message": "A5", "other_quote": "Doors at 18"}
KEPT = {"message": "A2", "quote": "five minutes", "verdict": "broken", "note": "it took ten"}
SEGMENTS = {
    "criterion": "venue_space_feel",
    "best": {"segment": "front", "q": 0.93, "n": 22, "low": 0.79, "high": 0.98},
    "worst": {"segment": "back", "q": 0.34, "n": 19, "low": 0.19, "high": 0.53},
}
VIEWS = {"criterion": "host_tone_match", "auditors": 0.0, "attendees": 0.231, "n": 39}
READ = [["Aino", ["neutral"]], ["Onni", [{"rustic": 1.0}]]]

FINDINGS = {
    "g1.message_off_brief": (
        {"message": "A5", "spoken": {"colourful": 1.0}, "intended": {"luxury": 1.0}},
        "Ticket (A5) speaks of “Colourful”, but the brief says “Luxury”.",
    ),
    "g2.criterion": (
        KEPT | {"criterion": "cloakroom_out_wait", "values": [["Aino", [9]]]},
        "Promised in Web page (A2): “five minutes”. "
        "Found: Waiting time to get the coat back: 9\u00a0min (Aino).",
    ),
    "g2.reading": (
        KEPT | {"promised": {"rustic": 1.0}},
        "Promised in Web page (A2): “five minutes”. "
        "It promises “Rustic and natural”; another atmosphere was read on site.",
    ),
    "g2.manual": (KEPT, "Promised in Web page (A2): “five minutes”. It took ten."),
    "g3.neutral": (
        {"intended": {"luxury": 1.0}, "read": READ[:1]},
        "Host or moderator: nothing points to “Luxury”; it was read as neutral.",
    ),
    "g3.other_atmosphere": (
        {"intended": {"luxury": 1.0}, "read": READ},
        "Host or moderator: intended as “Luxury”, read as “Neutral, Rustic and natural”.",
    ),
    "g4.out_of_tune": (
        {"mean": 0.035, "median": 0.74, "read": READ[1:]},
        "Host or moderator falls out of tune with the other touchpoints: it was read as “Rustic and natural” "
        "and is only 4 of 100 like them, where 74 is usual here.",
    ),
    "g5.worse": (
        COMPARED | {"indication": False},
        "Does the host inspire the room? 2 of 5 (Aino), 3 of 5 (Onni). "
        "Worse than last time: 75 of 100 then, 38 now.",
    ),
    "g5.indication": (
        COMPARED | {"indication": True},
        "Does the host inspire the room? 2 of 5 (Aino), 3 of 5 (Onni). Worse than last time: 75 of 100 then, "
        "38 now. An indication: 2 and 2 observations are too few to be sure.",
    ),
    "g6.clear": (
        SEGMENTS,
        "Not the same event for everyone. How roomy do the spaces feel? Front tables 93 of 100, back 34.",
    ),
    "g6.indication": (
        SEGMENTS,
        "Not the same event for everyone. How roomy do the spaces feel? Front tables 93 of 100, back 34. "
        "An indication: the two ranges overlap.",
    ),
    "g7.auditors_kinder": (
        VIEWS,
        "Does the host's tone suit the atmosphere? Auditors 0 of 100, attendees 23. "
        "The auditors were kinder: perhaps a blind spot.",
    ),
    "g7.auditors_stricter": (
        VIEWS,
        "Does the host's tone suit the atmosphere? Auditors 0 of 100, attendees 23. "
        "The auditors were stricter: talk it over when they calibrate.",
    ),
    "pp.costly_fact": (
        QUOTES,
        "Web page (A2) says “Doors at 17”, but Ticket (A5) says “Doors at 18”. "
        "Whoever believes the wrong one pays for it.",
    ),
    "pp.fact": (
        QUOTES,
        "Web page (A2) says “Doors at 17”, but Ticket (A5) says “Doors at 18”. One of them is wrong.",
    ),
    "pp.soft": (
        QUOTES | {"other_message": "A2"},
        "Web page (A2) says “Doors at 17”, and also “Doors at 18”.",
    ),
    "pp.tone": (
        QUOTES,
        "Web page (A2) says “Doors at 17”, but Ticket (A5) says “Doors at 18”. They speak in two tones.",
    ),
    "s.balance_both": (
        {"criterion": "venue_space_feel", "values": [["Aino", [-2]], ["Onni", [2]]]},
        "How roomy do the spaces feel? Far too little (Aino), far too much (Onni).",
    ),
    "s.balance_too_little": (
        {"criterion": "venue_space_feel", "values": [["Aino", [-2]]]},
        "How roomy do the spaces feel? Far too little (Aino).",
    ),
    "s.balance_too_much": (
        {"criterion": "venue_space_feel", "values": [["Aino", [2]], ["Onni", [2]]]},
        "How roomy do the spaces feel? Far too much (Aino, Onni).",
    ),
    "s.choice": (
        {"criterion": "mood_problem_handling", "values": [["Aino", ["sent_elsewhere"]]]},
        "You bring a small problem to the nearest person. What happens? You were sent somewhere else (Aino).",
    ),
    "s.fit": (
        {"criterion": "host_inspires", "values": VALUES},
        "Does the host inspire the room? 2 of 5 (Aino), 3 of 5 (Onni).",
    ),
    "s.measure": (
        {
            "criterion": "cloakroom_out_wait",
            "values": [["Aino", [9.5]]],
            "unit": "min",
            "lo": None,
            "hi": 5,
        },
        "Waiting time to get the coat back: 9.5\u00a0min (Aino). Good is at most 5 min.",
    ),
    "s.yesno": (
        {"criterion": "toilets_supplies", "values": [["Aino", [False]]]},
        "Are paper, soap, towels and sanitary bins there all day? No (Aino).",
    ),
}
DELIGHTS = {
    "delight.exceeded": (
        {"criterion": "ambience_expectation", "values": [["Aino", ["exceeded"]]]},
        "Music, decor and light, compared with what you expected: exceeded (Aino). More than was expected.",
    ),
    "delight.improved": (
        COMPARED | {"indication": False, "previous": 0.3, "now": 1.0},
        "Does the host inspire the room? 2 of 5 (Aino), 3 of 5 (Onni). "
        "Better than last time: 30 of 100 then, 100 now.",
    ),
    "delight.improved_indication": (
        COMPARED | {"indication": True, "previous": 0.3, "now": 1.0},
        "Does the host inspire the room? 2 of 5 (Aino), 3 of 5 (Onni). Better than last time: 30 of 100 "
        "then, 100 now. An indication: 2 and 2 observations are too few to be sure.",
    ),
    "delight.everyone": (
        {"criterion": "host_inspires", "auditors": 0.875, "lowest": 0.82, "n": 41},
        "Nobody was left out. Does the host inspire the room? Every group of the 41 attendees 82 of 100 or "
        "more, the auditors 88.",
    ),
    "delight.feedback": (
        {"least": 9, "happy": 12, "n": 41},
        "12 of 41 attendees gave 9 or more of 10 to both questions.",
    ),
}


@pytest.fixture
def glossary(db):
    version = TemplateVersion.objects.get(template__organisation=None, number=1)
    messages = {"A2": "web_page", "A5": "ticket"}
    return Glossary.load(version, make_organisation(), messages, {"front": "front tables", "back": ""})


def finding(key, params, severity="major", impact=50.0):
    return Finding(
        id=key,
        gap=key.partition(".")[0].upper(),
        touchpoint="host",
        delta=0.5,
        impact=impact,
        severity=severity,
        evidence_grade="A",
        refs=(),
        message_key=key,
        phases=(),
        params=params,
    )


def test_all_keys_of_the_analysis_are_worded():
    assert {*FINDINGS, *DELIGHTS} == set(SENTENCES)


@pytest.mark.parametrize("key", FINDINGS)
def test_a_finding_is_told_in_a_sentence(glossary, key):
    params, expected = FINDINGS[key]
    assert finding_sentence(finding(key, params), glossary) == expected


@pytest.mark.parametrize("key", DELIGHTS)
def test_a_delight_is_told_in_a_sentence(glossary, key):
    params, expected = DELIGHTS[key]
    delight = Delight(key, "G5", "host", -0.5, (), key, params)
    assert delight_sentence(delight, glossary) == expected


def test_every_gap_has_a_name_and_a_question():
    assert list(GAPS) == list(GAP_QUESTIONS) == list(KNOWN_GAPS)


@pytest.mark.parametrize(
    ("key", "impact", "severity", "words"),
    [
        ("s.fit", 50.0, "major", ""),
        ("s.fit", 25.0, "critical", "Critical whatever its impact: it caps the index."),
        ("s.fit", 80.0, "major", "At most major: one observer's word alone."),
        ("g3.neutral", 50.0, "minor", "At most minor: a silent touchpoint does not break a theme."),
        ("g5.indication", 50.0, "minor", "At most minor: too few looked, then or now, to be sure."),
        (
            "g6.indication",
            50.0,
            "minor",
            "At most minor: the two ranges overlap, so chance may explain it.",
        ),
        (
            "g7.auditors_kinder",
            50.0,
            "minor",
            "At most minor: the auditors are to be calibrated, the event may be right.",
        ),
    ],
)
def test_a_severity_that_is_not_its_impacts_says_why(key, impact, severity, words):
    assert severity_bound(finding(key, {}, severity, impact), Settings()) == words
