"""What is done when somebody has been spoken to."""

from django.db import transaction
from django.utils import timezone

from activities.actions.step import mark_step
from activities.models import Conversation
from activities.rules import may_tick
from activities.speak_to import OTHER, Talk
from checklist.form import State
from checklist.models import Step
from teams import trail


@transaction.atomic
def mark_spoken(*, talk: Talk, everybody: list[Talk], is_spoken: bool, answer: str | None, by) -> bool:
    """Keep that somebody was spoken to about a step, or take that back, and return whether it ticked the step.

    Pressing twice keeps the first person and time. An `answer` of None leaves what they answered before. Where speaking
     does the task, the step is ticked once `everybody` to be spoken to about it has been.
    """
    # Locked, so that of two people who each speak to somebody at the same moment the second sees the first.
    step = Step.objects.select_for_update(of=["self"]).select_related("task").get(pk=talk.step.pk)
    conversation, _ = Conversation.objects.get_or_create(step=step, **_with(talk.who))
    row = Conversation.objects.filter(pk=conversation.pk)
    if answer is not None:
        trail.update(row.exclude(answer=answer), answer=answer)
    if not is_spoken:
        trail.update(row.filter(spoken_at__isnull=False), spoken_at=None, spoken_by=None)
        _untick(talk, step, conversation, by)
        return False
    trail.update(row.filter(spoken_at__isnull=True), spoken_at=timezone.now(), spoken_by=by)
    return _tick(talk, step, everybody, by)


def _with(who):
    return {who.kind if who.kind == OTHER else f"{who.kind}_id": who.id}


def _tick(talk, step, everybody, by):
    spoken = {row.key for row in Conversation.objects.filter(step=step, spoken_at__isnull=False)}
    wanted = {talk.who.key for talk in everybody if not talk.who.is_vacant}
    may = may_tick(step.task.tool, State.DONE, is_navigator=by.is_navigator)
    if not may or not step.task.speaking_does_it or not spoken.issuperset(wanted):
        return False
    return not step.is_marked and mark_step(activity=talk.activity, step_id=step.pk, state=State.DONE, by=by)


def _untick(talk, step, conversation, by):
    """Take back the tick that came of this conversation, and no other."""
    if conversation.is_spoken and step.is_done and step.task.speaking_does_it:
        same_person = step.marked_by_id == conversation.spoken_by_id
        if same_person and step.marked_at >= conversation.spoken_at:
            mark_step(activity=talk.activity, step_id=step.pk, state=State.TO_DO, by=by)
