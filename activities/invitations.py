"""Who was asked to come, and what they said. Pure functions, no database.

Champions found that personal beats official: people come who were asked in the way that they like.
"""

from collections import Counter
from collections.abc import Iterable

from activities.participation import Invitation
from beneficiaries.profile import Asked

ANSWERS = (Invitation.COMING, Invitation.MAYBE, Invitation.NOT_COMING)
# How each way of asking is said of what somebody did.
DONE = {
    Asked.CARD: "Gave a card",
    Asked.CALL: "Called",
    Asked.TEXT: "Sent a text",
    Asked.FACE_TO_FACE: "Asked face to face",
    Asked.NAVIGATOR: "Asked through their navigator",
}
REMIND = {
    Asked.CARD: "Write a note to {}",
    Asked.CALL: "Ring {}",
    Asked.TEXT: "Text {}",
    Asked.FACE_TO_FACE: "See {} and remind them",
    Asked.NAVIGATOR: "Ask the navigator of {} to remind them",
}
SAID = {Invitation.COMING: "yes", Invitation.MAYBE: "maybe", Invitation.NOT_COMING: "no"}


def usual_way(liked: Iterable[str]) -> Asked:
    """The way to offer first: the first in the form's order that the person likes, or a card where nobody knows."""
    liked = set(liked)
    return next((way for way in Asked if way in liked), Asked.CARD)


def say_reminder(invitation: str, called: str, liked: Iterable[str]) -> str:
    """What to do the day before for somebody who may come: "Ring CAL-014"; nothing for anybody else.

    It is the way that they like to be asked; where nobody knows, a call reaches them in time.
    """
    if invitation not in (Invitation.INVITED, Invitation.COMING, Invitation.MAYBE):
        return ""
    liked = list(liked)
    return REMIND[usual_way(liked) if liked else Asked.CALL].format(called)


def say_totals(invitations: Iterable[str]) -> str:
    """Say how many gave each answer: "2 said yes, 1 said no, 1 not asked yet."; nothing where nobody is on the plan.

    Everybody is counted once, except whoever was taken off the plan again.
    """
    counted = Counter(invitations)
    said = [(counted[answer], f"said {word}") for answer, word in SAID.items()]
    said += [(counted[Invitation.INVITED], "asked and not answered"), (counted[Invitation.NOT_ASKED], "not asked yet")]
    words = ", ".join(f"{number} {what}" for number, what in said if number)
    return f"{words}." if words else ""


def suggest_words(*, has_date: bool, champion: str) -> str:
    """The words of a card, to be changed before it is printed. `champion` is the first name of who asks."""
    start = "We would love you to come." if has_date else "We would love you to come. We will tell you the day."
    return (
        f"{start} Come as you are. Stay as long as you like, and leave when you like.\n"
        f"{champion} will be there to say hello.\n"
        "If you would rather not come, that is fine. Just let us know."
    )


# So many letters fit on a card in larger type; more in the type that the longest words need.
LARGER_TYPE, LETTERS_IN_A_LINE = 320, 20


def is_short(*words: str) -> bool:
    """Whether what stands on a card leaves room for larger type. A line that ends early takes room too."""
    return sum(len(each) + LETTERS_IN_A_LINE * each.count("\n") for each in words) <= LARGER_TYPE
