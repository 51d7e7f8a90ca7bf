"""The check of a whole template: everything in one go, with the place and what to do."""

import copy
import json

import pytest
from django.conf import settings

from eventaudit.library.checking import Problem, check_template
from eventaudit.library.walking_time import Minutes, minutes_of
from eventaudit.library.yes_is_good import yes_seems_bad

DEFAULT = json.loads((settings.BASE_DIR / "fixtures" / "template.json").read_text())
FILE = {key: DEFAULT[key] for key in ("version", "touchpoints", "perceivers", "criteria")}


def text(words):
    return {"en": words, "fi": words, "sv": words}


def criterion(key, kind="yesno", **more):
    return {
        "key": key,
        "touchpoint": "venue",
        "kind": kind,
        "weight": 2,
        "core": True,
        "hard_fail": False,
        "scored": True,
        "phases": ["arrival"],
        "perceived_by": "all",
        "evidence": "none",
        "wording": text(f"Question {key}?"),
        **more,
    }


def template(*criteria, **more):
    return {
        "version": "1.0",
        "touchpoints": [{"key": "venue", "order": 1, "weight": 1, "name": text("Venue")}],
        "perceivers": {"all": {"label": text("everyone"), "default_reach": 1.0}},
        "criteria": list(criteria or [criterion("a")]),
        **more,
    }


def found(content, **known):
    check = check_template(content, **known)
    return [(one.path, one.key) for one in check.problems], [(one.path, one.key) for one in check.advice]


def options(*scores):
    return [{"key": f"o{number}", "label": text("x"), "score": score} for number, score in enumerate(scores)]


def test_the_default_template_has_neither_problems_nor_advice():
    check = check_template(FILE, atmospheres=["luxury"], based_on=FILE)
    assert (check.problems, check.advice) == ((), ())
    assert check.can_be_published
    assert check.minutes == {"full": Minutes(113, 74), "short": Minutes(49, 25)}


def test_the_smallest_sound_template_passes():
    assert found(template()) == ([], [])


@pytest.mark.parametrize(
    ("band", "key"),
    [
        ({"unit": "m", "hard_lo": 1, "lo": 2, "hi": 3, "hard_hi": 4}, None),
        ({"unit": "m", "lo": 2, "hi": 2}, None),
        ({"unit": "m", "hard_lo": 3, "lo": 2, "hi": 5}, "band_order"),
        ({"unit": "m", "lo": 4, "hi": 3}, "band_order"),
        ({"unit": "m", "hi": 4, "hard_hi": 3}, "band_order"),
        ({"unit": "m", "hard_lo": 1, "hi": 3}, "band_inner"),
        ({"unit": "m", "lo": "3"}, "band_number"),
        ({"unit": "m"}, "band_open"),
        (None, "band_missing"),
    ],
)
def test_bands_nest(band, key):
    problems, _advice = found(template(criterion("a", "measure", band=band)))
    assert [one for _path, one in problems] == ([key] if key else [])


def test_bands_of_variants_nest_too_and_the_sentence_names_the_variant():
    band = {"unit": "m", "lo": 1, "hi": 2, "variants": {"banquet": [None, 4, 3, None], "short": [1, 2]}}
    check = check_template(template(criterion("a", "measure", band=band)))
    assert check.problems == (
        Problem(
            "criteria.a.band.variants.banquet",
            "band_order",
            "“banquet tables”: The numbers of the band do not rise: … – 4 – 3 – …. "
            "Best lies between the two ends without points.",
            grave=True,
        ),
        Problem(
            "criteria.a.band.variants.short",
            "band_shape",
            "The band for “short” needs four numbers, some of which may be left out.",
            grave=True,
        ),
    )


@pytest.mark.parametrize(
    ("changes", "keys"),
    [
        ({"options": options(0, 1)}, []),
        ({"options": options(0, 0.8)}, ["no_top_score"]),
        ({"options": options(0, 1.2, 1)}, ["score_range"]),
        ({"options": options(0, None, 1)}, ["score_missing"]),
        ({"options": options(0, None), "scored": False}, ["nothing_scored"]),
        ({"options": options(1)}, ["options_few"]),
        ({"options": None}, ["options_missing"]),
        ({"options": options(0, 1) + options(0.5)}, ["option_twice"]),
    ],
)
def test_options_have_scores_and_the_best_one_1(changes, keys):
    problems, _advice = found(template(criterion("a", "choice", **changes)))
    assert sorted(key for _path, key in problems) == keys


def test_a_touchpoint_has_something_that_is_scored_and_better_so_in_the_short_form():
    assert found(template(criterion("a", scored=False)))[0] == [("touchpoints.venue", "nothing_scored")]
    problems, advice = found(template(criterion("a", core=False)))
    assert (problems, advice) == ([], [("touchpoints.venue", "nothing_scored_short")])


def test_keys_are_there_once_and_can_be_written():
    twice = template(criterion("a"), criterion("a"), criterion("ö !"))
    assert found(twice)[0] == [("criteria.#3.key", "key"), ("criteria.a.key", "key_twice")]


def test_a_key_keeps_its_kind():
    before = template(criterion("a", "fit"))
    assert found(template(), based_on=before)[0] == [("criteria.a.kind", "kind_changed")]
    assert found(template(), based_on=template())[0] == []


