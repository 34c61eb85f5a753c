"""The file of a period for whoever keeps the accounts."""

import csv
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from activities.actions import ask_for_cash, move_money, put_right, say_yes, write_spent
from activities.finance import COLUMNS, Row, as_csv, as_text, as_xlsx
from activities.models import MileageClaim, Payment
from activities.money import What
from teams.models import Role
from tests.activities.growing import queries_of
from tests.factories import (
    ActivityFactory,
    BeneficiaryFactory,
    BudgetFactory,
    MileageClaimFactory,
    PaymentFactory,
    TeamFactory,
    UploadFactory,
    person,
)
from tests.helpers import TODAY, client_of, text_of

OCTOBER = {"first_day": "2026-10-01", "last_day": f"{TODAY}"}


def ask(client, file="csv", **period):
    return client.get(reverse("activities:finance"), OCTOBER | {"file": file} | period)


def read_csv(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


def read_xlsx(response):
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    return [list(line) for line in sheet.iter_rows(values_only=True)]


@pytest.fixture
def theo(coordinator):
    return client_of(coordinator)


@pytest.fixture
def kept(museum, champion):
    """A fare paid back with a receipt, a journey, a gift that was said no to, and a fare taken back."""
    receipt = UploadFactory(added_by=champion)
    fare = PaymentFactory(activity=museum, item="fare", receipt=receipt, on=date(2026, 9, 30))
    MileageClaimFactory(activity=museum, miles=Decimal("12.5"), amount=Decimal("5.63"))
    PaymentFactory(activity=museum, kind="gift", amount=None, how="", declined=True)
    gift = PaymentFactory(activity=museum, kind="gift", how="card", amount=10)
    gift.opposite(by=champion).save()
    return fare


def test_every_entry_is_a_row_with_what_finance_asks_for(theo, kept, museum):
    plan = str(museum.pk)
    assert read_csv(ask(theo)) == [
        list(COLUMNS),
        ["2026-09-30", plan, "Calderdale", "", "Their own costs", "Bus or train fare", "", f"P{kept.pk}", "4.20", "",
         "Ruby Oyelaran"],
        ["2026-10-14", plan, "Calderdale", "", "Thank-you gift or reward card", "", "", "", "10.00", "",
         "Ruby Oyelaran"],
        ["2026-10-14", plan, "Calderdale", "", "Thank-you gift or reward card", "", "", "", "-10.00", "",
         "Ruby Oyelaran"],
        ["2026-10-14", plan, "Calderdale", "", "Mileage", "Car or van, 12.5 miles", "", "", "5.63", "",
         "Ruby Oyelaran"],
    ]  # fmt: skip


def test_excel_gets_the_same_rows_with_dates_and_amounts_that_it_can_add_up(theo, kept):
    header, first, *others = read_xlsx(ask(theo, "xlsx"))
    assert header == list(COLUMNS)
    assert first[0] == datetime(2026, 9, 30)
    assert sum(row[8] for row in (first, *others)) == pytest.approx(9.83)


@pytest.mark.parametrize("file", ["csv", "xlsx"])
def test_it_is_a_file_to_keep_named_by_its_days(theo, kept, file):
    response = ask(theo, file)
    name = f"money-2026-10-01-to-2026-10-14.{file}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    response.close()


def test_no_beneficiary_is_in_it(theo, museum):
    robin = BeneficiaryFactory(reference="CAL-077", known_as="Robin", team=museum.team)
    PaymentFactory(activity=museum, beneficiary=robin)
    words = " ".join(map(" ".join, read_csv(ask(theo))))
    assert "Robin" not in words and "CAL-077" not in words


def test_an_entry_is_in_the_file_of_the_day_on_which_it_was_written_down(theo, museum):
    with time_machine.travel("2026-09-30 23:30+01:00"):
        PaymentFactory(activity=museum, amount=1)
    with time_machine.travel("2026-10-01 00:30+01:00"):
        PaymentFactory(activity=museum, amount=2, on=date(2026, 9, 1))
    with time_machine.travel("2026-10-01 23:30+01:00"):
        MileageClaimFactory(activity=museum, amount=3)
    with time_machine.travel("2026-10-02 00:00+01:00", tick=False):
        PaymentFactory(activity=museum, amount=4)
    _, *rows = read_csv(ask(theo, first_day="2026-10-01", last_day="2026-10-01"))
    assert [row[8] for row in rows] == ["2.00", "3.00"]


def test_a_budget_holder_gets_their_teams_and_no_other(museum, kept, leeds, calderdale, navigator):
    MileageClaimFactory(activity=ActivityFactory(team=leeds))
    calderdale.budget_holder = navigator
    calderdale.save()
    _, *rows = read_csv(ask(client_of(navigator)))
    assert len(rows) == 4 and {row[2] for row in rows} == {"Calderdale"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"first_day": ""}, "Choose the first day."),
        ({"last_day": "soon"}, "That is not a date we can read."),
        ({"last_day": "2026-09-30"}, "The last day is before the first. Check both days."),
        ({"last_day": "2026-10-15"}, "That day is still to come. Choose today or an earlier day."),
        ({"last_day": "9999-12-31"}, "That day is still to come. Choose today or an earlier day."),
        ({"first_day": "2025-10-13"}, "That is more than a year. Take a year at a time."),
        ({"file": "exe"}, "Press the file that you want: CSV or Excel."),
        ({"file": ""}, "Press the file that you want: CSV or Excel."),
    ],
)
def test_a_period_that_cannot_be_is_told_and_stays_typed(theo, typed, sentence):
    page = text_of(ask(theo, **typed))
    assert sentence in page and "Put right" in page


