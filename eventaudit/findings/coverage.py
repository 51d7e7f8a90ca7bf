import math


def covered_percent(coverage: float | None) -> int | None:
    """A share of 0-1 of what applies that was answered, in whole per cent for pages and reports.

    Rounded down: 100 is said only where nothing is missing, 60 only where the letter is given.
    """
    # 0.29 * 100 is 28.999999999999996, and would lose a per cent that was earned.
    return None if coverage is None else math.floor(round(coverage * 100, 6))
