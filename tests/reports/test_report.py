"""The report: what it counts, for whom, and what its page says."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.urls import reverse

from activities.models import Activity
from beneficiaries.models import MilestoneKind
from reports.figures import FIGURES
from reports.periods import Period
from reports.report import report
from reports.scope import Scope
from reports.tables import definition_of
from teams.models import Role, Team
from tests.activities.growing import queries_of
from tests.factories import ActivityFactory, BeneficiaryFactory, ContactFactory, MilestoneFactory, person
from tests.helpers import client_of, text_of

pytestmark = pytest.mark.django_db
AUTUMN = Period(date(2017, 9, 1), date(2017, 12, 31))
ADDRESS = {"first": "2017-09-01", "last": "2017-12-31"}
LATER = date(2018, 6, 1)


def ask(user, **filters):
    return client_of(user).get(reverse("reports:report_detail"), ADDRESS | filters)


def tables_of(user, period=AUTUMN, teams=None):
    scope = Scope(user, tuple(teams or Team.objects.visible_to(user)), period, LATER)
    return {table.key: table for table in report(scope)}


def rows_of(user, key, **asked):
    table = tables_of(user, **asked)[key]
    return {row[0]: row[1] if len(row) == 2 else row[1:] for row in table.all_rows}


@pytest.fixture
def crafts(calderdale, champion):
    """A craft café in October 2017 to which two of three people came."""
    people = [BeneficiaryFactory(reference=f"CAL-90{number}", team=calderdale) for number in range(3)]
    crafts = ActivityFactory(
        description="Craft café", kind="group", team=calderdale, champion=champion, date=date(2017, 10, 31),
        beneficiaries=people,
    )  # fmt: skip
    crafts.participations.filter(beneficiary__in=people[:2]).update(attendance="came")
    return crafts


def test_whoever_came_or_was_in_touch_is_counted_once_in_all(crafts, champion, calderdale):
    first, _, third = crafts.beneficiaries.order_by("reference")
    ContactFactory(beneficiary=first, date=date(2017, 11, 1), by=champion)
    ContactFactory(beneficiary=third, date=date(2017, 11, 2), by=champion)
    ContactFactory(beneficiary=third, date=date(2017, 11, 3), by=champion, was="missed_call", minutes=None)
    ContactFactory(beneficiary=third, date=date(2018, 1, 1), by=champion)
    assert rows_of(champion, "people_by_team") == {"Calderdale": 3, "In all": 3}
    assert rows_of(champion, "people_by_champion") == {"Ruby Oyelaran": 3, "In all": 3}
    by_contact = rows_of(champion, "people_by_contact")
    assert (by_contact["At an activity"], by_contact["One-to-one"], by_contact["In all"]) == (2, 2, 3)


def test_what_was_called_off_and_what_is_another_teams_is_not_counted(crafts, champion, outsider):
    ActivityFactory(team=crafts.team, date=date(2017, 10, 1), called_off_at="2017-09-30T10:00Z")
    assert rows_of(champion, "activities_by_team") == {"Calderdale": 1, "In all": 1}
    assert rows_of(outsider, "activities_by_team") == {"Leeds": 0, "In all": 0}
    assert rows_of(outsider, "people_by_team") == {"Leeds": 0, "In all": 0}


def test_cancelling_on_the_day_or_the_day_before_is_late(crafts, champion):
    first, second, third = crafts.participations.order_by("pk")
    for part, days in ((first, 2), (second, 1), (third, 0)):
        part.attendance, part.cancelled_on = "cancelled", crafts.date - timedelta(days=days)
        part.save()
    found = rows_of(champion, "attendance")
    assert (found["Cancelled in good time, or nobody knows when"], found["Cancelled late"]) == (1, 2)


def test_somebody_is_here_for_the_first_time_once(crafts, champion):
    earlier = ActivityFactory(team=crafts.team, date=date(2017, 8, 1), beneficiaries=crafts.beneficiaries.all()[:1])
    assert rows_of(champion, "first_timers")["Beneficiaries"] == 2
    earlier.participations.update(attendance="came")
    assert rows_of(champion, "first_timers")["Beneficiaries"] == 1


def test_whoever_began_the_peer_mentor_course_before_joining_joins_as_a_peer_mentor(calderdale, champion):
    course = MilestoneKind.objects.get(words="Started the peer mentor course")
    people = [BeneficiaryFactory(team=calderdale) for _ in range(3)]
    for each in people:
        MilestoneFactory(beneficiary=each, date=date(2017, 10, 2))
    MilestoneFactory(beneficiary=people[0], kind=course, date=date(2017, 6, 1))
    MilestoneFactory(beneficiary=people[1], kind=course, date=date(2017, 12, 1))
    MilestoneFactory(beneficiary=people[2], date=date(2016, 1, 1))
    assert rows_of(champion, "new_network_members") == {"Beneficiaries": 1, "Peer mentors": 1, "In all": 2}


def test_every_figure_says_on_the_page_what_its_docstring_says(coordinator, crafts):
    page = text_of(ask(coordinator))
    for figure in FIGURES:
        assert definition_of(figure) in page


def test_the_page_compares_with_the_period_before_and_the_same_one_last_year(crafts, champion):
    table = tables_of(champion)["compared_people"]
    assert [column.title for column in table.columns[1:]] == [
        "September to December 2017",
        "May to August 2017",
        "September to December 2016",
    ]
    assert table.rows[0] == ("Beneficiaries with meaningful contact", 2, 0, 0)


@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        ({"first": "2017-12-31", "last": "2017-09-01"}, "The last day is before the first. Check both days."),
        ({"first": "x\0" * 5000}, "That is not a date we can read. Write it like 31/10/2026."),
        ({"first": "0001-01-01"}, "There is nothing before 2000. Check the year."),
        ({"last": ""}, "Choose the last day too."),
        ({"last": "9999-12-31"}, "That is more than 10 years. Choose a shorter time."),
        ({"teams": "9" * 40}, "One of these teams is not in your list. Tick the teams again."),
        ({"teams": "\0"}, "One of these teams is not in your list. Tick the teams again."),
        ({"numbers": "none"}, "Choose one of these."),
    ],
)
def test_filters_that_cannot_be_read_get_a_sentence(champion, filters, sentence):
    response = ask(champion, **filters)
    assert response.status_code == 200
    assert sentence in text_of(response)
    assert "tables" not in response.context


def test_a_team_out_of_sight_is_as_if_it_were_not_there(champion, leeds):
    assert "One of these teams is not in your list." in text_of(ask(champion, teams=leeds.pk))
    assert "Leeds" not in text_of(ask(champion))


def test_a_coordinator_sees_every_team_and_can_choose_among_them(crafts, coordinator, leeds):
    assert rows_of(coordinator, "activities_by_team") == {"Calderdale": 1, "Leeds": 0, "The Hub": 0, "In all": 1}
    chosen = ask(coordinator, teams=leeds.pk).context["tables"]
    assert next(table.rows for table in chosen if table.key == "activities_by_team") == [("Leeds", 0)]


def test_somebody_in_no_team_is_told_so(admin):
    assert "You are in no team yet" in text_of(ask(admin))


def test_small_numbers_are_hidden_where_that_is_asked_for(crafts, champion):
    assert ">hidden</td>" in text_of(ask(champion, numbers="inside"))
    assert ">hidden</td>" not in text_of(ask(champion))


def test_a_report_takes_as_many_queries_however_much_there_is(calderdale, champion, crafts):
    client = client_of(champion)
    look = partial(client.get, reverse("reports:report_detail"), ADDRESS)
    look()
    few = queries_of(look)
    for number in range(10):
        other = person(Role.CHAMPION, calderdale)
        one = ActivityFactory(team=calderdale, champion=other, date=date(2017, 9, 1) + timedelta(days=9 * number))
        one.beneficiaries.add(BeneficiaryFactory(team=calderdale))
        one.participations.update(attendance="came")
    assert Activity.objects.count() == 11
    assert queries_of(look) == few <= 40


def test_only_a_whole_quarter_of_all_teams_is_published(champion, coordinator):
    assert "Only figures of all teams together can be published." in text_of(ask(champion, numbers="published"))
    assert "Only a whole quarter that is over can be published" in text_of(ask(coordinator, numbers="published"))
    assert "tables" in ask(coordinator, numbers="published", last="2017-11-30").context
