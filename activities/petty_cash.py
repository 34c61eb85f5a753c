"""What petty cash is for. A rule without database."""

from decimal import Decimal

from django.conf import settings

from activities.pounds import say_pounds


def needs_another_way(amount: Decimal) -> bool:
    """Whether one item costs too much for petty cash, and is better paid by invoice, card or bank transfer.

    Petty cash is for items under the limit, so the limit itself is too much. It ships as £20, after the advice of a
    community accountancy service in Leeds ("only for items under £20"); an organisation sets its own.
    """
    return amount >= settings.PETTY_CASH_LIMIT


def say_another_way() -> str:
    """Say what to do where something costs too much for petty cash."""
    return (
        f"Petty cash is for items under {say_pounds(settings.PETTY_CASH_LIMIT)}. "
        "Next time, ask the budget holder about another way to pay."
    )
