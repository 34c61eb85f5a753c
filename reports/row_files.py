"""Rows as a file, some thousand at a time, so that memory stays flat however many there are."""

import csv
import json
from collections.abc import Iterator
from itertools import count
from typing import BinaryIO

import xlsxwriter
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet

from activities.finance import Line, as_text
from reports.rows import Rows
from reports.scope import Scope
from reports.tables import Cell, Type

AT_A_TIME = 2000
# More is made by a worker, while the page says how far it is.
MOST_AT_ONCE = 50_000
MOST_IN_EXCEL = 1_048_575
DATE_WIDTH, WIDTH = 12, 28
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def batches(found: QuerySet) -> Iterator[list]:
    """The rows in the order of their numbers, a batch in a query: no transaction stays open, on either database."""
    found, last = found.order_by("pk"), 0
    while batch := list(found.filter(pk__gt=last)[:AT_A_TIME]):
        yield batch
        last = batch[-1].pk


def csv_lines(rows: Rows, scope: Scope) -> Iterator[tuple[str, int]]:
    """The file piece by piece, each with how many rows are in it. Days are as in 2026-10-31, money as in 84.50."""
    writer = csv.writer(Line())
    yield BYTE_ORDER_MARK + writer.writerow([column.title for column in rows.columns]), 0
    for batch in batches(rows.find(scope)):
        lines = (writer.writerow([as_text(cell) for cell in rows.cells(each)]) for each in batch)
        yield "".join(lines), len(batch)


def json_lines(rows: Rows, scope: Scope) -> Iterator[tuple[str, int]]:
    """The same for other tools: a list of objects, one in a line. Days are as in 2026-10-31, money is text."""
    keys, before = [column.key for column in rows.columns], "["
    for batch in batches(rows.find(scope)):
        objects = (dict(zip(keys, rows.cells(each), strict=True)) for each in batch)
        lines = (json.dumps(each, cls=DjangoJSONEncoder, ensure_ascii=False) for each in objects)
        yield before + "\n" + ",\n".join(lines), len(batch)
        before = ","
    yield ("[]\n" if before == "[" else "\n]\n"), 0


def write_xlsx(file: BinaryIO, rows: Rows, scope: Scope, definition: str) -> Iterator[int]:
    """Write a workbook, days as days and money as money, with a sheet that says what is counted."""
    with xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True})
        formats = {
            Type.DATE: book.add_format({"num_format": "d mmm yyyy", "align": "left"}),
            Type.POUNDS: book.add_format({"num_format": "£#,##0.00"}),
        }
        looks = [formats.get(column.type) for column in rows.columns]
        sheet, lines = book.add_worksheet("Rows"), count(1)
        for place, column in enumerate(rows.columns):
            sheet.set_column(place, place, DATE_WIDTH if column.type == Type.DATE else WIDTH)
            sheet.write_string(0, place, column.title, bold)
        for batch in batches(rows.find(scope)):
            for each in batch:
                _write_line(sheet, next(lines), rows.cells(each), looks)
            yield len(batch)
        about = book.add_worksheet("Definitions")
        about.set_column(0, 1, WIDTH)
        for line, pair in enumerate(_about(scope, definition)):
            for place, words in enumerate(pair):
                about.write_string(line, place, as_text(words))


def _write_line(sheet, line, cells: tuple[Cell, ...], looks):
    for place, (cell, look) in enumerate(zip(cells, looks, strict=True)):
        if isinstance(cell, str):
            sheet.write_string(line, place, as_text(cell))
        elif cell is not None:
            sheet.write(line, place, cell, look)


def _about(scope, definition):
    yield "What is counted", definition
    yield "When", scope.period.name
    yield "Teams", ", ".join(team.name for team in scope.teams)


# What is written line by line.
LINES = {"csv": csv_lines, "json": json_lines}


def write_rows(format: str, file: BinaryIO, rows: Rows, scope: Scope, definition: str) -> Iterator[int]:
    """Write the file; say after each piece how many rows it had."""
    if format not in LINES:
        yield from write_xlsx(file, rows, scope, definition)
        return
    for piece, number in LINES[format](rows, scope):
        file.write(piece.encode())
        yield number
