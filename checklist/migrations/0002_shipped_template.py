"""Write version 1 of the form: Appendix I, line for line.

The wording is the form's own. The paper leaves the schedule and "who do I need to speak to?" empty, so the dots and
the people here are this product's suggestion, which champions and admins can change.
"""

from django.db import migrations
from django.utils import timezone

# Stages: I = initial idea, W = weeks before, D = days before, O = on day, A = after.
STAGES = {"I": "initial_idea", "W": "weeks_before", "D": "days_before", "O": "on_day", "A": "after"}

FORM = {
    "communication": [
        ("General conversation about interests, support needs etc", "I", "the beneficiaries"),
        ("Reminders, planning practicalities", "WDO", "the beneficiaries"),
        ("Ongoing motivation", "WDOA", "the beneficiaries"),
    ],
    "venue": [
        (
            "Find out about accessibility, size, costs, risk assessments, facilities, smoking/vaping, H&S, "
            "time out space, locality",
            "IW",
            "the venue",
        ),
        ("Activity risk assessment", "W", "the lead navigator"),
        ("Book the room and equipment if necessary", "W", "the venue"),
        ("Set up room if necessary", "O", "the venue"),
    ],
    "expenses": [
        (
            "Calculate how much needed for refreshments, travel, rent for room, equipment, incentives, reward card",
            "IW",
            "the budget holder",
        ),
        ("Request cash (from appropriate budget)", "W", "the budget holder"),
        ("Get cash", "D", "the budget holder"),
        ("Print off expenses forms", "D", ""),
        ("Return completed forms", "A", "the budget holder"),
    ],
    "colleagues": [
        (
            "Communicate details, purpose and intended outcomes to Navigator/Lead Navigator",
            "IW",
            "the navigators, the lead navigator",
        ),
        (
            "Make sure beneficiary support requirements and risks are understood and planned for",
            "WD",
            "the navigators",
        ),
        ("Invite others as appropriate (eg volunteers, peer mentors)", "W", "volunteers, peer mentors"),
        ("Be sure there are no clashes with other appointments or events", "ID", "the navigators"),
        ("Prepare any resources needed", "D", ""),
        ("Check-in and feed back to Navigator/Lead Navigator", "OA", "the navigators, the lead navigator"),
        ("Write-up notes and email", "A", "the navigators"),
    ],
}


def write_form(apps, schema_editor):
    template_model = apps.get_model("checklist", "Template")
    task_model = apps.get_model("checklist", "TemplateTask")
    template = template_model.objects.create(
        version=1, change="Appendix I, the paper form", published_at=timezone.now()
    )
    lines = [(area, *line) for area, area_lines in FORM.items() for line in area_lines]
    for position, (area, text, stages, speak_to) in enumerate(lines, start=1):
        dots = {STAGES[letter]: True for letter in stages}
        task_model.objects.create(
            template=template, position=position * 10, area=area, text=text, speak_to=speak_to, **dots
        )


def take_form_away(apps, schema_editor):
    apps.get_model("checklist", "Template").objects.filter(version=1).delete()


class Migration(migrations.Migration):
    dependencies = [("checklist", "0001_initial")]
    operations = [migrations.RunPython(write_form, take_form_away)]
