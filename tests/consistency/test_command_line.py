"""`python -m eventaudit.consistency`: what it prints, and what it says of bad input."""

import json
import subprocess
import sys

import pytest

from eventaudit.consistency.__main__ import main

from .examples import FIXTURES, event, gilded_compass, load, message, walk


def run(*arguments, stdin=b""):
    return subprocess.run(
        [sys.executable, "-m", "eventaudit.consistency", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=FIXTURES.parent,
    )


@pytest.fixture
def write(tmp_path):
    def write(content, name="event.json"):
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    return write


def lines(*events):
    return "".join(json.dumps(one) + "\n" for one in events)


def test_one_event_is_printed_as_one_object(write):
    done = run(write(gilded_compass()))

    assert (done.returncode, done.stderr) == (0, b"")
    printed = json.loads(done.stdout)
    assert list(printed) == ["id", "scores", "coverage", "findings", "root_causes", "delights"]
    assert printed["scores"] == gilded_compass()["expected"]["scores"]
    assert printed["findings"][0] == {
        "id": "G2:P13",
        "gap": "G2",
        "touchpoint": "toilets",
        "delta": 1.0,
        "impact": 25.0,
        "severity": "critical",
        "refs": ["P13", "toilets_accessible"],
        "message": "Promise P13 in message A2, “an accessible cloakroom and powder room are on the same "
        "floor”, was broken: toilets_accessible = no / no.",
    }


def test_every_finding_is_worded(write, capsys):
    main([write(gilded_compass())])

    messages = {one["id"]: one["message"] for one in json.loads(capsys.readouterr().out)["findings"]}
    assert len(messages) == 47
    assert messages["G1:A4"] == "Message A4 (social_post) speaks colourful; the brief says luxury."
    assert messages["G2:P23"] == (
        "Promise P23 in message A4, “Come as you are”, was broken: "
        "it promises colourful, mood was read as luxury."
    )
    assert messages["G2:P25"].endswith("was broken: no valet on site.")
    assert messages["G2:P06"].endswith("was kept only in part: programme_pace = 1 / 1.")
    assert messages["G3:guidance"] == "guidance says nothing of luxury: it was read as neutral."
    assert messages["G3:transport"] == "transport should say luxury, but was read as rustic / rustic."
    assert messages["S:host_energy"] == "host_energy is too much: 2 / 2 (0 is just right)."
    assert messages["S:host_inspires"] == "host_inspires = 2 / 3 on a scale from 1 to 5."
    assert messages["S:transport_walk_from_parking"] == (
        "transport_walk_from_parking = 12 min; the target is at most 7."
    )
    assert messages["S:toilets_supplies"] == "toilets_supplies = no."
    assert messages["PP:X3"] == (
        "“Dress code: black tie or evening gown” in message A1 contradicts “Come as you are” in message A4."
    )
    assert messages["G4:transport"] == (
        "transport falls out of tune: read as rustic / rustic, its mean similarity to the other touchpoints "
        "is 0.12; the middle of all is 0.74."
    )
    assert messages["G5:host_inspires"] == (
        "host_inspires may be worse than before: 0.75 last time, 0.38 now, from 2 and 2 observers, "
        "which are too few to be sure."
    )
    assert messages["G6:venue_space_feel"] == (
        "venue_space_feel: front_tables 0.93 (n = 22, 0.79 to 0.98), "
        "but back_tables 0.34 (n = 19, 0.19 to 0.53)."
    )
    assert messages["G7:catering_taste"] == (
        "catering_taste: auditors 0.50, 41 attendees 0.82. "
        "The auditors are stricter: talk about it when they calibrate."
    )


def test_delights_stand_apart_with_their_sign(write, capsys):
    main([write(gilded_compass())])

    assert json.loads(capsys.readouterr().out)["delights"] == [
        {
            "id": "G6:mood_staff_approachable",
            "gap": "G6",
            "touchpoint": "mood",
            "delta": -0.02,
            "refs": ["mood_staff_approachable"],
            "message": "mood_staff_approachable: nobody was left out. Every segment of the 41 attendees "
            "found it 0.82 or better, the auditors 0.88.",
        },
        {
            "id": "expectation:ambience_expectation",
            "gap": "expectation",
            "touchpoint": "ambience",
            "delta": -0.2,
            "refs": ["ambience_expectation"],
            "message": "ambience_expectation: more than was expected (exceeded / exceeded).",
        },
        {
            "id": "G5:queues_entry_wait",
            "gap": "G5",
            "touchpoint": "queues",
            "delta": -0.7,
            "refs": ["queues_entry_wait"],
            "message": "queues_entry_wait may be better than before: 0.30 last time, 1.00 now, from 2 and 2 "
            "observers, which are too few to be sure.",
        },
    ]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (
            {"venue_area_per_person": 0.5},
            "venue_area_per_person = 0.5 m2/person; the target is 0.84 to 1.86.",
        ),
        ({"ambience_light_lux": 20}, "ambience_light_lux = 20 lx; the target is at least 100."),
        ({"venue_space_feel": -2}, "venue_space_feel is too little: -2 (0 is just right)."),
        ({"mood_problem_handling": "brushed_off"}, "mood_problem_handling = brushed_off."),
    ],
)
def test_other_scales_are_worded(write, capsys, answers, sentence):
    main([write(event(walkthroughs=[walk(answers=answers)]))])

    [finding] = json.loads(capsys.readouterr().out)["findings"]
    assert finding["message"] == sentence


