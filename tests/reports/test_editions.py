"""Editions show less of the same moment, never anything else."""

import csv
import io
import json
import re

import pytest
from django.urls import reverse

from eventaudit.accounts.models import Role
from eventaudit.messaging.models import Promise, PromisePhoto
from eventaudit.reports.actions import ReportNotReady, release_report, request_report, review_report
from eventaudit.reports.attachments import attachments_of
from eventaudit.reports.choices import Choices
from eventaudit.reports.editions import edition_of
from eventaudit.reports.models import Moment, Report
from eventaudit.reports.moments import take_moment
from eventaudit.reports.nameless import name_pattern
from eventaudit.reports.suppliers import UnknownTouchpoint
from eventaudit.walkthroughs.models import AnswerPhoto
from tests import factories

from .conftest import add_photo
from .test_pages import make_ready, make_released

NUMBERS = ("low", "obs", "high", "coverage", "letter")


@pytest.fixture
def moment(demo_event):
    return take_moment(demo_event)


def every_text(part):
    return json.dumps(part, ensure_ascii=False)


def touchpoints_named_in(part):
    """The keys in the fields that say what belongs to which touchpoint."""
    if isinstance(part, dict):
        own = {part[name] for name in ("touchpoint_key",) if name in part}
        own |= set(part.get("touchpoint_keys", ()))
        return own.union(*(touchpoints_named_in(value) for value in part.values()))
    if isinstance(part, list):
        return set().union(*(touchpoints_named_in(value) for value in part))
    return set()


def test_a_supplier_reads_of_their_own_touchpoints_only(moment):
    whole = moment.contents["en"]
    shown = edition_of(whole, Choices("supplier", ("catering",), "Bistro"))
    assert [part["key"] for part in shown["touchpoints"]] == ["catering"]
    assert touchpoints_named_in(shown) == {"catering"}
    others = [part["name"] for part in whole["touchpoints"] if part["key"] != "catering"]
    assert [name for name in others if name in every_text(shown["summary"])] == []
    assert [cause["number"] for cause in shown["causes"]] == list(range(1, len(shown["causes"]) + 1))
    assert shown["touchpoints"][0]["quality"] == next(
        part["quality"] for part in whole["touchpoints"] if part["key"] == "catering"
    )
    assert (shown["scores"]["low"]["E"], "event_file" in shown) == (None, False)
    assert set(shown["photos"]) < set(whole["photos"])


def test_of_a_cause_that_spans_others_a_supplier_reads_their_own_actions_only(moment):
    whole = moment.contents["en"]
    row = next(row for row in whole["plan"] if row["where"])
    step = (
        row["steps"][0]
        if row["steps"]
        else {"status": "open", "status_name": "To do", "due": "", "closed": ""}
    )
    row["touchpoint_keys"] = ["catering", "toilets"]
    row["steps"] = [
        step | {"title": title, "owner": title, "touchpoint_key": key}
        for title, key in (("Ours", "catering"), ("Theirs", "toilets"), ("Nobody's", ""))
    ]
    row["steps"].append(step | {"title": "Older", "owner": ""})
    row["steps"][-1].pop("touchpoint_key", None)

    def shown(*touchpoints):
        plan = edition_of(whole, Choices("supplier", touchpoints))["plan"]
        found = next(one for one in plan if one["anchor"] == row["anchor"])
        return [step["title"] for step in found["steps"]], bool(found["where"])

    assert shown("catering") == (["Ours"], False)
    assert shown("catering", "toilets") == (["Ours", "Theirs", "Nobody's", "Older"], True)


