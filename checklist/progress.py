"""How far a check list has come. Pure functions over steps that are already fetched."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checklist.form import Area, Stage, State

TASK_DONE, TASK_NOT_NEEDED, TASK_STARTED, TASK_UNTOUCHED = "done", "not_needed", "started", "untouched"
# The stones on the path fill in quarters, so that one style sheet can draw them.
QUARTERS = 4


@dataclass(frozen=True)
class Progress:
    """Steps done out of the steps needed; a step that is not needed counts in neither."""

    done: int = 0
    needed: int = 0
    # Of those still to do, how many should have been done before today, where that was asked.
    late: int = 0

    @property
    def is_complete(self) -> bool:
        """Everything that was needed is done. True as well where nothing is needed."""
        return self.done == self.needed

    @property
    def quarters(self) -> int:
        """How full a stone is drawn, 0 to 4: empty only with nothing done, full only with everything done."""
        if self.is_complete:
            return QUARTERS
        if not self.done:
            return 0
        return min(max(round(self.done / self.needed * QUARTERS), 1), QUARTERS - 1)


def count_states(states: Iterable[str]) -> Progress:
    """Count done and needed among step states."""
    states = list(states)
    return Progress(
        done=sum(state == State.DONE for state in states), needed=sum(state != State.NOT_NEEDED for state in states)
    )


def by_stage(steps: Iterable) -> dict[Stage, Progress]:
    """Progress at each of the five stages, in order, over steps with a `stage` and a `state`."""
    steps = list(steps)
    return {stage: count_states(step.state for step in steps if step.stage == stage) for stage in Stage}


def late_of(steps: Iterable, today: date) -> int:
    """How many of these steps are still to do and should have been done before today."""
    return sum(step.state == State.TO_DO and step.due_on is not None and step.due_on < today for step in steps)


def by_area(steps: Iterable) -> dict[Area, Progress]:
    """Progress in each of the four areas, in order, over steps with a `task` and a `state`."""
    steps = list(steps)
    return {area: count_states(step.state for step in steps if step.task.area == area) for area in Area}


def stage_now(stages: dict[Stage, Progress], *, day: date | None, today: date) -> Stage:
    """The first stage with something left to do; the last one where everything is done.

    On the day itself what matters is that day, and afterwards what comes after it. What should have been done before
    is late: that is said elsewhere, and its stone on the path is one press away.
    """
    begun = Stage.AFTER if day and day < today else Stage.ON_DAY if day == today else Stage.INITIAL_IDEA
    coming = list(stages)[list(stages).index(begun) :]
    return next((stage for stage in coming if not stages[stage].is_complete), Stage.AFTER)


def task_status(states: Iterable[str], note: str) -> str:
    """Whether a task is done, not needed, started or untouched by anyone.

    A task is done when all its steps are. With a note or some of its ticks it has been started.
    """
    progress = count_states(states)
    if progress.needed == 0:
        return TASK_NOT_NEEDED
    if progress.is_complete:
        return TASK_DONE
    return TASK_STARTED if progress.done or note else TASK_UNTOUCHED
