import datetime

import pytest

from eventaudit.findings.event_dates import format_span, parse_span

HELSINKI = "Europe/Helsinki"


@pytest.mark.parametrize(
    ("text", "start", "end", "shown"),
    [
        ("2031-11-14 18:00–23:00", "2031-11-14T18:00+02:00", "2031-11-14T23:00+02:00", None),
        (
            "2031-09-06 9:30-19:00",
            "2031-09-06T09:30+03:00",
            "2031-09-06T19:00+03:00",
            "2031-09-06 09:30–19:00",
        ),
        ("2031-11-14 22:00–02:00", "2031-11-14T22:00+02:00", "2031-11-15T02:00+02:00", None),
        ("2031-11-14 18:00–2031-11-16 12:00", "2031-11-14T18:00+02:00", "2031-11-16T12:00+02:00", None),
        (
            "2031-11-14T18:00/2031-11-14T23:00",
            "2031-11-14T18:00+02:00",
            "2031-11-14T23:00+02:00",
            "2031-11-14 18:00–23:00",
        ),
        (
            "2031-11-14",
            "2031-11-14T00:00+02:00",
            "2031-11-15T00:00+02:00",
            "2031-11-14 00:00–00:00",
        ),
    ],
)
def test_a_date_is_read_and_written_back(text, start, end, shown):
    span = parse_span(text, HELSINKI)
    assert span == (datetime.datetime.fromisoformat(start), datetime.datetime.fromisoformat(end))
    assert format_span(*span, HELSINKI) == (shown or text)
    assert parse_span(format_span(*span, HELSINKI), HELSINKI) == span


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2031-13-01",
        "2031-11-14 25:00–26:00",
        "2031-11-14 18:00–2031-11-13 12:00",
        "18:00–19:00",
        "0001-01-01 00:00–05:00",
        "9999-12-30 20:00–23:00",
        "2031-11-14 18:00–9999-12-31 12:00",
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        parse_span(text, HELSINKI)
