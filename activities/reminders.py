"""What somebody's e-mail of the morning says, and whether they get one. Pure functions, no database."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from django.urls import reverse
from django.utils.formats import date_format

from activities.messages import DAY
from activities.rules import say_time
from activities.speak_to import COLLEAGUE, Talk
from beneficiaries.references import leave_out
from checklist.schedule import Chance
from teams.working_days import ONE_DAY, Calendar

# More than this nobody reads in an e-mail; the rest is on their page.
MOST_LINES = 10
# So long before the last day on which somebody can be spoken to an e-mail says so each morning.
SPEAK_SOON = timedelta(days=7)


@dataclass(frozen=True)
class TheirPlan:
    """A plan with people on a navigator's caseload: how many, and for how many of them nobody has answered yet."""

    activity: object
    people: int
    unanswered: int


@dataclass
class Morning:
    """What one person's working day holds: what is today, what is due, whom to speak to.

    The first working day of a navigator's week also has what is coming for their people (`coming`), and all of it that
    awaits an answer (`unanswered`).
    """

    today: list = field(default_factory=list)
    due: list = field(default_factory=list)
    people: list[list[Talk]] = field(default_factory=list)
    coming: list[TheirPlan] = field(default_factory=list)
    unanswered: list[TheirPlan] = field(default_factory=list)

    @property
    def says_anything(self) -> bool:
        """Whether it is worth an e-mail."""
        return any((self.today, self.due, self.people, self.coming, self.unanswered))


def is_first_of_week(calendar: Calendar, day: date) -> bool:
    """Whether somebody works on a day, and on no earlier one of that week, which begins on Monday."""
    monday = day - timedelta(days=day.weekday())
    earlier = (monday + ONE_DAY * number for number in range(day.weekday()))
    return calendar.works_on(day) and not any(calendar.works_on(other) for other in earlier)


def speak_now(talks: Iterable[Talk], *, today: date) -> list[list[Talk]]:
    """What to speak about today, or soon because they are away after that, by colleague, soonest first.

    Nobody outside is among them: an e-mail names no beneficiary, and what somebody typed might.
    """
    by_colleague = {}
    for talk in sorted(talks, key=lambda talk: talk.order):
        if talk.is_open and talk.who.kind == COLLEAGUE and _is_now(talk, today):
            by_colleague.setdefault(talk.who.key, []).append(talk)
    return list(by_colleague.values())


def _is_now(talk, today):
    speak_by = talk.speak_by
    if speak_by.chance == Chance.NONE_LEFT:
        return talk.step.due_on <= today + SPEAK_SOON
    if speak_by.day is None or speak_by.day == today:
        return speak_by.day == today
    return talk.is_in_time and speak_by.waits_for is not None and speak_by.day <= today + SPEAK_SOON


def subject_of(day: date) -> str:
    """The same for everybody, so that it gives nothing away: "Your Wednesday: 14 October"."""
    return f"Your {date_format(day, 'l')}: {date_format(day, 'j F')}"


def text_of(morning: Morning, *, name: str, day: date, site: str, known: Container[str] = ()) -> str:
    """The e-mail in plain text, with links to the pages of a `site`. No beneficiary is named in it.

    `known` are references of people that may stand in it without a dash, like a bus.
    """
    answer_here = f"Answer here: {site}{reverse('activities:review')}"
    section = partial(_section, known=known)
    sections = [
        f"Good morning {name},",
        section(f"Today, {date_format(day)}:", map(_say_today, morning.today)),
        section(_due_title(morning.due, day), (_say_step(step, day) for step in morning.due)),
        section("Who to speak to:", map(_say_person, morning.people)),
        section("Coming up in the next two weeks:", (_say_theirs(plan, plan.people) for plan in morning.coming)),
        section(
            "Waiting for your answer:", (_say_theirs(plan, plan.unanswered) for plan in morning.unanswered), answer_here
        ),
        f"Your page: {site}{reverse('activities:week')}",
        f"You get this on mornings when you work. To turn it off: {site}{reverse('teams:account_detail')}",
    ]
    return "\n\n".join(filter(None, sections)) + "\n"


def _section(title, lines, *ends, known):
    """A title with the first of its lines under it; nothing where there are none."""
    lines = [leave_out(line, known) for line in lines]
    if not lines:
        return ""
    more = [f"- and {len(lines) - MOST_LINES} more on your page"] if len(lines) > MOST_LINES else []
    return "\n".join([title, *(f"- {line}" for line in lines[:MOST_LINES]), *more, *ends])


def _say_today(plan):
    starts = say_time(plan.starts_at) if plan.starts_at else ""
    return ", ".join(filter(None, [plan.description, starts, plan.place]))


def _due_title(steps, day):
    waited = any(step.due_on < day for step in steps)
    return "What needs doing. What has waited is still worth doing:" if waited else "What needs doing:"


def _say_step(step, day):
    since = f" Since {date_format(step.due_on, DAY)}." if step.due_on < day else ""
    return f"{step.task.text}. For: {step.checklist.activity.description}.{since}"


def _say_person(talks):
    first, *others = talks
    more = f", and {len(others)} more" if others else ""
    # Where the soonest is for today, another may say that they are away after that.
    why = "" if first.why else next((f" {talk.why}" for talk in others if talk.why), "")
    return f"{first.sentence}{why} It is about: {first.step.task.text}{more}."


def _say_theirs(plan, people):
    whom = "one of your people" if people == 1 else f"{people} of your people"
    return f"{plan.activity.description}, for {whom}: {plan.activity.when}."
