"""Say of the form's own line about the conversation about interests which tool it opens.

The line is known by the words that version 1 ships with. A line that an admin gave another tool keeps it.
"""

from django.db import migrations, models

LINE = "General conversation about interests, support needs etc"


def say_tools(apps, schema_editor):
    for name in ("TemplateTask", "Task"):
        apps.get_model("checklist", name).objects.filter(text=LINE, tool="").update(tool="talk")


def take_tools_back(apps, schema_editor):
    for name in ("TemplateTask", "Task"):
        apps.get_model("checklist", name).objects.filter(tool="talk").update(tool="")


class Migration(migrations.Migration):

    dependencies = [
        ('checklist', '0009_invite_tool'),
    ]

    operations = [
        migrations.AlterField(
            model_name='task',
            name='tool',
            field=models.CharField(blank=True, choices=[('talk', 'Helps to talk about interests'), ('tell', 'Writes to the navigators'), ('understood', 'Ticked by a navigator, in Review'), ('clashes', 'Shows what is in the way'), ('check_in', 'Checks in with the navigators'), ('write_up', 'Writes up how it went'), ('remind', 'Says whom to remind'), ('invite', 'Asks others along'), ('venue', 'Finds out whether a venue fits'), ('risk', 'Makes the risk assessment'), ('booking', 'Books the room'), ('set_up', 'Says what to set up'), ('estimate', 'Works out how much is needed'), ('cash_request', 'Asks for the cash'), ('cash', 'Notes who was given the cash'), ('claim_print', 'Prints the expenses form'), ('claim_return', 'Brings receipts and change together')], db_default='', default='', max_length=12),
        ),
        migrations.AlterField(
            model_name='templatetask',
            name='tool',
            field=models.CharField(blank=True, choices=[('talk', 'Helps to talk about interests'), ('tell', 'Writes to the navigators'), ('understood', 'Ticked by a navigator, in Review'), ('clashes', 'Shows what is in the way'), ('check_in', 'Checks in with the navigators'), ('write_up', 'Writes up how it went'), ('remind', 'Says whom to remind'), ('invite', 'Asks others along'), ('venue', 'Finds out whether a venue fits'), ('risk', 'Makes the risk assessment'), ('booking', 'Books the room'), ('set_up', 'Says what to set up'), ('estimate', 'Works out how much is needed'), ('cash_request', 'Asks for the cash'), ('cash', 'Notes who was given the cash'), ('claim_print', 'Prints the expenses form'), ('claim_return', 'Brings receipts and change together')], db_default='', default='', max_length=12),
        ),
        migrations.RunPython(say_tools, take_tools_back),
    ]
