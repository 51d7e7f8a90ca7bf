"""What was taken in so far counted in the order of its arrival: each change now stands on the one before."""

from django.db import migrations

AT_ONCE = 500


def chain(apps, schema_editor):
    Operation = apps.get_model("walkthroughs", "Operation")
    Answer = apps.get_model("walkthroughs", "Answer")
    standing, changed = {}, []
    rows = Operation.objects.filter(field__in=["answer", "note"]).order_by("walkthrough", "seq")
    for operation in rows.iterator(AT_ONCE):
        name = (operation.walkthrough_id, operation.criterion, operation.field)
        operation.base = standing.get(name)
        standing[name] = operation.pk
        if operation.base:
            changed.append(operation)
    Operation.objects.bulk_update(changed, ["base"], batch_size=AT_ONCE)
    answers = []
    for answer in Answer.objects.select_related("criterion").iterator(AT_ONCE):
        name = (answer.walkthrough_id, answer.criterion.key)
        answer.answer_operation_id = standing.get((*name, "answer"))
        answer.note_operation_id = standing.get((*name, "note"))
        answers.append(answer)
    Answer.objects.bulk_update(answers, ["answer_operation", "note_operation"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("walkthroughs", "0002_sync")]
    operations = [migrations.RunPython(chain, migrations.RunPython.noop)]
