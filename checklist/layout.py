"""The form as a sheet: bands of tasks with a cell for each stage. Pure: it arranges steps that are already fetched."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from checklist.form import Area, Stage
from checklist.progress import (
    TASK_DONE,
    TASK_NOT_NEEDED,
    TASK_STARTED,
    TASK_UNTOUCHED,
    Progress,
    count_states,
    task_status,
)

STATUS_WORDS = {TASK_DONE: "✓ Done", TASK_NOT_NEEDED: "Not needed", TASK_STARTED: "Started", TASK_UNTOUCHED: ""}


@dataclass(frozen=True)
class Row:
    """One task across the sheet: a step, or None, for each stage."""

    task: object
    cells: list
    status: str

    @property
    def status_words(self):
        """What stands in the last column: nothing where nobody has begun."""
        return STATUS_WORDS[self.status]

    @property
    def css(self):
        """What the style sheet needs to know: the task's status and its stages."""
        return " ".join([f"is-{self.status}", *(f"has-{step.stage}" for step in self.steps)])

    @property
    def steps(self):
        """The steps that this task has, in the order of the stages."""
        return [step for step in self.cells if step]


@dataclass(frozen=True)
class Band:
    """An area with its tasks."""

    area: Area
    rows: list[Row]
    progress: Progress


def lay_out(steps: Iterable) -> list[Band]:
    """Arrange the steps of one check list, in the form's order, as the four bands of the paper."""
    rows = [lay_out_task(list(group)) for _, group in groupby(steps, key=lambda step: step.task_id)]
    return [_band(area, [row for row in rows if row.task.area == area]) for area in Area]


def lay_out_task(steps: list) -> Row:
    """Arrange the steps of one task in a row."""
    task = steps[0].task
    at_stage = {step.stage: step for step in steps}
    status = task_status((step.state for step in steps), task.note)
    return Row(task, [at_stage.get(stage) for stage in Stage], status)


def _band(area, rows):
    return Band(area, rows, count_states(step.state for row in rows for step in row.steps))
