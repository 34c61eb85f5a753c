"""Only what is searched keeps terms, and on PostgreSQL new terms go into their index at once.

Kept aside until a clean-up, they would be read one by one by whoever looks for something.
"""

from django.db import migrations, models


def put_in_at_once(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER INDEX profile_entry_by_terms SET (fastupdate = off)")
        schema_editor.execute("SELECT gin_clean_pending_list('profile_entry_by_terms')")


def keep_aside(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER INDEX profile_entry_by_terms RESET (fastupdate)")


class Migration(migrations.Migration):
    dependencies = [("beneficiaries", "0010_subject_requests")]

    operations = [
        migrations.AddConstraint(
            model_name="profileentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("part__in", ("interests", "strengths", "hopes")), ("terms", ""), _connector="OR"),
                name="profile_entry_found_by_its_part",
            ),
        ),
        migrations.RunPython(put_in_at_once, keep_aside),
    ]
