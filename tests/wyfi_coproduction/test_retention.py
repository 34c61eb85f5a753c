"""What has been kept for long enough goes by itself, and nothing else."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from activities.models import OtherGuest
from beneficiaries.models import Beneficiary
from teams.models import TrailEntry
from tests.factories import ActivityFactory, BeneficiaryFactory, PaymentFactory
from wyfi_coproduction import retention

days = st.dates(min_value=date(2010, 1, 1), max_value=date(2060, 12, 31))
ONE_DAY = timedelta(days=1)


@given(days, st.integers(min_value=1, max_value=120))
def test_the_latest_day_that_is_due_is_due_and_the_next_is_not(today, months):
    last = retention.latest_due(months, today=today)
    assert retention.is_due(last, months, today=today)
    assert not retention.is_due(last + ONE_DAY, months, today=today)


@given(days, days, st.integers(min_value=1, max_value=120))
def test_what_is_due_stays_due_and_what_has_no_day_yet_stays(since, today, months):
    if retention.is_due(since, months, today=today):
        assert retention.is_due(since, months, today=today + ONE_DAY)
        assert retention.is_due(since - ONE_DAY, months, today=today)
    assert not retention.is_due(None, months, today=today)


@pytest.fixture
def world(calderdale, champion):
    """Who moved on long ago and lately; who must be kept, and was paid; others who came along long ago and lately."""
    today = timezone.localdate()
    long_ago, lately = today - timedelta(days=6 * 366), today - timedelta(days=400)

    def somebody(reference, closed_on, **fields):
        fields = {"status": "moved_on"} | fields
        person = BeneficiaryFactory(reference=reference, team=calderdale, **fields)
        Beneficiary.objects.filter(pk=person.pk).update(closed_on=closed_on)
        return person

    somebody("CAL-001", long_ago)
    somebody("CAL-002", long_ago)
    somebody("CAL-003", lately)
    somebody("CAL-004", long_ago, held_why="a court")
    somebody("CAL-005", None, status="active")
    paid = somebody("CAL-006", long_ago)
    plans = {
        "long": ActivityFactory(team=calderdale, champion=champion, date=long_ago),
        "lately": ActivityFactory(team=calderdale, champion=champion, date=lately),
    }
    PaymentFactory(activity=plans["lately"], beneficiary=paid, on=lately)
    for plan, name in (("long", "Old Pal"), ("long", "Kit"), ("lately", "Kit"), ("lately", "New Pal")):
        OtherGuest.objects.create(activity=plans[plan], who="volunteer", name=name, by=champion)


def run(**options):
    out = StringIO()
    call_command("apply_retention", stdout=out, **options)
    return out.getvalue()


def held():
    people = Beneficiary.objects.filter(is_gone=False).values_list("reference", flat=True)
    return [*people], sorted(OtherGuest.objects.values_list("name", flat=True))


def test_it_says_first_what_would_go_and_changes_nothing(world):
    before = held()
    said = run(dry_run=True)
    assert "people whose support ended: 2. CAL-001 · CAL-002\n" in said
    assert "names of others who came along: 1. Old Pal\n" in said
    assert held() == before


def test_what_is_due_goes_and_a_second_run_changes_nothing(world):
    assert run() == "Let go, people whose support ended: 2.\nLet go, names of others who came along: 1.\n"
    people, others = held()
    assert people == ["CAL-003", "CAL-004", "CAL-005", "CAL-006"]
    assert others[:3] == ["Kit", "Kit", "New Pal"] and others[3].startswith("somebody ")
    assert TrailEntry.objects.filter(actor=None, object_repr="one person, for good").count() == 2
    assert run() == "Let go, people whose support ended: 0.\nLet go, names of others who came along: 0.\n"
    assert held() == (people, others)


def test_a_run_that_is_stopped_goes_on_with_the_rest(world, monkeypatch):
    erase, erased = retention.erase_person, []

    def erase_one_and_stop(*, person):
        if erased:
            raise KeyboardInterrupt
        erase(person=person)
        erased.append(person.reference)

    monkeypatch.setattr(retention, "erase_person", erase_one_and_stop)
    with pytest.raises(KeyboardInterrupt):
        run()
    monkeypatch.setattr(retention, "erase_person", erase)
    assert erased == ["CAL-001"] and "CAL-002" in held()[0]
    assert run().startswith("Let go, people whose support ended: 1.")
