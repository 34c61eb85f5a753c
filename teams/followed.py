"""What the trail follows of those who work here."""

from teams.following import follow
from teams.models import Leave, Membership, Session, Team, TrailEntry, TrainingHeld, User, WorkingPattern

NOTHING_PERSONAL = {
    TrailEntry: "it is the trail",
    Session: "who is signed in: its owner sees it, and it goes when it ends",
}


def follow_all():
    follow(Team, "a team", in_full={"name"})
    follow(
        User,
        "an account",
        in_full={"name", "email"},
        without={"password", "last_login", "calendar_number", "date_joined"},
    )
    follow(Membership, "a role in a team")
    follow(TrainingHeld, "a training that somebody holds")
    follow(WorkingPattern, "the days on which somebody works")
    follow(Leave, "when somebody is away")
