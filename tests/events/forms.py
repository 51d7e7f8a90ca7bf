"""What a browser sends from the page where an event is made or changed."""

from eventaudit.library.models import TemplateVersion

ROWS = ("segments", "zones", "rounds", "programme")


def event_data(
    *, segments=(), zones=(), rounds=(), programme=(), initial=None, **fields
) -> dict[str, object]:
    """rows: dicts of their fields; initial: how many of each kind are stored already."""
    data = {
        "name": "The Gilded Compass",
        "client_name": "Kompassi Oy",
        "venue": "Pilvilinna",
        "time_zone": "Europe/Helsinki",
        "doors_at": "2031-11-14T17:30",
        "starts_at": "2031-11-14T18:00",
        "ends_at": "2031-11-14T23:00",
        "attendance": "240",
        "language": "en",
        "brief": "",
        "state": "open",
        "template_version": TemplateVersion.objects.get(template__organisation=None, number=1).pk,
        "form": "full",
    }
    for prefix, rows in zip(ROWS, (segments, zones, rounds, programme), strict=True):
        data[f"{prefix}-TOTAL_FORMS"] = len(rows)
        data[f"{prefix}-INITIAL_FORMS"] = (initial or {}).get(prefix, 0)
        for number, row in enumerate(rows):
            data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data | fields
