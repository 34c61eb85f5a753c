"""Which payments and journeys a user may see, and how they are added up."""

from decimal import Decimal

from django.db import models
from django.db.models import Q, Sum

from activities.pounds import PENNY
from activities.years import year_of
from teams.models import Team


class WrittenDownQuerySet(models.QuerySet):
    """Entries about money, of whichever kind, that are only ever added."""

    def kept_between(self, since, until):
        """Those written down from one moment up to another, in that order."""
        return self.filter(at__gte=since, at__lt=until).order_by("at", "pk")


class MoneyEntryQuerySet(WrittenDownQuerySet):
    """Entries that belong to a plan, and are never changed."""

    def accounted_by(self, user):
        """What is said of plans of the teams whose money this user accounts for."""
        return self.filter(activity__team__in=Team.objects.accounted_by(user))

    def with_what_became(self):
        """Fetch who wrote each down, and whether it was taken back."""
        return self.select_related("by", "takes_back", "taken_back_by__by")


class PaymentQuerySet(MoneyEntryQuerySet):
    def visible_to(self, user):
        """Seen by whoever sees both the plan and the person."""
        if user.is_coordinator:
            return self
        return self.filter(activity__team__in=user.team_ids, beneficiary__team__in=user.team_ids)

    def paid(self):
        """Without those to which somebody said no."""
        return self.filter(amount__isnull=False)

    def totals(self):
        """What was paid in all, by kind."""
        return {kind: _exact(total) for kind, total in self.paid().values_list("kind").annotate(Sum("amount"))}

    def totals_in(self, year):
        """What was paid in a year and in the one before, by kind, in one query: `{kind: (this, before)}`."""
        both = self.paid().filter(on__range=(year.before.first, year.last))
        rows = both.values_list("kind").annotate(
            this=Sum("amount", filter=Q(on__gte=year.first)), before=Sum("amount", filter=Q(on__lt=year.first))
        )
        return {kind: (_exact(now), _exact(then)) for kind, now, then in rows}


class MileageClaimQuerySet(MoneyEntryQuerySet):
    def visible_to(self, user):
        """People see their own journeys on plans that they see; a coordinator sees everybody's."""
        return self if user.is_coordinator else self.filter(by=user, activity__team__in=user.team_ids)

    def miles_so_far(self, *, by, vehicle, on):
        """How many miles somebody has claimed with a kind of vehicle in the tax year of a day."""
        year = year_of(on)
        mine = self.filter(by=by, vehicle=vehicle, on__range=(year.first, year.last))
        return mine.aggregate(miles=Sum("miles"))["miles"] or Decimal(0)


class MileageRateQuerySet(models.QuerySet):
    def holding_on(self, day, *, vehicle):
        """The rate for a vehicle on a day, or None where none is known."""
        return self.filter(vehicle=vehicle, starts_on__lte=day).order_by("-starts_on").first()


def _exact(total):
    """A sum to the penny: SQLite adds up in another kind of number."""
    return (total or Decimal(0)).quantize(PENNY)
