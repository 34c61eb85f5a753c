"""What somebody takes along on the day, as far as they may see it: put together from the plan and what belongs to it.

On paper it is one sheet, both sides at most: so long words are shortened there, and are whole on the phone.
"""

from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from django.db.models import QuerySet

from activities.assessments import counting, lone_working_on
from activities.models import Activity, EstimateLine, Hazard, LoneWorking, Participation, VenueFact
from activities.money import Cash, State, cash_of
from activities.register import BEFORE_ANSWER, SAID_NO
from activities.support import Support
from activities.venue_facts import ASKS, by_group, merge_facts, rows_of
from beneficiaries.models import SupportNeeds

# So many characters fit on the sheet, for what helps all of those who come, and for what is done about a hazard.
ROOM_FOR_PEOPLE, LEAST_EACH, MOST_EACH = 4200, 40, 300
ROOM_FOR_HAZARD, MOST_HAZARDS = 110, 8


@dataclass(frozen=True)
class Guest:
    """Somebody who is expected, and what helps them where this user may see that today."""

    part: Participation
    needs: SupportNeeds | None
    room: int

    @property
    def answer(self):
        """What is worth knowing of their answer."""
        return BEFORE_ANSWER.get(self.part.invitation, "")

    @property
    def short_avoid(self):
        """What is best avoided, as far as there is room on paper. It comes first."""
        return shorten_to(self.needs.avoid, self.room)

    @property
    def short_helps(self):
        return shorten_to(self.needs.helps, max(self.room - len(self.short_avoid), LEAST_EACH))


def shorten_to(words: str, room: int) -> str:
    """The same words in at most so many characters: what is missing shows as "…"."""
    return shorten(words, max(room, 2), placeholder=" …")


def room_for_each(people: int) -> int:
    """How many characters there are on the sheet for what helps each of so many people."""
    return max(LEAST_EACH, min(MOST_EACH, ROOM_FOR_PEOPLE // max(people, 1)))


def guests_of(activity: Activity, support: Support | None) -> list[Guest]:
    """Who is expected, with what helps each, of a plan that comes with its people. Who said no is not among them."""
    parts = [part for part in activity.parts if part.invitation not in SAID_NO]
    known = {needs.beneficiary_id: needs for needs in support.needs} if support else {}
    return [Guest(part, known.get(part.beneficiary_id), room_for_each(len(parts))) for part in parts]


def known_of_place(activity: Activity, *, today: date) -> list:
    """What is known of the plan's place, group by group; nothing where it is not in the directory."""
    if not activity.venue_id:
        return []
    facts = merge_facts(VenueFact.objects.filter(venue=activity.venue_id), activity.room_id)
    return by_group(row for row in rows_of(ASKS, facts, today=today) if row.is_known)


@dataclass(frozen=True)
class ShortRisk:
    """The risk assessment in short: its worst hazards first, and whether this version is signed."""

    hazards: list[Hazard]
    more: int
    signed_by: str
    lone: LoneWorking | None

    @property
    def lines(self):
        """Each hazard with what is done about it, whole and as short as on paper."""
        done = [(hazard, " ".join(filter(None, [hazard.already, hazard.more]))) for hazard in self.hazards]
        return [(hazard.hazard, words, shorten_to(words, ROOM_FOR_HAZARD)) for hazard, words in done]


def risk_of(activity: Activity) -> ShortRisk:
    """What could do harm on a plan. Without an assessment it is empty, and not signed."""
    lone, assessment = lone_working_on(activity), getattr(activity, "risk_assessment", None)
    if assessment is None:
        return ShortRisk([], 0, "", lone)
    hazards = list(Hazard.objects.kept().filter(assessment=assessment))
    signatures = assessment.signatures.select_related("by")
    signature = counting(signatures, version=assessment.fingerprint, day=activity.date)
    worst = sorted(hazards, key=lambda hazard: (-hazard.score_after, -hazard.score, hazard.pk))
    return ShortRisk(worst[:MOST_HAZARDS], len(worst[MOST_HAZARDS:]), signature.by.name if signature else "", lone)


@dataclass(frozen=True)
class Purse:
    """The money of a plan: its cash, where any was asked for, and what it is for."""

    cash: Cash | None
    lines: list[EstimateLine]

    @property
    def state(self):
        """Where the cash is, in words."""
        return self.cash.state.label if self.cash else ""


def purse_of(activity: Activity) -> Purse:
    """The money of a plan."""
    lines, request = list(activity.estimate_lines.all()), getattr(activity, "cash_request", None)
    if request is None:
        return Purse(None, lines)
    entries = request.entries.select_related("corrects")
    return Purse(cash_of(State(request.state), request.amount, entries), lines)


def fetch_for_day(activities: QuerySet[Activity], *, user) -> QuerySet[Activity]:
    """Of plans in sight, what stands on a day pack, in one query and one for the people."""
    of_plan = ("venue", "booking", "day_pack", "risk_assessment", "cash_request")
    return activities.with_colleagues().select_related(*of_plan).with_people(user)
