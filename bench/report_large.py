"""A large report: about 250 pages and 600 photos, beside Chromium"""

from .report import compare, made_snapshot
from .report_events import LARGE


def run() -> None:
    compare(made_snapshot(2, LARGE), rounds=1)
