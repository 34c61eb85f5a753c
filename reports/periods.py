"""Periods that figures are of: months, quarters and years of a project. Pure functions, no database."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

ONE_DAY = timedelta(days=1)
EARLIEST = date(2000, 1, 1)
LONGEST_YEARS = 10


@dataclass(frozen=True)
class Period:
    """From a first to a last day, both included."""

    first: date
    last: date

    @property
    def is_of_whole_months(self) -> bool:
        return self.first.day == 1 and (self.last + ONE_DAY).day == 1

    @property
    def months(self) -> int:
        """How many calendar months it touches."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def before(self) -> "Period":
        """As long, and ends the day before this one begins: counted in months where it is of whole ones."""
        if self.is_of_whole_months:
            return _months(_months_on(self.first, -self.months), self.months)
        days = self.last - self.first
        return Period(self.first - ONE_DAY - days, self.first - ONE_DAY)

    @property
    def year_before(self) -> "Period":
        """The same one a year earlier. 29 February becomes the 28th, the last day of a whole month stays the last."""
        if self.is_of_whole_months:
            return _months(_months_on(self.first, -12), self.months)
        return Period(_a_year_earlier(self.first), _a_year_earlier(self.last))

    @property
    def name(self) -> str:
        """As people say it: "October 2017", "September to December 2017", "3 October to 2 November 2017"."""
        if not self.is_of_whole_months:
            return _span(self.first, self.last, "j F", same_if=self.first == self.last)
        return _span(self.first, self.last, "F", same_if=self.months == 1)


def month_of(day: date) -> Period:
    """The calendar month that a day is in."""
    return _months(day.replace(day=1), 1)


def quarter_of(day: date, *, starts: int) -> Period:
    """The quarter that a day is in, where project years begin on the first of the month `starts`, 1 to 12."""
    return _months(_months_on(day.replace(day=1), -((day.month - starts) % 3)), 3)


def project_year_of(day: date, *, starts: int) -> Period:
    """The project year that a day is in, where it begins on the first of the month `starts`, 1 to 12."""
    return _months(_months_on(day.replace(day=1), -((day.month - starts) % 12)), 12)


def publishing_problem(period: Period, *, today: date, starts: int, is_whole_programme: bool) -> str:
    """Why figures of a period are not for publishing, in a plain sentence, or an empty string.

    What is published is of one grid that never overlaps: whole quarters that are over, of all teams. Then nobody can
    take one copy from another and be left with a few people.
    """
    if not is_whole_programme:
        return "Only figures of all teams together can be published. Ask a coordinator for them."
    if period == quarter_of(period.first, starts=starts) and period.last < today:
        return ""
    quarter = quarter_of(today, starts=starts).before
    return f"Only a whole quarter that is over can be published, such as {quarter.name}."


def offered(today: date, *, starts: int) -> list[tuple[str, Period]]:
    """The periods to choose with one press, each with what it is called."""
    month, quarter = month_of(today), quarter_of(today, starts=starts)
    year = project_year_of(today, starts=starts)
    return [
        ("This month", month),
        ("Last month", month.before),
        ("This quarter", quarter),
        ("Last quarter", quarter.before),
        ("This project year", year),
        ("Last project year", year.before),
    ]


def _months_on(first, number):
    months = first.year * 12 + first.month - 1 + number
    return date(months // 12, months % 12 + 1, 1)


def _months(first, number):
    return Period(first, _months_on(first, number) - ONE_DAY)


def _a_year_earlier(day):
    return date(day.year - 1, day.month, min(day.day, monthrange(day.year - 1, day.month)[1]))


def _span(first, last, words, *, same_if):
    until = date_format(last, f"{words} Y")
    if same_if:
        return until
    return f"{date_format(first, words if first.year == last.year else f'{words} Y')} to {until}"
