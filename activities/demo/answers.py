"""What navigators in the demo answered to plans. All of it is made up."""

from typing import NamedTuple

from activities.models import Review

FINE, NEED_TO_TALK = Review.Answer.FINE, Review.Answer.NEED_TO_TALK


class Answered(NamedTuple):
    """An answer for one person, by the first of their navigators."""

    reference: str
    answer: Review.Answer
    note: str = ""
    is_planned_for: bool = False


# By the plan's description. A plan that was moved was answered before that.
ANSWERS = {
    "Museum trip by train": [
        Answered("CAL-003", FINE),
        Answered("CAL-007", NEED_TO_TALK, "Last time the way home was too much. Could we take the early train back?"),
        Answered("CAL-018", FINE, "Would like to sit with somebody they know.", True),
    ],
    "First visit to the gym": [Answered("CAL-014", FINE, is_planned_for=True)],
    "Recovery market-place: our stall": [
        Answered("CAL-011", FINE, is_planned_for=True),
        Answered("CAL-014", FINE),
        Answered("CAL-022", NEED_TO_TALK, "Mornings are hard. Is an hour in the afternoon possible?"),
    ],
    "Network meeting: travelling together": [
        Answered("BRD-009", FINE, is_planned_for=True),
        Answered("BRD-017", FINE, is_planned_for=True),
    ],
}
