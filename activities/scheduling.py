"""Brings the schedule's pure rules together with what the database knows of a plan."""

from datetime import date

from activities.models import Activity
from checklist.models import Template
from checklist.schedule import due_days
from teams.calendars import calendars_of


def work_out_due(*, activity_date: date | None, planned_on: date, template: Template, champion_id: int) -> dict:
    """The day by which each stage of a plan is due, by its champion's working days as they are now."""
    champion = calendars_of([champion_id], since=planned_on)[champion_id]
    return due_days(activity_date=activity_date, planned_on=planned_on, offsets=template.offsets, champion=champion)


def due_of(activity: Activity) -> dict:
    """The same for a plan that is there already."""
    return work_out_due(
        activity_date=activity.date,
        planned_on=activity.checklist.planned_on,
        template=activity.checklist.template,
        champion_id=activity.champion_id,
    )
