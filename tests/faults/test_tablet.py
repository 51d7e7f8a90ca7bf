"""Tablets that fail, change hands and meet each other (docs/faults.md)."""

import pytest

from . import journeys_shell as shell
from . import journeys_tablet as tablet
from . import journeys_two as two

pytestmark = [pytest.mark.browser, pytest.mark.faults]

JOURNEYS = [
    tablet.killed_while_typing,
    tablet.killed_with_a_batch_on_the_wire,
    tablet.page_gone_before_the_photo_is_shrunk,
    tablet.connection_closed,
    tablet.database_blocked,
    tablet.draft_left_over,
    tablet.anothers_outbox,
    tablet.few_layouts,
    two.slow_clock,
    two.both_at_once,
    two.another_form,
    shell.update_cut_in_its_middle,
    shell.another_page_instead,
    shell.silent_hall,
]


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda one: one.__name__)
def test_nothing_is_lost(hall, journey):
    journey(hall)


def test_a_full_disk_loses_nothing_and_ticks_nothing(hall):
    if not tablet.disk_full(hall):
        pytest.skip("A small disk to fill can only be mounted by the superuser.")


def test_a_server_restored_from_an_old_backup_gets_everything_again(hall, database_url):
    if not database_url.startswith("sqlite"):
        pytest.skip("The backup is a copy of SQLite's file.")
    two.old_backup(hall)
