"""Let the VAT of an entry that puts another right be below nothing, as its amount may be."""

from django.db import migrations, models
from django.db.models import F, Q

NAME = "ledger_entry_vat_within"
UNKNOWN, WITHIN = Q(vat__isnull=True), Q(vat__gte=0, vat__lte=F("amount"))


class Migration(migrations.Migration):
    dependencies = [("activities", "0008_invitation_and_attendance")]

    operations = [
        migrations.RemoveConstraint("ledgerentry", NAME),
        migrations.AddConstraint(
            "ledgerentry", models.CheckConstraint(condition=UNKNOWN | Q(kind="corrected") | WITHIN, name=NAME)
        ),
    ]
