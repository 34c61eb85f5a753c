"""How far a check list has come."""

from collections import namedtuple
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from checklist.form import Area, Stage, State
from checklist.progress import Progress, by_area, by_stage, count_states, stage_now, task_status
from tests.helpers import TODAY

Task = namedtuple("Task", "area")
Step = namedtuple("Step", "stage state task")
some_steps = st.lists(
    st.builds(Step, st.sampled_from(Stage), st.sampled_from(State), st.builds(Task, st.sampled_from(Area)))
)


@given(some_steps)
def test_stages_and_areas_add_up_to_the_same_whole(steps):
    whole = count_states(step.state for step in steps)
    for parts in (by_stage(steps).values(), by_area(steps).values()):
        assert sum(part.done for part in parts) == whole.done
        assert sum(part.needed for part in parts) == whole.needed


@given(some_steps)
def test_never_more_is_done_than_is_needed(steps):
    assert all(0 <= progress.done <= progress.needed for progress in by_stage(steps).values())


@given(st.integers(min_value=1, max_value=60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_stone_is_full_only_when_all_is_done_and_empty_only_when_nothing_is(done_of_needed):
    progress = Progress(*done_of_needed)
    assert (progress.quarters == 4) == (progress.done == progress.needed)
    assert (progress.quarters == 0) == (progress.done == 0)


def test_a_stage_with_nothing_needed_counts_as_complete():
    assert count_states([State.NOT_NEEDED]).is_complete


@given(some_steps)
def test_the_stage_now_is_the_first_with_something_left(steps):
    stages = by_stage(steps)
    for day in (None, TODAY + timedelta(days=1)):
        now = stage_now(stages, day=day, today=TODAY)
        assert all(stages[stage].is_complete for stage in list(Stage)[: list(Stage).index(now)])
        assert now == Stage.AFTER or not stages[now].is_complete


def test_on_the_day_it_is_that_day_and_then_after_whatever_is_late():
    late = dict.fromkeys(Stage, count_states([State.TO_DO]))
    assert stage_now(late, day=TODAY, today=TODAY) == Stage.ON_DAY
    assert stage_now(late, day=TODAY - timedelta(days=1), today=TODAY) == Stage.AFTER
    all_done = late | {Stage.ON_DAY: count_states([State.DONE])}
    assert stage_now(all_done, day=TODAY, today=TODAY) == Stage.AFTER


def test_a_task_is_done_when_all_its_needed_steps_are():
    assert task_status([State.DONE, State.NOT_NEEDED], "") == "done"


def test_a_task_with_a_note_and_no_tick_is_started_and_one_without_is_untouched():
    assert task_status([State.TO_DO], "Rang them, no answer") == "started"
    assert task_status([State.TO_DO], "") == "untouched"


def test_a_task_with_some_ticks_is_started():
    assert task_status([State.DONE, State.TO_DO], "") == "started"


def test_a_task_of_which_nothing_is_needed_is_not_needed_even_with_a_note():
    assert task_status([State.NOT_NEEDED], "No cash this time") == "not_needed"
