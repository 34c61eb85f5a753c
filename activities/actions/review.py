"""What navigators answer to a plan."""

from dataclasses import dataclass

from django.db import transaction

from activities.models import Activity, Participation, Review
from beneficiaries.models import Beneficiary
from checklist.actions import mark_steps_done
from checklist.form import Tool
from checklist.models import Step
from teams import trail


@dataclass(frozen=True)
class Answer:
    """What a navigator says of a plan for one of their people."""

    beneficiary: Beneficiary
    answer: str
    note: str = ""
    is_planned_for: bool = False

    def is_said_by(self, review: Review) -> bool:
        """Whether a review says just this, of the plan as it is now."""
        said = (review.answer, review.note, review.is_planned_for)
        return review.counts and said == (self.answer, self.note, self.is_planned_for)


@transaction.atomic
def answer_plan(*, activity: Activity, answers: list[Answer], opened_version: int, by) -> int:
    """Keep a navigator's answers, and return how many steps they ticked.

    They count for the version that was opened, so a plan that changed meanwhile still asks again. Answering the same
    twice changes nothing. Once everybody's support needs and risks are planned for, that line of the form is done.
    """
    # Locked, so that of two navigators who answer at once the second sees what the first said.
    version = Activity.objects.select_for_update().values_list("version", flat=True).get(pk=activity.pk)
    _keep(activity, answers, version=max(0, min(opened_version, version)), by=by)
    planned_for = any(answer.is_planned_for for answer in answers)
    if not planned_for or Participation.objects.filter(activity=activity).not_planned_for().exists():
        return 0
    steps = Step.objects.filter(checklist=activity.checklist_id, task__tool=Tool.UNDERSTOOD)
    return mark_steps_done(steps.values_list("pk", flat=True), by=by)


def _keep(activity, answers, *, version, by):
    own = Review.objects.filter(activity=activity, by=by).mark_counting()
    before = {review.beneficiary_id: review for review in own}
    new = [
        Review(
            activity=activity,
            beneficiary=answer.beneficiary,
            by=by,
            answer=answer.answer,
            note=answer.note,
            is_planned_for=answer.is_planned_for,
            plan_version=version,
        )
        for answer in answers
        if answer.beneficiary.pk not in before or not answer.is_said_by(before[answer.beneficiary.pk])
    ]
    trail.bulk_create(
        Review.objects,
        new,
        update_conflicts=True,
        unique_fields=["activity", "beneficiary", "by"],
        update_fields=["answer", "note", "is_planned_for", "plan_version", "at"],
    )
