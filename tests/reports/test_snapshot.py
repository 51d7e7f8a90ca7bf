"""What the snapshot freezes: the demo event's ten parts, in a fixed number of queries."""

import datetime
import json
import re

import pytest

from eventaudit.events.models import Round
from eventaudit.findings.models import Cause, CorrectiveAction, Recommendation
from eventaudit.reports.snapshot import digest_of, take_snapshot
from eventaudit.reports.snapshot.ledger import slip_of
from eventaudit.walkthroughs.models import Answer
from tests import factories

pytestmark = pytest.mark.django_db

NAMED = {"who", "owner", "judged_by"}
AUDITORS = ("auditor_1", "auditor_2")


@pytest.fixture
def snapshot(demo_snapshots):
    return demo_snapshots["en"]


def test_it_is_plain_json(snapshot):
    assert json.loads(json.dumps(snapshot)) == snapshot


def test_the_same_facts_make_the_same_snapshot(event):
    factories.make_promise(factories.make_message(event))
    first, second = take_snapshot(event, "en"), take_snapshot(event, "en")
    assert digest_of(first) == digest_of(second)


@pytest.mark.parametrize("many", [1, 3])
def test_it_takes_a_fixed_number_of_queries(organisation, django_assert_num_queries, many):
    event = factories.make_event(organisation)
    for number in range(many):
        message = factories.make_message(event, key=f"M{number}")
        factories.make_promise(message)
        walkthrough = factories.make_walkthrough(event, auditor_name=f"Auditor {number}")
        for criterion in event.template_version.criteria.filter(key__in=["venue_condition", "venue_co2"]):
            Answer.objects.create(
                walkthrough=walkthrough, criterion=criterion, state="answered", value=number + 1, note="seen"
            )
        Cause.objects.create(event=event, key=f"craft:{number}")
        CorrectiveAction.objects.create(event=event, title=f"Mend {number}")
    take_snapshot(event, "en")
    event = type(event).objects.get(pk=event.pk)
    with django_assert_num_queries(30):
        take_snapshot(event, "en")


