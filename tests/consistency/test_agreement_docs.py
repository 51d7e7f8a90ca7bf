"""The guide to agreement and uncertainty names everything the code can say."""

import re
from pathlib import Path
from typing import get_args

import pytest

import eventaudit.consistency
from eventaudit.consistency import NotComparable, SizesFrom
from eventaudit.consistency.agreement import METRIC_OF, Standing
from eventaudit.consistency.intervals import UncertaintyBasis

GUIDE = (Path(__file__).parents[2] / "docs" / "agreement-and-uncertainty.md").read_text(encoding="utf-8")


def section(title):
    return GUIDE.split(f"## {title}\n")[1].split("\n## ")[0]


def first_cells(text):
    """Everything set in code in the first column of the section's tables."""
    return {
        key for cell in re.findall(r"^\|(.*?)\|", text, re.MULTILINE) for key in re.findall(r"`(\w+)`", cell)
    }


@pytest.mark.parametrize(
    ("title", "keys"),
    [("Agreement", Standing), ("Editions", NotComparable), ("Segments", SizesFrom)],
)
def test_every_key_has_its_row_and_no_other(title, keys):
    assert first_cells(section(title)) == set(get_args(keys))


def test_every_basis_is_described():
    assert set(re.findall(r"\| `(\w+)` \|", section("Uncertainty"))) == set(get_args(UncertaintyBasis))


def test_every_metric_is_the_one_described():
    rows = re.findall(r"^\| ([a-z, ]+) \| (nominal|ordinal|interval) \|", section("Agreement"), re.MULTILINE)

    assert {kind: metric for kinds, metric in rows for kind in kinds.split(", ")} == METRIC_OF


def test_every_function_of_the_table_exists():
    table = GUIDE.split("## Agreement")[0]

    for name in re.findall(r"`(\w+)\(", table) + re.findall(r"\| `(\w+)` \|$", table, re.MULTILINE):
        if name != "audit":
            assert hasattr(eventaudit.consistency, name), name
