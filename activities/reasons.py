"""Why somebody opens a person's page outside their own caseload: asked once, and good until the end of the day."""

from datetime import date

SESSION_KEY = "said_why"
# One press each. Whatever else it is, people write.
USUAL = (
    "I am planning something with them.",
    "They asked me to look.",
    "I am standing in for a colleague.",
    "I am checking that something is right.",
)


class ReasonNeeded(Exception):
    """This person is not of the user's own caseload, and the user has not said today why they look."""

    def __init__(self, person):
        super().__init__()
        self.person = person


def has_said_why(session, person_id: int, *, today: date) -> bool:
    """Whether somebody gave their reason for opening this person's page today, on this device."""
    return session.get(SESSION_KEY, {}).get(str(person_id)) == today.isoformat()


def remember(session, person_id: int, *, today: date) -> None:
    """Keep that a reason was given today. Those of other days are forgotten; the words stand in the trail alone."""
    held = session.get(SESSION_KEY, {})
    still = {number: day for number, day in held.items() if day == today.isoformat()}
    session[SESSION_KEY] = still | {str(person_id): today.isoformat()}