def fields_of(part, path=()):
    """Every text of the snapshot with the names of the fields that lead to it."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from fields_of(value, (*path, key))
    elif isinstance(part, list):
        for value in part:
            yield from fields_of(value, path)
    elif isinstance(part, str):
        yield path, part


def test_names_of_auditors_stand_in_fields_of_their_own(snapshot):
    printed = {key: part for key, part in snapshot.items() if key != "event_file"}
    named = [(path, text) for path, text in fields_of(printed) if any(name in text for name in AUDITORS)]
    assert named != []
    assert [(path, text) for path, text in named if path[-1] not in NAMED] == []


def test_the_summary_is_one_sentence_each_and_three_things(snapshot):
    summary = snapshot["summary"]
    assert summary["promised"] == "5 of 7 messages spoke of “Luxury”; together they made 30 promises."
    assert summary["delivered"] == (
        "16 of 30 promises were kept, 2 partly, 11 not and 1 not checked;"
        " 6 of 12 touchpoints felt entirely as intended."
    )
    assert [item["touchpoint_key"] for item in summary["keep"]] == ["ambience", "queues", "mood"]
    assert [item["number"] for item in summary["fix"]] == [1, 2, 3]
    assert [(fail["key"], fail["verified"]) for fail in summary["hard_fails"]] == [
        ("toilets_accessible", True)
    ]


def test_nothing_is_praised_where_something_critical_was_found(snapshot):
    critical = {one["touchpoint_key"] for one in snapshot["findings"] if one["severity"] == "critical"}
    assert critical & {item["touchpoint_key"] for item in snapshot["summary"]["keep"]} == set()


def test_every_finding_is_the_evidence_of_one_cause(snapshot):
    listed = [finding for cause in snapshot["causes"] for finding in cause["findings"]]
    assert sorted(listed) == sorted(finding["id"] for finding in snapshot["findings"])
    assert {one["cause"] for one in snapshot["findings"]} == {cause["key"] for cause in snapshot["causes"]}


def test_a_cause_says_what_was_met_what_it_led_to_and_what_to_do(snapshot):
    cause = snapshot["causes"][0]
    assert (cause["number"], cause["severity"], cause["hard_fail"], cause["touchpoint_keys"]) == (
        1,
        "critical",
        True,
        ["toilets"],
    )
    assert cause["title"] == "The accessible toilet could not be used"
    assert [note["text"][:12] for note in cause["notes"]] == ["Locked at 18"]
    assert cause["consequences"] == [
        "While this stands, the index cannot be above 49.",
        "1 promise was broken by it.",
        "It could be met by about 60 of the 240 guests.",
        "Less than a guest had been led to expect: Toilets.",
    ]
    assert {key: cause["recommendation"][key] for key in ("owner", "deadline", "effort", "check")} == {
        "owner": "venue manager",
        "deadline": "before the doors open",
        "effort": "medium",
        "check": "Is an accessible toilet open, free of stores and signed? Yes",
    }


def test_a_managers_own_words_are_what_the_report_says(event):
    factories.make_promise(factories.make_message(event), verdict="broken")
    key = take_snapshot(event, "en")["causes"][0]["key"]
    row = Cause.objects.create(event=event, key=key, title="No champagne")
    Recommendation.objects.create(cause=row, action="Order champagne", owner="Ms Havu")
    snapshot = take_snapshot(event, "en")
    cause, planned = snapshot["causes"][0], snapshot["plan"][0]
    assert (cause["title"], cause["written"]) == ("No champagne", True)
    assert (planned["action"], planned["owner"]) == ("Order champagne", "Ms Havu")
    assert snapshot["summary"]["fix"][0]["action"] == "Order champagne"


def test_the_plan_goes_by_hard_fail_severity_and_effort(snapshot):
    efforts = ["small", "medium", "large"]
    severities = ["critical", "major", "minor", "note"]
    hard = {cause["key"] for cause in snapshot["causes"] if cause["hard_fail"]}
    order = [
        (row["cause"] not in hard, severities.index(row["severity"]), efforts.index(row["effort"]))
        for row in snapshot["plan"]
    ]
    assert order == sorted(order)
    assert {row["cause"] for row in snapshot["plan"]} == {cause["key"] for cause in snapshot["causes"]}


def test_the_plan_tells_how_far_an_action_has_come(event):
    factories.make_promise(factories.make_message(event), verdict="broken")
    finding = take_snapshot(event, "en")["findings"][0]["id"]
    CorrectiveAction.objects.create(
        event=event, title="Call the caterer", finding=finding, owner_name="Ms Havu"
    )
    CorrectiveAction.objects.create(event=event, title="Paint the door")
    first, second = take_snapshot(event, "en")["plan"]
    assert [(step["title"], step["owner"], step["status"]) for step in first["steps"]] == [
        ("Call the caterer", "Ms Havu", "open")
    ]
    assert (second["action"], second["cause"], second["steps"][0]["status_name"]) == (
        "Paint the door",
        "",
        "To do",
    )


def test_a_slip_shows_the_promise_in_its_own_paragraph():
    text = "Dear guest,\n\nDoors open at six. Champagne will\nbe served.\nCome early.\n\nYours, Elias"
    start = text.index("Champagne")
    assert slip_of(text, start, start + len("Champagne will\nbe served")) == {
        "before": "Doors open at six. ",
        "quote": "Champagne will be served",
        "after": ". Come early.",
    }


def test_a_slip_of_a_long_paragraph_is_cut_between_words():
    text = "word " * 100 + "the promise" + " word" * 100
    slip = slip_of(text, 500, 511)
    assert (slip["before"][:6], slip["after"][-6:], slip["quote"]) == ("… word", "word …", "the promise")
    assert max(len(slip["before"]), len(slip["after"])) <= 104


def test_the_wheel_holds_what_was_intended_read_and_how_good_it_was(snapshot):
    spokes = {spoke["key"]: spoke for spoke in snapshot["wheel"]["touchpoints"]}
    assert [spoke["number"] for spoke in spokes.values()] == list(range(1, 13))
    assert spokes["catering"]["read"] == {"luxury": 0.75, "festive_gala": 0.25}
    assert (spokes["guidance"]["read"], spokes["guidance"]["likeness"]) == ({"neutral": 1.0}, 50.0)
    atmospheres = snapshot["wheel"]["atmospheres"].values()
    assert [one["letter"] for one in atmospheres] == ["A", "B", "C", "D", "E"]
    assert len({one["colour"] for one in atmospheres}) == 5


def test_the_palette_is_measured_in_the_photos_of_prints_and_signs_alone(snapshot):
    palette = snapshot["palette"]
    assert palette["photos"] == 1  # of the three, only that of the signs
    assert [colour["hex"] for colour in palette["brief"]] == snapshot["intended"]["palette"]
    assert sum(colour["share"] for colour in palette["measured"]) <= 100
    assert all(colour["nearest"]["distance"] >= 0 for colour in palette["measured"])


def test_of_a_contradiction_the_message_off_the_brief_is_to_change(snapshot):
    rewrite = {
        one["key"]: [row["quote"] for row in one["rewrite"]] for one in snapshot["messages"]["messages"]
    }
    assert rewrite["A1"] == []
    assert rewrite["A4"] == [
        "pink lights, beanbags in the Mirror Hall",
        "a DJ who refuses to stop",
        "Come as you are",
        "let's get loud together",
    ]
    assert (rewrite["A2"], rewrite["A5"]) == (
        ["Doors open at 17:30"],
        ["Doors open at 18:00", "Please arrive early, as check-in may take time"],
    )
    assert len(snapshot["messages"]["contradictions"]) == 5


def test_answers_of_fewer_than_five_attendees_are_nowhere(snapshot):
    feedback = snapshot["segments"]["feedback"]
    assert (feedback["given"], feedback["questions"], feedback["cases"]) == (4, [], None)
    for row in snapshot["segments"]["differences"]:
        assert min(int(value["n"].split()[0]) for value in row["values"]) >= 5


def test_every_one_of_the_guests_is_counted(snapshot):
    assert snapshot["segments"]["below_standard"] == (
        "Every one of the 240 met something that matters below standard."
    )
    assert [(row["question"], row["clear"]) for row in snapshot["segments"]["differences"]] == [
        ("How roomy do the spaces feel?", True),
        ("How well do you hear every word from the back row?", True),
    ]


def test_the_change_since_last_time_is_on_comparable_criteria_with_n(snapshot):
    since = snapshot["change"]["since"]
    assert since["summary"] == "On the 5 criteria answered in both: 73.5 of 100, then 50.0."
    assert (since["indication"], {row["n"] for row in since["rows"]}) == (True, {"2 / 2"})
    assert snapshot["change"]["heat"] is None


def test_without_an_earlier_edition_there_is_no_change(event):
    assert take_snapshot(event, "en")["change"]["since"] is None


def test_rounds_make_a_heat_map_with_its_numbers(event):
    criterion = event.template_version.criteria.get(key="venue_condition")
    for order, (name, value) in enumerate((("Doors", 5), ("Dinner", 3), ("Close", 4))):
        walkthrough = factories.make_walkthrough(
            event, auditor_name="Aino", round=Round.objects.create(event=event, name=name, order=order)
        )
        Answer.objects.create(walkthrough=walkthrough, criterion=criterion, state="answered", value=value)
    heat = take_snapshot(event, "en")["change"]["heat"]
    venue = next(row for row in heat["rows"] if row["key"] == "venue")
    assert [(cell["value"], cell["shade"], cell["change"]) for cell in venue["cells"]] == [
        ("100", 6, ""),
        ("50", 4, "−50"),
        ("75", 5, "+25"),
    ]
    mood = next(row for row in heat["rows"] if row["key"] == "mood")
    assert [(cell["value"], cell["shade"]) for cell in mood["cells"]] == [("", 0)] * 3


def worked_out(line):
    """What a reader gets who does the sum again, and what is printed."""
    sum_, _equals, result = line.rpartition(" = ")
    expression = sum_.replace("×", "*")
    assert re.fullmatch(r"[\d.+*/() ]+", expression)
    return eval(expression), float(result)  # noqa: S307 - digits and signs alone


@pytest.mark.parametrize("index", ["D", "F", "I", "C"])
def test_a_reader_can_do_the_sums_again(snapshot, index):
    computed, printed = worked_out(snapshot["method"]["formulas"]["sums"][index])
    assert printed == snapshot["scores"]["low"][index]
    assert computed == pytest.approx(printed, abs=0.1)


def test_weights_are_written_where_they_are_not_one(organisation):
    event = factories.make_event(organisation, touchpoint_weights={"venue": 2, "mood": 0})
    criterion = event.template_version.criteria.get(key="venue_condition")
    walkthrough = factories.make_walkthrough(event)
    Answer.objects.create(walkthrough=walkthrough, criterion=criterion, state="answered", value=5)
    line = take_snapshot(event, "en")["method"]["formulas"]["sums"]["D"]
    computed, printed = worked_out(line)
    assert line.startswith("(2 × ")
    assert computed == pytest.approx(printed, abs=0.1)


def test_before_anybody_walked_there_are_no_sums(event):
    snapshot = take_snapshot(event, "en")
    assert snapshot["method"]["formulas"]["sums"] == {"D": "", "F": "", "I": "", "C": ""}
    assert (snapshot["causes"], snapshot["plan"], snapshot["palette"]["measured"]) == ([], [], [])


def test_who_marked_something_as_not_applicable_is_counted_and_not_named(event):
    criterion = event.template_version.criteria.get(key="venue_condition")
    for name, state, value in (("Aino", "answered", 4), ("Onni", "na", None)):
        walkthrough = factories.make_walkthrough(event, auditor_name=name, lead=name == "Onni")
        Answer.objects.create(
            walkthrough=walkthrough, criterion=criterion, state=state, value=value, reason="closed"
        )
    notes = take_snapshot(event, "en")["method"]["notes"]
    assert [note for note in notes if "marked as not applicable" in note] == [
        "“How well kept and clean are the public spaces?” was marked as not applicable by 1 auditor,"
        " but somebody observed it."
    ]
    assert [note for note in notes if "Aino" in note or "Onni" in note] == []


def test_dates_are_those_of_the_report_s_language(event):
    factories.make_message(event, sent_on=datetime.date(2031, 10, 1))
    assert take_snapshot(event, "fi")["ledger"]["messages"][0]["sent_on"] == "1. lokakuuta 2031"
