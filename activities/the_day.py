"""What a plan's page says of the day: what to take along, how it went, and what was learned before and on it."""

from dataclasses import dataclass
from datetime import date

from activities import lessons, register
from activities.faces import Said, by_face
from activities.models import Activity, Feedback, Lesson, PlanChange


@dataclass(frozen=True)
class TheDay:
    """As far as one user sees it on one day."""

    # Worth reading for whoever plans this, while it is still to come.
    to_read: list[Lesson]
    # What went otherwise than planned, in sentences; what was learned by it; and what people said.
    turns: list[str]
    learned: list[Lesson]
    said: list[Said]
    is_near: bool
    is_after: bool

    @property
    def anything_said(self) -> bool:
        """Whether anybody chose a face yet."""
        return any(each.number for each in self.said)


def the_day_of(activity: Activity, changes: list[PlanChange], *, user, today: date) -> TheDay:
    """What to say of a plan's day: one query before it, two from the day on.

    The plan comes with its `parts`.
    """
    found = list(Lesson.objects.visible_to(user).for_plan(activity, activity.people))
    earlier = [lesson for lesson in found if lesson.activity_id != activity.pk]
    has_begun = activity.date is not None and activity.date <= today
    is_after = activity.is_called_off or has_begun
    said = by_face(Feedback.objects.visible_to(user).filter(activity=activity)) if has_begun else []
    like = {"kind": activity.kind, "description": activity.description}
    return TheDay(
        to_read=[] if is_after else lessons.worth_reading(earlier, **like),
        turns=[*lessons.turns_of_plan(changes), *lessons.turns_for_people(activity.parts)] if is_after else [],
        learned=[lesson for lesson in found if lesson.activity_id == activity.pk],
        said=said,
        is_near=not register.why_closed(activity, today=today),
        is_after=is_after,
    )
