"""Money for a beneficiary: three things that are never mixed up."""

from django.db import models
from django.db.models import Q

from activities.models.money_entry import MoneyEntry
from activities.payment_querysets import PaymentQuerySet
from beneficiaries.models import Beneficiary


class Payment(MoneyEntry):
    """What somebody was paid in connection with a plan, or said no to."""

    class Kind(models.TextChoices):
        COSTS = "costs", "Their own costs"
        GIFT = "gift", "Thank-you gift or reward card"
        INVOLVEMENT = "involvement", "Involvement payment"

    class How(models.TextChoices):
        CASH = "cash", "Cash"
        BANK = "bank", "Into their bank account"
        CARD = "card", "Gift card or voucher"

    class Item(models.TextChoices):
        FARE = "fare", "Bus or train fare"
        TAXI = "taxi", "Taxi"
        FOOD = "food", "Food or drink"
        CARE = "care", "Care for a child or relative"
        CALLS = "calls", "Calls or data"
        OTHER = "other", "Something else"

    beneficiary = models.ForeignKey(
        Beneficiary, on_delete=models.PROTECT, related_name="payments", verbose_name="Who is it for?"
    )
    kind = models.CharField(max_length=11, choices=Kind)
    declined = models.BooleanField("They would rather not have it", default=False, db_default=False)
    amount = models.DecimalField("How much?", max_digits=8, decimal_places=2, null=True, blank=True)
    # Chosen, not written, so that nothing about somebody gets into the accounts.
    item = models.CharField("What was it for?", max_length=5, choices=Item, blank=True)
    how = models.CharField("How do they get it?", max_length=4, choices=How, blank=True)
    receipt = models.ForeignKey(
        "activities.Upload", on_delete=models.PROTECT, null=True, blank=True, related_name="payments"
    )

    objects = PaymentQuerySet.as_manager()

    class Meta(MoneyEntry.Meta):
        indexes = [
            *MoneyEntry.Meta.indexes,
            models.Index(fields=["beneficiary", "on"], name="payment_by_person"),
        ]
        constraints = [
            *MoneyEntry.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=["costs", "gift", "involvement"]), name="payment_kind_known"),
            models.CheckConstraint(
                condition=Q(declined=True, amount__isnull=True, how="")
                | Q(declined=False, amount__isnull=False, how__in=["cash", "bank", "card"]),
                name="payment_declined_or_of_an_amount",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True)
                | Q(takes_back__isnull=True, amount__gt=0)
                | Q(takes_back__isnull=False, amount__lt=0),
                name="payment_below_nothing_only_if_taken_back",
            ),
            models.CheckConstraint(
                condition=Q(kind="costs") | Q(item="", receipt__isnull=True), name="payment_receipts_are_of_costs"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.beneficiary}"

    @property
    def words(self):
        """What it is, for whom, and how they got it, as a list says it."""
        said = (self.beneficiary.called, self.get_kind_display(), self.get_item_display(), self.get_how_display())
        return " · ".join(filter(None, said))

    @property
    def receipt_number(self):
        """What stands on the receipt, in the accounts and on the plan's page alike; nothing where there is none."""
        return f"P{self.takes_back_id or self.pk}" if self.receipt_id else ""
