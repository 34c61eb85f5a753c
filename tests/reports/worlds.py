"""A programme made up by dice, small and full of odd cases: what a report of it says is counted again by hand."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from activities.models import (
    Activity,
    Budget,
    CashRequest,
    Feedback,
    LedgerEntry,
    Message,
    OtherGuest,
    Participation,
    Payment,
    Topic,
    TopicAsked,
    Voice,
    WhoElse,
)
from activities.money import Kind, What
from activities.participation import Attendance, Invitation
from beneficiaries.models import Beneficiary, Contact, Milestone, MilestoneKind
from checklist.form import Stage, State
from checklist.models import Checklist, Step, Task, Template
from teams.models import Membership, Role, Team, User

FIRST = date(2024, 1, 1)
DAYS = 900


def make_world(seed: int) -> tuple[User, User]:
    """Write a world of its own for each seed; return a coordinator, and a champion of one team."""
    dice = Random(seed)
    teams = Team.objects.bulk_create(Team(name=name) for name in ("Aire", "Calder", "Hub"))
    names = ["Sam Reid", "Sam Reid", "Sam Reid", "Ana Diaz", "Ruby Oyelaran", "Kit Olsen"]
    users = User.objects.bulk_create(
        User(email=f"{seed}-{number}@test.example", name=name) for number, name in enumerate(names)
    )
    roles = [Role.CHAMPION, Role.CHAMPION, Role.NAVIGATOR, Role.CHAMPION, Role.CHAMPION, Role.COORDINATOR]
    homes = [teams[0], teams[0], teams[1], teams[1], teams[0], teams[2]]
    Membership.objects.bulk_create(
        Membership(user=user, team=team, role=role) for user, team, role in zip(users, homes, roles, strict=True)
    )
    people = Beneficiary.objects.bulk_create(
        Beneficiary(reference=f"CAL-{100 + number}", team=dice.choice(teams[:2])) for number in range(14)
    )
    plans = _plans(dice, teams, users, people)
    _touches(dice, teams, users, people)
    _money(dice, teams, users, people, plans)
    _say(dice, teams, users, people, plans)
    return users[5], users[4]


def _day(dice):
    return FIRST + timedelta(days=dice.randrange(DAYS))


def _moment(day):
    # Late in the evening of British Summer Time, this is the next day already.
    return datetime.combine(day, time(23, 30), UTC)


def _plans(dice, teams, users, people):
    template, marker = Template.objects.current(), users[0]
    plans = []
    for _ in range(40):
        day = dice.choice([None, *(_day(dice) for _ in range(9))])
        planned_on = (day or FIRST) - timedelta(days=dice.randrange(60))
        plans.append(
            Activity(
                description=dice.choice(["Bowling", "bowling", "Cook and eat", "Gym"]),
                date=day,
                kind=dice.choice(["", *Activity.Kind.values]),
                idea_from=dice.choice(["", *Activity.Idea.values]),
                team=dice.choice(teams[:2]),
                champion=dice.choice(users[:5]),
                checklist=Checklist.objects.create(template=template, planned_on=planned_on),
                called_off_at=dice.choice([None, None, None, _moment(FIRST)]),
            )
        )
    Activity.objects.bulk_create(plans)
    parts = [
        Participation(
            activity=plan,
            beneficiary=each,
            invitation=dice.choice(Invitation.values),
            attendance=(attendance := dice.choice([*Attendance.values, "came", "came"])),
            cancelled_on=dice.choice([None, plan.date and plan.date - timedelta(days=dice.randrange(4))])
            if attendance == "cancelled"
            else None,
        )
        for plan in plans
        for each in dice.sample(people, dice.randrange(5))
    ]
    Participation.objects.bulk_create(parts)
    tasks = Task.objects.bulk_create(
        Task(checklist=plan.checklist, position=1, area="venue", text="Find a place") for plan in plans
    )
    steps = []
    for task, plan in zip(tasks, plans, strict=True):
        for stage in dice.sample(Stage.values, 3):
            state, due_on = dice.choice(State.values), dice.choice([None, plan.date])
            at = None if state == "to_do" else _moment((plan.date or FIRST) + timedelta(days=dice.randrange(-3, 3)))
            by = None if state == "to_do" else marker
            steps.append(
                Step(
                    task=task, checklist=plan.checklist, stage=stage, state=state, due_on=due_on,
                    marked_at=at, marked_by=by,
                )
            )  # fmt: skip
    Step.objects.bulk_create(steps)
    told = Message.objects.bulk_create(
        Message(
            about=dice.choice(["tell", "tell", "turn"]), activity=plan, by=marker,
            sent_at=dice.choice([None, _moment(FIRST)]),
        )
        for plan in plans for _ in range(dice.randrange(3))
    )  # fmt: skip
    for message in told:
        message.began_at = _moment((message.activity.date or FIRST) - timedelta(days=dice.randrange(30)))
    Message.objects.bulk_update(told, ["began_at"])
    return plans


def _touches(dice, teams, users, people):
    gone = {"taken_back_at": _moment(FIRST), "taken_back_by": users[0]}
    Contact.objects.bulk_create(
        Contact(
            beneficiary=dice.choice(people),
            team=dice.choice(teams[:2]),
            by=dice.choice(users),
            date=_day(dice),
            was=dice.choice(["two_way", "two_way", "reminder", "missed_call"]),
            setting=dice.choice(["one_to_one", "group", "outreach", "voice"]),
            mode="phone",
            **dice.choice([{}, {}, {}, gone]),
        )
        for _ in range(25)
    )
    kinds = list(MilestoneKind.objects.exclude(counts_as="")) * 2 + list(MilestoneKind.objects.all())
    Milestone.objects.bulk_create(
        Milestone(
            beneficiary=dice.choice(people), kind=dice.choice(kinds), date=_day(dice), by=users[0],
            **dice.choice([{}, {}, gone]),
        )
        for _ in range(30)
    )  # fmt: skip


def _money(dice, teams, users, people, plans):
    budgets = Budget.objects.bulk_create(
        Budget(name=name, team=team, starts_on=FIRST, ends_on=FIRST + timedelta(days=DAYS), amount=900)
        for name, team in [("Activities", teams[0]), ("Activities", teams[1]), ("Gifts", teams[1])]
    )
    requests = CashRequest.objects.bulk_create(
        CashRequest(activity=plan, budget=dice.choice(budgets), state="closed", amount=50, asked_by=users[0])
        for plan in plans[::2]
    )
    for request in requests:
        spent = LedgerEntry.objects.create(
            request=request, kind=Kind.SPENT, amount=_pence(dice), day=_day(dice), by=users[1], number=1,
            what=dice.choice(["", *What.values]), no_receipt="Market stall",
        )  # fmt: skip
        if dice.randrange(3) == 0:
            LedgerEntry.objects.create(
                request=request, kind=Kind.CORRECTED, amount=-_pence(dice), day=_day(dice), by=users[1],
                corrects=spent, what=What.RENT,
            )  # fmt: skip
    LedgerEntry.objects.bulk_create(
        LedgerEntry(request=request, kind=Kind.RETURNED, amount=_pence(dice), day=_day(dice), by=users[1])
        for request in requests
    )
    for plan in plans:
        declined = dice.randrange(4) == 0
        paid = Payment(
            activity=plan, beneficiary=dice.choice(people), kind=dice.choice(Payment.Kind.values), on=_day(dice),
            by=users[0], declined=declined, amount=None if declined else _pence(dice), how="" if declined else "cash",
        )  # fmt: skip
        paid.save()
        if dice.randrange(5) == 0:
            paid.opposite(by=users[0]).save()


def _pence(dice):
    return Decimal(dice.randrange(1, 9999)) / 100


def _say(dice, teams, users, people, plans):
    OtherGuest.objects.bulk_create(
        OtherGuest(
            activity=plan, who="team", name="Leeds", places=dice.randrange(1, 9), by=users[0],
            answer=dice.choice(["asked", "yes", "no"]),
        )
        for plan in plans[::3]
    )  # fmt: skip
    WhoElse.objects.bulk_create(
        WhoElse(activity=plan, guests=3, new_faces=dice.randrange(3), changed_by=users[0]) for plan in plans[::4]
    )
    Feedback.objects.bulk_create(
        Feedback(activity=plan, face=dice.choice(["good", "so_so", "not_good"])) for plan in plans for _ in range(2)
    )
    topics = Topic.objects.bulk_create(
        Topic(
            question="What next?", background="", closes_on=_day(dice), team=dice.choice(teams[:2]), by=users[0],
            done=dice.choice(["", "We moved the time."]),
        )
        for _ in range(8)
    )  # fmt: skip
    TopicAsked.objects.bulk_create(
        TopicAsked(topic=topic, beneficiary=each, on=topic.closes_on)
        for topic in topics for each in people[: dice.randrange(5)]
    )  # fmt: skip
    Voice.objects.bulk_create(
        Voice(topic=topic, words="Warmer", came="link") for topic in topics for _ in range(dice.randrange(4))
    )
