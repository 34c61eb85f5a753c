"""The same figures as a file."""

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from reports.exports import as_csv, as_xlsx
from reports.report import HEADLINES
from reports.tables import HIDDEN, Column, Table, Type, label
from tests.factories import ContactFactory
from tests.helpers import client_of, text_of

TABLE = Table(
    key="spent",
    title="Cash spent, by budget and by everything else there is",
    definition="What was spent.",
    columns=(label("Budget"), Column("people", "People", people=True), Column("spent", "Spent", Type.POUNDS)),
    rows=[("=1+1", HIDDEN, Decimal("84.50"))],
    total=("In all", 12, Decimal("1284.50")),
)


@pytest.fixture
def figures(champion, calderdale):
    """Ruby's page of autumn 2017, in which she rang one person, in the form that is asked for."""
    ContactFactory(beneficiary__team=calderdale, by=champion, date=date(2017, 10, 2))
    address = reverse("reports:report_detail")
    return lambda **asked: client_of(champion).get(address, {"first": "2017-09-01", "last": "2017-12-31"} | asked)


def read_csv(text):
    return list(csv.reader(StringIO(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))))


def test_csv_has_a_line_for_each_number_and_nothing_that_a_spreadsheet_works_out():
    assert read_csv("".join(as_csv([TABLE])))[1:] == [
        [TABLE.title, "'=1+1", "People", "hidden"],
        [TABLE.title, "'=1+1", "Spent", "84.50"],
        [TABLE.title, "In all", "People", "12"],
        [TABLE.title, "In all", "Spent", "1284.50"],
    ]


def test_excel_has_the_definitions_and_then_a_sheet_for_each_figure_with_money_as_money():
    book = load_workbook(as_xlsx([TABLE, TABLE]))
    assert book.sheetnames[0] == "Definitions" and len(set(book.sheetnames)) == 3
    assert [cell.value for cell in book["Definitions"][2]] == [book.sheetnames[1], TABLE.title, TABLE.definition]
    sheet = book.worksheets[1]
    assert [[cell.value for cell in row] for row in sheet] == [
        ["Budget", "People", "Spent"],
        ["'=1+1", "hidden", 84.5],
        ["In all", 12, 1284.5],
    ]
    assert (sheet["A2"].data_type, sheet["C2"].number_format) == ("s", "£#,##0.00")


@pytest.mark.django_db
def test_every_file_says_what_the_page_says(figures):
    tables = {table.key: table for table in figures().context["tables"]}
    json = figures(format="json").json()
    assert (json["first"], json["teams"], len(json["figures"])) == ("2017-09-01", ["Calderdale"], len(tables))
    compared = next(figure for figure in json["figures"] if figure["key"] == "compared_people")
    assert compared["rows"][0] == [HEADLINES[0].words, 1, 0, 0]
    lines = read_csv(b"".join(figures(format="csv").streaming_content).decode())
    assert ["Beneficiaries with meaningful contact, by team", "Calderdale", "Different people", "1"] in lines
    book = load_workbook(BytesIO(b"".join(figures(format="xlsx").streaming_content)))
    assert len(book.sheetnames) == len(tables) + 1


@pytest.mark.django_db
def test_what_is_hidden_on_the_page_is_hidden_in_every_file(figures):
    hidden = figures(format="json", numbers="inside").json()["figures"]
    by_team = next(figure for figure in hidden if figure["key"] == "people_by_team")
    assert (by_team["rows"], by_team["total"]) == ([["Calderdale", "hidden"]], ["In all", "hidden"])


@pytest.mark.django_db
def test_a_file_that_there_is_not_and_filters_that_cannot_be_read_get_a_sentence(figures):
    assert "There is no such file." in text_of(figures(format="exe"))
    assert "Choose the last day too." in text_of(figures(format="csv", last=""))
