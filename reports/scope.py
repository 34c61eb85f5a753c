"""What figures are of: a period, and teams that the user may see. Every figure starts from these querysets."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from activities.models import Activity, Feedback, LedgerEntry, OtherGuest, Participation, Payment, Topic, WhoElse
from activities.others import Answer
from activities.participation import WERE_THERE
from beneficiaries.models import Contact, Milestone
from reports.periods import Period
from reports.reading import Reading
from teams.models import Team, User


@dataclass(frozen=True)
class Scope:
    """Who asks, about which of the teams that they see, and about when. What is still to come is not counted."""

    user: User
    teams: tuple[Team, ...]
    period: Period
    today: date

    @property
    def days(self) -> tuple[date, date]:
        return self.period.first, min(self.period.last, self.today)

    @cached_property
    def reading(self) -> Reading:
        """What most figures are worked out from, read once for all of them."""
        return Reading(self)

    def over(self, period: Period) -> "Scope":
        """The same, about another period."""
        return Scope(self.user, self.teams, period, self.today)

    def planned(self):
        """Activities with a day in the period, also those that were called off."""
        return Activity.objects.visible_to(self.user).filter(team__in=self.teams).between(*self.days)

    def activities(self):
        return self.planned().on()

    def parts(self):
        """Each person's part in these activities."""
        parts = Participation.objects.visible_to(self.user).on_the_plan()
        return parts.filter(
            activity__team__in=self.teams, activity__date__range=self.days, activity__called_off_at__isnull=True
        )

    def came(self):
        return self.parts().filter(attendance__in=WERE_THERE)

    def contacts(self):
        """Contacts that count."""
        contacts = Contact.objects.visible_to(self.user).counting()
        return contacts.filter(team__in=self.teams).between(*self.days)

    def milestones(self):
        """Of people who are in these teams now: a milestone keeps no team of its own."""
        milestones = Milestone.objects.visible_to(self.user).standing()
        return milestones.filter(beneficiary__team__in=self.teams, date__range=self.days)

    def feedback(self):
        return Feedback.objects.visible_to(self.user).filter(activity__in=self.activities())

    def who_else(self):
        return WhoElse.objects.filter(activity__in=self.activities())

    def others(self):
        """Others asked along to these activities, of whom nobody has said no."""
        return OtherGuest.objects.visible_to(self.user).filter(activity__in=self.activities()).exclude(answer=Answer.NO)

    def topics(self):
        """Topics of these teams whose last day to answer was in the period."""
        return Topic.objects.visible_to(self.user).filter(team__in=self.teams, closes_on__range=self.days)

    def cash(self):
        """What cash of these teams' plans was spent in the period, and what put that right."""
        entries = LedgerEntry.objects.visible_to(self.user).cash_spent()
        return entries.filter(request__activity__team__in=self.teams, day__range=self.days)

    def payments(self):
        """What was paid to people or offered to them, also where they said no, and what takes that back."""
        payments = Payment.objects.visible_to(self.user)
        return payments.filter(activity__team__in=self.teams, on__range=self.days)
