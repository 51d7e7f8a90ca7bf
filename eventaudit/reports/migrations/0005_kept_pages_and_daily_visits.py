"""Pages of the web are kept as they were made; of visits the latest, and how many there were each day."""

from collections import Counter

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.utils import timezone

KEPT = 20
SENTENCE = "a kept page never changes"
SQLITE = f"""
CREATE TRIGGER kept_page_is_frozen BEFORE UPDATE ON reports_keptpage
BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END
"""
POSTGRES = f"""
CREATE FUNCTION refuse_change_of_kept_page() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER kept_page_is_frozen BEFORE UPDATE ON reports_keptpage FOR EACH ROW
EXECUTE FUNCTION refuse_change_of_kept_page();
"""


def freeze(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(SQLITE if sqlite else POSTGRES)


def thaw(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER kept_page_is_frozen" + ("" if sqlite else " ON reports_keptpage"))
        if not sqlite:
            cursor.execute("DROP FUNCTION refuse_change_of_kept_page()")


def count_by_day(apps, schema_editor):
    visits, daily = apps.get_model("reports", "Visit"), apps.get_model("reports", "DailyVisits")
    counts: Counter = Counter()
    seen: Counter = Counter()
    surplus = []
    for pk, link, what, at in visits.objects.order_by("-at", "-pk").values_list(
        "pk", "link_id", "what", "at"
    ):
        counts[link, timezone.localdate(at), what] += 1
        seen[link] += 1
        if seen[link] > KEPT:
            surplus.append(pk)
    daily.objects.bulk_create(
        daily(link_id=link, day=day, what=what, count=count) for (link, day, what), count in counts.items()
    )
    for start in range(0, len(surplus), 500):
        visits.objects.filter(pk__in=surplus[start : start + 500]).delete()


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_released_reports_are_frozen")]

    operations = [
        migrations.CreateModel(
            name="KeptPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("html", models.TextField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="page",
                        to="reports.report",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DailyVisits",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                (
                    "what",
                    models.CharField(
                        choices=[("page", "read the page"), ("pdf", "opened the PDF")], max_length=4
                    ),
                ),
                ("count", models.PositiveIntegerField(default=0)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="daily_visits",
                        to="reports.sharelink",
                    ),
                ),
            ],
            options={
                "ordering": ["-day", "what"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("link", "day", "what"), name="visits_of_a_day_counted_once"
                    )
                ],
            },
        ),
        migrations.RunPython(count_by_day, migrations.RunPython.noop),
        migrations.RunPython(freeze, thaw),
    ]
