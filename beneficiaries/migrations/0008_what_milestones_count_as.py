"""Reports look up what a milestone counts as, and not its words, which admins may change."""

from django.db import migrations, models

SHIPPED = {
    "network": ["Joined the Network"],
    "peer_mentor": ["Started the peer mentor course", "Finished the peer mentor course"],
}


def say_what_shipped_ones_count_as(apps, schema_editor):
    kinds = apps.get_model("beneficiaries", "MilestoneKind").objects
    for counts_as, words in SHIPPED.items():
        kinds.filter(words__in=words, counts_as="").update(counts_as=counts_as)


class Migration(migrations.Migration):
    dependencies = [("beneficiaries", "0007_profile_terms")]

    operations = [
        migrations.AddField(
            model_name="milestonekind",
            name="counts_as",
            field=models.CharField(
                "counts in reports as",
                blank=True,
                choices=[("network", "Joining the Network"), ("peer_mentor", "The peer mentor course")],
                db_default="",
                default="",
                help_text="Leave it empty for most. It stays where the words are changed.",
                max_length=11,
            ),
        ),
        migrations.RunPython(say_what_shipped_ones_count_as, migrations.RunPython.noop, elidable=True),
    ]
