"""Years that begin on another day than the first of January. Pure functions, no database."""

from dataclasses import dataclass
from datetime import date, timedelta

# The United Kingdom's tax year, as a month and a day.
TAX_YEAR_STARTS = (4, 6)


@dataclass(frozen=True)
class Year:
    """A year from its first to its last day, both included."""

    first: date
    last: date

    @property
    def before(self) -> "Year":
        """The year that ended the day before this one began."""
        return Year(date(self.first.year - 1, self.first.month, self.first.day), self.first - timedelta(days=1))


def year_of(day: date, *, starts: tuple[int, int] = TAX_YEAR_STARTS) -> Year:
    """Return the year that a day falls in, where years start on this month and day (never on 29 February)."""
    first = date(day.year if (day.month, day.day) >= starts else day.year - 1, *starts)
    return Year(first, date(first.year + 1, *starts) - timedelta(days=1))
