"""The figures counted again, by hand: plain rows, plain loops, and nothing of the product's own code.

`raw_rows()` fetches whole tables. `recount(rows, …)` returns `{figure: {row: (numbers)}}` as the page has them.
"""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django.apps import apps

from tests.reports.words import (
    ALL,
    CAME,
    COSTS,
    FACES,
    IDEAS,
    INVITATIONS,
    KINDS,
    OUTCOMES,
    PAYMENTS,
    SETTINGS,
    STAGES,
)

TABLES = {
    "teams": "teams.Team",
    "users": "teams.User",
    "memberships": "teams.Membership",
    "people": "beneficiaries.Beneficiary",
    "contacts": "beneficiaries.Contact",
    "milestones": "beneficiaries.Milestone",
    "kinds": "beneficiaries.MilestoneKind",
    "activities": "activities.Activity",
    "parts": "activities.Participation",
    "others": "activities.OtherGuest",
    "who_else": "activities.WhoElse",
    "feedback": "activities.Feedback",
    "messages": "activities.Message",
    "topics": "activities.Topic",
    "asked": "activities.TopicAsked",
    "voices": "activities.Voice",
    "payments": "activities.Payment",
    "requests": "activities.CashRequest",
    "budgets": "activities.Budget",
    "entries": "activities.LedgerEntry",
    "checklists": "checklist.Checklist",
    "steps": "checklist.Step",
}
LONDON = ZoneInfo("Europe/London")


def raw_rows():
    """Every row of every table that a report is about: `rows.parts` is a list of rows, `rows.by_id` finds one."""
    rows = SimpleNamespace(by_id={})
    for name, model in TABLES.items():
        found = [SimpleNamespace(**row) for row in apps.get_model(model).objects.order_by("pk").values()]
        setattr(rows, name, found)
        rows.by_id[name] = {row.id: row for row in found}
    return rows


def recount(rows, *, first: date, last: date, today: date, teams: set[int], seen: set[int]):
    """Count every figure for days from `first` to `last`, for these teams, as somebody sees them who sees `seen`."""
    asked = Asked(rows, first, min(last, today), today, teams, seen)
    counted = {}
    for count in (_people, _activities, _coming, _network, _planning, _money, _said):
        counted.update(count(asked))
    return counted


class Asked:
    """What is counted, with the rows that it is about."""

    def __init__(self, rows, first, last, today, teams, seen):
        self.rows, self.first, self.last, self.today, self.teams, self.seen = rows, first, last, today, teams, seen
        self.team_names = {team.id: team.name for team in rows.teams if team.id in teams}
        people = rows.by_id["people"]
        plans = rows.by_id["activities"]
        self.plan_of = plans.get
        self.plans = [plan for plan in rows.activities if plan.team_id in teams and self.has(plan.date)]
        self.activities = [plan for plan in self.plans if plan.called_off_at is None]
        own = {plan.id for plan in self.activities}
        seen_parts = [
            part
            for part in rows.parts
            if part.invitation != "withdrawn" and people[part.beneficiary_id].team_id in seen
        ]
        self.parts = [part for part in seen_parts if part.activity_id in own]
        self.ever_came = [
            part
            for part in seen_parts
            if part.attendance in CAME
            and plans[part.activity_id].called_off_at is None
            and plans[part.activity_id].date is not None
            and plans[part.activity_id].date <= self.last
        ]
        self.came = [part for part in self.parts if part.attendance in CAME]
        self.ever_touched = [
            contact
            for contact in rows.contacts
            if contact.was == "two_way" and contact.taken_back_at is None and contact.date <= self.last
            if people[contact.beneficiary_id].team_id in seen
        ]
        self.contacts = [each for each in self.ever_touched if self.has(each.date) and each.team_id in teams]
        self.turns = [
            turn
            for turn in rows.milestones
            if turn.taken_back_at is None and turn.date <= self.last
            if people[turn.beneficiary_id].team_id in teams & seen
        ]

    def has(self, day):
        return day is not None and self.first <= day <= self.last

    def sees(self, row):
        """Whether the person whom a row is about is in a team that is seen."""
        return self.rows.by_id["people"][row.beneficiary_id].team_id in self.seen

    def since(self, moment):
        return moment.astimezone(LONDON).date()


def first_days(pairs):
    found = {}
    for person, day in pairs:
        if person not in found or day < found[person]:
            found[person] = day
    return found


