"""The form that this software replaces, line for line."""

import pytest

from checklist.form import Area, Stage
from checklist.models import Template

pytestmark = pytest.mark.django_db

# The paper's own words and the product's suggested dots and people: I, W, D, O, A for the five stages.
APPENDIX_I = """
Communication with Beneficiaries
General conversation about interests, support needs etc | I | the beneficiaries
Reminders, planning practicalities | WDO | the beneficiaries
Ongoing motivation | WDOA | the beneficiaries
Venue/activity
Find out about accessibility, size, costs, risk assessments, facilities, smoking/vaping, H&S, time out space, locality | IW | the venue
Activity risk assessment | W | the lead navigator
Book the room and equipment if necessary | W | the venue
Set up room if necessary | O | the venue
Expenses
Calculate how much needed for refreshments, travel, rent for room, equipment, incentives, reward card | IW | the budget holder
Request cash (from appropriate budget) | W | the budget holder
Get cash | D | the budget holder
Print off expenses forms | D |
Return completed forms | A | the budget holder
Organisation and communication with colleagues
Communicate details, purpose and intended outcomes to Navigator/Lead Navigator | IW | the navigators, the lead navigator
Make sure beneficiary support requirements and risks are understood and planned for | WD | the navigators
Invite others as appropriate (eg volunteers, peer mentors) | W | volunteers, peer mentors
Be sure there are no clashes with other appointments or events | ID | the navigators
Prepare any resources needed | D |
Check-in and feed back to Navigator/Lead Navigator | OA | the navigators, the lead navigator
Write-up notes and email | A | the navigators
"""  # noqa: E501
LETTERS = dict(zip(Stage, "IWDOA", strict=True))


def as_written(template):
    """The template in the notation of `APPENDIX_I`."""
    lines, area = [], None
    for task in template.tasks.all():
        if task.area != area:
            area = task.area
            lines.append(Area(area).label)
        dots = "".join(LETTERS[stage] for stage in task.stages)
        lines.append(f"{task.text} | {dots} | {task.speak_to}".rstrip())
    return lines


def test_the_shipped_template_is_the_paper_form_word_for_word():
    assert as_written(Template.objects.current()) == APPENDIX_I.strip().splitlines()


def test_the_shipped_template_has_four_areas_nineteen_tasks_and_thirty_dots():
    tasks = Template.objects.current().tasks.all()
    assert {task.area for task in tasks} == set(Area)
    assert len(tasks) == 19
    assert sum(len(task.stages) for task in tasks) == 30
