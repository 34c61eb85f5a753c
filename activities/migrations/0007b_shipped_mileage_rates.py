"""Write HMRC's approved amounts for a mile, as they have stood since 6 April 2011.

45p for the first 10,000 miles of a tax year in a car or van, then 25p; 24p on a motorcycle; 20p on a bicycle. Admins add
the next ones, with the day from which they hold.
"""

from datetime import date

from django.db import migrations

SINCE = date(2011, 4, 6)
RATES = {
    "car": {"pence": 45, "threshold": 10_000, "pence_above": 25},
    "motorcycle": {"pence": 24},
    "bicycle": {"pence": 20},
}


def write_rates(apps, schema_editor):
    rates = apps.get_model("activities", "MileageRate").objects
    for vehicle, rate in RATES.items():
        rates.get_or_create(vehicle=vehicle, starts_on=SINCE, defaults=rate)


def take_rates_away(apps, schema_editor):
    apps.get_model("activities", "MileageRate").objects.filter(starts_on=SINCE).delete()


class Migration(migrations.Migration):
    dependencies = [("activities", "0007_payments")]
    operations = [migrations.RunPython(write_rates, take_rates_away)]
