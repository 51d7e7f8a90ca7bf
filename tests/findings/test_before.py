"""Before it goes out: what to mend in the messages, without anybody having walked through."""

import datetime

import pytest
from django.urls import reverse

from eventaudit.events.models import Intention
from eventaudit.findings.audited import audit_of
from eventaudit.findings.before_page import build_before_page
from eventaudit.findings.event_file import import_event
from eventaudit.library.models import AnalysisSettings
from eventaudit.messaging.models import Channel, Contradiction
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2031, 11, 1)
HIDDEN = '<span class="visually-hidden">Marked: </span>'


def url(event):
    return reverse("findings:before", args=[event.organisation.slug, event.pk])


def page_of(event):
    rows = {row.key: row for row in event.messages.order_by("pk")}
    return build_before_page(audit_of(event), rows, today=TODAY)


def contradict(first, second, *, kind="fact", quotes=("Doors open at 18", "Doors open at 19"), key="X1"):
    return Contradiction.objects.create(
        event=first.event,
        key=key,
        touchpoint="queues",
        kind=kind,
        first=first,
        first_quote=quotes[0],
        second=second,
        second_quote=quotes[1],
    )


def two_times(event, one=None, other=None):
    """Two messages with different times, and what the page proposes."""
    first = factories.make_message(event, "Come. Doors open at 18. Bye.", key="A", **(one or {}))
    second = factories.make_message(event, "Doors open at 19!", key="B", **(other or {}))
    contradict(first, second)
    mend = next(mend for mend in page_of(event).mends if mend.finding.gap == "PP")
    return mend.change.row.key if mend.change else None, mend.proposal


# A message that leaves the brief


def test_the_promises_that_speak_the_other_atmosphere_are_the_place(event):
    message = factories.make_message(
        event, "Dear guest. A DJ plays. Pink lights all night.", key="A4", atmosphere={"colourful": 1.0}
    )
    factories.make_promise(message, "A DJ plays", atmosphere="colourful", touchpoint="ambience")
    factories.make_promise(message, "Dear guest", atmosphere="luxury", touchpoint="ambience")
    mend = page_of(event).mends[0]
    assert mend.sentence == "Invitation (A4) speaks of “Colourful”, but the brief says “Luxury”."
    assert [side.place for side in mend.sides] == [
        f'Dear guest. <mark class="place">{HIDDEN}<strong>A DJ plays</strong>.</mark> Pink lights all night.'
    ]
    assert (mend.change, mend.proposal) == (
        mend.sides[0],
        "Say it in the language of “Luxury”, or leave it out.",
    )


def test_without_such_promises_the_words_of_the_other_atmosphere_are_the_place(event):
    factories.make_message(event, "Dear guest. Beanbags for all.", atmosphere={"colourful": 1.0})
    side = page_of(event).mends[0].sides[0]
    assert side.place == (
        f'Dear guest. <mark class="place">{HIDDEN}<strong>Beanbags</strong> for all.</mark>'
    )
    assert side.somewhere is False


def test_words_are_those_of_the_messages_language(event):
    factories.make_message(event, "Beanbags for all.", language="fi", atmosphere={"colourful": 1.0})
    assert page_of(event).mends[0].sides[0].somewhere is True


def test_where_no_words_stand_out_the_whole_text_is_shown(event):
    factories.make_message(event, "Hi there & bye.", atmosphere={"colourful": 1.0})
    side = page_of(event).mends[0].sides[0]
    assert (side.place, side.somewhere) == ("Hi there &amp; bye.", True)


def test_of_a_mixture_only_the_part_that_is_not_in_the_brief_is_foreign(event):
    event.intentions.update(mixture={"luxury": 0.8, "rustic": 0.2})
    factories.make_message(
        event, "Champagne first. Beanbags then.", atmosphere={"luxury": 0.3, "colourful": 0.7}
    )
    assert page_of(event).mends[0].sides[0].place == (
        f'Champagne first. <mark class="place">{HIDDEN}<strong>Beanbags</strong> then.</mark>'
    )


