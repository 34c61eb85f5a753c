"""What a lone worker and their buddy do on the day."""

from django.db import transaction
from django.utils import timezone

from activities.lone_working import counts_on
from activities.models import Activity, LoneWorking


@transaction.atomic
def save_lone_working(*, lone: LoneWorking, activity: Activity) -> None:
    """Keep what a buddy needs to know. Sent twice, it is kept once; check-ins stay as they are."""
    Activity.objects.select_for_update().get(pk=activity.pk)
    fields = ("where", "with_whom", "ends_at", "buddy", "ring")
    told = {name: getattr(lone, name) for name in fields}
    LoneWorking.objects.update_or_create(activity=activity, defaults=told)


@transaction.atomic
def check_in(*, lone: LoneWorking, is_over: bool, by) -> bool:
    """Keep the time at which somebody arrived, or is safe again. Return whether that was news: the first time stays.

    A check-in from before the plan was moved does not count, and is written over.
    """
    row = LoneWorking.objects.select_for_update(of=["self"]).select_related("activity").get(pk=lone.pk)
    name = "safe_at" if is_over else "arrived_at"
    if counts_on(getattr(row, name), row.activity.date):
        return False
    times = {name: timezone.now()} | ({"safe_by": by} if is_over else {})
    return bool(LoneWorking.objects.filter(pk=row.pk).update(**times))
