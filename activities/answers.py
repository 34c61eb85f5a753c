"""Brings what navigators said of plans together with the people on them."""

from collections import defaultdict
from dataclasses import dataclass

from activities.models import Participation, PlanChange, Review
from beneficiaries.models import Beneficiary


@dataclass(frozen=True)
class Answered:
    """What navigators said of a plan for one person, the newest first. Some may be older than the plan is now."""

    part: Participation
    reviews: list[Review]

    @property
    def person(self) -> Beneficiary:
        return self.part.beneficiary

    @property
    def is_awaited(self) -> bool:
        return not any(review.counts for review in self.reviews)

    def of(self, user) -> Review | None:
        """This user's own answer, if it counts."""
        return next((review for review in self.reviews if review.by_id == user.pk and review.counts), None)

    def beside(self, user) -> list[Review]:
        """What was said beside this user's own answer that counts."""
        return [review for review in self.reviews if review != self.of(user)]


def answers_on(activities, user) -> dict[int, list[Answered]]:
    """What was said for each of an activity's people, by activity, in one query for all of them."""
    reviews = Review.objects.visible_to(user).filter(activity__in=activities).mark_counting().select_related("by")
    found = defaultdict(list)
    for review in reviews.order_by("-at", "-pk"):
        found[review.activity_id, review.beneficiary_id].append(review)
    return {
        activity.pk: [Answered(part, found[activity.pk, part.beneficiary_id]) for part in activity.parts]
        for activity in activities
    }


def changes_on(activities, user) -> dict[int, list[PlanChange]]:
    """What changed in each activity in a way that matters, the oldest first, in one query for all of them."""
    changes = PlanChange.objects.visible_to(user).that_matter().filter(activity__in=activities)
    found = defaultdict(list)
    for change in changes.order_by("plan_version", "pk"):
        found[change.activity_id].append(change)
    return found


def changes_since_answered(answers: list[Answered], changes: list[PlanChange]) -> list[PlanChange]:
    """Those changes that came after what was last answered for the people who await an answer again."""
    answered = [
        max(review.plan_version for review in each.reviews) for each in answers if each.is_awaited and each.reviews
    ]
    return [change for change in changes if answered and change.plan_version > min(answered)]
