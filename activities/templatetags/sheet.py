"""What a page shows by the dozen: ticks, stepping stones, and whom to speak to by when.

They are written in Python because a page has up to a hundred of each, and a template would spend most of its time on
them. Whatever somebody typed is escaped here; the rest is numbers and the form's own words.
"""

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS_3
from django.utils.html import escape
from django.utils.safestring import mark_safe

from activities.rules import NOT_YOURS, may_tick
from checklist.form import Stage, State
from teams.models import short_name

register = template.Library()

LABELS = dict(Stage.choices)
MONTHS = {number: str(name).capitalize() for number, name in MONTHS_3.items()}
MOST_NAMES = 3
EMPTY_CELL = '<td role="cell" class="cell is-empty"></td>'


@register.simple_tag
def tick(step, user, *words):
    """The button that ticks a step, or takes its tick away: it asks for a state, never for a change of state.

    The words name it for people who do not see where it stands. What is not this user's to tick is no button.
    """
    if not step.is_done and not may_tick(step.task.tool, State.DONE, is_navigator=user.is_navigator):
        return NO_TICK
    css, asks_for, pressed, mark = ("tick is-done", "to_do", "true", "✓") if step.is_done else TO_TICK
    return mark_safe(
        f'<button class="{css}" id="tick-{step.pk}" name="{asks_for}" value="{step.pk}" aria-pressed="{pressed}"'
        f' aria-label="{escape(", ".join(words))}">{mark}</button>'
    )


TO_TICK = ("tick", "done", "false", "")
NO_TICK = mark_safe(f'<span class="not-yours">{NOT_YOURS}</span>')


@register.simple_tag
def cells(row, user):
    """The five stage cells of a task."""
    return mark_safe("".join(_cell(step, row.task, user) if step else EMPTY_CELL for step in row.cells))


def _cell(step, task, user):
    stage = LABELS[step.stage]
    name = f'<span class="stage-name">{stage}</span>'
    if step.is_not_needed:
        inside = f'{name}<span class="not-needed">not needed</span>'
    else:
        inside = f'{tick(step, user, f"{stage}: {task.text}")}{name}<span class="by">{escape(_by(step))}</span>'
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


@register.simple_tag
def speak_to(row, talks):
    """Whom to speak to about a task: for its next step with anybody left to speak to, the people and the day."""
    for step in row.steps:
        if left := [talk for talk in talks.get(step.pk, ()) if talk.is_open]:
            return mark_safe(f'<span class="speak-label">Speak to </span>{_whom(left)}')
    words = row.task.speak_to
    return mark_safe(f'<span class="speak-label">Speak to </span>{escape(words)}') if words else ""


@register.simple_tag
def speak_about(step, talks):
    """The same for one step, within a sentence."""
    left = [talk for talk in talks.get(step.pk, ()) if talk.is_open] if talks else []
    if left:
        return mark_safe(f"speak to {_whom(left)}")
    return f"speak to {step.task.speak_to}" if step.task.speak_to else ""


def _whom(talks):
    """A few names and the soonest day: "Mel Carter by 23 Oct"."""
    talks = sorted(talks, key=lambda talk: talk.order)
    names = [escape(talk.who.name) for talk in talks[:MOST_NAMES]]
    if len(talks) > MOST_NAMES:
        names.append(f"{len(talks) - MOST_NAMES} more")
    by = f"by {_day(talks[0].speak_by.day)}" if talks[0].is_in_time else talks[0].chance_words
    return f'{", ".join(names)} <span class="by">{by}</span>'
