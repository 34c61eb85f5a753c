"""Writing down what was paid or driven. Nothing is ever changed: another entry takes back what was wrong."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from activities import mileage
from activities.actions.upload import keep_upload
from activities.models import MileageClaim, MileageRate, Payment
from activities.models.money_entry import MoneyEntry
from activities.uploads import CleanFile
from teams.keeping import keep_once
from teams.models import User


class NoRate(Exception):
    """No mileage rate is known for this vehicle on this day."""


@dataclass(frozen=True)
class WorkedOut:
    """What a journey costs, in pounds, and how that comes about."""

    amount: Decimal
    said: str


def work_out_mileage(*, by, vehicle: str, miles: Decimal, on: date) -> WorkedOut:
    """Work out what a journey costs somebody, from the rate of that day and their miles in its tax year so far.

    Raises NoRate.
    """
    rate = MileageRate.objects.holding_on(on, vehicle=vehicle)
    if rate is None:
        raise NoRate
    so_far = MileageClaim.objects.miles_so_far(by=by, vehicle=vehicle, on=on) if rate.threshold else Decimal(0)
    known = {"rate": rate, "miles_before": so_far}
    return WorkedOut(mileage.cost(miles, **known), mileage.say_working_out(miles, **known))


@transaction.atomic
def claim_mileage(*, claim: MileageClaim) -> MileageClaim:
    """Keep a journey with what it costs. Sent twice with the same `key` it is kept once. Raises NoRate."""
    # One claim of somebody at a time, so that no two count the same miles before them.
    User.objects.select_for_update().get(pk=claim.by_id)
    worked_out = work_out_mileage(by=claim.by, vehicle=claim.vehicle, miles=claim.miles, on=claim.on)
    claim.amount = worked_out.amount
    return keep_once(claim, by=claim.by, key=claim.key)


@transaction.atomic
def keep_payment(*, payment: Payment, receipt: CleanFile | None = None) -> Payment:
    """Keep what somebody was paid, or said no to, with the receipt where there is one.

    Sent twice with the same `key` it is kept once.
    """
    same = {"by": payment.by, "key": payment.key}
    if receipt and not Payment.objects.filter(**same).exists():
        payment.receipt = keep_upload(file=receipt, by=payment.by)
    return keep_once(payment, **same)


@transaction.atomic
def take_back(*, entry: MoneyEntry, by) -> bool:
    """Add the entry after which this one counts for nothing. Return whether that is new.

    What takes something back stays, and so does what was taken back before.
    """
    if entry.takes_back_id:
        return False
    try:
        with transaction.atomic():
            entry.opposite(by=by).save(force_insert=True)
    except IntegrityError:
        if not type(entry).objects.filter(takes_back=entry).exists():
            raise
        return False
    return True
