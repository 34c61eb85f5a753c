"""The calendar that somebody's phone reads: their plans and, if wanted, the days by which to speak to people."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Max

from activities.conversations import talks_of
from activities.entries import calendar_of, entry_of_plan, entry_of_talk, typed_in
from activities.models import Activity
from activities.rules import start_of
from activities.speak_to import BENEFICIARY, Talk
from beneficiaries.models import Beneficiary
from teams.models import User

KEPT_FOR = timedelta(days=90)
ASK_AGAIN_AFTER = timedelta(hours=1)


def feed_of(user: User, *, today: date) -> bytes:
    """The calendar of one person, as the bytes that are sent.

    The number of queries does not depend on how many plans there are.
    """
    plans, talks = _plans(user, today), _talks(user, today)
    names_people = user.calendar_has_references
    known = () if names_people else Beneficiary.objects.named_in(*_typed(plans, talks.values()))
    shown = {"site": settings.SITE_URL, "names_people": names_people, "known": known}
    entries = [
        entry_of_plan(plan, stamp=plan.turned_at or start_of(plan.checklist.planned_on), **shown) for plan in plans
    ] + [
        entry_of_talk(talk, key=key, stamp=start_of(talk.step.checklist.planned_on), **shown)
        for (_, key), talk in talks.items()
    ]
    return calendar_of(entries, refresh_interval=ASK_AGAIN_AFTER)


def _plans(user, today) -> list[Activity]:
    plans = Activity.objects.visible_to(user).joined_by(user).filter(date__gte=today - KEPT_FOR)
    plans = plans.select_related("checklist").annotate(turned_at=Max("changes__at")).order_by("date", "pk")
    return list(plans.with_people(user) if user.calendar_has_references else plans)


def _talks(user, today) -> dict[tuple, Talk]:
    """The days still to come by which to speak to people in time. What is late stands on its own page."""
    talks = {}
    if user.calendar_has_speak_by:
        own = Activity.objects.visible_to(user).open_plans_of(user, today)
        steps = own.steps_to_do().filter(due_on__gte=today).order_by("due_on", "pk")
        for talk in talks_of(user, steps, today=today):
            if talk.is_open and talk.is_in_time:
                talks.setdefault((talk.step.pk, _key_of(talk, user)), talk)
    return talks


def _typed(plans, talks):
    """Whatever somebody typed that stands in the calendar."""
    for plan in plans:
        yield from typed_in(plan)
    for talk in talks:
        yield from (talk.activity.description, talk.step.task.text, talk.who.name)


def _key_of(talk, user):
    """Who it is with. Beneficiaries who are not named share one entry."""
    return talk.who.key if talk.who.kind != BENEFICIARY or user.calendar_has_references else BENEFICIARY
