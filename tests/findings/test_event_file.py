import copy
import json

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from eventaudit.consistency import audit, default_library, parse_event
from eventaudit.events.models import Event
from eventaudit.findings.event_file import (
    EventFileRefused,
    export_event,
    import_event,
    parse_json,
    read_event_file,
)
from eventaudit.findings.facts import audit_event
from eventaudit.messaging.models import Contradiction
from eventaudit.walkthroughs.coding import answer_value
from eventaudit.walkthroughs.models import Answer, Operation
from tests import factories

pytestmark = pytest.mark.django_db


def small_event(**parts):
    return {
        "id": "small",
        "name": "Small",
        "date": "2031-05-01 10:00–12:00",
        "attendees": 10,
        "intended": {"luxury": 1.0},
        "messages": [
            {"id": "A1", "channel": "ticket", "lang": "en", "text": "Champagne for all.", "atmosphere": None}
        ],
        "promises": [
            {
                "id": "P1",
                "message": "A1",
                "quote": "Champagne",
                "touchpoint": "catering",
                "strength": "explicit",
                "criterion": "catering_as_promised",
            }
        ],
        "walkthroughs": [{"auditor": "a", "answers": {"catering_as_promised": True}, "reads": {}}],
    } | parts


def refusal(organisation, data):
    with pytest.raises(EventFileRefused) as refused:
        import_event(organisation=organisation, data=data, by=None)
    assert Event.objects.count() == 0
    return refused.value.problems


def numbers(result):
    findings = sorted((finding.id, finding.impact, finding.severity) for finding in result.findings)
    return result.scores, result.coverage, result.M, result.letter, findings, result.notes


def from_file(data):
    return numbers(audit(parse_event(data, default_library()), default_library()))


@pytest.mark.parametrize("key", ["gilded_compass", "pihkapaivat", "mandarin_monday"])
def test_import_and_export_change_no_number(organisation, demo_files, key):
    event = import_event(organisation=organisation, data=demo_files[key], by=None)
    exported = json.loads(json.dumps(export_event(event)))
    assert numbers(audit_event(event)) == from_file(demo_files[key])
    assert from_file(exported) == from_file(demo_files[key])
    again = import_event(organisation=organisation, data=exported, by=None, key="again")
    assert export_event(again) == exported | {"id": "again"}


def test_what_the_file_says_arrives(organisation, demo_files):
    data = demo_files["gilded_compass"]
    event = import_event(organisation=organisation, data=data, by=None)
    assert (event.client_name, event.venue, event.attendance) == (
        data["organiser"],
        data["venue"],
        data["attendees"],
    )
    assert [moment.isoformat() for moment in (event.starts_at, event.ends_at)] == [
        "2031-11-14T18:00:00+02:00",
        "2031-11-14T23:00:00+02:00",
    ]
    assert list(event.segments.values_list("key", "name", "size")) == [
        ("front_tables", "tables 1–12, main hall", 120),
        ("back_tables", "tables 13–24, glass annex", 120),
    ]
    assert event.previous_results["queues_entry_wait"] == {"q": 0.3, "n": 2, "raw": "12 min"}
    assert event.attendee_results == data["attendee_segments"]
    assert [entry["id"] for entry in event.feedback] == ["FB1", "FB2", "FB3", "FB4"]
    assert Contradiction.objects.filter(event=event).count() == 5
    first, second = event.walkthroughs.order_by("auditor_name")
    assert first.answers.get(criterion__key="cloakroom_out_wait").note.startswith("Two attendants")
    assert second.answers.exclude(note="").count() == 0
    assert first.answers.get(criterion__key="catering_people_per_point").state == "na"
    promise = event.messages.get(key="A1").promises.get(key="P01")
    assert promise.message.text[promise.start : promise.end] == promise.quote


