"""What each chapter prints is what the snapshot says, in three languages; no PDF is made here."""

import copy
import datetime
import html
import re

import pytest
from django.utils import translation

from eventaudit.reports.document import parts_of
from eventaudit.reports.snapshot import take_snapshot
from eventaudit.reports.templatetags.reports import as_sentence, words_in_place

from .conftest import LANGUAGES

CHAPTERS = ["ledger", "wheel", "causes", "touchpoints", "messages", "segments", "change", "plan", "method"]


@pytest.fixture
def snapshots(demo_snapshots):
    return demo_snapshots


def parts(snapshot):
    there = [photo["address"] for photo in snapshot["photos"].values()]
    with translation.override(snapshot["language"]):
        return parts_of(snapshot, made_on=datetime.date(2031, 11, 20), there=there)


def plain(text):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", str(text)))).strip()


def texts_of(snapshot):
    """The text of each chapter."""
    return {part.key: plain(part.html) for part in parts(snapshot)}


def expected_of(snapshot):
    """Chapter to what it must say."""
    ledger, method, change = snapshot["ledger"]["messages"], snapshot["method"], snapshot["change"]
    promises = [promise for message in ledger for promise in message["promises"]]
    answers = [answer for one in snapshot["touchpoints"] for answer in one["answers"]]
    return {
        "front": [
            snapshot["event"]["name"],
            snapshot["summary"]["promised"],
            snapshot["summary"]["delivered"],
            *(fail["wording"] for fail in snapshot["summary"]["hard_fails"]),
            *(item["touchpoint"] for item in snapshot["summary"]["keep"]),
        ],
        "ledger": [
            *(promise["quote"] for promise in promises),
            *(promise["delivered"]["wording"] for promise in promises),
            *(promise["slip"]["before"].strip() for promise in promises),
            *(note["text"] for promise in promises for note in promise["delivered"]["notes"]),
        ],
        "wheel": [
            *(spoke["name"] for spoke in snapshot["wheel"]["touchpoints"]),
            *(spoke["read_name"] for spoke in snapshot["wheel"]["touchpoints"]),
        ],
        "causes": [
            *(cause["title"] for cause in snapshot["causes"]),
            *(cause["recommendation"]["because"] for cause in snapshot["causes"]),
            *(cause["recommendation"]["check"] for cause in snapshot["causes"]),
            *(line for cause in snapshot["causes"] for line in cause["consequences"]),
            *(finding["sentence"] for finding in snapshot["findings"]),
            *(finding["arithmetic"] for finding in snapshot["findings"]),
        ],
        "touchpoints": [
            *(answer["wording"] for answer in answers),
            *(value["text"] for answer in answers for value in answer["values"]),
            *(note["text"] for answer in answers for note in answer["notes"]),
            *(delight["text"] for one in snapshot["touchpoints"] for delight in one["delights"]),
        ],
        "messages": [
            *(row["why"] for one in snapshot["messages"]["messages"] for row in one["rewrite"]),
            *(side["quote"] for row in snapshot["messages"]["contradictions"] for side in row["sides"]),
        ],
        "segments": [
            snapshot["segments"]["below_standard"],
            *(row["question"] for row in snapshot["segments"]["differences"]),
            *(row["words"] for row in snapshot["segments"]["spreads"]),
        ],
        "change": [change["since"]["summary"], *(row["question"] for row in change["since"]["rows"])],
        "plan": [text for row in snapshot["plan"] for text in (row["action"], row["deadline"], row["check"])],
        "method": [
            *method["formulas"]["sums"].values(),
            *(row["target"] for row in method["house_targets"]),
            *(row["reason"] for row in method["not_applicable"]),
            *(kind["standing"] for kind in method["agreement"]["kinds"]),
        ],
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chapter_says_what_the_snapshot_says(snapshots, language):
    texts, expected = texts_of(snapshots[language]), expected_of(snapshots[language])
    assert list(texts) == ["front", *CHAPTERS]
    missing = {
        chapter: [text for text in said if plain(html.escape(text)) not in texts[chapter]]
        for chapter, said in expected.items()
    }
    assert missing == {chapter: [] for chapter in expected}


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_of_the_index_are_worked_out_in_the_language_s_notation(snapshots, language):
    sums = "0.40 × 58.7 + 0.25 × 54.7 + 0.20 × 72.0 + 0.15 × 55.3 = 59.9"
    assert (sums if language == "en" else sums.replace(".", ",")) in texts_of(snapshots[language])["method"]


def test_the_contents_list_every_chapter_with_its_number(snapshots):
    front = str(parts(snapshots["en"])[0].html)
    listed = re.findall(r'<span class="contents-number">(\d+)</span><a href="#([\w-]+)">', front)
    assert listed == [(str(number), key) for number, key in enumerate(["summary", *CHAPTERS], 1)]


def test_every_link_leads_somewhere(snapshots):
    whole = "".join(str(part.html) for part in parts(snapshots["en"]))
    targets = set(re.findall(r'id="([^"]+)"', whole))
    assert set(re.findall(r'href="#([^"]+)"', whole)) - targets == set()


def test_a_house_target_is_printed_as_one(snapshots):
    texts = texts_of(snapshots["en"])
    assert "best 1.1–1.7 m²/person, house target" in texts["touchpoints"].replace("\xa0", " ")
    assert "No primary source stands behind these targets." in texts["method"]


def test_nobody_s_name_is_printed_once_its_fields_are_empty(snapshots):
    """What the anonymous edition rests on."""
    names = ("auditor_1", "auditor_2")
    whole = " ".join(texts_of(snapshots["en"]).values())
    assert [name for name in names if name in whole] == list(names)
    nameless = " ".join(texts_of(_without_names(snapshots["en"])).values())
    assert [name for name in names if name in nameless] == []
    assert "()" not in nameless


def _without_names(part):
    if isinstance(part, dict):
        return {
            key: "" if key in ("who", "owner", "judged_by") else _without_names(value)
            for key, value in part.items()
        }
    return [_without_names(one) for one in part] if isinstance(part, list) else part


def test_a_supplier_s_report_holds_its_touchpoints_alone(snapshots):
    """What the edition per supplier rests on: everything else can be left out and the parts still print."""
    snapshot = copy.deepcopy(snapshots["en"])
    own = {"catering"}
    snapshot["touchpoints"] = [one for one in snapshot["touchpoints"] if one["key"] in own]
    for name in ("findings", "plan", "causes"):
        keys = "touchpoint_key" if name == "findings" else "touchpoint_keys"
        snapshot[name] = [
            one for one in snapshot[name] if own & ({one[keys]} if name == "findings" else set(one[keys]))
        ]
    for message in snapshot["ledger"]["messages"]:
        message["promises"] = [one for one in message["promises"] if one["touchpoint_key"] in own]
    texts = texts_of(snapshot)
    assert "Champagne will be served as you arrive" in texts["ledger"]
    assert "The accessible toilet could not be used" not in texts["causes"]


@pytest.mark.parametrize(("per_row", "rows"), [(2, [2, 1]), (3, [3]), (4, [3])])
def test_photos_stand_as_many_to_a_row_as_an_edition_chooses(snapshots, per_row, rows):
    snapshot = copy.deepcopy(snapshots["en"]) | {"photos_per_row": per_row}
    snapshot["touchpoints"] = snapshot["touchpoints"][:1]
    snapshot["touchpoints"][0]["photos"] = list(snapshot["photos"])
    touchpoints = next(part for part in parts(snapshot) if part.key == "touchpoints")
    assert re.findall(r'class="photos photos--(\d)"', str(touchpoints.html)) == [str(row) for row in rows]


@pytest.mark.django_db
def test_an_event_with_nothing_answered_says_what_is_missing(event):
    texts = texts_of(take_snapshot(event, "en"))
    said = {
        "front": "No walkthrough has been answered yet",
        "ledger": "No promise was recorded for this event.",
        "wheel": "not observed",
        "causes": "No gap was found.",
        "touchpoints": "questions was answered.",
        "messages": "No pre-event message was recorded",
        "segments": "The guests were not divided into segments.",
        "change": "There is no earlier edition to compare with",
        "plan": "There is nothing to do",
        "method": "nobody yet",
    }
    assert [chapter for chapter, text in said.items() if text not in texts[chapter]] == []


@pytest.mark.django_db
def test_own_colours_of_an_atmosphere_reach_the_wheel(event):
    spokes = take_snapshot(event, "en")["wheel"]["touchpoints"]
    assert {tuple(spoke["intended"]) for spoke in spokes} == {("luxury",)}
    assert {spoke["likeness"] for spoke in spokes} == {None}


def test_a_promise_is_marked_where_it_stands():
    slip = {"before": "… of two. ", "after": " <i>"}
    assert words_in_place({"quote": "A <b>", "slip": slip}) == "… of two. <mark>A &lt;b&gt;</mark> &lt;i&gt;"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("Yes", "Yes."), ("Is it open?", "Is it open?"), ("Now.", "Now."), ("And …", "And …")],
)
def test_a_check_ends_with_one_sign(text, sentence):
    assert as_sentence(text) == sentence
