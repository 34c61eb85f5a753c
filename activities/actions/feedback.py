"""What people say of an activity."""

from django.db import IntegrityError, transaction

from activities.models import Feedback


def keep_feedback(*, feedback: Feedback) -> None:
    """Keep what somebody said. Sent twice with one key it is said once."""
    try:
        with transaction.atomic():
            feedback.save(force_insert=True)
    except IntegrityError:
        if not Feedback.objects.filter(activity=feedback.activity_id, key=feedback.key).exists():
            raise
