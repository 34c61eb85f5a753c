"""A report reads who came to what from an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("activities", "0017_welcomes_others")]

    operations = [
        migrations.AddIndex(
            model_name="participation",
            index=models.Index(
                fields=["activity", "beneficiary"],
                condition=models.Q(
                    ("attendance__in", ["came", "part", "too_late"]),
                    models.Q(("invitation", "withdrawn"), _negated=True),
                ),
                name="participation_who_came",
            ),
        )
    ]