def test_a_scale_missed_on_both_sides_and_a_mixture_are_worded(write, capsys):
    data = event(
        walkthroughs=[
            walk("Aino", {"venue_space_feel": -2}, {"host": [{"rustic": 0.6, "colourful": 0.4}]}),
            walk("Onni", {"venue_space_feel": 2}),
        ]
    )
    main([write(data)])

    assert {one["message"] for one in json.loads(capsys.readouterr().out)["findings"]} == {
        "venue_space_feel is too little and too much: -2 / 2 (0 is just right).",
        "host should say luxury, but was read as colourful 40% + rustic 60%.",
    }


def test_what_is_not_measured_is_null(write, capsys):
    assert main([write({"id": "empty"})]) == 0

    printed = json.loads(capsys.readouterr().out)
    assert {printed["scores"]["low"][name] for name in ("D", "F", "I", "C", "E_uncapped", "E")} == {None}
    assert set(printed["scores"]["obs"]["touchpoint_Q"].values()) == {None}


def test_a_file_of_events_gives_one_line_each(capsys):
    assert main([str(FIXTURES / "demo_events.json")]) == 0

    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["id"] for one in printed] == [one["id"] for one in load("demo_events.json")["events"]]


@pytest.mark.parametrize("source", ["-", "file"])
def test_lines_give_lines_and_blank_ones_are_passed_over(write, source):
    content = lines(event(id="a")) + "\n" + lines(event(id="b"))
    done = run(
        "-" if source == "-" else write(content, "events.jsonl"),
        stdin=content.encode() if source == "-" else b"",
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "b"]


