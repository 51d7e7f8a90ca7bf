"""How much each touchpoint counts: the event's own weight, else the settings', else the library's."""

from eventaudit.consistency import Settings, audit, parse_event

from .examples import event, library_of, walk

ANSWERS = {"venue_image_fit": 5, "catering_theme_fit": 1}


def weights_and_delivery(own=None, **parts):
    library = library_of(*ANSWERS)
    facts = parse_event(event(walkthroughs=[walk(answers=ANSWERS)], **parts), library)
    found = audit(facts, library, Settings.from_json(own or {}))
    return {key: result.weight for key, result in found.touchpoints.items()}, found.scores.low.D


def test_touchpoints_weigh_what_the_library_says():
    assert weights_and_delivery() == ({"venue": 1, "catering": 1}, 50.0)


def test_the_settings_come_before_the_library():
    assert weights_and_delivery({"touchpoint_weights": {"catering": 3}}) == (
        {"venue": 1, "catering": 3},
        25.0,
    )


def test_the_event_comes_before_the_settings():
    own = {"touchpoint_weights": {"venue": 2, "catering": 3}}
    assert weights_and_delivery(own, touchpoint_weights={"catering": 0}) == (
        {"venue": 2, "catering": 0},
        100.0,
    )


def test_an_audit_tells_the_settings_it_was_judged_by():
    library = library_of(*ANSWERS)
    own = Settings.from_json({"hard_fail_cap": 60})
    assert audit(parse_event(event(), library), library, own).settings == own
