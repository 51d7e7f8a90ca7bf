"""Operations say which version of the template they were made on: until now it could not change under them."""

import django.db.models.deletion
from django.db import migrations, models


def tell_version(apps, schema_editor):
    Operation = apps.get_model("walkthroughs", "Operation")
    Walkthrough = apps.get_model("walkthroughs", "Walkthrough")
    own = Walkthrough.objects.filter(pk=models.OuterRef("walkthrough")).values("event__template_version")
    Operation.objects.update(version=models.Subquery(own[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0004_upgrades"),
        ("library", "0003_drafts_and_conditions"),
        ("walkthroughs", "0004_annotated_photos"),
    ]

    operations = [
        migrations.AddField(
            model_name="operation",
            name="version",
            field=models.ForeignKey(
                db_index=False,
                help_text="of the page that it was made on: which question the key stood for; none: the event's",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="library.templateversion",
            ),
        ),
        migrations.RunPython(tell_version, migrations.RunPython.noop),
    ]