def named(words, numbers):
    return {word: (numbers.get(key, 0),) for key, word in words.items()}


def without_empty_not_said(table):
    if "Not said" in table and not any(table["Not said"]):
        del table["Not said"]
    return table


def _people(asked):
    by_team, by_user, by_way = defaultdict(set), defaultdict(set), defaultdict(set)
    for contact in asked.contacts:
        by_team[contact.team_id].add(contact.beneficiary_id)
        by_user[contact.by_id].add(contact.beneficiary_id)
        by_way[contact.setting].add(contact.beneficiary_id)
    for part in asked.came:
        plan = asked.plan_of(part.activity_id)
        by_team[plan.team_id].add(part.beneficiary_id)
        by_user[plan.champion_id].add(part.beneficiary_id)
        by_way["activity"].add(part.beneficiary_id)
    everybody = set()
    for people in by_team.values():
        everybody |= people
    total = {ALL: (len(everybody),)}
    contact = first_days((each.beneficiary_id, each.date) for each in asked.ever_touched)
    came = first_days((each.beneficiary_id, asked.plan_of(each.activity_id).date) for each in asked.ever_came)
    joined = _joined(asked)
    began = {each.beneficiary_id for each in asked.contacts if asked.has(contact[each.beneficiary_id])}
    then_came, then_joined = set(), set()
    for part in asked.came:
        person = part.beneficiary_id
        if asked.has(came[person]) and person in contact and contact[person] <= came[person]:
            then_came.add(person)
    for person, day in joined.items():
        if asked.has(day) and person in contact and person in came and contact[person] <= came[person] <= day:
            then_joined.add(person)
    return {
        "people_by_team": {name: (len(by_team[team]),) for team, name in asked.team_names.items()} | total,
        "people_by_champion": _by_name(asked.rows, by_user) | total,
        "people_by_contact": named(SETTINGS, {way: len(people) for way, people in by_way.items()}) | total,
        "moved_on": {
            "Had a first contact": (len(began),),
            "Then came to a first activity": (len(then_came),),
            "Then joined the Network": (len(then_joined),),
        },
    }


def _by_name(rows, by_user):
    """Two of one name have their teams behind it, and where those are the same a number."""
    names = {user: rows.by_id["users"][user].name for user in by_user}
    shared = [name for name in names.values() if list(names.values()).count(name) > 1]
    said, counts = {}, defaultdict(int)
    for user in sorted(by_user):
        name = names[user]
        if name in shared:
            mine = [rows.by_id["teams"][each.team_id].name for each in rows.memberships if each.user_id == user]
            name = f"{name} ({', '.join(sorted(mine))})" if mine else name
        said[user] = name
    labels = list(said.values())
    table = {}
    for user, name in said.items():
        counts[name] += 1
        table[f"{name}, {counts[name]}" if labels.count(name) > 1 else name] = (len(by_user[user]),)
    return table


def _activities(asked):
    by_kind, things, by_team, by_month, by_idea = (defaultdict(int), defaultdict(set), defaultdict(int), {}, {})
    for plan in asked.activities:
        by_kind[plan.kind] += 1
        things[plan.kind].add(plan.description.lower())
        by_team[plan.team_id] += 1
        month = by_month.setdefault((plan.date.year, plan.date.month), [0, 0, 0])
        month[1 if plan.kind == "one-to-one" else 0 if plan.kind else 2] += 1
        by_idea[plan.idea_from] = by_idea.get(plan.idea_from, 0) + 1
    kinds = {words: (by_kind[kind], len(things[kind])) for kind, words in KINDS.items()}
    different = {plan.description.lower() for plan in asked.activities}
    months = {f"{date(*month, 1):%B %Y}": tuple(numbers) for month, numbers in sorted(by_month.items())}
    own = [plan for plan in asked.plans if plan.idea_from in ("beneficiary", "group")]
    closed = [each for each in asked.rows.topics if each.team_id in asked.teams and asked.has(each.closes_on)]
    number = (len(asked.activities),)
    return {
        "activities_by_kind": without_empty_not_said(kinds) | {ALL: (*number, len(different))},
        "activities_by_team": {name: (by_team[team],) for team, name in asked.team_names.items()} | {ALL: number},
        "activities_by_month": months
        | {ALL: tuple(sum(numbers[column] for numbers in by_month.values()) for column in range(3))},
        "whose_idea": named(IDEAS, by_idea) | {ALL: number},
        "chosen": {
            "Their own ideas that went ahead": (len([plan for plan in own if plan.called_off_at is None]),),
            "Their own ideas that were called off": (len([plan for plan in own if plan.called_off_at]),),
            "Something was done because they said so": (len([topic for topic in closed if topic.done]),),
        },
    }


