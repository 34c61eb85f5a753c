"""What people say of an activity."""

from activities.models import Feedback
from teams.keeping import keep_once


def keep_feedback(*, feedback: Feedback) -> Feedback:
    """Keep what somebody said. Sent twice with one key it is said once."""
    return keep_once(feedback, activity=feedback.activity_id, key=feedback.key)
