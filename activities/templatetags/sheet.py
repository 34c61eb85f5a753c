"""The two things that a page shows by the dozen: ticks and stepping stones.

They are written in Python because a page has up to a hundred of each, and a template would spend most of its time on
them. Whatever somebody typed is escaped here; the rest is numbers and the form's own words.
"""

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS_3
from django.utils.html import escape
from django.utils.safestring import mark_safe

from checklist.form import Stage
from teams.models import short_name

register = template.Library()

LABELS = dict(Stage.choices)
MONTHS = {number: str(name).capitalize() for number, name in MONTHS_3.items()}
EMPTY_CELL = '<td role="cell" class="cell is-empty"></td>'


@register.simple_tag
def tick(step, *words):
    """The button that ticks a step, or takes its tick away: it asks for a state, never for a change of state.

    The words name it for people who do not see where it stands.
    """
    css, asks_for, pressed, mark = ("tick is-done", "to_do", "true", "✓") if step.is_done else TO_TICK
    return mark_safe(
        f'<button class="{css}" id="tick-{step.pk}" name="{asks_for}" value="{step.pk}" aria-pressed="{pressed}"'
        f' aria-label="{escape(", ".join(words))}">{mark}</button>'
    )


TO_TICK = ("tick", "done", "false", "")


@register.simple_tag
def cells(row):
    """The five stage cells of a task."""
    return mark_safe("".join(_cell(step, row.task) if step else EMPTY_CELL for step in row.cells))


def _cell(step, task):
    stage = LABELS[step.stage]
    name = f'<span class="stage-name">{stage}</span>'
    if step.is_not_needed:
        inside = f'{name}<span class="not-needed">not needed</span>'
    else:
        inside = f'{tick(step, f"{stage}: {task.text}")}{name}<span class="by">{escape(_by(step))}</span>'
    return f'<td role="cell" class="cell is-{step.stage}">{inside}</td>'


def _by(step):
    """Who ticked a step and when, or by when it is best done."""
    if step.is_done:
        return f"{short_name(step.marked_by_name)}, {_day(timezone.localdate(step.marked_at))}"
    return f"by {_day(step.due_on)}" if step.due_on else ""


def _day(day):
    return f"{day.day} {MONTHS[day.month]}"


@register.simple_tag
def stone(stage, progress):
    """A stepping stone that fills as the steps of its stage are done."""
    mark = "✓" if progress.is_complete else ""
    count = f'{progress.done} of {progress.needed}<span class="visually-hidden"> done</span>'
    return mark_safe(
        f'<span class="stone q{progress.quarters}" aria-hidden="true">{mark}</span>'
        f'<span class="stone-name">{LABELS[stage]}</span>'
        f'<span class="stone-count">{count if progress.needed else "none"}</span>'
    )


@register.simple_tag
def path(stages):
    """The path: five stepping stones, over `{stage: Progress}`."""
    stones = (f'<li class="stone-place">{stone(stage, progress)}</li>' for stage, progress in stages.items())
    return mark_safe(f'<ol class="path">{"".join(stones)}</ol>')
