"""What has been kept for long enough goes by itself, and nothing else."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import ProgrammingError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from activities.models import (
    Booking,
    CashRequest,
    LedgerEntry,
    LoneWorking,
    Message,
    MileageClaim,
    OtherGuest,
    Participation,
    Payment,
    PlanChange,
    Upload,
    WriteUp,
)
from beneficiaries.models import Beneficiary
from teams import trail
from teams.models import Role, TrailEntry, User
from tests.factories import (
    ActivityFactory,
    BeneficiaryFactory,
    LoneWorkingFactory,
    MileageClaimFactory,
    PaymentFactory,
    UploadFactory,
    VenueFactory,
    person,
)
from wyfi_coproduction import letting_go, retention
from wyfi_coproduction.sweeping import write_file_anew

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
    assert said.endswith("Must be kept, as an admin wrote down: 1. CAL-004\n")
    assert held() == before


def test_what_is_due_goes_and_a_second_run_changes_nothing(world):
    assert run() == "Let go, people whose support ended: 2.\nLet go, names of others who came along: 1.\n"
    people, others = held()
    assert people == ["CAL-003", "CAL-004", "CAL-005", "CAL-006"]
    assert others[:3] == ["Kit", "Kit", "New Pal"] and others[3].startswith("somebody ")
    assert TrailEntry.objects.filter(actor=None, object_repr="one person, for good").count() == 2
    assert run() == "Nothing has been kept for long enough to go.\n"
    assert held() == (people, others)


def test_a_run_that_is_stopped_goes_on_with_the_rest(world, monkeypatch):
    erase, erased = letting_go.erase_person, []

    def erase_one_and_stop(*, person, **how):
        if erased:
            raise KeyboardInterrupt
        erase(person=person, **how)
        erased.append(person.reference)

    monkeypatch.setattr(letting_go, "erase_person", erase_one_and_stop)
    with pytest.raises(KeyboardInterrupt):
        run()
    monkeypatch.setattr(letting_go, "erase_person", erase)
    assert erased == ["CAL-001"] and "CAL-002" in held()[0]
    assert run().startswith("Let go, people whose support ended: 1.")


def test_where_the_server_lets_nobody_change_the_trail_it_says_as_whom_to_run_it(world, monkeypatch):
    def refused(**of):
        raise ProgrammingError("permission denied for table teams_trailentry")

    monkeypatch.setattr(letting_go, "erase_person", refused)
    with pytest.raises(CommandError, match="as the owner of the tables"):
        run()


def test_the_file_of_the_database_is_written_anew_once_however_many_go(world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as after:
        run()
    assert after.count(write_file_anew) == 1


def test_the_trail_says_how_many_of_what_went_and_of_whom_nothing(world):
    run()
    entry = TrailEntry.objects.get(object_repr__startswith="names of others")
    assert (entry.rows, entry.actor, entry.person, entry.changes) == (1, None, None, None)


def of_other_kinds(day, calderdale, champion):
    """One of each kind of record that is kept for its own time, as if it were from this day."""
    at = timezone.make_aware(datetime.combine(day, time(12)))
    words = {"venue": VenueFactory(ring="Joan"), "clash_reason": "It is short"}
    plan = ActivityFactory(team=calderdale, champion=champion, date=day, **words)
    plan.venue.facts.update(checked_on=day)
    plan.checklist.tasks.update(note="Ask Joan")
    WriteUp.objects.create(activity=plan, notes="It went well", changed_by=champion)
    PlanChange.objects.create(activity=plan, what="moved", learned="Ring first", by=champion)
    Booking.objects.create(activity=plan, venue=plan.venue, ring="Joan", changed_by=champion)
    LoneWorkingFactory(activity=plan, where="12 High Street", ring="Joan")
    message = Message.objects.create(activity=plan, about="tell", subject="Friday", body="See you", by=champion)
    Message.objects.filter(pk=message.pk).update(began_at=at)
    spent = {"kind": "spent", "amount": 5, "number": 1, "day": day, "supplier": "Joan", "receipt": UploadFactory()}
    LedgerEntry.objects.create(request=CashRequest.objects.create(activity=plan), by=champion, **spent)
    PaymentFactory(activity=plan, beneficiary=BeneficiaryFactory(team=calderdale), on=day, receipt=UploadFactory())
    MileageClaimFactory(activity=plan, on=day)
    left = person(Role.CHAMPION, calderdale, name="Joan Hill", is_active=False, date_joined=at)
    TrailEntry.objects.all().delete()
    trail.keep_reading(by=left, of=plan)
    TrailEntry.objects.update(timestamp=at)
    return plan, left


KINDS = [
    "words of plans on which nobody is known any more: 1.",
    "whom to ring about a room: 1.",
    "where somebody worked alone: 1.",
    "whom to ring at a place: 1.",
    "messages to colleagues: 1.",
    "accounts that are closed: 1.",
    "words and receipts of cash: 1.",
    "receipts of what was paid: 1.",
    "journeys of colleagues: 1.",
    "the trail: 1.",
]


def test_each_kind_of_record_goes_after_its_own_time(calderdale, champion):
    today = timezone.localdate()
    of_other_kinds(today - timedelta(days=200), calderdale, champion)
    assert run() == run(dry_run=True) == "Nothing has been kept for long enough to go.\n"
    of_other_kinds(today - timedelta(days=7 * 366), calderdale, champion)
    would_go = run(dry_run=True)
    assert [line.removeprefix("Would go, ").partition(".")[0] + "." for line in would_go.splitlines()] == KINDS
    assert "accounts that are closed: 1. Joan Hill\n" in would_go
    assert [line.removeprefix("Let go, ") for line in run().splitlines()] == KINDS
    assert run() == "Nothing has been kept for long enough to go.\n"


def test_what_has_gone_leaves_sums_and_days_and_nobody(calderdale, champion):
    old, left = of_other_kinds(timezone.localdate() - timedelta(days=7 * 366), calderdale, champion)
    run()
    left.refresh_from_db()
    assert (left.name, left.email) == ("A colleague who left", f"{left.pk}@left.invalid")
    assert not left.memberships.exists() and not left.has_usable_password()
    spent = LedgerEntry.objects.get()
    assert (spent.amount, spent.supplier, spent.receipt, spent.no_receipt) == (5, "", None, "No longer kept")
    assert Payment.objects.get().amount and MileageClaim.objects.get().journey == "No longer kept"
    assert not Upload.objects.exists() and not Message.objects.exists() and not WriteUp.objects.exists()
    assert set(old.checklist.tasks.values_list("note", flat=True)) == {""}
    assert (Booking.objects.get().ring, LoneWorking.objects.get().ring) == ("", "somebody")
    # Who is left in the trail did what is kept for as long as the accounts; and the letting go itself is there.
    assert not TrailEntry.objects.exclude(actor=None).exists()


def test_words_of_a_plan_stay_while_somebody_on_it_is_known(calderdale, champion):
    old, _ = of_other_kinds(timezone.localdate() - timedelta(days=7 * 366), calderdale, champion)
    Participation.objects.create(activity=old, beneficiary=BeneficiaryFactory(team=calderdale))
    run()
    assert WriteUp.objects.filter(activity=old).exists()


def test_a_closed_account_stays_while_the_accounts_need_it(calderdale, champion):
    _, left = of_other_kinds(timezone.localdate() - timedelta(days=3 * 366), calderdale, champion)
    MileageClaim.objects.update(by=left)
    run()
    assert User.objects.get(pk=left.pk).name == "Joan Hill"


def test_every_table_has_a_rule_or_it_is_said_why_it_has_none():
    ruled = Counter(table for rule in letting_go.RULES for table in rule.tables) + Counter(letting_go.NO_RULE.keys())
    apart = {"contenttypes", "auth", "sessions"}
    models = {model for model in apps.get_models() if model._meta.managed and model._meta.app_label not in apart}
    assert set(ruled) == models
    assert set(ruled.values()) == {1}
