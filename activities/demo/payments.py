"""What people in the demo were paid, or said no to, and who drove. All of it is made up."""

from decimal import Decimal
from typing import NamedTuple

from activities.actions import claim_mileage, keep_payment, take_back
from activities.models import Activity, MileageClaim, Payment, Vehicle

Kind, How, Item = Payment.Kind, Payment.How, Payment.Item


class Paid(NamedTuple):
    """What somebody got on the day of a plan. No amount says that they would rather not have it."""

    plan: str
    reference: str
    kind: Kind
    amount: str = ""
    how: How | str = ""
    item: Item | str = ""
    is_taken_back: bool = False


class Drove(NamedTuple):
    """A journey of the champion of a plan."""

    plan: str
    miles: str
    journey: str
    vehicle: Vehicle = Vehicle.CAR


PAID = [
    Paid("Planting day at the community garden", "CAL-007", Kind.COSTS, "4.60", How.CASH, Item.FARE),
    Paid("Planting day at the community garden", "CAL-018", Kind.COSTS, "46.00", How.CASH, Item.FARE, True),
    Paid("Planting day at the community garden", "CAL-018", Kind.COSTS, "4.60", How.CASH, Item.FARE),
    Paid("Planting day at the community garden", "CAL-007", Kind.GIFT, "10.00", How.CARD),
    Paid("Planting day at the community garden", "CAL-018", Kind.GIFT),
    Paid("Tea and dominoes", "CAL-011", Kind.INVOLVEMENT, "15.00", How.BANK),
    Paid("Cook and eat: chickpea curry", "BRD-009", Kind.COSTS, "3.75", How.CASH, Item.FARE),
    Paid("Cook and eat: chickpea curry", "BRD-017", Kind.COSTS, "8.20", How.CASH, Item.TAXI),
]
DROVE = [
    Drove("Planting day at the community garden", "7.5", "Office to the garden centre, the garden and back"),
    Drove("Slow walk and talk with a health group", "3", "Office to the park and back", Vehicle.BICYCLE),
]


def keep_payments() -> None:
    """Write down what was paid and driven, each on the day of its plan."""
    for paid in PAID:
        _pay(paid, Activity.objects.get(description=paid.plan))
    for drove in DROVE:
        plan = Activity.objects.get(description=drove.plan)
        journey = {"vehicle": drove.vehicle, "miles": Decimal(drove.miles), "journey": drove.journey}
        claim_mileage(claim=MileageClaim(activity=plan, on=plan.date, by=plan.champion, **journey))


def _pay(paid, plan):
    payment = Payment(
        activity=plan,
        beneficiary=plan.beneficiaries.get(reference=paid.reference),
        kind=paid.kind,
        amount=Decimal(paid.amount) if paid.amount else None,
        declined=not paid.amount,
        how=paid.how,
        item=paid.item,
        on=plan.date,
        by=plan.champion,
    )
    keep_payment(payment=payment)
    if paid.is_taken_back:
        take_back(entry=payment, by=plan.champion)