def test_a_missing_translation_is_advice_and_a_missing_text_a_problem():
    content = template(criterion("a", wording={"fi": "Onko?"}, help={"en": ""}))
    check = check_template(content)
    assert [(one.path, one.sentence) for one in check.advice] == [
        ("criteria.a.wording", "The text is missing in: English, Swedish. Translate it.")
    ]
    assert [(one.path, one.key) for one in check.problems] == [("criteria.a.help", "text_missing")]


def test_scale_ends_are_described():
    problems, advice = found(template(criterion("a", "fit", anchors={"1": text("bad"), "7": text("?")})))
    assert problems == [("criteria.a.anchors.7", "anchor")]
    assert advice == [("criteria.a.anchors.5", "anchor_missing")]


def on(key, *values):
    return {"kind": "answer", "criterion": key, "is": list(values)}


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ([criterion("a"), criterion("b", conditions=[on("a", True)])], []),
        ([criterion("b", conditions=[on("a", True)]), criterion("a")], [("b", "condition_later")]),
        (
            [criterion("a", conditions=[on("b", True)]), criterion("b", conditions=[on("a", True)])],
            [("a", "condition_circle")],
        ),
        ([criterion("a", conditions=[on("a", True)])], [("a", "condition_circle")]),
        (
            [criterion("a", core=False), criterion("b", conditions=[on("a", True)])],
            [("b", "condition_not_core")],
        ),
        (
            [criterion("a"), criterion("b", conditions=[on("a", True), on("a", False)])],
            [("b", "condition_never")],
        ),
        ([criterion("a"), criterion("b", conditions=[on("c", True)])], [("b", "condition_criterion")]),
        (
            [criterion("a", conditions=[{"kind": "atmosphere", "atmospheres": ["gloomy"]}])],
            [("a", "condition_atmosphere")],
        ),
        ([criterion("a", conditions="sometimes")], [("a", "shape")]),
    ],
)
def test_conditions_can_be_met(criteria, expected):
    problems, _advice = found(template(*criteria), atmospheres=["luxury"])
    assert [(path.split(".")[1], key) for path, key in problems] == expected


@pytest.mark.parametrize(
    ("language", "words", "bad"),
    [
        ("en", "Were the toilets dirty?", "dirty"),
        ("en", "Was the queue too long?", "too"),
        ("en", "Are the signs not readable?", "not"),
        ("en", "Is the air free of disturbing smells?", ""),
        ("en", "Was nothing said late, or not too late?", ""),
        ("en", "Is the lobby stained?", "stained"),
        ("en", "Is the coat rack emptied?", ""),
        ("fi", "Oliko jono liian pitkä?", "liian"),
        ("fi", "Puuttuiko opasteita?", "puuttuiko"),
        ("fi", "Eikö opasteita ollut?", "eikö"),
        ("fi", "Onko ilma vapaa häiritsevistä hajuista?", ""),
        ("sv", "Var toaletten smutsig?", "smutsig"),
        ("sv", "Är luften fri från störande lukter?", ""),
        ("sv", "Syns skylten inte?", "inte"),
    ],
)
def test_a_question_to_which_yes_is_bad_is_noticed(language, words, bad):
    assert yes_seems_bad(words, language) == bad


def test_a_yes_that_is_bad_is_advice_with_the_word():
    check = check_template(template(criterion("a", wording=text("Was it dirty?"))))
    assert [(one.path, one.sentence) for one in check.advice] == [
        (
            "criteria.a.wording.en",
            "Yes counts as good. “dirty” (English) sounds as if yes were bad: turn it round.",
        )
    ]


def test_minutes_grow_with_evidence_and_shrink_with_conditions():
    rows = [criterion("a", "measure", evidence="photo")] * 4  # 4 x (60 + 15) s
    assert minutes_of(rows) == Minutes(4, 5)
    assert minutes_of([{**row, "conditions": [on("b", True)]} for row in rows]) == Minutes(4, 2)
    assert minutes_of([]) == Minutes(0, 0)


JUNK = [None, "", "x", -1, 1e999, True, [], ["x"], {}, {"x": []}, [[{}]]]


def _spoilt(content):
    """The template with each of its values, at whatever depth, replaced by each kind of junk."""

    def places(value, path=()):
        yield path
        pairs = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        for key, part in pairs:
            yield from places(part, (*path, key))

    for path in list(places(content))[1:]:
        for junk in JUNK:
            spoilt = copy.deepcopy(content)
            at = spoilt
            for key in path[:-1]:
                at = at[key]
            at[path[-1]] = junk
            yield spoilt


def test_no_junk_in_any_place_stops_the_check():
    band = {"unit": "m", "lo": 1, "hi": 2, "variants": {"banquet": [0, 1, 3, 4]}}
    sound = template(
        criterion("a", anchors={}, sources=["S1"]),
        criterion("m", "measure", band=band),
        criterion("c", "choice", options=options(0, 1), conditions=[on("a", True)]),
    )
    assert found(sound)[0] == []
    for spoilt in _spoilt(sound):
        check = check_template(spoilt, atmospheres=["luxury"], based_on=sound)
        assert all(one.sentence and one.key for one in (*check.problems, *check.advice))


def test_everything_wrong_is_told_at_once():
    content = template(
        criterion("a", weight=9, touchpoint="nowhere", perceived_by="ghosts", evidence="film", colour="red"),
        criterion("b", "vibe", phases=["brunch"], hard_fail=True, scored=False),
    )
    assert sorted(key for _path, key in found(content)[0]) == [
        *("evidence", "field", "hard_fail", "kind", "nothing_scored"),
        *("perceiver", "phases", "touchpoint", "weight"),
    ]