def test_a_supplier_gets_no_photos_and_notes_of_others_questions(demo_event):
    """A promise about the catering that a question about the toilets decides, and whose proof is its own."""
    walkthrough = demo_event.walkthroughs.first()
    walkthrough.answers.filter(criterion__key="toilets_accessible").update(note="Locked since noon")
    promise = Promise.objects.filter(message__event=demo_event, touchpoint="catering").first()
    promise.criterion, promise.verdict = "toilets_accessible", "unchecked"
    promise.save()
    proof = add_photo(demo_event, walkthrough, "catering_as_promised")
    AnswerPhoto.objects.filter(photo=proof).delete()  # of no question: the promise's own
    PromisePhoto.objects.create(promise=promise, photo=proof)
    theirs = str(AnswerPhoto.objects.get(criterion__key="toilets_accessible").photo_id)
    whole = take_moment(demo_event).contents["en"]
    assert ({str(proof.pk), theirs} <= set(whole["photos"]), "Locked since noon" in every_text(whole)) == (
        True,
        True,
    )
    decided = [one for message in whole["ledger"]["messages"] for one in message["promises"] if one["proofs"]]
    assert [(one["criterion"], one["photos"]) for one in decided] == [
        ("toilets_accessible", [str(proof.pk), theirs])
    ]
    shown = edition_of(whole, Choices("supplier", ("catering",), "Bistro"))
    assert (str(proof.pk) in shown["photos"], theirs in shown["photos"]) == (True, False)
    assert (theirs in every_text(shown), "Locked since noon" in every_text(shown)) == (False, False)
    both = edition_of(whole, Choices("supplier", ("catering", "toilets"), "Bistro"))
    assert (theirs in both["photos"], "Locked since noon" in every_text(both["ledger"])) == (True, True)


def test_what_goes_along_in_the_pdf_says_no_more_than_its_edition(demo_event):
    demo_event.walkthroughs.filter(auditor_name="auditor_1").update(auditor_name="Aino Virtanen")
    moment = take_moment(demo_event)
    whole = moment.contents["en"]

    def along(choices):
        files = attachments_of(edition_of(whole, choices, names=moment.names))
        return {file.name: file.content.decode("utf-8-sig") for file in files}

    named, nameless = along(Choices()), along(Choices(anonymous=True))
    assert [name for name, text in named.items() if "Aino" in text] == ["event.json", "answers.csv"]
    assert {name: "Aino" in text or "auditor_2" in text for name, text in nameless.items()} == {
        "answers.csv": False
    }
    assert list(along(Choices("two_minutes", anonymous=True))) == ["answers.csv"]
    supplied = along(Choices("supplier", ("catering",), "Bistro"))
    lines = list(csv.reader(io.StringIO(supplied["answers.csv"])))[1:]
    own = next(part["name"] for part in whole["touchpoints"] if part["key"] == "catering")
    assert (list(supplied), {line[0] for line in lines}) == (["answers.csv"], {own})


def test_a_supplier_without_touchpoints_of_the_event_is_refused(moment):
    for wrong in ((), ("catering", "moon")):
        with pytest.raises(UnknownTouchpoint, match="catering"):
            edition_of(moment.contents["en"], Choices("supplier", wrong))


def test_no_name_is_left_in_an_anonymous_edition(demo_event):
    demo_event.walkthroughs.filter(auditor_name="auditor_1").update(auditor_name="Aino Virtanen")
    moment = take_moment(demo_event)
    whole = moment.contents["fi"]
    whole["touchpoints"][0]["answers"][0]["notes"] = [
        {"who": "", "text": "aino virtasen mielestä Ainolle sopi"}
    ]
    assert "Aino Virtanen" in every_text(whole["method"])
    shown = edition_of(whole, Choices(anonymous=True), names=moment.names)
    found = re.findall(r"(?i)\baino(?:lle)?\b|virta[ns]en|auditor_2", every_text(shown))
    assert (found, "event_file" in shown) == ([], False)
    assert len(shown["edition"]["notes"]) == 1
    assert shown["scores"] == whole["scores"]


def test_names_are_found_as_they_are_declined_and_ordinary_words_are_not():
    pattern = name_pattern(["Anna Virtanen", "Bo Ek", "Venue manager"])
    found = "Annalle, Virtasen, anna virtanen, Anna's; annan luvan; the venue manager; Bo; Ekbacken"
    assert pattern.sub("*", found) == "*, *, *, *; annan luvan; the *; Bo; Ekbacken"


