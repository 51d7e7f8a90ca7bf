import csv
import datetime
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from eventaudit.walkthroughs.models import Walkthrough
from eventaudit.walkthroughs.odk.files import MOST_ROWS, FileRefused, read_lines

pytestmark = pytest.mark.django_db

HEAD = [
    "start", "end", "walk-walk_auditor", "walk-walk_round", "venue-venue_space_feel",
    "venue-venue_space_feel__photo", "venue-venue_step_free", "venue-venue_area_per_person",
    "venue-venue_atmosphere_read", "venue-venue_atmosphere_read__second",
    "venue-venue_atmosphere_read__share", "venue-venue_expectation",
    "venue-venue_expectation__note", "meta-instanceID", "SubmitterName", "KEY",
]  # fmt: skip
AINO = [
    "2031-11-14T18:00:00.000+02:00", "2031-11-14T20:30:00.000+02:00", "Aino", "", "-1",
    "1731601.jpg", "yes", "1,5", "luxury", "rustic", "70", "unobserved",
    "Doors closed, \"sorry\"\nsaid a note",
    "uuid:11111111-1111-1111-1111-111111111111", "tablet 1", "uuid:11111111-1111-1111-1111-111111111111",
]  # fmt: skip
BERT = ["", "", "", "", "2", "", "no", "", "neutral", "", "", "met", "", "uuid:2222", "bert", "uuid:2222"]


