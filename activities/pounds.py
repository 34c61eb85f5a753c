"""Pounds and pence: how they are read and said. Pure functions, no database. An amount is a Decimal, penny-exact."""

import re
from decimal import Decimal

PENNY = Decimal("0.01")
MOST = Decimal("99999.99")
NOT_READ = "We cannot read that as an amount. Write it like 84.50."
_AMOUNT = re.compile(r"(?P<below>[-−])? ?£? ?(?P<pounds>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<pence>[0-9]+))?")


def read_pounds(typed: str) -> Decimal:
    """Read "84.50", "£84.50", "84.5" or "1,284" as pounds; raise ValueError with a plain sentence where that fails."""
    found = _AMOUNT.fullmatch(typed.strip())
    if not found:
        raise ValueError(NOT_READ)
    if found["below"]:
        raise ValueError("An amount cannot be below nothing. Leave out the minus sign.")
    if len(found["pence"] or "") > 2:
        raise ValueError("There are no parts of a penny. Write two places after the point, like 84.50.")
    return Decimal(f"{found['pounds'].replace(',', '')}.{(found['pence'] or '').ljust(2, '0')}")


def amount_problem(amount: Decimal, *, least: Decimal = PENNY, most: Decimal = MOST) -> str:
    """Return what is wrong with how much it is, in a plain sentence, or an empty string."""
    if amount < least:
        return "Write an amount above nothing." if least == PENNY else f"The least is {say_pounds(least)}."
    if amount > most:
        return f"That is more than {say_pounds(most)}. Check the amount."
    return ""


def say_pounds(amount: Decimal) -> str:
    """Say an amount: "£84.50", "£1,284.50", "−£6.20"."""
    return f"{'−' if amount < 0 else ''}£{abs(amount):,.2f}"
