"""Wording advice: what is found, what is left alone."""

import pytest

from eventaudit.wording import advise


def kinds(text):
    return [advice.kind for advice in advise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It will be an unforgettable evening for you.", ["superlative"]),
        ("Please contact the office, which can tell you.", ["elsewhere"]),
        ("Unfortunately dogs are not allowed in the hall.", ["refusal"]),
        ("Dogs are not allowed in the hall, but you can leave yours in the yard.", []),
        ("Dogs are not allowed in the hall. You can leave yours with us instead.", []),
        ("In accordance with the rules your coat is kept.", ["bureaucratic"]),
        ("We are so happy to see you!!!", ["shouting"]),
        ("Coffee is ready for you at eight in the foyer.", []),
        ("Ilta on unohtumaton ja ruoka on hyvää.", ["superlative"]),
        ("Valitettavasti koiria ei sallita salissa.", ["refusal"]),
        ("Koiria ei sallita salissa, mutta voit jättää omasi pihalle.", []),
        ("Det blir en oförglömlig kväll för er alla.", ["superlative"]),
        ("Tyvärr är hundar inte tillåtna i salen.", ["refusal"]),
        ("Hundar är inte tillåtna i salen, men du kan lämna din på gården.", []),
    ],
)
def test_advice_on_a_sentence(text, expected):
    assert kinds(text) == expected


def test_a_long_sentence_is_counted():
    sentence = "We serve coffee " + "and tea and milk and water and juice " * 5 + "to you."
    advice = next(each for each in advise(sentence) if each.kind == "long")
    assert advice.why == "This sentence has 45 words. Cut it in two."


def test_a_reader_spoken_of_but_never_spoken_to():
    text = "Participants are asked to collect the badge. Attendees leave the coats at the entrance. " * 3
    assert "impersonal" in kinds(text)
    assert "impersonal" not in kinds(text + "We are glad to see you.")
