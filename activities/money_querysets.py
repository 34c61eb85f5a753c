"""Who may see and decide on money, and how it is fetched."""

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from activities import money
from activities.payment_querysets import WrittenDownQuerySet
from teams.models import Leave, Role, Team, User


def held_by(budget=""):
    """Who looks after a budget: its holder, else its team's. Nobody there: the coordinators are asked."""
    of_team = f"{budget}team__budget_holder"
    return Case(
        When(**{f"{budget}holder__is_active": True}, then=F(f"{budget}holder")),
        When(**{f"{of_team}__is_active": True}, then=F(of_team)),
        output_field=models.BigIntegerField(),
    )


def coordinators():
    return User.objects.active().filter(memberships__role=Role.COORDINATOR)


def deciders(request, today):
    """Everybody who may decide on a request today, those who stand in first, with `stands_in` marked.

    That is whoever looks after its budget, and their deputy while they are away; never whoever asked. Where nobody is
    left by that, or nobody was named, it is for the coordinators. The request comes with its budget, that with its
    holder, its team and the team's budget holder.
    """
    holder = request.budget and request.budget.held_by_user
    heads = Q(pk=holder.pk) if holder else Q()
    if holder is None or holder.pk == request.asked_by_id:
        heads |= Q(pk__in=coordinators().values("pk"))
    standing_in = Leave.objects.touching(today, today).filter(user__in=User.objects.active().filter(heads))
    found = User.objects.active().filter(heads | Q(pk__in=standing_in.values("deputy")))
    marked = found.annotate(stands_in=Exists(standing_in.filter(deputy=OuterRef("pk"))))
    return marked.exclude(pk=request.asked_by_id).order_by("-stands_in", "name", "pk")


def second_people(activity, holders, *, beside):
    """Who can be the second when cash of a plan changes hands: the `holders`, who look after the budget.

    Beside one of them, the plan's team too.
    """
    members = Q(pk__in=[user.pk for user in holders])
    if beside in holders:
        members |= Q(memberships__team=activity.team_id)
    return User.objects.active().filter(members).exclude(pk=beside.pk).distinct().order_by("name", "pk")


def _kept_by(user, today, nobodys):
    """Rows `held_by` this user, or by somebody for whom they stand in; `nobodys` where that is a coordinator too."""
    away = user.stands_in_for(today)
    theirs = Q(held_by__in={user.pk, *(user_id for user_id, _ in away)})
    is_asked = user.is_coordinator or any(role == Role.COORDINATOR for _, role in away)
    return theirs | nobodys if is_asked else theirs


class BudgetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of teams that the user sees, and those on which they may have to decide."""
        if user.is_coordinator:
            return self
        return self.filter(Q(team__in=user.team_ids) | Q(pk__in=self.asked_of(user, timezone.localdate()).values("pk")))

    def kept_by(self, user, today):
        """Those that this user looks after today; a coordinator every one. Whoever stands in for one, nobody's."""
        if user.is_coordinator:
            return self
        return self.annotate(held_by=held_by()).filter(_kept_by(user, today, Q(held_by__isnull=True)))

    def asked_of(self, user, today):
        """Those that this user looks after today, and those whose holder asked, so that others decide."""
        if user.is_coordinator:
            return self
        decided = apps.get_model("activities", "CashRequest").objects.decided_by(user, today)
        kept = Q(pk__in=self.kept_by(user, today).values("pk"))
        return self.filter(kept | Q(pk__in=decided.values("budget")))

    def open(self, today):
        """Not over yet, the one in force first."""
        return self.filter(ends_on__gte=today).order_by("starts_on", "pk")

    def of_plan(self, activity, today):
        """The team's that are not over yet or are for a plan's own day, the one in force first."""
        day = activity.date or today
        wanted = Q(ends_on__gte=today) | Q(starts_on__lte=day, ends_on__gte=day)
        return self.filter(wanted, team=activity.team_id).order_by("starts_on", "pk")

    def with_left(self):
        """Add what was promised and what of it was brought back, for `left`."""
        requests = apps.get_model("activities", "CashRequest").objects.filter(state__in=money.PROMISED)
        requests = requests.filter(budget=OuterRef("pk")).order_by().values("budget")
        entries = apps.get_model("activities", "LedgerEntry").objects.brought_back()
        entries = entries.filter(request__budget=OuterRef("pk"), request__state__in=money.PROMISED)
        entries = entries.order_by().values("request__budget")
        return self.annotate(
            promised=Subquery(requests.annotate(sum=Sum("amount")).values("sum")),
            brought_back=Subquery(entries.annotate(sum=Sum("amount")).values("sum")),
        )

    def mark_waiting(self, user, today):
        """Add `waiting`: how many requests from it wait for this user."""
        waiting = apps.get_model("activities", "CashRequest").objects.waiting_for(user, today)
        return self.annotate(waiting=models.Count("requests", filter=Q(requests__in=waiting.values("pk"))))


class EstimateLineQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Seen by whoever sees the request."""
        requests = apps.get_model("activities", "CashRequest").objects.visible_to(user)
        return self.filter(activity__in=requests.values("activity"))


class CashRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of plans that the user sees, and those on which they may have to decide."""
        if user.is_coordinator:
            return self
        today = timezone.localdate()
        kept = apps.get_model("activities", "Budget").objects.kept_by(user, today).values("pk")
        decided = self.model.objects.decided_by(user, today).values("pk")
        return self.filter(Q(activity__team__in=user.team_ids) | Q(budget__in=kept) | Q(pk__in=decided))

    def decided_by(self, user, today):
        """Those of which it is for this user to decide, whatever became of them: the same as `deciders` for one row."""
        nobodys = Q(held_by__isnull=True) | Q(held_by=F("asked_by"))
        found = self.filter(budget__isnull=False).annotate(held_by=held_by("budget__"))
        return found.filter(_kept_by(user, today, nobodys)).exclude(asked_by=user)

    def waiting_for(self, user, today):
        """Those on which this user has the next move: to decide, or to settle."""
        return self.filter(state__in=money.WAITING).decided_by(user, today)

    def open_of(self, user):
        """Those that this user asked for, and that are not settled."""
        return self.filter(asked_by=user).exclude(state__in=[money.State.ESTIMATE, money.State.CLOSED])

    def outside_their_budget(self, today):
        """Promised, and their plan is by now on a day that is not their budget's."""
        day = Coalesce("activity__date", Value(today))
        promised = self.filter(state__in=money.OPEN_PROMISE, activity__called_off_at__isnull=True)
        return promised.exclude(budget__starts_on__lte=day, budget__ends_on__gte=day)

    def for_cards(self):
        """Fetch what a card in a list shows, what is needed soonest first."""
        plan = self.select_related("activity__team", "asked_by")
        return plan.order_by(F("needed_by").asc(nulls_last=True), "pk")

    def with_budget(self):
        """Fetch what decides who looks after its budget."""
        return self.select_related("budget__holder", "budget__team__budget_holder")


class LedgerEntryQuerySet(WrittenDownQuerySet):
    def visible_to(self, user):
        """Seen by whoever sees the request."""
        if user.is_coordinator:
            return self
        requests = apps.get_model("activities", "CashRequest").objects.visible_to(user)
        return self.filter(request__in=requests.values("pk"))

    def accounted_by(self, user, today):
        """Those of budgets that this user looks after today, and of teams whose money they account for."""
        budgets = apps.get_model("activities", "Budget").objects.kept_by(user, today).values("pk")
        teams = Team.objects.accounted_by(user).values("pk")
        return self.filter(Q(request__budget__in=budgets) | Q(request__activity__team__in=teams))

    def cash_moved(self):
        """Cash that was given out, spent or brought back, and what put that right."""
        moves = [money.Kind.HANDED_OVER, money.Kind.SPENT, money.Kind.RETURNED, money.Kind.CORRECTED]
        return self.filter(kind__in=moves)

    def cash_spent(self):
        """What was spent, and what put that right."""
        spent = money.Kind.SPENT
        return self.filter(Q(kind=spent) | Q(kind=money.Kind.CORRECTED, corrects__kind=spent))

    def brought_back(self):
        """What came back, and what put that right."""
        returned = money.Kind.RETURNED
        return self.filter(Q(kind=returned) | Q(kind=money.Kind.CORRECTED, corrects__kind=returned))
