"""Entries of profiles are found by their terms. On PostgreSQL an index keeps that quick."""

from django.db import migrations, models

from beneficiaries.profile import FOUND_BY
from beneficiaries.words import kept

BATCH = 500


def keep_terms(apps, schema_editor):
    """Write down the terms of what was said already, some rows at a time."""
    entries = apps.get_model("beneficiaries", "ProfileEntry").objects.using(schema_editor.connection.alias)
    batch = []
    for entry in entries.filter(part__in=FOUND_BY).exclude(words="").only("words").iterator(BATCH):
        entry.terms = kept(entry.words)
        batch.append(entry)
        if len(batch) == BATCH:
            entries.bulk_update(batch, ["terms"])
            batch = []
    entries.bulk_update(batch, ["terms"])


def add_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE INDEX profile_entry_by_terms ON beneficiaries_profileentry USING gin (to_tsvector('simple', terms))"
        )


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX profile_entry_by_terms")


class Migration(migrations.Migration):
    dependencies = [("beneficiaries", "0006_photographs_and_safeguarding")]

    operations = [
        migrations.AddField(
            model_name="profileentry",
            name="terms",
            field=models.TextField(db_default="", default="", editable=False),
        ),
        migrations.RunPython(keep_terms, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(add_index, drop_index),
    ]
