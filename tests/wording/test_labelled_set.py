"""The labelled set is a yardstick only if it is sound: quotes found once, keys known, halves apart."""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from .marked import read_marked

MESSAGES = Path(__file__).parent / "messages"
FIXTURES = Path(__file__).parents[2] / "fixtures"
HALVES = ("tuning", "test")
LANGUAGES = ("en", "fi", "sv")
FILES = [(half, lang) for half in HALVES for lang in LANGUAGES]
CHANNELS = {
    "invitation_email",
    "web_page",
    "programme",
    "social_post",
    "ticket",
    "parking_instructions",
    "reminder_email",
}
MESSAGE_FIELDS = {"id", "lang", "channel", "text", "atmospheres", "promises", "notes"}
PROMISE_FIELDS = {"quote", "touchpoint", "strength", "atmosphere", "hedged", "negated", "criterion"}
CONTRADICTION_FIELDS = {"with", "touchpoint", "kind", "quote", "other_quote"}
LONGEST_SHARED_RUN = 4  # words in a row, such as "from the railway station"

ADDED = [
    path
    for part in ("tuning/short", "tuning/pages", "tuning/outside", "fresh", "outside")
    for path in sorted((MESSAGES / part).glob("*.json"))
]
MARKED = [
    path
    for part in ("tuning/marked", "tuning/voices", "tuning/sites", "reworded")
    for path in sorted((MESSAGES / part).glob("*.txt"))
]
PREFIXES = {"short": "short", "pages": "page", "fresh": "fresh", "outside": "outside"}

every_file = pytest.mark.parametrize(("half", "lang"), FILES)


@cache
def load(half, lang):
    return json.loads((MESSAGES / half / f"{lang}.json").read_text(encoding="utf-8"))


@cache
def template():
    return json.loads((FIXTURES / "template.json").read_text(encoding="utf-8"))


@cache
def atmospheres():
    return set(json.loads((FIXTURES / "atmospheres.json").read_text(encoding="utf-8"))["atmospheres"])


def touchpoints():
    return {touchpoint["key"] for touchpoint in template()["touchpoints"]}


def criteria():
    return {criterion["key"] for criterion in template()["criteria"]}


def promises(half, lang):
    return [(message, promise) for message in load(half, lang) for promise in message["promises"]]


def runs(text, length):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


@every_file
def test_each_message_has_known_fields_and_its_own_id(half, lang):
    messages = load(half, lang)

    assert Counter(m["id"] for m in messages).most_common(1)[0][1] == 1
    for message in messages:
        assert set(message) - {"event", "contradictions"} == MESSAGE_FIELDS
        assert message["id"].startswith(f"{half}-{lang}-")
        assert message["lang"] == lang
        assert message["channel"] in CHANNELS
        assert message["notes"]


@every_file
def test_atmospheres_are_neutral_or_one_or_two_known_keys_that_sum_to_one(half, lang):
    for message in load(half, lang):
        shares = message["atmospheres"]
        if shares == "neutral":
            continue
        assert set(shares) <= atmospheres(), message["id"]
        assert len(shares) in {1, 2}, message["id"]
        assert sum(shares.values()) == pytest.approx(1), message["id"]


@every_file
def test_each_quote_stands_exactly_once_in_its_text(half, lang):
    for message, promise in promises(half, lang):
        assert message["text"].count(promise["quote"]) == 1, (message["id"], promise["quote"])
        assert promise["quote"] == promise["quote"].strip(" .,;"), (message["id"], promise["quote"])


@every_file
def test_quotes_of_one_message_do_not_overlap(half, lang):
    for message in load(half, lang):
        text, end = message["text"], 0
        for start, quote in sorted((text.index(p["quote"]), p["quote"]) for p in message["promises"]):
            assert start >= end, (message["id"], quote)
            end = start + len(quote)


@every_file
def test_each_promise_names_what_the_library_knows(half, lang):
    for message, promise in promises(half, lang):
        where = (message["id"], promise["quote"])
        assert set(promise) == PROMISE_FIELDS, where
        assert promise["touchpoint"] in touchpoints(), where
        assert promise["strength"] in {"explicit", "implied", "mood"}, where
        assert promise["atmosphere"] in atmospheres() | {None}, where
        assert promise["criterion"] in criteria() | {None}, where
        assert {type(promise["hedged"]), type(promise["negated"])} == {bool}, where


@every_file
def test_contradictions_quote_two_messages_of_one_event(half, lang):
    by_id = {message["id"]: message for message in load(half, lang)}
    found = 0
    for message in by_id.values():
        for contradiction in message.get("contradictions", []):
            other = by_id[contradiction["with"]]
            found += 1
            assert set(contradiction) == CONTRADICTION_FIELDS
            assert contradiction["touchpoint"] in touchpoints()
            assert contradiction["kind"] in {"costly_fact", "fact", "soft", "tone"}
            assert message["event"] == other["event"]
            assert message["text"].count(contradiction["quote"]) == 1, contradiction
            assert other["text"].count(contradiction["other_quote"]) == 1, contradiction
    assert found


