"""`python -m eventaudit.wording`: JSON lines in and out, clear words for what cannot be read."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments, given=b""):
    command = [sys.executable, "-m", "eventaudit.wording", *arguments]
    result = subprocess.run(command, cwd=ROOT, input=given, capture_output=True, check=False)
    return (
        result.returncode,
        [json.loads(line) for line in result.stdout.splitlines()],
        result.stderr.decode(),
    )


def test_a_line_in_gives_a_line_out():
    given = {"id": "m1", "text": "Sandwiches will be served as you arrive."}
    code, lines, said = run(given=json.dumps(given).encode())
    assert (code, said) == (0, "")
    assert lines == [
        {
            "id": "m1",
            "lang": "en",
            "atmospheres": "neutral",
            "promises": [
                {
                    "start": 0,
                    "end": 39,
                    "quote": "Sandwiches will be served as you arrive",
                    "touchpoint": "catering",
                    "strength": "explicit",
                    "atmosphere": None,
                    "criterion": "catering_as_promised",
                    "hedged": False,
                    "negated": False,
                    "why": lines[0]["promises"][0]["why"],
                }
            ],
        }
    ]
    assert lines[0]["promises"][0]["why"].startswith("“Sandwiches” is about catering.")


def test_bad_lines_are_told_and_the_others_go_on():
    given = b'{"id": 1}\nnonsense\n[]\n{"id": 2, "text": "x", "lang": 3}\n\xff\n\n{"id": 5, "text": ""}\n'
    code, lines, said = run(given=given)
    assert code == 2
    assert [(line.get("id"), line.get("line")) for line in lines] == [
        (1, 1),
        (None, 2),
        (None, 3),
        (2, 4),
        (None, 5),
        (5, None),
    ]
    assert lines[-1] == {"id": 5, "lang": "unknown", "atmospheres": "neutral", "promises": []}
    assert [line["error"] for line in lines[:-1]] == said.splitlines()


def test_contradictions_of_an_event_file(tmp_path):
    event = {
        "id": "e",
        "messages": [
            {"id": "A", "channel": "web_page", "lang": "en", "text": "Parking is free for all guests."},
            {"id": "B", "channel": "ticket", "lang": "en", "text": "Parking costs 12 euros per day."},
        ],
    }
    path = tmp_path / "event.json"
    path.write_text(json.dumps(event))
    code, lines, said = run("--contradictions", str(path))
    assert (code, said) == (0, "")
    assert [(line["kind"], line["a"]["quote"], line["b"]["quote"]) for line in lines] == [
        ("costly_fact", "Parking is free for all guests", "Parking costs 12 euros per day")
    ]


def test_a_missing_event_file_is_told(tmp_path):
    code, lines, said = run("--contradictions", str(tmp_path / "none.json"))
    assert (code, lines) == (2, [])
    assert said.endswith("none.json: cannot be read: No such file or directory.\n")


def test_an_event_file_that_is_no_json_is_told_by_its_name(tmp_path):
    path = tmp_path / "event.json"
    path.write_text("nothing of the kind")
    code, lines, said = run("--contradictions", str(path))
    assert (code, lines) == (2, [])
    assert said == f"{path}: is not JSON: Expecting value at line 1, column 1.\n"
