"""Puts the demo into an empty database, through the same actions that people's own work goes through."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from activities.actions import (
    Answer,
    add_task,
    answer_plan,
    call_off_activity,
    change_task,
    move_activity,
    plan_activity,
    save_days,
)
from activities.demo.answers import ANSWERS
from activities.demo.days import APPOINTMENTS, AWAY, WORKING_DAYS
from activities.demo.journeys import write_journeys
from activities.demo.money import give_money
from activities.demo.noticeboard import fill_noticeboards
from activities.demo.passwords import password_for
from activities.demo.payments import keep_payments
from activities.demo.people import ADMIN, COLLEAGUES, SIGN_INS, SUPPORTED, email_of
from activities.demo.plans import PLANS
from activities.demo.profiles import write_profiles
from activities.demo.risk import load_risk
from activities.demo.shape import Plan
from activities.demo.support import write_support
from activities.demo.the_day import tell_of_the_day
from activities.demo.topics import ask_topics
from activities.demo.venues import book, found_out, make_places, put_in_place
from activities.models import Activity, PlanChange, Review
from beneficiaries.models import Appointment, Beneficiary
from checklist.form import Stage, State, Tool
from checklist.models import Checklist, Step
from teams.models import Leave, Membership, Role, Team, User, WorkingPattern
from teams.working_days import add_working_days

PLAN_FIELDS = (
    "description", "starts_at", "ends_at", "kind", "place", "purpose", "outcomes", "idea_from", "welcomes_others",
)  # fmt: skip


class NotEmpty(Exception):
    """The database holds something else, with which made-up people must not mix."""


@transaction.atomic
def load_demo(*, today: date) -> bool:
    """Load the demo and return True; return False where it is there already. Raises NotEmpty."""
    if User.objects.filter(email__in=SIGN_INS.values()).count() == len(SIGN_INS):
        return False
    if any(model.objects.exists() for model in (User, Team, Beneficiary, Checklist, Activity)):
        raise NotEmpty
    User.objects.create_superuser(email_of(ADMIN), ADMIN, password_for(email_of(ADMIN)))
    for team_name in COLLEAGUES:
        _make_team(team_name)
    write_support()
    write_profiles()
    _keep_working_days(today)
    make_places(today)
    for plan in PLANS:
        _make_plan(plan, today)
    give_money(today=today)
    keep_payments()
    load_risk(today=today)
    tell_of_the_day()
    write_journeys(today=today)
    fill_noticeboards(today=today)
    ask_topics(today=today)
    _go_away(today)
    return True


def _keep_working_days(today):
    for works in WORKING_DAYS:
        WorkingPattern.objects.create(
            user=_colleague(works.name),
            starts_on=today - timedelta(days=365),
            starts_at=works.starts_at,
            ends_at=works.ends_at,
            **dict.fromkeys(works.weekdays, True),
        )
    for busy in APPOINTMENTS:
        Appointment.objects.create(
            beneficiary=Beneficiary.objects.get(reference=busy.reference),
            date=add_working_days(today, busy.day),
            starts_at=busy.starts_at,
            ends_at=busy.ends_at,
            word=busy.word,
            repeats=busy.repeats,
            added_by=_colleague(ADMIN),
        )


def _go_away(today):
    """Enter everybody's leave when the plans are there already, so that they say what moved by it."""
    for away in AWAY:
        leave = Leave(
            user=_colleague(away.name),
            first_day=add_working_days(today, away.first_day),
            last_day=add_working_days(today, away.last_day),
            deputy=_colleague(away.deputy) if away.deputy else None,
        )
        save_days(days=leave, today=today)


def _colleague(name):
    return User.objects.get(email=email_of(name))


def _make_team(name):
    team = Team.objects.create(name=name)
    navigators = []
    for colleague in COLLEAGUES[name]:
        user = _make_colleague(colleague, team)
        if colleague.role == Role.NAVIGATOR:
            navigators.append(user)
    for someone in SUPPORTED.get(name, []):
        beneficiary = Beneficiary.objects.create(
            reference=someone.reference, known_as=someone.known_as, status=someone.status, team=team
        )
        beneficiary.navigators.set(navigators[place] for place in someone.navigators)


