"""Which contacts and milestones a user may see, and how contacts are counted."""

from django.db import models
from django.db.models import Count, Q

from beneficiaries.contacts import COUNTING, Numbers
from beneficiaries.querysets import OfPeopleQuerySet

COUNTS = Q(was__in=COUNTING)


class JourneyQuerySet(OfPeopleQuerySet):
    def standing(self):
        """Not taken back."""
        return self.filter(taken_back_at__isnull=True)

    def put_right_by(self, user):
        """Those that this user may put right or take back: their own; a coordinator everybody's."""
        return self if user.is_coordinator else self.filter(by=user)


class ContactQuerySet(JourneyQuerySet):
    def between(self, first, last):
        """From one day to another, both included."""
        return self.filter(date__range=(first, last))

    def counting(self):
        """Meaningful contacts, as `contacts.counts` defines them; what was taken back is none."""
        return self.standing().filter(COUNTS)

    def numbers(self) -> Numbers:
        """How many of these count, with how many different people, in one query."""
        return Numbers(**self.standing().aggregate(**_counted()))

    def numbers_by_team(self) -> dict[str, Numbers]:
        """The same for each team that has any, by its name, in one query. It is the team that people were in then."""
        rows = self.standing().order_by("team__name").values("team__name").annotate(**_counted())
        return {row.pop("team__name"): Numbers(**row) for row in rows}


class ContactChangeQuerySet(OfPeopleQuerySet):
    person = "contact__beneficiary"


class MilestoneKindQuerySet(models.QuerySet):
    def offered(self):
        """Those to choose from, in the order in which they are offered."""
        return self.filter(is_offered=True)


def _counted():
    return {
        "contacts": Count("pk", filter=COUNTS),
        "people": Count("beneficiary", filter=COUNTS, distinct=True),
        "not_counted": Count("pk", filter=~COUNTS),
    }
