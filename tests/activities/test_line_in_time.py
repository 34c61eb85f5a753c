"""A person's journey as a line in time: everything dated, the newest first, at the same cost however long it is."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from activities.line_in_time import Row, line_in_time, read_key, write_key
from activities.models import Activity, Participation
from beneficiaries.models import Contact, Milestone, MilestoneKind
from tests.activities.growing import grow, queries_of
from tests.factories import ActivityFactory, BeneficiaryFactory, ContactFactory, MilestoneFactory
from tests.helpers import TODAY, client_of, text_of

FIVE_YEARS = 5 * 52


def ago(**span):
    return TODAY - timedelta(**span)


def entries_of(page):
    return [entry for _, entries in page.months for entry in entries]


@given(st.dates(), st.integers(1, 3), st.integers(0, 2**63 - 1))
def test_where_a_page_ended_is_read_as_it_was_written(day, kind, pk):
    row = Row(day, kind, pk, *[None] * 9)
    assert read_key(write_key(row)) == (day, kind, pk)


@given(st.text("0129-.²٣x\x00", max_size=60))
@example("2026-13-01.1.1")
@example("2026-10-14.1." + "9" * 20)
@example("2026-10-14.²")
def test_what_is_no_key_begins_the_line_anew(text):
    key = read_key(text)
    assert key is None or isinstance(key[0], date)


@pytest.fixture
def robin(calderdale):
    return BeneficiaryFactory(reference="CAL-014", team=calderdale)


@pytest.fixture
def journey(robin, champion):
    """A contact, a trip and a milestone on one day; a contact of last month."""
    ContactFactory(beneficiary=robin, by=champion, date=ago(days=2), line="Talked about hair.")
    ActivityFactory(
        description="Trip to the museum", team=robin.team, champion=champion, beneficiaries=[robin], date=ago(days=2)
    )
    MilestoneFactory(beneficiary=robin, date=ago(days=2))
    ContactFactory(beneficiary=robin, by=champion, date=ago(days=40), mode="letter", minutes=None)


@pytest.mark.django_db
class TestWhatStandsThere:
    def test_contacts_activities_and_milestones_stand_by_month_the_newest_first(self, journey, robin, champion):
        page = line_in_time(robin, champion)
        by_month = {month: len(entries) for month, entries in page.months}
        assert list(by_month.items()) == [(date(2026, 10, 1), 3), (date(2026, 9, 1), 1)]
        said = [(entry.how, entry.row.words or entry.row.line) for entry in entries_of(page)]
        assert said == [
            ("Milestone", "Joined the Network"),
            ("Activity", "Trip to the museum"),
            ("Phone · 15 minutes", "Talked about hair."),
            ("Letter", ""),
        ]

    def test_only_what_happened_and_stands_is_there(self, robin, champion):
        plan = {"team": robin.team, "champion": champion, "beneficiaries": [robin]}
        ActivityFactory(**plan, date=ago(days=3), called_off_at=timezone.now())
        ActivityFactory(**plan, date=TODAY + timedelta(days=1))
        ActivityFactory(**plan, date=None)
        gone = {"taken_back_at": timezone.now(), "taken_back_by": champion}
        ContactFactory(beneficiary=robin, **gone)
        MilestoneFactory(beneficiary=robin, **gone)
        ContactFactory(beneficiary=BeneficiaryFactory(team=robin.team))
        assert line_in_time(robin, champion).months == []

    @pytest.mark.parametrize(
        ("part", "said"),
        [
            ({}, ["Activity"]),
            ({"attendance": "came"}, ["Activity · Came"]),
            ({"invitation": "not_coming", "attendance": "part"}, ["Activity · Came for part"]),
            ({"attendance": "cancelled"}, ["Activity · Cancelled"]),
            ({"invitation": "not_coming"}, []),
            ({"invitation": "withdrawn"}, []),
        ],
        ids=str,
    )
    def test_an_activity_says_how_it_went_and_one_to_which_they_said_no_is_left_out(self, robin, champion, part, said):
        another = BeneficiaryFactory(team=robin.team)
        plan = ActivityFactory(team=robin.team, champion=champion, beneficiaries=[another, robin], date=ago(days=2))
        plan.participations.filter(beneficiary=robin).update(**part)
        assert [entry.how for entry in entries_of(line_in_time(robin, champion))] == said

    def test_an_activity_of_a_team_that_the_viewer_does_not_see_is_left_out(
        self, robin, champion, leeds, outsider, coordinator
    ):
        ActivityFactory(description="Leeds trip", team=leeds, beneficiaries=[robin], date=ago(days=2))
        assert entries_of(line_in_time(robin, champion)) == []
        assert len(entries_of(line_in_time(robin, coordinator))) == 1
        ContactFactory(beneficiary=robin)
        assert [entry.how for entry in entries_of(line_in_time(robin, outsider))] == ["Activity"]

    def test_only_whoever_wrote_it_and_a_coordinator_may_put_it_right(self, journey, robin, champion, coordinator):
        mine = [entry.row.line for entry in entries_of(line_in_time(robin, champion)) if entry.may_put_right]
        assert mine == ["Talked about hair.", ""]
        assert all(entry.may_put_right for entry in entries_of(line_in_time(robin, coordinator)))

    def test_page_by_page_every_entry_comes_once_and_in_order(self, robin, champion):
        for days in (0, 0, 0, 1, 2, 2, 40):
            ContactFactory(beneficiary=robin, by=champion, date=ago(days=days))
            MilestoneFactory(beneficiary=robin, by=champion, date=ago(days=days))
        ActivityFactory(team=robin.team, champion=champion, beneficiaries=[robin], date=TODAY)
        whole = entries_of(line_in_time(robin, champion))
        before, walked = "", []
        while not walked or before:
            page = line_in_time(robin, champion, before=before, per_page=2)
            walked, before = walked + entries_of(page), page.older
        assert [entry.row for entry in walked] == [entry.row for entry in whole]
        assert len(whole) == 15


def live_five_years(person, champion, plan, weeks):
    """A contact every week, a milestone every other one, and a plan on each of those days, as long as `weeks`."""
    days = [ago(weeks=week) for week in range(weeks)]
    whole = {"beneficiary": person, "by": champion}
    Contact.objects.bulk_create(
        Contact(**whole, team=person.team, date=day, mode="phone", line="Talked.") for day in days
    )
    kind = MilestoneKind.objects.first()
    Milestone.objects.bulk_create(Milestone(**whole, kind=kind, date=day) for day in days[::2])
    for number, activity in enumerate(Activity.objects.order_by("pk")[:weeks]):
        Activity.objects.filter(pk=activity.pk).update(date=days[number])
    Participation.objects.bulk_create(
        (Participation(activity=each, beneficiary=person) for each in Activity.objects.all()), ignore_conflicts=True
    )


@pytest.mark.django_db
@pytest.mark.parametrize("weeks", [30, FIVE_YEARS])
def test_five_years_cost_the_same_as_half_a_year_and_are_there_at_once(weeks, champion, navigator, calderdale):
    plan = grow(champion, navigator, calderdale, weeks)
    person = plan.beneficiaries.first()
    live_five_years(person, champion, plan, weeks)
    client = client_of(champion)
    line = reverse("activities:line_page", args=[person.reference])
    older = f"{line}?before={ago(weeks=weeks - 2)}.1.99999"
    with CaptureQueriesContext(connection) as queries:
        assert champion.team_ids and line_in_time(person, champion).older
    assert len(queries) == 2
    for user in (champion, navigator):
        page = partial(client_of(user).get, person.get_absolute_url())
        assert queries_of(page) <= 11
    assert queries_of(lambda: client.get(line)) == 6
    assert queries_of(lambda: client.get(older)) == 6
    assert queries_of(lambda: client.get(reverse("activities:contact_list"))) == 6
    assert queries_of(lambda: client.get(reverse("activities:contact_choose"))) == 4
    assert queries_of(lambda: client.get(reverse("activities:contact_add", args=[person.reference]))) == 4
    assert queries_of(lambda: client.get(reverse("activities:milestone_add", args=[person.reference]))) == 5


@pytest.mark.django_db
def test_the_whole_page_leads_to_what_is_older_and_back(champion, robin):
    for weeks in range(25):
        ContactFactory(beneficiary=robin, by=champion, date=ago(weeks=weeks), line=f"Week {weeks}.")
    client, address = client_of(champion), reverse("activities:line_page", args=["CAL-014"])
    page = client.get(address)
    assert "Week 19." in text_of(page) and "Week 20." not in text_of(page)
    older = text_of(client.get(address, {"before": page.context["line"].older}))
    assert "Week 20." in older and "Week 24." in older and "Week 19." not in older and "Back to the newest" in older
    assert "Week 0." in text_of(client.get(address, {"before": "\x00rubbish.9.9"}))
