"""What finance gets for a period: every entry about money, each as one row.

A row belongs to the day on which it was written down, whenever it was paid. So each entry is in the file of exactly one
period, however late it came, and the file of a period that is over never changes.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from heapq import merge
from io import BytesIO

from django.utils import timezone
from openpyxl import Workbook

from activities.mileage import say_miles
from activities.models import LedgerEntry, MileageClaim, Payment
from activities.rules import start_of

LONGEST_PERIOD = timedelta(days=366)
# A spreadsheet reads a cell that begins so as something to work out, which somebody else may have written.
WORKED_OUT = ("=", "+", "-", "@")
AT_A_TIME = 500


@dataclass(frozen=True)
class Row:
    """One entry, in the order of the columns. There is no beneficiary in it: the plan's page says for whom it was."""

    date: date
    plan: int
    team: str
    budget: str
    kind: str
    item: str
    supplier: str
    receipt_number: str
    gross: Decimal
    vat: Decimal | None
    by: str


COLUMNS = ("Date", "Plan", "Team", "Budget", "Kind", "Item", "Supplier", "Receipt number", "Gross", "VAT", "By")


def payment_rows(user, since: datetime, until: datetime) -> Iterator[tuple[datetime, Row]]:
    """What people were paid, as `(when it was written down, row)`. A “no, thank you” is nothing to account."""
    kept = Payment.objects.accounted_by(user).paid().kept_between(since, until)
    for payment in kept.select_related("activity__team", "by").iterator(AT_A_TIME):
        yield (
            payment.at,
            _row(
                payment,
                kind=payment.get_kind_display(),
                item=payment.get_item_display(),
                receipt_number=payment.receipt_number,
            ),
        )


def mileage_rows(user, since: datetime, until: datetime) -> Iterator[tuple[datetime, Row]]:
    """Journeys of people who work here, in the same way."""
    kept = MileageClaim.objects.accounted_by(user).kept_between(since, until)
    for claim in kept.select_related("activity__team", "by").iterator(AT_A_TIME):
        item = f"{claim.get_vehicle_display()}, {say_miles(claim.miles)}"
        yield claim.at, _row(claim, kind="Mileage", item=item)


def ledger_rows(user, since: datetime, until: datetime) -> Iterator[tuple[datetime, Row]]:
    """Cash of plans that changed hands or was spent, in the same way. Of a correction the amount is the difference."""
    moved = LedgerEntry.objects.accounted_by(user, timezone.localdate()).cash_moved().kept_between(since, until)
    around = ("request__activity__team", "request__budget", "corrects", "by")
    for entry in moved.select_related(*around).iterator(AT_A_TIME):
        yield entry.at, _ledger_row(entry)


def _ledger_row(entry):
    said = entry.corrects or entry
    activity = entry.request.activity
    return Row(
        date=entry.day,
        plan=activity.pk,
        team=activity.team.name,
        budget=entry.request.budget.name,
        kind=f"Cash: {entry.get_kind_display().lower()}",
        item=said.get_what_display(),
        supplier=said.supplier,
        receipt_number=f"{activity.pk}-{said.number}" if said.number else "",
        gross=entry.amount,
        vat=entry.vat,
        by=entry.by.name,
    )


SOURCES = [payment_rows, mileage_rows, ledger_rows]


def _row(entry, *, kind, item, receipt_number=""):
    return Row(
        date=entry.on,
        plan=entry.activity_id,
        team=entry.activity.team.name,
        budget="",
        kind=kind,
        item=item,
        supplier="",
        receipt_number=receipt_number,
        gross=entry.amount,
        vat=None,
        by=entry.by.name,
    )


def rows_of(user, first: date, last: date) -> Iterator[Row]:
    """Every row that this user accounts for, written down from a first to a last day, in order of that."""
    since, until = start_of(first), start_of(last + timedelta(days=1))
    found = merge(*(source(user, since, until) for source in SOURCES), key=lambda kept: kept[0])
    return (row for _, row in found)


def as_text(cell):
    """The cell; words that a spreadsheet would work out get an apostrophe in front, so that they stay words."""
    if not isinstance(cell, str):
        return cell
    words = "".join(letter for letter in cell if letter.isprintable()).strip()
    return f"'{words}" if words.startswith(WORKED_OUT) else words


def _table(rows: Iterable[Row]):
    yield COLUMNS
    for row in rows:
        yield [as_text(cell) for cell in astuple(row)]


class Line:
    """A file that hands back each line as soon as it is written."""

    def write(self, line):
        return line


def as_csv(rows: Iterable[Row]) -> Iterator[str]:
    """The rows as CSV, line by line, with the mark by which Excel knows a £ when it sees one."""
    writer = csv.writer(Line())
    yield "\N{ZERO WIDTH NO-BREAK SPACE}"
    for line in _table(rows):
        yield writer.writerow(line)


def as_xlsx(rows: Iterable[Row]) -> BytesIO:
    """The rows as a workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Money")
    for line in _table(rows):
        sheet.append(line)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file
