"""What people say of an activity."""

from uuid import UUID

from activities.models import Feedback
from teams.keeping import keep_once


def keep_feedback(*, feedback: Feedback) -> Feedback:
    """Keep what somebody said. Sent twice with one key it is said once."""
    return keep_once(feedback, activity=feedback.activity_id, key=feedback.key)


def take_feedback_back(*, feedback, key: UUID) -> bool:
    """Undo that, while whoever typed it in still has its key; return whether it was there."""
    return bool(feedback.filter(key=key).delete()[0])
