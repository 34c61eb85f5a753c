"""Write the kinds of milestone that the product comes with. Admins add others, and stop offering what they do not use."""

from django.db import migrations

KINDS = [
    "Conversation about interests",
    "Joined an existing activity",
    "Joined a group",
    "Joined the Network",
    "Took part in a working group",
    "Started the peer mentor course",
    "Finished the peer mentor course",
    "Work placement",
    "Volunteering",
    "Education",
    "Paid work",
    "Moved home",
    "Came back to a service",
]


def write_kinds(apps, schema_editor):
    kinds = apps.get_model("beneficiaries", "MilestoneKind").objects
    for position, words in enumerate(KINDS, start=1):
        kinds.get_or_create(words=words, defaults={"position": position})


def take_kinds_away(apps, schema_editor):
    apps.get_model("beneficiaries", "MilestoneKind").objects.filter(words__in=KINDS, milestones=None).delete()


class Migration(migrations.Migration):
    dependencies = [("beneficiaries", "0005_contacts_and_milestones")]
    operations = [migrations.RunPython(write_kinds, take_kinds_away)]