def test_every_answer_has_its_operation(organisation, demo_files):
    event = import_event(organisation=organisation, data=demo_files["gilded_compass"], by=None)
    for walkthrough in event.walkthroughs.all():
        operations = list(walkthrough.operations.order_by("seq"))
        assert [operation.seq for operation in operations] == list(range(1, walkthrough.last_seq + 1))
        told = {row.criterion: row.value for row in operations if row.field == Operation.Field.ANSWER}
        stored = walkthrough.answers.exclude(state="").select_related("criterion")
        assert told == {row.criterion.key: answer_value(row) for row in stored}
        notes = {row.criterion: row.value for row in operations if row.field == Operation.Field.NOTE}
        assert notes == dict(walkthrough.answers.exclude(note="").values_list("criterion__key", "note"))


def test_several_looks_of_one_auditor_all_count(organisation):
    data = small_event(
        walkthroughs=[
            {"auditor": "a", "answers": {"venue_condition": 1}, "reads": {"venue": ["neutral", "luxury"]}},
            {"auditor": "a", "answers": {"venue_condition": 4}, "reads": {"venue": ["rustic"]}},
            {"auditor": "b", "answers": {"venue_condition": 5}, "reads": {}},
        ]
    )
    event = import_event(organisation=organisation, data=data, by=None)
    assert event.walkthroughs.count() == 4
    assert numbers(audit_event(event)) == from_file(data)


def test_the_same_key_is_refused_and_nothing_is_touched(organisation):
    event = import_event(organisation=organisation, data=small_event(), by=None)
    with pytest.raises(EventFileRefused) as refused:
        import_event(organisation=organisation, data=small_event(name="Other"), by=None)
    assert refused.value.problems == [
        "There is an event with the key “small” already. It stays as it is: give the new one another key."
    ]
    event.refresh_from_db()
    assert event.name == "Small"
    other = import_event(organisation=organisation, data=small_event(), by=None, key="small-2")
    assert (other.key, organisation.events.count()) == ("small-2", 2)
    foreign = import_event(organisation=factories.make_organisation(), data=small_event(), by=None)
    assert foreign.key == "small"


def test_all_problems_are_told_at_once(organisation):
    data = small_event(date="soon", attendees=0, lang="de")
    data["messages"][0] |= {"channel": "smoke_signals", "date": "1 May"}
    data["promises"][0] |= {"verdict_from": "manual", "manual_q": 0.3, "weight": 1.5}
    assert refusal(organisation, data) == [
        "attendees: how many people are expected? Write a whole number of 1 or more.",
        "date: cannot be read. Write the day and the times, such as 2031-11-14 18:00–23:00.",
        "lang: “de” is not a language of this site. Use en, fi, sv.",
        "messages A1: “smoke_signals” is not a channel of this site. Use one of invitation_email, web_page, "
        "programme, social_post, ticket, parking_instructions, reminder_email.",
        "messages A1: “1 May” is not a date. Write it as 2031-11-14.",
        "promises P1: manual_q is kept 1, partly 0.5 or broken 0 on this site. Use the nearest.",
        "promises P1: the weight is 1, 2 or 3 on this site.",
        "promises P1: verdict_from says “manual”, but on this site the criterion decides where there is one, "
        "the reading where a mood promise has an atmosphere, and else a person: “criterion”. "
        "Change one of them.",
    ]


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"walkthroughs": [{"auditor": "a", "answers": {"no_such": 1}}]}, "no_such"),
        ({"walkthroughs": [{"auditor": "a", "answers": {"venue_condition": 9}}]}, "outside the scale"),
        ({"walkthroughs": "none"}, "walkthroughs"),
        (
            {"messages": [{"id": "A1", "channel": "ticket", "text": ["x"]}], "promises": []},
            "messages[0].text",
        ),
        ({"intended": {"luxury": 0.4}}, "intended"),
        ({"id": "no key!"}, "“no key!” is not a key"),
        ({"id": "x" * 61}, "longer than 60 characters"),
        ({"name": "x" * 201}, "longer than 200 characters"),
        ({"attendees": True}, "attendees"),
        ({"attendees": 10**12}, "attendees"),
        ({"date": "2031-02-30 10:00–12:00"}, "date"),
        ({"date": ["2031"]}, "date"),
        ({"id": 7}, "id"),
    ],
)
def test_a_wrong_part_is_named_in_a_sentence(organisation, parts, sentence):
    assert any(sentence in problem for problem in refusal(organisation, small_event(**parts)))


