"""The two guides say what the code does."""

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from eventaudit.consistency import (
    CHANNELS,
    PHASES,
    EventFacts,
    MessageFact,
    ProgrammeFact,
    PromiseFact,
    WalkthroughFact,
    default_library,
    parse_event,
)
from eventaudit.consistency.causes import Rule
from eventaudit.consistency.causes.incidents import INCIDENTS
from eventaudit.consistency.causes_en import TITLES
from eventaudit.consistency.crafts import CRAFTS, CRAFTS_OF_CRITERIA, Deadline, Owner
from eventaudit.consistency.facts import CONTRADICTION_KINDS, STRENGTHS, VERDICTS_FROM
from eventaudit.consistency.recommendations import ActionKey, CheckKey
from eventaudit.consistency.wording_en import SENTENCES

from .examples import audited, found

DOCS = Path(__file__).parents[2] / "docs"
EVENT_FILE = (DOCS / "event-file.md").read_text(encoding="utf-8")
FINDINGS = (DOCS / "findings.md").read_text(encoding="utf-8")
CORE = Path(__file__).parents[2] / "eventaudit" / "consistency"


def coded(text):
    """Everything set in code in a guide."""
    return set(re.findall(r"`\"?([\w.]+)\"?`", text))


@pytest.mark.parametrize("fact", [EventFacts, MessageFact, PromiseFact, WalkthroughFact, ProgrammeFact])
def test_every_key_of_the_event_file_is_documented(fact):
    assert {one.name for one in fields(fact)} - {"warnings"} - coded(EVENT_FILE) == set()


@pytest.mark.parametrize("keys", [CHANNELS, STRENGTHS, VERDICTS_FROM, CONTRADICTION_KINDS, PHASES])
def test_every_choice_is_documented(keys):
    assert set(keys) - coded(EVENT_FILE) == set()


def test_the_example_is_read_without_a_warning_and_gives_what_the_guides_say():
    example = json.loads(re.search(r"```json\n(.*?)```", EVENT_FILE, re.DOTALL).group(1))

    assert parse_event(example, default_library()).warnings == ()
    result = audited(example)
    assert set(found(result)) == {"G1:A2", "PP:X1", "G2:P1", "G3:cloakroom", "G3:catering"}
    assert {one.key for one in result.notes} == {"hard_fail_unverified"}


def test_every_message_key_and_note_is_documented_and_no_other():
    rows = coded(FINDINGS)
    notes = set(re.findall(r'Note\("(\w+)"', (CORE / "notes.py").read_text(encoding="utf-8")))

    assert {one for one in rows if re.match(r"(g\d|s|pp|delight)\.", one)} == set(SENTENCES)
    assert set(re.findall(r"^\| `(\w+)` \|", FINDINGS.split("## Notes")[1], re.MULTILINE)) == notes


def test_every_rule_key_and_craft_of_root_causes_is_documented():
    guide = (DOCS / "root-causes.md").read_text(encoding="utf-8")
    keys = {key for kind in (Rule, ActionKey, CheckKey, Owner, Deadline) for key in get_args(kind)}
    keys |= {*CRAFTS, *CRAFTS_OF_CRITERIA, *INCIDENTS, *TITLES}

    assert {key for key in keys if not key.endswith("_expectation")} - coded(guide) == set()
    for craft, known in CRAFTS.items():
        owner, deadline = known.owner.replace("_", " "), known.deadline.replace("_", " ")
        assert f"| `{craft}` | {owner} | {known.effort} | {deadline} |" in guide
