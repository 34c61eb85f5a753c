"""The trail: who changed, read or took out what somebody's life has left with us, and when.

Rows that are saved and deleted one by one are followed by django-auditlog (`teams/following.py`). Rows that are written
in one statement go through `update` and `bulk_create` here. What is only read is said with `keep_reading`,
`keep_reading_of_all` and `keep_taking_out`, one INSERT each. Nothing in the product changes or deletes an entry.
"""

from collections.abc import Iterable
from copy import copy
from ipaddress import ip_address, ip_network

from auditlog.context import auditlog_disabled
from auditlog.diff import model_instance_diff
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import pre_save

from teams.following import about, is_seen
from teams.models import TrailEntry, User

WRITTEN = "written"


def keep_reading(*, by: User, of: Model, what: str = "their page", words: str = "") -> None:
    """Somebody opened a page that says something of one person; `words` are the reason that they gave."""
    action = TrailEntry.Action.ACCESS
    TrailEntry.objects.log_create(of, force_log=True, action=action, actor=by, object_repr=what, words=words)


def keep_reading_of_all(*, by: User, of: Iterable[Model], what: str) -> None:
    """Somebody opened or printed something that names several people: an entry for each, in one INSERT."""
    _write(_entry(TrailEntry.Action.ACCESS, row, None, actor=by, object_repr=what) for row in of)


def keep_taking_out(*, by: User, what: str, filters: str = "", rows: int) -> None:
    """Somebody took so many rows out of the product: as a file, or on paper. `filters` are the choices that made it."""
    action = TrailEntry.Action.ACCESS
    TrailEntry.objects.log_create(
        by, force_log=True, action=action, actor=by, object_repr=what, words=filters[:300], rows=rows
    )


def hide_words(words: str) -> str:
    """What the trail holds instead of words that somebody typed: only whether there were any."""
    return "" if words in ("", "None", "[]") else WRITTEN


def network_of(address: str | None) -> str | None:
    """The network that an address belongs to, of 256 or more: enough to see that it was not the office's."""
    if not address:
        return None
    size = 24 if ip_address(address).version == 4 else 48
    return str(ip_network((address, size), strict=False).network_address)


def update(rows: QuerySet, **changes) -> int:
    """`rows.update(**changes)`, with an entry for each row that it changes. Return how many rows there were.

    The rows are locked first, so that of two people at once the second is asked about what the first left.
    """
    if not any(is_seen(rows.model, name) for name in changes):
        return rows.update(**changes)
    with transaction.atomic():
        return update_locked(rows.model, list(rows.select_for_update(of=["self"]).order_by("pk")), **changes)


def update_locked(model: type[Model], before: list[Model], **changes) -> int:
    """The same for rows of this model that the caller has locked and fetched. They stay as they were fetched."""
    model._base_manager.filter(pk__in=[row.pk for row in before]).update(**changes)
    _keep(TrailEntry.Action.UPDATE, ((row, _changed(row, changes)) for row in before))
    return len(before)


def bulk_create(rows, new: Iterable[Model], **options) -> list[Model]:
    """`rows.bulk_create(new, **options)`, with an entry for each new row."""
    with transaction.atomic():
        made = rows.bulk_create(list(new), **options)
        _keep(TrailEntry.Action.CREATE, ((None, row) for row in made))
    return made


def _changed(row, changes):
    """The row as it is now; what the database works out for itself is left as it was."""
    changed = copy(row)
    for name, value in changes.items():
        if not hasattr(value, "resolve_expression"):
            setattr(changed, name, value)
    return changed


def _keep(action, pairs):
    """Write one entry for each row, by what it was and what it is, where that differs. One INSERT for all."""
    if auditlog_disabled.get():
        return
    _write(_entry(action, row, changes) for old, row in pairs if (changes := model_instance_diff(old, row)))


def _write(entries):
    entries = list(entries)
    for entry in entries:
        # By this, auditlog says who asks and from where. Rows that are written together have no save to say it.
        pre_save.send(sender=TrailEntry, instance=entry, raw=False, using=None, update_fields=None)
    TrailEntry.objects.bulk_create(entries)


def _entry(action, row, changes, **said):
    kind, said = ContentType.objects.get_for_model(row), about(row) | said
    return TrailEntry(content_type=kind, object_pk=row.pk, object_id=row.pk, action=action, changes=changes, **said)
