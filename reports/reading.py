"""What figures are worked out from. Each thing is read once, in few rows, however many figures there are of it."""

from collections import defaultdict
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db.models import Case, Count, DateField, ExpressionWrapper, F, Min, Q, Sum, Value, When

from activities.models import Activity, Budget, Participation
from activities.participation import WERE_THERE, Attendance
from beneficiaries.models import Contact, Milestone, MilestoneKind
from reports.periods import ONE_DAY, Period
from teams.models import User

NOW, BEFORE, YEAR_BEFORE = range(3)
# As many as most programmes have in five years.
NEWEST = 1_000
THE_DAY_BEFORE = ExpressionWrapper(F("activity__date") - ONE_DAY, output_field=DateField())
IS_LATE = Q(attendance=Attendance.CANCELLED, cancelled_on__isnull=False, cancelled_on__gte=THE_DAY_BEFORE)
# Of an entry that puts another right, what the other was for.
WHAT_FOR = Case(When(corrects__isnull=False, then=F("corrects__what")), default=F("what"))


class Came(NamedTuple):
    """Somebody came to activities of a champion: first when, and how often in each of the periods."""

    person: int
    team: int
    champion: int
    first: date
    now: int
    before: int
    year_before: int


class Touch(NamedTuple):
    """Somebody was in touch with a person, in one way: first when, and how often in each of the periods."""

    person: int
    team: int
    by: int
    setting: str
    first: date
    now: int
    before: int
    year_before: int


class Plans(NamedTuple):
    """Plans that are alike, and how many there are in each of the periods."""

    team: int
    kind: str
    idea: str
    is_off: bool
    now: int
    before: int
    year_before: int


class Places(NamedTuple):
    """Places of people on activities of the period that are alike, and how many there are."""

    kind: str
    invitation: str
    attendance: str
    is_late: bool
    number: int

    @property
    def came(self) -> int:
        return self.number if self.attendance in WERE_THERE else 0


class Spent(NamedTuple):
    """Cash spent in the period from one budget, for one thing, by one team."""

    budget: int
    team: int
    what: str
    amount: object


class Newest(NamedTuple):
    """One of the newest activities of the period."""

    pk: int
    date: date
    checklist: int
    planned_on: date