def test_what_is_withheld_is_gone_everywhere(moment):
    whole = moment.contents["en"]
    note = next(
        note["text"]
        for part in whole["touchpoints"]
        for answer in part["answers"]
        for note in answer["notes"]
    )
    shown = edition_of(whole, Choices(hide_comments=True, hide_full_marks=True))
    assert note not in every_text(shown)
    qualities = [answer["quality"] for part in shown["touchpoints"] for answer in part["answers"]]
    assert (100 in qualities, bool(qualities)) == (False, True)
    silent = edition_of(whole, Choices(withhold_free_text=True))
    assert (silent["event"]["brief"], {photo["caption"] for photo in silent["photos"].values()}) == ("", {""})


def test_the_data_that_goes_along_holds_no_single_attendees_answers(moment):
    whole = moment.contents["en"]["event_file"]
    shown = edition_of(moment.contents["en"], Choices())["event_file"]
    assert (bool(whole["feedback"]), set(whole) - set(shown)) == (True, {"feedback"})


def test_every_language_of_a_moment_carries_the_same_numbers(moment):
    numbers = {
        code: {name: content["scores"][name] for name in NUMBERS} for code, content in moment.contents.items()
    }
    assert numbers["en"] == numbers["fi"] == numbers["sv"]


def test_another_language_can_be_had_of_an_earlier_moment(event):
    english = request_report(event=event, language="en", by=None)
    factories.make_message(event)
    finnish = request_report(event=event, language="fi", by=None, moment=english.moment)
    assert (finnish.moment, len(finnish.snapshot["ledger"]["messages"])) == (english.moment, 0)
    assert Moment.objects.count() == 1


def test_who_is_entered_after_the_moment_is_not_named_in_its_anonymous_edition(event):
    factories.make_message(event, title="A word from Aino Virtanen")
    named = request_report(event=event, language="en", by=None, choices=Choices(anonymous=True))
    factories.make_membership(event.organisation, Role.AUDITOR, factories.make_user(name="Aino Virtanen"))
    nameless = request_report(event=event, language="en", by=None, choices=Choices(anonymous=True))
    assert nameless.moment == named.moment
    assert ["Aino" in every_text(report.snapshot) for report in (named, nameless)] == [True, False]


def test_other_choices_make_another_report_and_the_same_ones_the_same(event):
    def ask(**options):
        return request_report(event=event, language="en", by=None, choices=Choices(**options)).pk

    assert ask(photos_per_row=2) == ask(photos_per_row=2)
    assert (
        len({ask(), ask(photos_per_row=2), ask(small=True), ask(anonymous=True), ask(edition="two_minutes")})
        == 5
    )


def test_a_correction_names_what_it_replaces_and_only_what_is_released_is_corrected(event):
    draft = make_ready(event)
    with pytest.raises(ReportNotReady):
        request_report(event=event, language="en", by=None, corrects=draft)
    old = make_released(event)
    new = request_report(event=event, language="en", by=None, corrects=old)
    assert (new.corrects, new == old, new.snapshot["edition"]["corrects"]["id"]) == (old, False, str(old.pk))


def test_the_one_who_may_see_it_is_led_to_the_correction(event, client_client):
    event.clients.add(client_client.membership)
    old = make_released(event)
    new = request_report(event=event, language="en", by=None, corrects=old)
    new.pdf.name, new.work, new.pages = old.pdf.name, "ready", 4
    new.save()
    assert new.get_absolute_url() not in client_client.get(old.get_absolute_url()).content.decode()
    by = factories.make_user()
    release_report(report=review_report(report=new, by=by), by=by)
    assert new.get_absolute_url() in client_client.get(old.get_absolute_url()).content.decode()
    page = client_client.get(new.get_absolute_url()).content.decode()
    assert "This edition corrects and replaces the one released on" in page


def test_a_correction_of_touchpoints_that_are_gone_is_refused_in_words(event, manager_client):
    old = make_ready(event)
    old.edition, old.options = "supplier", {"touchpoints": ["moon"], "supplier": "Bistro"}
    old.save()
    by = factories.make_user()
    release_report(report=review_report(report=old, by=by), by=by)
    correct = reverse("reports:correct", args=[event.organisation.slug, old.pk])
    page = manager_client.post(correct, follow=True).content.decode()
    assert ("Choose at least one of these touchpoints" in page, Report.objects.count()) == (True, 1)
