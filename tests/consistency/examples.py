"""Libraries and events that the tests of the core share."""

import json
from pathlib import Path

from eventaudit.consistency import Library, audit, default_library, parse_event

FIXTURES = Path(__file__).parents[2] / "fixtures"


def load(name):
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


def gilded_compass():
    """The demo event with its expected numbers, as it stands in the file: the oracle of the analysis."""
    return next(event for event in load("demo_events.json")["events"] if event["id"] == "gilded_compass")


def library_of(*criteria, touchpoints=None):
    """The default library with these criteria only, and the touchpoints they belong to (or those named)."""
    template = load("template.json")
    template["criteria"] = [item for item in template["criteria"] if item["key"] in criteria]
    kept = touchpoints or {item["touchpoint"] for item in template["criteria"]}
    template["touchpoints"] = [item for item in template["touchpoints"] if item["key"] in kept]
    return Library.from_json(template, load("atmospheres.json"))


def event(**parts):
    return {"id": "evening", "intended": {"luxury": 1.0}} | parts


def walk(auditor="Aino", answers=None, reads=None, **parts):
    return {"auditor": auditor, "answers": answers or {}, "reads": reads or {}} | parts


def message(key="M1", text="Champagne as you arrive.", **parts):
    return {"id": key, "channel": "invitation_email", "text": text, "atmosphere": {"luxury": 1.0}} | parts


def promise(key="P1", quote="Champagne", **parts):
    return {
        "id": key,
        "message": "M1",
        "quote": quote,
        "touchpoint": "catering",
        "strength": "explicit",
        "criterion": None,
    } | parts


def audited(data, library=None, settings=None):
    library = library or default_library()
    return audit(parse_event(data, library), library, settings)


def found(result, gap=None):
    """{finding id: (delta, impact, severity)}, of one gap or of all."""
    return {
        finding.id: (round(finding.delta, 3), finding.impact, finding.severity)
        for finding in result.findings
        if gap in (None, finding.gap)
    }
