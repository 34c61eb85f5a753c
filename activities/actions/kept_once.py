"""Words of which a plan has one row, such as its write-up: the first save makes the row, a stale one is refused."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from teams import trail


class StaleWords(Exception):
    """Somebody else wrote after the form was opened."""


def save_words(*, row, opened_version: int, by, **words) -> None:
    """Write these words of a plan's write-up or day pack. What is the same already is left as it is.

    Raises StaleWords where somebody else wrote something else since `opened_version`; 0 is a form without a row.
    """
    rows = type(row)._default_manager.filter(activity=row.activity_id)
    if rows.filter(**words).exists():
        return
    told = words | {"changed_by": by, "changed_at": timezone.now()}
    if opened_version:
        if not trail.update(rows.filter(version=opened_version), version=F("version") + 1, **told):
            raise StaleWords
        return
    try:
        with transaction.atomic():
            rows.create(activity_id=row.activity_id, **told)
    except IntegrityError as error:
        raise StaleWords from error
