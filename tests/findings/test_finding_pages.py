"""The list of findings, one finding opened, and the rounds."""

import pytest
from django.urls import reverse

from eventaudit.findings.audited import audit_of
from eventaudit.findings.event_file import import_event
from eventaudit.findings.facts import audit_event
from eventaudit.findings.finding_evidence import context_of
from eventaudit.findings.models import CorrectiveAction
from eventaudit.findings.rounds_page import build_rounds_page
from eventaudit.library.models import AnalysisSettings
from eventaudit.messaging.models import Promise
from eventaudit.walkthroughs.models import Answer
from tests import factories

from .test_event_file import small_event
from .test_pages import filled_event, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def compass(organisation, demo_files):
    return import_event(organisation=organisation, data=demo_files["gilded_compass"], by=None)


def opened(client, event, finding, **filter_):
    response = client.get(url("finding", event, finding), filter_)
    assert response.status_code == 200
    return response.context["page"]


@pytest.mark.parametrize("key", ["A 1", "a/b", "50 %", "x?y#z&w", "é\\<b>"])
def test_whatever_a_file_calls_its_messages_their_findings_and_causes_open(manager_client, organisation, key):
    message = {"id": key, "channel": "ticket", "text": "Mud and straw.", "atmosphere": {"rustic": 1.0}}
    event = import_event(
        organisation=organisation,
        data=small_event(messages=[message], promises=[], walkthroughs=[]),
        by=None,
    )
    assert opened(manager_client, event, f"G1:{key}").row.finding.id == f"G1:{key}"
    assert manager_client.get(url("cause", event, f"message:{key}")).status_code == 200
    for name in ("overview", "before", "list", "causes"):
        assert manager_client.get(url(name, event)).status_code == 200


# The list


def test_the_list_holds_all_findings_worst_first_and_what_to_keep_apart(manager_client, compass):
    context = manager_client.get(url("list", compass)).context
    assert [(severity, len(rows)) for severity, _label, rows in context["groups"]] == [
        ("critical", 10),
        ("major", 16),
        ("minor", 18),
        ("note", 3),
    ]
    assert context["groups"][0][2][0].finding.id == "G2:P13"
    assert [row.delight.gap for row in context["delights"]] == ["G6", "expectation", "G5"]


def test_the_filter_is_told_in_a_sentence(manager_client, compass):
    page = manager_client.get(url("list", compass), {"severity": "major", "touchpoint": "toilets"})
    assert "Showing 1 of 47: Major, Toilets." in page.text
    assert [row.finding.id for _key, _label, rows in page.context["groups"] for row in rows] == [
        "S:toilets_supplies"
    ]
    address = url("finding", compass, "S:toilets_supplies")
    assert f"{address}?severity=major&amp;touchpoint=toilets" in page.text


def test_a_finding_that_is_being_mended_says_so_in_the_list(manager_client, compass):
    action = CorrectiveAction.objects.create(
        event=compass, finding="S:toilets_supplies", title="Fill up", status="doing"
    )
    groups = manager_client.get(url("list", compass)).context["groups"]
    told = {row.finding.id: row.action for _key, _label, rows in groups for row in rows if row.action}
    assert told == {"S:toilets_supplies": action}


def test_nothing_that_fits_says_what_to_do(manager_client, compass):
    page = manager_client.get(url("list", compass), {"severity": "note", "touchpoint": "venue"})
    assert page.context["groups"] == []
    assert "No finding fits this choice. Take one of the filters back" in page.text


def test_nonsense_in_the_filter_is_named_and_left_out(manager_client, compass):
    page = manager_client.get(url("list", compass), {"gap": "<b>", "phase": "x" * 500, "other": "1"})
    assert page.context["shown"] == 47
    assert "Gap “&lt;b&gt;” does not exist and was left out." in page.text
    assert f"Phase “{'x' * 40}” does not exist" in page.text
    assert "<b>" not in page.text


