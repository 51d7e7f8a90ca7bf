"""Change since last time on comparable criteria, and touchpoints by rounds as a heat map (analysis 3.8)."""

from dataclasses import asdict

from eventaudit.findings.rounds_page import DriftPart, HeatCell, build_rounds_page

from .rows import Rows


def change_part(rows: Rows) -> dict:
    """since: None where there is no earlier edition. heat: touchpoints x rounds, None under two rounds.

    Of a cell: value '' where nobody observed, shade 1 (worst) to 6 (best), change against the round before.
    """
    page = build_rounds_page(rows.found)
    return {
        "since": _drift(page.since_last_time) if page.since_last_time else None,
        "rounds": {
            "planned": page.planned,
            "walked": [{"name": head.name, "who": head.who} for head in page.heads],
            "unwalked": page.unwalked,
            "outside": page.outside,
        },
        "heat": {
            "whole": [_cell(head.cell) for head in page.heads],
            "rows": [
                {"key": row.key, "name": row.name, "cells": [_cell(cell) for cell in row.cells]}
                for row in page.rows
            ],
        }
        if len(page.heads) > 1
        else None,
        "drifts": [_drift(part) for part in page.drifts],
    }


def _cell(cell: HeatCell) -> dict:
    better = {"↗": "+", "↘": "−"}.get(cell.arrow, "")
    return {
        "value": cell.value,
        "shade": cell.shade,
        "words": cell.words,
        "change": f"{better}{cell.change}" if cell.change else "",
    }


def _drift(part: DriftPart) -> dict:
    return asdict(part)
