"""What an e-mail about a plan says before somebody changes it. Pure functions, no database.

A beneficiary is named in none of them, not even by reference: whoever reads it can follow the link.
"""

from collections.abc import Iterable
from copy import copy
from datetime import date, timedelta
from itertools import accumulate, islice

from django.utils.formats import date_format

from activities.rules import say_time
from beneficiaries.references import leave_out
from checklist.form import STAGE_ORDER, State

DAY = "l j F"
# So long the page of a plan offers to tell people what changed.
OFFERED_FOR = timedelta(days=14)
ASK = "Please tell me if anything is in the way."
# Longer lists are cut, so that a message can be sent as it is. In characters; the first where it says more than a list.
ROOM_BESIDE, ROOM = 2500, 4500
NAMES_PEOPLE = ("Joined:", "Left:")


class AboutConverter:
    """What a message about a plan is about, as it stands in an address."""

    regex = "tell|check-in|write-up|turn"

    def to_python(self, value):
        return value.replace("-", "_")

    def to_url(self, value):
        return str(value).replace("_", "-")


def _say_soon(plan):
    """When a plan is, as briefly as a subject needs it: "Friday 31 October, 1.30pm"."""
    said = date_format(plan.date, DAY)
    return f"{said}, {say_time(plan.starts_at)}" if plan.starts_at else said


def tell_subject(plan) -> str:
    return f"A plan for {_say_soon(plan)}" if plan.date else "A plan, with no date yet"


def tell_text(plan, *, by: str, link: str) -> str:
    """The details of a plan, its purpose and intended outcomes."""
    return _letter(f"Here is a plan. {ASK}", *_facts(plan), f"The whole plan: {link}", by=by)


def as_mailed(plan):
    """The plan as an e-mail may show it."""
    mailed = copy(plan)
    for name in ("description", "place", "purpose", "outcomes"):
        setattr(mailed, name, leave_out(getattr(plan, name)))
    return mailed


def _letter(*paragraphs, by, to="all"):
    return "\n\n".join([f"Hello {to},", *filter(None, paragraphs), by])


def _facts(plan):
    """What the plan says: the short things together, then each long one as a paragraph of its own."""
    plan = as_mailed(plan)
    short = {"What": plan.description, "When": plan.when, "Where": plan.place, "Champion": plan.champion.name}
    long = {"Purpose": plan.purpose, "Intended outcomes": plan.outcomes}
    return "\n".join(_say(short)), *_say(long)


def _say(facts):
    return [f"{label}: {words}" for label, words in facts.items() if words]


def _list(lines):
    """Lines under each other, as many as there is room for."""
    lines, shown, room = list(lines), [], ROOM_BESIDE
    for line in lines:
        room -= len(line)
        if room < 0:
            return "\n".join([*shown, f"- and {len(lines) - len(shown)} more"])
        shown.append(line)
    return "\n".join(shown)


def write_up_subject(plan) -> str:
    return f"How it went on {date_format(plan.date, DAY)}" if plan.date else "How it went"


def write_up_text(plan, *, came: str, notes: str, faces: str, learned: Iterable[str], by: str, link: str) -> str:
    """How it went: who came as numbers, what was written and learned, and room for the champion's own words."""
    learned = _list(f"- {leave_out(words)}" for words in learned)
    return _letter(
        f"Here is how “{leave_out(plan.description)}” went. It was planned for: {plan.when}.",
        came,
        f"What happened:\n{leave_out(notes)}",
        f"How people found it: {faces}." if faces else "",
        f"What we learned:\n{learned}",
        f"Who came, and the whole plan: {link}",
        by=by,
    )


def check_in_subject(plan) -> str:
    return f"Checking in: {date_format(plan.date, DAY)}" if plan.date else "Checking in"


def check_in_text(plan, *, came: str, by: str, link: str) -> str:
    """A few words from the day itself."""
    return _letter(
        f"I am checking in about “{leave_out(plan.description)}”, {plan.when}.",
        came,
        "How it is going:\n",
        f"Who came, and the whole plan: {link}",
        by=by,
    )


