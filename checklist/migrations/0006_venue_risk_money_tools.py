"""Say of the form's own lines about venue, risk and money which tool they open.

The lines are known by the words that version 1 ships with. A line that an admin gave another tool keeps it.
"""

from django.db import migrations

TOOLS = {
    "Find out about accessibility, size, costs, risk assessments, facilities, smoking/vaping, H&S, time out space, "
    "locality": "venue",
    "Activity risk assessment": "risk",
    "Book the room and equipment if necessary": "booking",
    "Set up room if necessary": "set_up",
    "Calculate how much needed for refreshments, travel, rent for room, equipment, incentives, reward card": "estimate",
    "Request cash (from appropriate budget)": "cash_request",
    "Get cash": "cash",
    "Print off expenses forms": "claim_print",
    "Return completed forms": "claim_return",
}


def say_tools(apps, schema_editor):
    for name in ("TemplateTask", "Task"):
        lines = apps.get_model("checklist", name).objects
        for text, tool in TOOLS.items():
            lines.filter(text=text, tool="").update(tool=tool)


def take_tools_back(apps, schema_editor):
    for name in ("TemplateTask", "Task"):
        apps.get_model("checklist", name).objects.filter(tool__in=TOOLS.values()).update(tool="")


class Migration(migrations.Migration):
    dependencies = [("checklist", "0005_more_tools")]
    operations = [migrations.RunPython(say_tools, take_tools_back)]
