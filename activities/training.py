"""What training a kind of activity asks for, beside what people on the plan hold. Pure functions, no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from teams.models import Training


@dataclass(frozen=True)
class Asked:
    """A training that a kind of activity asks for, and how that stands on a plan."""

    words: str
    is_held: bool


def say_training(asked: dict[str, list[str]], held: Iterable, *, day: date | None, today: date) -> list[Asked]:
    """Say for each training that is asked for who holds it on the plan's day (else today), or whose ran out.

    `asked` is `{training: the kinds of activity that ask for it}`; `held` are rows of people on the plan, with `user`.
    """
    held = list(held)
    return [
        _say_one(Training(kind), by, [row for row in held if row.kind == kind], day or today, today)
        for kind, by in sorted(asked.items(), key=lambda pair: Training.values.index(pair[0]))
    ]


def _say_one(kind, asked_by, rows, day, today):
    asks = f"“{asked_by[0]}” asks for {kind.label.lower()}"
    valid = [row for row in rows if row.holds_on(day)]
    if valid:
        names = " and ".join(row.user.name for row in valid[:2])
        return Asked(f"{asks}: {names} {'has' if len(valid) == 1 else 'have'} it.", is_held=True)
    if rows:
        newest = max(rows, key=lambda row: row.expires_on)
        runs_out = "ran out" if newest.expires_on < today else "runs out"
        whose = f"{newest.user.get_short_name()}’s {runs_out} on {date_format(newest.expires_on)}"
        return Asked(f"{asks}: {whose}.", is_held=False)
    return Asked(f"{asks}. Nobody on this plan has it written down.", is_held=False)
