"""For whom: segments, how many guests it concerns, and what attendees said (G6, feedback)."""

from eventaudit.consistency import opens_case
from eventaudit.findings.segments_page import (
    ComparedRow,
    FeedbackRow,
    SegmentCard,
    SpreadRow,
    build_segments_page,
)

from .rows import Rows
from .scores import tenth

SPREADS = 8
DIFFERENCES = 8


def segments_part(rows: Rows) -> dict:
    """As 'For whom' shows it. Nothing of fewer than five attendees is in it (analysis 3.8).

    feedback.shown: how many answers the counts are of; withheld: how many are not shown since they are of
    too few people.
    """
    page = build_segments_page(rows.found)
    return {
        "attendees": page.attendees,
        "below_standard": page.below_standard,
        "caution": page.caution,
        "segments": [_segment(card) for card in page.segments],
        "worst": page.worst,
        "compared": page.compared,
        "differences": [_difference(row) for row in page.differences[:DIFFERENCES]],
        "spreads": [_spread(row) for row in page.spreads[:SPREADS]],
        "spread_total": page.spread_total,
        "feedback": {
            "questions": [_question(row) for row in page.feedback],
            "given": page.feedback_given,
            "withheld": page.feedback_withheld,
            "least": page.feedback_from,
            "cases": _cases(rows) if page.feedback else None,
        },
    }


def _segment(card: SegmentCard) -> dict:
    return {
        "name": card.name,
        "people": card.people,
        "overall": card.overall,
        "worst": card.worst,
        "who": card.auditors,
        "below": list(card.below),
    }


def _difference(row: ComparedRow) -> dict:
    return {
        "question": row.question,
        "touchpoint": row.touchpoint,
        "touchpoint_key": row.touchpoint_key,
        "difference": row.difference,
        "clear": row.clear,
        "values": [
            {
                "segment": value.segment,
                "value": value.value,
                "n": value.n,
                "mean": tenth(value.ends[0]),
                "low": tenth(value.ends[1]),
                "high": tenth(value.ends[2]),
            }
            for value in row.values
        ],
    }


def _spread(row: SpreadRow) -> dict:
    return {
        "question": row.question,
        "touchpoint": row.touchpoint,
        "touchpoint_key": row.touchpoint_key,
        "words": row.words,
        "concerned": row.who,
        "rule_of_thumb": row.rule_of_thumb,
        "shares": {name: round(share, 3) for name, share in row.shares.items()},
    }


def _question(row: FeedbackRow) -> dict:
    counts = [{"points": points, "n": n, "percent": percent} for points, n, percent in row.counts]
    return {"question": row.question, "counts": counts, "n": row.n, "low": row.low}


def _cases(rows: Rows) -> int:
    """How many answers of 1-3 opened a case; told only where enough people answered."""
    return sum(opens_case(fact.q1, fact.q2) for fact in rows.found.facts.feedback)