def test_a_message_near_the_brief_is_left_alone(event):
    factories.make_message(event, atmosphere={"luxury": 1.0})
    page = page_of(event)
    assert (page.mends, page.unread, page.index) == ([], [], "100")


# Two messages that contradict each other


def test_both_quotes_stand_in_their_sentences_side_by_side(event):
    two_times(event)
    mend = page_of(event).mends[0]
    assert (mend.kind, mend.sentence) == (
        "contradiction, fact",
        "Queues: Invitation (A) and Invitation (B) contradict each other.",
    )
    assert [side.place for side in mend.sides] == [
        f'<mark class="place">{HIDDEN}<strong>Doors open at 18</strong>.</mark>',
        f'<mark class="place">{HIDDEN}<strong>Doors open at 19</strong>!</mark>',
    ]


@pytest.mark.parametrize(
    ("one", "other", "proposal"),
    [
        (
            {"atmosphere": {"festive_gala": 1.0}, "sent_on": datetime.date(2031, 9, 1)},
            {"atmosphere": {"luxury": 1.0}, "sent_on": datetime.date(2031, 10, 1)},
            ("A", "Change A: it is further from the brief."),
        ),
        (
            {"sent_on": datetime.date(2031, 9, 1), "channel": Channel.SOCIAL_POST},
            {"sent_on": datetime.date(2031, 10, 1)},
            ("B", "Change B: it goes out later."),
        ),
        (
            {"sent_on": datetime.date(2031, 10, 1)},
            {"sent_on": datetime.date(2031, 9, 1)},
            ("A", "Change A: it goes out later."),
        ),
        (
            {"channel": Channel.TICKET, "atmosphere": "neutral"},
            {"channel": Channel.SOCIAL_POST, "atmosphere": {"luxury": 1.0}},
            ("B", "Change B: it reaches fewer people."),
        ),
        ({}, {}, (None, "Nothing tells which should yield. Keep the one that is true.")),
    ],
)
def test_the_one_further_from_the_brief_yields_else_the_later_else_the_less_read(event, one, other, proposal):
    assert two_times(event, one, other) == proposal


def test_two_quotes_of_one_message_leave_the_choice_to_a_person(event):
    message = factories.make_message(event, "Doors open at 18. Doors open at 19.", key="A")
    contradict(message, message)
    mend = page_of(event).mends[0]
    assert (mend.sentence, mend.change, mend.editable) == (
        "Queues: Invitation (A) contradicts itself.",
        None,
        [message],
    )


def test_a_quote_that_the_text_no_longer_has_is_shown_as_it_was(event):
    first, second = (
        factories.make_message(event, text, key=key) for text, key in (("One", "A"), ("Two", "B"))
    )
    contradict(first, second)
    assert page_of(event).mends[0].sides[0].place == (
        f'<mark class="place">{HIDDEN}<strong>Doors open at 18</strong></mark>'
    )


def test_what_has_gone_out_is_set_right_in_the_next_message(event):
    first = factories.make_message(event, "Doors open at 18", sent_on=TODAY)
    second = factories.make_message(event, "Doors open at 19", sent_on=TODAY + datetime.timedelta(days=1))
    contradict(first, second)
    assert [side.went_out for side in page_of(event).mends[0].sides] == [True, False]


# All messages


def test_each_message_tells_how_near_it_is_to_the_brief(event):
    for atmosphere in ({"luxury": 1.0}, {"festive_gala": 1.0}, "neutral", None):
        factories.make_message(event, atmosphere=atmosphere)
    page = page_of(event)
    assert [(each.state, each.percent, each.mends) for each in page.messages] == [
        ("read", 100, 0),
        ("read", 58, 1),
        ("neutral", None, 0),
        ("unread", None, 0),
    ]
    assert [row.pk for row in page.unread] == [page.messages[3].row.pk]