def test_an_event_without_findings_says_where_they_come_from(manager_client, event):
    page = manager_client.get(url("list", event))
    assert "Findings appear when messages have been given an atmosphere" in page.text


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(
    ("name", "args", "queries"),
    [
        ("list", [], 16),
        ("rounds", [], 15),
        ("finding", ["S:venue_step_free"], 19),
    ],
)
def test_pages_take_the_same_queries_whatever_the_size(
    manager_client, organisation, django_assert_num_queries, size, name, args, queries
):
    event = filled_event(organisation, size)
    manager_client.get(url(name, event, *args))  # the library is known to the process afterwards
    with django_assert_num_queries(queries):
        response = manager_client.get(url(name, event, *args))
    assert response.status_code == 200


# One finding


def test_every_finding_of_the_demo_event_opens(manager_client, compass):
    for finding in audit_event(compass).findings:
        page = opened(manager_client, compass, finding.id)
        assert (page.row.finding.id, page.step.total) == (finding.id, 47)


def test_a_finding_that_is_not_there_is_not_found(manager_client, event):
    for finding in ("G2:P1", "nonsense", "S:" + "x" * 300):
        assert manager_client.get(url("finding", event, finding)).status_code == 404


def test_the_arithmetic_names_each_factor_with_its_source(manager_client, compass):
    shown = opened(manager_client, compass, "G2:P15").arithmetic
    assert [(factor.name, factor.number, factor.reason) for factor in shown.factors] == [
        ("Gap", "1.00", "1 − 0.00, the quality of what was found; the criterion decides."),
        ("Weight", "3 / 3", "What the criterion weighs in the library, of 3."),
        ("Strength", "1.00", "An explicit promise: it can be checked on site."),
        ("Reach", "0.90", "Met by cloakroom users, counted as 90 % of the attendees."),
    ]
    assert shown.line == "100 × 1.00 × (3/3) × 1.00 × 0.90 = 90.0"
    assert shown.cuts == (
        "90.0 of 100 makes it critical: critical from 75, major from 40, minor from 15, a note below."
    )
    assert shown.bound == ""


def test_a_cap_is_told_under_the_sum(manager_client, compass):
    toilet = opened(manager_client, compass, "G2:P13").arithmetic
    assert toilet.factors[-1].reason == (
        "Met by wheelchair and step-free users, counted as 25 % of the attendees. No group counts for less."
    )
    assert toilet.bound == "Critical whatever its impact: it caps the index."
    assert opened(manager_client, compass, "G3:cloakroom").arithmetic.bound == (
        "At most minor: a silent touchpoint does not break a theme."
    )


@pytest.mark.parametrize(
    ("finding", "reasons"),
    [
        (
            "G1:A4",
            [
                "1 − 0.00, the likeness of the message and the brief.",
                "What the atmosphere weighs, of 3.",
                "The part of the attendees whom Social media post (A4) reaches.",
            ],
        ),
        (
            "PP:X4",
            [
                "1 − 0.00, the likeness of the two messages.",
                "What a contradiction in tone weighs, of 3.",
                "The part of the attendees whom the rarer of the two messages reaches.",
            ],
        ),
        (
            "G4:host",
            [
                "1 − 0.03, its mean likeness to the other touchpoints.",
                "What the atmosphere weighs, of 3.",
                "The part of the attendees who meet this touchpoint: the middle of its criteria.",
            ],
        ),
        (
            "G5:host_inspires",
            [
                "0.75 last time − 0.38 now.",
                "What the criterion weighs in the library, of 3.",
                "A comparison counts in full.",
            ],
        ),
        (
            "G6:venue_space_feel",
            [
                "0.93 in the best segment − 0.34 in the worst.",
                "What the criterion weighs in the library, of 3.",
                "The worse segment is a large part of the attendees, or of unknown size.",
            ],
        ),
    ],
)
def test_every_gap_tells_its_own_sources(manager_client, compass, finding, reasons):
    shown = opened(manager_client, compass, finding).arithmetic
    assert [factor.reason for factor in shown.factors] == reasons


