"""What figures count, row by row: the same rows that the numbers are made of, for those who may see them."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.urls import reverse

from activities.models import Participation, Payment
from beneficiaries.models import Beneficiary
from reports.figures import FIGURES
from reports.periods import Period
from reports.report import report
from reports.rows import ROWS_OF
from reports.scope import Scope
from tests.activities.growing import queries_of
from tests.factories import ActivityFactory, BeneficiaryFactory, ContactFactory, MilestoneFactory
from tests.helpers import client_of, text_of

pytestmark = pytest.mark.django_db
AUTUMN = {"first": "2017-09-01", "last": "2017-12-31"}
DAY = date(2017, 10, 31)


@pytest.fixture
def autumn(calderdale, champion):
    """A craft café to which two of three people came, one milestone, one contact, one payment and a face."""
    people = [BeneficiaryFactory(reference=f"CAL-90{number}", team=calderdale) for number in range(3)]
    crafts = ActivityFactory(description="Craft café", kind="group", team=calderdale, champion=champion, date=DAY)
    crafts.beneficiaries.set(people)
    crafts.participations.filter(beneficiary__in=people[:2]).update(attendance="came")
    ContactFactory(beneficiary=people[2], date=DAY, by=champion)
    MilestoneFactory(beneficiary=people[0], date=DAY)
    Payment.objects.create(
        activity=crafts, beneficiary=people[0], kind="gift", amount=Decimal("10.00"), on=DAY, by=champion, how="card"
    )
    crafts.feedback.create(face="good")
    return crafts


def rows_page(user, key, **filters):
    return client_of(user).get(reverse("reports:rows_list", args=[key]), AUTUMN | filters)


def scope_of(user):
    return Scope(user, tuple(user.teams.all()), Period(DAY, DAY), DAY + timedelta(days=9))


def test_every_figure_opens_what_it_counts():
    assert {figure.__name__ for figure in FIGURES} == set(ROWS_OF)


@pytest.mark.parametrize(
    ("key", "number"),
    [
        ("people_by_team", 3),
        ("activities_by_kind", 1),
        ("attendance", 3),
        ("first_timers", 2),
        ("milestones", 1),
        ("new_network_members", 1),
        ("paid_to_people", 1),
        ("faces", 1),
        ("spent_by_what", 0),
    ],
)
def test_there_are_as_many_rows_as_the_figure_says(autumn, champion, key, number):
    assert ROWS_OF[key].find(scope_of(champion)).count() == number
    table = next(table for table in report(scope_of(champion)) if table.key == key)
    if table.total and key != "paid_to_people":
        assert table.total[1] == number


def test_a_row_says_what_is_counted_and_leads_to_it(autumn, champion):
    page = text_of(rows_page(champion, "attendance"))
    assert f'<a href="{autumn.get_absolute_url()}">31 October 2017</a>' in page
    assert "CAL-900" in page and "Craft café" in page and "Calderdale" in page
    assert "£10.00" in text_of(rows_page(champion, "paid_to_people"))


def test_the_report_leads_to_the_rows_and_keeps_its_filters(autumn, champion):
    page = text_of(client_of(champion).get(reverse("reports:report_detail"), AUTUMN))
    address = reverse("reports:rows_list", args=["attendance"])
    assert f'href="{address}?first=2017-09-01&amp;last=2017-12-31"' in page.replace("&last", "&amp;last")


def test_nobody_sees_rows_of_another_team(autumn, outsider):
    for key in ROWS_OF:
        page = rows_page(outsider, key)
        assert page.status_code == 200
        assert "CAL-90" not in text_of(page) and "Craft café" not in text_of(page)


def test_where_small_numbers_are_hidden_so_is_who_they_are(autumn, champion):
    level = "inside"
    page = text_of(rows_page(champion, "attendance", numbers=level))
    assert "CAL-90" not in page
    assert "there is no list of who they are" in page
    assert "See what is counted" not in text_of(
        client_of(champion).get(reverse("reports:report_detail"), AUTUMN | {"numbers": level})
    )


def test_what_cannot_be_read_or_is_not_there_is_said(autumn, champion, admin):
    assert rows_page(champion, "no-such-figure").status_code == 404
    assert "The last day is before the first." in text_of(rows_page(champion, "attendance", last="2017-08-01"))
    assert "You are in no team yet" in text_of(rows_page(admin, "attendance"))
    assert "Nothing was counted in this period." in text_of(rows_page(champion, "spent_by_team"))


def test_a_page_of_rows_takes_as_many_queries_however_many_there_are(autumn, champion):
    client, keys = client_of(champion), ("attendance", "people_by_team", "activities_by_kind", "milestones")
    pages = {key: partial(client.get, reverse("reports:rows_list", args=[key]), AUTUMN) for key in keys}
    before = {key: queries_of(look) for key, look in pages.items()}
    people = [Beneficiary(reference=f"CAL-{number}", team=autumn.team) for number in range(100, 160)]
    people = Beneficiary.objects.bulk_create(people)
    Participation.objects.bulk_create(
        Participation(activity=autumn, beneficiary=each, attendance="came") for each in people
    )
    assert {key: queries_of(look) for key, look in pages.items()} == before
    assert max(before.values()) <= 10
    page = pages["attendance"]()
    assert len(page.context["lines"]) == 50
    following = client.get(reverse("reports:rows_list", args=["attendance"]), AUTUMN | {
        "page": page.context["page"].next_page_number()
    })  # fmt: skip
    assert len(following.context["lines"]) == 13
