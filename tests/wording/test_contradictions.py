"""Pairs of messages that cannot both be true, and pairs that only look so."""

import pytest

from eventaudit.wording import find_contradictions


def found(*texts):
    messages = [(str(number), text, None) for number, text in enumerate(texts)]
    return [(pair.topic, pair.kind, pair.a.quote, pair.b.quote) for pair in find_contradictions(messages)]


@pytest.mark.parametrize(
    ("one", "other", "topic", "kind"),
    [
        ("Doors open at 18.00 on the day.", "The doors open at 18.30 this time.", "doors", "costly_fact"),
        ("Dinner is served at 7 pm.", "Dinner is served at 20.00.", "dinner", "costly_fact"),
        (
            "Parking is free for all guests.",
            "Parking costs 12 euros per day.",
            "parking_price",
            "costly_fact",
        ),
        (
            "The cloakroom is free of charge.",
            "The cloakroom costs 3 € per item.",
            "cloakroom_price",
            "costly_fact",
        ),
        (
            "Come in through entrance B please.",
            "Come in through entrance C please.",
            "places:entrance",
            "costly_fact",
        ),
        ("We meet you on 12 March in town.", "We meet you on 13 March in town.", "date", "costly_fact"),
        ("The dress code is black tie for all.", "There is no dress code at all.", "dress", "fact"),
        ("You get your coat in five minutes.", "You get your coat in fifteen minutes.", "coat_wait", "fact"),
        ("There will be three courses for you.", "There will be five courses for you.", "courses", "fact"),
        ("The evening is hosted by Ann Lee.", "The evening is hosted by Bo Ek.", "host", "fact"),
        (
            "There will be speeches at the table.",
            "There will be no speeches at the table.",
            "speeches",
            "soft",
        ),
        ("Dinner is plated and served to you.", "Dinner is a buffet for all of you.", "food_service", "soft"),
        ("Ovet avataan kello 18.00 illalla.", "Ovet avataan kello 18.30 illalla.", "doors", "costly_fact"),
        (
            "Pysäköinti on ilmainen kaikille.",
            "Pysäköinti maksaa 8 euroa päivältä.",
            "parking_price",
            "costly_fact",
        ),
        (
            "Dörrarna öppnas kl. 18.00 på kvällen.",
            "Dörrarna öppnas kl. 18.30 på kvällen.",
            "doors",
            "costly_fact",
        ),
        (
            "Garderoben är gratis för alla.",
            "Garderoben kostar 30 kronor för alla.",
            "cloakroom_price",
            "costly_fact",
        ),
        ("Doors open at 18.00 on the day.", "Ovet avataan kello 18.30 illalla.", "doors", "costly_fact"),
    ],
)
def test_two_messages_disagree(one, other, topic, kind):
    assert (topic, kind, one.rstrip("."), other.rstrip(".")) in [
        (t, k, one.rstrip("."), other.rstrip(".")) for t, k, _, _ in found(one, other)
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Doors open at 18.00 on the day.", "The doors open at 6 pm this time."),
        ("Doors open at 18.00 on the day.", "Dinner is served at 20.00."),
        ("Parking is free for all guests.", "The cloakroom costs 3 € per item."),
        ("You get your coat in five minutes.", "You get your coat in 5 minutes."),
        ("The walk from the station takes 10 minutes.", "The walk from the station takes 11 minutes."),
        ("Last year the doors opened at 18.00.", "The doors open at 18.30 this time."),
        ("Register by 12 March at the latest.", "We meet you on 13 March in town."),
        ("Jonoja emme kaipaa sinäkään iltana.", "Portilla ei tänä vuonna jonoteta."),
        ("Your coat will be waiting for you when you leave.", "There is no queue at the cloakroom."),
        ("", ""),
    ],
)
def test_two_messages_agree_or_speak_of_different_things(one, other):
    assert found(one, other) == []


def test_one_message_does_not_contradict_itself():
    assert found("Doors open at 18.00. Doors open at 19.00.", "See you soon.") == []


def test_tones_far_apart_are_told_with_words_of_both():
    luxury = (
        "Under chandeliers a string quartet plays, champagne is poured and a sommelier is at your service."
    )
    colour = (
        "Come as you are! Confetti, beanbags, popcorn, tacos and a rainbow of balloons for everyone here."
    )
    assert [(pair[0], pair[1]) for pair in found(luxury, colour)] == [("tone", "tone")]


def test_the_costly_ones_come_first():
    one = "The dress code is black tie. Parking is free for all guests."
    other = "There is no dress code. Parking costs 12 euros per day."
    assert [kind for _, kind, _, _ in found(one, other)] == ["costly_fact", "fact"]
