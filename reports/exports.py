"""A report as a file: tidy tables for a spreadsheet, or for another tool. What is hidden on the page is hidden here."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO

import xlsxwriter

from activities.finance import Line, as_text
from reports.tables import HIDDEN, Cell, Table, Type

COLUMNS = ("Figure", "Row", "Column", "Number")
CSV = "text/csv; charset=utf-8"
JSON = "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"csv": CSV, "json": JSON, "xlsx": XLSX}
LONGEST_SHEET_NAME = 31
WIDTH = 34


def as_csv(tables: list[Table]) -> Iterator[str]:
    """Every number as a line of its own, line by line, with the mark by which Excel knows a £ when it sees one."""
    writer = csv.writer(Line())
    yield "\N{ZERO WIDTH NO-BREAK SPACE}"
    yield writer.writerow(COLUMNS)
    for table in tables:
        for row in table.all_rows:
            for column, cell in zip(table.columns[1:], row[1:], strict=True):
                yield writer.writerow([table.title, as_text(row[0]), column.title, _plain(cell)])


def as_xlsx(tables: list[Table]) -> BytesIO:
    """A workbook: what each figure means, then a sheet for each, with numbers as numbers and money as money."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False}) as book:
        bold, pounds = book.add_format({"bold": True}), book.add_format({"num_format": "£#,##0.00"})
        names = _sheet_names(tables)
        _write(book.add_worksheet("Definitions"), [("Sheet", "Figure", "Definition")], bold)
        _write(book.get_worksheet_by_name("Definitions"), _definitions(tables, names), None, start=1)
        for name, table in zip(names, tables, strict=True):
            sheet = book.add_worksheet(name)
            _write(sheet, [[column.title for column in table.columns]], bold)
            _write(sheet, table.all_rows, None, start=1, formats=[_format(column, pounds) for column in table.columns])
    file.seek(0)
    return file


def as_json(tables: list[Table], scope) -> dict:
    """What another tool reads: the period, the teams, and each figure with its definition. Money is text."""
    return {
        "first": scope.period.first,
        "last": scope.period.last,
        "teams": [team.name for team in scope.teams],
        "figures": [_as_dict(table) for table in tables],
    }


def _as_dict(table):
    columns = [{"key": column.key, "title": column.title, "type": column.type.value} for column in table.columns]
    rows = [[_plain(cell) for cell in row] for row in table.rows]
    total = [_plain(cell) for cell in table.total] if table.total else None
    return {
        "key": table.key,
        "title": table.title,
        "definition": table.definition,
        "columns": columns,
        "rows": rows,
        "total": total,
    }


def _plain(cell: Cell):
    return "hidden" if cell is HIDDEN else cell


def _sheet_names(tables):
    """A short name for each sheet, with its number in front so that no two are the same."""
    cut = LONGEST_SHEET_NAME
    return [f"{number} {table.title}"[:cut].strip() for number, table in enumerate(tables, start=1)]


def _definitions(tables, names):
    return [(name, table.title, table.definition) for name, table in zip(names, tables, strict=True)]


def _format(column, pounds):
    return pounds if column.type == Type.POUNDS else None


def _write(sheet, rows, style, *, start=0, formats=None):
    sheet.set_column(0, 0, WIDTH)
    for number, row in enumerate(rows, start=start):
        for place, cell in enumerate(row):
            cell, look = _plain(cell), formats[place] if formats else style
            if isinstance(cell, int | Decimal):
                sheet.write_number(number, place, cell, look)
            elif cell is not None:
                sheet.write_string(number, place, as_text(cell), look)
