"""The migration that chains what was taken in before changes said what they were made on top of."""

import importlib
import time

from django.apps import apps

from eventaudit.walkthroughs.models import Answer, Operation
from eventaudit.walkthroughs.operations import apply_operations
from tests import factories
from tests.walkthroughs.exchange import op

chaining = importlib.import_module("eventaudit.walkthroughs.migrations.0003_chain_operations")


def test_old_operations_stand_on_one_another_in_the_order_of_their_arrival(event):
    walkthrough = factories.make_walkthrough(event, factories.make_user())
    now = int(time.time() * 1000)
    # The last one to arrive counted, though its clock was behind.
    old = [op(2, at=now), op("Dusty", field="note", at=now), op(5, at=now - 60_000)]
    apply_operations(walkthrough=walkthrough, operations=old, by=walkthrough.auditor)
    Operation.objects.update(base=None)
    Answer.objects.update(answer_operation=None, note_operation=None)

    chaining.chain(apps, None)

    first, note, last = walkthrough.operations.order_by("seq")
    answer = walkthrough.answers.get()
    assert (first.base, note.base, last.base) == (None, None, first.pk)
    assert (answer.answer_operation, answer.note_operation) == (last, note)
    new = op(1, at=now - 120_000, base=str(last.pk))
    apply_operations(walkthrough=walkthrough, operations=[new], by=walkthrough.auditor)
    assert (walkthrough.answers.get().value, walkthrough.conflicts.count()) == (1, 0)
