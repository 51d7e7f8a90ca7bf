"""A released report never changes, whatever program writes to the database.

SQLite forgets triggers when Django rebuilds a table: a later migration that alters `reports_report` must end
with `freeze` again (a test looks for the trigger).
"""

from django.db import migrations

FROZEN = (
    "event_id",
    "moment_id",
    "language",
    "edition",
    "options",
    "corrects_id",
    "state",
    "snapshot",
    "digest",
    "work",
    "pdf",
    "pdf_sha256",
    "pages",
    "created_at",
    "reviewed_at",
    "released_at",
)
SENTENCE = "a released report never changes"

SQLITE = """
CREATE TRIGGER released_report_is_frozen BEFORE UPDATE ON reports_report
WHEN OLD.state = 'released' AND ({changed})
BEGIN SELECT RAISE(ABORT, '{sentence}'); END
"""
POSTGRES = """
CREATE FUNCTION refuse_change_of_released_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER released_report_is_frozen BEFORE UPDATE ON reports_report FOR EACH ROW
WHEN (OLD.state = 'released' AND ({changed})) EXECUTE FUNCTION refuse_change_of_released_report();
"""


def freeze(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    differs = "OLD.{0} IS NOT NEW.{0}" if sqlite else "OLD.{0} IS DISTINCT FROM NEW.{0}"
    changed = " OR ".join(differs.format(column) for column in FROZEN)
    text = SQLITE if sqlite else POSTGRES
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(text.format(changed=changed, sentence=SENTENCE))


def thaw(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER released_report_is_frozen" + ("" if sqlite else " ON reports_report"))
        if not sqlite:
            cursor.execute("DROP FUNCTION refuse_change_of_released_report()")


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_editions_and_links")]

    operations = [migrations.RunPython(freeze, thaw)]