@pytest.mark.parametrize("data", [None, [], "text", 7, {}, {"events": []}, {"events": [{}]}])
def test_what_is_no_event_is_refused(organisation, data):
    assert refusal(organisation, data)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"id": "\\ud800"}', b'{"name": "a\\u0000b"}']
)
def test_bytes_that_are_no_event_file_are_refused(content):
    with pytest.raises(EventFileRefused) as refused:
        parse_json(content)
    assert len(refused.value.problems) == 1


def test_an_answer_given_twice_is_refused_rather_than_lost():
    with pytest.raises(EventFileRefused) as refused:
        parse_json(b'{"walkthroughs": [{"answers": {"venue_co2": 700, "venue_co2": 900}}]}')
    assert refused.value.problems == [
        "The file has the key 'venue_co2' twice in one object. Keep one of them."
    ]


def test_markup_and_long_texts_are_kept_as_they_are(organisation):
    data = small_event(name="<script>alert(1)</script>", brief="x" * 50_000)
    event = import_event(organisation=organisation, data=data, by=None)
    assert (event.name, len(event.brief)) == ("<script>alert(1)</script>", 50_000)


def test_photos_that_a_file_only_counts_are_told(organisation):
    data = small_event(photos={"venue_condition": 2})
    data["promises"][0]["photos"] = 1
    file = read_event_file(organisation=organisation, data=data)
    assert file.warnings == ("The file counts 3 photos but holds none. Add them by hand: they are evidence.",)


def test_not_applicable_without_a_reason_gets_one(organisation):
    data = small_event(walkthroughs=[{"auditor": "a", "answers": {"venue_co2": "NA"}, "lead": True}])
    event = import_event(organisation=organisation, data=data, by=None)
    answer = Answer.objects.get(walkthrough__event=event)
    assert (answer.state, answer.reason) == ("na", "The event file gives no reason.")


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "venue_condition": st.one_of(st.none(), st.just("NA"), st.integers(1, 5)),
        "venue_space_feel": st.one_of(st.none(), st.integers(-2, 2)),
        "venue_co2": st.one_of(st.just("NA"), st.floats(0, 3000)),
        "venue_step_free": st.booleans(),
        "catering_as_promised": st.one_of(st.none(), st.just("NA"), st.booleans()),
        "mood_problem_handling": st.sampled_from(["solved_here", "brushed_off"]),
        "host_expectation": st.sampled_from(["below", "met", "exceeded"]),
    },
)
MIXTURES = st.sampled_from(["neutral", {"luxury": 1.0}, {"rustic": 0.25, "luxury": 0.75}])
WALKTHROUGH = st.fixed_dictionaries(
    {
        "auditor": st.sampled_from(["a", "b"]),
        "answers": ANSWERS,
        "reads": st.dictionaries(st.sampled_from(["venue", "host"]), st.lists(MIXTURES, max_size=3)),
        "comments": st.dictionaries(
            st.sampled_from(["venue_condition", "host_energy"]), st.text("ab(photo)")
        ),
        "round": st.sampled_from(["", "Doors"]),
    }
)
PROMISE = st.fixed_dictionaries(
    {
        "message": st.just("A1"),
        "quote": st.sampled_from(["Champagne", "for all", "."]),
        "touchpoint": st.sampled_from(["catering", "host"]),
        "strength": st.sampled_from(["explicit", "implied", "mood"]),
        "criterion": st.sampled_from([None, "catering_as_promised", "venue_step_free"]),
        "atmosphere": st.sampled_from([None, "luxury", "colourful"]),
        "manual_q": st.sampled_from([None, 0, 0.5, 1]),
        "weight": st.sampled_from([None, 1, 3]),
        "note": st.text(max_size=5, alphabet="ab "),
    }
)
EVENTS = st.builds(
    lambda walkthroughs, promises, **parts: small_event(
        walkthroughs=walkthroughs,
        promises=[{"id": f"P{number}", **promise} for number, promise in enumerate(promises)],
        **parts,
    ),
    walkthroughs=st.lists(WALKTHROUGH, max_size=3),
    promises=st.lists(PROMISE, max_size=3),
    form=st.sampled_from(["full", "short"]),
    intended=st.sampled_from([None, "neutral", {"luxury": 1.0}, {"luxury": 0.5, "rustic": 0.5}]),
    intended_touchpoints=st.dictionaries(st.sampled_from(["venue", "host"]), MIXTURES, max_size=2),
    touchpoint_weights=st.dictionaries(st.sampled_from(["venue", "mood"]), st.sampled_from([0, 1, 2.5])),
)


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # shrinking through the database takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=EVENTS)
def test_any_event_audits_alike_in_the_file_and_in_the_site(organisation, data):
    """Walkthroughs in which nobody recorded anything are not kept apart from none at all."""
    begun = [walkthrough for walkthrough in map(_answered, data["walkthroughs"]) if _recorded(walkthrough)]
    with transaction.atomic():
        event = import_event(organisation=organisation, data=copy.deepcopy(data), by=None)
        stored, exported = numbers(audit_event(event)), json.loads(json.dumps(export_event(event)))
        transaction.set_rollback(True)
    wanted = from_file(data | {"walkthroughs": begun})
    assert stored == wanted
    assert from_file(exported) == wanted