class Reading:
    """The rows of a scope. Its periods are `NOW`, and `BEFORE` and `YEAR_BEFORE`, with which that is compared."""

    def __init__(self, scope):
        self.scope = scope
        self.periods: list[Period] = [scope.period, scope.period.before, scope.period.year_before]
        self.teams = {team.pk for team in scope.teams}

    @cached_property
    def came(self) -> list[Came]:
        """Who came to what, since ever and in any team, of the people whom the user sees."""
        parts = Participation.objects.visible_to(self.scope.user).on_the_plan().filter(
            attendance__in=WERE_THERE, activity__called_off_at__isnull=True, activity__date__lte=self.scope.days[1]
        )  # fmt: skip
        rows = parts.order_by().values_list("beneficiary", "activity__team", "activity__champion")
        times = self._times("activity__date", of="activity")
        return [*map(Came._make, rows.annotate(first=Min("activity__date"), **times))]

    @cached_property
    def contacts(self) -> list[Touch]:
        """Contacts that count, since ever and in any team, of the people whom the user sees."""
        contacts = Contact.objects.visible_to(self.scope.user).counting().filter(date__lte=self.scope.days[1])
        rows = contacts.order_by().values_list("beneficiary", "team", "by", "setting")
        return [*map(Touch._make, rows.annotate(first=Min("date"), **self._times("date")))]

    @cached_property
    def plans(self) -> list[Plans]:
        """Plans with a day in any of the periods, also those that were called off."""
        plans = Activity.objects.visible_to(self.scope.user).filter(team__in=self.teams)
        plans = plans.between(min(period.first for period in self.periods), self.scope.days[1])
        rows = plans.order_by().values_list("team", "kind", "idea_from", Q(called_off_at__isnull=False))
        return [*map(Plans._make, rows.annotate(**self._times("date")))]

    @cached_property
    def newest(self) -> list[Newest]:
        """The newest activities of the period, as many as are enough to learn from."""
        rows = self.scope.activities().order_by("-date", "-pk")
        return [*map(Newest._make, rows.values_list("pk", "date", "checklist", "checklist__planned_on")[:NEWEST])]

    @cached_property
    def places(self) -> list[Places]:
        late = Case(When(IS_LATE, then=Value(True)), default=Value(False))
        rows = self.scope.parts().order_by()
        rows = rows.values_list("activity__kind", "invitation", "attendance", late)
        return [*map(Places._make, rows.annotate(Count("pk")))]

    @cached_property
    def turns(self) -> dict[str, dict[int, date]]:
        """For each thing that a milestone counts as, the day on which each person of these teams first got there."""
        milestones = Milestone.objects.visible_to(self.scope.user).standing()
        milestones = milestones.filter(beneficiary__team__in=self.teams, date__lte=self.scope.days[1])
        rows = milestones.exclude(kind__counts_as="").order_by().values_list("kind__counts_as", "beneficiary")
        found = {counts_as: {} for counts_as in MilestoneKind.CountsAs}
        for counts_as, person, first in rows.annotate(Min("date")):
            found[counts_as][person] = first
        return found

    @cached_property
    def spent(self) -> list[Spent]:
        rows = self.scope.cash().order_by().annotate(what_for=WHAT_FOR)
        rows = rows.values_list("request__budget", "request__activity__team", "what_for")
        return [*map(Spent._make, rows.annotate(Sum("amount")))]

    @cached_property
    def first_contact(self) -> dict[int, date]:
        """On which day there was first a contact that counts with each person."""
        return _first(self.contacts)

    @cached_property
    def first_came(self) -> dict[int, date]:
        """On which day each person first came to an activity."""
        return _first(self.came)

    def is_in(self, day: date, period: int = NOW) -> bool:
        return self.periods[period].first <= day <= self.periods[period].last

    def came_of(self, period: int = NOW) -> list[Came]:
        """Those rows of who came that are of a period and of these teams."""
        return self._came_by_period[period]

    def contacts_of(self, period: int = NOW) -> list[Touch]:
        return self._contacts_by_period[period]

    def in_touch(self, period: int = NOW) -> set[int]:
        """Who came to an activity in a period, or with whom a contact counts."""
        return self._in_touch_by_period[period]

    @cached_property
    def _came_by_period(self):
        return self._by_period(self.came)

    @cached_property
    def _contacts_by_period(self):
        return self._by_period(self.contacts)

    @cached_property
    def _in_touch_by_period(self):
        pairs = zip(self._came_by_period, self._contacts_by_period, strict=True)
        return [{row.person for row in came} | {row.person for row in contacts} for came, contacts in pairs]

    def _by_period(self, rows):
        """For each period, those rows that are of it, by the last three columns, and of these teams."""
        own = [row for row in rows if row.team in self.teams]
        return [[row for row in own if row[period - 3]] for period in range(3)]

    def names(self, users) -> dict[int, tuple[str, str]]:
        """The name of each of these users, and their teams to tell two of one name apart."""
        found = defaultdict(list)
        for key, name, team in User.objects.filter(pk__in=users).order_by("teams__name").values_list(
            "pk", "name", "teams__name"
        ):  # fmt: skip
            found[key, name].append(team)
        return {key: (name, ", ".join(filter(None, teams))) for (key, name), teams in found.items()}

    def budgets(self, numbers) -> dict[int, tuple[str, str]]:
        """The name of each of these budgets, and its team to tell two of one name apart."""
        found = Budget.objects.filter(pk__in=numbers).values_list("pk", "name", "team__name")
        return {number: (name, team or "") for number, name, team in found}

    def _times(self, day, of="pk"):
        """How many rows have their day in each of the periods; `of` is any column that is never empty."""
        spans = enumerate(self.scope.over(period).days for period in self.periods)
        return {f"times_{number}": Count(of, filter=Q(**{f"{day}__range": span})) for number, span in spans}


def _first(rows):
    found = {}
    for row in rows:
        if row.person not in found or row.first < found[row.person]:
            found[row.person] = row.first
    return found