def as_csv(*rows, head=HEAD, delimiter=",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([head, *rows])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


@pytest.fixture
def page(event):
    return reverse("walkthroughs:import_submissions", args=[event.organisation.slug, event.pk])


@pytest.fixture
def send(manager_client, page):
    """Both steps; the page of the first one."""

    def sending(content: bytes, **fields):
        shown = manager_client.post(page, {"file": SimpleUploadedFile("file", content), **fields})
        if shown.context and "lines" in shown.context:
            chosen = shown.context["round"]
            data = {"lines": shown.context["lines"], "round": chosen.pk if chosen else ""}
            assert manager_client.post(page, data).status_code == 302
        return shown

    return sending


def answers_of(walkthrough) -> dict:
    rows = walkthrough.answers.select_related("criterion")
    return {row.criterion.key: (row.state, row.value, row.note) for row in rows}


AINOS_ANSWERS = {
    "venue_space_feel": ("answered", -1, "Photo in the form: 1731601.jpg"),
    "venue_step_free": ("answered", True, ""),
    "venue_area_per_person": ("answered", 1.5, ""),
    "venue_atmosphere_read": ("answered", {"luxury": 0.7, "rustic": 0.3}, ""),
    "venue_expectation": ("unobserved", None, 'Doors closed, "sorry"\nsaid a note'),
}


def test_an_export_of_odk_central_becomes_finished_walkthroughs(event, send):
    send(as_csv(AINO, BERT))
    aino, bert = event.walkthroughs.order_by("auditor_name")
    assert answers_of(aino) == AINOS_ANSWERS
    assert answers_of(bert) == {
        "venue_space_feel": ("answered", 2, ""),
        "venue_step_free": ("answered", False, ""),
        "venue_atmosphere_read": ("answered", "neutral", ""),
        "venue_expectation": ("answered", "met", ""),
    }
    assert (aino.auditor_name, aino.auditor, aino.lead) == ("Aino", None, False)
    assert (bert.auditor_name, bool(bert.finished_at)) == ("bert", True)
    assert aino.operations.count() == 7


def test_an_export_of_kobo_says_the_same_in_other_titles(event, send):
    head = [title.replace("-", "/") for title in HEAD[:-3]] + ["_uuid", "_submitted_by", "_id"]
    send(as_csv([*AINO[:-3], "1111", "tablet 1", "7"], head=head, delimiter=";"))
    assert answers_of(event.walkthroughs.get()) == AINOS_ANSWERS


@pytest.mark.parametrize("under", ["value", "results", None])
def test_json_says_the_same(event, send, under):
    group = {
        title.removeprefix("venue-"): cell
        for title, cell in zip(HEAD, AINO, strict=True)
        if "venue-" in title
    }
    row = {
        "__id": AINO[-1],
        "end": AINO[1],
        "walk": {"walk_auditor": "Aino", "walk_round": None},
        "venue": group | {"venue_space_feel": -1},
        "_attachments": [{"filename": "1731601.jpg"}],
        "__system": {"submitterName": "tablet 1"},
    }
    send(json.dumps({under: [row]} if under else [row]).encode())
    assert answers_of(event.walkthroughs.get()) == AINOS_ANSWERS


def test_what_no_database_holds_is_left_out_of_names_and_notes(event, send):
    row = {
        "__id": "1",
        "walk_auditor": "Ai\0no",
        "venue_expectation": "met",
        "venue_expectation__note": "a\0b",
    }
    send(json.dumps([row]).encode())
    walkthrough = event.walkthroughs.get()
    assert walkthrough.auditor_name == "Aino"
    assert answers_of(walkthrough) == {"venue_expectation": ("answered", "met", "ab")}


def test_the_same_file_twice_adds_nothing_and_a_longer_one_only_the_rest(event, send):
    send(as_csv(AINO))
    before = list(Walkthrough.objects.values())
    again = send(as_csv(AINO, BERT, BERT))
    assert [(one.number, one.known, one.comes_in) for one in again.context["submissions"]] == [
        (2, True, False),
        (3, False, True),
        (4, False, False),
    ]
    assert list(Walkthrough.objects.filter(auditor_name="Aino").values()) == before
    assert event.walkthroughs.count() == 2


def changed(row, **cells):
    titles = {title.rpartition("-")[2]: place for place, title in enumerate(HEAD)}
    copy = list(row)
    for title, cell in cells.items():
        copy[titles[title]] = cell
    return copy


def test_each_bad_row_is_named_and_left_out_and_the_others_come_in(event, send):
    event.rounds.create(name="Evening", order=0)
    rows = [
        AINO,
        changed(AINO, instanceID="", KEY=""),
        changed(BERT, instanceID="3", venue_space_feel="7", venue_step_free="maybe"),
        changed(BERT, instanceID="4", walk_round="Breakfast"),
        changed(BERT, instanceID="5", SubmitterName=""),
        changed(AINO, instanceID="6"),
        changed(AINO, instanceID="7", walk_round="evening"),
        changed([""] * len(HEAD), instanceID="8", walk_auditor="Carl"),
        changed(BERT, instanceID="9", venue_area_per_person="-4", venue_atmosphere_read="cosy"),
    ]
    shown = send(as_csv(*rows))
    assert {
        one.number: [(trouble.column, trouble.sentence) for trouble in one.troubles]
        for one in shown.context["submissions"]
        if one.troubles
    } == {
        3: [
            ("", "It has no instanceID, by which it is known again. Export all columns."),
            ("", "Aino has a walkthrough in this round already. Name the round, or another person."),
        ],
        4: [
            (
                "venue-venue_space_feel",
                "The answer “7” is outside the scale from -2 to 2. Choose again.",
            ),
            ("venue-venue_step_free", "“maybe” is neither yes nor no. Choose again."),
        ],
        5: [("walk-walk_round", "The event has no round “Breakfast”. There are: Evening.")],
        6: [("", "It does not say who walked. Write a name into the column walk_auditor.")],
        7: [("", "Aino has a walkthrough in this round already. Name the round, or another person.")],
        9: [("", "Nothing is answered in it.")],
        10: [
            ("venue-venue_area_per_person", "“-4” cannot be right here. Check the number."),
            ("venue-venue_atmosphere_read", "There is no atmosphere “cosy”. Choose one from the list."),
        ],
    }
    assert set(event.walkthroughs.values_list("auditor_name", "round__name")) == {
        ("Aino", None),
        ("Aino", "Evening"),
    }


def test_the_chosen_round_is_that_of_rows_which_name_none(event, send):
    evening = event.rounds.create(name="Evening", order=0)
    send(as_csv(AINO), round=evening.pk)
    assert event.walkthroughs.get().round == evening


def test_it_lasted_as_long_as_the_tablet_says_and_never_into_the_future(event, send):
    times = {"start": "2025-11-14T18:00:00.000+02:00", "end": "2025-11-14T20:30:00.000+02:00"}
    send(as_csv(changed(AINO, **times), changed(BERT, start="2099-01-01T00:00:00Z")))
    aino, bert = event.walkthroughs.order_by("auditor_name")
    assert aino.started_at == datetime.datetime(2025, 11, 14, 16, tzinfo=datetime.UTC)
    assert aino.finished_at == datetime.datetime(2025, 11, 14, 18, 30, tzinfo=datetime.UTC)
    assert {each.made_at for each in aino.operations.all()} == {aino.finished_at}
    assert bert.started_at == bert.finished_at <= timezone.now()


def test_a_closed_event_takes_nothing(event, send):
    event.state = "closed"
    event.save()
    send(as_csv(AINO))
    assert not event.walkthroughs.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b" ", "The file is empty. Choose another one."),
        (b"PK\x03\x04", "This is a .zip or .xlsx file."),
        ("name,ä\n1,2".encode("latin-1"), "The file is not in UTF-8."),
        (b"[1, 2]", "This is not a list of submissions."),
        (b"{", "This is no JSON file that can be read."),
        (b"a,b\n1,2,3\n", "Row 2 has more cells than there are titles."),
        (b'a,b\n"1,2\n', "This is no .csv file that can be read."),
        (b"a,b\n", "There is not one submission in the file."),
        (b"a,b\n" + b"1,2\n" * (MOST_ROWS + 1), "There are more than 500 submissions."),
        (b"a" * (5 * 1024**2 + 1), "The file is larger than 5 MB."),
        (b"[" * 100_000, "This is no JSON file that can be read."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(content, sentence):
    with pytest.raises(FileRefused) as refused:
        read_lines(content)
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize("depth", range(700, 1000, 20))
def test_groups_in_groups_are_read_or_refused(depth):
    try:
        assert read_lines(b'{"a":' * depth + b"1" + b"}" * depth)[0].cells == {"/".join("a" * depth): "1"}
    except FileRefused as refused:
        assert "can be read" in str(refused)  # noqa: PT017 - either will do


def test_a_file_of_another_form_is_refused(event, send):
    shown = send(as_csv(["Very good"], head=["How are you?"]))
    assert shown.status_code == 422
    assert (
        shown.context["form"]
        .errors["file"][0]
        .startswith("No column is a question of this event's template.")
    )


@pytest.mark.parametrize(
    "lines",
    ["", "{}", "[[1]]", '[["x", {}]]', '[[1, "x"]]', "[[Infinity, {}]]", '[[1, {"a": "\\ud800"}]]'],
)
def test_what_does_not_come_back_whole_is_asked_for_again(manager_client, page, lines):
    assert manager_client.post(page, {"lines": lines}).url == page


def test_the_pages_queries_do_not_grow_with_the_rows(manager_client, page, django_assert_num_queries):
    def rows(number):
        return as_csv(*[changed(BERT, instanceID=str(n), walk_auditor=f"P{n}") for n in range(number)])

    manager_client.post(page, {"file": SimpleUploadedFile("file", rows(1))})
    for number in (1, 3):
        with django_assert_num_queries(QUERIES):
            manager_client.post(page, {"file": SimpleUploadedFile("file", rows(number))})


QUERIES = 10


def test_auditors_do_not_see_the_page(auditor_client, page):
    assert auditor_client.get(page).status_code == 403
