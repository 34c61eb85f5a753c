"""What a journey in somebody's own car, on a motorcycle or on a bicycle costs. Pure functions, no database.

HMRC approves an amount for each mile. For a car or van it is lower above a number of miles in one tax year; the rates
themselves are data, each with the day from which it holds (`MileageRate`).
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from activities.pounds import PENNY, say_pounds

PENCE_IN_A_POUND = 100


def parts(miles: Decimal, *, rate, miles_before: Decimal = Decimal(0)) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield `(miles, pence for each)`: those up to the rate's threshold, then those above it.

    `miles_before` is what the same person drove in the same tax year up to now.
    """
    if rate.threshold is None:
        yield miles, rate.pence
        return
    up_to = min(miles, max(rate.threshold - miles_before, Decimal(0)))
    if up_to:
        yield up_to, rate.pence
    if miles > up_to:
        yield miles - up_to, rate.pence_above


def cost(miles: Decimal, *, rate, miles_before: Decimal = Decimal(0)) -> Decimal:
    """Return what a journey costs at this rate, in pounds, with half a penny rounded up."""
    pence = sum(each * of_each for each, of_each in parts(miles, rate=rate, miles_before=miles_before))
    return (pence / PENCE_IN_A_POUND).quantize(PENNY, ROUND_HALF_UP)


def say_working_out(miles: Decimal, *, rate, miles_before: Decimal = Decimal(0)) -> str:
    """Say how the cost comes about: "12.5 miles at 45p a mile: £5.63"."""
    said = " and ".join(
        f"{say_miles(each)} at {_plain(of_each)}p a mile"
        for each, of_each in parts(miles, rate=rate, miles_before=miles_before)
    )
    return f"{said}: {say_pounds(cost(miles, rate=rate, miles_before=miles_before))}"


def say_miles(miles: Decimal) -> str:
    """Say a distance: "1 mile", "12.5 miles"."""
    return f"{_plain(miles)} {'mile' if miles == 1 else 'miles'}"


def _plain(number):
    """A number without the noughts after its point."""
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"