def _coming(asked):
    own = {plan.id for plan in asked.activities}
    held = sum(each.places for each in asked.rows.others if each.activity_id in own and each.answer != "no")
    invited, by_kind, came_by_kind = defaultdict(int), defaultdict(int), defaultdict(int)
    became = dict.fromkeys(OUTCOMES, 0)
    for part in asked.parts:
        plan = asked.plan_of(part.activity_id)
        invited[part.invitation] += 1
        by_kind[plan.kind] += 1
        if part.attendance in CAME:
            came_by_kind[plan.kind] += 1
            became["Came"] += 1
        elif part.attendance == "cancelled":
            is_late = part.cancelled_on is not None and part.cancelled_on >= plan.date - timedelta(days=1)
            became["Cancelled late" if is_late else "Cancelled in good time, or nobody knows when"] += 1
        elif part.attendance == "cancelled_by_us":
            became["Cancelled by us"] += 1
        elif part.attendance == "did_not_come":
            became["Did not come"] += 1
        else:
            became["Nobody has said yet"] += 1
    number = len(asked.parts)
    earlier = {part.beneficiary_id for part in asked.ever_came if asked.plan_of(part.activity_id).date < asked.first}
    new = {part.beneficiary_id for part in asked.came} - earlier
    faces = sum(each.new_faces for each in asked.rows.who_else if each.activity_id in own)
    kinds = {words: (by_kind[kind], came_by_kind[kind]) for kind, words in KINDS.items()}
    return {
        "places_offered": {
            "Beneficiaries": (number,),
            "Volunteers, peer mentors, colleagues and other teams": (held,),
            ALL: (number + held,),
        },
        "invitations": named(INVITATIONS, invited) | {ALL: (number,)},
        "attendance": {words: (times,) for words, times in became.items()} | {ALL: (number,)},
        "places_by_kind": without_empty_not_said(kinds) | {ALL: (number, len(asked.came))},
        "first_timers": {"Beneficiaries": (len(new),), "Guests": (faces,), ALL: (len(new) + faces,)},
    }


def _joined(asked):
    kinds = asked.rows.by_id["kinds"]
    turns = [turn for turn in asked.turns if kinds[turn.kind_id].counts_as == "network"]
    return first_days((turn.beneficiary_id, turn.date) for turn in turns)


def _network(asked):
    kinds = asked.rows.by_id["kinds"]
    course = [turn for turn in asked.turns if kinds[turn.kind_id].counts_as == "peer_mentor"]
    began = first_days((turn.beneficiary_id, turn.date) for turn in course)
    joined = {person: day for person, day in _joined(asked).items() if asked.has(day)}
    mentors = [person for person, day in joined.items() if person in began and began[person] <= day]
    reached = defaultdict(set)
    for turn in asked.turns:
        if asked.has(turn.date):
            reached[kinds[turn.kind_id].words].add(turn.beneficiary_id)
    return {
        "new_network_members": {
            "Beneficiaries": (len(joined) - len(mentors),),
            "Peer mentors": (len(mentors),),
            ALL: (len(joined),),
        },
        "milestones": {words: (len(people),) for words, people in reached.items()},
    }


def _planning(asked):
    lists = {plan.checklist_id for plan in asked.activities}
    stages = {words: [0, 0, 0] for words in STAGES.values()}
    for step in asked.rows.steps:
        if step.checklist_id not in lists or step.state == "not_needed":
            continue
        if step.due_on is None or step.due_on > asked.today:
            continue
        is_done = step.state == "done"
        in_time = is_done and asked.since(step.marked_at) <= step.due_on
        stages[STAGES[step.stage]][0 if in_time else 1 if is_done else 2] += 1
    told = {}
    for message in asked.rows.messages:
        if message.about == "tell" and message.sent_at is not None and message.activity_id is not None:
            told[message.activity_id] = min(message.began_at, told.get(message.activity_id, message.began_at))
    ideas = [
        (plan.date - asked.rows.by_id["checklists"][plan.checklist_id].planned_on).days for plan in asked.activities
    ]
    notice = [(plan.date - asked.since(told[plan.id])).days for plan in asked.activities if plan.id in told]
    columns = tuple(sum(numbers[column] for numbers in stages.values()) for column in range(3))
    return {
        "steps_in_time": {words: tuple(numbers) for words, numbers in stages.items()} | {ALL: columns},
        "days_ahead": {
            "From the idea to the activity": (_middle(ideas), len(ideas)),
            "Notice to navigators": (_middle(notice), len(notice)),
        },
    }


