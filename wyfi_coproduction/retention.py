"""How long what is held is kept. The rule is a pure function; the settings say how long; `letting_go` says of what."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from auditlog.context import disable_auditlog
from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from teams.models import TrailEntry

log = logging.getLogger("wyfi_coproduction.management.retention")


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


def last_day_of(kind: str, today: date) -> date:
    """The same for one kind of record, by the settings: "support", "money", "contacts", "messages" or "trail"."""
    return latest_due(settings.RETENTION_MONTHS[kind], today=today)


def moment_after(day: date) -> datetime:
    """The first moment after a day."""
    return timezone.make_aware(datetime.combine(day + relativedelta(days=1), time.min))


@dataclass(frozen=True)
class Rule:
    """One kind of record: what it is called, of which tables it is, which rows are due and how they go.

    `due` takes today. `named` says what one row is called on a terminal, where it has a name. So many go in one
    transaction as `batch` says: a run that is stopped goes on with the next ones. What has gone is not due any more.
    """

    what: str
    tables: set[type[Model]]
    due: Callable[[date], QuerySet]
    let_go: Callable[[list], None]
    named: Callable[[Model], str] | None = None
    batch: int = 100


def apply(rule: Rule, *, today: date) -> Iterator[int]:
    """Let go what is due by one rule, a batch at a time, and say after each how many went."""
    while True:
        with transaction.atomic():
            batch = list(rule.due(today).order_by("pk")[: rule.batch])
            if batch:
                _let_go(rule, batch)
        if not batch:
            return
        # Our own words: what would be put into them is left out of a log.
        log.info(f"Kept for long enough and let go, {rule.what}: %s.", len(batch))
        yield len(batch)


def _let_go(rule, batch):
    """The trail says how many rows of what went, and nothing of what stood in them."""
    with disable_auditlog():
        rule.let_go(batch)
    table = ContentType.objects.get_for_model(type(batch[0]))
    said = {"object_repr": f"{rule.what}, kept for long enough", "rows": len(batch)}
    TrailEntry.objects.log_create(table, force_log=True, action=TrailEntry.Action.DELETE, actor=None, **said)
