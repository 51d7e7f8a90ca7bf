"""Analysis of the Gilded Compass event (2 walkthroughs, 30 promises)"""

import json
from pathlib import Path

from eventaudit.consistency import audit, default_library, parse_event
from eventaudit.events.models import Event
from eventaudit.findings.facts import audit_event, load_facts

from .measuring import measure, show

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "demo_events.json"


def run() -> None:
    text = json.dumps(json.loads(FIXTURE.read_text())["events"][0])
    data, library = json.loads(text), default_library()
    facts = parse_event(data, library)
    event = Event.objects.select_related("organisation", "template_version").get(key="gilded_compass")

    parsing = measure(lambda: json.loads(text), runs=200)
    auditing = measure(lambda: audit(facts, library), runs=100)
    show("reading its JSON alone, for comparison", parsing)
    show("checking the event file", measure(lambda: parse_event(data, library), runs=50))
    ratio = auditing.milliseconds / parsing.milliseconds
    show("the audit: all indices and findings", auditing, f"{ratio:.1f} x reading its JSON")
    show("loading the stored event", measure(lambda: load_facts(event), runs=50))
    show("loading and auditing the stored event", measure(lambda: audit_event(event), runs=50))