def _middle(days):
    return sorted(days)[(len(days) - 1) // 2] if days else None


def _money(asked):
    entries, requests = asked.rows.by_id["entries"], asked.rows.by_id["requests"]
    by_budget, by_team, by_what = defaultdict(Decimal), defaultdict(Decimal), defaultdict(Decimal)
    for entry in asked.rows.entries:
        of = entries[entry.corrects_id] if entry.kind == "corrected" else entry
        request = requests[entry.request_id]
        team = asked.plan_of(request.activity_id).team_id
        if of.kind == "spent" and asked.has(entry.day) and team in asked.teams:
            by_budget[request.budget_id] += entry.amount
            by_team[team] += entry.amount
            by_what[COSTS[of.what]] += entry.amount
    came = defaultdict(int)
    for part in asked.came:
        came[asked.plan_of(part.activity_id).team_id] += 1
    total = sum(by_team.values(), Decimal(0))
    return {
        "spent_by_budget": _by_budget(asked.rows, by_budget) | {ALL: (total,)},
        "spent_by_team": {
            name: (by_team[team], came[team], _each(by_team[team], came[team]))
            for team, name in asked.team_names.items()
        }
        | {ALL: (total, len(asked.came), _each(total, len(asked.came)))},
        "spent_by_what": {what: (amount,) for what, amount in by_what.items()} | {ALL: (total,)},
        "paid_to_people": _paid(asked),
    }


def _by_budget(rows, by_budget):
    budgets = [rows.by_id["budgets"][budget] for budget in by_budget]
    names = [budget.name for budget in budgets]
    table = {}
    for budget in budgets:
        team = rows.by_id["teams"][budget.team_id].name
        name = f"{budget.name} ({team})" if names.count(budget.name) > 1 else budget.name
        table[name] = (by_budget[budget.id],)
    return table


def _each(spent, came):
    return (spent / came).quantize(Decimal("0.01")) if came else None


def _paid(asked):
    gone = {payment.takes_back_id for payment in asked.rows.payments}
    people, sums, declined = defaultdict(set), defaultdict(Decimal), defaultdict(int)
    for payment in asked.rows.payments:
        if not asked.has(payment.on) or asked.plan_of(payment.activity_id).team_id not in asked.teams:
            continue
        if not asked.sees(payment):
            continue
        sums[payment.kind] += payment.amount or 0
        if payment.takes_back_id is None and payment.id not in gone:
            if payment.declined:
                declined[payment.kind] += 1
            else:
                people[payment.kind].add(payment.beneficiary_id)
    return {words: (len(people[kind]), sums[kind], declined[kind]) for kind, words in PAYMENTS.items()}


def _said(asked):
    own = {plan.id for plan in asked.activities}
    faces = defaultdict(int)
    for each in asked.rows.feedback:
        if each.activity_id in own:
            faces[each.face] += 1
    closed = [each for each in asked.rows.topics if each.team_id in asked.teams and asked.has(each.closes_on)]
    table = {name: [0, 0, 0, 0] for name in asked.team_names.values()}
    for topic in closed:
        row = table[asked.team_names[topic.team_id]]
        row[0] += 1
        row[1] += len([each for each in asked.rows.asked if each.topic_id == topic.id and asked.sees(each)])
        row[2] += len([each for each in asked.rows.voices if each.topic_id == topic.id])
        row[3] += 1 if topic.done else 0
    in_all = tuple(sum(row[column] for row in table.values()) for column in range(4))
    return {
        "faces": named(FACES, faces) | {ALL: (sum(faces.values()),)},
        "have_your_say": {name: tuple(row) for name, row in table.items()} | {ALL: in_all},
    }
