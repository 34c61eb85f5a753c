"""Five years of a whole programme, written fast: what the report is measured over."""

from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from activities.models import Activity, CashRequest, Feedback, LedgerEntry, Message, Payment
from activities.money import Kind, What
from beneficiaries.models import Beneficiary, Contact, Milestone, MilestoneKind
from checklist.models import Checklist, Template
from teams.models import Role
from tests.factories import BudgetFactory, TeamFactory, UserFactory, person

DAYS = 5 * 365
TEAMS, CHAMPIONS = 5, 10
PEOPLE_EACH = 10
BATCH = 5000
# How a moment so many days after a day is written.
MOMENT = {
    "postgresql": "due_on + ({}) * interval '1 day' + interval '12 hours'",
    "sqlite": "strftime('%%Y-%%m-%%d 12:00:00', due_on, ({}) || ' days')",
}


@transaction.atomic
def build_years(activities: int):
    """Write so many activities of the five years up to today, ten people on each, and all that goes with them.

    Who did what is spread by arithmetic, so that it is the same every time. Return a coordinator.
    """
    if connection.vendor == "postgresql":
        # Three million references that are right by construction need not be looked up one by one.
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
    hub = TeamFactory(name="The Hub")
    coordinator = person(Role.COORDINATOR, hub)
    teams = [TeamFactory(name=f"Team of the years {number}") for number in range(TEAMS)]
    champions = [[person(Role.CHAMPION, team) for _ in range(CHAMPIONS)] for team in teams]
    people = _people(teams, max(activities // 20, 100))
    plans = _activities(teams, champions, activities)
    _parts(people, plans)
    _form()
    _contacts(people, champions, activities * 2)
    _journeys(people, champions)
    _around(plans, people)
    return coordinator


def _people(teams, number):
    made = [Beneficiary(reference=f"YRS-{each}", team=teams[each % TEAMS]) for each in range(number)]
    return Beneficiary.objects.bulk_create(made, batch_size=BATCH)


def _activities(teams, champions, number):
    template, today = Template.objects.current(), timezone.localdate()
    days = [today - timedelta(days=each * 7 % DAYS) for each in range(number)]
    planned = [Checklist(template=template, planned_on=day - timedelta(days=20 + day.day)) for day in days]
    lists = Checklist.objects.bulk_create(planned, batch_size=BATCH)
    kinds, ideas = Activity.Kind.values, ["", *Activity.Idea.values]
    off = datetime(2020, 1, 1, tzinfo=UTC)
    made = [
        Activity(
            description=f"Something to do {each % 300}",
            date=days[each],
            kind=kinds[each % 11 % 4],
            idea_from=ideas[each % 13 % 6],
            team=teams[each % TEAMS],
            champion=champions[each % TEAMS][each // TEAMS % CHAMPIONS],
            checklist=lists[each],
            called_off_at=off if each % 19 == 0 else None,
        )
        for each in range(number)
    ]
    return Activity.objects.bulk_create(made, batch_size=BATCH)


def _parts(people, plans):
    """Ten people of its team on each plan: most came, some cancelled, of some nobody has said."""
    first, plan, each_team = people[0].pk, plans[0].pk, len(people) // TEAMS
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO activities_participation
                (activity_id, beneficiary_id, invitation, attendance, cancelled_on, reason)
            SELECT id, %s + ((id - %s) * 37 + number * 101) %% %s * {TEAMS} + (id - %s) %% {TEAMS},
                CASE (id + number) %% 7 WHEN 0 THEN 'invited' WHEN 1 THEN 'not_coming' WHEN 2 THEN 'maybe'
                    WHEN 3 THEN 'withdrawn' ELSE 'coming' END,
                CASE (id + number * 3) %% 9 WHEN 0 THEN 'cancelled' WHEN 1 THEN 'did_not_come'
                    WHEN 2 THEN 'expected' WHEN 3 THEN 'part' ELSE 'came' END,
                CASE WHEN (id + number * 3) %% 9 = 0 AND id %% 2 = 0 THEN date END, ''
            FROM activities_activity CROSS JOIN ({_numbers(PEOPLE_EACH)}) AS numbers WHERE id >= %s
            """,
            [first, plan, each_team, plan, plan],
        )


def _form():
    """Every plan's form: nearly all of it ticked, two thirds in time."""
    columns = "position, area, text, speak_to, speaking_does_it, tool"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO checklist_task ({columns}, checklist_id, note, version)
            SELECT {columns}, checklist_checklist.id, '', 1 FROM checklist_checklist
            JOIN checklist_templatetask ON checklist_templatetask.template_id = checklist_checklist.template_id
            WHERE NOT EXISTS (SELECT 1 FROM checklist_task WHERE checklist_id = checklist_checklist.id)
            """
        )
        for stage in ("initial_idea", "weeks_before", "days_before", "on_day", "after"):
            moment = MOMENT[connection.vendor].format("checklist_task.id % 3 - 1".replace("%", "%%"))
            cursor.execute(
                f"""
                INSERT INTO checklist_step
                    (task_id, checklist_id, stage, state, due_on, is_set_by_hand, marked_by_id, marked_at)
                SELECT task, checklist, %s, state, due_on, %s, CASE WHEN state <> 'to_do' THEN champion_id END,
                    CASE WHEN state <> 'to_do' THEN {moment.replace("checklist_task.id", "task")} END
                FROM (
                    SELECT checklist_task.id AS task, checklist_task.checklist_id AS checklist, champion_id,
                        activities_activity.date AS due_on,
                        CASE checklist_task.id %% 10 WHEN 0 THEN 'to_do' WHEN 1 THEN 'not_needed' ELSE 'done' END
                            AS state
                    FROM checklist_task
                    JOIN activities_activity ON activities_activity.checklist_id = checklist_task.checklist_id
                    JOIN checklist_templatetask ON checklist_templatetask.position = checklist_task.position
                        AND checklist_templatetask.{stage}
                    WHERE NOT EXISTS (
                        SELECT 1 FROM checklist_step WHERE task_id = checklist_task.id AND stage = %s
                    )
                ) AS ticks
                """,
                [stage, False, stage],
            )


def _contacts(people, champions, number):
    today = timezone.localdate()
    made = (
        Contact(
            beneficiary=people[each % len(people)],
            team_id=people[each % len(people)].team_id,
            by=champions[each % len(people) % TEAMS][each // TEAMS % CHAMPIONS],
            date=today - timedelta(days=each * 11 % DAYS),
            was="two_way" if each % 5 else "reminder",
            mode="phone",
            setting=("one_to_one", "group", "outreach", "voice")[each % 4],
        )
        for each in range(number)
    )
    Contact.objects.bulk_create(made, batch_size=BATCH)


def _journeys(people, champions):
    kinds, today = list(MilestoneKind.objects.all()), timezone.localdate()
    made = (
        Milestone(
            beneficiary=each,
            kind=kinds[(number + place) % len(kinds)],
            by=champions[number % TEAMS][0],
            date=today - timedelta(days=(number * 13 + place * 300) % DAYS),
        )
        for number, each in enumerate(people)
        for place in range(3)
    )
    Milestone.objects.bulk_create(made, batch_size=BATCH)


def _around(plans, people):
    """A letter to navigators for each plan, three faces, cash for every third and a bus fare for every other."""
    now, holder = timezone.now(), UserFactory()
    told = (Message(about="tell", activity=plan, by_id=plan.champion_id, sent_at=now) for plan in plans)
    Message.objects.bulk_create(told, batch_size=BATCH)
    faces = (Feedback(activity=plan, face=face) for plan in plans for face in ("good", "good", "so_so"))
    Feedback.objects.bulk_create(faces, batch_size=BATCH)
    fares = [
        Payment(
            activity=plan, beneficiary=people[number % len(people)], kind=Payment.Kind.values[number % 3],
            amount="4.20", how="cash", on=plan.date, by=holder,
        )
        for number, plan in enumerate(plans[::2])
    ]  # fmt: skip
    Payment.objects.bulk_create(fares, batch_size=BATCH)
    budgets = {team: BudgetFactory(team_id=team) for team in {plan.team_id for plan in plans}}
    asked = CashRequest.objects.bulk_create(
        (
            CashRequest(
                activity=plan, budget=budgets[plan.team_id], state="closed", amount=20, asked_by_id=plan.champion_id
            )
            for plan in plans[::3]
        ),
        batch_size=BATCH,
    )
    whats = What.values
    spent = [
        LedgerEntry(
            request=request, kind=Kind.SPENT, amount="9.35", day=request.activity.date, by=holder, number=number,
            what=whats[(request.activity_id + number) % len(whats)], no_receipt="Market stall",
        )
        for request in asked
        for number in (1, 2)
    ]  # fmt: skip
    LedgerEntry.objects.bulk_create(spent, batch_size=BATCH)


def _numbers(most):
    return " UNION ALL ".join(f"SELECT {number} AS number" for number in range(most))
