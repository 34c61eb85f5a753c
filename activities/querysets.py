"""Which activities a user may see, and how they are fetched for each page."""

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from activities.rules import LOOSE_ENDS_FOR, NEXT_WEEKS
from beneficiaries.models import Beneficiary
from checklist.models import Step
from teams.models import User


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A coordinator sees every activity, anyone else those of their teams."""
        return self if user.is_coordinator else self.filter(team__in=user.team_ids)

    def on(self):
        """Not called off."""
        return self.filter(called_off_at__isnull=True)

    def called_off(self):
        return self.filter(called_off_at__isnull=False)

    def coming(self, today):
        return self.on().filter(date__gte=today)

    def past(self, today):
        return self.on().filter(date__lt=today)

    def not_coming(self, today):
        """Past, without a date, or called off."""
        return self.exclude(called_off_at__isnull=True, date__gte=today)

    def without_date(self):
        return self.on().filter(date__isnull=True)

    def between(self, first, last):
        return self.filter(date__range=(first, last))

    def joined_by(self, user):
        """Planned by this user, or with them as navigator."""
        invited = User.objects.filter(navigated_activities=OuterRef("pk"), pk=user.pk)
        return self.filter(Q(champion=user) | Exists(invited))

    def for_review_by(self, user):
        """Activities with people on this user's caseload; a lead navigator's whole team."""
        caseload = Beneficiary.objects.filter(activities=OuterRef("pk"), navigators=user)
        return self.filter(Exists(caseload) | Q(team__in=user.led_team_ids))

    def not_long_gone(self, today):
        """On, and either still to come or over so lately that its loose ends are worth tying."""
        return self.on().filter(Q(date__isnull=True) | Q(date__gte=today - LOOSE_ENDS_FOR))

    def steps_to_do(self):
        """The steps still to do on these activities."""
        steps = Step.objects.to_do().filter(checklist__activity__in=self)
        return steps.select_related("task", "checklist__activity")

    def steps_ahead(self, today):
        """What is due from today to two weeks ahead, soonest first."""
        return self.steps_to_do().filter(due_on__range=(today, today + NEXT_WEEKS)).order_by("due_on", "pk")

    def steps_late(self, today):
        """What was due before today, the latest first."""
        return self.steps_to_do().filter(due_on__lt=today).order_by("-due_on", "-pk")

    def with_people(self, user):
        """Fetch the beneficiaries on each activity that this user may see."""
        return self._with(Beneficiary.objects.visible_to(user))

    def with_caseload_marked(self, user):
        """The same, with those on this user's caseload marked."""
        return self._with(Beneficiary.objects.visible_to(user).mark_caseload_of(user))

    def _with(self, people):
        return self.prefetch_related(Prefetch("beneficiaries", people.order_by("reference"), to_attr="people"))

    def for_cards(self, user):
        """Fetch what a card in a list shows, apart from the path."""
        return self.select_related("team", "champion").with_people(user)


class ParticipationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The part of people whom the user may see."""
        return self.filter(beneficiary__in=Beneficiary.objects.visible_to(user))


class OfPlansQuerySet(models.QuerySet):
    """Rows that belong to a plan, and are seen by whoever sees it."""

    def visible_to(self, user):
        return self if user.is_coordinator else self.filter(activity__team__in=user.team_ids)


class PlanChangeQuerySet(OfPlansQuerySet):
    pass


class ReviewQuerySet(OfPlansQuerySet):
    pass


class MessageQuerySet(OfPlansQuerySet):
    pass


class ConversationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those about plans that the user may see."""
        return self if user.is_coordinator else self.filter(step__checklist__activity__team__in=user.team_ids)


def add_paths(activities):
    """Give each activity its `path`, the progress at each stage, in one query for all of them."""
    activities = list(activities)
    progress = Step.objects.progress_of([activity.checklist_id for activity in activities])
    for activity in activities:
        activity.path = progress[activity.checklist_id]
    return activities