def test_a_bad_line_says_so_and_the_others_go_on(write, capsys):
    path = write(
        lines(event(id="a"), event(id="b", form="tiny")) + "{\n" + lines(event(id="c")), "events.jsonl"
    )
    code = main([path])

    said = capsys.readouterr()
    first, bad, broken, last = map(json.loads, said.out.splitlines())
    assert code == 2
    assert (first["id"], last["id"]) == ("a", "c")
    assert bad == {
        "id": "b",
        "line": 2,
        "error": f"{path}, line 2: form: 'tiny' is not known here. Use full or short.",
    }
    assert (broken["id"], broken["line"]) == (None, 3)
    assert said.err == f"{bad['error']}\n{broken['error']}\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is not JSON: Expecting property name enclosed in double quotes at line 1, column 2."),
        ("", "is not JSON: Expecting value at line 1, column 1."),
        ("[]", "The file: [] is not an object. Write it as {...}."),
        (b"\xff{}", "is not UTF-8 text (byte 0). Save it as UTF-8."),
        ('{"id": NaN}', "holds NaN, which is not a number. Use null where there is no value."),
        ('{"id": "a", "id": "b"}', "has the key 'id' twice in one object. Keep one of them."),
        ("[" * 100_000, "is nested too deeply to be read."),
        ("9" * 10_000, "holds a number too long to read."),
        (
            json.dumps(event(messages=[message(text=5)])),
            "messages[0].text: 5 is not a text. Put it in quotation marks.",
        ),
        (
            json.dumps({"events": [event(), event(form="tiny")]}),
            "form: 'tiny' is not known here. Use full or short.",
        ),
    ],
)
def test_a_bad_file_is_one_sentence_and_prints_nothing(write, capsys, content, said):
    path = write(content)

    assert main([path]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(path)
    assert printed.err.endswith(f": {said}\n")
    assert printed.err.count("\n") == 1


def test_all_problems_of_a_file_are_told(write, capsys):
    path = write(event(form="tiny", attendees=-1))

    main([path])
    assert capsys.readouterr().err.splitlines() == [
        f"{path}: form: 'tiny' is not known here. Use full or short.",
        f"{path}: attendees: -1 is not a number from 0 to 10,000,000.",
    ]


def test_a_missing_file_is_one_sentence(tmp_path, capsys):
    path = str(tmp_path / "nowhere.json")

    assert main([path]) == 2
    assert capsys.readouterr().err == f"{path}: cannot be read: No such file or directory.\n"


def test_a_warning_does_not_stop_the_audit(write, capsys):
    path = write(event(planted="x"))

    assert main([path]) == 0
    printed = capsys.readouterr()
    assert (
        printed.err
        == f"{path}: planted: is not known and was not read. The keys are in docs/event-file.md.\n"
    )
    assert json.loads(printed.out)["id"] == "evening"


def test_another_library_is_used_where_named(write, capsys):
    template = load("template.json")
    template["criteria"] = [one for one in template["criteria"] if one["touchpoint"] == "venue"]
    template["touchpoints"] = template["touchpoints"][:1]
    named = ["--template", write(template, "template.json")]

    assert main([write(event(walkthroughs=[walk(answers={"venue_co2": 500})])), *named]) == 0
    assert list(json.loads(capsys.readouterr().out)["scores"]["low"]["touchpoint_Q"]) == ["venue"]

    assert main([write(event(walkthroughs=[walk(answers={"mood_word_choice": 5})])), *named]) == 2
    assert "'mood_word_choice' is not in the library." in capsys.readouterr().err


def test_a_faulty_library_is_a_sentence(write, capsys):
    assert main([write(event()), "--template", write({"criteria": []}, "template.json")]) == 2
    assert "touchpoints: is empty. A library needs at least one." in capsys.readouterr().err


def test_text_of_any_kind_survives_the_output(write):
    """Words beyond the console's encoding, and half a surrogate pair, are still JSON."""
    data = event(
        messages=[message(text="Kattokruunujen alla \ud83d 🎉")],
        promises=[
            {
                "id": "P1",
                "message": "M1",
                "quote": "alla \ud83d 🎉",
                "touchpoint": "venue",
                "strength": "explicit",
                "manual_q": 0,
            }
        ],
    )
    done = run(write(data))

    assert done.returncode == 0
    assert "alla \ud83d 🎉" in json.loads(done.stdout)["findings"][0]["message"]


def test_a_reader_that_has_seen_enough_is_no_error(write):
    path = write(lines(*[event(id=str(n)) for n in range(300)]), "events.jsonl")
    command = f"{sys.executable} -m eventaudit.consistency {path} | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=FIXTURES.parent)

    assert json.loads(done.stdout)["id"] == "0"
    assert done.stderr == b""
