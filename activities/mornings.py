"""Reads what the mornings of many people hold. The number of queries does not depend on how many people there are."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from activities.conversations import talks_of_steps
from activities.models import Activity, Participation
from activities.reminders import Morning, TheirPlan, is_first_of_week, speak_now
from activities.rules import NEXT_WEEKS
from beneficiaries.models import Beneficiary
from teams.calendars import calendars_of
from teams.models import Membership, User


def mornings_of(users: Iterable[User], *, today: date) -> dict[User, Morning]:
    """What this day holds for each of these people who works on it and has something to be told."""
    calendars = calendars_of([user.pk for user in users], since=today)
    at_work = [user for user in users if calendars[user.pk].works_on(today)]
    _fetch_roles(at_work)
    mornings = {user: Morning() for user in at_work}
    _add_today(mornings, today)
    _add_steps(mornings, today)
    begin_their_week = (user for user in at_work if is_first_of_week(calendars[user.pk], today))
    _add_their_plans(mornings, [user for user in begin_their_week if user.is_navigator], today)
    return {user: morning for user, morning in mornings.items() if morning.says_anything}


def _fetch_roles(users):
    """Give each of them their `roles`, which they would else fetch one by one."""
    roles = defaultdict(list)
    for user_id, *role in Membership.objects.filter(user__in=users).values_list("user", "team", "role"):
        roles[user_id].append(tuple(role))
    for user in users:
        user.roles = roles[user.pk]


def _sees(user, activity):
    """What `Activity.objects.visible_to(user)` says, of a plan that is fetched already."""
    return user.is_coordinator or activity.team_id in user.team_ids


def _add_today(mornings, today):
    mine = Q(champion__in=mornings) | Q(navigators__in=mornings)
    plans = Activity.objects.coming(today).filter(mine, date=today).distinct().order_by("starts_at", "pk")
    for plan in plans.prefetch_related("navigators"):
        joined = {plan.champion_id, *(user.pk for user in plan.navigators.all())}
        for user in mornings:
            if user.pk in joined and _sees(user, plan):
                mornings[user].today.append(plan)


def _add_steps(mornings, today):
    """What is due or late, the newest first, and whom to speak to now about that and what comes next."""
    own = Activity.objects.filter(champion__in=mornings).not_long_gone(today)
    by_champion = defaultdict(list)
    for step in own.steps_to_do().filter(due_on__lte=today + NEXT_WEEKS).order_by("-due_on", "pk"):
        by_champion[step.checklist.activity.champion_id].append(step)
    seen = {user: [step for step in by_champion[user.pk] if _sees(user, step.checklist.activity)] for user in mornings}
    talks = defaultdict(list)
    steps = [step for steps in seen.values() for step in steps]
    for talk in talks_of_steps(steps, beneficiaries=Beneficiary.objects.none(), today=today):
        talks[talk.activity.champion_id].append(talk)
    for user, morning in mornings.items():
        morning.due = [step for step in seen[user] if step.due_on <= today]
        morning.people = speak_now(talks[user.pk], today=today)


def _add_their_plans(mornings, navigators, today):
    """What is coming for the people for whom each of these navigators answers, and what of it awaits an answer."""
    plans = Activity.objects.coming(today).filter(team__in={team for user in navigators for team in user.team_ids})
    parts = Participation.objects.on_the_plan().filter(activity__in=plans).mark_answer()
    parts = parts.select_related("activity", "beneficiary")
    parts = list(parts.order_by("activity__date", "activity__starts_at", "activity_id"))
    caseloads = _caseloads(navigators, parts)
    for user in navigators:
        theirs = [part for part in parts if _answers_for(user, part, caseloads[user.pk])]
        their_plans = _their_plans(theirs)
        mornings[user].coming = [plan for plan in their_plans if plan.activity.date <= today + NEXT_WEEKS]
        mornings[user].unanswered = [plan for plan in their_plans if plan.unanswered]


def _caseloads(navigators, parts):
    """The beneficiaries on each navigator's caseload, among those who take part."""
    taking_part = {part.beneficiary_id for part in parts}
    links = Beneficiary.navigators.through.objects.filter(user__in=navigators, beneficiary__in=taking_part)
    caseloads = defaultdict(set)
    for user_id, beneficiary_id in links.values_list("user", "beneficiary"):
        caseloads[user_id].add(beneficiary_id)
    return caseloads


def _answers_for(user, part, caseload):
    """What `Beneficiary.objects.visible_to(user).answered_for_by(user)` says, of what is fetched already."""
    if not _sees(user, part.activity) or not _sees(user, part.beneficiary):
        return False
    return part.beneficiary_id in caseload or part.beneficiary.team_id in user.led_team_ids


def _their_plans(parts):
    plans = {part.activity_id: part.activity for part in parts}
    people = Counter(part.activity_id for part in parts)
    unanswered = Counter(part.activity_id for part in parts if part.answer is None)
    return [TheirPlan(plan, people[pk], unanswered[pk]) for pk, plan in plans.items()]
