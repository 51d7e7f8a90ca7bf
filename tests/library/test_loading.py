import copy
import json

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from eventaudit.consistency import LibraryError
from eventaudit.library.actions import load_library
from eventaudit.library.models import Atmosphere, Criterion, TemplateVersion
from eventaudit.library.policies import can_edit_version, check_can_edit_version
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def atmospheres_json():
    return json.loads((settings.BASE_DIR / "fixtures" / "atmospheres.json").read_text())


def stored():
    return (TemplateVersion.objects.count(), Criterion.objects.count(), Atmosphere.objects.count())


def test_loading_the_library_twice_changes_nothing():
    first = factories.load_default_library()
    assert first.pk == factories.load_default_library().pk
    assert stored() == (1, 113, 8)


def test_changed_content_becomes_a_new_version_and_events_stay_with_theirs(
    event, template_json, atmospheres_json
):
    before = Criterion.objects.get(version__number=1, key="venue_condition").weight
    changed = copy.deepcopy(template_json)
    next(item for item in changed["criteria"] if item["key"] == "venue_condition")["weight"] = before % 3 + 1
    changed["version"] = "1.1"
    version = load_library(template=changed, atmospheres=atmospheres_json)
    assert (version.number, version.label, version.state) == (2, "1.1", "published")
    assert stored() == (2, 226, 8)
    event.refresh_from_db()
    assert event.template_version.number == 1
    assert Criterion.objects.get(version__number=1, key="venue_condition").weight == before


def test_atmospheres_are_updated_in_place(template_json, atmospheres_json):
    number = Atmosphere.objects.get(key="luxury").pk
    atmospheres_json["atmospheres"]["luxury"]["palette"] = ["#000000"]
    load_library(template=template_json, atmospheres=atmospheres_json)
    assert Atmosphere.objects.get(pk=number).palette == ["#000000"]
    assert stored() == (1, 113, 8)


def spoil_kind(template, atmospheres):
    template["criteria"][0]["kind"] = "vibe"


def spoil_wording(template, atmospheres):
    del template["criteria"][0]["wording"]["sv"]


def spoil_name(template, atmospheres):
    template["touchpoints"][0]["name"] = None


def spoil_field(template, atmospheres):
    template["criteria"][0]["colour"] = "red"


def spoil_colour(template, atmospheres):
    atmospheres["atmospheres"]["luxury"]["palette"][0] = "gold"


def spoil_cue(template, atmospheres):
    atmospheres["atmospheres"]["luxury"]["touchpoints"]["venue"]["cues"][1]["fi"] = ""


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (
            spoil_kind,
            "criteria[0].kind: 'vibe' is not known here. "
            "Use fit, balance, measure, yesno, choice or expectation.",
        ),
        (spoil_wording, "criteria.venue_space_feel.wording: The text is missing in: Swedish. Translate it."),
        (spoil_name, "touchpoints.venue.name: The text is missing. Write it."),
        (
            spoil_field,
            "criteria.venue_space_feel.colour: “colour” is not known here. Correct the name or remove it.",
        ),
        (spoil_colour, "atmospheres.luxury.palette: 'gold' is no colour. Write it as #RRGGBB."),
        (
            spoil_cue,
            "atmospheres.luxury.touchpoints.venue.cues.2: The text is missing in: Finnish. Translate it.",
        ),
    ],
)
def test_a_faulty_library_is_refused_with_a_sentence_and_stores_nothing(
    template_json, atmospheres_json, spoil, problem
):
    atmospheres_json["atmospheres"]["rustic"]["palette"] = ["#ABCDEF"]
    spoil(template_json, atmospheres_json)
    with pytest.raises(LibraryError) as caught:
        load_library(template=template_json, atmospheres=atmospheres_json)
    assert caught.value.problems == (problem,)
    assert stored() == (1, 113, 8)
    assert Atmosphere.objects.get(key="rustic").palette != ["#ABCDEF"]


def test_every_fault_is_named_at_once(template_json, atmospheres_json):
    spoil_wording(template_json, atmospheres_json)
    spoil_colour(template_json, atmospheres_json)
    with pytest.raises(LibraryError) as caught:
        load_library(template=template_json, atmospheres=atmospheres_json)
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize("content", ["{", "[]", '{"criteria": 1}', "\udcff"])
def test_the_command_refuses_a_damaged_file_with_exit_code_2(tmp_path, content):
    path = tmp_path / "template.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(CommandError) as caught:
        call_command("load_library", template=path)
    assert caught.value.returncode == 2
    assert stored() == (1, 113, 8)


def test_the_command_says_which_file_it_cannot_read(tmp_path):
    with pytest.raises(CommandError, match=r"missing\.json cannot be read: No such file"):
        call_command("load_library", template=tmp_path / "missing.json")


@pytest.mark.parametrize(("state", "may"), [("draft", True), ("published", False), ("archived", False)])
def test_only_drafts_can_be_edited(state, may):
    version = TemplateVersion.objects.get()
    version.state = state
    assert can_edit_version(version) is may
    if not may:
        with pytest.raises(ValidationError, match="has been published and never changes"):
            check_can_edit_version(version)
