from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language


def long_date(day: date) -> str:
    """'14 November 2031', '14. marraskuuta 2031': as Europe writes it, in English too."""
    return date_format(day, "j F Y" if (get_language() or "en").startswith("en") else "DATE_FORMAT")