def turn_subject(plan, changes: list) -> str:
    """What became of a plan, in a few words."""
    if plan.is_called_off:
        return f"Called off: the plan for {_say_soon(plan)}" if plan.date else "A plan is called off"
    if plan.date is None:
        return "A plan is postponed" if _moved_from(plan, changes) else "A plan has changed"
    if _is_back_on(changes):
        return f"Back on: {_say_soon(plan)}"
    return f"Moved to {_say_soon(plan)}" if _has_moved(plan, changes) else f"A change for {_say_soon(plan)}"


def turn_text(plan, changes: list, *, by: str, link: str) -> str:
    """What became of a plan since people were told, oldest change first; then the plan as it is now."""
    ask = "" if plan.is_called_off else ASK
    return _letter(_list(turn_lines(plan, changes)), ask, *_facts(plan), f"The whole plan: {link}", by=by)


def turn_lines(plan, changes: list) -> list[str]:
    """What is different in a plan, a sentence for each thing. `changes` come oldest first."""
    lines = []
    if plan.is_called_off:
        lines.append("This is called off.")
    elif _is_back_on(changes):
        lines.append("This is back on.")
    if _has_moved(plan, changes):
        lines.append(_say_moved(_moved_from(plan, changes), plan.date))
    said = (_without_names(line) for change in changes for line in change.said.splitlines())
    return [*lines, *dict.fromkeys(said)] or ["This plan has changed."]


def _is_back_on(changes):
    return any(change.what == "back_on" for change in changes)


def _moved_from(plan, changes):
    """The date that people were told last: the one before the first move."""
    return next((change.old_date for change in changes if change.what == "moved"), plan.date)


def _has_moved(plan, changes):
    return _moved_from(plan, changes) != plan.date


def _say_moved(old: date | None, new: date | None) -> str:
    if old is None:
        return f"This has a date now: {date_format(new)}."
    if new is None:
        return f"This is postponed. It was planned for {date_format(old)}, and there is no new date yet."
    return f"This has moved from {date_format(old)} to {date_format(new)}."


def _without_names(line):
    return "People have changed." if line.startswith(NAMES_PEOPLE) else leave_out(line)


def steps_told(steps: Iterable, *, today: date) -> list:
    """Which steps of a line an e-mail does: those due by now or, where none is, the first that is still to do."""
    to_do = [step for step in steps if step.state == State.TO_DO]
    due = [step for step in to_do if step.due_on and step.due_on <= today]
    return due or sorted(to_do, key=lambda step: STAGE_ORDER[step.stage])[:1]


def speak_to_text(*, to: str, talks: Iterable, by: str, site: str = "") -> str:
    """Everything that somebody is needed for as one message, plan by plan, soonest first.

    With a `site` each plan has its link.
    """
    things = {}
    for talk in sorted((talk for talk in talks if not talk.is_spoken), key=lambda talk: talk.order):
        # A task that comes round twice is one thing to speak about.
        things.setdefault((_say_plan(talk.activity, site), talk.step.task.text), _say_talk(talk))
    if not things:
        return _letter(by=by, to=to)
    what = "There is something" if len(things) == 1 else "There are some things"
    intro = f"{what} that I would like to speak to you about:"
    return _letter(intro, *_by_plan(things), "When would suit you?", by=by, to=to)


def _by_plan(things):
    """A paragraph for each plan, with what there is to say about it; as many things as there is room for."""
    plans = {}
    room = accumulate(len(plan) + len(said) for (plan, _), said in things.items())
    fitting = sum(used <= ROOM for used in room)
    for (plan, _), said in islice(things.items(), fitting):
        plans.setdefault(plan, []).append(said)
    paragraphs = ["\n".join([plan, *lines]) for plan, lines in plans.items()]
    return [*paragraphs, f"And {len(things) - fitting} more."] if fitting < len(things) else paragraphs


def _say_plan(plan, site):
    link = f" {site}{plan.get_absolute_url()}" if site else ""
    return f"{leave_out(plan.description)}. {plan.when}.{link}"


def _say_talk(talk):
    by_when = f" By {date_format(talk.speak_by.day, DAY)}, please." if talk.is_in_time else ""
    return f"- {leave_out(talk.step.task.text)}.{by_when}"
