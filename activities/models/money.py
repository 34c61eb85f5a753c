"""Money for activities: budgets, what a plan needs, the request for cash and its ledger."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from activities.money import ZERO, Kind, State, What, period_problem
from activities.money_querysets import (
    BudgetQuerySet,
    CashRequestQuerySet,
    EstimateLineQuerySet,
    LedgerEntryQuerySet,
)
from activities.pounds import PENNY
from teams.models import Team, User


def pounds(**kwargs):
    """A column of pounds and pence, penny-exact."""
    return models.DecimalField(max_digits=9, decimal_places=2, **kwargs)


class Budget(models.Model):
    """Money of a team for a period. What is left is worked out, never kept."""

    name = models.CharField(max_length=80, help_text="As the team knows it: Activities 2026–27.")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="budgets")
    starts_on = models.DateField("from")
    ends_on = models.DateField("up to and with")
    holder = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who says yes to cash from it. If nobody is chosen, the team’s budget holder is asked.",
    )
    amount = pounds(help_text="In pounds, for the whole period.")

    objects = BudgetQuerySet.as_manager()

    class Meta:
        ordering = ["-ends_on", "name", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="budget_not_below_nothing"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="budget_ends_after_it_starts"),
        ]

    def __str__(self):
        return f"{self.name}, {self.team}"

    def clean(self):
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "The last day is before the first. Check both days."})

    @property
    def held_by_user(self):
        """Who looks after it, as far as somebody is named: the same as `money_querysets.held_by` for one row."""
        named = (self.holder, self.team.budget_holder)
        return next((user for user in named if user and user.is_active), None)

    def problem_with(self, activity, *, today):
        """Why it cannot pay for a plan, in a plain sentence, or an empty string."""
        return period_problem(self.starts_on, self.ends_on, plan_day=activity.date, today=today)

    @property
    def left(self):
        """What is not promised yet, for a budget fetched `with_left`. SQLite adds up in floats: back to the penny."""
        return (self.amount - (self.promised or ZERO) + (self.brought_back or ZERO)).quantize(PENNY)


class EstimateLine(models.Model):
    """One of the form's kinds of cost on a plan: so many, so much each."""

    activity = models.ForeignKey("activities.Activity", on_delete=models.CASCADE, related_name="estimate_lines")
    what = models.CharField(max_length=12, choices=What)
    quantity = models.PositiveSmallIntegerField()
    each = pounds()

    objects = EstimateLineQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "what"], name="estimate_line_once_for_each_kind"),
            models.CheckConstraint(condition=Q(what__in=What.values), name="estimate_line_kind_known"),
            models.CheckConstraint(condition=Q(quantity__gte=1, each__gte=0), name="estimate_line_not_below_nothing"),
        ]

    def __str__(self):
        return f"{self.get_what_display()}: {self.quantity} × {self.each}"

    @property
    def total(self):
        return self.quantity * self.each


class CashRequest(models.Model):
    """What a plan asks of a budget, and where that is. Its story stands in the ledger."""

    activity = models.OneToOneField("activities.Activity", on_delete=models.PROTECT, related_name="cash_request")
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, null=True, related_name="requests")
    state = models.CharField(max_length=12, choices=State, default=State.ESTIMATE)
    amount = pounds(default=ZERO)
    needed_by = models.DateField(null=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = CashRequestQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["budget", "state"], name="cash_request_by_budget")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="cash_request_state_known"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="cash_request_not_below_nothing"),
            models.CheckConstraint(
                condition=Q(state=State.ESTIMATE) | Q(budget__isnull=False, asked_by__isnull=False, amount__gt=0),
                name="cash_request_asks_a_budget",
            ),
        ]

    def __str__(self):
        return f"{self.activity}: {self.get_state_display()}"

    def get_absolute_url(self):
        return reverse("activities:money_detail", args=[self.activity_id])

    @property
    def outside(self):
        """Why its budget does not pay for its plan as the plan is now, or an empty string."""
        return self.budget.problem_with(self.activity, today=timezone.localdate()) if self.budget_id else ""

    @property
    def why_no_yes(self):
        """Why nobody can say yes to it now, or an empty string."""
        return "This plan is called off." if self.activity.is_called_off else self.outside


class LedgerEntry(models.Model):
    """One move in the story of a request. Entries are only ever added: what was wrong is put right by another one."""

    request = models.ForeignKey(CashRequest, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind)
    # Of an entry that puts another right, the difference: it may be below nothing.
    amount = pounds(default=ZERO)
    note = models.CharField(max_length=300, blank=True)
    day = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # The second of the two people when cash changes hands.
    with_whom = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    # To be written on the receipt.
    number = models.PositiveSmallIntegerField(null=True)
    what = models.CharField(max_length=12, choices=What, blank=True)
    supplier = models.CharField(max_length=80, blank=True)
    vat = pounds(null=True)
    receipt = models.ForeignKey("activities.Upload", on_delete=models.PROTECT, null=True, related_name="receipts")
    no_receipt = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now)
    # Made when the form is opened, so that pressing Save twice writes one entry.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "ledger entries"
        indexes = [models.Index(fields=["at", "id"], name="ledger_entry_by_moment")]
        constraints = [
            models.UniqueConstraint(fields=["request", "number"], name="ledger_entry_number_once"),
            models.UniqueConstraint(fields=["request", "key"], name="ledger_entry_written_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="ledger_entry_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=Kind.CORRECTED, corrects__isnull=False)
                | ~Q(kind=Kind.CORRECTED) & Q(corrects__isnull=True, amount__gte=0),
                name="ledger_entry_not_below_nothing",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.SPENT)
                | Q(number__isnull=False, amount__gt=0) & (Q(receipt__isnull=False) | ~Q(no_receipt="")),
                name="ledger_entry_spent_has_receipt_or_reason",
            ),
            models.CheckConstraint(
                # Of an entry that puts another right, it is the difference, as the amount is.
                condition=Q(vat__isnull=True) | Q(kind=Kind.CORRECTED) | Q(vat__gte=0, vat__lte=F("amount")),
                name="ledger_entry_vat_within",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.HANDED_OVER) | Q(with_whom__isnull=False) & ~Q(with_whom=F("by")),
                name="ledger_entry_two_names",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.amount}"

    @property
    def can_be_put_right(self):
        return self.kind in (Kind.SPENT, Kind.RETURNED)
