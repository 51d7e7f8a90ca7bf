"""Why something was found, in the reader's language: the keys of wording/reasons.py, worded for the site."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "touchpoint": _("“%(words)s” is about %(touchpoint)s."),
    "section": _("It stands under the heading “%(words)s”, which is about %(touchpoint)s."),
    "before": _("The words before it are about %(touchpoint)s."),
    "likely": _("Its wording is most like those about %(touchpoint)s."),
    "atmosphere": _("“%(words)s” sounds like %(atmosphere)s."),
    "atmosphere_denied": _("“%(words)s” is denied, which speaks against %(atmosphere)s."),
    "promise": _("“%(words)s” says that the guest will get or meet it."),
    "quality": _("“%(words)s” names a manner that can be felt on site."),
    "quantity": _("“%(words)s” can be checked on site."),
    "negated": _("“%(words)s” promises that something will be absent."),
    "hedged": _("“%(words)s” makes it weaker."),
    "criterion": _("The walkthrough asks the same: “%(criterion)s”"),
    "request": _("“%(words)s” asks something of the reader."),
    "outside": _("“%(words)s” is not about the event itself."),
    "distance": _("“%(words)s” speaks of another time or place."),
    "learned_accepts": _("Your organisation mostly accepts %(feature)s."),
    "learned_rejects": _("Your organisation mostly rejects %(feature)s."),
    "disagree": _("Both speak of the same thing (%(topic)s) and say something different."),
    "tones": _("One sounds like %(a)s, the other like %(b)s."),
    "advice_superlative": _("“%(words)s” promises what nobody can check. Say what there is."),
    "advice_elsewhere": _("“%(words)s” sends the reader elsewhere. Give the answer here."),
    "advice_refusal": _("A bare no. Say what is possible instead."),
    "advice_impersonal": _("The reader is “%(words)s” and never addressed. Write to one person."),
    "advice_bureaucratic": _("“%(words)s” is office language. Say it as you would at the door."),
    "advice_long": _("This sentence has %(count)s words. Cut it in two."),
    "advice_shouting": _("This shouts. One exclamation mark is enough."),
}

TOPICS = {
    "date": _("the date"),
    "host": _("the host"),
    "places": _("where it is"),
    "doors": _("when doors open"),
    "start": _("when it begins"),
    "end": _("when it ends"),
    "registration": _("registration"),
    "dinner": _("when dinner is"),
    "lunch": _("when lunch is"),
    "coffee": _("when coffee is"),
    "last_connection": _("the last connection home"),
    "departure": _("the departure"),
    "cloakroom_closes": _("when the cloakroom closes"),
    "parking_price": _("the price of parking"),
    "cloakroom_price": _("the price of the cloakroom"),
    "ticket_price": _("the price of a ticket"),
    "dinner_price": _("the price of dinner"),
    "shuttle_price": _("the price of the shuttle"),
    "coat_wait": _("the wait for coats"),
    "entry_wait": _("the wait at the door"),
    "walk": _("the way on foot"),
    "break_length": _("the length of the break"),
    "talk_length": _("the length of a talk"),
    "courses": _("the number of courses"),
    "parking_spaces": _("the number of parking spaces"),
    "guests": _("the number of guests"),
    "speakers": _("the number of speakers"),
    "dress": _("the dress code"),
    "food_service": _("how food is served"),
    "speeches": _("speeches"),
    "queues": _("queues"),
    "parking": _("parking"),
    "music": _("music"),
    "photography": _("photographs"),
    "alcohol": _("alcohol"),
    "wifi": _("Wi-Fi"),
    "step_free": _("step-free access"),
    "paper": _("paper"),
}

# What an organisation's decisions are counted by: the features of wording/promises.py.
FEATURES = {
    "cue:promise": _("passages that say what a guest will get"),
    "cue:quality": _("passages that name a manner, such as “unhurried”"),
    "cue:negation": _("passages that promise an absence"),
    "cue:request": _("passages that ask something of the reader"),
    "cue:distance": _("passages about another time or place"),
    "cue:you": _("passages that address the reader"),
    "cue:we": _("passages about what “we” do"),
    "cue:past": _("passages about the past"),
    "cue:condition": _("passages with a condition"),
    "cue:is": _("passages that state how something is"),
    "cue:hedge": _("hedged passages"),
    "cue:lack": _("passages about what is missing or limited"),
    "cue:rule": _("passages with a rule"),
    "cue:bare": _("passages that only announce something"),
    "imperative": _("passages that tell the reader what to do"),
    "if_first": _("passages that begin with a condition"),
    "bare_time": _("passages that are little more than a time"),
    "near:outside": _("passages beside what is not about the event"),
    "near:request": _("passages beside a request"),
    "measure": _("passages with a measure"),
    "price": _("passages with a price"),
    "time": _("passages with a time"),
    "date": _("passages with a date"),
    "count": _("passages with a number"),
    "short": _("passages of three words at most"),
    "very_short": _("passages of two words"),
    "long": _("long passages"),
    "capitals": _("passages with many capitals"),
    "greeting": _("greetings"),
    "question": _("questions"),
    "heading": _("headings"),
    "row": _("rows of a timetable"),
    "title": _("first lines"),
    "whole": _("whole sentences"),
    "touchpoint": _("passages that name a thing of a touchpoint"),
    "no_touchpoint": _("passages that name no thing of a touchpoint"),
    "section": _("passages under a heading about their touchpoint"),
    "aside_section": _("passages under a heading about something else"),
    "atmosphere": _("passages with words of an atmosphere"),
}


class _Named(dict):
    """Parameters by name; one that a sentence wants and nobody gave is left empty."""

    def __missing__(self, key: str) -> str:
        return ""


def in_words(reasons: Iterable[Mapping], names: Mapping[str, Mapping[str, object]]) -> list[str]:
    """One sentence for each reason that has words here.

    reasons: [{key, params}]; names: for parameters that hold a key (touchpoint, atmosphere, criterion) what
    each key is called.
    """
    known = names | {"topic": TOPICS} | {side: names.get("atmosphere", {}) for side in ("a", "b")}
    found = []
    for reason in reasons:
        if reason["key"] not in SENTENCES:
            continue
        params = dict(reason["params"])
        if "feature" in params:
            params["feature"] = feature_name(params["feature"], names.get("touchpoint", {}))
        found.append(str(SENTENCES[reason["key"]]) % _Named(_named(params, known)))
    return found


def has_name(feature: str) -> bool:
    """Whether people are told of it. Features about:... say the same as touchpoint:..., which all have."""
    return feature in FEATURES or feature.startswith("touchpoint:")


def feature_name(feature: str, touchpoints: Mapping[str, object]) -> str:
    """What decisions are counted by, as the object of a sentence."""
    kind, _colon, key = feature.partition(":")
    if kind == "touchpoint" and key:
        return _("passages about %s") % touchpoints.get(key, key)
    return str(FEATURES.get(feature, feature))


def _named(params: Mapping[str, str], names: Mapping[str, Mapping[str, object]]) -> dict[str, str]:
    return {name: str(names.get(name, {}).get(value, value)) for name, value in params.items()}
