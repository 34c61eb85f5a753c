"""What a figure is handed on as: a table with its definition. Pure, no database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import wraps

from django.utils.formats import date_format

from activities.pounds import say_pounds


class Type(Enum):
    """What stands in a column."""

    WORDS = "words"
    DATE = "date"
    NUMBER = "number"
    POUNDS = "pounds"


class Hidden(Enum):
    """Stands where a number is not shown, because it is of too few people."""

    HIDDEN = "hidden"


HIDDEN = Hidden.HIDDEN
Cell = str | int | date | Decimal | Hidden | None


@dataclass(frozen=True)
class Column:
    """A column of a table. `people` says that its numbers are of people, who may be too few to be shown; `of` names the
    column of people from which this one follows, so that it is hidden with it."""

    key: str
    title: str
    type: Type = Type.NUMBER
    people: bool = False
    of: str = ""

    @property
    def is_words(self) -> bool:
        return self.type in (Type.WORDS, Type.DATE)

    def say(self, cell: Cell) -> str:
        """A cell of this column as a page says it; a dash where there is nothing to say."""
        if cell is HIDDEN:
            return "hidden"
        if cell is None:
            return "–"
        if self.type == Type.POUNDS:
            return say_pounds(cell)
        if self.type == Type.DATE:
            return date_format(cell, "j F Y")
        return str(cell) if self.is_words else f"{cell:,}"


@dataclass(frozen=True)
class Table:
    """One figure. The first column says what each row is of; `total` is a row of its own, where there is one."""

    key: str
    title: str
    definition: str
    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]]
    total: tuple[Cell, ...] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to count."""
        return not any(cell for row in self.all_rows for cell in row[1:])

    @property
    def all_rows(self) -> list[tuple[Cell, ...]]:
        return [*self.rows, *([self.total] if self.total else [])]

    @property
    def said(self) -> list[list[str]]:
        """The rows in words, without the total."""
        return [self._say(row) for row in self.rows]

    @property
    def said_total(self) -> list[str]:
        return self._say(self.total) if self.total else []

    def _say(self, row):
        return [column.say(cell) for column, cell in zip(self.columns, row, strict=True)]


def label(title: str) -> Column:
    """The first column, which says what each row is of."""
    return Column("of", title, Type.WORDS)


def definition_of(work_out: Callable) -> str:
    """The first sentence of a figure's docstring: what people read beside it."""
    return " ".join(work_out.__doc__.split()).partition(". ")[0].rstrip(".") + "."


def figure(title: str):
    """Make a named figure of a function that works out `(columns, rows)` or `(columns, rows, total)` of a scope."""

    def named(work_out):
        @wraps(work_out)
        def table(scope) -> Table:
            return Table(work_out.__name__, title, definition_of(work_out), *work_out(scope))

        table.title = title
        return table

    return named
