"""The core stays pure: no Django, whatever is imported or run."""

import subprocess
import sys

from .examples import FIXTURES

PROBE = """
import json, sys
import eventaudit.consistency
import eventaudit.consistency.__main__
from eventaudit.consistency import audit, default_library, dump_event, parse_event
from eventaudit.consistency.output import audit_json

events = json.load(open(sys.argv[1], encoding="utf-8"))["events"]
for event in events:
    facts = parse_event(event, default_library())
    audit_json(audit(facts, default_library()))
    dump_event(facts)
foreign = {name.split(".")[0] for name in sys.modules} - set(sys.stdlib_module_names) - {"eventaudit"}
print(sorted(name for name in foreign if not name.startswith(("_", "sitecustomize"))))
"""


def test_an_audit_imports_nothing_but_the_standard_library():
    probe = subprocess.run(
        [sys.executable, "-c", PROBE, str(FIXTURES / "demo_events.json")],
        capture_output=True,
        text=True,
        check=True,
        cwd=FIXTURES.parent,
    )

    assert probe.stdout == "[]\n"
