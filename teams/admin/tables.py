"""Reading the table in a CSV or XLSX file, at a cost that no file can drive up."""

import csv
from io import BytesIO, StringIO
from itertools import islice
from zipfile import ZipFile

from import_export.formats.base_formats import Format
from openpyxl import load_workbook
from tablib import Dataset

MOST_ROWS = 500
# Lines that are only formatted count for nothing, but nobody looks further down than this.
LAST_LINE = 2_000
MOST_COLUMNS = 20
# 500 rows unpack to some 200 kB. openpyxl needs a hundred times the memory of the worst file of this size.
MOST_UNPACKED = 3 * 1024 * 1024


class CannotUse(Exception):
    """A file that can be read, but not taken in. The message is for the person who chose it."""


class TableFile(Format):
    """A file with the names of the columns on its first line."""

    def __init__(self, encoding=None):
        """Take what import-export passes on. Each format knows its own encoding."""

    def can_import(self):
        return True

    def create_dataset(self, data):
        lines = [_cells(line) for line in islice(self.lines(data), LAST_LINE + 1)]
        headers, *rows = lines or [[]]
        filled = sum(map(bool, rows))
        if filled > MOST_ROWS or len(lines) > LAST_LINE:
            raise CannotUse(f"This file has more than {MOST_ROWS} rows. Split it into smaller files.")
        if not filled:
            raise CannotUse("This file has no rows under the column names.")
        for number, row in enumerate(rows, start=2):
            if len(row) > len(headers):
                raise CannotUse(f"Line {number} has more cells than there are column names on line 1.")
        return Dataset(*(row + [""] * (len(headers) - len(row)) for row in rows), headers=headers)


class CsvFile(TableFile):
    def lines(self, data):
        return csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))


class XlsxFile(TableFile):
    def lines(self, data):
        with ZipFile(BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise CannotUse("There is too much in this file. Copy its rows into a new spreadsheet of their own.")
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        # Without a last row, one cell at the foot of a sheet would cost a million empty rows.
        return book.active.iter_rows(max_row=LAST_LINE + 1, max_col=MOST_COLUMNS, values_only=True)


def _cells(line):
    """A line's cells as text, without the blank ones at its end."""
    cells = ["" if cell is None else str(cell).strip() for cell in line[:MOST_COLUMNS]]
    while cells and not cells[-1]:
        cells.pop()
    return cells