def test_the_evidence_shows_who_answered_what_and_the_words_that_were_promised(manager_client, compass):
    shown = opened(manager_client, compass, "G2:P15").evidence
    assert [(each.auditor, each.words, each.quality) for each in shown.observations] == [
        ("auditor_1", "18\u00a0min", "0"),
        ("auditor_2", "16\u00a0min", "0"),
    ]
    assert shown.observations[0].note.startswith("Two attendants for 230 coats")
    [quote] = shown.quotes
    assert quote.quote == "your coat will be waiting for you when you leave"
    assert quote.before.endswith("The cloakroom is staffed and complimentary, and ")
    assert quote.promise == Promise.objects.get(key="P15").pk
    assert (shown.sureness, shown.grade_reason) == (
        "2 observers, all at 0 of 100.",
        "Several observers: auditor_1, auditor_2.",
    )


@pytest.mark.parametrize(
    ("finding", "sureness", "grade_reason"),
    [
        ("G1:A4", "", "The messages themselves are the documents."),
        ("G6:venue_space_feel", "", "5 attendees are observers enough."),
        ("G7:catering_taste", "41 attendees answered.", "5 attendees are observers enough."),
        (
            "S:prints_up_to_date",
            "One observer: no range can be given.",
            "A measurement or a check: whoever looks finds the same.",
        ),
        ("S:host_inspires", "2 observers, from 25 to 50 of 100.", "Several observers: auditor_1, auditor_2."),
        (
            "S:host_includes_everyone",
            "One observer: no range can be given.",
            "One observer's judgement, without a photo or a second observer.",
        ),
        (
            "G2:P04",
            "One person's verdict: no range can be given.",
            "One observer's judgement, without a photo or a second observer.",
        ),
    ],
)
def test_how_sure_a_finding_is(manager_client, compass, finding, sureness, grade_reason):
    shown = opened(manager_client, compass, finding).evidence
    assert (shown.sureness, shown.grade_reason) == (sureness, grade_reason)


def test_the_two_records_face_each_other(manager_client, compass):
    sides = opened(manager_client, compass, "G6:venue_space_feel").sides
    assert (sides.here.words, sides.here.detail) == (
        "93 of 100",
        "22 attendees; between 79 and 98 with 90 % confidence",
    )
    assert (sides.there.label, sides.there.words, sides.gap.percent) == (
        "tables 13–24, glass annex",
        "34 of 100",
        "59",
    )


def test_an_organisation_of_other_settings_reads_its_own_numbers(manager_client, compass):
    AnalysisSettings.objects.create(
        organisation=compass.organisation, values={"confidence_z": 1.96, "g6_attendees": 7}
    )
    page = opened(manager_client, compass, "G6:venue_space_feel")
    assert page.sides.here.detail == "22 attendees; between 75 and 98 with 95 % confidence"
    assert page.evidence.grade_reason == "7 attendees are observers enough."


def test_an_off_brief_promise_leads_to_its_message(manager_client, compass):
    related = [row.finding.id for row in opened(manager_client, compass, "G2:P21").related]
    assert related[:3] == ["G1:A4", "G2:P22", "PP:X4"]
    assert "G2:P21" in [row.finding.id for row in opened(manager_client, compass, "G1:A4").related]


def test_previous_and_next_stay_inside_the_filter(manager_client, compass):
    step = opened(manager_client, compass, "S:host_inspires", touchpoint="host", severity="major").step
    assert (step.number, step.total, step.before, step.after) == (1, 1, "", "")
    assert (step.words, step.query) == ("Major, Host or moderator", "?severity=major&touchpoint=host")
    outside = opened(manager_client, compass, "S:host_inspires", touchpoint="toilets").step
    assert (outside.total, outside.query) == (47, "")