def test_the_first_days_of_the_calendar_are_an_empty_file(theo):
    assert read_csv(ask(theo, first_day="0001-01-01", last_day="0001-01-02")) == [list(COLUMNS)]


def test_the_page_offers_this_month(theo):
    form = theo.get(reverse("activities:finance")).context["form"]
    assert (form["first_day"].initial, form["last_day"].initial) == (date(2026, 10, 1), TODAY)


def row_of(words):
    return Row(TODAY, 1, words, words, words, words, words, words, Decimal(-1), None, words)


@given(st.text(max_size=30) | st.from_regex(r"[ \t]*[=+@-].{0,9}", fullmatch=True))
def test_no_words_are_worked_out_by_a_spreadsheet(words):
    shown = as_text(words)
    assert not shown.startswith(("=", "+", "-", "@"))
    written = next(csv.reader(StringIO("".join(list(as_csv([row_of(words)]))[2:]))))
    assert written[2] == shown and written[8] == "-1"


def test_excel_works_out_no_words_either():
    sheet = load_workbook(as_xlsx([row_of("=1+1"), row_of("\x00bell\x07")])).active
    _, bad, odd = sheet.iter_rows()
    assert (bad[2].value, bad[2].data_type, bad[8].value) == ("'=1+1", "s", -1)
    assert odd[2].value == "bell"


@pytest.mark.parametrize("rows", [10, 1000])
@pytest.mark.parametrize("file", ["csv", "xlsx"])
def test_a_file_costs_the_same_number_of_queries_however_much_is_in_it(theo, museum, champion, file, rows):
    person = museum.beneficiaries.first()
    of_plan = {"activity": museum, "by": champion, "on": TODAY, "amount": 1}
    Payment.objects.bulk_create(Payment(**of_plan, beneficiary=person, kind="gift", how="cash") for _ in range(rows))
    MileageClaim.objects.bulk_create(MileageClaim(**of_plan, vehicle="car", miles=1) for _ in range(rows))

    def read():
        response = ask(theo, file)
        assert len((read_csv if file == "csv" else read_xlsx)(response)) == 2 * rows + 1
        return response

    assert queries_of(read) == 8


def test_cash_of_plans_is_in_the_file_with_its_budget_receipt_and_what_put_it_right(museum, champion, coordinator):
    budget = BudgetFactory(team=museum.team, holder=person(Role.CHAMPION, TeamFactory()))
    lines = {What.RENT: (1, Decimal(30))}
    ask_for_cash(
        activity=museum, by=champion, today=TODAY, lines=lines, budget=budget, needed_by=None, note="", opened_version=0
    )
    say_yes(activity=museum, opened_version=1, by=budget.holder, today=TODAY)
    move_money(activity=museum, kind="handed_over", by=champion, today=TODAY, with_whom=budget.holder)
    spent = {"what": "rent", "supplier": "Hall", "day": TODAY, "no_receipt": "Lost", "receipt": None, "vat": Decimal(4)}
    write_spent(activity=museum, by=champion, today=TODAY, amount=Decimal(24), key=uuid4(), **spent)
    entry = museum.cash_request.entries.get(kind="spent")
    right = {"entry": entry, "by": champion, "today": TODAY, "note": "Misread"}
    put_right(activity=museum, amount=Decimal(20), vat=Decimal("3.33"), **right)
    put_right(activity=museum, amount=Decimal(20), vat=None, **right)
    rows = [row[3:10] for row in read_csv(ask(client_of(budget.holder)))]
    assert rows[1:] == [
        ["Activities", "Cash: handed over", "", "", "", "30.00", ""],
        ["Activities", "Cash: spent", "Rent for room", "Hall", f"{museum.pk}-1", "24.00", "4.00"],
        ["Activities", "Cash: put right", "Rent for room", "Hall", f"{museum.pk}-1", "-4.00", "-0.67"],
        ["Activities", "Cash: put right", "Rent for room", "Hall", f"{museum.pk}-1", "0.00", "-3.33"],
    ]