def _make_colleague(colleague, team):
    email = email_of(colleague.name)
    password = password_for(email) if email in SIGN_INS.values() else None
    user = User.objects.create_user(email, colleague.name, password)
    Membership.objects.create(user=user, team=team, role=colleague.role)
    return user


def _make_plan(plan: Plan, today):
    champion = _colleague(plan.champion)
    people = Beneficiary.objects.filter(reference__in=plan.people.split())
    activity = Activity(
        team=champion.teams.get(), date=_day(plan.day, today), **{name: getattr(plan, name) for name in PLAN_FIELDS}
    )
    put_in_place(activity)
    plan_activity(
        activity=activity,
        beneficiaries=people,
        navigators=User.objects.navigators_of([activity.team]).filter(caseload__in=people),
        by=champion,
        today=today - timedelta(days=plan.planned),
    )
    _shape_checklist(activity, plan)
    found_out(activity, _moment(activity.checklist.planned_on))
    _tick(activity, plan, today)
    book(activity, today)
    _answer(activity, today - timedelta(days=plan.turned + 1))
    if plan.moved_to is not None or plan.is_called_off:
        _turn(activity, plan, today)


def _day(working_days, today):
    return None if working_days is None else add_working_days(today, working_days)


def _shape_checklist(activity, plan):
    """Write the champion's own lines and notes."""
    for own in plan.own_tasks:
        add_task(
            activity=activity,
            area=own.area,
            text=own.text,
            speak_to=own.speak_to,
            stages=[own.stage],
            by=activity.champion,
        )
    for first_words, note in plan.notes.items():
        task = activity.checklist.tasks.get(text__startswith=first_words)
        change_task(
            activity=activity,
            task=task,
            opened_version=task.version,
            note=note,
            speak_to=task.speak_to,
            stages=[Stage(stage) for stage in task.steps.values_list("stage", flat=True)],
            offered=[],
            by=activity.champion,
        )


def _tick(activity, plan, today):
    """Mark what is not needed, then tick what was due, each on the day on which it was due."""
    steps = Step.objects.to_do().filter(checklist=activity.checklist)
    for first_words in plan.not_needed:
        _mark(steps.filter(task__text__startswith=first_words), State.NOT_NEEDED, activity)
    if plan.ticked_to is not None:
        _mark(steps.filter(due_on__lte=today + timedelta(days=plan.ticked_to)), State.DONE, activity)


def _mark(steps, state, activity):
    """In bulk rather than through `mark_step`, which would say that all of it happened just now."""
    marked = list(steps.select_related("task"))
    navigator = activity.navigators.first()
    for step in marked:
        # A navigator who was spoken to can tick that themselves; what they have to understand nobody else can.
        spoken_to = step.task.speak_to == "the navigators" and step.stage != Stage.INITIAL_IDEA
        is_theirs = spoken_to or step.task.tool == Tool.UNDERSTOOD
        step.state = state
        step.marked_by = navigator if is_theirs else activity.champion
        step.marked_at = _moment(step.due_on if state == State.DONE else activity.checklist.planned_on)
    Step.objects.bulk_update(marked, ["state", "marked_by", "marked_at"])


def _answer(activity, day):
    """Let navigators answer, each on that day for the first of theirs."""
    for said in ANSWERS.get(activity.description, []):
        beneficiary = activity.beneficiaries.get(reference=said.reference)
        answer = Answer(beneficiary, said.answer, said.note, said.is_planned_for)
        navigator = beneficiary.navigators.first()
        answer_plan(activity=activity, answers=[answer], opened_version=activity.version, by=navigator)
    Review.objects.filter(activity=activity).update(at=_moment(day))


def _moment(day):
    """A time in that day's morning which has been."""
    return min(datetime.combine(day, time(10, 20), timezone.get_current_timezone()), timezone.now())


def _turn(activity, plan, today):
    """Move it or call it off, with what was learned, some days ago."""
    if plan.is_called_off:
        call_off_activity(activity=activity, learned=plan.learned, by=activity.champion)
    else:
        move_activity(
            activity=activity,
            opened_version=activity.version,
            day=_day(plan.moved_to, today),
            learned=plan.learned,
            by=activity.champion,
        )
    when = _moment(today - timedelta(days=plan.turned))
    PlanChange.objects.filter(activity=activity).update(at=when)
    Activity.objects.called_off().filter(pk=activity.pk).update(called_off_at=when)
