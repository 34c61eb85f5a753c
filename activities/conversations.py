"""Fetches who has to be spoken to about which steps, and by when, in a number of queries that does not grow."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import F, Q, Value, prefetch_related_objects

from activities.models import Conversation, Participation
from activities.rules import start_of
from activities.speak_to import PeopleOfPlan, Talk, by_step, resolve
from beneficiaries.models import Beneficiary
from checklist.models import Step
from checklist.schedule import Chance, speak_by
from teams.calendars import calendars_of
from teams.models import Role, User

# For so long a page says that somebody's new leave or working days moved a conversation.
NEWS_FOR = timedelta(days=14)
IN_TEAM, ON_PLAN, OF_ITS_PEOPLE = "in the team", "on the plan", "of its people"


def talks_of_steps(steps: Iterable[Step], *, beneficiaries, today: date) -> list[Talk]:
    """Everybody who has to be spoken to about these steps, in five queries.

    The steps come with `task` and `checklist.activity`, and that with `champion`, `team` and `team.budget_holder`.
    Of the people on the plans only those among `beneficiaries` are named.
    """
    steps = [step for step in steps if step.task.speak_to]
    if not steps:
        return []
    plans = _plans_of(steps)
    parts = Participation.objects.filter(beneficiary__in=beneficiaries).select_related("beneficiary")
    prefetch_related_objects(list(plans.values()), parts.as_parts())
    people = _people_of(plans.values(), today)
    spoken = _conversations_of(steps)
    return [
        _talk(step, who, people[step.checklist.activity.pk], spoken.get((step.pk, who.key)), today)
        for step in steps
        for who in resolve(step.task.speak_to, people[step.checklist.activity.pk])
    ]


def talks_of(user, steps: Iterable[Step], *, today: date) -> list[Talk]:
    """The same, with the beneficiaries whom this user may see."""
    return talks_of_steps(steps, beneficiaries=Beneficiary.objects.visible_to(user), today=today)


def talks_on(user, activity, steps: Iterable[Step], *, today: date) -> dict[int, list[Talk]]:
    """The same for steps of one plan, by the step. The plan comes `with_colleagues`."""
    for step in steps:
        step.checklist = activity.checklist
    return by_step(talks_of(user, steps, today=today))


def open_talks_on(user, activity, steps: Iterable[Step], *, today: date) -> dict[int, list[Talk]]:
    """The same for those of the steps that are still to do: nothing is fetched where none is."""
    return talks_on(user, activity, [step for step in steps if not step.is_marked], today=today)


def _plans_of(steps):
    """The plans of these steps, one object for each, which every step then shares."""
    plans = {}
    for step in steps:
        activity = plans.setdefault(step.checklist.activity.pk, step.checklist.activity)
        step.checklist.activity = activity
    return plans


def _people_of(plans, today):
    """Everybody around each of these plans, with the calendars of those who work here."""
    found = _users_around(plans)
    coordinators = [user for users in found.values() for user in users if user.role == Role.COORDINATOR]
    around = {plan.pk: _around(plan, found, coordinators) for plan in plans}
    users = {user.pk for people in around.values() for users in people.values() for user in users}
    calendars = calendars_of(users | {plan.champion_id for plan in plans}, since=today)
    return {
        plan.pk: PeopleOfPlan(
            champion=plan.champion,
            beneficiaries=plan.people,
            place=plan.place,
            calendars=calendars,
            # Whoever leads the activity is there on its day, whichever weekday that is.
            champion_calendar=calendars[plan.champion_id].plus(*filter(None, [plan.date])),
            **around[plan.pk],
        )
        for plan in plans
    }


def _users_around(plans):
    """Those of each team with their `role`, the coordinators of any, and the navigators, in one query for all of it."""
    in_team = Q(memberships__team__in={plan.team_id for plan in plans}) | Q(memberships__role=Role.COORDINATOR)
    users = User.objects.order_by()
    members = users.active().filter(in_team)
    on_plan = users.filter(navigated_activities__in=plans)
    on_them = Participation.objects.on_the_plan().filter(activity__in=plans)
    of_its_people = users.active().filter(caseload__participations__in=on_them)
    rows = members.annotate(what=Value(IN_TEAM), of=F("memberships__team"), role=F("memberships__role")).union(
        on_plan.annotate(what=Value(ON_PLAN), of=F("navigated_activities"), role=Value("")),
        of_its_people.annotate(what=Value(OF_ITS_PEOPLE), of=F("caseload__participations__activity"), role=Value("")),
    )
    found = defaultdict(list)
    for user in rows.order_by("name", "pk"):
        found[user.what, user.of].append(user)
    return found


def _around(plan, found, coordinators):
    members, budget_holder = found[IN_TEAM, plan.team_id], plan.team.budget_holder
    # Whoever left the team answers for its people no more.
    of_its_people = [user for user in found[OF_ITS_PEOPLE, plan.pk] if user in members]
    return {
        "navigators": found[ON_PLAN, plan.pk] or of_its_people,
        "lead_navigators": [user for user in members if user.role == Role.LEAD_NAVIGATOR],
        "budget_holders": [budget_holder] if budget_holder and budget_holder.is_active else coordinators,
        "colleagues": members,
    }


def _conversations_of(steps):
    found = Conversation.objects.filter(step__in=[step.pk for step in steps])
    return {(conversation.step_id, conversation.key): conversation for conversation in found}


def _talk(step, who, people, conversation, today):
    if step.due_on is None:
        return Talk(step, who, None, conversation)
    champion = people.champion_calendar
    answer = speak_by(due=step.due_on, today=today, champion=champion, other=who.calendar)
    return Talk(
        step=step,
        who=who,
        speak_by=answer,
        conversation=conversation,
        champion=champion,
        today=today,
        stand_in=_stand_in(who, step.due_on, people, today) if answer.chance == Chance.NONE_LEFT else None,
        moved_from=_moved_from(step, champion, who.calendar, answer, today) if who.calendar else None,
    )


def _stand_in(who, due, people, today):
    """The deputy whom they named for that day, else a lead navigator: the first with a day left to speak to them."""
    if who.calendar is None:
        return None
    for user in (who.calendar.stands_in(due), *people.lead_navigators):
        if user and user.is_active and user not in (who.user, people.champion):
            other = people.calendars.get(user.pk)
            if speak_by(due=due, today=today, champion=people.champion_calendar, other=other).chance == Chance.IN_TIME:
                return user
    return None


def _moved_from(step, champion, other, answer, today):
    """The day that it was before the other's newest leave and working days, where that is another one.

    The champion's own are no news to them: what those moved is said when they are saved.
    """
    moment = start_of(today - NEWS_FOR)
    if not other.has_news_since(moment):
        return None
    was = speak_by(due=step.due_on, today=today, champion=champion, other=other.as_known_before(moment))
    moved = (was.chance, was.day) != (answer.chance, answer.day)
    return was.day if was.chance == Chance.IN_TIME and moved else None
