"""Reading the programme and the rounds of an event file: kept and written again, not measured."""

import pytest

from eventaudit.consistency import EventFileError, ProgrammeFact, default_library, dump_event, parse_event

from .examples import audited, event, walk

DOORS = {
    "at": "2031-11-14T17:30",
    "title": "Doors",
    "phase": "arrival",
    "touchpoints": ["queues", "cloakroom"],
}
DINNER = {"at": "2031-11-14T18:15:00", "title": "First course", "phase": "meal"}


def read(**parts):
    return parse_event(event(**parts), default_library())


def problems(**parts):
    with pytest.raises(EventFileError) as refused:
        read(**parts)
    return list(refused.value.problems)


def test_items_keep_their_order_and_their_touchpoints():
    assert read(programme=[DINNER, DOORS]).programme == (
        ProgrammeFact("2031-11-14T18:15:00", "First course", "meal"),
        ProgrammeFact("2031-11-14T17:30", "Doors", "arrival", ("queues", "cloakroom")),
    )


def test_rounds_keep_their_order_whatever_the_order_of_the_walkthroughs():
    facts = read(rounds=["doors", "peak"], walkthroughs=[walk(round="peak"), walk(round="doors")])

    assert facts.rounds == ("doors", "peak")
    assert read(walkthroughs=[walk(round="peak")]).rounds == ()


def test_both_are_written_as_they_were_read():
    facts = read(rounds=["doors", "peak"], programme=[DOORS, DINNER])
    data = dump_event(facts)

    assert (data["rounds"], data["programme"]) == (["doors", "peak"], [DOORS, DINNER])
    assert parse_event(data, default_library()) == facts
    assert "programme" not in dump_event(read())


def test_neither_changes_the_audit():
    walks = [walk(round="peak", answers={"catering_taste": 2})]
    plain = audited(event(walkthroughs=walks))

    assert audited(event(walkthroughs=walks, rounds=["doors", "peak"], programme=[DOORS])) == plain


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"rounds": "doors"}, "rounds: 'doors' is not a list. Write it as [...]."),
        (
            {"rounds": ["doors", 2]},
            "rounds[1]: 2 is not the name of a round. Put it in quotation marks.",
        ),
        ({"rounds": ["doors", "doors"]}, "rounds[1]: 'doors' is named twice. Name each round once."),
        ({"rounds": [""]}, "rounds[0]: '' is not the name of a round. Put it in quotation marks."),
        ({"programme": {}}, "programme: {} is not a list. Write it as [...]."),
        ({"programme": ["Doors"]}, "programme[0]: 'Doors' is not an object. Write it as {...}."),
        ({"programme": [DOORS | {"title": ""}]}, "programme[0].title: is missing. Write a text."),
        ({"programme": [DOORS | {"at": None}]}, "programme[0].at: is missing. Write a text."),
        (
            {"programme": [DOORS | {"phase": "party"}]},
            "programme[0].phase: 'party' is not known here. "
            "Use before, arrival, session, break, meal or departure.",
        ),
        (
            {"programme": [DOORS | {"touchpoints": ["garden"]}]},
            "programme[0].touchpoints: 'garden' is not in the library. Correct the key or remove it.",
        ),
        (
            {"programme": [DOORS | {"touchpoints": "queues"}]},
            "programme[0].touchpoints: 'queues' is not a list. Write it as [...].",
        ),
    ],
)
def test_a_problem_names_the_field_the_value_and_what_to_do(parts, sentence):
    assert problems(**parts) == [sentence]


@pytest.mark.parametrize(
    "at",
    [
        "18:00",
        "2031-11-14",
        "2031-11-14 18:00",
        "2031-11-14T24:00",
        "2031-02-29T18:00",
        "2031-11-14T18:00Z",
        "2031-11-14T18:00+02:00",
        "14.11.2031T18:00",
        "٢031-11-14T18:00",
    ],
)
def test_a_time_is_local_and_exists(at):
    assert problems(programme=[DOORS | {"at": at}]) == [
        f"programme[0].at: {at!r} is not a local date and time. Write it as 2031-11-14T18:00."
    ]


def test_a_leap_day_exists():
    assert read(programme=[DOORS | {"at": "2032-02-29T18:00"}]).programme[0].at == "2032-02-29T18:00"
