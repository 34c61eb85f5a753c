"""Brings the schedule's pure rules together with what the database knows of a plan."""

from datetime import date

from activities.models import Activity
from checklist.models import Template
from checklist.schedule import due_days
from teams.calendars import calendars_of
from teams.working_days import Calendar


def work_out_due(*, activity_date: date | None, planned_on: date, template: Template, champion_id: int) -> dict:
    """The day by which each stage of a plan is due, by its champion's working days as they are now."""
    champion = calendars_of([champion_id], since=planned_on)[champion_id]
    return due_days(activity_date=activity_date, planned_on=planned_on, offsets=template.offsets, champion=champion)


def due_of(activity: Activity, *, champion: Calendar | None = None) -> dict:
    """The same for a plan that is there already. Whoever asks for many passes their `champion`'s calendar."""
    checklist = activity.checklist
    if champion is None:
        champion = calendars_of([activity.champion_id], since=checklist.planned_on)[activity.champion_id]
    return due_days(
        activity_date=activity.date,
        planned_on=checklist.planned_on,
        offsets=checklist.template.offsets,
        champion=champion,
    )
