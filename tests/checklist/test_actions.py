"""What is done to a check list."""

from datetime import date

import pytest
import time_machine

from checklist.actions import (
    StaleTask,
    add_task,
    change_task,
    copy_checklist,
    draft_next_version,
    mark_step,
    publish_template,
    remove_task,
    reschedule,
    start_checklist,
)
from checklist.form import Area, Stage, State
from checklist.models import Step, Task, Template
from checklist.schedule import Offsets, due_days
from teams.working_days import Calendar
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PLANNED, ON = date(2026, 10, 1), date(2026, 11, 11)


def due(activity_date, planned_on=PLANNED):
    return due_days(activity_date=activity_date, planned_on=planned_on, offsets=Offsets(), champion=Calendar())


@pytest.fixture
def ruby():
    return UserFactory(name="Ruby Oyelaran")


@pytest.fixture
def checklist():
    return start_checklist(template=Template.objects.current(), planned_on=PLANNED, due=due(ON))


def step_of(checklist, stage=Stage.WEEKS_BEFORE):
    return Step.objects.of(checklist).filter(stage=stage).first()


def mark(step, state, by):
    return mark_step(checklist=step.task.checklist, step_id=step.pk, state=state, due=due(ON), by=by)


def change(task, by, **fields):
    as_it_is = {
        "opened_version": task.version,
        "note": task.note,
        "speak_to": task.speak_to,
        "stages": [step.stage for step in task.steps.all()],
        "offered": list(Stage),
        "due": due(ON),
    }
    change_task(task=task, by=by, **(as_it_is | fields))


def test_a_new_check_list_has_every_line_of_the_form_and_a_step_at_each_dot(checklist):
    assert checklist.tasks.count() == 19
    assert Step.objects.of(checklist).count() == 30
    assert set(Step.objects.of(checklist).values_list("state", flat=True)) == {State.TO_DO}


def test_ticking_keeps_who_and_when(checklist, ruby):
    with time_machine.travel("2026-10-20 09:30+01:00"):
        mark(step_of(checklist), State.DONE, ruby)
    step = step_of(checklist)
    assert (step.state, step.marked_by, step.marked_at.date()) == (State.DONE, ruby, date(2026, 10, 20))


def test_ticking_what_is_ticked_keeps_the_first_person(checklist, ruby):
    assert mark(step_of(checklist), State.DONE, ruby)
    assert not mark(step_of(checklist), State.DONE, UserFactory())
    assert step_of(checklist).marked_by == ruby


def test_a_step_of_another_check_list_cannot_be_ticked_through_this_one(checklist, ruby):
    other = start_checklist(template=Template.objects.current(), planned_on=PLANNED, due=due(ON))
    assert not mark_step(checklist=checklist, step_id=step_of(other).pk, state=State.DONE, due=None, by=ruby)
    assert step_of(other).state == State.TO_DO


def test_moving_the_activity_moves_what_is_to_do_and_never_what_is_done(checklist, ruby):
    done = step_of(checklist)
    mark(done, State.DONE, ruby)
    reschedule({checklist.pk: due(date(2026, 12, 9))})
    moved = dict(Step.objects.of(checklist).filter(stage=Stage.WEEKS_BEFORE).values_list("pk", "due_on"))
    assert moved.pop(done.pk) == date(2026, 10, 28)
    assert set(moved.values()) == {date(2026, 11, 25)}


def test_what_is_unticked_after_a_move_is_due_by_the_new_date(checklist, ruby):
    mark(step_of(checklist), State.DONE, ruby)
    reschedule({checklist.pk: due(date(2026, 12, 9))})
    step = step_of(checklist)
    mark_step(checklist=checklist, step_id=step.pk, state=State.TO_DO, due=due(date(2026, 12, 9)), by=ruby)
    assert step_of(checklist).due_on == date(2026, 11, 25)


def test_a_note_keeps_who_wrote_it_when_somebody_else_changes_the_rest(checklist, ruby):
    task = checklist.tasks.first()
    change(task, ruby, note="Rang the hall")
    task.refresh_from_db()
    change(task, UserFactory(), speak_to="the caretaker")
    task.refresh_from_db()
    assert (task.note, task.noted_by, task.speak_to) == ("Rang the hall", ruby, "the caretaker")


def test_a_task_changed_by_somebody_else_in_between_is_not_overwritten(checklist, ruby):
    task = checklist.tasks.first()
    change(task, ruby, note="First")
    with pytest.raises(StaleTask):
        change(task, UserFactory(), note="Second")
    assert Task.objects.get(pk=task.pk).note == "First"