def test_a_finding_leads_to_an_action_or_to_the_one_there_is(manager_client, compass):
    text = manager_client.get(url("finding", compass, "S:toilets_supplies")).text
    assert f"{url('action_create', compass)}?finding=S%3Atoilets_supplies" in text
    action = CorrectiveAction.objects.create(event=compass, finding="S:toilets_supplies", title="Fill up")
    text = manager_client.get(url("finding", compass, "S:toilets_supplies")).text
    assert reverse("findings:action", args=[compass.organisation.slug, compass.pk, action.pk]) in text
    assert url("action_create", compass) not in text


def test_a_finding_of_a_message_starts_no_action_on_site(manager_client, compass):
    page = opened(manager_client, compass, "G1:A4")
    assert (page.mendable, page.cause.cause.kind) == (False, "message")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(0, 4, ("", " five six …")), (14, 19, ("… five six ", " eight")), (0, 25, ("", ""))],
)
def test_a_quote_stands_in_its_context_cut_at_words(start, end, expected):
    assert context_of("four five six seven eight", start, end, 10) == expected


# Rounds


def rounded_event(organisation, *rounds):
    """One walkthrough for each (round, quality of the toilets as a fit)."""
    event = factories.make_event(organisation)
    criterion = event.template_version.criteria.get(key="toilets_clean_late")
    for order, (name, value) in enumerate(rounds):
        row = event.rounds.create(name=name, order=order)
        walkthrough = factories.make_walkthrough(event, auditor_name="Aino", round=row)
        Answer.objects.create(walkthrough=walkthrough, criterion=criterion, state="answered", value=value)
    return event


def heat_of(event):
    return build_rounds_page(audit_of(event))


def test_the_heat_map_tells_what_was_seen_from_what_was_not(organisation):
    page = heat_of(rounded_event(organisation, ("Doors", 5), ("Close", 1)))
    rows = {row.key: row.cells for row in page.rows}
    assert [(cell.value, cell.shade, cell.arrow, cell.words) for cell in rows["toilets"]] == [
        ("100", 6, "", ""),
        ("0", 1, "↘", "worse by 100"),
    ]
    assert [(cell.value, cell.shade, cell.words) for cell in rows["venue"]] == [
        ("", 0, "not observed"),
        ("", 0, "not observed"),
    ]
    [drift] = page.drifts
    assert (drift.before, drift.after, drift.indication) == ("Doors", "Close", True)
    assert [(row.before, row.after, row.change, row.better, row.n) for row in drift.rows] == [
        ("100", "0", "100", False, "1 / 1")
    ]


def test_three_rounds_are_compared_from_first_to_last_too(organisation):
    page = heat_of(rounded_event(organisation, ("Doors", 5), ("Peak", 3), ("Close", 5)))
    assert [(part.before, part.after) for part in page.drifts] == [("Doors", "Peak"), ("Peak", "Close")]
    assert (page.whole.before, page.whole.after, page.whole.changed, page.whole.unchanged) == (
        "Doors",
        "Close",
        0,
        1,
    )


@pytest.mark.parametrize(
    ("rounds", "sentence"),
    [
        ([], "Nobody has walked through yet."),
        ([("Doors", 5)], "So far only the round “Doors” was walked."),
    ],
)
def test_one_round_or_none_is_said_kindly(manager_client, organisation, rounds, sentence):
    page = manager_client.get(url("rounds", rounded_event(organisation, *rounds)))
    assert sentence in page.text
    assert "<table" not in page.text


def test_walkthroughs_outside_rounds_are_counted(manager_client, organisation):
    event = import_event(organisation=organisation, data=small_event(), by=None)
    assert "The 1 walkthrough belongs to no round" in manager_client.get(url("rounds", event)).text


def test_the_earlier_edition_is_compared_where_it_is_known(manager_client, compass):
    since = manager_client.get(url("rounds", compass)).context["page"].since_last_time
    assert (since.before, since.after, since.changed, since.unchanged) == ("Last time", "Now", 4, 1)