@every_file
def test_each_half_covers_every_atmosphere_touchpoint_and_hard_case(half, lang):
    messages = load(half, lang)
    shares = [m["atmospheres"] for m in messages]
    pure = {next(iter(s)) for s in shares if s != "neutral" and len(s) == 1}
    made = [promise for _, promise in promises(half, lang)]

    assert len(messages) >= 20
    assert pure == atmospheres()
    assert sum(s != "neutral" and len(s) == 2 for s in shares) >= 4
    assert shares.count("neutral") >= 5
    assert {m["channel"] for m in messages} == CHANNELS
    assert {p["touchpoint"] for p in made} == touchpoints()
    assert {p["strength"] for p in made} == {"explicit", "implied", "mood"}
    assert sum(p["hedged"] for p in made) >= 3
    assert sum(p["negated"] for p in made) >= 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_halves_share_no_phrase(lang):
    tuning, judged = (
        set().union(*(runs(message["text"], LONGEST_SHARED_RUN + 1) for message in load(half, lang)))
        for half in HALVES
    )

    assert tuning & judged == set()


def judged_runs_beside(path):
    """The phrases of the messages that are only ever scored, where these are not."""
    if path.parent.name in {"fresh", "outside", "reworded"}:
        return set()
    judged = [*load("test", path.stem), *load("fresh", path.stem)]
    if path.parent.name in {"voices", "sites"}:  # the others are older than the reworded ones
        judged += read_marked(MESSAGES / "reworded" / path.name)
    return set().union(*(runs(message["text"], LONGEST_SHARED_RUN + 1) for message in judged))


@pytest.mark.parametrize("path", MARKED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_marked_texts_quote_once_and_share_no_phrase_with_judged_ones(path):
    texts, judged_runs = list(read_marked(path)), judged_runs_beside(path)

    scored_only = path.parent.name == "reworded"  # real pages are as they are
    assert len({text["text"] for text in texts}) == len(texts) >= (12 if scored_only else 60)
    spoken_of = {promise["touchpoint"] for text in texts for promise in text["promises"]}
    assert spoken_of == touchpoints() or (scored_only and len(spoken_of) >= 10)
    for marked in texts:
        text, shares, where = marked["text"], marked["atmospheres"], marked["id"]
        assert marked["channel"] in CHANNELS, where
        plain = shares in ("neutral", None)
        assert plain or (set(shares) <= atmospheres() and len(shares) in {1, 2}), where
        assert plain or sum(shares.values()) == pytest.approx(1), where
        assert not runs(text, LONGEST_SHARED_RUN + 1) & judged_runs, where
        assert not set("{}") & set(text), where
        for promise in marked["promises"]:
            assert text.count(promise["quote"]) == 1, (where, promise["quote"])


@pytest.mark.parametrize("path", ADDED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_texts_added_later_obey_the_same_rules(path):
    texts, judged_runs = json.loads(path.read_text(encoding="utf-8")), judged_runs_beside(path)

    assert len({t["id"] for t in texts}) == len({t["text"] for t in texts}) == len(texts)
    for short in texts:
        text, shares, where = short["text"], short["atmospheres"], short["id"]
        assert set(short) == MESSAGE_FIELDS - {"notes"}, where
        assert where.startswith(f"{PREFIXES[path.parent.name]}-{path.stem}-"), where
        assert short["lang"] == path.stem, where
        assert short["channel"] in CHANNELS, where
        assert shares == "neutral" or (set(shares) <= atmospheres() and len(shares) in {1, 2}), where
        assert shares == "neutral" or sum(shares.values()) == pytest.approx(1), where
        assert not runs(text, LONGEST_SHARED_RUN + 1) & judged_runs, where
        end = 0
        for promise in sorted(short["promises"], key=lambda p: text.find(p["quote"])):
            quote = promise["quote"]
            start = text.find(quote)
            assert text.count(quote) == 1, (where, quote)
            assert quote == quote.strip(" .,;"), (where, quote)
            assert start >= end, (where, quote)
            end = start + len(quote)
            assert set(promise) == PROMISE_FIELDS, (where, quote)
            assert promise["touchpoint"] in touchpoints(), (where, quote)
            assert promise["strength"] in {"explicit", "implied", "mood"}, (where, quote)
            assert promise["atmosphere"] in atmospheres() | {None}, (where, quote)
            assert promise["criterion"] in criteria() | {None}, (where, quote)
            assert {type(promise["hedged"]), type(promise["negated"])} == {bool}, (where, quote)