def _answered(walkthrough):
    """Without what the file leaves unanswered."""
    answers = {key: value for key, value in walkthrough["answers"].items() if value is not None}
    return walkthrough | {"answers": answers}


def _recorded(walkthrough):
    found = (walkthrough["answers"], *walkthrough["reads"].values(), *walkthrough["comments"].values())
    return any(found)


PROGRAMME = [
    {
        "at": "2031-05-01T10:00",
        "title": "Arrival",
        "phase": "arrival",
        "touchpoints": ["cloakroom", "queues"],
    },
    {"at": "2031-05-01T10:30:30", "title": "Welcome", "phase": "session"},
]


def test_programme_and_rounds_come_back_as_they_went_in(organisation):
    data = small_event(rounds=["Doors", "Peak"], programme=PROGRAMME)
    event = import_event(organisation=organisation, data=data, by=None)
    exported = json.loads(json.dumps(export_event(event)))
    assert (exported["rounds"], exported["programme"]) == (["Doors", "Peak"], PROGRAMME)
    assert [item.starts_at.isoformat() for item in event.programme.all()] == [
        "2031-05-01T07:00:00+00:00",
        "2031-05-01T07:30:30+00:00",
    ]


def test_rounds_keep_the_order_of_the_file_not_that_of_the_walkthroughs(organisation):
    walkthroughs = [
        {"auditor": "a", "round": name, "answers": {"venue_condition": 4}, "reads": {}}
        for name in ("Close", "Doors")
    ]
    data = small_event(rounds=["Doors", "Peak"], walkthroughs=walkthroughs)
    event = import_event(organisation=organisation, data=data, by=None)
    assert export_event(event)["rounds"] == ["Doors", "Peak", "Close"]


def test_a_programme_that_the_site_cannot_keep_is_refused(organisation):
    programme = [PROGRAMME[0] | {"title": "A" * 201}, PROGRAMME[1] | {"at": "9999-12-31T23:59"}]
    assert refusal(organisation, small_event(programme=programme, rounds=["R" * 101])) == [
        f"programme[0].title: “{'A' * 30}…” is longer than 200 characters. Shorten it.",
        "programme[1].at: the year 9999 cannot be right. Correct the date.",
        f"rounds[0]: “{'R' * 30}…” is longer than 100 characters. Shorten it.",
    ]
