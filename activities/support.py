"""What helps the people on a plan, as far as one user may see it today."""

from dataclasses import dataclass
from datetime import date

from activities import rules
from activities.models import Activity
from beneficiaries.models import Beneficiary, SupportNeeds


@dataclass(frozen=True)
class Support:
    """What a plan's page says of it."""

    needs: list[SupportNeeds]
    # Of whom nothing is written, and the last day on which that can be seen, where everybody's is shared today.
    nothing_of: list[Beneficiary]
    last_day: date | None
    # From when everybody's will be shared, as a sentence.
    opens: str


def support_on(activity: Activity, *, navigators, user, today: date) -> Support | None:
    """What this user may see of what helps those on a plan, in one query at the most; None where nothing.

    Its champion and its `navigators` see it in the days around the plan, and before that read from when. Whoever
    answers for somebody sees that person's at any time, as on the person's page. The plan comes with its `people`.
    """
    if activity.is_called_off or not activity.people:
        return None
    is_theirs = user.pk in {activity.champion_id, *(navigator.pk for navigator in navigators)}
    is_shared = is_theirs and rules.is_support_shared(activity, today=today)
    needs = _written(activity, user, is_shared)
    opens = rules.say_when_support_opens(activity.date, today=today) if is_theirs else ""
    if not (needs or is_shared or opens):
        return None
    said_of = {each.beneficiary_id for each in needs}
    return Support(
        needs=needs,
        nothing_of=[person for person in activity.people if person.pk not in said_of] if is_shared else [],
        last_day=rules.support_days(activity.date)[1] if is_shared else None,
        opens=opens,
    )


def _written(activity, user, is_shared):
    written = SupportNeeds.objects.for_people(activity.people)
    if not is_shared:
        written = written.visible_to(user)
    rows = written.select_related("beneficiary").order_by("beneficiary__reference")
    return [each for each in rows if each.says_something]
