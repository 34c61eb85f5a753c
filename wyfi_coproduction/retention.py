"""How long what is held is kept, and what is due to go. The rule is a pure function; the settings say how long."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import transaction
from django.db.models import Max

from activities.models import OtherGuest, Payment
from beneficiaries.mentions import SOMEBODY
from beneficiaries.models import Beneficiary
from wyfi_coproduction.erasing import erase_person


def is_due(since: date | None, months: int, *, today: date) -> bool:
    """Whether what is kept for so many months since a day may go today. What has no such day yet stays."""
    return since is not None and since + relativedelta(months=months) <= today


def latest_due(months: int, *, today: date) -> date:
    """The latest day since which something is due today, so that a database can be asked for it."""
    # The ends of months are of different lengths: up to three days later may be due as well.
    day = today - relativedelta(months=months) + relativedelta(days=3)
    while not is_due(day, months, today=today):
        day -= relativedelta(days=1)
    return day


@dataclass(frozen=True)
class Rule:
    """One kind of record: what it is called, whose rows are due, how one is named on a terminal, how they go.

    So many go in one transaction as `batch` says: a run that is stopped goes on with the next ones.
    """

    what: str
    due: Callable
    named: Callable
    let_go: Callable
    batch: int


def _people_due(today):
    """People who moved on so long ago that nothing about them is needed any more, and whom nobody must keep."""
    last = latest_due(settings.RETENTION_MONTHS["support"], today=today)
    people = Beneficiary.objects.filter(is_gone=False, held_why="", status="moved_on", closed_on__lte=last)
    # Their receipts go with them, and the accounts need those for longer.
    paid = Payment.objects.filter(on__gt=latest_due(settings.RETENTION_MONTHS["money"], today=today))
    return people.exclude(pk__in=paid.values("beneficiary"))


def _erase(people):
    for person in people:
        erase_person(person=person)


def _contacts_due(today):
    """Names of volunteers, peer mentors and colleagues of elsewhere who came along nowhere for so long."""
    last = latest_due(settings.RETENTION_MONTHS["contacts"], today=today)
    known = OtherGuest.objects.exclude(name__startswith=SOMEBODY).order_by()
    seen = known.values("name").annotate(last=Max("activity__date")).filter(last__lte=last)
    return known.filter(name__in=seen.values("name"))


def _take_name_off(guests):
    for guest in guests:
        # On one plan two who are let go must still be two.
        OtherGuest.objects.filter(pk=guest.pk).update(name=f"{SOMEBODY} {guest.pk}")


RULES = (
    Rule("people whose support ended", _people_due, lambda person: person.reference, _erase, batch=1),
    Rule("names of others who came along", _contacts_due, lambda guest: guest.name, _take_name_off, batch=100),
)


def apply(rule: Rule, *, today: date) -> Iterator[int]:
    """Let go what is due by one rule, a batch at a time, and say after each how many went."""
    while True:
        with transaction.atomic():
            batch = list(rule.due(today).order_by("pk")[: rule.batch])
            rule.let_go(batch)
        if not batch:
            return
        yield len(batch)
