"""What was done in the year before, so that a report has something to compare with. All of it is made up."""

from datetime import time

from activities.demo.shape import NO_MONEY, NO_ROOM, Idea, Kind, Plan

ASHA, IMRAN, LEANNE = "Asha Whitworth", "Imran Sykes", "Leanne Haigh"


def _went(champion, working_days_ago, description, people, kind=Kind.GROUP, **more):
    """A plan of which all is done. Working days are five of seven, and it was planned four weeks ahead."""
    planned = working_days_ago * 7 // 5 + 28
    more = {"starts_at": time(11), "ends_at": time(13), "not_needed": NO_ROOM + NO_MONEY} | more
    return Plan(champion, description, people, kind, day=-working_days_ago, planned=planned, ticked_to=0, **more)


EARLIER = [
    _went(ASHA, 50, "Picnic by the reservoir", "CAL-003 CAL-007 CAL-011 CAL-022", idea_from=Idea.GROUP),
    _went(ASHA, 64, "Pottery afternoon", "CAL-011 CAL-014 CAL-022", idea_from=Idea.BENEFICIARY),
    _went(ASHA, 88, "A look at the college workshops", "CAL-014", Kind.ONE_TO_ONE),
    _went(ASHA, 120, "Gig at the arts centre", "CAL-003 CAL-022", Kind.COMMUNITY, idea_from=Idea.BENEFICIARY),
    _went(ASHA, 250, "Mince pies and a quiz", "CAL-003 CAL-007 CAL-018", idea_from=Idea.NAVIGATOR),
    _went(IMRAN, 70, "Day out at the seaside", "BRD-002 BRD-009 BRD-017", idea_from=Idea.GROUP),
    _went(IMRAN, 110, "Network meeting in the summer", "BRD-009 BRD-017", Kind.NETWORK),
    _went(LEANNE, 66, "Sowing winter salad", "KIR-001 KIR-005", Kind.COMMUNITY),
]
# Who did not come, or not to the end; everybody else came.
OTHERWISE = {
    "Picnic by the reservoir": {"CAL-007": "cancelled"},
    "Pottery afternoon": {"CAL-022": "part"},
    "Mince pies and a quiz": {"CAL-018": "did_not_come"},
    "Day out at the seaside": {"BRD-002": "cancelled"},
}
