"""What the trail follows of the form."""

from checklist.models import Checklist, Step, Task, Template, TemplateTask
from teams.following import follow

NOTHING_PERSONAL = {
    Template: "the form as everybody has it",
    TemplateTask: "the form as everybody has it",
    Checklist: "which version of the form a plan has",
    Step: "what is done of a plan: the row itself says by whom and when",
}


def follow_all():
    follow(Task, "a note on a line of the form")