def test_a_stage_added_to_a_task_is_due_by_the_same_rule(checklist, ruby):
    task = checklist.tasks.get(text="Get cash")
    change(task, ruby, stages=[Stage.WEEKS_BEFORE, Stage.DAYS_BEFORE])
    assert list(task.steps.filter(stage=Stage.WEEKS_BEFORE).values_list("due_on", flat=True)) == [date(2026, 10, 28)]


def test_a_ticked_stage_stays_when_it_is_taken_off_a_task(checklist, ruby):
    task = checklist.tasks.get(text="Reminders, planning practicalities")
    mark(task.steps.get(stage=Stage.WEEKS_BEFORE), State.DONE, ruby)
    change(task, ruby, stages=[Stage.ON_DAY])
    assert set(task.steps.values_list("stage", flat=True)) == {Stage.WEEKS_BEFORE, Stage.ON_DAY}


def test_a_stage_that_was_not_offered_is_not_taken_away(checklist, ruby):
    task = checklist.tasks.get(text="Reminders, planning practicalities")
    change(task, ruby, stages=[Stage.ON_DAY], offered=[Stage.ON_DAY, Stage.DAYS_BEFORE])
    assert set(task.steps.values_list("stage", flat=True)) == {Stage.WEEKS_BEFORE, Stage.ON_DAY}


def own_task(checklist, by):
    return add_task(
        checklist=checklist, area=Area.VENUE, text="Ask about the piano", speak_to="the caretaker",
        stages=[Stage.WEEKS_BEFORE], due=due(ON), by=by,
    )  # fmt: skip


def test_a_task_of_ones_own_comes_last_in_its_area(checklist, ruby):
    task = own_task(checklist, ruby)
    assert checklist.tasks.filter(area=Area.VENUE).last() == task
    assert task.steps.get().due_on == date(2026, 10, 28)


def test_a_task_of_ones_own_sent_twice_is_one_line(checklist, ruby):
    assert own_task(checklist, ruby) == own_task(checklist, ruby)
    assert checklist.tasks.count() == 20


def test_a_task_of_ones_own_can_be_taken_off_until_something_is_ticked(checklist, ruby):
    task = own_task(checklist, ruby)
    mark(task.steps.get(), State.DONE, ruby)
    assert not remove_task(task=task)
    mark(task.steps.get(), State.TO_DO, ruby)
    assert remove_task(task=task)
    assert not checklist.tasks.filter(text="Ask about the piano").exists()


def test_a_task_of_ones_own_with_a_note_stays(checklist, ruby):
    task = own_task(checklist, ruby)
    change(task, ruby, note="They have one")
    task.refresh_from_db()
    assert not remove_task(task=task)


def test_a_line_of_the_form_cannot_be_taken_off(checklist):
    assert not remove_task(task=checklist.tasks.first())
    assert checklist.tasks.count() == 19


def test_a_copy_has_the_shape_that_people_gave_it_with_nothing_ticked_and_no_notes(checklist, ruby):
    own_task(checklist, ruby)
    change(checklist.tasks.get(text="Get cash"), ruby, note="Ask early", stages=[Stage.WEEKS_BEFORE])
    mark(step_of(checklist), State.DONE, ruby)
    copy = copy_checklist(source=checklist, planned_on=ON, due=due(date(2027, 1, 13), ON))
    assert copy.tasks.get(text="Ask about the piano").added_by == ruby
    assert [step.stage for step in copy.tasks.get(text="Get cash").steps.all()] == [Stage.WEEKS_BEFORE]
    assert not Step.objects.of(copy).exclude(state=State.TO_DO).exists()
    assert not copy.tasks.exclude(note="").exists()


def test_check_lists_keep_the_version_that_they_started_with(checklist):
    draft = draft_next_version(source=checklist.template)
    draft.tasks.filter(text="Get cash").update(text="Collect the cash")
    assert Template.objects.current().version == 1
    publish_template(template=draft)
    newer = start_checklist(template=Template.objects.current(), planned_on=PLANNED, due=due(ON))
    assert newer.tasks.filter(text="Collect the cash").exists()
    assert checklist.tasks.filter(text="Get cash").exists()


def test_a_version_without_tasks_cannot_be_put_in_use():
    empty = Template.objects.create(version=9)
    with pytest.raises(ValueError, match="at least one task"):
        publish_template(template=empty)
    assert Template.objects.current().version == 1
