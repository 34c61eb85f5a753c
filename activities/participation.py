"""The words of somebody's part in an activity: whether they were asked, and whether they came. No database.

The two are kept apart, after the NHS data dictionary's "attended or did not attend". Only "did not come" counts as
not attending: whoever says beforehand that they cannot come has told us something.
"""

from django.db import models


class Invitation(models.TextChoices):
    NOT_ASKED = "not_asked", "Not asked"
    INVITED = "invited", "Invited"
    COMING = "coming", "Coming"
    MAYBE = "maybe", "Maybe"
    NOT_COMING = "not_coming", "Not coming"
    WITHDRAWN = "withdrawn", "Invitation taken back"


class Attendance(models.TextChoices):
    EXPECTED = "expected", "Expected"
    CAME = "came", "Came"
    PART = "part", "Came for part"
    TOO_LATE = "too_late", "Came too late to join"
    CANCELLED = "cancelled", "Cancelled"
    CANCELLED_BY_US = "cancelled_by_us", "Cancelled by us"
    DID_NOT_COME = "did_not_come", "Did not come"


# Who was there, for however long.
WERE_THERE = {Attendance.CAME, Attendance.PART, Attendance.TOO_LATE}


def counts_as_not_attending(attendance: str) -> bool:
    """Whether somebody is counted as not attending. This is the only place that says so."""
    return attendance == Attendance.DID_NOT_COME
