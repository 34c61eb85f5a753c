"""Say of the form's own lines which tool they open, and which are not done by speaking alone.

The lines are known by the words that version 1 ships with. A line that somebody wrote differently keeps none, and an
admin can choose one in the next version.
"""

from django.db import migrations

TOOLS = {
    "Communicate details, purpose and intended outcomes to Navigator/Lead Navigator": "tell",
    "Make sure beneficiary support requirements and risks are understood and planned for": "understood",
    "Be sure there are no clashes with other appointments or events": "clashes",
    "Write-up notes and email": "write_up",
}
MORE_THAN_SPEAKING = [
    "Activity risk assessment",
    "Set up room if necessary",
    "Calculate how much needed for refreshments, travel, rent for room, equipment, incentives, reward card",
    "Get cash",
    "Print off expenses forms",
    "Return completed forms",
    "Make sure beneficiary support requirements and risks are understood and planned for",
    "Prepare any resources needed",
    "Write-up notes and email",
]


def say_tools(apps, schema_editor):
    for name in ("TemplateTask", "Task"):
        lines = apps.get_model("checklist", name).objects
        for text, tool in TOOLS.items():
            lines.filter(text=text).update(tool=tool)
        lines.filter(text__in=MORE_THAN_SPEAKING).update(speaking_does_it=False)


def say_nothing(apps, schema_editor):
    """The columns go with the migration before this one."""


class Migration(migrations.Migration):
    dependencies = [("checklist", "0003_days_and_tools")]
    operations = [migrations.RunPython(say_tools, say_nothing)]