def test_own_thresholds_of_the_organisation_decide_what_is_reported(event):
    factories.make_message(event, atmosphere={"festive_gala": 1.0})
    assert len(page_of(event).mends) == 1
    AnalysisSettings.objects.create(organisation=event.organisation, values={"g1_from": 0.5})
    event.organisation.refresh_from_db()
    assert page_of(event).mends == []


# The page


@pytest.mark.parametrize("size", [1, 3])
def test_the_page_takes_the_same_queries_whatever_the_size(
    manager_client, event, django_assert_num_queries, size
):
    for number in range(size):
        messages = [
            factories.make_message(event, text, atmosphere=atmosphere)
            for text, atmosphere in (
                ("Doors open at 18", {"colourful": 1.0}),
                ("Doors open at 19", {"luxury": 1.0}),
                ("Soon", None),
            )
        ]
        factories.make_promise(messages[0], "Doors open", atmosphere="colourful")
        contradict(messages[0], messages[1], key=f"X{number}")
    manager_client.get(url(event))  # the library is known to the process afterwards
    with django_assert_num_queries(21):
        response = manager_client.get(url(event))
    assert len(response.context["page"].mends) == 2 * size


def test_the_demo_event_is_told_before_anybody_walked_through(manager_client, organisation, demo_files):
    data = demo_files["gilded_compass"] | {"walkthroughs": []}
    event = import_event(organisation=organisation, data=data, by=None)
    page = manager_client.get(url(event)).context["page"]
    assert [(mend.finding.id, mend.change and mend.change.row.key) for mend in page.mends] == [
        ("G1:A4", "A4"),
        ("PP:X1", "A2"),
        ("PP:X2", "A6"),
        ("PP:X4", "A4"),
        ("PP:X3", "A4"),
        ("PP:X5", None),
    ]
    assert "pink lights, beanbags in the Mirror Hall</strong>" in page.mends[0].sides[0].place


def test_nothing_to_mend_is_said_kindly(manager_client, event):
    factories.make_message(event, atmosphere={"luxury": 1.0})
    text = manager_client.get(url(event)).text
    assert "Nothing to mend." in text
    assert "It may go out." in text


def test_an_unread_message_is_named_and_leads_to_where_it_is_read(manager_client, event):
    message = factories.make_message(event, title="Party!", atmosphere=None)
    text = manager_client.get(url(event)).text
    assert "Nobody has read these yet" in text
    assert f'href="{message.get_absolute_url()}"' in text
    assert "It may go out." not in text


def test_an_event_without_messages_is_asked_for_some(manager_client, event):
    text = manager_client.get(url(event)).text
    assert reverse("messaging:add", args=[event.organisation.slug, event.pk]) in text
    assert "Nothing to mend." not in text


def test_an_event_without_a_brief_still_tells_its_contradictions(manager_client, event):
    Intention.objects.all().delete()
    two_times(event)
    response = manager_client.get(url(event))
    assert "The brief names no atmosphere yet" in response.text
    assert [mend.finding.id for mend in response.context["page"].mends] == ["PP:X1"]


def test_markup_in_a_message_stays_text(manager_client, event):
    factories.make_message(
        event, "<script>alert(1)</script> Beanbags", title="<i>t", atmosphere={"colourful": 1.0}
    )
    text = manager_client.get(url(event)).text
    assert ("<script>alert" in text, "<i>t" in text, "&lt;script&gt;alert" in text) == (False, False, True)


def test_the_messages_tab_leads_here(manager_client, event):
    factories.make_message(event)
    listed = manager_client.get(reverse("messaging:list", args=[event.organisation.slug, event.pk]))
    assert f'href="{url(event)}"' in listed.text


def test_nobody_else_sees_it(auditor_client, client_client, stranger_client, event):
    clients = (auditor_client, client_client, stranger_client)
    assert [client.get(url(event)).status_code for client in clients] == [403, 403, 404]
